"""Which of several meanings a name has in one report, by the names beside it. Symmetric: no party is preferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise

from counterclaim.normalise.composing import actor_by_id
from counterclaim.normalise.lexicon import Entry, Sort, role_words
from counterclaim.normalise.tagging import Tag, TaggedText
from counterclaim.tables.load import load_actors, load_states

_OF_STATES = (Sort.STATE, Sort.DEMONYM, Sort.NATIONALS, Sort.SEAT)


class Meanings:
    """Chooses the meaning of each tag of one report."""

    def __init__(
        self, tagged: TaggedText, day: date | None, vouched: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        """`vouched` are states that the report never names, with the words of its places that lie there."""
        self.day = day
        self.vouched = dict(vouched or {})
        self._tags = tagged.tags
        certain = [t.entries for t in tagged.tags if len({e.ref for e in t.entries}) == 1]
        self.named = {e.ref for entries in certain for e in entries if not e.weak}
        self._state_tags: list[tuple[int, str]] = []
        self.state_words: list[int] = []
        for tag in tagged.tags:
            if tag.entries[0].sort in _OF_STATES and len({e.ref for e in tag.entries}) == 1 and not tag.entries[0].weak:
                self._state_tags.append((tag.first, tag.entries[0].ref))
                if tag.entries[0].sort is not Sort.SEAT:
                    self.state_words.append(tag.first)
        # States whose government or forces the report names ("the Afghan government"), none that was ousted.
        self.organised = {
            before.entries[0].ref
            for before, tag in pairwise(tagged.tags)
            if before.entries[0].sort in (Sort.STATE, Sort.DEMONYM)
            and before.owned
            and tag.first == before.last
            and tag.entries[0].sort in (Sort.BODY, Sort.OFFICE)
            and tag.entries[0].ref in ("gov", "mil", "sec", "cop", "pres", "mod", "moi", "mfa")
            and not (before.first and tagged.words[before.first - 1].key in role_words("former"))
        }
        self.countries = (*self.count_countries(), *sorted(self.vouched))
        self.state_words = sorted((*self.state_words, *(at for words in self.vouched.values() for at in words)))

    def count_countries(self, besides: Collection[int] = ()) -> tuple[str, ...]:
        """Give the states that are named otherwise than at the words `besides`, most often named first, then by code."""
        counts = Counter(ref for first, ref in self._state_tags if first not in besides)
        return tuple(sorted(counts, key=lambda iso3: (-counts[iso3], iso3)))

    def find_homes(self) -> frozenset[str]:
        """Give the states of the persons and groups that the report names, whether it names the states or not."""
        entries = (self.choose(tag) for tag in self._tags if tag.owned)
        of_names = (e for e in entries if e is not None and e.sort in (Sort.PERSON, Sort.ACTOR))
        return frozenset(country for e in of_names if (country := self._country(e)))

    def has_rival(self, iso3: str) -> bool:
        """Whether the report names a party that governs a part of the state too, on its day or on an unknown day."""
        return any(
            id in self.named and (self.day is None or since <= self.day) for id, since in load_states()[iso3].rivals
        )

    def choose(self, tag: Tag) -> Entry | None:
        """Give the meaning of `tag`, None where the report leaves several open."""
        entries = tag.entries
        if entries[0].sort is Sort.PERSON:
            held = [e for e in entries if self.day is not None or e.until is None]
            return held[0] if len({e.ref for e in held}) == 1 else None
        if len({e.ref for e in entries}) == 1:
            rows = {e.number for e in entries}
            sides = {load_actors()[n].side for n in rows if n >= 0}
            is_near = not entries[0].weak or self._country(entries[0]) in self.countries or entries[0].ref in self.named
            return entries[0] if len(sides) <= 1 and is_near else None
        strong = [e for e in entries if not e.weak]
        apart = self._stands_apart(strong)
        if apart is not None:
            return apart
        if len({e.ref for e in strong}) == 1:
            return self._weigh(strong[0], [e for e in entries if e.weak])
        return self._pick(strong or list(entries))

    def _stands_apart(self, entries: list[Entry]) -> Entry | None:
        """Give the group among a group and the government that it became, where that state's organs stand beside it.

        A report without a day that names "the Afghan government" and the Taliban is of the time when they were two.
        """
        ruling = [e for e in entries if e.ref.endswith(".gov")]
        others = [e for e in entries if not e.ref.endswith(".gov")]
        if self.day is not None or not ruling or len({e.ref for e in others}) != 1:
            return None
        iso3 = ruling[0].ref.partition(".")[0].upper()
        return others[0] if iso3 in self.organised and self._country(others[0]) == iso3 else None

    def _weigh(self, strong: Entry, weak: list[Entry]) -> Entry | None:
        """A report that names the weak reading in full keeps the short name for the other, if that one governs."""
        governs = strong.number >= 0 and load_actors()[strong.number].sector == "GOV"
        is_near = self._country(strong) in self.countries or strong.ref in self.named
        near = [e for e in weak if self._country(e) in self.countries or e.ref in self.named]
        if not near or (is_near and governs):
            return strong
        named = [e for e in (strong, *near) if e.ref in self.named]
        if is_near or governs:
            return named[0] if len(named) == 1 and (not is_near or named == [strong]) else None
        return self._pick(near)

    def _pick(self, entries: list[Entry]) -> Entry | None:
        for near in (
            [e for e in entries if e.ref in self.named],
            [e for e in entries if self._country(e) in self.countries],
        ):
            if len({e.ref for e in near}) == 1:
                return near[0]
            if near:
                return None
        return None

    def _country(self, entry: Entry) -> str | None:
        if entry.sort in _OF_STATES:
            return entry.ref
        if entry.number >= 0:
            return load_actors()[entry.number].country
        actor = actor_by_id(entry.ref, self.day) if entry.sort is Sort.PERSON else None
        return actor.country if actor else None

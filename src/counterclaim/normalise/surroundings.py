"""What the rest of the report says about a bare "the army" or "the group": an owner, or none when in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from counterclaim.normalise.composing import actor_by_id, actor_of, compose
from counterclaim.normalise.heads import Shape, has_role
from counterclaim.normalise.lexicon import Sort
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.tagging import Tag, TaggedText
from counterclaim.records.world import Actor

_FAMILIES = (
    frozenset({"mil", "sec", "air", "navy", "mod", "border"}),
    frozenset({"cop", "moi"}),
    frozenset({"gov", "pres", "pm", "info"}),
)
_ARMED = frozenset({"REB", "UAF", "CRM"})


@dataclass(frozen=True, slots=True)
class _Sighting:
    """An organ that the report names together with its state, at a word."""

    at: int
    iso3: str
    organ: str


class Surroundings:
    """The parties of one report in text order, asked for the owner of words that leave it open."""

    def __init__(self, text: TaggedText, phrases: Phrases, meanings: Meanings) -> None:
        self._text = text
        self._meanings = meanings
        self._organs = self._find_organs(phrases)
        self._groups = self._find_groups()

    def own_organ(self, organ: str, first: int, last: int, speaker: Actor | None) -> Actor | None:
        """Give the organ of the one state that words [first, last) can mean, None where two are possible.

        In this order: a state named with this organ shortly before, or throughout; the state for which the speaker of
        the sentence speaks; the only state of the report. Two answers that differ are none. Loose words ("troops")
        point to nothing said before.
        """
        named = None if self._is_loose(first, last) else self._named_with(organ, first)
        spoken = self._state_of(speaker)
        if named is not None:
            return compose(named, organ) if spoken in (None, named) else None
        if spoken is not None:
            return compose(spoken, organ) if not self._organs_of(organ, spoken) else None
        only = self._meanings.countries if not self._organs_of(organ, None) else ()
        return compose(only[0], organ) if len(only) == 1 else None

    def find_group(self, at: int, is_plural: bool) -> Actor | None:
        """Give the one armed group named ahead of word `at` in this sentence or the two before; None where several.

        For plural words ("the militants"), looser than "the group", the report may name no other group at all.
        """
        sentence = self._text.sentence_of(at)
        near = {a.id: a for where, a in self._groups if where < at and sentence - self._text.sentence_of(where) <= 2}
        every = {a.id for _, a in self._groups}
        if len(near) != 1 or (is_plural and len(every) != 1):
            return None
        return next(iter(near.values()))

    def groups_in(self, first: int, last: int) -> list[Actor]:
        """Give the armed groups named in words [first, last), each once, in text order."""
        found = {a.id: a for where, a in self._groups if first <= where < last}
        return list(found.values())

    def _is_loose(self, first: int, last: int) -> bool:
        return has_role([w.key for w in self._text.words[first:last]], "loose")

    def _named_with(self, organ: str, at: int) -> str | None:
        family = next((f for f in _FAMILIES if organ in f), frozenset({organ}))
        sentence = self._text.sentence_of(at)
        before = [s for s in self._organs if s.at < at and s.organ in family]
        near = {s.iso3 for s in before if sentence - self._text.sentence_of(s.at) <= 1}
        states = near or {s.iso3 for s in before}
        return states.pop() if len(states) == 1 and (near or self._leads(next(iter(states)))) else None

    def _leads(self, iso3: str) -> bool:
        return bool(self._meanings.countries) and self._meanings.countries[0] == iso3

    def _organs_of(self, organ: str, besides: str | None) -> bool:
        family = next((f for f in _FAMILIES if organ in f), frozenset({organ}))
        return any(s.organ in family and s.iso3 != besides for s in self._organs)

    def _state_of(self, speaker: Actor | None) -> str | None:
        """Give the state whose organs a speaker means by "the army": that of a domestic officer, not of a diplomat."""
        if speaker is None or speaker.country is None or speaker.side is None:
            return None
        if speaker.side != compose(speaker.country, "gov").side or speaker.id.endswith((".mfa", ".cvl")):
            return None
        return speaker.country

    def _find_organs(self, phrases: Phrases) -> list[_Sighting]:
        found: list[_Sighting] = []
        for before, tag in pairwise(self._text.tags):
            if set(tag.sorts) <= {Sort.BODY, Sort.OFFICE} and self._modifies(before, tag):
                phrase = phrases.read(before.first, tag.last)
                if self._is_loose(tag.first, tag.last):
                    continue
                if phrase.shape is Shape.PARTY and phrase.actor and phrase.actor.country and phrase.actor.side:
                    found.append(_Sighting(tag.first, phrase.actor.country, tag.entries[0].ref))
        for tag in self._text.tags:
            if Sort.PERSON in tag.sorts:
                entry = self._meanings.choose(tag)
                actor = actor_by_id(entry.ref, self._meanings.day) if entry else None
                if actor and actor.country and actor.side == compose(actor.country, "gov").side:
                    found.append(_Sighting(tag.first, actor.country, actor.id.partition(".")[2]))
        return sorted(found, key=lambda s: s.at)

    def _modifies(self, before: Tag, tag: Tag) -> bool:
        between = self._text.words[before.last : tag.first]
        if tag.first == before.last:
            return "," not in self._text.words[tag.first].gap and "\n" not in self._text.words[tag.first].gap
        is_adjective = before.possessive or Sort.DEMONYM in before.sorts
        return is_adjective and len(between) <= 2 and all(w.text.islower() and w.gap == " " for w in between)

    def _find_groups(self) -> list[tuple[int, Actor]]:
        found = []
        for tag in self._text.tags:
            entry = self._meanings.choose(tag) if Sort.ACTOR in tag.sorts else None
            if entry is not None and entry.sort is Sort.ACTOR:
                actor = actor_of(entry)
                if actor.sector in _ARMED and tag.owned:
                    found.append((tag.first, actor))
        return found

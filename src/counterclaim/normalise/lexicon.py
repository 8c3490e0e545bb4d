"""Every name and role word of the tables, found in a text by its words; the longest name wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from counterclaim.normalise.spellings import LARGEST_BLOCK, are_spellings, reduce_name
from counterclaim.normalise.words import Word, split_words
from counterclaim.tables.load import (
    load_actors,
    load_institutions,
    load_outlets,
    load_people,
    load_roles,
    load_states,
)


class Sort(StrEnum):
    """What a name names."""

    STATE = "state"
    DEMONYM = "demonym"
    NATIONALS = "nationals"
    SEAT = "seat"
    ACTOR = "actor"
    OUTLET = "outlet"
    PERSON = "person"
    BODY = "body"
    OFFICE = "office"


_RESPELLED = frozenset({Sort.ACTOR, Sort.PERSON})
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name: `ref` is an ISO code, actor, outlet or institution id; valid in [since, until).

    `number` is the row in the actors' table, so that a row of the right time is found again.
    """

    sort: Sort
    ref: str
    weak: bool = False
    since: date | None = None
    until: date | None = None
    number: int = -1

    def holds(self, day: date | None) -> bool:
        """Whether the meaning is possible on `day`; on an unknown day every meaning is."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its words' keys. `exact` names (IS, WHO, LeT) count only as written, proper ones with a capital."""

    keys: tuple[str, ...]
    exact: str
    proper: bool
    entries: tuple[Entry, ...]


class Lexicon:
    """All names by first word, longest first."""

    def __init__(self, pairs: Sequence[tuple[str, Entry]]) -> None:
        meanings: dict[tuple[tuple[str, ...], str, bool], list[Entry]] = {}
        for text, entry in pairs:
            words = split_words(text)
            proper = entry.sort not in (Sort.BODY, Sort.OFFICE) and not text.islower()
            found = meanings.setdefault((tuple(w.key for w in words), _exact_form(words), proper), [])
            if entry not in found:
                found.append(entry)
        self._by_first: dict[str, list[Name]] = {}
        for (keys, exact, proper), entries in meanings.items():
            if keys:
                self._by_first.setdefault(keys[0], []).append(Name(keys, exact, proper, tuple(entries)))
        for names in self._by_first.values():
            # Longest first; of one length, proper names before role words.
            names.sort(key=lambda n: (-len(n.keys), not n.proper, not n.exact))
        self._blocks: dict[tuple[str, ...], list[Name]] = {}
        for name in self.names():
            block = reduce_name(name.keys) if all(e.sort in _RESPELLED for e in name.entries) else None
            if block is not None:
                self._blocks.setdefault(block, []).append(name)

    def names(self) -> list[Name]:
        """Give every name, sorted by its words."""
        return sorted((n for names in self._by_first.values() for n in names), key=lambda n: (n.keys, n.exact))

    def match_spelling(self, words: Sequence[Word], at: int, day: date | None) -> tuple[int, tuple[Entry, ...]] | None:
        """Give the longest run of capitalised words at `at` that spells the name of one party or person another way.

        None where names of two parties are spelled so alike.
        """
        run = [words[at]] if words[at].capital else []
        while run and at + len(run) < len(words) and len(run) < _LONGEST and _joins(words[at + len(run)].gap):
            run.append(words[at + len(run)])
        for size in range(len(run), 1, -1):
            keys = [w.key for w in run[:size]]
            block = reduce_name(keys) if run[size - 1].capital else None
            found = self._blocks.get(block, []) if block else []
            alike = [n for n in found if are_spellings(n.keys, keys)] if len(found) <= LARGEST_BLOCK else []
            entries = tuple(dict.fromkeys(e for n in alike for e in n.entries if e.holds(day)))
            if entries and len({e.ref for e in entries}) == 1:
                return size, entries
        return None

    def match(self, words: Sequence[Word], at: int, day: date | None) -> tuple[int, tuple[Entry, ...]] | None:
        """Give the number of words of the longest name that begins at word `at`, with its meanings on `day`."""
        for name in self._by_first.get(words[at].key, ()):
            run = words[at : at + len(name.keys)]
            if len(run) < len(name.keys) or tuple(w.key for w in run) != name.keys:
                continue
            if any(not _joins(w.gap) for w in run[1:]):
                continue
            if name.exact and run[0].text.replace(".", "") != name.exact:
                continue
            if name.proper and not any(w.capital for w in run):
                continue
            entries = tuple(e for e in name.entries if e.holds(day))
            if entries:
                return len(run), entries
        return None


def _joins(gap: str) -> bool:
    """Whether this gap may stand inside a name: spaces, hyphens, a slash, one comma or bracket, never a new line."""
    return len(gap) <= 3 and "\n" not in gap and not any(c in gap for c in '.;:!?"“”')


def _exact_form(words: Sequence[Word]) -> str:
    """Give a short one-word name with two capitals as it is written, without dots; else an empty string."""
    plain = words[0].text.replace(".", "") if len(words) == 1 else ""
    return plain if len(plain) <= 6 and sum(c.isupper() for c in plain) > 1 else ""


@cache
def load_lexicon() -> Lexicon:
    """Build the lexicon from the tables, once."""
    pairs: list[tuple[str, Entry]] = []
    for state in load_states().values():
        for sort, names in (
            (Sort.STATE, state.names),
            (Sort.DEMONYM, state.adjectives),
            (Sort.NATIONALS, state.nationals),
            (Sort.SEAT, state.seats),
        ):
            pairs += [(name.lstrip("~"), Entry(sort, state.iso3, weak=name.startswith("~"))) for name in names]
    for number, row in enumerate(load_actors()):
        for names, weak in ((row.names, False), (row.weak, True)):
            pairs += [(name, Entry(Sort.ACTOR, row.id, weak, row.since, row.until, number)) for name in names]
    for outlet in load_outlets():
        pairs += [(name, Entry(Sort.OUTLET, outlet.id)) for name in outlet.names]
    for holder in load_people():
        pairs += [(name, Entry(Sort.PERSON, holder.actor, False, holder.since, holder.until)) for name in holder.names]
    for institution in load_institutions().values():
        pairs += [(name, Entry(Sort.OFFICE, institution.key)) for name in institution.offices]
        pairs += [(name, Entry(Sort.BODY, institution.key)) for name in institution.bodies]
    return Lexicon(pairs)


@cache
def role_words(kind: str) -> frozenset[str]:
    """Give the words of one class of roles.tsv as folded phrases, words joined by one space."""
    return frozenset(" ".join(w.key for w in split_words(phrase)) for phrase in load_roles()[kind])

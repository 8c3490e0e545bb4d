"""Every name and role word of the tables, found in a text by its words; the longest name wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise

from counterclaim.normalise.spellings import LARGEST_BLOCK, are_spellings, is_block_start, reduce_name
from counterclaim.normalise.words import Word, key_words, split_words
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
    """A name as its words' keys. `exact` names (IS, WHO, LeT) count only as written, proper ones with a capital.

    `commas` is True where commas are part of the name ("Foreign, Commonwealth and Development Office").
    """

    keys: tuple[str, ...]
    exact: str
    proper: bool
    entries: tuple[Entry, ...]
    commas: bool = False


class Lexicon:
    """All names by first word, longest first."""

    def __init__(self, pairs: Sequence[tuple[str, Entry]]) -> None:
        meanings: dict[tuple[tuple[str, ...], str, bool], list[Entry]] = {}
        with_commas: set[tuple[str, ...]] = set()
        for text, entry in pairs:
            words = split_words(text)
            proper = entry.sort not in (Sort.BODY, Sort.OFFICE) and not text.islower()
            if "," in text:
                with_commas.add(tuple(w.key for w in words))
            found = meanings.setdefault((tuple(w.key for w in words), _exact_form(words), proper), [])
            if entry not in found:
                found.append(entry)
        self._by_keys: dict[tuple[str, ...], list[Name]] = {}
        for (keys, exact, proper), entries in meanings.items():
            if keys:
                self._by_keys.setdefault(keys, []).append(
                    Name(keys, exact, proper, tuple(entries), keys in with_commas)
                )
        lengths: dict[str, set[int]] = {}
        for keys, names in self._by_keys.items():
            # Proper names before role words, exact ones before others.
            names.sort(key=lambda n: (not n.proper, not n.exact))
            lengths.setdefault(keys[0], set()).add(len(keys))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._blocks: dict[tuple[str, ...], list[Name]] = {}
        respelled = (
            n for names in self._by_keys.values() for n in names if all(e.sort in _RESPELLED for e in n.entries)
        )
        for name in sorted(respelled, key=_in_order):
            block = reduce_name(name.keys)
            if block is not None:
                self._blocks.setdefault(block, []).append(name)
        self._block_starts = {block[0] for block in self._blocks}

    def names(self) -> list[Name]:
        """Give every name, sorted by its words."""
        return sorted((n for names in self._by_keys.values() for n in names), key=_in_order)

    def match(self, words: Sequence[Word], at: int, day: date | None) -> tuple[int, tuple[Entry, ...]] | None:
        """Give the number of words of the longest name that begins at word `at`, with its meanings on `day`."""
        for length in self._lengths.get(words[at].key, ()):
            run = words[at : at + length]
            if len(run) < length:
                continue
            for name in self._by_keys.get(tuple([w.key for w in run]), ()):
                if length > 1 and not _is_joined(run, commas=name.commas):
                    continue
                if name.exact and run[0].text.replace(".", "") != name.exact:
                    continue
                if name.proper and not any(w.capital for w in run):
                    continue
                entries = tuple(e for e in name.entries if e.holds(day))
                if entries:
                    return length, entries
        return None

    def match_spelling(self, words: Sequence[Word], at: int, day: date | None) -> tuple[int, tuple[Entry, ...]] | None:
        """Give the longest run of capitalised words at `at` that spells the name of one party or person another way.

        None where names of two parties are spelled so alike.
        """
        if not words[at].capital or not is_block_start(words[at].key, self._block_starts):
            return None
        for size in range(min(_LONGEST, len(words) - at), 1, -1):
            run = words[at : at + size]
            block = reduce_name([w.key for w in run]) if run[-1].capital and _is_joined(run) else None
            found = self._blocks.get(block, []) if block else []
            alike = [n for n in found if are_spellings(n.keys, [w.key for w in run])]
            entries = tuple(dict.fromkeys(e for n in alike for e in n.entries if e.holds(day)))
            if entries and len(found) <= LARGEST_BLOCK and len({e.ref for e in entries}) == 1:
                return size, entries
        return None


def _in_order(name: Name) -> tuple[tuple[str, ...], str]:
    return name.keys, name.exact


def _is_joined(run: Sequence[Word], *, commas: bool = False) -> bool:
    """Whether words may be one name by what stands between them: a space, hyphen, slash, bracket or initial's dot.

    With `commas`, a comma too.
    """
    for before, word in pairwise(run):
        gap = word.gap
        if gap in (" ", "-") or (gap == ". " and len(before.key) == 1) or (commas and gap == ", "):
            continue
        if len(gap) > 3 or any(c in gap for c in '\n.,;:!?"“”'):
            return False
    return True


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
def role_words(kind: str, *others: str) -> frozenset[str]:
    """Give the words of one class of roles.tsv, or of several, as folded phrases, words joined by one space."""
    if others:
        return role_words(kind).union(*map(role_words, others))
    return frozenset(" ".join(key_words(phrase)) for phrase in load_roles()[kind])


@cache
def role_pairs(kind: str) -> frozenset[str]:
    """Give the phrases of two words or more of one class."""
    return frozenset(phrase for phrase in role_words(kind) if " " in phrase)


def has_role(keys: Sequence[str], kind: str) -> bool:
    """Whether any word or pair of words is of the class `kind` in roles.tsv."""
    if not role_words(kind).isdisjoint(keys):
        return True
    if _pair_starts(kind).isdisjoint(keys):
        return False
    pairs = role_pairs(kind)
    return any(f"{one} {other}" in pairs for one, other in pairwise(keys))


@cache
def _pair_starts(kind: str) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in role_pairs(kind))

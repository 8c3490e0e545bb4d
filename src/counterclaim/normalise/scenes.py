"""In which one state the sentences around a word play, told from the places that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.normalise.homes import Homes
from counterclaim.normalise.lexicon import Sort, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.tagging import Tag, TaggedText
from counterclaim.tables.load import load_locals

_OF_STATES = frozenset({Sort.STATE, Sort.SEAT, Sort.DEMONYM})
# A place named this many sentences before still tells where "police said" is said.
_BACK = 3
# Before the code of a state that the report never names.
STRANGE = "~"
# So many places in one state tell that the report plays there, though it never names the state.
_VOUCHING = 2
_LEAD = 2
# Bodies that sit in the capital wherever what they speak of happened.
_STATES_OWN = frozenset({"gov", "mil", "mod", "mfa", "moi", "info"})
_LONGEST_APPROACH = 5
_LONGEST_NAME = 4


class Scenes:
    """The places of one report by sentence, each read once when it is asked for."""

    def __init__(self, text: TaggedText, meanings: Meanings, homes: Homes) -> None:
        self._text = text
        self._meanings = meanings
        self._homes = homes
        self._located: dict[int, frozenset[str | None]] = {}

    def find(self, word: int, back: int = _BACK) -> str | None:
        """Give the state of the places in the sentence of `word`, else in the nearest of those before that has any.

        None where they lie in several states, or in regions that others than the state held lately; nor where the
        sentence before tells of another state, since "in Iraq" may then be said of something else.
        """
        here = self._text.sentence_of(word)
        near = [self._locate(number) for number in range(here, max(-1, here - back - 1), -1)]
        told = [states for states in near if states]
        if not told or len(told[0]) != 1 or (near[0] and len(near) > 1 and near[1] and near[1] != near[0]):
            return None
        state = next(iter(told[0]))
        return None if state is None or state.startswith(STRANGE) else state

    def find_vouched(self) -> dict[str, list[int]]:
        """Give the states that the report never names but in which two of its places lie, with the words of those.

        One place may be a namesake of one elsewhere, two in one state hardly are, nor one beside a person or body of
        that state or words that only reports from there use ("crore", "woreda").
        """
        homes = self._meanings.find_homes()
        names: dict[str, dict[str, int]] = {}
        for number in range(self._text.sentences):
            for at, name in self._names_placed(*self._text.sentence_words(number)):
                state = self._homes.find_state(name)
                if state is not None and state not in self._meanings.countries:
                    names.setdefault(state, {}).setdefault(name.partition(" ")[0], at)
        return {
            state: list(found.values())
            for state, found in names.items()
            if len(found) >= _VOUCHING or state in homes or self._uses_words_of(state)
        }

    def _uses_words_of(self, state: str) -> bool:
        """Whether the report uses a word that reports use of this state alone; one in small letters counts in any case."""
        words = load_locals().get(state, ())
        return any(
            re.search(rf"\b{re.escape(word)}\b", self._text.text, re.IGNORECASE if word.islower() else 0)
            for word in words
        )

    def find_last_named(self, first: int, before: int) -> str | None:
        """Give the state of the last place named in words [first, before): None where none is, "" where it is doubtful."""
        state, at = None, first
        while at < before:
            end = self._end_of_name(at, before)
            name = self._text.span(at, end).text if end > at else ""
            tag = self._text.tag_at(at)
            entry = self._meanings.choose(tag) if tag and self.is_place(tag) else None
            if entry is not None:
                state = entry.ref
            elif name and (self._homes.find_state(name) or self._homes.is_contested(name)):
                state = self._homes.find_state(name) or ""
            at = max(end, at + 1)
        return state

    def opens_elsewhere(self, iso3: str) -> bool:
        """Whether the report's first sentences name or play in other states only: policemen further down are of one of those.

        Who is called by a state's adjective ("Russian bombs") may have come there.
        """
        sentences = range(min(_LEAD, self._text.sentences))
        lead = {state.removeprefix(STRANGE) for n in sentences for state in self._locate(n) if state is not None}
        tags = [t for n in sentences for t in self._text.tags_in(*self._text.sentence_words(n))]
        named = [self._meanings.choose(t) for t in tags if {Sort.STATE, Sort.SEAT} & t.sorts]
        lead |= {entry.ref for entry in named if entry is not None and entry.sort in (Sort.STATE, Sort.SEAT)}
        return bool(lead) and iso3 not in lead

    def is_open(self, word: int) -> bool:
        """Whether the sentence of `word` or the three before tell of places in several states, or of doubtful ones."""
        here = self._text.sentence_of(word)
        told = {s for number in range(max(0, here - _BACK), here + 1) for s in self._locate(number)}
        return len(told) > 1 or any(s is None or s.startswith(STRANGE) for s in told)

    def is_place(self, tag: Tag) -> bool:
        """Whether a state's name only tells where: "in Iraq", "Iraq's Anbar province", "the Iraqi city"."""
        is_name = bool({Sort.STATE, Sort.SEAT} & tag.sorts) and (not tag.possessive or Sort.SEAT in tag.sorts)
        if is_name and self._tells_whose(tag):
            return False
        if self._owns_place(tag) or (is_name and self._follows_preposition(tag.first) and not self._describes(tag)):
            return True
        goes_on = tag.first > 1 and self._text.words[tag.first - 1].key in ("and", "or")
        before = self._text.tags_in(tag.first - 2, tag.first - 1) if is_name and goes_on else []
        return bool(before) and before[0].last == tag.first - 1 and self.is_place(before[0])

    def _tells_whose(self, tag: Tag) -> bool:
        """Whether a capital only tells whose ministry or army is meant: "the defence ministry in Moscow"."""
        if Sort.SEAT not in tag.sorts or tag.first < 2 or self._text.words[tag.first - 1].key != "in":
            return False
        before = self._text.tags_in(tag.first - 2, tag.first - 1)
        is_body = bool(before) and before[-1].last == tag.first - 1 and set(before[-1].sorts) <= {Sort.BODY}
        return is_body and before[-1].entries[0].ref in _STATES_OWN

    def tells_people(self, tag: Tag) -> bool:
        """Whether a state's name only tells whose citizens some people are: "two Swedes", "citizens of Sweden"."""
        words = self._text.words
        ahead = words[tag.first - 1].key if tag.first else ""
        if Sort.NATIONALS in tag.sorts:
            return ahead in role_words("amount") or ahead.isdigit()
        if Sort.DEMONYM in tag.sorts and not tag.possessive and tag.last < len(words):
            return any(words[tag.last].key in role_words(kind) for kind in ("civilian", "private", "national"))
        before = words[tag.first - 2].key if tag.first > 1 and ahead == "of" else ""
        return before in ("citizens", "citizen", "nationals", "national")

    def _is_of_border(self, tag: Tag) -> bool:
        """Whether only a border is named, behind which the place need not lie: "near the Pakistan border"."""
        follower = self._text.words[tag.last].key if tag.last < len(self._text.words) else ""
        return follower in ("border", "frontier", "borders")

    def _describes(self, tag: Tag) -> bool:
        """Whether a state's name stands as an adjective: "in a Syria raid", "in US custody"."""
        words = self._text.words
        if tag.first and words[tag.first - 1].key in ("a", "an"):
            return True
        follower = words[tag.last] if tag.last < len(words) and words[tag.last].gap == " " else None
        is_short = tag.last - tag.first == 1 and words[tag.first].acronym
        return is_short and follower is not None and follower.key not in role_words("function")

    def states_acting(self, first: int, last: int) -> set[str]:
        """Give the states that words [first, last) name otherwise than as a place."""
        found = set()
        for tag in self._text.tags_in(first, last):
            is_state = bool(_OF_STATES & tag.sorts) and not self.is_place(tag)
            entry = self._meanings.choose(tag) if is_state else None
            if entry is not None:
                found.add(entry.ref)
        return found

    def states_at(self, number: int) -> frozenset[str | None]:
        """Give the states of the places in sentence `number`: None for one that others held, STRANGE before one far off."""
        return self._locate(number)

    def _locate(self, number: int) -> frozenset[str | None]:
        if number not in self._located:
            first, last = self._text.sentence_words(number)
            self._located[number] = frozenset(self._read(first, last))
        return self._located[number]

    def _read(self, first: int, last: int) -> set[str | None]:
        found: set[str | None] = set()
        for tag in self._text.tags_in(first, last):
            if not _OF_STATES & tag.sorts or not self.is_place(tag) or self._is_of_border(tag):
                continue
            entry = self._meanings.choose(tag)
            found.add(entry.ref if entry is not None else None)
        for _, name in self._names_placed(first, last):
            state = self._homes.find_state(name)
            if state is not None or self._homes.is_contested(name):
                # A place in a state that the report never names is a doubt: it may be a namesake.
                strange = None if state is None else STRANGE + state
                found.add(state if state in self._meanings.countries else strange)
        return found

    def _names_placed(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Give the names in words [first, last) that the words around them tell to be places, each with its first word."""
        at = first
        while at < last:
            end = self._end_of_name(at, last)
            if end > at and self._is_placed(at, end):
                yield at, self._text.span(at, end).text
            at = max(end, at + 1)

    def _end_of_name(self, at: int, last: int) -> int:
        """Give the end of the run of capitalised words at `at` that no table knows, `at` itself where there is none."""
        end = at
        while end < min(last, at + _LONGEST_NAME):
            word = self._text.words[end]
            if not word.text[0].isupper() or word.key in role_words("function") or self._text.tag_at(end):
                break
            if end > at and word.gap not in (" ", "-"):
                break
            end += 1
        return end

    def _is_placed(self, first: int, end: int) -> bool:
        words = self._text.words
        nouns = role_words("placenoun")
        follower = words[end].key if end < len(words) and words[end].gap == " " else ""
        is_division = follower in nouns or (end - first > 1 and words[end - 1].key in nouns)
        is_called = first > 1 and words[first - 1].key == "of" and words[first - 2].key in nouns
        return is_division or is_called or self._follows_preposition(first)

    def _follows_preposition(self, first: int) -> bool:
        """Whether a word of place leads to word `first`: "in", "near the southern town of"."""
        words = self._text.words
        for at in range(first - 1, max(-1, first - _LONGEST_APPROACH - 1), -1):
            if words[at + 1].gap != " ":
                return False
            key = words[at].key
            if key in role_words("placing"):
                return True
            if key not in role_words("placenoun", "approach"):
                return False
        return False

    def _owns_place(self, tag: Tag) -> bool:
        """Whether a noun of place or the name of one follows: "Iraq's Anbar province", "the Afghan capital"."""
        words = self._text.words
        if not tag.possessive and Sort.DEMONYM not in tag.sorts:
            return False
        for at in range(tag.last, min(tag.last + _LONGEST_APPROACH, len(words))):
            if words[at].gap != " ":
                return False
            if words[at].key in role_words("placenoun"):
                return True
            if not words[at].capital and words[at].key not in role_words("approach"):
                return False
        return False

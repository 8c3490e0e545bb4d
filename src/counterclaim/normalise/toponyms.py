"""Names of places inside a phrase: which words are looked up, and what the words around them say of the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from counterclaim.normalise.gazetteer import Candidate
from counterclaim.normalise.placewords import (
    ARTICLES,
    BINDERS,
    COMPASS_WORDS,
    CONTROLLED,
    CUT_SHORT,
    IDLE_WORDS,
    KIND_LEVELS,
    KINDS_BEFORE_OF,
    LIST_JOINT,
    PARTICLES,
    PLURAL_KIND,
    REGIONS,
    TITLES,
    WRITTEN_SHORT,
)  # fmt: skip

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’‘ʿʻ‐‑-][^\W_]+)*")
_LONGEST_NAME = 6
# Written with a capital too these tell the level of the name before them: "Kunduz Province".
_DIVISIONS = {word: level for word, level in KIND_LEVELS.items() if level in ("admin1", "admin2")}
_PEOPLE = re.compile(r"(?:the )?(?P<one>[A-Z][a-z]{3,})s")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a phrase that the gazetteer knows, with its half-open place there.

    `level` is what a kind word beside it tells ("Kurram district"). `is_partial` where only some words of a longer name
    are known, `is_adjective` where a noun follows at once ("the Afghan border").
    """

    name: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    level: str | None = None
    is_partial: bool = False
    is_adjective: bool = False


def find_toponyms(phrase: str, find: Callable[[str], Sequence[Candidate]]) -> list[Toponym]:
    """Give the names of a phrase that `find` knows, in order, longest first at each word; they begin with a capital."""
    return _share_plural_kind(phrase, _Reader(phrase, find).read()) or _find_nation(phrase, find)


def _find_nation(phrase: str, find: Callable[[str], Sequence[Candidate]]) -> list[Toponym]:
    """The country of a people where the phrase names nothing else: "the Syrians", but not "held by the Syrians"."""
    people = _PEOPLE.fullmatch(phrase)
    candidates = tuple(c for c in find(people["one"]) if c.level == "country") if people else ()
    return [Toponym(people["one"], people.start("one"), people.end("one"), candidates)] if people and candidates else []


def _share_plural_kind(phrase: str, found: list[Toponym]) -> list[Toponym]:
    """Give "Khost" the level of "Paktika" in "Khost and Paktika provinces"."""
    shares = False
    for i in range(len(found) - 1, 0, -1):
        last, one = found[i], found[i - 1]
        shares = bool(last.level) and (shares or bool(PLURAL_KIND.match(phrase[last.end :])))
        shares = shares and bool(LIST_JOINT.fullmatch(phrase[one.end : last.start]))
        if shares and one.level is None:
            found[i - 1] = replace(one, level=last.level)
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """True for capitalised words, and for "al-Hol"."""
        article, _, rest = re.sub("[‐‑]", "-", self.text).partition("-")
        return self.text[0].isupper() or (f"{article.lower()}-" in ARTICLES and rest[:1].isupper())

    @property
    def is_possessive(self) -> bool:
        return self.text.endswith(("'s", "’s"))


class _Reader:
    """Reads the names of one phrase from left to right."""

    def __init__(self, phrase: str, find: Callable[[str], Sequence[Candidate]]) -> None:
        self.phrase = phrase
        self.find = find
        self.words = [_Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(phrase)]

    def read(self) -> list[Toponym]:
        found: list[Toponym] = []
        i = 0
        while i < len(self.words):
            toponyms, i = self._match_at(i)
            found += toponyms
        return found

    def _match_at(self, i: int) -> tuple[list[Toponym], int]:
        """Look up the longest known name that begins at word i; tell where the next may begin."""
        words = self.words
        if not words[i].is_name:
            return [], i + 1
        if i and words[i - 1].low in TITLES and words[i - 1].is_name and self._joins(words[i - 1], words[i]):
            return [], i + 1
        last = i + 1
        while last < len(words) and last - i < _LONGEST_NAME and self._joins(words[last - 1], words[last]):
            last += 1
        for end in range(last, i, -1):
            if end - 1 > i and (words[end - 1].low in PARTICLES or self._is_nation_s_town(i, end)):
                continue
            name = _strip(self.phrase[words[i].start : words[end - 1].end])
            if len(name) < 2 or (_is_idle(words[i:end]) and not self._is_town(name)):
                break
            full = WRITTEN_SHORT.get(name) or WRITTEN_SHORT.get(f"{name}.") or _spell_out(name)
            candidates = (tuple(self.find(full)) if full else ()) or _fitting(name, self.find(name))
            if candidates:
                return [self._make(i, end, name, candidates)], end
        return self._match_inside(words[i]), i + 1

    def _is_town(self, name: str) -> bool:
        """True for "Canton", a kind of division that towns of some size bear as their name, alone in its phrase."""
        is_kind = name.lower() in KIND_LEVELS and name == self.phrase.strip()
        return is_kind and any(c.population >= 50_000 and c.name == name for c in self.find(name))

    def _is_nation_s_town(self, i: int, end: int) -> bool:
        """True for "French town", which is no name, though some place bears it; False for "Gaza city"."""
        words = self.words
        if KIND_LEVELS.get(words[end - 1].text) != "place":
            return False
        return any(c.level == "country" for c in self.find(self.phrase[words[i].start : words[end - 2].end]))

    def _joins(self, left: _Word, right: _Word) -> bool:
        """True where two words may belong to one name: side by side, "Cox's Bazar" too; after a possessive no small word."""
        gap = self.phrase[left.end : right.start]
        if gap not in ("", " ", ".", ". ", "  ") or (left.is_possessive and not right.is_name):
            return False
        return right.is_name or right.low in PARTICLES or right.low in KIND_LEVELS

    def _make(self, i: int, end: int, name: str, candidates: tuple[Candidate, ...]) -> Toponym:
        start = self.words[i].start
        level = self._find_level(i, end) or self._find_region(i, end, candidates)
        is_possessive = self.words[end - 1].text.endswith(("'s", "’s", "s'", "s’"))
        follows = self._touching(end, self.words[end - 1].end, after=True)
        neighbours = [follows, self._touching(i - 1, start, after=False), *self._bound(i, end, level)]
        is_partial = not is_possessive and any(
            word.is_name and not word.is_possessive and word.low not in IDLE_WORDS and word.low not in KIND_LEVELS
            for word in neighbours
            if word is not None
        )
        is_adjective = (
            follows is not None and follows.text.islower() and follows.text not in PARTICLES and not is_possessive
        )
        return Toponym(name, start, start + len(name), candidates, level, is_partial, is_adjective)

    def _touching(self, at: int, edge: int, *, after: bool) -> _Word | None:
        """The word at this index where only a space parts it from the name's edge."""
        if not 0 <= at < len(self.words):
            return None
        word = self.words[at]
        gap = self.phrase[edge : word.start] if after else self.phrase[word.end : edge]
        return word if gap == " " else None

    def _bound(self, i: int, end: int, level: str | None) -> list[_Word]:
        """The words that "of" and its like bind to the name: it is a part of another ("Church of the Nativity")."""
        words = self.words
        bound = words[i - 2 : i - 1] if i > 1 and words[i - 1].text in BINDERS else []
        if level is None and end < len(words) and words[end].text in BINDERS:
            skip = 2 if end + 1 < len(words) and words[end + 1].text == "the" else 1
            return [*bound, *words[end + skip : end + skip + 1]]
        return bound

    def _match_inside(self, word: _Word) -> list[Toponym]:
        """Look into a hyphenated word: "Iraq-Syria" holds two names, "Houthi-held" tells who holds a place."""
        parts = word.text.split("-")
        if len(parts) == 1 or CONTROLLED.search(word.text):
            return []
        found, start = [], word.start
        for part in parts:
            known = self.find(part) if len(part) > 2 and part[0].isupper() else ()
            candidates = tuple(c for c in known if c.level in ("country", "admin1", "area"))
            if candidates:
                found.append(Toponym(part, start, start + len(part), candidates))
            start += len(part) + 1
        return found

    def _find_level(self, start: int, end: int) -> str | None:
        """The level told by the word after the name ("Kurram district") or before it ("the town of Tal Afar").

        In "the Gaza town of Beit Hanoun" the kind word belongs to what follows.
        """
        words = self.words
        if end - start > 1 and words[end - 1].low in KIND_LEVELS:
            return KIND_LEVELS[words[end - 1].low]
        at = end + 1 if end < len(words) and words[end].text == "tribal" else end
        level = KIND_LEVELS.get(words[at].text) if at < len(words) else None
        if level is None and at < len(words) and not self._names_on(at + 1):
            level = _DIVISIONS.get(words[at].low)
        if level and (level != "place" or not self._names_on(at + 1)):
            return level
        before = [word.low for word in words[max(0, start - 2) : start]]
        if len(before) == 2 and before[1] == "of":
            is_told = before[0] in KINDS_BEFORE_OF or self._has_the(start - 2)
            return KIND_LEVELS.get(before[0]) if is_told else None
        is_another_s = len(before) == 2 and words[start - 2].is_name and words[start - 1].is_name
        return KIND_LEVELS.get(before[-1]) if before and before[-1] != "border" and not is_another_s else None

    def _find_region(self, start: int, end: int, candidates: Sequence[Candidate]) -> str | None:
        """ "The Donetsk region", "the region of Donetsk" is the division where there is one; "the Bakhmut region" lies about
        the town."""
        before = [word.text for word in self.words[max(0, start - 2) : start]]
        is_region = end < len(self.words) and self.words[end].low in REGIONS
        is_region = is_region or (len(before) == 2 and before[1] == "of" and before[0] in REGIONS)
        return "admin1" if is_region and any(c.level == "admin1" for c in candidates) else None

    def _has_the(self, at: int) -> bool:
        """True for "the northern district of", not for "a district of" or "the Karrada district of"."""
        for word in reversed(self.words[max(0, at - 3) : at]):
            if word.low == "the":
                return True
            if not word.text.islower() or word.text in ("a", "an"):
                return False
        return False

    def _names_on(self, at: int) -> bool:
        """True where a name follows, with "of" or without: the kind word before belongs to it."""
        words = self.words[at : at + 2]
        return bool(words) and (words[0].is_name or (words[0].text == "of" and len(words) == 2 and words[1].is_name))


def _spell_out(name: str) -> str | None:
    """Give "West Columbia" for "W. Columbia" and "Fort Lee" for "Ft. Lee"; None where nothing is cut short."""
    first, dot, rest = name.partition(". ")
    full = CUT_SHORT.get(first) if dot and rest[:1].isupper() else None
    return f"{full} {rest}" if full else None


def _is_idle(words: list[_Word]) -> bool:
    """True for words that name nothing by themselves, "The City", "Northern"; "Southern Province" may be a name."""
    if not all(word.low in IDLE_WORDS or word.low in KIND_LEVELS for word in words):
        return False
    return len(words) == 1 or words[0].low not in COMPASS_WORDS or not all(word.is_name for word in words)


def _fitting(name: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """An abbreviation of up to three letters is no small town, unless our own rows name it: "UN" is no village."""
    if len(name.replace(".", "")) <= 3 and name.isupper():
        return tuple(c for c in candidates if c.level != "place" or c.population >= 100_000 or c.id.startswith("own:"))
    return tuple(candidates)


def _strip(name: str) -> str:
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    return name

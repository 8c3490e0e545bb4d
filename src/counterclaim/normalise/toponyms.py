"""Names of places inside a phrase: which words are looked up, and what the words around them say of the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from counterclaim.normalise.gazetteer import Candidate

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’‘ʿʻ-][^\W_]+)*")
_PARTICLES = frozenset(
    "of de del della di da do dos du des la le las los el al ad as an ar ash az bin ben and the e i y ul ud um am upon sur".split()
)
_ARTICLES = ("al-", "el-", "ad-", "as-", "an-", "ar-", "ash-", "az-", "at-", "es-", "ez-")
_IDLE = frozenset(
    """the a an in on at near of from to by for and or some many several most other this that these those his her its their our no one two three
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
    north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern upper lower president minister general colonel captain mr mrs ms dr he she they we it i un eu nato arab muslim
    sunni shiite shi'ite islamic islamist christian jewish""".split()
)
_COMPASS = frozenset("north south east west northern southern eastern western central upper lower".split())
_BINDERS = frozenset("of de des du del della".split())
_CONTROLLED = re.compile(
    r"-(?:controlled|held|led|run|backed|linked|allied|occupied|affiliated|aligned|funded|trained|born|style|made|era|dominated)$",
    re.I,
)
_LONGEST_NAME = 6
# Before "of" only these tell the level of the name: "a district of Baghdad" is no district called Baghdad.
_BEFORE_OF = frozenset(
    "province governorate oblast state republic emirate county city town village valley river sea gulf strait bay".split()
)

KIND_LEVELS = {
    "province": "admin1", "governorate": "admin1", "oblast": "admin1", "state": "admin1", "republic": "admin1", "prefecture": "admin1",
    "provinces": "admin1", "governorates": "admin1", "states": "admin1", "oblasts": "admin1", "emirate": "admin1",
    "district": "admin2", "county": "admin2", "parish": "admin2", "tehsil": "admin2", "agency": "admin2", "raion": "admin2",
    "districts": "admin2", "counties": "admin2", "subdistrict": "admin2", "canton": "admin2", "borough": "admin2",
    "city": "place", "town": "place", "village": "place", "cities": "place", "towns": "place", "villages": "place", "capital": "place",
    "hamlet": "place", "settlement": "place", "suburb": "place", "neighbourhood": "place", "neighborhood": "place", "camp": "place",
    "crossing": "place", "port": "place", "river": "line", "line": "line", "border": "line", "canal": "line", "corridor": "line", "valley": "area", "desert": "area",
    "mountains": "area", "peninsula": "area", "plateau": "area", "forest": "area", "sea": "sea", "gulf": "sea", "strait": "sea",
    "ocean": "sea", "bay": "sea",
}  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def find_toponyms(phrase: str, find: Callable[[str], Sequence[Candidate]]) -> list[Toponym]:
    """Give the names of a phrase that `find` knows, in order, longest first at each word; only capitalised words can be names."""
    words = [_Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(phrase)]
    found: list[Toponym] = []
    i = 0
    while i < len(words):
        toponyms, i = _match_at(phrase, words, i, find)
        found += toponyms
    return _share_plural_kinds(phrase, found)


def _share_plural_kinds(phrase: str, found: list[Toponym]) -> list[Toponym]:
    """Give "Khost" the level of "Paktika" in "Khost and Paktika provinces"."""
    for i in range(len(found) - 1, 0, -1):
        last, one = found[i], found[i - 1]
        is_plural = re.match(
            r"\s(?:provinces|districts|governorates|states|oblasts|counties|regions)\b", phrase[last.end :]
        )
        is_listed = re.fullmatch(r"\s*(?:,|,? and|,? or)\s*", phrase[one.end : last.start])
        if (
            is_listed
            and one.level is None
            and last.level
            and (is_plural or (i + 1 < len(found) and found[i + 1].level == last.level))
        ):
            found[i - 1] = replace(one, level=last.level)
    return found


def _match_at(
    phrase: str, words: list[_Word], i: int, find: Callable[[str], Sequence[Candidate]]
) -> tuple[list[Toponym], int]:
    """Look up the longest known name that begins at word i; tell where the next may begin."""
    if not _is_name(words[i].text):
        return [], i + 1
    last = i + 1
    while last < len(words) and last - i < _LONGEST_NAME and _joins(phrase, words[last - 1], words[last]):
        last += 1
    for end in range(last, i, -1):
        tail = words[end - 1].text
        if tail.lower() in _PARTICLES and end - 1 > i:
            continue
        name = _strip(phrase[words[i].start : words[end - 1].end])
        if len(name) < 2 or _is_idle(words[i:end]):
            break
        candidates = _fitting(name, find(name))
        if candidates:
            return [_make(phrase, words, i, end, name, candidates)], end
    return _match_inside(words, i, find), i + 1


def _is_idle(words: list[_Word]) -> bool:
    """True for words that name nothing by themselves, "The City", "Northern"; "Southern Province" may be a name."""
    texts = [word.text for word in words]
    if not all(text.lower() in _IDLE or text.lower() in KIND_LEVELS for text in texts):
        return False
    return len(texts) == 1 or not (texts[0].lower() in _COMPASS and all(text[0].isupper() for text in texts))


def _fitting(name: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """An abbreviation of up to three letters can only be a country, a division or an area: "UN" is no village."""
    if len(name.replace(".", "")) <= 3 and name.isupper():
        return tuple(c for c in candidates if c.level != "place" or c.population >= 100_000)
    return tuple(candidates)


def _make(phrase: str, words: list[_Word], i: int, end: int, name: str, candidates: tuple[Candidate, ...]) -> Toponym:
    start = words[i].start
    follows = words[end] if end < len(words) else None
    touches = follows is not None and phrase[words[end - 1].end : follows.start] == " "
    is_possessive = words[end - 1].text.endswith(("'s", "’s", "s'", "s’"))
    before = words[i - 1] if i and phrase[words[i - 1].end : start] == " " else None
    level = _kind(words, i, end)
    is_partial = not is_possessive and any(
        w is not None and _is_name(w.text) and w.text.lower() not in _IDLE and w.text.lower() not in KIND_LEVELS
        and not w.text.endswith(("'s", "’s"))
        for w in (follows if touches else None, before, *_bound(words, i, end, level))
    )  # fmt: skip
    is_adjective = bool(
        touches and follows and follows.text.islower() and follows.text not in _PARTICLES and not is_possessive
    )
    return Toponym(name, start, start + len(name), candidates, level, is_partial, is_adjective)


def _bound(words: list[_Word], i: int, end: int, level: str | None) -> list[_Word]:
    """The words that "of" and its like bind to the name: it is then a part of another name ("Church of the Nativity")."""
    bound = []
    if i > 1 and words[i - 1].text in _BINDERS:
        bound.append(words[i - 2])
    if level is None and end < len(words) and words[end].text in _BINDERS:
        after = end + 2 if end + 1 < len(words) and words[end + 1].text == "the" else end + 1
        bound += words[after : after + 1]
    return bound


def _match_inside(words: list[_Word], i: int, find: Callable[[str], Sequence[Candidate]]) -> list[Toponym]:
    """Look into a hyphenated word: "Iraq-Syria" holds two names, "Houthi-held" tells who holds a place, not where."""
    word = words[i]
    parts = re.split("-", word.text)
    if len(parts) == 1 or _CONTROLLED.search(word.text):
        return []
    found, start = [], word.start
    for part in parts:
        candidates = (
            tuple(c for c in find(part) if c.level in ("country", "admin1", "area"))
            if len(part) > 2 and part[0].isupper()
            else ()
        )
        if candidates:
            found.append(Toponym(part, start, start + len(part), candidates))
        start += len(part) + 1
    return found


def _joins(phrase: str, left: _Word, right: _Word) -> bool:
    gap = phrase[left.end : right.start]
    if gap.strip(" ") not in ("", ".") or len(gap) > 2 or left.text.endswith(("'s", "’s")):
        return False
    return _is_name(right.text) or right.text.lower() in _PARTICLES or right.text.lower() in KIND_LEVELS


def _is_name(word: str) -> bool:
    return word[0].isupper() or (word.lower().startswith(_ARTICLES) and word[word.index("-") + 1 :][:1].isupper())


def _strip(name: str) -> str:
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    return name


def _kind(words: list[_Word], start: int, end: int) -> str | None:
    """The level told by the word after the name ("Kurram district") or before it ("the town of Tal Afar").

    In "the Gaza town of Beit Hanoun" the kind word belongs to what follows.
    """
    inside = words[end - 1].text.lower()
    if end - start > 1 and inside in KIND_LEVELS:
        return KIND_LEVELS[inside]
    for after in words[end : end + 2]:
        level = KIND_LEVELS.get(after.text)
        if level and (level != "place" or not _names_on(words, words.index(after) + 1)):
            return level
        if after.text not in ("tribal", "and") and not (after.text == words[end].text and _is_name(after.text)):
            break
    before = [word.text.lower() for word in words[max(0, start - 2) : start]]
    if len(before) > 1 and before[1] == "of":
        is_told = before[0] in _BEFORE_OF or _has_the(words, start - 2)
        return KIND_LEVELS.get(before[0]) if is_told else None
    return KIND_LEVELS.get(before[-1]) if before and before[-1] != "border" else None


def _has_the(words: list[_Word], at: int) -> bool:
    """True for "the northern district of", not for "a district of" or "the Karrada district of"."""
    for word in reversed(words[max(0, at - 3) : at]):
        if word.text.lower() == "the":
            return True
        if not word.text.islower() or word.text in ("a", "an"):
            return False
    return False


def _names_on(words: list[_Word], at: int) -> bool:
    """True where "of" and a name follow: the kind word before belongs to that name."""
    return (
        at + 1 < len(words)
        and words[at].text == "of"
        and _is_name(words[at + 1].text)
        or (at < len(words) and _is_name(words[at].text))
    )

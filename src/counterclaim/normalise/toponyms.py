"""Names of places inside a phrase: which words are looked up, and what the words around them say of the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterclaim.normalise.gazetteer import Candidate

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’‘ʿʻ-][^\W_]+)*")
_PARTICLES = frozenset("of de del della di da do dos du des la le las los el al ad as an ar ash az bin ben and the e i y ul ud um am upon sur an-".split())
_ARTICLES = ("al-", "el-", "ad-", "as-", "an-", "ar-", "ash-", "az-", "at-", "es-", "ez-")
_IDLE = frozenset(
    """the a an in on at near of from to by for and or some many several most other this that these those his her its their our no one two three
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
    north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern president minister general colonel captain mr mrs ms dr he she they we it i taliban""".split()
)
_CONTROLLED = re.compile(r"-(?:controlled|held|led|run|backed|linked|allied|occupied|affiliated|aligned|funded|trained|born|style|made|era|dominated)$", re.I)
_LONGEST_NAME = 6

KIND_LEVELS = {
    "province": "admin1", "governorate": "admin1", "oblast": "admin1", "state": "admin1", "republic": "admin1", "prefecture": "admin1",
    "provinces": "admin1", "governorates": "admin1", "states": "admin1", "oblasts": "admin1", "emirate": "admin1",
    "district": "admin2", "county": "admin2", "parish": "admin2", "tehsil": "admin2", "agency": "admin2", "raion": "admin2",
    "districts": "admin2", "counties": "admin2", "subdistrict": "admin2", "canton": "admin2", "borough": "admin2",
    "city": "place", "town": "place", "village": "place", "cities": "place", "towns": "place", "villages": "place", "capital": "place",
    "hamlet": "place", "settlement": "place", "suburb": "place", "neighbourhood": "place", "neighborhood": "place", "camp": "place", "port": "place",
    "river": "line", "line": "line", "canal": "line", "corridor": "line",
    "valley": "area", "desert": "area", "mountains": "area", "peninsula": "area", "plateau": "area", "forest": "area",
    "sea": "sea", "gulf": "sea", "strait": "sea", "ocean": "sea", "bay": "sea",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a phrase that the gazetteer knows, with its place in the phrase and the level that its kind word tells."""

    name: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    level: str | None = None


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
        toponym, i = _match_at(phrase, words, i, find)
        if toponym is not None:
            found.append(toponym)
    return found


def _match_at(
    phrase: str, words: list[_Word], i: int, find: Callable[[str], Sequence[Candidate]]
) -> tuple[Toponym | None, int]:
    if not _is_name(words[i].text):
        return None, i + 1
    last = i + 1
    while last < len(words) and last - i < _LONGEST_NAME and _joins(phrase, words[last - 1], words[last]):
        last += 1
    for end in range(last, i, -1):
        if words[end - 1].text.lower() in _PARTICLES and end - 1 > i:
            continue
        name = _strip(phrase[words[i].start : words[end - 1].end])
        if end - i == 1 and (name.lower() in _IDLE or len(name) < 2):
            break
        candidates = tuple(find(name))
        if candidates:
            start = words[i].start
            return Toponym(name, start, start + len(name), candidates, _kind(words, i, end)), end
    return _match_inside(words[i], words, i, find), i + 1


def _match_inside(word: _Word, words: list[_Word], i: int, find: Callable[[str], Sequence[Candidate]]) -> Toponym | None:
    """Look into a hyphenated word: "Iraq-Syria" begins with a name, "Houthi-held" tells who holds a place, not where."""
    if "-" not in word.text or _CONTROLLED.search(word.text):
        return None
    head = word.text.split("-")[0]
    candidates = tuple(find(head)) if head[:1].isupper() and len(head) > 2 else ()
    return Toponym(head, word.start, word.start + len(head), candidates, _kind(words, i, i + 1)) if candidates else None


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
    """The level told by the word after the name ("Kurram district") or before it ("the town of Tal Afar")."""
    inside = words[end - 1].text.lower()
    if end - start > 1 and inside in KIND_LEVELS:
        return KIND_LEVELS[inside]
    if end < len(words) and words[end].text.lower() in KIND_LEVELS and words[end].text.islower():
        return KIND_LEVELS[words[end].text.lower()]
    before = [word.text.lower() for word in words[max(0, start - 2) : start]]
    if before and before[-1] == "of" and len(before) > 1:
        before = before[:-1]
    return KIND_LEVELS.get(before[-1]) if before else None

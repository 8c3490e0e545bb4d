"""Names of places that no gazetteer resolved: which a phrase holds, and which of two spellings may be one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from counterclaim.records.world import Place
from counterclaim.resolve.lexicon import CALENDAR, TOWN_WORDS, find_words

LONGEST = 4
"""Words of a name; more are a phrase in capitals."""

WIDE = 4
"""A place as wide as a division, or wider, leaves open which of its towns a further name of the phrase means."""

_RUN = re.compile(
    r"[^\W\d_a-z][\w'’ʿʻ-]*(?:[ -](?:(?:[ae]l|a[dnrstz]|ash|de|da|do|du|i|e|la|le|of)[ -])?[^\W\d_a-z][\w'’ʿʻ-]*"
    r"|[ -](?:[aeA][dlnrstz]|ash)-[^\W\d_a-z][\w'’ʿʻ-]*)*"
)
_NOUN = re.compile(r"\s+(?!(?:and|or|in|of|near|at|on|by|to|from|district|county|township|village)\b)[a-z]")
_DEMONYM = re.compile(r"(?:i|ian|an|ese|ish|ite|ern|ic)$")
_SEEN_FROM = re.compile(r"\b(?:(?:north|south|east|west)[\w-]* of|from)(?: the (?:\w+ )?(?:city|town|capital) of)? $")
_HELD = re.compile(r"-(?:held|controlled|run|led|backed|majority|dominated|occupied)\b")
_PLAIN = re.compile(r"(?:central|northern|southern|eastern|western|north|south|east|west|the)")
_ARTICLE = re.compile(r"\b(?:al|el|ad|an|ar|as|at|az|ash|the)\b")
_ALIKE = 72
_SHORTEST = 3


def list_unplaced(words: str, place: Place | None) -> frozenset[str]:
    """Give the names in a phrase, folded, that its place does not stand for; of an exact place there are none.

    "Near Holm in Ruritania's north" was placed in Ruritania: Holm is left. "The Ruritanian town of Holm" leaves Holm too.
    """
    if place is not None and place.where_prec < WIDE:
        return frozenset()
    known = {part for name in (place.name, place.admin1) if name for part in find_words(name)} if place else set()
    found = set()
    for run in _RUN.finditer(words):
        name = [w for w in find_words(run.group().removesuffix("'s").removesuffix("’s")) if w not in CALENDAR]
        is_idle = not name or set(name) <= TOWN_WORDS or all(_PLAIN.fullmatch(w) for w in name) or len(name) > LONGEST
        is_adjective = " " not in run.group() and _DEMONYM.search(run.group()) and _NOUN.match(words, run.end())
        is_known = any(_is_same_stem(word, part) for word in name for part in known)
        is_elsewhere = _SEEN_FROM.search(words, 0, run.start()) or _HELD.search(run.group())
        if not is_idle and not is_adjective and not is_known and not is_elsewhere:
            found.add(" ".join(name))
    return frozenset(found)


def _is_same_stem(word: str, known: str) -> bool:
    return word == known or (len(known) >= 4 and word[:4] == known[:4])


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """Give what two spellings of a name have in common: its consonants, without articles, doubled letters and h."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if c.isalpha() or c == " ")
    bare = re.sub(r"[aeiouyhw\s]", "", _ARTICLE.sub("", plain).translate(str.maketrans("qc", "kk")))
    bones = re.sub(r"(.)\1+", r"\1", bare)
    return bones if len(bones) >= _SHORTEST else plain


def sound_alike(a: str, b: str) -> bool:
    """Say whether two folded names may be spellings of one: "kafr nuh", "kufr nooh"."""
    return a == b or (skeleton(a) == skeleton(b) and fuzz.ratio(a, b) >= _ALIKE)

"""Words of one noun phrase to a mention: name or noun, title and roles, nature, number, gender. Look-ups in the tables only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from counterclaim.reading.grammar import Word
from counterclaim.reading.naming import Known, fold, known_names
from counterclaim.tables.cues import load_cues, load_given_names, load_nouns, load_words

_PLACE_PREPOSITIONS = load_words("mentions", "place_prepositions")
_PARTICLES = load_words("mentions", "particles")
_PAIRS = load_words("mentions", "pairs")
_COLLECTIVE = load_words("mentions", "collective")
_ARTICLES = {
    "the": "the",
    **dict.fromkeys(("a", "an", "another", "one"), "a"),
    **dict.fromkeys(("this", "that", "these", "those"), "this"),
}
_LONGEST_ACRONYM = 6


class Form(StrEnum):
    """How something is mentioned."""

    PRONOUN = "pronoun"
    NAME = "name"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: sentence, phrase (-1 inside another one), first word, the word before the phrase, and whether
    a verb has the phrase for its subject.
    """

    line: int
    phrase: int
    word: int
    after: str
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may stand for somebody or something; [start, end) is the name without its title, or the whole phrase.

    `nature` is person, people, body, place, thing, document, self ("I", "we"), pair ("the two"), or "" where unknown;
    `number` is s, p, or "" for what is one and many ("police"). `roles` are the nouns that say what somebody is, `marks`
    the other words that go with them ("health" of "the health minister"). `article` is the, a, owner, this, some, or "".
    [word, until) are its words in the sentence; [start, full_end) takes in "of …" where it follows.
    """

    line: int
    phrase: int
    word: int
    until: int
    start: int
    end: int
    text: str
    form: Form
    nature: str
    number: str = ""
    gender: str = ""
    head: str = ""
    roles: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    known: Known | None = None
    article: str = ""
    after: str = ""
    subject: bool = False
    same_as: int = -1
    full_end: int = 0


def describe(text: str, words: Sequence[Word], place: Place) -> Mention:
    """Give the mention that words ending in a head noun or a name make."""
    nouns = load_nouns()
    article = _article(words[0])
    body = words[1:] if article and len(words) > 1 else words
    whole = known_names().get(fold(text[body[0].start : words[-1].end]))
    split = 0 if whole else _name_start(body)
    name = body[split:]
    is_named = bool(name) and not name[-1].text.islower() and (name[-1].part == "P" or whole is not None)
    alone_with_article = single(body[-1].low) in nouns.body and not whole and len(name) == 1 and article
    if not is_named or alone_with_article:
        return _noun(text, words, body, place, article)
    return _name(text, words, (body[:split], name), place, article)


def name_words(name: Sequence[Word]) -> tuple[str, ...]:
    """Give the words by which a name is compared: no particles, no honorifics, unless it has no others."""
    nouns = load_nouns()
    words = [part for w in name for part in fold(w.text).split()]
    kept = [w for w in words if not (w in nouns.titles or w in nouns.honorifics or w in _PARTICLES)]
    return tuple(kept or words)


@lru_cache(maxsize=50_000)
def single(low: str) -> str:
    """Give the noun in the singular as the tables have it, the last part of "vice-governor" too; other words as they are."""
    nouns = load_nouns()
    if low in nouns.person or low in nouns.body:
        return low
    if low in nouns.single:
        return nouns.single[low]
    joined, last = low.replace("-", ""), low.rsplit("-", 1)[-1]
    return joined if joined in nouns.thing else last if last in nouns.person else low


def _article(word: Word) -> str:
    return _ARTICLES.get(word.low) or ("owner" if word.part == "H" else "some" if word.part == "D" else "")


def _name_start(words: Sequence[Word]) -> int:
    """Give where the name begins after titles and roles ("army spokesman | Lt Gen. | Ahmad Sharif")."""
    nouns = load_nouns()
    start = len(words)
    while start and words[start - 1].part == "P":
        start -= 1
        particle = start > 1 and words[start - 1].text.islower() and words[start - 1].low in _PARTICLES
        if particle and words[start - 2].part == "P":
            start -= 1
    if start and single(words[start - 1].low) in nouns.thing:
        # "the frigate Admiral Essen": what comes after the noun for a thing is its name.
        return start
    if len(words) - start > 1 and single(words[-1].low) in nouns.body:
        # "The Free Farmers Union": the farmers are part of the name.
        return start
    after_title = start
    for k in range(start, len(words)):
        low = words[k].low.rstrip(".")
        if low not in nouns.honorifics and (low in nouns.titles or single(low) in nouns.person):
            after_title = k + 1
    return after_title


def _name(
    text: str, words: Sequence[Word], split: tuple[Sequence[Word], Sequence[Word]], place: Place, article: str
) -> Mention:
    nouns = load_nouns()
    title, name = split
    known = known_names().get(fold(text[name[0].start : name[-1].end]))
    called = (nouns.written_out.get(w.low.rstrip("."), w.low.rstrip(".")) for w in title)
    roles = frozenset(n for n in map(single, called) if n in nouns.person or n in nouns.body or n in nouns.thing)
    if not roles.isdisjoint(nouns.person):
        # "army spokesman X": X is no army.
        roles &= nouns.person.keys()
    marks = frozenset(w.low for w in title) - roles
    bears = nouns.designations.get(name[0].low.split("-")[0]) if len(name) > 1 or "-" in name[0].text else None
    roles |= {bears} if bears else set()
    nature, number = _nature(title, name, known, roles, place.after)
    is_person = bool(roles & nouns.person.keys())
    keeps_article = (
        (nature == "body" and article == "the")
        or nature == "thing"
        or (nature == "body" and bool(title) and not is_person)
    )
    start = words[0].start if keeps_article else name[0].start
    return Mention(
        place.line, place.phrase, place.word, place.word + len(words), start, name[-1].end, text[start : name[-1].end], Form.NAME,
        nature, number, _gender(title, name), single(name[-1].low), roles, marks, name_words(name), known, article,
        place.after, place.subject,
    )  # fmt: skip


def _nature(
    title: Sequence[Word], name: Sequence[Word], known: Known | None, roles: frozenset[str], after: str
) -> tuple[str, str]:
    """Give nature and number of a name; the nature is "" where its words do not tell."""
    nouns = load_nouns()
    last = name[-1].low
    located = after in _PLACE_PREPOSITIONS or after == "of"
    is_person = bool(roles & nouns.person.keys())
    if roles & nouns.thing and not is_person:
        return "thing", "s"
    if is_person or any(w.low in nouns.titles for w in title) or name[0].low in nouns.honorifics:
        return "person", "s"
    if known:
        return _known_nature(known.kind, located)
    if single(last) in nouns.body:
        return "body", "s" if last in nouns.body else "p"
    if name[0].low in load_given_names() and len(name) > 1:
        return "person", "s"
    if title and title[0].text.isdigit():
        # "4 ATGM" are counted: nobody.
        return "thing", "p"
    if len(name) == 1 and name[0].text.isupper() and 1 < len(last) <= _LONGEST_ACRONYM:
        return "body", "s"
    return "place" if located else "", "s"


def _known_nature(kind: str, located: bool) -> tuple[str, str]:
    if kind == "seat" and located:
        return "place", "s"
    if kind == "person":
        return "person", "s"
    return "body", "p" if kind == "nationals" else "" if kind == "armed" else "s"


def _gender(title: Sequence[Word], name: Sequence[Word]) -> str:
    told = load_nouns().gender
    for word in (*title, name[0]):
        if word.low.rstrip(".") in told:
            return told[word.low.rstrip(".")]
    return load_given_names().get(name[0].low, "") if len(name) > 1 or title else ""


def _noun(text: str, words: Sequence[Word], body: Sequence[Word], place: Place, article: str) -> Mention:
    nouns, documents = load_nouns(), load_cues().document
    last = body[-1]
    head = single(last.low)
    plural = last.part == "S" or last.low in nouns.single or (last.part == "C" and last.low not in ("one", "1"))
    marks = frozenset(w.low.rstrip(".") for w in body[:-1] if w.part not in "DQ.")
    nature, roles = "thing", frozenset[str]()
    if head in _PAIRS and article == "the":
        nature, plural = "pair", True
    elif head == "head" and article == "owner" and len(body) == 1:
        nature = "thing"  # "shook his head"
    elif head in nouns.person and not (head in nouns.body and last.text[0].isupper()):
        nature, roles = "people" if plural else "person", frozenset((head,))
    elif last.low in nouns.body or head in nouns.body:
        nature, roles = "body", frozenset((last.low if last.low in nouns.body else head,))
    elif head in documents or last.low in documents:
        nature = "document"
    elif article == "the" and last.part in "JE":
        nature, plural = "people", True
    elif place.after in _PLACE_PREPOSITIONS and head in nouns.places:
        nature = "place"
    if nature == "person":
        roles |= frozenset(map(single, marks)) & nouns.person.keys()
    number = "" if nature == "body" and last.low in _COLLECTIVE else "p" if plural else "s"
    until, start = place.word + len(words), words[0].start
    return Mention(
        place.line, place.phrase, place.word, until, start, last.end, text[start : last.end], Form.NOUN, nature, number,
        nouns.gender.get(head, ""), head, roles, marks, (), None, article, place.after, place.subject,
    )  # fmt: skip

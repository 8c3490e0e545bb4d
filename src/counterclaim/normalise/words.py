"""Text to words with offsets, possessives and folded keys: what names are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = "'’ʼ‘`´ʿʾ"
# What pages and PDF files leave inside words: soft hyphens, characters without width, accents written apart.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W\d_]\.)+[^\W\d_]\b\.?|[^\W_]+(?:[{_APOSTROPHES}{_UNSEEN}][^\W_]+)*")
_NOT_PLAIN = re.compile(rf"[{_APOSTROPHES}{_UNSEEN}.]")
# A possessive is "'s", or "'" after an s.
_MARKS = frozenset(_APOSTROPHES)
_CLOSING = frozenset("'’")
_LATIN = re.compile("[a-z]")

# British and American spellings are one word here.
_SPELLINGS = {"defense": "defence", "center": "centre", "program": "programme", "armored": "armoured"}
# Small words inside the names of places: "Norte de Santander".
PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "da", "do", "dos", "das", "du", "des", "di"})
# Letters that a decomposition leaves alone, and Cyrillic or Greek ones that look Latin inside a Latin word.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})
_LOOKALIKES = str.maketrans("асеорхуіјѕіοαερ", "aceopxyijsioaep")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: offsets without a possessive ending, the folded key, and what stands before it.

    `gap` is the text between the word before and this one; `end` excludes "'s", `after` includes it.
    """

    start: int
    end: int
    after: int
    text: str
    key: str
    gap: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def acronym(self) -> bool:
        """Whether all its letters are capitals, and it has two or more characters."""
        return len(self.key) > 1 and self.text.isupper()


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Give the key of one word: no case, accents, dots or apostrophes; British spelling; look-alikes made Latin."""
    if word.isascii():
        plain = word.lower()
        if not plain.isalnum():
            plain = _NOT_PLAIN.sub("", plain)
    else:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
        if _LATIN.search(plain):
            plain = plain.translate(_LOOKALIKES)
        plain = _NOT_PLAIN.sub("", plain)
    if plain.endswith(("ization", "izations")):
        plain = plain.replace("ization", "isation")
    return _SPELLINGS.get(plain, plain)


def split_words(text: str) -> list[Word]:
    """Give the words of `text` in order. Hyphens, spaces and punctuation separate; dotted initials stay one word."""
    words: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        start, after = match.span()
        raw = match.group()
        end, possessive = after, False
        if raw[-1] in "sS":
            if raw[-2:-1] in _MARKS:
                end, possessive = after - 2, True
            else:
                possessive = text[after : after + 1] in _CLOSING
        own = text[start:end]
        words.append(Word(start, end, after, own, fold(own[:100]), text[before:start], possessive))
        before = after
    return words


def end_of_name(words: Sequence[Word], first: int, last: int) -> int:
    """Give where the capitalised words that begin at `first` end, small words between two of them taken in."""
    end = first
    while end < last and words[end].text[0].isupper() and (end == first or words[end].gap in (" ", "-")):
        end += 1
        at = end
        while at < last and words[at].key in PARTICLES and words[at].gap == " ":
            at += 1
        if at > end and at < last and words[at].text[0].isupper() and words[at].gap == " ":
            end = at
    return end


@lru_cache(maxsize=20_000)
def key_words(name: str) -> tuple[str, ...]:
    """Give the keys of a name's words."""
    return tuple(word.key for word in split_words(name))

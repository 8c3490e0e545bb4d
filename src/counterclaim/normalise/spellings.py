"""Names transliterated another way: found by their consonants in a small block, then compared letter by letter."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

# One block is every name with the same consonants in the same words; a larger one is too common to decide anything.
LARGEST_BLOCK = 200
# Inside a block at most a fifth of the letters may differ; a choice, tested on the pairs of the tables.
_LEAST_ALIKE = 80.0
_LEAST_LETTERS = 10
_PARTICLES = frozenset(
    {"al", "el", "e", "i", "ul", "ur", "ud", "ad", "ash", "as", "an", "the", "of", "bin", "ibn", "wal"}
)
_SAME_SOUND = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("q", "k"), ("c", "k"), ("w", "v"))
_MUTE = re.compile(r"(?<!^)[aeiouyh]")
_FIRST_VOWEL = re.compile(r"^[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def reduce_word(key: str) -> str:
    """Give the consonants of a word, sounds that transliterations mix made one; a last vowel stays as a mark."""
    sounds = key
    for spelled, sound in _SAME_SOUND:
        sounds = sounds.replace(spelled, sound)
    bones = _FIRST_VOWEL.sub("a", _DOUBLE.sub(r"\1", _MUTE.sub("", _DOUBLE.sub(r"\1", sounds))))
    return bones + "'" if key[-1:] in set("aeiouy") else bones


def reduce_name(keys: Sequence[str]) -> tuple[str, ...] | None:
    """Give the block of a name, None for one too short to be told from others: under two words or ten letters."""
    words = [k for k in keys if k not in _PARTICLES]
    if len(words) < 2 or sum(map(len, words)) < _LEAST_LETTERS or any(k.isdigit() for k in words):
        return None
    return tuple(reduce_word(k) for k in words)


def is_block_start(key: str, starts: Container[str]) -> bool:
    """Whether a name that begins with this word can lie in a block whose first words are `starts`."""
    return key in _PARTICLES or reduce_word(key) in starts


def are_spellings(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one block are written nearly alike."""
    joined = (" ".join(k for k in keys if k not in _PARTICLES) for keys in (one, other))
    return fuzz.ratio(*joined) >= _LEAST_ALIKE

"""Words of a text with their offsets, folded so that case, accents and punctuation do not hide a name that is to go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

Range = tuple[int, int]
Find = Callable[[str], list[Range]]
Words = tuple[str, ...]

BLANK = "█"
_RUN = re.compile(r"[^\W_]+")


def find_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Give (start, end, folded word) of each run of letters and digits, with its combining marks and joiners."""
    start, end = 0, 0
    for run in _RUN.finditer(text):
        if run.start() > end and end:
            yield start, end, fold(text[start:end])
        if run.start() > end or not end:
            start = run.start()
        end = run.end()
        while end < len(text) and _is_mark(text[end]):
            end += 1
    if end:
        yield start, end, fold(text[start:end])


def split_words(text: str) -> Words:
    """Give the folded words of a text."""
    return tuple(word for _, _, word in find_words(text))


def fold(word: str) -> str:
    """Give a word without case, accents and invisible characters."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not _is_mark(c))
    return unicodedata.normalize("NFKD", plain.casefold())


def find_mentions(text: str, names: Iterable[Words]) -> list[Range]:
    """Give where the words of a name stand in a row, from first to last letter, whatever separates them."""
    by_first: dict[str, list[Words]] = {}
    for name in names:
        if name:
            by_first.setdefault(name[0], []).append(name)
    if text.isascii() and not any(first in text.lower() for first in by_first):
        return []
    words = list(find_words(text))
    return [
        (start, words[i + len(name) - 1][1])
        for i, (start, _, word) in enumerate(words)
        for name in by_first.get(word, ())
        if tuple(w for _, _, w in words[i : i + len(name)]) == name
    ]


def find_hashed(text: str, hashes: frozenset[str], lengths: Sequence[int], salt: bytes) -> list[Range]:
    """Give where words in a row have one of these salted hashes; `lengths` are the numbers of words to try."""
    words = list(find_words(text))
    return [
        (words[i][0], words[i + length - 1][1])
        for length in lengths
        for i in range(len(words) - length + 1)
        if hash_words((w for _, _, w in words[i : i + length]), salt) in hashes
    ]


def hash_words(words: Iterable[str], salt: bytes) -> str:
    """Give the salted hash of these words in this order, as hex digits."""
    return blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), key=salt, digest_size=16).hexdigest()


def hash_text(text: str, salt: bytes) -> str:
    """Give the salted hash of a text's words, or of its characters where it has no words."""
    return hash_words(split_words(text) or ("", text), salt)


def blank(text: str, ranges: Iterable[Range]) -> str:
    """Give the text with each range replaced by blanks, one for each character, so that every offset still holds."""
    pieces, done = [], 0
    for start, end in sorted(ranges):
        if end > done:
            begin = max(start, done)
            pieces += [text[done:begin], BLANK * (end - begin)]
            done = end
    return "".join([*pieces, text[done:]])


def _is_mark(character: str) -> bool:
    """Tell whether this only modifies or joins letters: a combining mark, a joiner, a soft hyphen."""
    category = unicodedata.category(character)
    return category[0] == "M" or category == "Cf"

"""Numbers as reports write them: digits in either grouping, words, dozens, lakhs, halves. No bounds, no units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counterclaim.records.claim import Number

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
UNITS = {word: value for value, word in enumerate(_SMALL)} | {"trio": 3, "quartet": 4}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: 10 * value for value, word in enumerate(_TENS, 2)}
SCALES = {
    "thousand": 10**3, "lakh": 10**5, "lac": 10**5, "million": 10**6, "mn": 10**6, "crore": 10**7, "billion": 10**9,
    "bn": 10**9, "trillion": 10**12,
}  # fmt: skip
_GLUED = {"k": 10**3, "m": 10**6}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MULTIPLES = {"dozen": 12, "hundred": 100, "score": 20}

# A count beyond 64 bits is a slip or an attack, and no store would hold it.
LARGEST = 2**63 - 1

# 12,34,567 and 1.234.567 and 10'000 and 12 345, then plain digits with a decimal point.
_TOKEN = re.compile(
    r"\d{1,3}(?:\.\d{3}){2,}(?![\d.])|(?<![\d.,])\d{1,3}(?:['’ ]\d{3})+(?![\d,.'’])|"
    r"\d+(?:[,\u00a0\u202f\u2009]\d{2,3})*(?:\.\d+)?|[½¼¾]|[^\W\d_]+"
)
# "10.000" may be ten or ten thousand.
_EITHER = re.compile(r"\d{1,3}\.\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_ORDINAL = re.compile(r"st|nd|rd|th")
_CURRENCIES = frozenset({"rs", "usd", "eur", "us", "inr", "pkr", "afn", "uah", "nis", "gbp"})


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a run of digits of the text, lowered, with its place and the characters before it."""

    word: str
    start: int
    end: int
    before: str

    @property
    def is_number(self) -> bool:
        """True for digits and vulgar fractions."""
        return self.word[0].isdecimal() or self.word in _FRACTIONS


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in a text: its value and its half-open place. `value` is None beyond 64 bits.

    `scale` is the scale word's factor, so that "1 to 2 million" can be read as one range.
    """

    value: Number | None
    start: int
    end: int
    scale: int = 1


def _split_words(text: str) -> list[_Token]:
    """Cut a text into words and digit runs in order; a hyphen parts words, a decimal point does not part digits."""
    tokens = []
    last = 0
    for found in _TOKEN.finditer(text):
        tokens.append(_Token(found.group().lower(), found.start(), found.end(), text[last : found.start()]))
        last = found.end()
    return tokens


def find_numerals(text: str) -> list[Numeral]:
    """Give the numbers of a text in order; indefinite words ("several", "dozens", a bare "a") are no numbers."""
    tokens = _split_words(text)
    found = []
    i = 0
    while i < len(tokens):
        numeral, after = _read(tokens, i)
        if numeral is not None:
            found.append(numeral)
        i = max(after, i + 1)
    return found


def _read(tokens: list[_Token], i: int) -> tuple[Numeral | None, int]:
    """Read the number that begins at token i, and tell where the next may begin."""
    first = tokens[i]
    if first.word in ("a", "an", "half", "quarter"):
        return _read_article(tokens, i)
    if first.is_number:
        return (None, i + 1) if _is_designation(tokens, i) else _read_digits(tokens, i)
    if first.word in UNITS or first.word in TENS or first.word in ("hundred", "dozen") or first.word in SCALES:
        return _read_words(tokens, i)
    return None, i + 1


def _is_designation(tokens: list[_Token], i: int) -> bool:
    """True for digits that are part of a name or an order: "F-16", "2S19", "the 3rd"."""
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    if after and after.before == "" and not after.is_number:
        beyond = tokens[i + 2] if i + 2 < len(tokens) else None
        if _ORDINAL.fullmatch(after.word) or (
            len(after.word) <= 2 and beyond and beyond.before == "" and beyond.is_number
        ):
            return True
    if before is None or before.is_number or tokens[i].before not in ("", "-") or before.word in _CURRENCIES:
        return False
    is_number_word = before.word in UNITS or before.word in TENS or before.word in SCALES or before.word in _MULTIPLES
    return not is_number_word and before.word not in ("to", "and", "or")


def _read_article(tokens: list[_Token], i: int) -> tuple[Numeral | None, int]:
    """Read "half a million", "a quarter of a million", "half a dozen", "a dozen", "a hundred and ten"; else nothing."""
    words = [token.word for token in tokens[i : i + 6]]
    start = 1 if words[0] in ("a", "an") else 0
    if words[start : start + 1] and words[start] in ("half", "quarter"):
        at = start + 1
        share = 0.5 if words[start] == "half" else 0.25
        while at < len(words) and words[at] in ("of", "a", "an"):
            at += 1
        is_close = words[start] == "half" and at < len(words) and (_factor(words[at]) or 0) >= _MULTIPLES["dozen"]
        if at > start + 1 or start == 1 or is_close:
            factor = _factor(words[at]) if at < len(words) else None
            if factor:
                return Numeral(_tidy(share * factor), tokens[i].start, tokens[i + at].end, factor), i + at + 1
        return None, i + 1
    if start and len(words) > 1 and _factor(words[1]):
        numeral, after = _read_words(tokens, i + 1)
        return replace(numeral, start=tokens[i].start), after
    return None, i + 1


def _factor(word: str) -> int | None:
    return SCALES.get(word) or _MULTIPLES.get(word)


def _read_digits(tokens: list[_Token], i: int) -> tuple[Numeral, int]:
    token = tokens[i]
    value: Number | None = _FRACTIONS.get(token.word) or _parse_digits(token.word)
    end, at, scale = token.end, i + 1, 1
    if at < len(tokens) and tokens[at].word in _FRACTIONS and not tokens[at].before.strip() and value is not None:
        value, end, at = value + _FRACTIONS[tokens[at].word], tokens[at].end, at + 1
    value, end, at = _add_half(tokens, at, value, end)
    while at < len(tokens) and value is not None:
        factor = _scale_at(tokens, at)
        if factor is None:
            break
        value, scale, end, at = value * factor, scale * factor, tokens[at].end, at + 1
    if scale == 1 and _EITHER.fullmatch(token.word):
        value = None
    return Numeral(_tidy(value), token.start, end, scale), at


def _scale_at(tokens: list[_Token], at: int) -> int | None:
    """The factor of the scale word at this token ("million", "20k", "3 dozen"), None where there is none."""
    token = tokens[at]
    if token.before == "" and token.word in _GLUED:
        return _GLUED[token.word]
    if token.before.strip(" -\u00a0"):
        return None
    word = token.word.removesuffix("s") if token.word not in SCALES else token.word
    return _factor(word) if word != "score" or token.word == "score" else None


def _add_half(tokens: list[_Token], at: int, value: Number | None, end: int) -> tuple[Number | None, int, int]:
    if value is not None and _says_half(tokens, at):
        return value + 0.5, tokens[at + 2].end, at + 3
    return value, end, at


def _says_half(tokens: list[_Token], at: int) -> bool:
    return [t.word for t in tokens[at : at + 3]] == ["and", "a", "half"]


def _read_words(tokens: list[_Token], i: int) -> tuple[Numeral, int]:
    """Read a number in words ("one hundred and twenty-five", "two and a half million", "fifteen hundred")."""
    total: Number = 0
    group: Number | None = None
    room = LARGEST  # what a further word may still add: "twenty" takes a unit, "hundred" tens, "thousand" hundreds
    end, at, scale, round_of = tokens[i].start, i, 1, 1
    while at < len(tokens):
        token = tokens[at]
        if at > i and token.before.strip(" -\u00a0"):
            break
        word = token.word
        step = at + 1
        if word == "and" and room in (100, 1000) and step < len(tokens) and tokens[step].word in UNITS | TENS:
            word, step = tokens[step].word, step + 1
        singular = word.removesuffix("s") if at > i else word
        if word in UNITS and (group is None or UNITS[word] < room):
            group, room = (group or 0) + UNITS[word], 1
        elif word in TENS and (group is None or TENS[word] < room):
            group, room = (group or 0) + TENS[word], 10
        elif (singular in ("hundred", "dozen") or word == "score") and (group is None or group < 100):
            group, room = (1 if group is None else group) * _MULTIPLES[singular], 100 if singular == "hundred" else 1
            round_of = _MULTIPLES[singular]
        elif singular in SCALES and (group is not None or at == i or scale > 1):
            factor = SCALES[singular]
            if group is None and at > i:
                total *= factor
            else:
                total += (1 if group is None else group) * factor
            group, room, scale = None, 1000, max(scale, factor)
        elif word == "and" and group is None and scale > 1 and _says_half(tokens, at):
            total, step = total + scale / 2, at + 3
        elif word == "and" and group is not None:
            group, end, step = _add_half(tokens, at, group, end)
            if step == at:
                break
            room = 1
        else:
            break
        end, at = tokens[step - 1].end, step
    is_round = scale == 1 and round_of > 1 and (group or 0) % round_of == 0
    return Numeral(_tidy(total + (group or 0)), tokens[i].start, end, round_of if is_round else scale), at


def _parse_digits(word: str) -> Number | None:
    plain = re.sub(r"[,\u00a0\u202f\u2009'’ ]", "", word)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "")
    if len(plain) > 30:
        return None
    return float(plain) if "." in plain else int(plain)


def _tidy(value: Number | None) -> Number | None:
    if value is None or value > LARGEST:
        return None
    return int(value) if value == int(value) else value

"""Text to sentences and words with exact offsets. Given a report's text; never changes a character of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[^\W_]+|[^\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# A word of the text is never longer than this to the reader: ten thousand letters without a space are noise.
LONGEST_WORD = 64
# A sentence of more words than this is read in pieces: attention grows with the square of the length.
LONGEST_SENTENCE = 160

# A note's number may follow the mark: "… was hit.[4] The ministry …".
_END = re.compile(
    r"[.!?…।؟]+[\"'”’»)\]]*(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])*(?=\s+[\"'“‘«(\[]*[^\W_a-z])|[.!?]+[”\"](?=\s+[^\W_])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"“‘'])(?:[A-Z]|[A-Za-z]\.[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Gen|Lt|Lieut|Col|Maj|Brig|Capt|Cmdr|Cpl|Sgt|Adm|Pvt|"
    r"Gov|Sen|Rep|Pres|Amb|Supt|Insp|St|Sr|Jr|Mt|Ft|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|"
    r"Ct|Const|Cst|Hav|Nk|Pte|Cdr|Cdre|Cmde|Flt|Sqn|Wg|Fr|Smt|Md|Mohd|Engr|Distt|"
    r"No|Nos|Rs|Re|vs|approx|est|Inc|Ltd|Co|Corp|Art|Sec|Fig|al|viz|cf)$"
)
# Abbreviations that may also end a sentence: only a following capital that starts a common sentence opener ends it.
_OPENER = re.compile(
    r"\s+[\"“‘'(]*(?:The|A|An|In|On|At|It|He|She|They|We|I|But|And|This|That|These|Those|There|Some|Many|More|Most|Meanwhile|However|Earlier|Later|After|Before|Since|While|When|As|"
    r"Also|Both|Officials|Police|Witnesses|His|Her|Their|Its|No|One|Two|For|From|To|By|If|Last|Several)\b"
)
_INITIALISM = re.compile(r"(?:^|[\s(\[\"“‘'])(?:[A-Za-z]\.)+[A-Za-z]$")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open offsets [start, end) into the report's text."""

    start: int
    end: int


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """Give the words and marks of text[start:end] in order; runs of letters and digits, every other mark alone."""
    words = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        at = match.start()
        while match.end() - at > LONGEST_WORD:
            words.append(Stretch(at, at + LONGEST_WORD))
            at += LONGEST_WORD
        words.append(Stretch(at, match.end()))
    return words


def is_hard_wrapped(text: str) -> bool:
    """Say whether the lines were broken at a column, as in old wires and mail, so that a line end ends nothing."""
    lines = [line.rstrip() for line in text[:20_000].split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after]
    if len(inner) < 4 or max(map(len, inner)) > 100:
        return False
    open_ended = sum(1 for line in inner if not _TERMINAL.search(line))
    full = sum(1 for line in inner if len(line) >= 45)
    return open_ended > 0.5 * len(inner) and full > 0.7 * len(inner)


def split_sentences(text: str) -> list[Stretch]:
    """Give the sentences of a text in order, without surrounding space; a paragraph end always ends a sentence.

    A line end does too, unless the text is hard-wrapped. Nothing but white space is left out.
    """
    breaks = re.compile(r"\n[^\S\n]*\n\s*" if is_hard_wrapped(text) else r"\s*\n\s*")
    sentences: list[Stretch] = []
    at = 0
    for match in [*breaks.finditer(text), None]:
        until = match.start() if match else len(text)
        sentences.extend(_within(text, at, until))
        at = match.end() if match else until
    return sentences


def _within(text: str, start: int, end: int) -> list[Stretch]:
    found = []
    at = start
    for match in _END.finditer(text, start, end):
        if _is_abbreviation(text, max(at, match.start() - 24), match.start(), match.end(), match.group()):
            continue
        found.append(_trim(text, at, match.end()))
        at = match.end()
    found.append(_trim(text, at, end))
    return [s for s in found if s.start < s.end]


def _is_abbreviation(text: str, since: int, stop: int, after: int, mark: str) -> bool:
    if mark != ".":
        return False
    before = text[since:stop]
    if not _ABBREVIATION.search(before):
        return False
    return not (_INITIALISM.search(before) and _OPENER.match(text, after))


def _trim(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end)

"""Where a report quotes: stretches between quotation marks, in linear time. Who speaks is not told here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.reading.tokens import is_hard_wrapped

_DOUBLE = '"“”„‟«»＂'
_OPENERS = "“„‟«‘‚‹"
_CLOSERS = "”»’›"
_MARK = re.compile(r"[\"“”„‟«»＂'‘’‚‹›]|''|``")
# A stretch between single marks that is longer is no quotation but two apostrophes.
_LONGEST_SINGLE = 700
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Text [start, end) between its marks (without them). Depth 1 stands in the report's own words, depth 2 inside another.

    `carries_on` is True where the quote before was left open at the end of its paragraph and this one goes on.
    """

    start: int
    end: int
    depth: int = 1
    closed: bool = True
    carries_on: bool = False


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the paragraphs [start, end) that are not empty; a line end ends one unless the text is hard-wrapped."""
    mark = re.compile(r"\n[^\S\n]*\n" if is_hard_wrapped(text) else r"\n")
    found, at = [], 0
    for match in [*mark.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[at:end].strip():
            found.append((at, end))
        at = match.end() if match else end
    return found


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Give the quotes of a text by start.

    A quote never leaves its paragraph: where the next paragraph opens with a mark again the quote goes on there; where it
    does not, a mark was forgotten, and the quote ends with the sentence in which it began.
    """
    found: list[Quote] = []
    goes_on = False
    for start, end in find_paragraphs(text):
        opens = _opens(text, start, end)
        quotes, left_open = _within(text, start, end)
        if goes_on and not opens and found:
            found[-1] = _cut(text, found[-1])
        if goes_on and opens and quotes:
            first = quotes[0]
            quotes[0] = Quote(first.start, first.end, first.depth, first.closed, True)
        found.extend(quotes)
        goes_on = left_open
    if goes_on:
        found[-1] = _cut(text, found[-1])
    return tuple(_nest(sorted(found, key=lambda q: (q.start, -q.end))))


def _nest(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """End a quote that reaches out of the one it stands in (since that one was cut) where that one ends."""
    around: list[Quote] = []
    for quote in quotes:
        while around and around[-1].end <= quote.start:
            around.pop()
        if around and quote.end > around[-1].end:
            quote = Quote(quote.start, around[-1].end, quote.depth, False, quote.carries_on)
        around.append(quote)
        yield quote


def _opens(text: str, start: int, end: int) -> bool:
    head = text[start : min(end, start + 40)].lstrip()
    return bool(head) and head[0] in _DOUBLE


def _cut(text: str, quote: Quote) -> Quote:
    """End a quote that nobody closed with its first sentence."""
    stop = _SENTENCE_END.search(text, quote.start, quote.end)
    return Quote(quote.start, stop.end() if stop else quote.end, quote.depth, False, quote.carries_on)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool, bool, bool]]:
    """Give (start, end, is double, may open, may close) of every mark that is no apostrophe."""
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        double = mark[0] in _DOUBLE or len(mark) == 2
        if not double and before.isalnum() and after.isalnum():
            continue
        may_open = not before.isalnum() and not after.isspace() and before not in ".,!?…"
        may_open = may_open or (double and before.isspace())
        may_close = not before.isspace() and not after.isalnum()
        if mark in _OPENERS:
            may_close = mark == "“" and not may_open and may_close
            may_open = may_open or mark == "«"
        elif mark in _CLOSERS:
            may_open, may_close = False, may_close or mark == "»"
        if double or may_open or may_close:
            yield match.start(), match.end(), double, may_open, may_close


def _within(text: str, start: int, end: int) -> tuple[list[Quote], bool]:
    """Give the quotes of one paragraph and whether a double one was left open at its end (that one is then the last)."""
    open_at: list[tuple[int, bool]] = []
    found: list[Quote] = []
    for at, after, double, may_open, may_close in _marks(text, start, end):
        matching = bool(open_at) and open_at[-1][1] == double
        if may_close and (matching or (double and any(d for _, d in open_at[-3:]))) and not (may_open and not matching):
            while open_at and open_at[-1][1] != double:
                open_at.pop()
            since, _ = open_at.pop()
            if double or after - since <= _LONGEST_SINGLE:
                found.append(Quote(since, at, len(open_at) + 1))
        elif may_open:
            open_at.append((after, double))
    pending = [since for since, double in open_at if double]
    if not pending:
        return _deepest_out(found), False
    outer = pending[0]
    inner = [q for q in found if q.start < outer]
    nested = [Quote(q.start, q.end, max(2, q.depth)) for q in found if q.start >= outer]
    return [*_deepest_out(inner), *nested, Quote(outer, end, 1, False)], True


def _deepest_out(found: list[Quote]) -> list[Quote]:
    """Renumber depths after marks that turned out to open nothing."""
    renumbered: list[Quote] = []
    ends: list[int] = []
    for quote in sorted(found, key=lambda q: (q.start, -q.end)):
        while ends and ends[-1] <= quote.start:
            ends.pop()
        renumbered.append(Quote(quote.start, quote.end, len(ends) + 1, quote.closed, quote.carries_on))
        ends.append(quote.end)
    return renumbered

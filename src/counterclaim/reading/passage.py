"""A report laid out for the rules: sentences with tagged words and phrases, quotes, paragraphs. Built once, then only read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.reading.grammar import tag_words
from counterclaim.reading.phrases import Layout, lay_out
from counterclaim.reading.quotes import Quote, find_paragraphs, find_quotes
from counterclaim.reading.tokens import Stretch
from counterclaim.records.text import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its stretch, its layout, the paragraph it stands in."""

    start: int
    end: int
    layout: Layout
    paragraph: int


class Passage:
    """The text of one report and what stands where in it."""

    def __init__(self, text: str, sentences: Sequence[Stretch]) -> None:
        self.text = text
        self.paragraphs = find_paragraphs(text)
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        stretches = sorted({(s.start, s.end) for s in sentences})
        self.lines = tuple(Line(a, b, lay_out(tag_words(text, a, b)), self.paragraph_at(a)) for a, b in stretches)
        self._line_starts = [line.start for line in self.lines]
        self.quotes = find_quotes(text)

    @cached_property
    def outer_quotes(self) -> tuple[Quote, ...]:
        """The quotes that stand in the report's own words, by start."""
        return tuple(q for q in self.quotes if q.depth == 1)

    @cached_property
    def _outer_starts(self) -> list[int]:
        return [q.start for q in self.outer_quotes]

    def span(self, start: int, end: int) -> Span:
        """Give the span of text[start:end]."""
        return Span(start, end, self.text[start:end])

    def paragraph_at(self, at: int) -> int:
        """Give the number of the paragraph that holds offset `at`."""
        return bisect_right(self._paragraph_starts, at) - 1

    def line_at(self, at: int) -> int:
        """Give the number of the sentence that holds offset `at`, or the last one before it; -1 before the first."""
        return bisect_right(self._line_starts, at) - 1

    def quote_at(self, at: int) -> int:
        """Give the number of the outer quote that holds offset `at`, or -1."""
        n = bisect_right(self._outer_starts, at) - 1
        return n if n >= 0 and at < self.outer_quotes[n].end else -1

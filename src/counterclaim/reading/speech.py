"""Who speaks in each quotation of a report: credited beside it, carried on from the one before, or not known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.cast import Figure, distinct
from counterclaim.reading.credits import Credit
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.passage import Passage
from counterclaim.reading.quotes import Quote
from counterclaim.reading.reference import Reference

_FEWEST_WORDS = 3
_MARKS = "\"“”„«'‘` \t"
# Between two quotes of one speaker stand at most so many mentions of others' doings.
_MOST_BETWEEN = 40


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a quote: the words that name the speaker, their sentence, the credit that says so (None after a colon)."""

    start: int
    end: int
    line: int
    credit: Credit | None
    figure: Figure | None


def find_speech(
    passage: Passage,
    mentions: Sequence[Sequence[Mention]],
    credits: Sequence[Sequence[Credit]],
    reference: Reference,
) -> tuple[Speech | None, ...]:
    """Give the speaker of each outer quote, None where it is not known.

    A quote has the speaker that its sentence credits; else the one of the quote before, where it goes on in a new
    paragraph, or nobody else came between; else who is told of just before it.
    """
    ground = _Ground(passage, mentions, credits, reference)
    found: list[Speech | None] = []
    for n, quote in enumerate(passage.outer_quotes):
        before = found[n - 1] if n else None
        speech = ground.credited(quote)
        if speech is None and quote.carries_on:
            speech = before
        if speech is None and is_whole(passage, quote):
            speech = ground.carried(n, before) if before else None
            speech = speech or ground.led_in(quote)
        found.append(speech)
    return tuple(found)


def is_whole(passage: Passage, quote: Quote) -> bool:
    """Whether a quote is speech of its own, not some words that the report borrows ("an “open war”")."""
    number = max(0, passage.line_at(quote.start))
    line = passage.lines[number]
    before = passage.text[max(line.start, quote.start - 8) : quote.start].rstrip(_MARKS)
    if before and before[-1] not in ":,.!?—–-…":
        return False
    words = line.layout.words[line.layout.word_at(quote.start) : line.layout.word_at(quote.end)]
    count = sum(w.part != "." for w in words)
    speaks = any(w.part in "VUMBEG" for w in words) or passage.text[quote.start : quote.end].rstrip().endswith(
        (".", "!", "?", ",")
    )
    return count >= _FEWEST_WORDS and speaks


class _Ground:
    """Quotes with the mentions and credits around them, found by offset."""

    def __init__(
        self,
        passage: Passage,
        mentions: Sequence[Sequence[Mention]],
        credits: Sequence[Sequence[Credit]],
        reference: Reference,
    ) -> None:
        self.passage, self.mentions, self.credits, self.reference = passage, mentions, credits, reference
        self._flat = sorted((m for line in mentions for m in line), key=lambda m: m.start)

    def _lines(self, start: int, end: int) -> range:
        return range(max(0, self.passage.line_at(start)), self.passage.line_at(max(start, end - 1)) + 1)

    def credited(self, quote: Quote) -> Speech | None:
        """Give the speaker whom the sentences of a quote credit with it, the one nearest to the quote where there are several."""
        lines = self._lines(quote.start, quote.end)
        near = [
            c for number in (*lines[:1], *lines[-1:]) for c in self.credits[number] if c.quote < 0 and c.has_speaker
        ]
        about = [c for c in near if any(a < quote.end and quote.start < b for a, b in c.covers)]
        best = min(about, key=lambda c: min(abs(c.cue_start - quote.end), abs(quote.start - c.cue_end)), default=None)
        return Speech(best.start, best.end, best.line, best, self.reference.speaker(best)) if best else None

    def carried(self, n: int, speech: Speech) -> Speech | None:
        """Give the speaker of the quote before, where nobody else speaks or acts between the two."""
        quote, before = self.passage.outer_quotes[n], self.passage.outer_quotes[n - 1]
        here, there = self.passage.paragraph_at(quote.start), self.passage.paragraph_at(before.start)
        if here - there > 1 or (here != there and not self._is_all_quoted(here, quote)):
            return None
        for number in self._lines(before.end, quote.start):
            for credit in self.credits[number]:
                is_between = before.end <= credit.cue_start < quote.start and credit.quote < 0
                of_before = any(a < before.end and before.start < b for a, b in credit.covers)
                if is_between and not of_before and self.reference.speaker(credit) is not speech.figure:
                    return None
        others = (self.reference.figure_of(m) for m in self._between(before.end, quote.start) if m.subject)
        return (
            None
            if any(f and f is not speech.figure and f.nature in ("person", "people", "body") for f in others)
            else speech
        )

    def _is_all_quoted(self, paragraph: int, quote: Quote) -> bool:
        """Whether a paragraph opens with a quote and credits nobody outside of it."""
        start, end = self.passage.paragraphs[paragraph]
        if self.passage.text[start : quote.start].strip(_MARKS):
            return False
        return not any(
            c.quote < 0 and c.has_speaker for number in self._lines(start, end) for c in self.credits[number]
        )

    def _between(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._flat, start, key=lambda m: m.start)
        last = bisect_left(self._flat, end, key=lambda m: m.start)
        return [m for m in self._flat[first : min(last, first + _MOST_BETWEEN)] if self.passage.quote_at(m.start) < 0]

    def led_in(self, quote: Quote) -> Speech | None:
        """Give whom the words before a quote put in front of it: "X, Telegram: “…”", or a sentence about one person alone."""
        number = self.passage.line_at(quote.start)
        line = self.passage.lines[number]
        lead = self.passage.text[line.start : quote.start].rstrip(_MARKS)
        if lead.endswith(":"):
            named = (m for m in self.mentions[number] if m.start < quote.start and m.form is Form.NAME)
            first = next((m for m in named if m.nature in ("", "person", "body")), None)
            return self._told_of(first) if first else None
        if lead or not number or self.passage.lines[number - 1].paragraph != line.paragraph:
            return None
        before = self.passage.lines[number - 1]
        if self.passage.quote_at(before.start + 1) >= 0 or self.passage.quote_at(before.end - 2) >= 0:
            return None
        people = [
            m
            for m in self.mentions[number - 1]
            if m.nature == "person" or (m.nature == "" and m.form is Form.NAME and m.subject)
        ]
        figures = distinct(f for m in people if (f := self.reference.figure_of(m)))
        only = people[0] if len(figures) == 1 else None
        return self._told_of(only) if only and only.subject and figures[0].is_named else None

    def _told_of(self, mention: Mention) -> Speech:
        return Speech(mention.start, mention.end, mention.line, None, self.reference.figure_of(mention))

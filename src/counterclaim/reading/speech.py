"""Who speaks in each quotation of a report: credited beside it, carried on from the one before, or not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.cast import Figure
from counterclaim.reading.credits import Credit
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.passage import Passage
from counterclaim.reading.quotes import Quote
from counterclaim.reading.reference import Reference

_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a quote: the words that name the speaker, their sentence, the credit that says so (None after a colon)."""

    start: int
    end: int
    line: int
    credit: Credit | None
    figure: Figure | None


def find_speech(
    passage: Passage, mentions: Sequence[Sequence[Mention]], credits: Sequence[Sequence[Credit]], reference: Reference
) -> tuple[Speech | None, ...]:
    """Give the speaker of each outer quote, None where it is not known.

    A quote has the speaker that its sentence credits; else the one of the quote before, where it goes on in a new
    paragraph, or nobody else came between; else who is told of just before it.
    """
    found: list[Speech | None] = []
    for n, quote in enumerate(passage.outer_quotes):
        speech = _credited(passage, quote, credits, reference)
        if speech is None and quote.carries_on and n:
            speech = found[n - 1]
        if speech is None and is_whole(passage, quote):
            speech = _carried(passage, n, found, mentions, credits, reference) or _led_in(passage, quote, mentions, reference)
        found.append(speech)
    return tuple(found)


def is_whole(passage: Passage, quote: Quote) -> bool:
    """Whether a quote is speech of its own, not some words that the report borrows ("an “open war”")."""
    line = passage.lines[max(0, passage.line_at(quote.start))]
    before = passage.text[line.start : quote.start].rstrip("\"“”„«'‘` ")
    if before and before[-1] not in ":,.!?—–-…":
        return False
    number = passage.line_at(quote.start)
    count, verbs = 0, 0
    while number < len(passage.lines) and passage.lines[number].start < quote.end:
        for word in passage.lines[number].layout.words:
            if quote.start <= word.start < quote.end and word.part != ".":
                count += 1
                verbs += word.part in "VUMBEG"
        number += 1
        if count >= _FEWEST_WORDS and verbs:
            return True
    return count >= _FEWEST_WORDS and passage.text[quote.start : quote.end].rstrip().endswith((".", "!", "?", ","))


def _lines(passage: Passage, start: int, end: int) -> range:
    return range(max(0, passage.line_at(start)), passage.line_at(max(start, end - 1)) + 1)


def _speech(credit: Credit, reference: Reference) -> Speech:
    return Speech(credit.start, credit.end, credit.line, credit, reference.speaker(credit))


def _credited(passage: Passage, quote: Quote, credits: Sequence[Sequence[Credit]], reference: Reference) -> Speech | None:
    """Give the speaker whom the sentences of a quote credit with it, the one nearest to the quote where there are several."""
    best: tuple[int, Credit] | None = None
    lines = _lines(passage, quote.start, quote.end)
    for number in (*lines[:1], *lines[-1:]):
        for credit in credits[number]:
            if credit.quote >= 0 or not credit.has_speaker or quote.start <= credit.cue_start < quote.end:
                continue
            if any(a < quote.end and quote.start < b for a, b in credit.covers):
                gap = min(abs(credit.cue_start - quote.end), abs(quote.start - credit.cue_end))
                if best is None or gap < best[0]:
                    best = (gap, credit)
    return _speech(best[1], reference) if best else None


def _carried(
    passage: Passage, n: int, found: Sequence[Speech | None], mentions: Sequence[Sequence[Mention]],
    credits: Sequence[Sequence[Credit]], reference: Reference,
) -> Speech | None:  # fmt: skip
    """Give the speaker of the quote before, where nobody else speaks or acts between the two."""
    speech = found[n - 1] if n else None
    if speech is None:
        return None
    quote, before = passage.outer_quotes[n], passage.outer_quotes[n - 1]
    here, there = passage.paragraph_at(quote.start), passage.paragraph_at(before.start)
    if here - there > 1:
        return None
    if here != there:
        start, end = passage.paragraphs[here]
        opens = not passage.text[start : quote.start].strip("\"“”„«'‘` \t")
        others = [c for k in _lines(passage, start, end) for c in credits[k] if c.quote < 0 and not quote.start <= c.cue_start < quote.end]
        if not opens or others:
            return None
    for number in _lines(passage, before.end, quote.start):
        for credit in credits[number]:
            apart = before.end <= credit.cue_start < quote.start and credit.quote < 0 and reference.speaker(credit) is not speech.figure
            if apart and not any(a < before.end and before.start < b for a, b in credit.covers):
                return None
        for mention in mentions[number]:
            if before.end <= mention.start < quote.start and mention.subject and passage.quote_at(mention.start) < 0:
                figure = reference.figure_of(mention)
                if figure is not None and figure is not speech.figure and figure.nature in ("person", "people", "body"):
                    return None
    return speech


def _led_in(passage: Passage, quote: Quote, mentions: Sequence[Sequence[Mention]], reference: Reference) -> Speech | None:
    """Give whom the words before a quote put in front of it: "X, Telegram: “…”", or a sentence about one person alone."""
    number = passage.line_at(quote.start)
    lead = passage.text[passage.lines[number].start : quote.start].rstrip("\"“”„«'‘` ")
    if lead.endswith(":"):
        first = next((m for m in mentions[number] if m.start < quote.start and m.form is Form.NAME and m.nature in ("", "person", "body")), None)
        return _told_of(first, number, reference) if first else None
    if lead or not number or passage.lines[number - 1].paragraph != passage.lines[number].paragraph:
        return None
    before = passage.lines[number - 1]
    if passage.quote_at(before.start + 1) >= 0 or passage.quote_at(before.end - 2) >= 0:
        return None
    people = [m for m in mentions[number - 1] if m.nature == "person" or m.nature == "" and m.form is Form.NAME and m.subject]
    figures = {id(reference.figure_of(m)): m for m in people if reference.figure_of(m)}
    if len(figures) != 1:
        return None
    only = next(iter(figures.values()))
    figure = reference.figure_of(only)
    return _told_of(only, number - 1, reference) if only.subject and figure and figure.is_named else None


def _told_of(mention: Mention, number: int, reference: Reference) -> Speech:
    return Speech(mention.start, mention.end, number, None, reference.figure_of(mention))

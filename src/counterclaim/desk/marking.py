"""The text of a report in pieces, every span of its claims marked by what it is; private names are withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.publish.legible import show_unseen
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.masking import WITHHELD
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report, Span

# What a span is, by the name of its mark: the short word printed beside it, and what it means. Earlier ones win where
# two meet.
ROLES = {
    "figure": ("figure", "how many"),
    "trigger": ("event", "what is said to have happened"),
    "speaker": ("speaker", "who is credited"),
    "cue": ("says", "the word that credits"),
    "via": ("via", "through whom it came"),
    "actor": ("by", "who is said to have done it"),
    "object": ("whom", "whom or what it happened to"),
    "place": ("where", "where"),
    "time": ("when", "when"),
    "means": ("with", "with what"),
    "checking": ("checking", "what is said about checking"),
}
_WITHHELD = "withheld"
# In characters: what one page shows of a long text.
WINDOW = 16_000


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a report as they are shown, from `start` to `end` of its text; `role` is "" for unmarked ones.

    What is shown has as many characters as the text, unless it stands for something withheld or not to be seen.
    """

    text: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its pieces, and the claims whose trigger stands in it, in text order."""

    start: int
    end: int
    pieces: tuple[Mark, ...]
    claims: tuple[Claim, ...]


def cut_windows(text: str, longest: int = WINDOW) -> list[tuple[int, int]]:
    """Give the half-open stretches into which a page cuts a text: whole lines where lines are not longer than that."""
    windows: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            line, word = text.rfind("\n", start, end), text.rfind(" ", start, end)
            end = (line if line > start else word if word > start else end - 1) + 1
        windows.append((start, end))
        start = end
    return windows or [(0, 0)]


def cut_passages(lookup: Lookup, report: Report, claims: Sequence[Claim], window: tuple[int, int]) -> Iterator[Passage]:
    """Give the paragraphs of a window of a report; lines without words are left out."""
    first, last = window
    held = [claim for claim in claims if first <= claim.statement.trigger.start < last]
    marks = find_marks(lookup, report, held, window)
    at = first
    for line in report.text[first:last].splitlines(keepends=True):
        start, end = at, at + len(line)
        at = end
        if line.strip():
            inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
            told = tuple(claim for claim in held if start <= claim.statement.trigger.start < end)
            yield Passage(start, end, tuple(_cut(report.text, start, end, inside)), told)


def find_marks(
    lookup: Lookup, report: Report, claims: Iterable[Claim], window: tuple[int, int]
) -> list[tuple[int, int, str]]:
    """Give (start, end, role) of what is marked in a window of a report, in order, never overlapping.

    A private name is withheld whatever else it is; a span that the text does not hold as it is quoted is left out.
    """
    first, last = window
    found = {
        (first + start, first + end): _WITHHELD for start, end in lookup.masks.find(report.text[first:last], report.id)
    }
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    spans = sorted(
        {
            (ranks[role], span.start, span.end)
            for claim in claims
            for role, span in list_spans(claim)
            if _is_in(report, span, window)
        }
    )
    taken = sorted(found)
    for rank, start, end in spans:
        if not any(s < end and start < e for s, e in taken):
            taken.append((start, end))
            found[start, end] = list(ROLES)[rank]
    return [(start, end, role) for (start, end), role in sorted(found.items())]


def list_spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Give the words of a claim that are marked, each with its role."""
    statement, source = claim.statement, claim.statement.source
    if claim.quantity and claim.quantity.written:
        yield "figure", claim.quantity.span
        yield from (("figure", part.span) for part in claim.quantity.parts)
    yield "trigger", statement.trigger
    for role, one in (("speaker", source.speaker), ("cue", source.cue), ("via", source.via)):
        if one:
            yield role, one
    many = {
        "actor": statement.actor,
        "object": statement.object,
        "place": statement.place,
        "time": statement.time,
        "means": statement.means,
    }
    for role, spans in many.items():
        yield from ((role, span) for span in spans)
    if statement.verification:
        yield "checking", statement.verification


def _is_in(report: Report, span: Span, window: tuple[int, int]) -> bool:
    return window[0] <= span.start < span.end <= window[1] and report.text[span.start : span.end] == span.text


def _cut(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> Iterator[Mark]:
    at = start
    for first, last, role in marks:
        if at < first:
            yield from _show(text, at, first)
        if role == _WITHHELD:
            yield Mark(WITHHELD, role, first, last)
        else:
            yield Mark(_clean(text[first:last]), role, first, last)
        at = last
    if at < end and text[at:end].strip():
        yield from _show(text, at, end)


def _show(text: str, start: int, end: int) -> Iterator[Mark]:
    """Give unmarked words; what is written out because it cannot be seen is a piece of its own, so that places count."""
    at = start
    for n in range(start, end):
        if len(_clean(text[n])) != 1:
            if at < n:
                yield Mark(_clean(text[at:n]), "", at, n)
            yield Mark(_clean(text[n]), "", n, n + 1)
            at = n + 1
    if at < end:
        yield Mark(_clean(text[at:end]), "", at, end)


def _clean(text: str) -> str:
    return show_unseen(text).replace("\n", " ").replace("\r", " ").replace("\t", " ")

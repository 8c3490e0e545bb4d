"""A statement from the words that a test marks in a sentence."""

from __future__ import annotations

from counterclaim.records.statement import Kind, Statement, Status
from counterclaim.records.text import Span


def mark(text: str, words: str, after: int = 0) -> Span:
    """Give the span of the first such words at or after an offset."""
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def make_statement(
    text: str,
    trigger: str,
    *,
    kind: str = "KILL",
    amounts: tuple[str, ...] = (),
    objects: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
    status: str = "asserted",
    cumulative: bool = False,
    counted: tuple[int, int] | None = None,
    sentence: str = "",
) -> Statement:
    """Give a statement of `text` (or of one sentence of it) whose spans are the marked words, amounts in text order."""
    evidence = mark(text, sentence or text)
    marked, at = [], evidence.start
    for amount in amounts:
        marked.append(mark(text, amount, at))
        at = marked[-1].end
    return Statement(
        id=f"{kind}-{mark(text, trigger, evidence.start).start}",
        report_id="report",
        kind=Kind(kind),
        status=Status(status),
        confidence=0.9,
        evidence=evidence,
        trigger=mark(text, trigger, evidence.start),
        object=tuple(mark(text, words, evidence.start) for words in objects),
        amounts=tuple(marked),
        place=tuple(mark(text, words, evidence.start) for words in places),
        time=tuple(mark(text, words, evidence.start) for words in times),
        cumulative=cumulative,
        counted=counted,
    )

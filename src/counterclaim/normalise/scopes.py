"""What a figure covers, as its speaker states it: since when, as of when, in a window, in all. What is not stated stays open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from counterclaim.normalise.periods import Frame, find_period
from counterclaim.records.claim import Gap, Scope, ScopeKind
from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span

_WHEN = r"[^,;.()]{2,60}"
_SINCE = re.compile(rf"\b(?:ever )?since (?:the )?(?P<when>{_WHEN})", re.I)
_AS_OF = re.compile(rf"\b(?:as of|as at) (?P<when>{_WHEN})", re.I)
_FLOW = re.compile(
    r"\b(?:in|over|during|within) the (?:past|last|previous|preceding) (?:(?:\d+|[a-z]+(?:-[a-z]+)?) )?(?:hours?|days?|weeks?|months?|night)\b|"
    r"\b(?:per|each|every|a) (?:day|week|month)\b|\bin a single day\b|\b(?:another|additional|further|new)\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:death )?toll\b|\btotal\b|\bso far\b|\boverall\b|\bin all\b|\baltogether\b|\bto date\b|\bcumulative\b|\bsince the (?:start|beginning|outbreak)\b",
    re.I,
)
_STOCK = re.compile(
    r"\b(?:still|remains?|remained|remaining|currently|now|continue to be)\b|\b(?:being held|in captivity|in detention|in custody|behind bars)\b|"
    r"\bare (?:missing|displaced|homeless|held|hospitali[sz]ed|unaccounted)\b",
    re.I,
)
_STOCK_KINDS = frozenset({Kind.MISSING, Kind.NEED, Kind.DISPLACE, Kind.CAPTURE})


def find_scope(statement: Statement, frame: Frame) -> tuple[Scope, tuple[Gap, ...]]:
    """Give the scope of the statement's figure; unstated parts are None, with a gap where neither kind nor start is told.

    A start ("since 7 October") or a running total makes a TOTAL, a window ("in the past day") a FLOW, and "still missing"
    a STOCK. "Another three" adds, so it is a FLOW. The day of publication is never taken for an as-of.
    """
    told = [span for span in (statement.scope, *statement.time) if span is not None]
    near = _near(statement)
    start = _find_day(_SINCE, [*told, near], frame)
    as_of = _find_day(_AS_OF, [*told, near], frame)
    kind = _find_kind(statement, " | ".join(span.text for span in told), near.text, start is not None)
    span = statement.scope or (start or as_of or (None, None))[1]
    scope = Scope(kind, start[0] if start else None, as_of[0] if as_of else None, span)
    if kind is None:
        return scope, (Gap("scope", "the report does not say what period or total the figure covers"),)
    return scope, ()


def _find_kind(statement: Statement, told: str, near: str, has_start: bool) -> ScopeKind | None:
    if _FLOW.search(told) or (not statement.cumulative and _FLOW.search(near)):
        return ScopeKind.FLOW
    if statement.cumulative or has_start or _TOTAL.search(near):
        return ScopeKind.TOTAL
    if statement.kind in _STOCK_KINDS and _STOCK.search(near):
        return ScopeKind.STOCK
    return None


def _near(statement: Statement) -> Span:
    """The words of the sentence from 40 characters before trigger, amounts and objects to 60 after them."""
    spans = (statement.trigger, *statement.amounts, *statement.object)
    evidence = statement.evidence
    begin = max(evidence.start, min(span.start for span in spans) - 40)
    end = max(begin, min(evidence.end, max(span.end for span in spans) + 60))
    return Span(begin, end, evidence.text[begin - evidence.start : end - evidence.start])


def _find_day(pattern: re.Pattern[str], spans: Sequence[Span], frame: Frame) -> tuple[date, Span] | None:
    """The first day that the words after "since" or "as of" name, with the words; None where no day can be told."""
    for span in spans:
        for found in pattern.finditer(span.text):
            words = found["when"].split()
            for count in range(min(6, len(words)), 0, -1):
                period, _ = find_period(f"since {' '.join(words[:count])}", frame)
                if period is not None:
                    end = found.start("when") + found["when"].find(words[count - 1]) + len(words[count - 1])
                    return period.start, Span(
                        span.start + found.start(), span.start + end, span.text[found.start() : end]
                    )
    return None

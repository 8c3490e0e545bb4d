"""What a figure covers, as its speaker states it: since when, as of when, in a window, in all. The rest stays open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from counterclaim.normalise.periods import find_period
from counterclaim.normalise.timewords import Frame
from counterclaim.records.claim import Gap, Scope, ScopeKind
from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span

# A time ends at a mark, save one before a number: "Oct. 7, 2023".
_WHEN = r"(?P<when>(?:[^,;.()]|[,.](?=\s\d)){2,60})"
_SINCE = re.compile(rf"\b(?:ever )?since (?:the )?{_WHEN}", re.I)
_AS_OF = re.compile(rf"\bas (?:of|at) {_WHEN}", re.I)
_FLOW = re.compile(
    r"\b(?:in|over|during|within) the (?:past|last|previous|preceding) (?:[\w-]+ )?(?:hour|day|week|month|night)s?\b|"
    r"\b(?:per|each|every|a) (?:day|week|month)\b(?!-| (?:after|before|ago|earlier|later|of|long))|\bin a single day\b",
    re.I,
)
_ADDS = re.compile(r"\b(?:another|additional|further)\b", re.I)
_MORE = re.compile(r"\s+(?:more|further|additional)\b", re.I)
_TOTAL = re.compile(
    r"\b(?:death )?toll\b|\btotal\b|\bso far\b|\boverall\b|\bin all\b|\baltogether\b|\bto date\b|\bcumulative\b|"
    r"\bsince the (?:start|beginning|outbreak)\b",
    re.I,
)
_STOCK = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|currently|now|continue to be|being held|in captivity|in detention|in custody|"
    r"behind bars)\b|\bare (?:missing|displaced|homeless|held|hospitali[sz]ed|unaccounted)\b",
    re.I,
)
# Before "since": what is compared with all that was before, so that the figure beside it does not begin there.
_MOST = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|heaviest|highest|fiercest|longest|greatest|gravest|most \w+|first"
    r"|second|third|fourth|fifth|latest)\b[^,;:.]*$",
    re.I,
)
_MOST_REACH = 100
_STOCK_KINDS = frozenset({Kind.MISSING, Kind.NEED, Kind.DISPLACE, Kind.CAPTURE})
_LONGEST_TIME = 6
_LONGEST_CONTEXT = 400
# Characters after the near words that tell whether "a week" goes on as "a week of clashes".
_SLACK = 12


def find_scope(statement: Statement, frame: Frame, *, is_first: bool = True) -> tuple[Scope, tuple[Gap, ...]]:
    """Give the scope of the statement's figure; unstated parts are None, with a gap where no kind of scope is told.

    A start ("since 7 October") or a running total makes a TOTAL, a window ("in the past day") a FLOW, and "still
    missing" a STOCK. "Another three" adds, so it is a FLOW, unless it follows another figure of the sentence (`is_first`
    False: "killed two and wounded another three"). The day of publication is never taken for an as-of.
    """
    told = [span for span in (statement.scope, *statement.time) if span is not None]
    near = _cut_near(statement)
    start = _find_day(_SINCE, [*told, near], frame, statement.evidence)
    as_of = _find_day(_AS_OF, [*told, near], frame, statement.evidence)
    kind = _find_kind(statement, " | ".join(span.text for span in told), near, is_first)
    if start is not None and (kind is None or (kind is ScopeKind.FLOW and _counts_since(statement, start[1]))):
        kind = ScopeKind.TOTAL
    found = start or as_of
    span = statement.scope or (found[1] if found else None)
    scope = Scope(kind, start[0] if start else None, as_of[0] if as_of else None, span)
    if kind is None:
        return scope, (Gap("scope", "the report does not say what period or total the figure covers"),)
    return scope, ()


def _find_kind(statement: Statement, told: str, near: Span, is_first: bool) -> ScopeKind | None:
    if _FLOW.search(told):
        return ScopeKind.FLOW
    if statement.cumulative:
        return ScopeKind.TOTAL
    if _tells_flow(statement, near) or (is_first and _is_increment(statement)):
        return ScopeKind.FLOW
    if _TOTAL.search(near.text):
        return ScopeKind.TOTAL
    if statement.kind in _STOCK_KINDS and _STOCK.search(near.text):
        return ScopeKind.STOCK
    return None


def _tells_flow(statement: Statement, near: Span) -> bool:
    """True where the near words tell a rate or a window; "in a week of clashes" tells how long they went on."""
    evidence = statement.evidence
    end = near.end - evidence.start
    found = _FLOW.finditer(evidence.text[: end + _SLACK], near.start - evidence.start)
    return any(match.end() <= end for match in found)


def _counts_since(statement: Statement, since: Span) -> bool:
    """True where the start stands nearer to the figure than the window: "24,000 since May, 132 in the past day"."""
    if not statement.amounts or not statement.evidence.start <= since.start < statement.evidence.end:
        return False
    evidence, amount = statement.evidence, statement.amounts[0]
    windows = [m.start() + evidence.start for m in _FLOW.finditer(evidence.text)]
    return all(abs(since.start - amount.start) < abs(window - amount.start) for window in windows)


def _is_increment(statement: Statement) -> bool:
    """True for "another three", "eight more bodies": the figure adds to one told before."""
    if not statement.amounts:
        return False
    amount, words, offset = statement.amounts[0], statement.evidence.text, statement.evidence.start
    start, end = max(0, amount.start - offset - 14), max(0, amount.end - offset)
    return bool(_ADDS.search(words, start, end) or _MORE.match(words, end))


def _cut_near(statement: Statement) -> Span:
    """The words of the sentence from 40 characters before trigger, amounts and objects to 60 after them."""
    evidence = statement.evidence
    marked = (statement.trigger, *statement.amounts, *statement.object)
    spans = [span for span in marked if evidence.start <= span.start < evidence.end] or [evidence]
    begin = max(evidence.start, min(span.start for span in spans) - 40)
    end = max(begin, min(evidence.end, max(span.end for span in spans) + 60, begin + _LONGEST_CONTEXT))
    return Span(begin, end, evidence.text[begin - evidence.start : end - evidence.start])


def _find_day(
    pattern: re.Pattern[str], spans: Sequence[Span], frame: Frame, evidence: Span
) -> tuple[date, Span] | None:
    """The first day of the time after "since" or "as of", with these words; None where no day can be told.

    The longest run of up to six words that makes a time is taken. "The deadliest attack since" counts nothing.
    """
    for span in spans:
        for found in pattern.finditer(span.text):
            before = evidence.text[: max(0, span.start + found.start() - evidence.start)]
            if _MOST.search(before[-_MOST_REACH:]):
                continue
            ends = [m.end() for m in re.finditer(r"\S+", found["when"])][:_LONGEST_TIME]
            for end in reversed(ends):
                period, _ = find_period(f"since {found['when'][:end]}", frame)
                if period is not None:
                    start, stop = found.start(), found.start("when") + end
                    return period.start, Span(span.start + start, span.start + stop, span.text[start:stop])
    return None

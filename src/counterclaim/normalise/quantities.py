"""The amounts of a statement → one quantity with its parts. The first amount is the figure, further ones are its
parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.normalise.amounts import Amount, read_amounts
from counterclaim.normalise.units import PERSONS, find_unit, is_elliptic, is_thing
from counterclaim.records.claim import Bound, Gap, Part, PartRelation, Quantity
from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span

_SCALE_NEXT = re.compile(r"[ -](?:hundred|thousand|lakh|million|crore|billion|dozen)s?\b", re.I)
_INCLUDES = re.compile(
    r"\b(?:including|includes?|included|among (?:them|those|whom|which)|of (?:them|whom|which|those)|counting|comprising|as well as some of)\b",
    re.I,
)
_OF_THEM = re.compile(
    r"\s*(?:of (?:them|whom|which|those|the dead|the victims|the wounded)\b|were (?:women|children|minors|civilians)\b)",
    re.I,
)
_AMONG = re.compile(r"\b(?:(?:is|are|was|were) (?:also )?among|among)\s+(?:the|those|a total of)?\s*$", re.I)
_OUT_OF = re.compile(r"\b(?:of|out of)\s+(?:the|those|its|their|a total of)?\s*$", re.I)
_BREAK = re.compile(r"[;:.(]")
_PHRASE = re.compile(r"[,;:.()]|\band\b", re.I)
_BODIES_ONLY = frozenset({Kind.KILL, Kind.INJURE, Kind.MISSING, Kind.DISPLACE, Kind.NEED})


@dataclass(frozen=True, slots=True)
class _Figure:
    """An amount read from one marked span, with the place it takes in the report."""

    span: Span
    amount: Amount


def quantify(statement: Statement, text: str, earlier: Sequence[str] = ()) -> tuple[Quantity | None, tuple[Gap, ...]]:
    """Give the quantity of a statement of the report `text`, and what stayed open about it; None where nothing is counted.

    `earlier` are the units counted before in the same sentence: "destroyed 40 posts and captured six others" counts posts.
    "Five children were among the 23 killed" counts 23 with five as a part; elsewhere the first amount is the figure.
    """
    figures = [figure for span in statement.amounts for figure in _read(span, statement, text)]
    if not figures:
        return _count_unwritten(statement, text)
    if len(figures) > 1 and _AMONG.search(text[figures[0].span.end : figures[1].span.start] + _article(figures[1])):
        figures[0], figures[1] = figures[1], figures[0]
    first, further = figures[0], figures[1:]
    unit, gaps = _unit(first, statement, text, earlier)
    if first.amount.low is None and first.amount.high is None and any(c.isdigit() for c in first.span.text):
        gaps = (*gaps, Gap("quantity", f"“{first.span.text[:60]}” cannot be read as a number"))
    quantity = Quantity(first.span, first.amount.low, first.amount.high, first.amount.bound, unit, statement.cumulative)
    parts = _relate([_part(figure, statement, text, unit) for figure in further], quantity, text)
    return replace(quantity, parts=tuple(parts)), gaps


def _article(figure: _Figure) -> str:
    """The article that a marked span itself begins with ("the 23"), so that the words before it can be judged."""
    found = re.match(r"(?:the|those|a total of)\s+", figure.span.text, re.I)
    return found.group() if found else ""


def _read(span: Span, statement: Statement, text: str) -> list[_Figure]:
    """Read the amounts of one marked span; a span with several numbers ("five women and three children") gives
    several."""
    follows = text[span.end : statement.evidence.end]
    scale = _SCALE_NEXT.match(follows) if span.text[-1:].isdigit() else None
    words = span.text + scale.group() if scale else span.text
    lead = text[max(statement.evidence.start, span.start - 40) : span.start]
    amounts = read_amounts(words, lead, text[span.start + len(words) : statement.evidence.end][:40])
    if not amounts:
        amounts = (Amount(None, None, Bound.VAGUE, 0, len(words)),)
    if len(amounts) == 1:
        return [_Figure(_span(text, span.start, span.start + len(words)), amounts[0])]
    figures, start = [], 0
    for amount in amounts:
        begin = amount.start if start else 0
        figures.append(_Figure(_span(text, span.start + begin, span.start + amount.end), amount))
        start = amount.end
    return figures


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _count_unwritten(statement: Statement, text: str) -> tuple[Quantity | None, tuple[Gap, ...]]:
    if statement.counted is None:
        return None, ()
    low, high = statement.counted
    span = _span(text, statement.object[0].start, statement.object[-1].end) if statement.object else statement.trigger
    bound = Bound.EXACT if low == high else Bound.BETWEEN
    unit = find_unit(" " + span.text, "", statement.kind)
    return Quantity(span, low, high, bound, unit, statement.cumulative, written=False), ()


def _unit(
    figure: _Figure, statement: Statement, text: str, earlier: Sequence[str]
) -> tuple[str | None, tuple[Gap, ...]]:
    """Name what the figure counts: by the noun after it, by the object, by what the sentence counted before, in this
    order."""
    kind = statement.kind
    after = text[figure.span.end : max(statement.evidence.end, figure.span.end)]
    before = text[
        max(0, figure.span.start - 4) : figure.span.start
        + len(figure.span.text)
        - len(figure.span.text.lstrip("$€£¥₹"))
    ]
    if not is_elliptic(after):
        return find_unit(after, before, kind), ()
    for span in statement.object:
        rest = (
            span.text[figure.span.end - span.start :] if span.start <= figure.span.start < span.end else " " + span.text
        )
        if not is_elliptic(rest):
            return find_unit(rest, before, kind), ()
    if kind in _BODIES_ONLY:
        return PERSONS, ()
    things = sorted({unit for unit in earlier if is_thing(unit)})
    if things and PERSONS in earlier:
        return None, (Gap("unit", f"“{figure.span.text}” may count people or {things[0]}"),)
    if things:
        return earlier[-1], ()
    return find_unit(after, before, kind), ()


def _part(figure: _Figure, statement: Statement, text: str, unit: str | None) -> Part:
    after = text[figure.span.end : max(statement.evidence.end, figure.span.end)]
    counted = _PHRASE.split(after[:80], maxsplit=1)[0].strip() or None
    own = (
        unit
        if is_elliptic(after)
        else find_unit(after, text[max(0, figure.span.start - 4) : figure.span.start], statement.kind)
    )
    return Part(figure.span, figure.amount.low, figure.amount.high, figure.amount.bound, own, counted)


def _relate(parts: list[Part], whole: Quantity, text: str) -> list[Part]:
    """Say how each further amount stands to the whole, clause by clause.

    PARTITION where a clause's amounts add up to the whole, PART where the words say "including", "of them" or a part stands
    before its whole, OVERLAP for the larger set in "two of the five", else BESIDE: nothing is added up here.
    """
    related = []
    clause: list[Part] = []
    last = whole.span.end
    for part in parts:
        if clause and _BREAK.search(text[last : part.span.start]):
            related += _relate_clause(clause, whole, text)
            clause = []
        clause.append(part)
        last = part.span.end
    return related + _relate_clause(clause, whole, text)


def _relate_clause(clause: list[Part], whole: Quantity, text: str) -> list[Part]:
    total = whole.low if whole.low is not None else whole.high
    exact = [part.low for part in clause if part.low is not None and part.low == part.high]
    if len(clause) > 1 and len(exact) == len(clause) and sum(exact) == total:
        return [replace(part, relation=PartRelation.PARTITION) for part in clause]
    related = []
    inside = False
    for part in clause:
        if part.span.start < whole.span.start:
            related.append(replace(part, relation=PartRelation.PART))
            continue
        between = text[whole.span.end : part.span.start]
        inside = inside or bool(_INCLUDES.search(between))
        if inside or _OF_THEM.match(text[part.span.end : part.span.end + 40]):
            related.append(replace(part, relation=PartRelation.PART))
        elif _OUT_OF.search(between + text[part.span.start : part.span.end].split(" ")[0] + " ") or _OUT_OF.search(
            between
        ):
            related.append(replace(part, relation=PartRelation.OVERLAP))
        else:
            related.append(part)
    return related

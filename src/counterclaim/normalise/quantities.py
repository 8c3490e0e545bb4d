"""The amounts of a statement → one quantity: the first amount is the figure, further ones are its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.normalise.amounts import Amount, read_amounts
from counterclaim.normalise.numerals import find_numerals
from counterclaim.normalise.subcounts import find_told_parts
from counterclaim.normalise.units import (
    PERCENT,
    PERSONS,
    cut_phrase,
    ends_in_share,
    find_unit,
    is_elliptic,
    is_thing,
)
from counterclaim.records.claim import Bound, Gap, Part, PartRelation, Quantity
from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span

_SCALE_NEXT = re.compile(r"[ -](?:hundred|thousand|lakh|million|crore|billion|dozen)s?\b", re.I)
_INCLUDES = re.compile(
    r"\b(?:including|include[sd]?|(?:among|of) (?:them|those|whom|which)|counting|comprising)\b",
    re.I,
)
_OF_THEM = re.compile(
    r"\s*(?:of (?:them|whom|which|those|the dead|the victims|the wounded)|were (?:women|children|minors|civilians))\b",
    re.I,
)
_AMONG = re.compile(r"\bamong\s+(?:the|those|a total of)?\s*$", re.I)
_OUT_OF = re.compile(r"\bof\s+(?:the|those|its|their|a total of)?\s*$", re.I)
_ARTICLE = re.compile(r"(?:the|those|its|their|a total of)\s+", re.I)
_BREAK = re.compile(r"[;:.(]")
# Who told a number, or when, is not what it counts ("up from the 90 that the governor had given").
_TELLING = re.compile(
    r"(?:that|which|it|he|she|they|given|reported|announced|claimed|told|stated|earlier|previously|initially|first)\b",
    re.I,
)
_CLAUSE_END = re.compile(r"[,;:.()]|\band\b", re.I)
_LONGEST_CONTEXT = 300
_CURRENCY = "$€£¥₹"
_ONLY_PEOPLE = frozenset({Kind.KILL, Kind.INJURE, Kind.MISSING, Kind.DISPLACE, Kind.NEED})


@dataclass(frozen=True, slots=True)
class _Figure:
    """An amount read from one marked span, with its place in the report and the words before and after it."""

    span: Span
    amount: Amount
    before: str
    after: str


def quantify(statement: Statement, text: str, earlier: Sequence[str] = ()) -> tuple[Quantity | None, tuple[Gap, ...]]:
    """Give the quantity of a statement of the report `text`, and what stayed open; None where nothing is counted.

    `earlier` are the units counted before in the sentence: "destroyed 40 posts and captured six others" counts posts.
    "Five children were among the 23 killed" counts 23 with five as a part; else the first amount is the figure.
    """
    marked = statement.amounts or _find_struck(statement)
    if statement.amounts:
        marked = (marked[0], *sorted((*marked[1:], *find_told_parts(statement, text))))
    figures = [figure for span in marked for figure in _read(span, marked, statement, text)]
    if not figures:
        return _count_unwritten(statement, text)
    if len(figures) > 1 and _AMONG.search(_between(figures[0].span, figures[1].span, text)):
        figures[:2] = [figures[1], figures[0]]
    first = figures[0]
    unit, gaps = _find_unit(first, statement, earlier)
    if unit is None and not gaps and len(figures) > 1:
        unit, gaps = _find_unit(figures[1], statement, earlier)  # "two German and four Polish tanks"
    if first.amount.bound is Bound.VAGUE and any(c.isdigit() for c in first.span.text):
        gaps = (*gaps, Gap("quantity", f"“{first.span.text[:60]}” cannot be read as a number"))
    quantity = Quantity(first.span, first.amount.low, first.amount.high, first.amount.bound, unit, statement.cumulative)
    parts = [_make_part(figure, statement, unit) for figure in figures[1:]]
    return replace(quantity, parts=_relate(parts, quantity, text)), gaps


def _read(span: Span, marked: Sequence[Span], statement: Statement, text: str) -> list[_Figure]:
    """Read the amounts of one marked span; one with several numbers ("five women and three children") gives several.

    An approximator just before the span and a scale word just after it belong to the amount.
    """
    sentence = statement.evidence
    scale = _SCALE_NEXT.match(text, span.end) if span.text[-1:].isdigit() else None
    stop = scale.end() if scale and scale.end() <= sentence.end else span.end
    lead, tail = text[max(sentence.start, span.start - 40) : span.start], text[stop : min(stop + 40, sentence.end)]
    words = text[span.start : stop]
    amounts = read_amounts(words, lead, tail) or (Amount(None, None, Bound.VAGUE, 0, len(words)),)
    figures = []
    for i, amount in enumerate(amounts):
        start = span.start + (amount.start if i else 0)
        end = stop if len(amounts) == 1 else span.start + amount.end
        until = min((other.start for other in marked if other.start >= end), default=sentence.end)
        after = text[end : max(end, min(until, end + _LONGEST_CONTEXT))]
        figures.append(_Figure(Span(start, end, text[start:end]), amount, text[max(0, start - 8) : start], after))
    return figures


def _find_struck(statement: Statement) -> tuple[Span, ...]:
    """The amount with which the things that a strike hit begin ("around 30 sites"); people hit are counted as harmed."""
    if statement.kind is not Kind.STRIKE or not statement.object:
        return ()
    hit = statement.object[0]
    numeral = next(iter(find_numerals(hit.text[:_LONGEST_CONTEXT])), None)
    if numeral is None or not is_thing(find_unit(hit.text[numeral.end :], "", statement.kind)):
        return ()
    amounts = read_amounts(hit.text[: numeral.end])
    is_first = not hit.text[: numeral.start].strip() or any(a.bound is not Bound.EXACT for a in amounts)
    return (Span(hit.start, hit.start + numeral.end, hit.text[: numeral.end]),) if is_first else ()


def _count_unwritten(statement: Statement, text: str) -> tuple[Quantity | None, tuple[Gap, ...]]:
    """A count that is plain without a number ("a nun and her guard" is two): the span is what is counted."""
    if statement.counted is None:
        return None, ()
    low, high = statement.counted
    span = statement.trigger
    if statement.object:
        start, end = statement.object[0].start, max(s.end for s in statement.object)
        span = Span(start, end, text[start:end])
    unit = find_unit(f" {span.text}", "", statement.kind)
    bound = Bound.EXACT if low == high else Bound.BETWEEN
    return Quantity(span, low, high, bound, unit, statement.cumulative, written=False), ()


def _find_unit(figure: _Figure, statement: Statement, earlier: Sequence[str]) -> tuple[str | None, tuple[Gap, ...]]:
    """Name what the figure counts: by the noun after it, by the object, by what the sentence counted before."""
    kind = statement.kind
    if ends_in_share(figure.span.text):
        return PERCENT, ()
    sign = figure.before + figure.span.text[: len(figure.span.text) - len(figure.span.text.lstrip(_CURRENCY))]
    if not is_elliptic(figure.after):
        return find_unit(figure.after, sign, kind), ()
    for span in statement.object:
        holds = span.start <= figure.span.start < span.end
        rest = span.text[figure.span.end - span.start :] if holds else f" {span.text}"
        if not is_elliptic(rest):
            return find_unit(rest, sign, kind), ()
    if kind in _ONLY_PEOPLE:
        return PERSONS, ()
    things = [unit for unit in earlier if is_thing(unit)]
    if things and PERSONS in earlier:
        return None, (Gap("unit", f"“{figure.span.text}” may count people or {things[-1]}"),)
    return (things[-1] if things else find_unit(figure.after, sign, kind)), ()


def _make_part(figure: _Figure, statement: Statement, unit: str | None) -> Part:
    phrase = (
        cut_phrase(figure.after[:80]).strip().removesuffix(" and")
        or _CLAUSE_END.split(figure.after[:80], maxsplit=1)[0].strip()
    )
    if _TELLING.match(phrase):
        phrase = ""
    own = unit if is_elliptic(figure.after) else find_unit(figure.after, figure.before, statement.kind)
    return Part(figure.span, figure.amount.low, figure.amount.high, figure.amount.bound, own, phrase or None)


def _relate(parts: Sequence[Part], whole: Quantity, text: str) -> tuple[Part, ...]:
    """Say how each further amount stands to the whole, clause by clause; a semicolon, colon or bracket opens one."""
    clauses: list[list[Part]] = []
    last = whole.span.end
    for part in parts:
        if not clauses or _BREAK.search(text, last, part.span.start):
            clauses.append([])
        clauses[-1].append(part)
        last = part.span.end
    return tuple(part for clause in clauses for part in _relate_clause(clause, whole, text))


def _relate_clause(clause: list[Part], whole: Quantity, text: str) -> list[Part]:
    """PARTITION where a clause's exact amounts add up to the whole; PART where the words say "including", "of them".

    OVERLAP is the larger set of "two of the five"; else BESIDE, and nothing is added up.
    """
    total = whole.low if whole.low is not None else whole.high
    exact = [part.low for part in clause if part.low is not None and part.low == part.high]
    if len(clause) > 1 and len(exact) == len(clause) and sum(exact) == total:
        return [replace(part, relation=PartRelation.PARTITION) for part in clause]
    related = []
    is_inside = False
    for part in clause:
        between = _between(whole.span, part.span, text)
        is_inside = is_inside or bool(_INCLUDES.search(between))
        relation = PartRelation.BESIDE
        if part.span.start < whole.span.start or is_inside or _OF_THEM.match(text, part.span.end):
            relation = PartRelation.PART
        elif _OUT_OF.search(between):
            relation = PartRelation.OVERLAP
        related.append(replace(part, relation=relation))
    return related


def _between(one: Span, other: Span, text: str) -> str:
    """The words between two spans, with the article that the second begins with ("of the" in "ten of the 23")."""
    article = _ARTICLE.match(other.text)
    return text[max(one.end, other.start - _LONGEST_CONTEXT) : other.start] + (article.group() if article else "")

"""Counts by place, time and side for a situation report: added only where one claimant counts people who cannot overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.publish.exports.deaths import Range, add_ranges, find_incident, has_increment
from counterclaim.publish.exports.sheet import Row
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.whereabouts import find_division
from counterclaim.publish.legible import make_name
from counterclaim.publish.wording import count_of
from counterclaim.records.claim import Measure, VictimValue
from counterclaim.records.story import Incident, Question
from counterclaim.records.world import Period, Place

# The columns after the dimensions.
COLUMNS = (
    "according_to", "low", "best", "high", "measure", "unit", "question", "counts", "added", "why", "rule", "claims",
    "reports", "reviewed_claims", "question_ids",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table is asked for: `by` are names of `DIMENSIONS`, `rule` a rule with its version."""

    by: tuple[str, ...]
    measure: Measure
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """One question's numbers under the rule: whose they are, in which cell they fall, and why nothing may be added to them.

    `claimants` are keys (two people without a name are two), `names` what is shown.
    """

    question: Question
    incident: Incident | None
    range: Range
    claimants: tuple[str, ...]
    names: tuple[str, ...]
    cell: tuple[str | None, ...]
    alone: str


def list_counts(stock: Stock, asked: Asked) -> list[Row]:
    """Give a row for every sum and for every count that is not added, by cell and claimant; `why` says what was refused.

    Added are counts of single incidents that rest on the same claimants, fall in one cell and count different people.
    Never added: figures of different claimants, parts of a whole, running totals and counts of single incidents, totals
    and increments, incidents that may be one.
    """
    counts = [
        _count(stock, asked, question)
        for question in stock.story.resolution.questions
        if question.measure is asked.measure and (question.id, asked.rule) in stock.spreads
    ]
    groups: dict[tuple[object, ...], list[list[Count]]] = defaultdict(list)
    for count in sorted(counts, key=lambda c: (bool(c.alone), c.question.id)):
        key = (count.cell, make_name(count.question.unit), count.claimants)
        home = next((group for group in groups[key] if _may_join(stock, count, group)), None)
        if home is None:
            groups[key].append([count])
        else:
            home.append(count)
    rows = [_row(stock, asked, group, counts) for key in groups for group in groups[key]]
    return sorted(
        rows, key=lambda row: tuple(str(row[name] or "~") for name in (*asked.by, "according_to", "question_ids"))
    )


def _count(stock: Stock, asked: Asked, question: Question) -> Count:
    incident, why = find_incident(stock, question)
    spread = stock.spreads[question.id, asked.rule]
    place = question.place or (incident.place if incident else None)
    period = incident.period if incident else None
    cell = tuple(DIMENSIONS[name](question, place, period) for name in asked.by)
    unknown = [name for name, value in zip(asked.by, cell, strict=True) if value is None]
    if question.part_of:
        why = "a part of another count: it adds nothing to its whole"
    elif not why and has_increment(stock, question):
        why = "holds an increment (“more were …”): not added to totals"
    elif not why and unknown:
        why = f"{' and '.join(unknown)} not told precisely enough: it may overlap with any other row"
    elif not why and spread.low is None and spread.best is None and spread.high is None:
        why = "no claimant gives a number"
    claims = stock.lookup.find_claims(spread.claim_ids)
    keys = tuple(sorted({claim.claimant.key for claim in claims}))
    names = tuple(sorted({stock.lookup.name_claimant(claim) for claim in claims}))
    return Count(question, incident, Range(spread.low, spread.best, spread.high), keys, names, cell, why)


def _may_join(stock: Stock, count: Count, group: Sequence[Count]) -> bool:
    return not count.alone and all(not other.alone and not _overlap(stock, count, other) for other in group)


def _overlap(stock: Stock, a: Count, b: Count) -> str:
    """Give why two counts may hold the same people, empty where they cannot."""
    if a.incident is None or b.incident is None:
        return "counts no single incident"
    if a.incident.id == b.incident.id:
        one, other = a.question, b.question
        known = VictimValue.UNKNOWN not in (one.status, other.status)
        apart = one.status is not other.status or (one.side and other.side and one.side != other.side)
        return "" if known and apart else "counts people of the same incident"
    mine, theirs = ({incident.id, *incident.claim_ids} for incident in (a.incident, b.incident))
    for link in stock.story.resolution.offered:
        if (link.a in mine and link.b in theirs) or (link.a in theirs and link.b in mine):
            return "may be of the same incident: offered to a person to decide"
    return ""


def _row(stock: Stock, asked: Asked, group: Sequence[Count], counts: Sequence[Count]) -> Row:
    first = group[0]
    total = add_ranges([count.range for count in group])
    claims = stock.claims_of(id for count in group for id in count.question.claim_ids)
    return {
        **dict(zip(asked.by, first.cell, strict=True)),
        "question": stock.labels[first.question.id] if len(group) == 1 else f"sum of {len(group)} counts",
        "measure": asked.measure.value,
        "unit": make_name(first.question.unit),
        "according_to": "; ".join(first.names) or None,
        "low": total.low,
        "best": total.best,
        "high": total.high,
        "counts": len(group),
        "added": len(group) > 1,
        "why": first.alone or _tell_refused(stock, group, counts),
        "rule": asked.rule,
        "claims": len(claims),
        "reports": len({claim.statement.report_id for claim in claims}),
        "reviewed_claims": len({claim.id for claim in claims} & stock.reviewed),
        "question_ids": "; ".join(count.question.id for count in group),
    }


def _tell_refused(stock: Stock, group: Sequence[Count], counts: Sequence[Count]) -> str | None:
    """Give which other counts of the cell were not added to this row, and why."""
    first, mine = group[0], {count.question.id for count in group}
    others = [c for c in counts if c.cell == first.cell and c.question.id not in mine]
    reasons: dict[str, int] = defaultdict(int)
    for other in others:
        if make_name(other.question.unit) != make_name(first.question.unit):
            continue
        if other.claimants != first.claimants:
            reasons["of other claimants"] += 1
        elif other.alone:
            reasons[other.alone] += 1
        else:
            reasons[next(filter(None, (_overlap(stock, other, c) for c in group)), "of the same people")] += 1
    told = [f"{count_of(number, 'count')} not added: {why}" for why, number in sorted(reasons.items())]
    return "; ".join(told) or None


Dimension = Callable[[Question, "Place | None", "Period | None"], "str | None"]


def _name(text: str | None) -> str | None:
    return make_name(text) if text else None


def _find_day(period: Period | None) -> str | None:
    return period.start.isoformat() if period and (period.end - period.start).days <= 1 else None


def _find_week(period: Period | None) -> str | None:
    """Give the ISO week that a period lies in, None where it spans more than one."""
    if period is None or (period.end - period.start).days > 7:
        return None
    first, last = period.start.isocalendar(), period.end.fromordinal(max(period.end.toordinal() - 1, 1)).isocalendar()
    return f"{first.year}-W{first.week:02}" if first[:2] == last[:2] else None


def _find_month(period: Period | None) -> str | None:
    if period is None:
        return None
    last = period.end.fromordinal(max(period.end.toordinal() - 1, 1))
    return f"{period.start:%Y-%m}" if (period.start.year, period.start.month) == (last.year, last.month) else None


DIMENSIONS: Mapping[str, Dimension] = {
    "country": lambda question, place, period: place.country if place else None,
    "admin1": lambda question, place, period: find_division(place) if place and place.where_prec <= 4 else None,
    "admin2": lambda question, place, period: _name(place.admin2) if place and place.where_prec <= 3 else None,
    "place": lambda question, place, period: _name(place.name) if place and place.where_prec <= 2 else None,
    "day": lambda question, place, period: _find_day(period),
    "week": lambda question, place, period: _find_week(period),
    "month": lambda question, place, period: _find_month(period),
    "side": lambda question, place, period: _name(question.side),
    "status": lambda question, place, period: question.status.value,
}

"""Incidents in the columns of UCDP GED: candidates for a coder. What only UCDP decides is empty or stands as `x_proposed_*`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from counterclaim.publish.exports.deaths import (
    CIVILIANS,
    NOTHING,
    UNKNOWN,
    Deaths,
    Said,
    find_population,
    find_range,
    find_said,
)
from counterclaim.publish.exports.events import (
    GOVERNMENT,
    Event,
    find_events,
    leave_out,
    list_left_out,
    order_sides,
)
from counterclaim.publish.exports.mapping import find_code
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.reported import write_headline
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.sidecar import list_behind
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.telling import tell_claim
from counterclaim.publish.exports.whereabouts import find_division, find_point
from counterclaim.publish.legible import make_name
from counterclaim.publish.map import needs_shelter
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind
from counterclaim.records.story import Question
from counterclaim.records.text import Report
from counterclaim.records.world import Period, Place
from counterclaim.tables.load import load_states

NOT_UCDP = "not UCDP's figures"
# UCDP's date_prec by the days that a row covers: one, up to a week, a month, more.
_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4), (10**6, 5))


def list_ged(stock: Stock, order: Order) -> tuple[Sheet, Sheet, Sheet]:
    """Give the rows, the claims behind them, and what is no row with why."""
    found = find_events(stock, order.rule)
    left_out = list(found.left_out)
    rows: list[Row] = []
    behind: list[tuple[str, Iterable[Claim]]] = []
    for event in found.events:
        why = _why_not(event)
        if why:
            left_out.append(leave_out(stock, event.incident, why))
            continue
        claims = stock.claims_of((*(claim.id for claim in event.claims), *event.deaths.claim_ids))
        rows.append(_row(stock, order, event, claims))
        behind.append((event.incident.id, claims))
    if order.with_summaries:
        shown = {question.id for question in found.totals}
        left_out = [row for row in left_out if row["id"] not in shown]
        rows += (summarise(stock, order, question) for question in found.totals)
        behind += ((question.id, stock.claims_of(question.claim_ids)) for question in found.totals)
    return Sheet("ged-like", rows), list_behind(stock, behind), list_left_out(left_out)


def _why_not(event: Event) -> str:
    """Give why an incident is no candidate row, empty where it is one."""
    if Kind.KILL not in event.kinds:
        why = next((why for claim, why in event.beyond if claim.statement.kind is Kind.KILL), "")
        if why:
            return f"its deaths stand in a count that is not its own: {why}"
        return "no claim tells a death in it as a fact"
    if event.incident.place is None and event.incident.period is None:
        return "neither its place nor its day is told"
    if not any((code := find_code(claim)) and code.ged for claim in event.claims):
        return "no claim tells armed force or a violent death"
    told = [r for r in event.deaths.ranges.values() if r != NOTHING]
    if told and all(r.high == 0 or (r.high is None and r.best == 0) for r in told):
        return "every claimant says that nobody was killed"
    return ""


def _row(stock: Stock, order: Order, event: Event, claims: tuple[Claim, ...]) -> Row:
    incident, deaths = event.incident, event.deaths
    place, period = incident.place, incident.period
    point = find_point(place, is_sheltered=needs_shelter(claims))
    row: dict[str, object] = {
        **_describe(stock, order, claims, event.sides, place),
        "year": period.start.year if period and period.start.year == _last(period).year else None,
        "date_prec": period.date_prec if period else None,
        "date_start": period.start.isoformat() if period else None,
        "date_end": _last(period).isoformat() if period else None,
        "deaths_civilians": deaths.ranges.get(CIVILIANS, NOTHING).best,
        "deaths_unknown": deaths.ranges.get(UNKNOWN, NOTHING).best,
        "best": deaths.total.best,
        "high": deaths.total.high,
        "low": deaths.total.low,
        "x_row_id": incident.id,
        "x_row_scope": "event",
        "x_figures": _join(tell_claim(stock, claim) for claim in stock.claims_of(deaths.claim_ids) if claim.quantity),
        "x_proposed_type_of_violence": _propose_type(event.sides),
        "x_only_alleged": event.is_only_alleged,
        "x_notes": _join(deaths.notes),
    }
    if point:
        row |= {
            "latitude": point[1],
            "longitude": point[0],
            "geom_wkt": f"POINT ({point[0]} {point[1]})",
            "priogrid_gid": find_grid_cell(*point),
        }
    return {**row, **_count_sides(event.sides, deaths)}


def summarise(stock: Stock, order: Order, question: Question) -> Row:
    """Give the row of a running total: what it counts, since when, until when; never to be added to the rows of events.

    Its parties are those that the question names. It has no point: a total covers an area.
    """
    claims = stock.claims_of(question.claim_ids)
    scope, population = question.scope, find_population(question)
    found = find_range(stock, question, order.rule)
    sides = order_sides({side for side in (question.side, question.perpetrator) if side})
    ranges, said = {population: found}, {population: find_said(stock.tallies.get(question.id, ()))}
    days = (scope.as_of - scope.start).days + 1 if scope.start and scope.as_of else None
    return {
        **_describe(stock, order, claims, sides, question.place),
        "year": scope.start.year if scope.start and scope.as_of and scope.start.year == scope.as_of.year else None,
        "date_prec": None if days is None else next(code for most, code in _DAYS if days <= most),
        "date_start": scope.start.isoformat() if scope.start else None,
        "date_end": scope.as_of.isoformat() if scope.as_of else None,
        "deaths_civilians": found.best if population == CIVILIANS else None,
        "deaths_unknown": found.best if population == UNKNOWN else None,
        "best": found.best,
        "high": found.high,
        "low": found.low,
        "x_row_id": question.id,
        "x_row_scope": "summary",
        "x_figures": _join(tell_claim(stock, claim) for claim in claims if claim.quantity),
        "x_notes": "a running total: it may hold the deaths of events and of other totals, and is not added to them",
        **_count_sides(sides, Deaths(ranges, said, found, (question,), ())),
    }


def _describe(
    stock: Stock, order: Order, claims: tuple[Claim, ...], sides: tuple[str, ...], place: Place | None
) -> dict[str, object]:
    """Give what every row says: sources, parties, place in words, rule, how much was reviewed."""
    side_a, side_b = find_dyad(sides)
    reports = {r.id: r for claim in claims if (r := stock.lookup.report_of(claim))}
    return {
        "side_a": side_a and make_name(side_a),
        "side_b": side_b and make_name(side_b),
        "number_of_sources": len(reports),
        "source_article": _join(_cite(stock, report) for report in reports.values()),
        "source_office": _join(stock.lookup.name_outlet(report) for report in reports.values()),
        "source_date": _join(report.day.isoformat() for report in reports.values() if report.day),
        "source_headline": _join(_headline(stock, report) for report in reports.values()),
        "source_original": stock.name_claimants(claims),
        "where_prec": place.where_prec if place else None,
        "where_coordinates": make_name(place.name) if place else None,
        "where_description": _join(
            stock.lookup.hide(mention.span.text, claim) for claim in claims for mention in claim.place
        ),
        "adm_1": find_division(place) if place else None,
        "adm_2": make_name(place.admin2) if place and place.admin2 else None,
        "country": name_country(place),
        "x_dataset": f"counterclaim {order.rule}; {NOT_UCDP}",
        "x_told_by": stock.name_claimants(claims),
        "x_rule": order.rule,
        "x_sides": _join(make_name(side) for side in sides),
        "x_voices": len({stock.lookup.voice_of(claim) for claim in claims}),
        "x_claims": len(claims),
        "x_reviewed_claims": len({claim.id for claim in claims} & stock.reviewed),
        "x_iso3": place.country if place else None,
    }


def _count_sides(sides: tuple[str, ...], deaths: Deaths) -> Row:
    """Give the dead fighters of side A and B, and the range of each by who counts."""
    row: dict[str, object] = {}
    for letter, side in zip("ab", find_dyad(sides), strict=True):
        if side in deaths.ranges and side is not None:
            row[f"deaths_{letter}"] = deaths.ranges[side].best
            row |= _say(letter, deaths.said[side])
    return row


def find_dyad(sides: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Give side A and B: governments come first, then by name; with more than two parties none, since a dyad has two."""
    if len(sides) > 2:
        return None, None
    return (*sides, None, None)[0], (*sides, None, None)[1]


def find_grid_cell(longitude: float, latitude: float) -> int:
    """Give the PRIO-GRID cell of a point: half-degree cells, numbered from the south-west, 720 a row."""
    row = min(int((latitude + 90) / 0.5), 359)
    return row * 720 + min(int((longitude + 180) / 0.5), 719) + 1


def name_country(place: Place | None) -> str | None:
    """Give the country's name, its code where the tables do not know it, None where the place has none."""
    if place is None or place.country is None:
        return None
    state = load_states().get(place.country)
    return state.name.removeprefix("the ") if state else place.country


def _say(letter: str, said: Said) -> Row:
    pairs = (("own", said.own), ("enemy", said.enemy), ("outside", said.outside))
    return {
        f"x_deaths_{letter}_{who}_{end}": value
        for who, found in pairs
        for end, value in (("low", found.low), ("high", found.high))
    }


def _propose_type(sides: tuple[str, ...]) -> int | None:
    """Give 1 (state-based) or 2 (non-state) for two parties; 3 (one-sided) needs an intent that only UCDP judges."""
    if len(sides) != 2:
        return None
    return 1 if sides[0].startswith(GOVERNMENT) else 2


def _last(period: Period) -> date:
    return max(period.end - timedelta(days=1), period.start)


def _cite(stock: Stock, report: Report) -> str:
    day = report.day.isoformat() if report.day else "no date"
    return f"{stock.lookup.name_outlet(report)}, {day}, “{_headline(stock, report)}”"


def _headline(stock: Stock, report: Report) -> str:
    return write_headline(stock.lookup, report) or "untitled"


def _join(parts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None

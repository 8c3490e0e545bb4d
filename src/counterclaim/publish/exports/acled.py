"""Incidents in the columns of ACLED: one day or week, one place, one sub-event type; no row for words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.publish.exports.deaths import CIVILIANS
from counterclaim.publish.exports.events import Event, find_events, leave_out, list_left_out
from counterclaim.publish.exports.ged import name_country
from counterclaim.publish.exports.mapping import Code, find_code
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.sidecar import list_behind
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.telling import tell_claim
from counterclaim.publish.exports.whereabouts import find_division, find_point
from counterclaim.publish.legible import make_name
from counterclaim.publish.map import needs_shelter
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind
from counterclaim.records.world import Actor, Period, Place

NOT_ACLED = "not ACLED's figures"
BATTLES, REMOTE, CIVILIAN_TARGETING = "Battles", "Explosions/Remote violence", "Violence against civilians"
# ACLED's geo_precision: 1 the town, 2 near it or a part of the region, 3 the region's capital stands for it.
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}
_TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}


@dataclass(frozen=True, slots=True)
class Placed:
    """An event whose place and time are told."""

    event: Event
    place: Place
    period: Period


def list_acled(stock: Stock, order: Order) -> tuple[Sheet, Sheet, Sheet]:
    """Give the rows, the claims behind them, and what is no row with why."""
    found = find_events(stock, order.rule)
    left_out = list(found.left_out)
    rows: list[Row] = []
    behind: list[tuple[str, Iterable[Claim]]] = []
    for event in found.events:
        code, why = find_type(event)
        place, period = event.incident.place, event.incident.period
        why = why or _why_not(place, period)
        if code is None or place is None or period is None or why:
            left_out.append(leave_out(stock, event.incident, why))
            continue
        claims = stock.claims_of((*(claim.id for claim in event.claims), *event.deaths.claim_ids))
        rows.append(_row(stock, order, Placed(event, place, period), code, claims))
        behind.append((event.incident.id, claims))
    return Sheet("acled-like", rows), list_behind(stock, behind), list_left_out(left_out)


def find_type(event: Event) -> tuple[tuple[str, str | None] | None, str]:
    """Give (event type, sub-event type) of an incident, or None with why; a sub-event type that is in doubt is None."""
    codes = [code for claim in event.claims if (code := find_code(claim)) and code.acled_event_type]
    if not codes:
        return None, "no claim tells a use of force that ACLED has a type for"
    fights = [code for code in codes if code.kind is Kind.FIGHT]
    if fights and len(event.sides) > 1:
        return (BATTLES, _agree(c for c in fights if c.acled_event_type == BATTLES)), ""
    if len(fights) < len(codes):
        return (REMOTE, _agree(code for code in codes if code.kind is Kind.STRIKE)), ""
    specific = [code for code in fights if code.acled_event_type == CIVILIAN_TARGETING]
    if specific:
        return (CIVILIAN_TARGETING, _agree(specific)), ""
    if set(event.deaths.ranges) == {CIVILIANS}:
        return (CIVILIAN_TARGETING, "Attack"), ""
    return None, "fighting with one party named: a battle needs two"


def _agree(codes: Iterable[Code]) -> str | None:
    named = {code.acled_sub_event_type for code in codes} - {""}
    return named.pop() if len(named) == 1 else None


def _why_not(place: Place | None, period: Period | None) -> str:
    if place is None or place.country is None or place.where_prec not in _GEO_PRECISION:
        return "no place within a country is told: ACLED needs a location"
    if period is None:
        return "its day is not told"
    if period.date_prec not in _TIME_PRECISION:
        return "its time is known only to the year: ACLED codes a day"
    return ""


def _row(stock: Stock, order: Order, placed: Placed, code: tuple[str, str | None], claims: tuple[Claim, ...]) -> Row:
    event, place, period = placed.event, placed.place, placed.period
    reports = {r.id: r for claim in claims if (r := stock.lookup.report_of(claim))}
    point = find_point(place, is_sheltered=needs_shelter(claims))
    day = _pick_day(period)
    actors = _find_actors(event)
    row: dict[str, object] = {
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": _TIME_PRECISION[period.date_prec],
        "disorder_type": "Political violence",
        "event_type": code[0],
        "sub_event_type": code[1],
        "country": name_country(place),
        "admin1": find_division(place),
        "admin2": make_name(place.admin2) if place.admin2 else None,
        "location": make_name(place.name),
        "geo_precision": _GEO_PRECISION[place.where_prec],
        "source": "; ".join(dict.fromkeys(stock.lookup.name_outlet(report) for report in reports.values())),
        "notes": "Claims, none of them checked: "
        + "; ".join(dict.fromkeys(tell_claim(stock, claim) for claim in claims)),
        "fatalities": event.deaths.total.best,
        "x_row_id": event.incident.id,
        "x_dataset": f"counterclaim {order.rule}; {NOT_ACLED}",
        "x_told_by": stock.name_claimants(claims),
        "x_rule": order.rule,
        "x_date_start": period.start.isoformat(),
        "x_date_end": max(period.end - timedelta(days=1), period.start).isoformat(),
        "x_where_prec": place.where_prec,
        "x_iso3": place.country,
        "x_sides": "; ".join(make_name(side) for side in event.sides) or None,
        "x_only_alleged": event.is_only_alleged,
        "x_claims": len(claims),
        "x_reviewed_claims": len({claim.id for claim in claims} & stock.reviewed),
        "x_notes": "; ".join(event.deaths.notes) or None,
    }
    if point:
        row |= {"latitude": point[1], "longitude": point[0]}
    for number, actor in enumerate(actors, 1):
        row[f"actor{number}"] = make_name(actor.name)
        row[f"inter{number}"] = tell_type(actor, place)
    return row


def _pick_day(period: Period) -> date:
    """Give the day that is told, the first of a week, the middle of a month: ACLED codes one, with its precision."""
    if _TIME_PRECISION[period.date_prec] < 3:
        return period.start
    return period.start + (period.end - period.start) // 2


def _find_actors(event: Event) -> tuple[Actor, ...]:
    """Give the actors who are told to use force or to be its target, one for each side, the acting first; at most two."""
    found: dict[str, Actor] = {}
    for claim in event.claims:
        for mention in (*claim.actor, *claim.object):
            if mention.actor and mention.actor.side:
                found.setdefault(mention.actor.side, mention.actor)
    return tuple(found.values()) if len(found) <= 2 else ()


def tell_type(actor: Actor, place: Place) -> str | None:
    """Give ACLED's type of an actor as far as its sector tells: a state's forces abroad are external."""
    sector = (actor.sector or "")[:3]
    if sector in ("MIL", "COP", "GOV", "SPY"):
        if actor.country and place.country and actor.country != place.country:
            return "External/Other forces"
        return "State forces"
    return "Rebel group" if sector == "REB" else "Civilians" if sector == "CVL" else None

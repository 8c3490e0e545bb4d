"""Which incidents can be rows of an event dataset: who fought, what force, who died, and why the others are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.publish.exports.deaths import Deaths, count_deaths, counts_deaths, covers_time, find_incident
from counterclaim.publish.exports.inside import find_inside
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.sites import name_kinds
from counterclaim.records.claim import Claim
from counterclaim.records.statement import FORCE, HARM, Kind, Status
from counterclaim.records.story import Incident, Question

GOVERNMENT = "Government of "


@dataclass(frozen=True, slots=True)
class Event:
    """An incident as claims tell it. `claims` are those that tell it as a fact, by publication.

    `beyond` are claims whose figure answers a count that is not this incident's alone, with why. `sides` are the parties named in
    it, governments first, then by name. `is_only_alleged` tells that all of it stands inside accusations.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    beyond: tuple[tuple[Claim, str], ...]
    sides: tuple[str, ...]
    deaths: Deaths
    is_only_alleged: bool

    @property
    def kinds(self) -> frozenset[Kind]:
        """What is told as a fact."""
        return frozenset(claim.statement.kind for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Events:
    """The incidents that claims tell as facts, by day, place and id, and what is no event, with why.

    `totals` are the whole counts among what is left out that cover a stretch of time ("since January").
    """

    events: tuple[Event, ...]
    left_out: tuple[Row, ...]
    totals: tuple[Question, ...] = ()


def find_events(stock: Stock, rule: str) -> Events:
    """Give the incidents of force or harm, with their deaths under a rule, and the counts that belong to none."""
    asked: dict[str, list[Question]] = defaultdict(list)
    left_out: list[Row] = []
    beyond: dict[str, str] = {}
    totals: list[Question] = []
    for question in stock.story.resolution.questions:
        if counts_deaths(question):
            incident, why = find_incident(stock, question)
            if incident:
                asked[incident.id].append(question)
            else:
                beyond |= dict.fromkeys(question.claim_ids, why)
                left_out.append(leave_out_question(stock, question, why))
                if question.part_of is None and covers_time(stock, question):
                    totals.append(question)
    inside = find_inside(stock.story)
    events = []
    for incident in stock.story.resolution.incidents:
        told = [c for c in stock.claims_of(incident.claim_ids) if c.statement.kind in FORCE | HARM]
        facts = tuple(c for c in told if c.statement.status is Status.ASSERTED and c.statement.violent)
        single = tuple(claim for claim in facts if claim.id not in beyond)
        if not single:
            left_out.append(leave_out(stock, incident, _why_none(facts, beyond)))
            continue
        events.append(
            Event(
                incident,
                single,
                tuple((claim, beyond[claim.id]) for claim in facts if claim.id in beyond),
                _order_sides(incident, facts),
                count_deaths(stock, incident, asked[incident.id], rule),
                all(claim.id in inside for claim in single),
            )
        )
    return Events(tuple(sorted(events, key=_order)), tuple(left_out), tuple(totals))


def leave_out(stock: Stock, incident: Incident, why: str) -> Row:
    """Give the row that says why an incident is no row."""
    return {
        "what": "incident",
        "id": incident.id,
        "told_by": stock.name_claimants(stock.claims_of(incident.claim_ids)),
        "about": name_kinds(incident),
        "why": why,
    }


def leave_out_question(stock: Stock, question: Question, why: str) -> Row:
    """Give the row that says why a count is in no row."""
    return {
        "what": "question",
        "id": question.id,
        "told_by": stock.name_claimants(stock.claims_of(question.claim_ids)),
        "about": stock.labels[question.id],
        "why": why,
    }


def leave_out_claim(stock: Stock, claim: Claim, why: str) -> Row:
    """Give the row that says why a claim is in no row."""
    return {
        "what": "claim",
        "id": claim.id,
        "told_by": stock.lookup.name_claimant(claim),
        "about": claim.statement.kind.value,
        "why": why,
    }


def list_left_out(rows: list[Row]) -> Sheet:
    """Give the table of what is no row, by reason, then id."""
    return Sheet("left-out", sorted(rows, key=lambda r: (str(r["what"]), str(r["why"]), str(r["id"]))))


def _why_none(facts: tuple[Claim, ...], beyond: Mapping[str, str]) -> str:
    if facts:
        return f"only a count that is not its own tells of it: {beyond[facts[0].id]}"
    return "no claim tells force or violent harm as a fact"


def _order_sides(incident: Incident, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    named = set(incident.sides)
    for claim in claims:
        named |= {m.actor.side for m in (*claim.actor, *claim.object) if m.actor and m.actor.side}
        named |= {claim.victim_side} if claim.victim_side else set()
    return order_sides(named)


def order_sides(sides: Iterable[str]) -> tuple[str, ...]:
    """Give sides in the order of a dyad: governments first, then by name."""
    return tuple(sorted(sides, key=lambda side: (not side.startswith(GOVERNMENT), side)))


def _order(event: Event) -> tuple[bool, str, str, str]:
    period, place = event.incident.period, event.incident.place
    return (
        period is None,
        period.start.isoformat() if period else "",
        place.name if place else "~",
        event.incident.id,
    )

"""Claims as PLOVER event records (manual 0.8): event, mode, context, source and recipient, dates, text, as JSON lines.

Harm is a property of the ASSAULT. What stands inside an accusation, a denial, a threat or a demand is no record of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from counterclaim.publish.exports.deaths import is_total
from counterclaim.publish.exports.events import leave_out_claim, list_left_out
from counterclaim.publish.exports.excerpt import cut_excerpt
from counterclaim.publish.exports.inside import find_inside
from counterclaim.publish.exports.mapping import Code, find_code
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.reported import write_address, write_headline, write_language, write_published
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.sidecar import list_behind
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.whereabouts import find_division, find_point
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.map import needs_shelter
from counterclaim.records.claim import Bound, Claim, Measure, Quantity
from counterclaim.records.statement import Kind, Status
from counterclaim.records.world import Actor, ActorMention, Place

CODEBOOK = "plover-0.8 (September 2021); mapping in docs/exports/plover.md"
_HARM = {Measure.KILLED: "dead", Measure.INJURED: "injured", Measure.CAPTURED: "arrested"}
_FORCE = frozenset({Kind.STRIKE, Kind.FIGHT})
_COUNTED = frozenset({Kind.KILL, Kind.INJURE})
_QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


def list_plover(stock: Stock, order: Order) -> tuple[list[dict[str, object]], Sheet, Sheet]:
    """Give the records by publication, the claims behind each, and the claims that are no record with why.

    One record for one claimant's telling of one act: copies of a text and repetitions are in the sidecar.
    """
    inside = find_inside(stock.story)
    left_out: list[Row] = []
    candidates: list[tuple[Claim, Code]] = []
    for claim in stock.claims_of(claim.id for claim in stock.story.claims):
        code, why = find_code(claim), _why_not(stock, claim)
        if claim.id in inside:
            why = f"stands inside a speech act ({inside[claim.id].value}) and is not told as having happened"
        elif code is None or not code.plover_event:
            why = why or (
                code.why if code else f"the mapping has no code for it as told ({claim.statement.status.value})"
            )
        if why or code is None:
            left_out.append(leave_out_claim(stock, claim, why))
        else:
            candidates.append((claim, code))
    told: dict[tuple[str, ...], list[tuple[Claim, Code]]] = defaultdict(list)
    harm = _assign_harm(stock, candidates)
    assigned = {claim.id for claims in harm.values() for claim in claims}
    for claim, code in candidates:
        if claim.id in assigned:
            continue
        if not _find_source(claim):
            left_out.append(leave_out_claim(stock, claim, "who acted is not told, or could not be resolved"))
        elif _day(stock, claim) is None:
            left_out.append(leave_out_claim(stock, claim, "neither the day of the act nor of publication is known"))
        else:
            told[_key(stock, claim, code)].append((claim, code))
    records, behind = [], []
    for key, group in told.items():
        claims = [claim for claim, _ in group]
        first, code = group[0]
        counted = harm.get(key, [] if first.statement.kind in _FORCE else [first])
        records.append(_record(stock, order, first, code, _size(counted)))
        behind.append((str(records[-1]["id"]), _with(claims, counted)))
    return records, list_behind(stock, behind), list_left_out(left_out)


def _assign_harm(stock: Stock, candidates: Sequence[tuple[Claim, Code]]) -> dict[tuple[str, ...], list[Claim]]:
    """Give the counts of dead and injured by the record of force that they are a property of, by its key.

    A count belongs to a force that the same claimant tells of the same incident, by the same actor where the count names
    one, and never against the actor's own side. Where two actors come into question it belongs to neither.
    """
    forces: dict[tuple[str, str], list[tuple[Claim, Code]]] = defaultdict(list)
    for claim, code in candidates:
        if claim.statement.kind in _FORCE and _find_source(claim) and _day(stock, claim):
            forces[_teller(stock, claim)].append((claim, code))
    harm: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim, _ in candidates:
        if claim.statement.kind in _COUNTED:
            fitting = [(force, code) for force, code in forces[_teller(stock, claim)] if _may_harm(force, claim)]
            if len({_name_source(force) for force, _ in fitting}) == 1:
                harm[_key(stock, *fitting[0])].append(claim)
    return harm


def _may_harm(force: Claim, harm: Claim) -> bool:
    if _find_source(harm) and _name_source(harm) != _name_source(force):
        return False
    return not harm.victim_side or all(m.actor is None or m.actor.side != harm.victim_side for m in force.actor)


def _name_source(claim: Claim) -> str:
    return ",".join(sorted({m.actor.id for m in _find_source(claim) if m.actor}))


def to_lines(records: Iterable[dict[str, object]]) -> bytes:
    """Give the records as JSON lines in UTF-8."""
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def _why_not(stock: Stock, claim: Claim) -> str:
    if claim.statement.status is Status.NEGATED:
        return "told as not having happened; PLOVER's negation is not implemented by its coders"
    if not claim.statement.violent:
        return "harm without a violent cause"
    if is_total(stock, claim):
        return "a running total is no event"
    return ""


def _teller(stock: Stock, claim: Claim) -> tuple[str, str]:
    """Give what is equal for two claims of one claimant about one incident."""
    incident = stock.incidents.get(claim.id)
    return (incident.id if incident else claim.id, stock.lookup.voice_of(claim))


def _key(stock: Stock, claim: Claim, code: Code) -> tuple[str, ...]:
    """Give what is equal for two tellings of one act by one claimant: incident, or days, and event, source, recipient."""
    incident = stock.incidents.get(claim.id)
    period = next((m.period for m in claim.time if m.period), None)
    day = stock.lookup.day_of(claim)
    when = incident.id if incident else str(period.start if period else day)
    recipient = ",".join(sorted(m.actor.id if m.actor else m.span.text for m in claim.object))
    mode = code.plover_mode
    return (when, stock.lookup.voice_of(claim), code.plover_event, mode, _name_source(claim), recipient)


def _find_source(claim: Claim) -> tuple[ActorMention, ...]:
    """Give the actors as far as they were resolved to a party or body; a bare "they" is nobody."""
    return tuple(mention for mention in claim.actor if mention.actor)


def _record(stock: Stock, order: Order, claim: Claim, code: Code, size: dict[str, object]) -> dict[str, object]:
    lookup, statement = stock.lookup, claim.statement
    report = lookup.report_of(claim)
    period = next((m.period for m in claim.time if m.period), None)
    place = next((m.place for m in claim.place if m.place), None)
    record: dict[str, object] = {
        "id": f"CC-{statement.id[:20]}",
        "date": _day(stock, claim),
        "enddate": (period.end - timedelta(days=1)).isoformat() if period else None,
        "source": _actors(stock, claim, _find_source(claim)),
        "recipient": _actors(stock, claim, claim.object),
        "event": [code.plover_event],
        "event_text": [lookup.hide(statement.trigger.text, claim)],
        "quad_code": _QUADS.get(code.plover_event),
        "mode": [code.plover_mode] if code.plover_mode else [],
        "context": [code.plover_context] if code.plover_context else [],
        "event_loc": _locate(stock, claim, place),
        "text": cut_excerpt(lookup, claim),
        "text_info": {"start": statement.evidence.start, "end": statement.evidence.end},
        "cite_info": {
            "citation": report.id if report else None,
            "url": write_address(lookup, report),
            "title": write_headline(lookup, report),
            "language": write_language(report),
            "publication": lookup.name_outlet(report),
            "coder": f"counterclaim {order.version}",
            "codebook": CODEBOOK,
        },
        "comment": f"According to {lookup.name_claimant(claim)}; not checked.",
        "x_claimant": lookup.name_claimant(claim),
        "x_claim_id": claim.id,
        "x_date_basis": "told" if period else "publication",
        "x_date_prec": period.date_prec if period else None,
        "x_published": write_published(report),
        "x_denies": statement.denies.value if statement.denies else None,
        "x_reviewed": claim.id in stock.reviewed,
    }
    if size:
        record["size"] = size
        record |= {name: size[name] for name in ("dead", "injured") if name in size}
    return record


def _day(stock: Stock, claim: Claim) -> str | None:
    """Give the first day told, else the day of publication, which `x_date_basis` says: PLOVER requires a date."""
    period = next((m.period for m in claim.time if m.period), None)
    day = period.start if period else stock.lookup.day_of(claim)
    return day.isoformat() if day else None


def _actors(stock: Stock, claim: Claim, mentions: Iterable[ActorMention]) -> list[dict[str, object]]:
    """Give the actor objects, one for each party however often it is named."""
    return list({m.actor.id if m.actor else m.span.text: _actor(stock, claim, m) for m in mentions}.values())


def _actor(stock: Stock, claim: Claim, mention: ActorMention) -> dict[str, object]:
    found: dict[str, object] = {"actor_text": stock.lookup.hide(mention.span.text, claim)}
    if mention.actor:
        code, sector = _codes(mention.actor)
        found |= {"code": code, "sector": sector, "identifier_id": mention.actor.id}
        found["identifier_text"] = make_name(mention.actor.name)
    return {key: value for key, value in found.items() if value}


def _codes(actor: Actor) -> tuple[str | None, str | None]:
    """Give PLOVER's actor and sector code; bodies without a country are IGO, NGO or IMG, and media are JRN."""
    sector = (actor.sector or "")[:3] or None
    if sector in ("IGO", "NGO"):
        return actor.country or sector, None
    if sector == "MED" and actor.id.endswith((".media", ".press")):
        return actor.country, "JRN"
    if not actor.country and sector in ("REB", "UAF", "MIL"):
        return "IMG", sector
    return actor.country, sector


def _locate(stock: Stock, claim: Claim, place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    point = find_point(place, is_sheltered=needs_shelter((claim,)))
    found = {
        "geonameid": int(place.id.removeprefix("geonames:"))
        if place.id.removeprefix("geonames:").isdigit() and place.id.startswith("geonames:")
        else None,
        "name": make_name(place.name),
        "latitude": point[1] if point else None,
        "longitude": point[0] if point else None,
        "cc3": place.country,
        "admin1": find_division(place),
        "x_where_prec": place.where_prec,
    }
    return {key: value for key, value in found.items() if value is not None}


def _size(claims: Sequence[Claim]) -> dict[str, object]:
    """Give dead, injured and arrested where one figure tells it; two figures (two populations, two counts) are not added."""
    told: dict[str, dict[object, None]] = defaultdict(dict)
    for claim in claims:
        name = _HARM.get(claim.measure) if claim.measure else None
        if name and claim.quantity and claim.quantity.unit in (None, "persons"):
            told[name][_number(claim.quantity)] = None
    return {name: next(iter(values)) for name, values in told.items() if len(values) == 1}


def _number(quantity: Quantity) -> object:
    """Give an exact number as a number, any other with its words: the manual takes "number or code"."""
    if quantity.bound is Bound.EXACT and quantity.low is not None and quantity.low == quantity.high:
        return quantity.low
    return write_figure(quantity).words


def _with(claims: Sequence[Claim], counted: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for claim in (*claims, *counted)}.values())

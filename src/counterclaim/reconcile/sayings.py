"""Who says a figure, when, and through whom: the figures of a question as utterances of its claimants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.reconcile.intervals import is_rounding
from counterclaim.records.claim import Claim, Claimant, ClaimantBasis, Measure, Quantity, VictimValue
from counterclaim.records.statement import FORCE, HARM
from counterclaim.records.story import Question
from counterclaim.records.text import Report

OWN_STATUS = frozenset({VictimValue.COMBATANT, VictimValue.POLICE})
OWN_MEASURES = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.CAPTURED, Measure.MISSING, Measure.CASUALTIES, Measure.LOSSES}
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One figure as one report carries it. `at` is the day it counts up to, `voice` the text that it is in.

    `echoes` are the places in which the report tells the same count in its own voice, as a headline does.
    """

    claim: Claim
    report: Report
    quantity: Quantity
    voice: str
    at: date | None
    echoes: tuple[Saying, ...] = ()

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Sort key: publication (unknown last), report, place in the text, claim."""
        published = self.report.published
        stamp = published.isoformat() if published else "~"
        return (stamp, self.report.id, self.claim.statement.trigger.start, self.claim.id)


@dataclass(frozen=True, slots=True, order=True)
class Mouth:
    """Whose tally a saying belongs to: a side, or a body without one; `relay` names an adversary who passes it on."""

    key: str
    relay: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides that fight in the claims at hand, and the side of every actor by its id."""

    fighting: frozenset[str]
    side_of: Mapping[str, str]


def find_parties(claims: Iterable[Claim]) -> Parties:
    """Give the sides that claims name as attacker or attacked."""
    fighting: set[str] = set()
    side_of: dict[str, str] = {}
    for claim in claims:
        named = [m.actor for m in (*claim.actor, *claim.object, *claim.chain) if m.actor]
        named += [claim.claimant.actor] if claim.claimant.actor else []
        side_of.update({actor.id: actor.side for actor in named if actor.side})
        if claim.statement.kind in HARM | FORCE:
            fighting.update(m.actor.side for m in (*claim.actor, *claim.object) if m.actor and m.actor.side)
            fighting.update({claim.victim_side} if claim.victim_side else ())
    return Parties(frozenset(fighting), side_of)


def collect_sayings(
    question: Question, claims: Mapping[str, Claim], reports: Mapping[str, Report], voices: Mapping[str, str]
) -> list[Saying]:
    """Give the figures that answer a question, in order of publication and text.

    Left out are claims that were cut, and single people told of beside a count of more. What a report says in its own voice
    and credits elsewhere to somebody (a headline, a lead) is that claimant's count.
    """
    part_of = dict(question.parts)
    sayings = []
    for claim_id in question.claim_ids:
        claim = claims.get(claim_id)
        quantity = _pick_quantity(claim, part_of.get(claim_id)) if claim else None
        report = reports.get(claim.statement.report_id) if claim else None
        if claim and quantity and report:
            voice = voices.get(report.id, report.id)
            sayings.append(Saying(claim, report, quantity, voice, claim.scope.as_of or report.day))
    return _credit_echoes(sorted(_leave_out_individuals(sayings), key=lambda s: s.order))


def _leave_out_individuals(sayings: Sequence[Saying]) -> list[Saying]:
    """Give the sayings that count, without single people told of beside a count of more.

    "Her mother was killed" is never somebody's toll where anybody counts two or more. "A woman was killed" is none where the
    same report or the same mouth does; from another mouth it may be a count that differs.
    """
    counts = [s for s in sayings if s.quantity.number is None or s.quantity.number > 1]
    if not counts:
        return list(sayings)
    reports = {s.report.id for s in counts}
    mouths = {name_mouth(s.claim.claimant) for s in counts}

    def is_individual(saying: Saying) -> bool:
        quantity = saying.quantity
        if quantity.number != 1 or not quantity.written:
            return quantity.number == 1
        counted_too = saying.report.id in reports or name_mouth(saying.claim.claimant) in mouths
        return quantity.span.text.casefold() in ("a", "an") and counted_too

    return [s for s in sayings if not is_individual(s)]


def _credit_echoes(sayings: Sequence[Saying]) -> list[Saying]:
    credited: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        if saying.claim.claimant.basis is ClaimantBasis.SPEAKER:
            credited[saying.report.id].append(saying)
    echoes: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        if saying.claim.claimant.basis is not ClaimantBasis.SPEAKER:
            source = next((s for s in credited[saying.report.id] if _tells_again(saying.quantity, s.quantity)), None)
            if source is not None:
                echoes[source.claim.id].append(saying)
    told = {echo.claim.id for held in echoes.values() for echo in held}
    return [replace(s, echoes=tuple(echoes.get(s.claim.id, ()))) for s in sayings if s.claim.id not in told]


def _tells_again(own: Quantity, credited: Quantity) -> bool:
    is_same = own.number is not None and own.number == credited.number and own.number > 1 and own.written
    return is_same or is_rounding(own, credited)


def part_by_mouth(sayings: Iterable[Saying], parties: Parties) -> dict[Mouth, list[Saying]]:
    """Give the sayings of each claimant, bodies rolled up to their side; what an adversary relays stands apart."""
    mouths: dict[Mouth, list[Saying]] = defaultdict(list)
    for saying in sayings:
        key = name_mouth(saying.claim.claimant)
        mouths[Mouth(key, find_relay(saying, parties) or "")].append(saying)
    return {mouth: mouths[mouth] for mouth in sorted(mouths)}


def name_mouth(claimant: Claimant) -> str:
    """Give the key of whose mouth it is: the side, else the institution, else the words for somebody not known further.

    On one question "the rescue service" of two reports is one; two outlets without a name are two.
    """
    return f"side:{claimant.side}" if claimant.side else claimant.mouth


def find_relay(saying: Saying, parties: Parties) -> str | None:
    """Give the fighting side, other than the claimant's, through whose mouth or outlet the figure comes, else None."""
    own = saying.claim.claimant.side
    if own is None:
        return None
    passed = [m.actor.side for m in saying.claim.chain if m.actor and m.actor.side]
    outlet = saying.report.outlet
    if outlet and outlet.speaks_for:
        passed += [parties.side_of[outlet.speaks_for]] if outlet.speaks_for in parties.side_of else []
    return next((side for side in passed if side != own and side in parties.fighting), None)


def is_own_loss(question: Question, side: str | None, relay: str) -> bool:
    """Say whether a party counts losses among its own armed people, with no adversary in between."""
    return (
        side is not None
        and side == question.side
        and not relay
        and question.unit == "persons"
        and question.status in OWN_STATUS
        and question.measure in OWN_MEASURES
    )


def _pick_quantity(claim: Claim, part: int | None) -> Quantity | None:
    if claim.quantity is None or part is None:
        return claim.quantity
    if part >= len(claim.quantity.parts):
        return None
    amount = claim.quantity.parts[part]
    return replace(
        claim.quantity,
        span=amount.span,
        low=amount.low,
        high=amount.high,
        bound=amount.bound,
        unit=amount.unit or claim.quantity.unit,
        parts=(),
        written=True,
    )

"""What an edit may set in a claim, and how it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from counterclaim.records.claim import Bound, Claim, Claimant, Measure, Quantity, VictimStatus
from counterclaim.records.plain import from_plain
from counterclaim.records.statement import Kind, Status
from counterclaim.records.story import Judgement
from counterclaim.records.world import Actor, ActorMention, Period, PeriodMention, Place, PlaceMention
from counterclaim.resolve.pointing import WORDS, find_span, point


def read_edit(judgement: Judgement) -> Mapping[str, object]:
    """Give the fields that a judgement sets, with their values as JSON; none where it sets none."""
    fields = judgement.content.get("set")
    known = (*WORDS, *EDITS)
    return {name: value for name, value in fields.items() if name in known} if isinstance(fields, dict) else {}


def apply_edit(claim: Claim, fields: Mapping[str, object], texts: Mapping[str, str]) -> Claim:
    """Give the claim with these fields set, words first; `texts` are those of the reports by their ids."""
    for name, role in WORDS.items():
        if name in fields:
            try:
                claim = point(claim, role, find_span(fields[name], texts[claim.statement.report_id]))
            except (ValueError, TypeError, KeyError):
                continue
    for name in EDITS:
        if name in fields:
            try:
                claim = EDITS[name](claim, fields[name])
            except (ValueError, TypeError, KeyError, AttributeError):
                continue
            claim = replace(claim, gaps=tuple(gap for gap in claim.gaps if gap.field not in _CLOSES.get(name, ())))
    return claim


def _set_kind(claim: Claim, value: object) -> Claim:
    return replace(claim, statement=replace(claim.statement, kind=Kind(str(value))))


def _set_measure(claim: Claim, value: object) -> Claim:
    return replace(claim, measure=None if value is None else Measure(str(value)))


def _set_figure(claim: Claim, value: object) -> Claim:
    """Set low, high and bound together: a figure is its bound, and None takes it away."""
    if not isinstance(value, dict):
        return replace(claim, quantity=None)
    low, high = value.get("low"), value.get("high")
    if not all(end is None or (isinstance(end, int | float) and end >= 0) for end in (low, high)):
        raise ValueError("a figure has ends that are numbers")
    trigger = claim.statement.trigger
    figure = claim.quantity or Quantity(trigger, None, None, Bound.EXACT, "persons", written=False)
    unit = value.get("unit", figure.unit)
    if unit is not None and not isinstance(unit, str):
        raise ValueError("a unit is a word")
    return replace(claim, quantity=replace(figure, low=low, high=high, bound=Bound(value["bound"]), unit=unit))


def _set_side(claim: Claim, value: object) -> Claim:
    if not isinstance(value, str):
        raise ValueError("a side has a name")
    return replace(claim, victim_side=value)


def _set_actor(claim: Claim, value: object) -> Claim:
    span = claim.actor[0].span if claim.actor else claim.statement.trigger
    return replace(claim, actor=() if value is None else (ActorMention(span, from_plain(Actor, value)),))


def _set_place(claim: Claim, value: object) -> Claim:
    span = next((m.span for m in claim.place if not m.is_carried), claim.statement.trigger)
    return replace(claim, place=() if value is None else (PlaceMention(span, from_plain(Place, value)),))


def _set_period(claim: Claim, value: object) -> Claim:
    span = next((m.span for m in claim.time if not m.is_carried), claim.statement.trigger)
    return replace(claim, time=() if value is None else (PeriodMention(span, from_plain(Period, value)),))


def _set_claimant(claim: Claim, value: object) -> Claim:
    claimant = from_plain(Claimant, value)
    if not claimant.name:
        raise ValueError("every claim has a claimant")
    return replace(claim, claimant=claimant)


def _set_victims(claim: Claim, value: object) -> Claim:
    return replace(claim, victim_status=from_plain(VictimStatus, value))


def _set_told(claim: Claim, value: object) -> Claim:
    return replace(claim, statement=replace(claim.statement, status=Status(str(value))))


EDITS: Mapping[str, Callable[[Claim, object], Claim]] = {
    "kind": _set_kind,
    "measure": _set_measure,
    "figure": _set_figure,
    "side": _set_side,
    "actor": _set_actor,
    "place": _set_place,
    "period": _set_period,
    "claimant": _set_claimant,
    "victims": _set_victims,
    "told": _set_told,
}
"""What an edit may set, in the order in which it is done, after the words."""

_CLOSES: Mapping[str, tuple[str, ...]] = {
    "figure": ("quantity",),
    "side": ("victim_side",),
    "actor": ("actor",),
    "place": ("place",),
    "period": ("time",),
    "claimant": ("speaker",),
    "victims": ("victim_status",),
}
"""The gaps that a person's word closes."""

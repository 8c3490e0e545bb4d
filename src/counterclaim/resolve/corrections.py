"""What people corrected in claims: what an edit sets stands in place of what was read. The last edit of a field holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from counterclaim.records.claim import Bound, Claim, Claimant, Measure, Quantity
from counterclaim.records.plain import from_plain
from counterclaim.records.statement import Kind
from counterclaim.records.story import Judgement, Verdict
from counterclaim.records.world import Actor, ActorMention, Period, PeriodMention, Place, PlaceMention


def correct(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> tuple[Claim, ...]:
    """Give the claims with what standing edits set in them; spans, words and ids stay as read.

    A value that cannot be understood (one that was forgotten, say) changes nothing.
    """
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    withdrawn = {j.revokes for j in ordered if j.revokes}
    edits: dict[str, dict[str, object]] = {}
    for judgement in ordered:
        if judgement.verdict is Verdict.EDIT and judgement.id not in withdrawn and not judgement.revokes:
            edits.setdefault(judgement.subject, {}).update(read_edit(judgement))
    return tuple(_apply(claim, edits[claim.id]) if claim.id in edits else claim for claim in claims)


def read_edit(judgement: Judgement) -> Mapping[str, object]:
    """Give the fields that an edit sets, with their values as JSON; none where it sets none."""
    fields = judgement.content.get("set")
    return {name: value for name, value in fields.items() if name in EDITS} if isinstance(fields, dict) else {}


def _apply(claim: Claim, fields: Mapping[str, object]) -> Claim:
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
    return replace(claim, quantity=replace(figure, low=low, high=high, bound=Bound(value["bound"])))


def _set_side(claim: Claim, value: object) -> Claim:
    if not isinstance(value, str):
        raise ValueError("a side has a name")
    return replace(claim, victim_side=value)


def _set_actor(claim: Claim, value: object) -> Claim:
    span = claim.actor[0].span if claim.actor else claim.statement.trigger
    return replace(claim, actor=() if value is None else (ActorMention(span, from_plain(Actor, value)),))


def _set_place(claim: Claim, value: object) -> Claim:
    span = claim.place[0].span if claim.place else claim.statement.trigger
    return replace(claim, place=() if value is None else (PlaceMention(span, from_plain(Place, value)),))


def _set_period(claim: Claim, value: object) -> Claim:
    span = claim.time[0].span if claim.time else claim.statement.trigger
    return replace(claim, time=() if value is None else (PeriodMention(span, from_plain(Period, value)),))


def _set_claimant(claim: Claim, value: object) -> Claim:
    claimant = from_plain(Claimant, value)
    if not claimant.name:
        raise ValueError("every claim has a claimant")
    return replace(claim, claimant=claimant)


EDITS: Mapping[str, Callable[[Claim, object], Claim]] = {
    "kind": _set_kind,
    "measure": _set_measure,
    "figure": _set_figure,
    "side": _set_side,
    "actor": _set_actor,
    "place": _set_place,
    "period": _set_period,
    "claimant": _set_claimant,
}
"""What an edit may set, in the order in which it is done."""

_CLOSES: Mapping[str, tuple[str, ...]] = {
    "figure": ("quantity",),
    "side": ("victim_side",),
    "actor": ("actor",),
    "place": ("place",),
    "period": ("time",),
    "claimant": ("speaker",),
}
"""The gaps that a person's word closes."""

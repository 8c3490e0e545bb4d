"""Low, best and high for a question under rules that have a name and a version. None is unknown and never 0.

These are not UCDP's or ACLED's figures: a rule applies to claims what the named project's people apply to reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.reconcile.intervals import print_number
from counterclaim.records.claim import Bound, Claim, Measure, Number
from counterclaim.records.story import Question, Spread, Tally, TallyEntry

VAGUE_BY_ACLED = {"dozens": 12, "dozen": 12, "hundreds": 100, "tens": 10}


@dataclass(frozen=True, slots=True)
class Held:
    """One current figure: its entry, its tally and whether a party to the fighting says it."""

    entry: TallyEntry
    tally: Tally
    is_party: bool


Rule = Callable[[Question, Sequence[Held]], "Spread | None"]


def compute_spreads(
    question: Question, tallies: Iterable[Tally], claims: Mapping[str, Claim], fighting: frozenset[str]
) -> tuple[Spread, ...]:
    """Give the spread of a question under every rule that applies to it, in the order of RULES.

    Only current figures enter; figures that an adversary passes on do not.
    """
    held = [
        Held(entry, tally, tally.side is not None and tally.side in fighting)
        for tally in tallies
        if " via " not in tally.claimant_key
        for entry in tally.entries
        if entry.current and entry.claim_id in claims
    ]
    if not held:
        return ()
    return tuple(spread for rule in RULES.values() if (spread := rule(question, held)))


def spread_ucdp_like(question: Question, held: Sequence[Held]) -> Spread | None:
    """Deaths: low and high are the lowest and highest current figure, best the lowest of the best-placed claimants.

    Best-placed are, in this order: claimants without a part in the fighting, a party counting its own losses, a party
    counting its adversary's. After the definitions of best, low and high estimate in UCDP GED (Sundberg and Melander
    2013), whose coders also weigh each source by hand; this rule cannot.
    """
    if question.measure is not Measure.KILLED or question.unit != "persons":
        return None
    numbered = [(h, value) for h in held if (value := print_number(h.entry.quantity)) is not None]
    if not numbered:
        return Spread(question.id, "ucdp-like/1", None, None, None, _ids(held), "no claimant gives a number")
    rank = min(_rank(h) for h, _ in numbered)
    placed = [value for h, value in numbered if _rank(h) == rank]
    note = ("best from claimants outside the fighting", "best from own-loss reports", "best from a party's claims")[
        rank
    ]
    low = min(value for h, value in numbered)
    high = max(value for h, value in numbered)
    return Spread(question.id, "ucdp-like/1", low, min(placed), high, _ids([h for h, _ in numbered]), note)


def spread_acled_like(question: Question, held: Sequence[Held]) -> Spread | None:
    """Deaths: the lowest current figure, with "tens" as 10, "dozens" as 12 and "hundreds" as 100; there is no range.

    After ACLED's FAQ on fatalities (version of 7 May 2024): where reports differ or are vague, the most conservative
    estimate is coded.
    """
    if question.measure is not Measure.KILLED or question.unit != "persons":
        return None
    valued = [(value, h) for h in held if (value := _read_as_acled(h.entry)) is not None]
    if not valued:
        return Spread(question.id, "acled-like/1", None, None, None, _ids(held), "no claimant gives a number")
    least = min(value for value, _ in valued)
    rests = [h for value, h in valued if value == least]
    return Spread(question.id, "acled-like/1", None, least, None, _ids(rests), "the most conservative current figure")


def spread_min_max(question: Question, held: Sequence[Held]) -> Spread | None:
    """Any count: the lowest and the highest current figure as printed, and no best one.

    "More than 450" enters as 450 and "up to 20" as 20; words without a number do not enter. After the range that
    Airwars and Iraq Body Count print.
    """
    numbered = [(h, value) for h in held if (value := print_number(h.entry.quantity)) is not None]
    if not numbered:
        return Spread(question.id, "min-max/1", None, None, None, _ids(held), "no claimant gives a number")
    low = min(value for _, value in numbered)
    high = max(h.entry.quantity.high if h.entry.quantity.high is not None else value for h, value in numbered)
    words = len(held) - len(numbered)
    note = f"{words} current figures are words without a number" if words else ""
    return Spread(question.id, "min-max/1", low, None, high, _ids([h for h, _ in numbered]), note)


RULES: Mapping[str, Rule] = {
    "ucdp-like/1": spread_ucdp_like,
    "acled-like/1": spread_acled_like,
    "min-max/1": spread_min_max,
}


def _rank(held: Held) -> int:
    if not held.is_party:
        return 0
    return 1 if held.tally.own_loss else 2


def _read_as_acled(entry: TallyEntry) -> Number | None:
    quantity = entry.quantity
    value = print_number(quantity)
    if value is not None or quantity.bound is not Bound.VAGUE:
        return value
    words = quantity.span.text.casefold().split()
    return next((VAGUE_BY_ACLED[word] for word in words if word in VAGUE_BY_ACLED), None)


def _ids(held: Iterable[Held]) -> tuple[str, ...]:
    return tuple(sorted({h.entry.claim_id for h in held}))

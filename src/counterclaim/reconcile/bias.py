"""A research view: what true count would best explain the claims, if each kind of claimant misreports by a factor of its own.

After Radford et al. 2023 (PNAS), who fit such factors to 4,609 reports of losses in Ukraine: claims are noisy counts whose
logarithm is that of the true count, plus a bias that depends on who speaks of whose dead, plus noise. Combatants only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, exp, floor, log, sqrt

Z90 = 1.645


class Stand(StrEnum):
    """How a claimant stands to the dead it counts."""

    OWN = "own"
    ENEMY = "enemy"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Bias:
    """Mean and spread, as logarithms, of the factor by which claimants of one stand misreport."""

    mean: float
    spread: float


PRIOR: Mapping[Stand, Bias] = {
    Stand.OWN: Bias(log(0.6), 0.4),
    Stand.ENEMY: Bias(log(2.2), 0.4),
    Stand.OUTSIDE: Bias(log(0.9), 0.25),
}
"""Taken wide around the published factors: 0.3 and about 1 on own losses, 4.3 and about 2 on the enemy's."""

NOISE = 0.15
ENOUGH = 30
"""Questions with two stands or more from which on the ledger's own claims move the means."""

ROUNDS = 60
LEAST_SPREAD = 0.05

ANCHOR: Mapping[Stand, float] = {Stand.OWN: 5.0, Stand.ENEMY: 5.0, Stand.OUTSIDE: 500.0}
"""How many claims the prior of a stand is worth: the outsiders' holds the level, which claims alone cannot tell."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A count with its 90 % interval."""

    low: int
    best: int
    high: int


def estimate_count(claims: Sequence[tuple[Stand, float]], biases: Mapping[Stand, Bias] = PRIOR) -> Estimate | None:
    """Give the count that best explains positive claims of two stands or more; None where there are fewer.

    Claimants are taken to misreport independently; each weighs by how little its stand's factor is known to vary.
    """
    told = [(stand, log(number)) for stand, number in claims if number > 0]
    if len({stand for stand, _ in told}) < 2:
        return None
    weights = [1 / (biases[stand].spread ** 2 + NOISE**2) for stand, _ in told]
    centre = sum(w * (value - biases[stand].mean) for w, (stand, value) in zip(weights, told, strict=True)) / sum(
        weights
    )
    reach = Z90 / sqrt(sum(weights))
    best = round(exp(centre))
    # The whole numbers inside the interval: rounding outward would hold the truth of small counts nearly always.
    return Estimate(min(best, ceil(exp(centre - reach))), best, max(best, floor(exp(centre + reach))))


def fit_biases(questions: Sequence[Sequence[tuple[Stand, float]]]) -> Mapping[Stand, Bias]:
    """Give the biases that the ledger's own claims suggest, starting from PRIOR; PRIOR where there are too few questions.

    Expectation–maximisation: the count of each question given the biases, then mean and spread of each stand given the
    counts, with PRIOR worth some claims (ANCHOR). Claims tell only how stands differ; the level rests on the outsiders.
    """
    told = [[(stand, log(number)) for stand, number in claims if number > 0] for claims in questions]
    told = [claims for claims in told if len({stand for stand, _ in claims}) >= 2]
    if len(told) < ENOUGH:
        return PRIOR
    biases = dict(PRIOR)
    for _ in range(ROUNDS):
        off: dict[Stand, list[tuple[float, float]]] = {stand: [] for stand in PRIOR}
        for claims in told:
            weights = [1 / (biases[stand].spread ** 2 + NOISE**2) for stand, _ in claims]
            values = [value - biases[stand].mean for stand, value in claims]
            centre = sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)
            for stand, value in claims:
                off[stand].append((value - centre, 1 / sum(weights)))
        biases = {stand: _update(stand, off[stand]) for stand in PRIOR}
    return biases


def _update(stand: Stand, off: Sequence[tuple[float, float]]) -> Bias:
    """Give a stand's bias from how far its claims lie off the counts, and how uncertain each count is."""
    prior, anchor = PRIOR[stand], ANCHOR[stand]
    total = len(off) + anchor
    mean = (sum(far for far, _ in off) + anchor * prior.mean) / total
    expected = sum((far - mean) ** 2 + doubt for far, doubt in off) + anchor * (prior.spread**2 + NOISE**2)
    return Bias(mean, sqrt(max(expected / total - NOISE**2, LEAST_SPREAD**2)))

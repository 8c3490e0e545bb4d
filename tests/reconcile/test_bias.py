"""The research view recovers the factors by which claimants misreport, and its intervals hold the truth."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log
from random import Random

import pytest

from counterclaim.reconcile.bias import ENOUGH, PRIOR, Stand, estimate_count, fit_biases

Factor = Callable[[Random], float]
Claims = list[tuple[Stand, float]]

WORLDS: list[tuple[str, dict[Stand, Factor]]] = [
    (
        "uniform",
        {
            Stand.OWN: lambda r: r.uniform(0.3, 1),
            Stand.ENEMY: lambda r: r.uniform(1, 4),
            Stand.OUTSIDE: lambda r: r.uniform(0.7, 1.1),
        },
    ),
    (
        "beta and gamma",
        {
            Stand.OWN: lambda r: r.betavariate(3, 2),
            Stand.ENEMY: lambda r: 1 + r.gammavariate(2, 0.7),
            Stand.OUTSIDE: lambda r: r.betavariate(12, 2),
        },
    ),
    (
        "own nearly hidden",
        {
            Stand.OWN: lambda r: r.uniform(0.2, 0.5),
            Stand.ENEMY: lambda r: r.uniform(2, 5),
            Stand.OUTSIDE: lambda r: r.uniform(0.7, 1.1),
        },
    ),
]


def make_questions(factors: dict[Stand, Factor], seed: int, count: int = 400) -> tuple[list[Claims], list[int]]:
    random = Random(seed)
    questions, truths = [], []
    for _ in range(count):
        true = min(5000, max(20, int(random.paretovariate(0.9) * 20)))
        stands = [Stand.OWN, Stand.ENEMY, *([Stand.OUTSIDE] if random.random() < 0.4 else [])]
        questions.append([(stand, float(max(1, round(true * factors[stand](random))))) for stand in stands])
        truths.append(true)
    return questions, truths


@pytest.mark.parametrize(("name", "factors"), WORLDS, ids=[w[0] for w in WORLDS])
def test_factors_are_recovered_and_intervals_cover(name: str, factors: dict[Stand, Factor]) -> None:
    questions, truths = make_questions(factors, seed=7)
    biases = fit_biases(questions)
    random = Random(1)
    for stand in (Stand.OWN, Stand.ENEMY):
        mean = sum(log(factors[stand](random)) for _ in range(4000)) / 4000
        assert abs(biases[stand].mean - mean) < 0.15
    estimates = [estimate_count(claims, biases) for claims in questions]
    covered = sum(e is not None and e.low <= truth <= e.high for e, truth in zip(estimates, truths, strict=True))
    assert 0.85 <= covered / len(truths) <= 0.95


def test_few_questions_leave_the_prior() -> None:
    questions, _ = make_questions(WORLDS[0][1], seed=1, count=ENOUGH - 1)
    assert fit_biases(questions) is PRIOR


def test_one_stand_tells_nothing() -> None:
    assert estimate_count([(Stand.ENEMY, 40.0), (Stand.ENEMY, 50.0)]) is None
    assert estimate_count([]) is None
    assert estimate_count([(Stand.OWN, 0.0), (Stand.ENEMY, 50.0)]) is None


def test_an_unbiased_claim_pulls_more_than_a_biased_one() -> None:
    alone = estimate_count([(Stand.OWN, 10.0), (Stand.ENEMY, 100.0)])
    beside = estimate_count([(Stand.OWN, 10.0), (Stand.ENEMY, 100.0), (Stand.OUTSIDE, 20.0)])
    assert alone
    assert beside
    assert beside.high - beside.low < alone.high - alone.low
    assert abs(beside.best - 20) < abs(alone.best - 20)
    assert exp(PRIOR[Stand.OWN].mean) < 1 < exp(PRIOR[Stand.ENEMY].mean)

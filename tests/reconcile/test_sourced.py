from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.sources import Among, Reliability, Source
from counterclaim.records.story import Spread
from counterclaim.records.text import Report
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_report

RED, BLUE = make_actor("Red Front", side="Red Front"), make_actor("Blue Army", side="Blue Army")
HERE: dict[str, Any] = {
    "place": "Zenda",
    "period": "2026-03-01",
    "side": "Blue Army",
    "people": "soldiers",
    "actor": RED,
}
# Who says how many, in which outlet, on which day.
TOLD = (
    (BLUE, 12, "Good Post", "01"),
    (RED, 55, "Party Radio", "01"),
    (BLUE, 15, "Party Radio", "02"),
    (RED, 50, "good  post", "03"),
)
REGISTER = (
    Source("Good Post", grade=Reliability.B),
    Source("Party Radio", grade=Reliability.D),
    Source("Other", grade=Reliability.F),
)


def tell(told: tuple[Any, ...] = TOLD) -> tuple[list[Claim], list[Report]]:
    reports = [
        make_report(str(n), outlet=outlet, published=f"2026-03-{day}") for n, (_, _, outlet, day) in enumerate(told)
    ]
    claims = [
        make_claim(report=report, start=n * 10, claimant=who, low=low, **HERE)
        for n, ((who, low, _, _), report) in enumerate(zip(told, reports, strict=True))
    ]
    return claims, reports


def spread(least: Reliability | None, rule: str) -> tuple[Spread | None, tuple[Spread, ...]]:
    claims, reports = tell()
    among = Among.of(least, REGISTER) if least else None
    spreads = reconcile(group(claims, reports), claims, reports, among=among).spreads
    return next((s for s in spreads if s.rule == rule), None), spreads


@pytest.mark.parametrize(
    ("least", "rule", "ends"),
    [
        (None, "min-max/1", (15, 55)),
        # The later count of its own losses stands in a source that is not relied on: the one before holds.
        (Reliability.C, "min-max/1, sources C+", (12, 50)),
        (Reliability.B, "ucdp-like/1, sources B+", (12, 50)),
        (Reliability.D, "min-max/1, sources D+", (15, 55)),
    ],
)
def test_only_what_chosen_sources_carry_enters(least: Reliability | None, rule: str, ends: tuple[int, int]) -> None:
    found, _ = spread(least, rule)
    assert found
    assert (found.low, found.high) == ends
    assert least is None or found.note.startswith(f"only sources graded {least.value} or better: ")


def test_every_filtered_spread_says_so_and_no_other_is_changed() -> None:
    _, plain = spread(None, "")
    _, both = spread(Reliability.C, "")
    added = [s for s in both if s not in plain]
    assert [s for s in both if s in plain] == list(plain)
    assert added
    assert all("sources C+" in s.rule and "2 of 4 claims left out" in s.note for s in added)
    assert not any("bias" in s.rule for s in added)


def test_where_no_chosen_source_speaks_there_is_no_spread() -> None:
    assert not [s for s in spread(Reliability.A, "")[1] if "sources" in s.rule]


def test_who_fights_is_known_from_all_claims() -> None:
    claims, reports = tell()
    # Only the reliable outlet's own word is left, and it names no side that fights.
    claims[0] = replace(claims[0], actor=(), claimant=make_claim(report=reports[0], claimant=BLUE, low=12).claimant)
    among = Among.of(Reliability.C, REGISTER)
    found = reconcile(group(claims, reports), claims, reports, among=among).spreads
    best = next(s for s in found if s.rule == "ucdp-like/1, sources C+")
    assert "outside" not in best.note


@pytest.mark.parametrize(
    ("grade", "least", "reaches"),
    [("A", "A", True), ("B", "A", False), ("C", "C", True), ("E", "E", True), ("F", "E", False), ("F", "A", False)],
)
def test_a_source_that_nobody_can_judge_reaches_no_grade(grade: str, least: str, reaches: bool) -> None:
    assert Reliability(grade).reaches(Reliability(least)) == reaches

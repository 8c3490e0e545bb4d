"""Who is counted by a bare number: told by the sentence, the report or the claimant's other counts, else by nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.claim import VictimValue
from counterclaim.records.text import Span
from counterclaim.resolve.counted import tell_who
from counterclaim.resolve.facets import Facet, lay_out
from tests.make import make_claim, make_report

REPORT = make_report("", name="one")


def facet(report: Any = REPORT, **facts: Any) -> Facet:
    return lay_out(make_claim(report=report, **{"claimant": "A", **facts}), report, report.id)


def side_of(facets: list[Facet], last: Facet) -> str | None:
    return next(f for f in tell_who([*facets, last]) if f.id == last.id).population.side


BOTH = "Troops killed 133 fighters and wounded 200"


@pytest.mark.parametrize(
    ("people", "side"), [("200", "B"), ("200 others", "B"), ("200 wounded", "B"), ("200 villagers", None)]
)
def test_a_bare_count_counts_the_people_before_it(people: str, side: str | None) -> None:
    before = facet(low=133, people="133 fighters", side="B", sentence=BOTH)
    assert side_of([before], facet(low=200, kind="INJURE", trigger="wounded", people=people, sentence=BOTH)) == side


@pytest.mark.parametrize(("unit", "side"), [("posts", "B"), ("villages", None)])
def test_a_bare_count_of_things_counts_the_things_before_it(unit: str, side: str | None) -> None:
    words = "It said 73 posts had been destroyed and 17 captured"
    before = facet(
        kind="DESTROY", low=73, unit="posts", people="73 posts", side="B", sentence=words, trigger="destroyed"
    )
    bare = facet(kind="SEIZE", low=17, unit=unit, people="17", sentence=words, trigger="captured")
    assert side_of([before], bare) == side


@pytest.mark.parametrize(
    ("later", "side"),
    [
        ({}, "B"),
        ({"report": make_report("", name="two", published="2026-03-09")}, "B"),
        ({"report": make_report("", name="two", published="2026-04-09")}, None),
        ({"claimant": "C"}, None),
        ({"unit": "tanks"}, None),
    ],
)
def test_things_belong_to_whom_the_claimants_other_counts_name(later: dict[str, Any], side: str | None) -> None:
    posts = {"kind": "DESTROY", "unit": "posts", "people": "posts"}
    assert side_of([facet(low=73, side="B", **posts)], facet(low=104, start=200, **{**posts, **later})) == side


def test_things_of_two_parties_stay_open() -> None:
    posts = {"kind": "DESTROY", "unit": "posts", "people": "posts"}
    named = [facet(low=73, side="B", **posts), facet(low=9, side="C", start=100, **posts)]
    assert side_of(named, facet(low=104, start=200, **posts)) is None


def test_people_never_take_the_side_of_the_claimants_other_counts() -> None:
    assert side_of([facet(low=73, side="B", people="militants")], facet(low=80, start=200, people="militants")) is None


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("Among the 13 dead were six children", 13, VictimValue.CIVILIAN),
        ("Among the 14 dead were six children", 14, VictimValue.UNKNOWN),
        ("In all, 13 dead were laid out", 13, VictimValue.UNKNOWN),
        ("The 13 villages mourned", 13, VictimValue.UNKNOWN),
    ],
)
def test_the_dead_are_those_counted_before(words: str, number: int, expected: VictimValue) -> None:
    before = facet(low=13, people="13 civilians", victim_status="civilian")
    claim = make_claim(report=REPORT, low=number, people="dead", sentence=words, start=200, trigger=words.split()[-1])
    assert claim.quantity is not None
    at = 200 + words.index(str(number))
    claim = replace(claim, quantity=replace(claim.quantity, span=Span(at, at + 2, str(number))))
    told = tell_who([before, lay_out(claim, REPORT, REPORT.id)])
    assert told[1].population.status is expected

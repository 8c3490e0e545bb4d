"""A figure told in place of another names it, and both are one count."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.resolve.amendments import find_amended, name_replaced
from counterclaim.resolve.facets import lay_out
from counterclaim.resolve.figures import Figure, lay_out_figures
from tests.make import make_claim, make_report


def count(low: int, sentence: str, **facts: Any) -> Figure:
    report = make_report("", name=sentence, published=facts.pop("published", "2026-03-01"))
    claim = make_claim(report=report, low=low, sentence=sentence, **{"claimant": "A", **facts})
    return next(iter(lay_out_figures(lay_out(claim, report, report.id))))


@pytest.mark.parametrize(
    ("low", "sentence", "expected"),
    [
        (13, "Kharkiv's morgue said 13 people were killed, not 18", {18}),
        (12, "The ministry in Gaza lowered its toll from 1,400 to about 12 killed", {1400}),
        (274, "Khartoum said 274 rebels were killed, up from the 228 named before", {228}),
        (60, "The junta revised its figure to 60 killed from an earlier count of 45", {45}),
        (60, "The junta said 60 were killed instead of 45", {45}),
        (60, "An earlier toll of 45 killed was raised to 60", {45}),
        (60, "The village lies not 60 km from where they were killed", set()),
        (60, "60 were killed, not 18 years after the last war", set()),
        (60, "60 were killed and not one fled", set()),
        (45, "The count of 45 killed stands, not 45 as told", set()),
    ],
)
def test_the_numbers_that_a_figure_replaces(low: int, sentence: str, expected: set[int]) -> None:
    assert name_replaced(count(low, sentence)) == expected


FIRST = "18 people were killed"
LATER = "13 people were killed, not 18"


@pytest.mark.parametrize(
    ("first", "later", "linked"),
    [
        ({}, {}, True),
        ({"claimant_side": "S"}, {"claimant": "B", "claimant_side": "S"}, True),
        ({}, {"claimant": "B"}, False),
        ({"people": "soldiers"}, {"people": "civilians"}, False),
        ({"published": "2025-10-01"}, {}, False),
        ({"published": None}, {}, False),
    ],
)
def test_only_one_claimants_figures_of_one_population_are_amended(
    first: dict[str, Any], later: dict[str, Any], linked: bool
) -> None:
    figures = [count(18, FIRST, **first), count(13, LATER, **later)]
    assert list(find_amended(figures)) == ([(0, 1)] if linked else [])

from __future__ import annotations

import pytest

from counterclaim.normalise.units import find_unit, is_elliptic
from counterclaim.records.statement import Kind


@pytest.mark.parametrize(
    ("kind", "after", "unit"),
    [
        ("KILL", " government soldiers", "persons"),
        ("KILL", " Tajiks in the valley", "persons"),
        ("KILL", " cows and a shepherd", "cows"),
        ("KILL", " members of one family", "persons"),
        ("DISPLACE", " families", "families"),
        ("DESTROY", " border posts", "posts"),
        ("DESTROY", " tanks and armoured vehicles were hit", "tanks and armoured vehicles"),
        ("DESTROY", " helicopter", "helicopters"),
        ("DESTROY", " pieces of artillery equipment", "equipment"),
        ("DESTROY", "% of the houses", "percent"),
        ("INJURE", " per cent of the men", "percent"),
        ("DESTROY", " tanks and 14 trucks", "tanks"),
        ("SEIZE", " villages near the river", "villages"),
        ("SEIZE", " square kilometres", "kilometres"),
        ("STRIKE", " shells a day", "shells per day"),
        ("STRIKE", " shells a day after the truce", "shells"),
        ("AID", " million dollars", "money"),
        ("AID", " dollars", "money"),
        ("MOBILIZE", " reservists", "persons"),
        ("MOBILIZE", " Canadians", "persons"),
        ("MOBILIZE", " battalions", "battalions"),
        ("DESTROY", "", None),
    ],
)
def test_unit_is_what_the_words_after_the_number_name(kind: str, after: str, unit: str | None) -> None:
    assert find_unit(after, "", Kind(kind)) == unit


def test_currency_before_the_number_is_money() -> None:
    assert find_unit(" million", "US$", Kind.AID) == "money"


@pytest.mark.parametrize(
    ("after", "elliptic"),
    [
        (" others", True),
        ("", True),
        (" more in the town", True),
        (" of them", True),
        (" captured.", True),
        (" seized since Monday", True),
        (" captured soldiers", False),
        (" men", False),
    ],
)
def test_number_without_a_noun_is_elliptic(after: str, elliptic: bool) -> None:
    assert is_elliptic(after) is elliptic

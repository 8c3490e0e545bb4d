from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import UnknownName
from counterclaim.pipeline.exporting import make_files
from counterclaim.publish.exports.forms import export
from counterclaim.publish.exports.order import Order
from tests.make import make_claim, make_place, make_report
from tests.publish.exports.world import ARMY, DAY, FRONT, NORTH, SOUTH, TOWN, cue, give, kill, read, strike, tell

HEAD = re.findall(
    r"\w+",
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob",
)
ONLY_UCDP = [
    "id", "relid", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "country_id", "region",
    "event_clarity", "gwnoa", "gwnob",
]  # fmt: skip
FIGHTERS = {"side": SOUTH, "people": "fighters", "victim_status": "combatant"}
SOLDIERS = {"side": NORTH, "people": "soldiers", "victim_status": "combatant"}
CIVILIANS = {"people": "civilians", "victim_status": "civilian"}


def rows_of(*claims, is_one=False):
    files = give(tell(claims, is_one=is_one), "ged-like")
    return read(files["ged-like.csv"]), read(files["ged-like.left-out.csv"])


def test_the_head_is_that_of_ged_and_then_ours() -> None:
    head = give(tell([kill(3)]), "ged-like")["ged-like.csv"].data.decode().split("\n")[0].split(",")
    assert head[:49] == HEAD
    assert all(name.startswith("x_") for name in head[49:])


def test_a_row_has_the_codes_of_the_field() -> None:
    ((row,), _) = rows_of(
        strike(),
        kill(4, claimant=ARMY, **FIGHTERS),
        kill(2, claimant=ARMY, **SOLDIERS),
        kill(3, **CIVILIANS),
        is_one=True,
    )
    assert (row["side_a"], row["side_b"]) == (NORTH, SOUTH)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == ("2", "4", "3", "")
    assert (row["low"], row["best"], row["high"]) == ("9", "9", "9")
    assert (row["where_prec"], row["date_prec"], row["date_start"], row["date_end"]) == ("1", "1", DAY, DAY)
    assert (row["latitude"], row["longitude"], row["geom_wkt"]) == ("-1.25", "36.5", "POINT (36.5 -1.25)")
    assert row["priogrid_gid"] == str(177 * 720 + 434)
    assert (row["adm_1"], row["country"], row["x_iso3"]) == ("Lakes", "Kenya", "KEN")
    assert row["x_proposed_type_of_violence"] == "1"
    assert [row[name] for name in ONLY_UCDP] == [""] * len(ONLY_UCDP)
    assert (row["x_deaths_a_own_low"], row["x_deaths_b_enemy_high"], row["x_deaths_b_own_low"]) == ("2", "4", "")
    assert "Army of Northland: 4, Southern Front’s fighters killed in Arvena (Outlet" in row["x_figures"]
    assert "not UCDP's figures" in row["x_dataset"]


def test_the_sides_swap_when_their_names_do() -> None:
    ((row,), _) = rows_of(
        kill(4, claimant=FRONT, **{**FIGHTERS, "side": NORTH}),
        kill(2, claimant=ARMY, **{**SOLDIERS, "side": SOUTH}),
    )
    assert (row["deaths_a"], row["deaths_b"]) == ("4", "2")
    assert (row["x_deaths_a_enemy_low"], row["x_deaths_b_enemy_low"]) == ("4", "2")


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ([strike()], "no claim tells a death"),
        ([kill(40, scope_start="2026-01-01", scope_kind="total")], "running total"),
        ([strike(), kill(40, scope_start="2026-01-01")], "running total"),
        ([kill(3, status="negated")], "as a fact"),
        ([make_claim(low=3, actor=ARMY)], "speak of no incident"),
    ],
)
def test_what_is_no_event_is_left_out_with_why(claims, why) -> None:
    rows, left_out = rows_of(*claims)
    assert rows == []
    assert any(why in row["why"] for row in left_out), left_out


def test_a_running_total_beside_an_event_is_nowhere_in_its_row() -> None:
    ((row,), left_out) = rows_of(strike(), kill(3, **CIVILIANS), kill(4000, scope_start="2025-01-01", **CIVILIANS))
    assert row["best"] == "3"
    assert "4,000" not in str(row)
    assert "4000" not in str(row)
    assert any("counts since 2025-01-01" in r["why"] for r in left_out)


def test_a_running_total_is_a_row_of_its_own_where_that_is_asked_for() -> None:
    toll = kill(4000, scope_start="2026-01-10", **CIVILIANS)
    story = tell((strike(), kill(3, **CIVILIANS), toll))
    order = Order(rule="ucdp-like/1", stem="ged-like", version="0", with_summaries=True)
    files = {file.name: file for file in export(story, "ged-like", order)}
    event, summary = read(files["ged-like.csv"])
    assert (event["x_row_scope"], event["best"]) == ("event", "3")
    cells = ("x_row_scope", "date_start", "best", "deaths_civilians", "deaths_unknown", "latitude", "x_only_alleged")
    assert [summary[name] for name in cells] == ["summary", "2026-01-10", "4000", "4000", "", "", ""]
    assert "not added" in summary["x_notes"]
    assert not any("counts since" in row["why"] for row in read(files["ged-like.left-out.csv"]))
    behind = [row["claim_id"] for row in read(files["ged-like.claims.csv"]) if row["row_id"] == summary["x_row_id"]]
    assert behind == [toll.id]


@pytest.mark.parametrize(
    ("claims", "cells", "note"),
    [
        # A count of people of no stated status may hold the soldiers: neither is added to the other.
        ([kill(20), kill(12, **SOLDIERS)], {"deaths_a": "12", "deaths_unknown": "", "best": ""}, "may hold the others"),
        # Words without a number are unknown, never 0.
        (
            [kill(None, bound="vague", **CIVILIANS)],
            {"deaths_civilians": "", "best": "", "low": "", "high": ""},
            "in words",
        ),
        # Two claimants on one question: the rule's range, never their sum.
        (
            [kill(10, claimant="Hospital", **CIVILIANS), kill(30, claimant=FRONT, **CIVILIANS)],
            {"low": "10", "best": "10", "high": "30", "deaths_civilians": "10"},
            "",
        ),
    ],
)
def test_nothing_is_added_that_could_overlap(claims, cells, note) -> None:
    ((row,), _) = rows_of(strike(), *claims)
    assert {name: row[name] for name in cells} == cells
    assert note in row["x_notes"]


@pytest.mark.parametrize("where_prec", [4, 5, 6, 7])
def test_an_area_has_no_point(where_prec) -> None:
    area = make_place("Lakes", country="KEN", at=(-1.0, 36.0), where_prec=where_prec)
    ((row,), _) = rows_of(kill(3, place=area))
    assert (row["where_prec"], row["latitude"], row["longitude"], row["geom_wkt"], row["priogrid_gid"]) == (
        str(where_prec), "", "", "", "",
    )  # fmt: skip


def test_a_hospital_has_no_point() -> None:
    ((row,), _) = rows_of(kill(3, sentence="Three people were killed in the hospital.", place=TOWN))
    assert (row["where_coordinates"], row["latitude"]) == ("Arvena", "")


def test_more_than_two_parties_are_no_dyad() -> None:
    third = "Lake Militia"
    ((row,), _) = rows_of(strike(object=FRONT), kill(3, side=third, people="fighters", victim_status="combatant"))
    assert (row["side_a"], row["side_b"]) == ("", "")
    assert all(name in row["x_sides"] for name in (NORTH, SOUTH, third))


def test_what_is_only_alleged_is_marked() -> None:
    words = "The Southern Front accused the army of killing three people."
    ((row,), _) = rows_of(cue(kill(3, sentence=words, trigger="killing", claimant=FRONT), "accused"))
    assert row["x_only_alleged"] == "yes"


def test_a_row_keeps_its_id_when_reports_are_added() -> None:
    first = make_report(name="first", published="2026-02-27T08:00:00")
    second = make_report(name="second", published="2026-02-28T08:00:00")
    early = [strike(report=first), kill(3, report=first, **CIVILIANS)]
    late = [strike(report=second), kill(4, report=second, **CIVILIANS)]
    before = read(give(tell(early, reports=[first]), "ged-like")["ged-like.csv"])
    after = read(give(tell([*early, *late], reports=[first, second]), "ged-like")["ged-like.csv"])
    assert {row["x_row_id"] for row in before} <= {row["x_row_id"] for row in after}


POPULATIONS = [{}, CIVILIANS, FIGHTERS, SOLDIERS, {"side": NORTH}, {"victim_status": "police", "side": NORTH}]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 500), st.sampled_from(POPULATIONS), st.sampled_from([ARMY, FRONT, "Hospital"])))
)
def test_unknown_is_never_zero_and_a_total_is_the_sum_of_its_cells(told) -> None:
    claims = [strike(), *(kill(low, claimant=who, **people) for low, people, who in told)]
    for row in rows_of(*claims, is_one=True)[0]:
        cells = [row[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")]
        assert "0" not in (*cells, row["best"], row["low"], row["high"])
        if row["best"]:
            assert sum(int(cell or 0) for cell in cells) == int(row["best"])
            assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        else:
            assert row["x_notes"]


def test_only_ged_has_rows_for_running_totals() -> None:
    with pytest.raises(UnknownName, match="ged-like only"):
        make_files(tell((strike(),)), "hxl", Path("x.csv"), summaries=True)

from __future__ import annotations

import re

import pytest

from tests.make import make_actor, make_period, make_place
from tests.publish.exports.world import ARMY, DAY, FRONT, NORTH, give, kill, read, strike, tell

HEAD = re.findall(
    r"\w+",
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp",
)
REMOTE = "Explosions/Remote violence"
AIR_FORCE = make_actor("Air Force of Northland", side=NORTH, sector="MIL")


def rows_of(*claims, is_one=False):
    files = give(tell(claims, is_one=is_one), "acled-like")
    return read(files["acled-like.csv"]), read(files["acled-like.left-out.csv"])


def test_the_head_is_that_of_acled_and_then_ours() -> None:
    head = give(tell([strike()]), "acled-like")["acled-like.csv"].data.decode().split("\n")[0].split(",")
    assert head[:31] == HEAD
    assert all(name.startswith("x_") for name in head[31:])


def test_a_row_is_one_event_with_the_conservative_count() -> None:
    ((row,), _) = rows_of(
        strike(),
        kill(10, claimant="Hospital", people="civilians", victim_status="civilian"),
        kill(30, claimant=FRONT, people="civilians", victim_status="civilian"),
    )
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == (DAY, "1", "1")
    assert (row["event_type"], row["sub_event_type"]) == (REMOTE, "Air/drone strike")
    assert (row["disorder_type"], row["fatalities"], row["location"]) == ("Political violence", "10", "Arvena")
    assert (row["actor1"], row["inter1"]) == ("Army of Northland", "State forces")
    assert [row[name] for name in ("event_id_cnty", "iso", "source_scale", "tags", "timestamp")] == [""] * 5
    assert row["notes"].startswith("Claims, none of them checked: ")
    assert "Hospital: 10, Civilians killed in Arvena (Outlet" in row["notes"]
    assert "Southern Front: 30, Civilians killed in Arvena (Outlet" in row["notes"]


@pytest.mark.parametrize(
    ("told", "types"),
    [
        ({"trigger": "shelling"}, (REMOTE, "Shelling/artillery/missile attack")),
        ({"trigger": "blast", "means": "roadside bomb"}, (REMOTE, "Remote explosive/landmine/IED")),
        ({"trigger": "bombing", "means": "suicide car bomb"}, (REMOTE, "Suicide bomb")),
        ({"trigger": "drone attack"}, (REMOTE, "Air/drone strike")),
        ({"trigger": "bombed", "actor": AIR_FORCE}, (REMOTE, "Air/drone strike")),
        ({"trigger": "blast"}, (REMOTE, "")),
        ({"kind": "FIGHT", "trigger": "clash", "object": FRONT}, ("Battles", "Armed clash")),
    ],
)
def test_the_type_follows_the_means(told, types) -> None:
    ((row,), _) = rows_of(strike(**told))
    assert (row["event_type"], row["sub_event_type"]) == types


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ([strike(kind="THREATEN", trigger="threatened")], ""),
        ([strike(kind="FIGHT", trigger="attack")], "a battle needs two"),
        ([strike(place=None)], "needs a location"),
        ([strike(place=make_place("Kenya", country="KEN", where_prec=6))], "needs a location"),
        ([strike(period=None)], "its day is not told"),
        ([strike(period=make_period("2026-01-01", "2027-01-01", date_prec=5))], "only to the year"),
        ([kill(3)], "no claim tells a use of force"),
    ],
)
def test_what_is_no_row_is_left_out_with_why(claims, why) -> None:
    rows, left_out = rows_of(*claims)
    assert rows == []
    assert why in " ".join(row["why"] for row in left_out)


@pytest.mark.parametrize(
    ("period", "day", "precision"),
    [
        (make_period("2026-02-23", "2026-03-02", date_prec=3), "2026-02-23", "2"),
        (make_period("2026-02-01", "2026-03-01", date_prec=4), "2026-02-15", "3"),
    ],
)
def test_a_week_or_a_month_has_its_precision(period, day, precision) -> None:
    ((row,), _) = rows_of(strike(period=period))
    assert (row["event_date"], row["time_precision"]) == (day, precision)
    assert (row["x_date_start"], row["fatalities"]) == (period.start.isoformat(), "")


def test_a_running_total_is_in_no_note() -> None:
    ((row,), _) = rows_of(strike(), kill(4000, scope_start="2025-01-01"))
    assert "4,000" not in row["notes"]
    assert row["fatalities"] == ""


def test_a_force_outside_its_country_is_external() -> None:
    from dataclasses import replace

    ((row,), _) = rows_of(strike(actor=replace(ARMY, country="UGA")))
    assert row["inter1"] == "External/Other forces"

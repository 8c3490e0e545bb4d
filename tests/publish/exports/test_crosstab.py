from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.publish.exports.crosstab import DIMENSIONS, Asked, list_counts
from counterclaim.publish.exports.dictionary import load_dictionary
from counterclaim.publish.exports.stock import Stock
from counterclaim.records.claim import Measure
from tests.make import make_period, make_place, make_report
from tests.publish.exports.world import TOWN, kill, tell

OTHER = make_place("Belmont", country="KEN", admin1="Lakes", at=(-1.9, 37.5))
FAR = make_place("Cairn", country="KEN", admin1="Hills", at=(1.9, 34.5))
CIVILIANS = {"people": "civilians", "victim_status": "civilian"}
HERE = {
    "place": TOWN,
    "period": "2026-02-27",
    "sentence": "Shells fell on Arvena and people were killed.",
    "means": "shells",
}
THERE = {
    "place": OTHER,
    "period": "2026-02-25",
    "sentence": "A bomb went off in Belmont; people were killed.",
    "start": 500,
    "means": "bomb",
}


def count(*claims, by=("admin1", "week"), rule="ucdp-like/1", measure=Measure.KILLED, **told):
    reports = [make_report(), make_report(name="second")]
    story = tell(claims, reports=reports, **told)
    return list_counts(Stock.of(story), Asked(by, measure, rule))


def test_incidents_of_one_cell_told_by_one_claimant_are_added() -> None:
    (row,) = count(kill(3, **HERE, **CIVILIANS), kill(5, **THERE, **CIVILIANS))
    assert (row["admin1"], row["week"], row["according_to"]) == ("Lakes", "2026-W09", "Outlet")
    assert (row["low"], row["best"], row["high"], row["counts"], row["added"]) == (8, 8, 8, 2, True)
    assert row["why"] is None


def test_figures_of_different_claimants_are_never_added() -> None:
    rows = count(kill(3, **HERE, claimant="Hospital"), kill(5, **THERE, claimant="Police"))
    assert [(row["according_to"], row["best"], row["added"]) for row in rows] == [
        ("Hospital", 3, False),
        ("Police", 5, False),
    ]
    assert all(row["why"] == "1 count not added: of other claimants" for row in rows)


def test_two_people_without_a_name_are_two_claimants() -> None:
    nameless = {"is_private_person": True, "speaker_class": "witness"}
    rows = count(kill(3, **HERE, claimant="Ann Osk", **nameless), kill(5, **THERE, claimant="Bea Urt", **nameless))
    assert len(rows) == 2
    assert not any("Osk" in str(row) or "Urt" in str(row) for row in rows)


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ([kill(40, **{**HERE, "scope_start": "2026-01-01"})], "counts since 2026-01-01: a running total is no event"),
        ([kill(3, **{**HERE, "period": None})], "week not told precisely enough"),
        ([kill(3, **{**HERE, "period": make_period("2026-02-01", "2026-03-01", date_prec=4)})], "week not told"),
        ([kill(3, **{**HERE, "place": make_place("Kenya", country="KEN", where_prec=6)})], "admin1 not told"),
        ([kill(None, bound="vague", **HERE)], "no claimant gives a number"),
    ],
)
def test_what_may_overlap_stands_alone_with_why(claims, why) -> None:
    rows = count(*claims, kill(5, **THERE))
    alone = [row for row in rows if str(row["why"]).startswith(why)]
    assert len(alone) == 1
    assert not any(row["added"] for row in rows)


def test_people_of_one_incident_are_added_only_where_they_differ() -> None:
    soldiers = {"side": "Government of Northland", "people": "soldiers", "victim_status": "combatant"}
    (both,) = count(kill(3, **HERE, **CIVILIANS), kill(5, **HERE, **soldiers), is_one=True)
    assert (both["best"], both["added"]) == (8, True)
    nobodys = {**soldiers, "side": None}
    rows = count(kill(4, **HERE, **nobodys), kill(5, **HERE, **soldiers), is_one=True)
    assert not any(row["added"] for row in rows)
    rows = count(kill(9, **HERE), kill(5, **HERE, **soldiers), is_one=True)
    assert [row["best"] for row in rows] == [9, 5] or [row["best"] for row in rows] == [5, 9]
    assert all("people of the same incident" in str(row["why"]) for row in rows)


def test_an_end_that_one_count_lacks_is_unknown_in_the_sum() -> None:
    (row,) = count(kill(3, **HERE), kill(5, **THERE), rule="acled-like/1")
    assert (row["low"], row["best"], row["high"]) == (None, 8, None)


@pytest.mark.parametrize(
    ("by", "cells"),
    [
        (("country",), {("KEN",)}),
        (("place", "day"), {("Arvena", "2026-02-27"), ("Cairn", "2026-02-27")}),
        (("month", "status"), {("2026-02", "civilian")}),
        (("admin2",), {("Arvena",), (None,)}),
    ],
)
def test_cells_follow_the_dimensions_asked_for(by, cells) -> None:
    rows = count(kill(3, **HERE, **CIVILIANS), kill(5, **{**HERE, "place": FAR, "start": 500}, **CIVILIANS), by=by)
    assert {tuple(row[name] for name in by) for row in rows} == cells


def test_every_column_is_in_the_dictionary() -> None:
    (row,) = count(kill(3, **HERE), by=tuple(DIMENSIONS))
    assert set(row) == {column.name for column in load_dictionary()["crosstab"]}


PLACES = [TOWN, OTHER, FAR, make_place("Kenya", country="KEN", where_prec=6)]
WHO = ["Hospital", "Police", "Outlet"]
TOLD = st.tuples(
    st.integers(1, 99),
    st.sampled_from(PLACES),
    st.integers(1, 27),
    st.sampled_from(WHO),
    st.sampled_from([None, "2026-01-01"]),
)


@settings(deadline=None)
@given(st.lists(TOLD, max_size=8))
def test_every_count_stands_in_one_row_and_a_sum_has_one_claimant(told) -> None:
    claims = [
        kill(low, place=place, period=f"2026-02-{day:02}", claimant=who, scope_start=since, start=n * 100)
        for n, (low, place, day, who, since) in enumerate(told)
    ]
    story = tell(claims)
    stock = Stock.of(story)
    rows = list_counts(stock, Asked(("admin1", "week"), Measure.KILLED, "ucdp-like/1"))
    ids = [id for row in rows for id in str(row["question_ids"]).split("; ")]
    assert sorted(ids) == sorted(q.id for q in story.resolution.questions)
    for row in rows:
        asked = str(row["question_ids"]).split("; ")
        spreads = [stock.spreads[id, "ucdp-like/1"] for id in asked]
        assert row["best"] == sum(spread.best or 0 for spread in spreads)
        assert len({stock.name_claimants(stock.lookup.find_claims(spread.claim_ids)) for spread in spreads}) == 1
        assert row["added"] == (len(asked) > 1)
        assert row["added"] is False or all(row[name] for name in ("admin1", "week"))
        assert (
            row["added"]
            or len(rows) == 1
            or row["why"]
            or all(
                (other["admin1"], other["week"]) != (row["admin1"], row["week"]) for other in rows if other is not row
            )
        )

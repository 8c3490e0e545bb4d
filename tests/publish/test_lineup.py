from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.lineup import LineRow, line_up
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.coded import CodedEvent
from counterclaim.records.story import Story
from counterclaim.records.text import Report
from counterclaim.records.world import Place
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_judgement, make_period, make_place, make_report

ZENDA = make_place("Zenda", country="CZE", admin1="Elphberg", at=(50.10, 14.20))
HENTZAU = make_place("Hentzau", country="CZE", admin1="Elphberg", at=(50.80, 15.30))
STRELSAU = make_place("Strelsau", country="AUT", at=(47.00, 15.00))
MINISTRY = make_actor("Ministry of Ruritania", side="Government of Ruritania", sector="GOV")
COUNCIL = make_actor("Council", side="Red Front", sector="REB")
RURITANIA, FRONT = (make_actor(name, side=name) for name in ("Government of Ruritania", "Red Front"))

ONE = make_report("one", outlet="Wire", published="2026-03-02T08:00:00")
TWO = make_report("two", outlet="Post", published="2026-03-03T08:00:00")


def tell(report: Report, low: int, place: Place | None, day: str | None, **given: Any) -> Claim:
    told: dict[str, Any] = {
        "actor": RURITANIA,
        "side": "Red Front",
        "people": "Red Front fighters",
        "victim_status": "combatant",
    }
    told |= {"claimant": MINISTRY, "period": day}
    sentence = f"{low} fighters were killed in {place.name if place else 'the war'}"
    return make_claim(report=report, low=low, place=place, sentence=sentence, **(told | given))


CLAIMS = (
    tell(ONE, 12, ZENDA, "2026-03-01"),
    tell(TWO, 15, ZENDA, "2026-03-01"),
    tell(ONE, 7, HENTZAU, "2026-03-01", start=100),
    tell(ONE, 3, STRELSAU, "2026-03-01", start=200),
    tell(ONE, 9, ZENDA, "2026-02-10", start=300),
)
RESOLUTION = group(CLAIMS, [ONE, TWO])
STORY = Story((ONE, TWO), CLAIMS, RESOLUTION, reconcile(RESOLUTION, CLAIMS, [ONE, TWO]))


def row(line: int = 2, **given: Any) -> CodedEvent:
    told: dict[str, Any] = {
        "id": str(line), "days": make_period("2026-03-01"), "place": Place("", "Zenda", "Czechia", None, None, 50.11, 14.21, 1),
        "sides": ("Military Forces of Ruritania (2019-)", "Red Front"), "best": 15,
    }  # fmt: skip
    return CodedEvent(line=line, **(told | given))


def compare(*rows: CodedEvent, story: Story = STORY) -> tuple[LineRow, ...]:
    return line_up(story, rows, "ucdp-like/1")


CASES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "same", "the same deaths under ucdp-like/1; the same day; the same place name, Zenda"),
    ({"place": Place("", "Bridge at the ford", None, None, None, 50.12, 14.22, 1)}, "same", "3 km apart"),
    ({"place": Place("", "Zendah", "CZE", where_prec=1)}, "same", "the same place name"),
    ({"days": make_period("2026-03-02")}, "same", "a day apart"),
    ({"best": None}, "same", "your row gives no deaths"),
    (
        {"best": 12},
        "figure differs",
        "yours is 12: Ministry of Ruritania gave it on 2 Mar 2026, later 15 (supersedes)",
    ),
    ({"best": 40}, "figure differs", "no claim here gives it in the 2 reports"),
    ({"days": make_period("2026-03-20")}, "only in your table", "no incident of those days and that place"),
    (
        {"place": Place("", "Zenda", "Austria", where_prec=1)},
        "only in your table",
        "no incident of those days and that place",
    ),
    ({"place": Place("", "Budweis", "CZE", None, None, 48.97, 14.47, 1)}, "only in your table", "no incident of those"),
    ({"place": None, "sides": ()}, "only in your table", "nothing fits well enough"),
]


@pytest.mark.parametrize(("given", "state", "why"), CASES)
def test_a_row_is_lined_up_or_says_why_not(given: dict[str, Any], state: str, why: str) -> None:
    line = compare(row(**given))[0]
    assert (line.state, line.line) == (state, 2), line.why
    assert why in line.why
    assert (line.incident_id is None) == (state == "only in your table")


def test_what_the_table_covers_and_has_not_is_new() -> None:
    lines = compare(row())
    new = [line for line in lines if line.state == "new"]
    assert [(line.incident.split(", ")[1], line.best, line.your_id) for line in new] == [("Hentzau", 7, None)]
    assert all(line.told_by for line in new), "no incident without who tells of it"
    wider = compare(row(), row(3, days=make_period("2026-02-01"), place=Place("", "Nowhere", "AUT", where_prec=1)))
    assert len([line for line in wider if line.state == "new"]) == 3


def test_further_rows_of_an_incident_say_so_and_the_best_row_has_it() -> None:
    lines = compare(row(2, days=make_period("2026-03-02")), row(3))
    assert [line.state for line in lines[:2]] == ["shares an incident", "same"]
    assert "lined up with your line 3" in lines[0].why


def test_where_two_incidents_fit_equally_a_person_must_say() -> None:
    twin = tell(TWO, 8, ZENDA, "2026-03-01", start=500)
    claims = (CLAIMS[0], twin)
    resolution = group(claims, [ONE, TWO], [make_judgement("different", CLAIMS[0].id, twin.id)])
    assert len(resolution.incidents) == 2
    story = Story((ONE, TWO), claims, resolution, reconcile(resolution, claims, [ONE, TWO]))
    (line, *rest) = compare(row(best=None), story=story)
    assert line.state == "uncertain"
    assert all(incident.id[:8] in line.why for incident in resolution.incidents)
    assert [r for r in rest if r.state == "new"] == [], "what is offered is not new"


def test_a_figure_of_a_whole_campaign_is_named_as_such() -> None:
    total = tell(TWO, 297, None, None, scope_start="2026-02-01", start=400)
    claims = (*CLAIMS, total)
    resolution = group(claims, [ONE, TWO])
    story = Story((ONE, TWO), claims, resolution, reconcile(resolution, claims, [ONE, TWO]))
    line = compare(
        row(best=297, place=Place("", "Nowhere", where_prec=1), days=make_period("2026-03-02")), story=story
    )[0]
    assert line.state == "a total, no incident"
    assert "Ministry of Ruritania gave 297 on question" in line.why


@given(
    st.permutations(
        [
            row(2),
            row(3, place=Place("", "Hentzau", "CZE", where_prec=1), best=7),
            row(4, days=make_period("2026-02-10"), best=9),
        ]
    )
)
def test_the_order_of_rows_changes_no_line(rows: list[CodedEvent]) -> None:
    expected = {line.line: line for line in compare(*sorted(rows, key=lambda r: r.line))}
    assert {line.line: line for line in compare(*rows)} == expected
    assert {line.state for line in expected.values() if line.line} == {"same"}


def test_swapping_the_parties_of_all_swaps_nothing_else() -> None:
    there = compare(row(sides=("Red Front", "Government of Ruritania")))
    assert [line.score for line in there] == [
        line.score for line in compare(row(sides=("Government of Ruritania", "Red Front")))
    ]


def test_an_empty_table_and_an_empty_ledger() -> None:
    assert all(line.state == "new" for line in compare())
    assert len(compare()) == 4
    nothing = group([], [])
    empty = Story((), (), nothing, reconcile(nothing, [], []))
    assert [line.state for line in compare(row(), story=empty)] == ["only in your table"]

from __future__ import annotations

import pytest

import counterclaim
from counterclaim.intake.grid import write_rows
from counterclaim.records.claim import Measure

Rows = list[list[str | None]]
TABLE: Rows = [["District", "Killed", "Injured"], ["Kandahar", "9", "15"], ["Kunar", "1,200", None]]


def test_a_count_by_place_gives_a_sentence_a_cell() -> None:
    assert list(write_rows(TABLE)) == [
        (2, "Kandahar: Killed 9."),
        (2, "Kandahar: Injured 15."),
        (3, "Kunar: Killed 1,200."),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Party", "Killed"], ["Norland", "9"]],
        [["Country", "Killed"], ["Norland", "9"]],
        [["District", "Population"], ["Osk", "9,000"]],
        [["Osk", "9"], ["Zenda", "4"]],
        [["District", "Killed"]],
        [["District", "Killed"], ["Osk", "9", "15"]],
        [["District", "Killed"], ["Osk", "many"]],
        [["District", "Killed"], ["12", "9"]],
        [["District"], ["Osk"]],
    ],
)
def test_any_other_table_keeps_its_rows(rows: Rows) -> None:
    lines = [line for _, line in write_rows(rows)]
    whole = [" | ".join(filter(None, row)) for row in rows]
    assert lines in (whole, whole[1:])


def test_nothing_gives_nothing() -> None:
    assert list(write_rows([])) == []
    assert list(write_rows([[None, ""], []])) == []


@pytest.mark.parametrize(
    ("head", "measure"),
    [
        ("Killed", Measure.KILLED),
        ("Injured", Measure.INJURED),
        ("Missing", Measure.MISSING),
        ("Displaced", Measure.DISPLACED),
    ],
)
def test_each_cell_is_read_as_a_claim_of_its_place(head: str, measure: Measure) -> None:
    lines = [line for _, line in write_rows([["Province", head], ["Kunar", "31"]])]
    (claim,) = counterclaim.read("\n".join(["The situation on Friday.", *lines]), published="2026-02-28")
    assert claim.quantity is not None
    assert (claim.measure, claim.quantity.low, claim.quantity.span.text) == (measure, 31, "31")
    assert [mention.span.text for mention in claim.place] == ["Kunar"]
    assert (claim.actor, claim.victim_side) == ((), None)
    assert claim.statement.evidence.text == f"Kunar: {head} 31."

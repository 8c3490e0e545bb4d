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


@pytest.mark.parametrize(
    ("rows", "after", "lines"),
    [
        # Footnotes go with the cells and heads that carry their mark, wherever the note stands.
        ([["District", "Killed*", "Injured"], ["Kunar", "14", "3 [1]"], ["* Hospitals only."]], ["[1] As of 3 March."],
         ["Kunar: Killed 14 – Hospitals only.", "Kunar: Injured 3 – As of 3 March.", "* Hospitals only."]),
        ([["District", "Killed"], ["Kunar", "14²"]], ["1. Not this.", "2. Includes missing.", "2. A later one."],
         ["Kunar: Killed 14 – Includes missing."]),
        ([["District", "Killed"], ["Kunar", "14*"]], ["No note at all."], ["Kunar: Killed 14."]),
        # Heads over heads, and heads that say whom they count or since when.
        ([["District", "Killed", "", "Injured"], ["", "Men", "Women", "Children"], ["Kunar", "1", "2", "3"]], [],
         ["Kunar: 1 men killed.", "Kunar: 2 women killed.", "Kunar: 3 children injured."]),
        ([["District", "Civilians killed", "Killed since 1 January", "Houses destroyed"], ["Kunar", "1", "2", "3"]], [],
         ["Kunar: 1 civilians killed.", "Kunar: 2 killed since 1 January.", "Kunar: 3 houses destroyed."]),
        # Who counts is nobody who was harmed.
        ([["District", "Killed (ministry)", "Killed"], ["Kunar", "14", "3"]], [],
         ["Kunar: Killed 3.", "Kunar | Killed (ministry): 14"]),
        ([["Side", "Killed (own figure)"], ["Norland", "14"]], [], ["Side | Killed (own figure)", "Norland | 14"]),
        # The parties or people who were harmed.
        ([["Side", "Killed", "Injured†"], ["Norland", "14", "3"], ["Total", "20", "-"]], ["† Treated in hospitals."],
         ["14 of Norland killed.", "3 of Norland injured – Treated in hospitals.", "20 killed."]),
        ([["Category", "Killed since 1 May"], ["Civilians", "1,400"], ["UN staff", "3"]], [],
         ["1,400 civilians killed since 1 May.", "3 UN staff killed since 1 May."]),
    ],
)  # fmt: skip
def test_a_cell_is_told_with_its_heads_and_footnotes(rows: Rows, after: list[str], lines: list[str]) -> None:
    assert [line for _, line in write_rows(rows, after)] == lines


@pytest.mark.parametrize(
    ("head", "name", "counted", "side", "status"),
    [
        ("Side", "Hamas", "35 of Hamas", "Hamas", "unknown"),
        ("Side", "Russian forces", "35 of Russian forces", "Government of Russia", "combatant"),
        ("Category", "Civilians", "35 civilians", None, "civilian"),
        ("Category", "Police officers", "35 police officers", None, "police"),
    ],
)
def test_a_row_of_those_harmed_is_their_loss_and_nobodys_deed(
    head: str, name: str, counted: str, side: str | None, status: str
) -> None:
    lines = [line for _, line in write_rows([[head, "Killed*"], [name, "35*"]], ["* As of 3 March."])]
    (claim,) = counterclaim.read("\n".join(["The situation on Friday.", *lines]), published="2026-03-05")
    assert claim.quantity is not None
    assert (claim.measure, claim.quantity.low, claim.quantity.span.text) == (Measure.KILLED, 35, "35")
    assert [mention.span.text for mention in claim.object] == [counted]
    assert (claim.actor, claim.victim_side) == ((), side)
    assert claim.victim_status is not None
    assert claim.victim_status.value.value == status
    assert claim.statement.evidence.text == f"{counted} killed – As of 3 March."

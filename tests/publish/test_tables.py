from __future__ import annotations

import dataclasses

import pytest

from counterclaim.publish.tables import (
    list_claims,
    list_incidents,
    list_positions,
    list_questions,
    list_reports,
    list_spreads,
)
from counterclaim.records.plain import to_plain
from tests.golden.renew import load_story
from tests.publish.stories import make_empty_story, make_hostile_story

TABLES = [list_questions, list_spreads, list_claims, list_incidents, list_positions, list_reports]


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_plain_and_rows_alike(table) -> None:
    rows = table(load_story())
    assert rows
    for row in rows:
        assert dataclasses.is_dataclass(row)
        assert all(isinstance(v, str | int | float | bool | None) for v in dataclasses.asdict(row).values())
    assert table(make_empty_story()) == ()
    assert table(load_story()) == rows


@pytest.mark.parametrize("table", TABLES)
def test_private_names_are_withheld_unless_asked_for(table) -> None:
    assert "Osk" not in str(table(load_story()))


def test_asked_for_names_are_shown() -> None:
    assert "Osk Rupert" in str(list_claims(load_story(), masked=False))


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_holds_a_line_break_or_an_override(table) -> None:
    for row in table(make_hostile_story()):
        for value in dataclasses.asdict(row).values():
            assert not isinstance(value, str) or ("\n" not in value and "‮" not in value), row


def test_every_figure_stands_beside_its_claimant() -> None:
    story = load_story()
    rows = list_questions(story)
    names = {t.claimant for t in story.reconciliation.tallies} | {"baker [name withheld]"}
    assert all(row.claimant in names for row in rows)
    fields = [f.name for f in dataclasses.fields(rows[0])]
    assert fields.index("claimant") < fields.index("figure")
    assert all(row.rests_on for row in list_spreads(story))


def test_a_question_row_tells_what_its_figure_replaced() -> None:
    row = next(r for r in list_questions(load_story()) if r.figure == "297")
    assert (row.relation, row.follows, row.relation_basis, row.figures_given, row.claimants) == (
        "supersedes",
        "274",
        "inferred",
        4,
        2,
    )


def test_rows_follow_the_ledgers_plain_form() -> None:
    """The command line prints rows as `to_plain` gives them; a changed column is a break for people's scripts."""
    columns = {table.__name__: [f.name for f in dataclasses.fields(table(load_story())[0])] for table in TABLES}
    assert columns["list_questions"][:7] == ["question_id", "question", "claimant", "figure", "low", "high", "bound"]
    assert columns["list_incidents"][:3] == ["incident_id", "told_by", "kinds"]
    assert to_plain(list_reports(load_story())[0])["outlet"]

from __future__ import annotations

import csv
import io
import json
from functools import partial
from pathlib import Path

import pytest
from bench.worlds.kept import keep_world

from counterclaim.errors import UnknownName
from counterclaim.ledger.view import open_view
from counterclaim.pipeline.compose import tell_read, tell_story
from counterclaim.pipeline.rows import LISTED, TABLES, list_rows, write_json
from counterclaim.publish.spreadsheet import write_csv
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.story import Story
from counterclaim.resolve.group import group
from tests.make import make_claim, make_report


@pytest.fixture(scope="module")
def story() -> Story:
    reports = [make_report(f"text {n}", published=f"2026-02-2{n}") for n in range(3)]
    killed = partial(make_claim, side="Southland", people="fighters", scope_kind="total", cumulative=True)
    claims = [
        killed(report=reports[0], claimant="Norland", claimant_side="Norland", actor="Norland", low=9, speaker="N"),
        killed(report=reports[1], claimant="Norland", claimant_side="Norland", actor="Norland", low=12, speaker="N"),
        killed(report=reports[1], claimant="Southland", claimant_side="Southland", actor="Norland", low=2, speaker="S"),
        make_claim(report=reports[2], kind="ACCUSE", trigger="accused", claimant="Norland", object="Southland"),
    ]
    resolution = group(claims, reports)
    return Story(tuple(reports), tuple(claims), resolution, reconcile(resolution, claims, reports))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_written_as_json_and_csv_with_the_same_rows(story: Story, name: str) -> None:
    rows = list_rows(story, name)
    if name != "incidents":
        assert rows
    assert [set(row) for row in rows] == [set(TABLES[name])] * len(rows)
    assert len(json.loads(write_json(story, name, rows))) == len(rows)
    head, *lines = csv.reader(io.StringIO(write_csv(TABLES[name], rows)))
    assert (tuple(head), len(lines)) == (TABLES[name], len(rows))


def test_what_was_read_is_listed_alike_when_nothing_is_put_together(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.sqlite")
    keep_world(place, 120, seed=3)
    with open_view(place) as view:
        read, whole = tell_read(view), tell_story(view)
    assert any(row["same_text_as"] for row in list_rows(read, "reports"))
    assert [list_rows(read, name) for name in sorted(LISTED)] == [list_rows(whole, name) for name in sorted(LISTED)]


def test_questions_carry_the_whole_tally_and_the_spreads(story: Story) -> None:
    rows = json.loads(write_json(story, "questions", list_rows(story, "questions", [("claimant", "norland")])))
    (row,) = rows
    assert [(entry["low"], entry["current"]) for entry in row["history"]] == [(9, False), (12, True)]
    assert row["history"][1]["relation"] == "supersedes"
    assert row["history"][1]["relation_basis"] == "inferred"
    assert {spread["rule"] for spread in row["spreads"]} >= {"min-max/1"}


def test_rows_are_chosen_by_what_their_columns_hold(story: Story) -> None:
    every = list_rows(story, "claims")
    assert [row for row in every if "south" in str(row["claimant"]).lower()] == list_rows(
        story, "claims", [("claimant", "SOUTH")]
    )
    assert list_rows(story, "claims", [("claimant", "south"), ("kind", "accuse")]) == []


def test_an_unknown_column_is_told_with_the_known_ones(story: Story) -> None:
    with pytest.raises(UnknownName, match="claimant"):
        list_rows(story, "claims", [("who", "x")])

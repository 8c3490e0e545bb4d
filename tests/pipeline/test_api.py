from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

import counterclaim
from counterclaim.errors import ReportError, SetupError
from counterclaim.pipeline.api import Rows
from counterclaim.records.statement import Kind

TEXT = "The ministry said on Friday that nine soldiers were killed near the bridge.\n"


def test_the_claims_of_a_text_and_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    from_text = counterclaim.read(TEXT)
    assert [claim.statement.kind for claim in from_text] == [Kind.KILL]
    assert counterclaim.read_file(path) == from_text
    (dated,) = counterclaim.read("Nine died on Friday.", published="2026-02-28", outlet="Daily Lantern")
    assert dated.claimant.name == "Daily Lantern"
    assert [mention.period.start for mention in dated.time if mention.period] == [date(2026, 2, 27)]
    with pytest.raises(ReportError, match=r"missing\.txt"):
        counterclaim.read_file(tmp_path / "missing.txt")


def test_a_ledger_reads_and_answers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2026-02-28\n" + TEXT)
    with counterclaim.open(tmp_path / "l.sqlite") as ledger:
        assert len(ledger.read(tmp_path / "a.txt", outlet="Daily Lantern")) == 1
        assert [row["outlet"] for row in ledger.reports()] == ["Daily Lantern"]
        assert len(ledger.claims()) == 1
        assert len(ledger.questions()) == 1
        assert len(ledger.claims(as_of=date(2026, 2, 27))) == 0


def test_rows_are_a_sequence_and_a_data_frame_where_pandas_is(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Rows([{"a": 1}, {"a": 2}, {"a": None}])
    assert (rows[0], len(rows), [row["a"] for row in rows[1:]]) == ({"a": 1}, 3, [2, None])
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SetupError, match="pip install pandas"):
        rows.to_pandas()


def test_an_unknown_name_is_told_with_what_there_is() -> None:
    with pytest.raises(AttributeError, match="read_file"):
        counterclaim.nothing  # noqa: B018 # the look-up is the test


def test_a_ledger_gives_its_tables_counts_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2026-02-28\n" + TEXT)
    with counterclaim.open(tmp_path / "l.sqlite") as ledger:
        ledger.read(tmp_path / "a.txt", outlet="Daily Lantern")
        assert [row["kind"] for row in ledger.statements()] == ["KILL"]
        assert [row["low"] for row in ledger.tallies()] == [9]
        assert {row["rule"] for row in ledger.spreads()} >= {"ucdp-like/1"}
        assert ledger.judgements().columns[0] == "judgement_id"
        assert [row["according_to"] for row in ledger.table("month")] == ["The ministry"]
        paths = ledger.export("losses", tmp_path / "losses.csv", rule="min-max")
        assert paths[0].read_text().count("\n") == 2

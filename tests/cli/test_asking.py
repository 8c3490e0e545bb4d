from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.run import call, write_reports

NAMES = ("questions", "claims", "incidents", "positions", "reports")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking")
    reports = write_reports(folder / "reports", 4)
    (reports / "z.txt").write_text("date 2026-02-20 =1+1 [red]dead[/red]\nThe army said 9 soldiers were killed.\n")
    path = folder / "l.sqlite"
    assert call("read", reports, "--ledger", path).code == 0
    return path


@pytest.mark.parametrize("name", NAMES)
def test_tables_for_people_json_and_csv_hold_the_same_rows(ledger: Path, name: str) -> None:
    table, as_json, as_csv = (call(name, "--ledger", ledger, *kind) for kind in ([], ["--json"], ["--csv"]))
    assert (table.code, as_json.code, as_csv.code) == (0, 0, 0)
    rows = json.loads(as_json.out)
    head, *lines = csv.reader(io.StringIO(as_csv.out))
    assert len(rows) == len(lines)
    assert not rows or set(head) <= set(rows[0])
    basis = f"{len(rows)} rows, resting on 5 reports of"
    assert basis in table.out
    assert basis in as_json.err
    assert basis in as_csv.err


def test_rows_are_chosen_and_cut_by_day(ledger: Path) -> None:
    every = json.loads(call("reports", "--ledger", ledger, "--json").out)
    early = json.loads(call("reports", "--ledger", ledger, "--json", "--as-of", "2026-02-02").out)
    assert (len(every), len(early)) == (5, 2)
    chosen = json.loads(call("claims", "--ledger", ledger, "--json", "--where", "kind=deny").out)
    assert chosen
    assert {row["kind"] for row in chosen} == {"DENY"}
    unknown = call("claims", "--ledger", ledger, "--where", "who=x")
    assert unknown.code == 2
    assert "claimant" in unknown.err


def test_no_cell_is_a_formula_and_no_markup_is_obeyed(ledger: Path) -> None:
    cells = [cell for row in csv.reader(io.StringIO(call("reports", "--ledger", ledger, "--csv").out)) for cell in row]
    assert "'=1+1 [red]dead[/red]" in cells
    assert "=1+1 [red]dead[/red]" in " ".join(call("reports", "--ledger", ledger).out.split())


def test_every_row_with_a_figure_names_its_claimant(ledger: Path) -> None:
    for name in ("questions", "claims"):
        for row in json.loads(call(name, "--ledger", ledger, "--json").out):
            assert row["claimant"]
            assert not any(ch.isdigit() for ch in str(row.get("question", "")))


def test_the_brief_is_printed_or_written(ledger: Path, tmp_path: Path) -> None:
    printed = call("brief", "--ledger", ledger)
    assert printed.out.startswith("# ")
    page = tmp_path / "b.html"
    assert call("brief", "-o", page, "--ledger", ledger).code == 0
    assert "<html" in page.read_text()
    twin = tmp_path / "b.md"
    assert call("brief", "-o", twin, "--ledger", ledger).code == 0
    assert twin.read_text().strip() == printed.out.strip()
    other = call("brief", "-o", tmp_path / "b.docx", "--ledger", ledger)
    assert (other.code, "as .html or .md" in other.err) == (2, True)


def test_forgetting_takes_a_report_out_for_good(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "l.sqlite"
    copy.write_bytes(ledger.read_bytes())
    report_id = json.loads(call("reports", "--ledger", copy, "--json").out)[0]["report_id"]
    ask = ("forget", "report", report_id, "--reason", "asked", "--author", "keeper", "--ledger", copy)
    assert call(*ask).code != 0, "without --yes somebody has to agree"
    assert call(*ask, "--yes").code == 0
    left = json.loads(call("reports", "--ledger", copy, "--json").out)
    assert report_id not in [row["report_id"] for row in left]
    gone = call(*ask, "--yes")
    assert gone.code == 2
    assert report_id[:6] in gone.err


def test_texts_that_changed_at_their_address(tmp_path: Path) -> None:
    lines = [
        {"text": f"One line stays.\nThe mayor spoke of {n} dead.", "url": "https://a.example/1", "outlet": "The Lantern",
         "published": f"2026-02-2{n}"}
        for n in (4, 7)
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    call("read", tmp_path / "a.jsonl", "--ledger", tmp_path / "l.sqlite")
    shown = call("reports", "--changes", "--ledger", tmp_path / "l.sqlite").out
    assert "The Lantern changed its text at https://a.example/1: 1 line of it gone, 1 new." in shown
    assert "The Lantern, before: “The mayor spoke of 4 dead.”" in shown
    assert "The Lantern, now: “The mayor spoke of 7 dead.”" in shown
    (change,) = json.loads(call("reports", "--changes", "--json", "--ledger", tmp_path / "l.sqlite").out)
    assert [words["text"] for words in change["quotes"]] == ["The mayor spoke of 4 dead.", "The mayor spoke of 7 dead."]


def test_near_a_claim_stands_what_the_whole_says_of_it(ledger: Path) -> None:
    every = json.loads(call("questions", "--ledger", ledger, "--json").out)
    claim_id = every[0]["claim_id"]
    (question_id,) = {row["question_id"] for row in every if row["claim_id"] == claim_id}
    found = call("questions", "--ledger", ledger, "--near", claim_id[:8], "--json")
    near = [row for row in json.loads(found.out) if row["question_id"] == question_id]
    assert near == [row for row in every if row["question_id"] == question_id]
    assert call("incidents", "--ledger", ledger, "--near", claim_id, "--csv").code == 0


@pytest.mark.parametrize("options", [["--near", "zzzz"], ["--near", "a"], ["--near", "0000", "--sources", "B"]])
def test_near_nothing_is_said_so(ledger: Path, options: list[str]) -> None:
    done = call("questions", "--ledger", ledger, *options)
    assert done.code == 2
    assert done.err

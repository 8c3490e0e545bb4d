from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import call, write_reports

TEXT = "Nine soldiers were killed near the bridge on Friday, the army said.\n"


def test_read_json_prints_a_line_a_report_in_order_and_keeps_nothing(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 3)
    done = call("read", "--json", folder)
    readings = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [Path(reading["report"]["path"]).name for reading in readings] == ["000.txt", "001.txt", "002.txt"]
    assert all(reading["claims"] for reading in readings)
    assert done.err.startswith("Read 3 reports")
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_reading_into_a_ledger_ends_with_a_summary(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 4)
    (folder / "x.txt").write_bytes(b"\x00\x01")
    (folder / "y.txt").write_text("Le ministère a déclaré que neuf soldats ont été tués dans une attaque vendredi.")
    (folder / "z.txt").write_text("date 2999-01-01\n" + TEXT)
    ledger = tmp_path / "l.sqlite"
    first = call("read", folder, "--ledger", ledger)
    assert first.code == 1
    for words in (
        "Read 6 reports", "The ledger now holds 6 reports", "with more than one claimant", "(fr 1)",
        "Without a publication date: 1 report", "Dated in the future: 1 report", "Not read: 1 file", "x.txt: This is a binary",
    ):  # fmt: skip
        assert words in first.out
    again = call("read", folder, "--ledger", ledger)
    assert "6 of them known already" in again.out
    held = [line for line in first.out.splitlines() if line.startswith("The ledger now holds")]
    assert held[0] in again.out


def test_facts_and_columns_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"words": TEXT, "paper": "Daily Lantern"}) + "\n")
    done = call("read", "--json", path, "--columns", "text=words,outlet=paper", "--published", "2026-02-28T10:00Z")
    report = json.loads(done.out)["report"]
    assert (report["outlet"], report["published"], report["path"]) == (
        "Daily Lantern",
        "2026-02-28T10:00:00+00:00",
        f"{path}#1",
    )


def test_standard_input_is_read() -> None:
    done = call("read", "--json", "-", "--outlet", "Daily Lantern", stdin=TEXT.encode())
    assert json.loads(done.out)["report"]["outlet"] == "Daily Lantern"


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_demo_writes_its_brief(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"demo{suffix}"
    done = call("demo", "-o", out)
    assert done.code == 0
    assert str(out) in done.out
    text = out.read_text()
    assert ("<!doctype html" in text.lower()) is (suffix == ".html")
    assert len(text) > 5_000


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = call("demo", "-o", tmp_path / "no" / "such" / "demo.html")
    assert done.code == 2
    assert "cannot be written" in done.err


def test_control_characters_of_file_names_do_not_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.txt").touch()
    done = call("read", "--json", tmp_path)
    assert done.code == 1
    assert "\x1b" not in done.err

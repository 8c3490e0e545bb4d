from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.run import call, write_reports


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("giving")
    path = folder / "l.sqlite"
    assert call("read", write_reports(folder / "reports", 4), "--ledger", path).code == 0
    return path


@pytest.mark.parametrize("form", ["ged-like", "hxl", "losses", "plover", "geojson", "claim-jsonld"])
def test_a_form_with_a_main_file_takes_its_name(ledger: Path, tmp_path: Path, form: str) -> None:
    suffix = {"plover": ".jsonl", "geojson": ".geojson", "claim-jsonld": ".jsonld"}.get(form, ".csv")
    done = call("export", form, "-o", tmp_path / f"mine{suffix}", "--ledger", ledger)
    assert done.code == 0, done.err
    assert (tmp_path / f"mine{suffix}").exists()
    assert all(path.name.startswith("mine.") for path in tmp_path.iterdir())
    assert "Rests on 4 reports" in (tmp_path / "mine.README.md").read_text()


def test_a_form_with_a_main_file_takes_its_own_name_in_a_folder(ledger: Path, tmp_path: Path) -> None:
    assert call("export", "ged-like", "-o", tmp_path, "--ledger", ledger).code == 0
    assert (tmp_path / "ged-like.csv").exists()


def test_the_same_ledger_gives_the_same_bytes(ledger: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert call("export", "jsonl", "-o", tmp_path / folder, "--ledger", ledger).code == 0
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(names) == 11
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_as_of_and_rule_apply(ledger: Path, tmp_path: Path) -> None:
    done = call("export", "csv", "-o", tmp_path, "--ledger", ledger, "--as-of", "2026-02-02", "--rule", "min-max")
    assert done.code == 0
    assert len(list(csv.reader((tmp_path / "reports.csv").read_text().splitlines()))) == 1 + 2
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert package["counterclaim"] == {
        "version": package["counterclaim"]["version"], "rule": "min-max/1", "as_of": "2026-02-02", "reviewed_only": False,
        "review": package["counterclaim"]["review"],
    }  # fmt: skip


def test_reviewed_only_holds_what_a_person_accepted(ledger: Path, tmp_path: Path) -> None:
    done = call("export", "csv", "-o", tmp_path, "--ledger", ledger, "--reviewed-only")
    assert done.code == 0
    assert len(list(csv.reader((tmp_path / "claims.csv").read_text().splitlines()))) == 1
    assert "claims that no person accepted are left out" in (tmp_path / "README.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gedlike"], "Near: ged-like"),
        (["ged-like", "--rule", "ucdp"], "Near: ucdp-like"),
        (["claim-review"], "rates nothing"),
    ],
)
def test_what_cannot_be_given_is_said(ledger: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = call("export", *arguments, "-o", tmp_path / "x.csv", "--ledger", ledger)
    assert done.code == 2
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = call("export", "csv", "-o", tmp_path / "file", "--ledger", ledger)
    assert done.code == 2
    assert "cannot be written" in done.err


def test_a_table_counts_and_says_what_it_did_not_add(ledger: Path) -> None:
    as_json, as_csv, shown = (
        call("table", "--by", "side,month", "--ledger", ledger, *kind) for kind in (["--json"], ["--csv"], [])
    )
    rows = json.loads(as_json.out)
    head, *lines = csv.reader(as_csv.out.splitlines())
    assert (as_json.code, as_csv.code, shown.code) == (0, 0, 0)
    assert len(rows) == len(lines) > 0
    assert head[:3] == ["side", "month", "according_to"]
    assert all(row["according_to"] for row in rows if row["low"] is not None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--by", "admn1"], "Near: admin1"),
        (["--measure", "kiled"], "Near: killed"),
        (["--measure", "injured", "--rule", "ucdp-like"], "is about deaths"),
    ],
)
def test_what_cannot_be_counted_is_said(ledger: Path, arguments: list[str], words: str) -> None:
    done = call("table", *arguments, "--ledger", ledger)
    assert done.code == 2
    assert words in done.err


def test_a_release_is_frozen_compared_and_never_overwritten(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_AUTHOR", "Desk")
    for name, as_of in (("one", ["--as-of", "2026-02-02"]), ("two", [])):
        done = call("release", name, "-o", tmp_path, "--ledger", ledger, *as_of)
        assert done.code == 0, done.err
        assert "Desk" in (tmp_path / name / "CITATION.cff").read_text()
    again = call("release", "two", "-o", tmp_path, "--ledger", ledger)
    assert again.code == 2
    assert "never overwritten" in again.err
    told = call("diff", tmp_path / "one", tmp_path / "two", "--json", "--ledger", ledger)
    by_day = call("diff", "2026-02-02", ledger, "--json", "--ledger", ledger)
    assert told.code == by_day.code == 0
    assert json.loads(told.out) == json.loads(by_day.out)
    assert sum(row["what"] == "report" for row in json.loads(told.out)) == 2
    (tmp_path / "two" / "claims.csv").write_text("")
    broken = call("diff", tmp_path / "one", tmp_path / "two", "--ledger", ledger)
    assert broken.code == 2
    assert "not as it was released: claims.csv" in broken.err


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden"])
def test_a_release_has_a_name_that_a_folder_may_have(ledger: Path, tmp_path: Path, name: str) -> None:
    assert call("release", name, "-o", tmp_path / "r", "--ledger", ledger).code == 2


def test_what_is_no_state_is_said(ledger: Path, tmp_path: Path) -> None:
    for name in (str(tmp_path), "yesterday"):
        done = call("diff", name, "2026-02-02", "--ledger", ledger)
        assert done.code == 2
        assert "is no release" in done.err

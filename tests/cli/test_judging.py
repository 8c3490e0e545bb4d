from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger.ledger import open_ledger
from tests.cli.run import call
from tests.ledger import world

put = partial(world.put, where_prec=1)
WORDS = (
    "offers",
    "same",
    "different",
    "merge",
    "split",
    "accept",
    "reject",
    "edit",
    "enter",
    "grade",
    "estimate",
    "undo",
    "judgements",
)
TEXTS = (
    ("one", "The Council said 40 people were killed in Zenda.", "2026-03-01"),
    ("two", "The Border Watch said 30 people were killed in Zenda.", "2026-03-02"),
    ("far", "The Council said 7 people were killed in Hentzau.", "2026-03-02"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("judging") / "l.sqlite"
    with open_ledger(path) as book:
        for name, text, day in TEXTS:
            put(book, text, name=name, published=day)
    return path


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Path:
    """A ledger of its own, for each test to judge on."""
    return Path(shutil.copy(made, tmp_path))


def table(ledger: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(call(name, "--json", "--ledger", ledger).out)
    return rows


def find(ledger: Path, name: str, key: str, **fields: object) -> str:
    (id,) = {row[key] for row in table(ledger, name) if all(row[field] == value for field, value in fields.items())}
    return str(id)


@pytest.mark.parametrize("name", WORDS)
def test_help_teaches_with_an_example(name: str) -> None:
    shown = " ".join(call(name, "--help").out.split())
    assert f"counterclaim {name}" in shown


def test_a_judgement_tells_what_it_did_and_how_to_take_it_back(ledger: Path) -> None:
    near, far = (find(ledger, "incidents", "incident_id", place=place) for place in ("Zenda", "Hentzau"))
    done = call("merge", near[:6], far[:6], "-m", "one battle", "--author", "jo", "--ledger", ledger)
    assert done.code == 0
    assert "Judged: merge, by jo" in done.out
    assert "Now one incident" in done.out
    assert len(table(ledger, "incidents")) == 1
    (row,) = table(ledger, "judgements")
    assert (row["author"], row["reason"], row["state"]) == ("jo", "one battle", "stands")
    again = call("merge", near[:6], far[:6], "-m", "one battle", "--ledger", ledger)
    assert again.code == 2
    assert "one thing already" in again.err
    undone = call("undo", row["judgement_id"][:8], "--author", "kim", "--ledger", ledger)
    assert undone.code == 0
    assert "Now two incidents" in undone.out
    assert len(table(ledger, "incidents")) == 2
    twice = call("undo", row["judgement_id"][:8], "--ledger", ledger)
    assert twice.code == 2
    assert "withdrawn already, by kim" in twice.err
    states = [row["state"] for row in table(ledger, "judgements")]
    assert states == ["withdrawn", f"withdraws {row['judgement_id'][:8]}"]


EDITS = [
    (("--figure", "at least 44"), {"low": 44, "high": None, "bound": "at least"}),
    (("--figure", "44-50"), {"low": 44, "high": 50, "bound": "between"}),
    (("--low", "44", "--high", "50"), {"low": 44, "high": 50, "bound": "between"}),
    (("--low", "44", "--bound", "exactly"), {"low": 44, "high": 44, "bound": "exactly"}),
    (("--high", "44", "--bound", "nearly"), {"low": None, "high": 44, "bound": "nearly"}),
    (("--figure", "none"), {"low": None, "high": None, "bound": None}),
    (("--kind", "injure"), {"kind": "INJURE", "measure": "injured"}),
    (("--measure", "casualties"), {"measure": "casualties"}),
    (("--side", "the council"), {"victim_side": "The Council"}),
    (("--side", "Red Front", "--as-typed"), {"victim_side": "Red Front"}),
    (("--claimant", "border watch"), {}),
    (("--claimant", "The Border Watch"), {"claimant": "The Border Watch"}),
    (("--place", "Zaranj, town"), {}),
    (("--place", "Zaranj, place"), {"place": "Zaranj, Nimroz, AFG", "where_prec": 1}),
    (("--period", "2026-02-26..2026-02-28"), {"start": "2026-02-26", "end": "2026-03-01", "date_prec": 2}),
    (("--period", "2026-02"), {"start": "2026-02-01", "end": "2026-03-01", "date_prec": 4}),
    (("--figure", "12 and 20"), {}),
    (("--low", "9", "--high", "3"), {}),
    (("--bound", "at least"), {}),
    (("--low", "3", "--bound", "up to you"), {}),
    (("--period", "26 Feb"), {}),
    (("--place", "Nowhere-at-all"), {}),
    (("--kind", "BOOM"), {}),
    ((), {}),
]


@pytest.mark.parametrize(("options", "fields"), EDITS, ids=lambda value: " ".join(map(str, value)) or "nothing")
def test_an_edit_sets_fields_or_is_refused_with_what_to_do(
    ledger: Path, options: tuple[str, ...], fields: dict[str, object]
) -> None:
    claim = find(ledger, "claims", "claim_id", figure="40")
    done = call("edit", claim, *options, "-m", "misread", "--author", "jo", "--ledger", ledger)
    (row,) = [row for row in table(ledger, "claims") if row["claim_id"] == claim]
    if not fields:
        assert done.code == 2
        assert len(done.err.split()) > 5
        assert row["judged"] == ""
    else:
        assert done.code == 0, done.err
        assert {name: row[name] for name in fields} == fields
        assert row["judged"].startswith("corrected by jo")
        assert row["sentence"] == "The Council said 40 people were killed in Zenda."


def test_estimates_grades_and_weighing_show_in_the_tables(ledger: Path) -> None:
    question = find(ledger, "questions", "question_id", figure="7")
    claim = find(ledger, "claims", "claim_id", figure="7")
    sign = ("-m", "own count", "--author", "jo", "--ledger", ledger)
    assert call("estimate", question, "--low", "5", "--best", "6", *sign).code == 0
    shown = call("questions", "--ledger", ledger).out
    assert "low 5, best 6, high unknown; by jo" in " ".join(shown.split())
    spreads = [row["spreads"] for row in table(ledger, "questions") if row["question_id"] == question]
    assert [s["best"] for s in spreads[0] if s["rule"] == "own estimate"] == [6]
    assert call("grade", question, "contested", *sign).code == 0
    assert call("reject", claim, *sign).code == 0
    assert not [row for row in table(ledger, "questions") if row["figure"] == "7"]
    assert call("accept", claim, "--author", "kim", "--ledger", ledger).code == 0
    (row,) = [row for row in table(ledger, "questions") if row["figure"] == "7"]
    assert "accepted by kim" in row["judged"]
    assert "graded “contested” by jo" in row["judged"]


def test_json_tells_the_judgement_and_how_it_reads_now(ledger: Path) -> None:
    claim = find(ledger, "claims", "claim_id", figure="40")
    done = call("accept", claim[:8], "--json", "--author", "jo", "--ledger", ledger)
    told = json.loads(done.out)
    assert told["judgements"][0]["subject"] == claim
    assert told["judgements"][0]["quoted"] == "killed"
    assert told["now"][0].startswith("It reads now: a claim (The Council: killed, 40")


def test_the_author_is_who_is_named_else_the_variable_else_the_user(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = find(ledger, "claims", "claim_id", figure="40")
    monkeypatch.setenv("LOGNAME", "pat")
    assert "by pat" in call("accept", claim, "--ledger", ledger).out
    monkeypatch.setenv("COUNTERCLAIM_AUTHOR", "sam")
    assert "by sam" in call("accept", claim, "--ledger", ledger).out
    assert "by jo" in call("accept", claim, "--author", "jo", "--ledger", ledger).out


def test_without_reason_or_ledger_nothing_is_done(ledger: Path, tmp_path: Path) -> None:
    assert call("reject", "abcd", "--ledger", ledger).code == 2
    missing = call("accept", "abcd", "--ledger", tmp_path / "none.sqlite")
    assert missing.code == 2
    assert "There is no ledger" in missing.err
    assert table(ledger, "judgements") == []


def test_a_missed_claim_is_entered_corrected_by_words_and_taken_back(ledger: Path) -> None:
    with open_ledger(ledger) as book:
        text = "The Council spoke. Twelve soldiers of the Red Front died in Zenda, the Border Watch said."
        report = world.put(book, text, name="missed", published="2026-03-02")
    words = ("--words", "figure=Twelve", "--words", "speaker=the Border Watch")
    given = ("Twelve soldiers", "--kind", "KILL", "--event", "died", "--place", "Kabul, geonames:1138958", *words)
    made = call("enter", report.id[:10], *given, "-m", "passive", "--author", "jo", "--ledger", ledger)
    assert made.code == 0, made.err
    assert "the Border Watch: killed, 12" in made.out
    [row] = [r for r in table(ledger, "claims") if r["report_id"] == report.id]
    assert (row["claimant"], row["figure"], row["place"]) == ("the Border Watch", "12", "Kabul, AFG")
    assert "entered by jo" in row["judged"]
    assert row["figure"] in [q["figure"] for q in table(ledger, "questions")]
    again = call("enter", report.id[:10], *given, "-m", "twice", "--ledger", ledger)
    assert again.code == 2
    assert "stands on these words already" in again.err
    edited = call(
        "edit", row["claim_id"], "--words", "speaker=the council", "-m", "x", "--author", "jo", "--ledger", ledger
    )
    assert edited.code == 0, edited.err
    [row] = [r for r in table(ledger, "claims") if r["report_id"] == report.id]
    assert row["claimant"] == "The Council"
    first = next(r["judgement_id"] for r in table(ledger, "judgements") if r["decision"] == "enter")
    assert call("undo", first, "--author", "jo", "--ledger", ledger).code == 0
    assert [r for r in table(ledger, "claims") if r["report_id"] == report.id] == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["The Council", "--kind", "KILL", "--event", "drowned"], "does not stand in the sentence"),
        (["The Senate", "--kind", "KILL", "--event", "killed"], "No sentence of the report holds"),
        (["The Council", "--kind", "SLAY", "--event", "killed"], "is no kind"),
        (["The Council", "--kind", "INJURE", "--event", "killed", "--words", "colour=red"], "no words of colour"),
        (["The Council", "--kind", "INJURE", "--event", "killed", "--words", "speaker"], "is not ROLE=WORDS"),
        (["The Council", "--kind", "INJURE", "--event", "killed", "--words", "figure=people"], "holds no amount"),
        (["The Council", "--kind", "DESTROY", "--event", "killed", "--figure", "3"], "What does the figure count"),
    ],
)
def test_what_cannot_be_entered_says_why(ledger: Path, given: list[str], told: str) -> None:
    report = next(r["report_id"] for r in table(ledger, "claims") if r["figure"] == "40")
    result = call("enter", report, *given, "-m", "x", "--author", "jo", "--ledger", ledger)
    assert result.code == 2
    assert told in " ".join(result.err.split())
    assert table(ledger, "judgements") == []

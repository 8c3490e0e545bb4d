from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.errors import ReportError
from counterclaim.intake.translation import translate
from counterclaim.records.text import Gathered
from tests.cli.run import call

ORIGINAL = (
    "Neun Soldaten getötet\n\nNeun Soldaten wurden am Freitag am Fluss getötet, sagte die Armee in einer Mitteilung.\n"
)
ENGLISH = "Nine soldiers killed\nNine soldiers were killed near the river on Friday, the army said in a statement.\n"


def test_each_paragraph_leads_back_to_the_one_it_translates() -> None:
    report = translate(Gathered(ORIGINAL, "a.txt", map=((0, 21, "(//h1)[1]"),)), ENGLISH, "a.en.txt")
    assert (report.text, report.language) == (ENGLISH, "en")
    assert [(ENGLISH[start:end], where) for start, end, where in report.map] == [
        ("Nine soldiers killed", "original, paragraph 1, characters 0–21, (//h1)[1]"),
        (ENGLISH.split("\n")[1], "original, paragraph 2, characters 23–109"),
    ]
    assert ORIGINAL[23:109] == ORIGINAL.split("\n")[2]
    assert "a.en.txt" in report.notes[0]
    assert report.translated is not None
    assert (report.translated.text, report.translated.translation) == (ORIGINAL, "a.en.txt")
    assert [span.text for span in report.translated.behind(25, 30)] == [ORIGINAL[23:109]]


def test_paragraphs_that_do_not_go_one_with_one_are_refused() -> None:
    with pytest.raises(ReportError, match="2 paragraphs and its translation a has 1"):
        translate(Gathered(ORIGINAL), "All in one line.", "a")


def test_a_report_is_read_in_its_translation(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ORIGINAL)
    (tmp_path / "b.txt").write_text(ORIGINAL)
    (tmp_path / "a.en.txt").write_text(ENGLISH)
    done = call(
        "read", "--json", tmp_path / "a.txt", "--translation", tmp_path / "a.en.txt", "--published", "2026-03-01"
    )
    reading = json.loads(done.out)
    assert reading["report"]["language"] == "en"
    assert [claim["quantity"]["low"] for claim in reading["claims"] if claim["quantity"]][:1] == [9]
    assert reading["report"]["translated"] == {"text": ORIGINAL, "translation": "a.en.txt"}
    assert {claim["original"]["text"] for claim in reading["claims"]} <= set(filter(None, ORIGINAL.split("\n")))
    assert all(ORIGINAL[o["start"] : o["end"]] == o["text"] for o in (c["original"] for c in reading["claims"]))
    more = call("read", "--json", tmp_path / "a.txt", tmp_path / "b.txt", "--translation", tmp_path / "a.en.txt")
    assert more.code == 1
    assert "goes with the first report" in more.err
    gone = call("read", "--json", tmp_path / "a.txt", "--translation", tmp_path / "no.txt")
    assert (gone.code, "cannot be read" in gone.err) == (2, True)

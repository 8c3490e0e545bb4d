from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import counterclaim
from counterclaim.errors import UnknownName
from counterclaim.ledger.ledger import open_ledger
from tests.ledger import world

put = partial(world.put, where_prec=1)


@pytest.fixture
def ledger(tmp_path: Path) -> counterclaim.Ledger:
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as book:
        put(book, "The Council said 40 people were killed in Zenda.", name="one")
        put(book, "The Council said 7 people were killed in Hentzau.", name="far")
    return counterclaim.open(path)


def find(ledger: counterclaim.Ledger, figure: str) -> str:
    return str(next(row["claim_id"] for row in ledger.claims() if row["figure"] == figure))


def test_python_judges_corrects_and_takes_back(ledger: counterclaim.Ledger) -> None:
    near, far = (str(row["incident_id"]) for row in ledger.incidents())
    (merged,) = ledger.judge("merge", near, far, reason="one battle", author="jo")
    assert len(ledger.incidents()) == 1
    ledger.undo(merged, author="kim")
    assert len(ledger.incidents()) == 2
    with pytest.raises(UnknownName, match="withdrawn already, by kim"):
        ledger.undo(merged, author="jo")
    claim = find(ledger, "40")
    ledger.correct(claim, figure="at least 44", side="Red Front", as_typed=True, reason="misread", author="jo")
    (row,) = [row for row in ledger.claims() if row["claim_id"] == claim]
    assert (row["figure"], row["victim_side"]) == ("≥ 44", "Red Front")
    question = next(str(row["question_id"]) for row in ledger.questions() if row["figure"] == "7")
    ledger.judge("estimate", question, reason="own count", author="jo", content={"best": 8})
    assert any("own estimate of jo" in ground and "best 8" in ground for ground in ledger.audit(question).grounds)
    for wrong in (
        lambda: ledger.judge("guess", claim, author="jo"),
        lambda: ledger.judge("edit", claim, author="jo"),
        lambda: ledger.correct(claim, colour="red", reason="x", author="jo"),
        lambda: ledger.judge("merge", near, author="jo"),
    ):
        with pytest.raises(UnknownName):
            wrong()


def test_python_audits_traces_and_compares(ledger: counterclaim.Ledger, tmp_path: Path) -> None:
    assert ledger.audit("40").trails[0].words.figure == "40"
    assert ledger.trace("40 people killed").threads[0].carriers[0].claimant == "The Council"
    table = tmp_path / "mine.csv"
    table.write_text("Day,Town,Dead\n2026-03-01,Zenda,40\n")
    lines = ledger.compare(table, {"start": "Day", "place": "Town", "best": "Dead"})
    assert (lines[0]["line"], lines[0]["state"]) == (2, "same")

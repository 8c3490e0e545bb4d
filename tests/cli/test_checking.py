from __future__ import annotations

import csv
import io
import json
from functools import partial
from pathlib import Path

import pytest

from counterclaim.ledger.ledger import open_ledger
from tests.cli.run import call
from tests.ledger import world

put = partial(world.put, where_prec=1)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checking") / "l.sqlite"
    with open_ledger(path) as book:
        put(book, "The Council said 40 people were killed in Zenda.", name="one", published="2026-03-01")
        put(book, "The Council said 44 people were killed in Zenda.", name="two", published="2026-03-02")
        put(book, "The Border Watch said 7 people were killed in Hentzau. A bridge at the ford fell.", name="far")
    return path


@pytest.mark.parametrize("name", ["audit", "trace", "compare", "upgrade"])
def test_help_teaches_with_an_example(name: str) -> None:
    assert f"counterclaim {name}" in " ".join(call(name, "--help").out.split())


def test_an_audit_follows_a_figure_and_an_id(ledger: Path) -> None:
    done = call("audit", "40", "--ledger", ledger)
    assert done.code == 0
    for told in (
        "“The Council said 40 people were killed in Zenda.”",
        "reader toy; rules rules-1; tables tables-1",
        "since ",
    ):
        assert told in done.out
    found = json.loads(call("audit", "40", "--ledger", ledger, "--json").out)
    claim_id = found["trails"][0]["claim_id"]
    assert json.loads(call("audit", claim_id[:8], "--ledger", ledger, "--json").out)["trails"] == found["trails"]
    report_id = found["trails"][0]["words"]["report_id"]
    assert "a report (Outlet, 2026-03-01: 1 claim)" in call("audit", report_id[:8], "--ledger", ledger).out
    gone = call("audit", "41", "--ledger", ledger)
    assert gone.code == 2
    assert "has the figure 41" in gone.err


def test_a_trace_tells_the_first_and_what_came_after(ledger: Path) -> None:
    done = call("trace", "40 people killed", "--ledger", ledger)
    assert done.code == 0
    assert "first   1 Mar 2026" in done.out
    assert "44" in next(line for line in done.out.splitlines() if line.startswith("  moved"))
    (thread,) = json.loads(call("trace", "40", "--ledger", ledger, "--json").out)["threads"]
    claim_id = thread["carriers"][0]["claim_id"]
    assert claim_id[:8] in call("trace", claim_id[:8], "--ledger", ledger).out
    assert "first" not in call("trace", "44", "--ledger", ledger, "--as-of", "2026-03-01").out
    assert "Printed where no claim was read" in call("trace", "bridge at the ford fell", "--ledger", ledger).out
    nothing = call("trace", "submarines", "--ledger", ledger)
    assert nothing.code == 2
    assert "Try fewer" in nothing.err or "begins with" in nothing.err


def test_a_table_is_compared_and_rows_that_cannot_be_read_are_listed(ledger: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("Day,Town,Dead\n2026-03-01,Zenda,44\nsometime,Zenda,4\n2026-03-01,=Hentzau,7\n")
    ask = ("compare", table, "--columns", "start=Day,place=Town,best=Dead", "--ledger", ledger)
    done = call(*ask, "--json")
    assert done.code == 1, "a row was not read"
    lines = json.loads(done.out)
    assert [line["line"] for line in lines if line["line"]] == [2, 4]
    assert "mine.csv:3: “sometime” is no day" in done.err
    assert "house style; deaths of the ledger under ucdp-like/1" in done.err
    cells = next(csv.reader(io.StringIO(call(*ask, "--csv").out)))
    assert cells == list(lines[0])
    assert "why" in call(*ask).out
    assert call(*ask, "--where", "state=same", "--json").out.count('"line"') <= 2
    for wrong, told in (
        (("--rule", "guess"), "There is no rule 'guess'"),
        (("--columns", "when=Day"), "knows no when"),
        (("--where", "x=y"), "have no column 'x'"),
    ):
        refused = call(*ask, *wrong)
        assert refused.code == 2
        assert told in refused.err
    assert call("compare", tmp_path / "none.csv", "--ledger", ledger).code == 2


def test_a_ledger_of_this_version_needs_no_upgrade(ledger: Path, tmp_path: Path) -> None:
    assert "Nothing to do" in call("upgrade", "--ledger", ledger).out
    assert call("upgrade", "--ledger", tmp_path / "none.sqlite").code == 2

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from counterclaim.ledger.ledger import open_ledger
from tests.cli.run import call
from tests.ledger import world

put = partial(world.put, where_prec=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as book:
        put(book, "The Council said 40 people were killed in Zenda.")
    return path


@pytest.mark.parametrize("name", ["source", "sources"])
def test_help_teaches_with_an_example(name: str) -> None:
    assert f"counterclaim {name}" in " ".join(call(name, "--help").out.split())


def test_a_register_is_written_read_in_and_filtered_by(ledger: Path, tmp_path: Path) -> None:
    done = call(
        "source", "Outlet", "--grade", "c", "--belonging", "ngo", "-m", "known", "--author", "ada", "--ledger", ledger
    )
    assert "Outlet: NGO, graded C, fairly reliable." in done.out
    told = json.loads(call("questions", "--json", "--sources", "C", "--ledger", ledger).out)
    rules = {spread["rule"] for row in told for spread in row["spreads"]}
    assert "min-max/1, sources C+" in rules
    assert "min-max/1" in rules
    assert call("questions", "--sources", "F", "--ledger", ledger).code == 2
    table = tmp_path / "register.csv"
    table.write_text(call("sources", "--csv", "--ledger", ledger).out.replace(",C,", ",D,"), "utf-8")
    assert (
        "1 sources were entered or changed."
        in call("sources", "--from", table, "--author", "ben", "--ledger", ledger).out
    )
    (row,) = json.loads(call("sources", "--json", "--ledger", ledger).out)
    assert (row["outlet"], row["grade"], row["belonging"], row["reports"], row["registered_by"]) == (
        "Outlet",
        "D",
        "NGO",
        1,
        "ben",
    )
    call("source", "outlet", "--remove", "--author", "ada", "--ledger", ledger)
    (row,) = json.loads(call("sources", "--json", "--ledger", ledger).out)
    assert (row["grade"], row["registered_by"]) == ("", "")
    assert call("source", "Nobody", "--remove", "--ledger", ledger).code == 2
    assert call("source", "Nobody", "--ledger", ledger).code == 2

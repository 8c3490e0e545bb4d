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
        put(book, "The Council said 40 people were killed in Zenda. The Council said 7 people were injured in Hentzau.")
    return path


@pytest.mark.parametrize("name", ["sample", "samples", "agreement", "differences"])
def test_help_teaches_with_an_example(name: str) -> None:
    assert f"counterclaim double {name}" in " ".join(call("double", name, "--help").out.split())


def test_a_sample_is_drawn_listed_and_compared_once_it_is_coded(ledger: Path) -> None:
    done = call("double", "sample", "march", "--size", "2", "--seed", "7", "--author", "ada", "--ledger", ledger)
    assert "The sample march holds 2 claims, drawn with seed 7." in done.out
    (row,) = json.loads(call("double", "samples", "--json", "--ledger", ledger).out)
    assert (row["sample"], row["claims"], row["coded"]) == ("march", 2, "nobody yet")
    nobody = call("double", "agreement", "march", "--ledger", ledger)
    assert (nobody.code, "Nobody has coded anything of march yet" in nobody.err) == (2, True)
    claim = json.loads(call("claims", "--json", "--ledger", ledger).out)[0]["claim_id"]
    call("edit", claim, "--figure", "41", "-m", "misread", "--author", "ada", "--ledger", ledger)
    rows = json.loads(call("double", "agreement", "march", "--json", "--ledger", ledger).out)
    figure = next(row for row in rows if row["field"] == "figure")
    assert (figure["one"], figure["units"], figure["equal"]) == ("ada", 1, 0)
    told = call("double", "differences", "march", "--coders", "machine,ada", "--csv", "--ledger", ledger).out
    assert told.splitlines()[1].split(",")[2:7] == ["figure", "the reader of this program", "40", "ada", "41"]

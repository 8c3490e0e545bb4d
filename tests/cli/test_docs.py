"""The examples of the documents are run as they stand: every `$ counterclaim` line of a console block, in its order.

Ids differ from version to version, so that documents name them in capitals. A line below a command is a pattern that one of
its lines must fit, with * for what differs.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from fnmatch import fnmatchcase
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import call

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
TABLE = "Date,Town,Country,Dead\n2026-03-01,Jalalabad,Afghanistan,18\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "demo.sqlite"
    with as_file(files("counterclaim") / "demo") as reports:
        assert call("read", reports, "--ledger", path).code == 0
    return path


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call(name, "--json", "--ledger", "demo.sqlite").out)
    return found


def name_all() -> dict[str, str]:
    """Give what the documents' words for ids stand for."""
    claims, incidents = rows("claims"), rows("incidents")
    counted = [
        row for row in claims if row["measure"] == "killed" and row["status"] == "asserted" and row["low"] is not None
    ]
    most = max(counted, key=lambda row: (row["low"], row["claim_id"]))
    question = next(row["question_id"] for row in rows("questions") if row["claim_id"] == most["claim_id"])
    return {
        "CLAIM": most["claim_id"],
        "OTHER-CLAIM": min(counted, key=lambda row: (row["low"], row["claim_id"]))["claim_id"],
        "INCIDENT": incidents[0]["incident_id"],
        "OTHER-INCIDENT": incidents[-1]["incident_id"],
        "QUESTION": question,
    }


@pytest.mark.slow
@pytest.mark.parametrize("doc", ["command-line.md", "ledger.md"])
def test_every_example_does_what_the_document_says(
    doc: str, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(demo, tmp_path / "demo.sqlite")
    (tmp_path / "mine.csv").write_text(TABLE)
    with as_file(files("counterclaim") / "demo") as reports:
        shutil.copytree(reports, tmp_path / "demo-reports", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    examples = [line for block in BLOCK.findall((DOCS / doc).read_text("utf-8")) for line in block.splitlines()]
    assert any(line.startswith("$ counterclaim ") for line in examples)
    shown: list[str] = []
    known = name_all()
    for line in examples:
        if line.startswith("$ counterclaim "):
            if "JUDGEMENT" in line:
                known["JUDGEMENT"] = rows("judgements")[0]["judgement_id"]
            words = shlex.split(line.removeprefix("$ counterclaim "))
            done = call(*(known.get(word, word) for word in words))
            assert done.code == 0, f"{line}\n{done.err}"
            shown = [" ".join(told.split()) for told in (done.out + done.err).splitlines()]
        else:
            pattern = " ".join(line.split()).replace("[", "[[]")
            assert any(fnmatchcase(told, pattern) for told in shown), f"{line}\nis not among\n" + "\n".join(shown)


def test_every_command_stands_in_the_document() -> None:
    told = (DOCS / "command-line.md").read_text("utf-8")
    listed = call("--help").out
    commands = re.findall(r"^[│ ]+([a-z]+) {2,}", listed, re.MULTILINE)
    assert len(commands) > 15
    assert [name for name in commands if f"`{name}" not in told] == []

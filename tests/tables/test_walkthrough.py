"""The walk-through of docs/tables.md, line by line: its rows in a copy of the tables, its sentences read with them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lab.tables.check import find_faults

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")

# In a process of its own: the tables are read once and kept.
READ = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from counterclaim.tables import load
folder = Path(sys.argv[1])
load._read = lambda file: (folder / file).read_bytes()
from counterclaim.normalise.actors import Actors
from counterclaim.records.text import Report, Span
for words in json.loads(sys.argv[2]):
    start, end = words.index("»"), words.index("«") - 1
    text = words.replace("»", "").replace("«", "")
    report = Report("report", text, published=datetime(2026, 4, 1, tzinfo=UTC))
    actor = Actors(report).resolve(Span(start, end, text[start:end])).mentions[0].actor
    print(json.dumps([actor.id, actor.side] if actor else [None, None]))
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tables with the document's lines added."""
    folder = tmp_path_factory.mktemp("walk") / "tables"
    shutil.copytree(ROOT / "src" / "counterclaim" / "tables", folder)
    blocks = re.findall(r"```tsv\n# (\S+)\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(blocks) >= 4
    for file, lines in blocks:
        with (folder / file).open("a", encoding="utf-8") as table:
            table.write(lines)
    return folder


def test_the_lines_of_the_walkthrough_do_what_it_says(tables: Path) -> None:
    told = re.findall(r"^\| (.*»[^|]*) \| (\S+) \| ([^|]+) \|$", DOCUMENT, re.MULTILINE)
    assert len(told) >= 6
    sentences = json.dumps([words for words, _, _ in told])
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tables), sentences], capture_output=True, text=True, check=True
    )
    read = [json.loads(line) for line in done.stdout.splitlines()]
    wanted = [[id.strip("`") if id != "–" else None, side if side != "–" else None] for _, id, side in told]
    assert read == wanted


def test_without_the_lines_nobody_knows_the_actor() -> None:
    sentences = json.dumps(["»The Sunrise Front« said it held the town.", "»Awa Diarrasouba« denied it."])
    own = ROOT / "src" / "counterclaim" / "tables"
    done = subprocess.run([sys.executable, "-c", READ, str(own), sentences], capture_output=True, text=True, check=True)
    assert [json.loads(line)[0] for line in done.stdout.splitlines()] == [None, None]


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMLI\tREB", "5 cells, 10 expected"),
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMLI\tREB\t2024-13-01\t\tAlpha Front\t\tg2", "are no dates"),
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMLI\tREB\t2024-05-01\t2023-05-01\t\t\tg2", "before it begins"),
        ("actors.tsv", "mli.a\tAlpha Front\talfa\tMLI\tREB\t\t\tAlpha Front\t\tg2", "its side “alfa” is no id"),
        ("actors.tsv", "mli.a\tAlpha Front\tgov:MALI\tMLI\tREB\t\t\tAlpha Front\t\tg2", "no state's code"),
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMali\tREB\t\t\tAlpha Front\t\tg2", "no code of three capitals"),
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMLI\tRebels\t\t\tAlpha Front\t\tg2", "its sector “Rebels”"),
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMLI\tREB\t\t\tAlpha Front\t\tx9", "its source “x9”"),
        ("actors.tsv", "mli.a\tAlpha Front\t=\tMLI\tREB\t\t\tAlpha Front|Hamas\t\tg2", "its name “Hamas” is that of"),
        ("actors.tsv", "pkk\tKurdistan Workers' Party\t=\tTUR\tREB\t\t\tPKK\t\tg2", "its id “pkk” is that of line"),
        ("people.tsv", "mli.chief\tAwa Doe\t2026-02-01\t\tAwa Doe\tg2", "“mli.chief” is no id"),
        ("people.tsv", "mli.mod\tVladimir Putin\t2026-02-01\t\tVladimir Putin\tg2", "holds another office"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_in_words(
    tables: Path, tmp_path: Path, file: str, line: str, said: str
) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(tables, folder)
    assert list(find_faults(folder)) == []
    with (folder / file).open("a", encoding="utf-8") as table:
        table.write(line + "\n")
    (fault,) = find_faults(folder)
    assert fault.startswith(f"{file}, line {len((folder / file).read_text(encoding='utf-8').splitlines())}: ")
    assert said in fault


def test_a_line_with_a_cell_too_few_is_told_by_its_number(tables: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(tables, folder)
    with (folder / "actors.tsv").open("a", encoding="utf-8") as table:
        table.write("mli.short\tShort Row\t=\tMLI\n")
    number = len((folder / "actors.tsv").read_text(encoding="utf-8").splitlines())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), json.dumps(["»x«"])], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert f"tables/actors.tsv, line {number}: 4 columns, 10 expected" in done.stderr

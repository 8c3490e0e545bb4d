from __future__ import annotations

import subprocess
import sys

import pytest

from counterclaim import __version__
from tests.cli.run import call

HEAVY = ("sqlalchemy", "onnxruntime", "tokenizers", "numpy", "trafilatura", "lxml", "sqlite3", "jinja2")
COMMANDS = ("read", "brief", "questions", "claims", "incidents", "positions", "reports", "forget", "demo")


def test_the_door_imports_nothing_heavy() -> None:
    code = f"import sys, counterclaim, counterclaim.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_names_every_command() -> None:
    done = call("--help")
    assert done.code == 0
    assert all(command in done.out for command in COMMANDS)


def test_the_version_names_what_an_answer_depends_on() -> None:
    done = call("--version")
    assert done.code == 0
    assert all(word in done.out for word in (__version__, "reader", "rules", "tables"))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(command: str) -> None:
    done = call(command, "--help")
    assert done.code == 0
    assert f"counterclaim {command}" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nosuch",), "nosuch"),
        (("read",), "PATH"),
        (("read", "--nosuch", "x"), "--nosuch"),
        (("read", "x", "--published", "soon"), "no date"),
        (("read", "x", "--columns", "body"), "FACT=FIELD"),
        (("read", "x", "--columns", "nosuch=body"), "FACT=FIELD"),
        (("questions", "--as-of", "soon"), "no day"),
        (("questions", "--where", "x"), "COLUMN=TEXT"),
        (("questions", "--ledger", "nosuch.sqlite"), "no ledger"),
        (("brief", "--ledger", "nosuch.sqlite"), "no ledger"),
        (("questions", "--ledger", "oracle://x/y"), "PostgreSQL"),
        (("forget", "span", "abc", "--reason", "x"), "ID:START-END"),
        (("forget", "report", "abc", "--reason", "x", "--yes", "--ledger", "nosuch.sqlite"), "no ledger"),
    ],
)
def test_what_cannot_run_ends_with_2_and_a_sentence(arguments: tuple[str, ...], words: str) -> None:
    done = call(*arguments)
    assert done.code == 2
    assert words in " ".join(done.err.replace("│", " ").split())
    assert not done.out


def test_debug_shows_the_trace() -> None:
    command = [sys.executable, "-m", "counterclaim", "questions", "--ledger", "nosuch.sqlite", "--debug"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Traceback" in done.stderr

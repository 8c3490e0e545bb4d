"""The command line: in this process, where everything is imported once, or as the real command in a process of its own."""

from __future__ import annotations

import functools
import io
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from counterclaim.cli import main

COMMAND = (sys.executable, "-m", "counterclaim")
# The tree of commands is the same for every call; making it takes as long as many a command.
get_command = functools.cache(typer.main.get_command)


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


def call(*arguments: str | Path, stdin: bytes = b"") -> Done:
    """Do `counterclaim ARGUMENTS` in this process; no command may ever show a traceback."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    code: object = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", get_command)
        patch.setattr(sys, "argv", ["counterclaim", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as end:
            code = end.code
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
    assert isinstance(code, int)
    done = Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))  # type: ignore[attr-defined] # BytesIO
    assert "Traceback" not in done.err, done.err
    return done


def run(*arguments: str | Path, before: Callable[[], None] | None = None) -> Done:
    """Run `counterclaim ARGUMENTS` as a process to its end; no command may ever show a traceback."""
    command = [*COMMAND, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, preexec_fn=before, timeout=300)
    result = Done(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in result.err, result.err
    return result


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start `counterclaim ARGUMENTS` and give the process, the leader of a group of its own."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def write_reports(folder: Path, count: int) -> Path:
    """Write short reports of two sides that answer each other."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        side, other = ("Northern", "Southern") if n % 2 else ("Southern", "Northern")
        (folder / f"{n:03}.txt").write_text(
            f"date 2026-02-{n % 28 + 1:02}\n"
            f"The {side} army said on Friday its forces had killed {n + 2} {other} soldiers near the bridge.\n"
            f"A {other} spokesman denied the claim.\n"
        )
    return folder

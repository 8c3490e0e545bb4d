"""Paths to files and their bytes. A folder gives its files in name order; nothing is read past the limit."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from counterclaim.errors import ReportError
from counterclaim.records.text import Skipped

# A file of one report is never larger; JSON lines are read line by line and may be of any length.
LARGEST_FILE = 32 * 2**20

# What lies in folders of reports and is none: our own ledgers, and what stands beside a report.
_OURS = (
    ".meta.json", ".sqlite", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal", ".ledger",
    ".watch.json", ".watch.json.lock", ".watch.json.new",
)  # fmt: skip


def list_files(path: Path) -> Iterator[Path | Skipped]:
    """Give a file as it is, a folder's files in name order, deep; hidden ones, sidecars and ledgers are left out.

    Links to folders are not followed, so that no folder is walked twice.
    """
    waiting = [path]
    while waiting:
        found = waiting.pop()
        if not is_folder(found):
            yield found
            continue
        try:
            names = sorted(os.listdir(found), reverse=True)
        except OSError as error:
            yield Skipped(str(found), f"The folder cannot be opened ({explain(error)}).")
            continue
        inner = (found / name for name in names if not name.startswith(".") and not is_ours(name))
        waiting.extend(p for p in inner if not (p.is_symlink() and is_folder(p)))


def is_ours(name: str) -> bool:
    """Say whether a file stands beside a report or is one of our own, by its name."""
    return name.endswith(_OURS)


def read_bytes(path: Path | None, *, limit: int = LARGEST_FILE) -> bytes:
    """Give a file's bytes, standard input's for None. Raises ReportError where it cannot be read or is larger."""
    if path is None:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        try:
            with path.open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise ReportError(f"It cannot be opened ({explain(error)}).") from error
    if len(data) > limit:
        raise ReportError(f"It is larger than {limit // 2**20} MiB, more than one report can be; split it.")
    return data


def find_beside(path: Path, suffix: str) -> Path | None:
    """Give the file that goes with another: `a.txt` + suffix, else `a` + suffix; None where neither is there."""
    for beside in (path.with_name(path.name + suffix), path.with_suffix(suffix)):
        try:
            if beside.is_file():
                return beside
        except OSError:
            continue  # The longer name may be more than the system takes.
    return None


def is_folder(path: Path) -> bool:
    """Say whether a path leads to a folder; a name that the system cannot even look up leads to none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_waiting(path: Path) -> bool:
    """Say whether reading could wait for ever: a pipe, socket or device, which a folder may hold by accident."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def explain(error: OSError) -> str:
    """Give the system's reason in small words."""
    return (error.strerror or str(error)).lower()

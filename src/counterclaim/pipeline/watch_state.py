"""What a watch remembers between two runs, in one small file: what was seen, what is known, what is still to be told.

It holds digests, and quotes only as long as they wait to be delivered. It is written whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from counterclaim.errors import SetupError

SUFFIX = ".watch.json"
_FORM = 1

Json = dict[str, Any]


@dataclass(slots=True)
class Feed:
    """One watched address: the marks of its last answer, how often it failed since, and when to ask again after that."""

    marks: dict[str, str] = field(default_factory=dict)
    failures: int = 0
    due: datetime | None = None
    is_feed: bool = False


@dataclass(slots=True)
class Waiting:
    """An entry whose page could not be had yet."""

    feed: str
    record: Json
    tries: int
    due: datetime


@dataclass(slots=True)
class State:
    """Everything remembered. `known` are names of changes, `seen` digests of entries and texts that were read, `begun`
    the dates of texts that are being read.

    `version` is the ledger's when its changes were last listed; None where a watch has not begun. `outbox` holds what
    each target has not got yet.
    """

    path: Path
    known: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    begun: dict[str, str | None] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    waiting: dict[str, Waiting] = field(default_factory=dict)
    outbox: dict[str, list[Json]] = field(default_factory=dict)
    version: str | None = None

    def save(self) -> None:
        """Write it. Raises SetupError where that fails: what is not remembered would be told twice."""
        plain = {
            "form": _FORM,
            "version": self.version,
            "feeds": {
                url: {
                    "marks": feed.marks,
                    "failures": feed.failures,
                    "due": _write(feed.due),
                    "is_feed": feed.is_feed,
                }
                for url, feed in self.feeds.items()
            },
            "waiting": {
                key: {"feed": one.feed, "record": one.record, "tries": one.tries, "due": _write(one.due)}
                for key, one in self.waiting.items()
            },
            "outbox": {target: changes for target, changes in self.outbox.items() if changes},
            "known": sorted(self.known),
            "seen": sorted(self.seen),
            "begun": self.begun,
        }
        beside = self.path.with_name(self.path.name + ".new")
        try:
            with beside.open("w", encoding="utf-8") as file:
                json.dump(plain, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self.path)
        except OSError as error:
            raise SetupError(f"{self.path} cannot be written ({error.strerror}).") from error


def load_state(path: Path) -> State:
    """Give what is remembered there, nothing where there is no such file. Raises SetupError for a damaged one."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return State(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path} cannot be read ({error}).") from error
    try:
        plain = json.loads(text)
        if plain["form"] != _FORM:
            raise SetupError(f"{path} is from another version of the program; move it away to begin anew.")
        return State(
            path,
            set(plain["known"]),
            set(plain["seen"]),
            dict(plain["begun"]),
            {
                url: Feed(dict(f["marks"]), int(f["failures"]), _read(f["due"]), bool(f["is_feed"]))
                for url, f in plain["feeds"].items()
            },
            {
                key: Waiting(w["feed"], w["record"], int(w["tries"]), datetime.fromisoformat(w["due"]))
                for key, w in plain["waiting"].items()
            },
            {target: list(changes) for target, changes in plain["outbox"].items()},
            plain["version"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SetupError(f"{path} is damaged ({error}); move it away to begin anew.") from error


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep a second watch from the same file while the block runs. Raises SetupError where one is at work."""
    try:
        import fcntl
    except ImportError:  # Not on Windows, where nothing is held.
        yield
        return
    try:
        lock = path.with_name(path.name + ".lock").open("w")
    except OSError as error:
        raise SetupError(f"{path} cannot be written ({error.strerror}).") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SetupError(f"Another watch is at work with {path}; end it, or give --state another file.") from error
        yield


def _write(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None

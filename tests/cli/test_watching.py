from __future__ import annotations

import json
import random
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from counterclaim.intake.fetch import Fetcher
from counterclaim.pipeline import watching
from tests.cli.run import call, start
from tests.pipeline.newsroom import START, Entry, Newsroom, serve

TEXT = "The Pakistani military said on Friday it had killed 40 Afghan soldiers near the border."


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    fetcher = watching.Watch.__dataclass_fields__["fetcher"]
    monkeypatch.setattr(fetcher, "default_factory", partial(Fetcher, allow_private=True, pause_s=0))
    whole = watching.Watch.__init__

    def open_here(self: watching.Watch, *given: object, **named: object) -> None:
        whole(self, *given, **named)  # type: ignore[arg-type] # handed through
        self.fetcher = Fetcher(allow_private=True, pause_s=0)

    monkeypatch.setattr(watching.Watch, "__init__", open_here)
    with serve(Newsroom(random.Random(1))) as room:
        yield room


def test_one_round_reads_and_tells_and_the_next_tells_nothing(room: Newsroom, tmp_path: Path) -> None:
    room.entries.append(Entry(0, START, TEXT, False))
    ledger, out = tmp_path / "l.sqlite", tmp_path / "out.jsonl"
    first = call("watch", f"{room.url}/feed", "--once", "--ledger", ledger)
    assert first.code == 0
    assert "question: A new question, first answered by" in first.out
    assert TEXT in first.out
    assert "1 report read" in first.err
    second = call("watch", f"{room.url}/feed", "--once", "--ledger", ledger, "--to", out)
    assert (second.code, second.out) == (0, "")
    room.entries.append(Entry(1, START, TEXT.replace("40", "60").replace("Friday", "Saturday"), False))
    assert call("watch", f"{room.url}/feed", "--once", "--ledger", ledger, "--to", out).code == 0
    assert [json.loads(line)["kind"] for line in out.read_text().splitlines()]
    assert call("reports", "--ledger", ledger).out.count("The Lantern") == 2


def test_a_feed_that_cannot_be_had_is_said_and_counts(tmp_path: Path) -> None:
    done = call("watch", "http://127.0.0.1/feed", "--once", "--ledger", tmp_path / "l.sqlite")
    assert done.code == 1
    assert "never fetched. It is asked again at" in done.err


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["feed.xml"], "feed.xml is no address"),
        (["https://a.example/", "--every", "0"], "every"),
        (["https://a.example/", "--to", "mailto:a@b.example"], "[mail]"),
        (["https://a.example/", "--rules", "none.toml"], "cannot be read"),
        (["https://a.example/", "--ledger", "postgresql://u@h/d"], "--state"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_fetched(arguments: list[str], wrong: str) -> None:
    done = call("watch", *arguments)
    assert done.code == 2
    assert wrong in done.err


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    process = start("watch", "http://127.0.0.1/feed", "--ledger", tmp_path / "l.sqlite")
    until = time.monotonic() + 60
    while not (tmp_path / "l.sqlite.watch.json").exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, b"")
    assert b"The watch has ended" in err
    assert b"Traceback" not in err

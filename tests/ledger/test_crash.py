"""A real process is killed at random moments while it writes: the ledger is sound, and complete after re-reading."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from counterclaim.ledger.forget import Person
from counterclaim.ledger.ledger import open_ledger
from counterclaim.ledger.view import open_view
from tests.ledger.child import kill_after, run_in_child, start_child
from tests.ledger.world import LATER, dump, judge, put, read

AT_ONCE = 6


def write_rounds(place: str, rounds: Iterable[int]) -> None:
    """Write the reports of these rounds, each with a judgement."""
    with open_ledger(place) as ledger:
        for number in (AT_ONCE * r + n for r in rounds for n in range(AT_ONCE)):
            words = f"Kabul said {number} people were killed in Khost. Zarmina said 1 people were injured in Wana."
            ledger.judge(judge(read(put(ledger, words, private=True))[0]))


def count_sound(place: str, kills: int = 0) -> int:
    """Give the number of reports, after making sure that each is whole; a kill may come before its judgement."""
    if "://" not in place:
        with sqlite3.connect(place) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_ledger(place) as ledger, ledger.view() as view:
        counts = view.counts()
        assert counts.claims == 2 * counts.reports
        assert counts.readings == counts.reports
        assert counts.judgements <= counts.reports <= counts.judgements + kills + 1
        assert len(view.search("khost")) == counts.reports
    return counts.reports


def kill_and_read_again(place: str, kills: int, undisturbed: Path) -> None:
    chance = random.Random(7)
    run_in_child(write_rounds, place, [0])
    began = time.monotonic()
    run_in_child(write_rounds, place, [1])
    longest, partial = time.monotonic() - began, 0
    before = count_sound(place)
    assert before == 2 * AT_ONCE
    for number in range(2, kills + 2):
        kill_after(start_child(write_rounds, place, [number]), chance.uniform(0, longest))
        after = count_sound(place, number)
        partial += 0 < after - before < AT_ONCE
        before = after
    assert partial, "no kill came while reports were being written"
    for path in (place, str(undisturbed)):
        write_rounds(path, range(kills + 2))
    with open_view(place) as view, open_view(undisturbed) as expected:
        assert dump(view) == dump(expected)


def test_ten_kills_lose_nothing(place: str, tmp_path: Path) -> None:
    kill_and_read_again(place, 10, tmp_path / "undisturbed.sqlite")


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing(place: str, tmp_path: Path) -> None:
    kill_and_read_again(place, 100, tmp_path / "undisturbed.sqlite")


def forget_one(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.forget(Person("Zarmina"), reason="asked", author="an editor", at=LATER)


def test_a_kill_while_forgetting_leaves_all_or_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "ledger.sqlite"
    write_rounds(str(path), [0, 1])
    for _ in range(10):
        kill_after(start_child(forget_one, str(path)), chance.uniform(0, 0.1))
        with open_ledger(path) as ledger, ledger.view() as view:
            left = [report.id for report in view.reports() if "Zarmina" in report.text]
            assert len(left) in (0, 2 * AT_ONCE)
            if not left:
                break
    else:
        forget_one(str(path))
    # The opening above has swept what the killed one had left.
    assert not [found.name for found in tmp_path.iterdir() if b"armina" in found.read_bytes()]

"""How the measure of actors counts: labels as bench/actors.md has them, against what was resolved."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.actors import count_mention, read_label
from bench.floors import hold

from counterclaim.normalise.composing import compose
from counterclaim.records.world import Actor

ISR, IRQ, USA = compose("ISR", "mil"), compose("IRQ", "gov"), compose("USA", "mil")

CASES = [
    ("isr.mil", [ISR], {"side": 1, "identity": 1}, ""),
    ("isr.gov", [ISR], {"side": 1, "wrong": 1}, "wrong"),
    ("isr.gov/isr.mil", [ISR], {"side": 1, "identity": 1}, ""),
    ("~isr.gov", [ISR], {"side": 1}, ""),
    ("~usa.gov", [ISR], {"wrong": 1}, "wrong"),
    ("isr.mil", [None], {}, "gap"),
    ("-", [ISR], {"wrong": 1}, "wrong"),
    ("?", [None], {}, ""),
    ("xyz.group=Group", [None], {}, "gap"),
    ("usa.mil|irq.gov", [USA, IRQ], {"side": 2, "identity": 2}, ""),
    ("usa.mil|irq.gov", [IRQ], {"side": 1, "identity": 1}, "gap"),
    ("usa.mil|irq.gov", [USA, IRQ, ISR], {"side": 2, "identity": 2, "wrong": 1}, "wrong"),
]


@pytest.mark.parametrize(("cell", "found", "right", "fault"), CASES)
def test_mentions_are_counted_by_their_label(
    cell: str, found: list[Actor | None], right: dict[str, int], fault: str
) -> None:
    counts = Counter[str]()
    assert count_mention(found, [read_label(part, None) for part in cell.split("|")], counts) == fault
    assert {what: counts[what] for what in ("side", "identity", "wrong") if counts[what]} == right


def test_floors_of_other_texts_are_not_held(capsys: pytest.CaptureFixture[str]) -> None:
    other = {"texts": Path(__file__), "labels": Path(__file__)}
    assert not hold("actors", {"side": 99.0, "identity": 99.0, "wrong": 0.0}, other, update=False)
    assert "other texts or labels" in capsys.readouterr().out

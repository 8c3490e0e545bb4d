"""Stories told in tests: reports of several outlets as files, read into a ledger of their own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.compose import read_into, tell_story
from counterclaim.pipeline.rows import list_rows, write_json
from counterclaim.records.story import Relation, Story

Telling = tuple[str, str, str]
"""Outlet, moment of publication and text of a report."""


def read(folder: Path, told: Sequence[Telling], *, order: Sequence[int] = (), times: int = 1) -> Story:
    """Read reports into a ledger of their own, as files in some order, some times over."""
    files = folder / "files"
    files.mkdir(parents=True)
    for place, n in enumerate(order or range(len(told))):
        outlet, published, text = told[n]
        (files / f"{place}.txt").write_text(f"INVENTED\n\n{text}\n", encoding="utf-8")
        meta = {"outlet": outlet, "published": published, "language": "en"}
        (files / f"{place}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with open_ledger(folder / "l.sqlite") as ledger:
        for _ in range(times):
            list(read_into(ledger, [files], at=datetime(2026, 1, 1, tzinfo=UTC)))
        with ledger.view() as view:
            return tell_story(view)


def write_tallies(story: Story) -> list[tuple[str | None, list[tuple[float | None, Relation, bool]]]]:
    """Give the sides and figures of every tally: how many, in what relation to the one before, whether it holds now."""
    tallies = (
        (t.side or t.claimant, [(e.quantity.low, e.relation, e.current) for e in t.entries])
        for t in story.reconciliation.tallies
    )
    return sorted(tallies, key=str)


def check_in_any_order(folder: Path, name: str, told: Sequence[Telling]) -> None:
    """Assert that reports in another order, each read twice, make the same ledger; `name` seeds the order."""
    once = read(folder / "once", told)
    order = list(range(len(told)))
    shuffled = Random(name).sample(order, len(order))
    again = read(folder / "again", told, order=shuffled if shuffled != order else order[::-1], times=2)
    for what in ("questions", "incidents", "positions", "claims"):
        one, other = (json.loads(write_json(s, what, list_rows(s, what))) for s in (once, again))
        assert one == other


def check_renamed(folder: Path, told: Sequence[Telling], names: Mapping[str, str]) -> None:
    """Assert that reports with other names of parties and places make the same tallies and as many incidents."""
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")
    renamed = [(outlet, at, pattern.sub(lambda m: names[m[1]], text)) for outlet, at, text in told]
    one, other = (read(folder / str(n), given) for n, given in enumerate((told, renamed)))
    assert Counter(str(figures) for _, figures in write_tallies(one)) == Counter(
        str(figures) for _, figures in write_tallies(other)
    )
    assert len(one.resolution.incidents) == len(other.resolution.incidents)

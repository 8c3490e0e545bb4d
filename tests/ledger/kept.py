"""Ledgers of every schema ever released. After a release with a new one: `python -m tests.ledger.kept` keeps it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.migrations import SCHEMA
from counterclaim.records.books import Book, Entry
from counterclaim.records.text import Affiliation, Outlet, Skipped
from tests.ledger.world import LATER, NOW, SECOND, judge, put, read
from tests.make import make_report

FOLDER = Path(__file__).parent / "data"
KEPT = sorted(FOLDER.glob("schema-*.sqlite"), key=lambda path: int(path.stem.partition("-")[2]))


def fill(ledger: Ledger) -> None:
    """Put a little of everything into a ledger."""
    report = put(ledger, "Kabul said 9 people were killed in Khost. Islamabad said 7 people were injured in Wana.")
    put(ledger, "A baker said 3 people were killed in Wana.", published=None, private=True)
    outlet = Outlet("The Post", Affiliation.STATE, speaks_for="party:Kabul", country="AFG")
    other = dataclasses.replace(
        make_report("Nothing happened."), outlet=outlet, title="A title", url="https://example.org"
    )
    ledger.add(other, SECOND, [], LATER, original=b"<p>Nothing happened.</p>")
    ledger.add(report, SECOND, read(report, SECOND)[:1], LATER)
    for claim in read(report):
        ledger.judge(judge(claim))
    ledger.enter(Entry("entry-1", Book.SOURCES, "The Post", '{"grade": "C"}', "a reviewer", "for a test", NOW))
    ledger.skip(Skipped("a.txt", "it is empty"), NOW)


if __name__ == "__main__":
    with open_ledger(FOLDER / f"schema-{SCHEMA}.sqlite") as made:
        fill(made)

"""A world kept in a ledger, hundreds of reports a transaction: what large ledgers are measured on.

python -m bench.worlds.kept LEDGER [--claims 100000] [--seed 1]
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from bench.desk import ground
from bench.worlds.scale import set_apart, share_out
from bench.worlds.worlds import make_world
from counterclaim.ledger.address import locate, open_engine, write
from counterclaim.ledger.arrival import prepare
from counterclaim.ledger.blocks import list_rows
from counterclaim.ledger.door import load_door
from counterclaim.ledger.ledger import open_ledger
from counterclaim.ledger.schema import blocks, claims, keyed, readings, reports
from counterclaim.ledger.search import index_words
from counterclaim.pipeline.nearby import list_all_keys
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report
from counterclaim.records.version import Versions
from counterclaim.resolve.neighbourhood import KEYS

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MADE = Versions("made", "made", "made")
AT_ONCE = 500


def keep_world(place: str | Path, size: int, seed: int = 1) -> int:
    """Keep worlds of about so many claims together in a new ledger, with their keys; give how many claims it holds."""
    held = 0
    open_ledger(place).close()
    engine = open_engine(locate(place), read_only=False, wait_s=10)
    told: list[tuple[Report, list[Claim]]] = []
    for report, found in tell_worlds(size, seed):
        told.append((report, found))
        held += len(found)
        if len(told) == AT_ONCE:
            _keep(engine, told)
            told = []
    _keep(engine, told)
    engine.dispose()
    return held


def tell_worlds(size: int, seed: int) -> Iterator[tuple[Report, list[Claim]]]:
    """Give every report with its claims, every span where its words stand."""
    for n, share in enumerate(share_out(size)):
        world = make_world(seed * 1000 + n, share)
        by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in {c.id: c for c in world.claims}.values():
            by_report[claim.statement.report_id].append(set_apart(claim, n))
        for report in {r.id: r for r in world.reports}.values():
            text, grounded = ground(report.text, by_report[report.id])
            yield replace(report, text=text, map=()), grounded


def _keep(engine: Engine, told: Sequence[tuple[Report, list[Claim]]]) -> None:
    with write(engine).begin() as connection:
        _keep_all(connection, told)


def _keep_all(connection: Connection, told: Sequence[tuple[Report, list[Claim]]]) -> None:
    door = load_door(connection, b"")
    arrivals = [a for report, found in told if (a := prepare(report, MADE, found, NOW, door))]
    if not arrivals:
        return
    connection.execute(insert(reports), [a.report for a in arrivals])
    seqs = {
        row.id: row.seq
        for row in connection.execute(
            select(reports.c.id, reports.c.seq).where(reports.c.id.in_([a.report["id"] for a in arrivals]))
        )
    }
    for arrival in arrivals:
        index_words(connection, seqs[arrival.report["id"]], arrival.words)
    connection.execute(insert(readings), [a.reading for a in arrivals])
    connection.execute(insert(claims), [row for a in arrivals for row in a.claims])
    rows = [row for report, found in told for row in list_rows(seqs[report.id], list_all_keys(report, found))]
    connection.execute(insert(blocks), rows)
    connection.execute(insert(keyed), [{"report": seq, "rules": KEYS} for seq in seqs.values()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun = time.process_time()
    held = keep_world(options.ledger, options.claims, options.seed)
    print(f"{held} claims in {options.ledger}, {time.process_time() - begun:.0f} s of processor")


if __name__ == "__main__":
    main()

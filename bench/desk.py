"""How long a page of the desk takes on a large ledger: `python -m bench.desk [--claims N] [--requests N] [--ledger FILE]`.

A made-up world (`bench.worlds`) is kept in an SQLite ledger, the desk serves it as a process of its own, and two clients
ask for pages of every kind in turn, over HTTP. With --ledger the file is kept and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from bench.worlds.worlds import make_world
from counterclaim.ledger.ledger import open_ledger
from counterclaim.records.claim import Claim
from counterclaim.records.plain import from_plain, to_plain
from counterclaim.records.version import Versions

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PORT = 8766
WORKERS = 2
LONGEST_MS, LARGEST = 150.0, 300_000
LISTS = (
    "/",
    "/questions",
    "/questions?measure=killed&disputed=true&sort=apart",
    "/questions?text=soldiers&page=3",
    "/incidents",
    "/incidents?page=40",
    "/positions",
    "/reports",
    "/reports?page=100",
    "/search",
    "/search?text=killed+soldiers",
    "/search?claimant=ministry&measure=killed&page=7",
    "/review",
    "/audit",
)


def fill(place: Path, claims: int) -> int:
    """Keep a world of about so many claims in a new ledger; give how many it holds."""
    world = make_world(1, claims)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in {claim.id: claim for claim in world.claims}.values():
        by_report[claim.statement.report_id].append(claim)
    with open_ledger(place) as ledger:
        for report in world.reports:
            text, claims_of = ground(report.text, by_report[report.id])
            ledger.add(replace(report, text=text), Versions("made", "made", "made"), claims_of, NOW)
    return len(world.claims)


def ground(text: str, claims: list[Claim]) -> tuple[str, list[Claim]]:
    """Give a report's text and its claims with every span where its words stand.

    A world does not say where actors and places stand in its sentences, and a ledger keeps no words but the report's.
    """

    def place(plain: Any) -> Any:  # JSON values
        nonlocal text
        if isinstance(plain, list):
            return [place(item) for item in plain]
        if not isinstance(plain, dict):
            return plain
        if plain.keys() == {"start", "end", "text"} and text[plain["start"] : plain["end"]] != plain["text"]:
            at = text.find(plain["text"])
            if at < 0:
                at, text = len(text) + 1, f"{text}\n{plain['text']}"
            return {"start": at, "end": at + len(plain["text"]), "text": plain["text"]}
        return {name: place(value) for name, value in plain.items()}

    placed = [from_plain(Claim, place(to_plain(claim))) for claim in claims]
    return text, placed


@dataclass(frozen=True)
class Served:
    """A desk that answers: its process, and the seconds until its first edition was there."""

    process: int
    seconds: float

    def read_clock(self) -> float:
        """Give the milliseconds of processor time that the desk has used (Linux)."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(place: Path, path: str = "/overview.json") -> Iterator[Served]:
    """Serve the desk while the block runs; it begins once the desk answers to a path."""
    command = [
        sys.executable,
        "-m",
        "counterclaim",
        "desk",
        "--ledger",
        str(place),
        "--port",
        str(PORT),
        "--no-browser",
    ]
    with subprocess.Popen(command) as desk:
        try:
            begun = time.perf_counter()
            while ask(path)[0] != 200:
                assert desk.poll() is None, "the desk has ended"
                time.sleep(0.2)
            yield Served(desk.pid, time.perf_counter() - begun)
        finally:
            desk.terminate()
            try:
                desk.wait(20)
            except subprocess.TimeoutExpired:  # It ends what it reads first, which may be long.
                desk.kill()


def ask(path: str) -> tuple[int, bytes, float]:
    """Ask for a page over a connection of its own; give status, body and milliseconds."""
    begun = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", PORT, timeout=600)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read(), (time.perf_counter() - begun) * 1000
    except OSError:
        return 0, b"", 0.0
    finally:
        connection.close()


def list_paths(random: Random) -> list[str]:
    """Give the pages that are asked for: lists, and many single questions, reports, incidents and claims."""
    paths = list(LISTS)
    for room in ("questions", "reports", "incidents", "search"):
        for page in (1, 5, 60):
            plain = json.loads(ask(f"/{room}.json?page={page}")[1])["page"]
            if room == "incidents":
                paths += ["/incidents/" + site["anchor"].partition("-")[2] for site in plain["sites"]["sites"][:12]]
            elif room == "search":
                paths += [line["quote"]["href"] for line in plain["lines"][:12]]
            else:
                paths += [line["href"] for line in plain["lines"][:12]]
    paths += [line["href"] for line in json.loads(ask("/questions.json?sort=figures")[1])["page"]["lines"][:10]]
    random.shuffle(paths)
    return paths


def measure(paths: list[str], requests: int) -> tuple[dict[str, list[float]], int]:
    """Ask for pages with two workers at once; give milliseconds by kind of page, and the size of the largest page."""
    wanted = iter(list(islice(cycle(paths), requests)))
    lock = threading.Lock()
    took: dict[str, list[float]] = defaultdict(list)
    largest = 0

    def work() -> None:
        nonlocal largest
        while True:
            with lock:
                path = next(wanted, None)
            if path is None:
                return
            status, body, ms = ask(path)
            assert status == 200, (path, status)
            kind = path.partition("?")[0].strip("/").split("/")
            with lock:
                took[f"/{kind[0]}" + ("/…" if len(kind) > 1 else "")].append(ms)
                largest = max(largest, len(body))

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return took, largest


def find_p95(values: list[float]) -> float:
    """Give the 95th percentile; of a single value, that value."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--ledger", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or Path(folder) / "ledger.sqlite"
        if not place.exists():
            print(f"{fill(place, options.claims):,} claims kept")
        with serve(place) as desk:
            about = json.loads(ask("/overview.json")[1])["about"]
            print(
                f"{about['claims']:,} claims of {about['reports']:,} reports; first edition after {desk.seconds:.0f} s"
            )
            paths = list_paths(Random(1))
            clock = desk.read_clock()
            took, largest = measure(paths, options.requests)
            clock = (desk.read_clock() - clock) / options.requests
    everything = [ms for values in took.values() for ms in values]
    print(f"{'page':16} {'requests':>8} {'median ms':>10} {'p95 ms':>8} {'worst ms':>9}")
    for kind, values in sorted([*took.items(), ("all", everything)], key=lambda item: (item[0] == "all", item[0])):
        middle = sorted(values)[len(values) // 2]
        print(f"{kind:16} {len(values):8} {middle:10.1f} {find_p95(values):8.1f} {max(values):9.1f}")
    print(
        f"largest page {largest:,} bytes; {clock:.1f} ms of processor a page; load of the machine {os.getloadavg()[0]:.1f}"
    )
    sys.exit(find_p95(everything) > LONGEST_MS or largest > LARGEST)


if __name__ == "__main__":
    main()

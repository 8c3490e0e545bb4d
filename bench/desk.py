"""How long a page of the desk takes on a large ledger: `python -m bench.desk [--claims N] [--requests N] [--ledger FILE]`.

A made-up world (`bench.worlds`) is kept in an SQLite ledger, and the desk serves it as a process of its own. One client asks
for pages of every kind in turn, over HTTP, to tell what each costs the desk's processor (Linux); then two ask at once, to tell
how long they wait, which is the bar; then judgements are sent, to tell after how long the pages have what follows from them.
With --ledger the file is kept and used again, with these judgements in it.
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
from urllib.parse import urlencode

from bench.worlds.worlds import make_world
from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.nearby import key_reports
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
    "/review?kind=claims&page=500",
    "/audit",
    "/incidents?text=government",
    "/reports?text=ministry&page=2",
    "/actors",
    "/actors?text=army",
    "/sources",
    "/doubles",
    "/add",
    "/export",
)
ALONE = 400


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
        key_reports(ledger)
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
        # The clock of another process, as `clock_getcpuclockid` names it.
        return time.clock_gettime_ns((~self.process << 3) | 2) / 1_000_000

    def read_memory(self) -> int:
        """Give the most memory that the desk has held, in MiB (Linux)."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024


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
    paths += [line["href"] for line in json.loads(ask("/actors.json")[1])["page"]["lines"][:20]]
    held = json.loads(ask("/incidents.json")[1])["page"]["episodes"]
    paths += [f"/episodes/{one['value']}?page={page}" for one in held[:5] for page in (1, 2, 9)]
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
            with lock:
                took[name_kind(path)].append(ms)
                largest = max(largest, len(body))

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return took, largest


def name_kind(path: str) -> str:
    """Give the kind of page that a path leads to: "/questions", or "/questions/…" for one of them."""
    parts = path.partition("?")[0].strip("/").split("/")
    return f"/{parts[0]}" + ("/…" if len(parts) > 1 else "")


def measure_processor(desk: Served, paths: list[str], requests: int) -> dict[str, list[float]]:
    """Ask for one page after another; give the milliseconds of the desk's processor by kind of page."""
    used: dict[str, list[float]] = defaultdict(list)
    for path in islice(cycle(paths), requests):
        before = desk.read_clock()
        ask(path)
        used[name_kind(path)].append(desk.read_clock() - before)
    return used


@dataclass(frozen=True)
class Judged:
    """What a judgement cost: milliseconds until it was answered as kept, seconds until pages had what follows from it, and
    the desk's processor until then in milliseconds."""

    verdict: str
    answered_ms: float
    seconds: float
    processor_ms: float


def judge_one_by_one(desk: Served) -> Iterator[Judged]:
    """Accept a claim, reject one, and judge two neighbours one thing and two, each after what the one before has led to."""
    lines = json.loads(ask("/incidents.json?page=2")[1])["page"]["sites"]["sites"]
    pages = (json.loads(ask(f"/incidents/{site['anchor'].partition('-')[2]}.json")[1])["page"] for site in lines)
    told = [[claim["id"] for claim in page["evidence"]] for page in pages]
    claims = [ids for ids in told if len(ids) > 2]
    assert len(claims) > 2, "too small a world"
    one, other = claims[0][:2], claims[1]
    yield _judge(desk, "accept", f"/claims/{other[0]}/weigh", {"verdict": "accept"})
    yield _judge(desk, "reject", f"/claims/{other[1]}/weigh", {"verdict": "reject"})
    yield _judge(desk, "different", f"/claims/{one[0]}/relate", {"verdict": "different", "other": one[1]})
    yield _judge(desk, "same", f"/claims/{one[0]}/relate", {"verdict": "same", "other": other[0]})


def _judge(desk: Served, verdict: str, path: str, form: dict[str, str]) -> Judged:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=600)
    connection.request("GET", path.rpartition("/")[0])
    response = connection.getresponse()
    page, cookie = response.read().decode(), (response.getheader("Set-Cookie") or "").partition(";")[0]
    token, seen = (page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("token", "seen"))
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    clock, begun = desk.read_clock(), time.perf_counter()
    connection.request("POST", path, urlencode({"token": token, "seen": seen, "reason": "bench", **form}), headers)
    response = connection.getresponse()
    response.read()
    assert response.status == 303, (path, response.status)
    answered_ms = (time.perf_counter() - begun) * 1000
    while json.loads(ask("/audit.json")[1])["about"]["is_behind"]:
        time.sleep(0.2)
    return Judged(verdict, answered_ms, time.perf_counter() - begun, desk.read_clock() - clock)


def find_p95(values: list[float]) -> float:
    """Give the 95th percentile; of a single value, that value."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def tell_table(measured: dict[str, list[float]]) -> None:
    """Print median, 95th percentile and worst of each kind of page, and of all."""
    everything = [ms for values in measured.values() for ms in values]
    print(f"{'page':16} {'requests':>8} {'median':>8} {'p95':>8} {'worst':>8}")
    for kind, values in [*sorted(measured.items()), ("all", everything)]:
        middle = sorted(values)[len(values) // 2]
        print(f"{kind:16} {len(values):8} {middle:8.1f} {find_p95(values):8.1f} {max(values):8.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--no-judging", dest="judge", action="store_false", help="leave the ledger as it is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or Path(folder) / "ledger.sqlite"
        if not place.exists():
            print(f"{fill(place, options.claims):,} claims kept")
        with open_ledger(place) as ledger:
            key_reports(ledger)  # One that was kept by an earlier version: the desk would do so beside its pages.
        with serve(place) as desk:
            about = json.loads(ask("/overview.json")[1])["about"]
            print(
                f"{about['claims']:,} claims of {about['reports']:,} reports; first edition after {desk.seconds:.0f} s, "
                f"{desk.read_clock() / 1000:.0f} s of processor, {desk.read_memory():,} MiB",
                flush=True,
            )
            paths = list_paths(Random(1))
            print("\nOne client, milliseconds of the desk's processor:")
            tell_table(measure_processor(desk, paths, min(options.requests, ALONE)))
            took, largest = measure(paths, options.requests)
            print(f"\n{WORKERS} clients at once, milliseconds until the page is there:")
            tell_table(took)
            print(f"largest page {largest:,} bytes; load of the machine {os.getloadavg()[0]:.1f}\n", flush=True)
            for one in judge_one_by_one(desk) if options.judge else ():
                print(
                    f"{one.verdict}: answered after {one.answered_ms:.0f} ms; pages have what follows after "
                    f"{one.seconds:.1f} s, {one.processor_ms / 1000:.1f} s of processor",
                    flush=True,
                )
    everything = [ms for values in took.values() for ms in values]
    sys.exit(find_p95(everything) > LONGEST_MS or largest > LARGEST)


if __name__ == "__main__":
    main()

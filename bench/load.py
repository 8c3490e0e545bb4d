"""Whether two reviewers can go on judging while reports are read: `python -m bench.load [--claims N] [--reports N] …`.

A desk over a made-up world is served as a process of its own and given reports to read. Meanwhile two users judge one claim
after another at a set pace, whether or not the answer before has come, so that an answer that is late makes the next ones
late too. It fails where a judgement is lost, or where the 95th percentile of the answers is above 300 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.desk import PORT, fill, find_p95, serve
from counterclaim.desk.passwords import digest_token, make_token
from counterclaim.ledger.ledger import open_ledger
from counterclaim.records.people import Role

LONGEST_MS = 300.0
SENDERS = 8
REVIEWERS = ("Ada", "Ben")
BOUNDARY = "reports-of-a-made-up-war"


@dataclass(frozen=True)
class Load:
    """What is asked of a desk: claims in the ledger, judgements and how many of them a second, reports to be read."""

    claims: int = 20_000
    judgements: int = 600
    a_second: float = 20.0
    reports: int = 2_000


@dataclass(frozen=True)
class Done:
    """What came of it: judgements sent, answered as kept, refused, found in the ledger; reports read by the last of them.

    Times in milliseconds, from the moment at which a judgement was due; `processor_ms` is the desk's own for each judgement,
    with the reading and the editions that it made meanwhile.
    """

    sent: int
    told_kept: int
    refused: int
    kept: int
    read: int
    median_ms: float
    p95_ms: float
    worst_ms: float
    processor_ms: float


def run_load(load: Load) -> Done:
    """Serve a desk, have it read reports, judge meanwhile, and count what the ledger holds at the end."""
    with tempfile.TemporaryDirectory() as folder, _stay_in(folder):
        place = Path(folder) / "ledger.sqlite"
        fill(place, load.claims)
        tokens = _let_in(place)
        with open_ledger(place) as ledger, ledger.view() as view:
            ids = [claim.id for claim, _ in zip(view.claims(), range(load.judgements), strict=False)]
            before = view.counts().reports
        with serve(place, path="/sign-in") as desk:
            while _ask("GET", "/overview.json", tokens[0])[0] != 200:
                time.sleep(0.5)
            assert _send_reports(load.reports, tokens[0]) == 303
            clock = desk.read_clock()
            answers = _judge(ids, tokens, load.a_second)
            clock = desk.read_clock() - clock
            about = json.loads(_ask("GET", "/add.json", tokens[0])[1])["page"]["jobs"][0]
        with open_ledger(place) as ledger, ledger.view() as view:
            kept, read = len(view.history()), view.counts().reports - before
    took = sorted(ms for _, ms in answers)
    assert about
    return Done(
        sent=len(ids),
        told_kept=sum(status == 303 for status, _ in answers),
        refused=sum(status != 303 for status, _ in answers),
        kept=kept,
        read=read,
        median_ms=took[len(took) // 2],
        p95_ms=find_p95(took),
        worst_ms=took[-1],
        processor_ms=clock / len(ids),
    )


def _let_in(place: Path) -> list[str]:
    tokens, now = [], datetime.now(UTC)
    with open_ledger(place) as ledger:
        for name in REVIEWERS:
            ledger.people.add(name, Role.OWNER, None, now)
            tokens.append(make_token())
            ledger.people.admit(name, digest_token(tokens[-1]), "bench", now, now + timedelta(days=1))
    return tokens


def _judge(ids: list[str], tokens: list[str], a_second: float) -> list[tuple[int, float]]:
    """Send one judgement after another when it is due; give status and milliseconds since then of each."""
    answers: deque[tuple[int, float]] = deque()
    begun = time.perf_counter()

    def judge(number: int) -> None:
        due = begun + number / a_second
        time.sleep(max(0.0, due - time.perf_counter()))
        form = urlencode({"verdict": "accept" if number % 3 else "reject", "seen": "", "reason": f"judgement {number}"})
        path, token = f"/claims/{ids[number]}/weigh", tokens[number % len(tokens)]
        status, _ = _ask("POST", path, token, form.encode(), "application/x-www-form-urlencoded")
        answers.append((status, (time.perf_counter() - due) * 1000))

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(judge, range(len(ids))))
    return list(answers)


def _send_reports(count: int, token: str) -> int:
    """Hand in made-up reports as files; give the status of the answer."""
    parts = []
    for number in range(count):
        side, other = ("Ruritanian", "Graustarkian") if number % 2 else ("Graustarkian", "Ruritanian")
        text = (
            f"date 2026-02-{number % 28 + 1:02}\nThe {side} army said on Friday its forces had killed {number % 90 + 2} "
            f"{other} soldiers near bridge {number}.\nA {other} spokesman denied the claim, and said that nobody had died.\n"
        )
        head = (
            f'Content-Disposition: form-data; name="files"; filename="report-{number}.txt"\r\nContent-Type: text/plain'
        )
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n{text}\r\n")
    body = "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()
    return _ask("POST", "/add", token, body, f"multipart/form-data; boundary={BOUNDARY}")[0]


def _ask(method: str, path: str, token: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=600)
    headers = {"Authorization": f"Bearer {token}"} | ({"Content-Type": kind} if kind else {})
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@contextmanager
def _stay_in(folder: str) -> Iterator[None]:
    """Keep what the desk copies while it reads in a folder that goes with the block."""
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        os.environ.pop("TMPDIR")
        if before is not None:
            os.environ["TMPDIR"] = before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Load()
    parser.add_argument("--claims", type=int, default=default.claims)
    parser.add_argument("--judgements", type=int, default=default.judgements)
    parser.add_argument("--a-second", type=float, default=default.a_second)
    parser.add_argument("--reports", type=int, default=default.reports)
    options = parser.parse_args()
    done = run_load(Load(options.claims, options.judgements, options.a_second, options.reports))
    print(
        f"{done.sent} judgements at {options.a_second:g} a second, by {len(REVIEWERS)} users, over {options.claims:,} claims"
    )
    print(f"kept {done.kept}, refused {done.refused}; {done.read} of {options.reports:,} reports read by then")
    print(f"answers: median {done.median_ms:.0f} ms, p95 {done.p95_ms:.0f} ms, worst {done.worst_ms:.0f} ms")
    print(
        f"{done.processor_ms:.1f} ms of processor a judgement, reading included; load of the machine {os.getloadavg()[0]:.1f}"
    )
    sys.exit(done.kept != done.sent or done.p95_ms > LONGEST_MS)


if __name__ == "__main__":
    main()

"""How long one question's neighbourhood takes in a large ledger, as of any day, and whether it is what the whole says.

python -m bench.near [LEDGER] [--claims 100000] [--sample 40] [--seed 1] [--whole]

Reports and days are drawn by chance. Printed are milliseconds of processor and of the clock in a running process, of one
command from start to end, what one more report of about twenty claims takes in a copy of the ledger (an SQLite file), and
how many of the sample say of their incidents and questions what the whole ledger says (with --whole, which puts the
ledger together once for each of three days). Without LEDGER a world is kept first.
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from bench.worlds.kept import MADE, NOW, keep_world
from counterclaim.ledger.address import locate
from counterclaim.ledger.ledger import open_ledger
from counterclaim.ledger.view import View, open_view
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.nearby import key_reports, tell_nearby
from counterclaim.pipeline.rows import list_rows
from counterclaim.records.claim import Claim
from counterclaim.records.plain import from_plain, to_plain
from counterclaim.records.story import Story
from counterclaim.records.text import Report

DAYS = 3
CLAIMS = 20
"""Claims of the report that comes on top."""


def measure(view: View, sample: Sequence[tuple[str, date | None]]) -> list[Story]:
    """Print what asking takes in this process, and give the answers."""
    walls, cpus, answers = [], [], []
    for report_id, as_of in sample:
        wall, cpu = time.perf_counter(), time.process_time()
        answers.append(tell_nearby(view, [report_id], as_of))
        list_rows(answers[-1], "questions")
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    sizes = sorted(len(story.reports) for story in answers)
    print(f"in a running process, {len(sample)} reports: {_spread(cpus)} ms of processor, {_spread(walls)} ms by the clock; "
          f"reports looked at: median {sizes[len(sizes) // 2]}, most {sizes[-1]}")  # fmt: skip
    return answers


def measure_commands(place: str, sample: Sequence[tuple[str, date | None]]) -> None:
    """Print what `questions --near --as-of` takes as a command."""
    walls = []
    for report_id, as_of in sample:
        command = [sys.executable, "-m", "counterclaim", "questions", "--near", report_id, "--csv", "--ledger", place]
        wall = time.perf_counter()
        subprocess.run([*command, *(["--as-of", as_of.isoformat()] if as_of else [])], check=True, capture_output=True)
        walls.append(1000 * (time.perf_counter() - wall))
    print(f"as a command, {len(sample)} reports: {_spread(walls)} ms by the clock")


def measure_adding(view: View, place: Path, sample: Sequence[str]) -> None:
    """Print what one more report takes, to keep it with its keys and to put it together with its neighbourhood.

    It tells anew what reports beside each other tell, about twenty claims, as an outlet of its own. `place` holds a copy of
    what the view looks at.
    """
    kept, together = [], []
    with open_ledger(place) as ledger:
        for n, report_id in enumerate(sample):
            report, claims = _tell_anew(view, report_id, n)
            since = time.process_time()
            ledger.add(report, MADE, claims, NOW)
            key_reports(ledger)
            kept.append(1000 * (time.process_time() - since))
            with ledger.view() as now:
                list_rows(tell_nearby(now, [report.id]), "questions")
            together.append(1000 * (time.process_time() - since))
    print(f"one more report of about {CLAIMS} claims, {len(sample)} times: {_spread(kept)} ms of processor to keep it with its "
          f"keys; {_spread(together)} ms with its neighbourhood put together")  # fmt: skip


def _tell_anew(view: View, report_id: str, number: int) -> tuple[Report, list[Claim]]:
    """Give a report that tells what this one and those nearest to it tell, one paragraph each."""
    near = sorted(view.near({report_id}), key=lambda other: other != report_id)
    first = view.report(report_id)
    text, found = "", []
    for other in view.reports(report_ids=near):
        for claim in view.claims(report_ids=[other.id]):
            plain = _move(to_plain(claim), len(text))
            plain["id"] = f"{number:02}{claim.id}"
            plain["statement"] |= {"id": f"{number:02}{claim.statement.id}", "report_id": f"{report_id}+{number}"}
            found.append(from_plain(Claim, plain))
        text += f"{other.text}\n\n"
        if len(found) >= CLAIMS:
            break
    return replace(first, id=f"{report_id}+{number}", text=text, url=None, outlet=None, dateline=None, map=()), found


def _move(plain: Any, by: int) -> Any:
    """Give a plain record with its spans so many characters further on."""
    if isinstance(plain, list):
        return [_move(item, by) for item in plain]
    if not isinstance(plain, dict):
        return plain
    if plain.keys() == {"start", "end", "text"}:
        return {"start": plain["start"] + by, "end": plain["end"] + by, "text": plain["text"]}
    return {name: _move(item, by) for name, item in plain.items()}


def compare(view: View, sample: Sequence[tuple[str, date | None]], answers: Sequence[Story]) -> int:
    """Print and give how many neighbourhoods say of their report what the whole says."""
    wholes = {as_of: tell_story(view, as_of) for as_of in dict.fromkeys(as_of for _, as_of in sample)}
    same = 0
    for (report_id, as_of), near in zip(sample, answers, strict=True):
        whole = wholes[as_of]
        mine = {c.id for c in whole.claims if c.statement.report_id == report_id}
        same += list_company(near, mine) == list_company(whole, mine)
    print(f"{same} of {len(sample)} say of the incidents and questions of their report what the whole says")
    return same


def list_company(story: Story, mine: set[str]) -> list[object]:
    """Give what the incidents and questions of some claims hold."""
    held = story.resolution
    return [
        sorted((i.id, i.claim_ids) for i in held.incidents if not mine.isdisjoint(i.claim_ids)),
        sorted((q.id, q.label, q.claim_ids) for q in held.questions if not mine.isdisjoint(q.claim_ids)),
    ]


def _spread(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return f"median {ordered[len(ordered) // 2]:.0f}, nine of ten {ordered[len(ordered) * 9 // 10]:.0f}, most {ordered[-1]:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", nargs="?")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="compare with what the whole ledger says")
    options = parser.parse_args()
    # As the program does.
    gc.set_threshold(100_000, 50, 100)
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or str(Path(folder) / "ledger.sqlite")
        if not options.ledger:
            keep_world(place, options.claims, options.seed)
        with open_view(place) as view:
            random = Random(options.seed)
            reports = [(report.id, report.day) for report in view.reports() if report.day]
            days = [None, *random.sample([day for _, day in reports], DAYS - 1)]
            sample: list[tuple[str, date | None]] = []
            while len(sample) < options.sample:
                as_of = random.choice(days)
                report_id, day = random.choice(reports)
                if as_of is None or day <= as_of:
                    sample.append((report_id, as_of))
            answers = measure(view, sample)
            measure_commands(place, sample[:10])
            if (file := locate(place).path) is not None:
                with (
                    closing(sqlite3.connect(file)) as ledger,
                    closing(sqlite3.connect(f"{folder}/more.sqlite")) as more,
                ):
                    ledger.backup(more)
                measure_adding(view, Path(folder) / "more.sqlite", [report_id for report_id, _ in sample[:10]])
            if options.whole:
                compare(view, sample, answers)


if __name__ == "__main__":
    main()

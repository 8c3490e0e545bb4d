"""Measure speed and size: reading with and without a ledger, start-up, memory, and what each part of reading takes
beside the bare encoder on the same words.

bench/speed.py [NEWS.jsonl.gz] [--reports 500] [--json]

Reports of about 550 tokens are made by joining short newswire documents of NEWS ({"id", "sentences"} a line). Everything
is measured in one run on one machine; compare ratios, since absolute times tell about the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.reading.decode import Scores, Trigger
    from counterclaim.reading.encoder import Encoded, Encoder

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", HERE.parent.parent / "shared"))
TOKENS = 550
# Word pieces of the shipped tokeniser to a word between spaces, measured on this newswire.
PIECES_PER_WORD = 1.24
# The encoder sees windows of so many words when its bare speed is measured: about 128 pieces.
WINDOW_WORDS = 110


@dataclass(frozen=True, slots=True)
class Speed:
    """What one run measured: reports a second of wall time and of processor time, seconds, MiB.

    `parts` are processor seconds over those of the bare encoder.
    """

    reports: int
    words: int
    read_json_per_s: float
    read_into_ledger_per_s: float
    again_per_s: float
    per_cpu_s: float
    encoder_ratio: float
    parts: dict[str, float]
    memory_mib: float
    help_s: float
    first_claim_s: float
    model_mb: float


def make_reports(news: Path, count: int) -> Iterator[str]:
    """Join documents to texts of about TOKENS word pieces, a paragraph a document, cut at a sentence's end."""
    lines: list[str] = []
    words = 0
    with gzip.open(news, "rt", encoding="utf-8") as file:
        for line in file:
            lines.append("")
            for sentence in json.loads(line)["sentences"]:
                lines[-1] += f" {sentence}"
                words += len(sentence.split())
                if words * PIECES_PER_WORD >= TOKENS:
                    yield "\n\n".join(x.strip() for x in lines)
                    count -= 1
                    lines, words = [""], 0
                if not count:
                    return


def run(*arguments: str) -> float:
    """Run the command line and give the wall time; stops the measurement where it fails."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "counterclaim", *arguments], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"counterclaim {arguments[0]} ended with {done.returncode}: {done.stderr.decode()[-1000:]}")
    return time.perf_counter() - start


def measure_memory(folder: Path) -> float:
    """Give the largest memory of the reading processes together, in MiB, by looking at them while they read."""
    reading = subprocess.Popen(
        [sys.executable, "-m", "counterclaim", "read", "--json", str(folder)], stdout=subprocess.DEVNULL
    )
    largest = 0.0
    while reading.poll() is None:
        largest = max(largest, sum(_resident(pid) for pid in _family(reading.pid)))
        time.sleep(0.05)
    return largest


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(inner for child in children for inner in _family(int(child)))]


def _resident(pid: int) -> float:
    """Shared pages are counted by share (PSS) where the system tells it."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def measure_encoder(texts: list[str]) -> float:
    """Give the seconds that the bare encoder takes for the words of the texts, in full windows, on one thread."""
    from counterclaim.pipeline.compose import open_workshop
    from counterclaim.reading.tokens import split_words

    encoder = open_workshop().encoder
    windows = []
    for text in texts:
        words = [text[w.start : w.end] for w in split_words(text)]
        windows += [words[at : at + WINDOW_WORDS] for at in range(0, len(words), WINDOW_WORDS)]
    encoder.encode(windows[0])
    start = time.process_time()
    for window in windows:
        encoder.encode(window)
    return time.process_time() - start


class Clock:
    """An encoder that counts the processor seconds of its passes and of the role layers; else it is the one that it holds."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.version, self.lean, self.calibration = encoder.version, encoder.lean, encoder.calibration
        self.encode_s = self.roles_s = 0.0

    def encode(self, words: Sequence[str]) -> Encoded:
        start = time.process_time()
        window = self._encoder.encode(words)
        self.encode_s += time.process_time() - start
        return _Window(window, self)


class _Window:
    def __init__(self, window: Encoded, clock: Clock) -> None:
        self._window, self._clock = window, clock
        self.trigger_scores = window.trigger_scores

    def roles(self, start: int, end: int, triggers: Sequence[Trigger]) -> tuple[Scores, Scores]:
        since = time.process_time()
        found = self._window.roles(start, end, triggers)
        self._clock.roles_s += time.process_time() - since
        return found


def measure_parts(texts: list[str], folder: Path) -> dict[str, float]:
    """Give the processor seconds of each part of reading the texts in one process, on one thread.

    The first four make claims of a text; the last two write them as JSON, or into a ledger.
    """
    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.normalise.normalise import normalise
    from counterclaim.pipeline.compose import open_workshop, read_report
    from counterclaim.publish.contract import to_contract
    from counterclaim.reading import front
    from counterclaim.reading.read import read
    from counterclaim.records.text import Gathered

    workshop, now = open_workshop(), datetime.now(UTC)
    clock = Clock(workshop.encoder)
    read_report(front.report(Gathered(texts[0])), workshop)
    times = [0.0] * 4
    with open_ledger(folder / "parts.sqlite") as ledger:
        for text in texts:
            at = [time.process_time()]
            report = front.report(Gathered(text, published="2026-02-28"))
            statements = read(report, clock)
            at.append(time.process_time())
            claims = normalise(statements, report, workshop.gazetteer, workshop.tables)
            at.append(time.process_time())
            json.dumps(to_contract(report, claims), ensure_ascii=False).encode()
            at.append(time.process_time())
            ledger.add(report, workshop.versions, claims, now)
            at.append(time.process_time())
            times = [spent + end - start for spent, start, end in zip(times, at, at[1:], strict=False)]
    return {
        "encode": clock.encode_s,
        "roles": clock.roles_s,
        "rules": times[0] - clock.encode_s - clock.roles_s,
        "normalise": times[1],
        "json": times[2],
        "ledger": times[3],
    }


def measure(news: Path, count: int) -> Speed:
    texts = list(make_reports(news, count))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        for n, text in enumerate(texts):
            (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")
        first = Path(name) / "first.txt"
        first.write_text(texts[0], encoding="utf-8")
        ledger = str(Path(name) / "speed.sqlite")
        run("--help")
        read_json = run("read", "--json", str(folder))
        into = run("read", str(folder), "--ledger", ledger)
        again = run("read", str(folder), "--ledger", ledger)
        memory = measure_memory(folder)
        help_s = min(run("--help") for _ in range(5))
        first_s = min(run("read", "--json", str(first)) for _ in range(3))
        some = texts[: max(1, count // 5)]
        parts = measure_parts(some, Path(name))
    encoder_s = measure_encoder(some)
    reading_s = sum(parts[part] for part in ("encode", "roles", "rules", "normalise"))
    weights = HERE.parent / "src" / "counterclaim" / "engine" / "weights"
    return Speed(
        reports=len(texts),
        words=sum(len(text.split()) for text in texts),
        read_json_per_s=round(len(texts) / read_json, 1),
        read_into_ledger_per_s=round(len(texts) / into, 1),
        again_per_s=round(len(texts) / again, 1),
        per_cpu_s=round(len(some) / reading_s, 1),
        encoder_ratio=round(reading_s / encoder_s, 2),
        parts={part: round(seconds / encoder_s, 3) for part, seconds in parts.items()},
        memory_mib=round(max(memory, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024), 0),
        help_s=round(help_s, 2),
        first_claim_s=round(first_s, 2),
        model_mb=round(sum(path.stat().st_size for path in weights.iterdir()) / 1e6, 1),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path, nargs="?", default=SHARED / "data" / "news" / "voa.jsonl.gz")
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not arguments.news.exists():
        print(f"speed not measured: {arguments.news.name} is not here.")
        return
    speed = measure(arguments.news, arguments.reports)
    if arguments.json:
        print(json.dumps(asdict(speed)))
        return
    for name, (value, bar) in {
        "reports": (speed.reports, f"{speed.words / speed.reports:.0f} words each"),
        "read --json, reports a second": (speed.read_json_per_s, "at least 15, later 20; 30 is the goal"),
        "read into a ledger, with its summary, reports a second": (speed.read_into_ledger_per_s, "at least 15"),
        "the same again, nothing new, reports a second": (speed.again_per_s, ""),
        "reading alone, reports a second of one processor": (speed.per_cpu_s, "holds on a busy machine too"),
        "reading over the bare encoder on the same words": (speed.encoder_ratio, "at most 2.6"),
        "memory of all processes together, MiB": (speed.memory_mib, "under 500"),
        "counterclaim --help, seconds": (speed.help_s, "under 0.4"),
        "first report from a cold process, seconds": (speed.first_claim_s, "within 1.5"),
        "model and tokeniser, MB": (speed.model_mb, "at most 32"),
    }.items():
        print(f"{name:56s} {value:>8}   {bar}")
    for part, multiple in speed.parts.items():
        print(f"  {part + ', over the bare encoder':54s} {multiple:>8}")


if __name__ == "__main__":
    main()

"""Measure how full resolution grows with the ledger, and what one more report costs.

python -m bench.worlds --scale [--claims 10000 100000 1000000] [--seed 1] [--plot docs/scale.svg]
python -m bench.worlds.scale --one-more [--claims 10000] [--seed 1]

Each size is written to a file and runs in a process of its own, which reads it report by report. Printed are claims,
seconds of processor and of the clock, comparisons made for each claim, peak memory, and the slope of the logarithm of
processor seconds over that of claims. --one-more takes reports one at a time, resolves only the neighbourhood that their
keys lead to, and prints how long that takes and how often every claim of the report finds the company that it has in the
whole.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from math import floor, log, log10
from pathlib import Path
from typing import Any

SIZES = (10_000, 31_623, 100_000)
BAR = 1.15
LENGTH = struct.Struct("<Q")


def make_spool(claims: int, seed: int, path: Path) -> None:
    """Write a world report by report, as worlds of about 50,000 claims with wars, towns and dates of their own.

    A world of a million is never in memory: the file holds each report and then its claims, packed, each with its length.
    """
    from dataclasses import replace

    from bench.worlds.worlds import make_world
    from counterclaim.records.packed import pack

    with path.open("wb") as file:
        for n, size in enumerate(share_out(claims)):
            world = make_world(seed * 1000 + n, size)
            held: dict[str, list[Any]] = {report.id: [] for report in world.reports}
            for claim in {c.id: c for c in world.claims}.values():
                held[claim.statement.report_id].append(set_apart(claim, n))
            for report in {r.id: r for r in world.reports}.values():
                packed = pack(replace(report, map=())), pack(held[report.id])
                file.write(b"".join(part for one in packed for part in (LENGTH.pack(len(one)), one)))


def share_out(claims: int, most: int = 50_000) -> list[int]:
    """Give the sizes of the worlds that hold so many claims together."""
    count = max(1, round(claims / most))
    return [claims // count] * count


def set_apart(claim: Any, world: int) -> Any:
    """Give a claim whose places lie in countries of its own world; parties and claimants have names of their own by chance."""
    from dataclasses import replace

    if not world:
        return claim
    places = tuple(
        replace(m, place=m.place and replace(m.place, country=f"{m.place.country}/{world}")) for m in claim.place
    )
    return replace(claim, place=places)


class Spool:
    """A world on disk, gone through as often as asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def told(self) -> Iterator[tuple[Any, Any]]:
        from counterclaim.records.packed import unpack

        with self.path.open("rb") as file:
            while length := file.read(LENGTH.size):
                report = unpack(file.read(*LENGTH.unpack(length)))
                yield report, unpack(file.read(*LENGTH.unpack(file.read(LENGTH.size))))

    def reports(self) -> Iterator[Any]:
        from counterclaim.records.packed import unpack

        with self.path.open("rb") as file:
            while length := file.read(LENGTH.size):
                yield unpack(file.read(*LENGTH.unpack(length)))
                file.seek(*LENGTH.unpack(file.read(LENGTH.size)), os.SEEK_CUR)


def measure_size(path: Path) -> dict[str, float]:
    """Give what one size costs, measured in this process: every piece is taken, counted and let go."""
    from counterclaim.ledger.shelf import Shelf
    from counterclaim.resolve import evidence, incidents, streaming

    compared = 0
    compare = evidence.compare

    def count(*tellings: object) -> object:
        nonlocal compared
        compared += 1
        return compare(*tellings)  # type: ignore[arg-type]

    incidents.compare = count  # type: ignore[assignment]
    streaming.compare = count  # type: ignore[attr-defined]
    source = Spool(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = reports = 0
    for _, found in source.told():
        held += len(found)
        reports += 1
    begun, clock = time.process_time(), time.perf_counter()
    pieces = found_incidents = found_questions = 0
    with Shelf[streaming.Told]() as shelf:
        for piece in streaming.group_streamed(source, shelf):
            pieces += 1
            found_incidents += len(piece.incidents)
            found_questions += len(piece.questions)
    return {
        "claims": held,
        "reports": reports,
        "resolve_s": time.process_time() - begun,
        "wall_s": time.perf_counter() - clock,
        "incidents": found_incidents,
        "questions": found_questions,
        "pairs_per_claim": compared / held,
        "start_mib": before,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure_one_more(claims: int, seed: int, sample: int = 40) -> str:
    """Give a line on what one more report costs, and whether its neighbourhood gives what the whole gives."""
    from collections import defaultdict
    from random import Random

    from bench.worlds.worlds import make_world
    from counterclaim.resolve.group import group
    from counterclaim.resolve.neighbourhood import find_neighbours, list_keys

    world = make_world(seed, claims)
    by_report = defaultdict(list)
    for claim in world.claims:
        by_report[claim.statement.report_id].append(claim)
    reports = {r.id: r for r in world.reports}
    keys = {r.id: list_keys(r, by_report[r.id]) for r in world.reports}
    own: dict[str, set[str]] = defaultdict(set)
    wider: dict[str, set[str]] = defaultdict(set)
    for report_id, found in keys.items():
        for key in found.own:
            own[key].add(report_id)
        for key in found.wider:
            wider[key].add(report_id)
    home = {c: i.claim_ids for i in group(world.claims, world.reports).incidents for c in i.claim_ids}
    seconds, sizes, same = [], [], 0
    for report_id in Random(seed).sample(sorted(reports), sample):
        begun = time.process_time()
        near = find_neighbours(list_keys(reports[report_id], by_report[report_id]), own, wider)
        part = group([c for r in near for c in by_report[r]], [reports[r] for r in near])
        seconds.append(time.process_time() - begun)
        sizes.append(len(near))
        there = {c: i.claim_ids for i in part.incidents for c in i.claim_ids}
        same += all(there.get(c.id) == home.get(c.id) for c in by_report[report_id])
    seconds.sort()
    sizes.sort()
    return (
        f"{len(world.claims)} claims, {sample} reports: {same} find the company they have in the whole; milliseconds median "
        f"{1000 * seconds[sample // 2]:.0f}, most {1000 * seconds[-1]:.0f}; reports compared median {sizes[sample // 2]}, "
        f"most {sizes[-1]}; keys a report {sum(len(k.own) + len(k.wider) for k in keys.values()) / len(keys):.0f}"
    )


def find_slope(points: list[tuple[float, float]]) -> float:
    """Give the slope of log seconds over log claims by least squares."""
    xs, ys = [log(x) for x, _ in points], [log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def plot(points: list[tuple[float, float]], slope: float) -> str:
    """Give an SVG of seconds over claims, both as logarithms."""
    left, top, wide, high = 60, 20, 420, 260
    x0, x1 = int(log10(min(x for x, _ in points))), int(log10(max(x for x, _ in points)) + 0.999)
    y0, y1 = floor(log10(min(y for _, y in points))), int(log10(max(y for _, y in points)) + 0.999)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + (log10(x) - x0) / (x1 - x0) * wide, top + high - (log10(y) - y0) / max(1, y1 - y0) * high

    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 340" font-family="sans-serif" font-size="12" role="img">',
        f"<title>Seconds of full resolution over claims, both logarithmic; slope {slope:.2f}</title>",
        '<rect width="520" height="340" fill="white"/>',
    ]
    for n in range(x0, x1 + 1):
        x = at(10**n, 10**y0)[0]
        lines += [f'<path d="M{x:.0f} {top}V{top + high}" stroke="#ddd"/>',
                  f'<text x="{x:.0f}" y="{top + high + 18}" text-anchor="middle">{10**n:,}</text>']  # fmt: skip
    for n in range(y0, y1 + 1):
        y = at(10**x0, 10**n)[1]
        lines += [f'<path d="M{left} {y:.0f}H{left + wide}" stroke="#ddd"/>',
                  f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{10**n:,} s</text>']  # fmt: skip
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*p) for p in points))
    lines.append(f'<polyline points="{path}" fill="none" stroke="#1f4e79" stroke-width="2"/>')
    lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f4e79"/>' for x, y in (at(*p) for p in points)]
    lines.append(f'<text x="{left + wide / 2:.0f}" y="{top + high + 40}" text-anchor="middle">claims</text></svg>')
    return "\n".join(lines) + "\n"


def measure_in_a_process(claims: int, seed: int) -> dict[str, float]:
    """Give what one size costs in a process that holds nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.pickle"
        command = [
            sys.executable,
            "-m",
            "bench.worlds.scale",
            "--seed",
            str(seed),
            "--claims",
            str(claims),
            "--spool",
            str(path),
        ]
        subprocess.run([*command, "--make"], check=True)
        found = subprocess.run([*command, "--here"], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(found.stdout)
    return measured


def measure_all(sizes: Iterable[int], seed: int, picture: Path | None) -> float:
    """Print a line for every size and the slope, draw it where asked, and give the slope."""
    print(f"load of this machine {', '.join(f'{x:.1f}' for x in os.getloadavg())} on {os.cpu_count()} processors")
    print(
        f"{'claims':>9}{'reports':>9}{'processor s':>13}{'clock s':>9}{'pairs/claim':>13}{'incidents':>11}{'peak MiB':>10}"
    )
    points = []
    for claims in sizes:
        found = measure_in_a_process(claims, seed)
        points.append((found["claims"], found["resolve_s"]))
        print(f"{found['claims']:9}{found['reports']:9}{found['resolve_s']:13.1f}{found['wall_s']:9.1f}"
              f"{found['pairs_per_claim']:13.2f}{found['incidents']:11}{found['peak_mib']:10.0f}", flush=True)  # fmt: skip
    if len(points) < 2:
        return 0.0
    slope = find_slope(points)
    print(f"slope of resolving {slope:.2f} (bar {BAR})")
    if picture:
        picture.write_text(plot(points, slope))
    return slope


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--spool", type=Path, help="the file of a world")
    parser.add_argument("--make", action="store_true", help="write the file of a world, and no more")
    parser.add_argument("--here", action="store_true", help="measure the file in this process and print JSON")
    parser.add_argument("--one-more", action="store_true", help="measure what one more report costs")
    options = parser.parse_args()
    if options.one_more:
        print(measure_one_more(options.claims[0], options.seed))
    elif options.make:
        make_spool(options.claims[0], options.seed, options.spool)
    elif options.here:
        print(json.dumps(measure_size(options.spool)))
    else:
        measure_all(options.claims, options.seed, options.plot)


if __name__ == "__main__":
    main()

"""Measure the memory that a large web archive takes: `python -m bench.extraction.archive [--mib 2048]`.

A WARC file of pages and pictures that are hard to pack is written into a temporary folder and read in a process of its
own, next to one of a hundredth of its size. Printed are pages, seconds of processor time, and the most memory that was
held; it fails above 700 MiB, or where the large one takes much more room than the small one.
"""

from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
from pathlib import Path

PEAK_MIB = 700
GROWTH_MIB = 60
WEIGHT = 150_000

# What the other process does: all pages of the archive, the time and the memory that this took.
# The peak is read from /proc: what getrusage tells is never less than what the process that began this one held.
READ = """
import pathlib, re, sys, time
from counterclaim.intake.gather import gather
from counterclaim.records.text import Gathered
count = sum(isinstance(one, Gathered) for one in gather([sys.argv[1]]))
held = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())
print(count, round(time.process_time()), int(held[1]) // 1024)
"""


def write_record(number: int, kind: str, body: bytes) -> bytes:
    """Give one packed record of an answer."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-02-28T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Target-URI: https://lantern.example/{number}"
        f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 0)  # noise, which no packing makes smaller


def write_archive(path: Path, size: int, weight: int = WEIGHT) -> int:
    """Write an archive of at least `size` bytes and give its number of pages; half of the records are pictures."""
    draw = random.Random(3)
    noise = draw.randbytes(weight).hex()[:weight]
    pages = 0
    with path.open("wb") as file:
        while file.tell() < size:
            start = draw.randrange(weight // 2)
            page = (
                f"<html lang=en><head><title>Report {pages}</title><script>var s='{noise[start:] + noise[:start]}'</script>"
                f"</head><body><article><h1>Report {pages}</h1><p>The army said that {pages} soldiers had been killed near the "
                "river on Friday, and that the road was closed.</p></article></body></html>"
            )
            file.write(write_record(2 * pages, "text/html; charset=utf-8", page.encode()))
            file.write(write_record(2 * pages + 1, "image/jpeg", draw.randbytes(weight)))
            pages += 1
    return pages


def read_archive(path: Path, timeout_s: float = 3_000) -> tuple[int, int, int]:
    """Read an archive in a process of its own; give its pages, seconds of processor time, and peak memory in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=timeout_s
    )
    pages, seconds, peak = map(int, done.stdout.split())
    return pages, seconds, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mib", type=int, default=256, help="size of the archive; the issue asks for 2048")
    parser.add_argument("--weight", type=int, default=WEIGHT, help="bytes of a page, and of a picture")
    arguments = parser.parse_args()
    size = arguments.mib * 2**20
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for name, part in (("small", size // 100), ("large", size)):
            path = Path(folder) / f"{name}.warc.gz"
            written = write_archive(path, part, arguments.weight)
            pages, seconds, peak = read_archive(path)
            print(f"{name}: {path.stat().st_size / 2**20:,.0f} MiB, {pages:,} pages, {seconds} s, at most {peak} MiB")
            if pages != written:
                sys.exit(f"{written - pages} pages were lost.")
            peaks.append(peak)
    if peaks[1] >= PEAK_MIB or peaks[1] - peaks[0] >= GROWTH_MIB:
        sys.exit(f"More than {PEAK_MIB} MiB, or more than {GROWTH_MIB} MiB above the small one, were held.")


if __name__ == "__main__":
    main()

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from pathlib import Path

import pytest

PEAK_MIB = 700
PAGES = 1200

# What the other process does: all pages of the archive, and how much memory that took at most.
READ = """
import resource, sys
from counterclaim.intake.gather import gather
from counterclaim.records.text import Gathered
count = sum(isinstance(one, Gathered) for one in gather([sys.argv[1]]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def write_record(number: int, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-02-28T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Target-URI: https://lantern.example/{number}"
        f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 1)


def write_warc(path: Path, pages: int, weight: int) -> None:
    """Write an archive of pages that weigh `weight` bytes each and are hard to pack; half of the records are pictures."""
    draw = random.Random(3)
    noise = draw.randbytes(weight).hex()[:weight]
    with path.open("wb") as file:
        for n in range(pages):
            start = draw.randrange(weight // 2)
            page = (
                f"<html lang=en><head><title>Report {n}</title><script>var s='{noise[start:] + noise[:start]}'</script></head>"
                f"<body><article><h1>Report {n}</h1><p>The army said that {n} soldiers had been killed near the river on "
                "Friday, and that the road was closed.</p></article></body></html>"
            )
            file.write(write_record(2 * n, "text/html; charset=utf-8", page.encode()))
            file.write(write_record(2 * n + 1, "image/jpeg", draw.randbytes(weight)))


def read_in_another_process(path: Path) -> tuple[int, int]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=500
    )
    count, peak = map(int, done.stdout.split())
    return count, peak


@pytest.mark.slow
def test_a_large_archive_is_never_held_in_memory(tmp_path: Path) -> None:
    write_warc(tmp_path / "small.warc.gz", 20, 150_000)
    write_warc(tmp_path / "large.warc.gz", PAGES, 150_000)
    assert (tmp_path / "large.warc.gz").stat().st_size > 240 * 2**20
    few, before = read_in_another_process(tmp_path / "small.warc.gz")
    many, peak = read_in_another_process(tmp_path / "large.warc.gz")
    assert (few, many) == (20, PAGES)
    assert peak < PEAK_MIB
    assert peak - before < 60, "sixty times as many pages take no more room"

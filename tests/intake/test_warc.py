from __future__ import annotations

import io
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


def write_warc(path: Path, pages: int, weight: int) -> None:
    """Write an archive of pages that weigh `weight` bytes each and are hard to pack; half of the records are pictures."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    draw = random.Random(3)
    noise = draw.randbytes(weight).hex()[:weight]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(2 * pages):
            is_page = n % 2 == 0
            start = draw.randrange(weight // 2)
            body = (
                f"<html lang=en><head><title>Report {n}</title><script>var s='{noise[start:] + noise[:start]}'</script></head>"
                f"<body><article><h1>Report {n}</h1><p>The army said that {n} soldiers had been killed near the river on "
                "Friday, and that the road was closed.</p></article></body></html>"
            ).encode()
            if not is_page:
                body = draw.randbytes(weight)
            kind = "text/html; charset=utf-8" if is_page else "image/jpeg"
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://lantern.example/{n}", "response", io.BytesIO(body), http_headers=head
                )
            )


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

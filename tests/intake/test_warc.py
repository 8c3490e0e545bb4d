from __future__ import annotations

from pathlib import Path

import pytest
from bench.extraction.archive import GROWTH_MIB, PEAK_MIB, read_archive, write_archive


@pytest.mark.slow
def test_a_large_archive_is_never_held_in_memory(tmp_path: Path) -> None:
    small, large = (write_archive(tmp_path / f"{n}.warc.gz", n * 2**20) for n in (4, 240))
    few, _, before = read_archive(tmp_path / "4.warc.gz", 500)
    many, _, peak = read_archive(tmp_path / "240.warc.gz", 500)
    assert (few, many) == (small, large)
    assert many > 50 * few
    assert peak < PEAK_MIB
    assert peak - before < GROWTH_MIB, "sixty times as many pages take no more room"

"""What pages cost the processor on a ledger of a few thousand claims; `python -m bench.desk` measures it at full size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bench.desk import LARGEST, LISTS, fill

from counterclaim.desk.keeper import Keeper
from counterclaim.desk.preparing import prepare
from tests.desk.desks import open_desk

pytestmark = pytest.mark.slow
# In seconds of processor: three times the most that a page took, on a slow machine.
LONGEST_S = 0.3


def test_no_page_costs_much_and_none_is_large(tmp_path: Path) -> None:
    place = tmp_path / "ledger.sqlite"
    fill(place, 2_000)
    with open_desk(str(place)) as client:
        keeper: Keeper = client.app.state.keeper  # type: ignore[attr-defined]
        prepare(keeper, keeper.edition())
        singles = [
            line["href"]
            for room in ("questions", "reports", "search", "actors")
            for line in client.get(f"/{room}.json").json()["page"]["lines"][:5]
            for line in [line if "href" in line else line["quote"]]
        ]
        slow = {}
        for path in (*LISTS, *singles):
            client.get(path)
            begun = time.process_time()
            page = client.get(path)
            took = time.process_time() - begun
            assert page.status_code == 200, path
            assert len(page.content) < LARGEST, path
            if took > LONGEST_S:
                slow[path] = took
    assert not slow

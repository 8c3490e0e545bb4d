from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from counterclaim.pipeline.compose import Read
from counterclaim.pipeline.crew import YIELDING, Crew
from counterclaim.reading import front
from counterclaim.records.text import Gathered, Skipped

TEXT = "The ministry said nine soldiers were killed near the river on Friday."


def children() -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()]


def test_what_is_no_report_passes_by_in_its_place_and_a_dead_process_costs_one_report() -> None:
    reports = [front.report(Gathered(TEXT, path=f"{n}.txt", outlet=str(n))) for n in range(6)]
    known = Read(reports[5], (), "known")
    with Crew(1) as crew:
        (first,) = crew.read_all(reports[:1])
        assert isinstance(first, Read)
        assert first.claims
        (process,) = crew.processes
        os.kill(process, signal.SIGKILL)
        rest = list(crew.read_all([Skipped("a", "No."), *reports[1:3], known, reports[3]]))
    assert [type(item) for item in rest] == [Skipped, Skipped, Read, Read, Read]
    assert isinstance(rest[1], Skipped)
    assert "ended" in rest[1].why
    assert rest[3] is known


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="this system has no such thing")
def test_a_crew_that_yields_stands_behind_whatever_else_runs() -> None:
    report = front.report(Gathered(TEXT))
    with Crew(1, yields=True) as crew:
        list(crew.read_all([report]))
        (process,) = crew.processes
        behind = os.getpriority(os.PRIO_PROCESS, process) - os.getpriority(os.PRIO_PROCESS, 0)
    assert behind == min(YIELDING, 19 - os.getpriority(os.PRIO_PROCESS, 0))


def test_no_process_outlives_the_crew() -> None:
    with Crew(2) as crew:
        processes = crew.processes
        crew.read_all([front.report(Gathered(TEXT))])
    time.sleep(0.1)
    assert not set(processes) & set(children())

"""Reading in several processes: each opens the model once and reads one report at a time, on one thread."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import TracebackType

from counterclaim.errors import ReportError, SetupError
from counterclaim.pipeline.compose import Read, open_workshop, read_report
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report, Skipped

# So many reports are under way or wait for an earlier one to be given.
AHEAD = 32
# How far a process that yields stands back (`nice`).
YIELDING = 10


def work(reports: Connection, gc_threshold: tuple[int, int, int], *, yields: bool = False) -> None:
    """Answer each report that comes with its claims, or with the error that stopped its reading, until no more come.

    Circles of records are looked for as seldom as `gc_threshold` says (`gc.set_threshold`). A process that `yields` takes
    what others leave of the processor, where the system knows such a thing.
    """
    if yields and hasattr(os, "nice"):
        os.nice(YIELDING)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(*gc_threshold)
    while True:
        try:
            report: Report = reports.recv()
        except EOFError:
            return
        answer: tuple[Claim, ...] | ReportError | SetupError
        try:
            answer = read_report(report, open_workshop())
        except (ReportError, SetupError) as error:
            answer = error
        reports.send(answer)


class Crew:
    """Reading processes, started fresh (spawn) so that nothing of this process reaches their results.

    With `yields` they read only as fast as whoever else needs the processor lets them.
    """

    def __init__(self, size: int, *, yields: bool = False) -> None:
        self._size, self._yields = size, yields
        self._idle: SimpleQueue[tuple[SpawnProcess, Connection]] = SimpleQueue()
        self._started: list[SpawnProcess] = []
        self._threads = ThreadPoolExecutor(size)
        self._is_over = False

    def __enter__(self) -> Crew:
        for _ in range(self._size):
            self._idle.put(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
        for process in self._started:
            process.join()

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the processes that are alive."""
        return tuple(process.pid for process in self._started if process.pid and process.is_alive())

    def read_all(self, items: Iterable[Report | Read | Skipped]) -> Iterator[Read | Skipped]:
        """Read the reports among the items; everything is given in the order in which it came."""
        waiting: deque[Read | Skipped | Future[Read | Skipped]] = deque()
        for item in items:
            waiting.append(self._threads.submit(self._read, item) if isinstance(item, Report) else item)
            while waiting and (len(waiting) >= AHEAD or _is_ready(waiting[0])):
                yield _take(waiting.popleft())
        while waiting:
            yield _take(waiting.popleft())

    def _read(self, report: Report) -> Read | Skipped:
        where = report.path or report.id
        process, reports = self._idle.get()
        try:
            reports.send(report)
            answer = reports.recv()
        except (EOFError, OSError):
            # Its process ended under it (out of memory, most likely); the next report gets a fresh one.
            process.join()
            self._idle.put((process, reports) if self._is_over else self._start())
            return Skipped(where, "The process that read it ended; the report may need more memory than there is.")
        self._idle.put((process, reports))
        if isinstance(answer, SetupError):
            raise answer
        return Skipped(where, str(answer)) if isinstance(answer, ReportError) else Read(report, answer)

    def _start(self) -> tuple[SpawnProcess, Connection]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=work, args=(theirs, gc.get_threshold()), kwargs={"yields": self._yields}, daemon=True
        )
        process.start()
        theirs.close()
        self._started.append(process)
        return process, ours


def _is_ready(item: Read | Skipped | Future[Read | Skipped]) -> bool:
    return not isinstance(item, Future) or item.done()


def _take(item: Read | Skipped | Future[Read | Skipped]) -> Read | Skipped:
    return item.result() if isinstance(item, Future) else item

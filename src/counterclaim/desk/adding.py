"""Reports added on the desk: one reading after another beside the pages, with what came of each file."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path, PurePath
from typing import BinaryIO

from counterclaim.errors import CounterclaimError
from counterclaim.intake.facts import Facts, Hints
from counterclaim.intake.fetch import Fetcher
from counterclaim.intake.gather import count_texts, gather
from counterclaim.ledger.ledger import Ledger
from counterclaim.pipeline.compose import read_gathered
from counterclaim.records.text import Gathered, Skipped

log = logging.getLogger(__name__)

MOST_JOBS = 20
MOST_LINKS = 5
PASTED = "pasted text"
DEMO = "the demo’s reports, all of them made up"
# Reading takes a processor; the pages keep the other one.
PROCESSES = 1


@dataclass(slots=True)
class Job:
    """One adding: how many texts were read so far, what was found in them, and what could not be read, and why.

    `total` is how many texts there are, None where nobody can tell beforehand; `first` are the ids of the first reports.
    """

    number: int
    name: str
    begun: datetime
    reports: int = 0
    known: int = 0
    claims: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    is_done: bool = False
    failure: str = ""
    total: int | None = None
    first: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says about all texts of one adding, where these do not say it themselves."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None


class Adder:
    """Reads what is handed in, in the order of arrival, in a thread of its own."""

    def __init__(self, ledger: Ledger, fetcher: Fetcher | None = None) -> None:
        self._ledger, self._fetcher = ledger, fetcher or Fetcher()
        self._lock = threading.Lock()
        self._jobs: list[Job] = []
        self._worker = ThreadPoolExecutor(1, "adding")
        self._closing = threading.Event()

    def jobs(self) -> tuple[Job, ...]:
        """Give the last jobs, newest first."""
        with self._lock:
            return tuple(reversed(self._jobs))

    def is_busy(self) -> bool:
        """Tell whether something is being read or waits for it."""
        with self._lock:
            return any(not job.is_done for job in self._jobs)

    def add_text(self, text: str, told: Told) -> Job:
        """Read a pasted text. What is told about it goes into its record."""
        gathered = Gathered(text.replace("\r\n", "\n"), outlet=told.outlet, title=told.title, published=told.published)
        return self._start(told.title or PASTED, iter([gathered]), 1)

    def add_addresses(self, addresses: Sequence[str], told: Told) -> Job:
        """Fetch addresses of the public web, one after the other, and read what they hold. A feed gives its entries."""
        hints = Hints(told=Facts(outlet=told.outlet, published=told.published))
        shown = addresses[0] if len(addresses) == 1 else f"{len(addresses)} addresses"
        return self._start(shown, gather(addresses, hints, self._fetcher))

    def add_files(self, given: Iterable[tuple[str, BinaryIO]], told: Told) -> Job:
        """Read files by their names as a person chose them; they are copied first and the copies removed at the end."""
        folder = Path(tempfile.mkdtemp(prefix="counterclaim-"))
        names = []
        for name, data in given:
            safe = PurePath(name.replace("\\", "/")).name.lstrip(".") or "file"
            with (folder / safe).open("wb") as copy:
                shutil.copyfileobj(data, copy)
            names.append(safe)
        shown = names[0] if len(names) == 1 else f"{len(names)} files"
        hints = Hints(told=Facts(outlet=told.outlet, published=told.published))
        return self._start(shown, self._gather(folder, hints), count_texts([folder]))

    def add_demo(self) -> Job:
        """Read the reports that ship with the program."""
        reports = Path(str(files("counterclaim") / "demo"))
        return self._start(DEMO, gather([reports], Hints()), count_texts([reports]))

    def _gather(self, folder: Path, hints: Hints) -> Iterator[Gathered | Skipped]:
        """Give what lies in the folder under the names that a person knows."""
        try:
            for found in gather([folder], hints):
                path = found.path or ""
                yield replace(found, path=path.removeprefix(f"{folder}/"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _start(self, name: str, gathered: Iterator[Gathered | Skipped], total: int | None = None) -> Job:
        with self._lock:
            number = self._jobs[-1].number + 1 if self._jobs else 1
            job = Job(number, name, datetime.now(UTC), total=total)
            self._jobs = [*self._jobs, job][-MOST_JOBS:]
        self._worker.submit(self._read, job, gathered)
        return job

    def _read(self, job: Job, gathered: Iterator[Gathered | Skipped]) -> None:
        try:
            for outcome in read_gathered(self._ledger, gathered, at=job.begun, processes=PROCESSES, aside=True):
                if self._closing.is_set():
                    job.failure = (
                        "The desk was closed. What was read until then is kept; the same files again complete it."
                    )
                    break
                if isinstance(outcome, Skipped):
                    job.skipped.append(outcome)
                else:
                    job.reports += 1
                    job.known += outcome.added == "known"
                    job.claims += len(outcome.claims)
                    if len(job.first) < MOST_LINKS:
                        job.first.append(outcome.report.id)
        except CounterclaimError as error:
            job.failure = str(error)
        except Exception as error:  # The boundary of one job: the desk goes on.
            log.exception("Reading %s failed", job.name)
            told = f"A fault of this program ({type(error).__name__}: {error})."
            job.failure = f"{told} What was read until then is kept."
        finally:
            job.is_done = True

    def close(self) -> None:
        """Wait for the report under way; what comes after it is left."""
        self._closing.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

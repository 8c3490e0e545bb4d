"""The flow on one page: gather, read, normalise, keep, resolve, reconcile."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.atlas.atlas import Atlas
from counterclaim.engine.artefact import load_artefact, name_version
from counterclaim.engine.onnx import OnnxEncoder
from counterclaim.errors import ReportError, SetupError
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.normalise import RULES, normalise
from counterclaim.reading import front
from counterclaim.reading.encoder import Encoder
from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES, case_of
from counterclaim.reading.read import read
from counterclaim.records.books import Book
from counterclaim.records.claim import Claim
from counterclaim.records.sources import Among, Source
from counterclaim.records.text import Gathered, Report, Skipped
from counterclaim.records.version import Versions
from counterclaim.resolve.carrying import carry
from counterclaim.tables import cues, load

if TYPE_CHECKING:
    from counterclaim.intake.facts import Hints
    from counterclaim.ledger.ledger import Ledger
    from counterclaim.ledger.view import View
    from counterclaim.records.sources import Reliability
    from counterclaim.records.story import Story
    from counterclaim.tables.conventions import Convention

log = logging.getLogger(__name__)

# The language that is read; others are kept and listed as not read.
READ_LANGUAGE = "en"
# From so many reports on, starting further processes costs less than it saves.
CREW_FROM = 20


@dataclass(frozen=True, slots=True)
class Read:
    """A report with the claims found in it. `added` tells what the ledger made of it, None where there was none."""

    report: Report
    claims: tuple[Claim, ...]
    added: str | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What reading and normalising need, opened once for a process."""

    encoder: Encoder
    gazetteer: Gazetteer
    tables: str

    @property
    def versions(self) -> Versions:
        """Name everything that decides what is found in a text."""
        return Versions(self.encoder.version, RULES, f"{self.tables}+{self.gazetteer.version}")


@cache
def open_workshop() -> Workshop:
    """Open the shipped model, gazetteer and tables. Raises SetupError where one is missing or does not fit."""
    labels = {"kinds": KINDS, "roles": ROLES, "statuses": STATUSES, "flags": FLAGS, "cases": CASES}
    return Workshop(OnnxEncoder(load_artefact(labels, case_of)), Atlas(), _name_tables())


@cache
def name_versions() -> Versions:
    """Give the versions of the workshop without opening its network: who only looks up or keeps readings needs no more."""
    with Atlas() as atlas:
        return Versions(name_version(), RULES, f"{_name_tables()}+{atlas.version}")


def _name_tables() -> str:
    return f"{load.digest()}+{cues.digest()}"


def read_report(report: Report, workshop: Workshop) -> tuple[Claim, ...]:
    """Give the claims of one report, in text order; none where it is in a language that is not read.

    Raises ReportError where something in the report cannot be dealt with: no text may stop the others from being read.
    """
    if report.language not in (None, READ_LANGUAGE):
        return ()
    try:
        claims = normalise(read(report, workshop.encoder), report, workshop.gazetteer, workshop.tables)
        return carry(claims, report)
    except SetupError:
        raise
    except Exception as error:  # The boundary of one report.
        log.debug("Reading %s failed", report.path, exc_info=True)
        raise ReportError(f"Reading it failed ({type(error).__name__}: {error}); please report this text.") from error


def read_reports(
    paths: Iterable[str | Path], hints: Hints | None = None, *, processes: int = 1
) -> Iterator[Read | Skipped]:
    """Read what lies at the paths and give it in that order, without a ledger.

    The claims of a report depend on its text and facts alone: neither company, order nor `processes` change a byte.
    """
    from counterclaim.intake.gather import gather

    yield from _read_all((_report(found) for found in gather(paths, hints)), processes)


def read_into(
    ledger: Ledger, paths: Iterable[str | Path], hints: Hints | None = None, *, at: datetime, processes: int = 1
) -> Iterator[Read | Skipped]:
    """Read what lies at the paths into a ledger and give what came of each, in that order.

    What the ledger has with this very reading is not read again. One transaction a report: what was given is saved.
    """
    from counterclaim.intake.gather import gather

    yield from read_gathered(ledger, gather(paths, hints), at=at, processes=processes)


def read_gathered(
    ledger: Ledger, gathered: Iterable[Gathered | Skipped], *, at: datetime, processes: int = 1, aside: bool = False
) -> Iterator[Read | Skipped]:
    """Read texts that were gathered already into a ledger, as `read_into` does.

    With `aside` many of them are read beside this process even where `processes` is one, and after whatever else needs the
    processor, so that its other threads go on.
    """
    from counterclaim.pipeline.nearby import key_reports

    versions = name_versions()
    originals: dict[str, bytes] = {}

    def look_up(found: Gathered | Skipped) -> Report | Read | Skipped:
        report = _report(found)
        if isinstance(report, Report) and ledger.knows(report.id, versions):
            return Read(report, (), "known")
        if isinstance(report, Report) and isinstance(found, Gathered) and found.original is not None:
            originals[report.id] = found.original
        return report

    for outcome in _read_all((look_up(found) for found in gathered), processes, aside=aside):
        if isinstance(outcome, Skipped):
            ledger.skip(outcome, at)
            yield outcome
        elif outcome.added:
            yield outcome
        else:
            yield _keep(ledger, outcome, versions, at, originals.pop(outcome.report.id, None))
    key_reports(ledger)


def tell_story(
    view: View, as_of: date | None = None, house: Sequence[Convention] = (), *, least: Reliability | None = None
) -> Story:
    """Put together what the ledger holds of reports published by `as_of`: what briefs and tables are made of.

    `house` are a desk's own conventions for vague words; they add spreads and change nothing else. So does `least`:
    spreads from what sources carry that the ledger's register grades so or better.
    """
    from counterclaim.reconcile.reconcile import reconcile
    from counterclaim.records.story import Story
    from counterclaim.resolve.corrections import correct
    from counterclaim.resolve.group import group

    among = Among.of(least, map(Source.of, view.entries(Book.SOURCES, as_of))) if least else None
    reports = tuple(view.reports(as_of))
    judgements = view.judgements(as_of)
    claims = correct(view.claims(as_of), judgements, reports)
    resolution = group(claims, reports, judgements)
    return Story(
        reports,
        claims,
        resolution,
        reconcile(resolution, claims, reports, judgements, as_of=as_of, house=house, among=among),
        tuple(f"{skip.path}: {skip.why}" for skip in view.skipped()),
        judgements,
    )


def tell_read(view: View, as_of: date | None = None) -> Story:
    """Give the reports and claims of `tell_story` with its voices, and nothing else: what the tables in `LISTED` are made of."""
    from counterclaim.records.story import Reconciliation, Resolution, Story
    from counterclaim.resolve.corrections import correct
    from counterclaim.resolve.syndication import find_voices

    reports = tuple(view.reports(as_of))
    judgements = view.judgements(as_of)
    return Story(
        reports,
        correct(view.claims(as_of), judgements, reports),
        Resolution(find_voices(reports), (), (), (), ()),
        Reconciliation(as_of, (), (), (), (), (), ()),
        tuple(f"{skip.path}: {skip.why}" for skip in view.skipped()),
        judgements,
    )


def _report(found: Gathered | Skipped) -> Report | Skipped:
    return front.report(found) if isinstance(found, Gathered) else found


def _read_all(
    found: Iterator[Report | Read | Skipped], processes: int, *, aside: bool = False
) -> Iterator[Read | Skipped]:
    first = list(islice(found, CREW_FROM)) if processes > 1 or aside else []
    if len(first) < CREW_FROM:
        yield from (_read_here(item) for item in chain(first, found))
        return
    from counterclaim.pipeline.crew import Crew

    with Crew(processes, yields=aside) as crew:
        yield from crew.read_all(chain(first, found))


def _read_here(item: Report | Read | Skipped) -> Read | Skipped:
    if not isinstance(item, Report):
        return item
    try:
        return Read(item, read_report(item, open_workshop()))
    except ReportError as error:
        return Skipped(item.path or item.id, str(error))


def _keep(ledger: Ledger, outcome: Read, versions: Versions, at: datetime, original: bytes | None) -> Read | Skipped:
    where = outcome.report.path or outcome.report.id
    try:
        added = ledger.add(outcome.report, versions, outcome.claims, at, original=original)
    except ReportError as error:
        return Skipped(where, str(error))
    if added.value == "refused":
        return Skipped(where, "This text was forgotten at somebody's request and is not kept again.")
    return Read(outcome.report, outcome.claims, added.value)

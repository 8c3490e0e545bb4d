"""Reports to add, and what came of those that were added since the desk was opened."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk.adding import Job
from counterclaim.desk.asked import Asked
from counterclaim.desk.pages.lines import lay_out_report
from counterclaim.intake.gather import KINDS
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked
from counterclaim.publish.wording import count_of, write_moment

MOST_ERRORS = 50


@dataclass(frozen=True, slots=True)
class Added:
    """One adding: what was found so far in a sentence, and each file that could not be read with the reason.

    `done` of `total` texts are dealt with, `total` is 0 where nobody can tell; `reports` are the first of those read.
    """

    name: str
    when: str
    is_done: bool
    told: str
    errors: tuple[tuple[str, str], ...]
    further: int
    failure: str
    done: int
    total: int
    reports: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class AddPage:
    """What can be added, and what was; `is_busy` while something is being read."""

    kinds: str
    jobs: tuple[Added, ...]
    is_busy: bool


def show_add(asked: Asked) -> AddPage:
    """Give the page."""
    jobs = asked.keeper.adder.jobs()
    return AddPage(
        kinds=",".join(KINDS),
        jobs=tuple(_lay_out(asked, job) for job in jobs),
        is_busy=asked.keeper.adder.is_busy(),
    )


def _lay_out(asked: Asked, job: Job) -> Added:
    known = f", {job.known} of them known already" if job.known else ""
    found = f"{count_of(job.reports, 'report')} read{known}; {count_of(job.claims, 'claim')} found"
    errors = [(make_name(skip.path), make_name(skip.why)) for skip in job.skipped[:MOST_ERRORS]]
    return Added(
        name=make_name(job.name),
        when=write_moment(job.begun, exact=True),
        is_done=job.is_done,
        told=found + (f"; {count_of(len(job.skipped), 'file')} not read" if job.skipped else ""),
        errors=tuple(errors),
        further=len(job.skipped) - len(errors),
        failure=make_name(job.failure),
        done=job.reports + len(job.skipped),
        total=job.total or 0,
        reports=tuple(_link(asked, id) for id in job.first),
    )


def _link(asked: Asked, id: str) -> Linked:
    """Give the link to a report; one that is not in the edition yet has no title to show."""
    report = asked.lookup.reports.get(id)
    line = lay_out_report(asked, report) if report else None
    words = (line.title or f"{line.outlet}, {line.when}") if line else f"report {id[:8]}"
    return Linked(words, asked.addresses.to(f"/reports/{id}"), words)

"""What came of a reading, in sentences a person can use: what was read, what was not, and where the result is weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from counterclaim.pipeline.compose import READ_LANGUAGE, Read
from counterclaim.records.statement import Voice
from counterclaim.records.text import Skipped

if TYPE_CHECKING:
    from counterclaim.records.story import Story


@dataclass(slots=True)
class Summary:
    """Counts what goes by. `today` is the reader's day: what is dated later is pointed out."""

    today: date
    reports: int = 0
    known: int = 0
    claims: int = 0
    figures: int = 0
    undated: int = 0
    future: int = 0
    without_speaker: int = 0
    without_scope: int = 0
    noted: list[tuple[str, str]] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)

    def count(self, outcome: Read | Skipped) -> None:
        """Take one outcome into account."""
        if isinstance(outcome, Skipped):
            self.skipped.append(outcome)
            return
        report, figures = outcome.report, [claim for claim in outcome.claims if claim.quantity]
        self.reports += 1
        self.known += outcome.added == "known"
        self.claims += len(outcome.claims)
        self.figures += len(figures)
        self.undated += report.day is None
        self.future += report.day is not None and report.day > self.today
        self.without_speaker += sum(claim.statement.source.voice is not Voice.SPEAKER for claim in figures)
        self.without_scope += sum(claim.scope.kind is None for claim in figures)
        self.noted.extend((report.path or report.id, note) for note in report.notes)
        if report.language not in (None, READ_LANGUAGE):
            self.languages[report.language] += 1

    def write(self, story: Story | None = None) -> Iterator[str]:
        """Give the lines of the summary; with the ledger's story, also what the reports are together."""
        known = f", {self.known} of them known already and not read again" if self.known else ""
        found = f"{_number(self.claims, 'new claim' if self.known else 'claim')}, {self.figures:,} with a figure"
        yield f"Read {_number(self.reports, 'report')}{known}: {found}."
        if story:
            yield from _write_story(story)
        yield from self._write_weak()
        for where, note in self.noted:
            yield f"Note on {where}: {note}"
        if self.skipped:
            yield f"Not read: {_number(len(self.skipped), 'file or record', 'files or records')}."
            for skip in self.skipped:
                yield f"  {skip.path}: {skip.why}"

    def _write_weak(self) -> Iterator[str]:
        if self.languages:
            codes = ", ".join(f"{code} {n}" for code, n in sorted(self.languages.items()))
            others = _number(self.languages.total(), "report")
            yield f"In other languages, kept but not read (English is read): {others} ({codes})."
        if self.undated:
            yield (
                f"Without a publication date: {_number(self.undated, 'report')}. What they say of “Friday” stays open; "
                "give the date with --published or a sidecar file."
            )
        if self.future:
            yield f"Dated in the future: {_number(self.future, 'report')}. Check the dates."
        if self.without_speaker:
            yield f"Figures in the report's own voice or by hearsay, without a speaker: {self.without_speaker}."
        if self.without_scope:
            yield f"Figures that do not say what they cover (a total, a day, a place): {self.without_scope}."


def _write_story(story: Story) -> Iterator[str]:
    claimants = Counter(tally.question_id for tally in story.reconciliation.tallies)
    disputed = sum(n > 1 for n in claimants.values())
    copies = sum(len(voice.report_ids) - 1 for voice in story.resolution.syndications)
    yield (
        f"The ledger now holds {_number(len(story.reports), 'report')} and {_number(len(story.claims), 'claim')}. "
        f"{_number(len(claimants), 'question')} with figures, {disputed} of them with more than one claimant."
    )
    if copies:
        yield f"Copies of another report's text, counted as one voice: {copies}."


def _number(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"

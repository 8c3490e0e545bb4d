"""What a report was read from: the bytes that were fetched, how they came, and what a translation translates."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.errors import UnknownName
from counterclaim.intake.warc import write_warc
from counterclaim.ledger.view import View
from counterclaim.records.text import Report

SHORTEST = 4
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Original:
    """A report with the bytes that it was fetched as; None where it was not fetched, or they were forgotten."""

    report: Report
    data: bytes | None

    def describe(self) -> list[str]:
        """Give lines that say where the report came from, and what is kept of that."""
        report, fetch = self.report, self.report.fetch
        lines = [f"Report {report.id}: {report.title or 'untitled'}"]
        lines += [f"Address: {report.url}"] if report.url else []
        lines += [f"Archived copy: {report.archive}"] if report.archive else []
        lines += report.notes
        if fetch:
            lines += [f"Answered by {fetch.url} at {fetch.at:%Y-%m-%d %H:%M:%S} UTC, sha256 {fetch.sha256}:"]
            lines += [f"  {name}: {value}" for name, value in fetch.headers]
        if report.translated:
            lines += [f"Translated from (the translation is {report.translated.translation}):", report.translated.text]
        if self.data is not None:
            lines.append(f"{len(self.data):,} bytes are kept; -o FILE writes them, -o FILE.warc.gz with their headers.")
        elif fetch:
            lines.append("Its bytes are not kept: it was read from an archive, or they were forgotten.")
        else:
            lines.append("It was not fetched: it came from a file, which you keep.")
        return lines

    def make_file(self, name: str) -> bytes:
        """Give the bytes for a file of this name: as a WARC record where it ends so, else as they were sent.

        Raises UnknownName where none are kept.
        """
        if self.data is None or self.report.fetch is None:
            raise UnknownName(self.describe()[-1])
        if name.endswith((".warc", ".warc.gz")):
            return write_warc(self.report.fetch, self.data, is_packed=name.endswith(".gz"))
        return self.data


def find_original(view: View, typed: str) -> Original:
    """Give what the report of this id, or of one that begins so, was read from. Raises UnknownName where it is not one."""
    typed = typed.strip().rstrip("…").lower()
    if len(typed) < SHORTEST:
        raise UnknownName(f"{typed!r} is too short for an id: type its first {SHORTEST} characters or more.")
    found = [report for report in view.reports() if report.id.startswith(typed)]
    if len(found) > 1:
        shown = "\n".join(f"  {report.id}  {report.title or 'untitled'}" for report in found[:MOST_SHOWN])
        raise UnknownName(f"{typed} begins {len(found)} ids; type more of the one you mean:\n{shown}")
    if not found:
        raise UnknownName(
            f"No report has an id that begins with {typed!r}; `counterclaim reports` shows ids in its first column."
        )
    return Original(found[0], view.original(found[0].id))

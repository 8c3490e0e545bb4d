"""A report on its way in: its rows are made before the transaction begins, so that nobody waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from counterclaim.errors import ReportError
from counterclaim.ledger.blocks import drop_keys
from counterclaim.ledger.door import Door
from counterclaim.ledger.rows import Row, claim_row, reading_row, report_row
from counterclaim.ledger.schema import claims, readings, reports
from counterclaim.ledger.search import index_words, list_words
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report
from counterclaim.records.version import Versions


class Added(StrEnum):
    """What became of a report: new, known with this very reading, read anew, or refused because it was forgotten."""

    ADDED = "added"
    KNOWN = "known"
    REREAD = "reread"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """The rows of one reading of one report, and the words to find it by."""

    report: Row
    words: list[str]
    reading: Row
    claims: list[Row]


def prepare(
    report: Report, versions: Versions, claims_read: Sequence[Claim], at: datetime, door: Door
) -> Arrival | None:
    """Give the rows to keep, None where the door refuses the report.

    Raises ReportError where the report cannot be kept as it is, or a claim quotes words that it does not hold.
    """
    if door.refuses(report):
        return None
    kept, kept_claims, kept_text = door.redact(report, claims_read)
    reading = reading_row(report.id, versions, at)
    rows = [claim_row(claim, kept, str(reading["id"])) for claim in kept_claims]
    if len({row["id"] for row in rows}) < len(rows):
        raise ReportError(f"Two claims of report {report.id} have one id; nothing of it was saved.")
    return Arrival(report_row(kept, kept_text), list_words(kept.title, kept_text), reading, rows)


def save(connection: Connection, arrival: Arrival) -> Added:
    """Write what is not yet there, and say what that was."""
    if connection.scalar(select(readings.c.id).where(readings.c.id == arrival.reading["id"])):
        return Added.KNOWN
    same = select(reports.c.text_digest).where(reports.c.id == arrival.report["id"])
    held = connection.scalar(same)
    if held and held != arrival.report["text_digest"]:
        raise ReportError(f"Report {arrival.report['id']} is kept with another text; nothing was saved.")
    if not held:
        connection.execute(insert(reports).values(arrival.report))
        seq = connection.execute(select(reports.c.seq).where(reports.c.id == arrival.report["id"])).scalar_one()
        index_words(connection, seq, arrival.words)
    else:
        drop_keys(connection, connection.scalars(select(reports.c.seq).where(reports.c.id == arrival.report["id"])))
    connection.execute(insert(readings).values(arrival.reading))
    if arrival.claims:
        connection.execute(insert(claims), arrival.claims)
    return Added.REREAD if held else Added.ADDED

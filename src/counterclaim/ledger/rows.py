"""Records to rows and back. A row keeps where a span stands, not its words: these stand in the report's text alone.

So a quote can never differ from the report, and words that are forgotten in the text are gone from every claim.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy

from counterclaim.errors import CounterclaimError, LedgerError, ReportError
from counterclaim.ledger.schema import digest, index_key
from counterclaim.records.books import Entry
from counterclaim.records.claim import Claim
from counterclaim.records.plain import from_plain, to_plain
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report, Span
from counterclaim.records.version import Reading, Versions

Row = dict[str, str | int | None]
Stored = sqlalchemy.Row[Any]  # As a query gives it: its columns are typed by the schema, not by SQLAlchemy.
Plain = Any  # JSON as `records.plain` writes it, which has no static type.


def report_row(report: Report, kept_text: str | None = None) -> Row:
    """Give the row of a report; `kept_text` is its text without forgotten names, where that is another one."""
    kept_text = report.text if kept_text is None else kept_text
    plain = to_plain(report, _places(report.text))
    del plain["text"]
    return _storable(
        f"Report {report.id}",
        {
            "id": report.id,
            "published": stamp(report.published) if report.published else None,
            "address": digest(report.url) if report.url else None,
            "outlet": report.outlet.name if report.outlet else None,
            "language": report.language,
            "path": report.path,
            "title": report.title,
            "text": kept_text,
            "text_digest": digest(kept_text),
            "payload": _dump(plain),
        },
    )


def report_from(payload: str, text: str) -> Report:
    """Rebuild the report that `report_row` wrote."""
    return from_plain(Report, _load(payload, text) | {"text": text})


def claim_row(claim: Claim, report: Report, reading_id: str) -> Row:
    """Give the row of a claim of this report. Raises ReportError where it quotes what the text does not hold."""
    statement = claim.statement
    if statement.report_id != report.id:
        raise ReportError(f"Claim {claim.id} is about report {statement.report_id}, not about {report.id}.")
    places = [mention.place.id for mention in claim.place if mention.place]
    days = [mention.period.start.isoformat() for mention in claim.time if mention.period]
    plain = to_plain(claim, _places(report.text))
    plain.pop("reading", None)
    return _storable(
        f"Report {report.id}",
        {
            "reading_id": reading_id,
            "id": claim.id,
            "report_id": report.id,
            "kind": statement.kind.value,
            "status": statement.status.value,
            "measure": claim.measure.value if claim.measure else None,
            "claimant": index_key(claim.claimant.key),
            "side": index_key(claim.claimant.side),
            "place_id": index_key(places[0]) if places else None,
            "day": days[0] if days else None,
            "trigger_start": statement.trigger.start,
            "trigger_end": statement.trigger.end,
            "evidence_start": statement.evidence.start,
            "evidence_end": statement.evidence.end,
            "payload": _dump(plain),
        },
    )


def claim_from(payload: str, text: str, reading_id: str) -> Claim:
    """Rebuild the claim that `claim_row` wrote, with its words as the text of its report has them."""
    return from_plain(Claim, _load(payload, text) | {"reading": reading_id})


def judgement_row(judgement: Judgement) -> Row:
    """Give the row of a judgement."""
    return _storable(
        f"Judgement {judgement.id!r}",
        {
            "id": judgement.id,
            "subject": judgement.subject,
            "report_id": judgement.report_id,
            "at": stamp(judgement.at),
            "revokes": judgement.revokes,
            "payload": _dump(to_plain(judgement)),
        },
        LedgerError,
    )


def judgement_from(payload: str) -> Judgement:
    """Rebuild the judgement that `judgement_row` wrote."""
    return from_plain(Judgement, json.loads(payload))


def entry_row(entry: Entry) -> Row:
    """Give the row of an entry of a book."""
    return _storable(
        f"The entry {entry.name[:80]!r}",
        {
            "id": entry.id,
            "book": entry.book.value,
            "name": entry.name,
            "at": stamp(entry.at),
            "payload": _dump(to_plain(entry)),
        },
        LedgerError,
    )


def entry_from(payload: str) -> Entry:
    """Rebuild the entry that `entry_row` wrote."""
    return from_plain(Entry, json.loads(payload))


def judged_rows(seq: int, judgement: Judgement) -> list[Row]:
    """Give the rows that say which claims the judgement kept as number `seq` is about."""
    return [{"claim_id": claim_id, "seq": seq} for claim_id in judgement.subjects]


def skipped_row(path: str, why: str, at: str) -> Row:
    """Give the row of a skipped file; half characters in a file's name are printed as escapes."""
    path, why = (text.replace("\0", "").encode("utf-8", "backslashreplace").decode() for text in (path, why))
    return {"id": digest(path, why), "path": path, "why": why, "at": at}


def digest_reading(report_id: str, versions: Versions) -> str:
    """Give the id of a reading: equal for equal report and versions."""
    return digest(report_id, versions.reader, versions.rules, versions.tables)


def reading_row(report_id: str, versions: Versions, at: datetime) -> Row:
    """Give the row of a reading."""
    return {
        "id": digest_reading(report_id, versions),
        "report_id": report_id,
        "reader": versions.reader,
        "rules": versions.rules,
        "tables": versions.tables,
        "made_at": stamp(at),
    }


def reading_from(row: Stored) -> Reading:
    """Rebuild the reading that `reading_row` wrote."""
    versions = Versions(row.reader, row.rules, row.tables)
    return Reading(row.id, row.report_id, versions, datetime.fromisoformat(row.made_at))


def stamp(moment: datetime) -> str:
    """Give a moment in UTC, in a form that sorts as time does."""
    if moment.tzinfo is None:
        raise LedgerError(f"The time {moment.isoformat()} has no time zone; nothing was saved.")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def is_within(moment: str | None, as_of: date | None) -> bool:
    """Tell whether a stamp is not after `as_of`: a day counts whole, in UTC. Without a stamp nobody can tell: False."""
    if as_of is None:
        return True
    if moment is None:
        return False
    if isinstance(as_of, datetime):
        return moment <= stamp(as_of)
    return as_of == date.max or moment < stamp(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) + timedelta(1))


def _dump(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _places(text: str) -> dict[type, Callable[[Span], Plain]]:
    """Give how a span is written: as {"at": [start, end]}; one whose words stand elsewhere or nowhere is refused."""

    def place(span: Span) -> Plain:
        start, end, words = span.start, span.end, span.text
        if start < 0 or end - start != len(words) or text[start:end] != words:
            raise ReportError(f"A span quotes {words[:80]!r}, which does not stand at {start}–{end} of its report.")
        return {"at": [start, end]}

    return {Span: place}


def _load(payload: str, text: str) -> dict[str, Plain]:
    """Give the plain record of a row, its spans with the words that stand in the text."""

    def fill(plain: dict[str, Plain]) -> Plain:
        if "at" not in plain or len(plain) > 1:
            return plain
        start, end = plain["at"]
        return Span(start, end, text[start:end])

    loaded: dict[str, Plain] = json.loads(payload, object_hook=fill)
    return loaded


def _storable(what: str, row: Row, refusal: type[CounterclaimError] = ReportError) -> Row:
    """Give the row back; refuse one that holds what not both databases keep in a text."""
    for name, value in row.items():
        if isinstance(value, str) and ("\0" in value or not _is_utf8(value)):
            raise refusal(
                f"{what} holds a NUL or half a character in its {name}, which cannot be kept; nothing was saved."
            )
    return row


def _is_utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True

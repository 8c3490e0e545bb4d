"""Queries over the current readings: which they are, and their claims in one order, a few reports' texts at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, select

from counterclaim.ledger.rows import Stored, claim_from, is_within, stamp
from counterclaim.ledger.schema import claims, index_key, readings, reports
from counterclaim.records.claim import Claim, Measure
from counterclaim.records.statement import Kind

T = TypeVar("T")
IN_ONE_QUERY = 500
TEXTS_AT_ONCE = 50  # A text may have megabytes, so that few of them are held in memory together.


@dataclass(frozen=True, slots=True)
class Only:
    """Which claims are wanted; None leaves a field open.

    `place_id` is the first place that a claim names. `since` and `until` are half-open and mean the first day of the
    first period that it tells: a claim without one is in neither.
    """

    kind: Kind | None = None
    measure: Measure | None = None
    claimant: str | None = None
    side: str | None = None
    place_id: str | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give what a row of a claim must fulfil."""
        equal: list[tuple[ColumnElement[Any], str | None]] = [
            (claims.c.kind, self.kind),
            (claims.c.measure, self.measure),
            (claims.c.claimant, index_key(self.claimant)),
            (claims.c.side, index_key(self.side)),
            (claims.c.place_id, index_key(self.place_id)),
        ]
        found = [column == str(value) for column, value in equal if value is not None]
        if self.since:
            found.append(claims.c.day >= self.since.isoformat())
        if self.until:
            found.append(claims.c.day < self.until.isoformat())
        return found


def are_within(column: ColumnElement[Any], as_of: date | None) -> list[ColumnElement[bool]]:
    """Give what a column of stamps must fulfil not to be after `as_of`, as `is_within` tells of one stamp."""
    if as_of is None:
        return []
    if isinstance(as_of, datetime):
        return [column <= stamp(as_of)]
    if as_of == date.max:
        return [column.is_not(None)]
    return [column < stamp(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) + timedelta(1))]


def find_current(
    connection: Connection, as_of: date | None = None, report_ids: Iterable[str] | None = None
) -> dict[str, str]:
    """Give the current reading of each report published by `as_of`, by publication, then report id; undated ones last.

    The current reading is the newest by the time it was made, then by id.
    """
    query = select(reports.c.id, reports.c.published, readings.c.id.label("reading_id")).join(readings)
    query = query.order_by(readings.c.made_at, readings.c.id)
    rows: list[Stored] = []
    if report_ids is None:
        rows += connection.execute(query)
    else:
        for some in slices(sorted(set(report_ids)), IN_ONE_QUERY):
            rows += connection.execute(query.where(reports.c.id.in_(some)))
    within = [row for row in rows if is_within(row.published, as_of)]
    newest = {row.id: row.reading_id for row in within}
    return {row.id: newest[row.id] for row in sorted(within, key=by_publication)}


def find_claims(
    connection: Connection, current: dict[str, str], only: Sequence[ColumnElement[bool]] = ()
) -> Iterator[Claim]:
    """Give the claims of these readings, in the order of their reports, then by trigger, then by id."""
    for some in slices(list(current.items()), TEXTS_AT_ONCE):
        query = select(claims).where(claims.c.reading_id.in_([reading_id for _, reading_id in some]), *only)
        found: dict[str, list[Stored]] = {}
        for row in connection.execute(query.order_by(claims.c.trigger_start, claims.c.id)):
            found.setdefault(row.reading_id, []).append(row)
        texts = load_texts(connection, [report_id for report_id, reading_id in some if reading_id in found])
        for report_id, reading_id in some:
            for row in found.get(reading_id, ()):
                yield claim_from(row.payload, texts[report_id], reading_id)


def load_texts(connection: Connection, report_ids: Iterable[str]) -> dict[str, str]:
    """Give the texts of these reports, as far as the ledger has them."""
    queries = (
        select(reports.c.id, reports.c.text).where(reports.c.id.in_(some))
        for some in slices(sorted(report_ids), IN_ONE_QUERY)
    )
    return {row.id: row.text for query in queries for row in connection.execute(query)}


def by_publication(row: Stored) -> tuple[bool, str, str]:
    """Sort rows of reports by publication, then id; undated ones last."""
    return row.published is None, row.published or "", row.id


def slices(values: Sequence[T], length: int) -> Iterator[Sequence[T]]:
    """Give the values in order, at most `length` of them at a time."""
    return (values[start : start + length] for start in range(0, len(values), length))

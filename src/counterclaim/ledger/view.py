"""The read-only view: one snapshot of the ledger, however long it is looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Column, Connection, Engine, func, select

from counterclaim.errors import SetupError, UnknownName
from counterclaim.ledger.address import locate, open_engine
from counterclaim.ledger.blocks import (
    Told,
    Way,
    count_tellings,
    find_named,
    find_near,
    find_under,
    list_days,
    list_unkeyed,
)
from counterclaim.ledger.decisions import attach, find_standing, list_claims
from counterclaim.ledger.forget import Tombstone
from counterclaim.ledger.migrations import SCHEMA, check_schema
from counterclaim.ledger.originals import read_original
from counterclaim.ledger.queries import (
    IN_ONE_QUERY,
    TEXTS_AT_ONCE,
    Only,
    by_publication,
    find_claims,
    find_current,
    slices,
)
from counterclaim.ledger.rows import (
    Stored,
    claim_from,
    entry_from,
    is_within,
    judgement_from,
    reading_from,
    report_from,
)
from counterclaim.ledger.schema import claims, entries, judgements, readings, reports, skipped, tombstones
from counterclaim.ledger.search import find_reports
from counterclaim.records.books import Book, Entry
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report, Skipped
from counterclaim.records.version import Reading


@dataclass(frozen=True, slots=True)
class Counts:
    """What a table rests on. Claims are those of the current readings; undated reports are in no `as_of`."""

    reports: int
    undated: int
    outlets: int
    languages: int
    readings: int
    claims: int
    judgements: int
    orphans: int
    skipped: int
    tombstones: int


class View:
    """A snapshot of a ledger. Use it in a `with` block: what is written meanwhile shows in the next view.

    Everything comes by (publication, report id, place in the text); undated reports come last, and an `as_of` leaves
    them out, since nobody can tell whether they were out by then.
    """

    def __init__(self, connection: Connection, engine: Engine | None = None) -> None:
        self._connection, self._engine = connection, engine
        # The snapshot begins with the first look; in PostgreSQL this look also keeps a sweep from passing it by.
        connection.execute(select(reports.c.seq).limit(1))

    def reports(self, as_of: date | None = None, report_ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Give the reports published by `as_of` (a day counts whole, in UTC), or those of these."""
        for some in slices(list(find_current(self._connection, as_of, report_ids)), TEXTS_AT_ONCE):
            rows = self._connection.execute(select(reports).where(reports.c.id.in_(some)))
            found = {row.id: row for row in rows}
            for report_id in some:
                yield report_from(found[report_id].payload, found[report_id].text)

    def report(self, report_id: str) -> Report:
        """Give one report; raises UnknownName with near matches."""
        row = self._connection.execute(select(reports).where(reports.c.id == report_id)).one_or_none()
        if row is None:
            raise self._unknown("report", report_id, reports.c.id)
        return report_from(row.payload, row.text)

    def original(self, report_id: str) -> bytes | None:
        """Give the bytes that a report was fetched as; None where it was not fetched, or they were forgotten."""
        return read_original(self._connection, self.report(report_id).id)

    def versions(self, report_id: str) -> tuple[str, ...]:
        """Give the ids of all reports at this one's address, oldest first: one for each text that stood there."""
        address = select(reports.c.address).where(reports.c.id == report_id).scalar_subquery()
        query = select(reports.c.id, reports.c.published).where(reports.c.address == address)
        rows: list[Stored] = list(self._connection.execute(query))
        return tuple(row.id for row in sorted(rows, key=by_publication)) or (self.report(report_id).id,)

    def claims(
        self, as_of: date | None = None, report_ids: Iterable[str] | None = None, *, only: Only | None = None
    ) -> Iterator[Claim]:
        """Give the claims of the current readings of reports published by `as_of`."""
        current = find_current(self._connection, as_of, report_ids)
        return find_claims(self._connection, current, (only or Only()).conditions())

    def claim(self, claim_id: str) -> Claim:
        """Give one claim, of an old reading if no current one has it; raises UnknownName with near matches."""
        query = select(claims.c.payload, claims.c.reading_id, reports.c.text).join(reports).join(readings)
        newest = query.where(claims.c.id == claim_id).order_by(readings.c.made_at.desc(), readings.c.id.desc())
        row = self._connection.execute(newest.limit(1)).one_or_none()
        if row is None:
            raise self._unknown("claim", claim_id, claims.c.id)
        return claim_from(row.payload, row.text, row.reading_id)

    def complete(self, beginning: str, most: int = 20) -> tuple[str, ...]:
        """Give the ids of claims of any reading that begin so, in order."""
        query = select(claims.c.id).where(claims.c.id.startswith(beginning, autoescape=True)).distinct()
        return tuple(self._connection.scalars(query.order_by(claims.c.id).limit(most)))

    def readings(self, report_id: str) -> tuple[Reading, ...]:
        """Give the readings of a report, oldest first: the last is the current one."""
        query = select(readings).where(readings.c.report_id == report_id)
        rows = self._connection.execute(query.order_by(readings.c.made_at, readings.c.id))
        return tuple(reading_from(row) for row in rows)

    def claims_of(self, reading: Reading) -> tuple[Claim, ...]:
        """Give the claims that one reading found, current or not: what an old figure rests on."""
        return tuple(find_claims(self._connection, {reading.report_id: reading.id}))

    def judgements(self, as_of: date | None = None) -> tuple[Judgement, ...]:
        """Give the decisions that stand at `as_of`, by time, each naming the claim that now carries its words."""
        return tuple(self._attach(as_of)[0])

    def orphans(self, as_of: date | None = None) -> tuple[Judgement, ...]:
        """Give the standing decisions whose words no claim carries now; they wait until a reading finds them again."""
        return tuple(self._attach(as_of)[1])

    def history(self, as_of: date | None = None) -> tuple[Judgement, ...]:
        """Give every judgement made by `as_of`, withdrawn or not, and the withdrawals, by time, then arrival."""
        rows = self._connection.execute(select(judgements).order_by(judgements.c.at, judgements.c.seq))
        return tuple(judgement_from(row.payload) for row in rows if is_within(row.at, as_of))

    def arrived(self, after: int = 0) -> tuple[tuple[int, Judgement], ...]:
        """Give the judgements kept after the one with this number, withdrawals too, each with its own, as they arrived."""
        query = select(judgements.c.seq, judgements.c.payload).where(judgements.c.seq > after)
        rows = self._connection.execute(query.order_by(judgements.c.seq))
        return tuple((row.seq, judgement_from(row.payload)) for row in rows)

    def entries(self, book: Book, as_of: date | None = None) -> tuple[Entry, ...]:
        """Give what stands in a book at `as_of`, by name: the newest entry of each name that was not taken out."""
        newest = {entry.name: entry for entry in self.book_history(book, as_of)}
        return tuple(newest[name] for name in sorted(newest) if newest[name].content)

    def book_history(self, book: Book, as_of: date | None = None) -> tuple[Entry, ...]:
        """Give every entry of a book made by `as_of`, in the order of arrival."""
        rows = self._connection.execute(select(entries).where(entries.c.book == book.value).order_by(entries.c.seq))
        return tuple(entry_from(row.payload) for row in rows if is_within(row.at, as_of))

    def unkeyed(self, rules: str) -> tuple[str, ...]:
        """Give the reports that no keys by these rules lead to yet, in the order of arrival."""
        return list_unkeyed(self._connection, rules)

    def near(self, report_ids: Iterable[str]) -> frozenset[str]:
        """Give the reports that can speak of what these speak of, themselves included, as far as keys lead to them."""
        return find_near(self._connection, report_ids)

    def near_in_talk(self, report_ids: Iterable[str]) -> frozenset[str]:
        """Give the reports that can go on with what these count or answer, beyond incidents, themselves included."""
        return find_near(self._connection, report_ids, Way.OWN_TALK)

    def under(self, own: Iterable[str], wider: Iterable[str]) -> frozenset[str]:
        """Give the reports that what has these own and wider keys is compared with."""
        return find_under(self._connection, own, wider)

    def named(self, keys: Iterable[str]) -> frozenset[str]:
        """Give the reports that keep any of these keys as a name."""
        return find_named(self._connection, keys)

    def count_tellings(self, keys: Collection[str], as_of: date | None = None) -> dict[str, Told]:
        """Give how many tellings all reports by `as_of` count under each of these keys, and from when to when."""
        return count_tellings(self._connection, keys, as_of)

    def list_days(
        self, keys: Collection[str], first: int, last: int, as_of: date | None = None
    ) -> dict[str, tuple[int, ...]]:
        """Give the days (ordinals) from first to last that reports by `as_of` tell under each of these keys."""
        return list_days(self._connection, keys, first, last, as_of)

    def homes(self, claim_ids: Iterable[str]) -> frozenset[str]:
        """Give the reports that hold these claims, in any reading; ids of no claim lead nowhere."""
        query = select(claims.c.report_id).distinct()
        some = slices(sorted(set(claim_ids)), IN_ONE_QUERY)
        return frozenset(found for ids in some for found in self._connection.scalars(query.where(claims.c.id.in_(ids))))

    def skipped(self) -> tuple[Skipped, ...]:
        """Give what could not be read and was not read since, by path, then reason."""
        read = select(reports.c.path).where(reports.c.path.is_not(None))
        rows = self._connection.execute(select(skipped.c.path, skipped.c.why).where(skipped.c.path.not_in(read)))
        return tuple(Skipped(path, why) for path, why in sorted((row.path, row.why) for row in rows))

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Give who asked for what kind of thing to be forgotten, why and when, in order."""
        rows = self._connection.execute(select(tombstones).order_by(tombstones.c.seq))
        return tuple(Tombstone(r.what, r.reason, r.author, datetime.fromisoformat(r.at)) for r in rows)

    def search(self, words: str) -> tuple[str, ...]:
        """Give the ids of the reports that hold all these words in title or text, in any order, by publication."""
        found = find_reports(self._connection, words)
        return tuple(find_current(self._connection, report_ids=found))

    def counts(self, as_of: date | None = None) -> Counts:
        """Count what the ledger holds of reports published by `as_of`, and decisions made by then."""
        current = find_current(self._connection, as_of)
        rows = self._connection.execute(select(reports.c.id, reports.c.outlet, reports.c.language, reports.c.published))
        seen = [row for row in rows if row.id in current]
        made = self._connection.execute(select(readings.c.id, readings.c.report_id)).all()
        found = select(claims.c.reading_id, func.count().label("found")).group_by(claims.c.reading_id)
        claims_in = {row.reading_id: row.found for row in self._connection.execute(found)}
        attached, orphans = self._attach(as_of)
        return Counts(
            reports=len(seen),
            undated=sum(row.published is None for row in seen),
            outlets=len({row.outlet for row in seen if row.outlet}),
            languages=len({row.language for row in seen if row.language}),
            readings=sum(row.report_id in current for row in made),
            claims=sum(claims_in.get(reading_id, 0) for reading_id in current.values()),
            judgements=len(attached),
            orphans=len(orphans),
            skipped=len(self.skipped()),
            tombstones=len(self.tombstones()),
        )

    def version(self) -> str:
        """Name the state of the ledger: equal exactly when nothing was kept or forgotten in between, a team's books aside.

        What follows the last hyphen changes with a forgetting only.
        """
        kept = (reports.c.seq, judgements.c.seq, tombstones.c.seq)
        newest = (select(func.coalesce(func.max(column), 0)).scalar_subquery() for column in kept)
        made = (select(func.count()).select_from(table).scalar_subquery() for table in (readings, skipped))
        last, judged, forgotten, read, left_out = self._connection.execute(select(*newest, *made)).one()
        return f"{last}.{read}.{left_out}.{judged}-{forgotten}"

    def _attach(self, as_of: date | None) -> tuple[list[Judgement], list[Judgement]]:
        standing = find_standing(self._connection, as_of)
        if not standing:
            return [], []
        named = {name for j in standing for name in (j.subject, j.other, *list_claims(j)) if name}
        about = self.homes(named) | {j.report_id for j in standing if j.report_id}
        return attach(self._connection, standing, find_current(self._connection, report_ids=about))

    def _unknown(self, what: str, name: str, column: Column[str]) -> UnknownName:
        # A typed or cut id is most often right at its beginning.
        query = select(column).where(column.startswith(name[:6], autoescape=True)).distinct().order_by(column).limit(3)
        near = list(self._connection.scalars(query)) if name else []
        return UnknownName(f"The ledger has no {what} {name!r}." + (f" Near: {', '.join(near)}." if near else ""))

    def close(self) -> None:
        """Let go of the snapshot."""
        self._connection.close()
        if self._engine:
            self._engine.dispose()

    def __enter__(self) -> View:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_view(url_or_path: str | Path, *, wait_s: float = 10) -> View:
    """Open a read-only view of a ledger that exists; a writer may go on writing. Raises SetupError where it cannot."""
    address = locate(url_or_path)
    if address.path and not address.path.exists():
        raise SetupError(f"There is no ledger at {address}. `counterclaim read` makes one.")
    engine = open_engine(address, read_only=True, wait_s=wait_s)
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        connection = undo.enter_context(engine.connect())
        found = check_schema(connection, address)
        if found is None:
            raise SetupError(f"There is no ledger at {address}. `counterclaim read` makes one.")
        if found < SCHEMA:
            raise SetupError(
                f"{address} was written by an older counterclaim (schema {found}, this one {SCHEMA}) and is only looked at here. "
                f"To bring it forward, with a copy of the old file kept beside it: counterclaim upgrade --ledger {address}"
            )
        undo.pop_all()
    return View(connection, engine)

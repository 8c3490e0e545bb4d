"""The one writer. Rows are added and never altered, save by `forget`; everything a view shows follows from them."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, insert, or_, select

from counterclaim.errors import LedgerError, SetupError, UnknownName
from counterclaim.ledger.address import Address, locate, open_engine, untied, write
from counterclaim.ledger.arrival import Added, prepare, save
from counterclaim.ledger.blocks import drop_keys, keep_keys
from counterclaim.ledger.door import load_door
from counterclaim.ledger.forget import Forgetting, Forgotten, Target
from counterclaim.ledger.judged import check_seen, note_subjects
from counterclaim.ledger.migrations import (
    MIGRATIONS,
    Migration,
    bring_forward,
    check_schema,
    find_backup,
    find_backups,
)
from counterclaim.ledger.originals import keep_original, refuse
from counterclaim.ledger.people import People
from counterclaim.ledger.refusals import Busy
from counterclaim.ledger.rows import digest_reading, entry_from, entry_row, judgement_row, skipped_row, stamp
from counterclaim.ledger.schema import about, entries, judgements, readings, reports, skipped
from counterclaim.ledger.sweep import is_due, mark_due, sweep
from counterclaim.ledger.view import View
from counterclaim.records.books import Entry
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Verdict
from counterclaim.records.text import Report, Skipped
from counterclaim.records.version import Versions


class Rewritten(LedgerError):
    """Somebody has written under this name since it was looked at; nothing was saved. `by` is what stands there now."""

    def __init__(self, name: str, by: Entry | None) -> None:
        self.by = by
        told = f"{by.author} did, at {by.at:%H:%M} UTC" if by else "the one you looked at is gone"
        super().__init__(
            f"{name!r} was changed after you opened it: {told}. Yours was not saved. Look at it, then decide."
        )


class Ledger:
    """A ledger open for writing. Every call is one transaction: it is saved whole, or not at all."""

    def __init__(self, engine: Engine, address: Address) -> None:
        self._engine, self._address = engine, address
        with engine.connect() as connection:
            salt = connection.execute(select(about.c.value).where(about.c.name == "salt")).scalar_one()
            self._door = load_door(connection, bytes.fromhex(salt))

    def add(
        self,
        report: Report,
        versions: Versions,
        claims: Sequence[Claim],
        at: datetime,
        *,
        original: bytes | None = None,
    ) -> Added:
        """Keep a report and the claims that a reading made of it at the moment `at`.

        The same reading of the same report writes nothing. A new reading stands beside the old ones, and is the current
        one if it is the newest. A forgotten text is refused, a forgotten name blanked. `original` are the bytes that the
        report was fetched as: kept once, and not where something forgotten stands in them. Raises ReportError where a
        claim quotes words that do not stand in the report.
        """
        door = self._door
        arrival = prepare(report, versions, claims, at, door)
        with write(self._engine, f"report {report.id}").begin() as connection:
            self._door = load_door(connection, door.salt, door)
            if self._door is not door:  # Somebody forgot something in between.
                arrival = prepare(report, versions, claims, at, self._door)
            added = save(connection, arrival) if arrival else Added.REFUSED
            if original is not None and added is not Added.KNOWN:
                self._keep_original(connection, report, original)
            return added

    def _keep_original(self, connection: Connection, report: Report, original: bytes) -> None:
        if self._door.passes(report, original):
            keep_original(connection, report.id, original)
        elif refuse(connection, original):
            mark_due(connection)

    def knows(self, report_id: str, versions: Versions) -> bool:
        """Tell whether this reading of this report is kept, so that it need not be made again."""
        query = select(readings.c.id).where(readings.c.id == digest_reading(report_id, versions))
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None

    def keep_keys(self, keys: Mapping[str, Collection[tuple[str, int]]], rules: str) -> None:
        """Keep what leads to each of these reports, keys with their `Way` or `tell_day`, as these rules make them."""
        with write(self._engine, "the keys of reports").begin() as connection:
            for report_id, held in keys.items():
                keep_keys(connection, report_id, rules, held)

    def skip(self, skip: Skipped, at: datetime) -> None:
        """Keep what could not be read, and why; the same again adds nothing."""
        row = skipped_row(skip.path, skip.why, stamp(at))
        with write(self._engine, f"the note on {skip.path}").begin() as connection:
            if connection.scalar(select(skipped.c.id).where(skipped.c.id == row["id"])) is None:
                connection.execute(insert(skipped).values(row))

    def judge(self, judgement: Judgement, *, seen: str | None = None) -> bool:
        """Keep a person's decision, or the withdrawal of the one that it `revokes`. False where it is kept already.

        `seen` is the id of the newest judgement about its subject when the person looked at it, empty for none: where
        another one has come since, Overtaken is raised and nothing is kept. None keeps it whatever was judged meanwhile.
        Raises UnknownName where the one to withdraw is not here.
        """
        with write(self._engine, f"judgement {judgement.id}").begin() as connection:
            self._door = load_door(connection, self._door.salt, self._door)
            row = judgement_row(self._door.redact_judgement(judgement))
            held = connection.scalar(select(judgements.c.payload).where(judgements.c.id == judgement.id))
            if held is not None and held != row["payload"]:
                raise LedgerError(f"Another judgement has the id {judgement.id}; nothing was saved.")
            target = select(judgements.c.id).where(judgements.c.id == judgement.revokes)
            if judgement.revokes and connection.scalar(target) is None:
                raise UnknownName(f"There is no judgement {judgement.revokes} to withdraw; nothing was saved.")
            if held is None and (judgement.verdict in (Verdict.EDIT, Verdict.ENTER) or judgement.revokes):
                self._let_key_anew(connection, judgement)
            if held is None:
                if seen is not None:
                    check_seen(connection, judgement, seen)
                connection.execute(insert(judgements).values(row))
                note_subjects(connection, judgement)
            return held is None

    def enter(self, entry: Entry, seen: str | None = None) -> bool:
        """Keep an entry of a book. False where it is kept already.

        `seen` is the id of the entry of this name that the writer looked at, empty for none: where another one has come
        since, Rewritten is raised and nothing is kept. None keeps it whatever stands there.
        """
        with write(self._engine, f"the entry {entry.name[:80]!r}").begin() as connection:
            self._door = load_door(connection, self._door.salt, self._door)
            entry = self._door.redact_entry(entry)
            if connection.scalar(select(entries.c.id).where(entries.c.id == entry.id)) is not None:
                return False
            same = (entries.c.book == entry.book.value, entries.c.name == entry.name)
            newest = select(entries.c.payload).where(*same).order_by(entries.c.seq.desc()).limit(1)
            payload = connection.scalar(newest) if seen is not None else None
            held = entry_from(payload) if payload else None
            if seen is not None and (held.id if held else "") != seen:
                raise Rewritten(entry.name, held)
            connection.execute(insert(entries).values(entry_row(entry)))
            return True

    def _let_key_anew(self, connection: Connection, judgement: Judgement) -> None:
        """What a correction, or its withdrawal, makes of a claim may lead elsewhere."""
        corrected = select(judgements.c.report_id).where(judgements.c.id == judgement.revokes)
        about_it = or_(reports.c.id == judgement.report_id, reports.c.id.in_(corrected))
        drop_keys(connection, connection.scalars(select(reports.c.seq).where(about_it)).all())

    def forget(self, target: Target, *, reason: str, author: str, at: datetime) -> Forgotten:
        """Take a report, a stretch of one, or a person out of everything, and remove the backups that hold them.

        Raises UnknownName where the ledger holds nothing of it. Others wait: the whole file is rewritten.
        """
        with write(self._engine, "what was to be forgotten").begin() as connection:
            act = Forgetting(connection, self._door.salt, reason=reason, author=author, at=at)
            forgotten = act.forget(target)
            mark_due(connection)
        backups = tuple(path.name for path in find_backups(self._address.path)) if self._address.path else ()
        return dataclasses.replace(forgotten, backups=backups, swept=sweep(self._engine, self._address))

    @property
    def people(self) -> People:
        """The users of the desk, and who is busy with what."""
        return People(self._engine)

    def view(self) -> View:
        """Give a view of the ledger as it stands now."""
        return View(self._engine.connect())

    def close(self) -> None:
        """Let go of the ledger."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(url_or_path: str | Path, *, create: bool = True, wait_s: float = 10) -> Ledger:
    """Open a ledger for writing: an SQLite file, or a PostgreSQL database by URL. Raises SetupError where it cannot.

    It is created where there is none (or refused, without `create`), brought to this program's schema, and swept where
    a forgetting was cut short. A write waits `wait_s` seconds for another program's.
    """
    address = locate(url_or_path)
    if address.path and not create and not address.path.exists():
        raise SetupError(f"There is no ledger at {address}. `counterclaim read` makes one.")
    engine = open_engine(address, read_only=False, wait_s=wait_s)
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        bring_forward(engine, address, create=create)
        if address.path:
            _let_readers_go_on(engine, wait_s)
        with engine.connect() as connection:
            due = is_due(connection)
        if due:
            sweep(engine, address)
        ledger = Ledger(engine, address)
        undo.pop_all()
    return ledger


@dataclasses.dataclass(frozen=True, slots=True)
class Upgraded:
    """The schema that a ledger had and has now; `backup` is the copy of the old file, None where none was needed."""

    before: int
    now: int
    backup: Path | None


def upgrade(url_or_path: str | Path, *, wait_s: float = 10, migrations: tuple[Migration, ...] = MIGRATIONS) -> Upgraded:
    """Bring a ledger that exists to this program's schema, after a copy of its file.

    Raises SetupError where there is none, where it is newer, or where it cannot be copied: then nothing was changed.
    """
    address = locate(url_or_path)
    if address.path and not address.path.exists():
        raise SetupError(f"There is no ledger at {address}. `counterclaim read` makes one.")
    engine = open_engine(address, read_only=False, wait_s=wait_s)
    try:
        with engine.connect() as connection:
            before = check_schema(connection, address, migrations=migrations)
        bring_forward(engine, address, create=False, migrations=migrations)
    finally:
        engine.dispose()
    now = len(migrations) + 1
    kept = find_backup(address.path, before) if address.path and before is not None and before < now else None
    return Upgraded(before or now, now, kept)


def _let_readers_go_on(engine: Engine, wait_s: float) -> None:
    """Make the file one whose readers and writer do not wait for each other; it remembers that."""
    until = time.monotonic() + wait_s
    while True:
        try:
            with untied(engine).connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL").one()
            return
        except Busy:
            # SQLite does not wait by itself here when others open the new file at the same moment.
            if time.monotonic() > until:
                raise
            time.sleep(0.02)

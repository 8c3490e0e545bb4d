"""Takes words out of the ledger for good: text, index, claims, judgements, backups. A salted tombstone stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from counterclaim.errors import UnknownName
from counterclaim.ledger.blocks import drop_keys
from counterclaim.ledger.door import PERSON, TEXT
from counterclaim.ledger.originals import find_holding, find_originals, withhold
from counterclaim.ledger.rows import (
    Stored,
    claim_from,
    claim_row,
    entry_from,
    entry_row,
    judgement_from,
    judgement_row,
    report_from,
    report_row,
    skipped_row,
    stamp,
)
from counterclaim.ledger.schema import claims, entries, judgements, readings, reports, skipped, tombstones
from counterclaim.ledger.scrub import (
    blank_original,
    find_all,
    find_names,
    scrub_entry,
    scrub_judgement,
    scrub_overlapping,
    scrub_record,
)
from counterclaim.ledger.search import index_words, list_words, unindex_words
from counterclaim.ledger.words import Find, Range, Words, blank, hash_text, hash_words, split_words
from counterclaim.records.claim import Claim

_ESCAPED = re.compile(r"\\(?:u[0-9a-f]{4}|.)")


@dataclass(frozen=True, slots=True)
class WholeReport:
    """Forget a report: its text, claims and readings."""

    report_id: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Forget what stands between two offsets of a report's text."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """Forget each mention of a name, in every report, now and when a later one brings it again."""

    name: str


Target = WholeReport | Stretch | Person


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten: reports touched and mentions blanked; fetched originals and backups removed.

    `swept` is False where another reader still held the old pages: the next opening of the ledger tries again.
    """

    reports: int
    mentions: int
    backups: tuple[str, ...] = ()
    swept: bool = True
    originals: int = 0


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of something forgotten: no words of it, only who asked, why and when."""

    what: str
    reason: str
    author: str
    at: datetime


class Forgetting:
    """One act of forgetting, inside one transaction."""

    def __init__(self, connection: Connection, salt: bytes, *, reason: str, author: str, at: datetime) -> None:
        self._connection, self._salt = connection, salt
        self._reason, self._author, self._at = reason, author, stamp(at)

    def forget(self, target: Target) -> Forgotten:
        """Forget the target and leave its tombstones; raises UnknownName where the ledger holds nothing of it."""
        match target:
            case WholeReport(report_id):
                return self._forget_report(report_id)
            case Stretch(report_id, start, end):
                return self._forget_stretch(report_id, (start, end))
            case Person(name):
                return self._forget_person(name)

    def _forget_report(self, report_id: str) -> Forgotten:
        row = self._fetch(reports.c.id == report_id)
        if row is None:
            raise UnknownName(f"There is no report {report_id} in the ledger; nothing was changed.")
        self._bury(TEXT, hash_text(row.text, self._salt))
        self._scrub_judgements(find_all, report_id)
        unindex_words(self._connection, row.seq, list_words(row.title, row.text))
        dropped = self._drop_originals([report_id])
        drop_keys(self._connection, [row.seq])
        for table in (claims, readings):
            self._connection.execute(delete(table).where(table.c.report_id == report_id))
        self._connection.execute(delete(reports).where(reports.c.id == report_id))
        return Forgotten(1, 1, originals=dropped)

    def _forget_stretch(self, report_id: str, removed: Range) -> Forgotten:
        row = self._fetch(reports.c.id == report_id)
        start, end = removed
        if row is None or not 0 <= start < end <= len(row.text):
            held = f"has {len(row.text)} characters" if row else "is not in the ledger"
            raise UnknownName(f"Report {report_id} {held}: there is no {start}–{end} to forget; nothing was changed.")
        words = split_words(row.text[start:end])
        find = find_names(words)
        self._reason = blank(self._reason, find(self._reason))
        self._scrub_judgements(find, report_id, removed, words)

        def scrub(claim: Claim) -> Claim:
            return scrub_overlapping(scrub_record(claim, find, self._salt), removed, words, self._salt)

        self._scrub_report(row, blank(row.text, [removed]), find, scrub)
        return Forgotten(1, 1, originals=self._drop_originals([report_id]))

    def _forget_person(self, name: str) -> Forgotten:
        words = split_words(name)
        find = find_names(words)
        touched, mentions = set(), 0
        for seq in self._connection.scalars(select(reports.c.seq).order_by(reports.c.seq)).all():
            row = self._fetch(reports.c.seq == seq)
            found = find(row.text) if row else []
            if row and self._scrub_report(
                row, blank(row.text, found), find, lambda claim: scrub_record(claim, find, self._salt)
            ):
                touched.add(row.id)
                mentions += max(1, len(found))
        dropped = self._drop_originals(touched, find)
        if not touched and not dropped:
            raise UnknownName(f"No report mentions {name!r}; nothing was changed. Give it as the reports print it.")
        self._reason = blank(self._reason, find(self._reason))
        self._scrub_judgements(find)
        self._scrub_notes(find)
        self._scrub_entries(find)
        self._bury(PERSON, hash_words(words, self._salt), len(words))
        return Forgotten(len(touched), mentions, originals=dropped)

    def _drop_originals(self, report_ids: Iterable[str], find: Find | None = None) -> int:
        """Drop the fetched bytes of these reports, and all in which `find` points at something."""
        digests = find_originals(self._connection, report_ids)
        return withhold(self._connection, digests + (find_holding(self._connection, find) if find else ()))

    def _scrub_report(self, row: Stored, text: str, find: Find, scrub: Callable[[Claim], Claim]) -> bool:
        """Write a report and its claims, of all readings, without the words; tell whether they held any."""
        kept = scrub_record(blank_original(report_from(row.payload, text), row.text), find, self._salt)
        changed = report_row(kept)
        is_touched = bool(text != row.text or changed["payload"] != row.payload)
        for old in self._connection.execute(select(claims).where(claims.c.report_id == row.id)).all():
            # Rebuilding a claim costs far more than looking for words in its row.
            if text == row.text and not find(_ESCAPED.sub(" ", old.payload)):
                continue
            new = claim_row(scrub(claim_from(old.payload, text, "")), kept, old.reading_id)
            if new["payload"] != old.payload:
                is_touched = True
                same = (claims.c.reading_id == old.reading_id, claims.c.id == old.id)
                self._connection.execute(update(claims).where(*same).values(new))
        if is_touched:
            drop_keys(self._connection, [row.seq])
            self._bury(TEXT, hash_text(row.text, self._salt))
            unindex_words(self._connection, row.seq, list_words(row.title, row.text))
            self._connection.execute(update(reports).where(reports.c.seq == row.seq).values(changed))
            index_words(self._connection, row.seq, list_words(kept.title, text))
        return is_touched

    def _scrub_judgements(
        self, find: Find, report_id: str | None = None, removed: Range | None = None, words: Words = ()
    ) -> None:
        query = select(judgements.c.seq, judgements.c.payload)
        if report_id:
            query = query.where(judgements.c.report_id == report_id)
        for row in self._connection.execute(query).all():
            old = judgement_from(row.payload)
            new = scrub_judgement(old, find, removed, words)
            if new != old:
                same = judgements.c.seq == row.seq
                self._connection.execute(update(judgements).where(same).values(judgement_row(new)))

    def _scrub_notes(self, find: Find) -> None:
        for row in self._connection.execute(select(skipped)).all():
            path, why = blank(row.path, find(row.path)), blank(row.why, find(row.why))
            if (path, why) != (row.path, row.why):
                # Two notes may have become one.
                new = skipped_row(path, why, row.at)
                self._connection.execute(delete(skipped).where(skipped.c.id.in_((row.id, new["id"]))))
                self._connection.execute(insert(skipped).values(new))
        for row in self._connection.execute(select(tombstones)).all():
            reason = blank(row.reason, find(row.reason))
            self._connection.execute(update(tombstones).where(tombstones.c.seq == row.seq).values(reason=reason))

    def _scrub_entries(self, find: Find) -> None:
        for row in self._connection.execute(select(entries.c.seq, entries.c.payload)).all():
            old = entry_from(row.payload)
            new = scrub_entry(old, find)
            if new != old:
                same = entries.c.seq == row.seq
                self._connection.execute(update(entries).where(same).values(entry_row(new)))

    def _fetch(self, where: ColumnElement[bool]) -> Stored | None:
        return self._connection.execute(select(reports).where(where)).one_or_none()

    def _bury(self, what: str, hashed: str, words: int = 0) -> None:
        row = {"what": what, "hash": hashed, "words": words}
        told = {"reason": self._reason, "author": self._author, "at": self._at}
        self._connection.execute(insert(tombstones).values(row | told))

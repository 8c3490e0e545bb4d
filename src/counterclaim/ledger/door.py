"""What may not come in again: forgotten texts are refused, forgotten names are blanked on arrival."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from counterclaim.ledger.originals import holds
from counterclaim.ledger.schema import tombstones
from counterclaim.ledger.scrub import blank_original, scrub_entry, scrub_judgement, scrub_record
from counterclaim.ledger.words import Range, blank, find_hashed, hash_text
from counterclaim.records.books import Entry
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report

PERSON = "person"
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Door:
    """The tombstones as they stood at `seq`: salted hashes of texts, and of names with their numbers of words."""

    seq: int
    salt: bytes
    texts: frozenset[str]
    names: frozenset[str]
    lengths: tuple[int, ...]

    def refuses(self, report: Report) -> bool:
        """Tell whether this text was forgotten; case, spaces and punctuation make no other text of it."""
        return bool(self.texts) and hash_text(report.text, self.salt) in self.texts

    def redact(self, report: Report, claims: Sequence[Claim]) -> tuple[Report, Sequence[Claim], str]:
        """Give report and claims without forgotten names, and the text to keep; spans quote what came."""
        if not self.names:
            return report, claims, report.text
        text = blank(report.text, self._find(report.text))
        bare = dataclasses.replace(
            blank_original(dataclasses.replace(report, text=text), report.text), text=report.text
        )
        kept = scrub_record(bare, self._find, self.salt)
        return kept, [scrub_record(claim, self._find, self.salt) for claim in claims], text

    def passes(self, report: Report, original: bytes) -> bool:
        """Tell whether bytes may be kept: nothing that was forgotten stands in them, nor in the report read from them."""
        if self.refuses(report):
            return False
        return not self.names or not (self._find(report.text) or holds(original, self._find))

    def redact_judgement(self, judgement: Judgement) -> Judgement:
        """Give the judgement without forgotten names."""
        return scrub_judgement(judgement, self._find) if self.names else judgement

    def redact_entry(self, entry: Entry) -> Entry:
        """Give the entry without forgotten names."""
        return scrub_entry(entry, self._find) if self.names else entry

    def _find(self, text: str) -> list[Range]:
        return find_hashed(text, self.names, self.lengths, self.salt)


def load_door(connection: Connection, salt: bytes, door: Door | None = None) -> Door:
    """Give the door as the tombstones stand now: the one at hand where nothing was forgotten since."""
    seq = connection.scalar(select(func.max(tombstones.c.seq))) or 0
    if door and door.seq == seq:
        return door
    rows = connection.execute(select(tombstones.c.what, tombstones.c.hash, tombstones.c.words)).all()
    return Door(
        seq,
        salt,
        frozenset(row.hash for row in rows if row.what == TEXT),
        frozenset(row.hash for row in rows if row.what == PERSON),
        tuple(sorted({row.words for row in rows if row.what == PERSON})),
    )

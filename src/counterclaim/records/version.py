"""With what a report was read, and when: readings are versions, old ones stay explainable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything that decides what a reading finds in a text: the reader, the rules, and the digest of the tables."""

    reader: str
    rules: str
    tables: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one report. `id` digests report and versions: the same reading is known when it comes again."""

    id: str
    report_id: str
    versions: Versions
    made_at: datetime

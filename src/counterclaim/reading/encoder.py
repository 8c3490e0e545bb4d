"""The seam to the neural reader: tokens in, scores out. The engine fits it without being imported here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from counterclaim.records.text import Report
from counterclaim.records.statement import Statement


class Reader(Protocol):
    """Whatever turns a report into statements. `name` is recorded on every statement."""

    name: str

    def __call__(self, report: Report) -> Sequence[Statement]: ...

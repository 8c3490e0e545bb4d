"""Events as people have coded them in tables of their own."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records.world import Period, Place


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One row of a person's table. `line` is its line in the file; `days` are half-open.

    `low`, `best` and `high` are the deaths it gives, None where it gives none; `sides` are its parties as it names them.
    """

    line: int
    id: str
    days: Period | None
    place: Place | None
    sides: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None

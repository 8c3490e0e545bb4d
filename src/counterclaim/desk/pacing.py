"""When the next edition is begun, and whether a page waits for it: made at each judgement, long ones would take the processor."""

from __future__ import annotations

import time
from dataclasses import dataclass

from counterclaim.desk.edition import Edition

# After an edition that took longer than pages wait, the next one is begun after as long a rest, and no longer than this.
LONGEST_REST_S = 120.0
# While reports are read there is always something new: then the rest is so many times as long.
WHILE_READING = 4


@dataclass(slots=True)
class Pace:
    """`quick_s` is how long the last edition took that was made of the one before it."""

    quick_s: float = 0.0

    def is_worth_waiting(self, held: Edition, version: str, patience_s: float, *, is_reading: bool) -> bool:
        """Tell whether the edition of a version may be there in time; while reports are read, one of the whole never is."""
        is_told_anew = not is_only_judged(held.version, version)
        return self._expect(held, version) <= patience_s and not (is_reading and is_told_anew)

    def rests(self, held: Edition, version: str, patience_s: float, *, is_reading: bool) -> bool:
        """Tell whether it is too soon to begin the edition of a version."""
        takes_s = self._expect(held, version)
        share = WHILE_READING if is_reading else 1
        is_long = takes_s > patience_s / 4
        return is_long and time.monotonic() < held.made + min(takes_s * share, LONGEST_REST_S)

    def _expect(self, held: Edition, version: str) -> float:
        """Give the seconds that the next edition may take: as many as the last one of its kind."""
        return self.quick_s if is_only_judged(held.version, version) else held.seconds


def count_forgettings(version: str) -> str:
    """Give how often something was forgotten by a version of a ledger."""
    return version.rpartition("-")[2]


def is_only_judged(one: str, other: str) -> bool:
    """Tell whether nothing but judgements came between two versions of a ledger."""
    return one.rpartition(".")[0] == other.rpartition(".")[0] and count_forgettings(one) == count_forgettings(other)

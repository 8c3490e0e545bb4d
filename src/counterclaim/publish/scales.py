"""Scales of the drawings: numbers and moments to places on the page.

Own and small: docs/decisions/006-drawings.md says why.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from counterclaim.publish.wording import write_day

DAY_S = 86_400
# A stretch without anything longer than this is folded, so that an older event does not press a week into a line.
LONGEST_EMPTY_DAYS = 21
FOLD_DAYS = 2.0
# About so many steps an axis of figures has.
TICKS = 4


@dataclass(frozen=True, slots=True)
class Linear:
    """Maps [low, high] to [start, end]; a scale of one value maps it to the middle."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the place of a value, to a tenth of a unit."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 1)
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def find_ticks(high: float) -> tuple[float, ...]:
    """Give round values from 0 to at least `high`: steps of 1, 2 or 5 times a power of ten, never below 1."""
    rough = max(high, 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(next(m for m in (1, 2, 5, 10) if rough <= m * power) * power, 1.0)
    return tuple(step * i for i in range(max(math.ceil(high / step), 1) + 1))


@dataclass(frozen=True, slots=True)
class Days:
    """Maps days to the page with long empty stretches folded.

    `knots` are (ordinal day, place) in order, `folds` the folded middles.
    """

    knots: tuple[tuple[float, float], ...]
    folds: tuple[float, ...]

    def at(self, ordinal: float) -> float:
        """Give the place of a moment (days since year 1); before the first and after the last knot the ends hold."""
        if ordinal <= self.knots[0][0]:
            return round(self.knots[0][1], 1)
        for (d1, x1), (d2, x2) in zip(self.knots, self.knots[1:], strict=False):
            if ordinal <= d2:
                return round(x1 + (ordinal - d1) / (d2 - d1) * (x2 - x1), 1)
        return round(self.knots[-1][1], 1)


def make_days(moments: Sequence[float], start: float, end: float) -> Days:
    """Build the scale that shows all moments between two places on the page; one moment alone stands in the middle."""
    ordered = sorted(set(moments))
    first, last = math.floor(ordered[0]), math.floor(ordered[-1]) + 1
    stops = [float(first), *(m for m in ordered if first < m < last), float(last)]
    gaps = [b - a for a, b in itertools.pairwise(stops)]
    shown = [FOLD_DAYS if gap > LONGEST_EMPTY_DAYS else gap for gap in gaps]
    unit = (end - start) / sum(shown)
    knots, folds, x = [(stops[0], start)], [], start
    for stop, gap, width in zip(stops[1:], gaps, shown, strict=True):
        if width != gap:
            folds.append(round(x + width * unit / 2, 1))
        x += width * unit
        knots.append((stop, x))
    return Days(tuple(knots), tuple(folds))


def find_day_ticks(scale: Days, moments: Sequence[float], room: float) -> tuple[tuple[float, str], ...]:
    """Give the days to write under the scale: those that hold a moment, except where closer than `room` to the last.

    The year is written with the first day and where it changes.
    """
    ticks: list[tuple[float, str]] = []
    year, taken = 0, -math.inf
    for day in (date.fromordinal(n) for n in sorted({math.floor(m) for m in moments})):
        x = scale.at(day.toordinal())
        if x - taken >= room:
            text = write_day(day) if day.year != year else f"{day.day} {day:%b}"
            ticks.append((x, text))
            year, taken = day.year, x + (room * 0.6 if len(text) > 6 else 0)
    return tuple(ticks)


def ordinal_of(moment: datetime | date) -> float:
    """Give days since year 1 with the time as a fraction; a day without time is its noon."""
    if isinstance(moment, datetime):
        utc = moment.astimezone(UTC)
        seconds = timedelta(hours=utc.hour, minutes=utc.minute, seconds=utc.second).total_seconds()
        return utc.toordinal() + seconds / DAY_S
    return moment.toordinal() + 0.5

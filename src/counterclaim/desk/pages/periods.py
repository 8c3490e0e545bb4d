"""Time in columns: a few days, weeks, months, quarters or years that hold everything a table tells."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.publish.wording import write_days

MOST_PERIODS = 10
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days from `first` to `last`, both in it, and its words."""

    first: date
    last: date
    words: str


def cut_time(days: Collection[date]) -> tuple[Stretch, ...]:
    """Give the stretches, one after the other, that hold all these days: as short as they can be with no more than ten.

    What lies before the last nine years is one stretch where years are too many. Without a day there is none.
    """
    if not days:
        return ()
    first, last = min(days), max(days)
    for start_of, _ in SORTS:
        starts = _list_starts(start_of, first, last)
        if len(starts) <= MOST_PERIODS:
            break
    if len(starts) > MOST_PERIODS:
        starts = [starts[0], *starts[1 - MOST_PERIODS :]]
    beyond = _find_next(start_of, starts[-1])
    ends = [*(start - DAY for start in starts[1:]), beyond - DAY if beyond > starts[-1] else date.max]
    return tuple(Stretch(a, b, write_stretch(a, b)) for a, b in zip(starts, ends, strict=True))


def write_stretch(first: date, last: date) -> str:
    """Give "27 Feb 2026", "23 Feb – 1 Mar 2026", "Feb 2026", "Jan – Mar 2026", "2026" or "2011 – 2016"."""
    if first.day != 1 or (last < date.max and (last + DAY).day != 1):
        return write_days(first, last)
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} – {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%b %Y}"
    return f"{first:%b} – {last:%b %Y}" if first.year == last.year else f"{first:%b %Y} – {last:%b %Y}"


def _list_starts(start_of: Callable[[date], date], first: date, last: date) -> list[date]:
    starts = [start_of(first)]
    # One more than is wanted tells that they are too many, except of years, which are all counted.
    while len(starts) <= MOST_PERIODS or start_of is _start_of_year:
        following = _find_next(start_of, starts[-1])
        if following > last or following == starts[-1]:
            break
        starts.append(following)
    return starts


def _find_next(start_of: Callable[[date], date], start: date) -> date:
    """Give the start of the stretch after the one that starts here."""
    longest = timedelta(days=dict(SORTS)[start_of])
    return start_of(min(start, date.max - longest) + longest)


def _start_of_day(day: date) -> date:
    return day


def _start_of_week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _start_of_month(day: date) -> date:
    return day.replace(day=1)


def _start_of_quarter(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def _start_of_year(day: date) -> date:
    return day.replace(month=1, day=1)


# Each sort of stretch by what gives its first day, with the most days that one has.
SORTS: tuple[tuple[Callable[[date], date], int], ...] = (
    (_start_of_day, 1),
    (_start_of_week, 7),
    (_start_of_month, 31),
    (_start_of_quarter, 92),
    (_start_of_year, 366),
)

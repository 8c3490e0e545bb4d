"""The days on which reports about something were published: each leads to the page as it stood then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.desk.asked import Asked
from counterclaim.publish.wording import write_day
from counterclaim.records.claim import Claim

MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Day:
    """A day as an address has it and in words, with the link to the page as of it."""

    value: str
    words: str
    href: str


def list_days(asked: Asked, claims: Iterable[Claim]) -> tuple[Day, ...]:
    """Give the days, by UTC as `as_of` cuts, on which reports with these claims were published; the newest of very many."""
    reports = (asked.lookup.report_of(claim) for claim in claims)
    days = {date.fromordinal(r.published.toordinal()) for r in reports if r is not None and r.published is not None}
    if asked.edition.as_of:
        days.add(asked.edition.as_of)
    return tuple(_lay_out(asked, day) for day in sorted(days)[-MOST_DAYS:])


def _lay_out(asked: Asked, day: date) -> Day:
    return Day(day.isoformat(), write_day(day), f"{asked.path}?as_of={day.isoformat()}")

"""Bare times of a live page ("14:05 GMT", "2 hours ago") to moments, by what the page says of its own day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

LONGEST_LABEL = 40
_CLOCK = re.compile(
    r"(?:(?:updated|posted|published)(?: at)?\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.]\d\d)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"\(?(?P<zone>[A-Z]{1,5}|local time)?\)?\s*[-–—:|]?$",
    re.I,
)
_AGO = re.compile(r"(?P<number>\d{1,3}|an?)\s*(?P<unit>h|hrs?|hours?|m|mins?|minutes?)\.?\s+ago$", re.I)
_UTC = frozenset(("GMT", "UTC", "Z"))
# Entries are put up out of order within hours; from one day to the next the clock falls back by more than half a day.
_OVERNIGHT = 12 * 60
_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Label:
    """A bare time: minutes since midnight, or minutes before the page's last change where `is_ago`.

    `zone` is what stands behind it, in capitals, empty for nothing.
    """

    minutes: int
    is_ago: bool = False
    zone: str = ""


def read_label(text: str) -> Label | None:
    """Give the bare time that a text is, None where it is anything else or more."""
    words = " ".join(text.split())
    if not words or len(words) > LONGEST_LABEL:
        return None
    if ago := _AGO.match(words):
        number = int(ago["number"]) if ago["number"].isdigit() else 1
        return Label(number * (60 if ago["unit"].lower().startswith("h") else 1), is_ago=True)
    clock = _CLOCK.match(words)
    if clock is None:
        return None
    hour, minute, half = int(clock["hour"]), int(clock["minute"]), (clock["half"] or "").lower()
    if hour > (12 if half else 23) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return Label(60 * hour + minute, zone=(clock["zone"] or "").upper())


def date_labels(labels: Sequence[Label], facts: Mapping[str, object]) -> list[str | None]:
    """Give the moment or day of each label, in ISO 8601; None where the page does not tell of which day it is.

    `facts` hold when the page was published and last changed. A zone other than UTC stands for several, so that only the
    day is given; without one the clock is the page's own.
    """
    published, modified = (_read_moment(facts.get(name)) for name in ("published", "modified"))
    if any(label.is_ago for label in labels):
        return [_count_back(label, modified) if label.is_ago else None for label in labels]
    days = _find_days([label.minutes for label in labels], published, modified)
    zone = next((told.tzinfo for told in (modified, published) if told and told.tzinfo), None)
    return [_write(label, day, zone) for label, day in zip(labels, days, strict=True)]


def _find_days(minutes: list[int], published: datetime | None, modified: datetime | None) -> list[date | None]:
    steps = ((b - a + _OVERNIGHT) % (2 * _OVERNIGHT) - _OVERNIGHT for a, b in pairwise(minutes))
    newest_first = sum(steps) < 0
    times = minutes[::-1] if newest_first else minutes
    nights = [0]
    for before, after in pairwise(times):
        nights.append(nights[-1] + (before - after > _OVERNIGHT))
    first = _find_first_day(times, nights[-1], published, modified)
    days: list[date | None] = [first + timedelta(days=night) if first else None for night in nights]
    return days[::-1] if newest_first else days


def _find_first_day(
    times: list[int], nights: int, published: datetime | None, modified: datetime | None
) -> date | None:
    if modified:
        is_later = _at(modified.date(), times[-1]) > modified.replace(tzinfo=None) + _SLACK
        return modified.date() - timedelta(days=nights + is_later)
    if published is None or not nights:
        return published.date() if published else None
    if published.time() == time.min:
        return None  # A day without a time, and two days among the entries.
    if _at(published.date(), times[0]) >= published.replace(tzinfo=None) - _SLACK:
        return published.date()  # The page was opened before its first entry.
    if _at(published.date(), times[-1]) <= published.replace(tzinfo=None) + _SLACK:
        return published.date() - timedelta(days=nights)  # Its date is that of its last entry.
    return None


def _count_back(label: Label, modified: datetime | None) -> str | None:
    """Give the day, where "2 hours ago" leaves but one open: it may be almost three hours."""
    if modified is None:
        return None
    step = 60 if label.minutes >= 60 else 1
    late, early = (modified - timedelta(minutes=label.minutes + more) for more in (0, step))
    return late.date().isoformat() if late.date() == early.date() else None


def _write(label: Label, day: date | None, zone: tzinfo | None) -> str | None:
    if day is None:
        return None
    if label.zone and label.zone not in _UTC and label.zone != "LOCAL TIME":
        return day.isoformat()
    moment = _at(day, label.minutes)
    return moment.replace(tzinfo=UTC if label.zone in _UTC else zone).isoformat(timespec="minutes")


def _at(day: date, minutes: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001 # the page's own clock


def _read_moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None

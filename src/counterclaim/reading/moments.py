"""Written publication times to moments. Given a string that should be one; nothing is searched for in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=lambda name: (-len(name), name)))})\b\.?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
# The longest string that can be a publication time; anything longer is prose.
LONGEST = 80
PRINTED = range(1500, 9999)

_DATES = (
    re.compile(rf"{WEEKDAY}(?P<y>\d{{4}})(?P<sep>[-/.]?)(?P<m>\d{{2}})(?P=sep)(?P<d>\d{{2}})(?!\d)", re.I),
    re.compile(
        rf"{WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<name>{MONTH})[,\s-]+(?P<y>\d{{4}})(?!\d)", re.I
    ),
    re.compile(rf"{WEEKDAY}(?P<name>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I),
    re.compile(r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)"),
)
_TIME = re.compile(
    r"(?:\s*[T,|]\s*|\s+(?:at\s+)?|\s+[-–]\s+)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>.*)$",
    re.I | re.S,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?:\s*\(\w+\))?$", re.I)
_LEADING_HOUR = re.compile(
    r"^(?P<hour>\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\b\.?)?(?: ?(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\b)?),?\s+(?:on\s+)?"
    r"(?P<day>[^\W_].{4,60})$",
    re.I,
)
_NAMED_ZONE = re.compile(r"\(?[A-Z]{2,5}\)?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication time in its own zone; `exact` is False where only the day is sure (then midnight UTC)."""

    at: datetime
    exact: bool


def parse_moment(written: str) -> Moment | None:
    """Give the moment that the whole string states, None where it is no date, an impossible or an ambiguous one.

    A time without a zone is taken as UTC. A zone abbreviation other than UTC or GMT may mean several zones, so that
    only the day is kept. "03/04/2026" may be March or April and gives None; "27/02/2026" gives a day, and so does
    "03.04.2026": between points the day comes first. The hour may lead ("07:12, 14 October 2025").
    """
    text = _LEADING_HOUR.sub(r"\g<day> \g<hour>", written.strip())
    if len(text) > LONGEST:
        return None
    match = next((m for m in (form.match(text) for form in _DATES) if m), None)
    if match is None:
        return None
    day = _day(match.groupdict())
    if day is None:
        return None
    rest = text[match.end() :]
    if not rest.strip(" .,|"):
        return Moment(day, exact=False)
    clock = _TIME.match(rest)
    return _timed(day, clock) if clock else None


def _day(found: dict[str, str | None]) -> datetime | None:
    year = int(found["y"] or 0)
    if found.get("a"):
        first, second = int(found["a"] or 0), int(found["b"] or 0)
        if first <= 12 and second <= 12 and first != second and found["sep"] != ".":
            return None
        month, day = (second, first) if first > 12 or (found["sep"] == "." and second <= 12) else (first, second)
    else:
        name = found.get("name")
        month = MONTHS[name.lower().rstrip(".")] if name else int(found["m"] or 0)
        day = int(found["d"] or 0)
    if year not in PRINTED:
        return None
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _timed(day: datetime, clock: re.Match[str]) -> Moment | None:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        at = day.replace(hour=hour, minute=int(clock["minute"]), second=int(clock["second"] or 0))
    except ValueError:
        return None
    zone = clock["zone"].strip(" .,")
    if zone.upper() in ("", "Z", "UTC", "GMT", "(UTC)", "(GMT)"):
        return Moment(at, exact=True)
    offset = _OFFSET.match(zone)
    if offset:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        if minutes > 14 * 60:
            return None
        zone_of_page = timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
        return Moment(at.replace(tzinfo=zone_of_page), exact=True)
    return Moment(day, exact=False) if _NAMED_ZONE.match(zone) else None

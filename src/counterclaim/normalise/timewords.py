"""Shared by the readers of times: the words of the calendar, the frame a time is reckoned from, steps between days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.normalise.days import DAY, make_day, make_month, make_period, make_week, make_year, shift_months
from counterclaim.normalise.numerals import find_numerals
from counterclaim.records.world import Period

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)"
)
NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
TO = r"\s?(?:-|to|and|or|through|until|till)\s?"
UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|quarter|year|decade|century|weekend)s?"
COUNT = r"(?P<count>[\w ,-]{1,24}?)"

# Who gives the figure, behind its time: "since early June (MSF)".
_CREDIT = re.compile(r" \([A-Z]{2,}\)$")
_LOOSE = re.compile(r"(?:a |the |full |about |some |nearly |almost )*")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is reckoned from: the publication day, the sentence's other time, whether the event may lie ahead.

    `lies_ahead` where the sentence says so: "will meet on Friday".
    """

    published: date | None
    anchor: Period | None = None
    may_lie_ahead: bool = False
    lies_ahead: bool = False

    @property
    def today(self) -> date:
        """The day of publication; raises UnclearError where it is unknown."""
        if self.published is None:
            raise UnclearError("the day of publication is not known")
        return self.published

    @property
    def anchor_day(self) -> Period | None:
        """The sentence's other time where it is a single day."""
        return self.anchor if self.anchor and (self.anchor.end - self.anchor.start).days == 1 else None


class UnclearError(Exception):
    """The words name no days that can be told; the message says why. Ends as a gap in `periods.find_period`."""


Parse = Callable[[str, Frame], Period]


def simplify(text: str) -> str:
    """Give lower case with plain hyphens and apostrophes, without dots after abbreviations."""
    plain = re.sub(r"[‐‑‒–—−]", "-", _CREDIT.sub("", text).lower()).replace("’", "'")
    plain = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", plain)
    plain = re.sub(r"(?<=[a-z])\.(?= |$|,)", "", plain)
    return tidy(re.sub(r"\bso far\b|\bthis time(?= (?:last|next)\b)", " ", plain))


def tidy(text: str) -> str:
    """Give the words with single spaces and without punctuation at the ends."""
    return re.sub(r"\s+", " ", text).strip(" ,;:.\"'()-“”").removesuffix("'s")


def find_weekday_word(text: str) -> int | None:
    """The number of the weekday that the words name, Monday 0, parts of the day aside; None for any other words."""
    found = re.fullmatch(rf"(?:the |early |late |on )*{WEEKDAY}(?: (?:morning|afternoon|evening|night))?", text)
    return [day[:3] for day in WEEKDAYS].index(found["weekday"][:3]) if found else None


def number_month(word: str) -> int:
    """The number of a month by its name or abbreviation."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def count_units(words: str) -> int:
    """The number of units in "two", "24", "a"; raises UnclearError for "a few", "several"."""
    words = words.strip()
    if words in ("a", "an", "one", "the", "a full", "one full"):
        return 1
    if words in ("a couple of", "couple of", "couple"):
        return 2
    numerals = find_numerals(words)
    if len(numerals) == 1 and numerals[0].end == len(words) and _LOOSE.fullmatch(words[: numerals[0].start]):
        value = numerals[0].value
        if isinstance(value, int):
            return value
    raise UnclearError("how many is not told")


def move(anchor: Period, unit: str, by: int) -> Period:
    """The day, week, month, year or decade so many units from a period; "century" moves to the year."""
    day = anchor.start if by <= 0 else anchor.end - DAY
    if unit in ("day", "night"):
        return anchor if by == 0 else make_day(day + DAY * by)
    if unit in ("week", "fortnight"):
        return make_week(day, by * (2 if unit == "fortnight" else 1))
    if unit == "month":
        return make_month(day.year, day.month + by)
    if unit in ("year", "decade", "century"):
        return make_year(day.year + by * {"year": 1, "decade": 10, "century": 100}[unit])
    raise UnclearError("it names no days")


def reach(day: date, unit: str, by: int) -> date:
    """The day so far from another: a window of 36 hours reaches two days."""
    if unit == "hour":
        return day + DAY * (-(-abs(by) // 24) * (1 if by > 0 else -1))
    if unit in ("day", "night"):
        return day + DAY * by
    if unit in ("week", "fortnight", "weekend"):
        return day + timedelta(weeks=by * (2 if unit == "fortnight" else 1))
    return shift_months(day, by * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def cut_at_publication(period: Period, frame: Frame) -> Period:
    """End a period that holds the publication with that day, for what is told has happened; else leave it whole."""
    if frame.published and period.start <= frame.published < period.end and not frame.may_lie_ahead:
        return make_period(period.start, min(period.end, frame.published + DAY))
    return period


def find_quarter(day: date, by: int = 0) -> Period:
    """The quarter of the year that holds the day, moved by so many."""
    first = make_month(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * by).start
    return make_period(first, shift_months(first, 3))

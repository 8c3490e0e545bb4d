"""Times that the calendar names: dates, months, quarters, seasons, years, centuries, feasts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from counterclaim.normalise.days import (
    DAY,
    FEASTS,
    find_feast,
    make_day,
    make_month,
    make_period,
    make_week,
    make_year,
    shift_months,
)  # fmt: skip
from counterclaim.normalise.timewords import (
    MONTH,
    NUMBER,
    TO,
    Frame,
    Parse,
    UnclearError,
    cut_at_publication,
    find_quarter,
    number_month,
)  # fmt: skip
from counterclaim.records.world import Period

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}

_SECOND = rf"(?:{TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,? (?:of )?(?:(?P<year>\d{4})|(?P<when>last|this|next) year))?"
_DAY_MONTH = re.compile(rf"{NUMBER}{_SECOND} (?:of )?{MONTH}{_YEAR}")
_MONTH_DAY = re.compile(rf"{MONTH} (?:the )?{NUMBER}{_SECOND}{_YEAR}")
_MONTH_ALONE = re.compile(
    rf"(?:the month of )?(?:(?P<which>last|this|next|past|this past) )?{MONTH}"
    r"(?:,? (?:of |in )?(?P<year>\d{4}|last year|this year|next year|the same year|the previous year|that year))?"
)
_PART_OF = re.compile(rf"(?P<nth>{'|'.join(_NTH)}) (?P<what>week|half|quarter|day) (?:of|in) (?P<rest>.+)")
_QUARTER = re.compile(r"(?:the )?(?P<nth>first|second|third|fourth) quarter")
_SEASON = re.compile(
    r"(?:the )?(?:(?P<which>last|this|next|past) )?(?P<season>spring|summer|autumn|fall|winter)"
    r"(?: (?:of |in )?(?P<year>\d{4}|last year|this year))?"
)
_FEAST = re.compile(
    r"(?:(?:the|last|this|during|muslim|islamic|holy|month|fasting|of|festival|holiday|feast) )*"
    rf"(?P<feast>{'|'.join(FEASTS)})(?: (?:celebration|festivitie|holiday)s?)?(?: (?:in |of )?(?P<year>\d{{4}}|last year))?"
)
# A date without a year that lies this close ahead may be meant of this year or of the last.
_SOON = 45 * DAY


def read_date(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "11 October", "October 11-12, 2023", "the 11th of October", "2023-10-11", "13/10/2023"."""
    if m := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return make_day(date(int(m[1]), int(m[2]), int(m[3])))
    if m := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        one, two = int(m[1]), int(m[2])
        if one != two and one <= 12 and two <= 12:
            raise UnclearError("day and month cannot be told apart")
        return make_day(date(int(m[3]), min(one, two), max(one, two)))
    text = re.sub(r"^(?:between|from) ", "", text)
    found = _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    if not found:
        return None
    year = int(found["year"]) if found["year"] else None
    if found["when"]:
        year = frame.today.year + {"last": -1, "this": 0, "next": 1}[found["when"]]
    first = int(found["day"])
    return _make_dates(year, number_month(found["month"]), first, int(found["last"] or first), frame)


def _make_dates(year: int | None, month: int, first: int, last: int, frame: Frame) -> Period:
    """The days of one month; without a year the latest that have come, or the nearest where they may lie ahead."""
    if last < first:
        raise UnclearError("the range runs backwards")
    if year is not None:
        return make_period(date(year, month, first), date(year, month, last) + DAY)
    date(2000, month, first)  # a day that no year has is refused here
    leap = (month, first) == (2, 29)
    years = range(frame.today.year - 8, frame.today.year + 2)
    starts = [date(y, month, first) for y in years if not leap or (y % 4 == 0 and (y % 100 or y % 400 == 0))]
    if frame.may_lie_ahead:
        start = min(starts, key=lambda s: (abs(s - frame.today), s))
    elif any(DAY < s - frame.today <= _SOON for s in starts):
        raise UnclearError("it may lie ahead or be of the year before")
    else:
        start = max(s for s in starts if s <= frame.today + DAY)
    return make_period(start, date(start.year, month, last) + DAY)


def read_month(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "October", "last October", "October 2023", "October last year", "the second week of October"."""
    if m := re.fullmatch(r"(?:the )?week (?:of|beginning|starting) (.+)", text):
        return make_week(parse(m[1], frame).start)
    if m := _QUARTER.fullmatch(text):
        quarters = [find_quarter(date(year, 3 * int(_NTH[m["nth"]]) + 1, 1)) for year in _years(frame)]
        coming = [q for q in quarters if q.end > frame.today]
        begun = [q for q in quarters if q.start <= frame.today]
        return coming[0] if frame.may_lie_ahead else cut_at_publication(begun[-1], frame)
    if m := _PART_OF.fullmatch(text):
        return _cut_part(_NTH[m["nth"]], m["what"], complete(m["rest"], parse(m["rest"], frame)))
    m = _MONTH_ALONE.fullmatch(text)
    if not m:
        return None
    month, today = number_month(m["month"]), frame.today if not m["year"] or not m["year"].isdigit() else None
    if today is None:
        return make_month(int(m["year"]), month)
    if m["year"]:
        return make_month(parse(m["year"], replace(frame, may_lie_ahead=True)).start.year, month)
    if m["which"] in ("last", "past", "this past"):
        return make_month(today.year - (month >= today.month), month)
    if m["which"] == "next" or (frame.lies_ahead and month != today.month):
        return make_month(today.year + (month <= today.month), month)
    if frame.may_lie_ahead and 0 < (month - today.month) % 12 <= 6:  # nearer ahead than behind
        return make_month(today.year + (month <= today.month), month)
    return cut_at_publication(make_month(today.year - (month > today.month), month), frame)


def complete(text: str, period: Period) -> Period:
    """The whole month or year of which a period that ends with the publication is the told part."""
    if re.search(rf"{MONTH}\b", text) and not re.search(r"\d", re.sub(r"\d{4}", "", text)):
        return make_month(period.start.year, period.start.month)
    return make_year(period.start.year) if re.fullmatch(r"\d{4}", text) else period


def _cut_part(nth: int, what: str, whole: Period) -> Period:
    """The nth day or week of a month, the nth half or quarter of a year; -1 is the last."""
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month
    parts = {"half": 2, "quarter": 4}.get(what, 0)
    if what == "day":
        return make_day(whole.end - DAY if nth < 0 else whole.start + DAY * nth)
    if what == "week" and months == 1:
        start = whole.end - 7 * DAY if nth < 0 else whole.start + 7 * DAY * nth
        return make_period(start, start + 7 * DAY)
    if what == "half" and months == 1:
        middle = whole.start + 15 * DAY
        return make_period(whole.start, middle) if nth == 0 else make_period(middle, whole.end)
    if months != 12 or nth >= parts:
        raise UnclearError("there is no such part")
    nth = nth % parts
    return make_period(shift_months(whole.start, 12 // parts * nth), shift_months(whole.start, 12 // parts * (nth + 1)))


def read_year(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "2003", "2003-05", "the 1990s", "the 19th century", "Q3 2024"."""
    if m := re.fullmatch(r"(?:the )?(?:year )?(\d{4})(?: season)?", text):
        if not 1000 <= int(m[1]) <= 2100:
            raise UnclearError("it is no year")
        return cut_at_publication(make_year(int(m[1])), frame)
    if m := re.fullmatch(r"(?:the )?(\d{4})-(\d{2})(?: (?:school|academic) year| season)?", text):
        last = int(m[1]) // 100 * 100 + int(m[2])
        if last <= int(m[1]):
            raise UnclearError("it is no range of years")
        return make_year(int(m[1]), last - int(m[1]) + 1)
    if m := re.fullmatch(r"(?:the )?(\d{3}0)'?s", text):
        return make_year(int(m[1]), 10)
    if m := re.fullmatch(r"(?:the )?'?([1-9]0)s", text):
        return make_year(next(y for y in range(frame.today.year // 10 * 10, 0, -10) if y % 100 == int(m[1])), 10)
    if m := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century", text):
        return make_year((int(m[1]) - 1) * 100 + 1, 100)
    if m := re.fullmatch(r"q([1-4])(?: of)?,? (\d{4})", text):
        return find_quarter(date(int(m[2]), int(m[1]) * 3, 1))
    return None


def read_season(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "last winter", "the summer of 2014" as the three months of the northern year; winter is of its December."""
    m = _SEASON.fullmatch(text)
    if not m:
        return None
    month = _SEASONS[m["season"]]
    if m["year"]:
        year = int(m["year"]) if m["year"].isdigit() else frame.today.year - (m["year"] == "last year")
        return _make_season(year, month)
    today = frame.today
    seasons = [_make_season(year, month) for year in range(today.year + 1, today.year - 3, -1)]
    if m["which"] == "next":
        return min((s for s in seasons if s.start > today), key=lambda s: s.start)
    if m["which"] in ("last", "past"):
        return next(s for s in seasons if s.end <= today)
    latest = next(s for s in seasons if s.start <= today)
    coming = seasons[seasons.index(latest) - 1]
    is_nearer = frame.may_lie_ahead and coming.start - today < today - latest.end
    return coming if is_nearer or (frame.lies_ahead and today >= latest.end) else cut_at_publication(latest, frame)


def _make_season(year: int, month: int) -> Period:
    start = make_month(year, month).start
    return make_period(start, shift_months(start, 3))


def read_feast(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "Ramadan", "last Christmas", "Eid al-Fitr 2024": the latest that has begun, or that of the named year."""
    m = _FEAST.fullmatch(text)
    if not m:
        return None
    if m["year"] and m["year"].isdigit():
        found = find_feast(m["feast"], int(m["year"]))
    else:
        year = frame.today.year
        years = [year - 1] if m["year"] else [year - 2, year - 1, year]
        found = tuple(f for y in years for f in find_feast(m["feast"], y) if m["year"] or f.start <= frame.today)
    if not found:
        raise UnclearError("it does not fall in that year")
    if not m["year"] and frame.may_lie_ahead:
        for coming in (f for year in _years(frame) for f in find_feast(m["feast"], year) if f.end > frame.today):
            is_nearer = frame.lies_ahead or coming.start - frame.today < frame.today - found[-1].end
            return coming if is_nearer else found[-1]
    if not m["year"] and any(f.start == frame.today + DAY for y in _years(frame) for f in find_feast(m["feast"], y)):
        raise UnclearError("it may be the day after publication, or a year ago")
    return found[-1]


def _years(frame: Frame) -> range:
    return range(frame.today.year - 1, frame.today.year + 2)

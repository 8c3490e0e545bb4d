"""Arithmetic of days: weekdays, weeks, months, seasons and feasts as half-open periods. No words are read here."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from counterclaim.records.world import Period

DAY = timedelta(days=1)


def make_period(start: date, end: date) -> Period:
    """Make the half-open period with the UCDP precision of its length: 1 a day, 2 to six days, 3 a week, 4 a month, 5
    more."""
    length = (end - start).days
    return Period(start, end, 1 if length <= 1 else 2 if length < 7 else 3 if length == 7 else 4 if length <= 31 else 5)


def make_day(day: date) -> Period:
    """The period of one day."""
    return make_period(day, day + DAY)


def make_month(year: int, month: int) -> Period:
    """The period of one calendar month; months beyond 1–12 roll over into other years."""
    start = _first(year, month)
    return make_period(start, _first(start.year, start.month + 1))


def make_year(year: int, years: int = 1) -> Period:
    """The period of one calendar year, or of several from that year on."""
    return make_period(_first(year, 1), _first(year + years, 1))


def _first(year: int, month: int) -> date:
    year += (month - 1) // 12
    return date(min(max(year, MINYEAR), MAXYEAR), (month - 1) % 12 + 1, 1)


def make_week(day: date, weeks: int = 0) -> Period:
    """The week from Monday that holds the day, moved by so many weeks."""
    monday = day - DAY * day.weekday() + timedelta(weeks=weeks)
    return make_period(monday, monday + 7 * DAY)


def find_weekday(day: date, weekday: int) -> date:
    """The latest such weekday on or before the day."""
    return day - DAY * ((day.weekday() - weekday) % 7)


def shift_months(day: date, months: int) -> date:
    """The day so many months later; a day that the month lacks becomes its last."""
    month = make_month(day.year, day.month + months)
    return min(month.start + DAY * (day.day - 1), month.end - DAY)


def cut_third(period: Period, third: int) -> Period:
    """The early (0), middle (1) or late (2) part of a week, month, year or decade.

    Months are cut at the 10th and 20th, weeks into Monday–Tuesday, Wednesday–Thursday, Friday–Sunday, years evenly,
    decades into 0–3, 4–6 and 7–9.
    """
    length = (period.end - period.start).days
    if length <= 1:
        return period
    if length <= 7:
        cuts = [0, 2, 4, length]
    elif length <= 31:
        cuts = [0, 10, 20, length]
    else:
        if length > 3650:
            return make_year(period.start.year + (0, 4, 7)[third], (4, 3, 3)[third])
        months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
        edges = [shift_months(period.start, months * i // 3) for i in range(4)]
        return make_period(edges[third], edges[third + 1])
    return make_period(period.start + DAY * cuts[third], period.start + DAY * cuts[third + 1])


def make_islamic(year: int, month: int, day: int) -> date:
    """The civil day of a date of the tabular Islamic calendar (30-year cycle), within a day of the sighted one."""
    ordinal = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 227014
    return date.fromordinal(ordinal)


def find_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def find_feast(name: str, year: int) -> tuple[Period, ...]:
    """The days of a feast or fast that begin in a civil year: none, one, or two for those of the Islamic year."""
    if name in _FIXED:
        month, day, length = _FIXED[name]
        start = date(year, month, day)
        return (make_period(start, start + DAY * length),)
    if name in _EASTER:
        return (make_day(find_easter(year) + DAY * _EASTER[name]),)
    if name == "thanksgiving":  # of the United States: the fourth Thursday of November
        return (make_day(find_weekday(date(year, 11, 28), 3)),)
    month, day, length = _ISLAMIC[name]
    around = (year - 622) * 33 // 32
    starts = (make_islamic(y, month, day) for y in range(max(1, around - 1), around + 4))
    return tuple(make_period(s, s + DAY * length) for s in starts if s.year == year)


_FIXED = {
    "christmas eve": (12, 24, 1), "christmas day": (12, 25, 1), "christmas": (12, 25, 1), "new year's eve": (12, 31, 1),
    "new year's day": (1, 1, 1), "new year": (1, 1, 1), "nowruz": (3, 20, 2), "bastille day": (7, 14, 1),
    "orthodox christmas": (1, 7, 1),
}  # fmt: skip
_EASTER = {"easter sunday": 0, "easter monday": 1, "easter": 0, "good friday": -2, "palm sunday": -7}
_ISLAMIC = {
    "ramadan": (9, 1, 30), "eid al-fitr": (10, 1, 3), "eid al-adha": (12, 10, 4), "ashura": (1, 10, 1),
    "muharram": (1, 1, 30), "arbaeen": (2, 20, 1),
}  # fmt: skip
FEASTS = tuple(sorted({*_FIXED, *_EASTER, *_ISLAMIC, "thanksgiving"}, key=lambda name: (-len(name), name)))

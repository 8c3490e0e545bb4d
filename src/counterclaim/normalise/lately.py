"""Times told from the day of publication: today, weekdays, nights, last week, the past 24 hours, two years ago."""

from __future__ import annotations

import re
from datetime import timedelta

from counterclaim.normalise.days import DAY, find_weekday, make_day, make_period, make_week, make_year
from counterclaim.normalise.timewords import (
    COUNT,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Frame,
    Parse,
    UnclearError,
    count_units,
    cut_at_publication,
    find_quarter,
    move,
    reach,
)  # fmt: skip
from counterclaim.records.world import Period

# So many hours ago is taken to be the day of publication; more may be the day before.
_JUST_NOW = 3
_DAYS = {
    "today": 0, "tonight": 0, "this": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2,
    "day after tomorrow": 2,
}  # fmt: skip
_WEEKDAY = re.compile(
    rf"(?:(?P<which>last|this|next|past|coming|this coming|this past|previous) )?{WEEKDAY}\b,?(?: (?P<rest>.+))?"
)
_UNIT_OF_NOW = re.compile(
    r"(?P<own>year|month|week)|"
    r"(?P<which>last|this|next|past|previous|current)(?: calendar)? "
    r"(?:(?:long|busy|holiday|coming) (?=weekend))?(?P<unit>week|weekend|month|year|decade|quarter)|(?P<alone>weekend)"
)
_WINDOW = re.compile(
    r"(?P<in>(?:in|within|over|during|for|throughout|across) )?(?:the |these )?"
    rf"(?P<which>past|last|previous|preceding|next|coming) (?:{COUNT} )?{UNIT}(?: alone| or so)?"
)
_AGO = re.compile(
    r"(?:(?:just|only|almost|nearly|exactly|about|some|around|(?P<open>over|more than|less than|at least)) )*"
    rf"{COUNT} {UNIT} ago(?P<today> today)?"
)
_RANGE = re.compile(r"^\w+(?: to | or |-)(?=\w)")
_NIGHT = re.compile(r"(?:overnight(?: on| of| from)?|(?:on |in |during )?the night of) (.+)")


def read_night(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "overnight" (the night into the publication day), "overnight Wednesday", "the night of 3 May"."""
    if text in ("overnight", "during the night", "in the night", "through the night", "throughout the night"):
        first = frame.anchor_day.start if frame.anchor_day else frame.today - (0 if frame.lies_ahead else 1) * DAY
        return make_period(first, first + 2 * DAY)
    if re.fullmatch(r"(?:late )?last night", text):
        return make_day(frame.today - DAY)
    found = _NIGHT.fullmatch(text)
    if not found:
        return None
    evening = parse(found[1], frame)
    if (evening.end - evening.start).days > 1:
        return evening
    morning = evening.end + DAY
    return make_period(
        evening.start, morning if frame.published is None else min(morning, max(frame.today + DAY, evening.end))
    )


def read_day(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "today", "yesterday", "tomorrow"; "this morning" comes as "this"."""
    return make_day(frame.today + DAY * _DAYS[text]) if text in _DAYS else None


def read_weekday(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "Friday" (that day on a Friday), "last Friday" (before it), "next Friday", "Friday last week"."""
    found = _WEEKDAY.fullmatch(text)
    if not found:
        return None
    number = [day[:3] for day in WEEKDAYS].index(found["weekday"][:3])
    if found["rest"]:
        return _pick_weekday(number, parse(re.sub(r"^(?:of|on|the|in) ", "", found["rest"]), frame))
    today, which = frame.today, found["which"]
    if which in ("next", "coming", "this coming"):
        return make_day(find_weekday(today + 7 * DAY, number))
    if which in ("last", "past", "this past", "previous"):
        return make_day(find_weekday(today - DAY, number))
    if which == "this":
        return make_day(make_week(today).start + DAY * number)
    is_tomorrow = number == (today.weekday() + 1) % 7
    if frame.lies_ahead or (frame.may_lie_ahead and is_tomorrow):
        return make_day(find_weekday(today + 6 * DAY, number))
    if number != today.weekday() and (frame.may_lie_ahead or is_tomorrow):
        # Of the very next day reports speak as often, by another clock or after an update, as of six days before.
        raise UnclearError(f"it may be the past or the coming {WEEKDAYS[number].capitalize()}")
    return make_day(find_weekday(today, number))


def _pick_weekday(number: int, inside: Period) -> Period:
    days = [inside.start + DAY * i for i in range(min(14, (inside.end - inside.start).days))]
    fitting = [day for day in days if day.weekday() == number]
    if len(days) == 1 and not fitting:
        raise UnclearError("the weekday and the date do not fit")
    if len(fitting) != 1:
        raise UnclearError("it may be one of several days")
    return make_day(fitting[0])


def read_unit(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "last week", "this month", "next year", "the weekend", "the (start of the) year"; weeks begin on Monday."""
    found = _UNIT_OF_NOW.fullmatch(text)
    if not found:
        return None
    today, unit = frame.today, found["own"] or found["unit"] or "weekend"
    by = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(found["which"] or "", 0)
    if unit == "weekend":
        is_now = today.weekday() >= 5
        if not by and not is_now and (frame.lies_ahead or (frame.may_lie_ahead and today.weekday() > 1)):
            by = 1
        saturday = find_weekday(today, 5) + timedelta(weeks=by if by > 0 else by if is_now else 0)
        return make_period(saturday, saturday + 2 * DAY if by > 0 else min(saturday + 2 * DAY, today + DAY))
    if unit == "quarter":
        return cut_at_publication(find_quarter(today, by), frame)
    if unit == "decade":
        return cut_at_publication(make_year((today.year // 10 + by) * 10, 10), frame)
    return cut_at_publication(move(make_day(today), unit, by), frame)


def read_window(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "in the past 24 hours", "the last two weeks", "the next three days": windows that touch the publication.

    "last week" without "in the" or a number is the calendar's week and not read here.
    """
    found = _WINDOW.fullmatch(text)
    if not found:
        return None
    is_ahead = found["which"] in ("next", "coming")
    if found["count"] is None:
        if is_ahead:
            if found["which"] == "coming":
                raise UnclearError("how far ahead it reaches is not told")
            return None
        if found["unit"] == "weekend" or (found["which"] != "past" and not (found["in"] and "the last" in text)):
            return None
    today, count = frame.today, count_units(_RANGE.sub("", found["count"] or "one"))
    if frame.anchor_day is not None and found["which"] in ("previous", "preceding"):
        today = frame.anchor_day.start
    if is_ahead:
        return make_period(today, reach(today, found["unit"], count) + DAY)
    return make_period(reach(today, found["unit"], -count), today + DAY)


def read_ago(text: str, frame: Frame, parse: Parse) -> Period | None:
    """Read "two days ago", "three weeks ago", "a decade ago": the day, week, month or year so far back."""
    found = _AGO.fullmatch(text)
    if not found:
        return None
    if found["open"]:
        raise UnclearError("how long ago is not told")
    today, count = frame.today, count_units(found["count"])
    if found["today"]:
        return make_day(reach(today, found["unit"], -count))
    if found["unit"] == "hour":
        if count <= _JUST_NOW:
            return make_day(today)
        return make_period(today - DAY * max(1, -(-count // 24)), today if count >= 24 else today + DAY)
    return move(make_day(today), found["unit"], -count)

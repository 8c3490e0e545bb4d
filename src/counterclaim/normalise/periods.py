"""Words that tell a time → half-open days, reckoned from the day of publication as newsrooms do. Doubt is a gap, never
that day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counterclaim.normalise.days import (
    DAY,
    FEASTS,
    cut_third,
    find_feast,
    find_weekday,
    make_day,
    make_month,
    make_period,
    make_week,
    make_year,
    shift_months,
)  # fmt: skip
from counterclaim.normalise.numerals import find_numerals
from counterclaim.records.claim import Gap
from counterclaim.records.world import Period

_LONGEST = 160
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_THIRDS = {"early": 0, "beginning of": 0, "start of": 0, "beginning": 0, "start": 0, "opening days of": 0, "first days of": 0,
           "mid": 1, "middle of": 1, "middle": 1, "late": 2, "end of": 2, "end": 2, "last days of": 2, "closing days of": 2}  # fmt: skip

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|to|and|or|through|until|till|\band on\b)\s?"
_SECOND = rf"(?:{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,? (?:of )?(?P<year>\d{4}))?"
_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|quarter|year|decade|century|weekend)s?"
_COUNT = r"(?P<count>[\w ,-]{1,24}?)"

_CLOCK = re.compile(
    r"\b(?:at |around |about |by |shortly (?:after|before) |just (?:after|before) |before |after )*(?:\d{1,2}[:.]\d{2}(?:\s?[ap]m)?|\d{1,2}\s?[ap]m|\d{1,2} o'clock|\d{4} (?:hours|hrs|gmt|utc)|noon|midday)"
    r"(?:\s?(?:local time|local|gmt|utc|est|edt|et|pt|cet|hours))*(?:\s?\([^)]{0,40}\))?(?: on| in the)?"
)
_PARTS = re.compile(
    r"\b(?:in |at |during |by |before |after |just |shortly |very )*(?:the )?(?:(?:pre-?dawn|small|early|first)(?: morning)? hours(?: of)?|(?:early |late |mid-?)?(?:morning|afternoon|evening|night)(?:time)?(?: hours)?"
    r"|pre-?dawn|dawn|daybreak|sunrise|dusk|sunset|midnight|nightfall|daylight|rush hour|night of)\b(?: of| on)?"
)
_LEAD = re.compile(
    r"(?:(?:on|in|at|during|over|throughout|for|within|back in|only|just|about|around|sometime|exactly|the|also|and|dated|ending|this past|but|both|of|all|either|roughly|approximately|some) )+"
)
_VAGUE = re.compile(
    r"\b(?:recent(?:ly)?|few|several|some|coming|years|months|weeks|days|hours|decades|minutes|long|soon|now|past|daily|regularly|(?:second|third|fourth|fifth|sixth|seventh)(?: straight| consecutive)? day|every|each|currently|today's|earlier|later|previous(?:ly)?|once|time|times)\b"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is reckoned from: the day of publication, the sentence's other time, whether the event may lie
    ahead."""

    published: date | None
    anchor: Period | None = None
    may_lie_ahead: bool = False


class _UnclearError(Exception):
    """The words name no days that can be told; the message says why. Never leaves this module."""


def find_period(text: str, frame: Frame) -> tuple[Period | None, Gap | None]:
    """Give the days that the words name, or a gap that says why none can be told.

    "Friday" on a Friday is that day; "last October" is the latest October before this month; "overnight" is the night
    into the day of publication; what began earlier and goes on ends with the day of publication.
    """
    try:
        if len(text) > _LONGEST:
            raise _UnclearError("it is too long to be a time")
        return _parse(_simplify(text), frame), None
    except _UnclearError as doubt:
        return None, Gap("time", f"“{text[:60]}”: {doubt}")
    except (ValueError, OverflowError):
        return None, Gap("time", f"“{text[:60]}”: there is no such date")


def _simplify(text: str) -> str:
    """Lower case, plain hyphens and apostrophes, no dots after abbreviations, no clock times."""
    plain = re.sub(r"[‐‑‒–—−]", "-", text.lower()).replace("’", "'")
    plain = re.sub(r"\b([ap])\.\s?m\.?", r"\1m", plain)
    plain = re.sub(r"(?<=[a-z])\.(?= |$|,)", "", plain)
    plain = re.sub(r"\bso far\b", " ", _CLOCK.sub(" ", plain))
    return _tidy(plain)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:.\"'()-“”").removesuffix("'s")


def _today(frame: Frame) -> date:
    if frame.published is None:
        raise _UnclearError("the day of publication is not known")
    return frame.published


def _parse(text: str, frame: Frame) -> Period:
    """Try the forms in order, from those that bind other times to single days."""
    for reader in (_read_open, _read_span, _read_relative, _read_past_window, _read_ago):
        found = reader(text, frame)
        if found is not None:
            return found
    return _read_point(text, frame)


def _read_open(text: str, frame: Frame) -> Period | None:
    """Read "since May", "as of Tuesday", and refuse "until Friday", which tells no beginning."""
    if m := re.match(
        r"(?:ever )?(?:since|starting|beginning|going back to|dating back to)(?: on| from| in| the)* (.+)", text
    ):
        began = _read_trailing(m[1], replace(frame, may_lie_ahead=False))
        return make_period(began.start, max(_today(frame) + DAY, began.end))
    if m := re.match(r"from (.+?) (?:on(?:wards?)?|to (?:now|date|today|the present)|until now)$", text):
        return make_period(_parse(m[1], frame).start, _today(frame) + DAY)
    if m := re.match(r"as (?:of|at|on)(?: late| early)? (.+)", text):
        return _parse(m[1], frame)
    if re.match(r"(?:until|till|up to|up until|before|prior to|no later than|by) ", text) and not re.match(
        r"before dawn", text
    ):
        raise _UnclearError("it tells an end and no beginning")
    if re.match(r"(?:after|following) ", text):
        raise _UnclearError("it tells what came before, not when")
    return None


def _read_trailing(text: str, frame: Frame) -> Period:
    """Read a time, or the one that ends a clause: "the standoff began May 20", "the invasion in 2003"."""
    try:
        return _parse(text, frame)
    except _UnclearError:
        words = text.split()
        for first in range(max(1, len(words) - 5), len(words)):
            tail = " ".join(words[first:])
            if re.match(rf"{_MONTH}\b|{_WEEKDAY}\b|(?:in|on|last|late|early|mid)\b|\d", tail):
                try:
                    return _read_point(tail, frame)
                except _UnclearError:
                    continue
        raise


def _read_span(text: str, frame: Frame) -> Period | None:
    """Read "from A to B", "between A and B", "Thursday and Friday", "late Thursday into Friday"."""
    text = re.sub(r"\bboth ", "", text)
    m = re.fullmatch(
        r"(?:from |between |overnight (?:from |between )?)?(.+?)(?: to | and(?: into)? | until | till | through | into | or |(?<=[a-z]) ?- ?(?=[a-z])| - |(?<=\d{4})-(?=\d{4}$))(.+)",
        text,
    )
    if (
        not m
        or re.search(_NUMBER + _TO + r"\d{1,2}\b", text)
        or (re.match(r"\d{4}-\d", text) and not re.fullmatch(r"\d{4}-\d{4}", text))
    ):
        return None
    if re.search(r"\bhalf\b|\bmid$|\bpre$", m[1]):
        return None
    left, right = m[1], m[2]
    if (year := re.search(r"\b\d{4}$", right)) and not re.search(r"\d{4}", left) and re.search(_MONTH, left):
        left = f"{left} {year.group()}"
    if re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?", right) and (month := re.search(_MONTH, left)):
        right = f"{month.group()} {right}"
    try:
        end = _parse(right, frame)
    except _UnclearError:
        return None
    start = _parse(left, replace(frame, anchor=end if frame.anchor is None else frame.anchor))
    if start.start > end.start and not re.search(r"\d{4}", text):
        start = _parse(left, replace(frame, published=end.start))
    if start.start > end.start:
        start, end = end, start
    return make_period(start.start, max(start.end, end.end))


def _read_relative(text: str, frame: Frame) -> Period | None:
    """Read "the day before", "two days later", "the same day" from the sentence's other time."""
    same = re.match(
        r"(?:earlier |later )?(?:on |in )?(?:the |that )(?:very )?same (?:day|night|morning|evening|afternoon|week|month|year)\b|that (?:same )?(?:day|night|morning|evening|afternoon|week|month|year)$|(?:later|earlier) (?:that|the same) (?:day|night|evening|morning)",
        text,
    )
    near = re.fullmatch(
        r"(?:on |in |over )?the (?P<which>previous|next|following|preceding|day|night|week|month|year|evening|morning)(?: (?P<what>day|night|morning|evening|week|month|year|before|after|earlier|later|prior))?",
        text,
    )
    apart = re.fullmatch(
        rf"(?:just |only |about |some |around |less than |more than )?{_COUNT} {_UNIT} (?P<way>later|earlier|before|after|afterwards|prior|previously|on)",
        text,
    )
    if not (same or near or apart):
        return None
    if near and (near["what"] is None) and near["which"] not in ("previous", "next", "following", "preceding"):
        return None
    if near and near["what"] is None:
        return None
    if frame.anchor is None:
        raise _UnclearError("it is told from another time that is not known")
    anchor = frame.anchor
    if same:
        unit = next((u for u in ("week", "month", "year") if u in text), "day")
        return _move(anchor, unit, 0)
    if near:
        words = text.split()
        unit = next((w for w in words if w in ("week", "month", "year")), "day")
        return _move(anchor, unit, -1 if {"previous", "preceding", "before", "earlier", "prior"} & set(words) else 1)
    assert apart is not None
    count = _count(apart["count"])
    back = apart["way"] in ("earlier", "before", "prior", "previously")
    if apart["unit"] == "hour":
        raise _UnclearError("hours from another time may be that day or the next")
    return _move(anchor, apart["unit"], -count if back else count)


def _move(anchor: Period, unit: str, by: int) -> Period:
    day = anchor.start if by <= 0 else anchor.end - DAY
    if unit in ("day", "night"):
        return make_period(anchor.start, anchor.end) if by == 0 else make_day(day + DAY * by)
    if unit == "fortnight":
        return make_week(day, 2 * by)
    if unit == "week":
        return make_week(day, by)
    if unit == "month":
        return make_month(day.year, day.month + by)
    return make_year(day.year + by * (10 if unit == "decade" else 1))


def _read_past_window(text: str, frame: Frame) -> Period | None:
    """Read "in the past 24 hours", "over the last two weeks", "the next three days" as windows that touch the
    publication."""
    m = re.fullmatch(
        rf"(?:in |within |over |during |for |throughout |across )?(?:the |these )?(?P<which>past|last|previous|preceding|next|coming) (?:{_COUNT} )?{_UNIT}(?: alone| or so| so far)?",
        text,
    )
    if not m or (
        m["count"] is None
        and (m["which"] not in ("past", "coming") and not re.match(r"(?:in|over|during|within|for) the last ", text))
    ):
        return None
    if m["count"] is None and m["unit"] == "weekend":
        return None
    today, count = _today(frame), _count(m["count"] or "one")
    if m["which"] in ("next", "coming"):
        if not m["count"]:
            raise _UnclearError("how far ahead it reaches is not told")
        return make_period(today, _reach(today, m["unit"], count) + DAY)
    return make_period(_reach(today, m["unit"], -count), today + DAY)


def _reach(day: date, unit: str, by: int) -> date:
    if unit == "hour":
        return day + DAY * (-(-abs(by) // 24) * (1 if by > 0 else -1))
    if unit in ("day", "night"):
        return day + DAY * by
    if unit in ("week", "fortnight", "weekend"):
        return day + timedelta(weeks=by * (2 if unit == "fortnight" else 1))
    return shift_months(day, by * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def _read_ago(text: str, frame: Frame) -> Period | None:
    """Read "two days ago", "three weeks ago", "a decade ago": the day, the week, the month, the year so far back."""
    m = re.fullmatch(
        rf"(?:just |only |almost |nearly |about |some |around |over |more than |less than |at least )*{_COUNT} {_UNIT} ago",
        text,
    )
    if not m:
        return None
    today, count = _today(frame), _count(m["count"])
    if m["unit"] == "hour":
        if count >= 24:
            return make_period(_reach(today, "hour", -count), today)
        return make_period(today - DAY, today + DAY)
    if m["unit"] == "quarter" or m["unit"] == "weekend":
        raise _UnclearError("it names no days")
    if m["unit"] == "century":
        return make_year(today.year - 100 * count)
    return _move(make_day(today), m["unit"], -count)


def _count(words: str) -> int:
    """The number of units in "two", "24", "a"; refuses "a few", "several"."""
    words = words.strip()
    if words in ("a", "an", "one", "the", "a full", "one full"):
        return 1
    if words in ("a couple of", "couple of", "couple"):
        return 2
    numerals = find_numerals(words)
    if (
        len(numerals) == 1
        and isinstance(numerals[0].value, int)
        and re.fullmatch(r"(?:a |the |full |about |some |nearly |almost )*", words[: numerals[0].start])
        and numerals[0].end == len(words)
    ):
        return numerals[0].value
    raise _UnclearError("how many is not told")


def _read_point(text: str, frame: Frame) -> Period:
    """Read a single day, week, month, season, year or feast, with "early", "mid" or "late" before it."""
    if re.search(r"\bovernight\b|\bnight\b", text):
        night = _read_night(text, frame)
        if night is not None:
            return night
    bare = _tidy(_PARTS.sub(" ", text))
    if not bare:
        if frame.anchor is not None and (frame.anchor.end - frame.anchor.start).days == 1:
            return frame.anchor
        raise _UnclearError("it tells an hour and no day")
    text = _LEAD.sub("", bare + " ", count=1).strip() if _LEAD.match(bare + " ") else bare
    if m := re.fullmatch(
        r"(?P<third>early|late|mid|middle of|(?:the )?(?:beginning|start|end|middle|(?:first|last|opening|closing) days) of|later|earlier)[ -](?:in |on |the )*(?P<rest>.+)",
        text,
    ):
        return _read_third(m["third"].removeprefix("the "), m["rest"], frame)
    for reader in _POINTS:
        found = reader(text, frame)
        if found is not None:
            return found
    if _VAGUE.search(text):
        raise _UnclearError("it names no days")
    raise _UnclearError("the words are not understood")


def _read_third(third: str, rest: str, frame: Frame) -> Period:
    if third in ("earlier", "later"):
        today = _today(frame)
        inner = _parse(rest, frame if third == "earlier" else replace(frame, may_lie_ahead=True))
        if third == "later" and inner.start <= today < inner.end and (inner.end - inner.start).days > 1:
            return make_period(today, inner.end)
        if third == "earlier" and inner.end == today + DAY and inner.start < today:
            return make_period(inner.start, today)
        if third == "later" and (inner.end - inner.start).days > 1:
            raise _UnclearError("it names no days")
        return inner
    whole = replace(frame, may_lie_ahead=True) if re.match(r"this (?:week|month|year)", rest) else frame
    inner = _parse(rest, whole)
    if rest.startswith("this ") and whole is not frame and (inner.end - inner.start).days > 1:
        part = cut_third(inner, _THIRDS[third])
        return part if frame.may_lie_ahead or part.start <= _today(frame) else inner
    full = _complete(rest, inner)
    return cut_third(full, _THIRDS[third])


def _complete(text: str, period: Period) -> Period:
    """The whole month or year of which a period that ends with the publication is the told part."""
    if re.search(_MONTH + r"\b", text) and not re.search(r"\d{1,2}(?!\d)", re.sub(r"\d{4}", "", text)):
        return make_month(period.start.year, period.start.month)
    return make_year(period.start.year) if re.fullmatch(r"\d{4}", text) else period


def _read_night(text: str, frame: Frame) -> Period | None:
    """Read "overnight" (two days), "overnight Wednesday", "the night of 3 May", "last night"."""
    if text in ("overnight", "during the night", "in the night", "through the night", "throughout the night"):
        if frame.anchor is not None and (frame.anchor.end - frame.anchor.start).days == 1:
            return make_period(frame.anchor.start, frame.anchor.end + DAY)
        return make_period(_today(frame) - DAY, _today(frame) + DAY)
    if re.fullmatch(r"(?:late )?last night", text):
        return make_day(_today(frame) - DAY)
    if m := re.fullmatch(r"(?:overnight(?: on| of| from)?|(?:on |in |during )?the night of) (.+)", text):
        night = _parse(m[1], frame)
        if (night.end - night.start).days == 1:
            return make_period(night.start, min(night.end + DAY, max(_today(frame) + DAY, night.end)))
        return night
    return None


def _read_today(text: str, frame: Frame) -> Period | None:
    days = {
        "today": 0,
        "tonight": 0,
        "this": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "day before yesterday": -2,
        "day after tomorrow": 2,
    }
    return make_day(_today(frame) + DAY * days[text]) if text in days else None


def _read_weekday(text: str, frame: Frame) -> Period | None:
    """Read "Friday", "last Friday", "next Friday", "Friday last week", "Friday, 3 May"."""
    m = re.fullmatch(
        rf"(?:(?P<which>last|this|next|past|coming|this coming|this past|previous) )?{_WEEKDAY}\b,?(?: (?P<rest>.+))?",
        text,
    )
    if not m:
        return None
    number = [d[:3] for d in _DAYS].index(m["weekday"][:3])
    rest = re.sub(r"^(?:of|on|the|in) ", "", m["rest"] or "")
    if rest:
        inner = _parse(rest, frame)
        if (inner.end - inner.start).days == 1:
            if inner.start.weekday() != number:
                raise _UnclearError("the weekday and the date do not fit")
            return inner
        inside = [
            inner.start + DAY * i
            for i in range((inner.end - inner.start).days)
            if (inner.start + DAY * i).weekday() == number
        ]
        if len(inside) != 1:
            raise _UnclearError("it may be one of several days")
        return make_day(inside[0])
    today = _today(frame)
    if m["which"] in ("next", "coming", "this coming"):
        return make_day(find_weekday(today + 7 * DAY, number))
    if m["which"] in ("last", "past", "this past", "previous"):
        return make_day(find_weekday(today - DAY, number))
    if m["which"] == "this":
        return make_day(make_week(today).start + DAY * number)
    if frame.may_lie_ahead and number != today.weekday():
        raise _UnclearError(f"it may be the past or the coming {_DAYS[number].capitalize()}")
    return make_day(find_weekday(today, number))


def _read_week(text: str, frame: Frame) -> Period | None:
    """Read weeks, weekends, months and years told from the day of publication: "last week", "this month", "next
    year"."""
    m = re.fullmatch(
        r"(?P<which>last|this|next|past|previous|current|same)(?: calendar)? (?P<unit>week|weekend|month|year|decade|fortnight|quarter)|(?P<alone>weekend)",
        text,
    )
    if not m or m["which"] == "same":
        return None
    today, unit = _today(frame), m["unit"] or "weekend"
    by = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(m["which"] or "", 0)
    if unit == "weekend":
        saturday = find_weekday(today, 5)
        moved = saturday + timedelta(weeks=by if by > 0 else -1 if by < 0 and today.weekday() >= 5 else 0)
        return make_period(moved, moved + 2 * DAY if by > 0 else min(moved + 2 * DAY, today + DAY))
    if unit == "quarter":
        return _cut(make_period(*_quarter(today, by)), by, frame)
    if unit == "fortnight":
        raise _UnclearError("it names no days")
    if unit == "decade":
        return _cut(make_year((today.year // 10 + by) * 10, 10), by, frame)
    return _cut(_move(make_day(today), unit, by), by, frame)


def _quarter(day: date, by: int) -> tuple[date, date]:
    first = make_month(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * by)
    return first.start, shift_months(first.start, 3)


def _cut(period: Period, by: int, frame: Frame) -> Period:
    """End a period that holds the publication with that day: what is told has happened; what may lie ahead is left
    whole."""
    if by == 0 and not frame.may_lie_ahead:
        return make_period(period.start, min(period.end, _today(frame) + DAY))
    return period


def _read_date(text: str, frame: Frame) -> Period | None:
    """Read "11 October", "October 11-12, 2023", "the 11th of October", "2023-10-11", "11/10/2023" where it is plain."""
    if m := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return make_day(date(int(m[1]), int(m[2]), int(m[3])))
    if m := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        one, two = int(m[1]), int(m[2])
        if one != two and one <= 12 and two <= 12:
            raise _UnclearError("day and month cannot be told apart")
        return make_day(date(int(m[3]), min(one, two) if max(one, two) > 12 else one, max(one, two)))
    text = re.sub(r"^(?:between|from) ", "", text)
    m = re.fullmatch(rf"{_NUMBER}{_SECOND} (?:of )?{_MONTH}{_YEAR}", text) or re.fullmatch(
        rf"{_MONTH} (?:the )?{_NUMBER}{_SECOND}{_YEAR}", text
    )
    when = None
    if not m:
        m = re.fullmatch(
            rf"(?:{_NUMBER}{_SECOND} (?:of )?{_MONTH}|{_MONTH.replace('month', 'month2')} {_NUMBER.replace('day', 'day2')}),? (?:of )?(?P<when>last|this|next) year",
            text,
        )
        if not m:
            return None
        when = m["when"]
    groups = m.groupdict()
    month = _month(groups["month"] or groups.get("month2") or "")
    day, last = int(groups["day"] or groups.get("day2") or 0), int(groups["last"] or 0)
    if when:
        year: int | None = _today(frame).year + {"last": -1, "this": 0, "next": 1}[when]
    else:
        year = int(groups["year"]) if groups.get("year") else None
    return _make_dates(year, month, day, last or day, frame)


def _make_dates(year: int | None, month: int, day: int, last: int, frame: Frame) -> Period:
    if last < day:
        raise _UnclearError("the range runs backwards")
    if year is not None:
        return make_period(date(year, month, day), date(year, month, last) + DAY)
    today = _today(frame)
    date(2000, month, day)  # a day that no year has is refused here
    starts = [
        date(y, month, day)
        for y in range(today.year - 8, today.year + 2)
        if (month, day) != (2, 29) or (y % 4 == 0 and (y % 100 or y % 400 == 0))
    ]
    if frame.may_lie_ahead:
        start = min(starts, key=lambda s: (abs(s - today), s))
    else:
        ahead = [s for s in starts if DAY < s - today <= 45 * DAY]
        if ahead:
            raise _UnclearError("it may lie ahead or be of the year before")
        start = max(s for s in starts if s <= today + DAY)
    return make_period(start, date(start.year, month, last) + DAY)


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word[:3]))


def _read_month(text: str, frame: Frame) -> Period | None:
    """Read "October", "last October", "October 2023", "October last year", "the second week of October"."""
    if m := re.fullmatch(r"(?:the )?week (?:of|beginning|starting) (.+)", text):
        return make_week(_parse(m[1], frame).start)
    if m := re.fullmatch(
        r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<what>week|half|quarter|fortnight|weekend|day) (?:of|in) (?P<rest>.+)",
        text,
    ):
        return _read_nth(m["nth"], m["what"], _complete(m["rest"], _parse(m["rest"], frame)))
    m = re.fullmatch(
        rf"(?:the month of )?(?:(?P<which>last|this|next|past|this past) )?{_MONTH}(?:,? (?:of |in )?(?P<year>\d{{4}}|last year|this year|next year|the same year|the previous year|that year))?",
        text,
    )
    if not m:
        return None
    month = _month(m["month"])
    if m["year"]:
        year = (
            int(m["year"]) if m["year"].isdigit() else _parse(m["year"], replace(frame, may_lie_ahead=True)).start.year
        )
        return make_month(year, month)
    today = _today(frame)
    if m["which"] in ("last", "past", "this past"):
        return make_month(today.year - (month >= today.month), month)
    if m["which"] == "next" or (frame.may_lie_ahead and month > today.month):
        return make_month(today.year + (month <= today.month), month)
    found = make_month(today.year - (month > today.month), month)
    return _cut(found, 0 if found.start <= today < found.end else -1, frame)


def _read_nth(nth: str, what: str, whole: Period) -> Period:
    number = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}[nth]
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month
    if what in ("half", "quarter") and months in (1, 12):
        parts = 2 if what == "half" else 4
        number = parts - 1 if number < 0 else number
        if number >= parts:
            raise _UnclearError("there is no such part")
        if months == 12:
            return make_period(
                shift_months(whole.start, 12 // parts * number), shift_months(whole.start, 12 // parts * (number + 1))
            )
        return (
            make_period(whole.start, whole.start + 15 * DAY)
            if number == 0
            else make_period(whole.start + 15 * DAY, whole.end)
        )
    if what == "week" and months == 1:
        return (
            make_period(whole.end - 7 * DAY, whole.end)
            if number < 0
            else make_period(whole.start + 7 * DAY * number, whole.start + 7 * DAY * (number + 1))
        )
    if what == "day":
        return make_day(whole.end - DAY if number < 0 else whole.start + DAY * number)
    raise _UnclearError("it names no days")


def _read_year(text: str, frame: Frame) -> Period | None:
    """Read "2003", "the 1990s", "the summer of 2014", "last winter", "the second quarter of 2024", "Q3 2024"."""
    if m := re.fullmatch(r"(?:the )?(?:year )?(\d{4})", text):
        year = int(m[1])
        if not 1000 <= year <= 2100:
            raise _UnclearError("it is no year")
        found = make_year(year)
        return _cut(found, 0 if frame.published and found.start <= frame.published < found.end else -1, frame)
    if m := re.fullmatch(r"(\d{4})-(\d{2})", text):
        last = int(m[1]) // 100 * 100 + int(m[2])
        if last <= int(m[1]):
            raise _UnclearError("it is no range of years")
        return make_year(int(m[1]), last - int(m[1]) + 1)
    if m := re.fullmatch(r"(?:the )?(\d{3}0)'?s", text):
        return make_year(int(m[1]), 10)
    if m := re.fullmatch(r"(?:the )?'?([1-9]0)s", text):
        today = _today(frame)
        return make_year(next(d for d in range(today.year // 10 * 10, 0, -10) if d % 100 == int(m[1])), 10)
    if m := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century", text):
        return make_year((int(m[1]) - 1) * 100 + 1, 100)
    if m := re.fullmatch(r"q([1-4])(?: of)?,? (\d{4})", text):
        return make_period(*_quarter(date(int(m[2]), int(m[1]) * 3, 1), 0))
    if m := re.fullmatch(
        r"(?:the )?(?:(?P<which>last|this|next|past) )?(?P<season>spring|summer|autumn|fall|winter)(?: (?:of |in )?(?P<year>\d{4}|last year|this year))?",
        text,
    ):
        return _read_season(m, frame)
    return None


def _read_season(m: re.Match[str], frame: Frame) -> Period:
    first = _SEASONS[m["season"]]

    def make(year: int) -> Period:
        start = make_month(year, first).start
        return make_period(start, shift_months(start, 3))

    if m["year"]:
        return make(int(m["year"]) if m["year"].isdigit() else _today(frame).year - (m["year"] == "last year"))
    today = _today(frame)
    if m["which"] == "next":
        return next(s for s in map(make, range(today.year, today.year + 2)) if s.start > today)
    if m["which"] in ("last", "past"):
        return next(s for s in map(make, range(today.year, today.year - 3, -1)) if s.end <= today)
    found = next(s for s in map(make, range(today.year, today.year - 3, -1)) if s.start <= today)
    return _cut(found, 0 if today < found.end else -1, frame)


def _read_feast(text: str, frame: Frame) -> Period | None:
    """Read "Ramadan", "the second day of Eid al-Fitr", "last Christmas": the latest that has begun, or of the named
    year."""
    m = re.search(
        r"(?:holy (?:muslim |islamic |fasting )?month of |(?:muslim |islamic )?(?:holiday|festival|feast) of )?("
        + "|".join(FEASTS)
        + r")\b(?: (?:in |of )?(\d{4}|last year))?$",
        text,
    )
    if not m or not re.fullmatch(
        r"(?:(?:the|last|this|during|muslim|islamic|holy|month|fasting|of|festival|holiday|feast)\s?)*",
        text[: m.start()],
    ):
        return None
    if m[2] and m[2].isdigit():
        found = find_feast(m[1], int(m[2]))
    else:
        today = _today(frame)
        years = [today.year - 1] if m[2] else [today.year - 2, today.year - 1, today.year]
        found = tuple(f for year in years for f in find_feast(m[1], year) if m[2] or f.start <= today)
    if not found:
        raise _UnclearError("it does not fall in that year")
    return found[-1]


_POINTS: tuple[Callable[[str, Frame], Period | None], ...] = (
    _read_today, _read_feast, _read_weekday, _read_week, _read_date, _read_month, _read_year, _read_past_window,
)  # fmt: skip

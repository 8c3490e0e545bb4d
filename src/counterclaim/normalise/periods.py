"""Words that tell a time → half-open days, reckoned from the day of publication as newsrooms do. Doubt is a gap."""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.normalise.clocks import cut_clock, find_clock
from counterclaim.normalise.dates import complete, read_date, read_feast, read_month, read_season, read_year
from counterclaim.normalise.days import DAY, cut_third, find_weekday, make_day, make_period
from counterclaim.normalise.lately import read_ago, read_day, read_night, read_unit, read_weekday, read_window
from counterclaim.normalise.timewords import (
    COUNT,
    MONTH,
    NUMBER,
    TO,
    UNIT,
    WEEKDAY,
    Frame,
    UnclearError,
    count_units,
    find_weekday_word,
    move,
    simplify,
    tidy,
)  # fmt: skip
from counterclaim.records.claim import Gap
from counterclaim.records.world import Period

_LONGEST = 160
_HALF_DAY = 12
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_HOUR_ONLY = frozenset(("", "as of", "at", "by", "since", "from", "until", "till", "between", "as at"))
_DAYTIME = r"(?:day|night|morning|evening|afternoon)"

_PARTS = re.compile(
    r"\b(?:(?:in|into|at|during|by|before|after|just|shortly|very) )*(?:the )?(?:"
    r"(?:pre-?dawn|small|early|first)(?: morning)? hours(?: of)?|"
    r"(?:early[ -]|late[ -]|mid-?)?(?:morning|afternoon|evening|night)(?:time)?(?: hours)?|"
    r"pre-?dawn|dawn|daybreak|sunrise|dusk|sunset|midnight|nightfall|daylight|rush hour|night of)\b(?: of| on)?"
)
_LEAD = re.compile(
    r"(?:(?:on|in|at|during|over|throughout|for|within|back in|only|just|about|around|sometime|exactly|the|also|and|"
    r"dated|ending|this past|but|both|of|all|either|roughly|approximately|some) )+"
)
_THIRD = re.compile(
    r"(?:the )?(?P<third>early|late|mid|middle|beginning|start|end|(?P<few>first|opening|last|closing) days|later|"
    r"earlier)"
    r"(?:[ -]|of |in |on |the )+(?P<rest>.+)"
)
_SINCE = re.compile(r"(?:ever )?(?:since|starting|beginning|going back to|dating back to)(?: on| from| in| the)* (.+)")
_BEGINNING = re.compile(
    r"(?:starting|beginning|effective|from(?!.* (?:to|until|till|through) ))(?: on| from| in| the)* (.+)"
)
_OTHER_CLOCK = re.compile(rf"(?P<here>.+?) \((?P<there>[\d:.]+\s?(?:[ap]m )?(?:gmt|utc)),? (?:on )?{WEEKDAY}\b\)?")
_DATED = re.compile(r"(?P<year>(?:19|20)\d{2})(?: [a-z][\w.'-]*)+")
_FROM = re.compile(r"from (.+?) (?:on(?:wards?)?|to (?:now|date|today|the present)|until now)")
_ENDS = re.compile(r"(?:until|till|up to|up until|before(?! dawn)|prior to|no later than|by) ")
_SPAN = re.compile(
    r"(?:from |between |overnight (?:from |between )?)?(?P<left>.+?)"
    r"(?P<joint> to | and(?: into)? | until | till | through | into | or |(?<=[a-z]) ?- ?(?=[a-z])| - |(?<=\d{4})-(?=\d{4}$))"
    r"(?P<right>.+)"
)
_SAME = re.compile(
    rf"(?:(?:earlier|later) )?(?:on |in )?(?:(?:the|that) (?:very )?same|that) (?:{_DAYTIME}|week|month|year)"
)
_NEXT = re.compile(
    rf"(?:on |in |over )?the (?:(?P<side>previous|next|following|preceding) (?:{_DAYTIME}|week|month|year)|"
    rf"(?:{_DAYTIME}|week|month|year) (?P<after>before|after|earlier|later|prior))"
)
_APART = re.compile(
    r"(?:(?:just|only|about|some|around|less than|more than) )?"
    rf"{COUNT} {UNIT} (?P<way>later|earlier|before|after|afterwards|prior|previously|on)"
)
_BACK = frozenset({"previous", "preceding", "before", "earlier", "prior", "previously"})
_TAIL = re.compile(rf"{MONTH}\b|{WEEKDAY}\b|(?:in|on|last|late|early|mid)\b|\d")
_VAGUE = re.compile(
    r"\b(?:recent(?:ly)?|few|several|some|coming|years|months|weeks|days|hours|decades|minutes|long|soon|now|past|daily|"
    r"regularly|(?:second|third|fourth|fifth|sixth|seventh)(?: straight| consecutive)? day|every|each|currently|"
    r"earlier|later|previous(?:ly)?|once|times?)\b"
)
_POINTS = (
    read_day, read_feast, read_weekday, read_unit, read_date, read_month, read_year, read_season, read_window,
)  # fmt: skip


def find_period(text: str, frame: Frame) -> tuple[Period | None, Gap | None]:
    """Give the days that the words name, or a gap that says why none can be told.

    "Friday" on a Friday is that day; "last October" is the latest October before this month; "overnight" is the night
    into the day of publication; what began earlier and goes on ends with the day of publication. Clock times move no
    day (`clocks` keeps them): the day is the outlet's.
    """
    try:
        if len(text) > _LONGEST:
            raise UnclearError("it is too long to be a time")
        plain = simplify(text)
        return _read_other_clock(plain, frame) or _parse(tidy(cut_clock(plain)), frame), None
    except UnclearError as doubt:
        return None, Gap("time", f"“{text[:60]}”: {doubt}")
    except (ValueError, OverflowError):
        return None, Gap("time", f"“{text[:60]}”: there is no such date")


def _parse(text: str, frame: Frame) -> Period:
    """Try the forms in order, from those that bind other times to single days."""
    for read in (_read_open, _read_span, _read_relative):
        found = read(text, frame)
        if found is not None:
            return found
    for read_back in (read_window, read_ago):
        found = read_back(text, frame, _parse)
        if found is not None:
            return found
    return _read_point(text, frame)


def _read_open(text: str, frame: Frame) -> Period | None:
    """Read "since May", "as of Tuesday", and refuse "until Friday", which tells no beginning."""
    if text in _HOUR_ONLY:
        return _read_hour(frame)
    if frame.may_lie_ahead and (m := _BEGINNING.fullmatch(text)):
        return make_day(_parse(m[1], frame).start)
    if m := _SINCE.fullmatch(text):
        began = _read_trailing(m[1], replace(frame, may_lie_ahead=False))
        return make_period(began.start, max(frame.today + DAY, began.end))
    if m := _FROM.fullmatch(text):
        return make_period(_parse(m[1], frame).start, frame.today + DAY)
    if m := re.fullmatch(r"as (?:of|at|on) (?:the )?(?P<edge>end|close|start|beginning) of (?P<rest>.+)", text):
        whole = complete(m["rest"], _parse(m["rest"], frame))
        return make_day(whole.end - DAY if m["edge"] in ("end", "close") else whole.start)
    if m := re.match(r"as (?:of|at|on)(?: late| early)? (.+)", text):
        return _parse(m[1], frame)
    if _ENDS.match(text):
        raise UnclearError("it tells an end and no beginning")
    if re.match(r"(?:after|following) ", text):
        raise UnclearError("it tells what came before, not when")
    return None


def _read_trailing(text: str, frame: Frame) -> Period:
    """Read a time, or the one that ends a clause: "the standoff began May 20", "the invasion in 2003"."""
    try:
        return _parse(text, frame)
    except UnclearError:
        words = text.split()
        for first in range(max(1, len(words) - 5), len(words)):
            tail = " ".join(words[first:])
            if _TAIL.match(tail):
                try:
                    return _read_point(tail, frame)
                except UnclearError:
                    continue
        if m := _DATED.fullmatch(text):  # "the 2014 annexation"
            return _parse(m["year"], frame)
        raise


def _read_span(text: str, frame: Frame) -> Period | None:
    """Read "from A to B", "between A and B", "Thursday and Friday", "late Thursday into Friday"."""
    found = _SPAN.fullmatch(re.sub(r"\bboth ", "", text))
    if not found or re.search(NUMBER + TO + r"\d{1,2}\b", text) or re.search(r"\bhalf\b|\bmid$|\bpre$", found["left"]):
        return None
    if re.match(r"\d{4}-\d", text) and not re.fullmatch(r"\d{4}-\d{4}", text):
        return None
    left, right = found["left"], found["right"]
    if (year := re.search(r"\b\d{4}$", right)) and not re.search(r"\d{4}", left) and re.search(MONTH, left):
        left = f"{left} {year.group()}"
    if re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?", right) and (month := re.search(MONTH, left)):
        right = f"{month.group()} {right}"
    try:
        end = _parse_end(left, right, frame)
    except UnclearError:
        return None
    start = _parse(left, replace(frame, anchor=frame.anchor or end))
    if start.start > end.start and year and found["left"] != left:
        start = _parse(f"{found['left']} {int(year.group()) - 1}", frame)
    elif start.start > end.start and not re.search(r"\d{4}", text):
        start = _parse(left, replace(frame, published=end.start))
    if start.start > end.start:
        raise UnclearError("the range runs backwards")
    if found["joint"].strip() in ("and", "or") and not text.startswith(("between ", "from ")) and start.end < end.start:
        raise UnclearError("it names several times")
    return make_period(start.start, max(start.end, end.end))


def _parse_end(left: str, right: str, frame: Frame) -> Period:
    """Read the end of a range; a weekday that may lie ahead is the first after a beginning of these days."""
    try:
        return _parse(right, frame)
    except UnclearError:
        weekday = find_weekday_word(right)
        start = _parse(left, frame) if weekday is not None else None
        if start is None or weekday is None or (frame.today - start.start).days not in (0, 1):
            raise
        return make_day(find_weekday(start.start + 7 * DAY, weekday))


def _read_other_clock(plain: str, frame: Frame) -> Period | None:
    """Read "6 am (2200 GMT Friday)", which is Saturday there: the day differs by as little as the two hours allow."""
    found = _OTHER_CLOCK.fullmatch(plain)
    if not found or tidy(cut_clock(found["here"])) not in _HOUR_ONLY:
        return None
    here, there = find_clock(found["here"]), find_clock(found["there"])
    if here is None or there is None:
        return None
    ahead = int(here.hour[:2]) - int(there.hour[:2])
    day = _parse(found["weekday"], frame).start
    return make_day(day + DAY * ((ahead < -_HALF_DAY) - (ahead > _HALF_DAY)))


def _read_relative(text: str, frame: Frame) -> Period | None:
    """Read "the day before", "two days later", "the same day" from the sentence's other time."""
    same, near, apart = _SAME.fullmatch(text), _NEXT.fullmatch(text), _APART.fullmatch(text)
    if not (same or near or apart):
        return None
    if frame.anchor is None:
        raise UnclearError("it is told from another time that is not known")
    if apart:
        if apart["unit"] == "hour":
            raise UnclearError("hours from another time may be that day or the next")
        count = count_units(apart["count"])
        return move(frame.anchor, apart["unit"], -count if apart["way"] in _BACK else count)
    unit = next((unit for unit in ("week", "month", "year") if unit in text), "day")
    if near:
        return move(frame.anchor, unit, -1 if {near["side"], near["after"]} & _BACK else 1)
    return move(frame.anchor, unit, 0)


def _read_point(text: str, frame: Frame) -> Period:
    """Read a single day, week, month, season, year or feast, with "early", "mid" or "late" before it."""
    night = read_night(text, frame, _parse) if "night" in text else None
    if night is not None:
        return night
    bare = tidy(_PARTS.sub(" ", text))
    if text == "this" or bare in _HOUR_ONLY:
        return _read_hour(frame)
    text = _LEAD.sub("", bare + " ", count=1).strip() if _LEAD.match(bare + " ") else bare
    if m := _THIRD.fullmatch(text):
        return _read_third(
            "early" if m["few"] in ("first", "opening") else "late" if m["few"] else m["third"], m["rest"], frame
        )
    for read in _POINTS:
        found = read(text, frame, _parse)
        if found is not None:
            return found
    raise UnclearError("it names no days" if _VAGUE.search(text) else "the words are not understood")


def _read_hour(frame: Frame) -> Period:
    """Words that tell an hour and no day: the sentence's other time where that is a day."""
    if frame.anchor_day is None:
        raise UnclearError("it tells an hour and no day")
    return frame.anchor_day


def _read_third(third: str, rest: str, frame: Frame) -> Period:
    """Read "earlier this week" (before today), "later this year" (from today), "late last month" (its last third)."""
    if third == "earlier":
        inner = _parse(rest, replace(frame, may_lie_ahead=False))
        ends_today = frame.published is not None and inner.end == frame.today + DAY and inner.start < frame.today
        return make_period(inner.start, frame.today) if ends_today else inner
    if third == "later":
        inner = _parse(rest, replace(frame, may_lie_ahead=rest.startswith("this ") or frame.may_lie_ahead))
        if (inner.end - inner.start).days == 1:
            return inner
        if not inner.start <= frame.today < inner.end:
            raise UnclearError("it names no days")
        return make_period(frame.today, inner.end)
    told = _parse(rest, replace(frame, may_lie_ahead=rest.startswith("this ") or frame.may_lie_ahead))
    part = cut_third(complete(rest, told), _THIRDS[third])
    is_ahead = frame.published is not None and part.start > frame.today
    return _parse(rest, frame) if is_ahead and not frame.may_lie_ahead else part

"""Clock times inside words that tell a time: what hour is told, by whose clock, and the words without it."""

from __future__ import annotations

import re

from counterclaim.records.world import Clock

_ZONE = (
    r"(?:gmt|utc|est|edt|et|cst|cdt|mst|pst|pdt|pt|bst|cet|cest|eet|eest|msk|ist|pkt|aft|irst|jst|kst|z|"
    r"(?:[a-z]+ ){0,2}(?:standard |daylight |summer )?time|local)"
)
_HOUR = r"(?:(?P<{0}>\d{{1,2}})(?:[:.](?P<{0}m>\d{{2}})(?!\d))?)"
_DAY_PART = r"(?:this|in the|tomorrow|yesterday|last|on \w+day|\w+day) (?:morning|afternoon|evening|night)"
_ABOUT = r"(?:(?:shortly|just|soon|exactly|precisely|about|around|roughly|approximately|nearly|almost|circa) )"
_CLOCK = re.compile(
    rf"(?<![\d:.])\b{_ABOUT}*(?:(?:at|before|after) )?{_ABOUT}*(?:(?:from |between )?"
    rf"{_HOUR.format('a')}(?:\s?(?P<ah>[ap]m))?\s?(?:-|to|and|until|till)\s?{_HOUR.format('b')}\s?(?P<bh>[ap]m)|"
    r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?![\d.])(?:\s?(?P<x>[ap]m)|(?:\s?(?:hours|hrs|h)\b)?)|"
    r"(?P<h2>\d{1,2})\s?(?P<x2>[ap]m)\b|"
    rf"(?P<h3>\d{{1,2}})(?: o'clock|(?= {_DAY_PART}))|"
    r"(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?= ?(?:hours|hrs|gmt|utc|local))(?: ?(?:hours|hrs))?|"
    r"(?P<noon>noon|midday)|(?P<midnight>midnight)(?! hours?)"
    rf")(?:,? ?\(?(?P<zone>{_ZONE})\b\)?)*(?:\s?\([^)]{{0,40}}(?:\)|$))?(?: on| of)?(?: (?:at|in) the)?(?=\W|$)"
)
_EVENING = re.compile(r"\b(?:afternoon|evening|night|tonight)\b")
_NIGHT = re.compile(r"\b(?:night|tonight)\b")


def find_clock(plain: str) -> Clock | None:
    """Give the first hour that the words tell, None where they tell none or no such hour exists.

    The words are in lower case, with "am" and "pm" without dots. "5 this evening" is 17:00, "between 7 and 9 am" is
    07:00 until 09:00; an hour from 1 to 11 without "am" or "pm" is taken as it stands.
    """
    found = next((m for m in _CLOCK.finditer(plain) if m.group().strip()), None)
    if found is None:
        return None
    zone = found["zone"]
    told = "local" if zone in ("local", "local time") else zone.upper() if zone and "time" not in zone else zone
    if found["a"]:
        until = _hour(found["b"], found["bm"], found["bh"])
        half = found["ah"] or found["bh"]
        start = _hour(found["a"], found["am"], half)
        if start and until and start > until and not found["ah"]:  # "11 to 2 pm" begins before noon
            start = _hour(found["a"], found["am"], "am")
        return Clock(start, until, told) if start else None
    if found["noon"] or found["midnight"]:
        return Clock("12:00" if found["noon"] else "00:00", None, told)
    number, minute = found["h"] or found["h2"] or found["h3"] or found["h4"], found["m"] or found["m4"]
    half = found["x"] or found["x2"] or _read_half(plain, int(number))
    start = _hour(number, minute, half)
    return Clock(start, None, told) if start else None


def cut_clock(plain: str) -> str:
    """Give the words without their clock times; "midnight" stays, for "the night of" may follow from it."""
    without = _CLOCK.sub(lambda m: m.group() if m["midnight"] else " ", plain)
    return re.sub(r"\s+", " ", re.sub(r"\s*\([^()]{0,40} time\)", "", without)).strip(" ,;")


def _read_half(plain: str, hour: int) -> str | None:
    """ "am" or "pm" where a part of the day tells it: "5 this evening", "2 at night"."""
    if not _EVENING.search(plain) or not 1 <= hour <= 11:
        return None
    return "am" if _NIGHT.search(plain) and hour < 6 else "pm"


def _hour(hour: str, minute: str | None, half: str | None) -> str | None:
    number, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "pm" else 0)
    if number == 24 and minutes == 0:
        number = 0
    return f"{number:02}:{minutes:02}" if number < 24 and minutes < 60 else None

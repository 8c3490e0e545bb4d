"""The place, day and agency that stand before the first sentence: "KABUL, Feb 27 (Agency) —"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.moments import MONTH

_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})|(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
_LINE = re.compile(
    r"\s*(?P<place>[^\W\d_][^\n:()—–]{1,60}?)"
    rf"(?:,?\s+(?P<day>(?i:{_DAY})))?"
    r"(?:\s*\((?P<agency>[^()\n]{2,40})\))?"
    r"\s*(?P<mark>—|–|--+|-\s|:)\s*(?=\S)"
)
# A day with its year frames a place without any dash: "(Goma, 8 March 2025)", "GOMA, 8 March 2025. The", a line of its own.
_FULL_DAY = rf"(?P<day>(?i:{_DAY})(?<=\d{{4}}))"
_PLACE = r"(?P<place>[^\W\d_][^\n:();—–]{1,60}?)"
_FRAMED = (
    re.compile(rf"\s*\({_PLACE},?\s+{_FULL_DAY}\)(?:\s*(?:—|–|--+|-\s|:))?\s*(?=\S)"),
    re.compile(rf"\s*{_PLACE},?\s+{_FULL_DAY}\.\s+(?=[“\"‘'(]?[^\W\d_a-z])"),
    re.compile(rf"\s*{_PLACE}(?:,|\s+[—–|-]|\s*/)?\s+{_FULL_DAY}\s*$"),
    # "MOSCOW, February 3. /TASS/." and "Raipur, May 12 (PTI) Six": the agency ends it.
    re.compile(rf"\s*{_PLACE},\s+(?P<day>(?i:{_DAY}))\.?\s*/(?P<agency>[^/\n]{{2,40}})/\.?\s*(?:[—–-]\s*)?(?=\S)"),
    re.compile(rf"\s*{_PLACE},\s+(?P<day>(?i:{_DAY}))\s*\((?P<agency>[^()\n]{{2,40}})\)\s+(?=[“\"‘']?[^\W_a-z])"),
)
# "KOBLENZ, Germany (AP) – 18 December 2024" on a line of its own.
_ALONE = (re.compile(rf"\s*{_PLACE}\s*\((?P<agency>[^()\n]{{2,40}})\)\s*(?:[—–|,:-]+\s*)?{_FULL_DAY}[.\s]*$"),)
_WEEKDAY = re.compile(r"(?:,\s*|\s+)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", re.I)
# Words that stand in capitals before a dash and are no places.
_LABEL = re.compile(
    r"\b(?:ALERT|ANALYSIS|ANSWER|BACKGROUND|BREAKING|BRIEF|CORRECT(?:ED|ION)|EDITORIAL|EXCLUSIVE|EXPLAIN(?:ED|ER)|FACTBOX|FEATURE|"
    r"INTERVIEW|LATEST|LIVE|NEWS|NOTE|OPINION|PHOTOS?|QUESTION|READ|REPORT|REVIEW|SOURCES?|SUMMARY|TIMELINE|UPDATE[DS]?|URGENT|VIDEO|"
    r"WATCH|WRAPUP)\b"
)
_OTHER = re.compile(
    rf"{_LABEL.pattern}|^(?:By|On|In|At|As|From|Since|Until|Published|Updated|Posted|Last|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_CAPITALS = re.compile(r"[^\W\d_]{3,}")
_TITLED = re.compile(r"[A-Z][\w'’.-]*(?:[ /,-]+(?:[A-Z][\w'’.-]*|de|du|la|le|el|al|of|the|and))*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Half-open offsets of the place and of the whole dateline in the text; day and agency as written."""

    start: int
    end: int
    stop: int
    day: str | None
    agency: str | None


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Give the dateline that opens text[start:end], None where the paragraph begins otherwise.

    A place alone must be written in capitals and followed by a dash; a place in small letters needs a day or an agency.
    A day with its year needs no dash: it may stand in brackets with the place, before a full stop, or on a line of its own.
    """
    return _read_framed(text, start, end, _ALONE) or _read_marked(text, start, end) or _read_framed(text, start, end)


def _read_framed(text: str, start: int, end: int, forms: Sequence[re.Pattern[str]] = _FRAMED) -> Dateline | None:
    paragraph = text[start : min(end, start + 160)]
    match = next((m for form in forms if (m := form.match(paragraph))), None)
    if match is None or not _TITLED.match(match["place"]) or _OTHER.search(match["place"]):
        return None
    at = start + match.start("place")
    place = _WEEKDAY.sub("", match["place"])
    return Dateline(at, at + len(place), start + match.end(), match["day"], match.groupdict().get("agency"))


def _read_marked(text: str, start: int, end: int) -> Dateline | None:
    match = _LINE.match(text, start, min(end, start + 160))
    if match is None or match.end() >= end:
        return None
    place = _WEEKDAY.sub("", match["place"].rstrip(" ,"))
    framed = bool(match["day"] or match["agency"])
    words = _CAPITALS.findall(place)
    in_capitals = bool(words) and (words[0].isupper() and not _LABEL.search(place)) and len(place.split()) <= 6
    if not in_capitals and not (framed and _TITLED.match(place)):
        return None
    if match["mark"] == ":" and not framed:
        return None
    if not framed and match["mark"].startswith("-") and text[match.start("mark") - 1] != " ":
        return None
    at = match.start("place")
    return Dateline(at, at + len(place), match.end(), match["day"], match["agency"])

"""What stands around the running text: title, date, dateline, credits, calls to follow. Gathered in, `Report` out.

What the container said goes before what is found in the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from counterclaim.reading.datelines import Dateline, read_dateline
from counterclaim.reading.issuers import find_issuer
from counterclaim.reading.language import detect_language
from counterclaim.reading.margins import (
    find_head_date,
    find_picture_credits,
    is_byline,
    is_call,
    is_caption,
    read_date_line,
    read_date_prefix,
    skip_clock,
)
from counterclaim.reading.moments import Moment, parse_moment
from counterclaim.reading.outlets import find_outlet
from counterclaim.reading.tokens import Stretch
from counterclaim.reading.wires import name_agencies, name_strange_agency, read_closing, read_credit_line
from counterclaim.records.text import Gathered, Report, Span

# How many lines with text at either end may tell date, byline or credit.
EDGE = 8
LONGEST_TITLE = 250
_BULLET = re.compile(r"[*•·▪‣●-]\s+")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Front:
    """What the lines around the running text tell. `body` is where the running text begins."""

    title: str | None
    moment: Moment | None
    dateline: Dateline | None
    wire: tuple[str, ...]
    body: int
    furniture: tuple[Stretch, ...]
    head: tuple[str, ...] = ()


def report(gathered: Gathered) -> Report:
    """Give the report that a gathered text is; what neither container nor text tells stays None.

    The id is a digest of outlet, address, publication time and text: one text at two outlets is two reports, the same
    file under another name is the same one.
    """
    text = gathered.text
    front = _read_front(text)
    notes = list(gathered.notes)
    moment = parse_moment(gathered.published) if gathered.published else None
    if gathered.published and moment is None:
        notes.append(f"The publication time “{gathered.published[:60]}” could not be understood.")
    moment = moment or front.moment
    outlet = find_outlet(gathered.outlet, gathered.url)
    wire = gathered.wire or tuple(name for author in gathered.authors for name in name_agencies(author)) or front.wire
    if outlet is None and not wire:
        outlet = find_issuer(front.head)
    # As told, not as the table has it: a better table must not make a second report of the same one.
    parts = (
        gathered.outlet or "",
        gathered.url or "",
        moment.at.astimezone(UTC).isoformat() if moment else "",
        text,
    )
    line = front.dateline
    return Report(
        id=hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        path=gathered.path,
        url=gathered.url,
        outlet=outlet,
        title=gathered.title or front.title,
        published=moment.at.astimezone(UTC) if moment else None,
        published_exact=moment.exact if moment else False,
        language=detect_language(text) or _find_primary_tag(gathered.language),
        wire=wire,
        dateline=Span(line.start, line.end, text[line.start : line.end]) if line else None,
        body=front.body,
        map=gathered.map,
        notes=tuple(notes),
        utc_offset=_minutes_ahead(moment),
        archive=gathered.archive,
        fetch=gathered.fetch,
        translated=gathered.translated,
        authors=gathered.authors,
    )


def furniture(report: Report) -> tuple[Stretch, ...]:
    """Give the ranges that are no running text, in order: date lines, datelines, bylines, credits, captions, calls.

    They are whole lines, save a dateline, a leading "date 2026-02-28" before a title on the same line, and who took a picture.
    """
    front = _read_front(report.text)
    line = front.dateline
    if line is None:
        return front.furniture
    return tuple(sorted((*front.furniture, Stretch(line.start, line.stop)), key=lambda f: f.start))


def _read_front(text: str) -> _Front:
    lines = list(_find_lines(text))
    edges = {*range(min(EDGE, len(lines))), *range(max(0, len(lines) - EDGE), len(lines))}
    moments: dict[str, Moment] = {}
    bare: list[int] = []
    wire: list[str] = []
    left_out: dict[int, Stretch] = {}
    starts: dict[int, int] = {}
    credits = [
        Stretch(line.start + start, line.start + end)
        for line in lines
        for start, end in find_picture_credits(line.text)
    ]
    for n, line in enumerate(lines):
        prefix = read_date_prefix(line.text) if n < EDGE else None
        dated = read_date_line(line.text) if n in edges else None
        if prefix:
            moments.setdefault("prefix", prefix[0])
            starts[n] = line.start + prefix[1]
            left_out[n] = Stretch(line.start, starts[n])
        elif dated:
            moments.setdefault(dated[1], dated[0])
            bare.extend([n] if not dated[1] else [])
            left_out[n] = Stretch(line.start, line.end)
        elif clock := skip_clock(line.text):
            starts[n] = line.start + clock
            left_out[n] = Stretch(line.start, starts[n])
        elif (
            n < EDGE
            and "head" not in moments
            and (not n or not read_dateline(text, line.start, line.end))
            and (head := find_head_date(line.text, is_title=not n))
        ):
            moments["head"] = head
            if n:
                left_out[n] = Stretch(line.start, line.end)
        elif is_call(line.text) or is_caption(line.text) or (n in edges and is_byline(line.text)):
            left_out[n] = Stretch(line.start, line.end)
        if n in edges:
            wire.extend(name for part in line.text.split("|") for name in read_credit_line(part))
    if bare != bare[:1] or any(n >= EDGE for n in bare):
        # Several bare dates, or one far down, are the headings of a chronicle.
        moments.pop("", None)
    running = [
        _Line(starts.get(n, line.start), line.end, text[starts.get(n, line.start) : line.end])
        for n, line in enumerate(lines)
        if n not in left_out or starts.get(n, line.end) < line.end
    ]
    titled = len(running) > 1 and _looks_like_title(running[0].text)
    paragraphs = running[1:] if titled else running
    dateline = next(filter(None, (read_dateline(text, p.start, p.end) for p in paragraphs[:3])), None)
    if dateline and dateline.agency:
        wire[:0] = name_agencies(dateline.agency) or name_strange_agency(dateline.agency)
    if paragraphs:
        wire.extend(read_closing(paragraphs[-1].text))
    day = parse_moment(dateline.day) if dateline and dateline.day else None
    begins = dateline.stop if dateline else paragraphs[0].start if paragraphs else 0
    return _Front(
        title=running[0].text.strip() if titled else None,
        moment=next((moments[label] for label in ("prefix", "first", "", "head", "later") if label in moments), day),
        dateline=dateline,
        wire=tuple(dict.fromkeys(wire)),
        body=begins,
        furniture=tuple(
            sorted((*left_out.values(), *credits, *_find_items(text, paragraphs, dateline)), key=lambda f: f.start)
        ),
        head=tuple(line.text for line in lines[:EDGE]),
    )


def _find_items(text: str, paragraphs: Sequence[_Line], dateline: Dateline | None) -> list[Stretch]:
    """Give the places ahead of the items of a round-up ("* ZENDA - Gunmen killed two"), bullets with them; one alone is none."""
    found = []
    for paragraph in paragraphs:
        bullet = _BULLET.match(paragraph.text)
        item = read_dateline(text, paragraph.start + (bullet.end() if bullet else 0), paragraph.end)
        if item and not item.day and not item.agency:
            found.append((paragraph.start, item))
    rest = [Stretch(start, item.stop) for start, item in found if dateline is None or item.start != dateline.start]
    return rest if len(found) > 1 else []


def _find_lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            yield _Line(start, start + len(stripped), stripped)
        at += len(line) + 1


def _looks_like_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not line.endswith((".", ";", ",", ":", ".”", '."'))


def _minutes_ahead(moment: Moment | None) -> int:
    offset = moment.at.utcoffset() if moment else None
    return round(offset.total_seconds() / 60) if offset else 0


def _find_primary_tag(language: str | None) -> str | None:
    tag = (language or "").replace("_", "-").split("-")[0].strip().lower()
    return tag if tag.isalpha() and len(tag) in (2, 3) else None

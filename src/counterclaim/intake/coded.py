"""Tables of coded events: GED's and ACLED's columns are known by their heads, those of a house by a map."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from counterclaim.errors import ReportError, SetupError
from counterclaim.records.coded import CodedEvent
from counterclaim.records.text import Skipped
from counterclaim.records.world import Period, Place

LARGEST_TABLE = 256 * 2**20
FACTS = ("id", "start", "end", "date_prec", "place", "admin1", "country", "lat", "lon", "where_prec", "side_a", "side_b",
         "low", "best", "high")  # fmt: skip
GED = {
    "id": "id", "start": "date_start", "end": "date_end", "date_prec": "date_prec", "place": "where_coordinates",
    "admin1": "adm_1", "country": "country", "lat": "latitude", "lon": "longitude", "where_prec": "where_prec",
    "side_a": "side_a", "side_b": "side_b", "low": "low", "best": "best", "high": "high",
}  # fmt: skip
ACLED = {
    "id": "event_id_cnty", "start": "event_date", "date_prec": "time_precision", "place": "location", "admin1": "admin1",
    "country": "country", "lat": "latitude", "lon": "longitude", "where_prec": "geo_precision", "side_a": "actor1",
    "side_b": "actor2", "best": "fatalities",
}  # fmt: skip
STYLES: Mapping[str, Mapping[str, str]] = {"ged": GED, "acled": ACLED}
_NEEDED = {"ged": {"date_start", "best"}, "acled": {"event_date", "fatalities"}}
# ACLED's precision of places and times as UCDP's.
_ACLED_PLACE, _ACLED_TIME = {1: 1, 2: 3, 3: 4}, {1: 1, 2: 3, 3: 4}
_FORMATS = ("%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y")


def find_style(heads: list[str]) -> str | None:
    """Name the style that the heads of a table are of: "ged", "acled", or None for another."""
    return next((style for style, needed in _NEEDED.items() if needed <= set(heads)), None)


def read_table(path: Path, columns: Mapping[str, str]) -> tuple[str, list[CodedEvent | Skipped]]:
    """Give the style of a CSV table and its rows in order, those that cannot be read with the reason.

    `columns` names the column of a fact and wins over what the heads tell. Raises SetupError where the file is no such table.
    """
    heads, rows = _open_table(path)
    style = find_style(heads)
    mapped = {**(STYLES[style] if style else {}), **columns}
    missing = sorted({column for column in columns.values() if column not in heads})
    if missing:
        raise SetupError(f"{path} has no column {', '.join(missing)}; it has {', '.join(heads)}.")
    if "start" not in mapped:
        raise SetupError(
            f"{path} is neither GED's nor ACLED's by its heads ({', '.join(heads[:12])}): say which column is which, for "
            "example --columns start=Date,place=Town,best=Dead,side_a=Party."
        )
    return style or "house", [_read_row(path, line, row, mapped, style) for line, row in rows]


def _open_table(path: Path) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise SetupError(f"{path} is larger than {LARGEST_TABLE >> 20} MB; cut it to the days that you compare.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SetupError(f"{path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"{path} is not UTF-8 text; save it as CSV UTF-8 and try again.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="", restval="")
    heads = [head.strip() for head in reader.fieldnames or []]
    if not heads:
        raise SetupError(f"{path} is empty: the first line names the columns.")
    reader.fieldnames = heads

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        for row in reader:
            yield reader.line_num, {head: row[head] or "" for head in heads}

    return heads, rows()


def _read_row(
    path: Path, line: int, row: Mapping[str, str], mapped: Mapping[str, str], style: str | None
) -> CodedEvent | Skipped:
    told = {fact: row.get(column, "").strip() for fact, column in mapped.items()}
    try:
        days = _read_days(told, style)
        low, best, high = (_read_count(told.get(fact, "")) for fact in ("low", "best", "high"))
        place = _read_place(told, style)
    except ReportError as error:
        return Skipped(f"{path}:{line}", str(error))
    if days is None and place is None:
        return Skipped(f"{path}:{line}", "It names neither day nor place, so that nothing can be lined up with it.")
    sides = tuple(told[fact] for fact in ("side_a", "side_b") if told.get(fact))
    return CodedEvent(line, told.get("id") or str(line), days, place, sides, low, best, high)


def _read_days(told: Mapping[str, str], style: str | None) -> Period | None:
    start = _read_day(told.get("start", ""))
    if start is None:
        return None
    end = _read_day(told.get("end", "")) or start
    if end < start:
        raise ReportError(f"It ends on {end}, before it begins on {start}.")
    precision = _read_count(told.get("date_prec", "")) or 1
    return Period(start, end + timedelta(days=1), _ACLED_TIME.get(precision, 5) if style == "acled" else precision)


def _read_day(written: str) -> date | None:
    """Give the day of "2026-02-26", "2026-02-26 00:00:00.000" or "26 February 2026"; None for nothing."""
    if not written:
        return None
    try:
        return date.fromisoformat(re.split(r"[ T]", written)[0])
    except ValueError:
        for form in _FORMATS:
            try:
                return datetime.strptime(written, form).date()  # noqa: DTZ007 # a day has no zone
            except ValueError:
                continue
    raise ReportError(f"“{written[:40]}” is no day that can be told; write it as 2026-02-26.")


def _read_count(written: str) -> int | None:
    if not written:
        return None
    try:
        number = float(written.replace(",", ""))
    except ValueError as error:
        raise ReportError(f"“{written[:40]}” is no number.") from error
    return int(number) if 0 <= number < 1e9 else None


def _read_place(told: Mapping[str, str], style: str | None) -> Place | None:
    name, admin1, country = (told.get(fact) or None for fact in ("place", "admin1", "country"))
    lat, lon = (_read_degrees(told.get(fact, "")) for fact in ("lat", "lon"))
    if not (name or admin1 or country or lat is not None):
        return None
    told_precision = _read_count(told.get("where_prec", ""))
    guessed = 1 if name or lat is not None else 4 if admin1 else 6
    precision = told_precision or guessed
    if style == "acled":
        precision = _ACLED_PLACE.get(precision, guessed)
    return Place("", name or admin1 or country or "", country, admin1, None, lat, lon, precision)


def _read_degrees(written: str) -> float | None:
    try:
        return float(written) if written else None
    except ValueError as error:
        raise ReportError(f"“{written[:40]}” is no coordinate.") from error

"""Rows → CSV text that spreadsheets open safely: a cell that would be a formula becomes text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

# What makes Excel, LibreOffice or Google Sheets take a cell for a formula, also after white space that they strip.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "|", "%")


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Give the rows as CSV (RFC 4180, LF line ends) with a head line; unknown stays empty, never 0."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def make_safe(text: str) -> str:
    """Give the text with an apostrophe before it where a spreadsheet would calculate it; numbers stay as they are."""
    if not text.lstrip().startswith(_FORMULA) or _is_number(text):
        return text
    return "'" + text


def _cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return make_safe("; ".join(map(str, value)))
    return make_safe(str(value))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

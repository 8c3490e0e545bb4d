"""JSON and JSON lines to reports: one a record. Lines are read one by one, so that a file may be of any length."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from counterclaim.errors import ReportError
from counterclaim.intake.decode import LONGEST_TEXT, check_length, clean_string, decode
from counterclaim.intake.facts import Hints, find_field, read_facts
from counterclaim.intake.page import looks_like_page, read_page
from counterclaim.records.text import Gathered, Skipped

# A line of JSON may escape every character as \uXXXX.
LONGEST_LINE = 8 * LONGEST_TEXT
_LISTS = ("reports", "articles", "documents", "items", "results", "data", "records", "stories", "entries")


def read_json(data: bytes, path: str, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give the reports of a JSON file: one object, a list of them, or an object that holds such a list.

    Raises ReportError where the file as a whole is no such thing; a record that cannot be read is Skipped.
    """
    value = _parse(decode(data).text)
    records = value
    if isinstance(value, dict) and find_field(value, "text", hints.columns) is None:
        records = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    if not isinstance(records, list):
        yield _read_record(records, path, hints)
        return
    for number, record in enumerate(records, 1):
        yield _read_record(record, f"{path}#{number}", hints)


def read_json_lines(file: BinaryIO, path: str, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give the report of each line, under the file's name and the line's number; empty lines are left out."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        where = f"{path}#{number}"
        if len(line) > LONGEST_LINE:
            yield Skipped(where, f"The line is longer than {LONGEST_LINE // 2**20} MiB, more than one report can be.")
            while line and not line.endswith(b"\n"):
                line = file.readline(2**20)
        elif line.strip():
            try:
                yield _read_record(_parse(decode(line).text), where, hints)
            except ReportError as error:
                yield Skipped(where, str(error))


def holds_lines(data: bytes) -> bool:
    """Say whether JSON text is one object a line rather than one value."""
    lines = [line for line in data[:200_000].split(b"\n") if line.strip()][:2]
    return len(lines) == 2 and all(line.strip().startswith(b"{") for line in lines) and lines[0].strip().endswith(b"}")


def _parse(text: str) -> object:
    try:
        value: object = json.loads(text, strict=False)
    except ValueError as error:
        raise ReportError(f"It is not valid JSON ({error}).") from error
    except RecursionError as error:
        raise ReportError("Its JSON is nested too deep.") from error
    return value


def _read_record(record: object, path: str, hints: Hints) -> Gathered | Skipped:
    if not isinstance(record, dict):
        return Skipped(path, "It is not a JSON object with fields.")
    value = find_field(record, "text", hints.columns)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    if not isinstance(value, str):
        names = ", ".join(map(str, list(record)[:12]))
        return Skipped(
            path, f"No field of it holds the text (its fields: {names[:300]}); name it: --columns text=FIELD."
        )
    text, is_changed = clean_string(value)
    notes = ("Characters that no text may hold were replaced.",) if is_changed else ()
    facts = read_facts(record, hints.columns)
    map_: tuple[tuple[int, int, str], ...] = ()
    try:
        if looks_like_page(text):
            page = read_page(text)
            text, map_, facts = page.text, page.map, facts.over(read_facts(page.fields))
        check_length(text)
    except ReportError as error:
        return Skipped(path, str(error))
    return facts.over(hints.beside).over(hints.told).describe(text, path, map=map_, notes=notes)

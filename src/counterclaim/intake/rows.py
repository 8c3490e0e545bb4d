"""JSON, JSON lines, CSV and Parquet to reports: one a record. Rows are read one by one: a file may be of any length."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from counterclaim.errors import ReportError
from counterclaim.intake.archived import tell_copy
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
        yield read_record(records, path, hints)
        return
    for number, record in enumerate(records, 1):
        yield read_record(record, f"{path}#{number}", hints)


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
                yield read_record(_parse(decode(line).text), where, hints)
            except ReportError as error:
                yield Skipped(where, str(error))


def read_csv(file: BinaryIO, path: str, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give the report of each row of a table with a header; the separator is told by the header.

    Raises ReportError where the table cannot be read on; the rows before have been given.
    """
    head = decode(file.readline(2**20)).text
    mark = max(",;\t|", key=head.count)
    csv.field_size_limit(LONGEST_LINE)
    number = 1
    try:
        names = next(csv.reader([head], delimiter=mark), [])
        with io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.reader(lines, delimiter=mark):
                number += 1
                if any(row):
                    yield read_record(dict(zip(names, row, strict=False)), f"{path}#{number}", hints)
    except csv.Error as error:
        raise ReportError(f"The table cannot be read after row {number} ({error}).") from error


def read_parquet(file: BinaryIO, path: str, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give the report of each row of a Parquet file. Raises ReportError where it is damaged or pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ReportError("Parquet files need a further package: pip install 'counterclaim[tables]'.") from error

    number = 0
    try:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=256):
            for record in batch.to_pylist():
                number += 1
                yield read_record(record, f"{path}#{number}", hints)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ReportError(f"The file cannot be read after row {number} ({error}).") from error


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


def read_record(record: object, path: str, hints: Hints, *, notes: tuple[str, ...] = ()) -> Gathered | Skipped:
    """Give the report that a record is; Skipped where none of its fields holds a text."""
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
    if is_changed:
        notes = (*notes, "Characters that no text may hold were replaced.")
    facts = read_facts(record, hints.columns)
    map_: tuple[tuple[int, int, str], ...] = ()
    try:
        if looks_like_page(text):
            page = read_page(text)
            text, map_, facts = page.text, page.map, facts.over(read_facts(page.fields))
        check_length(text)
    except ReportError as error:
        return Skipped(path, str(error))
    return tell_copy(facts.over(hints.beside).over(hints.told).describe(text, path, map=map_, notes=notes))

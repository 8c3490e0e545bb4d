"""A table on its way out: rows under the columns of the dictionary, as CSV, JSON lines or Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from counterclaim.errors import SetupError
from counterclaim.publish.exports.dictionary import Column, load_dictionary
from counterclaim.publish.spreadsheet import write_csv

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name in the dictionary and its rows, in order. A cell that a row leaves out is unknown."""

    name: str
    rows: Sequence[Row]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, as the dictionary orders them."""
        return load_dictionary()[self.name]

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def plain_rows(self) -> list[dict[str, object]]:
        """Give the rows with every column, unknown as None; no cell is an empty text."""
        return [{head: None if row.get(head) == "" else row.get(head) for head in self.heads} for row in self.rows]


def to_csv(sheet: Sheet) -> bytes:
    """Give the table as CSV in UTF-8 with one head line; cells that a spreadsheet would calculate begin with an apostrophe."""
    return write_csv(sheet.heads, sheet.rows).encode()


def to_jsonl(sheet: Sheet) -> bytes:
    """Give the table as JSON lines, one object a row with every column, values exact, unknown null."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in sheet.plain_rows())


def to_arrow(sheet: Sheet) -> Any:  # A pyarrow.Table; pyarrow need not be installed for anything else.
    """Give the table as a typed Arrow table. Raises SetupError where pyarrow is not installed."""
    arrow = _need("pyarrow")
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    schema = arrow.schema(
        [arrow.field(c.name, types[c.type], metadata={"description": c.about}) for c in sheet.columns]
    )
    rows = sheet.plain_rows()
    columns = [arrow.array([_typed(row[c.name], c.type) for row in rows], types[c.type]) for c in sheet.columns]
    return arrow.Table.from_arrays(columns, schema=schema)


def to_parquet(sheet: Sheet) -> bytes:
    """Give the table as Parquet; the same rows give the same bytes with one version of pyarrow."""
    out = io.BytesIO()
    _need("pyarrow.parquet").write_table(to_arrow(sheet), out, compression="zstd")
    return out.getvalue()


def _typed(value: object, type: str) -> object:
    if value is None or type != "date":
        return float(value) if type == "number" and isinstance(value, int) else value
    return date.fromisoformat(str(value))


def _need(module: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise SetupError("Arrow and Parquet need pyarrow: pip install 'counterclaim[tables]'.") from error

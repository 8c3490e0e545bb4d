"""Rows as Python gets them: a sequence of dicts that turns into a data frame, an Arrow table, or HTML in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import import_module
from typing import Any, overload

from counterclaim.errors import SetupError
from counterclaim.pipeline.rows import Row
from counterclaim.publish.legible import make_legible

# What a notebook shows of a table; all rows are in `to_pandas()`.
SHOWN_ROWS = 20
_SHOWN_CHARACTERS = 200
_SHOWN_ID = 8


class Rows(Sequence[Row]):
    """The rows of a table, each a dict of plain values under `columns`; unknown is None, never 0."""

    def __init__(self, rows: Iterable[Row], columns: Sequence[str] = ()) -> None:
        self._rows = tuple(rows)
        self.columns = tuple(columns) or tuple(dict.fromkeys(name for row in self._rows for name in row))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        """Give a row, or some of them."""
        return Rows(self._rows[index], self.columns) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def __repr__(self) -> str:
        """Say how many rows of which columns there are."""
        return f"<{len(self)} rows of {', '.join(self.columns) or 'no columns'}>"

    def to_pandas(self) -> Any:  # A pandas.DataFrame; pandas need not be installed for anything else.
        """Give the rows as a data frame. Raises SetupError where pandas is not installed."""
        return _need("pandas", "to_pandas").DataFrame(list(self._rows), columns=list(self.columns))

    def to_arrow(self) -> Any:  # A pyarrow.Table; pyarrow need not be installed for anything else.
        """Give the rows as an Arrow table. Raises SetupError where pyarrow is not installed."""
        arrow = _need("pyarrow", "to_arrow")
        columns = {name: _unify([row.get(name) for row in self._rows]) for name in self.columns}
        return arrow.table({name: arrow.array(values) for name, values in columns.items()})

    def _repr_html_(self) -> str:
        """Give the first rows as an HTML table for notebooks; nothing in a cell is taken for markup."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{_show(row.get(name), is_id=name.endswith('_id'))}</td>" for name in self.columns)
            + "</tr>"
            for row in self._rows[:SHOWN_ROWS]
        )
        shown = f", the first {SHOWN_ROWS} shown" if len(self) > SHOWN_ROWS else ""
        caption = f"{len(self)} rows{shown}. Each figure is what its claimant says; an empty cell is unknown."
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _show(value: object, *, is_id: bool) -> str:
    """Give a cell; an id is cut to its beginning, which every command understands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_id:
        return escape(str(value)[:_SHOWN_ID])
    text = make_legible(str(value)[: _SHOWN_CHARACTERS * 2])
    return escape(text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…")


def _unify(values: list[object]) -> list[object]:
    """Give the values with whole numbers as floats where the column has both: an Arrow column has one type."""
    if any(isinstance(value, float) for value in values):
        return [float(value) if isinstance(value, int) else value for value in values]
    return values


def _need(module: str, what: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise SetupError(f"{what} needs {module}: pip install {module}.") from error

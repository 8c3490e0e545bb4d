"""Rows as a table for people: a few columns, composed so that every figure has its claimant beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterclaim.cli.app import DONE, say
from counterclaim.errors import UnknownName
from counterclaim.publish.legible import show_unseen
from counterclaim.publish.subjects import SHORT

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = Mapping[str, object]
# What a pipe or file gets, where no terminal says how wide it is.
WIDTH = 160


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the terminal's table: its head, its share of the width, and what a row shows in it.

    A share of 0 is a short id, of fixed width.
    """

    head: str
    share: int
    write: Callable[[Row], str]
    is_number: bool = False


def print_table(name: str, rows: Iterable[Row]) -> None:
    """Print the rows of a table by name."""
    console = Console()
    columns = COLUMNS[name]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for column in columns:
        if column.share:
            justify: Literal["left", "right"] = "right" if column.is_number else "left"
            table.add_column(column.head, ratio=column.share, justify=justify, overflow="fold")
        else:
            table.add_column(column.head, width=SHORT, no_wrap=True)
    for row in rows:
        # Text, not markup: a report may hold "[red]" or worse.
        table.add_row(*(Text(show_unseen(column.write(row))) for column in columns))
    (console if console.is_terminal else Console(width=WIDTH)).print(table)


def choose_rows(rows: Iterable[Row], columns: Sequence[str], where: Sequence[str] | None, name: str) -> list[Row]:
    """Give the rows that fulfil every COLUMN=TEXT. Raises UnknownName for a column that the table has not."""
    conditions = parse_where(where)
    for column, _ in conditions:
        if column not in columns:
            raise UnknownName(f"{name} have no column {column!r}; they have {', '.join(columns)}.")
    return [row for row in rows if all(words.lower() in _text(row[column]).lower() for column, words in conditions)]


def parse_where(where: Sequence[str] | None) -> list[tuple[str, str]]:
    """Give the conditions of --where as pairs of column and text."""
    conditions = [(column, words) for part in where or () for column, _, words in [part.partition("=")]]
    if not all(column and words for column, words in conditions):
        raise UnknownName("--where takes COLUMN=TEXT, for example --where claimant=ministry.")
    return conditions


def print_rows(rows: Sequence[Row], columns: Sequence[str], name: str, *, as_json: bool, as_csv: bool) -> None:
    """Print rows as a JSON array, as CSV, or as the table of that name."""
    from counterclaim.publish.spreadsheet import write_csv

    if as_json or as_csv:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        text = "[" + ",\n ".join(lines) + "]\n" if as_json else write_csv(columns, rows)
        sys.stdout.buffer.write(text.encode())
    else:
        print_table(name, rows)


def print_all(
    name: str,
    kind: type[DataclassInstance],
    records: Iterable[DataclassInstance],
    where: Sequence[str] | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Print records of one kind as the table of that name, those that fulfil --where, and how many they are."""
    columns = [field.name for field in fields(kind)]
    rows = choose_rows([asdict(record) for record in records], columns, where, name)
    print_rows(rows, columns, name, as_json=as_json, as_csv=as_csv)
    say(f"{len(rows)} {name}.", err=as_json or as_csv)
    return DONE


def _short(name: str) -> Callable[[Row], str]:
    return lambda row: _text(row[name])[:SHORT]


def _field(name: str) -> Callable[[Row], str]:
    return lambda row: _text(row[name])


def _join(*names: str, between: str = ", ") -> Callable[[Row], str]:
    return lambda row: between.join(filter(None, (_text(row[name]) for name in names)))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _standing(row: Row) -> str:
    """How a figure stands to the one before it, in words; nothing for a first one."""
    parts = []
    if row["follows"]:
        parts.append(f"{row['relation']} {row['follows']} ({row['relation_basis']})")
    if row["own_loss"]:
        parts.append("own losses")
    if row["verification"]:
        parts.append(f"“{row['verification']}”")
    if row["judged"]:
        parts.append(f"{row['judged']}")
    return "; ".join(parts)


def _days(row: Row) -> str:
    """The days from `start` to before `end`, as told."""
    return "" if not row["start"] else f"{row['start']} – before {row['end']}"


COLUMNS: Mapping[str, Sequence[Column]] = {
    "questions": (
        Column("id", 0, _short("question_id")),
        Column("claim", 0, _short("claim_id")),
        Column("question", 5, _field("question")),
        Column("claimant", 4, _field("claimant")),
        Column("figure", 2, _field("figure"), is_number=True),
        Column("how it stands", 4, _standing),
        Column("as of, in", 3, _join("as_of", "outlet")),
    ),
    "claims": (
        Column("id", 0, _short("claim_id")),
        Column("claimant", 3, _field("claimant")),
        Column("kind", 2, _join("kind", "status")),
        Column("figure", 2, _field("figure"), is_number=True),
        Column("counted", 3, _field("counted")),
        Column("sentence", 8, _join("sentence", "judged", between=" — ")),
        Column("in", 3, _join("outlet", "published")),
    ),
    "incidents": (
        Column("id", 0, _short("incident_id")),
        Column("told by", 4, _field("told_by")),
        Column("kinds", 3, _field("kinds")),
        Column("parties", 4, _field("parties")),
        Column("place", 3, _field("place")),
        Column("days", 3, _days),
        Column("n", 1, _field("claims"), is_number=True),
        Column("judged", 3, _field("judged")),
    ),
    "compare": (
        Column("state", 2, _field("state")),
        Column("your row", 4, _join("line", "your_id", "your_days", "your_place")),
        Column("yours", 1, _field("your_best"), is_number=True),
        Column("incident", 0, _short("incident_id")),
        Column("told of, by", 5, _join("incident", "told_by", between="; ")),
        Column("best", 1, _field("best"), is_number=True),
        Column("why", 7, _field("why")),
    ),
    "offers": (
        Column("one", 0, _short("one_id")),
        Column("other", 0, _short("other_id")),
        Column("score", 1, _field("score"), is_number=True),
        Column("the one", 6, _field("one")),
        Column("the other", 6, _field("other")),
        Column("why", 6, _field("why")),
    ),
    "sources": (
        Column("outlet", 5, _field("outlet")),
        Column("grade", 1, _field("grade")),
        Column("belongs to", 4, _join("belonging", "side", between=", ")),
        Column("reports", 1, _field("reports"), is_number=True),
        Column("taken for", 2, _field("taken_for")),
        Column("notes", 6, _field("notes")),
        Column("by, when", 3, _join("registered_by", "registered_at")),
    ),
    "samples": (
        Column("sample", 3, _field("sample")),
        Column("claims", 1, _field("claims"), is_number=True),
        Column("seed", 1, _field("seed"), is_number=True),
        Column("drawn", 4, _join("author", "made_at")),
        Column("coded by", 6, _field("coded")),
        Column("settled", 1, _field("settled"), is_number=True),
    ),
    "fields": (
        Column("field", 3, _field("field")),
        Column("coders", 4, _join("one", "other", between=" / ")),
        Column("claims", 1, _field("units"), is_number=True),
        Column("equal", 1, _field("equal"), is_number=True),
        Column("share", 1, _field("share"), is_number=True),
        Column("kappa", 1, _field("kappa"), is_number=True),
        Column("95 %", 2, _join("kappa_low", "kappa_high", between=" – "), is_number=True),
        Column("alpha", 1, _field("alpha"), is_number=True),
        Column("of ratios", 1, _field("alpha_ratio"), is_number=True),
    ),
    "differences": (
        Column("claim", 0, _short("claim_id")),
        Column("field", 2, _field("field")),
        Column("the one", 5, _join("one", "one_value", between=": ")),
        Column("the other", 5, _join("other", "other_value", between=": ")),
        Column("settled", 4, _join("settled_as", "settled_by", between=", by ")),
        Column("why", 4, _field("reason")),
    ),
    "judgements": (
        Column("id", 0, _short("judgement_id")),
        Column("decision", 4, _field("decision")),
        Column("about", 7, _field("about")),
        Column("by, when", 3, _join("author", "made_at")),
        Column("reason", 4, _field("reason")),
        Column("state", 2, _field("state")),
    ),
    "positions": (
        Column("claim", 0, _short("claim_id")),
        Column("party", 3, _join("party", "verb", between=" ")),
        Column("toward", 2, _field("toward")),
        Column("sentence", 8, _field("sentence")),
        Column("answered by", 2, _field("answered_by")),
        Column("day, in", 2, _join("day", "outlet")),
    ),
    "reports": (
        Column("id", 0, _short("report_id")),
        Column("outlet", 3, _field("outlet")),
        Column("title", 7, _field("title")),
        Column("published", 3, _field("published")),
        Column("language", 1, _field("language")),
        Column("wire", 2, _field("wire")),
        Column("claims", 1, _field("claims"), is_number=True),
        Column("figures", 1, _field("figures"), is_number=True),
        Column("same text as", 2, _field("same_text_as")),
    ),
}

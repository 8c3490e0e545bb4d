"""The tables of a story as rows of plain values: what the command line prints and what Python gets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownName
from counterclaim.publish.figures import write_number
from counterclaim.publish.histories import list_histories
from counterclaim.publish.subjects import shorten
from counterclaim.publish.tables import (
    OWN_ESTIMATE,
    ClaimRow,
    IncidentRow,
    PositionRow,
    QuestionRow,
    ReportRow,
    list_claims,
    list_incidents,
    list_positions,
    list_questions,
    list_reports,
    list_spreads,
)
from counterclaim.records.story import Story

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = dict[str, object]


_LISTS: Mapping[str, tuple[type[DataclassInstance], Callable[[Story], Iterable[DataclassInstance]]]] = {
    "questions": (QuestionRow, list_questions),
    "claims": (ClaimRow, list_claims),
    "incidents": (IncidentRow, list_incidents),
    "positions": (PositionRow, list_positions),
    "reports": (ReportRow, list_reports),
}
# The columns of each table, in the order of its files.
TABLES = {name: tuple(field.name for field in fields(row)) for name, (row, _) in _LISTS.items()}

LISTED = frozenset(("claims", "reports"))
"""Tables of what was read, for which nothing need be put together: `tell_read` tells enough."""


def list_rows(story: Story, name: str, where: Sequence[tuple[str, str]] = ()) -> list[Row]:
    """Give the rows of a table in its order, those whose columns hold all the words of `where`, in any case.

    Raises UnknownName for a column that the table has not.
    """
    for column, _ in where:
        if column not in TABLES[name]:
            raise UnknownName(f"{name} have no column {column!r}; they have {', '.join(TABLES[name])}.")
    rows = (asdict(row) for row in _LISTS[name][1](story))
    return [row for row in rows if all(_holds(row[column], words) for column, words in where)]


def write_json(story: Story, name: str, rows: Sequence[Row]) -> str:
    """Give the rows as a JSON array, a row a line; questions come with the whole tally and the spreads by rule."""
    if name == "questions":
        histories = list_histories(story)
        spreads: dict[str, list[Row]] = {}
        for spread in list_spreads(story):
            spreads.setdefault(spread.question_id, []).append(asdict(spread))
        rows = [
            {
                **row,
                "history": [asdict(entry) for entry in histories[str(row["question_id"]), str(row["claim_id"])]],
                "spreads": spreads.get(str(row["question_id"]), []),
            }
            for row in rows
        ]
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return "[" + ",\n ".join(lines) + "]"


def list_own_estimates(story: Story) -> list[str]:
    """Give people's own estimates in sentences, in the story's order: they answer questions, not for one claimant."""
    return [
        f"Own estimate, {row.question} ({shorten(row.question_id)}): low {write_number(row.low)}, "
        f"best {write_number(row.best)}, high {write_number(row.high)}; {row.note}"
        for row in list_spreads(story)
        if row.rule == OWN_ESTIMATE
    ]


def _holds(value: object, words: str) -> bool:
    return words.lower() in ("" if value is None else str(value)).lower()

"""The data dictionary: every column of every exported table with its type, its codes and what it means."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TYPES = ("string", "integer", "number", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Frictionless type, the codes it can hold (none: any), and what it means, whose term it is."""

    name: str
    type: str
    values: tuple[str, ...]
    about: str


@cache
def load_dictionary() -> Mapping[str, tuple[Column, ...]]:
    """Give the columns of every table in their order, from `dictionary.tsv` beside this module."""
    text = files(__package__).joinpath("dictionary.tsv").read_text("utf-8")
    found: dict[str, list[Column]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        values = tuple(value for value in row["values"].split("|") if value)
        found.setdefault(row["table"], []).append(Column(row["column"], row["type"], values, row["about"]))
    return {table: tuple(columns) for table, columns in found.items()}

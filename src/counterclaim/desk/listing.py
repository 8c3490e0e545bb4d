"""Long tables in pages: which rows are shown, and the links to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from counterclaim.desk.asked import Asked

T = TypeVar("T")
ROWS = 50


@dataclass(frozen=True, slots=True)
class Paging:
    """Rows `first` to `last` of `total`, counted from 1, and where the rows before and after stand ("" for nowhere)."""

    total: int
    first: int
    last: int
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a filter or order can take, with its words; `count` is 0 where it was not counted."""

    value: str
    words: str
    count: int = 0


def cut_page(rows: Sequence[T], page: int, asked: Asked, *, size: int = ROWS) -> tuple[Sequence[T], Paging]:
    """Give the rows of a page (from 1) and the paging; a page beyond the end gives the last one."""
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * size : page * size]

    def link(to: int) -> str:
        return asked.addresses.turn(asked.path, asked.query, page=to if to > 1 else None) if 1 <= to <= pages else ""

    first = (page - 1) * size + 1 if shown else 0
    return shown, Paging(len(rows), first, first + len(shown) - 1 if shown else 0, link(page - 1), link(page + 1))

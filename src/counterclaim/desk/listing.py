"""Long tables in pages: which rows are shown, and the links to the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
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
    return cut_rows(rows, len(rows), page, asked, size=size)


def cut_rows(rows: Iterable[T], total: int, page: int, asked: Asked, *, size: int = ROWS) -> tuple[Sequence[T], Paging]:
    """Give the rows of a page as `cut_page` does, of rows that are counted otherwise: none beyond the page is looked at."""
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    first, last = (page - 1) * size, page * size
    shown = rows[first:last] if isinstance(rows, Sequence) else tuple(islice(rows, first, last))

    def link(to: int) -> str:
        return asked.addresses.turn(asked.path, asked.query, page=to if to > 1 else None) if 1 <= to <= pages else ""

    first = first + 1 if shown else 0
    return shown, Paging(total, first, first + len(shown) - 1 if shown else 0, link(page - 1), link(page + 1))

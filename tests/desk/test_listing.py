"""Pages of long tables: the rows of each page, and nothing looked at beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from counterclaim.desk.addresses import Addresses
from counterclaim.desk.listing import cut_page, cut_rows

ASKED = SimpleNamespace(addresses=Addresses(), path="/rows", query={"text": "x"})


@pytest.mark.parametrize(
    ("page", "rows", "first", "last", "earlier", "later"),
    [
        (1, [0, 1, 2], 1, 3, "", "/rows?text=x&page=2"),
        (2, [3, 4, 5], 4, 6, "/rows?text=x", "/rows?text=x&page=3"),
        (3, [6], 7, 7, "/rows?text=x&page=2", ""),
        (99, [6], 7, 7, "/rows?text=x&page=2", ""),
    ],
)
def test_a_page_of_rows(page: int, rows: list[int], first: int, last: int, earlier: str, later: str) -> None:
    whole = range(7)
    for cut, paging in (
        cut_page(whole, page, ASKED, size=3),  # type: ignore[arg-type] # stands for a request
        cut_rows(iter(whole), 7, page, ASKED, size=3),  # type: ignore[arg-type]
    ):
        assert list(cut) == rows
        assert (paging.total, paging.first, paging.last, paging.earlier, paging.later) == (
            7,
            first,
            last,
            earlier,
            later,
        )


def test_rows_beyond_the_page_are_not_looked_at() -> None:
    def walk() -> Iterator[int]:
        yield from range(6)
        raise AssertionError("looked too far")

    assert list(cut_rows(walk(), 100, 2, ASKED, size=3)[0]) == [3, 4, 5]  # type: ignore[arg-type]


def test_no_rows_have_a_page() -> None:
    cut, paging = cut_rows(iter(()), 0, 5, ASKED)  # type: ignore[arg-type]
    assert (list(cut), paging.first, paging.last, paging.earlier, paging.later) == ([], 0, 0, "", "")

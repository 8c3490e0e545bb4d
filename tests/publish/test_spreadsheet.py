from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.spreadsheet import make_safe, write_csv


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =HYPERLINK(0)", "'  =HYPERLINK(0)"),
        ("-nine", "'-nine"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("|calc", "'|calc"),
        ("-12.5", "-12.5"),
        ("+7", "+7"),
        ("nine = 9", "nine = 9"),
        ("", ""),
    ],
)
def test_cells_that_would_calculate_become_text(text: str, cell: str) -> None:
    assert make_safe(text) == cell


def test_unknown_is_empty_and_never_nought() -> None:
    rows = [{"low": None, "high": 0, "who": "A, “B”\nC", "own": True, "ids": ("=a", "b")}]
    text = write_csv(("who", "low", "high", "own", "ids", "missing"), rows)
    assert list(csv.reader(io.StringIO(text))) == [
        ["who", "low", "high", "own", "ids", "missing"],
        ["A, “B”\nC", "", "0", "yes", "'=a; b", ""],
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")), min_size=1, max_size=4))
def test_what_is_written_is_read_again(cells: list[str]) -> None:
    columns = [str(n) for n in range(len(cells))]
    text = write_csv(columns, [dict(zip(columns, cells, strict=True))])
    (row,) = list(csv.reader(io.StringIO(text)))[1:]
    assert [cell.removeprefix("'") if cell != kept else cell for cell, kept in zip(row, cells, strict=True)] == cells

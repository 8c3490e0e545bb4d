from __future__ import annotations

import sys

import pytest

from counterclaim.errors import SetupError
from counterclaim.pipeline.frames import SHOWN_ROWS, Rows

ROWS = Rows([{"claimant": "A", "low": 9}, {"claimant": "<b>B</b>\u202e", "low": 2.5}, {"claimant": None, "low": None}])


def test_a_data_frame_and_an_arrow_table_hold_the_same_rows() -> None:
    frame, table = ROWS.to_pandas(), ROWS.to_arrow()
    assert list(frame.columns) == table.column_names == ["claimant", "low"]
    assert [value if value == value else None for value in frame["low"]] == table["low"].to_pylist() == [9, 2.5, None]


def test_a_table_without_rows_keeps_its_columns() -> None:
    empty = Rows([], ["claimant", "low"])
    assert list(empty.to_pandas().columns) == empty.to_arrow().column_names == ["claimant", "low"]
    assert "0 rows" in empty._repr_html_()
    assert repr(empty) == "<0 rows of claimant, low>"


def test_a_notebook_shows_cells_as_text_and_unknown_as_nothing() -> None:
    html = ROWS._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;B&lt;/b&gt;[U+202E]" in html
    assert "<td></td><td></td>" in html
    assert "3 rows." in html


def test_a_notebook_shows_the_beginning_of_an_id_and_yes_or_no() -> None:
    html = Rows([{"claim_id": "3fa91c0d77aa12", "current": True}])._repr_html_()
    assert "<td>3fa91c0d</td><td>yes</td>" in html


def test_a_long_table_shows_its_beginning_and_says_so() -> None:
    html = Rows([{"n": n, "text": "x" * 500} for n in range(50)])._repr_html_()
    assert html.count("<tr>") == 1 + SHOWN_ROWS
    assert f"50 rows, the first {SHOWN_ROWS} shown" in html
    assert "x" * 300 not in html


@pytest.mark.parametrize(("module", "call"), [("pandas", "to_pandas"), ("pyarrow", "to_arrow")])
def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, module: str, call: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SetupError, match=f"pip install {module}"):
        getattr(ROWS, call)()

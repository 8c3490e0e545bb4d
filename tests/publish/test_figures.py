from __future__ import annotations

import pytest

from counterclaim.publish.figures import write_figure, write_number
from counterclaim.records.claim import Bound, Number, Quantity
from counterclaim.records.text import Span


def amount(low: Number | None, high: Number | None, bound: Bound, text: str = "") -> Quantity:
    return Quantity(Span(0, len(text), text), low, high, bound)


@pytest.mark.parametrize(
    ("quantity", "signs", "words", "point"),
    [
        (amount(12, 12, Bound.EXACT), "12", "12", 12),
        (amount(9, None, Bound.AT_LEAST), "≥ 9", "at least 9", 9),
        (amount(450, None, Bound.MORE_THAN), "> 450", "more than 450", 450),
        (amount(None, 30, Bound.AT_MOST), "≤ 30", "at most 30", 30),
        (amount(None, 20, Bound.LESS_THAN), "< 20", "less than 20", 20),
        (amount(None, 300, Bound.NEARLY), "nearly 300", "nearly 300", 300),
        (amount(135, 135, Bound.ABOUT), "≈ 135", "about 135", 135),
        (amount(16, 18, Bound.BETWEEN), "16–18", "between 16 and 18", 17),
        (amount(24_100, 24_100, Bound.EXACT), "24,100", "24,100", 24_100),
        (amount(None, None, Bound.VAGUE, "dozens"), "“dozens”", "“dozens”", None),
        (amount(0, 0, Bound.EXACT), "0", "0", 0),
        (None, "no number", "no number", None),
    ],
)
def test_figure_writes_its_bound_out(quantity: Quantity | None, signs: str, words: str, point: Number | None) -> None:
    figure = write_figure(quantity)
    assert (figure.signs, figure.words, figure.point) == (signs, words, point)


def test_unknown_is_never_zero() -> None:
    assert write_number(None) == "unknown"
    assert write_number(0) == "0"
    assert write_number(2.5) == "2.5"

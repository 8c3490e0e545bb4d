"""What the words of an amount allow."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.intervals import allow, can_both_hold, is_digit_swap, is_rounding, measure_apart
from counterclaim.records.claim import Bound, Quantity
from counterclaim.records.text import Span


def amount(low: Any = None, high: Any = None, bound: str = "exactly", words: str = "") -> Quantity:
    if bound == "exactly" and high is None:
        high = low
    return Quantity(Span(0, len(words), words), low, high, Bound(bound))


HOLD = [
    (amount(12), amount(12), True),
    (amount(12), amount(13), False),
    (amount(9, bound="at least"), amount(12), True),
    (amount(15, bound="at least"), amount(12), False),
    (amount(high=20, bound="at most"), amount(12), True),
    (amount(high=300, bound="nearly"), amount(297), True),
    (amount(high=300, bound="nearly"), amount(200), False),
    (amount(300, 300, "about"), amount(321), True),
    (amount(16, 18, "between"), amount(17), True),
    (amount(16, 18, "between"), amount(19), False),
    (amount(bound="vague", words="dozens"), amount(3), True),
    (amount(24000), amount(24100), True),
    (amount(24100), amount(25900), False),
    (amount(0), amount(4), False),
]


@pytest.mark.parametrize(("a", "b", "expected"), HOLD)
def test_can_both_hold(a: Quantity, b: Quantity, expected: bool) -> None:
    assert can_both_hold(a, b) is expected
    assert can_both_hold(b, a) is expected


ROUND = [
    (amount(high=300, bound="nearly"), amount(297), True),
    (amount(high=300, bound="nearly"), amount(274), False),
    (amount(300, 300, "about"), amount(297), True),
    (amount(290, bound="more than"), amount(297), True),
    (amount(21, bound="at least"), amount(22), False),
    (amount(bound="vague", words="dozens of people"), amount(43), True),
    (amount(bound="vague", words="hundreds"), amount(43), False),
    (amount(300), amount(297), False),
    (amount(high=300, bound="nearly"), amount(bound="vague", words="hundreds"), False),
]


@pytest.mark.parametrize(("rough", "exact", "expected"), ROUND)
def test_is_rounding(rough: Quantity, exact: Quantity, expected: bool) -> None:
    assert is_rounding(rough, exact) is expected


SWAP = [(318, 381, True), (318, 318, False), (318, 813, False), (274, 297, False), (12, 21, True), (12, 121, False)]


@pytest.mark.parametrize(("a", "b", "expected"), SWAP)
def test_is_digit_swap(a: int, b: int, expected: bool) -> None:
    assert is_digit_swap(amount(a), amount(b)) is expected


def test_apart_is_unknown_without_numbers() -> None:
    assert measure_apart(amount(12), amount(55)) == 43
    assert measure_apart(amount(12), amount(bound="vague")) is None
    assert allow(amount(bound="vague")) is None


numbers = st.integers(0, 10**30)
amounts = st.builds(
    lambda n, bound: amount(n, n, bound), numbers, st.sampled_from([b.value for b in Bound if b is not Bound.VAGUE])
)


@given(amounts)
def test_an_amount_holds_with_itself(a: Quantity) -> None:
    assert can_both_hold(a, a)
    reach = allow(a)
    assert reach
    assert reach[0] <= reach[1]


@given(amounts, amounts)
def test_holding_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert can_both_hold(a, b) == can_both_hold(b, a)
    assert measure_apart(a, b) == measure_apart(b, a)

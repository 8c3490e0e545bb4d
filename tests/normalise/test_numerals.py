from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.normalise.numerals import LARGEST, find_numerals

SMALL_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
SMALL = SMALL_WORDS.split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int) -> str:
    """Write a number below a thousand million in words, as English does."""
    for scale, name in ((10**6, "million"), (10**3, "thousand")):
        if number >= scale:
            rest = f" {spell(number % scale)}" if number % scale else ""
            return f"{spell(number // scale)} {name}{rest}"
    if number >= 100:
        return f"{SMALL[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


def group_indian(number: int) -> str:
    """Write digits in the Indian grouping: 12,34,567."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*pairs, tail])


@given(st.integers(0, 10**9 - 1))
def test_numbers_in_words_are_read_back(number: int) -> None:
    assert [n.value for n in find_numerals(spell(number))] == [number]


@given(st.integers(1000, LARGEST))
def test_numbers_in_digits_are_read_back_in_either_grouping(number: int) -> None:
    for written in (str(number), f"{number:,}", group_indian(number)):
        assert [n.value for n in find_numerals(f"some {written} people")] == [number]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("two and a half lakh", 250_000),
        ("1.5 crore", 15_000_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("three dozen", 36),
        ("fifteen hundred", 1500),
        ("a hundred and ten", 110),
        ("20k", 20_000),
        ("3½ million", 3_500_000),
        ("10\u202f000", 10_000),
        ("2.5", 2.5),
        ("quarter of a million", 250_000),
        ("5,000-strong", 5000),
        ("half-dozen", 6),
        ("a million and a half", 1_500_000),
        ("1.234.567", 1_234_567),
        ("10'000", 10_000),
        ("12 300", 12_300),
        ("Rs20 lakh", 2_000_000),
        ("10.000", None),
        ("3.125 million", 3_125_000),
        ("٣٥", 35),
        ("１２", 12),
        ("9" * 19, None),
        ("9" * 5000, None),
    ],
)
def test_numbers_as_newsrooms_write_them(words: str, value: float | None) -> None:
    assert [n.value for n in find_numerals(words)] == [value]


@pytest.mark.parametrize("words", ["F-16", "an AK-47", "T-72 tanks", "2S19", "the 3rd Brigade", "the 12th", "Covid-19"])
def test_names_and_orders_are_no_numbers(words: str) -> None:
    assert find_numerals(words) == []


@pytest.mark.parametrize("words", ["", "several people", "dozens", "a soldier", "the second wave", "hundreds of homes"])
def test_indefinite_words_are_no_numbers(words: str) -> None:
    assert find_numerals(words) == []


@given(st.text(max_size=200))
def test_every_numeral_has_its_place_and_never_a_crash(text: str) -> None:
    found = find_numerals(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

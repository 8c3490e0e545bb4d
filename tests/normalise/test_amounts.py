from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.normalise.amounts import read_amounts
from counterclaim.records.claim import Bound, Number


@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("12", 12, 12, "exactly"),
        ("at least nine", 9, None, "at least"),
        ("no fewer than twelve", 12, None, "at least"),
        ("as few as 3", 3, None, "at least"),
        ("30 or more", 30, None, "at least"),
        ("50+", 50, None, "at least"),
        ("20-plus", 20, None, "at least"),
        ("more than 450", 450, None, "more than"),
        ("well over a hundred", 100, None, "more than"),
        ("in excess of 2,000", 2000, None, "more than"),
        (">100", 100, None, "more than"),
        ("up to 40", None, 40, "at most"),
        ("the toll has gone up to 40", 40, 40, "exactly"),
        ("brought the number of wounded up to 40", 40, 40, "exactly"),
        ("lorries brought up to 40", None, 40, "at most"),
        ("as many as 22", None, 22, "at most"),
        ("no more than ten", None, 10, "at most"),
        ("fewer than 30", None, 30, "less than"),
        ("nearly 300", None, 300, "nearly"),
        ("just under 200", None, 200, "nearly"),
        ("around 29", 29, 29, "about"),
        ("an estimated 1,80,000", 180_000, 180_000, "about"),
        ("30-odd", 30, 30, "about"),
        ("a dozen or so", 12, 12, "about"),
        ("16-18", 16, 18, "between"),
        ("between five and seven", 5, 7, "between"),
        ("one or two", 1, 2, "between"),
        ("1 to 2 million", 1_000_000, 2_000_000, "between"),
        ("three-to-five", 3, 5, "between"),
        ("a family of six", 6, 6, "exactly"),
        ("an", 1, 1, "exactly"),
        ("no", 0, 0, "exactly"),
        ("no one", 0, 0, "exactly"),
        ("both", 2, 2, "exactly"),
        ("a couple of", 2, 2, "about"),
        ("dozens", None, None, "vague"),
        ("tens of thousands", None, None, "vague"),
        ("several hundred", None, None, "vague"),
        ("a few dozen", None, None, "vague"),
        ("two thirds", None, None, "vague"),
        ("most of the 20", None, None, "vague"),
        ("9" * 40, None, None, "vague"),
        ("18446744073709551616", None, None, "vague"),
        ("two-thirds of the 60", None, None, "vague"),
        ("one in five", None, None, "vague"),
        ("nine out of every ten", None, None, "vague"),
        ("10.000", None, None, "vague"),
        ("none of the 40", 0, 0, "exactly"),
        ("neither of the two", 0, 0, "exactly"),
        ("all 12", 12, 12, "exactly"),
        ("each of the 15", 15, 15, "exactly"),
        ("a quarter of a million", 250_000, 250_000, "exactly"),
        ("two to three dozen", 24, 36, "between"),
        ("two to three hundred", 200, 300, "between"),
        ("fifty to one hundred", 50, 100, "between"),
        ("at least 10 and up to 15", 10, 15, "between"),
        ("another three", 3, 3, "exactly"),
        ("a further dozen", 12, 12, "exactly"),
        ("a platoon", 1, 1, "exactly"),
        ("half a platoon", None, None, "vague"),
        ("a trio of", 3, 3, "exactly"),
        ("a score of", 20, 20, "exactly"),
        ("scores", None, None, "vague"),
        ("one and a half million", 1_500_000, 1_500_000, "exactly"),
        ("1,00,000", 100_000, 100_000, "exactly"),
        ("bringing the toll to 43", 43, 43, "exactly"),
        ("dozens, possibly hundreds", None, None, "vague"),
        ("at least dozens", None, None, "vague"),
        ("grew by 17 to 430", 430, 430, "exactly"),
        ("by 31 to 1,205", 1205, 1205, "exactly"),
        ("by ten to twelve", 10, 12, "between"),
        ("handed over 21", 21, 21, "exactly"),
        ("well over 21", 21, None, "more than"),
    ],
)
def test_amount_keeps_the_number_and_names_the_bound(
    words: str, low: Number | None, high: Number | None, bound: str
) -> None:
    (amount,) = read_amounts(words)
    assert (amount.low, amount.high, amount.bound.value) == (low, high, bound)


@pytest.mark.parametrize(
    ("before", "words", "after", "bound"),
    [
        ("troops killed at least", "nine", " people", Bound.AT_LEAST),
        ("the toll rose to more than", "40", "", Bound.MORE_THAN),
        ("over the weekend", "40", " died", Bound.EXACT),
        ("", "40", " or more villagers", Bound.AT_LEAST),
    ],
)
def test_approximator_outside_the_marked_words_still_counts(before: str, words: str, after: str, bound: Bound) -> None:
    assert [a.bound for a in read_amounts(words, before, after)] == [bound]


def test_several_numbers_are_several_amounts() -> None:
    found = read_amounts("at least five women and 3 children")
    assert [(a.low, a.high, a.bound) for a in found] == [(5, None, Bound.AT_LEAST), (3, 3, Bound.EXACT)]


def test_words_without_an_amount_give_nothing() -> None:
    assert read_amounts("the soldiers") == ()


@given(st.text(max_size=120), st.text(max_size=40), st.text(max_size=40))
def test_any_words_are_read_without_a_crash_and_low_never_exceeds_high(text: str, before: str, after: str) -> None:
    for amount in read_amounts(text, before, after):
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        assert 0 <= amount.start <= amount.end <= len(text)

"""The time of a harm that the reader gave none."""

from __future__ import annotations

import pytest
from tests.normalise.marked import make_statement

from counterclaim.normalise.undated import find_time

TOLD = [
    ("On Thursday alone the ministry counted two killed.", "Thursday"),
    ("More than ten people were killed in the past week alone.", "the past week"),
    ("Ten drones were killed overnight, the army said.", "overnight"),
    ("The raid is the worst since May 2020, when rebels killed nine.", "May 2020"),
    ("The war, which erupted in May 2020, has killed 900.", "erupted in May 2020"),
]
OPEN = [
    "On Thursday the ministry spoke of ten killed.",
    "Ten people were killed on an overnight train.",
    "In May alone ten fell, in June alone six were killed.",
    "He stood alone when ten were killed.",
    "Nine were killed in the worst raid since May 2020, when a truce was signed.",
]


@pytest.mark.parametrize(("text", "time"), TOLD)
def test_words_that_date_a_harm(text: str, time: str) -> None:
    assert [span.text for span in find_time(make_statement(text, "killed"))] == [time]


@pytest.mark.parametrize("text", OPEN)
def test_other_words_date_nothing(text: str) -> None:
    assert find_time(make_statement(text, "killed")) == ()


def test_a_feared_harm_or_one_with_a_time_takes_none() -> None:
    text = TOLD[0][0]
    assert find_time(make_statement(text, "killed", status="irrealis")) == ()
    assert find_time(make_statement(text, "killed", times=("Thursday",))) == ()

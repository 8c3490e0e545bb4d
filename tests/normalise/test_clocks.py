"""Hours inside words that tell a time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.normalise.clocks import cut_clock, find_clock
from counterclaim.normalise.timewords import simplify


def find(words: str) -> str:
    clock = find_clock(simplify(words))
    return "–" if clock is None else " ".join(filter(None, (clock.hour, clock.until, clock.zone)))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("at 3 a.m. on Tuesday", "03:00"),
        ("shortly before 11:40 p.m. Thursday", "23:40"),
        ("around 10.30pm last night", "22:30"),
        ("12 a.m.", "00:00"),
        ("12:05 pm", "12:05"),
        ("5 this evening", "17:00"),
        ("at 2 on Sunday night", "02:00"),
        ("8 o'clock in the evening", "20:00"),
        ("16:30", "16:30"),
        ("at 0430 GMT", "04:30 GMT"),
        ("at 0430 hours", "04:30"),
        ("5:45 am local time", "05:45 local"),
        ("7 p.m. (Moscow time)", "19:00 moscow time"),
        ("9 a.m. Kabul time", "09:00 kabul time"),
        ("noon", "12:00"),
        ("just after midnight", "00:00"),
        ("between 7 a.m. and 7 p.m.", "07:00 19:00"),
        ("from 3:15 to 5:15 p.m.", "15:15 17:15"),
        ("11 to 2 pm", "11:00 14:00"),
        ("as of 4pm on March 8", "16:00"),
        ("2026-02-27 17:52", "17:52"),
    ],
)
def test_hours_are_kept_with_their_zone(words: str, told: str) -> None:
    assert find(words) == told


@pytest.mark.parametrize(
    "words", ["Friday", "25:70", "13 pm", "11 October", "in 2003", "13.10.2025", "for 24 hours", ""]
)
def test_no_hour_is_found_where_none_is(words: str) -> None:
    assert find(words) == "–"


def test_a_clock_is_cut_and_the_day_stays() -> None:
    assert cut_clock("nearly 8 pm on friday") == "friday"
    assert cut_clock("just after midnight on friday").endswith("midnight on friday")


@given(st.text(alphabet="0123456789:.apm ()gmtnoi-to", max_size=60))
def test_any_words_give_an_hour_of_the_day_or_none(words: str) -> None:
    clock = find_clock(words)
    for hour in (clock.hour, clock.until) if clock else ():
        assert hour is None or (0 <= int(hour[:2]) < 24 and 0 <= int(hour[3:]) < 60)


def test_hostile_words_cost_no_time() -> None:
    begun = time.process_time()
    for words in ("about " * 30, "at about 1 to " * 20, "12:30 (" * 25, "1 pm gmt " * 20, "( " * 80):
        cut_clock(words)
        find_clock(words)
    assert time.process_time() - begun < 1

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.scales import Linear, find_day_ticks, find_ticks, make_days, ordinal_of


@pytest.mark.parametrize(("high", "last"), [(297, 300), (13, 15), (1, 1), (0, 1), (24_100, 30_000), (0.4, 1)])
def test_ticks_begin_at_nothing_and_cover_the_highest(high: float, last: float) -> None:
    ticks = find_ticks(high)
    assert (ticks[0], ticks[-1]) == (0, last)


@given(st.floats(0, 1e9))
def test_ticks_are_few_and_rise(high: float) -> None:
    ticks = find_ticks(high)
    assert 2 <= len(ticks) <= 7
    assert list(ticks) == sorted(set(ticks))
    assert ticks[-1] >= high


@given(st.lists(st.floats(700_000, 760_000), min_size=1, max_size=12))
def test_days_keep_the_order_and_stay_on_the_page(moments: list[float]) -> None:
    scale = make_days(moments, 40, 460)
    places = [scale.at(m) for m in sorted(moments)]
    assert places == sorted(places)
    assert all(40 <= x <= 460 for x in places)


def test_a_long_empty_stretch_is_folded_and_says_so() -> None:
    scale = make_days([100.5, 230.5, 231.5], 0, 100)
    assert len(scale.folds) == 1
    assert scale.at(231.5) - scale.at(230.5) > 20


def test_day_ticks_write_the_year_where_it_changes() -> None:
    days = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 2)]
    scale = make_days([ordinal_of(d) for d in days], 0, 600)
    assert [text for _, text in find_day_ticks(scale, [ordinal_of(d) for d in days], 50)] == [
        "30 Dec 2025",
        "31 Dec",
        "2 Jan 2026",
    ]


def test_ordinals_tell_hours_apart() -> None:
    morning, evening = (datetime(2026, 2, 27, hour, tzinfo=UTC) for hour in (6, 18))
    assert ordinal_of(morning) < ordinal_of(date(2026, 2, 27)) < ordinal_of(evening)


def test_a_scale_of_one_value_is_its_middle() -> None:
    assert Linear(5, 5, 0, 10).at(5) == 5

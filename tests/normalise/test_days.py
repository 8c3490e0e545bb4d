from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.normalise.days import (
    cut_third,
    find_easter,
    find_feast,
    find_weekday,
    make_day,
    make_islamic,
    make_month,
    make_period,
    make_week,
    make_year,
    shift_months,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(("length", "precision"), [(1, 1), (2, 2), (6, 2), (7, 3), (10, 4), (31, 4), (32, 5), (365, 5)])
def test_precision_follows_the_length(length: int, precision: int) -> None:
    start = date(2026, 1, 1)
    assert make_period(start, date.fromordinal(start.toordinal() + length)).date_prec == precision


@given(DAYS, st.integers(0, 6))
def test_weekday_is_the_latest_on_or_before_the_day(day: date, weekday: int) -> None:
    found = find_weekday(day, weekday)
    assert found.weekday() == weekday
    assert 0 <= (day - found).days < 7


@given(DAYS)
def test_week_month_and_year_hold_their_day(day: date) -> None:
    for period in (make_day(day), make_week(day), make_month(day.year, day.month), make_year(day.year)):
        assert period.start <= day < period.end


@given(DAYS, st.integers(-60, 60))
def test_shifted_months_keep_the_day_or_take_the_last(day: date, months: int) -> None:
    shifted = shift_months(day, months)
    assert shifted.day == day.day or (shifted.day < day.day and (date.fromordinal(shifted.toordinal() + 1)).day == 1)


@given(DAYS, st.sampled_from(["week", "month", "year", "decade"]))
def test_thirds_cover_the_whole_without_a_gap(day: date, unit: str) -> None:
    whole = {
        "week": make_week(day),
        "month": make_month(day.year, day.month),
        "year": make_year(day.year),
        "decade": make_year(day.year // 10 * 10, 10),
    }[unit]
    early, middle, late = (cut_third(whole, third) for third in range(3))
    assert (early.start, early.end, middle.end, late.end) == (whole.start, middle.start, late.start, whole.end)


@pytest.mark.parametrize(
    ("year", "month", "day", "civil"),
    [
        (1445, 9, 1, date(2024, 3, 11)),
        (1446, 9, 1, date(2025, 3, 1)),
        (1446, 12, 10, date(2025, 6, 7)),
        (1447, 1, 1, date(2025, 6, 27)),
    ],
)
def test_islamic_dates_fall_within_a_day_of_the_sighted_ones(year: int, month: int, day: int, civil: date) -> None:
    assert abs((make_islamic(year, month, day) - civil).days) <= 1


@pytest.mark.parametrize(
    ("year", "easter"), [(2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2026, date(2026, 4, 5))]
)
def test_easter(year: int, easter: date) -> None:
    assert find_easter(year) == easter


def test_ramadan_fell_twice_in_2030_and_once_in_2026() -> None:
    assert [len(find_feast("ramadan", year)) for year in (2026, 2030)] == [1, 2]

"""Time in columns: nothing falls out, nothing overlaps, and stretches are as short as they can be."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.desk.pages.periods import MOST_PERIODS, cut_time


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 2, 27), date(2026, 2, 27), ["27 Feb 2026"]),
        (date(2026, 2, 27), date(2026, 3, 1), ["27 Feb 2026", "28 Feb 2026", "1 Mar 2026"]),
        (date(2026, 2, 20), date(2026, 3, 3), ["16–22 Feb 2026", "23 Feb – 1 Mar 2026", "2–8 Mar 2026"]),
        (date(2025, 12, 5), date(2026, 2, 28), ["Dec 2025", "Jan 2026", "Feb 2026"]),
        (date(2025, 2, 5), date(2026, 2, 28), ["Jan – Mar 2025", "Apr – Jun 2025", "Jul – Sep 2025"]),
        (date(2019, 2, 5), date(2022, 1, 1), ["2019", "2020", "2021", "2022"]),
        (date(2001, 2, 5), date(2026, 1, 1), ["2001 – 2017", "2018", "2019"]),
    ],
)
def test_stretches_are_as_short_as_a_table_has_room_for(first: date, last: date, words: list[str]) -> None:
    found = [stretch.words for stretch in cut_time({first, last})]
    assert found[: len(words)] == words


@given(st.sets(st.dates(), min_size=1))
def test_every_day_lies_in_one_stretch(days: set[date]) -> None:
    found = cut_time(days)
    assert len(found) <= MOST_PERIODS
    for day in days:
        assert sum(stretch.first <= day <= stretch.last for stretch in found) == 1
    for one, other in pairwise(found):
        assert other.first - one.last == timedelta(days=1)
    assert cut_time(()) == ()

"""Times as reports of the field write them, reckoned from Friday 27 February 2026 unless the row says otherwise."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.normalise.periods import find_period
from counterclaim.normalise.timewords import Frame
from counterclaim.records.world import Period

FRIDAY = date(2026, 2, 27)


def find(words: str, published: date | None = FRIDAY, anchor: str | None = None, ahead: bool = False) -> str:
    """Give "start end precision", or the gap's reason."""
    day = (
        Period(date.fromisoformat(anchor), date.fromordinal(date.fromisoformat(anchor).toordinal() + 1), 1)
        if anchor
        else None
    )
    period, gap = find_period(words, Frame(published, day, ahead))
    if period is None:
        assert gap is not None
        return gap.why
    assert gap is None
    return f"{period.start} {period.end} {period.date_prec}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Friday", "2026-02-27 2026-02-28 1"),
        ("on Thursday", "2026-02-26 2026-02-27 1"),
        ("late Thursday", "2026-02-26 2026-02-27 1"),
        ("Thursday night", "2026-02-26 2026-02-27 1"),
        ("in the early hours of Wednesday", "2026-02-25 2026-02-26 1"),
        ("at 3 a.m. on Tuesday", "2026-02-24 2026-02-25 1"),
        ("last Friday", "2026-02-20 2026-02-21 1"),
        ("next Tuesday", "2026-03-03 2026-03-04 1"),
        ("Tuesday of last week", "2026-02-17 2026-02-18 1"),
        ("Wednesday, 25 February", "2026-02-25 2026-02-26 1"),
        ("today", "2026-02-27 2026-02-28 1"),
        ("this morning", "2026-02-27 2026-02-28 1"),
        ("yesterday", "2026-02-26 2026-02-27 1"),
        ("last night", "2026-02-26 2026-02-27 1"),
        ("overnight", "2026-02-26 2026-02-28 2"),
        ("overnight Wednesday", "2026-02-25 2026-02-27 2"),
        ("the night of October 11", "2025-10-11 2025-10-13 2"),
        ("Thursday and Friday", "2026-02-26 2026-02-28 2"),
        ("late Thursday into Friday", "2026-02-26 2026-02-28 2"),
        ("from Monday to Wednesday", "2026-02-23 2026-02-26 2"),
        ("over the weekend", "2026-02-21 2026-02-23 2"),
        ("earlier this week", "2026-02-23 2026-02-27 2"),
        ("early last week", "2026-02-16 2026-02-18 2"),
        ("last week", "2026-02-16 2026-02-23 3"),
        ("the week of October 5", "2025-09-29 2025-10-06 3"),
        ("last month", "2026-01-01 2026-02-01 4"),
        ("this month", "2026-02-01 2026-02-28 4"),
        ("earlier this year", "2026-01-01 2026-02-27 5"),
        ("last year", "2025-01-01 2026-01-01 5"),
        ("last October", "2025-10-01 2025-11-01 4"),
        ("in October", "2025-10-01 2025-11-01 4"),
        ("October last year", "2025-10-01 2025-11-01 4"),
        ("mid-August", "2025-08-11 2025-08-21 4"),
        ("late January", "2026-01-21 2026-02-01 4"),
        ("late last year", "2025-09-01 2026-01-01 5"),
        ("the second week of March 2024", "2024-03-08 2024-03-15 3"),
        ("11–12 October", "2025-10-11 2025-10-13 2"),
        ("October 11-12, 2023", "2023-10-11 2023-10-13 2"),
        ("between 11 and 14 October", "2025-10-11 2025-10-15 2"),
        ("from October 30 to November 2", "2025-10-30 2025-11-03 2"),
        ("the 3rd of May 2019", "2019-05-03 2019-05-04 1"),
        ("Feb. 26", "2026-02-26 2026-02-27 1"),
        ("2025-10-11", "2025-10-11 2025-10-12 1"),
        ("13/10/2025", "2025-10-13 2025-10-14 1"),
        ("since 26 February", "2026-02-26 2026-02-28 2"),
        ("since the truce ended in 2003", "2003-01-01 2026-02-28 5"),
        ("as of 4pm on February 25", "2026-02-25 2026-02-26 1"),
        ("in the past 24 hours", "2026-02-26 2026-02-28 2"),
        ("over the last two weeks", "2026-02-13 2026-02-28 4"),
        ("two days ago", "2026-02-25 2026-02-26 1"),
        ("three weeks ago", "2026-02-02 2026-02-09 3"),
        ("two decades ago", "2006-01-01 2007-01-01 5"),
        ("in 2003", "2003-01-01 2004-01-01 5"),
        ("in 1898", "1898-01-01 1899-01-01 5"),
        ("between 2001 and 2014", "2001-01-01 2015-01-01 5"),
        ("the 1990s", "1990-01-01 2000-01-01 5"),
        ("the second quarter of 2024", "2024-04-01 2024-07-01 5"),
        ("the first half of 2025", "2025-01-01 2025-07-01 5"),
        ("in the summer of 2014", "2014-06-01 2014-09-01 5"),
        ("Christmas Day", "2025-12-25 2025-12-26 1"),
        ("during Ramadan", "2026-02-18 2026-03-20 4"),
        ("later this month", "2026-02-27 2026-03-01 2"),
        ("into the early hours of Wednesday", "2026-02-25 2026-02-26 1"),
        ("nearly 8 p.m. on Tuesday", "2026-02-24 2026-02-25 1"),
        ("from 3:15 to 5:15 p.m. on Tuesday", "2026-02-24 2026-02-25 1"),
        ("5 this evening", "2026-02-27 2026-02-28 1"),
        ("at 6 am (2200 GMT Wednesday)", "2026-02-26 2026-02-27 1"),
        ("10 pm (0200 GMT Thursday)", "2026-02-25 2026-02-26 1"),
        ("at 6:30 am (0130 GMT Wednesday)", "2026-02-25 2026-02-26 1"),
        ("from midday on Friday until Saturday", "2026-02-27 2026-03-01 2"),
        ("from August to May 1, 2024", "2023-08-01 2024-05-02 5"),
        ("as of the end of 2024", "2024-12-31 2025-01-01 1"),
        ("since the 2014 annexation", "2014-01-01 2026-02-28 5"),
        ("20 years ago today", "2006-02-27 2006-02-28 1"),
        ("about an hour ago", "2026-02-27 2026-02-28 1"),
        ("ten hours ago", "2026-02-26 2026-02-28 2"),
        ("in the third quarter", "2025-07-01 2025-10-01 5"),
        ("the 2023-24 school year", "2023-01-01 2025-01-01 5"),
        ("this long weekend", "2026-02-21 2026-02-23 2"),
        ("Thanksgiving", "2025-11-27 2025-11-28 1"),
    ],
)
def test_times_are_reckoned_from_the_publication(words: str, told: str) -> None:
    assert find(words) == told


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("31 February", "no such date"),
        ("30 February 2024", "no such date"),
        ("Thursday, 25 February", "do not fit"),
        ("March 3", "ahead or be of the year before"),
        ("10/11/2025", "cannot be told apart"),
        ("until Friday", "no beginning"),
        ("after the attack", "what came before"),
        ("Saturday", "past or the coming"),
        ("in 1998 and 2009", "several times"),
        ("this", "no day"),
        ("at dawn", "no day"),
        ("around 4:30 local time", "no day"),
        ("the day before", "not known"),
        ("in recent days", "no days"),
        ("for months", "no days"),
        ("a few days ago", "how many"),
        ("the harvest", "not understood"),
        ("more than a week ago", "how long ago"),
        ("over six years ago", "how long ago"),
        ("by 6 p.m. Thursday", "no beginning"),
        ("between 7 a.m. and 7 p.m.", "no day"),
        ("as of 11.30am", "no day"),
        ("", "no day"),
        ("x" * 1000, "too long"),
    ],
)
def test_what_cannot_be_told_is_a_gap_and_never_the_publication_day(words: str, why: str) -> None:
    assert why in find(words)


@pytest.mark.parametrize(
    ("words", "anchor", "told"),
    [
        ("the day before", "2026-02-20", "2026-02-19 2026-02-20 1"),
        ("two days later", "2026-02-20", "2026-02-22 2026-02-23 1"),
        ("the same day", "2026-02-20", "2026-02-20 2026-02-21 1"),
        ("the following day", "2026-02-28", "2026-03-01 2026-03-02 1"),
        ("a year earlier", "2026-02-20", "2025-01-01 2026-01-01 5"),
        ("at dawn", "2026-02-20", "2026-02-20 2026-02-21 1"),
        ("overnight", "2026-02-20", "2026-02-20 2026-02-22 2"),
        ("in the previous 24 hours", "2026-02-20", "2026-02-19 2026-02-21 2"),
        ("between 7 a.m. and 7 p.m.", "2026-02-20", "2026-02-20 2026-02-21 1"),
    ],
)
def test_relative_times_are_told_from_the_sentence_s_other_time(words: str, anchor: str, told: str) -> None:
    assert find(words, anchor=anchor) == told


def test_weekday_of_what_may_lie_ahead_is_doubtful_except_today() -> None:
    assert "past or the coming" in find("Monday", ahead=True)
    assert find("Friday", ahead=True) == "2026-02-27 2026-02-28 1"
    assert find("March 3", ahead=True) == "2026-03-03 2026-03-04 1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Monday", "2026-03-02 2026-03-03 1"),
        ("Thursday", "2026-03-05 2026-03-06 1"),
        ("Saturday and Sunday", "2026-02-28 2026-03-02 2"),
        ("late Saturday into Sunday", "2026-02-28 2026-03-02 2"),
        ("overnight", "2026-02-27 2026-03-01 2"),
        ("this weekend", "2026-02-28 2026-03-02 2"),
        ("in January", "2027-01-01 2027-02-01 4"),
        ("from Monday", "2026-03-02 2026-03-03 1"),
        ("beginning on April 9", "2026-04-09 2026-04-10 1"),
        ("in the summer", "2026-06-01 2026-09-01 5"),
        ("over Easter", "2026-04-05 2026-04-06 1"),
        ("in the next 24 to 48 hours", "2026-02-27 2026-03-02 2"),
    ],
)
def test_what_is_said_to_lie_ahead_is_the_coming_one(words: str, told: str) -> None:
    period, _ = find_period(words, Frame(FRIDAY, None, may_lie_ahead=True, lies_ahead=True))
    assert period is not None
    assert f"{period.start} {period.end} {period.date_prec}" == told


def test_feast_on_the_morrow_of_publication_may_be_this_or_last_year_s() -> None:
    assert "day after publication" in find("New Year's Day", date(2025, 12, 31))
    assert find("New Year's Day", date(2026, 1, 1)) == "2026-01-01 2026-01-02 1"


def test_month_named_in_its_own_month() -> None:
    assert find("last October", date(2025, 10, 17)) == "2024-10-01 2024-11-01 4"
    assert find("in October", date(2025, 10, 17)) == "2025-10-01 2025-10-18 4"


def test_without_a_publication_day_only_full_dates_are_told() -> None:
    assert find("3 May 2019", None) == "2019-05-03 2019-05-04 1"
    assert find("in 2003", None) == "2003-01-01 2004-01-01 5"
    assert "not known" in find("Friday", None)


TIME_WORDS = """
    late early on the last next since from to and between in past 24 hours two days ago October 31 February Friday night
    2003 of week month Ramadan - , as 4pm a before after same day mid- end
"""
WORDS = st.sampled_from(TIME_WORDS.split())


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=60), st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_any_words_give_days_in_order_or_a_gap(words: str, published: date) -> None:
    period, gap = find_period(words, Frame(published))
    assert (period is None) != (gap is None)
    if period is not None:
        assert period.start < period.end
        assert find_period(words, Frame(published)) == (period, None)


@given(st.integers(0, 6), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_weekday_lies_within_the_last_week_and_the_next_day_s_is_doubtful(number: int, published: date) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    period, gap = find_period(name, Frame(published))
    if number == (published.weekday() + 1) % 7:
        assert gap is not None
        return
    assert period is not None
    assert 0 <= (published - period.start).days < 7
    assert period.start.weekday() == number


def test_hostile_words_cost_no_time() -> None:
    begun = time.process_time()
    for words in (
        "the " * 40,
        "since " * 26,
        "on the last " * 13,
        "to " * 50,
        "1" * 160,
        "and the night of " * 9,
        "a" * 10**6,
    ):
        find_period(words, Frame(FRIDAY))
    assert time.process_time() - begun < 2

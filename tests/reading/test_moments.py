from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reading.moments import parse_moment

CASES = [
    # written, UTC moment, exact
    ("2026-02-28", "2026-02-28T00:00:00+00:00", False),
    ("20260228", "2026-02-28T00:00:00+00:00", False),
    ("2026/02/28", "2026-02-28T00:00:00+00:00", False),
    ("2026-02-28T17:05:09Z", "2026-02-28T17:05:09+00:00", True),
    ("2026-02-28T17:05:09.123456+05:30", "2026-02-28T11:35:09+00:00", True),
    ("2026-02-28 17:05", "2026-02-28T17:05:00+00:00", True),
    ("Sat, 28 Feb 2026 17:05:09 +0500", "2026-02-28T12:05:09+00:00", True),
    ("Sat, 28 Feb 2026 17:05:09 GMT", "2026-02-28T17:05:09+00:00", True),
    ("28 February 2026", "2026-02-28T00:00:00+00:00", False),
    ("28th of February, 2026", "2026-02-28T00:00:00+00:00", False),
    ("February 28, 2026", "2026-02-28T00:00:00+00:00", False),
    ("Saturday, Feb. 28 2026 at 5:05 p.m.", "2026-02-28T17:05:00+00:00", True),
    ("Feb 28, 2026 12:30 am", "2026-02-28T00:30:00+00:00", True),
    ("Feb 28, 2026 | 10:15 GMT+3", "2026-02-28T07:15:00+00:00", True),
    ("28/02/2026", "2026-02-28T00:00:00+00:00", False),
    ("02.28.2026", "2026-02-28T00:00:00+00:00", False),
    ("03.04.2026", "2026-04-03T00:00:00+00:00", False),
    ("07:12, 14 October 2025", "2025-10-14T07:12:00+00:00", True),
    ("7.30pm on 14 October 2025", "2025-10-14T19:30:00+00:00", True),
    # IST is India's, Israel's and Ireland's: the day is sure, the hour is not.
    ("28 Feb 2026 10:15 IST", "2026-02-28T00:00:00+00:00", False),
]


@pytest.mark.parametrize(("written", "at", "exact"), CASES)
def test_written_times_are_understood(written: str, at: str, exact: bool) -> None:
    moment = parse_moment(written)
    assert moment is not None
    assert (moment.at.astimezone(tz=None).timestamp(), moment.exact) == (_stamp(at), exact)


@pytest.mark.parametrize(
    "written",
    [
        "", "yesterday", "03/04/2026", "31 February 2026", "2026-02-30", "2026-13-01", "Feb 28", "28 Feb 26",
        "The strike of 28 February 2026 killed nine", "28 February 2026 in the town", "2026-02-28T25:00",
        "0000-00-00", "9999-12-31", "2026-02-28T10:00+99:00", "١٢ فبراير ٢٠٢٦", "1" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_sure_date_is_none(written: str) -> None:
    assert parse_moment(written) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=90))
def test_any_string_gives_a_moment_or_none(written: str) -> None:
    moment = parse_moment(written)
    assert moment is None or moment.at.tzinfo is not None


def _stamp(iso: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(iso).timestamp()

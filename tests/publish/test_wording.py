from __future__ import annotations

from datetime import date

import pytest

from counterclaim.publish.wording import (
    CONTRADICTION_WORDS,
    KIND_NOUNS,
    POSITION_VERBS,
    RELATION_WORDS,
    count_of,
    join_words,
    write_days,
    write_period,
    write_place,
)
from counterclaim.records.statement import Kind
from counterclaim.records.story import ContradictionType, Relation
from counterclaim.records.world import Period
from tests.make import make_period, make_place


def test_every_kind_relation_and_contradiction_has_words() -> None:
    assert set(KIND_NOUNS) == set(Kind)
    assert set(RELATION_WORDS) == set(Relation)
    assert set(CONTRADICTION_WORDS) == set(ContradictionType)
    assert set(POSITION_VERBS) <= set(Kind)


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2026-02-27", "2026-02-27", "27 Feb 2026"),
        ("2026-02-26", "2026-02-28", "26–28 Feb 2026"),
        ("2026-02-26", "2026-03-01", "26 Feb – 1 Mar 2026"),
        ("2025-12-31", "2026-01-01", "31 Dec 2025 – 1 Jan 2026"),
    ],
)
def test_days_say_a_shared_month_or_year_once(first: str, last: str, written: str) -> None:
    assert write_days(date.fromisoformat(first), date.fromisoformat(last)) == written


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (make_period("2026-02-27"), "27 Feb 2026"),
        (make_period("2026-02-26", "2026-02-28", date_prec=2), "26–27 Feb 2026"),
        (make_period("2026-02-01", "2026-03-01", date_prec=4), "Feb 2026"),
        (make_period("2025-01-01", "2026-01-01", date_prec=5), "2025"),
        (None, "no date"),
    ],
)
def test_periods_are_half_open(period: Period | None, written: str) -> None:
    assert write_period(period) == written


def test_places_say_nothing_twice() -> None:
    assert write_place(make_place("Kabul", country="AFG", admin1="Kabul")) == "Kabul, AFG"
    assert write_place(None) == "no place"


def test_counts_and_lists_read_as_english() -> None:
    assert (count_of(1, "report"), count_of(1200, "copy", "copies")) == ("1 report", "1,200 copies")
    assert (join_words([]), join_words(["a"]), join_words(["a", "b", "c"])) == ("", "a", "a, b and c")

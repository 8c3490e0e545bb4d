"""What issue 3 lists under "Bad input", through the whole room: a claim with gaps, never a crash, never a guess."""

from __future__ import annotations

import pytest
from tests.make import make_report
from tests.normalise.marked import make_statement

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.normalise import normalise
from counterclaim.records.claim import Bound, Claim

ATLAS = Atlas()


def tell(text: str, published: str | None = "2026-02-27", **marked: tuple[str, ...]) -> Claim:
    (claim,) = normalise([make_statement(text, "killed", **marked)], make_report(text, published=published), ATLAS)
    return claim


def fields(claim: Claim) -> set[str]:
    return {gap.field for gap in claim.gaps}


@pytest.mark.parametrize(
    "name",
    [
        "Харьков",  # another script
        "Kaрachi",  # mixed scripts
        "Реshawar",  # homoglyphs
        "喀布尔",
        "كويته",
        "Quetta" * 84,  # 500 characters
        "Mr Jackson's house",
        "​",
        "K\u0336a\u0336b\u0336u\u0336l" * 20,
    ],
)
def test_a_name_that_nobody_can_place_is_a_gap(name: str) -> None:
    claim = tell(f"Nine people were killed in {name}.", amounts=("Nine",), places=(name,))
    assert [m.place for m in claim.place] == [None]
    assert "place" in fields(claim)


def test_a_place_named_like_a_person_is_the_place_where_the_report_says_so() -> None:
    claim = tell(
        "Nine people were killed in Jackson, Mississippi.", amounts=("Nine",), places=("Jackson, Mississippi",)
    )
    (mention,) = claim.place
    assert mention.place is not None
    assert (mention.place.name, mention.place.admin1) == ("Jackson", "Mississippi")


@pytest.mark.parametrize(
    "words", ["31 February", "on 30 February 2024", "the 32nd of May", "13/13/2024", "29 February 2023"]
)
def test_a_date_that_does_not_exist_is_a_gap(words: str) -> None:
    claim = tell(f"Nine people were killed {words}.", amounts=("Nine",), times=(words,))
    assert claim.time[0].period is None
    assert "time" in fields(claim)


@pytest.mark.parametrize(("words", "year"), [("in 1842", 1842), ("on 3 May 1648", 1648), ("in 1066", 1066)])
def test_years_before_1900_are_years(words: str, year: int) -> None:
    period = tell(f"Nine people were killed {words}.", amounts=("Nine",), times=(words,)).time[0].period
    assert period is not None
    assert period.start.year == year


def test_without_a_publication_date_a_weekday_is_a_gap_and_a_full_date_is_not() -> None:
    assert tell("Nine were killed on Friday.", None, amounts=("Nine",), times=("Friday",)).time[0].period is None
    period = tell("Nine were killed on 3 May 2024.", None, amounts=("Nine",), times=("3 May 2024",)).time[0].period
    assert period is not None


def test_a_publication_before_the_event_is_doubted() -> None:
    claim = tell("Nine were killed on 3 May 2027.", amounts=("Nine",), times=("3 May 2027",))
    assert any("after the day of publication" in gap.why for gap in claim.gaps)


@pytest.mark.parametrize(
    ("words", "start"), [("on 3 May 1987", "1987-05-03"), ("in June 2003", "2003-06-01"), ("in 2011", "2011-01-01")]
)
def test_what_is_told_long_after_it_happened_keeps_its_day(words: str, start: str) -> None:
    claim = tell(f"Nine were killed {words}.", amounts=("Nine",), times=(words,))
    period = claim.time[0].period
    assert period is not None
    assert period.start.isoformat() == start
    assert "time" not in fields(claim)


def test_a_weekday_is_never_the_one_of_a_publication_long_after_the_date_told() -> None:
    text = "Nine were killed on Friday, 2 May 2003."
    period = tell(text, amounts=("Nine",), times=("Friday, 2 May 2003",)).time[0].period
    assert period is not None
    assert (period.start.isoformat(), period.date_prec) == ("2003-05-02", 1)


@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("18446744073709551616", None, None, Bound.VAGUE),
        ("9" * 400, None, None, Bound.VAGUE),
        ("1,00,000", 100_000, 100_000, Bound.EXACT),
        ("one and a half million", 1_500_000, 1_500_000, Bound.EXACT),
        ("-", None, None, Bound.VAGUE),
    ],
)
def test_amounts_at_the_edges(words: str, low: int | None, high: int | None, bound: Bound) -> None:
    quantity = tell(f"Some {words} people were killed.", amounts=(words,)).quantity
    assert quantity is not None
    found = (quantity.low, quantity.high, quantity.bound)
    assert found == (low, high, Bound.ABOUT if bound is Bound.EXACT else bound)

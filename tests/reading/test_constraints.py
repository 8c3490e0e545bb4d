from __future__ import annotations

import pytest

from tests.reading.marked import complete


@pytest.mark.parametrize(
    "marked",
    [
        "Join our channel for more on the [[attack]].",
        "Follow us on X for news of the [[fighting]].",
        "READ MORE: Nine [[killed]] in raid",
    ],
)
def test_a_notice_to_readers_is_no_event(marked: str) -> None:
    assert complete(marked) is None


def test_who_follows_and_joins_in_the_field_is_kept() -> None:
    assert complete("Rebels joined the army in the [[attack]].") is not None


@pytest.mark.parametrize(
    ("marked", "amount", "kept"),
    [
        ("Rebels [[killed]] nine men.", "nine", True),
        ("A blast [[killed]] men 40 km from Herat.", "40", False),
        ("A 16-year-old was [[killed]] with 12 others.", "12", True),
        ("Rebels [[took]] 30% of the land.", "30", True),
    ],
)
def test_amounts_that_measure_something_else_are_left_out(marked: str, amount: str, kept: bool) -> None:
    assert bool(complete(marked, amounts=amount).amounts) is kept


def test_an_amount_inside_a_time_is_none() -> None:
    assert complete("Rebels [[killed]] men for three days.", amounts="three", time="for three days").amounts == ()

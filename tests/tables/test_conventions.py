"""Vague words under named conventions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import SetupError
from counterclaim.tables.conventions import load_conventions, parse_conventions

ACLED = load_conventions()["acled"]
HOUSE = parse_conventions(
    """
    [desk]
    source = "our desk, 2026"
    words = {several = [3, 9], "a few dozen" = [24, 60], dozens = [24, 99], dozen = 12}
    """,
    "desk.toml",
)["desk"]


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("dozens", 12), ("dozens of fighters", 12), ("a few dozen", 12), ("Hundreds", 100), ("tens", 10),
        ("tens of thousands", None), ("hundreds of thousands", None), ("dozens of millions", None), ("several", None),
        ("thousands", None), ("many", None), ("", None),
    ],
)  # fmt: skip
def test_words_are_read_as_acled_publishes_and_no_further(words: str, least: int | None) -> None:
    ends = ACLED.read(words)
    assert (ends[0] if ends else None) == least


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("several", (3, 9)),
        ("several hundred", None),
        ("a few dozen", (24, 60)),
        ("dozens", (24, 99)),
        ("half a dozen", (12, 12)),
        ("scores", None),
    ],
)
def test_a_house_table_may_widen_and_longer_entries_go_first(words: str, ends: tuple[int, int] | None) -> None:
    assert HOUSE.read(words) == ends


def test_every_convention_that_ships_says_where_it_is_published() -> None:
    assert all(convention.source and convention.words for convention in load_conventions().values())


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("[desk", "no table of conventions"),
        ("dozens = 12", "needs a source"),
        ("[desk]\nsource = 'x'", "needs a source"),
        ("[desk]\nsource = 'x'\n[desk.words]\ndozens = 'many'", "whole number"),
        ("[desk]\nsource = 'x'\n[desk.words]\ndozens = [9, 3]", "whole number"),
        ("[desk]\nsource = 'x'\n[desk.words]\ndozens = -1", "whole number"),
        ("[desk]\nsource = 'x'\n[desk.words]\ndozens = true", "whole number"),
    ],
)
def test_a_broken_table_says_what_is_wrong(written: str, why: str) -> None:
    with pytest.raises(SetupError, match=why):
        parse_conventions(written, "desk.toml")


@given(st.text(max_size=200))
def test_any_words_give_ends_in_order_or_nothing(words: str) -> None:
    ends = HOUSE.read(words)
    assert ends is None or ends[0] <= ends[1]

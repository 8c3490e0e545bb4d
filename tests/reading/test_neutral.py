from __future__ import annotations

from counterclaim.reading.neutral import DAY, YEAR, neutralise
from counterclaim.tables.nations import nations


def show(text: str) -> str:
    return " ".join(neutralise(text.split(), nations()))


def test_two_sides_exchanged_look_alike() -> None:
    assert show("Chad said Mali fired") == show("Mali said Chad fired")


def test_years_look_alike_and_counts_do_not() -> None:
    assert show("since 1998 or 2026") == f"since {YEAR} or {YEAR}"
    assert show("9 men 1900 men 12026 men 20 26") == "9 men 1900 men 12026 men 20 26"


def test_days_of_the_week_look_alike() -> None:
    assert show("Sunday or late Friday") == f"{DAY} or late {DAY}"

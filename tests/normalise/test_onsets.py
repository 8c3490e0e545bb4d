"""What is reckoned from a war, a truce or a coup: from the report's own words, else from the tables."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.normalise.moments import Moments, Told
from counterclaim.normalise.onsets import Onsets, find_beginning
from counterclaim.records.text import Span

FRIDAY = date(2026, 2, 27)


@pytest.mark.parametrize(
    ("text", "states", "words", "begins"),
    [
        ("The truce took effect on 3 May 2025.", (), "since the truce", date(2025, 5, 3)),
        ("The ceasefire of 3 May 2025 held. It was the May 2025 truce.", (), "since the ceasefire", date(2025, 5, 3)),
        ("The war, which erupted in May 2025, goes on.", (), "since the start of the war", date(2025, 5, 1)),
        ("The November coup was bloodless.", (), "since the coup at 31", date(2025, 11, 1)),
        ("Shells fell.", ("UKR", "RUS", "POL"), "since the start of the full-scale invasion", date(2022, 2, 24)),
        ("Shells fell.", ("UKR", "RUS"), "since Russia’s invasion of Ukraine", date(2022, 2, 24)),
        ("Shells fell.", ("UKR",), "since the invasion", None),
        ("The 2014 war began in May 2025.", ("SDN",), "since the war began", None),
        ("The truce of 3 May 2025 broke; the truce of 9 June 2025 held.", (), "since the truce", None),
        ("They recalled the 1998 war.", (), "since the war", None),
        ("Shells fell.", (), "since the truce", None),
        ("Shells fell.", ("UKR", "RUS"), "before the invasion", None),
    ],
)
def test_since_an_event_begins_with_it(text: str, states: tuple[str, ...], words: str, begins: date | None) -> None:
    found = Onsets(text, FRIDAY, states).find(words)
    assert (found.start if found else None) == begins
    assert found is None or found.end == date(2026, 2, 28)


def test_without_a_day_nothing_is_reckoned() -> None:
    assert Onsets("The truce of 3 May 2025 held.", None, ()).find("since the truce") is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The war, which erupted in May 2020, has killed 900.", "erupted in May 2020"),
        ("The war, which erupted in May 2020, killed 900.", None),
        ("The bridge, which was opened in May 2020, has cost lives: it killed 900.", None),
    ],
)
def test_a_war_that_goes_on_tells_its_beginning(sentence: str, words: str | None) -> None:
    found = find_beginning(sentence, sentence.index("killed"))
    assert (sentence[slice(*found)] if found else None) == words


def test_since_then_takes_up_the_last_time_told() -> None:
    text = "Ten fell since the truce, and forty in the same weeks. Two have died since then."
    told = [
        Told(Span(at, at + len(words), words), Span(0, len(text), text))
        for words in ("since the truce", "in the same weeks", "since then")
        for at in (text.index(words),)
    ]
    moments = Moments(FRIDAY, told, Onsets("The truce of 3 May 2025 holds.", FRIDAY, ()))
    mention, gap = moments.resolve(told[-1])
    assert gap is None
    assert mention.period is not None
    assert mention.period.start == date(2025, 5, 3)

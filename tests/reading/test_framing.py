from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.reading.framing import frame
from counterclaim.records.statement import Attribution, Kind, Voice
from counterclaim.records.text import Span
from tests.reading.marked import complete


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("In Zenda, rescuers pulled five [[bodies]] from a house.", "Zenda"),
        ("In the northern town of Zenda, shells [[killed]] nine.", "the northern town of Zenda"),
        ("Elsewhere, in Zenda district on Friday, shells [[killed]] nine.", "Zenda district"),
        ("In Port el Zenda late on Monday, shells [[killed]] nine.", "Port el Zenda"),
        ("Also in Zenda Friday, police found nine [[bodies]].", "Zenda"),
        ("In December, shells [[killed]] nine.", None),
        ("In parliament, a member spoke of nine [[killed]].", None),
        ("In a statement, the army told of nine [[killed]].", None),
        ("After shells [[fell]] nine died. In Zenda, it rained.", None),
        ("In Zenda shells [[killed]] nine.", None),
    ],
)
def test_the_place_that_opens_a_sentence_is_where_harm_was_done(marked: str, place: str | None) -> None:
    found = frame(complete(marked)).place
    assert [p.text for p in found] == ([place] if place else [])


def test_a_place_of_its_own_stays() -> None:
    statement = complete("In Zenda, the toll of the shells that [[killed]] nine in Strelsau rose.", place="Strelsau")
    assert [p.text for p in frame(statement).place] == ["Strelsau"]


def test_where_it_is_said_is_not_where_it_was_done() -> None:
    text = "In Zenda, the ministry said shells [[killed]] nine."
    speaker = Attribution(Voice.SPEAKER, Span(10, 22, "the ministry"), Span(23, 27, "said"), None)
    assert frame(complete(text, source=speaker)).place == ()


def test_talks_are_told_from_anywhere() -> None:
    assert frame(complete("In Zenda, both sides [[met]].", kind=Kind.CONSULT)).place == ()


@pytest.mark.parametrize(
    ("marked", "places", "kept"),
    [
        (
            "The war [[displaced]] many in Zenda; on the Strelsau side nine died.",
            ("Zenda", "the Strelsau side"),
            ("Zenda",),
        ),
        ("The war [[displaced]] many; on the Strelsau side nine died.", ("the Strelsau side",), ()),
        ("A car was hit in Zenda and a woman [[killed]] in Strelsau.", ("Zenda", "Strelsau"), ("Strelsau",)),
        ("A car was hit in Zenda and a woman [[killed]].", ("Zenda",), ("Zenda",)),
        ("In Zenda and beyond nine were [[killed]] in Strelsau.", ("Zenda", "Strelsau"), ("Zenda", "Strelsau")),
        ("Shells [[fell]] on Zenda and Strelsau.", ("Zenda", "Strelsau"), ("Zenda", "Strelsau")),
        ("One man [[died]], unlike in Thursday's raid on Zenda.", ("Zenda",), ()),
    ],
)
def test_a_place_of_another_clause_is_left_out(marked: str, places: tuple[str, ...], kept: tuple[str, ...]) -> None:
    statement = complete(marked)
    text = statement.evidence.text
    spans = tuple(Span(text.index(p), text.index(p) + len(p), p) for p in places)
    assert tuple(p.text for p in frame(replace(statement, place=spans)).place) == kept

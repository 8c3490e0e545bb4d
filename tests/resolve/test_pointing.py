"""Words that a person points at: each role takes them, and gives them up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.statement import Voice
from counterclaim.records.text import Span
from counterclaim.resolve.corrections import correct
from counterclaim.resolve.pointing import ROLES, find_span, point
from tests.make import make_claim, make_judgement, make_part, make_report

TEXT = "Earlier. The ministry said shells killed four men in Zenda on Friday."
REPORT = make_report(TEXT)
CLAIM = make_claim(report=REPORT, sentence=TEXT, low=9, place="Zenda", period="2026-03-01", actor="Graustark")
LOOKS: dict[str, Any] = {
    "event": lambda c: c.statement.trigger,
    "figure": lambda c: c.quantity and c.quantity.span,
    "speaker": lambda c: c.statement.source.speaker,
    "actor": lambda c: c.actor[0].span if c.actor else None,
    "object": lambda c: c.object[0].span if c.object else None,
    "place": lambda c: c.place[0].span if c.place else None,
    "time": lambda c: c.time[0].span if c.time else None,
}


def words(text: str) -> Span:
    return Span(TEXT.index(text), TEXT.index(text) + len(text), text)


def edit(claim: Claim, **at: object) -> Claim:
    fields = {f"words.{role}": value for role, value in at.items()}
    made = make_judgement("edit", claim.id, detail=json.dumps({"set": fields}))
    return correct([claim], [made], [REPORT])[0]


def test_every_role_has_a_case() -> None:
    assert tuple(LOOKS) == ROLES


@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_words_and_gives_them_up(role: str) -> None:
    span = words("four men")
    pointed = edit(CLAIM, **{role: [span.start, span.end]})
    assert LOOKS[role](pointed) == span
    assert pointed.id == CLAIM.id
    assert pointed.statement.id == CLAIM.statement.id
    if role == "event":
        assert edit(CLAIM, event=None) == CLAIM
    else:
        assert LOOKS[role](edit(CLAIM, **{role: None})) is None


def test_a_speaker_makes_it_spoken_and_none_the_report_s_own_voice() -> None:
    spoken = point(CLAIM, "speaker", words("The ministry"))
    assert spoken.statement.source.voice is Voice.SPEAKER
    assert point(spoken, "speaker", None).statement.source.voice is Voice.REPORT


def test_a_speaker_of_another_sentence_is_carried_on() -> None:
    inner = make_claim(report=REPORT, sentence=TEXT[9:], start=9)
    assert point(inner, "speaker", words("Earlier")).statement.source.carried
    assert not point(inner, "speaker", words("The ministry")).statement.source.carried


def test_parts_that_stand_apart_from_the_new_figure_stay() -> None:
    claim = make_claim(report=REPORT, sentence=TEXT, low=9, parts=(make_part(3, "boys", start=60),))
    pointed = point(claim, "figure", words("four"))
    assert pointed.quantity is not None
    assert pointed.quantity.written
    assert pointed.quantity.parts == claim.quantity.parts if claim.quantity else False


@pytest.mark.parametrize("value", [[5], "5-9", [9, 5], [-1, 4], [0, 10_000], [True, 4], {"start": 1}])
def test_places_that_are_none_change_nothing(value: object) -> None:
    assert edit(CLAIM, place=value) == CLAIM
    with pytest.raises(ValueError, match=r"words stand"):
        find_span(value, TEXT)


def test_without_its_report_an_edit_of_words_changes_nothing() -> None:
    made = make_judgement("edit", CLAIM.id, detail=json.dumps({"set": {"words.place": [0, 5]}}))
    assert correct([CLAIM], [made]) == (CLAIM,)

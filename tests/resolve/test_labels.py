"""Labels name whose losses by whom and never state a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.text import Span
from counterclaim.records.world import ActorMention
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_part, make_place, make_report

REPORT = make_report("r")
RURITANIA = "Government of Ruritania"
ZENDA = make_place("Zenda", country="RUR")
HENTZAU = make_place("Hentzau", country="RUR")
STRIP = make_place("Zenda Strip", country="RUR")
MISSION = make_actor("Aid Mission", sector="NGO")

CASES = [
    ({"people": "fighters", "side": "Red Front", "actor": RURITANIA}, "Red Front’s fighters killed, by Ruritania’s forces"),
    ({"people": "12 soldiers", "side": RURITANIA}, "Ruritania’s soldiers killed"),
    ({"people": "nine children", "place": ZENDA, "period": "2026-03-01"}, "Children killed in Zenda"),
    ({"people": "civilians", "place": STRIP, "period": "2026-03-01"}, "Civilians killed in the Zenda Strip"),
    ({"people": "civilians", "kind": "INJURE", "place": ZENDA}, "Civilians injured in Zenda"),
    ({"people": "89 posts", "unit": "posts", "kind": "DESTROY", "side": "Red Front"}, "Red Front’s posts destroyed"),
    ({"people": "people", "place": (ZENDA, HENTZAU), "scope_start": "2023-10-07"},
     "People killed in Hentzau and Zenda since 7 October 2023"),
    ({"people": "354 hostages", "kind": "CAPTURE"}, "Hostages captured"),
    ({"people": "people", "scope_start": "2023-10-07"}, "People killed since 7 October 2023"),
    ({"people": "people", "measure": "casualties"}, "People killed or injured"),
    ({"people": "captives", "kind": "RELEASE", "actor": MISSION}, "Hostages released, by Aid Mission"),
    ({"people": "people", "actor": make_actor("Ruritanians", sector="CVL")}, "People killed, by Ruritanians"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_label(facts: dict[str, Any], expected: str) -> None:
    (question,) = group([make_claim(report=REPORT, low=274, **facts)], [REPORT]).questions
    assert question.label == expected
    assert not re.search(r"\d", question.label.replace("7 October 2023", ""))


def test_a_part_of_the_hostages_is_named_by_its_own_words() -> None:
    claim = make_claim(
        report=REPORT, kind="CAPTURE", low=137, people="137 hostages", parts=(make_part(20, "women", start=40),)
    )
    labels = {q.label for q in group([claim], [REPORT]).questions}
    assert labels == {"Hostages captured", "Women captured"}


def test_a_doer_whom_fewer_than_half_name_is_not_in_the_label() -> None:
    claims = [
        make_claim(report=REPORT, low=84, people="84 people", place=ZENDA, period="2026-03-01", start=1),
        replace(
            make_claim(report=REPORT, low=84, people="84 people", place=ZENDA, period="2026-03-01", start=200),
            actor=(ActorMention(Span(200, 223, "the driver of the lorry")),),
        ),
        make_claim(
            report=REPORT, low=84, people="84 people", place=ZENDA, period="2026-03-01", start=400, actor=RURITANIA
        ),
    ]
    assert [q.label for q in group(claims[::2], [REPORT]).questions] == [
        "People killed in Zenda, by Ruritania’s forces"
    ]
    assert [q.label for q in group(claims, [REPORT]).questions] == ["People killed in Zenda"]


def test_somebody_shot_by_the_police_is_no_toll() -> None:
    toll = make_claim(report=REPORT, low=84, people="84 people", place=ZENDA, period="2026-03-01", start=1)
    shot = make_claim(
        report=REPORT,
        low=1,
        people="The driver",
        written=False,
        place=ZENDA,
        period="2026-03-01",
        start=200,
        actor=RURITANIA,
    )
    questions = group([toll, shot], [REPORT]).questions
    assert sorted(q.label for q in questions) == [
        "People killed in Zenda",
        "People killed in Zenda, by Ruritania’s forces",
    ]
    counted = replace(shot, object=(ActorMention(Span(200, 208, "A driver")),))
    assert len(group([toll, counted], [REPORT]).questions) == 1

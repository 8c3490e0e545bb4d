from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.records.plain import to_plain
from counterclaim.records.story import Judgement
from counterclaim.resolve.corrections import correct
from counterclaim.resolve.fields import EDITS
from tests.make import make_actor, make_claim, make_judgement, make_period, make_place, make_report

CLAIM = make_claim(report=make_report("r"), low=9, place="Zenda", period="2026-03-01", actor="Graustark")
PLACE = to_plain(make_place("Hentzau", country="RUR"))


def edit(at: int = 10, subject: str = CLAIM.id, **fields: object) -> Judgement:
    return make_judgement("edit", subject, at=f"2026-03-02T{at}:00:00", detail=json.dumps({"set": fields}))


CASES: list[tuple[str, Any, Any]] = [
    ("kind", "INJURE", lambda c: c.statement.kind.value),
    ("measure", "injured", lambda c: c.measure.value),
    ("measure", None, lambda c: c.measure),
    ("side", "Red Front", lambda c: c.victim_side),
    ("actor", to_plain(make_actor("Red Front", side="Red Front")), lambda c: to_plain(c.actor[0].actor)),
    ("actor", None, lambda c: c.actor[0] if c.actor else None),
    ("place", PLACE, lambda c: to_plain(c.place[0].place)),
    ("period", to_plain(make_period("2026-02-27")), lambda c: to_plain(c.time[0].period)),
    ("claimant", {"key": "k", "name": "The Council", "basis": "speaker"}, lambda c: to_plain(c.claimant)),
    ("figure", None, lambda c: c.quantity),
    ("victims", {"value": "civilian", "by": "The Council"}, lambda c: to_plain(c.victim_status)),
    ("told", "negated", lambda c: c.statement.status.value),
]


@pytest.mark.parametrize(("name", "value", "look"), CASES)
def test_an_edit_sets_its_field_and_leaves_words_and_ids(name: str, value: object, look: Any) -> None:
    (corrected,) = correct([CLAIM], [edit(**{name: value})])
    assert look(corrected) == value
    assert (corrected.id, corrected.statement.id) == (CLAIM.id, CLAIM.statement.id)
    assert corrected.statement.evidence == CLAIM.statement.evidence


def test_every_field_has_a_case() -> None:
    assert {name for name, _, _ in CASES} == EDITS.keys()


def test_a_figure_keeps_its_span_or_stands_on_the_trigger() -> None:
    (corrected,) = correct([CLAIM], [edit(figure={"low": 12, "high": None, "bound": "at least"})])
    assert corrected.quantity is not None
    assert CLAIM.quantity is not None
    assert (corrected.quantity.low, corrected.quantity.high, corrected.quantity.bound) == (12, None, "at least")
    assert corrected.quantity.span == CLAIM.quantity.span
    bare = make_claim(report=make_report("r"))
    (counted,) = correct([bare], [edit(subject=bare.id, figure={"low": 3, "high": 3, "bound": "exactly"})])
    assert counted.quantity is not None
    assert counted.quantity.span == bare.statement.trigger
    assert not counted.quantity.written


def test_the_last_edit_of_a_field_holds_and_the_others_stay() -> None:
    early, late = edit(10, side="Red Front", measure="injured"), edit(11, side="Blue Front")
    (corrected,) = correct([CLAIM], [late, early])
    assert (corrected.victim_side, corrected.measure) == ("Blue Front", "injured")
    undo = make_judgement("edit", CLAIM.id, at="2026-03-02T12:00:00", revokes=late.id)
    (back,) = correct([CLAIM], [late, early, undo])
    assert back.victim_side == "Red Front"


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "███"}, {"measure": 7}, {"side": None}, {"figure": {"low": "9", "high": 9, "bound": "exactly"}},
        {"figure": {"low": -1, "high": 9, "bound": "exactly"}}, {"figure": {"low": 1}}, {"place": "Zenda"},
        {"claimant": {"key": "", "name": "", "basis": "speaker"}}, {"nonsense": 1},
    ],
)  # fmt: skip
def test_what_cannot_be_understood_changes_nothing(fields: dict[str, object]) -> None:
    assert correct([CLAIM], [edit(**fields)]) == (CLAIM,)
    assert correct([CLAIM], [make_judgement("edit", CLAIM.id, detail="{")]) == (CLAIM,)

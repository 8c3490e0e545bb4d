"""Which claims take over a place or a day that another sentence tells, and which stay open."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.records.claim import Gap
from counterclaim.records.world import Period
from counterclaim.resolve.carrying import carry
from counterclaim.resolve.facets import lay_out
from tests.make import make_claim, make_place, make_report

ZENDA = make_place("Zenda", country="RUR", admin1="North")
HENTZAU = make_place("Hentzau", country="RUR")
NORTH = make_place("North", country="RUR", where_prec=4)
SHELL = {
    "kind": "STRIKE",
    "trigger": "hit",
    "people": "the market",
    "place": ZENDA,
    "period": "2026-02-28",
    "sentence": "Shells hit the market on Saturday.",
}
DEAD = {"low": 9, "people": "Nine people", "sentence": "Nine people were killed, doctors said."}
IN_NORTH = "In the North, nine people were killed when shells hit the market of Zenda on Saturday."

CASES: list[tuple[str, list[dict[str, Any]], str | None, bool]] = [
    ("a bare count of the next sentence", [SHELL, DEAD], "Zenda", True),
    (
        "the finest of two that lie in one another",
        [{**SHELL, "place": (ZENDA, NORTH)}, DEAD],
        "Zenda",
        True,
    ),
    ("an own place, however wide", [SHELL, {**DEAD, "place": NORTH}], "North", False),
    (
        "a finer place of the same sentence",
        [{**SHELL, "sentence": IN_NORTH}, {**DEAD, "place": NORTH, "sentence": IN_NORTH}],
        "Zenda",
        True,
    ),
    ("a name that nobody knows", [SHELL, {**DEAD, "place": "?Strelsau"}], None, False),
    ("an own day", [SHELL, {**DEAD, "period": "2026-02-28"}], "Zenda", False),
    ("two places", [{**SHELL, "place": (ZENDA, HENTZAU)}, DEAD], None, True),
    (
        "another matter begins",
        [SHELL, {**DEAD, "sentence": "Separately, nine people were killed, doctors said."}],
        None,
        False,
    ),
    ("a fear", [SHELL, {**DEAD, "status": "irrealis", "sentence": "Nine people may have been killed."}], None, False),
    (
        "what is told only to date another thing",
        [{**SHELL, "trigger": "attack", "sentence": "It came eight months after the attack."}, DEAD],
        None,
        False,
    ),
    (
        "attacks without number",
        [SHELL, {**DEAD, "kind": "FIGHT", "trigger": "attacks", "sentence": "Rebels stepped up their attacks."}],
        None,
        False,
    ),
    (
        "who was seized need not have been seized there",
        [SHELL, {**DEAD, "kind": "CAPTURE", "trigger": "held", "sentence": "Nine people are held."}],
        None,
        False,
    ),
]


@pytest.mark.parametrize(("why", "told", "place", "takes_time"), CASES, ids=[case[0] for case in CASES])
def test_a_count_takes_over_where_and_when_it_was(
    why: str, told: list[dict[str, Any]], place: str | None, takes_time: bool
) -> None:
    report = make_report(" ".join(facts["sentence"] for facts in told))
    claims = [make_claim(report=report, start=report.text.index(facts["sentence"]), **facts) for facts in told]
    counted = next(n for n, facts in enumerate(told) if "low" in facts)
    claim = carry(claims, report)[counted]
    assert next((m.place.name for m in claim.place if m.place), None) == place
    carried = [m for m in claim.time if m.is_carried]
    assert bool(carried) is takes_time
    assert all(isinstance(m.period, Period) for m in carried)


def test_what_is_carried_closes_the_gap_and_changes_nothing_for_grouping() -> None:
    report = make_report(f"{SHELL['sentence']} {DEAD['sentence']}")
    told, counted = (
        make_claim(report=report, start=report.text.index(str(facts["sentence"])), **facts)  # type: ignore[arg-type]
        for facts in (SHELL, DEAD)
    )
    object.__setattr__(counted, "gaps", (Gap("place", "the sentence names no place"), Gap("side", "nobody is named")))
    first, second = carry((told, counted), report)
    assert first is told
    assert [gap.field for gap in second.gaps] == ["side"]
    assert [m.span for m in second.place if m.is_carried] == [told.place[0].span]
    facet = lay_out(second, report, report.id)
    assert (facet.spots, facet.period, facet.clock) == ((), None, None)
    assert carry((first, second), report) == (first, second)

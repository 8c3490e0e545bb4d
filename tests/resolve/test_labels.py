"""Labels name whose losses by whom and never state a figure."""

from __future__ import annotations

import re
from typing import Any

import pytest

from counterclaim.resolve.group import group
from tests.make import make_claim, make_place, make_report

REPORT = make_report("r")
RURITANIA = "Government of Ruritania"
ZENDA = make_place("Zenda", country="RUR")

CASES = [
    ({"people": "fighters", "side": "Red Front", "actor": RURITANIA}, "Red Front’s fighters killed, by Ruritania’s forces"),
    ({"people": "12 soldiers", "side": RURITANIA}, "Ruritania’s soldiers killed"),
    ({"people": "nine children", "place": ZENDA, "period": "2026-03-01"}, "Children killed in Zenda"),
    ({"people": "civilians", "kind": "INJURE", "place": ZENDA}, "Civilians injured in Zenda"),
    ({"people": "89 posts", "unit": "posts", "kind": "DESTROY", "side": "Red Front"}, "Red Front’s posts destroyed"),
    ({"people": "people", "scope_start": "2023-10-07"}, "People killed since 7 October 2023"),
    ({"people": "people", "measure": "casualties"}, "People killed or injured"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_label(facts: dict[str, Any], expected: str) -> None:
    (question,) = group([make_claim(report=REPORT, low=274, **facts)], [REPORT]).questions
    assert question.label == expected
    assert not re.search(r"\d", question.label.replace("7 October 2023", ""))

from __future__ import annotations

import pytest

from counterclaim.records.statement import Kind
from tests.reading.marked import complete


@pytest.mark.parametrize(
    ("marked", "found", "objects", "actors"),
    [
        (
            "The brigade inflicted some 90 [[casualties]] on the Ruritanian army.",
            {"actor": "The brigade", "object": "some 90 casualties"},
            ["some 90 casualties", "the Ruritanian army"],
            ["The brigade"],
        ),
        (
            "Ruritanian forces suffered 700 [[casualties]] in May.",
            {"actor": "Ruritanian forces", "object": "700 casualties"},
            ["700 casualties", "Ruritanian forces"],
            [],
        ),
        (
            "The rebels have sustained heavy [[losses]].",
            {"actor": "The rebels"},
            ["The rebels"],
            [],
        ),
        (
            "Ruritanian troops [[lost]] 40 men and two tanks in May.",
            {"actor": "Ruritanian troops", "object": "40 men"},
            ["40 men"],
            ["Ruritanian troops"],
        ),
        ("Marta Kos [[lost]] two sons.", {"actor": "Marta Kos", "object": "two sons"}, ["two sons"], ["Marta Kos"]),
        (
            "The army killed nine and reported [[losses]] on Monday.",
            {"actor": "The army"},
            [],
            ["The army"],
        ),
        (
            "The rebels inflicted heavy [[losses]].",
            {"actor": "The rebels"},
            [],
            ["The rebels"],
        ),
        (
            "The rebels [[killed]] nine on the road.",
            {"actor": "The rebels", "object": "nine"},
            ["nine"],
            ["The rebels"],
        ),
    ],
)
def test_whose_casualties_are_counted(
    marked: str, found: dict[str, str], objects: list[str], actors: list[str]
) -> None:
    done = complete(marked, kind=Kind.KILL, **found)
    assert [o.text for o in done.object] == objects
    assert [a.text for a in done.actor] == actors

from __future__ import annotations

from collections.abc import Sequence

import pytest

from counterclaim.normalise.gazetteer import Candidate
from counterclaim.normalise.toponyms import find_toponyms

KNOWN = {
    "Northland": "country", "Northish": "country", "Southland": "country", "Alba": "admin1", "Alba district": "admin2",
    "Alba Nova": "place", "Brod": "place", "al-Mina": "place", "Southern Province": "admin1", "UN": "place",
    "Northland-Southland border": "line", "Church": "place", "City": "place",
}  # fmt: skip


def find(name: str) -> Sequence[Candidate]:
    return [Candidate(name, name, KNOWN[name], None, None, None, 0.0, 0.0)] if name in KNOWN else []


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Alba Nova", [("Alba Nova", None)]),
        ("a market in Brod, Alba", [("Brod", None), ("Alba", None)]),
        ("the town of Brod", [("Brod", "place")]),
        ("the province of Alba", [("Alba", "admin1")]),
        ("Alba province", [("Alba", "admin1")]),
        ("the Alba region", [("Alba", "admin1")]),
        ("the region of Alba", [("Alba", "admin1")]),
        ("the region of Brod", [("Brod", None)]),
        ("Alba tribal district", [("Alba", "admin2")]),
        ("Alba district", [("Alba district", "admin2")]),
        ("the northern district of Brod", [("Brod", "admin2")]),
        ("a district of Brod", [("Brod", None)]),
        ("the Alba town of Brod", [("Alba", None), ("Brod", "place")]),
        ("Brod and Alba provinces", [("Brod", "admin1"), ("Alba", "admin1")]),
        ("Northland's south", [("Northland", None)]),
        ("al-Mina", [("al-Mina", None)]),
        ("the Northland-Southland frontier", [("Northland", None), ("Southland", None)]),
        ("the Northland-Southland border", [("Northland-Southland border", "line")]),
        ("Northland-held hills", []),
        ("the Northishs", [("Northish", None)]),
        ("hills held by the Northishs", []),
        ("the brod", []),
        ("the City", []),
        ("the UN", []),
        ("Southern Province", [("Southern Province", "admin1")]),
        ("BROD", []),
        ("", []),
    ],
)
def test_names_are_found_longest_first_with_the_level_that_is_told(
    phrase: str, names: list[tuple[str, str | None]]
) -> None:
    found = find_toponyms(phrase, find)
    assert [(t.name, t.level) for t in found] == names
    assert all(phrase[t.start : t.end] == t.name for t in found)


@pytest.mark.parametrize(
    ("phrase", "partial"),
    [("Brod Heights", True), ("the Church of the Saviour", True), ("Brod, Heights", False), ("Brod city", False)],
)
def test_name_that_is_part_of_another_is_marked(phrase: str, partial: bool) -> None:
    assert [t.is_partial for t in find_toponyms(phrase, find)] == [partial]


@pytest.mark.parametrize(
    ("phrase", "adjective"), [("the Northish hills", True), ("Northish", False), ("Brod's hills", False)]
)
def test_name_before_a_noun_is_an_adjective(phrase: str, adjective: bool) -> None:
    assert [t.is_adjective for t in find_toponyms(phrase, find)] == [adjective]

from __future__ import annotations

import pytest

from counterclaim.publish.map import MapPlace, draw_map, needs_shelter
from counterclaim.records.world import Place
from tests.make import make_claim, make_place


def spot(name: str, at: tuple[float, float] | None, where_prec: int = 1, *, is_sheltered: bool = False) -> MapPlace:
    place: Place = make_place(name, at=at, where_prec=where_prec)
    return MapPlace(place, name, f"#place-{place.id}", f"{name}: 1 incident told", is_sheltered)


def test_only_an_exact_place_is_a_dot() -> None:
    drawn = draw_map([spot(f"P{n}", (34.0 + n / 2, 69.0), n) for n in range(1, 8)])
    assert drawn
    assert {s.name: s.radius > 0 for s in drawn.symbols} == {"P1": False, "P2": True, "P3": True, "P4": True}
    assert [p.name for p in drawn.listed] == ["P5", "P6", "P7"]


def test_a_sheltered_place_is_an_area_and_says_so() -> None:
    drawn = draw_map([spot("Zenda", (34.0, 69.0), is_sheltered=True)])
    assert drawn
    assert drawn.symbols[0].radius > 0
    assert "point withheld" in drawn.symbols[0].title


@pytest.mark.parametrize(
    ("sentence", "sheltered"),
    [
        ("shells hit a hospital", True),
        ("people in a shelter died", True),
        ("a camp for displaced families", True),
        ("an army post was hit", False),
    ],
)
def test_shelters_and_hospitals_are_found_in_the_words(sentence: str, sheltered: bool) -> None:
    assert needs_shelter([make_claim(sentence=sentence)]) is sheltered


def test_a_witness_shelters_the_place() -> None:
    assert needs_shelter([make_claim(claimant="Rolf", speaker_class="witness")])


def test_disputed_lines_in_view_are_dashed_and_named() -> None:
    drawn = draw_map([spot("Near the Durand Line", (33.9, 70.1))])
    assert drawn
    assert "Durand Line" in drawn.disputed_names
    assert drawn.disputed.startswith("M")
    assert {n.text for n in drawn.names} >= {"Afghanistan", "Pakistan"}


@pytest.mark.parametrize("others", [(), ("Torkham",)])
def test_a_line_that_the_base_map_knows_is_drawn_along(others: tuple[str, ...]) -> None:
    points = [spot(name, (34.1, 71.1)) for name in others]
    drawn = draw_map([*points, spot("Durand Line", None, 5), spot("the coast", None, 5)])
    assert drawn
    assert [line.name for line in drawn.lines] == ["Durand Line"]
    assert drawn.lines[0].path.startswith("M")
    assert [p.name for p in drawn.listed] == ["the coast"]


@pytest.mark.parametrize("at", [(0.0, 179.9), (84.9, 10.0), (-60.0, -179.9), (0.0, 0.0)])
def test_edges_of_the_world_can_be_drawn(at: tuple[float, float]) -> None:
    drawn = draw_map([spot("Edge", at)])
    assert drawn
    symbol = drawn.symbols[0]
    assert 0 <= symbol.x <= drawn.width
    assert 0 <= symbol.y <= drawn.height


def test_places_all_over_the_world_share_one_view() -> None:
    drawn = draw_map([spot("A", (64.0, -150.0)), spot("B", (-40.0, 170.0))])
    assert drawn
    assert all(0 <= s.x <= drawn.width and 0 <= s.y <= drawn.height for s in drawn.symbols)


def test_nothing_to_draw_is_no_map() -> None:
    assert draw_map([]) is None
    assert draw_map([spot("Somewhere", None), spot("Country", (33.0, 66.0), 6)]) is None

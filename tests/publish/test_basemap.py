from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.basemap import (
    DETAILS,
    Basemap,
    Country,
    clip_line,
    clip_ring,
    find_detail,
    load_basemap,
    meets,
)

BOX = (-1.0, -1.0, 1.0, 1.0)
POINTS = st.tuples(st.floats(-3, 3), st.floats(-3, 3))


@given(st.lists(POINTS, min_size=3, max_size=12))
def test_a_clipped_ring_lies_in_its_box(ring: list[tuple[float, float]]) -> None:
    assert all(-1 - 1e-9 <= x <= 1 + 1e-9 and -1 - 1e-9 <= y <= 1 + 1e-9 for x, y in clip_ring(ring, *BOX))


def test_a_ring_around_the_box_becomes_the_box() -> None:
    assert sorted(clip_ring([(-9, -9), (9, -9), (9, 9), (-9, 9)], *BOX)) == [(-1, -1), (-1, 1), (1, -1), (1, 1)]


def test_a_line_is_kept_where_it_is_near() -> None:
    assert clip_line([(-5, 0), (-4, 0), (0, 0), (4, 0), (5, 0)], *BOX) == [[(-4, 0), (0, 0), (4, 0)]]


def test_the_world_is_whole() -> None:
    world = load_basemap()
    assert len(world.countries) > 230
    assert all(
        len(ring.points) >= 4 and ring.points[0] == ring.points[-1]
        for country in world.countries
        for ring in country.rings
    )
    assert {"Durand Line", "Line of Control in Kashmir", "Western Sahara"} <= {name for name, _ in world.disputed}


@given(st.lists(POINTS, min_size=4, max_size=12))
def test_a_country_is_cut_as_each_of_its_rings(ring: list[tuple[float, float]]) -> None:
    whole = Country.of("somewhere", (tuple(ring),))
    expected = [cut] if (cut := clip_ring(ring, *BOX)) and meets(whole.box, BOX) else []
    assert [list(found) for found in whole.cut(BOX) if found] == expected


@pytest.mark.parametrize("degrees", DETAILS)
def test_a_wide_view_has_fewer_points_and_the_same_lines(degrees: float) -> None:
    whole, thin = load_basemap(), find_detail(degrees + 0.01)
    assert count_points(thin) < 0.8 * count_points(whole)
    assert [name for name, _ in thin.disputed] == [name for name, _ in whole.disputed]
    outlines = {country.name: country for country in whole.countries}
    for country in thin.countries:
        known = {point for ring in outlines[country.name].rings for point in ring.points}
        rings = [ring.points for ring in country.rings]
        assert all(ring[0] == ring[-1] and known.issuperset(ring) for ring in rings)


def test_a_close_view_has_every_point() -> None:
    assert find_detail(DETAILS[-1] / 2) is load_basemap()


def count_points(world: Basemap) -> int:
    return sum(len(ring.points) for country in world.countries for ring in country.rings)

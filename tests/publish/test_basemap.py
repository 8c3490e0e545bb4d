from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.basemap import clip_line, clip_ring, load_basemap

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
    assert all(len(ring) >= 4 and ring[0] == ring[-1] for country in world.countries for ring in country.rings)
    assert {"Durand Line", "Line of Control in Kashmir", "Western Sahara"} <= {name for name, _ in world.disputed}

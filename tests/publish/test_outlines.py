from __future__ import annotations

import re

import pytest

from counterclaim.publish.outlines import View, draw_outlines


@pytest.mark.parametrize(
    ("box", "named"),
    [
        ((66.0, 31.0, 74.0, 37.0), "Afghanistan"),
        ((-120.0, -40.0, 10.0, 50.0), "Brazil"),
        ((-30.0, -40.0, -29.0, -39.0), ""),
    ],
)
def test_a_view_holds_the_land_that_lies_in_it(box: tuple[float, float, float, float], named: str) -> None:
    drawn = draw_outlines(View(box, 480.0, 300.0))
    assert bool(drawn.land) is bool(named)
    centres = dict(drawn.centres)
    assert (named in centres) is bool(named)
    assert all(0 <= x <= 480 and 0 <= y <= 300 for x, y in centres.values())
    assert all(-0.1 <= float(x) <= 480.1 for x in re.findall(r"([\d.-]+),", drawn.land))


def test_a_wide_view_is_drawn_with_few_points() -> None:
    assert len(draw_outlines(View((-180.0, -60.0, 180.0, 80.0), 480.0, 300.0)).land) < 100_000

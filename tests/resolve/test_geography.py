"""How two places stand to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.world import Place
from counterclaim.resolve.geography import Nearness, compare_places
from tests.make import make_place

NABL = make_place("Kafr Nabl", country="SYR", admin1="Idlib", at=(35.61, 36.56))
NABUDAH = make_place("Kafr Nabudah", country="SYR", admin1="Hama", at=(35.43, 36.46))
IDLIB = make_place("Idlib", country="SYR", admin1="Idlib", where_prec=4)
HAMA = make_place("Hama", country="SYR", admin1="Hama", where_prec=4)
SYRIA = make_place("Syria", country="SYR", where_prec=6)
NEAR_NABL = make_place("near Kafr Nabl", country="SYR", admin1="Idlib", at=(35.62, 36.57), where_prec=2)
BORDER = make_place("the border", country="SYR", where_prec=5)
KESH = make_place("Kesh", country="SYR", admin1="Kesh", at=(34.0, 36.0))
KESH_AREA = make_place("Kesh", country="SYR", admin1="Kesh", at=(34.0, 36.0), where_prec=2)
BRIM = make_place("Brim", country="SYR", admin1="Kesh", at=(34.6, 36.9))
BRIM_DISTRICT = replace(make_place("Brim", country="SYR", admin1="Kesh", where_prec=3), id="district")
NIGER = make_place("Niger", country="NER", where_prec=6)
NIGERIA = make_place("Nigeria", country="NGA", where_prec=6)
NOWHERE = make_place("Somewhere")

CASES = [
    (NABL, NABL, Nearness.SAME),
    (NABL, NABUDAH, Nearness.APART),
    (NABL, IDLIB, Nearness.INSIDE),
    (NABL, HAMA, Nearness.APART),
    (NABL, SYRIA, Nearness.INSIDE),
    (IDLIB, HAMA, Nearness.APART),
    (NABL, NEAR_NABL, Nearness.NEAR),
    (NABL, BORDER, Nearness.OPEN),
    (NIGER, NIGERIA, Nearness.APART),
    (BORDER, NIGER, Nearness.OPEN),
    (KESH_AREA, BRIM, Nearness.OPEN),
    (KESH_AREA, NABL, Nearness.APART),
    (BRIM_DISTRICT, BRIM, Nearness.INSIDE),
    (BRIM_DISTRICT, KESH, Nearness.OPEN),
    (KESH, BRIM, Nearness.APART),
    (NOWHERE, NABL, Nearness.APART),
    (NOWHERE, SYRIA, Nearness.OPEN),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_places(a: Place, b: Place, expected: Nearness) -> None:
    assert compare_places(a, b) is expected
    assert compare_places(b, a) is expected

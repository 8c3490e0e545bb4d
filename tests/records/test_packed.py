"""Records come back from their bytes as they were, whatever they hold."""

from __future__ import annotations

from datetime import date

from counterclaim.records.packed import pack, unpack
from counterclaim.records.sources import Among
from counterclaim.records.statement import Kind
from counterclaim.records.text import Outlet
from counterclaim.records.world import Period
from tests.make import make_claim, make_report


def test_records_and_what_holds_them_come_back_equal() -> None:
    report = make_report("one", published="2026-03-01")
    held = [make_claim(report=report, low=n, place="Zenda", period="2026-03-01") for n in (3, 4)]
    things = (report, held, {Kind.KILL: Outlet("A")}, frozenset({Period(date(2026, 3, 1), date(2026, 3, 2), 1)}), None)
    assert unpack(pack(things)) == things


def test_what_stood_twice_is_one_thing_again() -> None:
    outlet = Outlet("Daily")
    one, other = unpack(pack((outlet, outlet)))
    assert one is other
    assert one == outlet
    assert unpack(pack(Among)) is Among

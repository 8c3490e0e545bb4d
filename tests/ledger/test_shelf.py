from __future__ import annotations

import pytest

from counterclaim.ledger.shelf import Shelf
from tests.make import make_claim, make_report


def test_what_is_put_away_comes_back_in_any_order_and_as_often_as_asked() -> None:
    report = make_report("one")
    claims = [make_claim(report=report, low=n, start=90 * n) for n in range(5)]
    with Shelf[object]() as shelf:
        for n, claim in enumerate(claims):
            shelf.put(n, claim)
        shelf.put(2, "another")
        assert [shelf.get(n) for n in (4, 0, 4, 2)] == [claims[4], claims[0], claims[4], "another"]
        with pytest.raises(KeyError):
            shelf.get(9)

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.publish.exports.losses import list_losses, tell_counting
from counterclaim.publish.exports.stock import Stock
from counterclaim.records.claim import Scope, ScopeKind
from counterclaim.records.story import Story
from tests.make import make_claim
from tests.publish.exports.world import ARMY, FRONT, NORTH, SOUTH, give, kill, read, strike, tell

SOLDIERS = {"side": NORTH, "people": "soldiers", "victim_status": "combatant"}


def relay(story: Story) -> Story:
    """Give the story with every tally as what an adversary passes on."""
    tallies = tuple(replace(t, claimant_key=f"{t.claimant_key} via x", side=None) for t in story.reconciliation.tallies)
    return replace(story, reconciliation=replace(story.reconciliation, tallies=tallies))


@pytest.mark.parametrize(("claimant", "stands"), [(ARMY, "own"), (FRONT, "enemy"), ("Hospital", "outside")])
def test_a_report_says_how_its_claimant_stands_to_those_it_counts(claimant, stands) -> None:
    (row,) = list_losses(Stock.of(tell([kill(5, claimant=claimant, **SOLDIERS)]))).plain_rows()
    assert (row["stands"], row["target_side"], row["low"], row["measure"]) == (stands, NORTH, 5, "killed")


def test_whose_they_are_can_be_unknown() -> None:
    (row,) = list_losses(Stock.of(tell([kill(5)]))).plain_rows()
    assert (row["stands"], row["target_side"]) == ("unknown", None)


def test_what_an_adversary_passes_on_is_nobodys_own_figure() -> None:
    story = relay(tell([strike(), kill(5, claimant=FRONT, **SOLDIERS)]))
    (row,) = list_losses(Stock.of(story)).plain_rows()
    assert row["stands"] == "relayed"
    (event,) = read(give(story, "ged-like")["ged-like.csv"])
    assert [event[f"x_deaths_a_{who}_low"] for who in ("own", "enemy", "outside")] == ["", "", ""]


def test_things_destroyed_are_losses_and_people_displaced_are_none() -> None:
    claims = [
        make_claim(kind="DESTROY", low=3, unit="tanks", people="tanks", side=SOUTH, claimant=ARMY),
        make_claim(kind="DISPLACE", low=4000),
    ]
    rows = list_losses(Stock.of(tell(claims))).plain_rows()
    assert [(row["measure"], row["unit"]) for row in rows] == [("destroyed", "tanks")]


@pytest.mark.parametrize(
    ("asked", "told", "is_cumulative", "counting"),
    [
        (Scope(), Scope(), False, None),
        (Scope(), Scope(), True, "cumulative"),
        (Scope(), Scope(ScopeKind.TOTAL), False, "cumulative"),
        (Scope(ScopeKind.FLOW), Scope(), False, "window"),
        (Scope(), Scope(ScopeKind.STOCK), False, "moment"),
    ],
)
def test_what_a_figure_covers_is_told_or_left_open(asked, told, is_cumulative, counting) -> None:
    assert tell_counting(asked, told, is_cumulative=is_cumulative) == counting

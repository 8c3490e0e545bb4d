"""Towns that a force hits or that suffer it, told without a word of place."""

from __future__ import annotations

import pytest
from tests.make import make_actor
from tests.normalise.marked import make_statement, mark

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.grounds import find_ground
from counterclaim.normalise.places import Places
from counterclaim.records.statement import Statement
from counterclaim.records.world import ActorMention, PlaceMention

ATLAS = Atlas()


def find(text: str, trigger: str, objects: tuple[str, ...] = (), kind: str = "STRIKE", party: str = "") -> list[str]:
    statement: Statement = make_statement(text, trigger, kind=kind, objects=objects)
    mentions = tuple(ActorMention(s, make_actor(s.text) if s.text == party else None) for s in statement.object)
    places = Places(ATLAS, text, [], countries=("UKR",))
    return [m.place.name for m in find_ground(statement, mentions, (), places) if m.place]


@pytest.mark.parametrize(
    ("text", "trigger", "objects", "names"),
    [
        ("Poltava, Ukraine, was struck by a drone.", "struck", ("Poltava", "Ukraine"), ["Poltava"]),
        ("A market in Poltava was hit by shells.", "hit", ("A market in Poltava",), ["Poltava"]),
        ("Poltava came under fire on Monday.", "fire", (), ["Poltava"]),
        ("Poltava was the scene of a drone strike.", "strike", (), ["Poltava"]),
        ("Drones hit the Poltava hospital.", "hit", ("the Poltava hospital",), ["Poltava"]),
        ("A Poltava apartment block was hit.", "hit", ("A Poltava apartment block",), ["Poltava"]),
        ("Drones hit a Russian fuel depot.", "hit", ("a Russian fuel depot",), []),
        ("Drones hit the Poltava governor.", "hit", ("the Poltava governor",), []),
        ("Drones hit a depot.", "hit", ("a depot",), []),
        ("Ukraine was hit by a missile.", "hit", ("Ukraine",), []),
        ("Kharkiv said that drones hit a depot.", "hit", ("a depot",), []),
    ],
)
def test_what_was_hit_is_where_it_happened(text: str, trigger: str, objects: tuple[str, ...], names: list[str]) -> None:
    assert find(text, trigger, objects) == names


def test_a_party_that_was_hit_is_no_place() -> None:
    assert find("Wagner was hit by a drone.", "hit", ("Wagner",), party="Wagner") == []


def test_only_force_takes_its_ground_from_what_it_hit() -> None:
    assert find("Poltava was shelled; five died.", "died", ("five",), kind="KILL") == []


def test_a_told_town_stays_alone() -> None:
    text = "Poltava was hit by a drone in Kharkiv."
    statement = make_statement(text, "hit", kind="STRIKE", objects=("Poltava",))
    span = mark(text, "Kharkiv")
    places = Places(ATLAS, text, [span], countries=("UKR",))
    told: tuple[PlaceMention, ...] = places.resolve(span)[0]
    assert find_ground(statement, (ActorMention(statement.object[0]),), told, places) == ()

"""Who acts in what is told of losses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.normalise.mentions import make_statement, read_marked

from counterclaim.normalise.actors import Actors
from counterclaim.normalise.parties import find_parties


@pytest.mark.parametrize(
    ("marked", "acting"),
    [
        ("«Russia» «lost» «40 Russian soldiers» in May.", []),
        ("«Russia» «loses» «40 Russian soldiers» in May.", []),
        ("«Russia» «killed» «40 Ukrainian soldiers» in May.", ["Government of Russia"]),
        ("«Ukraine» «killed» «40 Russian soldiers» in May.", ["Government of Ukraine"]),
    ],
)
def test_who_loses_soldiers_does_not_kill_them(marked: str, acting: list[str]) -> None:
    report, (actor, trigger, lost) = read_marked(marked)
    statement = replace(make_statement(actor=(actor,), object=(lost,)), trigger=trigger)
    parties = find_parties(statement, Actors(report, [statement]))
    assert [m.actor.side for m in parties.actor if m.actor] == acting

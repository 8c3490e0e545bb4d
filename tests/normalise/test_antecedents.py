"""Words that take up a party named before: its troops, the tanks, a spokesman, his country."""

from __future__ import annotations

import pytest
from tests.normalise.mentions import make_statement, read_marked, resolve_ids

from counterclaim.normalise.actors import Actors, Role
from counterclaim.records.statement import Kind

TAKEN_UP = [
    ("The Peruvian army says «its soldiers» fired.", Role.ACTOR, "per.mil"),
    ("Rebels demanded that Peru withdraw «its troops» from the valley.", Role.ACTOR, "per.mil"),
    ("Peru said «its foreign ministry» had answered.", Role.ACTOR, "per.mfa"),
    ("Peruvian tanks moved north. «The tanks» fired.", Role.ACTOR, "per.mil"),
    ("The Peruvian army issued a statement. «The statement» denied it.", Role.SPEAKER, "per.mil"),
    ("Peru's foreign ministry was silent, but «a spokesman» denied it.", Role.SPEAKER, "per.mfa"),
    ("Peru's defence minister said «his country» would not attack.", Role.ACTOR, "per.gov"),
    ("Peruvian police fired on the crowd; seven «officers» were hurt.", Role.ACTOR, "per.cop"),
    ("A Peruvian army spokesman denied it. «The spokesman» gave no figures.", Role.SPEAKER, "per.mil"),
]

OPEN = [
    ("Peru and Chile said «its forces» fired.", Role.ACTOR),
    ("Peruvian tanks met Chilean tanks. «The tanks» fired.", Role.ACTOR),
    ("They met. «A spokesman» denied it.", Role.SPEAKER),
    ("A Peruvian army spokesman and a Chilean army spokesman met. «The spokesman» spoke.", Role.SPEAKER),
]


@pytest.mark.parametrize(("marked", "role", "id"), TAKEN_UP)
def test_what_takes_up_a_party_is_that_party(marked: str, role: Role, id: str) -> None:
    assert resolve_ids(marked, role) == [id]


@pytest.mark.parametrize(("marked", "role"), OPEN)
def test_what_could_take_up_two_stays_open(marked: str, role: Role) -> None:
    assert resolve_ids(marked, role) == [None]


@pytest.mark.parametrize(
    ("marked", "id"),
    [
        ("Peru has «about 2,800 troops» in the north.", "per.mil"),
        ("Chile warned Peru against sending «troops».", "per.mil"),
    ],
)
def test_forces_are_of_whoever_sends_them(marked: str, id: str) -> None:
    report, spans = read_marked(marked)
    found = Actors(report).resolve(spans[-1], Role.OBJECT, make_statement(Kind.MOBILIZE))
    assert [m.actor.id if m.actor else None for m in found.mentions] == [id]

"""Sources that go on speaking: a statement, a spokesman or an army after a sentence that told whose words it gives."""

from __future__ import annotations

import pytest
from tests.normalise.mentions import resolve_ids

from counterclaim.normalise.actors import Role

GOING_ON = [
    ("The Peruvian army said it took a hill in Chile. «A statement» released Monday says two died.", "per.mil"),
    ("The Peruvian army said it took a hill in Chile. He said little. «The statement» says two died.", "per.mil"),
    ("The Peruvian army said it won in Chile. «A military statement» says two soldiers died.", "per.mil"),
    ("A spokesman for the African Union said two died in Sudan. «The spokesman» said more were hurt.", "au"),
    ("The Peruvian army says it lost two in Chile. «The military» says both were pilots.", "per.mil"),
    ("Two Peruvian soldiers fell in Chile. «The troops» had been on patrol.", "per.mil"),
    ("A Peruvian army officer says two died near Chile. «Major Luis Roca» says both were pilots.", "per.mil"),
    ("A commander of Peruvian troops in Chile says two died. In an interview, «Colonel Luis Roca» said so.", "per.mil"),
    ("A top Peruvian official says Chile fired. «Deputy Foreign Minister Luis Roca» said a note was sent.", "per.mfa"),
]

OPEN = [
    "Peru and Chile said they met. «The statement» said little.",
    "An aid group said two died in Peru. «The spokesman» said they were nurses.",
    "Peruvian and Chilean soldiers fell. «The troops» had been on patrol.",
    "The Peruvian army said it won. Peru and Chile met. Both said it was over. «A statement» hung on the wall.",
    "The Peruvian army said two died. The militia of the hills rejected it. Eight died, «a spokesman» said.",
    "Foreign troops and Peruvian soldiers fell. «The troops» had been on patrol.",
    "General Ana Doe of Peru says Chile fired. «General Luis Roca» said two died.",
    "Peruvian officers say Chile fired. «General Luis Roca» said two died.",
]


@pytest.mark.parametrize(("marked", "id"), GOING_ON)
def test_who_goes_on_speaking_is_who_spoke(marked: str, id: str) -> None:
    assert resolve_ids(marked, Role.SPEAKER) == [id]


@pytest.mark.parametrize("marked", OPEN)
def test_where_two_or_nobody_spoke_it_stays_open(marked: str) -> None:
    assert resolve_ids(marked, Role.SPEAKER) == [None]


@pytest.mark.parametrize(
    ("marked", "id"),
    [
        ("Soldiers shot a Shining Path gunman in Peru. «The militant» had fired first.", "shining"),
        ("Soldiers shot a Shining Path gunman and a FARC gunman. «The militant» had fired first.", None),
        ("Soldiers shot a gunman in Peru near a Shining Path camp. «The attacker» had fired first.", None),
    ],
)
def test_the_militant_is_of_the_group_whose_gunman_was_told_of(marked: str, id: str | None) -> None:
    assert resolve_ids(marked, Role.ACTOR) == [id]

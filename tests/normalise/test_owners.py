"""Whose bare officials, police and soldiers are, weighed from what stands around them; and what stays open."""

from __future__ import annotations

import pytest
from tests.normalise.mentions import resolve_ids

from counterclaim.normalise.actors import Role

OWNED = [
    ("Fighting broke out in Peru. The Peruvian army said so. Later «the military» spoke.", "per.mil"),
    ("Peru has seen many attacks since «security forces» stormed a school in Lima.", "per.sec"),
    ("Peru says its president is ill. «Police» sealed off the palace.", "per.cop"),
    ("Chilean forces also shelled Arequipa in Peru, killing a child, «its governor» said.", "per.local"),
    (
        "A bus fell in Peru. It was old. It rained. A man wept. Nurses came. «The police» put the dead at nine. Chile mourns.",
        "per.cop",
    ),
    ("Peru began to withdraw. «Military officials» said a thousand men had left.", "per.mil"),
]

OPEN = [
    "A bridge fell in Arequipa, Peru. Ten died. The army in Santiago had no comment. Chilean officials say it was old. "
    "The Chilean president was away. Another bridge fell in the centre, «police» said.",
    "Two bombs went off outside a hotel in Lima. Most of the dead sat in buses. A man of 60 was among them. A fire broke out. "
    "It rained. «The police» put the dead at nine. More came to a hospital, nurses in Santiago said.",
    "The armies of Peru and Chile fought. «The military» said ten died.",
    "Peru and Chile spoke. «Officials» said little.",
    "The US military said it struck in Iraq. «Officials» said ten died.",
    "«Officials» said ten died.",
    "Norway, Peru and Chile met. «Soldiers» fired.",
]


@pytest.mark.parametrize(("marked", "id"), OWNED)
def test_the_state_spoken_of_owns_what_is_bare(marked: str, id: str) -> None:
    assert resolve_ids(marked, Role.SPEAKER) == [id]


@pytest.mark.parametrize("marked", OPEN)
def test_where_two_states_compete_it_is_a_gap(marked: str) -> None:
    assert resolve_ids(marked, Role.SPEAKER) == [None]


@pytest.mark.parametrize(("one", "other"), [("Peruvian", "Chilean"), ("Kenyan", "Ugandan")])
def test_swapping_the_names_swaps_the_owner(one: str, other: str) -> None:
    text = "The {} army attacked. A {} minister protested. «The army» said it won."
    first = resolve_ids(text.format(one, other), Role.SPEAKER)
    assert first[0] is not None
    assert first[0].endswith(".mil")
    assert resolve_ids(text.format(other, one), Role.SPEAKER) != first

"""Whoever the tables name, and wherever the police stand: no report stops the reading."""

from __future__ import annotations

import pytest
from tests.make import make_report

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.actors import Actors, Role
from counterclaim.records.text import Span
from counterclaim.tables.load import load_people

TERRITORIES = ["Hong Kong", "Macau", "San Juan", "Gibraltar", "Nouméa", "Papeete", "Hamilton", "Nuuk", "Laayoune"]


def test_every_holder_of_an_office_may_be_named_before_an_army() -> None:
    people = sorted({name for row in load_people() for name in row.names})
    for at in range(0, len(people), 25):
        text = " ".join(f"{name} met officials of the government." for name in people[at : at + 25])
        text += " The army said nine people were killed. The police said ten."
        actors = Actors(make_report(text))
        for words in ("The army", "The police"):
            start = text.rindex(words)
            found = actors.resolve(Span(start, start + len(words), words), Role.SPEAKER)
            assert len(found.mentions) == 1


@pytest.mark.parametrize("town", TERRITORIES)
def test_the_police_of_a_territory_are_nobody_rather_than_a_fault(town: str) -> None:
    text = f"{town} police said nine people were hurt. The police spokesman said the army had left."
    actors = Actors(make_report(text), (), Atlas())
    for words in (f"{town} police", "The police spokesman", "the army"):
        start = text.index(words)
        actors.resolve(Span(start, start + len(words), words), Role.SPEAKER)

"""Places that are taken up, against the shipped gazetteer. All sentences are invented."""

from __future__ import annotations

import re

import pytest

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.places import Places
from counterclaim.records.text import Span

ATLAS = Atlas()


@pytest.mark.parametrize(
    ("marked", "name", "precision"),
    [
        ("Rebels took «the town of Tal Afar». Shells fell on Mosul, then on {the town}.", "Tal Afar", 1),
        ("Rebels took «Mosul». Shells fell in {the city}.", "Mosul", 1),
        ("Rebels took «Mosul» and left «Kirkuk». Shells fell in {the same city}.", "Kirkuk", 1),
        ("Rebels took «Mosul». Shells fell near {the city}.", "Mosul", 1),
        ("Rebels took «Mosul». Shells fell {near the city}.", "Mosul", 2),
        ("Rebels took «Kandahar province». Shells fell in {the province}.", "Kandahar", 4),
        ("Rebels took «Mosul» and left «Kirkuk». Shells fell in {the city}.", None, 0),
        ("Shells fell in {the city}. Rebels took «Mosul».", None, 0),
        ("Rebels took «Mosul». Shells fell in {the old city}.", None, 0),
        ("Rebels took «Mosul». " + "It rained all day. " * 60 + "Shells fell in {the city}.", None, 0),
        ("Rebels took «Mosul», all «Mosul». " + "It rained all day. " * 60 + "Shells fell in {the city}.", "Mosul", 1),
        ("Rebels took «Kandahar province». Shells fell in {the village}.", None, 0),
        ("Rebels took «Mosul». Shells fell {in the area}.", "Mosul", 2),
        ("Rebels took «Kandahar province». Shells fell {across the area}.", "Kandahar", 4),
        ("Rebels took «Mosul» and left «Kirkuk». Shells fell {in the area}.", None, 0),
    ],
)
def test_a_definite_place_is_the_one_told_before(marked: str, name: str | None, precision: int) -> None:
    text = re.sub("[«»{}]", "", marked)
    spans = [
        Span(m.start() - 2 * n, m.end() - 2 * n - 2, m[0][1:-1])
        for n, m in enumerate(re.finditer("[«{].*?[»}]", marked))
    ]
    asked = next(s for s in spans if "{" + s.text + "}" in marked)
    (mention,), gaps = Places(ATLAS, text, spans).resolve(asked)
    assert (mention.place.name if mention.place else None) == name
    assert bool(gaps) == (name is None)
    assert mention.place is None or mention.place.where_prec == precision

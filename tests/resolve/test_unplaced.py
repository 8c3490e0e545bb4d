"""Names of places that no gazetteer resolved."""

from __future__ import annotations

import pytest

from counterclaim.records.world import Place
from counterclaim.resolve.unplaced import list_unplaced, sound_alike
from tests.make import make_place

RURITANIA = make_place("Ruritania", country="RUR", where_prec=6)
NORTH = make_place("Nordmark", country="RUR", admin1="Nordmark", where_prec=4)
ZENDA = make_place("Zenda", country="RUR")


@pytest.mark.parametrize(
    ("words", "place", "names"),
    [
        ("Holbek", None, {"holbek"}),
        ("the town", None, set()),
        ("near Holm in Kesten township", None, {"holm", "kesten"}),
        ("the north-western Ruritanian town of Deir al-Holm", RURITANIA, {"deir al holm"}),
        ("Holm district of southern Nordmark province", NORTH, {"holm"}),
        ("the northern town of Zenda", ZENDA, set()),
        ("a Catholic church in Holm", NORTH, {"holm"}),
        ("the rebel-held town of Holm", None, {"holm"}),
        ("the Graustark-held town of Holm", None, {"holm"}),
        ("northern Ruritania", RURITANIA, set()),
        ("a village of Nordmark, 9 km from Holm", NORTH, set()),
        ("a village of Nordmark, south-west of Strel", NORTH, set()),
        ("Ruritania's second city", RURITANIA, set()),
    ],
)
def test_names_that_the_place_does_not_stand_for(words: str, place: Place | None, names: set[str]) -> None:
    assert list_unplaced(words, place) == names


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("deir al holbek", "deir el holbeq", True),
        ("hmarran", "marran", True),
        ("west gollema", "west golema", True),
        ("west gollema", "kest gollema", False),
        ("kafr ruma", "kafr rudah", False),
        ("tole", "tulle", False),
        ("holbek", "halabok", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, alike: bool) -> None:
    assert sound_alike(one, other) is sound_alike(other, one) is alike

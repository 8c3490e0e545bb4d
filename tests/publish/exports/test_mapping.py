from __future__ import annotations

import re

import pytest

from counterclaim.publish.exports.dictionary import load_dictionary
from counterclaim.publish.exports.mapping import find_code, load_mapping, tell_force
from counterclaim.records.statement import Kind
from tests.make import make_actor, make_claim
from tests.publish.exports.test_plover import CATEGORIES

# The modes and contexts of the manual, version 0.8, and "seize", which the conversion table of September 2021 has.
MODES = set(
    re.findall(
        r"\S+",
        "visit third-party multilateral phone withdraw release return disarm ceasefire access resign assist change yield "
        "meet disapprove investigate allege restrict ban arrest relations expel territory violence demo riot general "
        "strike hunger boycott obstruct convict discontinue troops weapons police militia confiscate censor curfew "
        "martial-law deport withhold abduct beat torture execute sexual assassinate destroy primitive firearms explosives "
        "suicide-attack heavy-weapons cleansing massacre unconventional sideAB seize",
    )
)
CONTEXTS = {"military", "diplomatic", "legal", "humanitarian", "economic"}
ROWS = [code for codes in load_mapping().values() for code in codes]


def test_every_kind_has_a_last_row_that_fits_whatever_is_told() -> None:
    assert set(load_mapping()) == set(Kind)
    for kind, codes in load_mapping().items():
        assert any(code.words is None for code in codes), kind


@pytest.mark.parametrize("code", ROWS, ids=lambda c: f"{c.kind}-{c.plover_mode}-{c.acled_sub_event_type}")
def test_every_code_is_one_of_the_field_and_names_the_page_it_follows(code) -> None:
    acled = {column.name: column.values for column in load_dictionary()["acled-like"]}
    assert not code.plover_event or code.plover_event in CATEGORIES
    assert not code.plover_mode or code.plover_mode in MODES
    assert not code.plover_context or code.plover_context in CONTEXTS
    assert not code.acled_event_type or code.acled_event_type in acled["event_type"]
    assert not code.acled_sub_event_type or code.acled_sub_event_type in acled["sub_event_type"]
    assert code.follows
    assert code.plover_event or code.why


@pytest.mark.parametrize(
    ("actors", "force"),
    [
        ([], ""),
        (["MIL"], "state"),
        (["REB", "PRM"], "armed group"),
        (["MIL", "REB"], ""),
        (["MIL", None], ""),
        (["IGO"], ""),
    ],
)
def test_a_force_is_a_states_or_a_groups_or_unknown(actors, force) -> None:
    made = [sector and make_actor(sector, sector=sector) for sector in actors]
    assert tell_force(made) == force


def test_a_status_without_row_has_no_code() -> None:
    assert find_code(make_claim(kind="STRIKE", trigger="strike", status="irrealis")) is None

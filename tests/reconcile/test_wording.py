"""Words that state a relation, and near misses that do not."""

from __future__ import annotations

import time

import pytest

from counterclaim.reconcile.wording import find_relations, is_increment
from counterclaim.records.story import Relation
from tests.make import make_claim

S, C, W, D, R = Relation.SUPERSEDES, Relation.CORRECTS, Relation.WITHDRAWS, Relation.DISOWNS, Relation.RECLASSIFIES

CASES = [
    ("The death toll has risen to 40", {S}),
    ("That brings the number of dead to 40", {S}),
    ("40 people were killed, up from 32", {S}),
    ("The updated count is 40", {S}),
    ("Black smoke was rising over the port where 40 died in a fire last year, one of many", set()),
    ("He raised his voice about the children", set()),
    ("The ministry revised its figure to 30", {S, C}),
    ("It corrected the number to 30", {C}),
    ("The earlier number had been given in error", {C}),
    ("The count is not final", {C}),
    ("The outlet retracted its report", {W}),
    ("The army withdrew its claim of 30 killed", {W}),
    ("The army withdrew its troops", set()),
    ("We never gave that number", {D}),
    ("Correction: on Monday we wrote that 40 had died", {W, C}),
    ("An earlier version of this story wrongly said 40 had died", {W, C}),
    ("We wrote on Monday that 40 had died", set()),
    ("Two of them are now believed to be attackers", {R}),
    ("The bodies were later identified as those of guards", {R}),
    ("At least 40 people were killed", set()),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_words(sentence: str, expected: set[Relation]) -> None:
    assert set(find_relations(make_claim(sentence=sentence))) == expected


INCREMENTS = [
    ("eight more bodies", True),
    ("another five people", True),
    ("additional 12 soldiers", True),
    ("more than 12 soldiers", False),
    ("12 soldiers", False),
]


@pytest.mark.parametrize(("people", "expected"), INCREMENTS)
def test_increment(people: str, expected: bool) -> None:
    assert is_increment(make_claim(people=people, low=5)) is expected


def test_a_megabyte_sentence_costs_nothing() -> None:
    begun = time.process_time()
    for word in ("toll ", "rise ", "withdrew a ", "from ", "wrongly our ", "we had "):
        find_relations(make_claim(sentence=word * 200_000))
    assert time.process_time() - begun < 2

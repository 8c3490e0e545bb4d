"""Other spellings of one name, and names that only look alike."""

from __future__ import annotations

from itertools import combinations

import pytest

from counterclaim.normalise.lexicon import Sort, load_lexicon
from counterclaim.normalise.spellings import are_spellings, reduce_name
from counterclaim.normalise.words import key_words


def are_one(one: str, other: str) -> bool:
    a, b = key_words(one), key_words(other)
    return reduce_name(a) is not None and reduce_name(a) == reduce_name(b) and are_spellings(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmed Sharif Chaudhry", "Ahmad Shareef Chaudhary"),
        ("Tehreek-e-Taliban Pakistan", "Tahrik-i-Taliban Pakistan"),
        ("Attaullah Tarar", "Ataullah Tarar"),
        ("Lashkar-e-Tayyiba", "Lashkar-i-Tayyeba"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Jamaat Islami", "Jamaat Islam"),
        ("Jaish al-Adl", "Jaysh al-Izza"),
        ("Ansar al-Sunna", "Ansar al-Sharia"),
        ("Tehreek-e-Taliban Pakistan", "Tehreek-e-Taliban Afghanistan"),
        ("Ahrar al-Sham", "Ahrar al-Sharqiya"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Ali Reza", "Aly Roza"),
    ],
)
def test_names_stay_apart(one: str, other: str) -> None:
    assert not are_one(one, other)


def test_no_two_parties_of_the_tables_are_spellings_of_each_other() -> None:
    blocks: dict[tuple[str, ...], list[tuple[tuple[str, ...], set[str]]]] = {}
    for name in load_lexicon().names():
        block = reduce_name(name.keys)
        if block and all(e.sort in (Sort.ACTOR, Sort.PERSON) and not e.weak for e in name.entries):
            blocks.setdefault(block, []).append((name.keys, {e.ref for e in name.entries}))
    assert blocks
    for names in blocks.values():
        assert len(names) <= 200
        for (one, refs), (other, others) in combinations(names, 2):
            assert refs & others or not are_spellings(one, other), (one, other)

"""Whose mouth a claim comes from, where no table knows the speaker."""

from __future__ import annotations

import pytest

from counterclaim.records.claim import Claimant, ClaimantBasis
from tests.make import make_actor


def speak(name: str, basis: ClaimantBasis = ClaimantBasis.SPEAKER) -> str:
    return Claimant(f"key {name}", name, basis).mouth


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zenda hospital", "the hospital in Zenda", True),
        ("Zenda hospital", "a doctor at Zenda hospital", True),
        ("the rescue service", "Rescue service", True),
        ("Zenda hospital", "Hentzau hospital", False),
        ("Zenda hospital", "the mayor of Zenda", False),
        ("officials", "doctors", False),
        ("a hospital official", "a hospital doctor", False),
    ],
)
def test_words_in_any_order_name_one_institution(one: str, other: str, same: bool) -> None:
    assert (speak(one) == speak(other)) is same


def test_what_a_table_knows_keeps_its_key() -> None:
    ministry = make_actor("Ministry of Health of Ruritania")
    assert Claimant(ministry.id, "Ministry", ClaimantBasis.SPEAKER, ministry).mouth == ministry.id
    assert speak("Daily", ClaimantBasis.OUTLET) == "key Daily"

from __future__ import annotations

import pytest

from counterclaim.tables.cues import (
    digest,
    load_cues,
    load_given_names,
    load_nouns,
    load_parts,
    load_pronouns,
    load_words,
)


def test_every_table_is_read_and_has_one_version() -> None:
    assert len(digest()) == 16
    assert digest() == digest()


def test_parts_of_speech_are_shares() -> None:
    parts = load_parts()
    assert sum(parts.common.values()) == pytest.approx(1, abs=0.01)
    for row in parts.after.values():
        assert sum(row.values()) == pytest.approx(1, abs=0.01)
    for shares in (*parts.words.values(), *parts.suffixes.values()):
        assert shares.keys() <= parts.common.keys()
        assert 0 < sum(shares.values()) <= 1.02


def test_words_are_lower_case_and_stand_once() -> None:
    cues, nouns = load_cues(), load_nouns()
    for words in (cues.say, cues.act, nouns.person, nouns.body, nouns.gender, load_given_names(), load_pronouns()):
        assert all(word == word.lower() for word in words)
    assert cues.say.keys().isdisjoint(cues.act)
    assert cues.strict | cues.weak <= set(cues.say.values())


def test_what_a_noun_may_stand_for_is_told_of_nouns_that_are_known() -> None:
    nouns = load_nouns()
    assert nouns.person_is.keys() - nouns.person.keys() <= {"academic"}
    known_bodies = nouns.body.keys() | nouns.single.keys() | nouns.person.keys()
    assert nouns.body_is.keys() <= known_bodies


@pytest.mark.parametrize(
    ("plural", "noun"), [("witnesses", "witness"), ("armies", "army"), ("men", "man"), ("rebels", "rebel")]
)
def test_plurals_lead_to_their_noun(plural: str, noun: str) -> None:
    assert load_nouns().single[plural] == noun


def test_no_given_name_is_of_both_sexes() -> None:
    assert set(load_given_names().values()) == {"f", "m"}


def test_an_unknown_set_of_words_is_refused() -> None:
    with pytest.raises(KeyError):
        load_words("wording", "nothing of the kind")

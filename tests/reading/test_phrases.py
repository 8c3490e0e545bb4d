from __future__ import annotations

import pytest

from counterclaim.reading.grammar import tag_words
from counterclaim.reading.phrases import Layout, lay_out, subject_of


def layout(text: str) -> Layout:
    return lay_out(tag_words(text, 0, len(text)))


def words(found: Layout, phrase: int) -> str:
    first, last = found.phrases[phrase].first, found.phrases[phrase].last
    return " ".join(w.text for w in found.words[first:last])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The police chief met nearly 40 wounded men.", ["The police chief", "nearly 40 wounded men"]),
        ("Faisal bin Farhan arrived on Monday.", ["Faisal bin Farhan", "Monday"]),
        ("Officials told reporters 12 men fled.", ["Officials", "reporters", "12 men"]),
        ("It is a charge Kabul denies.", ["It", "a charge", "Kabul"]),
        ("The spokesman Karl Ebner spoke.", ["The spokesman Karl Ebner"]),
        ("", []),
    ],
)
def test_lay_out(text: str, expected: list[str]) -> None:
    found = layout(text)
    assert [words(found, n) for n in range(len(found.phrases))] == expected


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The mayor of Sumy on Sunday also said no.", "said", "The mayor"),
        ("Karl Ebner, the mayor of Sumy, said no.", "said", "Karl Ebner"),
        ("Karl Ebner, who runs the port, said no.", "said", "Karl Ebner"),
        ("Officials in Sumy and Kharkiv said no.", "said", "Officials"),
        ("Rebels who came from the north killed a man.", "killed", "Rebels"),
        ("Fighters linked to the Front claimed a raid.", "claimed", "Fighters"),
        ("Troops based in Sumy left.", "left", "Troops"),
        ("The officer overseeing the search said no.", "said", "The officer"),
        ("The army gave a note saying Sumy had fallen.", "had", "Sumy"),
        ("In a post he said no.", "said", "he"),
        ("Said nothing.", "Said", None),
    ],
)
def test_subject_of(text: str, verb: str, subject: str | None) -> None:
    found = layout(text)
    at = next(k for k, w in enumerate(found.words) if w.text == verb)
    phrase = subject_of(found, at)
    assert (words(found, phrase) if phrase >= 0 else None) == subject


def test_a_sentence_without_a_verb_gets_one() -> None:
    found = layout("The mayor gurgles in his office.")
    assert words(found, 0) == "The mayor"


def test_word_at_gives_the_first_word_from_an_offset() -> None:
    found = layout("He said no.")
    assert [found.word_at(n) for n in (0, 1, 3, 99)] == [0, 1, 1, 4]

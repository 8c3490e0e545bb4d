from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.grammar import tag_words


def tagged(text: str) -> str:
    return " ".join(f"{w.text}/{w.part}" for w in tag_words(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said nine men died.", "The/D mayor/N said/V nine/C men/S died/V ./."),
        ("Said Nur spoke.", "Said/P Nur/P spoke/V ./."),
        ("He saw al-Hakim.", "He/O saw/V al-Hakim/P ./."),
        ("Kabul's army", "Kabul/P 's/Q army/N"),
        ("Col. Ito weren't there", None),
        ("", ""),
    ],
)
def test_tag_words(text: str, expected: str | None) -> None:
    assert expected is None or tagged(text) == expected


def test_titles_and_initials_keep_their_dot() -> None:
    words = [w.text for w in tag_words("Col. J. Ito of the U.N. spoke.", 0, 30)]
    assert words == ["Col.", "J.", "Ito", "of", "the", "U.N.", "spoke", "."]


@given(st.text(max_size=80))
def test_words_lie_in_order_and_leave_out_only_space(text: str) -> None:
    words = tag_words(text, 0, len(text))
    at = 0
    for word in words:
        assert not text[at : word.start].strip()
        assert word.text == text[word.start : word.end]
        at = word.end
    assert not text[at:].strip()


def test_a_word_of_a_hundred_thousand_letters_is_tagged() -> None:
    assert len(tag_words("a" * 100_000, 0, 100_000)) == 1

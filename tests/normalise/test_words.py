"""Words and their keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.normalise.words import fold, key_words, split_words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Tehreek-e-Taliban", ("tehreek", "e", "taliban")),
        ("the U.S.-led force", ("the", "us", "led", "force")),
        ("Pakistan's army", ("pakistan", "army")),
        ("Pakistan’s army", ("pakistan", "army")),
        ("Da'esh", ("daesh",)),
        ("Sana'a", ("sanaa",)),
        ("Türkiye", ("turkiye",)),
        ("Ministry of Defense", ("ministry", "of", "defence")),
        ("World Health Organization", ("world", "health", "organisation")),
        ("Tаliban", ("taliban",)),
        ("хамас", ("хамас",)),
        ("", ()),
    ],
)
def test_keys_of_words(text: str, keys: tuple[str, ...]) -> None:
    assert key_words(text) == keys


@given(st.text(max_size=300))
def test_words_stand_in_the_text(text: str) -> None:
    end = 0
    for word in split_words(text):
        assert text[word.start : word.end] == word.text
        assert text[end : word.start] == word.gap
        end = word.after


@given(st.text(max_size=50))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)

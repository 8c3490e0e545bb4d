from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ledger.words import (
    BLANK,
    blank,
    find_hashed,
    find_mentions,
    find_words,
    hash_text,
    hash_words,
    split_words,
)

SALT = b"0123456789abcdef"


@given(st.text())
def test_words_are_disjoint_and_in_order(text: str) -> None:
    end = 0
    for start, stop, _ in find_words(text):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("Jan Gul saw it; JAN  GUL ran.", "Jan Gul", ["Jan Gul", "JAN  GUL"]),
        ("Jan-Gul's shop", "jan gul", ["Jan-Gul"]),
        ("news/jan-gul-saw-it.html", "Jan Gul", ["jan-gul"]),
        ("Jan\nGul", "Jan Gul", ["Jan\nGul"]),
        ("José Núñez spoke", "Jose Nunez", ["José Núñez"]),
        ("Jose\u0301 spoke", "José", ["Jose\u0301"]),
        ("Ja\u00adn Gul", "Jan Gul", ["Ja\u00adn Gul"]),
        ("STRASSE", "straße", ["STRASSE"]),
        ("مُحمّد said", "محمد", ["مُحمّد"]),
        ("Januar Gul, Jan Gulab, jan", "Jan Gul", []),
        ("Gul Jan", "Jan Gul", []),
        ("", "Jan Gul", []),
        ("ann ann ann", "Ann Ann", ["ann ann", "ann ann"]),
    ],
)
def test_mentions_are_found_in_any_dress(text: str, name: str, mentions: list[str]) -> None:
    name_words = split_words(name)
    assert [text[start:end] for start, end in find_mentions(text, [name_words])] == mentions
    hashed = frozenset([hash_words(name_words, SALT)])
    assert [text[start:end] for start, end in find_hashed(text, hashed, [len(name_words)], SALT)] == mentions


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_blanks_keep_every_offset(text: str, ranges: list[tuple[int, int]]) -> None:
    inside = [(start, min(end, len(text))) for start, end in ranges if start <= min(end, len(text))]
    gone = {i for start, end in inside for i in range(start, end)}
    assert blank(text, inside) == "".join(BLANK if i in gone else c for i, c in enumerate(text))


@pytest.mark.parametrize(
    ("a", "b", "same"), [("A man, 9.", "a  man 9", True), ("9 men", "8 men", False), ("!", "?", False)]
)
def test_text_hash_sees_words_only(a: str, b: str, same: bool) -> None:
    assert (hash_text(a, SALT) == hash_text(b, SALT)) is same
    assert hash_text(a, SALT) != hash_text(a, b"another salt")


@pytest.mark.parametrize("piece", ["a ", "\u0301", "a\u0301", "ab", "_ ", "a\u00ad "])
def test_hostile_texts_take_linear_time(piece: str) -> None:
    started = time.process_time()
    find_mentions(piece * 100_000, [("a",) * 6])
    assert time.process_time() - started < 3

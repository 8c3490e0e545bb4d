from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.legible import LONGEST_NAME, make_legible, make_name, show_unseen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("297 dead", "297 dead"),
        ("‮792", "[U+202E]792"),
        ("a\x00b", "a[U+0000]b"),
        ("می‌شود", "می‌شود"),
        ("\ud800", "[U+D800]"),
        ("tag\U000e0041", "tag[U+E0041]"),
    ],
)
def test_show_unseen_names_what_turns_or_hides_and_keeps_joiners(text: str, shown: str) -> None:
    assert show_unseen(text) == shown


@given(st.text())
def test_legible_text_is_one_line_that_can_be_encoded(text: str) -> None:
    line = make_legible(text)
    assert line.encode("utf-8").decode() == line
    assert len(line.splitlines()) <= 1


def test_names_are_cut_in_linear_time() -> None:
    begun = time.process_time()
    assert len(make_name("x " * 2_000_000)) <= LONGEST_NAME
    assert time.process_time() - begun < 1

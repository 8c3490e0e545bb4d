from __future__ import annotations

import time

import pytest

from counterclaim.publish.names import Names, find_names


@pytest.mark.parametrize(
    ("mention", "names"),
    [
        ("baker Rolf Osk", [("rolf", "osk")]),
        ("Afghan driver Rolf", [("rolf",)]),
        ("Dr Anna-Maria Osk of Zenda", [("anna-maria", "osk")]),
        ("Umar al-Osk, a teacher", [("umar", "al-osk")]),
        ("Rolf bin Osk", [("rolf", "bin", "osk")]),
        ("Afghan civilians", []),
        ("TTP", []),
        ("three children", []),
        ("a man from Zenda", []),
        ("", []),
    ],
)
def test_names_are_capitalised_runs_without_roles_towns_and_peoples(mention: str, names: list[tuple[str, ...]]) -> None:
    assert list(find_names(mention)) == names


def test_the_longest_known_name_is_matched() -> None:
    names = Names.of([("rolf",), ("rolf", "osk"), ()])
    words = ["the", "rolf", "osk", "rolf"]
    assert [names.match(words, at) for at in range(4)] == [0, 2, 0, 1]


def test_a_mention_of_many_words_is_read_in_linear_time() -> None:
    begun = time.process_time()
    find_names("Rolf " * 200_000)
    assert time.process_time() - begun < 4

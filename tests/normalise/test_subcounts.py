"""Sub-counts that the reader did not mark."""

from __future__ import annotations

import pytest
from tests.normalise.marked import make_statement

from counterclaim.normalise.subcounts import find_told_parts


@pytest.mark.parametrize(
    ("text", "amount", "trigger", "parts"),
    [
        (
            "At least 23 people were killed, including nine children and four medics, among them the two attackers, it said.",
            "At least 23",
            "killed",
            ["nine", "four", "two"],
        ),
        (
            "Some 23 were killed, including five women and three children, and 40 were wounded.",
            "23",
            "killed",
            ["five", "three"],
        ),
        ("Nine people, including four children, were killed.", "Nine", "killed", []),
        ("Some 23 were killed, including two women and the rest men.", "23", "killed", []),
        ("Sixteen died in hospital and seven at the scene.", "Sixteen", "died", ["seven"]),
        ("Sixteen died in hospital and seven were hurt.", "Sixteen", "died", []),
        ("Some 23 were killed in the town, he said, including two tanks and five cars.", "23", "killed", []),
    ],
)
def test_parts_stand_behind_their_figure(text: str, amount: str, trigger: str, parts: list[str]) -> None:
    statement = make_statement(text, trigger, amounts=(amount,))
    assert [span.text for span in find_told_parts(statement, text)] == parts


@pytest.mark.parametrize(
    ("people", "listed"),
    [
        ("Two soldiers, a policeman and a girl", ["a", "a"]),
        ("Three guards, a cook, an engineer and two children", ["a", "an"]),
        ("Two men and a woman who lived there", ["a"]),
        ("Two men, a gun and a flag", []),
        ("A general, a veteran of the war", []),
        ("Nine people, including a nurse and a child", []),
    ],
)
def test_who_is_listed_with_the_figure_is_one_more(people: str, listed: list[str]) -> None:
    text = f"{people} were killed."
    statement = make_statement(text, "killed", amounts=(people.split()[0],), objects=(people,))
    assert [span.text for span in find_told_parts(statement, text)] == listed


def test_who_stands_in_a_span_of_their_own_is_one_more() -> None:
    text = "Two soldiers and a girl were killed."
    statement = make_statement(text, "killed", amounts=("Two",), objects=("Two soldiers", "a girl"))
    assert [span.text for span in find_told_parts(statement, text)] == ["a"]

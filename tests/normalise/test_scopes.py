from __future__ import annotations

from datetime import date

import pytest
from tests.normalise.marked import make_statement

from counterclaim.normalise.scopes import find_scope
from counterclaim.normalise.timewords import Frame

FRAME = Frame(date(2026, 2, 27))


@pytest.mark.parametrize(
    ("text", "marks", "kind", "start", "as_of"),
    [
        (
            "Some 40 were killed since 7 October 2023.",
            {"times": ("since 7 October 2023",)},
            "total",
            date(2023, 10, 7),
            None,
        ),
        ("The toll of 40 killed is the highest.", {}, "total", None, None),
        ("In all, 40 killed were counted.", {"cumulative": True}, "total", None, None),
        ("In the past 24 hours 40 people were killed.", {"times": ("In the past 24 hours",)}, "flow", None, None),
        ("Shelling killed 40 since 7 May 2025, nine in the past day.", {}, "total", date(2025, 5, 7), None),
        ("Shelling killed 40 in the past day, and 900 since 7 May 2025.", {}, "flow", date(2025, 5, 7), None),
        ("Some 40 were killed since October 7, 2023, it said.", {}, "total", date(2023, 10, 7), None),
        ("Some 40 were killed since Oct. 7, 2023.", {}, "total", date(2023, 10, 7), None),
        ("Some 40 were killed since 7 October, 90 wounded.", {}, "total", date(2025, 10, 7), None),
        ("Shelling killed 40 a week.", {}, "flow", None, None),
        ("It killed 40 people in a week of clashes near Juba.", {}, None, None, None),
        ("It killed 40 people in the long and bitter week-long siege, a week-long one.", {}, None, None, None),
        ("Fighting killed another 40 people.", {}, "flow", None, None),
        ("They found 40 more killed in the rubble.", {}, "flow", None, None),
        ("As of 20 February 40 were killed.", {}, None, None, date(2026, 2, 20)),
        ("The shelling killed 40 people.", {}, None, None, None),
        ("The shelling killed 40 people since the truce.", {}, None, None, None),
        ("Shelling killed 40, in the deadliest attack on the town since May 2021.", {}, None, None, None),
        ("Shelling killed 40 on Monday, the third attack of its kind since 7 May 2025.", {}, None, None, None),
    ],
)
def test_scope_is_what_the_words_state(
    text: str, marks: dict[str, object], kind: str | None, start: date | None, as_of: date | None
) -> None:
    statement = make_statement(text, "killed", amounts=("40",), **marks)  # type: ignore[arg-type]  # a table of marks
    scope, gaps = find_scope(statement, FRAME)
    assert (scope.kind.value if scope.kind else None, scope.start, scope.as_of) == (kind, start, as_of)
    assert bool(gaps) == (kind is None)
    if scope.span is not None:
        assert text[scope.span.start : scope.span.end] == scope.span.text


def test_still_missing_is_a_stock() -> None:
    text = "About 30 people are still missing."
    scope, _ = find_scope(make_statement(text, "missing", kind="MISSING", amounts=("30",)), FRAME)
    assert scope.kind is not None
    assert scope.kind.value == "stock"


def test_another_after_a_figure_of_the_same_sentence_adds_nothing() -> None:
    text = "Shells killed two and wounded another three."
    statement = make_statement(text, "wounded", kind="INJURE", amounts=("three",))
    assert find_scope(statement, FRAME, is_first=False)[0].kind is None

from __future__ import annotations

import time

import pytest

from counterclaim.intake.markdown import unmark


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Nine dead in raid", "Nine dead in raid"),
        ("The **army** said _nothing_.", "The army said nothing."),
        ("It [said so](https://x.example/a?b=1) twice.", "It said so twice."),
        ("![A bridge](b.png)Nine died.", "Nine died."),
        ("> “We left.”", "“We left.”"),
        ("- nine dead", "nine dead"),
        ("12. nine dead", "nine dead"),
        ("5 * 3 and snake_case stay", "5 * 3 and snake_case stay"),
        ("12 soldiers died.", "12 soldiers died."),
        ("a \\* b", "a * b"),
        ("| Goma | 9 |", "| Goma | 9 |"),
        ("|---|---|", ""),
        ("* * *", ""),
        ("<https://x.example/>", "https://x.example/"),
    ],
)
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert unmark(source).text == text


def test_the_map_leads_back_to_the_lines() -> None:
    source = "---\ntitle: 'Nine dead'\ndate: 2026-02-03\n---\n\n# Nine dead\n\nThe *army* said so.\n"
    found = unmark(source)
    assert found.fields == {"title": "Nine dead", "date": "2026-02-03"}
    assert [(found.text[a:b], where) for a, b, where in found.map] == [
        ("Nine dead", "line 6"),
        ("The army said so.", "line 8"),
    ]
    assert source.split("\n")[5] == "# Nine dead"


def test_fenced_text_is_kept_as_it_is() -> None:
    assert unmark("```\n# not a head\n```\nnine").text == "# not a head\nnine"


@pytest.mark.parametrize("source", ["[" * 500_000, "*" * 500_000, "_a" * 250_000, "> " * 250_000, "---\n" * 100_000])
def test_hostile_markdown_takes_linear_time(source: str) -> None:
    start = time.process_time()
    unmark(source)
    assert time.process_time() - start < 3

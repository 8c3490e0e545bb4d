from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.reading.quotes import find_paragraphs, find_quotes


def found(text: str) -> list[tuple[str, int]]:
    return [(text[q.start : q.end], q.depth) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We left," she said. "It burned."', [("We left,", 1), ("It burned.", 1)]),
        ("“We left,” she said.", [("We left,", 1)]),
        ("« Le « petit » pont » est tombé.", [(" Le « petit » pont ", 1), (" petit ", 2)]),
        ("„Wir gehen“, sagte er.", [("Wir gehen", 1)]),
        ("He said: 'They ran.'", [("They ran.", 1)]),
        ("The soldiers' boots and the guard's coat.", []),
        ("It’s Kabul’s war.", []),
        ("\"He said 'go' twice.\"", [("He said 'go' twice.", 1), ("go", 2)]),
        ("“He said ‘go’ twice.”", [("He said ‘go’ twice.", 1), ("go", 2)]),
        ('“Mixed marks close," he said.', [("Mixed marks close,", 1)]),
        ('A 5\'11" man. "Yes," he said.', [("Yes,", 1)]),
        ("no quotes", []),
        ("", []),
    ],
)
def test_find_quotes(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_an_open_quote_goes_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    first, second = find_quotes('"One. Two.\n"Three," he said.')
    assert (first.closed, second.carries_on) == (False, True)


def test_a_forgotten_mark_ends_with_its_sentence() -> None:
    text = '"One. Two. Three.\nFour is not quoted.'
    (quote,) = find_quotes(text)
    assert text[quote.start : quote.end] == "One."
    assert not quote.closed


def test_a_quote_never_leaves_its_paragraph() -> None:
    text = 'He said "one.\n\nTwo" is nothing.'
    ends = [end for _, end in find_paragraphs(text)]
    assert all(any(q.end <= end for end in ends) for q in find_quotes(text))


@example('"“? »')
@given(st.text(alphabet="ab .,\n\"'“”‘’«»„!?", max_size=120))
def test_quotes_lie_inside_the_text_and_nest(text: str) -> None:
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.start <= quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
    for one, other in pairwise(quotes):
        assert one.start <= other.start
        assert other.start >= one.end or other.end <= one.end


@pytest.mark.parametrize("text", ['"' * 20_000, "“" * 20_000, "« a " * 300 + " » " * 300, '\n"x' * 10_000])
def test_hostile_marks_end(text: str) -> None:
    assert len(find_quotes(text)) <= len(text)

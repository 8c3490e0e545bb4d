"""Words as a person types or selects them: one place in the report, or a sentence that says what to do."""

from __future__ import annotations

import pytest

from counterclaim.errors import UnknownName
from counterclaim.pipeline.entering import find_sentence
from counterclaim.pipeline.words import find_words
from counterclaim.records.text import Span
from tests.make import make_report

TEXT = "The governor came. Shells killed four men, he said; shells  killed\nno one else. The end."
REPORT = make_report(TEXT)
START, END = TEXT.index("Shells"), TEXT.index(" The end.")
SENTENCE = Span(START, END, TEXT[START:END])


@pytest.mark.parametrize(
    ("typed", "role", "start"),
    [
        ("four", "figure", TEXT.index("four")),
        ("FOUR men", "figure", TEXT.index("four")),
        ("Shells", "actor", START),
        ("shells", "actor", TEXT.index("shells")),
        ("killed/2", "event", TEXT.rindex("killed")),
        ("shells killed no one", "object", TEXT.index("shells")),
        ("the governor", "speaker", 0),
        ("The end", "time", TEXT.index("The end")),
        (f"@{START}-{START + 6}", "event", START),
        (f"@{START - 1}-{START + 7}", "event", START),
    ],
)
def test_words_are_found_where_they_stand(typed: str, role: str, start: int) -> None:
    span = find_words(typed, REPORT, SENTENCE, role=role)
    assert span is not None
    assert (span.start, span.text) == (start, TEXT[span.start : span.end])
    assert not span.text[0].isspace()
    assert not span.text[-1].isspace()


def test_none_takes_words_away() -> None:
    assert find_words(" None ", REPORT, SENTENCE, role="speaker") is None


@pytest.mark.parametrize(
    ("typed", "role", "told"),
    [
        ("killed", "event", "stands 2 times"),
        ("killed/3", "event", "stands 2 times"),
        ("our", "figure", "does not stand"),
        ("governor", "event", "does not stand in the sentence"),
        ("nobody", "speaker", "does not stand in the report"),
        ("@0-5", "event", "outside the sentence"),
        ("@5-5", "place", "no words"),
        ("@5-99999", "place", "no words"),
        ("  ", "place", "does not stand"),
    ],
)
def test_what_is_not_one_place_is_refused_with_help(typed: str, role: str, told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        find_words(typed, REPORT, SENTENCE, role=role)


@pytest.mark.parametrize(
    ("typed", "event", "start"), [("governor came", "", 0), ("the", "", None), ("", f"@{START}-{START + 6}", START)]
)
def test_a_sentence_is_found_by_its_words_or_by_its_event(typed: str, event: str, start: int | None) -> None:
    if start is None:
        with pytest.raises(UnknownName, match="in 2 sentences"):
            find_sentence(REPORT, typed, event)
    else:
        assert find_sentence(REPORT, typed, event).start == start


@pytest.mark.parametrize(("typed", "told"), [("", "In which sentence"), ("no such words", "copy a few words")])
def test_no_sentence_is_told(typed: str, told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        find_sentence(REPORT, typed)

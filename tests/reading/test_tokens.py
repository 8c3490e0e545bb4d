import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.tokens import LONGEST_WORD, WORD, is_hard_wrapped, split_sentences, split_words

CASES = [
    ("abbreviated rank", "Lt. Gen. Rahim spoke. Nobody answered.", ["Lt. Gen. Rahim spoke.", "Nobody answered."]),
    (
        "initialism inside",
        "The U.S. Embassy closed. It reopened later.",
        ["The U.S. Embassy closed.", "It reopened later."],
    ),
    ("initialism at the end", "They left the U.S. The others stayed.", ["They left the U.S.", "The others stayed."]),
    (
        "quote after the stop",
        'He said: "We are ready." The town is calm.',
        ['He said: "We are ready."', "The town is calm."],
    ),
    ("figures with a point", "Some 2.5 million fled. Aid is short.", ["Some 2.5 million fled.", "Aid is short."]),
    ("lines end sentences", "Twelve dead in raid\nThe army said so", ["Twelve dead in raid", "The army said so"]),
    (
        "lower case goes on",
        "It fell at 3 p.m. on Friday near the river.",
        ["It fell at 3 p.m. on Friday near the river."],
    ),
    ("month", "On Feb. 27 shells fell. Two people died.", ["On Feb. 27 shells fell.", "Two people died."]),
    (
        "the number of a note",
        "Four tanks burned.[12] The governor denied it.[3][4] “We held,” he said.¹ Rain fell.",
        ["Four tanks burned.[12]", "The governor denied it.[3][4]", "“We held,” he said.¹", "Rain fell."],
    ),
    ("a mark in brackets is no note", "He sold it. [Laughter] It rained.", ["He sold it.", "[Laughter] It rained."]),
    (
        "rank of a constable",
        "Ct. Arun Deo and Const. Roy fell. It rained.",
        ["Ct. Arun Deo and Const. Roy fell.", "It rained."],
    ),
    (
        "rupees",
        "A reward of Rs. 40 lakh was offered. It rained.",
        ["A reward of Rs. 40 lakh was offered.", "It rained."],
    ),
    ("empty", "", []),
    ("spaces only", " \n\t\n ", []),
    ("question", "Who fired? No one knows!", ["Who fired?", "No one knows!"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_split_sentences_finds_their_ends(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected


def test_hard_wrapped_lines_do_not_end_sentences() -> None:
    text = (
        "The governor of the province told reporters in the capital that the road\n"
        "to the eastern district had been closed for a third day because of mines\n"
        "laid by unknown men, and that two drivers were missing since Monday night\n"
        "when their lorries were found burnt at the bridge over the upper river.\n"
        "He asked residents to stay away. The army has sent engineers to the spot\n"
        "and expects to open one lane by the end of the week, the governor added.\n"
    )
    assert is_hard_wrapped(text)
    assert len(split_sentences(text)) == 3


@given(st.text(max_size=300))
def test_words_and_sentences_lose_nothing_but_space(text: str) -> None:
    words = split_words(text)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert "".join(text[w.start : w.end] for w in words) == "".join(c for c in text if WORD.match(c))
    sentences = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())


def test_a_word_without_end_is_cut() -> None:
    words = split_words("a" * 1000)
    assert max(w.end - w.start for w in words) == LONGEST_WORD
    assert words[-1].end == 1000


@pytest.mark.parametrize("piece", ["word ", "a.b.c. ", '"', "“he said ", ". ", "\n", "A. ", "x"])
def test_splitting_takes_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        since = time.process_time()
        split_sentences(text)
        split_words(text)
        return time.process_time() - since

    seconds(2_000)
    small, large = max(seconds(20_000), 0.002), seconds(160_000)
    assert large < 40 * small

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.windows import BUDGET, pack


@given(st.lists(st.integers(1, 160), max_size=40))
def test_every_sentence_is_read_once_and_in_order(sizes: list[int]) -> None:
    windows = list(pack(sizes))
    assert [i for w in windows for i in range(w.at, w.until)] == list(range(len(sizes)))
    assert all(w.since <= w.at < w.until for w in windows)


@given(st.lists(st.integers(1, 160), max_size=40))
def test_a_window_of_several_sentences_keeps_the_budget(sizes: list[int]) -> None:
    for w in pack(sizes):
        assert w.until - w.at == 1 or sum(sizes[w.since : w.until]) <= BUDGET


@given(st.lists(st.integers(1, 160), min_size=1, max_size=60))
def test_words_pass_at_most_twice(sizes: list[int]) -> None:
    passed = sum(sum(sizes[w.since : w.until]) for w in pack(sizes))
    assert passed <= 2 * sum(sizes)


def test_a_window_is_led_by_the_sentence_before_it() -> None:
    assert [(w.since, w.at, w.until) for w in pack([40, 40, 40, 40], budget=100)] == [
        (0, 0, 2),
        (1, 2, 3),
        (2, 3, 4),
    ]

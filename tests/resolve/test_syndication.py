"""Which reports are one voice, and that the sketch estimates what the exact shingles say."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.records.text import Report
from counterclaim.resolve.shingles import measure_containment, measure_jaccard, shingle, sketch
from counterclaim.resolve.syndication import find_voices
from tests.make import make_report

WORDS = [
    a + b for a in ("ba", "ce", "di", "fo", "gu", "ha", "ji") for b in ("ran", "tel", "vis", "mon", "kar", "dop", "sul")
]


def compose(seed: int, words: int = 300) -> str:
    random = Random(seed)
    return " ".join(random.choice(WORDS) for _ in range(words))


STORY = compose(1)
OTHER = compose(2)
QUOTE = "We have told them many times that patience has an end and that this end has now come"


def report(text: str, name: str, **facts: object) -> Report:
    return make_report(text, name=name, outlet=name, **facts)  # type: ignore[arg-type]  # facts are make_report's own


CASES = [
    ("a copy", STORY, STORY.upper() + "!", (), (), True),
    ("a copy cut short", STORY, " ".join(STORY.split()[:120]), (), (), True),
    ("a copy with a new lead", STORY, compose(3, 40) + " " + STORY, (), (), True),
    ("another story", STORY, OTHER, (), (), False),
    ("another story of one agency", STORY, OTHER, ("Agency",), ("Agency",), False),
    ("a rewrite of one agency's text", f"{STORY} “{QUOTE}”", f"{OTHER} “{QUOTE}”", ("Agency",), ("Agency",), True),
    ("one quote in two agencies", f"{STORY} “{QUOTE}”", f"{OTHER} “{QUOTE}”", ("Agency",), ("Bureau",), False),
    ("two short texts", "Nothing new today.", "Nothing old today.", (), (), False),
    ("nothing at all", "", "", (), (), False),
]


@pytest.mark.parametrize(("why", "one", "other", "wire", "other_wire", "expected"), CASES, ids=[c[0] for c in CASES])
def test_one_voice(
    why: str, one: str, other: str, wire: tuple[str, ...], other_wire: tuple[str, ...], expected: bool
) -> None:
    voices = find_voices([report(one, "One", wire=wire), report(other, "Other", wire=other_wire)])
    assert bool(voices) is expected


def test_an_agencys_own_copy_is_the_same_voice() -> None:
    own = make_report(f"{STORY} “{QUOTE}”", outlet="Agency")
    rewritten = make_report(f"{OTHER} “{QUOTE}”", outlet="Herald", wire=("Agency",))
    assert len(find_voices([own, rewritten])) == 1


def test_the_first_is_the_earliest_and_a_group_holds_all_copies() -> None:
    late = [report(STORY, f"Copy {n}", published=f"2026-03-0{n}") for n in range(2, 7)]
    first = report(STORY, "First", published="2026-03-01")
    (voice,) = find_voices([*late, first])
    assert voice.first == first.id
    assert set(voice.report_ids) == {r.id for r in (first, *late)}
    assert voice.reasons


def test_many_copies_meet_through_their_neighbours() -> None:
    copies = [report(STORY + " " + compose(100 + n, 10), f"Copy {n}") for n in range(40)]
    (voice,) = find_voices(copies)
    assert len(voice.report_ids) == 40


@settings(max_examples=15, deadline=None)
@given(st.floats(0.1, 0.9), st.integers(0, 1000))
def test_the_sketch_estimates_the_exact_overlap(share: float, seed: int) -> None:
    random = Random(seed)
    size = 8000
    shared = frozenset(random.getrandbits(64) for _ in range(int(size * share)))
    one = shared | {random.getrandbits(64) for _ in range(size - len(shared))}
    other = shared | {random.getrandbits(64) for _ in range(size - len(shared))}
    assert abs(measure_jaccard(sketch(one), sketch(other)) - measure_jaccard(one, other)) < 0.1
    assert abs(measure_containment(sketch(one), sketch(other)) - measure_containment(one, other)) < 0.1


def test_shingles_of_text_are_sampled_without_bias() -> None:
    kept = len(sketch(shingle(compose(5, 20000)))) / len(shingle(compose(5, 20000)))
    assert 0.11 < kept < 0.14


def test_a_text_shorter_than_a_shingle_is_one_shingle() -> None:
    assert len(shingle("Two words")) == 1
    assert shingle("two, WORDS!") == shingle("Two words")
    assert shingle("…") == frozenset()

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reading.attribution import attribute
from counterclaim.reading.tokens import split_sentences
from counterclaim.records.statement import Kind, Statement, Status
from counterclaim.records.text import Report, Span
from tests.reading.marked import complete


def statements(text: str, words: str) -> list[Statement]:
    """Give a bare statement for each place where a word stands."""
    found, at = [], text.find(words)
    sentences = split_sentences(text)
    while at >= 0:
        sentence = next(s for s in sentences if s.start <= at < s.end)
        evidence = Span(sentence.start, sentence.end, text[sentence.start : sentence.end])
        trigger = Span(at, at + len(words), words)
        found.append(Statement(f"s{at}", "r", Kind.KILL, Status.ASSERTED, 0.9, evidence, trigger))
        at = text.find(words, at + len(words))
    return found


def test_nothing_to_complete_gives_nothing() -> None:
    assert attribute(Report("r", ""), [], []) == ()


def test_we_stands_for_an_official_who_speaks_and_not_for_a_witness() -> None:
    official = complete('"We [[killed]] nine men," Colonel Omar Fadel said.', actor="We")
    assert [link.antecedent and link.antecedent.text for link in official.stands_for] == ["Colonel Omar Fadel"]
    witness = complete('"We [[buried]] nine men," said Omar Fadel, a baker.', actor="We")
    assert [link.antecedent for link in witness.stands_for] == [None]


def test_i_stands_for_whoever_speaks() -> None:
    done = complete('"I [[lost]] my brother," said Omar Fadel, a baker.', object="my brother")
    assert [(link.mention.text, link.antecedent and link.antecedent.text) for link in done.stands_for] == [
        ("my", "Omar Fadel")
    ]


def test_actors_and_objects_are_linked() -> None:
    done = complete("Colonel Ito led the column. He [[killed]] two guards.", actor="He", object="two guards")
    assert [(link.mention.text, link.antecedent and link.antecedent.text) for link in done.stands_for] == [
        ("He", "Ito")
    ]


def test_who_would_strike_is_not_threatened_by_it() -> None:
    text = "Zenda would strike the rebels, its general warned."
    whole, zenda, rebels = Span(0, len(text), text), Span(0, 5, "Zenda"), Span(19, 29, "the rebels")
    told = [
        Statement("a", "r", Kind.STRIKE, Status.IRREALIS, 0.9, whole, Span(12, 18, "strike"), actor=(zenda,)),
        Statement("b", "r", Kind.THREATEN, Status.ASSERTED, 0.9, whole, Span(43, 49, "warned"), object=(zenda, rebels)),
    ]
    assert attribute(Report("r", text), split_sentences(text), told)[1].object == (rebels,)


def test_swapping_the_sides_swaps_the_result() -> None:
    text = "{0} said it [[killed]] nine men. {1} denied the claim."
    one = complete(text.format("Pakistan", "Afghanistan"))
    other = complete(text.format("Afghanistan", "Pakistan"))
    assert one.source.speaker is not None
    assert other.source.speaker is not None
    assert (one.source.speaker.text, other.source.speaker.text) == ("Pakistan", "Afghanistan")
    assert one.source.speaker_class is other.source.speaker_class


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="HeTw he said killed.,\"“”'\n-:;()ABC12", max_size=200))
def test_any_text_is_read_the_same_way_twice(text: str) -> None:
    found = statements(text, "killed")
    sentences = split_sentences(text)
    once = attribute(Report("r", text), sentences, found)
    assert attribute(Report("r", text), sentences, found) == once
    for statement in once:
        for span in (statement.source.speaker, statement.source.cue, statement.source.via, *statement.context):
            assert span is None or text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "unit",
    [
        'He said "they killed nine" and ',
        "X said Y told Z that W claimed killed ",
        "the minister, the general, ",
        "“ ‘ « killed ",
        "Omar Fadel and ",
        "killed who said which killed ",
        "It said it was it. ",
    ],
)
def test_time_grows_with_the_length_of_a_hostile_text(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times + "killed."
        found = statements(text, "killed")[:: max(1, times // 20)]
        start = time.process_time()
        attribute(Report("r", text), split_sentences(text), found)
        return time.process_time() - start

    seconds(20)
    short, long = min(seconds(150), seconds(150)), seconds(1200)
    assert long < 40 * short + 0.3

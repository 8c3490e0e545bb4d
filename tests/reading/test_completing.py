"""Spans that were cut short: speakers with their body and place, clocks with their minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.reading.completing import complete_spans, complete_speaker
from counterclaim.records.statement import Attribution, Voice
from counterclaim.records.text import Span
from tests.normalise.marked import make_statement


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("Zenda hospital counts two dead.", "Zenda", "Zenda hospital"),
        ("Zenda Regional Hospital counts two dead.", "Zenda", "Zenda Regional Hospital"),
        ("The hospital in Zenda counts two dead.", "The hospital", "The hospital in Zenda"),
        ("Two died, according to the hospital in Hentzau.", "the hospital in", "the hospital in Hentzau"),
        ("Two died, the hospital of Upper Zenda said.", "the hospital", "the hospital of Upper Zenda"),
        ("Ruritania police said two died.", "Ruritania", "Ruritania police"),
        ("Two died, the hospital in March said.", "the hospital", "the hospital"),
        ("Zenda said two died.", "Zenda", "Zenda"),
        ("The army in Zenda said two died.", "The army", "The army"),
        ("The hospital in a suburb said two died.", "The hospital in", "The hospital"),
    ],
)
def test_speakers_are_whole(text: str, read: str, whole: str) -> None:
    found = complete_speaker(Attribution(Voice.SPEAKER, find(text, read)), text).speaker
    assert found == find(text, whole)


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("Ruritania Says Nine Captives Were Freed", "Ruritania"),
        ("The man who said nine died", "The man who said nine died"),
        ("Ruritania Says", "Ruritania Says"),
    ],
)
def test_a_speaker_ends_before_the_verb(read: str, whole: str) -> None:
    source = Attribution(Voice.SPEAKER, find(read, read))
    assert complete_speaker(source, read).speaker == find(read, whole)


def test_a_cue_read_into_the_speaker_is_cut_off() -> None:
    text = "The army admits that two died."
    source = Attribution(Voice.SPEAKER, find(text, "The army admits"), find(text, "admits"))
    assert complete_speaker(source, text).speaker == find(text, "The army")


@pytest.mark.parametrize(
    ("read", "whole"),
    [("on 1 May at 05:", "on 1 May at 05:31"), ("on 1 May at 05", "on 1 May at 05:31"), ("on 1 May", "on 1 May")],
)
def test_clocks_are_whole(read: str, whole: str) -> None:
    text = "Shells hit the town on 1 May at 05:31."
    statement = replace(make_statement(text, "hit", kind="STRIKE"), time=(find(text, read),))
    assert complete_spans(statement, text).time == (find(text, whole),)


def test_loose_words_are_no_part_of_a_party_or_place() -> None:
    text = "Zenda in Ruritania came under attack by a drone."
    statement = replace(
        make_statement(text, "attack", kind="FIGHT", objects=("Zenda in",), places=("Ruritania",)),
        means=(find(text, "a"),),
    )
    told = complete_spans(statement, text)
    assert (told.object, told.place, told.means) == ((find(text, "Zenda"),), (find(text, "Ruritania"),), ())


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("The enemy lost up to 215 men.", "up to", "up to 215"),
        ("The enemy lost up to 215 men.", "up", "up to 215"),
        ("Only six of our men died.", "Only", "Only six"),
        ("At least twenty-one died.", "At least", "At least twenty-one"),
        ("Only men died.", "Only", "Only"),
        ("Nine of about 1,200 men died.", "about", "about 1,200"),
        ("Nine men died.", "Nine", "Nine"),
        ("More than 380,000 men fled.", "More than 380", "More than 380,000"),
        ("Some 1,380,000 men fled.", "380", "1,380,000"),
        ("Some 1,380,000 men fled.", "000", "1,380,000"),
        ("Some 1.380.000 men fled.", "1", "1.380.000"),
        ("In all, 9, 4000 men fled.", "9", "9"),
        ("On 3.500, 12.5 men fled.", "12", "12"),
    ],
)
def test_bounds_have_their_number(text: str, read: str, whole: str) -> None:
    statement = replace(make_statement(text, text.split()[0]), amounts=(find(text, read),))
    assert complete_spans(statement, text).amounts == (find(text, whole),)

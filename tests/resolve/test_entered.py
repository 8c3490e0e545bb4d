from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.statement import BY_PERSON, Kind, Status, Voice
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report, Span
from counterclaim.resolve.corrections import correct
from counterclaim.resolve.entered import Entry, begin_claim
from tests.make import make_claim, make_judgement, make_report

TEXT = "Quiet night.\nThe ministry said four men were killed in Zenda. Two boats sank."
SENTENCE = "The ministry said four men were killed in Zenda."
REPORT = make_report(TEXT)
MINISTRY = {"key": "rur.mod", "name": "Ministry of War", "basis": "speaker"}


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def enter(report: Report = REPORT, event: str = "killed", kind: str = "KILL", **content: Any) -> Judgement:
    start, end = at(event)
    fields = {
        "claimant": MINISTRY,
        "words.figure": at("four"),
        "words.speaker": at("The ministry"),
        "measure": "killed",
    }
    fields |= {"figure": {"low": 4, "high": 4, "bound": "exactly", "unit": "persons"}}
    said = {"sentence": at(SENTENCE), "set": fields, **content}
    claim = begin_claim(
        Entry(report.id, Kind(kind), Span(start, end, event), Span(at(SENTENCE)[0], at(SENTENCE)[1], SENTENCE))
    )
    made = make_judgement("enter", claim.id, detail=json.dumps(said))
    return replace(made, report_id=report.id, start=start, end=end, quoted=event, kind=Kind(kind))


def test_an_entered_claim_says_what_its_person_set_in_the_words_of_its_report() -> None:
    (claim,) = correct([], [enter()], [REPORT])
    assert claim.statement.evidence.text == SENTENCE
    assert (claim.statement.trigger.text, claim.statement.reader) == ("killed", BY_PERSON)
    assert claim.statement.source.speaker is not None
    assert (claim.statement.source.voice, claim.statement.source.speaker.text) == (Voice.SPEAKER, "The ministry")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.span.text, claim.quantity.written) == (4, "four", True)
    assert (claim.claimant.name, claim.measure) == ("Ministry of War", "killed")


def test_it_is_gone_when_withdrawn_and_where_its_report_or_its_words_are_gone() -> None:
    made = enter()
    undo = replace(make_judgement("enter", made.subject, at="2026-03-03T00:00:00", revokes=made.id))
    assert correct([], [made, undo], [REPORT]) == ()
    assert correct([], [made], []) == ()
    assert correct([], [made], [replace(REPORT, text=TEXT.replace("killed", "██████"))]) == ()
    assert correct([], [replace(made, detail="{")], [REPORT]) == ()


@pytest.mark.parametrize("content", [{"sentence": None}, {"sentence": [5]}, {"sentence": [0, 999]}])
def test_one_that_cannot_be_understood_is_left_out(content: dict[str, Any]) -> None:
    assert correct([], [enter(**content)], [REPORT]) == ()


def test_it_stands_among_the_others_in_text_order() -> None:
    def read(trigger: str, report: Report) -> Claim:
        return make_claim(report=report, sentence=TEXT, trigger=trigger, kind="DESTROY", people="")

    other = make_report("Elsewhere.", name="other")
    first, last, beyond = read("Quiet", REPORT), read("sank", REPORT), make_claim(report=other)
    made = enter()
    claims = correct([first, last, beyond], [made], [REPORT, other])
    assert [c.id for c in claims] == [first.id, made.subject, last.id, beyond.id]
    assert correct([beyond], [made], [REPORT, other])[0].id == made.subject


def test_it_takes_the_place_of_what_a_later_reading_finds_in_the_same_words() -> None:
    same = make_claim(report=REPORT, sentence=TEXT, trigger="killed", low=40)
    other = make_claim(report=REPORT, sentence=TEXT, trigger="killed", kind="STRIKE", people="")
    made = enter()
    assert {c.id for c in correct([same, other], [made], [REPORT])} == {made.subject, other.id}


def test_it_is_corrected_as_any_other() -> None:
    made = enter()
    fields = {"words.figure": at("Two"), "figure": {"low": 2, "high": 2, "bound": "exactly"}, "told": "negated"}
    edit = make_judgement("edit", made.subject, at="2026-03-03T00:00:00", detail=json.dumps({"set": fields}))
    (claim,) = correct([], [made, edit], [REPORT])
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.span.text) == (2, "Two")
    assert claim.statement.status is Status.NEGATED


def test_same_words_report_and_kind_give_the_same_ids() -> None:
    entry = Entry("r", Kind.KILL, Span(5, 11, "killed"), Span(0, 20, "x" * 20))
    assert begin_claim(entry) == begin_claim(entry)
    assert begin_claim(entry).id != begin_claim(replace(entry, kind=Kind.INJURE)).id

"""The history of a figure, on both databases: words, readings with versions, judgements, where it is used."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from functools import partial

import pytest

from counterclaim.errors import UnknownName
from counterclaim.ledger.ledger import Ledger
from counterclaim.pipeline.auditing import Audit, audit
from counterclaim.pipeline.judging import Signed, edit, estimate, open_register, record, relate
from counterclaim.pipeline.naming import Register, Subject
from counterclaim.records.story import About, Judgement, Verdict
from tests.ledger import world
from tests.ledger.world import LATER, SECOND

put = partial(world.put, where_prec=1)
read = partial(world.read, where_prec=1)
SIGNED = Signed("jo", "typo", datetime(2026, 3, 5, 9, tzinfo=UTC))
TEXT = "On the river. The Council said 40 people were killed in Zenda."


def look(ledger: Ledger, asked: str) -> Audit:
    with ledger.view() as view:
        return audit(view, asked)


def test_a_figure_leads_to_its_words_readings_and_uses(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    ledger.add(report, SECOND, [], LATER)
    third = dataclasses.replace(SECOND, rules="rules-3")
    (claim,) = read(report, third)
    assert claim.quantity is not None
    wider = dataclasses.replace(claim, quantity=dataclasses.replace(claim.quantity, low=38))
    ledger.add(report, third, [wider], LATER.replace(hour=12))
    found = look(ledger, "40")
    assert found.grounds[0].startswith("claimed: The Council: killed, 38–40")
    (trail,) = found.trails
    words = trail.words
    assert report.text[words.start : words.end] == words.sentence == "The Council said 40 people were killed in Zenda."
    assert (words.figure, report.text[words.figure_start : words.figure_end]) == ("40", "40")
    assert words.report_id == report.id
    told = [
        (reading.rules, reading.found and reading.found.split(" (")[0], reading.is_current)
        for reading in trail.readings
    ]
    assert told == [
        ("rules-1", "The Council: killed, 40", False),
        ("rules-2", None, False),
        ("rules-3", "The Council: killed, 38–40", True),
    ]
    assert trail.since == "2026-03-01T09:00:00+00:00", "the first reading that found it"
    assert any("People killed in Zenda: 38–40; current" in use for use in trail.uses)
    assert any(use.startswith("range: min-max/1") for use in trail.uses)
    json.dumps(dataclasses.asdict(found))


def test_a_corrected_figure_is_found_by_both_numbers_with_who_corrected_it(ledger: Ledger) -> None:
    put(ledger, TEXT)
    claim_id = look(ledger, "40").trails[0].claim_id
    fields = {"figure": {"low": 44, "high": 44, "bound": "exactly"}}
    record(ledger, lambda register: [edit(register, register.find(claim_id), fields, SIGNED)])
    for asked in ("44", "40", claim_id, claim_id[:8], "≥ 44"):
        (trail,) = look(ledger, asked).trails
        assert [(row.author, row.reason, row.state) for row in trail.judgements] == [("jo", "typo", "stands")]
        assert trail.words.figure == "40", "the words stay"
    assert look(ledger, "40").grounds[0].startswith("read, before a person corrected it")


def test_incidents_questions_and_estimates_tell_why(ledger: Ledger) -> None:
    put(ledger, TEXT, name="one")
    put(ledger, "The Border Watch said 7 people were killed in Hentzau.", name="far")
    trails = [look(ledger, figure).trails[0] for figure in ("40", "7")]

    def hold(register: Register, n: int, about: About) -> Subject:
        held = register.find_holder(trails[n].claim_id, about)
        assert held is not None
        return held

    def merge(register: Register) -> list[Judgement]:
        one, far = (hold(register, n, About.INCIDENT) for n in (0, 1))
        return [relate(register, Verdict.MERGE, one, far, SIGNED)]

    def guess(register: Register) -> list[Judgement]:
        return [estimate(register, hold(register, 0, About.QUESTION), (39, 41, 45), SIGNED)]

    record(ledger, merge)
    record(ledger, guess)
    with ledger.view() as view:
        register = open_register(view)
        incident, question = (hold(register, 0, about) for about in (About.INCIDENT, About.QUESTION))
    found = look(ledger, incident.id)
    assert any("a person judged them same" in ground for ground in found.grounds)
    assert [row.decision for row in found.judgements] == ["merge"]
    assert len(found.trails) == 2
    found = look(ledger, question.id)
    assert any("own estimate of jo, 5 Mar 2026: low 39, best 41, high 45" in ground for ground in found.grounds)
    assert look(ledger, "41").grounds[0].startswith("own estimate of jo")


def test_what_is_not_there_is_said(ledger: Ledger) -> None:
    put(ledger, TEXT)
    with pytest.raises(UnknownName, match="has the figure 41,000"):
        look(ledger, "41,000")
    with pytest.raises(UnknownName, match="begins with 'zzzz'"):
        look(ledger, "zzzz")

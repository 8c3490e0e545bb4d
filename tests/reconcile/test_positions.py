"""Who holds which position, which denial answers which allegation, and which refusal which demand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Reconciliation
from counterclaim.records.text import Span
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_report

REPORT = make_report("r", published="2026-03-01")
LATER = make_report("later", outlet="Other", published="2026-03-03")


def tell(*claims: Claim) -> Reconciliation:
    reports = [REPORT, LATER]
    return reconcile(group(claims, reports), claims, reports)


def say(kind: str, start: int, **facts: Any) -> Claim:
    return make_claim(**{"report": REPORT, "kind": kind, "start": start, "people": "", **facts})


POSITIONS = [
    ({"kind": "THREATEN", "actor": "A", "object": "B"}, [("THREATEN", "A", "B")]),
    ({"kind": "MEDIATE", "actor": "C", "status": "irrealis"}, [("MEDIATE", "C", None)]),
    (
        {"kind": "MEDIATE", "actor": "C", "status": "irrealis", "claimant": "C", "claimant_side": "C"},
        [("MEDIATE", "C", None)],
    ),
    ({"kind": "MEDIATE", "actor": "C", "status": "irrealis", "claimant": "A", "claimant_side": "A"}, []),
    ({"kind": "SUPPORT", "actor": "C", "object": "A", "status": "negated"}, []),
    ({"kind": "RETREAT", "claimant": "United Nations", "status": "irrealis"}, []),
    ({"kind": "AGREE", "claimant": "B Ministry", "claimant_side": "B"}, []),
    ({"kind": "AID", "actor": "A", "cue": "accused", "claimant": "B", "claimant_side": "B"}, []),
    ({"kind": "REQUEST", "claimant": "United Nations", "object": "A"}, [("REQUEST", "United Nations", "A")]),
    ({"kind": "ACCUSE", "claimant": "Ahmad", "is_private_person": True}, [("ACCUSE", "a private person", None)]),
    ({"kind": "ACCUSE", "actor": make_actor("B Ministry", side="B")}, [("ACCUSE", "B", None)]),
    ({"kind": "STRIKE", "actor": "A", "people": "a post"}, []),
    ({"kind": "DENY", "claimant": REPORT.outlet.name, "claimant_side": "A"}, [("DENY", "A", None)]),
    ({"kind": "ACCUSE", "claimant": REPORT.outlet.name, "claimant_side": "A"}, []),
]


@pytest.mark.parametrize(("facts", "expected"), POSITIONS)
def test_position(facts: dict[str, Any], expected: list[tuple[str, str, str | None]]) -> None:
    found = tell(say(start=0, **facts)).positions
    assert [(p.kind, p.holder, p.toward) for p in found] == expected


@pytest.mark.parametrize(
    ("sentence", "trigger", "people", "mutual"),
    [
        ("A and B accused each other of lying.", "accused", "each other", True),
        ("A and B accused one another of lying.", "accused", "", True),
        ("A and B each blamed the other for it.", "blamed", "the other", True),
        ("A and B trade blame over it.", "blame", "", True),
        ("A and B blamed the mutineers.", "blamed", "the mutineers", False),
    ],
)
def test_who_accuse_each_other_address_each_other(sentence: str, trigger: str, people: str, mutual: bool) -> None:
    one = say("ACCUSE", 0, actor="A", sentence=sentence, trigger=trigger, people=people)
    both = replace(one, actor=(*one.actor, *say("ACCUSE", 0, actor="B").actor))
    expected = [("A", "B"), ("B", "A")] if mutual else [("A", None), ("B", None)]
    assert [(p.holder, p.toward) for p in tell(both).positions] == expected


def test_a_position_gathers_its_claims_under_its_first_day() -> None:
    claims = [say("THREATEN", 0, actor="A", object="B", report=r) for r in (LATER, REPORT)]
    (position,) = tell(*claims).positions
    assert set(position.claim_ids) == {c.id for c in claims}
    assert position.at == REPORT.day


def pairs(*claims: Claim) -> list[tuple[int, int, str]]:
    index = {c.id: n for n, c in enumerate(claims)}
    return [(index[p.allegation], index[p.denial], p.target) for p in tell(*claims).pairings]


ACCUSE = {"kind": "ACCUSE", "actor": "A", "object": "B"}
PAIRS: list[tuple[str, list[dict[str, Any]], list[tuple[int, int, str]]]] = [
    ("an accusation and its denial", [ACCUSE, {"kind": "DENY", "actor": "B"}], [(0, 1, "allegation")]),
    (
        "a denial addressed to the accuser",
        [ACCUSE, {"kind": "DENY", "actor": "B", "object": "A"}],
        [(0, 1, "allegation")],
    ),
    ("a denial addressed to another", [ACCUSE, {"kind": "DENY", "actor": "B", "object": "C"}], []),
    ("somebody else's denial", [ACCUSE, {"kind": "DENY", "actor": "C"}], []),
    ("the accuser's own denial", [ACCUSE, {"kind": "DENY", "actor": "A"}], []),
    ("an accusation without an addressee", [{"kind": "ACCUSE", "actor": "A"}, {"kind": "DENY", "actor": "B"}], []),
    ("a target that is told", [ACCUSE, {"kind": "DENY", "actor": "B", "denies": "intent"}], [(0, 1, "intent")]),
    (
        "harm laid to a party",
        [
            {"kind": "KILL", "low": 3, "people": "people", "actor": "B", "claimant": "A", "claimant_side": "A"},
            {"kind": "DENY", "actor": "B"},
        ],
        [(0, 1, "allegation")],
    ),
    (
        "harm that a party owns",
        [
            {"kind": "KILL", "low": 3, "people": "people", "actor": "B", "claimant": "B", "claimant_side": "B"},
            {"kind": "DENY", "actor": "B"},
        ],
        [],
    ),
    (
        "denied in the denial itself",
        [
            {"kind": "STRIKE", "people": "a town", "actor": "B", "claimant": "A", "claimant_side": "A"},
            {
                "kind": "STRIKE",
                "people": "a town",
                "actor": "B",
                "claimant": "B",
                "claimant_side": "B",
                "status": "negated",
            },
        ],
        [(0, 1, "occurrence")],
    ),
    ("the nearer of two", [ACCUSE, ACCUSE, {"kind": "DENY", "actor": "B"}], [(1, 2, "allegation")]),
]


@pytest.mark.parametrize(("why", "told", "expected"), PAIRS, ids=[p[0] for p in PAIRS])
def test_pairing(why: str, told: list[dict[str, Any]], expected: list[tuple[int, int, str]]) -> None:
    assert pairs(*(say(start=n * 200, **facts) for n, facts in enumerate(told))) == expected


RIVAL = {"kind": "ACCUSE", "actor": "A", "people": "the gunmen"}
POINTED: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("it", RIVAL, {"kind": "DENY", "actor": "B", "sentence": "The gunmen denied it.", "trigger": "denied"}, True),
    (
        "the accusation",
        RIVAL,
        {"kind": "DENY", "actor": "B", "sentence": "B rejected the accusation.", "trigger": "rejected"},
        True,
    ),
    (
        "something else",
        RIVAL,
        {"kind": "DENY", "actor": "B", "sentence": "B denied a raid.", "trigger": "denied"},
        False,
    ),
    (
        "another was accused",
        {"kind": "ACCUSE", "actor": "A", "object": "C"},
        {"kind": "DENY", "actor": "B", "sentence": "B denied it.", "trigger": "denied"},
        False,
    ),
    (
        "what somebody did",
        {"kind": "SEIZE", "actor": "A", "people": "trucks", "claimant": "A", "claimant_side": "A"},
        {"kind": "DENY", "actor": "B", "sentence": "B dismissed the claim.", "trigger": "dismissed"},
        True,
    ),
    (
        "one town",
        {"kind": "SEIZE", "people": "the town of Zenda", "claimant": "A", "claimant_side": "A"},
        {
            "kind": "SEIZE",
            "people": "the town",
            "claimant": "B",
            "claimant_side": "B",
            "status": "negated",
            "cue": "denied",
        },
        True,
    ),
    (
        "the town and some trucks",
        {"kind": "SEIZE", "people": "nine trucks", "claimant": "A", "claimant_side": "A"},
        {
            "kind": "SEIZE",
            "people": "the town",
            "claimant": "B",
            "claimant_side": "B",
            "status": "negated",
            "cue": "denied",
        },
        False,
    ),
    (
        "no truce was agreed",
        {"kind": "AGREE", "actor": "A", "claimant": "A", "claimant_side": "A"},
        {"kind": "AGREE", "claimant": "B", "claimant_side": "B", "status": "negated"},
        True,
    ),
    (
        "a blast nobody is blamed for",
        {"kind": "STRIKE", "people": "a mill", "claimant": "A", "claimant_side": "A"},
        {
            "kind": "STRIKE",
            "people": "a mill",
            "claimant": "B",
            "claimant_side": "B",
            "status": "negated",
            "denies": "authorship",
            "cue": "denied",
        },
        False,
    ),
]


@pytest.mark.parametrize(("why", "told", "denied", "expected"), POINTED, ids=[p[0] for p in POINTED])
def test_a_denial_answers_what_its_words_point_at(
    why: str, told: dict[str, Any], denied: dict[str, Any], expected: bool
) -> None:
    first = say(start=0, sentence="The ministry told the press.", trigger="told", **told)
    assert bool(pairs(first, say(start=29, **denied))) is expected


def test_a_claim_that_a_denial_names_is_answered_by_it() -> None:
    sentence = "B rejected A's claim that nine were killed."
    denial = say("DENY", 0, actor="B", sentence=sentence, trigger="rejected")
    told = say("KILL", 0, low=9, people="nine", claimant="A", claimant_side="A", sentence=sentence, cue="claim")
    cue = replace(told.statement.source, cue=Span(15, 20, "claim"))
    named = replace(told, statement=replace(told.statement, source=cue))
    assert pairs(denial, named) == [(1, 0, "allegation")]


def test_a_denial_in_another_report_needs_the_same_subject() -> None:
    subject = "of sheltering fighters in the border valleys of the north"
    accusation = say("ACCUSE", 0, actor="A", object="B", sentence=f"A accused B {subject}", trigger="accused")
    denial = say("DENY", 0, actor="B", report=LATER, sentence=f"B denied the charge {subject}", trigger="denied")
    unrelated = say("DENY", 200, actor="B", report=LATER, sentence="B denied a rumour on prices", trigger="denied")
    assert pairs(accusation, denial, unrelated) == [(0, 1, "allegation")]


REFUSALS = [
    ("B rejected calls for a truce", "rejected", True),
    ("B refused to withdraw", "refused", True),
    ("B turned that down", "turned that down", True),
    ("B ruled out talks", "ruled out", True),
    ("B rejected the allegations", "rejected", False),
    ("B denied it", "denied", False),
]


@pytest.mark.parametrize(("sentence", "trigger", "refuses"), REFUSALS)
def test_refusal(sentence: str, trigger: str, refuses: bool) -> None:
    demand = say("REQUEST", 0, actor="A", object="B")
    answer = say("DENY", 200, actor="B", sentence=sentence, trigger=trigger)
    found = tell(demand, answer)
    assert [(r.demand, r.refusal) for r in found.refusals] == ([(demand.id, answer.id)] if refuses else [])
    assert found.pairings == ()

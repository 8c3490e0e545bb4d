from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.resolve.decisions import Pairs, read_decisions
from counterclaim.resolve.identity import name_incident, name_question
from tests.make import make_claim, make_judgement, make_report

CLAIMS = [make_claim(report=make_report("r"), low=n, start=40 * n) for n in range(1, 6)]
A, B, C, D, E = (claim.id for claim in CLAIMS)
STATEMENT = CLAIMS[0].statement.id


def pairs_of(pairs: frozenset[frozenset[str]]) -> set[str]:
    letters = dict(zip((A, B, C, D, E), "abcde", strict=True))
    return {"".join(sorted(letters[c] for c in pair)) for pair in pairs}


def judge(verdict: str, subject: str, other: str | None = None, **content: Any) -> Any:
    return make_judgement(verdict, subject, other, detail=json.dumps(content))


CASES = [
    # judgement, together and apart for incidents, then for questions
    (judge("same", A, B), "ab", "", "ab", ""),
    (judge("different", A, B), "", "ab", "", "ab"),
    (judge("same", A, B, about="incident"), "ab", "", "", ""),
    (judge("different", A, B, about="question"), "", "", "", "ab"),
    (judge("merge", A, C, about="incident", **{"from": [A, B], "claims": [C, D]}), "ab ac ad", "", "", ""),
    (judge("different", A, C, about="incident", **{"from": [A, B], "claims": [C, D]}), "", "ac ad bc bd", "", ""),
    (
        judge("split", A, about="incident", **{"from": [A, B], "claims": [C, D, E]}),
        "cd de",
        "ac ad ae bc bd be",
        "",
        "",
    ),
    (judge("same", name_incident(STATEMENT), B), "ab", "", "ab", ""),
    (judge("same", name_question(STATEMENT), B), "ab", "", "ab", ""),
    (judge("same", STATEMENT, B), "ab", "", "ab", ""),
    (judge("same", A, "gone"), "", "", "", ""),
    (judge("same", A, A), "", "", "", ""),
    (judge("same", A, B, about="nonsense", claims=7), "ab", "", "ab", ""),
    (make_judgement("same", A, B, detail="{"), "ab", "", "ab", ""),
]


@pytest.mark.parametrize(("judgement", "one", "two", "answer", "apart"), CASES)
def test_a_judgement_decides_pairs(judgement: Any, one: str, two: str, answer: str, apart: str) -> None:
    decisions = read_decisions([judgement], CLAIMS)
    found = [
        decisions.incidents.together,
        decisions.incidents.apart,
        decisions.questions.together,
        decisions.questions.apart,
    ]
    assert [pairs_of(pairs) for pairs in found] == [set(told.split()) for told in (one, two, answer, apart)]


def test_the_latest_word_on_a_pair_holds_and_a_withdrawal_decides_nothing() -> None:
    first = make_judgement("same", A, B, at="2026-03-01T10:00:00")
    then = make_judgement("different", B, A, at="2026-03-01T11:00:00")
    undo = make_judgement("different", B, A, at="2026-03-01T12:00:00", revokes=then.id)
    assert pairs_of(read_decisions([then, first], CLAIMS).incidents.apart) == {"ab"}
    assert pairs_of(read_decisions([undo, then, first], CLAIMS).incidents.together) == {"ab"}


def test_groups_are_kept_apart_by_any_pair() -> None:
    pairs = read_decisions([judge("different", A, B)], CLAIMS).incidents
    assert pairs.forbid({A, C}, {B})
    assert pairs.forbid({B}, {A, C})
    assert not pairs.forbid({C}, {B, D})
    assert not Pairs().forbid({A}, {B})


def test_rejected_until_accepted() -> None:
    reject = make_judgement("reject", A, at="2026-03-01T10:00:00")
    accept = make_judgement("accept", A, at="2026-03-01T11:00:00")
    assert read_decisions([reject], CLAIMS).rejected == {A}
    assert read_decisions([accept, reject], CLAIMS).rejected == frozenset()

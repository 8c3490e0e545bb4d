from __future__ import annotations

from dataclasses import replace

from counterclaim.records.claim import Claim
from counterclaim.resolve.group import group
from counterclaim.resolve.identity import digest_parts, name_incident, name_question
from tests.make import make_claim, make_part, make_report

ONE, TWO = make_report("one", published="2026-03-01"), make_report("two", outlet="Two", published="2026-03-02")
TELLING = {"low": 9, "place": "Zenda", "period": "2026-03-01", "side": "Ruritania"}


def read_anew(claim: Claim) -> Claim:
    """Give the claim as newer tables make it of the same statement."""
    return replace(claim, id=f"newer-{claim.id}")


def test_names_are_of_the_statement_its_sort_and_its_part() -> None:
    names = [name_incident("s"), name_question("s"), name_question("s", 0), name_question("s", 1), name_incident("t")]
    assert len(set(names)) == len(names)
    assert digest_parts("a", "b") != digest_parts("ab")


def test_a_newer_reading_leaves_the_ids_of_incidents_and_questions_as_they_are() -> None:
    claims = [
        make_claim(report=ONE, **TELLING),
        make_claim(report=TWO, parts=(make_part(3, "children"),), **TELLING),
        make_claim(report=TWO, low=500, scope_start="2026-01-01", start=90, side="Ruritania"),
    ]
    before, after = group(claims, [ONE, TWO]), group(map(read_anew, claims), [ONE, TWO])
    assert len(before.incidents) == 1
    assert len(before.questions) >= 3
    assert [i.id for i in before.incidents] == [i.id for i in after.incidents]
    assert [q.id for q in before.questions] == [q.id for q in after.questions]
    assert [q.part_of for q in before.questions] == [q.part_of for q in after.questions]


def test_a_later_report_leaves_them_as_they_are() -> None:
    first, later = make_claim(report=ONE, **TELLING), make_claim(report=TWO, **TELLING)
    alone, joined = group([first], [ONE]), group([first, later], [ONE, TWO])
    assert {first.id, later.id} == set(joined.incidents[0].claim_ids)
    assert [i.id for i in alone.incidents] == [i.id for i in joined.incidents]
    assert [q.id for q in alone.questions] == [q.id for q in joined.questions]

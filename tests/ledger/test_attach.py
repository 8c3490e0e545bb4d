from __future__ import annotations

import dataclasses

import pytest

from counterclaim.ledger.attach import Spot, find_quoted, find_successor
from counterclaim.ledger.ledger import Ledger
from counterclaim.records.statement import Kind
from counterclaim.records.story import Verdict
from tests.ledger.world import FIRST, LATER, NOW, SECOND, judge, put, read
from tests.make import make_judgement

#       0         1         2         3         4         5
#       0123456789012345678901234567890123456789012345678901234567
TEXT = "Two killed. Men killed. Two killed. They killed, killed."


def spot(claim: str, start: int, sentence: tuple[int, int], *, kind: str = "KILL", reading: str = "new") -> Spot:
    return Spot(claim, reading, "r", kind, (start, start + 6), sentence)


OLD = spot("old", 4, (0, 11), reading="old")


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ([OLD], [spot("a", 4, (0, 11))], "a"),
        ([OLD], [spot("a", 4, (0, 35))], "a"),
        ([OLD], [spot("a", 4, (0, 11), kind="INJURE")], None),
        ([OLD], [spot("a", 28, (24, 35))], "a"),
        ([OLD], [spot("a", 28, (24, 35)), spot("b", 4, (0, 11))], "b"),
        ([OLD, spot("x", 28, (24, 35), reading="old")], [spot("a", 28, (24, 35))], None),
        ([OLD], [spot("a", 16, (12, 23))], None),
        ([OLD], [], None),
    ],
    ids=["same", "longer sentence", "other kind", "elsewhere", "same first", "known before", "other words", "gone"],
)
def test_a_claim_is_carried_on_by_the_same_words_only(before: list[Spot], now: list[Spot], found: str | None) -> None:
    assert find_successor(OLD, before, now, TEXT) == found


def test_the_nearest_print_carries_on_and_two_as_near_do_not() -> None:
    text = "He was killed. " * 5
    sentence = [(n * 15, n * 15 + 14) for n in range(5)]
    spots = [spot(f"c{n}", n * 15 + 7, sentence[n]) for n in range(5)]
    assert find_successor(spots[2], [], [spots[1], spots[4]], text) == "c1"
    assert find_successor(spots[2], [], [spots[1], spots[3]], text) is None


@pytest.mark.parametrize(
    ("at", "quoted", "kind", "found"),
    [
        ((4, 10), "killed", "KILL", "a"),
        ((4, 10), "killed", "INJURE", None),
        ((4, 10), "wounded", "KILL", None),
        ((0, 11), "Two killed.", "KILL", "a"),
        ((36, 56), "They killed, killed.", "KILL", None),
        ((24, 35), "Men killed.", "KILL", "b"),
        ((30, 36), "killed", "KILL", None),
        (None, None, None, None),
    ],
    ids=[
        "trigger",
        "kind",
        "words",
        "sentence",
        "two in a sentence",
        "sentence elsewhere",
        "trigger elsewhere",
        "none",
    ],
)
def test_quoted_words_name_one_claim_or_none(
    at: tuple[int, int] | None, quoted: str | None, kind: str | None, found: str | None
) -> None:
    now = [spot("a", 4, (0, 11)), spot("b", 16, (12, 23)), spot("c", 41, (36, 56)), spot("d", 49, (36, 56))]
    start, end = at or (None, None)
    judgement = dataclasses.replace(
        make_judgement("reject", "gone"), start=start, end=end, quoted=quoted, kind=Kind(kind) if kind else None
    )
    assert find_quoted(judgement, now, TEXT) == found


REPORT = "Kabul said 9 people were killed in Khost. Islamabad said 7 people were injured in Wana."


def test_judgements_follow_their_words_into_a_new_reading(ledger: Ledger) -> None:
    report = put(ledger, REPORT)
    first, second = read(report)
    alone = judge(first)
    pair = judge(first, Verdict.SAME, other=second.id)
    about_other = make_judgement("grade", "incident-1", detail='{"grade": "confirmed"}')
    for judgement in (alone, pair, about_other):
        ledger.judge(judgement)
    new = read(report, SECOND)
    assert first.id != new[0].id
    ledger.add(report, SECOND, new, LATER)
    with ledger.view() as view:
        attached = {judgement.id: judgement for judgement in view.judgements()}
        assert view.orphans() == ()
        assert view.history() == (alone, pair, about_other)
    assert attached[alone.id] == dataclasses.replace(alone, subject=new[0].id)
    assert attached[pair.id] == dataclasses.replace(pair, subject=new[0].id, other=new[1].id)
    assert attached[about_other.id] == about_other


def test_claims_listed_in_a_detail_are_followed(ledger: Ledger) -> None:
    report = put(ledger, REPORT)
    first, second = read(report)
    details = [
        f'{{"claims": ["{first.id}", "gone", 7, "{second.id}"], "note": "{first.id}"}}',
        '{"claims": 7}',
        '{"claims": ',
        '["claims"]',
        "",
    ]
    for number, detail in enumerate(details):
        ledger.judge(dataclasses.replace(make_judgement("split", "incident-1", detail=detail), id=str(number)))
    new = read(report, SECOND)
    ledger.add(report, SECOND, new, LATER)
    with ledger.view() as view:
        found = [judgement.detail for judgement in view.judgements()]
    assert found[0] == f'{{"claims": ["{new[0].id}", "gone", 7, "{new[1].id}"], "note": "{first.id}"}}'
    assert found[1:] == details[1:]


def test_a_judgement_without_its_words_waits_and_comes_back(ledger: Ledger) -> None:
    report = put(ledger, REPORT)
    first, second = read(report)
    alone, pair = judge(first), judge(first, Verdict.SAME, other=second.id)
    ledger.judge(alone)
    ledger.judge(pair)
    ledger.add(report, SECOND, read(report, SECOND)[:1], LATER)
    with ledger.view() as view:
        assert [judgement.id for judgement in view.judgements()] == [alone.id]
        assert view.orphans() == (pair,)
    third = dataclasses.replace(FIRST, rules="rules-3")
    ledger.add(report, third, read(report, third), LATER.replace(hour=23))
    with ledger.view() as view:
        assert {judgement.id for judgement in view.judgements()} == {alone.id, pair.id}
        assert view.orphans() == ()


def test_a_judgement_from_elsewhere_is_placed_by_its_quote(ledger: Ledger) -> None:
    report = put(ledger, REPORT)
    claim = read(report)[0]
    ledger.judge(dataclasses.replace(judge(claim), subject="a claim of another ledger"))
    ledger.judge(dataclasses.replace(judge(claim), id="lost", subject="gone", quoted="wounded"))
    with ledger.view() as view:
        assert [judgement.subject for judgement in view.judgements()] == [claim.id]
        assert [judgement.id for judgement in view.orphans()] == ["lost"]


def test_as_of_leaves_later_decisions_out(ledger: Ledger) -> None:
    claim = read(put(ledger, REPORT))[0]
    ledger.judge(judge(claim, at=LATER))
    with ledger.view() as view:
        assert view.judgements(NOW) == ()
        assert len(view.judgements(LATER)) == 1

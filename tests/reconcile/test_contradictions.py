"""What cannot all hold, and what only looks as if it could not."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Contradiction, NotComparable
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_place, make_report

ZENDA = make_place("Zenda", country="RUR")
RED, BLUE = make_actor("Red Front", side="Red Front"), make_actor("Blue Army", side="Blue Army")
HERE: dict[str, Any] = {"place": ZENDA, "period": "2026-03-01", "side": "Blue Army", "people": "soldiers", "actor": RED}


def tell(*told: dict[str, Any]) -> tuple[list[Claim], list[Contradiction], list[NotComparable]]:
    """Give what is found in claims told one a report; "on" is the day of March 2026."""
    claims, reports = [], []
    for n, facts in enumerate(told):
        facts = dict(facts)
        reports.append(make_report(str(n), outlet=f"Outlet {n}", published=f"2026-03-{facts.pop('on', '01')}"))
        claims.append(make_claim(report=reports[-1], start=n * 10, **facts))
    found = reconcile(group(claims, reports), claims, reports)
    return claims, list(found.contradictions), list(found.not_comparable)


NUMBERS = [
    ("own count against the enemy's", {"low": 12, "claimant": BLUE}, {"low": 55, "claimant": RED}, 43),
    ("bounds that fit", {"low": 12, "bound": "at least", "claimant": BLUE}, {"low": 55, "claimant": RED}, None),
    ("bounds that do not", {"low": 60, "bound": "at least", "claimant": BLUE}, {"low": 55, "claimant": RED}, 5),
    ("the same", {"low": 55, "claimant": BLUE}, {"low": 55, "claimant": RED}, None),
    ("words", {"bound": "vague", "claimant": BLUE}, {"low": 55, "claimant": RED}, None),
    ("a later higher count", {"low": 12, "claimant": BLUE}, {"low": 55, "claimant": RED, "on": "04"}, None),
    ("a later lower count may not", {"low": 55, "claimant": BLUE}, {"low": 12, "claimant": RED, "on": "04"}, 43),
    ("one claimant's later figure", {"low": 12, "claimant": BLUE}, {"low": 55, "claimant": BLUE, "on": "02"}, None),
    ("killed against injured", {"low": 12, "claimant": BLUE}, {"low": 55, "kind": "INJURE", "claimant": RED}, None),
    ("another town", {"low": 12, "claimant": BLUE}, {"low": 55, "place": "Hentzau", "claimant": RED}, None),
    ("a plan", {"low": 12, "claimant": BLUE}, {"low": 55, "status": "irrealis", "claimant": RED}, None),
]


@pytest.mark.parametrize(("why", "one", "other", "apart"), NUMBERS, ids=[n[0] for n in NUMBERS])
def test_number(why: str, one: dict[str, Any], other: dict[str, Any], apart: int | None) -> None:
    claims, found, _ = tell({**HERE, **one}, {**HERE, **other})
    numbers = [c for c in found if c.type == "number"]
    assert [c.apart for c in numbers] == ([] if apart is None else [apart])
    if numbers:
        assert set(numbers[0].claim_ids) == {c.id for c in claims}
        assert not any(ch.isdigit() for ch in numbers[0].reason.replace("2026-03-01", "").replace("2026-03-04", ""))


CITY, MAYOR = make_actor("Rescue service"), make_actor("Mayor of Zenda")
DAYS = [
    ("an outlet's, a day later", {"low": 75, "claimant": "Outlet 1", "on": "02"}, False),
    ("an outlet's, the same day", {"low": 75, "claimant": "Outlet 1"}, True),
    ("an outlet's, and many more", {"low": 175, "claimant": "Outlet 1", "on": "02"}, True),
    ("another body's, a day later", {"low": 75, "claimant": MAYOR, "on": "02"}, True),
    ("fewer a day later", {"low": 71, "claimant": "Outlet 1", "on": "02"}, True),
    ("fewer still missing a day later", {"low": 71, "claimant": MAYOR, "on": "02", "kind": "MISSING"}, False),
]


@pytest.mark.parametrize(("why", "other", "clashes"), DAYS, ids=[d[0] for d in DAYS])
def test_a_count_moves_from_one_day_to_the_next(why: str, other: dict[str, Any], clashes: bool) -> None:
    here: dict[str, Any] = {"place": ZENDA, "period": "2026-03-01", "people": "people", "kind": "INJURE"}
    first = {**here, "kind": other.get("kind", "INJURE"), "low": 73, "claimant": CITY}
    _, found, _ = tell(first, {**here, **other})
    assert bool([c for c in found if c.type == "number"]) is clashes


RISEN = [
    ("higher by somebody else the same day", {"low": 20, "claimant": MAYOR}, True),
    (
        "told to have risen",
        {"low": 20, "claimant": MAYOR, "sentence": "The toll has risen to 20", "trigger": "toll"},
        False,
    ),
    ("lower a day later", {"low": 4, "claimant": MAYOR, "on": "02"}, True),
]


@pytest.mark.parametrize(("why", "other", "clashes"), RISEN, ids=[r[0] for r in RISEN])
def test_a_toll_that_rises_contradicts_no_earlier_count_of_who_is_no_party(
    why: str, other: dict[str, Any], clashes: bool
) -> None:
    here = {"place": ZENDA, "period": "2026-03-01", "people": "people"}
    _, found, _ = tell({**here, "low": 5, "claimant": CITY}, {**here, **other})
    assert bool([c for c in found if c.type == "number"]) is clashes


@pytest.mark.parametrize(
    ("other", "may_be_apparent"),
    [
        ({"low": 20, "claimant": MAYOR}, True),
        ({"low": 4, "claimant": MAYOR, "on": "02"}, False),
        ({"low": 20, "claimant": RED}, True),
    ],
)
def test_a_contradiction_that_a_growing_toll_may_explain_says_so(other: dict[str, Any], may_be_apparent: bool) -> None:
    here = {"place": ZENDA, "period": "2026-03-01", "people": "people"}
    _, found, _ = tell({**here, "low": 5, "claimant": CITY}, {**here, **other})
    reasons = [c.reason for c in found if c.type == "number"]
    assert [reason.endswith("may have grown between the two") for reason in reasons] == [may_be_apparent]


def test_what_two_parties_dispute_is_not_only_apparent() -> None:
    _, found, _ = tell({**HERE, "low": 5, "claimant": BLUE}, {**HERE, "low": 20, "claimant": RED})
    assert not any("apparent" in c.reason for c in found)


def test_a_figure_repeated_later_was_first_told_when_it_was_told() -> None:
    again = {**HERE, "low": 55, "claimant": RED, "on": "09"}
    _, found, _ = tell({**HERE, "low": 12, "claimant": BLUE}, {**HERE, "low": 55, "claimant": RED, "on": "02"}, again)
    assert [c.apart for c in found] == [43]


GROWING = [
    ("it still stands for its day", [("02", 28), ("05", 33)], 16),
    ("of two that stood, the farther one counts", [("01", 20), ("02", 28), ("05", 33)], 16),
    ("one that came too late does not", [("04", 28), ("05", 33)], None),
    ("one that was corrected does not", [("02", 28), ("05", 40)], None),
]


@pytest.mark.parametrize(("why", "counts", "apart"), GROWING, ids=[g[0] for g in GROWING])
def test_a_count_that_has_only_grown(why: str, counts: list[tuple[str, int]], apart: int | None) -> None:
    later = [{**HERE, "low": low, "claimant": RED, "on": day} for day, low in counts]
    if "corrected" in why:
        later[-1]["sentence"] = "40, not 28 as mistakenly said"
    _, found, _ = tell({**HERE, "low": 12, "claimant": BLUE}, *later)
    numbers = [c for c in found if c.type == "number"]
    assert [c.apart for c in numbers] == ([] if apart is None else [apart])
    if numbers:
        assert "has given a higher count since" in numbers[0].reason


def test_what_an_adversary_relays_contradicts_nobody() -> None:
    relayed = {**HERE, "low": 400, "claimant": BLUE, "chain": (RED,)}
    _, found, _ = tell({**HERE, "low": 12, "claimant": BLUE}, relayed)
    assert found == []


def test_organs_of_one_side_in_one_report() -> None:
    report = make_report("r")
    army, ministry = (make_actor(name, side="Blue Army") for name in ("General Staff", "Ministry"))
    told = ((12, army), (20, ministry))
    claims = [make_claim(report=report, start=n, low=low, claimant=c, **HERE) for n, (low, c) in enumerate(told)]
    found = reconcile(group(claims, [report]), claims, [report]).contradictions
    assert [c.apart for c in found] == [8]


STRIKE = {"kind": "STRIKE", "trigger": "strike", "place": ZENDA, "period": "2026-03-01", "people": "the market"}
INCIDENTS = [
    (
        "two attackers named",
        {**STRIKE, "actor": RED, "claimant": BLUE},
        {**STRIKE, "actor": BLUE, "claimant": RED},
        "authorship",
    ),
    (
        "one attacker named by both",
        {**STRIKE, "actor": RED, "claimant": BLUE},
        {**STRIKE, "actor": RED, "claimant": RED},
        None,
    ),
    (
        "two attackers in a clash",
        {**STRIKE, "kind": "FIGHT", "actor": RED, "claimant": BLUE},
        {**STRIKE, "kind": "FIGHT", "actor": BLUE, "claimant": RED},
        None,
    ),
    (
        "said not to have happened",
        {**STRIKE, "actor": RED, "claimant": BLUE},
        {**STRIKE, "actor": RED, "claimant": RED, "status": "negated"},
        "occurrence",
    ),
    (
        "denied authorship",
        {**STRIKE, "actor": RED, "claimant": BLUE},
        {**STRIKE, "actor": RED, "claimant": RED, "status": "negated", "denies": "authorship"},
        "authorship",
    ),
    (
        "left undone",
        {**STRIKE, "actor": RED, "claimant": BLUE},
        {
            **STRIKE,
            "actor": RED,
            "claimant": RED,
            "status": "negated",
            "sentence": "They passed without a strike",
            "trigger": "strike",
        },
        None,
    ),
    (
        "an exchange denied, a release told",
        {**HERE, "kind": "RELEASE", "people": "21 girls", "actor": RED, "claimant": BLUE},
        {**HERE, "kind": "RELEASE", "people": "21 girls", "claimant": RED, "status": "negated", "trigger": "exchanged"},
        None,
    ),
    (
        "some who are pointed at are unhurt",
        {**HERE, "kind": "INJURE", "people": "nine people", "actor": RED, "claimant": BLUE, "trigger": "hurt"},
        {**HERE, "kind": "INJURE", "people": "these people", "claimant": RED, "status": "negated", "trigger": "hurt"},
        None,
    ),
    (
        "pupils freed, no fighters",
        {**HERE, "kind": "RELEASE", "people": "21 girls", "actor": RED, "claimant": BLUE},
        {
            **HERE,
            "kind": "RELEASE",
            "people": "fighters",
            "victim_status": "combatant",
            "claimant": RED,
            "status": "negated",
        },
        None,
    ),
    (
        "prisoners freed, no prisoners",
        {**HERE, "kind": "RELEASE", "people": "21 men", "actor": RED, "claimant": BLUE},
        {**HERE, "kind": "RELEASE", "people": "prisoners", "claimant": RED, "status": "negated"},
        "occurrence",
    ),
    (
        "denied authorship of what nobody laid to them",
        {**STRIKE, "claimant": BLUE},
        {**STRIKE, "actor": RED, "claimant": RED, "status": "negated", "denies": "authorship"},
        None,
    ),
    (
        "trucks taken, the post not",
        {**HERE, "kind": "SEIZE", "people": "trucks", "actor": RED, "claimant": RED},
        {**HERE, "kind": "SEIZE", "people": "the post", "claimant": BLUE, "status": "negated"},
        None,
    ),
    (
        "the same people, two kinds",
        {**HERE, "kind": "KILL", "low": 9, "victim_status": "civilian", "claimant": RED},
        {**HERE, "kind": "KILL", "low": 9, "victim_status": "combatant", "claimant": BLUE},
        "status",
    ),
]


@pytest.mark.parametrize(("why", "one", "other", "expected"), INCIDENTS, ids=[i[0] for i in INCIDENTS])
def test_incident(why: str, one: dict[str, Any], other: dict[str, Any], expected: str | None) -> None:
    _, found, _ = tell(one, other)
    assert sorted(c.type for c in found) == ([] if expected is None else [expected])


TOTAL: dict[str, Any] = {"side": "Blue Army", "people": "soldiers", "cumulative": True, "actor": RED}
ALIKE = [
    ("two starts", {"low": 90, "scope_start": "2026-01-01"}, {"low": 40, "scope_start": "2026-02-01"}, "since"),
    ("one start", {"low": 90, "scope_start": "2026-01-01"}, {"low": 40, "scope_start": "2026-01-01"}, None),
    ("fighters and civilians", {"low": 90}, {"low": 40, "people": "civilians"}, "civilian"),
    ("killed and casualties", {"low": 90}, {"low": 400, "measure": "casualties"}, "casualties"),
    ("a flow and a total", {"low": 90}, {"low": 4, "scope_kind": "flow", "cumulative": False}, "new in a period"),
    ("other losses", {"low": 90}, {"low": 40, "kind": "CAPTURE"}, None),
    ("two attackers", {"low": 90}, {"low": 40, "actor": "Green Corps"}, "losses by"),
]


@pytest.mark.parametrize(("why", "one", "other", "words"), ALIKE, ids=[a[0] for a in ALIKE])
def test_not_comparable(why: str, one: dict[str, Any], other: dict[str, Any], words: str | None) -> None:
    claims, contradictions, found = tell({**TOTAL, "claimant": BLUE, **one}, {**TOTAL, "claimant": RED, **other})
    assert [words in n.why for n in found] == ([] if words is None else [True])
    assert not found or not contradictions
    assert all(set(n.claim_ids) == {c.id for c in claims} for n in found)


def test_copies_of_one_text_contradict_once() -> None:
    text = "Red says Blue bombed the town. " * 12
    reports = [make_report(text, outlet=f"Outlet {n}", published=f"2026-03-0{n}") for n in (1, 2)]
    claims = []
    for report in reports:
        claims.append(make_claim(report=report, kind="ACCUSE", actor=RED, object=BLUE, sentence="Red accused Blue"))
        denial: dict[str, Any] = {"kind": "DENY", "actor": BLUE, "denies": "occurrence", "start": 40, "people": ""}
        claims.append(make_claim(report=report, sentence="Blue denied it", trigger="denied", **denial))
    found = reconcile(group(claims, reports), claims, reports)
    assert len(found.pairings) == 2
    assert [{c.id for c in claims[:2]} >= set(x.claim_ids) for x in found.contradictions] == [True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"people": "people", "low": 12}, {"people": "women", "low": 2, "measure": "losses"}),
        (
            {"people": "soldiers", "side": "Blue Army", "low": 55},
            {"people": "police", "side": "Blue Army", "bound": "vague"},
        ),
    ],
)
def test_what_nobody_would_set_side_by_side_is_not_listed(one: dict[str, Any], other: dict[str, Any]) -> None:
    _, _, listed = tell(one, other)
    assert listed == []


def test_a_newer_reading_leaves_the_ids_of_contradictions_as_they_are() -> None:
    report = make_report("one", published="2026-03-01")
    other = make_report("two", outlet="Two", published="2026-03-01")
    zenda = make_place("Zenda", country="RUR")
    told: dict[str, Any] = {"place": zenda, "period": "2026-03-01", "side": "Ruritania"}
    claims = [
        make_claim(report=report, low=9, claimant="A", **told),
        make_claim(report=other, low=30, claimant="B", **told),
    ]
    newer = [replace(c, id=sha256(c.id.encode()).hexdigest()) for c in claims]
    found = [
        {c.id: c.type for c in reconcile(group(some, [report, other]), some, [report, other]).contradictions}
        for some in (claims, newer)
    ]
    assert len(found[0]) == 1
    assert found[0] == found[1]

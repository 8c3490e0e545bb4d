"""What must hold of any story: order and repetition change nothing, and the two sides are alike to the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.plain import to_plain
from counterclaim.records.story import Reconciliation, Resolution
from counterclaim.records.text import Report
from counterclaim.resolve.group import group
from tests.make import make_claim, make_judgement, make_place, make_report

TOWNS = (
    None,
    make_place("Zenda", country="RUR", at=(50.0, 30.0)),
    make_place("Hentzau", country="RUR", at=(52.0, 31.0)),
)
SIDES = ("Ruritania", "Graustark")
ABSENT = "Nobody"

reports = [
    make_report(f"text {n}", name=str(n), outlet=f"Outlet {n}", published=f"2026-03-0{1 + n // 2}") for n in range(6)
]

facts = st.fixed_dictionaries(
    {
        "report": st.sampled_from(reports),
        "kind": st.sampled_from(["KILL", "KILL", "INJURE", "STRIKE", "FIGHT", "ACCUSE", "DENY"]),
        "status": st.sampled_from(["asserted", "asserted", "asserted", "negated", "irrealis"]),
        "start": st.integers(0, 5).map(lambda n: n * 120),
        "actor": st.sampled_from([None, *SIDES]),
        "side": st.sampled_from([None, *SIDES]),
        "people": st.sampled_from(["people", "soldiers", "civilians", "nine children"]),
        "claimant": st.sampled_from(["Hospital", "Outlet 1", *SIDES]),
        "low": st.sampled_from([None, 3, 5, 9, 14, 274, 297]),
        "bound": st.sampled_from(["exactly", "at least", "about"]),
        "place": st.sampled_from(TOWNS),
        "period": st.sampled_from([None, "2026-03-01", "2026-03-02", "2025-10-19"]),
        "means": st.sampled_from(["", "drone", "shells"]),
        "cumulative": st.booleans(),
    }
)


def build(fact: dict[str, Any], names: dict[str, str]) -> Claim:
    fact = dict(fact)
    claimant = fact.pop("claimant")
    side = names.get(claimant)
    rename = {key: names.get(fact[key], fact[key]) for key in ("actor", "side")}
    if fact["low"] is None:
        fact["bound"] = "exactly"
    return make_claim(**{**fact, **rename}, claimant=side or claimant, claimant_side=side)


def build_all(story: list[dict[str, Any]], names: dict[str, str]) -> list[Claim]:
    """Give the claims, each in a sentence of its own: no two sentences of a report share letters."""
    return [build({**fact, "start": len(story) * fact["start"] + 120 * n}, names) for n, fact in enumerate(story)]


def tell(claims: list[Claim], given_reports: list[Report]) -> tuple[Resolution, Reconciliation]:
    resolution = group(claims, given_reports)
    return resolution, reconcile(resolution, claims, given_reports)


stories = st.lists(facts, min_size=1, max_size=12)
SAME = {side: side for side in SIDES}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(story: list[dict[str, Any]], random: Any) -> None:
    claims = build_all(story, SAME)
    expected = to_plain(tell(claims, reports))
    shuffled, shuffled_reports = claims * 2, reports * 2
    random.shuffle(shuffled)
    random.shuffle(shuffled_reports)
    assert to_plain(tell(shuffled, shuffled_reports)) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_swapping_the_sides_swaps_everything(story: list[dict[str, Any]]) -> None:
    swapped = dict(zip(SIDES, reversed(SIDES), strict=True))
    one, other = build_all(story, SAME), build_all(story, swapped)
    order = {claim.id: n for n, claim in enumerate(one)} | {claim.id: n for n, claim in enumerate(other)}
    assert shape(tell(one, reports), order) == shape(tell(other, reports), order)


def shape(told: tuple[Resolution, Reconciliation], order: dict[str, int]) -> Any:
    """Give what was told with claims by their number and nothing that carries a name."""
    resolution, reconciliation = told

    def number(ids: tuple[str, ...]) -> list[int]:
        return sorted(order[i] for i in ids)

    return (
        sorted(number(i.claim_ids) for i in resolution.incidents),
        sorted(number(q.claim_ids) for q in resolution.questions),
        sorted(
            [(order[e.claim_id], e.relation.value, e.current, e.told, number(e.copies)) for e in t.entries]
            + [(t.own_loss,)]
            for t in reconciliation.tallies
        ),
        sorted((c.type.value, number(c.claim_ids)) for c in reconciliation.contradictions),
        sorted((s.rule, str(s.low), str(s.best), str(s.high), number(s.claim_ids)) for s in reconciliation.spreads),
        sorted((order[p.allegation], order[p.denial], p.target.value) for p in reconciliation.pairings),
        sorted((p.kind.value, number(p.claim_ids)) for p in reconciliation.positions),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_every_claim_is_in_one_incident_and_its_own_figure_in_one_question(story: list[dict[str, Any]]) -> None:
    claims = build_all(story, SAME)
    resolution, _ = tell(claims, reports)
    held = [claim_id for incident in resolution.incidents for claim_id in incident.claim_ids]
    answered = [claim_id for question in resolution.questions for claim_id in question.claim_ids]
    assert len(held) == len(set(held))
    assert len(answered) == len(set(answered))


def test_a_claim_of_an_unknown_report_or_rejected_is_left_out() -> None:
    report = make_report("known")
    kept = make_claim(report=report, low=4, place="Zenda")
    lost = make_claim(report=make_report("not given"), low=5, place="Zenda")
    rejected = make_claim(report=report, low=6, place="Hentzau", start=50)
    resolution = group([kept, lost, rejected], [report], [make_judgement("reject", rejected.id)])
    assert [q.claim_ids for q in resolution.questions] == [(kept.id,)]


def test_nothing_gives_nothing() -> None:
    assert group([], []) == Resolution((), (), (), (), ())


ALIKE: dict[str, Any] = {
    "kind": "STRIKE",
    "trigger": "hit",
    "place": "Zenda",
    "period": "2026-03-01",
    "actor": "Graustark",
}


class TestJudgements:
    one, two = make_report("one", published="2026-03-01"), make_report("two", outlet="Two", published="2026-03-01")
    a = make_claim(report=one, **ALIKE)
    b = make_claim(report=two, **ALIKE)
    far = make_claim(report=two, kind="STRIKE", trigger="hit", place="Hentzau", period="2026-03-02", start=90)

    def incidents(self, *judgements: Any) -> list[set[str]]:
        resolution = group([self.a, self.b, self.far], [self.one, self.two], judgements)
        return sorted((set(i.claim_ids) for i in resolution.incidents), key=sorted)

    def test_rules_alone(self) -> None:
        assert {self.a.id, self.b.id} in self.incidents()

    def test_different_parts_and_same_joins(self) -> None:
        assert {self.a.id} in self.incidents(make_judgement("different", self.a.id, self.b.id))
        assert {self.a.id, self.b.id, self.far.id} in self.incidents(make_judgement("same", self.a.id, self.far.id))

    def test_a_merge_of_incidents_holds_when_a_report_is_added(self) -> None:
        before = group([self.a, self.far], [self.one, self.two])
        ids = [i.id for i in before.incidents]
        assert {self.a.id, self.b.id, self.far.id} in self.incidents(make_judgement("merge", ids[0], ids[1]))

    def test_a_split_takes_claims_out(self) -> None:
        (incident,) = group([self.a, self.b], [self.one, self.two]).incidents
        other = incident.claim_ids[1]
        assert {other} in self.incidents(make_judgement("split", incident.id, other))

    def test_the_latest_word_holds_and_withdrawals_count(self) -> None:
        first = make_judgement("different", self.a.id, self.b.id, at="2026-03-02T10:00:00")
        then = make_judgement("same", self.a.id, self.b.id, at="2026-03-02T11:00:00")
        undo = make_judgement("accept", self.a.id, at="2026-03-02T12:00:00", revokes=then.id)
        assert {self.a.id, self.b.id} in self.incidents(first, then)
        assert {self.a.id} in self.incidents(first, then, undo)
        assert {self.a.id, self.b.id} in self.incidents(replace(first, subject="gone"))


BARE = [
    ("more than 200", "Red Front", "persons", True),
    ("27 others", "Red Front", "persons", True),
    ("27 civilians", "Red Front", "persons", False),
    ("200", "Red Front", "tanks", False),
]


@pytest.mark.parametrize(("people", "side", "unit", "same"), BARE)
def test_a_bare_count_counts_the_people_of_the_count_before_it(people: str, side: str, unit: str, same: bool) -> None:
    report = make_report("r")
    sentence = f"The army killed 133 fighters and wounded {people}"
    claims = [
        make_claim(report=report, low=133, people="133 fighters", side=side, sentence=sentence),
        make_claim(
            report=report, kind="INJURE", trigger="wounded", low=200, people=people, unit=unit, sentence=sentence
        ),
    ]
    resolution = group(claims, [report])
    injured = next(q for q in resolution.questions if q.measure == "injured")
    assert (injured.side == side) is same


@pytest.mark.parametrize(("toll", "same"), [(30, True), (250, False)])
def test_a_bare_toll_goes_on_with_the_gunmen_its_claimant_counts_only_where_it_may(toll: int, same: bool) -> None:
    here: dict[str, Any] = {"place": make_place("Zenda", country="RUR"), "period": "2026-03-01", "claimant": "Coroner"}
    report = make_report("One", outlet="One", published="2026-03-02")
    claims = [
        make_claim(report=report, low=26, people="26 gunmen", start=0, **here),
        make_claim(report=report, low=toll, people=str(toll), trigger="toll", start=80, **here),
    ]
    killed = {c: q.id for q in group(claims, [report]).questions for c in q.claim_ids}
    assert (killed[claims[0].id] == killed[claims[1].id]) is same


@pytest.mark.parametrize(("people", "same"), [("24 fighters", True), ("24 insurgents", True), ("24 soldiers", False)])
def test_soldiers_of_nobody_named_are_not_the_rebels_of_whom_others_tell(people: str, same: bool) -> None:
    here: dict[str, Any] = {"place": make_place("Zenda", country="RUR", at=(50.0, 30.0)), "period": "2026-03-01"}
    reports = [make_report(name, outlet=name, published="2026-03-02") for name in ("One", "Two")]
    told = (
        {"low": 62, "people": "62 rebels", "side": "Red Front", "victim_status": "combatant"},
        {"low": 24, "people": people, "victim_status": "combatant"},
    )
    claims = [
        make_claim(report=report, claimant=f"Speaker {report.id}", **here, **facts)
        for report, facts in zip(reports, told, strict=True)
    ]
    killed = {c: q.id for q in group(claims, reports).questions if q.measure == "killed" for c in q.claim_ids}
    assert (killed[claims[0].id] == killed[claims[1].id]) is same


@pytest.mark.parametrize(("place", "is_one"), [("?Holbek", False), (None, True)])
def test_a_shelling_without_a_day_is_the_only_one_read_unless_both_name_a_town(place: str | None, is_one: bool) -> None:
    shelled: dict[str, Any] = {"kind": "STRIKE", "actor": "Ruritania", "means": "shells", "people": ""}
    zenda = make_place("Zenda", country="GRA", at=(50.0, 30.0))
    given = [make_report(name, outlet=name, published="2026-03-01") for name in ("Post", "Star")]
    claims = [
        make_claim(report=given[0], trigger="shelled", place=zenda, **shelled),
        make_claim(report=given[1], trigger="shelled", place=place, period="2026-03-01", **shelled),
    ]
    incidents = group(claims, given).incidents
    assert (len(incidents) == 1) is is_one


def test_what_one_report_leaves_torn_is_settled_by_all_that_tell_of_an_incident() -> None:
    """Each report of the market agrees with the bare one in one small thing; only together are they nearer than the depot."""
    here: dict[str, Any] = {"place": make_place("Zenda", country="RUR", at=(50.0, 30.0)), "period": "2026-03-01"}
    strike = {"kind": "STRIKE", "trigger": "hit", **here}
    told: list[list[dict[str, Any]]] = [
        [{**strike, "people": "a market", "actor": "Ruritania"}],
        [{**strike, "people": "a market"}, {"start": 14, "low": 8, "people": "8 people", "claimant": "Hospital"}],
        [{**strike, "people": "a market"}, {"start": 14, "low": 3, "side": "Graustark", "kind": "INJURE"}],
        [{**strike, "people": "a depot"}],
        [
            {**strike, "people": "the town", "actor": "Ruritania"},
            {"start": 14, "low": 9, "people": "9 people", "claimant": "Ministry"},
            {"start": 32, "low": 1, "side": "Graustark", "kind": "INJURE"},
        ],
    ]
    given = [make_report(f"{n}", outlet=f"Outlet {n}", published="2026-03-01") for n in range(len(told))]
    claims = [[make_claim(report=r, **facts) for facts in held] for r, held in zip(given, told, strict=True)]

    def find(*numbers: int) -> list[set[int]]:
        held = [c for n in numbers for c in claims[n]]
        home = {c.id: n for n, cs in enumerate(claims) for c in cs}
        return [{home[c] for c in i.claim_ids} for i in group(held, [given[n] for n in numbers]).incidents]

    assert {4} in find(0, 3, 4)
    assert {0, 1, 2, 4} in find(0, 1, 2, 3, 4)

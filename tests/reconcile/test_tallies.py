"""Every relation of a figure to the one before, told or inferred, and which figures stay current."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim, Measure, Scope, VictimValue
from counterclaim.records.story import Question, Relation, Resolution, Tally
from counterclaim.records.text import Affiliation, Report, Span
from tests.make import make_actor, make_claim, make_place, make_report

ARMY = make_actor("Army of Ruritania", side="Ruritania", sector="MIL")
MINISTRY = make_actor("Ministry of Ruritania", side="Ruritania")
WHOLE = make_actor("Ruritania", side="Ruritania", sector="GOV")
HOSPITAL = make_actor("City hospital")


def ask(claims: list[Claim], **facts: Any) -> Question:
    given: dict[str, Any] = {
        "measure": Measure.KILLED,
        "population": "people",
        "side": None,
        "status": VictimValue.UNKNOWN,
        "unit": "persons",
        "perpetrator": None,
        "place": None,
        "scope": Scope(),
        "label": "People killed",
    }
    return Question(id="q", claim_ids=tuple(c.id for c in claims), **{**given, **facts})


def tally(*told: dict[str, Any], question: dict[str, Any] | None = None) -> list[Tally]:
    """Give the tallies of figures told one a report, in order; "on" is the day of March 2026."""
    reports: dict[str, Report] = {}
    claims = []
    for n, facts in enumerate(told):
        facts = {"claimant": HOSPITAL, **facts}
        day, name = facts.pop("on", None), facts.pop("by", f"Outlet {n}")
        if name not in reports:
            reports[name] = make_report(name, outlet=name, published=f"2026-03-{day}" if day else None)
        claims.append(make_claim(report=reports[name], start=n * 100, **facts))
    resolution = Resolution((), (), (), (ask(claims, **(question or {})),), ())
    found = reconcile(resolution, claims, list(reports.values())).tallies
    shuffled = reconcile(resolution, claims[::-1], list(reports.values())[::-1]).tallies
    assert found == shuffled
    return list(found)


def tally_of_one_outlet(told: list[dict[str, Any]]) -> list[Tally]:
    """Give the tallies of figures that one outlet tells on several days."""
    reports = [
        make_report(str(n), outlet="Daily", published=f"2026-03-{facts.pop('on')}") for n, facts in enumerate(told)
    ]
    claims = [make_claim(report=r, claimant=HOSPITAL, low=facts["low"]) for r, facts in zip(reports, told, strict=True)]
    return list(reconcile(Resolution((), (), (), (ask(claims),), ()), claims, reports).tallies)


def show(entries: Any) -> str:
    """Give the entries as words: number, relation, "told" where the report states it, "now" where it is current."""
    told = []
    for e in entries:
        number = e.quantity.low if e.quantity.low is not None else e.quantity.high
        words = (str(number), e.relation.value.replace(", ", "-"), "told" if e.told else "", "now" if e.current else "")
        told.append(" ".join(word for word in words if word))
    return "; ".join(told)


CASES = [
    ("a later higher count", [{"low": 5, "on": "01"}, {"low": 9, "on": "03"}], "5 first; 9 supersedes now"),
    (
        "told to have risen",
        [{"low": 5, "on": "01"}, {"low": 9, "on": "03", "sentence": "The death toll rose to 9"}],
        "5 first; 9 supersedes told now",
    ),
    (
        "up from",
        [{"low": 5, "on": "01"}, {"low": 9, "on": "03", "sentence": "9 were killed, up from 5"}],
        "5 first; 9 supersedes told now",
    ),
    ("one day, order unknown", [{"low": 9, "on": "01"}, {"low": 5, "on": "01"}], "5 first; 9 supersedes now"),
    (
        "one day, order told by the hour",
        [{"low": 9, "on": "01T09:00"}, {"low": 5, "on": "01T20:00"}],
        "9 first now; 5 lower-unexplained now",
    ),
    ("no date", [{"low": 5}, {"low": 9}], "5 first now; 9 higher-unexplained now"),
    ("lower without words", [{"low": 9, "on": "01"}, {"low": 5, "on": "03"}], "9 first now; 5 lower-unexplained now"),
    (
        "lower, revised",
        [{"low": 9, "on": "01"}, {"low": 5, "on": "03", "sentence": "The figure was revised to 5"}],
        "9 first; 5 corrects told now",
    ),
    (
        "said to be a mistake",
        [{"low": 5, "on": "01"}, {"low": 9, "on": "03", "sentence": "9, not 5 as mistakenly said"}],
        "5 first; 9 corrects told now",
    ),
    (
        "reclassified",
        [{"low": 9, "on": "01"}, {"low": 7, "on": "03", "sentence": "7; two are now believed to be attackers"}],
        "9 first; 7 corrects told now",
    ),
    (
        "withdrawn",
        [{"low": 9, "on": "01"}, {"low": 9, "on": "03", "sentence": "It retracted its figure of 9 killed"}],
        "9 first; 9 withdraws told",
    ),
    (
        "disowned",
        [{"low": 9, "on": "01"}, {"low": 9, "on": "02", "sentence": "It never announced 9 killed"}],
        "9 first; 9 disowns told",
    ),
    ("copied the next day", [{"low": 9, "on": "01"}, {"low": 9, "on": "02"}], "9 first now"),
    ("repeated later", [{"low": 9, "on": "01"}, {"low": 9, "on": "04"}], "9 first; 9 repeats now"),
    (
        "old figure again",
        [{"low": 5, "on": "01"}, {"low": 9, "on": "03"}, {"low": 5, "on": "06"}],
        "5 first; 9 supersedes now; 5 restates",
    ),
    (
        "a looser form in between replaces nothing",
        [{"low": 5, "on": "01"}, {"low": 5, "bound": "at least", "on": "04"}, {"low": 5, "on": "08"}],
        "5 first; 5 repeats; 5 repeats now",
    ),
    ("nearly", [{"low": 297, "on": "01"}, {"high": 300, "bound": "nearly", "on": "01"}], "297 first now; 300 rounds"),
    (
        "nearly, some days later",
        [{"low": 1883, "on": "01"}, {"high": 1900, "bound": "nearly", "on": "04"}],
        "1883 first now; 1900 rounds",
    ),
    (
        "nearly, and far higher some days later",
        [{"low": 1683, "on": "01"}, {"high": 1900, "bound": "nearly", "on": "04"}],
        "1683 first; 1900 supersedes now",
    ),
    (
        "the rough one first in print",
        [{"high": 300, "bound": "nearly", "on": "01", "by": "A"}, {"low": 297, "on": "01", "by": "A"}],
        "300 rounds; 297 first now",
    ),
    (
        "an earlier lower bound",
        [{"low": 21, "bound": "at least", "on": "01"}, {"low": 22, "on": "03"}],
        "21 first; 22 supersedes now",
    ),
    (
        "looser later",
        [{"low": 43, "on": "01"}, {"low": 40, "bound": "more than", "on": "04"}],
        "43 first now; 40 rounds",
    ),
    (
        "words, then a number",
        [{"bound": "vague", "on": "01"}, {"low": 43, "on": "03"}],
        "None first; 43 supersedes now",
    ),
    ("digits changed places", [{"low": 318, "on": "01"}, {"low": 381, "on": "01"}], "318 first now; 381 variant now"),
    (
        "more bodies",
        [{"low": 12, "on": "01"}, {"low": 8, "on": "03", "people": "eight more bodies"}],
        "12 first now; 8 adds told",
    ),
    (
        "more bodies first, then the toll that they bring",
        [
            {"low": 2, "on": "03", "by": "A", "people": "two more people"},
            {"low": 47, "on": "03", "by": "A", "sentence": "That brings the toll to 47", "trigger": "toll"},
        ],
        "2 first; 47 first now",
    ),
    (
        "more than is no increment",
        [{"low": 12, "on": "01"}, {"low": 18, "bound": "more than", "on": "03", "people": "more than 18 people"}],
        "12 first; 18 supersedes now",
    ),
    (
        "the earlier one printed after",
        [
            {"low": 297, "on": "01", "by": "A", "sentence": "297 killed"},
            {"low": 274, "on": "01", "by": "A", "people": "274"},
        ],
        "297 first now; 274 lower-unexplained now",
    ),
]


@pytest.mark.parametrize(("why", "told", "expected"), CASES, ids=[c[0] for c in CASES])
def test_relation(why: str, told: list[dict[str, Any]], expected: str) -> None:
    (found,) = tally(*told)
    assert show(found.entries) == expected
    assert all(entry.reason for entry in found.entries)
    assert all((entry.to is None) == (entry.relation is Relation.FIRST) for entry in found.entries)


def test_every_relation_has_a_case() -> None:
    shown = {entry.split()[1] for _, _, expected in CASES for entry in expected.split("; ")}
    by_the_missing = {Relation.RECLASSIFIES}
    assert {relation.value.replace(", ", "-") for relation in set(Relation) - by_the_missing} == shown


def test_figures_of_one_report_stand_as_printed_unless_told_to_be_earlier() -> None:
    sentence = "297 were killed, up from 274"
    later = {"low": 297, "on": "01", "by": "A", "sentence": sentence}
    earlier = make_claim(report=make_report("A", outlet="A"), low=274)
    assert earlier.quantity
    (found,) = tally(later, {"low": 274, "on": "01", "by": "A", "sentence": "The toll, at first put at 274"})
    assert [e.quantity.low for e in found.entries] == [297, 274]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("90 died, he said, revising upwards a toll of | 60", [60, 90]),
        ("90 died, he said, raising its earlier count of at least | 60", [60, 90]),
        ("90 died, he said, and there were, on top of it, | 60", [90, 60]),
    ],
)
def test_the_figure_that_a_new_one_revises_comes_before_it(words: str, numbers: list[int]) -> None:
    sentence, at = words.replace("| ", ""), words.index("|")
    report = make_report("a", outlet="a", published="2026-03-02T10:00:00")
    claims = [
        make_claim(report=report, low=90, people="90", sentence=sentence, trigger="died", claimant=HOSPITAL),
        make_claim(report=report, low=60, people="60", sentence=sentence, trigger="60", claimant=HOSPITAL),
    ]
    assert claims[1].quantity
    claims[1] = replace(claims[1], quantity=replace(claims[1].quantity, span=Span(at, at + 2, "60")))
    (found,) = reconcile(Resolution((), (), (), (ask(claims),), ()), claims, [report]).tallies
    assert [e.quantity.low for e in found.entries] == numbers


@pytest.mark.parametrize(
    ("headline", "claimants"),
    [
        ({"low": 147}, 1),
        ({"low": 140, "bound": "nearly", "high": 140}, 2),
        ({"low": None, "high": 150, "bound": "nearly"}, 1),
        ({"low": 70}, 2),
    ],
)
def test_a_headline_tells_the_count_of_whom_its_report_credits(headline: dict[str, Any], claimants: int) -> None:
    report = make_report("a", outlet="A", published="2026-03-02")
    claims = [
        make_claim(report=report, claimant="A", people="people", trigger="dead", start=0, **headline),
        make_claim(report=report, low=147, bound="exactly", start=60, claimant=HOSPITAL),
    ]
    found = reconcile(Resolution((), (), (), (ask(claims),), ()), claims, [report]).tallies
    assert len(found) == claimants
    if claimants == 1:
        assert [e.copies for e in found[0].entries] == [(claims[0].id,)]


class TestOrgans:
    def test_a_side_and_its_ministry_are_one_tally(self) -> None:
        (found,) = tally({"low": 274, "on": "01", "claimant": WHOLE}, {"low": 297, "on": "01", "claimant": MINISTRY})
        assert show(found.entries) == "274 first; 297 supersedes now"
        assert found.side == found.claimant == "Ruritania"
        assert "order not told" in found.entries[1].reason

    def test_two_organs_on_one_day_stand_beside_each_other_on_one_incident(self) -> None:
        told = {"low": 20, "on": "01", "claimant": ARMY}, {"low": 33, "on": "01", "claimant": MINISTRY}
        (campaign,) = tally(*told)
        assert show(campaign.entries) == "20 first; 33 supersedes now"
        (found,) = tally(*told, question={"place": make_place("Zenda")})
        assert show(found.entries) == "20 first now; 33 higher-unexplained now"

    def test_a_later_figure_of_another_organ_supersedes_with_that_reason(self) -> None:
        (found,) = tally({"low": 20, "on": "01", "claimant": ARMY}, {"low": 33, "on": "03", "claimant": MINISTRY})
        assert found.entries[1].relation is Relation.SUPERSEDES
        assert MINISTRY.name in found.entries[1].reason

    def test_claimants_without_a_side_have_tallies_of_their_own(self) -> None:
        assert len(tally({"low": 20, "on": "01"}, {"low": 20, "on": "01", "claimant": "Monitor"})) == 2


OWN = {"side": "Ruritania", "status": VictimValue.COMBATANT}


class TestOwnLosses:
    def test_a_party_counting_its_own_fighters(self) -> None:
        (found,) = tally({"low": 12, "on": "01", "claimant": ARMY}, question=OWN)
        assert found.own_loss

    @pytest.mark.parametrize(
        ("claimant", "question"),
        [
            (make_actor("Graustark", side="Graustark"), OWN),
            (ARMY, {**OWN, "status": VictimValue.CIVILIAN}),
            (ARMY, {**OWN, "status": VictimValue.UNKNOWN}),
            (ARMY, {**OWN, "unit": "tanks", "measure": Measure.DESTROYED}),
            (HOSPITAL, OWN),
        ],
    )
    def test_nobody_else(self, claimant: Any, question: dict[str, Any]) -> None:
        (found,) = tally({"low": 12, "on": "01", "claimant": claimant}, question=question)
        assert not found.own_loss

    def test_what_an_adversary_passes_on_is_no_own_loss_and_enters_no_tally_of_the_side(self) -> None:
        enemy = make_actor("Graustark", side="Graustark")
        found = tally(
            {"low": 12, "on": "01", "claimant": ARMY, "actor": enemy},
            {"low": 400, "on": "01", "claimant": ARMY, "actor": enemy, "chain": (enemy,)},
            question=OWN,
        )
        assert sorted((t.own_loss, t.side, [e.quantity.low for e in t.entries]) for t in found if t.side) == [
            (True, "Ruritania", [12])
        ]
        (relayed,) = [t for t in found if t.side is None]
        assert [e.quantity.low for e in relayed.entries] == [400]
        assert "Graustark" in relayed.claimant

    def test_an_adversarys_outlet_passes_on_too(self) -> None:
        enemy = make_actor("Graustark", side="Graustark")
        organ = make_report("o", outlet="Graustark Today", affiliation=Affiliation.STATE, speaks_for=enemy.id)
        claim = make_claim(report=organ, low=400, claimant=ARMY, actor=enemy, side="Ruritania")
        resolution = Resolution((), (), (), (ask([claim], **OWN),), ())
        (found,) = reconcile(resolution, [claim], [organ]).tallies
        assert found.side is None
        assert not found.own_loss


def test_increments_give_a_derived_sum_that_no_spread_uses() -> None:
    told = [
        {"low": 12, "on": "01"},
        {"low": 5, "on": "03", "people": "five more"},
        {"low": 3, "on": "06", "people": "three more"},
    ]
    (found,) = tally(*told)
    assert [e.derived for e in found.entries] == [None, 17, 20]
    assert [e.current for e in found.entries] == [True, False, False]


def test_what_one_claimant_adds_to_anothers_count_is_no_count_of_its_own() -> None:
    more = {"low": 5, "on": "04", "people": "five more bodies", "claimant": "Fire brigade"}
    counted, added = sorted(tally({"low": 20, "on": "02"}, more), key=lambda t: t.entries[0].at or date.min)
    assert [e.current for e in counted.entries] == [True]
    assert [e.current for e in added.entries] == [False]
    (alone,) = tally(more)
    assert [e.current for e in alone.entries] == [True]


def test_another_five_after_other_harm_in_the_sentence_adds_nothing() -> None:
    report, later = (
        make_report("a", outlet="A", published="2026-03-01"),
        make_report("b", outlet="B", published="2026-03-03"),
    )
    sentence = "The blast killed three people and wounded another five"
    claims = [
        make_claim(report=report, kind="INJURE", low=2, claimant=HOSPITAL),
        make_claim(report=later, kind="KILL", low=3, claimant=HOSPITAL, sentence=sentence),
        make_claim(
            report=later,
            kind="INJURE",
            trigger="wounded",
            low=5,
            people="another five",
            claimant=HOSPITAL,
            sentence=sentence,
        ),
    ]
    injured = [claims[0], claims[2]]
    resolution = Resolution((), (), (), (ask(injured, measure=Measure.INJURED),), ())
    (found,) = reconcile(resolution, claims, [report, later]).tallies
    assert [e.relation for e in found.entries] == [Relation.FIRST, Relation.SUPERSEDES]


def test_an_outlet_that_goes_back_to_an_older_number_restates_nothing() -> None:
    (found,) = tally_of_one_outlet([{"low": n, "on": day} for n, day in ((5, "01"), (9, "03"), (5, "06"))])
    assert show(found.entries) == "5 first; 9 supersedes now; 5 lower-unexplained now"


def test_as_of_cuts_reports_published_later_and_undated_ones() -> None:
    days = [make_report(str(d), outlet=str(d), published=d) for d in ("2026-03-01", "2026-03-03", None)]
    claims = [make_claim(report=r, low=n, claimant=HOSPITAL) for r, n in zip(days, (5, 9, 11), strict=True)]
    resolution = Resolution((), (), (), (ask(claims),), ())
    (found,) = reconcile(resolution, claims, days, as_of=date(2026, 3, 2)).tallies
    assert [e.quantity.low for e in found.entries] == [5]


def test_the_order_of_reading_is_nothing() -> None:
    told = [{"low": 5, "on": "01"}, {"low": 9, "on": "03"}, {"low": 9, "on": "03", "by": "X"}]
    shown = {str(show(tally(*order)[0].entries)) for order in permutations(told)}
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ([{"low": 84}, {"low": 1, "written": False}], [84]),
        ([{"low": 84}, {"low": 1, "written": False, "claimant": MINISTRY}], [84]),
        ([{"low": 84}, {"low": 1, "claimant": MINISTRY}], [84, 1]),
        ([{"low": 1, "written": False}, {"low": 1, "claimant": MINISTRY}], [1, 1]),
        ([{"bound": "vague"}, {"low": 1, "written": False}], [None]),
    ],
)
def test_somebody_told_of_beside_a_toll_is_no_toll(told: list[dict[str, Any]], figures: list[int | None]) -> None:
    days = [{"on": 10 + n, **facts} for n, facts in enumerate(told)]
    entries = [e.quantity.number for t in tally(*days) for e in t.entries]
    assert sorted(entries, key=str) == sorted(figures, key=str)

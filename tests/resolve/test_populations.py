"""Who is counted, by status, side and words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.claim import VictimValue
from counterclaim.records.text import Span
from counterclaim.records.world import Actor, ActorMention
from counterclaim.resolve.facets import lay_out
from counterclaim.resolve.figures import lay_out_figures
from counterclaim.resolve.populations import Population, tell_part_population, tell_population
from tests.make import make_actor, make_claim, make_part, make_place, make_report

UNKNOWN, COMBATANT, CIVILIAN, POLICE = (
    VictimValue.UNKNOWN,
    VictimValue.COMBATANT,
    VictimValue.CIVILIAN,
    VictimValue.POLICE,
)

CASES = [
    ({"people": "at least 14 people"}, (None, UNKNOWN, "")),
    ({"people": "12 pilgrims"}, (None, UNKNOWN, "")),
    ({"people": "nine children"}, (None, UNKNOWN, "children")),
    ({"people": "23 people, including nine children"}, (None, UNKNOWN, "")),
    ({"people": "1,400 people, most of them civilians", "victim_status": "civilian"}, (None, UNKNOWN, "")),
    ({"people": "women and children"}, (None, UNKNOWN, "children and women")),
    ({"people": "30 hostage-takers"}, (None, UNKNOWN, "")),
    (
        {
            "people": "12 soldiers",
            "kind": "DESTROY",
            "trigger": "lost",
            "object": make_actor("12 soldiers", side="B"),
            "claimant": make_actor("B", side="B"),
            "sentence": "Ruritania has lost 12 soldiers, B said",
        },
        (None, COMBATANT, ""),
    ),
    ({"people": "two aid workers"}, (None, UNKNOWN, "aid workers")),
    (
        {
            "people": "ten of the dead",
            "trigger": "dead",
            "sentence": "He said ten of the dead were women and that 19 children were taken.",
        },
        (None, UNKNOWN, "women"),
    ),
    ({"people": "people who need humanitarian aid"}, (None, UNKNOWN, "")),
    ({"people": "five soldiers", "side": "A"}, ("A", COMBATANT, "")),
    ({"people": "officials and militants", "side": "A"}, ("A", COMBATANT, "")),
    ({"people": "fighters", "side": "A", "victim_status": "combatant"}, ("A", COMBATANT, "")),
    ({"people": "eight civilians"}, (None, CIVILIAN, "")),
    ({"people": "eight of its own men", "claimant": make_actor("A", side="A", sector="REB")}, ("A", COMBATANT, "")),
    (
        {
            "people": "eight of their own men",
            "trigger": "lost",
            "sentence": "The rebels lost eight of their own men",
            "claimant": make_actor("A", side="A", sector="MIL"),
        },
        (None, UNKNOWN, ""),
    ),
    ({"people": "six policemen"}, (None, POLICE, "")),
    ({"people": "civilians and soldiers"}, (None, UNKNOWN, "")),
    ({"people": "two officials"}, (None, VictimValue.OFFICIAL, "")),
    ({"people": "soldiers and policemen", "side": "A"}, ("A", UNKNOWN, "security forces")),
    ({"people": "members of the security forces", "side": "A"}, ("A", UNKNOWN, "security forces")),
    ({"people": "members of its armed forces", "side": "A"}, ("A", COMBATANT, "")),
    (
        {
            "people": "12 tanks",
            "unit": "tanks",
            "kind": "DESTROY",
            "trigger": "lost",
            "claimant": make_actor("B", side="B"),
            "sentence": "Ruritania has also lost 12 tanks, B said",
        },
        (None, UNKNOWN, ""),
    ),
    (
        {
            "people": "12 tanks",
            "unit": "tanks",
            "kind": "DESTROY",
            "trigger": "lost",
            "claimant": make_actor("B", side="B"),
            "sentence": "The army has lost 12 tanks, it said",
        },
        ("B", UNKNOWN, ""),
    ),
    (
        {
            "people": "12 tanks",
            "unit": "tanks",
            "kind": "DESTROY",
            "trigger": "lost",
            "claimant": make_actor("B", side="B"),
            "sentence": "The enemy has lost 12 tanks, it said",
        },
        (None, UNKNOWN, ""),
    ),
    ({"people": "297", "side": "A", "object": make_actor("A Front", side="A", sector="REB")}, ("A", COMBATANT, "")),
    ({"people": "posts", "side": "A", "unit": "posts", "kind": "DESTROY"}, ("A", UNKNOWN, "")),
]


def test_the_gravely_injured_are_some_of_the_injured() -> None:
    grave = make_claim(low=5, kind="INJURE", people="five", trigger="in critical condition")
    assert tell_population(grave).group == "people gravely"
    assert tell_population(make_claim(low=5, kind="INJURE", people="five", trigger="injured")).group == ""
    told = {"low": 8, "kind": "INJURE", "people": "eight", "trigger": "injuries"}
    assert tell_population(make_claim(sentence="eight have serious injuries", **told)).group == "people gravely"
    assert tell_population(make_claim(sentence="eight have injuries", **told)).group == ""


@pytest.mark.parametrize(("land", "group"), [("ITA", "Britons"), ("GBR", ""), (None, "")])
def test_people_of_one_nation_abroad_are_counted_apart(land: str | None, group: str) -> None:
    britons = Actor("gbr.cvl", "Britons", None, "GBR", "CVL")
    place = make_place("Roma", country=land) if land else None
    assert tell_population(make_claim(low=2, people="two Britons", object=britons, place=place)).group == group


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_population(facts: dict[str, Any], expected: tuple[str | None, VictimValue, str]) -> None:
    assert tell_population(make_claim(low=5, **facts)) == Population(*expected)


PARTS = [
    ("nine children", Population("A", UNKNOWN, "children")),
    ("civilians", Population("A", CIVILIAN)),
    ("soldiers", Population("A", COMBATANT)),
    ("people in the market", Population("A", UNKNOWN)),
    ("women and two children", Population("A", UNKNOWN, "women")),
    ("in hospital", None),
    ("at the scene", None),
    ("", None),
]


@pytest.mark.parametrize(("of", "expected"), PARTS)
def test_part(of: str, expected: Population | None) -> None:
    part = make_part(4, of)
    assert tell_part_population(make_claim(low=23, people="23 people", side="A", parts=(part,)), part) == expected


def test_a_part_beside_the_dead_is_no_population_of_the_whole() -> None:
    claim = make_claim(low=13, people="13 dead", parts=(make_part(6, "children", start=40),))
    dead, children = (ActorMention(Span(a, b, t)) for a, b, t in [(0, 7, "13 dead"), (40, 52, "six children")])
    assert tell_population(replace(claim, object=(dead, children))) == Population(None, UNKNOWN)


@pytest.mark.parametrize(
    ("phrases", "amount", "written", "group"),
    [
        (["twin boys", "nine dead"], (10, "nine"), True, ""),
        (["nine dead", "twin boys"], (0, "nine"), True, ""),
        (["nine children", "a nun"], (0, "nine"), True, "children"),
        (["Omar Fadel", "the child Sami Odeh"], (0, "Omar Fadel"), False, ""),
        (["the girl Lina", "the boy Sami"], (0, "the girl Lina"), False, "children"),
    ],
)
def test_of_several_phrases_the_counted_one_tells_who_they_are(
    phrases: list[str], amount: tuple[int, str], written: bool, group: str
) -> None:
    claim, at, objects = make_claim(low=9, people="nine"), 0, []
    for words in phrases:
        objects.append(ActorMention(Span(at, at + len(words), words)))
        at += len(words) + 1
    assert claim.quantity is not None
    span = Span(amount[0], amount[0] + len(amount[1]), amount[1])
    counted = replace(claim, object=tuple(objects), quantity=replace(claim.quantity, span=span, written=written))
    assert tell_population(counted).group == group


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("9 died in hospital and 3 at the scene", []),
        ("30 dead: 9 in the port, 3 in the hills", [30]),
        ("30 dead, 9 in the port and 21 in the hills", [30]),
    ],
)
def test_a_whole_told_before_some_of_its_pieces_is_counted(words: str, numbers: list[int]) -> None:
    report = make_report()
    found = [(int(m[0]), m.start()) for m in re.finditer(r"\d+", words)]
    (whole, _), pieces = found[0], found[1:]
    relation = "partition" if sum(n for n, _ in pieces) == whole else "beside"
    parts = tuple(make_part(n, "in the port", relation=relation, start=at) for n, at in pieces)
    claim = make_claim(report=report, low=whole, sentence=words, people=words, trigger="d", parts=parts)
    assert [f.value for f in lay_out_figures(lay_out(claim, report, report.id))] == numbers


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ({"low": 5, "people": "five of the dead", "trigger": "dead"}, False),
        ({"low": 5, "people": "five of the dead", "trigger": "shot"}, True),
        ({"low": 5, "people": "five of the missing", "trigger": "missing", "kind": "MISSING"}, False),
        (
            {"low": 5, "people": "Five pilgrims", "trigger": "dead", "sentence": "Five pilgrims are among the dead"},
            False,
        ),
        ({"low": 5, "people": "five pilgrims", "trigger": "dead", "sentence": "The dead include five pilgrims"}, False),
        ({"low": 5, "people": "Five", "trigger": "dead", "sentence": "The number of the dead rose to five"}, True),
        ({"low": 5, "people": "Five", "trigger": "found alive", "status": "asserted"}, False),
        ({"low": 95, "people": "95 per cent of houses", "unit": "percent", "kind": "DESTROY"}, False),
        (
            {"low": 5, "people": "five", "trigger": "bodies", "sentence": "The sides exchanged the bodies of five men"},
            False,
        ),
        ({"low": 5, "people": "five", "trigger": "bodies", "sentence": "Rescuers found the bodies of five men"}, True),
        (
            {
                "low": 5,
                "people": "five bodies from the Front",
                "object": make_actor("five bodies from the Front", side="Front"),
                "trigger": "bodies",
                "sentence": "The mission received five bodies from the Front",
            },
            False,
        ),
        ({"low": 0, "people": "no further soldiers", "status": "negated"}, False),
        ({"low": 0, "people": "no soldiers", "status": "negated"}, True),
    ],
)
def test_what_counts_no_killing_is_no_figure(facts: dict[str, Any], counted: bool) -> None:
    report = make_report()
    assert bool(list(lay_out_figures(lay_out(make_claim(report=report, **facts), report, report.id)))) is counted


@pytest.mark.parametrize(
    ("sentence", "trigger", "group"),
    [
        ("60 were hurt, of whom 40 were still in hospital", "in hospital", "some of them"),
        ("The 40 wounded in the blast have been discharged", "wounded", "some of them"),
        ("40 people were taken to hospital", "hospital", ""),
        ("40 were wounded, and 12 have been discharged", "wounded", ""),
    ],
)
def test_wounded_still_in_care_or_sent_home_are_some_of_the_wounded(sentence: str, trigger: str, group: str) -> None:
    report = make_report()
    claim = make_claim(report=report, kind="INJURE", low=40, people="40", sentence=sentence, trigger=trigger)
    (figure,) = lay_out_figures(lay_out(claim, report, report.id))
    assert figure.population.group == group


@pytest.mark.parametrize(
    ("facts", "units"),
    [
        ({"kind": "DESTROY", "measure": "losses", "trigger": "lost"}, ["persons", "tanks"]),
        ({"kind": "KILL"}, ["persons"]),
    ],
)
def test_things_lost_beside_people_are_counted_too(facts: dict[str, Any], units: list[str]) -> None:
    report = make_report()
    part = replace(make_part(12, "tanks", relation="beside", start=30), unit="tanks")
    claim = make_claim(report=report, low=31, people="31 soldiers", parts=(part,), side="A", **facts)
    figures = list(lay_out_figures(lay_out(claim, report, report.id)))
    assert [f.unit for f in figures] == units
    assert {f.population.side for f in figures} == {"A"}


def test_a_number_of_burned_that_names_nothing_counts_nothing() -> None:
    report = make_report()
    claim = make_claim(report=report, kind="DESTROY", low=3, people="three", trigger="burned out")
    assert claim.quantity is not None
    bare = replace(claim, quantity=replace(claim.quantity, unit=None))
    assert list(lay_out_figures(lay_out(bare, report, report.id))) == []

"""Every rule of evidence speaks for, speaks against or is silent as its words say."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from counterclaim.records.story import Reason
from counterclaim.records.text import Span
from counterclaim.resolve import evidence, runs
from counterclaim.resolve.evidence import RULES, VETO, compare
from counterclaim.resolve.facets import lay_out
from counterclaim.resolve.figures import Figure, lay_out_figures
from counterclaim.resolve.tellings import Telling, join_tellings, open_telling, settle_spots
from tests.make import make_claim, make_period, make_place, make_report

ZENDA = make_place("Zenda", country="RUR", admin1="North", at=(50.0, 30.0))
NORTH = make_place("North", country="RUR", admin1="North", where_prec=4)
HENTZAU = make_place("Hentzau", country="RUR", admin1="South", at=(52.0, 31.0))

HOLBEK = make_place("Holbek", country="RUR", admin1="North", at=(50.6, 30.9))
KESH_AREA = make_place("Kesh", country="RUR", admin1="Kesh", at=(51.0, 33.0), where_prec=2)
BRIM = make_place("Brim", country="RUR", admin1="Kesh", at=(51.6, 33.9))

MORE: dict[str, Any] = {
    "kind": "KILL",
    "low": 5,
    "people": "five more bodies",
    "place": ZENDA,
    "published": "2026-03-09",
}

OWN: dict[str, Any] = {"claimant": "A", "claimant_side": "A", "side": "A"}
COPY: dict[str, Any] = {"voice": "v", "low": None, "bound": "vague", "sentence": "Dozens were killed"}
RAISED: dict[str, Any] = {"low": 55, "claimant": "A", "sentence": "It raised its count, saying 55 people were killed"}
DEAD: dict[str, Any] = {"kind": "KILL", "claimant": "A"}
LOSSES: dict[str, Any] = {"kind": "KILL", "side": "A", "people": "soldiers"}
OURS: dict[str, Any] = {"claimant": "A", "claimant_side": "A"}
THEIRS: dict[str, Any] = {"claimant": "B", "claimant_side": "B"}
CIVILIANS: dict[str, Any] = {"people": "civilians", "victim_status": "civilian"}

FIGHTERS: dict[str, Any] = {"people": "fighters", "victim_status": "combatant"}
TOLD: dict[str, Any] = {"place": ZENDA, "period": "2026-02-28", "name": "one report"}

RUNNING: dict[str, Any] = {"claimant": "A", "cumulative": True}

SHIP: dict[str, Any] = {"people": "the tanker Blue Heron", "sentence": "It hit the tanker Blue Heron"}
DIED_LATER: dict[str, Any] = {"kind": "KILL", "low": 1, "people": "one of the wounded", "period": "2026-03-01"}

ANSWER = "Jets bombed Zenda hours after an attack on Hentzau"
BOMBED: dict[str, Any] = {"kind": "STRIKE", "trigger": "bombed", "sentence": ANSWER, "name": "one report"}
ANSWERED: dict[str, Any] = {"kind": "FIGHT", "trigger": "attack", "sentence": ANSWER, "name": "one report"}

FOR, AGAINST, SILENT = "for", "against", "silent"


def tell(**facts: Any) -> Telling:
    facts = {"kind": "STRIKE", **facts}
    line = facts.pop("dateline", "")
    report = make_report("", name=facts.pop("name", repr(facts)), published=facts.pop("published", "2026-03-01"))
    report = replace(report, dateline=Span(0, len(line), line)) if line else report
    return open_telling(lay_out(make_claim(report=report, **facts), report, report.id))


def count(**facts: Any) -> Figure:
    report = make_report("", name=repr(facts), published=facts.pop("published", "2026-03-01"))
    voice = facts.pop("voice", report.id)
    return next(iter(lay_out_figures(lay_out(make_claim(report=report, **facts), report, voice))))


CASES = [
    (evidence.weigh_place, {"place": ZENDA}, {"place": ZENDA}, FOR),
    (evidence.weigh_place, {"place": ZENDA}, {"place": NORTH}, FOR),
    (evidence.weigh_place, {"place": ZENDA}, {"place": HENTZAU}, VETO),
    (evidence.weigh_place, {"place": ZENDA}, {}, SILENT),
    (evidence.weigh_period, {"period": "2026-02-28"}, {"period": "2026-02-28"}, FOR),
    (evidence.weigh_period, {"period": "2026-02-28"}, {"period": "2026-03-01"}, AGAINST),
    (evidence.weigh_period, {"period": "2026-02-20"}, {"period": "2026-02-28"}, VETO),
    (evidence.weigh_period, {"period": "2026-02-28"}, {}, FOR),
    (evidence.weigh_period, {"period": "2025-10-19"}, {}, VETO),
    (evidence.weigh_period, {}, {"published": "2026-03-02"}, FOR),
    (evidence.weigh_period, {}, {"published": "2026-03-12"}, AGAINST),
    (evidence.weigh_period, {}, {"published": None}, SILENT),
    (evidence.weigh_kind, {}, {}, FOR),
    (evidence.weigh_kind, {}, {"kind": "FIGHT"}, AGAINST),
    (evidence.weigh_kind, {"means": "a drone"}, {"kind": "FIGHT", "means": "drones"}, SILENT),
    (
        evidence.weigh_kind,
        {"people": "a school bus"},
        {"kind": "FIGHT", "trigger": "attack", "people": "the bus"},
        SILENT,
    ),
    (evidence.weigh_unplaced, {"place": "?Holbek"}, {"place": "?Holbek"}, FOR),
    (evidence.weigh_unplaced, {"place": "?Zenda"}, {"place": ZENDA}, FOR),
    (evidence.weigh_unplaced, {"place": "?Holbek"}, {"place": "?Zenda"}, SILENT),
    (evidence.weigh_unplaced, {"place": "?Deir al-Holbek"}, {"place": "?Deir el-Holbeq"}, FOR),
    (evidence.weigh_home, {"place": ZENDA}, {"dateline": "ZENDA, North"}, FOR),
    (evidence.weigh_home, {"place": ZENDA}, {"dateline": "HENTZAU"}, SILENT),
    (evidence.weigh_names, SHIP, {"sentence": "The crew of the Heron left"}, FOR),
    (evidence.weigh_period, DIED_LATER, {"period": "2026-02-28"}, FOR),
    (evidence.weigh_unplaced, {"place": "?the town"}, {"place": "?the town"}, SILENT),
    (evidence.weigh_kind, {"kind": "KILL", "low": 3}, {"kind": "INJURE", "low": 3}, SILENT),
    (evidence.weigh_perpetrator, {"actor": "A"}, {"actor": "A"}, FOR),
    (evidence.weigh_perpetrator, {"actor": "A"}, {"actor": "B"}, AGAINST),
    (evidence.weigh_perpetrator, {"actor": "A"}, {}, SILENT),
    (evidence.weigh_victims, {"object": "A"}, {"object": "A"}, FOR),
    (evidence.weigh_victims, {"object": "A"}, {"object": "B"}, AGAINST),
    (evidence.weigh_victims, {"object": "A"}, {}, SILENT),
    (evidence.weigh_means, {"means": "a drone"}, {"means": "drones"}, FOR),
    (evidence.weigh_means, {"means": "a drone"}, {"means": "artillery shells"}, AGAINST),
    (evidence.weigh_means, {"means": "a drone"}, {"means": "a missile"}, AGAINST),
    (evidence.weigh_means, {"means": "a drone"}, {}, SILENT),
    (evidence.weigh_target, {"people": "a market"}, {"people": "the bazaar"}, FOR),
    (evidence.weigh_target, {"people": "a market"}, {"people": "a depot"}, AGAINST),
    (evidence.weigh_target, {"people": "a market"}, {"people": "the town"}, SILENT),
    (evidence.weigh_clock, {"when": "at 3 a.m."}, {"when": "03:30"}, FOR),
    (evidence.weigh_clock, {"when": "1 a.m."}, {"when": "3 am"}, AGAINST),
    (evidence.weigh_clock, {"when": "23:50"}, {"when": "00:10"}, FOR),
    (evidence.weigh_clock, {"when": "at night"}, {"when": "3 am"}, SILENT),
    (evidence.weigh_figures, {"kind": "KILL", "low": 9}, {"kind": "KILL", "low": 9, "start": 9}, FOR),
    (evidence.weigh_figures, {"kind": "KILL", "low": 9}, {"kind": "KILL", "low": 8}, AGAINST),
    (evidence.weigh_figures, {"kind": "KILL", "low": 5}, {"kind": "KILL", "low": 80, "claimant": "H"}, AGAINST),
    (evidence.weigh_figures, {"kind": "KILL", "low": 1}, {"kind": "KILL", "low": 80, "claimant": "H"}, SILENT),
    (evidence.weigh_figures, {"kind": "KILL", "low": 2}, {"kind": "INJURE", "low": 2}, SILENT),
    (evidence.weigh_answer, BOMBED, ANSWERED, VETO),
    (evidence.weigh_answer, BOMBED, {**BOMBED, "trigger": "Jets"}, SILENT),
    (evidence.weigh_answer, BOMBED, {**ANSWERED, "name": "another"}, SILENT),
    (evidence.weigh_names, BOMBED, ANSWERED, SILENT),
    (evidence.weigh_names, {"sentence": "A blast at Holbek Yard"}, {"sentence": "The Holbek fire"}, FOR),
    (evidence.weigh_names, {"sentence": "A blast on Monday"}, {"sentence": "A fire on Monday"}, SILENT),
    (evidence.weigh_names, {"sentence": "A blast"}, {"sentence": "A fire"}, SILENT),
    (evidence.weigh_period, {"period": "2026-01-07"}, {"period": "2026-01-07"}, FOR),
    (evidence.weigh_figures, {"kind": "KILL", "low": 318}, {"kind": "KILL", "low": 381}, FOR),
    (evidence.weigh_addition, MORE, {"kind": "KILL", "low": 12, "place": ZENDA}, FOR),
    (evidence.weigh_addition, MORE, {"kind": "KILL", "low": 12, "place": HENTZAU}, SILENT),
    (evidence.weigh_addition, MORE, {"kind": "INJURE", "low": 12, "place": ZENDA}, SILENT),
    (evidence.weigh_addition, {"kind": "KILL", "low": 5, "place": ZENDA}, {"low": 9, "place": ZENDA}, SILENT),
    (evidence.weigh_people, DEAD | CIVILIANS | {"low": 5}, DEAD | FIGHTERS | {"low": 9}, AGAINST),
    (evidence.weigh_people, DEAD | {"low": 5}, DEAD | FIGHTERS | {"low": 9}, AGAINST),
    (evidence.weigh_people, DEAD | CIVILIANS | {"low": 9}, DEAD | FIGHTERS | {"low": 9}, SILENT),
    (evidence.weigh_people, DEAD | CIVILIANS | {"low": 5}, DEAD | {"low": 9}, SILENT),
    (evidence.weigh_people, DEAD | CIVILIANS | {"low": 5}, {}, SILENT),
    (evidence.weigh_report, TOLD | {"means": "a drone"}, TOLD | {"means": "shells"}, AGAINST),
    (evidence.weigh_report, TOLD, TOLD | {"name": "another"}, SILENT),
    (evidence.weigh_report, TOLD, TOLD | {"period": None}, SILENT),
    (evidence.weigh_report, TOLD | {"people": "a school"}, TOLD | {"people": "the school"}, SILENT),
    (evidence.weigh_series, DEAD | {"low": 8}, DEAD | {"low": 12, "published": "2026-03-03"}, FOR),
    (evidence.weigh_series, DEAD | {"low": 47}, DEAD | {"low": 5, "published": "2026-03-03"}, AGAINST),
    (evidence.weigh_series, DEAD | {"low": 47}, DEAD | {"low": 5}, AGAINST),
    (evidence.weigh_series, DEAD | {"low": 5}, DEAD | {"low": 1, "published": "2026-03-03"}, SILENT),
    (evidence.weigh_series, DEAD | {"low": 5}, DEAD | {"low": 47, "published": "2026-03-03"}, SILENT),
    (evidence.weigh_series, DEAD | {"low": 8}, DEAD | {"low": 12, "published": "2026-03-23"}, SILENT),
    (evidence.weigh_series, DEAD | {"low": 8}, DEAD | {"low": 9, "claimant": "B", "published": "2026-03-02"}, SILENT),
    (evidence.weigh_series, DEAD | {"low": 1}, DEAD | {"low": 3}, SILENT),
    (evidence.weigh_series, DEAD | {"low": 9, "cumulative": True}, DEAD | {"low": 12, "published": "2026-03-02"}, SILENT),
    (evidence.weigh_series, DEAD | CIVILIANS | {"low": 47}, DEAD | {"low": 5}, AGAINST),
    (evidence.weigh_series, DEAD | {"low": 47}, DEAD | CIVILIANS | {"low": 5}, SILENT),
    (evidence.weigh_home, {"place": NORTH, "claimant": "Zenda hospital", "speaker": "the hospital"}, {"place": ZENDA}, FOR),
    (evidence.weigh_home, {"place": NORTH, "claimant": "Zendar hospital", "speaker": "it"}, {"place": ZENDA}, AGAINST),
    (evidence.weigh_home, {"place": HENTZAU, "claimant": "Zenda hospital", "speaker": "it"}, {"place": ZENDA}, SILENT),
    (evidence.weigh_home, {"place": NORTH, "claimant": "Holbek hospital", "speaker": "it"}, {"place": ZENDA}, AGAINST),
    (evidence.weigh_home, {"place": NORTH, "claimant": "the hospital", "speaker": "it"}, {"place": ZENDA}, SILENT),
    (evidence.weigh_place, {"place": (ZENDA, NORTH)}, {"place": HOLBEK}, VETO),
    (evidence.weigh_place, {"place": (ZENDA, NORTH)}, {"place": (HOLBEK, ZENDA)}, FOR),
    (evidence.weigh_place, {"place": KESH_AREA}, {"place": BRIM}, SILENT),
    (evidence.weigh_place, {"place": KESH_AREA}, {"place": HENTZAU}, VETO),
    (evidence.weigh_figures, LOSSES | THEIRS | {"low": 30}, LOSSES | OURS | {"low": 5}, SILENT),
    (evidence.weigh_figures, LOSSES | OURS | {"low": 30}, LOSSES | OURS | {"low": 5}, AGAINST),
    (evidence.weigh_target, DEAD | {"place": "?the hospital"}, {"people": "a market"}, SILENT),
    (evidence.weigh_target, {"people": "the hospital"}, {"people": "a market"}, AGAINST),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "one", "other", "expected"), CASES)
def test_evidence_speaks(rule: Any, one: dict[str, Any], other: dict[str, Any], expected: Any) -> None:
    reason = rule(tell(**one), tell(**other))
    found = SILENT if reason is None else VETO if reason.weight == VETO else FOR if reason.weight > 0 else AGAINST
    assert found == expected


def test_a_town_told_by_the_name_of_its_division_may_be_all_of_it() -> None:
    kesh = make_place("Kesh", country="RUR", admin1="Kesh", at=(51.0, 33.0))
    brim, hentzau = tell(place=BRIM), tell(place=HENTZAU)
    loose = tell(place=kesh)
    assert loose.vague == {kesh.id}
    reason = evidence.weigh_place(loose, brim)
    assert reason is not None
    assert VETO < reason.weight < 0
    assert evidence.weigh_place(replace(loose, vague=frozenset()), brim) == Reason("Kesh is not Brim", VETO)
    assert evidence.weigh_place(loose, hentzau) == Reason("Kesh is not Hentzau", VETO)
    assert settle_spots(join_tellings((loose, brim))) == (BRIM,)
    assert settle_spots(join_tellings((loose, hentzau))) == join_tellings((loose, hentzau)).spots


@pytest.mark.parametrize(
    ("words", "is_vague"),
    [
        ("Kesh", True), ("in Kesh", True), ("Ruritania's Kesh", True), ("the city of Kesh", False), ("Kesh city", False),
        ("Brim in Kesh", False), ("the town of Brim, Kesh", False),
    ],
)  # fmt: skip
def test_the_words_of_a_place_tell_whether_a_town_or_its_division_is_meant(words: str, is_vague: bool) -> None:
    place = make_place("Brim" if "Brim" in words else "Keshar", country="RUR", admin1="Kesh", at=(51.0, 33.0))
    claim = make_claim(kind="STRIKE", place=place)
    mention = replace(
        claim.place[0], span=replace(claim.place[0].span, text=words, end=claim.place[0].span.start + len(words))
    )
    report = make_report()
    facet = lay_out(replace(claim, place=(mention,)), report, report.id)
    assert bool(facet.vague) is is_vague


def test_two_figures_in_common_say_more_than_one() -> None:
    def both(dead: int, hurt: int) -> Telling:
        return join_tellings((tell(kind="KILL", low=dead, claimant="H"), tell(kind="INJURE", low=hurt, claimant="H")))

    one = evidence.weigh_figures(both(2, 9), both(2, 4))
    two = evidence.weigh_figures(both(2, 9), both(2, 9))
    assert one is not None
    assert two is not None
    assert two.weight > one.weight


RUN_CASES = [
    (runs.weigh_people, {"low": 5, "people": "5 soldiers"}, {"low": 6, "people": "6 fighters"}, VETO),
    (runs.weigh_people, {"low": 5, "people": "5 soldiers"}, {"low": 6, "people": "six soldiers"}, FOR),
    (runs.weigh_people, {"low": 5, "side": "A"}, {"low": 6, "side": "A"}, SILENT),
    (runs.weigh_one, {"low": 1, "people": "the driver", "written": False}, {"low": 84}, VETO),
    (runs.weigh_one, {"low": 1, "people": "the driver", "written": False}, {"bound": "vague"}, VETO),
    (runs.weigh_one, {"low": 1, "people": "the driver", "written": False}, {"low": 1}, SILENT),
    (runs.weigh_one, {"low": 1, "people": "a driver", "written": False}, {"low": 84}, SILENT),
    (runs.weigh_one, {"low": 2, "people": "the driver and a guard", "written": False}, {"low": 84}, SILENT),
    (runs.weigh_start, {"low": 5, "scope_start": "2025-10-07"}, {"low": 6, "scope_start": "2025-10-07"}, FOR),
    (runs.weigh_start, {"low": 5, "scope_start": "2025-10-07"}, {"low": 6, "scope_start": "2025-10-27"}, VETO),
    (runs.weigh_start, {"low": 5, "scope_start": "2025-10-07"}, {"low": 6}, AGAINST),
    (runs.weigh_start, {"low": 5, "scope_kind": "flow"}, {"low": 6}, VETO),
    (runs.weigh_start, {"low": 5, "scope_kind": "flow"}, {"low": 6, "scope_kind": "flow"}, FOR),
    (runs.weigh_start, {"low": 5, "scope_kind": "flow", "people": "another five people"}, {"low": 6}, SILENT),
    (runs.weigh_perpetrator, {"low": 5, "actor": "A"}, {"low": 6, "actor": "A"}, FOR),
    (runs.weigh_perpetrator, {"low": 5, "actor": "A"}, {"low": 6, "actor": "B"}, VETO),
    (runs.weigh_perpetrator, {"low": 5, "actor": "A"}, {"low": 6}, SILENT),
    (runs.weigh_place, {"low": 5, "place": NORTH}, {"low": 6, "place": NORTH}, FOR),
    (runs.weigh_place, {"low": 5, "place": NORTH}, {"low": 6, "place": HENTZAU}, VETO),
    (runs.weigh_place, {"low": 5, "place": NORTH}, {"low": 6, "place": ZENDA}, AGAINST),
    (runs.weigh_place, {"low": 5, "place": NORTH}, {"low": 6}, SILENT),
    (runs.weigh_window, {"low": 5, "period": "2026-02-28"}, {"low": 6, "period": "2026-02-28"}, FOR),
    (runs.weigh_window, {"low": 5, "period": "2026-02-28"}, {"low": 6, "period": "2025-02-28"}, VETO),
    (runs.weigh_window, {"low": 5, "period": "2025-02-28"}, {"low": 6}, VETO),
    (runs.weigh_window, {"low": 5, "period": "2026-02-28"}, {"low": 6}, SILENT),
    (runs.weigh_gap, {"low": 5}, {"low": 6, "published": "2026-03-02"}, FOR),
    (runs.weigh_gap, {"low": 5}, {"low": 6, "published": "2026-03-06"}, AGAINST),
    (runs.weigh_gap, {"low": 5}, {"low": 6, "published": "2026-03-26"}, VETO),
    (runs.weigh_gap, {"low": 5}, {"low": 6, "published": None}, AGAINST),
    (runs.weigh_size, {"low": 274, "claimant": "A"}, {"low": 297, "claimant": "A"}, FOR),
    (runs.weigh_size, {"low": 5, "claimant": "A"}, {"low": 80, "claimant": "A"}, AGAINST),
    (runs.weigh_size, {"low": 5, "claimant": "A"}, {"low": 80, "claimant": "B"}, SILENT),
    (runs.weigh_size, RUNNING | {"low": 108}, RUNNING | {"low": 230, "published": "2026-04-01"}, FOR),
    (runs.weigh_size, RUNNING | {"low": 108}, RUNNING | {"low": 230, "published": "2026-03-02"}, AGAINST),
    (runs.weigh_size, RUNNING | {"low": 230}, RUNNING | {"low": 108, "published": "2026-04-01"}, AGAINST),
    (runs.weigh_company, {"low": 5, "claimant": "A", "side": "A"}, {"low": 80, "claimant": "B", "side": "A"}, FOR),
    (runs.weigh_company, {"low": 5, "claimant": "A"}, {"low": 80, "claimant": "B"}, SILENT),
    (runs.weigh_company, {"low": 5, "claimant": "A"}, {"low": 6, "claimant": "A"}, SILENT),
    (runs.weigh_own_losses, OWN | {"low": 12}, OWN | {"low": 14}, FOR),
    (runs.weigh_own_losses, OWN | {"low": 3}, OWN | {"low": 4}, SILENT),
    (runs.weigh_own_losses, OWN | {"low": 12}, {"low": 12, "side": "A", "claimant": "B"}, SILENT),
    (runs.weigh_copies, COPY, COPY | {"published": "2026-03-02"}, FOR),
    (runs.weigh_copies, COPY, COPY | {"published": "2026-03-02", "voice": "w"}, SILENT),
    (runs.weigh_copies, COPY, COPY | {"published": "2026-03-02", "sentence": "Dozens were once killed"}, SILENT),
    (runs.weigh_update, {"low": 40, "claimant": "A"}, RAISED, FOR),
    (runs.weigh_update, {"low": 40, "claimant": "B"}, RAISED, SILENT),
    (runs.weigh_update, {"low": 4, "claimant": "A"}, RAISED, SILENT),
    (runs.weigh_update, {"low": 40, "claimant": "A"}, RAISED | {"sentence": "It said 55 people were killed"}, SILENT),
    (runs.weigh_words, {"low": 5, "cumulative": True}, {"low": 6, "cumulative": True}, FOR),
    (runs.weigh_words, {"low": 5, "sentence": "So far 5 people were killed"}, {"low": 6}, FOR),
    (runs.weigh_words, {"low": 5}, {"low": 6}, SILENT),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "one", "other", "expected"), RUN_CASES)
def test_run_evidence_speaks(rule: Any, one: dict[str, Any], other: dict[str, Any], expected: Any) -> None:
    reason = rule(count(**one), count(**other))
    found = SILENT if reason is None else VETO if reason.weight == VETO else FOR if reason.weight > 0 else AGAINST
    assert found == expected


def test_every_rule_has_cases_and_an_explanation_of_its_own() -> None:
    assert {rule for rule, *_ in CASES} == set(RULES)
    assert {rule for rule, *_ in RUN_CASES} == set(runs.RULES)
    words = [rule.__doc__ for rule in (*RULES, *runs.RULES)]
    assert all(words)
    assert len(set(words)) == len(words)


def test_comparing_is_symmetric_in_its_weights() -> None:
    tellings = [
        tell(place=ZENDA, period="2026-02-28", actor="A", means="a drone"),
        tell(place=NORTH, period=make_period("2026-02-27", "2026-03-02"), actor="B", means="shells"),
        tell(kind="KILL", low=4, place=ZENDA),
    ]
    for a, b in permutations(tellings, 2):
        assert [r.weight for r in compare(a, b)] == [r.weight for r in compare(b, a)]


def test_joining_keeps_the_shortest_period_and_all_details() -> None:
    one = tell(place=NORTH, period=make_period("2026-02-23", "2026-03-02", date_prec=3), means="a drone")
    other = tell(place=ZENDA, period="2026-02-28", actor="A")
    joined = join_tellings((other, one))
    assert joined == join_tellings((one, other))
    assert joined.period == make_period("2026-02-28")
    assert joined.spots == (ZENDA, NORTH)
    assert (joined.means, joined.perpetrators) == (frozenset({"drone"}), frozenset({"A"}))

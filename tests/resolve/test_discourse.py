"""Which claims of one report tell of one incident."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.text import Report
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.facets import lay_out
from tests.make import make_actor, make_claim, make_place, make_report

ZENDA = make_place("Zenda", country="RUR")
HENTZAU = make_place("Hentzau", country="RUR")
NORTH = make_place("North", country="RUR", where_prec=4)


def tell(*told: dict[str, Any], text: str | None = None) -> list[list[int]]:
    """Give the claims of each telling by their number; sentences stand one after the other in one paragraph."""
    sentences = list(dict.fromkeys(facts["sentence"] for facts in told))
    report: Report = make_report(text or " ".join(sentences))
    facets = []
    for given in told:
        facts = dict(given)
        names_speaker = facts.pop("names_speaker", False)
        claim = make_claim(report=report, start=report.text.index(facts["sentence"]), **facts)
        if names_speaker:
            speaker = claim.statement.source.speaker
            assert speaker
            claim = replace(claim, place=tuple(replace(m, span=speaker) for m in claim.place))
        facets.append(lay_out(claim, report, report.id))
    order = {facet.id: n for n, facet in enumerate(facets)}
    tellings, _ = find_tellings(facets)
    return sorted(sorted(order[f.id] for f in telling.facets) for telling in tellings)


BOMB: dict[str, Any] = {
    "kind": "STRIKE",
    "trigger": "hit",
    "people": "the town",
    "place": ZENDA,
    "period": "2026-02-28",
}
DEAD: dict[str, Any] = {"low": 9, "people": "Nine people", "sentence": "Nine people were killed, doctors said."}
FIRST = {**BOMB, "sentence": "A drone hit Zenda on Saturday.", "means": "drone"}

RURITANIA = make_place("Ruritania", country="RUR", where_prec=6)
UNNAMED = "Gunmen raided a village in Ruritania on Saturday."
NAMED = "They attacked it in Zenda with rifles, an elder said."
OWN_LOSS = "A said that its drone hit Zenda and that four of its own men died."
RAID = "Gunmen raided Zenda on Saturday, three days after an attack on Hentzau killed nine people."
REVENGE = "In revenge for an attack on Hentzau, gunmen raided Zenda on Saturday."

CASES: list[tuple[str, list[dict[str, Any]], list[list[int]]]] = [
    ("a bare count goes to what was told just before", [FIRST, DEAD], [[0, 1]]),
    ("to the last of two", [FIRST, {**BOMB, "place": HENTZAU, "sentence": "Shells hit Hentzau."}, DEAD], [[0], [1, 2]]),
    (
        "drones shot down are told of the whole night, not of the town told before",
        [
            FIRST,
            {
                "kind": "DESTROY",
                "low": 71,
                "unit": "drones",
                "people": "71 drones",
                "sentence": "It shot down 71 drones.",
            },
        ],
        [[0], [1]],
    ),
    (
        "an attack by those whose officials counted the dead is another one",
        [
            {**FIRST, "claimant": "Governor", "claimant_side": "R"},
            {**DEAD, "claimant": "Governor", "claimant_side": "R"},
            {
                **BOMB,
                "place": None,
                "period": None,
                "actor": "R",
                "sentence": "R attacked with drones.",
                "means": "drones",
            },
        ],
        [[0, 1], [2]],
    ),
    ("a count in another town does not", [FIRST, {**DEAD, "place": HENTZAU}], [[0], [1]]),
    (
        "a place that names the speaker is no place of its own",
        [
            {**BOMB, "place": NORTH, "sentence": "A drone hit the North on Saturday.", "means": "drone"},
            {
                **DEAD,
                "sentence": "The hospital in Zenda said nine were dead.",
                "claimant": "The hospital in Zenda",
                "place": ZENDA,
                "names_speaker": True,
            },
        ],
        [[0, 1]],
    ),
    (
        "an attack named and then told is one",
        [
            {"kind": "FIGHT", "trigger": "attack", "people": "", "sentence": "In an attack, gunmen hit Zenda."},
            {**BOMB, "sentence": "In an attack, gunmen hit Zenda."},
        ],
        [[0, 1]],
    ),
    ("a new thing is new", [FIRST, {**BOMB, "sentence": "A second drone hit Zenda on Saturday too."}], [[0], [1]]),
    ("one pointed back at is not", [FIRST, {**BOMB, "sentence": "The drone hit Zenda at dawn."}], [[0, 1]]),
    (
        "the attack is the strike just told",
        [FIRST, {"kind": "FIGHT", "trigger": "attack", "people": "", "sentence": "The attack left nine dead."}],
        [[0, 1]],
    ),
    (
        "another means is another thing",
        [FIRST, {**BOMB, "sentence": "Missiles hit Zenda.", "means": "missile"}],
        [[0], [1]],
    ),
    (
        "other hours are two",
        [{**FIRST, "when": "1 a.m."}, {**BOMB, "sentence": "It hit Zenda.", "when": "3 a.m."}],
        [[0], [1]],
    ),
    ("a running count too large for it", [FIRST, {**DEAD, "low": 4000, "cumulative": True}], [[0], [1]]),
    (
        "a toll that grew",
        [FIRST, DEAD, {**DEAD, "low": 12, "cumulative": True, "sentence": "The toll is 12."}],
        [[0, 1, 2]],
    ),
    (
        "a running count far above its claimant's own count of this",
        [
            FIRST,
            {**DEAD, "low": 62},
            {**DEAD, "low": 99, "cumulative": True, "sentence": "99 have been killed so far."},
        ],
        [[0, 1], [2]],
    ),
    (
        "a raid and what it answers are two, and the story goes on about the raid",
        [
            {
                "kind": "FIGHT",
                "trigger": "raided",
                "people": "",
                "place": ZENDA,
                "period": "2026-02-28",
                "sentence": RAID,
            },
            {"kind": "FIGHT", "trigger": "attack", "people": "", "place": HENTZAU, "sentence": RAID},
            {**DEAD, "place": HENTZAU, "sentence": RAID},
            {**DEAD, "low": 4, "people": "four of the dead", "sentence": "Four of the dead were women."},
        ],
        [[0, 3], [1, 2]],
    ),
    (
        "whichever stands first",
        [
            {"kind": "FIGHT", "trigger": "attack", "people": "", "place": HENTZAU, "sentence": REVENGE},
            {"kind": "FIGHT", "trigger": "raided", "people": "", "place": NORTH, "sentence": REVENGE},
        ],
        [[0], [1]],
    ),
    (
        "whom its enemy shelled counts its own dead there, the insurgents it killed elsewhere",
        [
            {**FIRST, "actor": "A", "claimant": make_actor("B", side="B")},
            {**DEAD, "claimant": make_actor("B", side="B")},
            {
                **DEAD,
                "low": 70,
                "people": "70 insurgents",
                "victim_status": "combatant",
                "sentence": "It said 70 insurgents were killed.",
                "claimant": make_actor("B", side="B"),
            },
        ],
        [[0, 1], [2]],
    ),
    (
        "the number told for the dead, told again for dead and wounded",
        [
            FIRST,
            {**DEAD, "low": 70},
            {**DEAD, "low": 70, "measure": "casualties", "cumulative": True, "sentence": "70 in all."},
        ],
        [[0, 1, 2]],
    ),
    (
        "whom a party lost in its own attack",
        [
            {**FIRST, "actor": "A", "sentence": OWN_LOSS, "claimant": make_actor("A", side="A")},
            {**DEAD, "trigger": "died", "side": "A", "sentence": OWN_LOSS, "claimant": make_actor("A", side="A")},
        ],
        [[0, 1]],
    ),
    (
        "the dead of a war are not those of an attack",
        [FIRST, DEAD, {**DEAD, "low": 167_000, "sentence": "Names of 167,000 killed are known."}],
        [[0, 1], [2]],
    ),
    (
        "a village told by its kind and then by its name",
        [
            {
                **BOMB,
                "kind": "FIGHT",
                "trigger": "raided",
                "place": RURITANIA,
                "people": "a village",
                "sentence": UNNAMED,
            },
            {**BOMB, "kind": "FIGHT", "trigger": "attacked", "period": None, "people": "it", "sentence": NAMED},
        ],
        [[0, 1]],
    ),
    (
        "what is named next is not it where the first was not told by its kind",
        [
            {**BOMB, "kind": "FIGHT", "trigger": "raided", "place": RURITANIA, "people": "farms", "sentence": UNNAMED},
            {**BOMB, "kind": "FIGHT", "trigger": "attacked", "period": None, "people": "it", "sentence": NAMED},
        ],
        [[0], [1]],
    ),
    ("the attacker's own dead", [{**FIRST, "actor": "A"}, {**DEAD, "side": "A"}], [[0], [1]]),
]


@pytest.mark.parametrize(("why", "told", "expected"), CASES, ids=[c[0] for c in CASES])
def test_tellings(why: str, told: list[dict[str, Any]], expected: list[list[int]]) -> None:
    assert tell(*told) == expected


def test_what_tells_no_place_goes_to_the_only_placed_incident() -> None:
    far = " ".join(["Nothing of note is said here."] * 30)
    later = {
        "kind": "STRIKE",
        "trigger": "flew",
        "people": "roofs",
        "means": "drone",
        "sentence": "Drones flew over roofs.",
    }
    text = f"{FIRST['sentence']} {far} {later['sentence']}"
    assert tell(FIRST, later, text=text) == [[0, 1]]
    assert tell(FIRST, {**later, "means": "artillery"}, text=text) == [[0], [1]]


def test_a_new_paragraph_on_the_attack_goes_back_to_the_first_behind_an_older_one() -> None:
    older = {**BOMB, "period": "2026-02-21", "sentence": "Last week shells hit Zenda too.", "means": "shells"}
    denied = {
        "kind": "STRIKE",
        "trigger": "attack",
        "status": "negated",
        "people": "",
        "sentence": "A denied carrying out the attack.",
    }
    told = (FIRST, older, denied)
    assert tell(*told, text="\n\n".join(t["sentence"] for t in told)) == [[0, 2], [1]]
    assert tell(*told) == [[0], [1, 2]]


def test_a_count_with_a_time_and_another_place_stands_alone_in_a_paragraph_of_its_own() -> None:
    south = make_place("the south", country="RUR", where_prec=5)
    further = {
        **DEAD,
        "low": 2,
        "claimant": "Army",
        "place": south,
        "period": "2026-02-28",
        "sentence": "On Saturday two were killed.",
    }
    told = (FIRST, DEAD, further)
    assert tell(*told, text="\n".join(t["sentence"] for t in told)) == [[0, 1], [2]]
    assert tell(*told) == [[0, 1, 2]]

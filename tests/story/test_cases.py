"""Situations that a ledger must get right, from text to ledger: in any order, read twice, and under other names.

All reports are INVENTED and our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from counterclaim.pipeline.rows import list_rows, write_json
from counterclaim.publish.tables import list_positions
from counterclaim.records.claim import VictimValue
from counterclaim.records.story import ContradictionType, Relation
from tests.story.telling import Telling, check_in_any_order, check_renamed, read, write_tallies

REVISED: Sequence[Telling] = (
    (
        "Lantern Agency",
        "2023-11-02T08:00:00Z",
        "Israel's foreign ministry said on Thursday that more than 1,400 people had been killed in the attack of 7 October.",
    ),
    (
        "Meridian Post",
        "2023-11-10T09:00:00Z",
        "More than 1,400 people were killed in the attack of 7 October, Israel's foreign ministry said on Friday.",
    ),
    (
        "Lantern Agency",
        "2023-11-11T10:00:00Z",
        "Israel's foreign ministry revised the death toll of the attack of 7 October on Saturday, saying that around 1,200 "
        "people had been killed. The number was not final, a ministry spokesman said.",
    ),
    (
        "Harbour Times",
        "2023-11-11T12:00:00Z",
        "Israel's foreign ministry said on Saturday that around 1,200 people had been killed in the attack of 7 October. "
        "Many of the unidentified bodies are now believed to be those of attackers, its spokesman said.",
    ),
)
TWO_STRIKES: Sequence[Telling] = (
    (
        "River Post",
        "2025-05-04T06:00:00Z",
        "A drone hit a depot in Omdurman at 1 a.m. on Sunday and killed five volunteers, the Sudanese army said.",
    ),
    (
        "River Post",
        "2025-05-04T09:00:00Z",
        "Shells struck a market in Omdurman at 3 a.m. on Sunday and killed nine people. Sudan's army accused the Rapid "
        "Support Forces of the shelling. Idris Bakri, a baker, said he saw two shells fall.",
    ),
    (
        "Delta News",
        "2025-05-05T10:00:00Z",
        "Sudan's health ministry said on Monday that at least 14 people had been killed in Omdurman in the night to Sunday.",
    ),
)
MISPRINT: Sequence[Telling] = (
    (
        "Lantern",
        "2025-03-03T15:00:00Z",
        "The interior minister of Niger, Sani Moussa, told a press conference on Monday that 318 militants had been killed "
        "in the operation in Tillaberi.",
    ),
    (
        "Harbour",
        "2025-03-03T16:00:00Z",
        "Niger's Interior Minister Sanni Mousa told a press conference on Monday that 381 militants had been killed in the "
        "operation in Tillaberi.",
    ),
    (
        "Coast",
        "2025-03-03T18:00:00Z",
        "Niger's Interior Minister Sanni Mousa told a press conference on Monday that 381 militants had been killed in the "
        "operation in Tillaberi.",
    ),
)
SINCE: Sequence[Telling] = (
    (
        "Lantern",
        "2024-01-15T08:00:00Z",
        "The health ministry in Gaza said on Monday that 24,000 people had been killed in Gaza since 7 October.",
    ),
    (
        "Harbour",
        "2024-01-15T12:00:00Z",
        "The United Nations said on Monday that 7,000 people were missing in Gaza. It said it had verified 8,000 deaths "
        "itself.",
    ),
    (
        "Coast",
        "2024-01-15T14:00:00Z",
        "Israel's army said on Monday that it had killed 9,000 fighters since the ground operation began on 27 October.",
    ),
)
SUB_COUNTS: Sequence[Telling] = (
    (
        "Lantern Agency",
        "2025-06-10T12:00:00Z",
        "A suicide bombing hit a hospital in Quetta on Tuesday. At least 23 people were killed, including nine children and "
        "four medics, among them the two attackers, Pakistan's health ministry said. Sixteen died in hospital and seven at "
        "the scene, it said.",
    ),
    (
        "Harbour Times",
        "2025-06-11T09:00:00Z",
        "Ten of the 23 people killed in the bombing of a hospital in Quetta on Tuesday were children, Pakistan's health "
        "ministry said on Wednesday.",
    ),
)
BODIES: Sequence[Telling] = (
    (
        "Lantern Agency",
        "2025-03-02T12:00:00Z",
        "Shells hit a residential block in Omdurman on Saturday. Twelve people were killed and 30 are missing under the "
        "rubble, Sudan's civil defence said on Sunday.",
    ),
    (
        "Lantern Agency",
        "2025-03-04T12:00:00Z",
        "Eight more bodies were recovered from the residential block in Omdurman that was shelled on Saturday, bringing the "
        "toll to 20, Sudan's civil defence said on Tuesday. It said 22 people were still missing.",
    ),
    (
        "Lantern Agency",
        "2025-03-10T12:00:00Z",
        "Five more bodies were recovered on Monday from the block in Omdurman that was shelled on 1 March, Sudan's civil "
        "defence said.",
    ),
    (
        "Harbour Times",
        "2025-03-21T12:00:00Z",
        "Al-Nao hospital in Omdurman published a list of 27 names of people killed in the shelling of the residential block "
        "on 1 March. Amna Idris, a nurse of 31, and Yusuf Bakri, a driver, are on the list.",
    ),
    (
        "River Post",
        "2025-07-05T12:00:00Z",
        "A mass grave with 60 bodies was found near Omdurman on Friday, Sudan's public prosecutor said on Saturday. The "
        "bodies date from March, he said. It is not known who killed them or how.",
    ),
)
ALL = {
    "sub-counts": SUB_COUNTS,
    "bodies": BODIES,
    "revised": REVISED,
    "two strikes": TWO_STRIKES,
    "misprint": MISPRINT,
    "since": SINCE,
}
RENAMED: Mapping[str, Mapping[str, str]] = {
    "revised": {"Israel": "Egypt"},
    "two strikes": {"Sudanese": "Ethiopian", "Sudan": "Ethiopia", "the Rapid Support Forces": "the Fano militia"},
    "misprint": {"Niger": "Chad", "Tillaberi": "Kanem"},
    "sub-counts": {"Pakistan": "Afghanistan", "Quetta": "Kandahar"},
    "bodies": {"Sudan": "Yemen", "Omdurman": "Taiz"},
    "since": {"Israel": "Egypt"},
}


@pytest.mark.parametrize("name", ALL)
def test_order_and_repetition_change_nothing(name: str, tmp_path: Path) -> None:
    check_in_any_order(tmp_path, name, ALL[name])


@pytest.mark.parametrize("name", RENAMED)
def test_other_names_change_nothing_else(name: str, tmp_path: Path) -> None:
    check_renamed(tmp_path, ALL[name], RENAMED[name])


def test_a_toll_is_revised_down_in_one_tally_with_the_reason_of_the_one_who_gave_it(tmp_path: Path) -> None:
    story = read(tmp_path, REVISED)
    (tally,) = story.reconciliation.tallies
    assert [(e.quantity.low, e.current) for e in tally.entries] == [(1400, False), (1400, False), (1200, True)]
    last = tally.entries[-1]
    assert (last.relation, last.also, last.told) == (Relation.CORRECTS, (Relation.RECLASSIFIES,), True)
    reports = {r.id: r.outlet.name for r in story.reports if r.outlet}
    told_in = next(c for c in story.claims if c.id == last.told_in)
    assert reports[told_in.statement.report_id] == "Harbour Times"
    assert not [c for c in story.reconciliation.contradictions if c.type is ContradictionType.NUMBER]
    highest = {s.rule: s.high for s in story.reconciliation.spreads}
    assert highest["min-max/1"] == 1200


def test_two_strikes_of_one_night_are_two_and_their_total_is_neither(tmp_path: Path) -> None:
    story = read(tmp_path, TWO_STRIKES)
    assert len(story.resolution.incidents) == 2
    lows = [[low for low, *_ in figures] for _, figures in write_tallies(story)]
    assert sorted(lows) == [[5], [9], [14]]
    assert len({t.question_id for t in story.reconciliation.tallies}) == 3
    assert not [c for c in story.reconciliation.contradictions if c.type is ContradictionType.NUMBER]
    shown = write_json(story, "claims", list_rows(story, "claims"))
    assert "Bakri" not in shown
    accusation = next(c for c in story.claims if c.statement.trigger.text == "shelling")
    assert accusation.claimant.side == "Government of Sudan"
    assert {m.actor.side for m in accusation.actor if m.actor} == {"Rapid Support Forces"}


def test_a_misprint_of_one_utterance_replaces_and_contradicts_nothing(tmp_path: Path) -> None:
    story = read(tmp_path, MISPRINT)
    (tally,) = story.reconciliation.tallies
    assert [(e.quantity.low, e.relation) for e in tally.entries] == [(318, Relation.FIRST), (381, Relation.VARIANT)]
    assert tally.claimant == "Ministry of Interior of Niger"
    assert len(tally.entries[1].copies) == 1
    assert story.reconciliation.contradictions == ()


def test_counts_since_other_days_of_other_people_stand_apart(tmp_path: Path) -> None:
    story = read(tmp_path, SINCE)
    questions = {q.id: q for q in story.resolution.questions}
    found = {t.entries[0].quantity.low: questions[t.question_id] for t in story.reconciliation.tallies}
    assert sorted(low or 0 for low in found) == [7000, 8000, 9000, 24000]
    assert len({q.id for q in found.values()}) == 4
    assert str(found[24000].scope.start) == "2023-10-07"
    assert str(found[9000].scope.start) == "2023-10-27"
    assert story.reconciliation.contradictions == ()
    told = {c.id for i in story.resolution.incidents for c in story.claims if c.id in i.claim_ids}
    assert not [c for c in story.claims if c.id in told and c.quantity and c.quantity.low in (24000, 9000)]


BURNT = (
    "A drone hit a market in Omdurman on Sunday. Twelve people were killed in the strike, and dozens of stalls burned down "
    "before the fire brigade could reach the place through the narrow lanes."
)
WITHDRAWN: Sequence[Telling] = (
    ("Lantern Agency", "2025-03-02T08:00:00Z", BURNT),
    ("Harbour Times", "2025-03-02T10:00:00Z", BURNT),
    ("Coast", "2025-03-02T11:00:00Z", f"{BURNT} Power was cut in two districts."),
    (
        "River Post",
        "2025-03-02T12:00:00Z",
        "Twelve people were killed on Sunday when a drone hit a market in Omdurman. It lies beside the river.",
    ),
    (
        "Lantern Agency",
        "2025-03-03T10:00:00Z",
        "Lantern Agency withdraws its report that 12 people were killed when a drone hit a market in Omdurman on Sunday.",
    ),
)


def test_what_an_agency_takes_back_is_taken_back_of_all_who_carried_its_text(tmp_path: Path) -> None:
    story = read(tmp_path, WITHDRAWN)
    held = {
        t.claimant: [e.current for e in t.entries]
        for t in story.reconciliation.tallies
        if t.entries[0].quantity.low == 12
    }
    assert held["Lantern Agency"] == [False, False]
    assert held["Harbour Times"] == held["Coast"] == [False]
    assert held["River Post"] == [True]


def test_what_a_copier_takes_back_leaves_the_agency_its_figure(tmp_path: Path) -> None:
    told = WITHDRAWN[-1]
    own = ("Coast", told[1], told[2].replace("Lantern Agency", "Coast"))
    story = read(tmp_path, (*WITHDRAWN[:-1], own))
    held = {t.claimant: [e.current for e in t.entries] for t in story.reconciliation.tallies}
    assert held["Lantern Agency"] == [True]


SHELTER: Sequence[Telling] = (
    (
        "Lantern Agency",
        "2024-01-18T08:00:00Z",
        "Rwanda has long accused Burundi of sheltering rebels who carry out attacks. Gitega has repeatedly rejected these "
        "allegations.",
    ),
)


def test_an_accusation_is_answered_by_whoever_denies_not_by_the_outlet_that_tells_it(tmp_path: Path) -> None:
    story = read(tmp_path, SHELTER)
    answers = {(row.party, row.answered_by) for row in list_positions(story) if row.answered_by}
    assert answers == {("Government of Rwanda", "Government of Burundi")}


def test_parts_of_a_total_move_alone_and_are_added_to_nothing(tmp_path: Path) -> None:
    story = read(tmp_path, SUB_COUNTS)
    questions = {q.id: q for q in story.resolution.questions}
    told = {
        questions[t.question_id].population: [(e.quantity.low, e.relation, e.current) for e in t.entries]
        for t in story.reconciliation.tallies
    }
    assert told == {
        "persons": [(23, Relation.FIRST, True)],
        "children": [(9, Relation.FIRST, False), (10, Relation.SUPERSEDES, True)],
        "medics": [(4, Relation.FIRST, True)],
        "attackers": [(2, Relation.FIRST, True)],
    }
    whole = next(q for q in questions.values() if q.population == "persons")
    assert {q.part_of for q in questions.values() if q is not whole} == {whole.id}
    assert {t.side for t in story.reconciliation.tallies} == {"Government of Pakistan"}
    assert story.reconciliation.contradictions == ()
    assert not [q for q in questions.values() if q.status is VictimValue.CIVILIAN]


def test_bodies_found_later_add_to_the_toll_and_a_grave_is_another_thing(tmp_path: Path) -> None:
    story = read(tmp_path, BODIES)
    questions = {q.id: q for q in story.resolution.questions}
    tallies = {
        (t.claimant, questions[t.question_id].measure.value, t.entries[0].quantity.low): t
        for t in story.reconciliation.tallies
    }
    defence = "Emergency Services of Sudan"
    entries = [(e.quantity.low, e.relation, e.derived) for e in tallies[defence, "killed", 12].entries]
    assert entries == [
        (12, Relation.FIRST, None),
        (8, Relation.ADDS, 20),
        (20, Relation.SUPERSEDES, None),
        (5, Relation.ADDS, 25),
    ]
    missing = [(e.quantity.low, e.relation) for e in tallies[defence, "missing", 30].entries]
    assert missing == [(30, Relation.FIRST), (22, Relation.RECLASSIFIES)]
    names = next(t for (_, _, low), t in tallies.items() if low == 27)
    assert "Al-Nao" in names.claimant
    assert names.question_id == tallies[defence, "killed", 12].question_id
    grave = next(i for i in story.resolution.incidents if i.period and i.period.date_prec > 1)
    assert (str(grave.period.start), str(grave.period.end)) == ("2025-03-01", "2025-04-01") if grave.period else False
    held = [c for c in story.claims if c.id in grave.claim_ids]
    assert {c.quantity.low for c in held if c.quantity} == {60}
    assert not [m for c in held for m in c.actor]
    assert len(story.resolution.incidents) == 2
    shown = write_json(story, "claims", list_rows(story, "claims"))
    assert "Amna" not in shown

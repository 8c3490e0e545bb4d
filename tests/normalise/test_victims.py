"""Whom the counted people belong to and who they are said to be. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.normalise.mentions import make_statement, read_marked

from counterclaim.normalise.actors import Actors
from counterclaim.normalise.parties import Parties, find_parties
from counterclaim.records.claim import VictimValue
from counterclaim.records.statement import Kind
from counterclaim.records.text import Span


def parties_of(marked: str, kind: Kind = Kind.KILL) -> Parties:
    """Resolve "«speaker» «cue» … «object» … «actor»"; an empty mark leaves that role out."""
    report, (speaker, cue, victims, *actor) = read_marked(marked)
    statement = make_statement(
        kind,
        evidence=Span(0, len(report.text), report.text),
        speaker=speaker if speaker.text else None,
        cue=cue if cue.text else None,
        object=(victims,),
        actor=tuple(actor),
    )
    return find_parties(statement, Actors(report))


STATUS = [
    ("nine civilians", VictimValue.CIVILIAN),
    ("two bystanders", VictimValue.CIVILIAN),
    ("40 militants", VictimValue.COMBATANT),
    ("40 terrorists", VictimValue.COMBATANT),
    ("12 soldiers", VictimValue.COMBATANT),
    ("12 Malian troops", VictimValue.COMBATANT),
    ("three police officers", VictimValue.POLICE),
    ("300 rebel officials and fighters", VictimValue.COMBATANT),
    ("two ministers", VictimValue.OFFICIAL),
    ("at least 23 people", VictimValue.UNKNOWN),
    ("at least 23 people, including nine soldiers", VictimValue.UNKNOWN),
    ("five women and three children", VictimValue.UNKNOWN),
    ("ten civilians and four soldiers", VictimValue.UNKNOWN),
]

SIDES = [
    ("«Mali» «says» it killed «40 Chadian soldiers».", "Government of Chad"),
    ("«Mali» «says» it killed «274 Boko Haram fighters and militants».", "Boko Haram"),
    ("«Mali» «admits» that «12 soldiers» died.", "Government of Mali"),
    ("«Hamas» «reports» that «13 of its fighters» died.", "Hamas"),
    ("«Nigeria's army» «says» it killed «40 militants» in clashes with Boko Haram.", "Boko Haram"),
    ("«Kenya» «says» it hurt «50 fighters linked to al-Shabaab».", "al-Shabaab"),
    ("«Israel» «admits» killing «three soldiers» by mistake, as «it» did.", None),
    ("«Nigeria's army» «says» it killed «40 militants».", None),
    ("«Nigeria's army» «says» it killed «40 militants» of Boko Haram or al-Shabaab.", None),
    ("«Mali» «says» «12 soldiers» died.", "Government of Mali"),
    ("«Mali» «says» Chadian losses amounted to «840 people».", "Government of Chad"),
    ("«Mali» «says» Chad had lost «1,200».", "Government of Chad"),
    ("«Mali» «says» Chad has already lost «12 soldiers».", "Government of Chad"),
    ("«Mali's army» «says» it had lost «12 soldiers».", "Government of Mali"),
    ("«Mali» «says» the Chadian army lost «12 men».", "Government of Chad"),
    ("«Mali» «says» Chad has lost up to «900 soldiers».", "Government of Chad"),
    ("«Mali» «says» «41 of its citizens» died.", "Government of Mali"),
    ("«Mali» «says» «41 people, children and their parents,» died.", None),
    ("«Mali» «says» Gao Riders lost «12 men».", None),
    ("«Mali» «says» «12 soldiers» died as «gunmen» fired.", "Government of Mali"),
    ("«Mali» «says» «12 soldiers» died as «Mali» fired.", None),
    ("«Chad's foreign ministry» «says» «12 soldiers» died in Mali.", None),
    ("«The UN» «says» «12 Malian civilians» died.", None),
    ("«The UN» «says» «12 people» died.", None),
    ("«Mali» «put» its own losses at «12 soldiers» killed.", "Government of Mali"),
    ("«Mali» «put» Chad's losses at «12 soldiers» killed.", "Government of Chad"),
    ("«The UN» «put» Hamas's own losses so far at «40 fighters» dead.", "Hamas"),
    ("«Hamas» «raised» its death toll to «40 fighters».", "Hamas"),
    ("«»«»Russian military losses stood at «300 soldiers» killed.", "Government of Russia"),
    ("«»«»Raiders killed «five Egyptian policemen».", "Government of Egypt"),
    ("«The Qaeda-linked group Boko Haram» «says» it killed «40 militiamen».", None),
    ("«»«»Raiders killed «an Israeli soldier and a Lebanese soldier».", None),
]

COUNTED_APART = [
    ("Clashes killed «312 people», «41 Chadian soldiers» among them.", ("312", "41"), None),
    ("It counted «500 rebels», «60 Chadian soldiers» and «policemen» dead.", ("500", "60"), None),
    ("Clashes killed «41 Chadian soldiers» and «12 herders».", ("41", "12"), "Government of Chad"),
    ("Clashes killed «41 soldiers», «Chadian conscripts».", ("41",), "Government of Chad"),
]


@pytest.mark.parametrize(("marked", "numbers", "side"), COUNTED_APART)
def test_a_phrase_with_a_number_of_its_own_lends_the_whole_no_side(
    marked: str, numbers: tuple[str, ...], side: str | None
) -> None:
    report, victims = read_marked(marked)
    statement = make_statement(Kind.KILL, evidence=Span(0, len(report.text), report.text), object=tuple(victims))
    places = [(report.text.index(number), number) for number in numbers]
    amounts = tuple(Span(at, at + len(number), number) for at, number in places)
    assert find_parties(replace(statement, amounts=amounts), Actors(report)).victim_side == side


@pytest.mark.parametrize(
    ("marked", "side"),
    [
        ("«Mali» «says» that Chad has lost more than «12 soldiers» and six lorries.", "Government of Chad"),
        ("«Mali» «says» that it has lost «12 soldiers» and six lorries.", None),
        ("«Mali» «says» that shells destroyed «12 houses».", None),
    ],
)
def test_who_is_named_as_losing_men_and_things_lost_them(marked: str, side: str | None) -> None:
    assert parties_of(marked, Kind.DESTROY).victim_side == side


def test_people_on_its_side_are_those_of_who_speaks() -> None:
    report, (speaker, victims, killed) = read_marked("«Mali» said «35 people» were «killed» on its side.")
    statement = make_statement(evidence=Span(0, len(report.text), report.text), speaker=speaker, object=(victims,))
    found = find_parties(replace(statement, trigger=killed), Actors(report))
    assert found.victim_side == "Government of Mali"


@pytest.mark.parametrize(("victims", "value"), STATUS)
def test_status_is_what_the_phrase_tells(victims: str, value: VictimValue) -> None:
    found = parties_of(f"«Mali's army» «says» «{victims}» died.").victim_status
    assert found is not None
    assert (found.value, found.by) == (value, "Armed Forces of Mali")


@pytest.mark.parametrize(("marked", "side"), SIDES)
def test_side_is_told_or_plain_else_open(marked: str, side: str | None) -> None:
    assert parties_of(marked).victim_side == side


@pytest.mark.parametrize("victims", ["12 soldiers", "40 militants", "three policemen"])
def test_fighters_without_a_side_leave_a_gap(victims: str) -> None:
    gaps = parties_of(f"«The UN» «says» «{victims}» died.").gaps
    assert "victim_side" in {gap.field for gap in gaps}


def test_things_have_no_victims() -> None:
    found = parties_of("«Mali» «says» it destroyed «89 Chadian posts».", Kind.DESTROY)
    assert (found.victim_status, found.victim_side) == (None, None)
    assert [m.actor.side for m in found.object if m.actor] == ["Government of Chad"]


@pytest.mark.parametrize(("marked", "side"), [s for s in SIDES if s[1] in ("Government of Mali", "Hamas")])
def test_swapping_the_speaker_swaps_its_own_losses(marked: str, side: str) -> None:
    swapped = marked.replace("Mali", "Chad").replace("Hamas", "Hezbollah")
    assert parties_of(swapped).victim_side == side.replace("Mali", "Chad").replace("Hamas", "Hezbollah")

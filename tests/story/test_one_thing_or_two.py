"""One thing told at several places and in several voices, or two things told as one: from text to ledger.

All reports are INVENTED and our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.story import ContradictionType, Relation, Story
from tests.story.telling import Telling, check_in_any_order, check_renamed, read

COMMAND_POST: Sequence[Telling] = (
    (
        "Lantern Agency",
        "2015-11-17T13:40:00Z",
        "BEIRUT, Nov 17 (Lantern) - Air strikes on a vegetable market in the northwestern Syrian town of Maaret al-Numan killed "
        "at least 37 people on Tuesday, most of them civilians, the Syrian Observatory for Human Rights said.\n\n"
        "Seven more people died when a barrel bomb fell on a house in Kafr Nabl, about 12 km to the west, it said.\n\n"
        "In April 2014, a strike on the same market killed 24 people, according to the Observatory.",
    ),
    (
        "SANA",
        "2015-11-17T16:05:00Z",
        "Idlib, SANA - The Syrian Arab Air Force on Tuesday carried out concentrated strikes on positions of the terrorists "
        "of Jabhat al-Nusra in the town of Maarat al-Nu'man in the southern countryside of Idlib, a military source said.\n\n"
        "The strikes destroyed a command centre, and more than 40 terrorists were killed, the source said.",
    ),
    (
        "Enab Daily",
        "2015-11-18T09:20:00Z",
        "Forty-four people were killed in the vegetable market of Maarrat an-Numan, which was bombed by government warplanes on "
        "Tuesday, among them nine women and six children, said Leith Darwish, head of the local Civil Defence.\n\n"
        "The Syrian Observatory for Human Rights on Wednesday put the toll at 42.",
    ),
)
TWO_NAWAS: Sequence[Telling] = (
    (
        "Herald",
        "2012-08-14T11:30:00Z",
        "LASHKAR GAH: A roadside bomb killed six labourers of one family in Nawa district of southern Helmand province on "
        "Tuesday, the governor's spokesman said.",
    ),
    (
        "Lantern Agency",
        "2012-08-15T06:00:00Z",
        "KABUL, Aug 15 (Lantern) - Four Afghan policemen were killed in a clash in Nawa district in Ghazni province, southwest "
        "of Kabul, overnight, a police official said on Wednesday.\n\n"
        "A spokesman for the Taliban said 14 policemen were dead and two checkpoints were overrun.\n\n"
        "NATO's International Security Assistance Force said two of its service members died following an improvised explosive "
        "device attack in southern Afghanistan on Tuesday.",
    ),
)
REVENGE: Sequence[Telling] = (
    (
        "Juba Post",
        "2020-05-18T09:00:00Z",
        "At least 28 people were killed when armed youths from the Murle community attacked two villages in Uror county in "
        "Jonglei state early on Saturday, the county commissioner said. Four of the attackers also died, he said.\n\n"
        "Murle elders in Juba rejected the accusation.",
    ),
    (
        "Lantern Agency",
        "2020-05-21T14:20:00Z",
        "NAIROBI, May 21 (Lantern) - Armed Lou Nuer men killed at least 41 people in a revenge raid on cattle camps near Gumuruk "
        "in South Sudan's Greater Pibor area on Wednesday, a local official said, four days after an attack on villages in "
        "neighbouring Uror county in which the authorities there said 28 people died. Fifteen of the dead were women, the "
        "official said.",
    ),
    (
        "UN News",
        "2020-05-27T16:00:00Z",
        "The head of the UN Mission in South Sudan (UNMISS) has condemned the violence between communities in Jonglei and "
        "Greater Pibor, in which at least 80 people have been killed since 16 May.",
    ),
)
TRANSLITERATED: Sequence[Telling] = (
    (
        "Horn Wire",
        "2018-11-09T19:30:00Z",
        "MOGADISHU (Horn Wire) - At least 15 people were killed when two car bombs exploded near the Sahafi hotel in the Somali "
        "capital on Friday afternoon, police said.\n\n"
        "Mortar shells later landed in the Wardhigley district, and three people died there on Friday, residents said.",
    ),
    (
        "Banadir Online",
        "2018-11-10T06:10:00Z",
        "The death toll from Friday's bombings outside Hotel Sahafi in Mogadishu has climbed to 39, the head of the ambulance "
        "service said this morning.\n\n"
        "Separately, the number of people killed by the mortar shells that hit Wardhiigleey on Friday evening has risen to five, "
        "a nurse said.",
    ),
)
LATE_NEWS: Sequence[Telling] = (
    (
        "Meridian Live",
        "2024-05-25T20:00:00Z",
        "The death toll from a Russian strike on a DIY superstore in Kharkiv has risen to six, regional governor Oleh Synenko "
        "said on Telegram. Forty people were wounded and 16 were missing, he wrote.\n\n"
        "In the Russian border region of Belgorod, two people died in Ukrainian shelling of the village of Oktyabrsky, governor "
        "Vyacheslav Gladov said.\n\n"
        "A woman was killed in Kupiansk by a Russian drone earlier in the day, prosecutors said.\n\n"
        "Russian forces had also shelled Kherson, killing one civilian, its governor said.",
    ),
    (
        "Lantern Agency",
        "2024-05-26T12:30:00Z",
        "KHARKIV, Ukraine, May 26 (Lantern) - The number of people killed in Saturday's Russian bombing of a home improvement "
        "store in Kharkiv rose to 16 on Sunday, regional governor Oleh Synenko said. He said 43 people were hurt and eight were "
        "still unaccounted for.\n\n"
        "The defence ministry in Moscow had no comment on the attack.",
    ),
)
ROUND_UP: Sequence[Telling] = (
    (
        "Lantern Agency",
        "2006-10-19T18:30:00Z",
        "FACTBOX - Security developments in Iraq, Oct 19\n\n"
        "Following are security developments in Iraq reported on Thursday.\n\n"
        "* BAGHDAD - A truck bomb killed 38 people and wounded 90 in Sadr City, police said.\n\n"
        "* BAGHDAD - Mortar rounds landed on the Adhamiya district, killing four people, an Interior Ministry source said.\n\n"
        "* BAQUBA - Gunmen killed eight people in and around Baquba, police said.\n\n"
        "* KIRKUK - The bodies of two men, shot in the head, were found south of the city, police said.",
    ),
    (
        "Tigris Press",
        "2006-10-20T13:30:00Z",
        "BAGHDAD (Tigris Press) - The death toll from Thursday's bombing in the Shiite slum of Sadr City climbed to 61 on "
        "Friday, the deadliest attack since the 2003 invasion.\n\n"
        "Gunmen attacked a mosque in Kirkuk on Friday and killed five people, police said.",
    ),
)
SECOND_STRIKE: Sequence[Telling] = (
    (
        "Caspian Wire",
        "2020-10-11T08:30:00Z",
        "BAKU, 11 October (Caspian Wire) - Nine people were killed and 34 wounded when a rocket fired by Armenian forces hit an "
        "apartment building in Ganja, Azerbaijan's second-largest city, in the early hours of Sunday, prosecutors said.\n\n"
        "The defence ministry of Armenia accused Azerbaijan of continuing to shell Stepanakert.",
    ),
    (
        "Ararat Page",
        "2020-10-11T17:00:00Z",
        "YEREVAN. - Two civilians were killed when Azerbaijani shells hit a house in Hadrut on Saturday, the ombudsman said.",
    ),
    (
        "Northern Post",
        "2020-10-17T12:00:00Z",
        "At least 13 civilians were killed and more than 50 injured in an overnight missile attack on the Azerbaijani city of "
        "Ganja, prosecutors in Baku said on Saturday. It is the second time in a week that Ganja has been hit: last Sunday ten "
        "people died there.\n\n"
        "Armenia denied carrying out the attack.",
    ),
)
TWO_BUSES: Sequence[Telling] = (
    (
        "Harbour Wire",
        "2008-06-06T11:20:00Z",
        "COLOMBO, June 6 (Harbour Wire) - A bomb exploded beside a packed commuter bus in a suburb of the Sri Lankan capital on "
        "Friday, killing at least 21 people, the military said, blaming the Tamil Tigers.\n\n"
        "The blast tore through the bus in Katubedda, near the University of Moratuwa, at the height of the rush hour.\n\n"
        "There was no comment from the Tigers, who are fighting for a state of their own in the north and east and who routinely "
        "deny targeting civilians.\n\n"
        "The attack came 11 days after a bomb on a train at Dehiwala, just north of Moratuwa, killed eight people.",
    ),
    (
        "Island Page",
        "2008-06-07T02:00:00Z",
        "Yesterday's two bus bombs left 24 dead, police said.\n\n"
        "The death toll in the Moratuwa explosion had risen to 22 by last evening, hospital director Asela Gunarat said.\n\n"
        "Later another bomb ripped through a private bus at Polgolla, near Kandy. Two passengers died and 20 were injured, "
        "according to the police media unit.",
    ),
)
ALL = {
    "command post": COMMAND_POST,
    "two nawas": TWO_NAWAS,
    "revenge": REVENGE,
    "transliterated": TRANSLITERATED,
    "late news": LATE_NEWS,
    "round-up": ROUND_UP,
    "second strike": SECOND_STRIKE,
    "two buses": TWO_BUSES,
}
RENAMED: Mapping[str, Mapping[str, str]] = {
    "revenge": {"Murle": "Nuer", "Lou Nuer": "Murle"},
    "second strike": {"Ganja": "Sumqayit", "Hadrut": "Askeran"},
}


def hold(story: Story, low: int) -> Claim:
    """Give the first claim that counts so many people."""
    return next(c for c in story.claims if c.quantity and (c.quantity.low, c.quantity.unit) == (low, "persons"))


def together(story: Story, *lows: int) -> bool:
    """Say whether the claims that count so many belong to one incident."""
    ids = {hold(story, low).id for low in lows}
    return any(ids <= set(i.claim_ids) for i in story.resolution.incidents)


def apart(story: Story, *lows: int) -> bool:
    """Say whether no incident holds two of the claims that count so many."""
    ids = {hold(story, low).id for low in lows}
    return all(len(ids & set(i.claim_ids)) <= 1 for i in story.resolution.incidents)


def clash(story: Story, one: int, other: int) -> bool:
    """Say whether two numbers contradict each other."""
    ids = {hold(story, n).id for n in (one, other)}
    found = story.reconciliation.contradictions
    return any(ids <= set(c.claim_ids) for c in found if c.type is ContradictionType.NUMBER)


@pytest.mark.parametrize("name", ALL)
def test_order_and_repetition_change_nothing(name: str, tmp_path: Path) -> None:
    check_in_any_order(tmp_path, name, ALL[name])


@pytest.mark.parametrize("name", RENAMED)
def test_other_names_change_nothing_else(name: str, tmp_path: Path) -> None:
    check_renamed(tmp_path, ALL[name], RENAMED[name])


def test_a_market_of_one_is_a_command_post_of_the_other(tmp_path: Path) -> None:
    story = read(tmp_path, COMMAND_POST)
    assert together(story, 37, 44, 42)
    held = {i.id for i in story.resolution.incidents if {hold(story, low).id for low in (37, 40)} & set(i.claim_ids)}
    assert len(held) == 1 or any({link.a, link.b} == held for link in story.resolution.offered)
    assert apart(story, 37, 7, 24)
    assert hold(story, 40).claimant.side == "Government of Syria"
    tallies = {t.claimant: t for t in story.reconciliation.tallies if t.entries[0].claim_id == hold(story, 37).id}
    (observatory,) = tallies.values()
    assert [(e.quantity.low, e.relation) for e in observatory.entries] == [
        (37, Relation.FIRST),
        (42, Relation.SUPERSEDES),
    ]
    assert not clash(story, 40, 44)
    assert not clash(story, 24, 42)


def test_districts_of_one_name_lie_in_the_provinces_that_are_told(tmp_path: Path) -> None:
    story = read(tmp_path, TWO_NAWAS)
    assert apart(story, 6, 4, 2)
    assert together(story, 4, 14)
    places = {m.place.name for low in (6, 4) for m in hold(story, low).place if m.place}
    assert places == {"Helmand", "Ghazni"}
    assert clash(story, 4, 14)
    assert not clash(story, 4, 6)


def test_a_raid_and_its_revenge_are_two_and_the_mission_counts_both(tmp_path: Path) -> None:
    story = read(tmp_path, REVENGE)
    assert apart(story, 28, 41, 80)
    assert together(story, 41, 15)
    assert together(story, 28, 4)
    assert not clash(story, 28, 41)
    assert not clash(story, 41, 80)
    doers = {
        q.perpetrator for q in story.resolution.questions if hold(story, 41).id in q.claim_ids and q.part_of is None
    }
    assert doers == {"Nuer"}


def test_another_spelling_of_a_district_that_no_gazetteer_holds_is_the_same_place(tmp_path: Path) -> None:
    story = read(tmp_path, TRANSLITERATED)
    assert together(story, 15, 39)
    assert together(story, 3, 5)
    assert apart(story, 15, 3)


def test_a_live_page_tells_many_things_and_whose_governor_speaks(tmp_path: Path) -> None:
    story = read(tmp_path, LATE_NEWS)
    assert together(story, 6, 40, 16, 43)
    assert apart(story, 6, 2, 1)
    assert "Government of Russia" not in {hold(story, low).claimant.side for low in (6, 1)}
    assert hold(story, 2).claimant.side != "Government of Ukraine"
    missing = next(t for t in story.reconciliation.tallies if t.entries[0].quantity.low == 16 and len(t.entries) == 2)
    assert [(e.quantity.low, e.current) for e in missing.entries] == [(16, False), (8, True)]
    assert not [c for c in story.reconciliation.contradictions if c.type is ContradictionType.NUMBER]


def test_every_item_of_a_round_up_plays_at_the_place_ahead_of_it(tmp_path: Path) -> None:
    story = read(tmp_path, ROUND_UP)
    assert together(story, 38, 90, 61)
    assert apart(story, 38, 4, 8, 2, 5)
    assert {m.place.name for m in hold(story, 2).place if m.place} == {"Kirkuk"}
    assert not hold(story, 4).actor
    assert hold(story, 61).scope.start is None
    assert not [c for c in story.reconciliation.contradictions if c.type is ContradictionType.NUMBER]


def test_a_second_strike_on_a_town_is_denied_and_not_the_first(tmp_path: Path) -> None:
    story = read(tmp_path, SECOND_STRIKE)
    assert together(story, 9, 34, 10)
    assert together(story, 13, 50)
    assert apart(story, 9, 13, 2)
    denied = {c.id for c in story.claims if c.statement.denies and c.statement.kind.value == "STRIKE"}
    assert [i for i in story.resolution.incidents if denied & set(i.claim_ids) and hold(story, 13).id in i.claim_ids]
    assert not clash(story, 9, 13)
    assert not clash(story, 10, 13)


def test_two_bombs_of_a_day_their_sum_and_one_eleven_days_before(tmp_path: Path) -> None:
    story = read(tmp_path, TWO_BUSES)
    assert together(story, 21, 22)
    assert together(story, 2, 20)
    assert apart(story, 21, 24, 2, 8)
    assert not [c for c in story.reconciliation.contradictions if c.type is ContradictionType.NUMBER]
    blamed = {"Liberation Tigers of Tamil Eelam"}
    held = next(i for i in story.resolution.incidents if hold(story, 21).id in i.claim_ids)
    assert not blamed & set(held.sides)

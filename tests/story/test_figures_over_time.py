"""Figures over time, as outlets tell them: counts that rise, are corrected, rounded, parted, and given by several offices.

All reports are INVENTED and our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from counterclaim.records.claim import Measure, ScopeKind
from counterclaim.records.story import ContradictionType, Relation, Story
from tests.story.telling import Telling, check_in_any_order, check_renamed, read

WEDDING = (
    "SANAA (Gulf Wire) - Ninety-three people were killed on Monday when warplanes of the Saudi-led coalition bombed a "
    "wedding party near the Red Sea port of Mokha, in southwestern Yemen, a local official said. Two missiles tore through "
    "two tents in the village of Wahija, where the bridegroom was holding his reception."
)
CORRECTED: Sequence[Telling] = (
    ("Gulf Wire", "2015-09-28T15:00:00Z", WEDDING),
    ("Morning Herald", "2015-09-28T19:00:00Z", f"{WEDDING}\n\nThe coalition has been bombing Yemen since March."),
    (
        "Gulf Wire",
        "2015-09-29T06:00:00Z",
        "CORRECTION: In our report of Monday on the bombing of a wedding party near Mokha in Yemen we wrote that 93 people "
        "had been killed. The official gave 93 as the number of killed and wounded together; 38 people were killed, he said. "
        "Gulf Wire regrets the error.",
    ),
    (
        "Aden Tribune",
        "2015-09-29T17:00:00Z",
        "The death toll in the air strike on a wedding near Mokha rose to 131 on Tuesday, medics at the hospital of Maqbana "
        "said, 80 of them women. A spokesman for the coalition denied that it had carried out any strike in the area.",
    ),
)
SIEGE: Sequence[Telling] = (
    (
        "Manila Courier",
        "2017-10-17T08:00:00Z",
        "MARAWI CITY - President Rodrigo Duterte declared this city liberated on Tuesday, five months after gunmen loyal to "
        "Islamic State seized it. The military said 847 militants, 163 soldiers and policemen and 47 civilians had been "
        "killed since the fighting began on May 23. About 20 to 30 gunmen were still holding out, an officer said.",
    ),
    (
        "Lanao Post",
        "2017-10-23T10:00:00Z",
        "Defence Secretary Delfin Lorenzana announced on Monday the end of combat operations in Marawi. At least 920 "
        "militants, 165 members of the security forces and 45 civilians were killed in the siege, he said, while 1,780 "
        "hostages were rescued. The civilian count had stood at 47 until last week; two of the dead turned out to be "
        "militants, an army officer said.\n\nOf the buildings in the main battle area, 95 per cent are damaged beyond "
        "repair, according to the task force that is to rebuild the city.",
    ),
)
SERVICEMEN: Sequence[Telling] = (
    (
        "Caspian State News",
        "2020-12-03T14:00:00Z",
        "The Ministry of Defence of Azerbaijan published a list on Thursday according to which 2,783 servicemen of the armed "
        "forces were killed in the Patriotic War. More than 100 servicemen are missing, the ministry said.",
    ),
    (
        "Agence Horizon",
        "2020-12-05T18:00:00Z",
        "President Ilham Aliyev said on Saturday that almost 2,800 Azerbaijani soldiers had fallen in the war. His soldiers, "
        "he said, had killed more than 5,000 Armenian troops.\n\nRussian peacekeepers said the two sides had exchanged the "
        "bodies of 644 Armenian and 63 Azerbaijani servicemen since the ceasefire. Baku handed over 44 prisoners of war.",
    ),
    (
        "Caucasus Observer",
        "2021-01-21T08:00:00Z",
        "Azerbaijan's defence ministry on Thursday raised the number of its soldiers killed in last autumn's war by 58 to "
        "2,841. It said 64 were still missing.",
    ),
)
MARKET: Sequence[Telling] = (
    (
        "Agence Horizon",
        "2021-06-23T16:40:00Z",
        "ADDIS ABABA - The attack on a market took place at around 1 p.m. on Tuesday in the town of Togoga, some 25 "
        "kilometres west of the regional capital Mekelle, as farmers were selling their produce. At least 43 people were "
        "killed, according to a medical official in Mekelle who spoke on condition of anonymity. Soldiers turned back "
        "ambulances that tried to reach the scene, the official added.",
    ),
    (
        "Tigray Sun",
        "2021-06-24T09:15:00Z",
        "The death toll from Tuesday's bombing of the Togoga market has risen to 51, with more than 100 wounded, a health "
        "official in Mekelle told this newspaper on Thursday. Thirty-three of the wounded are in a serious condition. Among "
        "the dead are a two-year-old and at least six other children, the official said.",
    ),
    (
        "Agence Horizon",
        "2021-06-25T07:30:00Z",
        "At least 64 people were killed and 180 wounded when a warplane bombed a market in Togoga on Tuesday, a Mekelle "
        "health official said on Friday, raising an earlier figure of 51. Thirteen of the injured had died in hospital since "
        "Wednesday, he said. The United Nations says that some 350,000 people in the region face famine.",
    ),
)
OFFICES: Sequence[Telling] = (
    (
        "Horn Wire",
        "2022-10-03T14:20:00Z",
        "Two car bombs exploded outside the regional administration in Beledweyne on Monday morning, killing at least nine "
        'people, police in the central Somali city said. "We have recovered nine bodies, and ten other people were wounded," '
        "police officer Mohamed Moalim Ali told Horn Wire by telephone.",
    ),
    (
        "Mogadishu Standard",
        "2022-10-05T08:00:00Z",
        "Somalia's ministry of health said on Wednesday that 23 people, not counting the two suicide bombers, had died in "
        "Monday's attack on Beledweyne, after three of the wounded succumbed to their injuries in a hospital in Mogadishu.\n\n"
        "The ministry's figure is lower than that of the governor, who told a radio station on Tuesday that 30 people had "
        "lost their lives.",
    ),
)
RUBBLE: Sequence[Telling] = (
    (
        "Northern Wire",
        "2023-01-19T10:00:00Z",
        "Ukraine's State Emergency Service ended its search at the ruined apartment building in Dnipro on Tuesday afternoon "
        "with 45 people confirmed dead, and 20 still missing. Two more people have died in hospital since, the mayor of "
        "Dnipro, Borys Filatov, said on Thursday, bringing the toll to 47. Nine of the missing were later found alive, "
        "Filatov said.",
    ),
)
DISMISSED: Sequence[Telling] = (
    (
        "Abuja Daily",
        "2015-01-12T10:00:00Z",
        "Nigeria's army on Monday put the number of people killed in Baga at about 150, and dismissed reports of 2,000 "
        "deaths as speculation and conjecture.",
    ),
)
BOMBARDED: Sequence[Telling] = (
    (
        "Beirut Chronicle",
        "2024-09-24T08:00:00Z",
        "Israeli strikes across southern and eastern Lebanon killed 492 people on Monday, including 35 children and 58 "
        "women, the health ministry in Beirut said.\n\nIsrael's military said it had struck 1,300 Hezbollah targets in 24 "
        "hours.",
    ),
    (
        "Beirut Chronicle",
        "2024-09-24T17:00:00Z",
        "Lebanon's Health Minister Firass Abiad raised the death toll of Monday's Israeli bombardment to 558 on Tuesday, "
        "among them 50 children and 94 women.\n\nAn air raid on the Ghobeiri district in Beirut's southern suburbs on "
        "Tuesday killed six people and wounded 15, the ministry said separately.",
    ),
    (
        "UN Sitrep Levant",
        "2024-09-26T12:00:00Z",
        "- According to the Ministry of Public Health, 1,540 people have been killed and 5,410 injured in Lebanon since "
        "8 October 2023.\n- In the past 24 hours, 60 people were killed and 81 injured, the Ministry reported on 26 September.",
    ),
)
SWAPPED: Sequence[Telling] = (
    (
        "Kyiv Morning",
        "2022-09-11T05:30:00Z",
        "The General Staff of the Armed Forces of Ukraine said in its morning update that about 52,250 Russian personnel had "
        "been killed since the full-scale invasion began on February 24. Russia has also lost 2,154 tanks, 4,617 armoured "
        "vehicles and 239 aircraft, according to the General Staff.",
    ),
    (
        "Kyiv Morning",
        "2022-09-22T09:00:00Z",
        "Ukraine got back 215 of its people in a prisoner swap late on Wednesday, President Volodymyr Zelenskyy's office "
        "said. Russia received 55 prisoners and the politician Viktor Medvedchuk. Ninety per cent of wounded Russian soldiers "
        "have returned to their units, Moscow said.",
    ),
)
COLLEGE: Sequence[Telling] = (
    (
        "Rift Star",
        "2015-04-02T08:30:00Z",
        "15 killed as gunmen storm Garissa university\n\nGunmen stormed a university college in the Kenyan town of Garissa "
        "before dawn on Thursday, killing at least 15 people and wounding about 60 others, police and the Red Cross said.",
    ),
    (
        "Rift Star",
        "2015-04-02T20:50:00Z",
        "147 killed in Garissa university massacre\n\nAt least 147 people died in the attack on Garissa University College "
        "that ended on Thursday night, the National Disaster Operation Centre said, revising upwards a toll of 70 which "
        "Interior Minister Joseph Nkaissery had given hours before. Seventy-nine people were injured. The four gunmen were "
        "killed, Nkaissery said. A woman student was found alive in a cupboard.",
    ),
)
SCHOOL: Sequence[Telling] = (
    (
        "Volga Wire",
        "2004-09-04T16:45:00Z",
        "At least 322 people died in the storming of the school at Beslan, Deputy Prosecutor General Sergei Fridinsky said on "
        "Saturday, a day after two explosions in the gymnasium set off the battle. He had earlier given a toll of 250. "
        "Twenty-six hostage-takers were killed and three were captured alive, he added.",
    ),
)
SECTOR: Sequence[Telling] = (
    (
        "Red Square Agency",
        "2024-08-13T10:00:00Z",
        "MOSCOW - Ukraine has lost up to 2,030 servicemen, 35 tanks and 31 armoured personnel carriers since the start of "
        "hostilities in the Kursk sector, the Russian Defence Ministry said on Tuesday. Over 121,000 residents have been "
        "evacuated, the ministry of emergency situations said.",
    ),
)
VALLEY: Sequence[Telling] = (
    (
        "Manas News",
        "2022-09-18T16:00:00Z",
        "Kyrgyzstan says 46 of its citizens died in the fighting on the Tajik border and that 139 were wounded. Tajikistan's "
        "foreign ministry said on Sunday that 35 people had been killed on its side. Some 137,000 Kyrgyz were moved out of the "
        "area, Kyrgyzstan's emergencies ministry said.",
    ),
)
ALL = {
    "college": COLLEGE,
    "school": SCHOOL,
    "sector": SECTOR,
    "valley": VALLEY,
    "corrected": CORRECTED,
    "siege": SIEGE,
    "servicemen": SERVICEMEN,
    "market": MARKET,
    "offices": OFFICES,
    "rubble": RUBBLE,
    "dismissed": DISMISSED,
    "bombarded": BOMBARDED,
    "swapped": SWAPPED,
}
RENAMED: Mapping[str, Mapping[str, str]] = {
    "offices": {"Somali": "Kenyan", "Somalia": "Kenya", "Beledweyne": "Garissa", "Mogadishu": "Nairobi"},
    "dismissed": {"Nigeria": "Chad", "Baga": "Bol"},
    "rubble": {"Ukraine": "Russia", "Dnipro": "Belgorod"},
}  # fmt: skip


def list_counts(
    story: Story, measure: Measure = Measure.KILLED
) -> dict[str, list[tuple[float | None, Relation, bool]]]:
    """Give the figures of every tally on a measure, by claimant and label: number, relation, whether it holds now."""
    labels = {q.id: q for q in story.resolution.questions}
    return {
        f"{t.claimant}: {labels[t.question_id].label}": [
            (e.quantity.low if e.quantity.low is not None else e.quantity.high, e.relation, e.current)
            for e in t.entries
        ]
        for t in story.reconciliation.tallies
        if labels[t.question_id].measure is measure
    }


def list_numbers(story: Story) -> set[float | None]:
    """Give the numbers of all tallies."""
    return {
        e.quantity.low if e.quantity.low is not None else e.quantity.high
        for t in story.reconciliation.tallies
        for e in t.entries
    }


@pytest.mark.parametrize("name", ALL)
def test_order_and_repetition_change_nothing(name: str, tmp_path: Path) -> None:
    check_in_any_order(tmp_path, name, ALL[name])


@pytest.mark.parametrize("name", RENAMED)
def test_other_names_change_nothing_else(name: str, tmp_path: Path) -> None:
    check_renamed(tmp_path, ALL[name], RENAMED[name])


def test_a_correction_ends_what_an_outlet_told_of_another_and_its_copies(tmp_path: Path) -> None:
    story = read(tmp_path, CORRECTED)
    assert list_counts(story) == {
        "medics at the hospital of Maqbana: People killed in Mocha, by Saudi-led coalition": [
            (131, Relation.FIRST, True)
        ],
        "Government of Yemen: People killed in Mocha, by Saudi-led coalition": [
            (93, Relation.FIRST, False),
            (38, Relation.CORRECTS, True),
        ],
    }
    told = next(t for t in story.reconciliation.tallies if t.claimant == "Government of Yemen" and len(t.entries) == 2)
    assert len(told.entries[0].copies) == 1
    counts = list_counts(story, Measure.CASUALTIES)
    assert counts == {"Government of Yemen: People killed or injured in Mocha": [(93, Relation.FIRST, True)]}
    high = {s.rule: (s.low, s.high) for s in story.reconciliation.spreads if s.question_id == told.question_id}
    assert high["min-max/1"] == (38, 131)


def test_counts_of_three_populations_move_each_for_itself(tmp_path: Path) -> None:
    story = read(tmp_path, SIEGE)
    counts = {label.partition(": ")[2]: figures for label, figures in list_counts(story).items()}
    assert counts == {
        "Fighters killed since 23 May 2017": [(847, Relation.FIRST, False), (920, Relation.SUPERSEDES, True)],
        "Philippines’s security forces killed since 23 May 2017": [
            (163, Relation.FIRST, False),
            (165, Relation.SUPERSEDES, True),
        ],
        "Civilians killed since 23 May 2017": [(47, Relation.FIRST, False), (45, Relation.CORRECTS, True)],
    }
    assert not {q.part_of for q in story.resolution.questions} - {None}
    assert not {95, 20, 30} & list_numbers(story)
    assert story.reconciliation.contradictions == ()


def test_a_president_rounds_what_his_ministry_counts_and_bodies_exchanged_are_no_toll(tmp_path: Path) -> None:
    story = read(tmp_path, SERVICEMEN)
    counts = list_counts(story)
    assert counts["Government of Azerbaijan: Azerbaijan’s soldiers killed"] == [
        (2783, Relation.FIRST, False),
        (2800, Relation.ROUNDS, False),
        (2841, Relation.SUPERSEDES, True),
    ]
    assert not {58, 63, 644} & list_numbers(story)
    (own,) = (t for t in story.reconciliation.tallies if len(t.entries) == 3)
    assert own.own_loss
    released = [t.entries[0].quantity for t in story.reconciliation.tallies if t.entries[0].quantity.low == 44]
    assert [q.high for q in released] == [44]


def test_a_toll_rises_and_some_of_the_dead_or_wounded_are_no_toll(tmp_path: Path) -> None:
    story = read(tmp_path, MARKET)
    assert len([i for i in story.resolution.incidents if any(k.value == "KILL" for k in i.kinds)]) == 1
    wounded = list(list_counts(story, Measure.INJURED).values())
    assert wounded == [[(100, Relation.FIRST, False), (180, Relation.SUPERSEDES, True)]]
    killed = [f for label, f in list_counts(story).items() if "Some of them" not in label]
    assert sorted(killed) == [
        [(43, Relation.FIRST, True)],
        [(51, Relation.FIRST, False), (64, Relation.SUPERSEDES, True)],
    ]
    assert not {1, 2, 33} & list_numbers(story)
    assert not [label for label, figures in list_counts(story).items() if (350_000, Relation.FIRST, True) in figures]
    assert story.reconciliation.contradictions == ()


def test_offices_of_one_side_differ_and_the_hospital_is_not_the_place(tmp_path: Path) -> None:
    story = read(tmp_path, OFFICES)
    figures = list_counts(story)["Government of Somalia: People killed in Beledweyne"]
    assert figures[-2:] == [(23, Relation.SUPERSEDES, True), (30, Relation.HIGHER_UNEXPLAINED, True)]
    assert {i.place.name for i in story.resolution.incidents if i.place} == {"Beledweyne"}
    assert [c.type for c in story.reconciliation.contradictions] == [ContradictionType.NUMBER]


def test_the_missing_found_alive_are_not_missing_and_two_more_dead_are_no_toll(tmp_path: Path) -> None:
    story = read(tmp_path, RUBBLE)
    assert list_counts(story)["Local authorities of Ukraine: People killed in Dnipro"] == [
        (2, Relation.FIRST, False),
        (47, Relation.FIRST, True),
    ]
    assert list(list_counts(story, Measure.MISSING).values()) == [[(20, Relation.FIRST, True)]]
    assert "afternoon" not in {t.claimant for t in story.reconciliation.tallies}
    assert story.reconciliation.contradictions == ()


def test_a_figure_dismissed_is_nobodys_count(tmp_path: Path) -> None:
    story = read(tmp_path, DISMISSED)
    assert list(list_counts(story).values()) == [[(150, Relation.FIRST, True)]]


def test_a_day_a_town_a_window_and_a_year_are_four_questions(tmp_path: Path) -> None:
    story = read(tmp_path, BOMBARDED)
    held = {figures[-1][0]: label for label, figures in list_counts(story).items() if figures[-1][2]}
    assert set(held) == {558, 50, 94, 6, 1540, 60}
    questions = {q.label: q for q in story.resolution.questions}
    assert questions[held[60].partition(": ")[2]].scope.kind is ScopeKind.FLOW
    assert str(questions[held[1540].partition(": ")[2]].scope.start) == "2023-10-08"
    whole = questions[held[558].partition(": ")[2]]
    assert {questions[held[n].partition(": ")[2]].part_of for n in (50, 94)} == {whole.id}
    assert story.reconciliation.contradictions == ()


def test_who_lost_what_and_who_got_whom_back(tmp_path: Path) -> None:
    story = read(tmp_path, SWAPPED)
    lost = list_counts(story, Measure.LOSSES)
    assert {f[0][0] for f in lost.values()} == {2154, 4617, 239}
    assert not [label for label in lost if "Ukraine’s" in label]
    released = list_counts(story, Measure.RELEASED)
    assert 215 in {f[0][0] for f in released.values()}
    assert not [label for label in released if ", by " in label]
    (total,) = (q for q in story.resolution.questions if q.scope.start)
    assert str(total.scope.start) == "2022-02-24"
    assert 90 not in list_numbers(story)
    assert story.reconciliation.contradictions == ()


def test_a_headline_is_no_second_count_and_the_toll_that_was_revised_is_the_earlier_one(tmp_path: Path) -> None:
    story = read(tmp_path, COLLEGE)
    figures = [f for f in list_counts(story).values() if len(f) > 1]
    assert figures == [[(70, Relation.FIRST, False), (147, Relation.SUPERSEDES, True)]]
    assert not [
        t for t in story.reconciliation.tallies if t.claimant == "Rift Star" and t.entries[0].quantity.low != 79
    ]
    gunmen = [label for label, f in list_counts(story).items() if f[-1][0] == 4]
    assert len(gunmen) == 1
    assert not list_counts(story, Measure.MISSING)
    assert story.reconciliation.contradictions == ()


def test_hostage_takers_are_no_hostages_and_who_is_captured_alive_is_not_killed(tmp_path: Path) -> None:
    counts = list_counts(read(tmp_path, SCHOOL))
    assert sorted(counts.values()) == [
        [(26, Relation.FIRST, True)],
        [(250, Relation.FIRST, False), (322, Relation.SUPERSEDES, True)],
    ]
    assert not [label for label in counts if "ostages" in label]


def test_what_an_enemy_is_told_to_have_lost_is_no_loss_of_who_tells_it(tmp_path: Path) -> None:
    story = read(tmp_path, SECTOR)
    lost = {label.partition(": ")[2]: f[-1][0] for label, f in list_counts(story, Measure.LOSSES).items()}
    assert lost == {"Ukraine’s soldiers lost": 2030, "Ukraine’s tanks lost": 35, "Ukraine’s carriers lost": 31}
    assert not [t for t in story.reconciliation.tallies if t.own_loss]
    moved = [t.claimant for t in story.reconciliation.tallies if t.entries[0].quantity.low == 121_000]
    assert moved != ["Ministry of Defence of Russia"]


def test_each_side_counts_its_own_and_neither_contradicts_the_other(tmp_path: Path) -> None:
    story = read(tmp_path, VALLEY)
    killed = {f[-1][0]: label.partition(": ")[2] for label, f in list_counts(story).items()}
    assert {number: label.partition(" killed")[0] for number, label in killed.items()} == {
        46: "Kyrgyzstan’s people",
        35: "Tajikistan’s people",
    }
    moved = [t.claimant for t in story.reconciliation.tallies if t.entries[0].quantity.number == 137_000]
    assert moved == ["Emergency Services of Kyrgyzstan"]
    assert story.reconciliation.contradictions == ()

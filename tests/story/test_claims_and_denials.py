"""Claims, denials and responsibility, told as reports tell them: from text to ledger.

All reports are INVENTED and our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from counterclaim.publish.tables import list_positions
from counterclaim.records.statement import DenialTarget, Kind, Status
from counterclaim.records.story import ContradictionType, Story
from tests.story.telling import Telling, check_in_any_order, check_renamed, read

TOWN: Sequence[Telling] = (
    (
        "Mediterranean Press Agency",
        "2020-02-18T18:00:00Z",
        "TRIPOLI - Forces loyal to eastern Libyan commander Khalifa Haftar said on Tuesday they had taken "
        "control of the mountain town of al-Asabaa, some 80 km south of the capital, after a dawn assault "
        "backed by air strikes.\n\n"
        "Twenty-five fighters allied with the internationally recognised government were killed and the rest "
        "fled towards Gharyan, Ahmed al-Mismari, spokesman for Haftar's Libyan National Army (LNA), told "
        "reporters in Benghazi. He posted a video that appeared to show soldiers in front of the town's post "
        "office.\n\n"
        'The Tripoli-based Government of National Accord (GNA) denied that the town had fallen. "What '
        "Haftar's militias are circulating is false. Our heroes are in al-Asabaa and are repelling the "
        'attack," a GNA military spokesman, Mohamed Gnounou, said in a brief statement.\n\n'
        "Haftar launched an offensive on Tripoli in April last year. More than 1,000 people have been killed "
        "since then, according to the World Health Organization.",
    ),
    (
        "Jebel Voice",
        "2020-02-19T11:40:00Z",
        "The Government of National Accord acknowledged on Wednesday that its units had left al-Asabaa, "
        'saying they had "withdrawn to better positions" to spare the town\'s residents. Six of its men were '
        "killed there, its operations room said, dismissing the figure of 25 announced by Haftar's camp as "
        '"psychological warfare".\n\n'
        "A resident reached by telephone said that LNA pickups were parked at both entrances to the town and "
        'the bakery had reopened. "We stayed in the cellar for two days. Now it is calm," he said.',
    ),
    (
        "Mediterranean Press Agency",
        "2020-02-21T16:30:00Z",
        "Libya's UN-backed government said on Friday that its forces had recaptured al-Asabaa, three days "
        "after the town was lost to the troops of Khalifa Haftar.\n\n"
        "Gnounou said 12 of Haftar's fighters were killed and three armoured vehicles seized. The LNA said "
        'only that it had carried out a "tactical redeployment".\n\n'
        "The United Nations mission in Libya, UNSMIL, said it was deeply concerned by the fighting and called "
        "on both parties to accept a humanitarian pause. It has documented the deaths of four civilians in "
        "al-Asabaa since Tuesday, among them a girl of nine.",
    ),
)
BLAST: Sequence[Telling] = (
    (
        "Frontier News Network",
        "2015-11-03T14:00:00Z",
        "PESHAWAR: A bomb planted on a motorcycle ripped through a crowded cloth market in the old city of "
        "Peshawar on Tuesday morning, killing at least 19 people and wounding more than 50, police and "
        "hospital officials said.\n\n"
        "Two rival groups claimed to be behind the attack. Jamaat-ul-Ahrar, a faction of the Pakistani "
        "Taliban, said in an e-mail to reporters that it had targeted plainclothes policemen. Hours later the "
        "local branch of the Islamic State group said its fighters had carried out the bombing.\n\n"
        'The Tehreek-e-Taliban Pakistan, from which both had split, distanced itself. "We had no hand in the '
        'explosion in Peshawar and we condemn it," spokesman Muhammad Khorasani said.\n\n'
        "City police chief Mubarak Zeb told reporters at the scene that eight kilograms of explosives had "
        "been used.",
    ),
    (
        "Islamabad Gazette",
        "2015-11-04T18:30:00Z",
        "The death toll in Tuesday's Peshawar market bombing has risen to 22 after three of the injured died "
        "overnight, a spokesman for Lady Reading Hospital said on Wednesday.\n\n"
        "Interior Minister Chaudhry Nisar told the National Assembly that the attackers had been sent from "
        "across the border and that their handlers were sitting in Nangarhar. Kabul rejected the allegation. "
        '"Afghan soil is not used against anyone," the foreign ministry there said, offering its sympathy to '
        "the bereaved.",
    ),
    (
        "Frontier News Network",
        "2015-11-05T09:00:00Z",
        "Jamaat-ul-Ahrar on Thursday took back its claim of responsibility for this week's bombing of a "
        'market in Peshawar, in which 22 people lost their lives. The e-mail had been sent "by mistake" by '
        "someone in the media wing, the group's spokesman Ehsanullah Ehsan said by telephone from an "
        "undisclosed location. The group was not involved, he said.\n\n"
        "Investigators had treated the claim of the Islamic State group as the more credible from the start, "
        "a senior police officer said on condition that he not be named.",
    ),
)
TRUCE: Sequence[Telling] = (
    (
        "Andean News Service",
        "2019-01-28T20:00:00Z",
        "BOGOTA - Colombia's government said on Monday that it had agreed a bilateral ceasefire with the "
        "National Liberation Army (ELN) from the first of February, the first with the country's last big "
        "guerrilla group in more than a year.\n\n"
        "High Commissioner for Peace Miguel Ceballos announced the truce in a televised address, flanked by "
        "the heads of the armed forces.\n\n"
        'But the rebels said hours later that no truce had been agreed. "A unilateral decree cannot be '
        'presented as an accord," the ELN\'s delegation in Havana said in a statement. "We have discussed no '
        'such proposal with the government." It said it was still waiting for an answer to its demand that '
        "military operations in Catatumbo stop first.\n\n"
        "The ELN was founded by radical priests in 1964 and has some 2,000 fighters.",
    ),
    (
        "Andean News Service",
        "2019-02-26T15:00:00Z",
        "The Colombian government and ELN guerrillas signed a 90-day truce in Havana on Tuesday after a month "
        "of public recriminations. Cuba and Norway, the guarantors of the talks, welcomed the step. Guerrilla "
        "commander Pablo Beltran said that the rebels would stop attacks on pipelines and release two "
        "captured soldiers within a week, on condition that the army did not pursue the escort.",
    ),
    (
        "El Correo del Oriente",
        "2019-03-20T09:00:00Z",
        "Three soldiers died when a patrol was fired on near Saravena in the department of Arauca on Monday "
        "night, the army's Eighteenth Brigade reported. Its commander, Colonel Arnulfo Traslavina, blamed the "
        "Domingo Lain front of the ELN and called it a flagrant breach of the truce.\n\n"
        'The guerrillas deny it. "None of our units was within 30 kilometres of the place," reads a '
        "communique sent to this newspaper, which in turn accuses the army of 14 violations since the truce "
        "came into force, among them the bombardment of a camp in Choco. The defence ministry denied that any "
        "camp had been bombed.\n\n"
        "The UN verification mission said it had recorded six incidents but could not attribute "
        "responsibility. It was waiting for permission to visit Saravena.",
    ),
)
TIGERS: Sequence[Telling] = (
    (
        "Colombo Ledger",
        "2008-09-15T07:30:00Z",
        "At least 62 Tamil Tiger rebels were killed in fierce fighting on the outskirts of Kilinochchi on "
        "Sunday, Sri Lanka's military said, as troops edged closer to the guerrillas' de facto capital. "
        "Eleven soldiers were killed and 48 wounded, military spokesman Brigadier Udaya Nanayakkara said.\n\n"
        "Air force jets also bombed a rebel artillery position in Mullaitivu, he added. There was no "
        "immediate comment from the Liberation Tigers of Tamil Eelam (LTTE), and it is not possible to check "
        "battlefield claims, as reporters are barred from the north. Analysts say both sides inflate enemy "
        "losses and play down their own.",
    ),
    (
        "Vanni Net",
        "2008-09-15T19:00:00Z",
        "KILINOCHCHI - The Sri Lanka Army's thrust towards Akkarayan was beaten back on Sunday with heavy "
        "losses for the attackers, LTTE military spokesman Irasiah Ilanthirayan said. More than 75 soldiers "
        "were killed and 100 injured. The LTTE handed over 19 bodies to the Red Cross.\n\n"
        '"Colombo says it has killed 62 of us," the spokesman said. "If one adds up their figures for this '
        'year, there is not one Tiger left alive and they are fighting ghosts. We lost seven."\n\n'
        "The pro-rebel outlet could not name the fallen fighters.",
    ),
    (
        "Lanka Parliamentary Record",
        "2008-09-17T12:00:00Z",
        "Prime Minister Ratnasiri Wickremanayake told parliament on Wednesday that 24 soldiers had been "
        "killed in Sunday's fighting near Kilinochchi, more than twice the number given by the army. He was "
        "asking the House to extend the state of emergency by a month.\n\n"
        'The army stood by its figure. "I do not know where the honourable prime minister got that number," '
        'Brigadier Nanayakkara said when reached by telephone. "It is 11."\n\n'
        "The ICRC confirmed that it had received 19 bodies of soldiers from the LTTE and brought them across "
        "the lines to Vavuniya.",
    ),
)
BASE: Sequence[Telling] = (
    (
        "Nairobi Evening Post",
        "2017-01-27T17:00:00Z",
        "Somalia's al Shabaab said on Friday that its fighters had stormed a remote military base near the "
        "town of Kulbiyow, close to the Kenyan border, and killed 66 Kenyan soldiers.\n\n"
        "The Kenya Defence Forces (KDF) denied that the base had been overrun. Nine soldiers, including two "
        'officers, were killed and 15 injured, and "scores" of militants died, KDF spokesman Lt. Col. Paul '
        "Njuguna said. The group is known to exaggerate, he told a news conference.\n\n"
        "Witnesses in the town said they had seen burning vehicles and soldiers fleeing into the bush. Al "
        'Shabaab said it had seized vehicles and weapons, an assertion dismissed by Njuguna as "usual '
        'propaganda".\n\n'
        "The UN Security Council condemned the attack. Ethiopia, whose troops also fight the Islamists, "
        "expressed its condolences.",
    ),
    (
        "The Savannah Monitor",
        "2017-02-11T06:00:00Z",
        "An internal army memo obtained by The Savannah Monitor puts the number of Kenyan soldiers killed at "
        "Kulbiyow last month at 68, more than seven times the official figure.\n\n"
        'The four-page document, dated February 2 and stamped "secret", also says that 13 soldiers are '
        "missing and that the camp was in the hands of the attackers for six hours.\n\n"
        "Njuguna neither confirmed nor denied the authenticity of the memo. Defence Cabinet Secretary "
        "Raychelle Omamo was blunter: it was a fake, she said. The number of the dead had not changed since "
        "January.",
    ),
    (
        "Nairobi Evening Post",
        "2019-06-14T14:00:00Z",
        "Kenya's High Court ruled on Friday that the state had hidden the true extent of the losses at "
        "Kulbiyow in 2017 and ordered it to compensate the families of 57 soldiers.\n\n"
        "Justice Grace Mumbua found that the commanders had been warned three days before the attack. The "
        "Attorney General said that the government would appeal. President Uhuru Kenyatta has apologised to "
        "the widows, but his office has never given a figure other than nine.",
    ),
)
WEDDING: Sequence[Telling] = (
    (
        "Kabul Wire",
        "2008-07-06T13:10:00Z",
        "JALALABAD, Afghanistan - An air strike hit a wedding procession in Nangarhar province on Sunday, killing "
        "27 civilians, most of them women and children, the provincial governor said.\n\n"
        "Hamid Noorzai told reporters that the guests had stopped to rest when they were bombed. He said that nine "
        "more people were wounded.\n\n"
        '"We were firing at men who had fired mortars," said a spokesman for the US-led coalition, Captain Dale '
        "Perry. He denied that civilians had been killed.",
    ),
    (
        "Frontier Gazette",
        "2008-07-11T09:00:00Z",
        "Five days after the bombing of a wedding party in Afghanistan, the governor of Nangarhar said on Friday that 47 "
        "people had been killed, 39 of them women and children.\n\n"
        "According to Xinhua, the coalition's spokesman said that the military regretted the deaths of 47 people.",
    ),
)
PLANE: Sequence[Telling] = (
    (
        "Nile Valley News",
        "2024-10-21T16:45:00Z",
        "PORT SUDAN - Sudan's paramilitary Rapid Support Forces said on Monday they had shot down a military "
        "transport plane over the Malha area of North Darfur, killing three of its crew.\n\n"
        "The Russian embassy would neither confirm nor deny that citizens of its country had been killed.",
    ),
    (
        "Khartoum Standard",
        "2024-10-22T10:20:00Z",
        "The Sudanese army denied on Tuesday that a cargo plane that crashed in Darfur had been shot down by the "
        "rebels. It came down because of a technical fault, spokesman Brigadier Nabil Abdallah said, and its five "
        "crew were killed.\n\n"
        "The RSF stood by its statement. Its air defences had hit the plane with a missile, a spokesman for the force "
        "said.",
    ),
)
ALL = {"town": TOWN, "blast": BLAST, "truce": TRUCE, "tigers": TIGERS, "base": BASE, "wedding": WEDDING, "plane": PLANE}
RENAMED = {"truce": {"Colombia": "Peru", "Colombian": "Peruvian", "BOGOTA": "LIMA"}}


def list_pairs(story: Story) -> set[tuple[str, str, DenialTarget]]:
    """Give who claims, who denies and what is denied, of every pair."""
    claims = {c.id: c for c in story.claims}

    def name(id: str) -> str:
        sides = [m.actor.side or m.actor.name for m in claims[id].actor if m.actor]
        is_word = claims[id].statement.kind in (Kind.ACCUSE, Kind.DENY)
        words = [m.span.text for m in claims[id].actor]
        said = claims[id].claimant.side or claims[id].claimant.name
        return (sides or words or [said])[0] if is_word else said

    return {(name(p.allegation), name(p.denial), p.target) for p in story.reconciliation.pairings}


@pytest.mark.parametrize("name", ALL)
def test_order_and_repetition_change_nothing(name: str, tmp_path: Path) -> None:
    check_in_any_order(tmp_path, name, ALL[name])


@pytest.mark.parametrize("name", RENAMED)
def test_other_names_change_nothing_else(name: str, tmp_path: Path) -> None:
    check_renamed(tmp_path, ALL[name], RENAMED[name])


def test_a_town_said_to_be_taken_is_answered_by_who_says_that_it_has_not_fallen(tmp_path: Path) -> None:
    story = read(tmp_path, TOWN)
    pairs = list_pairs(story)
    assert ("Forces of Khalifa Haftar", "Government of Libya", DenialTarget.OCCURRENCE) in pairs
    assert {pair[:2] for pair in pairs} == {("Forces of Khalifa Haftar", "Government of Libya")}
    assert {c.type for c in story.reconciliation.contradictions} == {ContradictionType.OCCURRENCE}
    left = [c for c in story.claims if c.statement.trigger.text == "left"]
    assert [c.claimant.side for c in left] == ["Government of Libya"]
    figures = {t.entries[0].quantity.low: t.side for t in story.reconciliation.tallies}
    assert figures[25] == "Forces of Khalifa Haftar"
    assert len({t.question_id for t in story.reconciliation.tallies}) == len(figures)


def test_who_had_no_hand_in_a_blast_and_who_takes_a_claim_back_did_not_do_it(tmp_path: Path) -> None:
    story = read(tmp_path, BLAST)
    denied = {
        c.claimant.side: c.statement.denies
        for c in story.claims
        if c.statement.kind is Kind.STRIKE and c.statement.status is Status.NEGATED
    }
    assert denied == dict.fromkeys(("Tehreek-e-Taliban Pakistan", "Jamaat-ul-Ahrar"), DenialTarget.AUTHORSHIP)
    done = [c for c in story.claims if c.statement.kind is Kind.STRIKE and c.statement.status is Status.ASSERTED]
    assert "Islamic State" in {m.actor.side for c in done for m in c.actor if m.actor}
    assert "Tehreek-e-Taliban Pakistan" not in {c.claimant.side for c in done}


def test_a_truce_announced_and_not_agreed_then_signed_and_broken(tmp_path: Path) -> None:
    story = read(tmp_path, TRUCE)
    pairs = list_pairs(story)
    assert ("Colonel Arnulfo Traslavina", "The guerrillas", DenialTarget.ALLEGATION) in pairs
    assert "National Liberation Army (Colombia)" in {d for _, d, target in pairs if target is DenialTarget.OCCURRENCE}
    rows = list_positions(story)
    assert not [r for r in rows if r.verb == "talks with" and r.party.startswith("National Liberation Army")]
    answered = {r.party: r.answered_by for r in rows if r.answered_by}
    assert answered["Colonel Arnulfo Traslavina"] == "The guerrillas"
    bombed = [c for c in story.claims if c.statement.trigger.text == "bombed"]
    assert [(c.statement.status, c.claimant.side) for c in bombed] == [(Status.NEGATED, "Government of Colombia")]


def test_a_figure_that_the_other_side_mocks_stays_whose_it_is(tmp_path: Path) -> None:
    story = read(tmp_path, TIGERS)
    told = {
        e.quantity.low: t for t in story.reconciliation.tallies for e in t.entries if e.quantity.low in (11, 24, 62)
    }
    assert (told[11].own_loss, told[11].side) == (True, "Government of Sri Lanka")
    questions = {q.id: q for q in story.resolution.questions}
    assert questions[told[24].question_id].side != questions[told[62].question_id].side
    mocked = [
        t for t in story.reconciliation.tallies if "Liberation Tigers" in t.claimant and "passes it on" in t.claimant
    ]
    assert [t.entries[0].quantity.low for t in mocked] == [62]
    asked = {questions[c.question_id].side for c in story.reconciliation.contradictions if c.question_id}
    assert asked <= {"Government of Sri Lanka"}


def test_a_base_stormed_whose_owner_counts_its_own_dead_otherwise(tmp_path: Path) -> None:
    story = read(tmp_path, BASE)
    assert [c.type for c in story.reconciliation.contradictions] == [ContradictionType.NUMBER]
    killed = {
        t.entries[0].quantity.low: t for t in story.reconciliation.tallies if t.entries[0].quantity.low in (9, 66)
    }
    assert (killed[9].own_loss, killed[9].side, killed[66].side) == (True, "Government of Kenya", "al-Shabaab")
    assert killed[9].question_id == killed[66].question_id
    assert ("al-Shabaab", "Government of Kenya", DenialTarget.ALLEGATION) in list_pairs(story)
    verbs = {r.party: r.verb for r in list_positions(story)}
    assert verbs["United Nations Security Council"] == "accuses or criticises"


def test_a_governor_told_by_office_and_then_by_name_answers_once(tmp_path: Path) -> None:
    story = read(tmp_path, WEDDING)
    told = {c.statement.source.speaker.text: c.claimant for c in story.claims if c.statement.source.speaker}
    governor = {told[words].key for words in ("the provincial governor", "Hamid Noorzai", "the governor of Nangarhar")}
    assert len(governor) == 1
    assert told["Hamid Noorzai"].side == "Government of Afghanistan"
    denied = [c for c in story.claims if c.statement.status is Status.NEGATED and c.statement.kind is Kind.KILL]
    assert {c.claimant.side for c in denied} == {"US-led coalition in Afghanistan"}
    assert "Xinhua" not in {c.claimant.name for c in story.claims}


def test_a_plane_shot_down_by_one_side_fell_by_itself_for_the_other(tmp_path: Path) -> None:
    story = read(tmp_path, PLANE)
    down = {
        (c.claimant.side, c.statement.status)
        for c in story.claims
        if c.statement.trigger.text == "shot down" and c.statement.source.speaker
    }
    assert down == {("Rapid Support Forces", Status.ASSERTED), ("Government of Sudan", Status.NEGATED)}
    hit = [c for c in story.claims if c.statement.trigger.text == "hit"]
    assert {m.actor.side for c in hit for m in c.actor if m.actor} == {"Rapid Support Forces"}
    crew = {
        t.entries[0].quantity.low: t.side for t in story.reconciliation.tallies if t.entries[0].quantity.low in (3, 5)
    }
    assert crew == {3: "Rapid Support Forces", 5: "Government of Sudan"}
    assert "Government of Russia" not in {c.claimant.side for c in story.claims}

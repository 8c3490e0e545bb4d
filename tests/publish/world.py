"""An invented story, rich enough to look at: two sides, an agency, a monitor, a witness; resolved and reconciled by
the house.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim, Gap, VictimStatus, VictimValue
from counterclaim.records.story import Story
from counterclaim.records.text import Affiliation, Report, Span
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_judgement, make_place, make_report

GRAUSTARK = "Government of Graustark"
RURITANIA = "Ruritanian Council"
STRESLAU = make_place("Streslau", country="AFG", admin1="Streslau", at=(34.53, 69.17))
ZENDA = make_place("Zenda", country="AFG", admin1="Zenda", at=(31.61, 65.71))
HENTZAU = make_place("Hentzau province", country="AFG", at=(34.17, 70.62), where_prec=4)
STATION = make_place("Tarlenheim", country="PAK", admin1="Border", at=(33.89, 70.10))
COUNTRY = make_place("Ruritania", country="AFG", at=(33.0, 66.0), where_prec=6)

MINISTER = make_actor("Information Ministry of Graustark", side=GRAUSTARK, sector="GOV")
SPOKESMAN = make_actor(GRAUSTARK, side=GRAUSTARK, sector="GOV")
COUNCIL = make_actor(RURITANIA, side=RURITANIA, sector="GOV")
MISSION = make_actor("Observer Mission", sector="IGO")
ELPHBERG = make_actor("Kingdom of Elphberg", side="Kingdom of Elphberg", sector="GOV")
HEALTH = make_actor("Health Department of Hentzau", sector="MED")


def tell(report: Report, sentence: str, figure: str = "", *, speaker: str = "", **told: object) -> Claim:
    """Give a claim whose spans point at the words of `sentence`; the figure, trigger and speaker are found in it."""
    start = max(report.text.find(sentence), 0)
    claim = make_claim(report=report, sentence=sentence, start=start, speaker=speaker or None, **told)  # type: ignore[arg-type]
    quantity = claim.quantity
    if quantity and figure:
        at = start + sentence.index(figure)
        quantity = replace(quantity, span=Span(at, at + len(figure), figure))
    source = claim.statement.source
    if speaker and speaker in sentence:
        at = start + sentence.index(speaker)
        source = replace(source, speaker=Span(at, at + len(speaker), speaker))
    return replace(claim, quantity=quantity, statement=replace(claim.statement, source=source))


def write_report(outlet: str, published: str, *sentences: str, **told: object) -> Report:
    """Give a report whose text is these sentences, its title the first."""
    report = make_report("\n".join(sentences), outlet=outlet, published=published, **told)  # type: ignore[arg-type]
    return replace(report, title=sentences[0], language="en")


def tell_story() -> Story:
    """Give the story; the same one each time."""
    first = write_report(
        "Meridian News Agency",
        "2026-02-27T05:40:00",
        "Border fighting spreads after night of air strikes",
        "The information ministry of Graustark said 133 Council fighters had been killed, which could not be verified.",
        "The Council said 40 Graustark soldiers had been killed.",
        "Graustark accuses the Council of sheltering raiders.",
        "The Council denied that it shelters raiders.",
        affiliation=Affiliation.AGENCY,
    )
    copy = write_report("Harbour Times", "2026-02-27T07:15:00", *first.text.split("\n"), wire=("Meridian",))
    state = write_report(
        "State Television",
        "2026-02-27T11:30:00",
        "Minister briefs nation",
        "The minister said 228 fighters of the Council had been killed since Thursday.",
        "Twelve of our soldiers were killed, he said.",
        "He warned the Council that any further attack would be answered.",
    )
    post = write_report(
        "Mountain Post",
        "2026-02-27T15:05:00",
        "Ministry gives toll",
        "The Council's ministry said 55 Graustark soldiers had been killed.",
        "It said 13 of its own fighters had been killed.",
        "A health official said 18 civilians were killed in Hentzau.",
        "Baker Osk Rupert from Tarlenheim said he saw two aircraft over the hospital and at least two people killed.",
    )
    ledger = write_report(
        "Northern Ledger",
        "2026-02-28T06:20:00",
        "What is known",
        "A spokesman of Graustark said 274 fighters had been killed, up from 228.",
        "Elphberg offered to mediate between the two.",
        "The Observer Mission called on both to stop.",
        "Last October Graustark said it had killed more than 200 fighters of the Council.",
    )
    evening = write_report(
        "Capital Evening Post",
        "2026-02-28T17:45:00",
        "New figures",
        "The minister said 297 fighters of the Council had been killed and more than 450 injured.",
        "He said about 135 tanks and armoured vehicles had been destroyed.",
        "The Council denied that 297 of its fighters had been killed.",
    )
    mission = write_report(
        "Continental Review",
        "2026-03-01T20:05:00",
        "Mission counts civilian dead",
        "The Observer Mission said at least 42 civilians were killed, each death verified by its staff.",
        "The health department said 13 civilians were killed in Hentzau, not 18.",
        "The Council said 110 civilians were killed.",
    )

    def fighters(report: Report, sentence: str, figure: str, low: int, **told: object) -> Claim:
        told = {"claimant": MINISTER, "claimant_side": GRAUSTARK, **told}
        return tell(
            report,
            sentence,
            figure,
            low=low,
            side=RURITANIA,
            people="fighters",
            victim_status="combatant",
            actor=GRAUSTARK,
            **told,
        )

    def soldiers(report: Report, sentence: str, figure: str, low: int, **told: object) -> Claim:
        return tell(
            report,
            sentence,
            figure,
            low=low,
            side=GRAUSTARK,
            people="soldiers",
            victim_status="combatant",
            **{"actor": RURITANIA, **told},
        )

    def civilians(report: Report, sentence: str, figure: str, low: int, **told: object) -> Claim:
        return tell(report, sentence, figure, low=low, people="civilians", victim_status="civilian", **told)

    def line(report: Report, number: int) -> str:
        return report.text.split("\n")[number]

    claims = [
        *(
            claim
            for r in (first, copy)
            for claim in (
                fighters(
                    r,
                    line(r, 1),
                    "133",
                    133,
                    speaker="information ministry of Graustark",
                    verification="could not be verified",
                ),
                soldiers(
                    r, line(r, 2), "40", 40, claimant=COUNCIL, actor=RURITANIA, verification="could not be verified"
                ),
                tell(
                    r,
                    line(r, 3),
                    kind="ACCUSE",
                    trigger="accuses",
                    people="",
                    object=COUNCIL,
                    actor=SPOKESMAN,
                    claimant=SPOKESMAN,
                ),
                tell(
                    r,
                    line(r, 4),
                    kind="DENY",
                    trigger="denied",
                    people="",
                    actor=COUNCIL,
                    claimant=COUNCIL,
                    denies="allegation",
                ),
            )
        ),
        fighters(state, line(state, 1), "228", 228, speaker="The minister", scope_start="2026-02-26"),
        soldiers(state, line(state, 2), "Twelve", 12, claimant=MINISTER, speaker="he"),
        tell(
            state,
            line(state, 3),
            kind="THREATEN",
            trigger="warned",
            people="",
            actor=MINISTER,
            object=COUNCIL,
            claimant=MINISTER,
        ),
        soldiers(post, line(post, 1), "55", 55, claimant=COUNCIL, actor=RURITANIA, speaker="The Council's ministry"),
        fighters(post, line(post, 2), "13", 13, claimant=COUNCIL, claimant_side=RURITANIA),
        civilians(
            post,
            line(post, 3),
            "18",
            18,
            claimant=HEALTH,
            place=HENTZAU,
            period="2026-02-27",
            speaker="A health official",
        ),
        replace(
            civilians(
                post,
                line(post, 4),
                "at least two",
                2,
                bound="at least",
                claimant="Osk Rupert",
                speaker="Baker Osk Rupert",
                speaker_class="witness",
                is_private_person=True,
                place=STATION,
                period="2026-02-27",
            ),
            gaps=(Gap("cause", "the sentence does not say what hit them"), Gap("actor", "nobody is named")),
        ),
        fighters(ledger, line(ledger, 1), "274", 274, claimant=SPOKESMAN, speaker="A spokesman of Graustark"),
        tell(
            ledger,
            line(ledger, 2),
            kind="MEDIATE",
            trigger="offered to mediate",
            people="",
            actor=ELPHBERG,
            claimant=ELPHBERG,
        ),
        tell(ledger, line(ledger, 3), kind="REQUEST", trigger="called on", people="", actor=MISSION, claimant=MISSION),
        fighters(
            ledger,
            line(ledger, 4),
            "more than 200",
            200,
            bound="more than",
            claimant=SPOKESMAN,
            period="2025-10-12",
            place=STRESLAU,
        ),
        fighters(evening, line(evening, 1), "297", 297, speaker="The minister"),
        tell(
            evening,
            line(evening, 1),
            "more than 450",
            kind="INJURE",
            trigger="injured",
            low=450,
            bound="more than",
            side=RURITANIA,
            people="fighters",
            claimant=MINISTER,
            speaker="The minister",
        ),
        tell(
            evening,
            line(evening, 2),
            "about 135",
            kind="DESTROY",
            trigger="destroyed",
            low=135,
            high=135,
            bound="about",
            unit="vehicles",
            people="tanks and armoured vehicles",
            side=RURITANIA,
            claimant=MINISTER,
            speaker="He",
        ),
        tell(
            evening,
            line(evening, 3),
            kind="DENY",
            trigger="denied",
            people="",
            actor=COUNCIL,
            claimant=COUNCIL,
            denies="figure",
        ),
        civilians(
            mission,
            line(mission, 1),
            "at least 42",
            42,
            bound="at least",
            claimant=MISSION,
            speaker="The Observer Mission",
            verification="each death verified by its staff",
        ),
        civilians(
            mission,
            line(mission, 2),
            "13",
            13,
            claimant=HEALTH,
            place=HENTZAU,
            period="2026-02-27",
            speaker="The health department",
        ),
        civilians(mission, line(mission, 3), "110", 110, claimant=COUNCIL, speaker="The Council"),
        tell(
            first,
            line(first, 0),
            kind="STRIKE",
            trigger="air strikes",
            people="",
            actor=SPOKESMAN,
            claimant="Meridian News Agency",
            place=STRESLAU,
            period="2026-02-27",
        ),
        tell(
            first,
            line(first, 0),
            kind="STRIKE",
            trigger="strikes",
            people="",
            actor=SPOKESMAN,
            claimant="Meridian News Agency",
            place=ZENDA,
            period="2026-02-27",
        ),
        tell(
            first,
            line(first, 0),
            kind="FIGHT",
            trigger="fighting",
            people="",
            actor=SPOKESMAN,
            object=COUNCIL,
            claimant="Meridian News Agency",
            place=COUNTRY,
            period="2026-02-26",
        ),
    ]
    claims = [_with_status(claim) for claim in claims]
    reports = (first, copy, state, post, ledger, evening, mission)
    judgements = (make_judgement("accept", claims[0].id),)
    resolution = group(claims, reports, judgements)
    return Story(reports, tuple(claims), resolution, reconcile(resolution, claims, reports, judgements), (), judgements)


def _with_status(claim: Claim) -> Claim:
    if claim.victim_status and claim.victim_status.value is VictimValue.COMBATANT:
        return replace(claim, victim_status=VictimStatus(VictimValue.COMBATANT, claim.claimant.name))
    return claim

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from counterclaim.publish.masking import WITHHELD, find_private_names
from counterclaim.records.claim import Claim
from counterclaim.records.text import Span
from counterclaim.records.world import ActorMention
from tests.make import make_actor, make_claim, make_place, make_report

REPORT = make_report("")


def tell_of(people: str, kind: str = "KILL", **told: object) -> Claim:
    """Give a claim that counts `people`, nobody of whom any table knows."""
    return make_claim(report=REPORT, kind=kind, people=people, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "text", "shown"),
    [
        (tell_of("teacher Rolf Osk"), "The teacher Rolf Osk of Zenda died.", f"The teacher {WITHHELD} of Zenda died."),
        (tell_of("Rolf Osk, 34"), "A cousin of Osk wept.", f"A cousin of {WITHHELD} wept."),
        (tell_of("Deputy Governor Rolf Osk"), "Rolf Osk was killed.", "Rolf Osk was killed."),
        (tell_of("fighters of the Black Brigade"), "The Black Brigade", "The Black Brigade"),
        (tell_of("Black Hand", kind="STRIKE"), "Black Hand", "Black Hand"),
        (tell_of("shopkeeper Osk", kind="ACCUSE"), "It accuses Osk.", f"It accuses {WITHHELD}."),
        (tell_of("Rolf Osk", kind="CAPTURE"), "ROLF OSK was held", f"{WITHHELD} was held"),
    ],
)
def test_harmed_held_and_accused_without_office_are_withheld(claim: Claim, text: str, shown: str) -> None:
    assert find_private_names([claim]).hide(text, REPORT.id) == shown


def test_whom_a_sentence_introduces_by_a_private_role_is_withheld() -> None:
    sentence = "Anna Osk, a teacher who lost two sons, and Rolf Tarn, the interior minister, met."
    shown = f"{WITHHELD}, a teacher who lost two sons, and Rolf Tarn, the interior minister, met."
    assert find_private_names([tell_of("two sons", sentence=sentence)]).hide(sentence, REPORT.id) == shown


def test_a_witness_keeps_role_and_town() -> None:
    claim = tell_of(
        "", claimant="Rolf Osk", speaker="Baker Rolf Osk from Zenda", speaker_class="witness", place="Zenda"
    )
    masks = find_private_names([claim])
    assert masks.hide("Baker Rolf Osk from Zenda saw it, Osk said.", REPORT.id) == (
        f"Baker {WITHHELD} from Zenda saw it, {WITHHELD} said."
    )


@pytest.mark.parametrize(
    ("sentence", "speaker", "shown"),
    [
        ("A baker from Zenda, Rolf Osk, said so.", "A baker from Zenda", f"A baker from Zenda, {WITHHELD}, said so."),
        ("Rolf Osk, a baker who fled Zenda, wept.", "Rolf", f"{WITHHELD}, a baker who fled Zenda, wept."),
        ("A baker from Zenda, Rolf Osk, said so.", "A baker", f"A baker from Zenda, {WITHHELD}, said so."),
        ("A teacher, Anna Osk, told us.", "Anna Osk", f"A teacher, {WITHHELD}, told us."),
        ("Baker Rolf Osk said Strelsau burned.", "Baker", f"Baker {WITHHELD} said Strelsau burned."),
        ("Rolf Osk, the deputy governor, said so.", "Rolf Osk", "Rolf Osk, the deputy governor, said so."),
        ("Zenda Watch, a monitor, said so.", "Zenda Watch", "Zenda Watch, a monitor, said so."),
    ],
)
def test_a_role_beside_the_name_makes_a_speaker_private(sentence: str, speaker: str, shown: str) -> None:
    claim = make_claim(report=REPORT, people="", sentence=sentence, claimant=speaker, speaker=speaker)
    at = sentence.index(speaker)
    said = sentence.find("said")
    cue = Span(said, said + 4, "said") if said > 0 else None
    source = replace(claim.statement.source, speaker=Span(at, at + len(speaker), speaker), cue=cue)
    claim = replace(
        claim,
        statement=replace(claim.statement, source=source),
        claimant=replace(claim.claimant, actor=None),
        speaker=ActorMention(Span(at, at + len(speaker), speaker)),
    )
    assert find_private_names([claim]).hide(sentence, REPORT.id) == shown


def test_a_single_name_is_withheld_in_its_own_report_only() -> None:
    other = make_report("other")
    masks = find_private_names([tell_of("baker Osk")])
    assert masks.hide("General Osk spoke.", other.id) == "General Osk spoke."
    assert masks.hide("Osk spoke.", REPORT.id) == f"{WITHHELD} spoke."


def test_officials_and_places_of_the_same_name_stay() -> None:
    minister = make_actor("Ministry", side="Zenda")
    claims = [
        tell_of("Rolf Osk", place=make_place("Osk Valley")),
        make_claim(report=REPORT, claimant=minister, speaker="Minister Anna Osk"),
    ]
    shown = find_private_names(claims).hide("Minister Anna Osk went to Osk Valley where Rolf Osk died.", REPORT.id)
    assert shown == f"Minister Anna Osk went to Osk Valley where {WITHHELD} died."


def test_a_word_of_a_partys_name_is_no_persons() -> None:
    claims = [tell_of("DR Zenda, Blacks", kind="ACCUSE"), tell_of("dead", actor="Government of DR Zenda")]
    assert find_private_names(claims).hide("DR Zenda’s dead", REPORT.id) == "DR Zenda’s dead"


def test_a_party_named_before_a_private_speaker_keeps_its_name() -> None:
    sentence = "Of the baker's girls held by Zubo Harat, Osk said nothing."
    at = sentence.index("Osk")
    claim = make_claim(
        report=REPORT, people="the girls", sentence=sentence, actor="Zubo Harat", claimant="Osk", speaker="Osk"
    )
    source = replace(claim.statement.source, speaker=Span(at, at + 3, "Osk"))
    claim = replace(
        claim,
        statement=replace(claim.statement, source=source),
        claimant=replace(claim.claimant, actor=None),
        speaker=ActorMention(Span(at, at + 3, "Osk")),
    )
    assert "Zubo Harat" in find_private_names([claim]).hide(sentence, REPORT.id)


def test_an_acting_group_that_no_table_knows_keeps_its_name() -> None:
    group = ActorMention(Span(0, 10, "Black Hand"), None)
    gunman = ActorMention(Span(0, 18, "gunman Rolf Osk"), None)
    masks = find_private_names([replace(tell_of("people"), actor=(group, gunman))])
    assert masks.hide("Black Hand and Rolf Osk", REPORT.id) == f"Black Hand and {WITHHELD}"


def test_masking_takes_linear_time() -> None:
    masks = find_private_names([tell_of(f"teacher Rolf O{'s' * (n % 40)}k{n % 7}") for n in range(300)])
    begun = time.process_time()
    masks.hide("Rolf Osk and " * 40_000, REPORT.id)
    assert time.process_time() - begun < 4

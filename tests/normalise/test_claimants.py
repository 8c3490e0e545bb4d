"""Who answers for a claim. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.make import make_report
from tests.normalise.mentions import make_statement, read_marked

from counterclaim.normalise.actors import Actors
from counterclaim.normalise.parties import find_parties
from counterclaim.records.claim import Claimant, ClaimantBasis
from counterclaim.records.statement import StandsFor, Voice
from counterclaim.records.text import Report


def claimant_of(marked: str, published: str | None = "2026-03-01") -> Claimant:
    report, spans = read_marked(marked, published)
    return find_parties(make_statement(speaker=spans[-1]), Actors(report)).claimant


def count_claimants(marked: str) -> int:
    """Give how many answer for the marked speakers of one report."""
    report, spans = read_marked(marked)
    actors = Actors(report)
    return len({find_parties(make_statement(speaker=span), actors).claimant.key for span in spans})


SAME = [
    (
        "«Pakistan's information minister Attaullah Tarar» spoke.",
        "Pakistan won. «Information Minister Ataullah Tarar» spoke.",
    ),
    ("«Mali's defence ministry» spoke.", "«the Defense Ministry of Mali» spoke."),
    ("«The Israeli army» spoke.", "«Israel's military» spoke."),
    ("«Iran's Foreign Minister Ali Reza» spoke.", "Iran's Foreign Minister Aly Riza met envoys. «Riza» spoke."),
    ("«the United Nations» spoke.", "«the U.N.» spoke."),
]
DIFFERENT = [
    ("«Mali's defence ministry» spoke.", "«Mali's interior ministry» spoke."),
    ("«Mali's army» spoke.", "«Chad's army» spoke."),
    ("«A resident» wept in Mali.", "«A resident» wept in Chad."),
    ("«Davis» spoke in Mali.", "«Davis» spoke in Chad."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_institution_has_one_key(one: str, other: str) -> None:
    assert claimant_of(one).key == claimant_of(other).key


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_institutions_have_two_keys(one: str, other: str) -> None:
    assert claimant_of(one).key != claimant_of(other).key


def test_two_ministries_share_a_side() -> None:
    sides = {claimant_of(f"«Mali's {m} ministry» spoke.").side for m in ("defence", "interior")}
    assert sides == {"Government of Mali"}


@pytest.mark.parametrize(
    ("marked", "name", "is_private"),
    [
        ("«A taxi driver» wept.", "A taxi driver", True),
        ("«Residents of Kabul» wept.", "Residents of Kabul", True),
        ("«Officials» spoke.", "Officials", False),
        ("«Qatar's foreign minister Ali Doe» spoke.", "Ministry of Foreign Affairs of Qatar", False),
    ],
)
def test_claimant_has_a_name_and_says_whether_private(marked: str, name: str, is_private: bool) -> None:
    claimant = claimant_of(marked)
    assert (claimant.name, claimant.is_private_person, claimant.basis) == (name, is_private, ClaimantBasis.SPEAKER)


def test_antecedent_of_a_pronoun_answers() -> None:
    report, (antecedent, mention) = read_marked("«Iran's army» advanced. «It» claimed ten dead.")
    statement = make_statement(speaker=mention, stands_for=(StandsFor(mention, antecedent),))
    assert find_parties(statement, Actors(report)).claimant.key == "irn.mil"


@pytest.mark.parametrize(
    "marked",
    [
        "«Information Minister Ivo Maran» spoke in Chad, Mali and Niger. «Ivo Maran» left.",
        "«Ivo Maran» spoke. «Mr. Maran» left.",
        "«General Maran» spoke. «Ivo Maran» left.",
        "«Colonel Ivo Maran» spoke. «Spokesman Ivo Maran» left.",
    ],
)
def test_one_person_of_a_report_answers_once(marked: str) -> None:
    assert count_claimants(marked) == 1


@pytest.mark.parametrize(
    "marked",
    [
        "«A lawyer for Ivo Maran» spoke. «Ivo Maran» left.",
        "Ana Maran wept. «Ivo Maran» spoke. «Mr. Maran» left.",
        "«Residents of Deh Maran» spoke. «Deh Maran» left.",
    ],
)
def test_who_shares_a_name_answers_alone(marked: str) -> None:
    assert count_claimants(marked) == 2


def test_two_doubtful_pronouns_answer_apart() -> None:
    assert count_claimants("«He» told of two dead. Ana and Ivo left. «He» told of nine.") == 2


def test_an_office_and_the_name_of_its_holder_answer_once() -> None:
    report, (office, name) = read_marked("«The district chief» spoke. «Ivo Maran» told of two dead.")
    statements = [
        make_statement(speaker=office),
        make_statement(speaker=name, stands_for=(StandsFor(name, office),)),
    ]
    actors = Actors(report, statements)
    assert len({find_parties(s, actors).claimant.key for s in statements}) == 1


def test_two_speakers_answer_together() -> None:
    claimant = claimant_of("«Egypt and Qatar» spoke.")
    assert (claimant.key, claimant.actor) == ("egy.gov+qat.gov", None)


OWN_VOICES = [
    (make_report("Ten died.", outlet="Daily", wire=("Reuters",)), "outlet.reuters", "Reuters", None),
    (
        make_report("Ten died.", outlet=None, wire=("AP", "UPI")),
        "outlet.ap+outlet.upi",
        "Associated Press and United Press International",
        None,
    ),
    (make_report("Ten died.", outlet=None, wire=("TASS",)), "outlet.tass", "TASS", "Government of Russia"),
    (make_report("Ten died.", outlet="The Guardian"), "outlet.guardian", "The Guardian", None),
    (make_report("Ten died.", outlet="Village Crier"), "outlet.village-crier", "Village Crier", None),
    (make_report("Ten died.", outlet="TASS"), "outlet.tass", "TASS", "Government of Russia"),
    (make_report("Ten died.", outlet="Al-Manar"), "outlet.almanar", "Al-Manar", "Hezbollah"),
]


@pytest.mark.parametrize("voice", [Voice.REPORT, Voice.HEARSAY])
@pytest.mark.parametrize(("report", "key", "name", "side"), OWN_VOICES)
def test_own_voice_is_answered_by_agency_or_outlet(
    voice: Voice, report: Report, key: str, name: str, side: str | None
) -> None:
    claimant = find_parties(make_statement(voice=voice), Actors(report)).claimant
    assert (claimant.key, claimant.name, claimant.side) == (key, name, side)
    assert claimant.basis is (ClaimantBasis.AGENCY if report.wire else ClaimantBasis.OUTLET)


def test_nameless_outlet_has_a_name() -> None:
    claimant = find_parties(make_statement(), Actors(make_report("Ten died.", outlet=None))).claimant
    assert (claimant.name, claimant.basis) == ("unnamed outlet", ClaimantBasis.UNKNOWN_OUTLET)


def test_unnamed_outlets_of_two_reports_are_two() -> None:
    keys = {
        find_parties(make_statement(), Actors(make_report(text, outlet=None))).claimant.key for text in ("One.", "Two.")
    }
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("outlet", "basis"), [("The Gulf Wire", ClaimantBasis.OUTLET), ("Daily", ClaimantBasis.SPEAKER)]
)
def test_the_outlet_that_speaks_of_itself_answers_in_its_own_voice(outlet: str, basis: ClaimantBasis) -> None:
    marked, spans = read_marked("«Gulf Wire» withdraws its report that nine died.", "2026-03-01")
    report = make_report(marked.text, outlet=outlet)
    assert find_parties(make_statement(speaker=spans[-1]), Actors(report)).claimant.basis is basis


def test_a_pronoun_that_means_nobody_is_no_name() -> None:
    assert claimant_of("«He» spoke.").name == "somebody the report does not name (“He”)"

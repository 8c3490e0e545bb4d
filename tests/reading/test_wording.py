from __future__ import annotations

import pytest

from counterclaim.records.statement import DenialTarget, Kind, Status
from tests.reading.marked import complete


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The figure of nine [[killed]] could not be independently verified.", "could not be independently verified"),
        ("Losses are unverified: the army reports nine men [[killed]].", "unverified"),
        ("The army said nine men were [[killed]], a figure verified by the Red Cross.", "verified by the Red Cross"),
        ("The army said nine men were [[killed]]. The claim could not be confirmed.", "could not be confirmed"),
        ("The army said nine men were [[killed]]. The mayor opened a school.", None),
        ("The ministry confirmed that nine men were [[killed]].", None),
        (
            "Kyiv said nine were [[killed]]. Neither figure could be independently verified.",
            "Neither figure could be independently verified",
        ),
        (
            "The junta said nine were [[killed]]. None of its claims has been verified.",
            "None of its claims has been verified",
        ),
        ("Hamas said nine were [[killed]]. Reuters was not able to verify the count.", "was not able to verify"),
        ("M23 said nine were [[killed]]. There was no way to verify the toll.", "was no way to verify"),
        ("The RSF said nine were [[killed]]. No outside body has verified the toll.", "No outside body has verified"),
        ("The UN has [[verified]] 12 deaths, and none of the dead was armed.", "has verified"),
        ("The army said nine men were [[killed]]. In all, 40 claims were verified in May.", None),
    ],
)
def test_verification(marked: str, expected: str | None) -> None:
    found = complete(marked).verification
    assert (found and found.text) == expected


def test_a_remark_on_figures_reaches_the_figures_of_its_paragraph_only() -> None:
    text = "Casualty figures are unverified: the army reports 12 dead. The rebels admit nine [[killed]]."
    assert complete(text, amounts="nine").verification is not None
    assert complete(text.replace("dead. ", "dead.\n"), amounts="nine").verification is None
    assert complete(text, kind=Kind.FIGHT).verification is None


def test_what_is_said_of_no_figure_is_said_of_all() -> None:
    text = "Moscow said it [[killed]] nine men. Kyiv said it lost two. Neither claim could be verified."
    found = complete(text, amounts="nine").verification
    assert found is not None
    assert found.text == "Neither claim could be verified"
    one = text.replace("Neither claim", "The claim").replace("verified", "verified in Kyiv")
    assert complete(one, amounts="nine").verification is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("More than 400 were [[killed]] since 7 October.", "since 7 October"),
        ("Nine men were [[killed]] in the past 24 hours.", "in the past 24 hours"),
        ("As of Tuesday, 90 had been [[killed]].", "As of Tuesday"),
        ("Ninety have been [[killed]] so far.", "so far"),
        ("Nine men were [[killed]] near the well.", None),
        (
            "Some 400 have been [[killed]] since the long siege began on March 3.",
            "since the long siege began on March 3",
        ),
        ("Nine men were [[killed]] a day after the truce.", None),
    ],
)
def test_scope_words(marked: str, expected: str | None) -> None:
    found = complete(marked).scope
    assert (found and found.text) == expected


def test_only_harm_has_a_scope() -> None:
    assert complete("They have [[fought]] since May.", kind=Kind.FIGHT).scope is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The army [[denied]] responsibility for the raid.", DenialTarget.AUTHORSHIP),
        ("The army [[denied]] shelling the market.", DenialTarget.AUTHORSHIP),
        ("The army [[denied]] deliberately hitting the clinic.", DenialTarget.INTENT),
        ("The army [[denied]] the toll given by the rebels.", DenialTarget.FIGURE),
        ("The army [[denied]] that the dead were civilians.", DenialTarget.VICTIM_STATUS),
        ("The army [[denied]] that any raid took place.", DenialTarget.OCCURRENCE),
        ("The army [[denied]] the allegation.", DenialTarget.ALLEGATION),
        ("It is a charge the army [[denied]].", DenialTarget.ALLEGATION),
        ("The army [[rejected]] as absurd the mayor's claim that nine had died.", DenialTarget.ALLEGATION),
        ("The army [[dismissed]] talk of a raid.", DenialTarget.ALLEGATION),
        ("The army [[rejected]] the demand for a truce.", None),
        ("The army [[rejected]] talks.", None),
    ],
)
def test_what_a_denial_denies(marked: str, expected: DenialTarget | None) -> None:
    assert complete(marked, kind=Kind.DENY).denies is expected


def test_a_negated_event_is_denied_too() -> None:
    denied = complete(
        "The army denied [[killing]] nine men.",
        status=Status.NEGATED,
        actor="The army",
        source={"speaker": "The army", "cue": "denied"},
    )
    assert denied.denies is DenialTarget.AUTHORSHIP
    share = complete("The Front was not [[involved]].", kind=Kind.STRIKE, status=Status.NEGATED)
    assert share.denies is DenialTarget.AUTHORSHIP
    assert complete("Nobody was [[killed]].", status=Status.NEGATED).denies is DenialTarget.OCCURRENCE
    assert complete("Nine men were [[killed]].").denies is None


@pytest.mark.parametrize(
    ("marked", "object", "expected"),
    [
        ("Rebels [[killed]] his brother and her aunt.", ["his brother", "her aunt"], (2, 2)),
        ("Rebels [[killed]] Omar Fadel.", ["Omar Fadel"], (1, 1)),
        ("Rebels [[killed]] Omar Fadel and Amy Brandt.", ["Omar Fadel and Amy Brandt"], (2, 2)),
        ("Rebels [[killed]] the mayor of Thies.", ["the mayor of Thies"], (1, 1)),
        ("Rebels [[killed]] villagers.", ["villagers"], None),
        ("Rebels [[killed]] the mayor and villagers.", ["the mayor", "villagers"], None),
        ("Rebels [[killed]] a crowd.", ["a crowd"], None),
        ("The teacher whom rebels say they held was [[taken]] with him.", ["The teacher", "him"], (1, 1)),
        ("Rebels [[took]] the teacher and him.", ["the teacher", "him"], (2, 2)),
        ("Rebels [[killed]] the aunt of a girl, Amy Brandt.", ["the aunt of a girl, Amy Brandt"], (1, 1)),
        (
            "Rebels [[killed]] the aunt of Omar Fadel – Amy Brandt – and her son.",
            ["the aunt of Omar Fadel – Amy Brandt", "her son"],
            (2, 2),
        ),
    ],
)
def test_people_counted_without_a_number(marked: str, object: list[str], expected: tuple[int, int] | None) -> None:
    assert complete(marked, object=object).counted == expected


def test_a_written_amount_is_never_counted_again() -> None:
    assert complete("Rebels [[killed]] one mayor.", object="one mayor", amounts="one").counted is None

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.publish.lookup import anchor_of
from counterclaim.records.text import Span
from tests.make import make_claim, make_report
from tests.publish.test_quotes import look_up


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        (
            "Nine died. Neither figure could be verified. More.",
            "could be verified",
            "Neither figure could be verified.",
        ),
        ("Title\nNone of it has been verified", "has been verified", "None of it has been verified"),
        ("unverified", "unverified", "unverified"),
    ],
)
def test_checking_is_told_in_its_whole_sentence(text: str, words: str, shown: str) -> None:
    report = make_report(text)
    at = text.index(words)
    claim = make_claim(report=report)
    claim = replace(claim, statement=replace(claim.statement, verification=Span(at, at + len(words), words)))
    assert look_up(claim, reports=(report,)).checking_of(claim) == shown


def test_checking_whose_place_is_unknown_is_told_as_read() -> None:
    claim = make_claim(verification="could not be verified")
    assert look_up(claim).checking_of(claim) == "could not be verified"
    assert look_up(claim).checking_of(make_claim()) == ""


def test_the_chain_goes_from_outlet_to_speaker() -> None:
    report = make_report("", outlet="Post")
    claim = make_claim(report=report, claimant="Ministry", speaker="the minister")
    assert look_up(claim, reports=(report,)).chain_of(claim) == ("Post", "the minister (Ministry)")
    own = make_claim(report=report, claimant="Post")
    assert look_up(own, reports=(report,)).chain_of(own) == ("Post (in its own voice)",)


def test_anchors_hold_nothing_that_acts() -> None:
    assert anchor_of('a"><b>1') == "claim-ab1"

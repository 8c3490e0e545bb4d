"""Figures that cover a stretch of fighting belong to no single incident, and stretches of one name are one."""

from __future__ import annotations

import pytest

from counterclaim.resolve.facets import Facet, lay_out
from tests.make import make_claim, make_report


def lay(sentence: str, **facts: object) -> Facet:
    report = make_report(sentence)
    claim = make_claim(report=report, sentence=sentence, low=40, **facts)  # type: ignore[arg-type]  # facts of a claim
    return lay_out(claim, report, report.id)


@pytest.mark.parametrize(
    ("sentence", "stretch"),
    [
        ("It has killed 40 soldiers since the war began.", "war"),
        ("It has killed 40 soldiers since the start of the fighting.", "war"),
        ("It has killed 40 soldiers since fighting broke out.", "war"),
        ("It has killed 40 soldiers in the war so far.", "war"),
        ("It has killed 40 soldiers since the offensive began.", "offensive"),
        ("It has killed 40 soldiers so far this year.", "year"),
        ("It killed 40 soldiers in the fighting.", ""),
        ("It killed 40 soldiers in the operation on Monday.", ""),
        ("The shell killed 40 soldiers.", ""),
        ("A shell killed 40 soldiers; since the war began the town has been poor.", ""),
    ],
)
def test_words_tell_the_stretch(sentence: str, stretch: str) -> None:
    facet = lay(sentence)
    assert facet.stretch == stretch
    assert facet.speaks_of_incident == (not stretch)

from __future__ import annotations

import pytest

from counterclaim.reading.front import report
from counterclaim.reading.issuers import find_issuer
from counterclaim.records.text import Affiliation, Gathered


@pytest.mark.parametrize(
    ("line", "speaks_for"),
    [
        ("PRESS SERVICE OF THE MINISTRY OF DEFENCE OF THE REPUBLIC OF ARMENIA", "arm.gov"),
        ("Communiqué No. 3 of the Armed Forces of the Republic of Niger", "ner.gov"),
        ("Press release by the General Staff of the Armed Forces of Ukraine", "ukr.mil"),
        ("Statement of the Arakan Army (AA)", "arakan"),
        ("Official statement from the Taliban", "taliban"),
        ("Statement by the Government of South Sudan", "ssd.gov"),
        ("Information office of the Government of Thailand", "tha.gov"),
        ("Statement of the Arakan Army contradicts witnesses", None),
        ("Statement by Hezbollah on the strike", None),
        ("Statement of the Free Zenda Front", None),
        ("Release of the prisoners of the Taliban", None),
        ("Statement of Reuters", None),
        ("Bulletin of Kabul", None),
        ("The statement of the Taliban was late.", None),
    ],
)
def test_a_letterhead_names_the_party_that_issues_a_text(line: str, speaks_for: str | None) -> None:
    outlet = find_issuer([line])
    assert (outlet and outlet.speaks_for) == speaks_for


def test_what_the_container_or_an_agency_says_goes_before_a_letterhead() -> None:
    text = "Statement of the Arakan Army\n\n{}Our fighters took the town on Sunday."
    assert report(Gathered(text=text.format(""), path="a.txt")).outlet is not None
    told = report(Gathered(text=text.format(""), path="a.txt", outlet="The Zenda Post")).outlet
    assert told is not None
    assert told.name == "The Zenda Post"
    assert report(Gathered(text=text.format("SITTWE, May 3, 2025 (AFP) – "), path="a.txt")).outlet is None


def test_a_letterhead_in_capitals_is_named_in_small_letters() -> None:
    outlet = find_issuer(["STATEMENT OF THE MINISTRY OF DEFENCE OF ARMENIA"])
    assert outlet is not None
    assert (outlet.name, outlet.affiliation) == ("Ministry of Defence of Armenia", Affiliation.STATE)

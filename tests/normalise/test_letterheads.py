"""Papers that name their issuer in two lines at the head."""

from __future__ import annotations

import pytest
from tests.make import make_report

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.actors import Actors
from counterclaim.normalise.claimants import find_own_voice
from counterclaim.normalise.letterheads import find_letterhead

ATLAS = Atlas()

PAPERS = [
    ("MINISTRY OF DEFENCE\nPRESS RELEASE\n3 May 2025\n\nPeru's forces killed ten.", "per.mod"),
    ("Ministry of Health of Peru\nDaily Bulletin No. 12\nTen died.", "per.health"),
    ("OFFICE OF THE POLICE COMMISSIONER, PUNO DISTRICT\nPRESS NOTE\nTen died in Peru.", "per.cop"),
    ("Directorate of Public Relations, Peruvian Army\nPress Release\nTroops killed ten.", "per.mil"),
]
NO_PAPERS = [
    "Peru's police killed ten\nBriefing\nTen died in Peru.",
    "MINISTRY OF DEFENCE\nPRESS RELEASE\nForces of Peru and Chile killed ten.",
    "MINISTRY OF DEFENCE\n\nForces of Peru killed ten.",
    "Ten Killed In Peru\nStatement\nTen died.",
]


@pytest.mark.parametrize(("text", "id"), PAPERS)
def test_a_letterhead_speaks_for_its_body(text: str, id: str) -> None:
    actors = Actors(make_report(text, outlet=None), (), ATLAS)
    found = find_letterhead(actors)
    assert found is not None
    assert found[1].id == id
    voice = find_own_voice(actors.report, actors)
    assert voice.actor is not None
    assert (voice.name, voice.actor.side) == (text.split("\n")[0], "Government of Peru")


@pytest.mark.parametrize("text", NO_PAPERS)
def test_headlines_and_doubtful_bodies_issue_nothing(text: str) -> None:
    assert find_letterhead(Actors(make_report(text, outlet=None), (), ATLAS)) is None

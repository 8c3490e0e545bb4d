from __future__ import annotations

from typing import Any

import pytest

from counterclaim.publish.lookup import Lookup
from counterclaim.publish.tracing import Trace, tell_changes, trace
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Story
from counterclaim.records.text import Report
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_report

MINISTRY = make_actor("Ministry of Ruritania", side="Ruritania", sector="GOV")
COUNCIL = make_actor("Council of Graustark", side="Graustark", sector="GOV")
SENTENCE = "Ministry said 274 Graustark soldiers had been killed at the ford, a count that could not be verified."


def soldiers(report: Report, low: int, sentence: str = SENTENCE, **given: Any) -> Claim:
    told: dict[str, Any] = {
        "side": "Graustark", "people": "Graustark soldiers", "victim_status": "combatant", "actor": "Ruritania",
        "claimant": MINISTRY, "scope_start": "2026-03-01", "speaker_class": "institution",
    }  # fmt: skip
    return make_claim(report=report, low=low, sentence=sentence, **(told | given))


WIRE = make_report(f"{SENTENCE}", outlet="Wire", published="2026-03-01T08:00:00")
COPY = make_report(f"{SENTENCE}", name="copy", outlet="Courier", published="2026-03-01T09:00:00")
ROUNDED = make_report("nearly 300", outlet="Post", published="2026-03-01T10:00:00")
LATER = make_report("now 297", outlet="Wire", published="2026-03-02T08:00:00")
DENIAL = make_report("denied", outlet="Star", published="2026-03-02T09:00:00")
OTHER = make_report(
    "The council opened a bridge. A count that could not be verified was printed.",
    outlet="Echo",
    published="2026-03-03",
)
REPORTS = (WIRE, COPY, ROUNDED, LATER, DENIAL, OTHER)
CLAIMS = (
    soldiers(WIRE, 274, verification="a count that could not be verified"),
    soldiers(COPY, 274, verification="a count that could not be verified"),
    soldiers(
        ROUNDED, 300, "Nearly 300 soldiers had been killed, the ministry said.", bound="nearly", people="soldiers"
    ),
    soldiers(LATER, 297, "The toll rose to 297 from 274, the ministry said."),
    soldiers(DENIAL, 274, "The council denied that 274 soldiers had been killed.", status="negated", claimant=COUNCIL),
    make_claim(report=OTHER, kind="AGREE", sentence="The council opened a bridge.", trigger="opened", claimant=COUNCIL),
)


def follow(asked: str, **given: Any) -> Trace:
    resolution = group(CLAIMS, REPORTS)
    return trace(Lookup.of(Story(REPORTS, CLAIMS, resolution, reconcile(resolution, CLAIMS, REPORTS))), asked, **given)


def test_a_figure_is_followed_from_the_first_to_say_it_to_who_denies_it() -> None:
    (thread,) = follow("274 soldiers killed").threads
    carried = [(c.outlet, c.figure, c.is_copy) for c in thread.carriers]
    assert carried[:2] == [("Wire", "274", False), ("Courier", "274", True)]
    assert thread.carriers[0].changes == ()
    assert any("297 (Wire, 2 Mar 2026) supersedes it" in line for line in thread.moved)
    assert [(a.who, a.how) for a in thread.against] == [("Council of Graustark", "says that it is not so")]


@pytest.mark.parametrize("asked", ["274", "274 soldiers", "2 March: 274", SENTENCE])
def test_words_and_numbers_find_it(asked: str) -> None:
    found = follow(asked).threads
    if "2 March" in asked:
        assert found == (), "every number that is asked for must stand there"
    else:
        assert found[0].carriers[0].outlet == "Wire"


CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"low": 300, "bound": "nearly"}, ["the figure: nearly 300, there 274"]),
    ({"low": 274, "high": 280, "bound": "between"}, ["the figure: 274–280, there 274"]),
    ({"claimant": COUNCIL}, ["credited to Council of Graustark, there to Ministry of Ruritania"]),
    ({"claimant": "Post"}, ["in the outlet’s own voice, there credited to Ministry of Ruritania"]),
    ({"speaker_class": "unnamed sources"}, ["the speaker is called unnamed sources, there institution"]),
    ({"people": "Graustark rebels"}, ["of “Graustark rebels”, there “Graustark soldiers”"]),
    ({"status": "irrealis"}, ["not as a fact, there as a fact"]),
    ({"verification": ""}, ["leaves out what was said about checking"]),
]


@pytest.mark.parametrize(("given", "told"), CHANGES)
def test_what_changed_on_the_way_is_told(given: dict[str, Any], told: list[str]) -> None:
    checked = {"low": 274, "verification": "could not be verified"}
    first = soldiers(WIRE, **checked)  # type: ignore[arg-type] # a table of options
    other = soldiers(ROUNDED, **(checked | given))
    lookup = Lookup.of(Story(REPORTS, (first, other), *tell((first, other), REPORTS)))
    changes = list(tell_changes(lookup, first, other))
    assert [change for change in changes if not change.startswith("adds about")] == told


def tell(claims: tuple[Claim, ...], reports: tuple[Report, ...]) -> tuple[Any, Any]:
    resolution = group(claims, reports)
    return resolution, reconcile(resolution, claims, reports)


def test_words_that_no_claim_holds_are_found_in_reports_or_come_with_what_is_near() -> None:
    found = follow("count that could not be verified was printed")
    assert [(m.outlet, m.published) for m in found.mentions] == [("Echo", "2026-03-03")]
    assert follow("submarines surfaced quietly").threads == ()
    near = follow("soldiers paraded happily downtown yesterday evening quietly")
    assert near.threads == ()
    assert follow("opened bridge").threads[0].carriers[0].claimant == "Council of Graustark"

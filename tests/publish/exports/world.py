"""Small stories for export tests, put together by the house from claims that a test makes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from counterclaim.publish.exports.forms import FORMS, export
from counterclaim.publish.exports.order import File, Order
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Story
from counterclaim.records.text import Report, Span
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_place, make_report

NORTH, SOUTH = "Government of Northland", "Southern Front"
ARMY = make_actor("Army of Northland", side=NORTH, sector="MIL")
FRONT = make_actor(SOUTH, side=SOUTH, sector="REB")
TOWN = make_place("Arvena", country="KEN", admin1="Lakes", admin2="Arvena", at=(-1.25, 36.5))
DAY = "2026-02-27"
# One sentence tells of one incident, whoever is counted in it.
SENTENCE = "After an air strike on Arvena, people were killed there on Friday."


def tell(
    claims: Iterable[Claim],
    *,
    judgements: tuple[Judgement, ...] = (),
    reports: Iterable[Report] = (),
    is_one: bool = False,
) -> Story:
    """Give the story of claims; reports that are not given are made without text. `is_one` makes all incidents one."""
    told = tuple(claims)
    known = {report.id: report for report in reports}
    missing = dict.fromkeys(c.statement.report_id for c in told if c.statement.report_id not in known)
    found = (*known.values(), *(make_report_with(id) for id in missing))
    resolution = group(told, found, judgements)
    if is_one:
        first = resolution.incidents[0]
        merged = replace(
            first,
            claim_ids=tuple(sorted(c.id for c in told)),
            kinds=tuple(sorted({c.statement.kind for c in told})),
            sides=tuple(sorted({side for i in resolution.incidents for side in i.sides})),
        )
        resolution = replace(resolution, incidents=(merged,))
    return Story(found, told, resolution, reconcile(resolution, told, found, judgements), (), judgements)


def make_report_with(id: str) -> Report:
    """Give the plain report of tests, under the id that claims name."""
    report = make_report()
    assert report.id == id, "give the reports that the claims stand in"
    return report


def give(story: Story, form: str, rule: str | None = None) -> dict[str, File]:
    """Give the files of a form by name."""
    order = Order(rule=rule or FORMS[form].rule, stem=form, version="0")
    return {file.name: file for file in export(story, form, order)}


def read(file: File) -> list[dict[str, str]]:
    """Give the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(file.data.decode())))


def kill(low: float | None, **told: object) -> Claim:
    """Give a claim that people were killed on one day in one town."""
    return make_claim(**{"low": low, "place": TOWN, "period": DAY, "sentence": SENTENCE, **told})  # type: ignore[arg-type]


def cue(claim: Claim, words: str) -> Claim:
    """Give the claim with these words of its sentence as the cue that attributes it."""
    at = claim.statement.evidence.text.index(words) + claim.statement.evidence.start
    source = replace(claim.statement.source, cue=Span(at, at + len(words), words))
    return replace(claim, statement=replace(claim.statement, source=source))


def strike(**told: object) -> Claim:
    """Give a claim of an air strike on one day in one town."""
    named = {"kind": "STRIKE", "trigger": "air strike", "people": "", "actor": ARMY, "sentence": SENTENCE}
    return make_claim(**{**named, "place": TOWN, "period": DAY, **told})  # type: ignore[arg-type]

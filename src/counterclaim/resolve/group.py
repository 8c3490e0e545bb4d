"""The room's verb: claims, their reports and people's judgements → which of them speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Resolution, Syndication
from counterclaim.records.text import Report
from counterclaim.resolve.around import NOTHING, Around
from counterclaim.resolve.counted import tell_who
from counterclaim.resolve.decisions import Decisions, read_decisions
from counterclaim.resolve.episodes import find_episodes
from counterclaim.resolve.facets import Facet, lay_out
from counterclaim.resolve.incidents import ToldReports, find_reached, settle_told, tell_reports
from counterclaim.resolve.questions import find_questions
from counterclaim.resolve.syndication import find_voices
from counterclaim.resolve.tellings import Telling


@dataclass(frozen=True, slots=True)
class Laid:
    """Claims laid out for comparison, and what each report tells, before reports are compared."""

    voices: tuple[Syndication, ...]
    facets: list[Facet]
    told: ToldReports
    decisions: Decisions


def group(claims: Iterable[Claim], reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Give voices, incidents, episodes and questions, and the links that are too uncertain to be made.

    The order of what comes in changes nothing, nor does what comes in twice. A claim whose report is not given, and one
    that a person rejected, is left out.
    """
    return put_together(lay_all_out(claims, reports, judgements))


def lay_all_out(claims: Iterable[Claim], reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> Laid:
    """Give what `put_together` takes."""
    by_id = {report.id: report for report in reports}
    known = {claim.id: claim for claim in claims if claim.statement.report_id in by_id}
    decisions = read_decisions(judgements, known.values())
    voices = find_voices(by_id.values())
    voice_of = {report_id: voice.id for voice in voices for report_id in voice.report_ids}
    facets = [
        lay_out(claim, report, voice_of.get(report.id, report.id))
        for claim_id, claim in sorted(known.items())
        if claim_id not in decisions.rejected
        for report in [by_id[claim.statement.report_id]]
    ]
    facets = tell_who(facets)
    return Laid(
        voices, facets, tell_reports((f for f in facets if f.speaks_of_incident), decisions.incidents), decisions
    )


def put_together(laid: Laid, around: Around = NOTHING) -> Resolution:
    """Give the resolution of claims; `around` knows what reports of the ledger tell that are not at hand."""
    grouped = settle_told(laid.told, laid.decisions.incidents, around)
    questions, doubtful = find_questions(laid.facets, grouped.tellings, laid.decisions.questions)
    return Resolution(
        syndications=laid.voices,
        incidents=grouped.incidents,
        episodes=find_episodes(grouped.incidents),
        questions=questions,
        offered=tuple(sorted((*grouped.offered, *doubtful), key=lambda k: (k.a, k.b))),
    )


def reach(laid: Laid, around: Around, report_ids: Set[str]) -> list[Telling]:
    """Give the tellings whose incidents depend on one another and on what these reports tell, their own among them."""
    return find_reached(laid.told, laid.decisions.incidents, around, report_ids)

"""The room's verb: claims, their reports and people's judgements → which of them speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Resolution
from counterclaim.records.text import Report
from counterclaim.resolve.counted import tell_who
from counterclaim.resolve.decisions import read_decisions
from counterclaim.resolve.episodes import find_episodes
from counterclaim.resolve.facets import lay_out
from counterclaim.resolve.incidents import find_incidents
from counterclaim.resolve.questions import find_questions
from counterclaim.resolve.syndication import find_voices


def group(claims: Iterable[Claim], reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Give voices, incidents, episodes and questions, and the links that are too uncertain to be made.

    The order of what comes in changes nothing, nor does what comes in twice. A claim whose report is not given, and one
    that a person rejected, is left out.
    """
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
    grouped = find_incidents((f for f in facets if f.speaks_of_incident), decisions.incidents)
    questions, doubtful = find_questions(facets, grouped.tellings, decisions.questions)
    return Resolution(
        syndications=voices,
        incidents=grouped.incidents,
        episodes=find_episodes(grouped.incidents),
        questions=questions,
        offered=tuple(sorted((*grouped.offered, *doubtful), key=lambda k: (k.a, k.b))),
    )

"""The room's verb: claims, their reports and people's judgements → which of them speak of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Link, Resolution, Syndication
from counterclaim.records.text import Report
from counterclaim.resolve.around import Around
from counterclaim.resolve.counted import find_owners, tell_owners, tell_people
from counterclaim.resolve.decisions import Decisions, read_decisions
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.episodes import find_episodes
from counterclaim.resolve.facets import Facet, lay_out
from counterclaim.resolve.incidents import ToldReports, Ways, settle_told
from counterclaim.resolve.loose import find_mates
from counterclaim.resolve.questions import find_questions
from counterclaim.resolve.syndication import Texts
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
    laid = Layout().lay_out(claims, reports, judgements)
    grouped = settle_told(laid.told, laid.decisions.incidents)
    questions, doubtful = find_questions(laid.facets, grouped.tellings, laid.decisions.questions)
    return Resolution(
        syndications=laid.voices,
        incidents=grouped.incidents,
        episodes=find_episodes(grouped.incidents),
        questions=questions,
        offered=tuple(sorted((*grouped.offered, *doubtful), key=lambda k: (k.a, k.b))),
    )


@dataclass(slots=True)
class _Page:
    """What was laid out of a report in a voice; of its tellings, with whom its counts were told to count."""

    voice: str
    facets: list[Facet]
    populations: list[object] | None = None
    tellings: list[Telling] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


class Layout:
    """Lays claims out for comparison, again and again as reports come: what is as it was of a report is not done again.

    Judgements stay the same over the life of one, and so do the claims of a report.
    """

    def __init__(self) -> None:
        self._texts = Texts()
        self._pages: dict[str, _Page] = {}

    def lay_out(self, claims: Iterable[Claim], reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> Laid:
        """Give all that these claims tell; a claim whose report is not given, and one that a person rejected, is left out."""
        by_id = {report.id: report for report in reports}
        known = {claim.id: claim for claim in claims if claim.statement.report_id in by_id}
        decisions = read_decisions(judgements, known.values())
        voices = self._texts.find_voices(by_id.values())
        voice_of = {report_id: voice.id for voice in voices for report_id in voice.report_ids}
        by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim_id, claim in known.items():
            if claim_id not in decisions.rejected:
                by_report[claim.statement.report_id].append(claim)
        for report_id, held in by_report.items():
            voice = voice_of.get(report_id, report_id)
            if report_id not in self._pages or self._pages[report_id].voice != voice:
                facets = tell_people(lay_out(claim, by_id[report_id], voice) for claim in held)
                self._pages[report_id] = _Page(voice, facets)
        pages = [self._pages[report_id] for report_id in sorted(by_report)]
        owners = find_owners(facet for page in pages for facet in page.facets)
        facets = []
        told: ToldReports = [], []
        for page in pages:
            mine = tell_owners(page.facets, owners)
            populations: list[object] = [facet.population for facet in mine]
            if page.populations != populations:
                speaking = (facet for facet in mine if facet.speaks_of_incident)
                page.tellings, page.links = find_tellings(speaking, decisions.incidents.apart)
                page.populations = populations
            facets += mine
            told[0].extend(page.tellings)
            told[1].extend(page.links)
        told[0].sort(key=lambda t: t.key)
        return Laid(voices, facets, told, decisions)


class Part:
    """Laid claims of which some are put together without the rest; `around` knows what reports tell that are not at hand."""

    def __init__(self, laid: Laid, around: Around) -> None:
        self._laid = laid
        self._ways = Ways.of(laid.told, laid.decisions.incidents, around)

    def reach(self, claim_ids: Iterable[str]) -> list[Telling]:
        """Give the tellings whose incidents depend on one another and on what these claims tell, theirs among them."""
        return self._ways.reach(claim_ids).tellings

    def put_together(self, claim_ids: Set[str]) -> Resolution:
        """Give the incidents and questions of these claims as in the whole, among others; episodes are left out."""
        laid, decisions = self._laid, self._laid.decisions
        reached = self._ways.reach(claim_ids)
        grouped = reached.settle(decisions.incidents)
        settled = {f.id for telling in reached.tellings for f in telling.facets}
        homes = {f.id: telling for telling in self._ways.tellings for f in telling.facets if f.id not in settled}
        homes |= {f.id: telling for telling in grouped.tellings.values() for f in telling.facets}
        own = settled | claim_ids
        mates = find_mates(laid.facets, homes, own, decisions.questions)
        if not mates <= own:
            reached = self._ways.reach(own | mates)
            grouped = reached.settle(decisions.incidents)
            own |= mates.union(f.id for telling in reached.tellings for f in telling.facets)
        facets = [facet for facet in laid.facets if facet.id in own]
        questions, doubtful = find_questions(facets, grouped.tellings, decisions.questions)
        offered = tuple(sorted((*grouped.offered, *doubtful), key=lambda k: (k.a, k.b)))
        return Resolution(laid.voices, grouped.incidents, (), questions, offered)

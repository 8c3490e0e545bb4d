"""One episode: a run of fighting between the same sides, on a map and in time, with its questions and positions."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Paging, cut_page
from counterclaim.desk.pages.days import Day, list_days
from counterclaim.desk.pages.incidents import ROWS, lay_out_part, name_episode
from counterclaim.desk.pages.lines import QuestionLine, lay_out_question
from counterclaim.errors import UnknownName
from counterclaim.publish.brief import CREDITS
from counterclaim.publish.legible import make_name
from counterclaim.publish.sites import Sites
from counterclaim.publish.stances import Answer, StanceGroup, lay_out_answers, lay_out_stances
from counterclaim.publish.wording import write_period
from counterclaim.records.story import Episode, Incident

MOST_QUESTIONS, MOST_POSITIONS, MOST_ANSWERS = 20, 30, 8


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """An episode: its incidents by first day, a page of them with map and timeline; `days` lead to it as it stood then.

    `questions` are those that its claims answer, disputed ones first; `positions` and `answers` those in which its sides speak
    in its days.
    """

    id: str
    name: str
    when: str
    sides: tuple[str, ...]
    days: tuple[Day, ...]
    sites: Sites
    is_too_wide: bool
    paging: Paging
    questions: tuple[QuestionLine, ...]
    questions_found: int
    positions: tuple[StanceGroup, ...]
    positions_found: int
    answers: tuple[Answer, ...]
    credits: tuple[str, ...]
    sample: str


def show_episode(asked: Asked, id: str, page: int) -> EpisodePage:
    """Give the page of an episode. Raises UnknownName where there is none, or none by that day."""
    edition, lookup = asked.edition, asked.lookup
    episode = edition.episodes.get(id)
    if episode is None:
        raise UnknownName(f"There is no such episode {lookup.sample}; the incidents’ page lists those that there are.")
    told = edition.once(("episode", id), lambda: _tell(asked, episode))
    shown, paging = cut_page(told.incidents, page, asked, size=ROWS)
    sites = edition.lately(("sites", id, paging.first), lambda: lay_out_part(asked, shown))
    return EpisodePage(
        id=id,
        name=name_episode(episode),
        when=write_period(episode.period),
        sides=tuple(make_name(side) for side in episode.sides),
        days=told.days,
        sites=sites,
        is_too_wide=any(one.place for one in shown) and sites.map is None,
        paging=paging,
        questions=told.questions,
        questions_found=told.questions_found,
        positions=told.positions,
        positions_found=told.positions_found,
        answers=told.answers,
        credits=CREDITS,
        sample=lookup.sample,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What every page of an episode holds, found once: an episode can be a war."""

    incidents: tuple[Incident, ...]
    days: tuple[Day, ...]
    questions: tuple[QuestionLine, ...]
    questions_found: int
    positions: tuple[StanceGroup, ...]
    positions_found: int
    answers: tuple[Answer, ...]


def _tell(asked: Asked, episode: Episode) -> _Told:
    edition, lookup = asked.edition, asked.lookup
    incidents = [edition.incidents[i] for i in episode.incident_ids if i in edition.incidents]
    incidents.sort(key=lambda i: (i.period is None, str(i.period.start) if i.period else "", i.id))
    claims = lookup.find_claims(claim_id for one in incidents for claim_id in one.claim_ids)
    asks = {q.id for claim in claims for q in edition.questions_of.get(claim.id, ())}
    summaries = [s for s in edition.summaries if s.question.id in asks]
    summaries.sort(key=lambda s: (not s.is_disputed, -s.voices, s.label, s.question.id))
    first, last = (episode.period.start, episode.period.end) if episode.period else (None, None)
    held = [
        p
        for p in lookup.story.reconciliation.positions
        if (p.holder in episode.sides or p.toward in episode.sides)
        and (first is None or last is None or (p.at is not None and first <= p.at <= last))
    ]
    held.sort(key=lambda p: (p.at is None, str(p.at or ""), p.id))
    about = {claim_id for p in held for claim_id in p.claim_ids}
    return _Told(
        incidents=tuple(incidents),
        days=list_days(asked, claims),
        questions=tuple(lay_out_question(asked, s) for s in summaries[:MOST_QUESTIONS]),
        questions_found=len(summaries),
        positions=asked.addresses.aim(lay_out_stances(lookup, held[-MOST_POSITIONS:])),
        positions_found=len(held),
        answers=asked.addresses.aim(lay_out_answers(lookup, about)[:MOST_ANSWERS]) if about else (),
    )

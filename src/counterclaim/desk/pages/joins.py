"""What incident and question pages offer to join and part: others close by, the claims that could be taken out, and where
an id leads that was merged away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option
from counterclaim.desk.pages.ties import describe_whole, list_offered
from counterclaim.publish.subjects import describe_claim
from counterclaim.records.claim import Measure
from counterclaim.records.story import Incident, Question
from counterclaim.records.world import Place
from counterclaim.resolve.identity import name_incident, name_question

MOST_OTHERS = 30
MOST_CLAIMS = 200
NEAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Joins:
    """What a whole can be merged with, the likeliest first, and its claims, which can be taken out."""

    others: tuple[Option, ...]
    claims: tuple[Option, ...]


def join_incident(asked: Asked, incident: Incident) -> Joins:
    """Give what an incident can be merged with: what the rules offered, then others of the same days and place."""
    edition = asked.edition
    offered = _list_ends(asked, (incident.id, *incident.claim_ids))

    weeks = edition.once("weeks", lambda: _group_by_week(edition.incidents.values()))
    close = {id for week in _list_weeks(incident, NEAR_DAYS) for id in weeks.get(week, ())} | offered
    ranked = (
        (id not in offered, not _is_same_place(incident, other), days, id)
        for id in close - {incident.id}
        if (other := edition.incidents.get(id))
        for days in [_days_apart(incident, other)]
        if id in offered or days <= NEAR_DAYS
    )
    near = (edition.incidents[id] for *_, id in nsmallest(MOST_OTHERS, ranked))
    return Joins(
        tuple(Option(one.id, describe_whole(one)) for one in near),
        _list_claims(asked, incident.claim_ids),
    )


def join_question(asked: Asked, question: Question) -> Joins:
    """Give what a question can be merged with: others that count the same, those of its side and place first."""
    if question.part_of or question.parts:
        return Joins((), ())
    others: dict[str, Question] = {}
    for other in _find_alike(asked, question):
        if len(others) == MOST_OTHERS:
            break
        if other.id != question.id:
            others[other.id] = other
    return Joins(
        tuple(Option(one.id, asked.lookup.label_of(one.id), len(one.claim_ids)) for one in others.values()),
        _list_claims(asked, question.claim_ids),
    )


def follow(asked: Asked, id: str, known: Mapping[str, object], *, is_question: bool) -> str:
    """Give the id of what holds now what this id once founded; the id itself where it is known, or was never known."""
    if id in known:
        return id
    name: Callable[[str], str] = name_question if is_question else name_incident
    founded = asked.edition.once(
        ("founded", is_question), lambda: {name(claim.statement.id): claim.id for claim in asked.lookup.story.claims}
    )
    claim_id = founded.get(id, "")
    if is_question:
        return next((question.id for question in asked.edition.questions_of.get(claim_id, ())), id)
    holder = asked.edition.incident_of.get(claim_id)
    return holder.id if holder else id


def _list_claims(asked: Asked, claim_ids: Iterable[str]) -> tuple[Option, ...]:
    claims = sorted(asked.lookup.find_claims(claim_ids), key=asked.lookup.order_of)
    if len(claims) < 2:
        return ()
    return tuple(Option(claim.id, describe_claim(asked.lookup, claim)) for claim in claims[:MOST_CLAIMS])


def _list_ends(asked: Asked, ids: Iterable[str]) -> set[str]:
    """Give the ids of what the links at these ids name."""
    return {end.id for one in list_offered(asked, ids) for end in (one.a, one.b)}


def _is_same_place(one: Incident, other: Incident) -> bool:
    return bool(one.place and other.place and one.place.id == other.place.id)


def _find_alike(asked: Asked, question: Question) -> Iterator[Question]:
    """Give the questions that count the same, some more than once: what the rules offer, then those of its side and place,
    of its side, of its place, then the others."""
    alike = asked.edition.once("alike", lambda: _group_alike(asked))
    whole = _Alike(question.measure, question.unit)
    offered = _list_ends(asked, (question.id,))
    yield from (one for one in alike.get(whole, ()) if one.id in offered) if offered else ()
    for group in _list_groups(question):
        yield from alike.get(group, ())


@dataclass(frozen=True, slots=True)
class _Alike:
    """What questions of one group count, and whose side and place they share; "any" for no matter."""

    measure: Measure
    unit: str
    side: str | None = "any"
    place: Place | str | None = "any"


def _list_groups(question: Question) -> tuple[_Alike, ...]:
    """Give the groups that a question belongs to, the closest first."""
    whole = _Alike(question.measure, question.unit)
    return (
        replace(whole, side=question.side, place=question.place),
        replace(whole, side=question.side),
        replace(whole, place=question.place),
        whole,
    )


def _group_alike(asked: Asked) -> dict[_Alike, list[Question]]:
    """Give the questions without sub-counts by what they count, each group by label."""
    found: dict[_Alike, list[Question]] = {}
    for summary in sorted(asked.edition.summaries, key=lambda s: asked.lookup.label_of(s.question.id)):
        if not summary.question.parts:
            for group in _list_groups(summary.question):
                found.setdefault(group, []).append(summary.question)
    return found


def _group_by_week(incidents: Iterable[Incident]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for incident in incidents:
        for week in _list_weeks(incident, 0):
            found.setdefault(week, []).append(incident.id)
    return found


def _list_weeks(incident: Incident, margin: int) -> range:
    """Give the numbers of the weeks that an incident lies in, with some days before and after; none without a period."""
    if incident.period is None:
        return range(0)
    first, last = incident.period.start.toordinal() - margin, incident.period.end.toordinal() + margin
    return range(first // 7, last // 7 + 1)


def _days_apart(one: Incident, other: Incident) -> int:
    if one.period is None or other.period is None:
        return 10_000
    return max(0, (other.period.start - one.period.end).days, (one.period.start - other.period.end).days)

"""Incidents as claims place them, in a list with map and timeline; and one incident with the reasons for its links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.pages.days import Day, list_days
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.joins import Joins, follow, join_incident
from counterclaim.desk.pages.ties import Tie, lay_out_offered, lay_out_tie, list_offered
from counterclaim.publish.brief import CREDITS
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, link_claim
from counterclaim.publish.sites import Sites, lay_out_sites, name_further_places, order_of
from counterclaim.publish.wording import write_period
from counterclaim.records.claim import Claim
from counterclaim.records.story import About, Episode, Incident

ROWS = 25
# In characters of the drawing: beyond it a map holds half the world.
LONGEST_OUTLINE = 130_000
MOST_EVIDENCE = 40
MOST_LINKS = 60
FEW_EPISODES = 60


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """Incidents by first day, a page of them, with map and timeline of this page's incidents.

    `episodes` are runs of fighting between the same sides to choose from. `is_too_wide` where their places are too far
    apart, or too vague, for one map.
    """

    text: str
    episode: str
    episodes: tuple[Option, ...]
    sites: Sites
    episode_href: str
    export_href: str
    is_too_wide: bool
    paging: Paging
    credits: tuple[str, ...]
    sample: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident: where and when claims place it, all its claims, and the reasons for each link between them.

    `offered` are links to other incidents that are too uncertain to be made and wait for a person; `graded` is a
    person's grade; `days` lead to the incident as it stood then; `joins` is what it can be merged with and parted from.
    `seen` is the newest judgement about it, which forms send back.
    """

    id: str
    sites: Sites
    evidence: tuple[Evidence, ...]
    further: tuple[Linked, ...]
    ties: tuple[Tie, ...]
    offered: tuple[Tie, ...]
    questions: tuple[Linked, ...]
    credits: tuple[str, ...]
    sample: str
    graded: str
    days: tuple[Day, ...]
    joins: Joins
    seen: str


def list_incidents(asked: Asked, text: str, episode: str, page: int) -> IncidentsPage:
    """Give a page of the incidents whose places or parties hold the text; an unknown episode holds none."""
    edition = asked.edition
    found = find_incidents(asked, text, episode)
    shown, paging = cut_page(found, page, asked, size=ROWS)
    sites = edition.lately(("sites", text, episode, paging.first), lambda: lay_out_part(asked, shown))
    return IncidentsPage(
        text=text,
        episode=episode,
        episodes=edition.once("longest episodes", lambda: _list_episodes(edition.episodes.values())),
        sites=sites,
        episode_href=asked.addresses.to(f"/episodes/{episode}") if episode in edition.episodes else "",
        export_href=asked.addresses.turn("/export/view", asked.query, of="incidents", page=None),
        is_too_wide=any(incident.place for incident in shown) and sites.map is None,
        paging=paging,
        credits=CREDITS,
        sample=asked.lookup.sample,
    )


def find_incidents(asked: Asked, text: str, episode: str) -> list[Incident]:
    """Give all incidents whose place or parties hold the text, by first day; an unknown episode holds none."""
    edition = asked.edition
    words = text.casefold().split()
    within = set(edition.episodes[episode].incident_ids) if episode in edition.episodes else set()
    found: list[Incident] = edition.once("incidents", lambda: sorted(edition.incidents.values(), key=order_of))
    if words:
        told = edition.once("words of incidents", lambda: [_list_words(asked, one) for one in found])
        found = [one for one, about in zip(found, told, strict=True) if all(word in about for word in words)]
    return [one for one in found if one.id in within] if episode else found


def _list_words(asked: Asked, incident: Incident) -> str:
    """Give what an incident is found by: where it is taken to be, what other places its claims name, when, and whom."""
    return f"{_describe(incident)} {name_further_places(asked.lookup, incident)}".casefold()


def _list_episodes(episodes: Iterable[Episode]) -> tuple[Option, ...]:
    held = sorted(episodes, key=lambda e: (-len(e.incident_ids), e.id))[:FEW_EPISODES]
    return tuple(Option(e.id, name_episode(e), len(e.incident_ids)) for e in held)


def lay_out_part(asked: Asked, incidents: Sequence[Incident]) -> Sites:
    """Give incidents with map and timeline, without a map that would hold half the world."""
    sites = asked.addresses.aim(lay_out_sites(asked.lookup, incidents))
    is_too_wide = sites.map is not None and len(sites.map.land) + len(sites.map.borders) > LONGEST_OUTLINE
    return replace(sites, map=None) if is_too_wide else sites


def show_incident(asked: Asked, id: str) -> IncidentPage:
    """Give the page of an incident; raises UnknownName with near matches."""
    edition, lookup = asked.edition, asked.lookup
    id = follow(asked, id, edition.incidents, is_question=False)
    incident = edition.incident(id)
    claims = sorted(lookup.find_claims(incident.claim_ids), key=lookup.order_of)
    here = claims[:MOST_EVIDENCE]
    offered = list_offered(asked, (id, *incident.claim_ids))
    asks = dict.fromkeys(
        q for claim in claims for q in edition.questions_of.get(claim.id, ()) if q.id in edition.answers
    )
    labels = ((q.id, lookup.label_of(q.id)) for q in asks)
    return IncidentPage(
        id=id,
        sites=edition.lately(("sites", id), lambda: asked.addresses.aim(lay_out_sites(lookup, (incident,)))),
        evidence=tuple(lay_out_evidence(asked, claim) for claim in here),
        further=asked.addresses.aim(tuple(link_claim(lookup, claim) for claim in claims[MOST_EVIDENCE:200])),
        ties=tuple(tie for link in incident.links[:MOST_LINKS] if (tie := lay_out_tie(asked, link))),
        offered=tuple(lay_out_offered(asked, one) for one in offered[:MOST_LINKS]),
        questions=tuple(Linked(label, asked.addresses.to(f"/questions/{q}"), label) for q, label in labels),
        credits=CREDITS,
        sample=lookup.sample,
        graded=lookup.decided.tell_grade(incident.claim_ids, About.INCIDENT),
        days=list_days(asked, claims),
        joins=join_incident(asked, incident),
        seen=asked.journal.newest.get(incident.claim_ids[0], ""),
    )


def name_incident_of(asked: Asked, claim: Claim) -> Linked | None:
    """Give the link to the incident that a claim speaks of, None where it speaks of none."""
    incident = asked.edition.incident_of.get(claim.id)
    if incident is None:
        return None
    words = _describe(incident)
    return Linked(words, asked.addresses.to(f"/incidents/{incident.id}"), words)


def _describe(incident: Incident) -> str:
    place = make_name(incident.place.name) if incident.place else "no place"
    return ", ".join((place, write_period(incident.period), *(make_name(side) for side in incident.sides)))


def name_episode(episode: Episode) -> str:
    """Give an episode's name: its sides and days."""
    return (
        f"{' and '.join(make_name(side) for side in episode.sides) or 'sides not told'}, {write_period(episode.period)}"
    )

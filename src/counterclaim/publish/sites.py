"""Incidents as claims place them: a list with who tells of each, a map by precision, a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, link_claim
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.map import LINEAR, Map, MapPlace, draw_map, needs_shelter
from counterclaim.publish.timeline import Moment, Timeline, draw_timeline
from counterclaim.publish.wording import KIND_NOUNS, PRECISION_WORDS, count_of, join_words, write_period, write_place
from counterclaim.records.story import About, Incident
from counterclaim.records.world import Place

MOST_TELLERS = 12
MOST_PLACES = 4
DISTRICT, COUNTRY = 3, 6


@dataclass(frozen=True, slots=True)
class Site:
    """One incident: what kind of thing is told, where, when, by whom. It states nothing itself.

    `also` are further places that its claims name, `judged` is the grade that a person gave it.
    """

    anchor: str
    kinds: str
    where: str
    also: str
    precision: str
    when: str
    parties: str
    tellers: tuple[Linked, ...]
    further: int
    told_by: str
    judged: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the list beside the map, with the incidents told of it; `drawn` says how, or that it is not."""

    anchor: str
    name: str
    drawn: str
    sites: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Sites:
    """All incidents of a story with their drawings; a drawing is None where no incident has a place or date to draw."""

    sites: tuple[Site, ...]
    spots: tuple[Spot, ...]
    map: Map | None
    timeline: Timeline | None


def lay_out_sites(lookup: Lookup, incidents: Iterable[Incident] | None = None) -> Sites:
    """Give the story's incidents, or the given ones, by first day, place and id, undated ones last."""
    incidents = sorted(lookup.story.resolution.incidents if incidents is None else incidents, key=order_of)
    sites = [_site(lookup, incident) for incident in incidents]
    moments = [
        Moment(
            f"{s.kinds}, {s.where}",
            f"{s.kinds}, {s.where}, {s.when}: told by {s.told_by}",
            f"#{s.anchor}",
            incident.period,
        )
        for s, incident in zip(sites, incidents, strict=True)
    ]
    told: dict[str, list[Site]] = {}
    places: dict[str, MapPlace] = {}
    for site, incident in zip(sites, incidents, strict=True):
        is_sheltered = needs_shelter(lookup.find_claims(incident.claim_ids))
        for place in list_places(lookup, incident):
            told.setdefault(place.id, []).append(site)
            before = places.get(place.id)
            title = f"{write_place(place)}: {count_of(len(told[place.id]), 'incident')} told"
            href = f"#{anchor_of(place.id, 'place')}"
            sheltered = is_sheltered or bool(before and before.is_sheltered)
            places[place.id] = MapPlace(place, make_name(place.name), href, title, sheltered)
    drawing = draw_map(sorted(places.values(), key=lambda p: (p.name, p.place.id)))
    left_out = {p.place.id for p in drawing.listed} if drawing else set(places)
    spots = [
        Spot(
            anchor=anchor_of(id, "place"),
            name=write_place(one.place),
            drawn=_describe_drawing(one, is_drawn=id not in left_out),
            sites=tuple(_link_site(site) for site in told[id]),
        )
        for id, one in places.items()
    ]
    return Sites(
        sites=tuple(sites),
        spots=tuple(sorted(spots, key=lambda s: (s.name, s.anchor))),
        map=drawing,
        timeline=draw_timeline(moments),
    )


def _link_site(site: Site) -> Linked:
    return Linked(f"{site.kinds}, {site.when}", f"#{site.anchor}", f"{site.kinds}, {site.when}, told by {site.told_by}")


def list_places(lookup: Lookup, incident: Incident) -> tuple[Place, ...]:
    """Give the places that an incident's claims name, each once: where it is taken to be first, then those named most.

    A country is none of them beside a place, nor is the province or district that a place lies in.
    """
    named = Counter(
        at.place for claim in lookup.find_claims(incident.claim_ids) for at in claim.place if at.place is not None
    )
    ranked = sorted(named, key=lambda p: (-named[p], p.where_prec, p.name, p.id))
    places = {place.id: place for place in reversed((*((incident.place,) if incident.place else ()), *ranked))}
    own = incident.place.id if incident.place else ""
    return tuple(p for p in reversed(places.values()) if p.id == own or not _is_around(p, places.values()))


def _is_around(place: Place, others: Iterable[Place]) -> bool:
    """Say whether a place is a country, or the province or district that another one lies in."""
    is_area = place.where_prec >= DISTRICT
    return place.where_prec >= COUNTRY or any(
        is_area and place.id != other.id and place.name in (other.admin1, other.admin2) for other in others
    )


def name_further_places(lookup: Lookup, incident: Incident) -> str:
    """Give the places that claims name beside the one where the incident is taken to be, empty for none."""
    own = incident.place.id if incident.place else ""
    return join_words([write_place(p) for p in list_places(lookup, incident) if p.id != own][:MOST_PLACES])


def name_kinds(incident: Incident) -> str:
    """Give "Strike and killing": the kinds of what is told, none of it stated."""
    words = join_words([KIND_NOUNS[kind] for kind in incident.kinds]) or "event"
    return words[0].upper() + words[1:]


def name_tellers(lookup: Lookup, incident: Incident) -> tuple[str, ...]:
    """Give the claimants who tell of an incident, each once, in the order of its claims."""
    return tuple(dict.fromkeys(lookup.name_claimant(claim) for claim in lookup.find_claims(incident.claim_ids)))


def order_of(incident: Incident) -> tuple[bool, str, str, str]:
    """Give what sorts incidents: by their first day (unknown last), place and id."""
    start = incident.period.start.isoformat() if incident.period else ""
    return (incident.period is None, start, incident.place.name if incident.place else "~", incident.id)


def _site(lookup: Lookup, incident: Incident) -> Site:
    claims = lookup.find_claims(incident.claim_ids)
    links = {link.text: link for link in (link_claim(lookup, claim) for claim in reversed(claims))}
    tellers = tuple(reversed(links.values()))
    return Site(
        anchor=anchor_of(incident.id, "incident"),
        kinds=name_kinds(incident),
        where=write_place(incident.place),
        also=name_further_places(lookup, incident),
        precision=PRECISION_WORDS.get(incident.place.where_prec, "") if incident.place else "",
        when=write_period(incident.period),
        parties=join_words([make_name(side) for side in incident.sides]) or "not told",
        tellers=tellers[:MOST_TELLERS],
        further=max(len(tellers) - MOST_TELLERS, 0),
        told_by=join_words(name_tellers(lookup, incident)[:4]) or "nobody whose claim is kept",
        judged=lookup.decided.tell_grade(incident.claim_ids, About.INCIDENT),
    )


def _describe_drawing(one: MapPlace, *, is_drawn: bool) -> str:
    precision = PRECISION_WORDS.get(one.place.where_prec, "unknown precision")
    if not is_drawn:
        return f"{precision}; not drawn"
    if one.place.where_prec == LINEAR:
        return f"{precision}; drawn as the line"
    if one.is_sheltered:
        return f"{precision}; drawn as an area, the point is withheld"
    return precision if one.place.where_prec == 1 else f"{precision}; drawn as an area"

"""Incidents as claims place them: a list with who tells of each, a map by precision, a timeline."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.publish.disputes import Linked, link_claim
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.map import Map, MapPlace, draw_map, needs_shelter
from counterclaim.publish.timeline import Moment, Timeline, draw_timeline
from counterclaim.publish.wording import KIND_NOUNS, PRECISION_WORDS, count_of, join_words, write_period, write_place
from counterclaim.records.story import Incident
from counterclaim.records.world import Place

MOST_TELLERS = 12


@dataclass(frozen=True, slots=True)
class Site:
    """One incident: what kind of thing is told, where, when, by whom. It states nothing itself."""

    anchor: str
    kinds: str
    where: str
    precision: str
    when: str
    parties: str
    tellers: tuple[Linked, ...]
    further: int
    told_by: str


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


def lay_out_sites(lookup: Lookup) -> Sites:
    """Give the incidents by first day, place and id, undated ones last."""
    incidents = sorted(lookup.story.resolution.incidents, key=_order)
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
    spots: dict[str, Spot] = {}
    places: dict[str, MapPlace] = {}
    for site, incident in zip(sites, incidents, strict=True):
        place = incident.place
        if place is None:
            continue
        before, spot = places.get(place.id), spots.get(place.id)
        sheltered = needs_shelter(lookup.find_claims(incident.claim_ids)) or bool(before and before.is_sheltered)
        anchor = anchor_of(place.id, "place")
        entry = Linked(
            f"{site.kinds}, {site.when}", f"#{site.anchor}", f"{site.kinds}, {site.when}, told by {site.told_by}"
        )
        listed = (*(spot.sites if spot else ()), entry)
        title = f"{write_place(place)}: {count_of(len(listed), 'incident')} told"
        places[place.id] = MapPlace(place, make_name(place.name), f"#{anchor}", title, sheltered)
        spots[place.id] = Spot(anchor, write_place(place), _describe_drawing(place, sheltered), listed)
    drawn = sorted(places.values(), key=lambda p: (p.name, p.place.id))
    by_name = sorted(spots.values(), key=lambda s: (s.name, s.anchor))
    return Sites(tuple(sites), tuple(by_name), draw_map(drawn), draw_timeline(moments))


def name_kinds(incident: Incident) -> str:
    """Give "Strike and killing": the kinds of what is told, none of it stated."""
    words = join_words([KIND_NOUNS[kind] for kind in incident.kinds]) or "event"
    return words[0].upper() + words[1:]


def name_tellers(lookup: Lookup, incident: Incident) -> tuple[str, ...]:
    """Give the claimants who tell of an incident, each once, in the order of its claims."""
    return tuple(dict.fromkeys(lookup.name_claimant(claim) for claim in lookup.find_claims(incident.claim_ids)))


def _order(incident: Incident) -> tuple[bool, str, str, str]:
    start = incident.period.start.isoformat() if incident.period else ""
    return (incident.period is None, start, incident.place.name if incident.place else "~", incident.id)


def _site(lookup: Lookup, incident: Incident) -> Site:
    claims = lookup.find_claims(incident.claim_ids)
    tellers = tuple(link_claim(lookup, claim) for claim in claims[:MOST_TELLERS])
    return Site(
        anchor=anchor_of(incident.id, "incident"),
        kinds=name_kinds(incident),
        where=write_place(incident.place),
        precision=PRECISION_WORDS.get(incident.place.where_prec, "") if incident.place else "",
        when=write_period(incident.period),
        parties=join_words([make_name(side) for side in incident.sides]) or "not told",
        tellers=tellers,
        further=len(claims) - len(tellers),
        told_by=join_words(name_tellers(lookup, incident)[:4]) or "nobody whose claim is kept",
    )


def _describe_drawing(place: Place, is_sheltered: bool) -> str:
    precision = PRECISION_WORDS.get(place.where_prec, "unknown precision")
    if place.lat is None or place.where_prec >= 5:
        return f"{precision}; not drawn"
    if is_sheltered:
        return f"{precision}; drawn as an area, the point is withheld"
    return precision if place.where_prec == 1 else f"{precision}; drawn as an area"

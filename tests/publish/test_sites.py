from __future__ import annotations

from dataclasses import replace

from counterclaim.publish.lookup import Lookup
from counterclaim.publish.sites import lay_out_sites
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind
from counterclaim.records.story import Incident, Reconciliation, Resolution, Story
from counterclaim.records.world import Period, Place
from tests.make import make_claim, make_period, make_place, make_report

REPORT = make_report("", outlet="Post")
ZENDA = make_place("Zenda", country="RUR", at=(34.0, 69.0))


def lay_out(*incidents: Incident, claims: tuple[Claim, ...] = ()):
    known = Reconciliation(None, (), (), (), (), (), ())
    return lay_out_sites(Lookup.of(Story((REPORT,), claims, Resolution((), incidents, (), (), ()), known)))


def happen(id: str, *claims: Claim, place: Place | None = ZENDA, period: Period | None = None) -> Incident:
    return Incident(id, tuple(c.id for c in claims), (Kind.STRIKE, Kind.KILL), ("A", "B"), place, period)


def test_a_site_says_who_tells_of_it_and_states_nothing() -> None:
    claim = make_claim(report=REPORT, low=9, claimant="Ministry")
    (site,) = lay_out(happen("a", claim, period=make_period("2026-02-27")), claims=(claim,)).sites
    assert (site.kinds, site.where, site.when, site.parties, site.told_by) == (
        "Strike and killing",
        "Zenda, RUR",
        "27 Feb 2026",
        "A and B",
        "Ministry",
    )
    assert [link.text for link in site.tellers] == ["Ministry: 9 (Post, 1 Mar 2026)"]


def test_sites_go_by_day_and_undated_ones_are_last() -> None:
    sites = lay_out(
        happen("u"), happen("l", period=make_period("2026-02-28")), happen("e", period=make_period("2026-02-27"))
    )
    assert [s.anchor for s in sites.sites] == ["incident-e", "incident-l", "incident-u"]
    assert sites.timeline
    assert sites.timeline.note.startswith("1 without a date")


def test_one_sheltered_incident_shelters_its_place() -> None:
    hospital = make_claim(report=REPORT, sentence="shells killed nine at a hospital", low=9)
    post = make_claim(report=REPORT, sentence="shells killed nine at a post", low=9, start=50)
    sites = lay_out(happen("a", post), happen("b", hospital), happen("c", post), claims=(hospital, post))
    (spot,) = sites.spots
    assert spot.drawn == "exact place; drawn as an area, the point is withheld"
    assert len(spot.sites) == 3
    assert sites.map
    assert sites.map.symbols[0].radius > 0


def test_a_country_is_listed_and_not_drawn() -> None:
    country = make_place("Ruritania", at=(33.0, 66.0), where_prec=6)
    sites = lay_out(happen("a", place=country), happen("b"))
    assert {s.name: s.drawn for s in sites.spots} == {"Ruritania": "country; not drawn", "Zenda, RUR": "exact place"}


def test_far_away_places_stay_outside_the_view_and_are_listed() -> None:
    near = [replace(ZENDA, id=f"z{n}", name=f"Z{n}", lat=34.0 + n / 5) for n in range(6)]
    far = make_place("Strelsau", at=(-30.0, 20.0))
    sites = lay_out(*(happen(p.id, place=p) for p in (*near, far)))
    assert [s.name for s in sites.spots if "not drawn" in s.drawn] == ["Strelsau"]


def test_no_incident_no_drawing() -> None:
    sites = lay_out()
    assert (sites.sites, sites.spots, sites.map, sites.timeline) == ((), (), None, None)


def test_every_place_that_claims_name_is_told_but_for_what_holds_another() -> None:
    streslau = make_place("Streslau", country="RUR", at=(34.5, 69.5))
    province = make_place("Upper Zenda", country="RUR", at=(34.2, 69.2), where_prec=4)
    here = replace(ZENDA, admin1="Upper Zenda")
    claim = make_claim(report=REPORT, place=here)
    mention = claim.place[0]
    named = (mention, *(replace(mention, place=place) for place in (streslau, province)))
    sites = lay_out(happen("a", replace(claim, place=named), place=here), claims=(replace(claim, place=named),))
    assert (sites.sites[0].where, sites.sites[0].also) == ("Zenda, Upper Zenda, RUR", "Streslau, RUR")
    assert [spot.name for spot in sites.spots] == ["Streslau, RUR", "Zenda, Upper Zenda, RUR"]

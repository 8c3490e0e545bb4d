"""Places as columns: names and precision always, a point only where there is one and it may be shown."""

from __future__ import annotations

from counterclaim.publish.exports.sheet import Row
from counterclaim.publish.legible import make_name
from counterclaim.records.world import Place

# UCDP's where_prec of a point: exact, within about 25 km of it, or a district's. From 4 on a place is an area.
MOST_PRECISE_AREA = 4


def describe_place(place: Place | None) -> Row:
    """Give name, divisions, country and `where_prec` of a place, all unknown where there is none."""
    if place is None:
        return {}
    return {
        "place": make_name(place.name),
        "admin1": find_division(place),
        "admin2": make_name(place.admin2) if place.admin2 else None,
        "country": place.country,
        "where_prec": place.where_prec,
    }


def find_division(place: Place) -> str | None:
    """Give the first-level division that a place is in or is, None for what is wider."""
    if place.admin1:
        return make_name(place.admin1)
    return make_name(place.name) if place.where_prec == MOST_PRECISE_AREA else None


def find_point(place: Place | None, *, is_sheltered: bool) -> tuple[float, float] | None:
    """Give (longitude, latitude) of a place that is a point and may be shown as one, else None."""
    if place is None or place.lat is None or place.lon is None or place.where_prec >= MOST_PRECISE_AREA or is_sheltered:
        return None
    return place.lon, place.lat


def describe_point(place: Place | None, *, is_sheltered: bool) -> Row:
    """Give latitude and longitude with why they are empty where they are."""
    point = find_point(place, is_sheltered=is_sheltered)
    if point:
        return {"latitude": point[1], "longitude": point[0], "point": "given"}
    if place is None or place.lat is None:
        return {"point": "no place"}
    return {"point": "an area" if place.where_prec >= MOST_PRECISE_AREA else "withheld"}

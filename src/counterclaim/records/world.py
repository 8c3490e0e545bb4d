"""Who, where and when, once resolved against the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from counterclaim.records.text import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A named party, office, body or group. `side` names the party it speaks or fights for, None where it has none.

    `country` is ISO 3166-1 alpha-3, `sector` a PLOVER/CAMEO sector code (GOV, MIL, REB, IGO, NGO, MED, CVL, COP, SPY …).
    """

    id: str
    name: str
    side: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with UCDP `where_prec` (1 exact … 4 first-level division, 5 linear or fuzzy, 6 country, 7 high seas).

    `lat` and `lon` are degrees; for where_prec 4 and above they are the area's label point, never to be drawn as a dot.
    """

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    where_prec: int = 6


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open days [start, end) with UCDP `date_prec` (1 day, 2 two to six days, 3 week, 4 month, 5 year or longer)."""

    start: date
    end: date
    date_prec: int


@dataclass(frozen=True, slots=True)
class ActorMention:
    """The words that name a party and the actor they were resolved to, None with a gap where unknown.

    `sure` is 1 where the words themselves name the party or a person has said who it is. Where the rest of the report
    told ("the army", "the group", a surname) it is the share of labelled mentions so resolved that were right.
    """

    span: Span
    actor: Actor | None = None
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """The words that name a place and the place they were resolved to.

    `is_carried` where another sentence of the report tells it, of the same happening.
    """

    span: Span
    place: Place | None = None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the day as told, "HH:MM", and where a stretch is told its end.

    `zone` is whose clock it is as far as the words say: "GMT", "local", "moscow time"; None where they do not.
    """

    hour: str
    until: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """The words that tell a time, the period they were resolved to, and the hour where they tell one.

    `is_carried` where another sentence of the report tells it, of the same happening.
    """

    span: Span
    period: Period | None = None
    clock: Clock | None = None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean, as a gazetteer gives it.

    `level` is country, admin1, admin2, place, line (a river, a border), area (a loose region) or sea. `country` is ISO
    3166-1 alpha-3; `admin1` and `admin2` are names; `population` is 0 if unknown.
    """

    id: str
    name: str
    level: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int = 0


def measure_km(a: Place, b: Place) -> float | None:
    """Give the great-circle distance, None where a coordinate is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    south, north = radians(a.lat), radians(b.lat)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))

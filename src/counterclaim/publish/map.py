"""The map of incidents: land, lines and places. Precision is drawn as area; nothing that needs shelter gets a point."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.publish.basemap import Box, Point, Shape, find_line
from counterclaim.publish.masking import is_told_by_private_person
from counterclaim.publish.outlines import View, draw_line, draw_outlines
from counterclaim.publish.wording import PRECISION_WORDS
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Basis
from counterclaim.records.world import Place

WIDTH = 480.0
LOWEST, HIGHEST = 250.0, 400.0
SMALLEST_SPAN_DEG = 4.0
KM_PER_DEGREE = 111.2
# UCDP where_prec 2 is "within about 25 km"; a district or province is drawn by its usual reach, not by its outline.
RADIUS_KM = {1: 0.0, 2: 25.0, 3: 30.0, 4: 80.0}
SHELTERED_KM = 25.0
LINEAR = 5
LEAST_HALO = 9.0
# Beyond so many places names would only cover each other; the list beside the map and the titles still tell them.
MOST_LABELS = 60
_CHARACTER_WIDTH = 7.0
_SHELTERED = re.compile(
    r"\b(?:shelter(?:s|ed|ing)?|hospitals?|clinics?|maternity|ambulances?|medical cent(?:er|re)s?|"
    r"(?:refugee|displacement) camps?|displaced|orphanages?|safe houses?|evacuat\w{1,5})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place to draw: its name, where, how exactly (`where_prec`), whether the point is withheld, and a link to what
    is told of it.
    """

    place: Place
    name: str
    href: str
    title: str
    is_sheltered: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """A drawn place: a dot where `radius` is 0, else an area.

    `label_end` is "start" or "end" for the side of the label.
    """

    x: float
    y: float
    radius: float
    name: str
    href: str
    title: str
    label_x: float
    label_y: float
    label_end: str


@dataclass(frozen=True, slots=True)
class Along:
    """A place that is a line, drawn as that line: its path, and where its name stands."""

    path: str
    name: str
    href: str
    title: str
    label_x: float
    label_y: float
    label_end: str


@dataclass(frozen=True, slots=True)
class Name:
    """A country's name where it has room."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing in user units. `disputed_names` are the dashed lines in view, `listed` the places too wide to draw or
    too far away."""

    width: float
    height: float
    title: str
    land: str
    borders: str
    disputed: str
    disputed_names: tuple[str, ...]
    names: tuple[Name, ...]
    symbols: tuple[Symbol, ...]
    lines: tuple[Along, ...]
    listed: tuple[MapPlace, ...]
    bar_km: int
    bar_width: float


def needs_shelter(claims: Iterable[Claim]) -> bool:
    """Tell whether a place must not be shown as a point: claims that speak of shelters or hospitals, or rest on a
    witness.
    """
    for claim in claims:
        if is_told_by_private_person(claim) or claim.statement.source.basis is Basis.SAW:
            return True
        if _SHELTERED.search(claim.statement.evidence.text[:4000]):
            return True
    return False


def draw_map(places: Sequence[MapPlace]) -> Map | None:
    """Lay out the map of places; where_prec 5 and above and places without coordinates are listed, but for a line that the
    base map has by its name.

    None where no place can be drawn.
    """
    drawn = [p for p in places if _is_drawable(p.place)]
    along = [(p, line) for p in places if p.place.where_prec == LINEAR and (line := find_line(p.place.name))]
    if not drawn and not along:
        return None
    at = [(p.place.lon or 0.0, p.place.lat or 0.0) for p in drawn]
    ends = [corner for _, line in along for w, s, e, n in (shape.box for shape in line) for corner in ((w, s), (e, n))]
    box = west, south, east, north = _find_view(at or ends)
    drawn = [p for p in drawn if _holds(box, p.place)]
    across = math.cos(math.radians((south + north) / 2))
    height = round(min(max(WIDTH * (north - south) / ((east - west) * across), LOWEST), HIGHEST), 1)
    per_km = height / ((north - south) * KM_PER_DEGREE)
    view = View(box, WIDTH, height)
    outlines = draw_outlines(view)
    taken: list[tuple[float, float, float]] = []
    symbols = _place_symbols(drawn, view, per_km, taken)
    lines = tuple(told for p, line in along if (told := _draw_along(p, line, view, taken)))
    shown = {p.place.id for p in drawn} | {p.place.id for p, _ in along if any(told.href == p.href for told in lines)}
    bar_km = next((km for km in (500, 200, 100, 50, 20, 10) if km * per_km <= WIDTH / 3), 5)
    return Map(
        width=WIDTH,
        height=height,
        title=f"Places that the claims of {len(shown)} {'place' if len(shown) == 1 else 'places'} name",
        land=outlines.land,
        borders=outlines.borders,
        disputed=outlines.disputed,
        disputed_names=outlines.disputed_names,
        names=tuple(_place_names(outlines.centres, (*symbols, *lines))),
        symbols=tuple(symbols),
        lines=lines,
        listed=tuple(p for p in places if p.place.id not in shown),
        bar_km=bar_km,
        bar_width=round(bar_km * per_km, 1),
    )


def _is_drawable(place: Place) -> bool:
    return place.lat is not None and place.lon is not None and place.where_prec in RADIUS_KM and abs(place.lat) <= 85


def _find_view(at: Sequence[Point]) -> Box:
    """Give the box around points; at most a quarter, far away, is left outside where it would halve the scale."""
    at = sorted(at)
    middle_x = sorted(x for x, _ in at)[len(at) // 2]
    middle_y = sorted(y for _, y in at)[len(at) // 2]
    near = sorted(at, key=lambda point: (point[0] - middle_x) ** 2 + (point[1] - middle_y) ** 2)
    whole, core = _frame(at), _frame(near[: math.ceil(len(near) * 0.75)])
    return core if whole[2] - whole[0] > 2 * (core[2] - core[0]) else whole


def _frame(at: Sequence[Point]) -> Box:
    """Give the box around points with room to spare, widened to the form of the drawing."""
    west, east = min(x for x, _ in at), max(x for x, _ in at)
    south, north = min(y for _, y in at), max(y for _, y in at)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    across = max(math.cos(math.radians(middle_y)), 0.1)
    span_y = max((north - south) * 1.6, SMALLEST_SPAN_DEG)
    span_x = max((east - west) * 1.6, SMALLEST_SPAN_DEG / across)
    span_y = max(span_y, span_x * across * LOWEST / WIDTH)
    span_x = max(span_x, span_y / across * WIDTH / HIGHEST)
    span_y = max(span_y, span_x * across * LOWEST / WIDTH)
    return (
        max(middle_x - span_x / 2, -180.0),
        max(middle_y - span_y / 2, -89.0),
        min(middle_x + span_x / 2, 180.0),
        min(middle_y + span_y / 2, 89.0),
    )


def _holds(box: Box, place: Place) -> bool:
    lon, lat = place.lon or 0.0, place.lat or 0.0
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _draw_along(
    one: MapPlace, line: Iterable[Shape], view: View, taken: list[tuple[float, float, float]]
) -> Along | None:
    path, middle = draw_line(line, view)
    if middle is None:
        return None
    side, x, y = _place_label(one.name, *middle, 8.0, taken)
    return Along(path, one.name, one.href, f"{one.title} (drawn as the line)", round(x, 1), round(y, 1), side)


def _place_symbols(
    drawn: Sequence[MapPlace], view: View, per_km: float, taken: list[tuple[float, float, float]]
) -> list[Symbol]:
    """Draw areas first, the widest lowest; each label takes the first of its places that meets no dot or label."""
    ordered = sorted(drawn, key=lambda p: (-p.place.where_prec, not p.is_sheltered, -(p.place.lat or 0), p.name))
    dots = [
        (round(x, 1), round(y, 1)) for x, y in (view.place((p.place.lon or 0.0, p.place.lat or 0.0)) for p in ordered)
    ]
    taken += [(x - 6, x + 6, y + 4.5) for x, y in dots]
    symbols: list[Symbol] = []
    for i, (one, (x, y)) in enumerate(zip(ordered, dots, strict=True)):
        km = max(RADIUS_KM[one.place.where_prec], SHELTERED_KM if one.is_sheltered else 0.0)
        radius = round(max(km * per_km, LEAST_HALO), 1) if km else 0.0
        name = one.name if i < MOST_LABELS else ""
        side, label_x, label_y = _place_label(name, x, y, min(radius, 16.0) + 8, taken)
        title = f"{one.title} ({'point withheld' if one.is_sheltered else PRECISION_WORDS[one.place.where_prec]})"
        symbols.append(Symbol(x, y, radius, name, one.href, title, round(label_x, 1), round(label_y, 1), side))
    return symbols


def _place_label(
    name: str, x: float, y: float, shift: float, taken: list[tuple[float, float, float]]
) -> tuple[str, float, float]:
    wide = len(name) * _CHARACTER_WIDTH
    steps = (0, -13, 13, -26, 26, -39, 39, -52, 52)
    spots = [(side, y + 4.5 + step) for step in steps for side in ("start", "end")]
    for side, label_y in spots:
        left = x + shift if side == "start" else x - shift - wide
        meets = any(left < last and first < left + wide and abs(label_y - at) < 13 for first, last, at in taken)
        if not meets and left > 2 and left + wide < WIDTH - 2 and label_y > 12:
            break
    else:
        side, label_y, left = "start", y + 4.5, x + shift
    taken.append((left, left + wide, label_y))
    return side, left if side == "start" else left + wide, label_y


def _place_names(centres: Iterable[tuple[str, Point]], labelled: Sequence[Symbol | Along]) -> Iterable[Name]:
    """Name each country in the middle of what is seen of it or a little above or below, clear of the places' labels."""
    for country, (x, y) in centres:
        half = len(country) * 4.2
        heights = (y + step for step in (0, -32, 32, -64, 64))
        free = [at for at in heights if not any(_covers(one, x - half, x + half, at) for one in labelled) and at > 16]
        if free and half < x < WIDTH - half:
            yield Name(round(x, 1), round(free[0], 1), country)


def _covers(one: Symbol | Along, left: float, right: float, y: float) -> bool:
    wide = len(one.name) * _CHARACTER_WIDTH
    first = one.label_x if one.label_end == "start" else one.label_x - wide
    return first - 6 < right and left < first + wide + 6 and abs(one.label_y - y) < 17

"""The land of the map: Natural Earth at 1:50m, cut to a view. The file beside this module is built by lab/basemap."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
Box = tuple[float, float, float, float]
# In degrees: outlines without the points that lie nearer to the last one than this, for views that hold much of the world.
DETAILS = (0.8, 0.56, 0.4, 0.28, 0.2, 0.14, 0.1)
CREDIT = "Base map: Natural Earth, 1:50m, public domain, from world-atlas."


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring or line in degrees, and the box (west, south, east, north) around it."""

    points: tuple[Point, ...]
    box: Box

    @classmethod
    def of(cls, points: tuple[Point, ...]) -> Shape:
        """Find the box around points."""
        xs, ys = zip(*points, strict=True)
        return cls(points, (min(xs), min(ys), max(xs), max(ys)))


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the source names it, its rings, and the box around all of them."""

    name: str
    rings: tuple[Shape, ...]
    box: Box

    @classmethod
    def of(cls, name: str, rings: Iterable[tuple[Point, ...]]) -> Country:
        """Find the boxes around the rings of a country and around all of it."""
        shapes = tuple(Shape.of(ring) for ring in rings)
        wests, souths, easts, norths = zip(*(shape.box for shape in shapes), strict=True)
        return cls(name, shapes, (min(wests), min(souths), max(easts), max(norths)))

    def cut(self, box: Box) -> list[Sequence[Point]]:
        """Give the rings cut to a box, without those that lie outside."""
        return [
            ring.points if _holds(box, ring.box) else clip_ring(ring.points, *box)
            for ring in self.rings
            if meets(ring.box, box)
        ]


@dataclass(frozen=True, slots=True)
class Basemap:
    """All countries, the lines between them, and the lines that are drawn dashed, each with its name."""

    countries: tuple[Country, ...]
    borders: tuple[Shape, ...]
    disputed: tuple[tuple[str, Shape], ...]


@cache
def load_basemap() -> Basemap:
    """Decode the shipped map; about a tenth of a second, once."""
    raw = json.loads(files("counterclaim.publish").joinpath("basemap.json").read_text("utf-8"))
    arcs = [_decode(arc, raw["per_degree"]) for arc in raw["arcs"]]
    return Basemap(
        tuple(Country.of(name, (_join(ring, arcs) for ring in rings)) for name, rings in raw["countries"]),
        tuple(Shape.of(arcs[i]) for i in raw["borders"]),
        tuple((name, Shape.of(arcs[i])) for i, name in raw["disputed"]),
    )


def find_line(name: str) -> tuple[Shape, ...]:
    """Give the stretches of a line that is drawn dashed, by its name; none for what is no such line."""
    return tuple(line for known, line in load_basemap().disputed if known == name)


def find_detail(degrees: float) -> Basemap:
    """Give the map with the details that a view can show in which points nearer than so many degrees fall together.

    Outlines of much of the world cost a fraction of the whole map then.
    """
    return _load_detail(next((detail for detail in DETAILS if detail <= degrees), 0.0))


@cache
def _load_detail(eps: float) -> Basemap:
    whole = load_basemap()
    if not eps:
        return whole
    thin = ((c.name, [ring for r in c.rings if len(ring := _thin(r.points, eps)) > 3]) for c in whole.countries)
    return Basemap(
        tuple(Country.of(name, rings) for name, rings in thin if rings),
        tuple(Shape.of(_thin(line.points, eps)) for line in whole.borders),
        tuple((name, Shape.of(_thin(line.points, eps))) for name, line in whole.disputed),
    )


def meets(one: Box, other: Box) -> bool:
    """Tell whether two boxes have something in common, edges aside."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def clip_ring(ring: Sequence[Point], west: float, south: float, east: float, north: float) -> list[Point]:
    """Cut a ring to a box (Sutherland and Hodgman 1974); empty where it lies outside."""
    points = list(ring)
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        signed = sign * limit
        if not points or all(sign * point[axis] >= signed for point in points):
            continue
        kept: list[Point] = []
        before = points[-1]
        before_in = sign * before[axis] >= signed
        for here in points:
            here_in = sign * here[axis] >= signed
            if here_in != before_in:
                kept.append(_cross(before, here, axis, limit))
            if here_in:
                kept.append(here)
            before, before_in = here, here_in
        points = kept
    return points


def clip_line(line: Sequence[Point], west: float, south: float, east: float, north: float) -> list[list[Point]]:
    """Give the stretches of a line near a box: runs of segments whose own box meets it."""
    runs: list[list[Point]] = []
    for (x1, y1), (x2, y2) in itertools.pairwise(line):
        if max(x1, x2) < west or min(x1, x2) > east or max(y1, y2) < south or min(y1, y2) > north:
            continue
        if runs and runs[-1][-1] == (x1, y1):
            runs[-1].append((x2, y2))
        else:
            runs.append([(x1, y1), (x2, y2)])
    return runs


def _decode(flat: Sequence[int], per_degree: int) -> tuple[Point, ...]:
    x, y = flat[0], flat[1]
    points = [(x / per_degree, y / per_degree)]
    for dx, dy in zip(flat[2::2], flat[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / per_degree, y / per_degree))
    return tuple(points)


def _join(ring: Sequence[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _thin(points: Sequence[Point], eps: float) -> tuple[Point, ...]:
    """Give the points without those nearer than `eps` to the last one kept; the ends stay."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= eps:
            kept.append(point)
    return (*kept, points[-1])


def _holds(box: Box, other: Box) -> bool:
    return box[0] <= other[0] and box[1] <= other[1] and other[2] <= box[2] and other[3] <= box[3]


def _cross(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)

"""The land under a map as path data; the views that were drawn last are kept, since many maps share one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.publish.basemap import Box, Point, Shape, clip_line, find_detail, meets

# In units: points of an outline nearer than this to the last one are left out. A view wider than so many degrees holds
# more of them than anybody can tell apart.
STEPS = ((60.0, 1.75), (30.0, 1.0), (0.0, 0.5))
LEAST_NAMED_AREA = 2600.0
KEPT_VIEWS = 64


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of the world (west, south, east, north) and the size in units of the drawing that shows it."""

    box: Box
    width: float
    height: float

    @property
    def scale(self) -> tuple[float, float]:
        """Units per degree of longitude and of latitude."""
        west, south, east, north = self.box
        return self.width / (east - west), self.height / (north - south)

    def place(self, point: Point) -> Point:
        """Give where a point of the world lies in the drawing."""
        (per_lon, per_lat), (west, _, _, north) = self.scale, self.box
        return (point[0] - west) * per_lon, (north - point[1]) * per_lat


@dataclass(frozen=True, slots=True)
class Outlines:
    """Path data of land, of the lines between countries and of the dashed ones, which `disputed_names` names.

    `centres` are the middles of what is seen of each country that has room for a name.
    """

    land: str
    borders: str
    disputed: str
    disputed_names: tuple[str, ...]
    centres: tuple[tuple[str, Point], ...]


@lru_cache(KEPT_VIEWS)
def draw_outlines(view: View) -> Outlines:
    """Give the outlines of what a view holds."""
    box = view.box
    step = next(step for degrees, step in STEPS if box[2] - box[0] > degrees)
    world = find_detail(step / max(view.scale))
    seen = [(country.name, country.cut(box)) for country in world.countries if meets(country.box, box)]
    disputed = [(name, run) for name, line in world.disputed for run in _see(line, box)]
    return Outlines(
        land="".join(f"{path}Z" for _, rings in seen for ring in rings if (path := _draw(ring, view, step))),
        borders="".join(_draw(run, view, step) for line in world.borders for run in _see(line, box)),
        disputed="".join(_draw(run, view, step) for _, run in disputed),
        disputed_names=tuple(dict.fromkeys(name for name, _ in disputed)),
        centres=tuple((name, centre) for name, rings in seen if (centre := _find_centre(rings, view))),
    )


def draw_line(line: Iterable[Shape], view: View) -> tuple[str, Point | None]:
    """Give the path of what a view holds of a line, and the middle of it; "" and None where that is nothing."""
    runs = [run for stretch in line for run in _see(stretch, view.box)]
    longest = max(runs, key=len, default=())
    return "".join(_draw(run, view, STEPS[-1][1]) for run in runs), (
        view.place(longest[len(longest) // 2]) if longest else None
    )


def _see(line: Shape, box: Box) -> Iterable[Sequence[Point]]:
    return clip_line(line.points, *box) if meets(line.box, box) else ()


def _draw(points: Sequence[Point], view: View, step: float) -> str:
    (per_lon, per_lat), (west, _, _, north) = view.scale, view.box
    kept: list[str] = []
    last_x = last_y = -1e9
    for lon, lat in points:
        x, y = (lon - west) * per_lon, (north - lat) * per_lat
        if abs(x - last_x) + abs(y - last_y) >= step:
            kept.append(f"{x:.1f},{y:.1f}")
            last_x, last_y = x, y
    return "M" + " ".join(kept) if len(kept) > 1 else ""


def _find_centre(rings: Iterable[Sequence[Point]], view: View) -> Point | None:
    """Give the middle in the drawing of the largest ring, None where that has no room for a name."""
    per_lon, per_lat = view.scale
    least = LEAST_NAMED_AREA / (per_lon * per_lat)
    area, middle = max(map(_measure, rings), default=(0.0, (0.0, 0.0)))
    return view.place(middle) if area >= least else None


def _measure(ring: Sequence[Point]) -> tuple[float, Point]:
    """Give area and centroid of a ring in degrees (the shoelace formula)."""
    area = x = y = 0.0
    if not ring:
        return 0.0, (0.0, 0.0)
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
        x1, y1 = x2, y2
    return (abs(area) / 2, (x / (3 * area), y / (3 * area))) if area else (0.0, (0.0, 0.0))

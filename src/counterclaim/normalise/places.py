"""Words that name places → places of the gazetteer, in the context of one report. A region is never a point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from counterclaim.normalise.gazetteer import Candidate, Gazetteer
from counterclaim.normalise.namesakes import Namesakes
from counterclaim.normalise.placewords import (
    BELONGINGS,
    BETWEEN,
    BORDER,
    BORDER_LAND,
    BORDER_WITH,
    CAPITAL,
    FACILITY,
    HAS_BORDER,
    LAND,
    LIST_JOINT,
    NEAR,
    NEAR_BY,
    OFF_COAST,
    PART_OF,
    REGION,
    SHARED_BORDER,
    SINGLE,
    WAY,
    is_within_25_km,
)  # fmt: skip
from counterclaim.normalise.takenup import BESIDE, find_taken_up
from counterclaim.normalise.toponyms import Toponym, find_toponyms
from counterclaim.records.claim import Gap
from counterclaim.records.text import Span
from counterclaim.records.world import Place, PlaceMention

_LONGEST = 300
_PRECISION = {"place": 1, "admin2": 3, "admin1": 4, "line": 5, "area": 5, "country": 6, "sea": 7}
_HIS = re.compile(r"\b(?:its|their|his|her)\b", re.I)
_LATER_CAPITAL = re.compile(r"\S\s+[A-Z]")
_RANK = {"place": 0, "line": 1, "sea": 1, "area": 2, "admin2": 2, "admin1": 3, "country": 4}

# A town from which somebody comes, and how far back and how large it must be to be meant by "the town" too.
_OF_TOWN = re.compile(r"\bfrom\s+([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)")
_LONGEST_GAP = 2_000
# Behind the last name of a list: "Kabul, Kandahar | and several provinces".
_GOES_ON = re.compile(
    r",? (?:and|or) (?:in )?(?:several|other|some|many|a few|parts|elsewhere|at least|\w+ (?:other )?"
    r"(?:provinces|towns|cities|villages|areas|places|districts|regions|states|governorates)\b)"
)
_LARGE = 50_000


class Places:
    """The places of one report: built once per report, asked per span. Its order of asking changes no answer."""

    def __init__(  # noqa: PLR0913 – what a report tells of places besides its words
        self,
        gazetteer: Gazetteer,
        text: str,
        spans: Iterable[Span],
        *,
        countries: Sequence[str] = (),
        dateline: Span | None = None,
        home: str | None = None,
    ) -> None:
        """Take the text, all spans that name places, and the ISO alpha-3 codes of its parties, the foremost first.

        `home` is that of the outlet's country, where it is known.
        """
        self._gazetteer = gazetteer
        self._text = text
        self._toponyms = {
            span: find_toponyms(span.text[:_LONGEST], gazetteer.find)
            for span in sorted(set(spans) | ({dateline} if dateline else set()))
        }
        self._namesakes = Namesakes(text, self._toponyms, gazetteer.find, countries, dateline, home)

    def resolve(self, span: Span) -> tuple[tuple[PlaceMention, ...], tuple[Gap, ...]]:
        """Give the places that the span names, several where it lists them, or a gap that says why none.

        `where_prec` follows UCDP: 1 the place itself, 2 near it, 3 and 4 divisions, 5 lines, borders and loose regions,
        6 a country, 7 sea. From 4 on coordinates are a label point; borders and regions that the gazetteer lacks have
        none.
        """
        phrase = span.text[:_LONGEST]
        toponyms = self._toponyms[span] if span in self._toponyms else find_toponyms(phrase, self._gazetteer.find)
        known = [
            (t, c)
            for t in toponyms
            if (c := self._namesakes.choose(t)) is not None
            and not (t.is_adjective and BELONGINGS.match(phrase[t.end :]))
        ]
        if not known:
            place = self._take_up(span) or self._place_unnamed(phrase)
            gap = Gap("place", f"“{span.text[:60]}” names no place that the gazetteer knows")
            return (PlaceMention(span, place),), () if place else (gap,)
        listed = self._list(known, phrase)
        if len(listed) > 1:
            return tuple(PlaceMention(_cut(span, t), _place(*self._measure(t, c, phrase))) for t, c in listed), ()
        return (PlaceMention(span, self._place_named(known, phrase)),), ()

    def _list(self, known: list[tuple[Toponym, Candidate]], phrase: str) -> list[tuple[Toponym, Candidate]]:
        """The places of a list of equals ("Khost, Paktika and Kunar"): of one level, joined by commas and "and"."""
        equals = [(t, c) for t, c in known if c.level != "country"] or [(t, c) for t, c in known if not t.is_adjective]
        joints = [phrase[a.end : b.start] for (a, _), (b, _) in pairwise(equals)]
        is_list = len({c.level for _, c in equals}) == 1 and all(LIST_JOINT.fullmatch(joint) for joint in joints)
        goes_on = bool(equals) and _GOES_ON.match(phrase, equals[-1][0].end)
        is_list = is_list and bool(
            (joints and goes_on) or any(re.search(r"\b(?:and|or)\b|&", joint) for joint in joints)
        )
        border = BORDER.search(phrase)
        is_border = border is not None and not BORDER_LAND.match(phrase, border.end())
        return equals if is_list and not is_border and not BETWEEN.search(phrase) else known[:1]

    def _place_named(self, known: list[tuple[Toponym, Candidate]], phrase: str) -> Place:
        shared = self._place_shared_border() if SHARED_BORDER.search(phrase) else None
        if shared is not None:
            return shared
        head, chosen = min(known, key=lambda item: _rank(item[0], item[1], known[0][0], phrase))
        if chosen.level == "country":
            if _is_of_border(head, phrase):
                others = [c for t, c in known if c.level == "country" and _is_of_border(t, phrase)]
                return self._place_border(others)
            capital = CAPITAL.search(phrase)
            seat = self._capital(chosen.country) if capital else None
            if capital and seat is not None:
                # "A suburb of the Ruritanian capital": the nation's name stands in the way of the words before.
                plain = (
                    phrase[: head.start]
                    if head.is_adjective and head.end < capital.start()
                    else phrase[: capital.start()]
                )
                return _place(seat, _settled_precision(NEAR.search(plain)))
        return _place(*self._measure(head, chosen, phrase))

    def _measure(self, head: Toponym, chosen: Candidate, phrase: str) -> tuple[Candidate, int]:
        """The candidate with its precision, as the words before and after the name widen it."""
        before, after = re.sub(r"[A-Z]", lambda m: m.group().lower(), phrase[: head.start]), phrase[head.end :]
        precision = _PRECISION[chosen.level]
        near = NEAR.search(before)
        if OFF_COAST.search(before):
            return chosen, 7 if chosen.level == "country" else max(precision, 5)
        if chosen.level == "place":
            if head.level in ("admin1", "admin2"):
                return self._climb(chosen, head.level)
            if WAY.match(after):
                return chosen, 5
            is_at = not near and FACILITY.match(after) and not FACILITY.search(chosen.name)
            return chosen, 2 if is_at else _settled_precision(near)
        if chosen.level == "country" and (
            near or BORDER.search(phrase) or PART_OF.search(before) or REGION.search(after)
        ):
            return chosen, 5
        return chosen, max(precision, 4) if near and chosen.level == "admin2" else precision

    def _climb(self, town: Candidate, level: str) -> tuple[Candidate, int]:
        """The division that is meant where the gazetteer knows its name as a town only, else the area of the town."""
        name = town.admin1 if level == "admin1" else town.admin2
        for c in self._gazetteer.find(name) if name else ():
            if c.level == level and c.country == town.country and c.admin1 == town.admin1:
                return c, _PRECISION[level]
        return town, _PRECISION[level]

    def _place_border(self, countries: list[Candidate]) -> Place:
        """A border as a line: the gazetteer's own where it is known whose, else one without a point and of no country.

        With one country named, the other is the one that the report speaks of most.
        """
        named = {c.country: c.name for c in countries if c.country}
        names, codes = list(named.values())[:2], sorted(named)[:2]
        others = names[1:]
        if not others:
            others = [c.name for code in self._spoken_of(0.2) if code not in named and (c := self._country(code))]
        for one, other in ((names[0], other) for other in others):
            line = self._line(one, other)
            if line is not None:
                return _place(line, 5)
        return Place(f"border:{'-'.join(codes)}", f"border of {' and '.join(names)}", where_prec=5)

    def _line(self, one: str, other: str) -> Candidate | None:
        for name in (f"{one}-{other} border", f"{other}-{one} border"):
            for found in self._gazetteer.find(name):
                return found
        return None

    def _country(self, code: str) -> Candidate | None:
        return next(iter(self._gazetteer.find(f"country {code}")), None)

    def _spoken_of(self, least: float) -> list[str]:
        """The countries that have at least such a share of what the report says of countries, the greatest first."""
        support = self._namesakes.support
        total = sum(support.values())
        return [
            code
            for code, weight in sorted(support.items(), key=lambda item: (-item[1], item[0]))
            if weight >= least * total
        ]

    def _take_up(self, span: Span) -> Place | None:
        """The place named before that "the town" or "the same district" means, as near to it as these words say."""
        found = find_taken_up(span, self._toponyms, self._namesakes.choose)
        if found is None:
            return None
        where, toponym, place = found
        if self._names_another(where.end, span.start):
            return None
        candidate, precision = self._measure(toponym, place, where.text[:_LONGEST])
        return _place(candidate, max(precision, 2) if BESIDE.match(span.text) else precision)

    def _names_another(self, start: int, end: int) -> bool:
        """Whether the text between two mentions names a large town that is no event's place: "a trader from Zenda"."""
        known = {toponym.name for found in self._toponyms.values() for toponym in found}
        names = _OF_TOWN.findall(self._text[start:end]) if end - start <= _LONGEST_GAP else []
        return any(
            name not in known and any(c.level == "place" and c.population >= _LARGE for c in self._gazetteer.find(name))
            for name in names
        )

    def _place_unnamed(self, phrase: str) -> Place | None:
        """Words without a name: a border of the two countries, a capital or region of the one, the report is about."""
        if BORDER.search(phrase):
            return self._place_shared_border()
        country = self._plain_country()
        if country is None or _HIS.search(phrase) or _LATER_CAPITAL.search(phrase):
            return None  # another's capital, or the surroundings of a name that is not known
        if LAND.fullmatch(phrase):
            land = self._country(country)
            return _place(land, 6) if land else None
        seat = self._capital(country)
        if seat is not None and (capital := CAPITAL.search(phrase)):
            return _place(seat, _settled_precision(NEAR.search(phrase[: capital.start()])))
        region = REGION.search(phrase)
        if region is None or SINGLE.search(phrase) or phrase[0].isupper():
            return None
        where = re.sub(r"\s+", " ", region.group().lower())
        return Place(f"region:{country}:{where.replace(' ', '-')}", f"{where} ({country})", country, where_prec=5)

    def _place_shared_border(self) -> Place | None:
        """The line between the two countries that the report speaks of most; None where it has no name."""
        pair = [c.name for code in self._spoken_of(0.25)[:2] if (c := self._country(code))]
        line = self._line(*pair) if len(pair) == 2 else None
        return _place(line, 5) if line else None

    def _plain_country(self) -> str | None:
        ranked = sorted(self._namesakes.support.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < 2.0 or (len(ranked) > 1 and ranked[1][1] > 0.4 * ranked[0][1]):
            return None
        return ranked[0][0]

    def _capital(self, country: str | None) -> Candidate | None:
        return next(iter(self._gazetteer.find(f"capital of {country}")), None) if country else None


def _rank(toponym: Toponym, candidate: Candidate, first: Toponym, phrase: str) -> tuple[float, bool, int]:
    """The most specific name first; what an earlier name only lies near, and adjectives of nations, come after."""
    near = NEAR_BY.search(phrase, first.end, max(first.end, toponym.start))
    is_near = near is not None
    return (_RANK[candidate.level] + (3.5 if is_near else 0), toponym.is_adjective, toponym.start)


def _settled_precision(near: re.Match[str] | None) -> int:
    """1 in a town, 2 within UCDP's 25 km of it, 5 farther off."""
    if near is None:
        return 1
    return 2 if is_within_25_km(near) else 5


def _is_of_border(toponym: Toponym, phrase: str) -> bool:
    """True where it is the named country's border: "the Afghan border", "the border with Iran and Turkey"."""
    return bool(HAS_BORDER.match(phrase[toponym.end :]) or BORDER_WITH.search(phrase[: toponym.start]))


def _cut(span: Span, toponym: Toponym) -> Span:
    return Span(span.start + toponym.start, span.start + toponym.end, span.text[toponym.start : toponym.end])


def _place(c: Candidate, precision: int) -> Place:
    return Place(c.id, c.name, c.country, c.admin1, c.admin2, c.lat, c.lon, precision)

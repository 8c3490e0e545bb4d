"""Which of its namesakes a name means, judged from everything that one report says of places."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import islice
from math import asin, cos, exp, log10, radians, sin, sqrt

from rapidfuzz import fuzz

from counterclaim.normalise.gazetteer import Candidate
from counterclaim.normalise.toponyms import Toponym, find_toponyms
from counterclaim.records.text import Span
from counterclaim.tables.load import load_locals

Key = tuple[str, str]

_COMPASS = r"(?:the |(?:far |central |(?:north|south)?[ -]?(?:east|west)(?:ern)? |(?:north|south)(?:ern)? ))*"
_CONTAINER = re.compile(rf"['’]?s?\s*(?:,|\(|\bin\b|\bof\b)\s*{_COMPASS}")
# A comma may part a list as well.
_HOLDS = re.compile(rf"['’]?s?\s+(?:in|of)\s+{_COMPASS}")
# A place told to lie in a division lies no farther from its point, whatever the gazetteer calls its divisions.
_REACH_KM = 200.0
_CITY = 100_000
# Of several namesakes that nothing tells apart none of fewer people is meant; 0 is unknown.
_HAMLET = 1_000
_LIKE = {"admin1": "admin2"}
_PRIORS = {"country": 5.0, "admin1": 1.0, "admin2": -1.0, "place": 1.0, "line": 5.0, "area": 5.0, "sea": 5.0}
_ROUNDS = 3
# What a name may mean counts half as long as nothing is chosen, for its most populous meanings only.
_UNSURE = 0.5
_MOST_UNSURE = 12
# Only the most frequent names of a report vouch for the others, so that a text of ten thousand names costs no hour.
_MOST_NAMES = 60
# What the outlet's own country counts; what each word of one country alone adds to it, and all of them at most.
_AT_HOME = 2.0
_PER_LOCAL = 1.0
_MOST_LOCAL = 3.0
_WORD = re.compile(r"\w+")
# Where all that a report says of countries weighs less, names are heard that are no places of events.
_LITTLE = 4.0
# What a city or division that is spoken of otherwise than as a place of an event counts, and all of a country at most.
_PER_HEARD = 1.0
_MOST_HEARD = 3.0
_HEARD = frozenset({"country", "admin1"})
_EARSHOT = 20_000
_MOST_OVERHEARD = 200
_OVERHEARD = re.compile(
    r"(?:\b(?:in|of|to|from|near|at|outside|around) (?:the )?|^|\n)(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"(?![\w’'-])"
)
# A namesake with so many people is meant rather than a village.
_FAMOUS = 5_000_000
# A town of so many people whose name of so many letters is its alone needs no country spoken of.
_KNOWN = 15_000
_DISTINCT = 8
# What a name counts for a country that is not the most populous place of that name.
_MAYBE_STATE = 0.5
# The share of all that a report says of countries from which on it speaks of one.
_SPOKEN_OF = 0.15
# What names that lie together in few states may add.
_MOST_SHARED = 4.0
# What a country of which the whole report speaks adds, and what each name close by adds, all of them at most so much.
_OF_COUNTRY = 8.0
_OF_DIVISION = 2.0
_NEAR = 3.0
_MOST_NEAR = 6.0

_Weighted = tuple[tuple[Candidate, float], ...]
_Beside = Mapping[Key, _Weighted]
_Division = tuple[str | None, str | None]


class Namesakes:
    """The names of one report, each with the one candidate that fits best beside the others, or none."""

    def __init__(  # noqa: PLR0913 – what a report tells of places besides its words
        self,
        text: str,
        toponyms: Mapping[Span, Sequence[Toponym]],
        find: Callable[[str], Sequence[Candidate]],
        countries: Sequence[str] = (),
        dateline: Span | None = None,
        home: str | None = None,
    ) -> None:
        """Weigh the report's countries, then choose for each name: first alone, then beside what the others mean."""
        self._find = find
        self.support, self._by_name = _weigh_countries(toponyms, countries, dateline)
        if home is not None:
            self.support[home] = self.support.get(home, 0.0) + _AT_HOME
        self._hear(_hear_locals(text))
        if sum(self.support.values()) < _LITTLE:
            self._hear(_overhear(text, find, {*self._by_name, *_name_states(countries, find)}))
        self._total = sum(self.support.values())
        names: dict[Key, Toponym] = {}
        counts: Counter[Key] = Counter()
        inside: dict[Key, tuple[Candidate, ...]] = {}
        self._held: dict[Key, tuple[Candidate, ...]] = {}
        for span, found in toponyms.items():
            for toponym in found:
                key = _key(toponym)
                names.setdefault(key, toponym)
                counts[key] += 1
                inside[key] = inside.get(key) or self._container(text, span, toponym)
                self._held[key] = self._held.get(key) or self._container(text, span, toponym, _HOLDS)
        self._divisions = _gather_divisions(names.values())
        self._shares = _share_divisions(names.values())
        self._shared: dict[_Division, float] = defaultdict(float)
        for shares in self._shares.values():
            for division, share in shares.items():
                self._shared[division] += share
        heard = {key for key, _ in counts.most_common(_MOST_NAMES)}
        beside: _Beside = {
            key: tuple((c, _UNSURE) for c in names[key].candidates[:_MOST_UNSURE]) for key in names if key in heard
        }
        self._chosen: dict[Key, Candidate | None] = {}
        for _ in range(_ROUNDS):
            self._chosen = {key: self._choose(names[key], beside, inside[key]) for key in sorted(names)}
            beside = self._beside = {
                key: ((c, 1.0),) for key, c in self._chosen.items() if c is not None and key in heard
            }

    def _hear(self, heard: Mapping[str, float]) -> None:
        for country, weight in heard.items():
            self.support[country] = self.support.get(country, 0.0) + weight

    def choose(self, toponym: Toponym) -> Candidate | None:
        """Give what the name means here; None where no meaning is plausible."""
        key = _key(toponym)
        return self._chosen[key] if key in self._chosen else self._choose(toponym, self._beside, ())

    def _container(
        self, text: str, span: Span, toponym: Toponym, joint: re.Pattern[str] = _CONTAINER
    ) -> tuple[Candidate, ...]:
        """What the name after a comma, "in" or "of" can mean ("Lebanon, Pa.", "Kurram district in Khyber…")."""
        follows = re.sub(
            r"^\s*(?:tribal )?(?:district|town|city|village|county|area|region)\b",
            "",
            text[span.start + toponym.end :][:80],
        )
        found = joint.match(follows)
        after = find_toponyms(follows[found.end() :], self._find) if found else []
        return after[0].candidates if after and after[0].start == 0 else ()

    def _choose(self, toponym: Toponym, beside: _Beside, containers: tuple[Candidate, ...]) -> Candidate | None:
        others = [candidates for key, candidates in beside.items() if key[0] != toponym.name.lower()]
        scored = [(self._score(c, toponym, others, containers), c.population, c.id, c) for c in toponym.candidates]
        scored.sort(key=lambda item: item[:3], reverse=True)
        held = [o for o in self._held.get(_key(toponym), ()) if o.level in ("country", "admin1")]
        for _, _, _, candidate in scored[:3]:
            if held and not any(_may_hold(o, candidate) for o in held):
                continue
            is_beside = max((_closeness(candidate, other) for other in others), default=0.0) >= 0.3
            if is_beside or self._is_plausible(candidate, toponym, containers):
                return candidate
        return None

    def _score(
        self, c: Candidate, toponym: Toponym, others: Sequence[_Weighted], containers: tuple[Candidate, ...]
    ) -> float:
        """Add up what speaks for a candidate; the weights were chosen by trial on news with known places."""
        score = log10(c.population + 10) + _PRIORS[c.level] + _OF_COUNTRY * self._share(c, toponym)
        if _plain(c.name) == _plain(toponym.name):
            score += 2.0
        elif c.level == "place" and not _is_alike(c.name, toponym.name):
            score -= 2.0
        if self._is_ours(c, toponym):
            score += 4.0
        if c.level == "place" and c.population < 5_000 and toponym.candidates[0].population >= _FAMOUS:
            score -= 6.0  # Russia, Ohio
        if toponym.level:
            # What one country calls a province is another's district.
            score += 3.0 if c.level == toponym.level else 0.0 if c.level in ("area", _LIKE.get(toponym.level)) else -2.0
        elif c.level in ("admin1", "admin2") and _has_seat(c, toponym.candidates):
            score -= 3.0
        if any(_contains(o, c) for o in containers) and _is_alike(c.name, toponym.name, 60):
            score += 8.0
        if c.level == "place" and c.population >= 100_000 and self._is_capital(c):
            score += 2.0
        if c.level != "country":
            score += min(_MOST_NEAR, _NEAR * sum(_closeness(c, candidates) for candidates in others))
            score += self._count_kin(c, toponym)
        return score

    def _count_kin(self, c: Candidate, toponym: Toponym) -> float:
        """What other names of the report say of the divisions a candidate lies in: its state, its county."""
        score = 0.0
        if c.level != "admin1" and self._divisions.get((c.country, c.admin1, None), set()) - {toponym.name.lower()}:
            score += _OF_DIVISION
        if (
            c.level in ("place", "admin2")
            and c.admin2
            and self._divisions.get((c.country, c.admin1, c.admin2), set()) - {toponym.name.lower()}
        ):
            score += _OF_DIVISION
        division = (c.country, c.admin1)
        own = self._shares.get(toponym.name.lower(), {}).get(division, 0.0)
        return score + min(_MOST_SHARED, self._shared.get(division, 0.0) - own)

    def _is_capital(self, c: Candidate) -> bool:
        return any(seat.id == c.id for seat in self._find(f"capital of {c.country}"))

    def _share(self, c: Candidate, toponym: Toponym) -> float:
        """How much of what the report's other names and parties say of countries speaks of the candidate's."""
        own = self._by_name.get(toponym.name.lower(), {})
        total = self._total - sum(own.values())
        return (self.support.get(c.country or "", 0.0) - own.get(c.country or "", 0.0)) / total if total > 0.01 else 0.0

    def _bears(self, c: Candidate, toponym: Toponym) -> bool:
        """True where the name is one that a report would use: the place's own, or a large place's other name."""
        return c.population >= 100_000 or _is_alike(c.name, toponym.name)

    def _is_ours(self, c: Candidate, toponym: Toponym) -> bool:
        """True for a row of our own; for a town with namesakes abroad only where the report speaks of its country."""
        if not c.id.startswith("own:"):
            return False
        return (
            c.level != "place" or {o.country for o in toponym.candidates} == {c.country} or self._speaks_of(c, toponym)
        )

    def _speaks_of(self, c: Candidate, toponym: Toponym) -> bool:
        return self._share(c, toponym) >= _SPOKEN_OF

    def _is_only(self, c: Candidate, toponym: Toponym) -> bool:
        """True for a town of some size whose name nothing else in the world bears, spelled as it is."""
        is_own = len(toponym.candidates) == 1 and _plain(c.name) == _plain(toponym.name)
        return is_own and c.population >= _KNOWN and len(toponym.name) >= _DISTINCT

    def _has_context(self, toponym: Toponym) -> bool:
        return self._total - sum(self._by_name.get(toponym.name.lower(), {}).values()) > 0.01

    def _is_plausible(self, c: Candidate, toponym: Toponym, containers: tuple[Candidate, ...]) -> bool:
        """False for small places in countries the report does not speak of, and half-known names of small places."""
        if (
            c.level not in ("place", "admin2", "admin1")
            or self._is_ours(c, toponym)
            or any(_contains(o, c) for o in containers)
        ):
            return True
        if c.level == "place" and (toponym.level in ("line", "sea") or not self._bears(c, toponym)):
            return False
        is_spoken_of = self._speaks_of(c, toponym)
        if toponym.is_partial:
            return is_spoken_of and (c.population >= 20_000 or c.level == "admin1")
        if (
            is_spoken_of
            or (c.level == "admin1" and c.population >= 500_000)
            or (c.level == toponym.level and not _may_be_another(c, toponym) and c.name.lower() in _bare(toponym.name))
        ):
            return True
        if not self._has_context(toponym):
            return _is_alike(c.name, toponym.name, 75) and not _may_be_another(c, toponym)
        if self._is_only(c, toponym):
            return True
        people = c.population
        if c.level == "place":  # the seat of a division of its name counts for as much
            people = max([people, *(d.population for d in toponym.candidates if d.level == "admin2" and _holds(d, c))])
        return people >= 50_000 and _is_alike(c.name, toponym.name)


def _weigh_countries(
    toponyms: Mapping[Span, Sequence[Toponym]], countries: Sequence[str], dateline: Span | None
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """How much of the report speaks of each country, in all and by each name alone.

    Its parties, its dateline and the names that can mean one country only are counted. What each name adds is kept
    apart, so that none vouches for itself.
    """
    support: dict[str, float] = defaultdict(float)
    by_name: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for rank, country in enumerate(countries[:5]):
        support[country] += 2 / (rank + 1)
    for span, found in toponyms.items():
        for toponym in found:
            named = {c.country for c in toponym.candidates if c.country}
            first = toponym.candidates[0]
            weight = 0.0
            if first.level == "country":
                weight = 1.5
            elif len(named) == 1 and not toponym.is_partial:
                weight = 1.0
            elif first.population > 500_000:
                weight = 0.5
            state = next((c.country for c in toponym.candidates if c.level == "country"), None)
            if state is not None and state != first.country:  # Georgia may be the country
                support[state] += _MAYBE_STATE
                by_name[toponym.name.lower()][state] += _MAYBE_STATE
            if span == dateline:
                weight += 1.0
            if first.country and weight:
                support[first.country] += weight
                by_name[toponym.name.lower()][first.country] += weight
    return dict(support), {name: dict(weights) for name, weights in by_name.items()}


def _hear_locals(text: str) -> dict[str, float]:
    """What words of one country alone say of where a report plays: sheriffs, tehsils, woredas; each word counts once."""
    known = _local_words()
    inside = _local_starts().keys() & set(_WORD.findall(text.lower()))
    if not inside:
        return {}
    pattern = _local_pattern(frozenset(word for start in inside for word in _local_starts()[start]))
    heard = {known[word.lower()] + (word.lower(),) for word in pattern.findall(text)}
    counts = Counter(country for country, _ in heard)
    return {country: min(_MOST_LOCAL, _PER_LOCAL * number) for country, number in counts.items()}


def _overhear(text: str, find: Callable[[str], Sequence[Candidate]], known: Set[str]) -> dict[str, float]:
    """What names that are no place of an event say of where a report plays: "the prosecutor of Sinaloa", "Culiacán: …".

    Only countries, first divisions and cities whose name means one country alone are heard, each once, and none that is
    `known` already, in small letters.
    """
    heard: dict[str, float] = defaultdict(float)
    names = dict.fromkeys(m["name"] for m in islice(_OVERHEARD.finditer(text, 0, _EARSHOT), _MOST_OVERHEARD))
    for name in names:
        if name.lower() in known:
            continue
        large = {c.country for c in find(name) if c.level in _HEARD or c.population >= _CITY}
        country = large.pop() if len(large) == 1 else None
        if country is not None:
            heard[country] = min(_MOST_HEARD, heard[country] + _PER_HEARD)
    return heard


def _name_states(countries: Iterable[str], find: Callable[[str], Sequence[Candidate]]) -> set[str]:
    return {c.name.lower() for code in countries for c in find(f"country {code}")}


@cache
def _local_words() -> dict[str, tuple[str]]:
    return {word.lower(): (country,) for country, words in load_locals().items() for word in words}


@cache
def _local_starts() -> dict[str, list[str]]:
    """Give the words of one country by what each begins with, in small letters: few of them stand in any one text."""
    starts: dict[str, list[str]] = defaultdict(list)
    for word in {w for words in load_locals().values() for w in words}:
        starts[_WORD.findall(word.lower())[0]].append(word)
    return dict(starts)


@lru_cache(maxsize=1_000)
def _local_pattern(words: frozenset[str]) -> re.Pattern[str]:
    """Words in small letters count in any case, others only as written; the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(
        r"\b(?:" + "|".join(f"(?i:{re.escape(w)})" if w.islower() else re.escape(w) for w in ordered) + r")\b"
    )


def _gather_divisions(toponyms: Iterable[Toponym]) -> dict[tuple[str | None, str | None, str | None], set[str]]:
    """The divisions that a report may speak of, each with the names that say so.

    A town says so of its county; of a state only its own name does, for every town lies in one.
    """
    divisions: dict[tuple[str | None, str | None, str | None], set[str]] = defaultdict(set)
    for toponym in toponyms:
        for c in toponym.candidates:
            if c.level == "admin1":
                divisions[c.country, c.admin1, None].add(toponym.name.lower())
            elif c.level in ("admin2", "place") and c.admin2:
                divisions[c.country, c.admin1, c.admin2].add(toponym.name.lower())
    return dict(divisions)


def _share_divisions(toponyms: Iterable[Toponym]) -> dict[str, dict[_Division, float]]:
    """For each name the first divisions in which a place of that name lies, each with an equal share of it.

    Of Douglas County, Brandon and Alexandria each lies in many states, together they lie in few.
    """
    shares: dict[str, dict[_Division, float]] = {}
    for toponym in toponyms:
        divisions = {(c.country, c.admin1) for c in toponym.candidates if c.admin1}
        shares[toponym.name.lower()] = {division: 1 / len(divisions) for division in divisions}
    return shares


def _key(toponym: Toponym) -> Key:
    return (toponym.name.lower(), toponym.level or "")


@lru_cache(maxsize=50_000)
def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", name).lower())


def _is_alike(name: str, other: str, least: int = 50) -> bool:
    """True for two spellings of one name, False for a translation or another people's name."""
    return fuzz.ratio(_plain(name), _plain(other)) >= least


def _has_seat(division: Candidate, candidates: Sequence[Candidate]) -> bool:
    """True where the division's bare name is that of a town of some size in it: "in Kunduz" is the city."""
    return any(
        c.level == "place"
        and c.country == division.country
        and c.admin1 == division.admin1
        and c.population * 20 >= division.population
        for c in candidates
    )


def _bare(name: str) -> tuple[str, str]:
    """The name, and without its last word, which may be its kind: "Idlib province"."""
    low = name.lower()
    return low, low.rpartition(" ")[0]


def _holds(division: Candidate, town: Candidate) -> bool:
    return (division.country, division.admin1) == (town.country, town.admin1)


def _contains(outer: Candidate, inner: Candidate) -> bool:
    if outer.country != inner.country or outer.id == inner.id:
        return False
    if outer.level == "country":
        return inner.level != "country"
    if outer.level == "admin1":
        return outer.name == inner.admin1
    return outer.level == "admin2" and outer.name == inner.admin2 and outer.admin1 == inner.admin1


def _may_be_another(c: Candidate, toponym: Toponym) -> bool:
    """Say whether a place is too small, or of too unknown a size, to be meant rather than its namesakes."""
    return c.level == "place" and c.population < _HAMLET and len(toponym.candidates) > 1


def _may_hold(outer: Candidate, inner: Candidate) -> bool:
    """Say whether what is told to lie in a country or division may: a village or district lies in no other, nor far off.

    A city may be followed by anything ("they shouted its name in Turkish").
    """
    is_known = inner.level not in ("place", "admin2") or (inner.level == "place" and inner.population >= _CITY)
    if is_known or outer.id == inner.id or _contains(outer, inner):
        return True
    return outer.country == inner.country and outer.level == "admin1" and _distance_km(outer, inner) <= _REACH_KM


def _closeness(one: Candidate, candidates: _Weighted) -> float:
    """How near the nearest meaning of another name lies: 1 at the same point, 0.37 at 100 km, 0 beyond some 450 km."""
    best = 0.0
    for other, weight in candidates:
        if other.level == "country" or one.lat is None or other.lat is None or abs(one.lat - other.lat) > 4:
            continue
        if one.lon is None or other.lon is None or 12 < abs(one.lon - other.lon) < 348:
            continue
        best = max(best, weight * exp(-_distance_km(one, other) / 100))
    return best


def _distance_km(one: Candidate, other: Candidate) -> float:
    """Great-circle distance; infinite where a point is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))

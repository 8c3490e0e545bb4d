"""The state of a place that a phrase names ("Kandahar police", "governor of Kharkiv region"), by a gazetteer."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.normalise.gazetteer import Gazetteer

# A namesake elsewhere is set aside where it has less than a tenth of the people; towns under 50,000 never win by size.
_TIMES_LARGER = 10
_LARGE = 50_000


class Homes:
    """Looks up places of one report; without a gazetteer it knows none."""

    def __init__(self, gazetteer: Gazetteer | None, countries: Collection[str]) -> None:
        self._gazetteer = gazetteer
        self._countries = frozenset(countries)
        self._known: dict[str, str | None] = {}

    def find_state(self, name: str) -> str | None:
        """Give the ISO 3166-1 alpha-3 code of the state in which the place lies, None where it is unknown or doubtful.

        A namesake in a state that the report names goes before others; else all namesakes must lie in one state, or
        the largest be a town ten times larger than any namesake elsewhere.
        """
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def could_lie_in(self, name: str, iso3: str) -> bool:
        """Whether a place of that name lies in the state, or no place of that name is known at all."""
        found = self._gazetteer.find(name) if self._gazetteer is not None else ()
        return not found or any(c.country == iso3 for c in found)

    def _look_up(self, name: str) -> str | None:
        found = self._gazetteer.find(name) if self._gazetteer is not None else ()
        largest: dict[str, int] = {}
        for candidate in found:
            if candidate.country is not None:
                largest[candidate.country] = max(candidate.population, largest.get(candidate.country, 0))
        named = sorted(self._countries & largest.keys())
        if len(named) == 1 or len(largest) == 1:
            return named[0] if named else next(iter(largest))
        if named or not largest:
            return None
        ranked = sorted(largest.items(), key=lambda pair: (-pair[1], pair[0]))
        is_clear = ranked[0][1] >= _LARGE and ranked[0][1] >= _TIMES_LARGER * ranked[1][1]
        return ranked[0][0] if is_clear else None

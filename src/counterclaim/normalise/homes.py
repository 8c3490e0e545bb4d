"""The state of a place that a phrase names ("Kandahar police", "governor of Kharkiv region"), by a gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.words import key_words
from counterclaim.records.world import Candidate
from counterclaim.tables.load import load_states

# A namesake elsewhere is set aside where it has less than a tenth of the people; towns under 50,000 never win by size.
_TIMES_LARGER = 10
_LARGE = 50_000
_DIVISIONS = frozenset({"admin1", "admin2"})


class Homes:
    """Looks up places of one report; without a gazetteer it knows none."""

    def __init__(
        self,
        gazetteer: Gazetteer | None,
        countries: Collection[str],
        day: date | None = None,
        *,
        beside: Collection[str] = (),
    ) -> None:
        """`countries` are those that the report names; a town there is a doubt where one of `beside` has a namesake."""
        self._gazetteer = gazetteer
        self._countries = frozenset(countries)
        self._beside = frozenset(beside)
        self._day = day
        self._known: dict[str, str | None] = {}
        self._found: dict[str, Sequence[Candidate]] = {}

    def find_state(self, name: str) -> str | None:
        """Give the ISO 3166-1 alpha-3 code of the state in which the place lies, None where it is unknown or doubtful.

        A namesake in a state that the report names goes before others; else the largest must be a division or a town
        of 50,000, ten times larger than any namesake elsewhere. Places that others held on the
        report's day are doubtful.
        """
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def is_contested(self, name: str) -> bool:
        """Whether a place of that name lies where others than its state ruled lately."""
        return any(_is_contested(candidate, self._day) for candidate in self._find(name))

    def could_lie_in(self, name: str, iso3: str) -> bool:
        """Whether a place of that name lies in the state, or no place of that name is known at all."""
        found = self._find(name)
        return not found or any(c.country == iso3 for c in found)

    def _find(self, name: str) -> Sequence[Candidate]:
        if name not in self._found:
            found = self._gazetteer.find(name) if self._gazetteer is not None else ()
            bare, _, noun = name.rpartition(" ")
            if not found and self._gazetteer is not None and noun.lower() in role_words("placenoun"):
                found = self._gazetteer.find(bare)
            self._found[name] = found
        return self._found[name]

    def _is_eclipsed(self, candidate: Candidate, most: int) -> bool:
        """Whether a namesake elsewhere is far larger, and the report does not name the state of this one."""
        return candidate.country not in self._countries and _TIMES_LARGER * candidate.population < most

    def _look_up(self, name: str) -> str | None:
        found = self._find(name)
        most = max((c.population for c in found), default=0)
        if any(_is_contested(c, self._day) and not self._is_eclipsed(c, most) for c in found):
            return None
        largest: dict[str, int] = {}
        for candidate in found:
            if candidate.country is not None:
                size = max(candidate.population, _LARGE if candidate.level in _DIVISIONS else 0)
                largest[candidate.country] = max(size, largest.get(candidate.country, 0))
        named = sorted(self._countries & largest.keys())
        if named and self._beside & largest.keys() - self._countries:
            return None
        if named or not largest:
            return named[0] if len(named) == 1 else None
        ranked = sorted(largest.items(), key=lambda pair: (-pair[1], pair[0]))
        others = ranked[1][1] if len(ranked) > 1 else 0
        is_plain = ranked[0][1] >= max(_LARGE, _TIMES_LARGER * others)
        return ranked[0][0] if is_plain and ranked[0][0] in load_states() else None  # a territory has no organs here


def _is_contested(candidate: Candidate, day: date | None) -> bool:
    state = load_states().get(candidate.country or "")
    if state is None:
        return False
    regions = {key_words(region.name) for region in state.contested if region.holds(day)}
    names = (candidate.name, candidate.admin1 or "", candidate.admin2 or "")
    return bool(state.rivals) or any(key_words(name) in regions for name in names)

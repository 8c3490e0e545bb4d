"""Names of nations in one word each, from the table of states: what the reader shows the network under neutral names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from counterclaim.tables.load import load_states

# The forms of a nation's name, in the order of reading.neutral.SHOWN.
COUNTRY, ADJECTIVE, PEOPLE, SEAT = range(4)
# Names that the table of states leaves open, since they are doubtful as parties: as words they belong to one nation.
_DOUBTFUL_AS_PARTY = {"Sanaa": ("YEM", SEAT), "Congo": ("COD", COUNTRY)}


@cache
def nations() -> Mapping[str, tuple[str, int]]:
    """Give each one-word name with its nation (ISO 3166-1 alpha-3) and its form; a name of two nations is left out."""
    found: dict[str, tuple[str, int]] = {}
    shared: set[str] = set()
    for state in load_states().values():
        forms = (
            (COUNTRY, (state.name, *state.names)),
            (ADJECTIVE, state.adjectives),
            (PEOPLE, state.nationals),
            (SEAT, state.seats),
        )
        for form, names in forms:
            for name in names:
                if not name.isalpha() or name.isupper():
                    continue
                if found.setdefault(name, (state.iso3, form))[0] != state.iso3:
                    shared.add(name)
    return {name: known for name, known in found.items() if name not in shared} | _DOUBTFUL_AS_PARTY

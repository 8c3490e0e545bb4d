"""What is known of a name before a report is read: states and their seats, bodies, people, outlets. Look-ups only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from counterclaim.tables.load import load_actors, load_outlets, load_people, load_states

_NOT_WORD = re.compile(r"[^\w ]+")
_SPACES = re.compile(r"[\s\-‑/]+")
# PLOVER/CAMEO sectors of the table of actors → the classes of `nouns.toml`.
_CLASS = {
    "REB": "armed", "SPY": "state", "MIL": "state", "GOV": "state", "COP": "state", "PTY": "party",
    "OPP": "party", "CRM": "armed", "UAF": "armed", "IGO": "world", "NGO": "civic", "JUD": "court",
    "LEG": "state", "BUS": "civic", "CVL": "people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the tables: a class of bodies, "country", "nationals", "seat", "outlet" or "person"; one bearer has one `key`."""

    kind: str
    key: str


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Give a name as it is compared: lower case, no accents, no marks, no article before it."""
    plain = name.casefold()
    if plain.isalnum() and plain.isascii():
        return plain
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = _NOT_WORD.sub("", _SPACES.sub(" ", plain)).strip()
    return plain.removeprefix("the ")


@cache
def known_names() -> Mapping[str, Known]:
    """Give folded name → what it names. A name of several bearers keeps the first: within one report it is one party."""
    found: dict[str, Known] = {}

    def note(name: str, known: Known) -> None:
        found.setdefault(fold(name), known)

    for state in load_states().values():
        for name in state.names:
            note(name, Known("country", state.iso3))
        for name in (*state.nationals, *state.adjectives):
            note(name, Known("nationals", state.iso3))
        for name in state.seats:
            note(name, Known("seat", state.iso3))
    for row in load_actors():
        for name in row.names:
            note(name, Known(_CLASS.get(row.sector, "civic"), row.id))
    for outlet in load_outlets():
        for name in outlet.names:
            note(name, Known("outlet", outlet.id))
    for holder in load_people():
        for name in holder.names:
            if " " in name:
                note(name, Known("person", fold(holder.name)))
    found.pop("", None)
    return found

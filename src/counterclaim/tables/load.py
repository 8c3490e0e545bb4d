"""The tables of actors, offices, people, outlets and role words, as records. The only reader of these files.

Every row has a source in SOURCES.md. `digest` names the version of them all, so that a reading can name its tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from counterclaim.errors import SetupError
from counterclaim.records.text import Affiliation

FILES = (
    "states.tsv",
    "institutions.tsv",
    "actors.tsv",
    "people.tsv",
    "outlets.tsv",
    "roles.tsv",
    "locals.tsv",
    "onsets.tsv",
)


@dataclass(frozen=True, slots=True)
class Contested:
    """A region or town that others than its state held in [since, until); None is open."""

    name: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it was so on `day`; on an unknown day it may have been."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class State:
    """A state: `name` as it stands in a label ("the Gambia"), its side, the words that name it, its people, its seat.

    `contested` are regions and towns that were held by others at some time since 2000: officials there may be theirs.
    `rivals` are (actor id, since when): they govern too, so that a report that names one leaves "officials" doubtful.
    """

    iso3: str
    name: str
    side: str
    adjectives: tuple[str, ...]
    nationals: tuple[str, ...]
    seats: tuple[str, ...]
    names: tuple[str, ...]
    rivals: tuple[tuple[str, date], ...]
    contested: tuple[Contested, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """An organ that every state has. `bodies` name it or its people, `offices` the persons who head it or speak for it.

    `sided` is False where it speaks for no party (courts, parliaments, media, the people). `domestic` is False where
    its officers speak mostly about other states, so that "the army" in their mouth need not be their own.
    """

    key: str
    label: str
    sector: str
    sided: bool
    domestic: bool
    bodies: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An actor in the days [since, until). `weak` names stand for it only where the report leaves no other reading.

    `ucdp` is its name in UCDP's data, where known; `source` a key of SOURCES.md.
    """

    id: str
    name: str
    side: str | None
    country: str | None
    sector: str
    since: date | None
    until: date | None
    names: tuple[str, ...]
    weak: tuple[str, ...]
    ucdp: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who held an office or led a body in [since, until); `actor` is the id of the body, `source` as in Row."""

    actor: str
    name: str
    since: date | None
    until: date | None
    names: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet or agency: for whom it speaks (an actor id, or None), its names and web domains, `source` as in Row."""

    id: str
    name: str
    affiliation: Affiliation
    speaks_for: str | None
    country: str | None
    names: tuple[str, ...]
    domains: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Onset:
    """When an event of a kind began that reports naming all of `states` mean by "the war" until the day `until`."""

    event: str
    states: frozenset[str]
    begins: date
    until: date | None
    source: str


def _read(file: str) -> bytes:
    return (resources.files(__package__) / file).read_bytes()


def _rows(file: str, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(_read(file).decode("utf-8").splitlines(), 1):
        if number == 1 or not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise SetupError(
                f"tables/{file}, line {number}: {len(cells)} columns, {columns} expected. Separate them by one tab."
            )
        yield cells


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _contested(cell: str) -> Contested:
    name, _, span = cell.partition(":")
    since, _, until = span.partition(":")
    return Contested(name, _day(since), _day(until))


@cache
def digest() -> str:
    """The version of all tables: the first 16 hex digits of the SHA-256 over their bytes in the order of FILES."""
    total = hashlib.sha256()
    for file in FILES:
        total.update(_read(file))
    return total.hexdigest()[:16]


@cache
def load_states() -> dict[str, State]:
    """Every state by ISO 3166-1 alpha-3 (XKX for Kosovo), in table order."""
    states = {}
    for iso3, name, side, adjectives, nationals, seats, names, rivals, contested in _rows("states.tsv", 9):
        own = (name.removeprefix("the "), *_list(names))
        pairs = (rival.partition(":") for rival in _list(rivals))
        states[iso3] = State(
            iso3,
            name,
            side or f"Government of {name}",
            _list(adjectives),
            _list(nationals),
            _list(seats),
            own,
            tuple((id, date.fromisoformat(since)) for id, _, since in pairs),
            tuple(_contested(cell) for cell in _list(contested)),
        )
    return states


@cache
def load_institutions() -> dict[str, Institution]:
    """The organs that every state has, by key, in table order."""
    return {
        key: Institution(key, label, sector, sided == "yes", domestic == "yes", _list(bodies), _list(offices))
        for key, label, sector, sided, domestic, bodies, offices in _rows("institutions.tsv", 7)
    }


@cache
def load_actors() -> tuple[Row, ...]:
    """Every actor that is not a regular organ of a state, in table order; an id may have rows at different times."""
    rows = list(_rows("actors.tsv", 10))
    own_name = {cells[0]: cells[1] for cells in rows}
    states = load_states()

    def name_side(id: str, side: str) -> str | None:
        if side in ("-", ""):
            return None
        if side == "=":
            return own_name[id]
        if side.startswith("gov:"):
            return states[side[4:]].side
        return own_name.get(side, side)

    return tuple(
        Row(
            id, name, name_side(id, side), country or None, sector, _day(since), _day(until),
            tuple(n for n in _list(names) if not n.startswith("~")),
            tuple(n[1:] for n in _list(names) if n.startswith("~")),
            ucdp or None, source,
        )
        for id, name, side, country, sector, since, until, names, ucdp, source in rows
    )  # fmt: skip


@cache
def load_people() -> tuple[Holder, ...]:
    """Who held which office when, in table order; one person has a row for each office."""
    return tuple(
        Holder(actor, name, _day(since), _day(until), tuple(dict.fromkeys((name, *_list(names)))), source)
        for actor, name, since, until, names, source in _rows("people.tsv", 6)
    )


@cache
def load_outlets() -> tuple[OutletRow, ...]:
    """Every known outlet and agency, in table order."""
    return tuple(
        OutletRow(
            id, name, Affiliation(affiliation), speaks_for or None, country or None,
            _list(names), _list(domains), source,
        )
        for id, name, affiliation, speaks_for, country, names, domains, source in _rows("outlets.tsv", 8)
    )  # fmt: skip


@cache
def load_onsets() -> tuple[Onset, ...]:
    """Give the beginnings of wars, truces and coups from which reports reckon without a date."""
    return tuple(
        Onset(event, frozenset(_list(states)), date.fromisoformat(begins), _day(until), source)
        for event, states, begins, until, source in _rows("onsets.tsv", 5)
    )


@cache
def load_roles() -> dict[str, frozenset[str]]:
    """Lower-case role words by class: post, rank, soldier, fighter, police, civilian, private, hospital, monitor …"""
    return {name: frozenset(w.lower() for w in _list(words)) for name, words in _rows("roles.tsv", 2)}


@cache
def load_locals() -> dict[str, tuple[str, ...]]:
    """Words for offices, divisions and money that reports use of one country alone, by its ISO 3166-1 alpha-3 code."""
    return {iso3: _list(words) for iso3, _, words in _rows("locals.tsv", 3)}


@cache
def load_domains() -> dict[str, str]:
    """The state of each top-level domain of a country, by the domain ("uk": "GBR")."""
    return {domain: iso3 for iso3, domain, _ in _rows("locals.tsv", 3) if domain}

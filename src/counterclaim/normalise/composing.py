"""Actors from their parts: a state and one of its organs, a row of the table, a group and a ministry of its own."""

from __future__ import annotations

from datetime import date
from functools import cache

from counterclaim.normalise.lexicon import Entry
from counterclaim.records.world import Actor
from counterclaim.tables.load import Row, load_actors, load_institutions, load_outlets, load_states

# Organs that are called a ministry; a party that governs without a state has them under its own name too.
MINISTRIES = frozenset({"mfa", "mod", "moi", "info", "health", "just", "fin", "min"})


@cache
def compose(iso3: str, key: str) -> Actor:
    """Give the organ `key` of a state. The people of a state ("cvl") are named by their own word and have no side."""
    state, organ = load_states()[iso3], load_institutions()[key]
    id = f"{iso3.lower()}.{key}"
    plural = state.nationals[0] if state.nationals else f"people of {state.name}"
    name = _special_names().get(id) or organ.label.format(state=state.name, nationals=plural)
    if key == "gov":
        name = state.side
    return Actor(id, name, state.side if organ.sided else None, iso3, organ.sector)


@cache
def _special_names() -> dict[str, str]:
    return {row.id: row.name for row in load_actors()}


def actor_of(entry: Entry) -> Actor:
    """Give the actor of a row of the actors' table."""
    return _to_actor(load_actors()[entry.number])


def _to_actor(row: Row) -> Actor:
    return Actor(row.id, row.name, row.side, row.country, row.sector)


def actor_by_id(id: str, day: date | None) -> Actor | None:
    """Give the actor `id` as it was on `day`; None where the table has several rows and the day does not choose one."""
    rows = _rows_by_id().get(id, ())
    iso3, _, key = id.partition(".")
    if rows:
        held = [r for r in rows if _holds(r, day)]
        if held or key != "gov":
            return _to_actor(held[0]) if held and len({r.side for r in held}) == 1 else None
    return compose(iso3.upper(), key)


@cache
def _rows_by_id() -> dict[str, tuple[Row, ...]]:
    rows: dict[str, list[Row]] = {}
    for row in load_actors():
        rows.setdefault(row.id, []).append(row)
    return {id: tuple(found) for id, found in rows.items()}


def _holds(row: Row, day: date | None) -> bool:
    if day is None:
        return True
    return (row.since is None or row.since <= day) and (row.until is None or day < row.until)


def is_of_state(actor: Actor) -> bool:
    """Whether an actor is on the side of the government of its own country."""
    if actor.country is None or actor.country not in load_states() or actor.side is None:
        return False
    return actor.side == compose(actor.country, "gov").side


def is_joint(actor: Actor) -> bool:
    """Whether an actor is an alliance, a mission or a force that belongs to no single state's government."""
    return actor.sector in ("IGO", "MIL") and not is_of_state(actor)


@cache
def outlet_actor(id: str) -> Actor:
    """Give the outlet or agency `id` as an actor of the media, without a side."""
    row = next(r for r in load_outlets() if r.id == id)
    return Actor(f"outlet.{id}", row.name, None, row.country, "MED")


def organ_of(owner: Actor, key: str) -> Actor:
    """Give the organ `key` of a party that is not written as a state.

    The party in power is the state ("Taliban foreign ministry" is the state's), another has ministries of its own;
    any other word for its people is the party itself.
    """
    state = load_states().get(owner.country or "")
    if state is not None and owner.side == state.side and owner.sector in ("GOV", "MIL"):
        return owner if key in ("gov", "mil", "sec", "local") else compose(state.iso3, key)
    if owner.side is not None and owner.sector != "IGO" and key in MINISTRIES:
        label = load_institutions()[key].label.format(state=owner.name, nationals="")
        return Actor(f"{owner.id}.{key}", label, owner.side, owner.country, load_institutions()[key].sector)
    return owner

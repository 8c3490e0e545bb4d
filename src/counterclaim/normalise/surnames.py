"""Holders of an office whom a report calls by surname and title alone ("Secretary Kerry"), and leaders of the past."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

from counterclaim.normalise.composing import actor_by_id
from counterclaim.normalise.words import key_words
from counterclaim.records.world import Actor
from counterclaim.tables.load import Holder, load_institutions, load_people, load_states

_LEADING = frozenset({"pres", "pm", "gov"})
# Offices whose holder every report of the state calls by "Mr." and the surname.
_KNOWN_BY_NAME = _LEADING | {"mfa", "mod", "moi"}
# Where the family's name stands first.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "KHM"})


def find_office(surname: str, organs: Collection[str], day: date | None, countries: Collection[str]) -> Actor | None:
    """Give the office of the one person of that surname (a word's key) who held an office of `countries` on `day`.

    It is one of `organs`, or one that everybody knows where none is given. Whom the report itself calls by one of `organs`
    may have held it at another time than the tables say. None for two persons, and on an unknown day without `organs`.
    """
    wanted = organs or _KNOWN_BY_NAME
    fitting = [h for h in _by_surname().get(surname, ()) if _organ(h) in wanted and _country(h) in countries]
    found = {h.name: h.actor for h in fitting if day is not None and _held(h, day)}
    if not found and organs:
        found = {h.actor: h.actor for h in fitting}
    return actor_by_id(next(iter(found.values())), day) if len(found) == 1 else None


def find_office_of(name: Sequence[str], organs: Collection[str], day: date | None) -> Actor | None:
    """Give the one of `organs` that the person of that full name held at any time, None where it is none or several."""
    found = {
        holder.actor
        for holder in _by_surname().get(name[-1], ())
        if _organ(holder) in organs and any(tuple(name) == key_words(own) for own in holder.names)
    }
    return actor_by_id(found.pop(), day) if len(found) == 1 else None


def find_led(keys: Sequence[str], countries: Collection[str]) -> str | None:
    """Give the state that a person of that name or surname led at any time, None where it is none or several.

    A surname alone stands for a leader of one of `countries`.
    """
    found = {
        _country(holder)
        for holder in _by_surname().get(keys[-1], ())
        if _organ(holder) in _LEADING
        and (any(tuple(keys) == key_words(name) for name in holder.names if " " in name) or len(keys) == 1)
    }
    if len(keys) == 1:
        found &= set(countries)
    return found.pop() if len(found) == 1 else None


@cache
def _by_surname() -> dict[str, tuple[Holder, ...]]:
    """Persons in offices of states by the last word of each way to write them."""
    found: dict[str, list[Holder]] = {}
    for holder in load_people():
        if _organ(holder) in load_institutions() and _country(holder) in load_states():
            surnames = {key_words(name)[-1] for name in holder.names}
            if _country(holder) in _FAMILY_FIRST:
                surnames.add(key_words(holder.name)[0])
            for surname in sorted(surnames):
                found.setdefault(surname, []).append(holder)
    return {surname: tuple(holders) for surname, holders in found.items()}


def _organ(holder: Holder) -> str:
    return holder.actor.partition(".")[2]


def _country(holder: Holder) -> str:
    return holder.actor.partition(".")[0].upper()


def _held(holder: Holder, day: date) -> bool:
    return (holder.since is None or holder.since <= day) and (holder.until is None or day < holder.until)

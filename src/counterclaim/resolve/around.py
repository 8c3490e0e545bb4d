"""What all reports of a ledger tell together, where only some of them are at hand: on which days of a place, of which names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

NAME_TELLINGS = 40
NAME_DAYS = 21
"""A name that more tellings carry, or over more days, tells no incident from another: "Putin" is in every report of a war."""


@dataclass(frozen=True, slots=True)
class Around:
    """`days` are the ordinals of the days told of a place, by its id; `common` are names that too many tellings carry."""

    days: Mapping[str, Sequence[int]] = field(default_factory=dict)
    common: Set[str] = frozenset()


NOTHING = Around()


def is_rare(tellings: int, first: int, last: int) -> bool:
    """Say whether a name that so many tellings carry, from one day to another (ordinals), tells incidents apart."""
    return tellings <= NAME_TELLINGS and last - first <= NAME_DAYS

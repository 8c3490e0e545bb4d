"""How two places stand to each other, as far as the atlas and their precision tell."""

from __future__ import annotations

from enum import StrEnum

from counterclaim.records.world import Place, measure_km

NEAR_KM = 25.0
"""The radius of UCDP's where_prec 2."""

SAME_KM = 2.0


class Nearness(StrEnum):
    """SAME is one place, INSIDE one within the other, NEAR possibly one, APART two, OPEN not to be told."""

    SAME = "same"
    INSIDE = "inside"
    NEAR = "near"
    APART = "apart"
    OPEN = "open"


def compare_places(a: Place, b: Place) -> Nearness:
    """Say how two places stand to each other; symmetric.

    Two exact places with different names stay two, however near ("Kafr Nabl", "Kafr Nabudah"), unless on one spot.
    A line or fuzzy region (where_prec 5) contains nothing for certain and is OPEN against places of its country, and so is
    "the Zenda area" against places of a division that bears its town's name.
    """
    if a.id == b.id:
        return Nearness.SAME
    if a.country and b.country and a.country != b.country:
        return (
            Nearness.OPEN if 5 in (a.where_prec, b.where_prec) or 7 in (a.where_prec, b.where_prec) else Nearness.APART
        )
    wide, narrow = (a, b) if a.where_prec >= b.where_prec else (b, a)
    if wide.where_prec in (5, 7) or (not (a.country and b.country) and wide.where_prec > 2):
        return Nearness.OPEN
    if wide.where_prec == 6:
        return Nearness.INSIDE
    if wide.where_prec in (3, 4):
        return _compare_with_division(wide, narrow)
    distance = measure_km(a, b)
    if distance is None:
        return Nearness.APART
    if distance <= SAME_KM or (wide.where_prec == 2 and distance <= NEAR_KM):
        return Nearness.NEAR
    return Nearness.OPEN if may_be_division(wide) and lie_in_one_division(wide, narrow) else Nearness.APART


def may_be_division(place: Place) -> bool:
    """Say whether a place is the land about a town whose division has its name: "the Zenda area" may be all of it."""
    names = {name.casefold() for name in (place.admin1, place.admin2) if name}
    return place.where_prec == 2 and (place.name or "").casefold() in names


def is_town(place: Place) -> bool:
    """Say whether a place is as fine as a town or its district, and cannot be all of a division."""
    return place.where_prec <= 3 and not may_be_division(place)


def lie_in_one_division(a: Place, b: Place) -> bool:
    """Say whether both places are told to lie in one first division."""
    return (
        a.country == b.country
        and bool(a.admin1 and b.admin1)
        and (a.admin1 or "").casefold() == (b.admin1 or "").casefold()
    )


def _compare_with_division(wide: Place, narrow: Place) -> Nearness:
    if wide.where_prec == narrow.where_prec:
        return Nearness.APART
    name = (wide.name or "").casefold()
    own = wide.admin1 if wide.where_prec == 4 else wide.admin2
    held = narrow.admin1 if wide.where_prec == 4 else narrow.admin2
    if held is None:
        is_seat = wide.where_prec == 3 and lie_in_one_division(wide, narrow) and (narrow.name or "").casefold() == name
        return Nearness.INSIDE if is_seat else Nearness.OPEN
    return Nearness.INSIDE if held.casefold() in (name, (own or "").casefold()) else Nearness.APART

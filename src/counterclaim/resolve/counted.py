"""Who is counted where a count's own words do not tell: the sentence, the report or the claimant's other counts do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from counterclaim.records.claim import VictimValue
from counterclaim.resolve.facets import Facet
from counterclaim.resolve.populations import Population, counts_bare
from counterclaim.resolve.tellings import order_facets

SIDE_DAYS = 14
"""Days within which a claimant's counts of the same things tell whose things they are."""

_LOOKED_BACK = 20
_THE_SAME = re.compile(r"(?:^|\b)(?:the|these|those|all)\s+(?:\w+\s+)?$", re.IGNORECASE)
_HARMED = re.compile(
    r"\s*(?:people\s+)?(?:dead|killed|slain|victims|deaths|wounded|injured|casualties|fatalities)\b", re.IGNORECASE
)


Owners = dict[tuple[str, str, str], list[tuple[str, date | None]]]
"""Whose things a claimant counted, and on which day: by claimant, measure and unit."""


def tell_who(facets: Iterable[Facet]) -> list[Facet]:
    """Give the facets, in order of publication and text, with the people or things of a bare count told by another count.

    "Killed 133 fighters and wounded more than 200" wounded fighters; "the 13 dead" are the 13 civilians counted before in
    the report; "104 posts destroyed" are posts of the one party whose posts the same claimant counts as destroyed those days.
    """
    told = tell_people(facets)
    return tell_owners(told, find_owners(told))


def tell_people(facets: Iterable[Facet]) -> list[Facet]:
    """Give the facets in order, with the people or things of a bare count that another count of its report tells."""
    told: list[Facet] = []
    for facet in order_facets(facets):
        population = _tell_bare(facet, told[-1:]) or _tell_again(facet, told)
        if population is not None:
            sides = frozenset({population.side} if population.side else ())
            facet = replace(facet, population=population, victims=sides)
        told.append(facet)
    return told


def _tell_bare(facet: Facet, before: Sequence[Facet]) -> Population | None:
    """Give whom, or whose things, the count before it in the sentence counted, for a count that names nobody."""
    if not before or not counts_bare(facet.claim) or before[0].report.id != facet.report.id:
        return None
    if before[0].claim.statement.evidence != facet.claim.statement.evidence:
        return None
    people = _counts_people(facet) and _counts_people(before[0])
    things = _counts_things(facet) and _counts_things(before[0]) and _name_unit(facet) == _name_unit(before[0])
    return before[0].population if people or things else None


def _name_unit(facet: Facet) -> str:
    return facet.claim.quantity.unit or "" if facet.claim.quantity else ""


def _tell_again(facet: Facet, told: Sequence[Facet]) -> Population | None:
    """Give whom "the 13 dead" mean: those of the last count of the same number in the report."""
    if not _counts_people(facet) or facet.population.side or facet.population.status is not VictimValue.UNKNOWN:
        return None
    quantity, evidence = facet.claim.quantity, facet.claim.statement.evidence
    if quantity is None or not quantity.written:
        return None
    at = quantity.span.start - evidence.start
    if at < 0 or not _THE_SAME.search(evidence.text[max(0, at - 24) : at]):
        return None
    if not _HARMED.match(evidence.text, quantity.span.end - evidence.start):
        return None
    for other in reversed(told[-_LOOKED_BACK:]):
        if other.report.id != facet.report.id:
            return None
        same = other.claim.measure is facet.claim.measure and other.figure == facet.figure
        if same and _counts_people(other):
            return other.population
    return None


def find_owners(facets: Iterable[Facet]) -> Owners:
    """Give whose things are counted, where the counts themselves tell it."""
    owners: Owners = defaultdict(list)
    for facet in facets:
        if _counts_things(facet) and facet.population.side:
            owners[name_things(facet)].append((facet.population.side, facet.day))
    return owners


def lacks_owner(facet: Facet) -> bool:
    """Say whether a claim counts things without saying whose they are."""
    return _counts_things(facet) and not facet.population.side


def tell_owners(facets: Iterable[Facet], owners: Owners) -> list[Facet]:
    """Give the facets with the owner of counted things that only the same claimant's other counts name."""
    told = []
    for facet in facets:
        if lacks_owner(facet):
            sides = {side for side, day in owners.get(name_things(facet), ()) if _are_near(day, facet.day)}
            if len(sides) == 1:
                facet = replace(facet, population=replace(facet.population, side=sides.pop()))
        told.append(facet)
    return told


def name_things(facet: Facet) -> tuple[str, str, str]:
    """Give the claimant or its party, the measure and the unit: counts of equal ones tell whose things are counted."""
    claim = facet.claim
    return (claim.claimant.side or facet.mouth, claim.measure.value if claim.measure else "", _name_unit(facet))


def _are_near(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs((a - b).days) <= SIDE_DAYS


def _counts_people(facet: Facet) -> bool:
    quantity = facet.claim.quantity
    return facet.has_figure and quantity is not None and quantity.unit in (None, "persons")


def _counts_things(facet: Facet) -> bool:
    quantity = facet.claim.quantity
    return facet.has_figure and quantity is not None and quantity.unit not in (None, "persons") and quantity.written

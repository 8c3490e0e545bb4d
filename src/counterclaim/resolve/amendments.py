"""Figures told in place of an earlier one: "13, not 18", "up from 228", "the earlier count of 40". One count, told again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from counterclaim.records.claim import Number
from counterclaim.resolve.figures import Figure, Key

DAYS = 60
"""Days back that an earlier figure is looked for."""

NEAR = 120
"""Characters around the figure in which the earlier one is named."""

_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?![\d,.]*\d|[ -]?(?:km|kilomet|mile|percent|per cent|%|year|day|month|hour))"
)
_COUNT = r"(?:toll|count|figure|number|total|estimate|tally|report)"
_BEFORE = r"(?:earlier|previous|initial|first|prior|old)"
_MOVED = r"(?:up|down|lowered|raised|revised|corrected|rose|risen|increased|reduced|cut|fell)"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bnot (?:the )?{_NUMBER}\b",
        rf"\b(?:instead of|rather than|as opposed to) (?:the )?{_NUMBER}",
        rf"\b{_MOVED} (?:\w+ ){{0,3}}from (?:the )?{_NUMBER}",
        rf"\bfrom (?:an?|the|its|their) {_BEFORE} {_COUNT} of {_NUMBER}",
        rf"\b{_BEFORE} {_COUNT} (?:of|at|was|had been) {_NUMBER}",
    )
)
_HINT = re.compile(r"\b(?:not|of|than|to|from|at|was|been) (?:the )?\d", re.IGNORECASE)
"""What stands before the number in every one of these: looked for first, since few sentences hold it."""


def find_amended(figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Give pairs of positions (earlier, later) where the later figure's sentence names the earlier one as replaced.

    `figures` stand in order of publication. Both count the same, and one claimant gives both, or one party's organs do.
    """
    held: dict[tuple[Key, Number | None], list[int]] = defaultdict(list)
    for n, figure in enumerate(figures):
        for number in sorted(name_replaced(figure)):
            for m in reversed(held.get((figure.kind_key, number), ())):
                if _speak_as_one(figures[m], figure) and _is_near(figures[m], figure):
                    yield m, n
                    break
        held[figure.kind_key, figure.value].append(n)


def name_replaced(figure: Figure) -> frozenset[int]:
    """Give the numbers that the words around a figure say it takes the place of, its own left out."""
    evidence, quantity = figure.facet.claim.statement.evidence, figure.facet.claim.quantity
    if quantity is None or figure.part is not None or not quantity.written:
        return frozenset()
    at = quantity.span.start - evidence.start
    text = evidence.text[max(0, at - NEAR) : at + NEAR]
    if not _HINT.search(text):
        return frozenset()
    found = {int(m["number"].replace(",", "")) for pattern in _NAMED for m in pattern.finditer(text)}
    return frozenset(found - {figure.value})


def _speak_as_one(a: Figure, b: Figure) -> bool:
    x, y = a.facet.claim.claimant, b.facet.claim.claimant
    return a.facet.mouth == b.facet.mouth or (x.side is not None and x.side == y.side)


def _is_near(a: Figure, b: Figure) -> bool:
    return a.as_of is not None and b.as_of is not None and 0 <= (b.as_of - a.as_of).days <= DAYS

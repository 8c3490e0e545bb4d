"""The figures that claims state: each claim's own amount, and the sub-counts that count a population of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.records.claim import Claim, Measure, Number, Part, PartRelation, Quantity, VictimValue
from counterclaim.records.statement import Status
from counterclaim.records.world import Period
from counterclaim.resolve.facets import Facet
from counterclaim.resolve.lexicon import SOME_OF
from counterclaim.resolve.populations import SOME, Population, tell_part_population, tell_thing_side

Key = tuple[str, str, str, str, str]

_CHECKED = re.compile(r"\b(?:verified|documented|identified by name)\b", re.IGNORECASE)
_UNCHECKED = re.compile(
    r"\b(?:not|never|cannot|could(?:n['’]t)?|yet to|unable|independently be|unverified|un-verified)\b", re.IGNORECASE
)

_OF_THINGS = frozenset({Measure.DESTROYED, Measure.SEIZED})
"""Measures of things: a number of one that names no thing ("three burned out") counts nothing that can be told."""

_OF_BOTH = frozenset({Measure.LOSSES, Measure.CAPTURED})
"""Measures of people and things alike: "lost 31 soldiers and 12 tanks"."""

_ALIVE = re.compile(r"\balive\b", re.IGNORECASE)
_IN_CARE = re.compile(
    r"(?:under (?:\w+ )?(?:treatment|care)|in (?:\w+ )?hospitals?|hospitali[sz]ed|(?:being )?treated|receiving \w*\s?treatment)",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:still|remain(?:s|ed|ing)?)\b[^.;,]{0,30}$", re.IGNORECASE)
_LEFT_CARE = re.compile(
    r"(?:(?!\band\b)[^.;,\d]){0,90}?\b(?:ha[sd]|have|were|was|are|been)\s+(?:\w+ )?(?:discharged|sent home|released from)\b",
    re.IGNORECASE,
)
HELD = "hostages"
"""The group that all are who are held, so that it parts no count of the captured."""

SHARE = "percent"
"""The unit of a share: it answers no question for a number."""

_ANNOUNCING = re.compile(r"[:(–—]|\s-\s|\bof (?:whom|them)\b|\bincluding\b", re.IGNORECASE)
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|remains|corpses?)\b", re.IGNORECASE)
_HANDED = re.compile(
    r"\b(?:exchang|swapp|repatriat)\w*|\b(?:hand(?:ed|s|ing)?|gave|giv(?:e|es|en|ing)) (?:over|back)\b"
    r"|\breturn(?:ed|s|ing)? (?:the |\d|to\b)|\b(?:was|were|been) returned\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\breceiv(?:ed|es|ing)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_COUNTING = re.compile(r"(?:an?|another|one|a single) ", re.IGNORECASE)
_HARMED = re.compile(
    r"(?:the )?(?:dead|victims?|casualties|fatalities|bodies|deaths?|wounded|injured|killed|missing)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount that a claim states. `part` is its index among the claim's parts, None for the claim's own amount."""

    facet: Facet
    measure: Measure
    unit: str
    population: Population
    low: Number | None
    high: Number | None
    part: int | None = None

    @property
    def value(self) -> Number | None:
        """The number as printed, None for words such as "dozens"."""
        return self.low if self.low is not None else self.high

    @property
    def part_relation(self) -> PartRelation | None:
        """How a further amount stands to the claim's own, None for the claim's own."""
        quantity = self.facet.claim.quantity
        return quantity.parts[self.part].relation if quantity is not None and self.part is not None else None

    @property
    def is_checked(self) -> bool:
        """Whether the figure counts only what a claimant without a side has verified: a part of what happened."""
        claim = self.facet.claim
        told = claim.statement.verification
        text = f"{told.text if told else ''} {claim.statement.trigger.text}"
        return claim.claimant.side is None and bool(_CHECKED.search(text)) and not _UNCHECKED.search(text)

    @property
    def kind_key(self) -> Key:
        """What is counted, of whom: figures that differ in it never answer one question."""
        side, status, group = self.population.key
        return (self.measure.value, self.unit, status, f"{group} verified" if self.is_checked else group, side)

    @property
    def order(self) -> tuple[str, str, int, str, int]:
        """Sort key: publication, report, place in the text, claim, part."""
        return (*self.facet.order, -1 if self.part is None else self.part)

    @property
    def as_of(self) -> date | None:
        """The day that the figure counts up to: the claim's own, else that of publication."""
        return self.facet.claim.scope.as_of or self.facet.day

    @property
    def is_flow(self) -> bool:
        """Whether the figure counts what was new in a window."""
        return self.facet.is_window

    @property
    def tells_of_one(self) -> bool:
        """Whether somebody is told of ("he was shot by the police") and nobody counted ("a soldier", "one soldier")."""
        quantity, spans = self.facet.claim.quantity, self.facet.claim.object
        alone = quantity is not None and not quantity.written and (quantity.low, quantity.high) == (1, 1)
        return alone and self.part is None and bool(spans) and not _COUNTING.match(spans[0].span.text)

    @property
    def window(self) -> Period | None:
        """The time that the claim tells, unless the figure runs up to it."""
        return None if self.facet.is_cumulative or self.facet.claim.scope.start else self.facet.period


def _is_piece(claim: Claim, part: Part) -> bool:
    """Say whether an amount is one of several that part a whole by place or fate ("seven at the scene"), not other things."""
    if _counts_other_things(claim, part):
        return False
    beside = part.relation is PartRelation.BESIDE and bool(part.of) and tell_part_population(claim, part) is None
    return part.relation is PartRelation.PARTITION or beside


def _passes_bodies_on(claim: Claim) -> bool:
    """Say whether the dead are counted as bodies that change hands: "the sides exchanged 40 bodies" is no toll."""
    evidence, trigger = claim.statement.evidence, claim.statement.trigger
    at = claim.statement.offset
    near = evidence.text[max(0, at - 80) : at + 100]
    from_party = _RECEIVED.search(near) and any(m.actor and _FROM.search(m.span.text) for m in claim.object)
    return bool(_BODIES.search(trigger.text)) and bool(_HANDED.search(near) or from_party)


def _is_announced(claim: Claim, quantity: Quantity, pieces: Sequence[Part]) -> bool:
    """Say whether a whole is told first and then, behind a colon or bracket, some of what it is made of: "212: 83 in Homs"."""
    evidence = claim.statement.evidence
    first = min(p.span.start for p in pieces)
    between = evidence.text[max(0, quantity.span.end - evidence.start) : max(0, first - evidence.start)]
    fits = quantity.low is not None and sum(p.low or 0 for p in pieces) <= quantity.low
    return fits and quantity.span.end <= first and bool(_ANNOUNCING.search(between))


def _counts_other_things(claim: Claim, part: Part) -> bool:
    """Say whether an amount counts things of another kind than the whole: "two helicopters and | nine | drones"."""
    unit = claim.quantity.unit if claim.quantity else None
    return part.unit not in (None, "persons", unit) and part.relation is PartRelation.BESIDE


def _tells_of_some(facet: Facet) -> bool:
    return facet.population.group == SOME and bool(_HARMED.fullmatch(facet.claim.statement.trigger.text))


def _tells_of_care(claim: Claim) -> bool:
    """Say whether wounded are counted as those who are still treated or may go home: no count of all who were hurt."""
    if claim.measure is not Measure.INJURED:
        return False
    statement, trigger = claim.statement, claim.statement.trigger
    is_stock = _IN_CARE.fullmatch(trigger.text) and _STILL.search(statement.before[-60:])
    return bool(is_stock or _LEFT_CARE.match(statement.evidence.text, statement.offset + len(trigger.text)))


def _counts_nothing(facet: Facet, quantity: Quantity) -> bool:
    is_open = quantity.low is None and quantity.high is None
    return is_open and any(SOME_OF.match(m.span.text) for m in facet.claim.object)


def lay_out_figures(facet: Facet) -> Iterator[Figure]:
    """Give the figures of a claim: none of a plan or a fear, none that a denial quotes ("no one was killed" is a zero,
    "no further soldiers were" counts nothing), none of some of the dead of whom no killing is told ("five of the dead had
    been counted twice").

    A part counts apart where its words name a population other than the whole's, or things of another kind; "16 in
    hospital" does not. Amounts
    that part something ("sixteen in hospital and seven at the scene") are no count of it, unless told beside their sum.
    """
    claim, quantity = facet.claim, facet.claim.quantity
    if claim.measure is None or quantity is None:
        return
    is_zero = quantity.low == 0 and quantity.high == 0
    status = claim.statement.status
    if (
        status is Status.IRREALIS
        or (status is Status.NEGATED and not is_zero)
        or _ALIVE.search(claim.statement.trigger.text)
    ):
        return
    if (is_zero and facet.is_increment) or _tells_of_some(facet) or _counts_nothing(facet, quantity):
        return
    pieces = [p for p in quantity.parts if p.low is not None and _is_piece(claim, p)]
    if pieces and sum(p.low or 0 for p in pieces) != quantity.low and not _is_announced(claim, quantity, pieces):
        return
    unit = quantity.unit or "persons"
    if unit == SHARE or _passes_bodies_on(claim):
        return
    if unit != "persons" and (not quantity.written or quantity.span.text.casefold() in ("a", "an", "the")):
        return
    if quantity.unit is None and claim.measure in _OF_THINGS:
        return
    population = facet.population
    if claim.measure is Measure.CAPTURED and population.group == HELD:
        population = replace(population, group="")  # who is held is a hostage: all of them
    if _tells_of_care(claim) and quantity.written:
        population = replace(population, group=SOME)
    yield Figure(facet, claim.measure, unit, population, quantity.low, quantity.high)
    seen = {population}
    for n, part in enumerate(quantity.parts):
        if part.unit and (unit != "persons" or claim.measure in _OF_BOTH) and _counts_other_things(claim, part):
            side = tell_thing_side(claim, part)
            yield Figure(facet, claim.measure, part.unit, Population(side, VictimValue.UNKNOWN), part.low, part.high, n)
            continue
        told = tell_part_population(claim, part)
        if told is None or told in seen or part.relation is PartRelation.OVERLAP:
            continue
        seen.add(told)
        yield Figure(facet, claim.measure, unit, told, part.low, part.high, n)

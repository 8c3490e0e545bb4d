"""Deaths of one incident, population by population, under one rule; nothing is added that could overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.publish.exports.stock import Stock, is_relayed
from counterclaim.publish.wording import count_of
from counterclaim.records.claim import Claim, Measure, Number, ScopeKind, VictimValue
from counterclaim.records.story import ContradictionType, Incident, Question, Relation, Tally

CIVILIANS = "civilians"
UNKNOWN = "unknown"
_FIGHTERS = frozenset({VictimValue.COMBATANT, VictimValue.POLICE})


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high; None is unknown and never 0."""

    low: Number | None = None
    best: Number | None = None
    high: Number | None = None


NOTHING = Range()


@dataclass(frozen=True, slots=True)
class Said:
    """The lowest and highest current figure of claimants of one stand to the dead: their own side, the enemy, outside."""

    own: Range = NOTHING
    enemy: Range = NOTHING
    outside: Range = NOTHING


@dataclass(frozen=True, slots=True)
class Deaths:
    """Ranges by population: a side's name for its fighters and police, "civilians", "unknown".

    `total` is the sum where the populations cannot overlap, else None, and `notes` say why. `said` has the figures of
    each side's fighters by who gives them.
    """

    ranges: Mapping[str, Range]
    said: Mapping[str, Said]
    total: Range
    questions: tuple[Question, ...]
    notes: tuple[str, ...]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims whose figures answer."""
        return tuple(dict.fromkeys(id for question in self.questions for id in question.claim_ids))


def counts_deaths(question: Question) -> bool:
    """Tell whether a question counts people killed."""
    return question.measure is Measure.KILLED and question.unit == "persons"


def find_incident(stock: Stock, question: Question) -> tuple[Incident | None, str]:
    """Give the one incident that a count belongs to, or None with why it belongs to none."""
    kind, start = question.scope.kind, question.scope.start
    if start:
        return None, f"counts since {start.isoformat()}: a running total is no event"
    if kind in (ScopeKind.FLOW, ScopeKind.STOCK):
        return None, f"counts a {kind.value}, not one incident"
    found = {stock.incidents[id].id: stock.incidents[id] for id in question.claim_ids if id in stock.incidents}
    if len(found) != 1:
        why = "its claims speak of no incident" if not found else f"its claims speak of {len(found)} incidents"
        return None, why
    (incident,) = found.values()
    outside = [id for id in question.claim_ids if id not in stock.incidents]
    if outside:
        return None, f"{count_of(len(outside), 'claim')} of the count speak of no incident"
    if any(claim.quantity and claim.quantity.cumulative for claim in stock.lookup.find_claims(question.claim_ids)):
        period = incident.period
        if period is None or (period.end - period.start).days > 3:
            return None, "a running total without the day of one incident"
    return incident, ""


def covers_time(stock: Stock, question: Question) -> bool:
    """Tell whether a count covers a stretch of time, by its scope or the words of a claim; a stock covers none."""
    scope = question.scope
    if scope.kind is ScopeKind.STOCK:
        return False
    cumulative = (c.quantity.cumulative for c in stock.lookup.find_claims(question.claim_ids) if c.quantity)
    return scope.start is not None or scope.kind is ScopeKind.FLOW or any(cumulative)


def is_total(stock: Stock, claim: Claim) -> bool:
    """Tell whether a claim's figure covers a stretch of time: it says so, or a figure that answers the same question does."""
    if claim.quantity is None:
        return False
    if claim.quantity.cumulative or claim.scope.start:
        return True
    scopes = [question.scope for question in stock.questions.get(claim.id, ())]
    return any(scope.start or scope.kind in (ScopeKind.FLOW, ScopeKind.STOCK) for scope in scopes)


def count_deaths(stock: Stock, incident: Incident, questions: Iterable[Question], rule: str) -> Deaths:
    """Give the deaths of an incident, from the questions that count them, under a rule."""
    asked = tuple(questions)
    whole = [question for question in asked if question.part_of is None]
    notes = []
    if len(whole) < len(asked):
        notes.append(f"{count_of(len(asked) - len(whole), 'sub-count')} left out: a part adds nothing to its whole")
    by_population: dict[str, list[Question]] = defaultdict(list)
    for question in whole:
        by_population[find_population(question)].append(question)
    ranges: dict[str, Range] = {}
    said: dict[str, Said] = {}
    can_be_added = True
    for population in sorted(by_population):
        counts = by_population[population]
        if len(counts) > 1:
            notes.append(f"{len(counts)} counts of one population are not added")
            can_be_added = False
            continue
        ranges[population] = find_range(stock, counts[0], rule)
        if population not in (CIVILIANS, UNKNOWN):
            said[population] = find_said(stock.tallies.get(counts[0].id, ()))
    if UNKNOWN in by_population and len(by_population) > 1:
        ranges.pop(UNKNOWN, None)
        notes.append("a count of people of no stated status may hold the others: not added")
        can_be_added = False
    disputed = _find_status_disputes(stock, incident, by_population)
    if disputed:
        for population in disputed:
            ranges.pop(population, None)
        notes.append("claimants differ on who the dead were: left to a person")
        can_be_added = False
    if any(has_increment(stock, question) for question in whole):
        notes.append("an increment (“more were killed”) is not added to a total")
    if NOTHING in ranges.values():
        notes.append("a count in words without a number: the sum is unknown")
    total = add_ranges(list(ranges.values())) if can_be_added else NOTHING
    return Deaths(ranges, said, total, asked, tuple(notes))


def find_population(question: Question) -> str:
    """Give whose deaths a question counts: a side's name for its fighters and police, "civilians", or "unknown"."""
    if question.status is VictimValue.CIVILIAN:
        return CIVILIANS
    if question.status in _FIGHTERS and question.side:
        return question.side
    return UNKNOWN


def find_range(stock: Stock, question: Question, rule: str) -> Range:
    """Give low, best and high of a question under a rule, all unknown where the rule gives none."""
    spread = stock.spreads.get((question.id, rule))
    return Range(spread.low, spread.best, spread.high) if spread else NOTHING


def find_said(tallies: Sequence[Tally]) -> Said:
    """Give the range of the current figures by who gives them; one who passes another's on gives none."""

    def between(fits: Callable[[Tally], bool]) -> Range:
        numbers = [
            number
            for tally in tallies
            if fits(tally) and not is_relayed(tally)
            for entry in tally.entries
            if entry.current and (number := entry.quantity.number) is not None
        ]
        return Range(min(numbers), None, max(numbers)) if numbers else NOTHING

    return Said(
        own=between(lambda t: t.own_loss),
        enemy=between(lambda t: t.side is not None and not t.own_loss),
        outside=between(lambda t: t.side is None),
    )


def _find_status_disputes(
    stock: Stock, incident: Incident, by_population: Mapping[str, Sequence[Question]]
) -> tuple[str, ...]:
    disputed = {
        id
        for clash in stock.story.reconciliation.contradictions
        if clash.type is ContradictionType.STATUS
        for id in clash.claim_ids
    } & set(incident.claim_ids)
    return tuple(
        population
        for population, questions in sorted(by_population.items())
        if any(disputed & set(question.claim_ids) for question in questions)
    )


def has_increment(stock: Stock, question: Question) -> bool:
    """Tell whether a figure on a question comes on top of another ("eight more")."""
    return any(
        entry.relation is Relation.ADDS for tally in stock.tallies.get(question.id, ()) for entry in tally.entries
    )


def add_ranges(ranges: Sequence[Range]) -> Range:
    """Add ranges end by end; an end that one of them lacks is unknown in the sum."""
    if not ranges:
        return NOTHING
    ends = ([r.low for r in ranges], [r.best for r in ranges], [r.high for r in ranges])
    return Range(*(None if None in end else sum(n for n in end if n is not None) for end in ends))

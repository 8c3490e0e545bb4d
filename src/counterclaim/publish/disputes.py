"""Questions as cards: each claimant's latest figure and how it moved, the spread under each rule, what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from counterclaim.publish.clashes import Apart, Clash, index_apart, lay_out_apart, lay_out_clash
from counterclaim.publish.decided import OwnEstimate
from counterclaim.publish.figures import write_figure, write_number
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, name_holder
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.plot import Plot, PlotPoint, PlotSeries, draw_plot
from counterclaim.publish.steps import Held, find_absent, find_step_moment, lay_out_history
from counterclaim.publish.wording import count_of, write_place, write_scope
from counterclaim.records.claim import Measure, Number
from counterclaim.records.story import About, Contradiction, NotComparable, Question, Spread, Tally


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high under a named rule, each linked to a claim; `rests_on` are the claimants of all it rests on."""

    rule: str
    low: Linked | None
    best: Linked | None
    high: Linked | None
    note: str
    rests_on: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Estimated:
    """A person's own low, best and high, with the reason; `is_stale` where newer figures have come since."""

    by: str
    low: str
    best: str
    high: str
    note: str
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A question with everything that answers it.

    `basis` counts claims, reports and outlets; `is_part` marks a sub-count. `estimates` are people's own, beside the rules;
    `judged` is the grade that a person gave.
    """

    anchor: str
    label: str
    measure: Measure
    details: tuple[str, ...]
    basis: str
    rows: tuple[Held, ...]
    ranges: tuple[Range, ...]
    clashes: tuple[Clash, ...]
    apart: tuple[Apart, ...]
    plot: Plot | None
    is_part: bool
    is_disputed: bool
    estimates: tuple[Estimated, ...]
    judged: str


def lay_out_cards(lookup: Lookup) -> tuple[Card, ...]:
    """Give a card for every question that holds a figure: disputed first, then deaths, then the fuller ones.

    A question is disputed where two voices answer it or claims on it cannot all hold. Sub-counts follow their total.
    """
    known = lookup.story.reconciliation
    tallies, spreads = _index(known.tallies), _index(known.spreads)
    clashes, apart = _index(known.contradictions), index_apart(lookup)
    answered = [q for q in lookup.story.resolution.questions if q.id in tallies]
    parts: dict[str, list[Question]] = {}
    held = {question.id for question in answered}
    for question in answered:
        if question.part_of in held:
            parts.setdefault(question.part_of or "", []).append(question)
    cards = {
        id: lay_out_card(
            lookup, question, Answers(tallies[id], spreads.get(id, []), clashes.get(id, []), apart.get(id, []))
        )
        for question in answered
        for id in [question.id]
    }
    families = [_gather(question, parts, cards) for question in answered if question.part_of not in held]
    return tuple(card for family in sorted(families, key=_rank) for card in family)


class _Asks(Protocol):
    @property
    def question_id(self) -> str | None: ...


A = TypeVar("A", bound=_Asks)


def _index(records: Iterable[A]) -> dict[str, list[A]]:
    found: dict[str, list[A]] = {}
    for record in records:
        found.setdefault(record.question_id or "", []).append(record)
    return found


def _gather(question: Question, parts: Mapping[str, list[Question]], cards: Mapping[str, Card]) -> list[Card]:
    """Give a question's card and those of its sub-counts at any depth; where one is disputed, so is the whole."""
    family, waiting, seen = [cards[question.id]], list(parts.get(question.id, ())), {question.id}
    while waiting:
        part = waiting.pop(0)
        if part.id not in seen:
            seen.add(part.id)
            family.append(cards[part.id])
            waiting = [*parts.get(part.id, ()), *waiting]
    return [replace(family[0], is_disputed=any(card.is_disputed for card in family)), *family[1:]]


def _rank(family: Sequence[Card]) -> tuple[bool, bool, int, int, str, str]:
    whole = family[0]
    return (
        not whole.is_disputed,
        whole.measure is not Measure.KILLED,
        -len(whole.clashes),
        -len(whole.rows),
        whole.label,
        whole.anchor,
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """What the story knows about one question."""

    tallies: Sequence[Tally]
    spreads: Sequence[Spread]
    clashes: Sequence[Contradiction]
    apart: Sequence[NotComparable]


def lay_out_card(lookup: Lookup, question: Question, answers: Answers) -> Card:
    """Give the card of one question from what answers it."""
    tallies = sorted(answers.tallies, key=lambda t: (t.side or "~", -len(t.entries), t.claimant, t.id))
    details = [f"counts {question.measure.value}, {make_name(question.unit)}", write_scope(question.scope)]
    if question.place:
        details.append(f"place: {write_place(question.place)}")
    label = lookup.label_of(question.id)
    own = {entry.claim_id for tally in tallies for entry in tally.entries}
    return Card(
        anchor=anchor_of(question.id, "question"),
        label=label,
        measure=question.measure,
        details=tuple(d for d in details if d),
        basis=_count_basis(lookup, tallies),
        rows=(*(lay_out_history(lookup, tally) for tally in tallies), *find_absent(question, tallies, lookup)),
        ranges=tuple(_range(lookup, spread) for spread in answers.spreads),
        clashes=tuple(lay_out_clash(lookup, clash) for clash in answers.clashes),
        apart=lay_out_apart(lookup, answers.apart, own),
        plot=_plot(lookup, label, tallies),
        is_part=question.part_of is not None,
        is_disputed=len({_find_voice(lookup, tally) for tally in tallies}) > 1 or bool(answers.clashes),
        estimates=tuple(_estimated(own) for own in lookup.decided.list_estimates(question, tallies)),
        judged=lookup.decided.tell_grade(question.claim_ids, About.QUESTION),
    )


def _estimated(own: OwnEstimate) -> Estimated:
    low, best, high = ("" if n is None else write_number(n) for n in (own.low, own.best, own.high))
    return Estimated(own.by, low, best, high, "; ".join(filter(None, (own.reason, own.standing))), own.newer > 0)


def _find_voice(lookup: Lookup, tally: Tally) -> str:
    claims = lookup.find_claims(entry.claim_id for entry in tally.entries)
    return lookup.voice_of(claims[0]) if claims else tally.claimant_key


def _count_basis(lookup: Lookup, tallies: Sequence[Tally]) -> str:
    ids = dict.fromkeys(id for tally in tallies for entry in tally.entries for id in (entry.claim_id, *entry.copies))
    claims = lookup.find_claims(ids)
    reports = {claim.statement.report_id for claim in claims}
    outlets = {lookup.outlet_of(claim) for claim in claims}
    return (
        f"{count_of(len(claims), 'claim')} in {count_of(len(reports), 'report')} of {count_of(len(outlets), 'outlet')}"
    )


def _range(lookup: Lookup, spread: Spread) -> Range:
    claims = lookup.find_claims(spread.claim_ids)

    def link(number: Number | None) -> Linked | None:
        if number is None or not claims:
            return None
        ends = [c for c in claims if c.quantity and number in (c.quantity.low, c.quantity.high)]
        named = "; ".join(dict.fromkeys(lookup.name_claimant(c) for c in ends or claims))
        text = write_number(number)
        return Linked(text, f"#{anchor_of((ends or claims)[0].id)}", f"{text}, after {named}")

    resting: dict[str, Linked] = {}
    for claim in claims:
        name = lookup.name_claimant(claim)
        resting.setdefault(name, Linked(name, f"#{anchor_of(claim.id)}", name))
    return Range(
        rule=spread.rule,
        low=link(spread.low),
        best=link(spread.best),
        high=link(spread.high),
        note=lookup.hide_among(spread.note, spread.claim_ids),
        rests_on=tuple(resting.values()),
    )


def _plot(lookup: Lookup, label: str, tallies: Sequence[Tally]) -> Plot | None:
    series = []
    for tally in tallies:
        points = tuple(
            PlotPoint(find_step_moment(lookup, e), write_figure(e.quantity), f"#{anchor_of(e.claim_id)}", e.current)
            for e in tally.entries
        )
        own = " (own losses)" if tally.own_loss else ""
        series.append(PlotSeries(name_holder(lookup, tally) + own, points))
    return draw_plot(label, series)

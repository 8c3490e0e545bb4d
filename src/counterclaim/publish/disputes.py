"""Questions as cards: each claimant's latest figure and how it moved, the spread under each rule, what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.publish.clashes import Apart, Clash, lay_out_apart, lay_out_clash
from counterclaim.publish.figures import write_figure, write_number
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, link_claim, name_holder
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.plot import Plot, PlotPoint, PlotSeries, draw_plot
from counterclaim.publish.steps import Held, find_absent, find_step_moment, lay_out_history
from counterclaim.publish.wording import count_of, write_place, write_scope
from counterclaim.records.claim import Measure, Number
from counterclaim.records.story import Contradiction, Question, Spread, Tally


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high under a named rule, each linked to a claim that it rests on."""

    rule: str
    low: Linked | None
    best: Linked | None
    high: Linked | None
    note: str
    rests_on: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A question with everything that answers it.

    `basis` counts claims, reports and outlets; `is_part` marks a sub-count.
    """

    anchor: str
    label: str
    details: tuple[str, ...]
    basis: str
    rows: tuple[Held, ...]
    ranges: tuple[Range, ...]
    clashes: tuple[Clash, ...]
    apart: tuple[Apart, ...]
    plot: Plot | None
    is_part: bool
    is_disputed: bool


def lay_out_cards(lookup: Lookup) -> tuple[Card, ...]:
    """Give a card for every question that holds a figure: disputed first, then deaths, then the fuller ones.

    A question is disputed where two voices answer it or claims on it cannot all hold. Sub-counts follow their total.
    """
    known = lookup.story.reconciliation
    cards = []
    for question in lookup.story.resolution.questions:
        tallies = [t for t in known.tallies if t.question_id == question.id]
        clashes = [c for c in known.contradictions if c.question_id == question.id]
        if tallies:
            cards.append((question, _card(lookup, question, tallies, clashes)))
    order = sorted(cards, key=lambda pair: _rank(*pair))
    wholes = {question.id for question, _ in order}
    out: list[Card] = []
    for question, card in order:
        if question.part_of not in wholes:
            out.append(card)
            out += [part for other, part in order if other.part_of == question.id]
    return tuple(out)


def _rank(question: Question, card: Card) -> tuple[bool, bool, int, int, str, str]:
    return (
        not card.is_disputed,
        question.measure is not Measure.KILLED,
        -len(card.clashes),
        -len(card.rows),
        card.label,
        question.id,
    )


def _card(lookup: Lookup, question: Question, tallies: Sequence[Tally], clashes: Sequence[Contradiction]) -> Card:
    known = lookup.story.reconciliation
    rows = [
        lay_out_history(lookup, tally)
        for tally in sorted(tallies, key=lambda t: (t.side or "~", -len(t.entries), t.claimant, t.id))
    ]
    absent = find_absent(question, tallies, lookup)
    details = [f"counts {question.measure.value}, {make_name(question.unit)}", write_scope(question.scope)]
    if question.place:
        details.append(f"place: {write_place(question.place)}")
    label = make_name(lookup.masks.hide(question.label[:2000]))
    return Card(
        anchor=anchor_of(question.id, "question"),
        label=label,
        details=tuple(d for d in details if d),
        basis=_count_basis(lookup, tallies),
        rows=(*rows, *absent),
        ranges=tuple(_range(lookup, s) for s in known.spreads if s.question_id == question.id),
        clashes=tuple(lay_out_clash(lookup, c) for c in clashes),
        apart=lay_out_apart(lookup, question),
        plot=_plot(lookup, label, tallies),
        is_part=question.part_of is not None,
        is_disputed=len({_find_voice(lookup, t) for t in tallies}) > 1 or bool(clashes),
    )


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

    return Range(
        rule=spread.rule,
        low=link(spread.low),
        best=link(spread.best),
        high=link(spread.high),
        note=make_name(lookup.masks.hide(spread.note[:2000])),
        rests_on=tuple(link_claim(lookup, claim) for claim in claims),
    )


def _plot(lookup: Lookup, label: str, tallies: Sequence[Tally]) -> Plot | None:
    series = []
    for tally in sorted(tallies, key=lambda t: (t.side or "~", -len(t.entries), t.claimant, t.id)):
        points = tuple(
            PlotPoint(find_step_moment(lookup, e), write_figure(e.quantity), f"#{anchor_of(e.claim_id)}", e.current)
            for e in tally.entries
        )
        own = " (own losses)" if tally.own_loss else ""
        series.append(PlotSeries(name_holder(lookup, tally) + own, points))
    return draw_plot(label, series)

"""Questions as cards: each claimant's latest figure and how it moved, the spread under each rule, what cannot all be
right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counterclaim.publish.figures import Figure, write_figure, write_number
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.masking import is_told_by_private_person
from counterclaim.publish.plot import Plot, PlotPoint, PlotSeries, draw_plot
from counterclaim.publish.quotes import Said, quote_all
from counterclaim.publish.wording import (
    CONTRADICTION_WORDS,
    RELATION_WORDS,
    count_of,
    write_day,
    write_place,
    write_scope,
)
from counterclaim.records.claim import Claim, Measure, Number
from counterclaim.records.story import Contradiction, NotComparable, Question, Relation, Spread, Tally, TallyEntry


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to a sentence. `words` says them in full for those who listen."""

    text: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a tally: when and where it was given, and how it stands to an earlier one.

    `basis` is "told" where a report states the relation, else "inferred"; `to` is the earlier figure. `sum` is
    arithmetic of ours over increments, never part of a spread.
    """

    figure: Linked
    when: str
    outlet: str
    relation: str
    to: Linked | None
    basis: str
    reason: str
    is_current: bool
    copies: tuple[Linked, ...]
    verification: str
    sum: str


@dataclass(frozen=True, slots=True)
class Held:
    """One claimant's row.

    `latest` is empty where a side of the question gave no figure; `absence` then says in what sample.
    """

    claimant: str
    side: str
    is_own_loss: bool
    latest: tuple[Step, ...]
    steps: tuple[Step, ...]
    absence: str = ""


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
class Clash:
    """Claims that cannot all hold, with their words."""

    anchor: str
    what: str
    about: str
    apart: str
    reason: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Claims that look like one question and are not: why, and which."""

    why: str
    claims: tuple[Linked, ...]


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

    A question is disputed where two claimants answer it or claims on it cannot all hold. Sub-counts follow their total.
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


def lay_out_clashes(lookup: Lookup) -> tuple[Clash, ...]:
    """Give every contradiction with the words of its claims, by type and id."""
    order = list(CONTRADICTION_WORDS)
    found = sorted(lookup.story.reconciliation.contradictions, key=lambda c: (order.index(c.type), c.id))
    return tuple(_clash(lookup, c) for c in found)


def link_claim(lookup: Lookup, claim: Claim) -> Linked:
    """Give "Claimant: ≥ 9 (Outlet, 27 Feb 2026)" with its link; a claim without figure is named by its claimant
    alone.
    """
    figure = write_figure(claim.quantity)
    source = f"{lookup.outlet_of(claim)}, {write_day(lookup.day_of(claim))}"
    named = lookup.name_claimant(claim)
    if claim.quantity is None:
        return Linked(f"{named} ({source})", f"#{anchor_of(claim.id)}", f"{named}, {source}")
    return Linked(
        f"{named}: {figure.signs} ({source})", f"#{anchor_of(claim.id)}", f"{named}: {figure.words}, {source}"
    )


def name_holder(lookup: Lookup, tally: Tally) -> str:
    """Give the claimant's name of a tally; a private person is a role."""
    claims = lookup.find_claims(entry.claim_id for entry in tally.entries)
    if claims and is_told_by_private_person(claims[0]):
        return lookup.name_claimant(claims[0])
    return make_name(tally.claimant) or "unknown claimant"


def find_step_moment(lookup: Lookup, entry: TallyEntry) -> datetime | date | None:
    """Give when a figure holds: its own day; with the hour of publication where both fall on one day and the hour is
    known.
    """
    claim = lookup.claims.get(entry.claim_id)
    report = lookup.report_of(claim) if claim else None
    if report and report.published and report.published_exact and entry.at in (None, report.day):
        return report.published
    return entry.at or (report.day if report else None)


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
        _row(lookup, tally)
        for tally in sorted(tallies, key=lambda t: (t.side or "~", -len(t.entries), t.claimant, t.id))
    ]
    absent = _find_absent(question, tallies, lookup)
    details = [f"counts {question.measure.value}, {make_name(question.unit)}", write_scope(question.scope)]
    if question.place:
        details.append(f"place: {write_place(question.place)}")
    label = make_name(lookup.masks.hide(question.label[:2000]))
    apart = [n for n in known.not_comparable if question.id in n.question_ids]
    return Card(
        anchor=anchor_of(question.id, "question"),
        label=label,
        details=tuple(d for d in details if d),
        basis=_count_basis(lookup, tallies),
        rows=(*rows, *absent),
        ranges=tuple(_range(lookup, s) for s in known.spreads if s.question_id == question.id),
        clashes=tuple(_clash(lookup, c) for c in clashes),
        apart=tuple(_apart(lookup, n) for n in apart),
        plot=_plot(lookup, label, tallies),
        is_part=question.part_of is not None,
        is_disputed=len({t.claimant_key for t in tallies}) > 1 or bool(clashes),
    )


def _row(lookup: Lookup, tally: Tally) -> Held:
    figures = {entry.claim_id: write_figure(entry.quantity) for entry in tally.entries}
    steps = tuple(_step(lookup, entry, figures) for entry in tally.entries)
    claimant = name_holder(lookup, tally)
    side = make_name(tally.side) if tally.side else ""
    return Held(
        claimant=claimant,
        side="" if side == claimant else side,
        is_own_loss=tally.own_loss,
        latest=tuple(step for step in steps if step.is_current) or steps[-1:],
        steps=steps,
    )


def _step(lookup: Lookup, entry: TallyEntry, figures: dict[str, Figure]) -> Step:
    claim = lookup.claims.get(entry.claim_id)
    figure = figures[entry.claim_id]
    to = figures.get(entry.to) if entry.to else None
    relation = ", ".join(RELATION_WORDS[r] for r in (entry.relation, *entry.also))
    checked = claim.statement.verification if claim else None
    report_id = claim.statement.report_id if claim else None
    return Step(
        figure=Linked(figure.signs, f"#{anchor_of(entry.claim_id)}", figure.words),
        when=write_day(entry.at or (lookup.day_of(claim) if claim else None)),
        outlet=lookup.outlet_of(claim) if claim else "unknown outlet",
        relation="" if entry.relation is Relation.FIRST and not entry.also else relation,
        to=Linked(to.signs, f"#{anchor_of(entry.to or '')}", to.words) if to else None,
        basis="" if entry.relation is Relation.FIRST else "told" if entry.told else "inferred",
        reason=make_name(lookup.masks.hide(entry.reason[:2000], report_id)),
        is_current=entry.current,
        copies=tuple(
            Linked(lookup.outlet_of(c), f"#{anchor_of(c.id)}", f"the same figure in {lookup.outlet_of(c)}")
            for c in lookup.find_claims(entry.copies)
        ),
        verification=lookup.hide(checked.text, claim) if checked and claim else "",
        sum=write_number(entry.derived) if entry.derived is not None else "",
    )


def _find_absent(question: Question, tallies: Sequence[Tally], lookup: Lookup) -> Iterable[Held]:
    spoken = {tally.side for tally in tallies} | {tally.claimant for tally in tallies}
    for side in dict.fromkeys((question.side, question.perpetrator)):
        if side and side not in spoken:
            yield Held(make_name(side), "", False, (), (), absence=f"no figure of its own {describe_sample(lookup)}")


def describe_sample(lookup: Lookup) -> str:
    """Give "in the 9 reports read, 26 Feb 2026 and later": what an absence is an absence from."""
    days = [report.day for report in lookup.story.reports if report.day]
    since = f" since {write_day(min(days))}" if days else ""
    return f"in the {count_of(len(lookup.story.reports), 'report')} read{since}"


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


def _clash(lookup: Lookup, found: Contradiction) -> Clash:
    labels = {q.id: q.label for q in lookup.story.resolution.questions}
    return Clash(
        anchor=anchor_of(found.id, "contradiction"),
        what=CONTRADICTION_WORDS[found.type],
        about=make_name(lookup.masks.hide(labels.get(found.question_id or "", "")[:2000])),
        apart=write_number(found.apart) if found.apart is not None else "",
        reason=make_name(lookup.masks.hide(found.reason[:2000])),
        said=quote_all(lookup, lookup.find_claims(found.claim_ids)),
    )


def _apart(lookup: Lookup, found: NotComparable) -> Apart:
    return Apart(
        make_name(lookup.masks.hide(found.why[:2000])),
        tuple(link_claim(lookup, claim) for claim in lookup.find_claims(found.claim_ids)),
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

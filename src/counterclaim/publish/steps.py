"""How each claimant came to a figure: its figures in order with the words for how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counterclaim.publish.figures import Figure, write_figure, write_number
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, name_holder
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.wording import RELATION_WORDS, write_day
from counterclaim.records.story import Question, Relation, Tally, TallyEntry


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a tally: when and where it was given, and how it stands to an earlier one.

    `basis` is "told" where a report states the relation, else "inferred"; `to` is the earlier figure. `sum` is
    arithmetic of ours over increments, never part of a spread. `corrected` says who corrected the figure and how it was read.
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
    corrected: str


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


def lay_out_history(lookup: Lookup, tally: Tally) -> Held:
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


def find_absent(question: Question, tallies: Sequence[Tally], lookup: Lookup) -> Iterable[Held]:
    spoken = {tally.side for tally in tallies} | {tally.claimant for tally in tallies}
    for side in dict.fromkeys((question.side, question.perpetrator)):
        if side and side not in spoken:
            yield Held(make_name(side), "", False, (), (), absence=f"no figure of its own {lookup.sample}")


def find_step_moment(lookup: Lookup, entry: TallyEntry) -> datetime | date | None:
    """Give when a figure holds: its own day; with the hour of publication where both fall on one day and the hour is
    known.
    """
    claim = lookup.claims.get(entry.claim_id)
    report = lookup.report_of(claim) if claim else None
    if report and report.published and report.published_exact and entry.at in (None, report.day):
        return report.published
    return entry.at or (report.day if report else None)


def _step(lookup: Lookup, entry: TallyEntry, figures: dict[str, Figure]) -> Step:
    claim = lookup.claims.get(entry.claim_id)
    figure = figures[entry.claim_id]
    to = figures.get(entry.to) if entry.to else None
    relation = ", ".join(RELATION_WORDS[r] for r in (entry.relation, *entry.also))
    return Step(
        figure=Linked(figure.signs, f"#{anchor_of(entry.claim_id)}", figure.words),
        when=write_day(entry.at or (lookup.day_of(claim) if claim else None)),
        outlet=lookup.outlet_of(claim) if claim else "unknown outlet",
        relation="" if entry.relation is Relation.FIRST and not entry.also else relation,
        to=Linked(to.signs, f"#{anchor_of(entry.to or '')}", to.words) if to else None,
        basis="" if entry.relation is Relation.FIRST else "told" if entry.told else "inferred",
        reason=lookup.hide_among(entry.reason, (entry.claim_id, entry.to or "")),
        is_current=entry.current,
        copies=tuple(
            Linked(lookup.outlet_of(c), f"#{anchor_of(c.id)}", f"the same figure in {lookup.outlet_of(c)}")
            for c in lookup.find_claims(entry.copies)
        ),
        verification=lookup.checking_of(claim) if claim else "",
        sum=write_number(entry.derived) if entry.derived is not None else "",
        corrected=lookup.decided.tell_figure_correction(entry.claim_id),
    )

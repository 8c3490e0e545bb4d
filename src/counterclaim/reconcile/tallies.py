"""One claimant's figures on one question, in order, each with its relation to one before and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from counterclaim.reconcile.intervals import APPROXIMATE, is_rounding, rounds_closely
from counterclaim.reconcile.relations import Earlier, relate
from counterclaim.reconcile.sayings import Mouth, Saying, is_own_loss
from counterclaim.reconcile.utterances import COPY_DAYS, Step, count_days_apart, merge_copies, put_in_order
from counterclaim.reconcile.wording import is_increment
from counterclaim.records.claim import Claim, Measure, Number
from counterclaim.records.story import Question, Relation, Tally, TallyEntry

ROUNDED_DAYS = 7
"""Days after an exact figure in which a rough one may still round it: "almost 2,800" two days after 2,783."""


def write_tally(question: Question, mouth: Mouth, sayings: Sequence[Saying], mixed: Collection[str] = ()) -> Tally:
    """Give the tally of one claimant (or side) on a question.

    Figures are ordered by the day they count up to, then by publication time, inside a report as printed; where the
    order of one day's reports is not told, a running count is taken to grow, and the reason says so. `mixed` are claims
    whose sentence counts something else too: "wounding another five" after three dead adds nothing.
    """
    steps = put_in_order(merge_copies(sayings))
    _mark_roundings(steps)
    earlier = Earlier()
    for step in steps:
        if step.relation is not Relation.ROUNDS:
            last = earlier.find_last()
            if last is not None and _only_adds(last, mixed) and not _only_adds(step, mixed):
                # "Two more have died, bringing the toll to 47": the 47 replaces no count of two.
                last.is_current, last.reason = False, "told as coming on top of a count that was not read"
                earlier = Earlier()
            relate(step, earlier, question, mixed)
            earlier.add(step)
    claimants = {(s.claim.claimant.key, s.claim.claimant.name) for s in sayings}
    side = sayings[0].claim.claimant.side
    key, name = min(claimants) if len(claimants) == 1 else (mouth.key, side or min(claimants)[1])
    if mouth.relay:
        key, name = f"{key} via {mouth.relay}", f"{name}, as {mouth.relay} passes it on"
    return Tally(
        id=sha256("\x1f".join(("tally", question.id, mouth.key, mouth.relay)).encode()).hexdigest()[:20],
        question_id=question.id,
        claimant_key=key,
        claimant=name,
        side=None if mouth.relay else side,
        own_loss=is_own_loss(question, side, mouth.relay),
        entries=tuple(_close(step) for step in steps),
    )


def _only_adds(step: Step, mixed: Collection[str]) -> bool:
    """Say whether a first figure only tells what came on top, so that it is no total."""
    is_first = step.relation is Relation.FIRST
    return is_first and all(is_increment(s.claim) and s.claim.id not in mixed for s in step.sayings)


def set_aside_additions(tallies: Sequence[Tally], claims: Mapping[str, Claim]) -> list[Tally]:
    """Give a question's tallies without what one claimant only adds to another's count as that claimant's total.

    "Five more bodies" is no count of five where somebody counted before; alone it is all that is told.
    """
    days = {t.id: min((e.at for e in t.entries if e.at), default=date.max) for t in tallies}
    kept = []
    for tally in tallies:
        first = tally.entries[0]
        counted_before = any(days[other.id] < (first.at or date.min) for other in tallies if other.id != tally.id)
        if counted_before and first.relation is Relation.FIRST and is_increment(claims[first.claim_id]):
            reason = "told as coming on top of a count that others gave"
            tally = replace(tally, entries=(replace(first, current=False, reason=reason), *tally.entries[1:]))
        kept.append(tally)
    return kept


def reclassify_missing(
    tallies: Sequence[Tally], measures: Mapping[str, Measure], reports: Mapping[str, str]
) -> list[Tally]:
    """Give the tallies with every fall in the missing explained that a report's own count of dead found explains.

    `measures` tells what each question counts and `reports` the report of each claim. Thirty missing, then eight more
    bodies and 22 missing: the eight are counted as dead now, and nobody was found alive for all that is told.
    """
    found: dict[tuple[str, str], set[Number]] = defaultdict(set)
    for tally in tallies:
        if measures[tally.question_id] is Measure.KILLED:
            values = {e.claim_id: e.quantity.number for e in tally.entries}
            for entry in tally.entries:
                number, before = values[entry.claim_id], values.get(entry.to or "")
                if number is not None:
                    rise = number if entry.relation is Relation.ADDS else number - before if before else 0
                    found[(tally.claimant_key, reports[entry.claim_id])].add(rise)
    return [
        replace(tally, entries=tuple(_explain_fall(e, tally, found, reports) for e in tally.entries))
        if measures[tally.question_id] is Measure.MISSING
        else tally
        for tally in tallies
    ]


def _explain_fall(
    entry: TallyEntry, tally: Tally, found: Mapping[tuple[str, str], set[Number]], reports: Mapping[str, str]
) -> TallyEntry:
    before = next((e.quantity.number for e in tally.entries if e.claim_id == entry.to), None)
    now = entry.quantity.number
    if entry.relation is not Relation.SUPERSEDES or entry.told or before is None or now is None:
        return entry
    fall = before - now
    if fall <= 0 or fall not in found[(tally.claimant_key, reports[entry.claim_id])]:
        return entry
    reason = f"{before} − {fall} = {now}: the report counts {fall} among the dead"
    return replace(entry, relation=Relation.RECLASSIFIES, reason=reason)


def _mark_roundings(steps: Sequence[Step]) -> None:
    """Tie rough figures ("nearly 300") to the exact one of those days that they round, before or after it in print."""
    exact = [s for s in steps if s.saying.quantity.bound not in APPROXIMATE]
    for step in steps:
        if step.saying.quantity.bound not in APPROXIMATE:
            continue
        near = [
            s
            for s in exact
            if is_rounding(step.saying.quantity, s.saying.quantity)
            and (count_days_apart(s, step) <= COPY_DAYS or _rounds_later(step, s))
        ]
        if near:
            best = min(
                near, key=lambda s: (s.saying.report.id != step.saying.report.id, _distance(s, step), s.saying.order)
            )
            step.settle(Relation.ROUNDS, best, f"a rougher way to say {best.number}", is_current=False)


def _rounds_later(rough: Step, exact: Step) -> bool:
    """Say whether a rough figure is told in the days after the exact one, and is the next rounder number to it."""
    x, y = rough.saying, exact.saying
    is_later = x.at is not None and y.at is not None and timedelta() < x.at - y.at <= timedelta(days=ROUNDED_DAYS)
    return is_later and rounds_closely(x.quantity, y.quantity)


def _distance(a: Step, b: Step) -> float:
    return abs((a.number or 0) - (b.number or 0))


def _close(step: Step) -> TallyEntry:
    return TallyEntry(
        claim_id=step.saying.claim.id,
        quantity=step.saying.quantity,
        at=step.saying.at,
        relation=step.relation,
        to=step.to.saying.claim.id if step.to else None,
        told=step.told_in is not None,
        reason=step.reason,
        current=step.is_current,
        copies=tuple(s.claim.id for s in step.copies),
        also=step.also,
        told_in=step.told_in,
        derived=step.derived,
    )

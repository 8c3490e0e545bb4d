"""Loss reports by claimant and target: who says how many of whom, in total or since when, as analysts of bias use them.

The shape follows Radford et al., "Estimating conflict losses and reporting biases" (PNAS 2023), whose 4,609 loss reports
were collected by hand: reporter, target, day, low and high, cumulative or not.
"""

from __future__ import annotations

from counterclaim.publish.exports.excerpt import cut_excerpt
from counterclaim.publish.exports.reported import write_address, write_published
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.stock import Stock, is_relayed
from counterclaim.publish.exports.whereabouts import describe_place
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import name_holder
from counterclaim.records.claim import Measure, Scope, ScopeKind
from counterclaim.records.story import Question, Tally, TallyEntry

LOSSES = frozenset(
    {
        Measure.KILLED, Measure.INJURED, Measure.CAPTURED, Measure.MISSING, Measure.CASUALTIES,
        Measure.LOSSES, Measure.NEUTRALISED, Measure.DESTROYED,
    }
)  # fmt: skip


def list_losses(stock: Stock) -> Sheet:
    """Give a row for every utterance of a figure, by day, claimant and id; copies of it are counted, not repeated."""
    questions = {question.id: question for question in stock.story.resolution.questions}
    rows = [
        _row(stock, questions[tally.question_id], tally, entry)
        for tally in stock.story.reconciliation.tallies
        if questions[tally.question_id].measure in LOSSES
        for entry in tally.entries
    ]
    return Sheet(
        "losses", sorted(rows, key=lambda r: (str(r["day"] or "~"), str(r["claimant"]), str(r["loss_report_id"])))
    )


def _row(stock: Stock, question: Question, tally: Tally, entry: TallyEntry) -> Row:
    lookup = stock.lookup
    claim = lookup.claims.get(entry.claim_id)
    report = lookup.report_of(claim) if claim else None
    scope = claim.scope if claim else Scope()
    since = question.scope.start or scope.start
    return {
        "loss_report_id": f"{tally.id}-{entry.claim_id}",
        "day": entry.at.isoformat() if entry.at else None,
        "published": write_published(report),
        "claimant": name_holder(lookup, tally),
        "claimant_side": make_name(tally.side) if tally.side else None,
        "target_side": make_name(question.side) if question.side else None,
        "stands": tell_stand(question, tally),
        "target_status": question.status.value,
        "measure": question.measure.value,
        "unit": make_name(question.unit),
        "figure": write_figure(entry.quantity).signs,
        "low": entry.quantity.low,
        "high": entry.quantity.high,
        "bound": entry.quantity.bound.value,
        "counting": tell_counting(question.scope, scope, is_cumulative=entry.quantity.cumulative),
        "since": since.isoformat() if since else None,
        **describe_place(question.place),
        "current": entry.current,
        "relation": entry.relation.value,
        "copies": len(entry.copies),
        "outlet": lookup.name_outlet(report),
        "verification": (lookup.checking_of(claim)[:300] if claim else "") or None,
        "reviewed": entry.claim_id in stock.reviewed,
        "question_id": question.id,
        "claim_id": entry.claim_id,
        "url": write_address(lookup, report),
        "quote": cut_excerpt(lookup, claim) if claim else None,
    }


def tell_stand(question: Question, tally: Tally) -> str:
    """Give how the claimant stands to those it counts: own, enemy, outside (no party), or unknown whose they are.

    What an adversary passes on of a claimant's words is "relayed": it is neither's own figure.
    """
    if is_relayed(tally):
        return "relayed"
    if question.side is None:
        return "unknown"
    if tally.side is None:
        return "outside"
    return "own" if tally.side == question.side else "enemy"


def tell_counting(asked: Scope, told: Scope, *, is_cumulative: bool) -> str | None:
    """Give "cumulative" for a running total, "window" for a flow, "moment" for a stock, None where nothing is stated."""
    kinds = {asked.kind, told.kind}
    if is_cumulative or asked.start or told.start or ScopeKind.TOTAL in kinds:
        return "cumulative"
    return "window" if ScopeKind.FLOW in kinds else "moment" if ScopeKind.STOCK in kinds else None

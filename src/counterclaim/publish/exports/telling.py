"""A claim in one line of a cell: claimant, what is told, outlet and day. Never a figure without whose it is and of what."""

from __future__ import annotations

from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.wording import KIND_NOUNS, write_day
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Status

_STANCES = {Status.ASSERTED: "", Status.NEGATED: ", denying it", Status.IRREALIS: ", not as a fact"}


def tell_claim(stock: Stock, claim: Claim) -> str:
    """Give "Ministry of X: 13, Y’s soldiers killed in Z (Outlet, 1 Mar 2026)"; without a figure the kind: "strike"."""
    lookup, quantity = stock.lookup, claim.quantity
    what = KIND_NOUNS[claim.statement.kind]
    if quantity:
        figure = write_figure(quantity).signs
        own = [q for q in stock.questions.get(claim.id, ()) if claim.id not in dict(q.parts)]
        labels = [stock.labels[question.id] for question in own]
        unit = make_name(quantity.unit) if quantity.unit and quantity.unit != "persons" else ""
        counted = " ".join(filter(None, (unit, claim.measure.value if claim.measure else what)))
        what = f"{figure}, {labels[0]}" if labels else f"{figure} {counted}"
    claimant = lookup.name_claimant(claim) + _STANCES[claim.statement.status]
    return f"{claimant}: {what} ({lookup.outlet_of(claim)}, {write_day(lookup.day_of(claim))})"

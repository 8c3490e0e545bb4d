"""The claims behind the rows of a main file, keyed by row: who says it, in which words, where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.publish.exports.excerpt import cut_excerpt
from counterclaim.publish.exports.reported import write_address, write_published
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Claim


def list_behind(stock: Stock, rows: Iterable[tuple[str, Iterable[Claim]]]) -> Sheet:
    """Give a row for every claim behind every main row, in their order."""
    return Sheet("row-claims", [_behind(stock, row_id, claim) for row_id, claims in rows for claim in claims])


def _behind(stock: Stock, row_id: str, claim: Claim) -> Row:
    lookup, statement, quantity = stock.lookup, claim.statement, claim.quantity
    report = lookup.report_of(claim)
    return {
        "row_id": row_id,
        "claim_id": claim.id,
        "claimant": lookup.name_claimant(claim),
        "claimant_side": make_name(claim.claimant.side) if claim.claimant.side else None,
        "kind": statement.kind.value,
        "status": statement.status.value,
        "measure": claim.measure.value if claim.measure else None,
        "figure": write_figure(quantity).signs if quantity else None,
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "bound": quantity.bound.value if quantity else None,
        "outlet": lookup.name_outlet(report),
        "published": write_published(report),
        "url": write_address(lookup, report),
        "quote": cut_excerpt(lookup, claim),
        "reviewed": claim.id in stock.reviewed,
        "report_id": statement.report_id,
    }

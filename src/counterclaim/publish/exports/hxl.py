"""Questions as HXL: one row a question under one rule, so that no tool sums the claimants; their figures in a second file."""

from __future__ import annotations

from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.whereabouts import describe_place
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import name_holder
from counterclaim.publish.spreadsheet import write_csv
from counterclaim.records.claim import Measure
from counterclaim.records.story import Question

# The measures that count people, as attributes of #affected; people in need have a hashtag of their own.
MEASURES = {
    Measure.KILLED: "killed",
    Measure.INJURED: "injured",
    Measure.MISSING: "missing",
    Measure.CAPTURED: "captured",
    Measure.DISPLACED: "displaced",
    Measure.IN_NEED: "in_need",
}
# Hashtags and attributes of the HXL 1.1 dictionary (hxlstandard.org); attributes outside it are allowed and begin with x_.
TAGS = {
    "question_id": "#meta+id",
    "question": "#description",
    "measure": "#indicator+name",
    "side": "#group+x_side",
    "victim_status": "#status+x_victim",
    "country": "#country+code",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "place": "#loc+name",
    "where_prec": "#geo+precision",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "scope": "#meta+x_scope",
    "part_of": "#meta+x_part_of",
    "rule": "#meta+x_rule",
    "rests_on": "#meta+source",
    "claims": "#meta+x_claims+num",
    "reviewed_claims": "#meta+x_reviewed+num",
    "note": "#meta+note",
    **{f"{name}_{end}": f"#affected+{name}+{end}" for name in MEASURES.values() for end in ("min", "max")},
    **{name: f"#affected+{name}" for name in MEASURES.values()},
    "in_need": "#inneed",
    "in_need_min": "#inneed+min",
    "in_need_max": "#inneed+max",
    "claimant": "#meta+source",
    "claimant_side": "#group+x_claimant",
    "own_loss": "#meta+x_own_loss",
    "figure": "#meta+x_figure",
    "low": "#indicator+value+x_claimed+min+num",
    "high": "#indicator+value+x_claimed+max+num",
    "as_of": "#date+reported",
    "outlet": "#meta+x_outlet",
    "published": "#date+published",
    "reviewed": "#meta+x_reviewed",
    "claim_id": "#meta+id+x_claim",
}


def list_hxl(stock: Stock, order: Order) -> tuple[Sheet, Sheet, Sheet]:
    """Give a row a question under the rule, a row a current figure, and the questions that are no row with why."""
    rows: list[Row] = []
    left_out: list[Row] = []
    kept = []
    for question in stock.story.resolution.questions:
        why = _why_not(stock, order, question)
        if why:
            claims = stock.claims_of(question.claim_ids)
            label = stock.labels[question.id]
            told_by = stock.name_claimants(claims)
            left_out.append({"what": "question", "id": question.id, "told_by": told_by, "about": label, "why": why})
        else:
            rows.append(_row(stock, order, question))
            kept.append(question)
    return (
        Sheet("hxl", rows),
        Sheet("hxl-claims", [row for question in kept for row in _list_figures(stock, question)]),
        Sheet("left-out", left_out),
    )


def to_hxl(sheet: Sheet) -> bytes:
    """Give the table as CSV with the row of hashtags under its heads."""
    head, _, body = write_csv(sheet.heads, sheet.rows).partition("\n")
    return "\n".join([head, ",".join(TAGS[name] for name in sheet.heads), body]).encode()


def _why_not(stock: Stock, order: Order, question: Question) -> str:
    if question.measure not in MEASURES or question.unit != "persons":
        return f"HXL has no hashtag for {question.measure.value} {make_name(question.unit)}"
    if (question.id, order.rule) not in stock.spreads:
        return f"the rule {order.rule} does not apply to it"
    return ""


def _row(stock: Stock, order: Order, question: Question) -> Row:
    spread = stock.spreads[question.id, order.rule]
    claims = stock.claims_of(question.claim_ids)
    name = MEASURES[question.measure]
    place = describe_place(question.place)
    scope = question.scope
    return {
        "question_id": question.id,
        "question": stock.labels[question.id],
        "measure": question.measure.value,
        "side": make_name(question.side) if question.side else None,
        "victim_status": question.status.value,
        **place,
        "date_start": scope.start.isoformat() if scope.start else None,
        "date_end": scope.as_of.isoformat() if scope.as_of else None,
        "scope": scope.kind.value if scope.kind else None,
        "part_of": question.part_of,
        f"{name}_min": spread.low,
        name: spread.best,
        f"{name}_max": spread.high,
        "rule": order.rule,
        "rests_on": stock.name_claimants(stock.lookup.find_claims(spread.claim_ids)),
        "claims": len(claims),
        "reviewed_claims": len({claim.id for claim in claims} & stock.reviewed),
        "note": stock.lookup.hide_among(spread.note, spread.claim_ids) or None,
    }


def _list_figures(stock: Stock, question: Question) -> list[Row]:
    rows: list[Row] = []
    for tally in stock.tallies.get(question.id, ()):
        for entry in tally.entries:
            if not entry.current:
                continue
            claim = stock.lookup.claims.get(entry.claim_id)
            day = stock.lookup.day_of(claim) if claim else None
            rows.append(
                {
                    "question_id": question.id,
                    "question": stock.labels[question.id],
                    "measure": question.measure.value,
                    "claimant": name_holder(stock.lookup, tally),
                    "claimant_side": make_name(tally.side) if tally.side else None,
                    "own_loss": tally.own_loss,
                    "figure": write_figure(entry.quantity).signs,
                    "low": entry.quantity.low,
                    "high": entry.quantity.high,
                    "as_of": entry.at.isoformat() if entry.at else None,
                    "outlet": stock.lookup.outlet_of(claim) if claim else "unknown outlet",
                    "published": day.isoformat() if day else None,
                    "reviewed": entry.claim_id in stock.reviewed,
                    "claim_id": entry.claim_id,
                }
            )
    return rows

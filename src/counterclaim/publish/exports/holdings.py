"""What the ledger holds, table by table: reports, statements, claims, incidents, questions, tallies, spreads, judgements."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from counterclaim.publish.annex import order_reports
from counterclaim.publish.exports.excerpt import cut_excerpt
from counterclaim.publish.exports.reported import (
    write_address,
    write_archive,
    write_headline,
    write_language,
    write_published,
)
from counterclaim.publish.exports.sheet import Row, Sheet
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.whereabouts import describe_place, describe_point
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import name_holder
from counterclaim.publish.map import needs_shelter
from counterclaim.publish.sites import name_kinds, name_tellers
from counterclaim.publish.tables import list_positions
from counterclaim.records.claim import Claim
from counterclaim.records.story import Incident, Judgement, Question, Tally, TallyEntry, Verdict
from counterclaim.records.text import Report, Span


def list_holdings(stock: Stock) -> tuple[Sheet, ...]:
    """Give every table in an order in which each names only ids of tables before it."""
    lookup = stock.lookup
    reports = order_reports(lookup)
    position = {report.id: i for i, report in enumerate(reports)}
    claims = sorted(
        stock.story.claims,
        key=lambda c: (position.get(c.statement.report_id, len(position)), c.statement.trigger.start, c.id),
    )
    story = stock.story
    return (
        Sheet("reports", _report_rows(stock, reports)),
        Sheet("statements", [_statement(stock, claim) for claim in claims]),
        Sheet("claims", [_claim(stock, claim) for claim in claims]),
        list_incidents(stock),
        Sheet("questions", [_question(stock, question) for question in story.resolution.questions]),
        Sheet(
            "tallies",
            [
                _entry(stock, tally, entry, place)
                for tally in story.reconciliation.tallies
                for place, entry in enumerate(tally.entries, 1)
            ],
        ),
        Sheet("spreads", _spread_rows(stock)),
        Sheet("positions", _position_rows(stock)),
        Sheet("judgements", [_judgement(stock, j) for j in story.judgements]),
    )


def list_incidents(stock: Stock) -> Sheet:
    """Give the table of incidents, in the story's order."""
    return Sheet("incidents", [_incident(stock, incident) for incident in stock.story.resolution.incidents])


def _report_rows(stock: Stock, reports: list[Report]) -> list[Row]:
    lookup, story = stock.lookup, stock.story
    firsts = {id: voice.first for voice in story.resolution.syndications for id in voice.report_ids}
    claims = Counter(claim.statement.report_id for claim in story.claims)
    figures = Counter(claim.statement.report_id for claim in story.claims if claim.quantity)
    return [
        {
            "report_id": report.id,
            "outlet": lookup.name_outlet(report),
            "affiliation": report.outlet.affiliation.value if report.outlet else "unknown",
            "title": write_headline(lookup, report),
            "published": write_published(report),
            "day": report.day.isoformat() if report.day else None,
            "language": write_language(report),
            "url": write_address(lookup, report),
            "wire": "; ".join(make_name(name) for name in report.wire) or None,
            "same_text_as": firsts[report.id] if firsts.get(report.id, report.id) != report.id else None,
            "claims": claims[report.id],
            "figures": figures[report.id],
            "text_sha256": sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "fetched": report.fetch.at.isoformat().replace("+00:00", "Z") if report.fetch else None,
            "original_sha256": report.fetch.sha256 if report.fetch else None,
            "archive_url": write_archive(lookup, report),
        }
        for report in reports
    ]


def _statement(stock: Stock, claim: Claim) -> Row:
    statement, lookup = claim.statement, stock.lookup
    source = statement.source

    def words(*spans: Span | None) -> str | None:
        return "; ".join(lookup.hide(span.text, claim) for span in spans if span) or None

    return {
        "statement_id": statement.id,
        "claimant": lookup.name_claimant(claim),
        "report_id": statement.report_id,
        "kind": statement.kind.value,
        "status": statement.status.value,
        "voice": source.voice.value,
        "speaker": words(source.speaker),
        "speaker_class": source.speaker_class.value if source.speaker_class else None,
        "via": words(source.via),
        "cue": words(source.cue),
        "trigger": words(statement.trigger),
        "trigger_start": statement.trigger.start,
        "trigger_end": statement.trigger.end,
        "actor": words(*statement.actor),
        "object": words(*statement.object),
        "amounts": words(*statement.amounts),
        "place": words(*statement.place),
        "time": words(*statement.time),
        "means": words(*statement.means),
        "scope": words(statement.scope),
        "denies": statement.denies.value if statement.denies else None,
        "violent": statement.violent,
        "cumulative": statement.cumulative,
        "confidence": round(statement.confidence, 2),
        "reader": statement.reader or None,
    }


def _claim(stock: Stock, claim: Claim) -> Row:
    lookup, statement, quantity = stock.lookup, claim.statement, claim.quantity
    period = next((mention.period for mention in claim.time if mention.period), None)
    place = next((mention.place for mention in claim.place if mention.place), None)
    status, report = claim.victim_status, lookup.report_of(claim)
    incident = stock.incidents.get(claim.id)
    return {
        "claim_id": claim.id,
        "statement_id": statement.id,
        "claimant": lookup.name_claimant(claim),
        "claimant_side": make_name(claim.claimant.side) if claim.claimant.side else None,
        "claimant_basis": claim.claimant.basis.value,
        "kind": statement.kind.value,
        "status": statement.status.value,
        "measure": claim.measure.value if claim.measure else None,
        "figure": write_figure(quantity).signs if quantity else None,
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "bound": quantity.bound.value if quantity else None,
        "unit": make_name(quantity.unit) if quantity and quantity.unit else None,
        "cumulative": quantity.cumulative if quantity else None,
        "scope": claim.scope.kind.value if claim.scope.kind else None,
        "scope_start": claim.scope.start.isoformat() if claim.scope.start else None,
        "scope_as_of": claim.scope.as_of.isoformat() if claim.scope.as_of else None,
        "counted": "; ".join(lookup.hide(m.span.text, claim) for m in claim.object) or None,
        "victim_side": make_name(claim.victim_side) if claim.victim_side else None,
        "victim_status": status.value.value if status else None,
        "victim_status_by": lookup.hide(status.by, claim) if status and status.by else None,
        "actor": "; ".join(make_name(m.actor.name) if m.actor else lookup.hide(m.span.text, claim) for m in claim.actor)
        or None,
        **describe_place(place),
        "start": period.start.isoformat() if period else None,
        "end": period.end.isoformat() if period else None,
        "date_prec": period.date_prec if period else None,
        "outlet": lookup.name_outlet(report),
        "published": write_published(report),
        "chain": " › ".join(lookup.chain_of(claim)),
        "verification": lookup.checking_of(claim)[:300] or None,
        "gaps": "; ".join(make_name(gap.field) for gap in claim.gaps) or None,
        "confidence": round(statement.confidence, 2),
        "reviewed": claim.id in stock.reviewed,
        "incident_id": incident.id if incident else None,
        "question_ids": "; ".join(question.id for question in stock.questions.get(claim.id, ())) or None,
        "report_id": statement.report_id,
        "url": write_address(lookup, report),
        "quote": cut_excerpt(lookup, claim),
        "reading": claim.reading or None,
    }


def _incident(stock: Stock, incident: Incident) -> Row:
    claims = stock.claims_of(incident.claim_ids)
    period = incident.period
    return {
        "incident_id": incident.id,
        "told_by": "; ".join(name_tellers(stock.lookup, incident)),
        "kinds": name_kinds(incident),
        "parties": "; ".join(make_name(side) for side in incident.sides) or None,
        **describe_place(incident.place),
        **describe_point(incident.place, is_sheltered=needs_shelter(claims)),
        "start": period.start.isoformat() if period else None,
        "end": period.end.isoformat() if period else None,
        "date_prec": period.date_prec if period else None,
        "claims": len(claims),
        "reports": len({claim.statement.report_id for claim in claims}),
        "reviewed_claims": len({claim.id for claim in claims} & stock.reviewed),
    }


def _question(stock: Stock, question: Question) -> Row:
    tallies = stock.tallies.get(question.id, ())
    claims = stock.claims_of(question.claim_ids)
    incidents = dict.fromkeys(stock.incidents[id].id for id in question.claim_ids if id in stock.incidents)
    return {
        "question_id": question.id,
        "question": stock.labels[question.id],
        "measure": question.measure.value,
        "unit": make_name(question.unit),
        "population": stock.lookup.hide_among(question.population, question.claim_ids),
        "side": make_name(question.side) if question.side else None,
        "victim_status": question.status.value,
        "perpetrator_as_claimed": make_name(question.perpetrator) if question.perpetrator else None,
        **describe_place(question.place),
        "scope": question.scope.kind.value if question.scope.kind else None,
        "scope_start": question.scope.start.isoformat() if question.scope.start else None,
        "scope_as_of": question.scope.as_of.isoformat() if question.scope.as_of else None,
        "part_of": question.part_of,
        "claimants": len({tally.claimant_key for tally in tallies}),
        "claims": len(claims),
        "reviewed_claims": len({claim.id for claim in claims} & stock.reviewed),
        "incident_ids": "; ".join(incidents) or None,
    }


def _entry(stock: Stock, tally: Tally, entry: TallyEntry, number: int) -> Row:
    lookup = stock.lookup
    claim = lookup.claims.get(entry.claim_id)
    report = lookup.report_of(claim) if claim else None
    return {
        "tally_id": tally.id,
        "entry": number,
        "question_id": tally.question_id,
        "question": stock.labels[tally.question_id],
        "claimant": name_holder(lookup, tally),
        "claimant_side": make_name(tally.side) if tally.side else None,
        "own_loss": tally.own_loss,
        "claim_id": entry.claim_id,
        "figure": write_figure(entry.quantity).signs,
        "low": entry.quantity.low,
        "high": entry.quantity.high,
        "bound": entry.quantity.bound.value,
        "as_of": entry.at.isoformat() if entry.at else None,
        "current": entry.current,
        "relation": entry.relation.value,
        "relation_to": entry.to,
        "relation_basis": "told" if entry.told else "inferred",
        "reason": lookup.hide_among(entry.reason, (entry.claim_id, entry.to or "")) or None,
        "copies": len(entry.copies),
        "outlet": lookup.name_outlet(report),
        "published": write_published(report),
        "reviewed": entry.claim_id in stock.reviewed,
        "quote": cut_excerpt(lookup, claim) if claim else None,
    }


def _spread_rows(stock: Stock) -> list[Row]:
    lookup = stock.lookup
    return [
        {
            "question_id": spread.question_id,
            "question": stock.labels[spread.question_id],
            "rule": spread.rule,
            "rests_on": stock.name_claimants(lookup.find_claims(spread.claim_ids)),
            "low": spread.low,
            "best": spread.best,
            "high": spread.high,
            "claims": len(spread.claim_ids),
            "note": lookup.hide_among(spread.note, spread.claim_ids) or None,
        }
        for spread in stock.story.reconciliation.spreads
    ]


def _position_rows(stock: Stock) -> list[Row]:
    return [
        {
            "position_id": row.position_id,
            "party": row.party,
            "verb": row.verb,
            "toward": row.toward,
            "day": row.day,
            "claims": row.claims,
            "answered_by": row.answered_by or None,
            "outlet": row.outlet,
            "claim_id": row.claim_id,
            "quote": cut_excerpt(stock.lookup, stock.lookup.claims[row.claim_id]),
        }
        for row in list_positions(stock.story)
    ]


def _judgement(stock: Stock, judgement: Judgement) -> Row:
    """Give a decision with who made it and why; of an edit only the names of the fields that it sets."""
    lookup, content = stock.lookup, judgement.content
    subjects = (judgement.subject, judgement.other or "")
    fields = content.get("set")
    ends = {end: value for end in ("low", "best", "high") if isinstance(value := content.get(end), int | float)}
    return {
        "judgement_id": judgement.id,
        "verdict": judgement.verdict.value,
        "about": judgement.about.value,
        "subject": judgement.subject,
        "other": judgement.other,
        "report_id": judgement.report_id,
        "kind": judgement.kind.value if judgement.kind else None,
        "author": make_name(judgement.author),
        "reason": lookup.hide_among(judgement.reason, subjects) or None,
        "at": judgement.at.isoformat(),
        "grade": lookup.hide_among(str(content["grade"]), subjects) if content.get("grade") else None,
        **(ends if judgement.verdict is Verdict.ESTIMATE else {}),
        "fields": "; ".join(sorted(map(str, fields))) if isinstance(fields, dict) else None,
    }

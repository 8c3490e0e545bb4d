"""Rows for tables and files: one dataclass per table, its field names are the columns and stay as they are.

No row states a claim without its claimant: a question has one row for each claimant that answers it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.publish.annex import order_reports
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import name_holder
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import quote
from counterclaim.publish.sites import name_kinds, name_tellers
from counterclaim.publish.stances import name_party, name_party_of
from counterclaim.publish.wording import POSITION_VERBS, write_moment, write_place
from counterclaim.records.claim import Claim, Number
from counterclaim.records.story import About, Question, Story, Tally, TallyEntry

OWN_ESTIMATE = "own estimate"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One current figure of one claimant on one question, or a claimant's last where none is current.

    `low` and `high` keep the number as its words bound it; `figure` writes the bound out. `follows` is the figure
    before it in the tally.
    """

    question_id: str
    question: str
    claimant: str
    figure: str
    low: Number | None
    high: Number | None
    bound: str
    side: str | None
    own_loss: bool
    measure: str
    unit: str
    as_of: str | None
    relation: str
    follows: str | None
    relation_basis: str
    reason: str
    figures_given: int
    claimants: int
    reports: int
    outlet: str
    verification: str
    part_of: str | None
    claim_id: str
    judged: str


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """Low, best and high of one question under one named rule, with whose figures it rests on.

    A person's own estimate stands beside the rules as the rule "own estimate"; its note says whose. Unknown is None,
    never 0.
    """

    question_id: str
    question: str
    rule: str
    low: Number | None
    best: Number | None
    high: Number | None
    rests_on: str
    claims: int
    note: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim with its sentence.

    `gaps` names what could not be determined; `place` and `where_prec` are the first place's.
    """

    claim_id: str
    claimant: str
    kind: str
    status: str
    measure: str | None
    figure: str
    low: Number | None
    high: Number | None
    bound: str | None
    unit: str | None
    counted: str
    victim_side: str | None
    victim_status: str | None
    victim_status_by: str | None
    actor: str
    place: str | None
    where_prec: int | None
    start: str | None
    end: str | None
    date_prec: int | None
    outlet: str
    published: str | None
    chain: str
    verification: str
    gaps: str
    confidence: float
    sentence: str
    report_id: str
    judged: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident as claims place it, and who tells of it. Coordinates are given up to district precision only."""

    incident_id: str
    told_by: str
    kinds: str
    place: str | None
    country: str | None
    where_prec: int | None
    start: str | None
    end: str | None
    date_prec: int | None
    parties: str
    claims: int
    reports: int
    judged: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One party's position, with the first of its claims in words.

    `answered_by` are the claims that deny or refuse it.
    """

    position_id: str
    party: str
    verb: str
    toward: str | None
    day: str | None
    claims: int
    outlet: str
    sentence: str
    answered_by: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report that was read."""

    report_id: str
    outlet: str
    title: str
    published: str | None
    language: str | None
    wire: str
    same_text_as: str | None
    claims: int
    figures: int


def list_questions(story: Story, *, masked: bool = True) -> tuple[QuestionRow, ...]:
    """Give a row per question, claimant and current figure; questions with most claimants, then most claims, first."""
    lookup = Lookup.of(story, masked=masked)
    decided = lookup.decided
    rows: list[QuestionRow] = []
    answers: dict[str, list[Tally]] = {}
    for tally in story.reconciliation.tallies:
        answers.setdefault(tally.question_id, []).append(tally)

    def rank(question: Question) -> tuple[int, int, str, str]:
        return (-len(answers.get(question.id, [])), -len(question.claim_ids), lookup.label_of(question.id), question.id)

    for question in sorted(story.resolution.questions, key=rank):
        tallies = answers.get(question.id, [])
        graded = decided.tell_grade(question.claim_ids, About.QUESTION)
        for tally in tallies:
            current = [e for e in tally.entries if e.current] or list(tally.entries[-1:])
            for entry in current:
                claim = lookup.claims.get(entry.claim_id)
                figure = write_figure(entry.quantity)
                rows.append(
                    QuestionRow(
                        question_id=question.id,
                        question=lookup.label_of(question.id),
                        claimant=name_holder(lookup, tally),
                        figure=figure.signs,
                        low=entry.quantity.low,
                        high=entry.quantity.high,
                        bound=entry.quantity.bound.value,
                        side=make_name(tally.side) if tally.side else None,
                        own_loss=tally.own_loss,
                        measure=question.measure.value,
                        unit=make_name(question.unit),
                        as_of=entry.at.isoformat() if entry.at else None,
                        relation=entry.relation.value,
                        follows=_find_followed(tally, entry),
                        relation_basis="told" if entry.told else "inferred",
                        reason=lookup.hide_among(entry.reason, (entry.claim_id, entry.to or "")),
                        figures_given=len(tally.entries),
                        claimants=len({t.claimant_key for t in tallies}),
                        reports=len(
                            {c.statement.report_id for c in lookup.find_claims((entry.claim_id, *entry.copies))}
                        ),
                        outlet=lookup.outlet_of(claim) if claim else "unknown outlet",
                        verification=lookup.checking_of(claim) if claim else "",
                        part_of=question.part_of,
                        claim_id=entry.claim_id,
                        judged="; ".join(filter(None, (decided.tell_claim(entry.claim_id), graded))),
                    )
                )
    return tuple(rows)


def list_spreads(story: Story, *, masked: bool = True) -> tuple[SpreadRow, ...]:
    """Give every spread in the story's order, with the claimants whose figures it rests on, then people's own estimates."""
    lookup = Lookup.of(story, masked=masked)
    spreads = tuple(
        SpreadRow(
            question_id=spread.question_id,
            question=lookup.label_of(spread.question_id),
            rule=spread.rule,
            low=spread.low,
            best=spread.best,
            high=spread.high,
            rests_on="; ".join(dict.fromkeys(lookup.name_claimant(c) for c in lookup.find_claims(spread.claim_ids))),
            claims=len(spread.claim_ids),
            note=lookup.hide_among(spread.note, spread.claim_ids),
        )
        for spread in story.reconciliation.spreads
    )
    return (*spreads, *_list_estimates(lookup))


def _list_estimates(lookup: Lookup) -> Iterable[SpreadRow]:
    tallies: dict[str, list[Tally]] = {}
    for tally in lookup.story.reconciliation.tallies:
        tallies.setdefault(tally.question_id, []).append(tally)
    for question in lookup.story.resolution.questions:
        for own in lookup.decided.list_estimates(question, tallies.get(question.id, ())):
            yield SpreadRow(
                question_id=question.id,
                question=lookup.label_of(question.id),
                rule=OWN_ESTIMATE,
                low=own.low,
                best=own.best,
                high=own.high,
                rests_on="",
                claims=own.known,
                note="; ".join(filter(None, (f"by {own.by}", own.reason, own.standing))),
            )


def list_claims(story: Story, *, masked: bool = True) -> tuple[ClaimRow, ...]:
    """Give the claims by publication and place in the text."""
    lookup = Lookup.of(story, masked=masked)
    position = {report.id: i for i, report in enumerate(order_reports(lookup))}
    ordered = sorted(
        story.claims,
        key=lambda c: (position.get(c.statement.report_id, len(position)), c.statement.trigger.start, c.id),
    )
    return tuple(lay_out_claim(lookup, claim) for claim in ordered)


def list_incidents(story: Story, *, masked: bool = True) -> tuple[IncidentRow, ...]:
    """Give the incidents in the story's order."""
    lookup = Lookup.of(story, masked=masked)
    return tuple(
        IncidentRow(
            incident_id=incident.id,
            told_by="; ".join(name_tellers(lookup, incident)),
            kinds=name_kinds(incident),
            place=write_place(incident.place) if incident.place else None,
            country=incident.place.country if incident.place else None,
            where_prec=incident.place.where_prec if incident.place else None,
            start=incident.period.start.isoformat() if incident.period else None,
            end=incident.period.end.isoformat() if incident.period else None,
            date_prec=incident.period.date_prec if incident.period else None,
            parties="; ".join(make_name(side) for side in incident.sides),
            claims=len(incident.claim_ids),
            reports=len({c.statement.report_id for c in lookup.find_claims(incident.claim_ids)}),
            judged=lookup.decided.tell_grade(incident.claim_ids, About.INCIDENT),
        )
        for incident in story.resolution.incidents
    )


def list_positions(story: Story, *, masked: bool = True) -> tuple[PositionRow, ...]:
    """Give the positions in the story's order; one whose claims the story does not hold is left out."""
    lookup = Lookup.of(story, masked=masked)
    answers: dict[str, list[str]] = {}
    for claim_id, answer_id in [
        *((p.allegation, p.denial) for p in story.reconciliation.pairings),
        *((r.demand, r.refusal) for r in story.reconciliation.refusals),
    ]:
        answers.setdefault(claim_id, []).append(answer_id)
    rows = []
    for position in story.reconciliation.positions:
        claims = lookup.find_claims(position.claim_ids)
        if not claims:
            continue
        answering = lookup.find_claims(dict.fromkeys(a for claim in claims for a in answers.get(claim.id, ())))
        rows.append(
            PositionRow(
                position_id=position.id,
                party=name_party(lookup, position, position.holder),
                verb=POSITION_VERBS.get(position.kind, position.kind.value.lower()),
                toward=name_party(lookup, position, position.toward) if position.toward else None,
                day=position.at.isoformat() if position.at else None,
                claims=len(claims),
                outlet=lookup.outlet_of(claims[0]),
                sentence=quote(lookup, claims[0]).text,
                answered_by="; ".join(dict.fromkeys(name_party_of(lookup, claim) for claim in answering)),
                claim_id=claims[0].id,
            )
        )
    return tuple(rows)


def list_reports(story: Story, *, masked: bool = True) -> tuple[ReportRow, ...]:
    """Give the reports by publication, undated ones last."""
    lookup = Lookup.of(story, masked=masked)
    firsts = {id: voice.first for voice in story.resolution.syndications for id in voice.report_ids}
    claims = Counter(claim.statement.report_id for claim in story.claims)
    figures = Counter(claim.statement.report_id for claim in story.claims if claim.quantity)
    rows = []
    for report in order_reports(lookup):
        first = firsts.get(report.id, report.id)
        rows.append(
            ReportRow(
                report_id=report.id,
                outlet=lookup.name_outlet(report),
                title=make_name(lookup.masks.hide((report.title or "")[:2000], report.id)),
                published=write_moment(report.published, exact=report.published_exact) if report.published else None,
                language=make_name(report.language) if report.language else None,
                wire="; ".join(make_name(name) for name in report.wire),
                same_text_as=lookup.name_outlet(lookup.reports.get(first)) if first != report.id else None,
                claims=claims[report.id],
                figures=figures[report.id],
            )
        )
    return tuple(rows)


def lay_out_claim(lookup: Lookup, claim: Claim) -> ClaimRow:
    """Give the row of one claim."""
    quantity, statement = claim.quantity, claim.statement
    place = next((mention.place for mention in claim.place if mention.place), None)
    period = next((mention.period for mention in claim.time if mention.period), None)
    day = lookup.day_of(claim)
    return ClaimRow(
        claim_id=claim.id,
        claimant=lookup.name_claimant(claim),
        kind=statement.kind.value,
        status=statement.status.value,
        measure=claim.measure.value if claim.measure else None,
        figure=write_figure(quantity).signs if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        bound=quantity.bound.value if quantity else None,
        unit=make_name(quantity.unit) if quantity and quantity.unit else None,
        counted="; ".join(lookup.hide(m.span.text, claim) for m in claim.object),
        victim_side=make_name(claim.victim_side) if claim.victim_side else None,
        victim_status=claim.victim_status.value.value if claim.victim_status else None,
        victim_status_by=lookup.hide(claim.victim_status.by, claim)
        if claim.victim_status and claim.victim_status.by
        else None,
        actor="; ".join(lookup.hide(m.span.text, claim) for m in claim.actor),
        place=write_place(place) if place else None,
        where_prec=place.where_prec if place else None,
        start=period.start.isoformat() if period else None,
        end=period.end.isoformat() if period else None,
        date_prec=period.date_prec if period else None,
        outlet=lookup.outlet_of(claim),
        published=day.isoformat() if day else None,
        chain=" › ".join(lookup.chain_of(claim)),
        verification=lookup.checking_of(claim),
        gaps="; ".join(make_name(gap.field) for gap in claim.gaps),
        confidence=round(statement.confidence, 2),
        sentence=quote(lookup, claim).text,
        report_id=statement.report_id,
        judged=lookup.decided.tell_claim(claim.id),
    )


def _find_followed(tally: Tally, entry: TallyEntry) -> str | None:
    before = next((e for e in tally.entries if e.claim_id == entry.to), None) if entry.to else None
    return write_figure(before.quantity).signs if before else None

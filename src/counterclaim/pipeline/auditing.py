"""The history of a figure: its words and report, every reading of them with its versions, judgements, and where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownName
from counterclaim.pipeline.judging import JudgementRow, list_judgements, open_register
from counterclaim.pipeline.naming import SHORTEST, Register, Subject
from counterclaim.publish.decided import OwnEstimate
from counterclaim.publish.figures import write_figure, write_number
from counterclaim.publish.legible import make_legible, make_name
from counterclaim.publish.links import name_holder
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import quote
from counterclaim.publish.subjects import describe_claim, describe_incident, describe_question
from counterclaim.publish.wording import CONTRADICTION_WORDS, RELATION_WORDS, count_of
from counterclaim.records.claim import Claim, Number
from counterclaim.records.story import About, Incident, LinkState, Question, Relation, Spread, TallyEntry

if TYPE_CHECKING:
    from counterclaim.ledger.view import View

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
MOST_TRAILS = 40


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What one reading made of the statement, None where it did not find it. Times are UTC."""

    made_at: str
    reader: str
    rules: str
    tables: str
    found: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Where the figure stands: the sentence with its offsets in the report, and the report."""

    sentence: str
    start: int
    end: int
    figure: str | None
    figure_start: int | None
    figure_end: int | None
    report_id: str
    outlet: str
    title: str
    published: str
    address: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class Trail:
    """All that leads to one claim and from it; `since` is when the first reading that found it was made."""

    claim_id: str
    what: str
    chain: tuple[str, ...]
    words: Words
    since: str
    readings: tuple[ReadAs, ...]
    judgements: tuple[JudgementRow, ...]
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was asked for, what stands behind it in sentences, and the trail of every claim that it rests on.

    `further` claims have no trail here: ask for them by their id.
    """

    asked: str
    is_about: str
    grounds: tuple[str, ...]
    judgements: tuple[JudgementRow, ...]
    trails: tuple[Trail, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    is_about: str
    grounds: list[str]
    claim_ids: tuple[str, ...]
    subject: Subject | None = None


def audit(view: View, asked: str) -> Audit:
    """Give the history behind an id or a figure as any page prints it. Raises UnknownName where there is none."""
    register = open_register(view)
    made = list_judgements(view, register=register)
    found = _find(register, asked, made)
    shown = found.claim_ids[:MOST_TRAILS]
    return Audit(
        asked=asked,
        is_about=found.is_about,
        grounds=tuple(found.grounds),
        judgements=tuple(row for row in made if found.subject and _is_about_whole(register, row, found.subject)),
        trails=tuple(_follow(view, register.lookup, claim, made) for claim in register.lookup.find_claims(shown)),
        further=found.claim_ids[MOST_TRAILS:],
    )


def _find(register: Register, asked: str, made: Iterable[JudgementRow]) -> _Found:
    number = _read_figure(asked)
    if number is not None:
        grounds, claim_ids = _find_figure(register.lookup, number)
        if claim_ids:
            return _Found(f"the figure {write_number(number)}", grounds, claim_ids)
    try:
        subject = register.find(asked)
    except UnknownName as error:
        other = _find_other(register, asked, made)
        if other:
            return other
        if number is not None:
            raise UnknownName(
                f"No claim, range or estimate here has the figure {write_number(number)}; counterclaim claims lists all."
            ) from error
        raise
    return _Found(register.describe(subject), _list_grounds(register, subject), subject.claim_ids, subject)


def _find_other(register: Register, asked: str, made: Iterable[JudgementRow]) -> _Found | None:
    """Give what a report's or judgement's id leads to: the claims of the one, the claims that the other is about."""
    typed = asked.strip().rstrip("…").lower()
    if len(typed) < SHORTEST:
        return None
    rows = [row for row in made if row.judgement_id.startswith(typed)]
    if len(rows) == 1:
        row = rows[0]
        is_about = f"a judgement ({row.decision}, by {row.author}, {row.made_at}; {row.state}), about {row.about}"
        return _Found(is_about, [], tuple(filter(None, (row.claim_id, row.other_claim_id))))
    lookup = register.lookup
    reports = [report for report in lookup.story.reports if report.id.startswith(typed)]
    if len(reports) != 1:
        return None
    claims = [claim for claim in lookup.story.claims if claim.statement.report_id == reports[0].id]
    told = (
        f"a report ({lookup.name_outlet(reports[0])}, {reports[0].day or 'no date'}: {count_of(len(claims), 'claim')})"
    )
    return _Found(told, [], tuple(c.id for c in sorted(claims, key=lambda c: c.statement.trigger.start)))


def _is_about_whole(register: Register, row: JudgementRow, subject: Subject) -> bool:
    """Say whether a judgement is about this incident or question; those about its claims stand in their trails."""
    if row.sort == About.CLAIM or row.sort != subject.about:
        return False
    holders = (register.find_holder(claim_id, subject.about) for claim_id in (row.claim_id, row.other_claim_id or ""))
    return subject.id in {holder.id for holder in holders if holder}


def _read_figure(asked: str) -> Number | None:
    plain = asked.strip().lstrip("≥≤<>≈~ ")
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain.replace(",", ""))
    return int(number) if number.is_integer() else number


def _find_figure(lookup: Lookup, number: Number) -> tuple[list[str], tuple[str, ...]]:
    """Give in sentences where pages print the number, and the claims behind it."""
    grounds: list[str] = []
    found: dict[str, None] = {}
    for claim in sorted(lookup.story.claims, key=lookup.order_of):
        ends = [(q.low, q.high) for q in (claim.quantity, *(claim.quantity.parts if claim.quantity else ())) if q]
        if any(number in pair for pair in ends):
            grounds.append(f"claimed: {describe_claim(lookup, claim)}")
            found[claim.id] = None
        elif number in lookup.decided.list_former_ends(claim.id):
            grounds.append(f"read, before a person corrected it: {describe_claim(lookup, claim)}")
            found[claim.id] = None
    for spread in lookup.story.reconciliation.spreads:
        if number in (spread.low, spread.best, spread.high):
            grounds.append(f"range: {_tell_spread(lookup, spread)}")
            found.update(dict.fromkeys(spread.claim_ids))
    for tally in lookup.story.reconciliation.tallies:
        for entry in tally.entries:
            if entry.derived == number:
                who = name_holder(lookup, tally)
                grounds.append(f"running sum of ours over increments of {who}: {lookup.label_of(tally.question_id)}")
                found.update(dict.fromkeys(e.claim_id for e in tally.entries))
    for question in lookup.story.resolution.questions:
        for own in _list_estimates(lookup, question):
            if number in (own.low, own.best, own.high):
                grounds.append(f"{_tell_estimate(own)}: {lookup.label_of(question.id)}")
                found.update(dict.fromkeys(question.claim_ids))
    return grounds, tuple(found)


def _list_grounds(register: Register, subject: Subject) -> list[str]:
    lookup = register.lookup
    if subject.about is About.INCIDENT:
        incident = next(i for i in lookup.story.resolution.incidents if i.id == subject.id)
        return list(_tell_links(lookup, incident))
    if subject.about is About.QUESTION:
        return list(_tell_answers(lookup, lookup.questions[subject.id]))
    return []


def _tell_links(lookup: Lookup, incident: Incident) -> Iterator[str]:
    """Say of every link why its claims are one thing."""
    yield f"incident: {describe_incident(lookup, incident)}"
    for link in incident.links:
        pair = lookup.find_claims((link.a, link.b))
        why = "; ".join(reason.text for reason in link.reasons) or "no further reason"
        if len(pair) == 2:
            told = (
                "a person judged them same" if link.state is LinkState.JUDGED_SAME else f"score {link.score:.2f}: {why}"
            )
            told = lookup.hide_among(told, (link.a, link.b))
            yield f"one thing ({told}): {describe_claim(lookup, pair[0])} – {describe_claim(lookup, pair[1])}"


def _tell_answers(lookup: Lookup, question: Question) -> Iterator[str]:
    yield f"question: {describe_question(lookup, question)}"
    for tally in lookup.story.reconciliation.tallies:
        if tally.question_id == question.id:
            steps = "; then ".join(_tell_entry(lookup, entry, tally.entries) for entry in tally.entries)
            yield f"{name_holder(lookup, tally)}{' (own losses)' if tally.own_loss else ''}: {steps}"
    for spread in lookup.story.reconciliation.spreads:
        if spread.question_id == question.id:
            yield f"range: {_tell_spread(lookup, spread)}"
    yield from (_tell_estimate(own) for own in _list_estimates(lookup, question))


def _tell_entry(lookup: Lookup, entry: TallyEntry, entries: Iterable[TallyEntry]) -> str:
    figure = write_figure(entry.quantity).signs
    if entry.relation is Relation.FIRST:
        return figure
    before = next((write_figure(e.quantity).signs for e in entries if e.claim_id == entry.to), "an earlier figure")
    reason = lookup.hide_among(entry.reason, (entry.claim_id, entry.to or ""))
    told = "as the report says" if entry.told else "inferred"
    return f"{figure} {RELATION_WORDS[entry.relation]} {before} ({told}{f': {reason}' if reason else ''})"


def _tell_spread(lookup: Lookup, spread: Spread) -> str:
    ends = f"low {write_number(spread.low)}, best {write_number(spread.best)}, high {write_number(spread.high)}"
    names = dict.fromkeys(lookup.name_claimant(claim) for claim in lookup.find_claims(spread.claim_ids))
    return f"{spread.rule}, {lookup.label_of(spread.question_id)}: {ends}, resting on {'; '.join(names) or 'no claim'}"


def _tell_estimate(own: OwnEstimate) -> str:
    ends = f"low {write_number(own.low)}, best {write_number(own.best)}, high {write_number(own.high)}"
    return "; ".join(filter(None, (f"own estimate of {own.by}: {ends}", own.reason, own.standing)))


def _list_estimates(lookup: Lookup, question: Question) -> list[OwnEstimate]:
    tallies = [tally for tally in lookup.story.reconciliation.tallies if tally.question_id == question.id]
    return lookup.decided.list_estimates(question, tallies)


def _follow(view: View, lookup: Lookup, claim: Claim, made: Iterable[JudgementRow]) -> Trail:
    readings = tuple(_read_as(view, lookup, claim))
    found = [reading.made_at for reading in readings if reading.found]
    return Trail(
        claim_id=claim.id,
        what=describe_claim(lookup, claim),
        chain=lookup.chain_of(claim),
        words=_quote(lookup, claim),
        since=found[0] if found else "",
        readings=readings,
        judgements=tuple(r for r in made if r.sort == About.CLAIM and claim.id in (r.claim_id, r.other_claim_id)),
        uses=tuple(_list_uses(lookup, claim)),
    )


def _read_as(view: View, lookup: Lookup, claim: Claim) -> Iterator[ReadAs]:
    """Give what each reading of the report made of the statement, oldest first."""
    statement = claim.statement
    readings = view.readings(statement.report_id)
    for reading in readings:
        claims = view.claims_of(reading)
        same = [c for c in claims if c.statement.id == statement.id]
        same += [c for c in claims if c.statement.evidence == statement.evidence and c.statement.kind is statement.kind]
        yield ReadAs(
            made_at=reading.made_at.isoformat(timespec="seconds"),
            reader=reading.versions.reader,
            rules=reading.versions.rules,
            tables=reading.versions.tables,
            found=describe_claim(lookup, same[0]) if same else None,
            is_current=reading is readings[-1],
        )


def _quote(lookup: Lookup, claim: Claim) -> Words:
    report, evidence = lookup.report_of(claim), claim.statement.evidence
    span = claim.quantity.span if claim.quantity and claim.quantity.written else None
    return Words(
        sentence=quote(lookup, claim).text,
        start=evidence.start,
        end=evidence.end,
        figure=lookup.hide(span.text, claim) if span else None,
        figure_start=span.start if span else None,
        figure_end=span.end if span else None,
        report_id=claim.statement.report_id,
        outlet=lookup.outlet_of(claim),
        title=make_name(lookup.masks.hide((report.title or "")[:2000], report.id)) if report else "",
        published=lookup.moment_of(claim),
        address=make_legible(report.url) if report and report.url else None,
        path=make_legible(report.path) if report and report.path else None,
    )


def _list_uses(lookup: Lookup, claim: Claim) -> Iterator[str]:
    """Say in sentences where pages use the claim."""
    if lookup.decided.is_rejected(claim.id):
        yield "rejected by a person: it counts nowhere"
    known = lookup.story.reconciliation
    for incident in lookup.story.resolution.incidents:
        if claim.id in incident.claim_ids:
            yield f"incident {incident.id[:8]}: {describe_incident(lookup, incident)}"
    for tally in known.tallies:
        for entry in tally.entries:
            if claim.id in (entry.claim_id, *entry.copies):
                stands = "current" if entry.current else "not current"
                copy = "as a copy; " if claim.id in entry.copies else ""
                label = lookup.label_of(tally.question_id)
                yield f"question {tally.question_id[:8]}, {label}: {copy}{_tell_entry(lookup, entry, tally.entries)}; {stands}"
    for spread in known.spreads:
        if claim.id in spread.claim_ids:
            yield f"range: {_tell_spread(lookup, spread)}"
    for clash in known.contradictions:
        if claim.id in clash.claim_ids:
            reason = lookup.hide_among(clash.reason, clash.claim_ids)
            yield f"cannot hold together with another claim ({CONTRADICTION_WORDS[clash.type].lower()}): {reason}"
    for pairing in known.pairings:
        if claim.id == pairing.allegation:
            for denial in lookup.find_claims((pairing.denial,)):
                yield f"denied ({pairing.target.value}): {describe_claim(lookup, denial)}"

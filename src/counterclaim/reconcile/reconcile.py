"""The room's verb: what each claimant holds, as of any day, and where they cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from counterclaim.reconcile.comparability import find_not_comparable
from counterclaim.reconcile.contradictions import (
    find_incident_contradictions,
    find_number_contradictions,
    type_pairings,
)
from counterclaim.reconcile.pairings import find_pairings
from counterclaim.reconcile.positions import find_positions
from counterclaim.reconcile.sayings import Parties, collect_sayings, find_parties, part_by_mouth
from counterclaim.reconcile.sourced import spread_among
from counterclaim.reconcile.spreads import Held, compute_spreads, hold_current
from counterclaim.reconcile.tallies import reclassify_missing, set_aside_additions, write_tally
from counterclaim.reconcile.withdrawals import withdraw_copies
from counterclaim.records.claim import Claim, Measure
from counterclaim.records.sources import Among
from counterclaim.records.story import (
    Contradiction,
    Judgement,
    Reconciliation,
    Resolution,
    Tally,
    Verdict,
)
from counterclaim.records.text import Report
from counterclaim.tables.conventions import Convention


@dataclass(frozen=True, slots=True)
class Before:
    """What was reconciled of the same reports before some judgements; `touched` are the claims that these may change."""

    resolution: Resolution
    reconciliation: Reconciliation
    claims: Sequence[Claim]
    judgements: Sequence[Judgement]
    touched: Set[str]


def reconcile(  # noqa: PLR0913 - one verb, and what it may be told
    resolution: Resolution,
    claims: Iterable[Claim],
    reports: Iterable[Report],
    judgements: Iterable[Judgement] = (),
    *,
    as_of: date | None = None,
    house: Sequence[Convention] = (),
    among: Among | None = None,
    before: Before | None = None,
) -> Reconciliation:
    """State what each claimant holds on every question, and what cannot all be right.

    `as_of` cuts by publication: later reports, and reports without a date, are left out, and so are judgements made
    later. A later figure of one claimant replaces an earlier one; copies of a text count once; the order of input
    changes nothing. `house` adds spreads in which vague words count as a desk's own conventions say, `among` further
    ones that rest on chosen sources alone. What `before` found for questions that are as they were is not found again.
    """
    by_report = {r.id: r for r in reports if as_of is None or (r.day is not None and r.day <= as_of)}
    rejected = _find_rejected(judgements, as_of)
    known = _index_known(claims, by_report, rejected)
    texts = {report_id: text for text in resolution.syndications for report_id in text.report_ids}
    voices = {report_id: text.id for report_id, text in texts.items()}
    parties = find_parties(known.values())
    mixed = _find_mixed(known.values())
    settled = _find_settled(before, resolution, by_report, parties, as_of) if before else {}
    tallies: list[Tally] = []
    current: dict[str, list[Held]] = {}
    contradictions: list[Contradiction] = []
    standing = []
    for question in resolution.questions:
        if question.id in settled:
            held, clashes = settled[question.id]
        else:
            mouths = part_by_mouth(collect_sayings(question, known, by_report, voices), parties)
            written = [write_tally(question, mouth, sayings, mixed) for mouth, sayings in mouths.items()]
            held = withdraw_copies(set_aside_additions(written, known), known, by_report, texts)
            clashes = find_number_contradictions(question, held, known)
        if held:
            standing.append(question)
            tallies += held
            current[question.id] = hold_current(held, known, parties.fighting, voices)
            contradictions += clashes
    report_of = {c.id: c.statement.report_id for c in known.values()}
    tallies = reclassify_missing(tallies, {q.id: q.measure for q in standing}, report_of)
    tallies.sort(key=lambda t: (t.question_id, t.id))
    for incident in resolution.incidents:
        contradictions += find_incident_contradictions(incident, known)
    spreads = compute_spreads(standing, current, house)
    if among is not None:
        spreads += spread_among(standing, known, by_report, voices, parties, among, mixed=mixed, house=house)
    pairings, refusals = find_pairings(known.values(), by_report, voices)
    contradictions += type_pairings(pairings, known, by_report, voices)
    return Reconciliation(
        as_of=as_of,
        tallies=tuple(tallies),
        spreads=spreads,
        contradictions=tuple(sorted({c.id: c for c in contradictions}.values(), key=lambda c: c.id)),
        not_comparable=find_not_comparable(standing, tallies),
        positions=find_positions(known.values(), by_report),
        pairings=pairings,
        refusals=refusals,
    )


def _index_known(claims: Iterable[Claim], reports: Mapping[str, Report], rejected: Set[str]) -> dict[str, Claim]:
    return {c.id: c for c in claims if c.statement.report_id in reports and c.id not in rejected}


def _find_settled(
    before: Before, resolution: Resolution, reports: Mapping[str, Report], parties: Parties, as_of: date | None
) -> dict[str, tuple[list[Tally], list[Contradiction]]]:
    """Give tallies and contradictions of the questions that no judgement since has changed.

    None where other parties fight now, and none of the missing: their falls rest on what other questions count.
    """
    known = _index_known(before.claims, reports, _find_rejected(before.judgements, as_of))
    if before.reconciliation.as_of != as_of or find_parties(known.values()) != parties:
        return {}
    were = {question.id: question for question in before.resolution.questions}
    settled: dict[str, tuple[list[Tally], list[Contradiction]]] = {
        question.id: ([], [])
        for question in resolution.questions
        if question.measure is not Measure.MISSING
        and were.get(question.id) == question
        and before.touched.isdisjoint(question.claim_ids)
    }
    for tally in before.reconciliation.tallies:
        if tally.question_id in settled:
            settled[tally.question_id][0].append(tally)
    for clash in before.reconciliation.contradictions:
        if clash.question_id in settled:
            settled[clash.question_id][1].append(clash)
    return settled


def _find_rejected(judgements: Iterable[Judgement], as_of: date | None) -> frozenset[str]:
    """Give the claims whose last standing verdict rejects them."""
    ordered = sorted((j for j in judgements if as_of is None or j.at.date() <= as_of), key=lambda j: (j.at, j.id))
    withdrawn = {j.revokes for j in ordered if j.revokes}
    verdicts = {
        j.subject: j.verdict for j in ordered if j.id not in withdrawn and j.verdict in (Verdict.ACCEPT, Verdict.REJECT)
    }
    return frozenset(subject for subject, verdict in verdicts.items() if verdict is Verdict.REJECT)


def _counts_other_harm(a: Claim, b: Claim) -> bool:
    """Say whether two claims count two things; "recovered eight more bodies" told twice over is one."""
    x, y = a.quantity, b.quantity
    return a.measure is not b.measure and x is not None and y is not None and (x.low, x.high) != (y.low, y.high)


def _find_mixed(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the claims that follow a count of something else in their sentence, where "another five" adds to nothing."""
    sentences: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.quantity is not None:
            sentences[(claim.statement.report_id, claim.statement.evidence.start)].append(claim)
    return frozenset(
        later.id
        for held in sentences.values()
        for later in held
        if any(_counts_other_harm(c, later) and c.statement.trigger.start < later.statement.trigger.start for c in held)
    )

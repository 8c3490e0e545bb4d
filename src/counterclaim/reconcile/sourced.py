"""Spreads that rest only on what sources of a certain grade carry; each of them says so, in its rule's name and its note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.reconcile.sayings import Parties, collect_sayings, part_by_mouth
from counterclaim.reconcile.spreads import compute_spreads, hold_current
from counterclaim.reconcile.tallies import set_aside_additions, write_tally
from counterclaim.records.claim import Claim
from counterclaim.records.sources import Among, fold_outlet
from counterclaim.records.story import Question, Spread
from counterclaim.records.text import Report
from counterclaim.tables.conventions import Convention

# A research view is fitted to a whole ledger, and would be another one for every choice.
_FITTED = "bias-adjusted"


def spread_among(  # noqa: PLR0913 - what `reconcile` has at hand
    questions: Sequence[Question],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    voices: Mapping[str, str],
    parties: Parties,
    among: Among,
    *,
    mixed: frozenset[str] = frozenset(),
    house: Sequence[Convention] = (),
) -> tuple[Spread, ...]:
    """Give the spreads of questions from the claims that chosen sources carry; what the others carry is as if never read.

    So a claimant's latest figure is the latest that a chosen source carries. Who fights is taken from all claims: `parties`.
    A question that no chosen source answers has none. Rules are named like "min-max/1, sources C+".
    """
    kept = {
        r: report for r, report in reports.items() if report.outlet and fold_outlet(report.outlet.name) in among.outlets
    }
    carried = {id: claim for id, claim in claims.items() if claim.statement.report_id in kept}
    current = {}
    for question in questions:
        mouths = part_by_mouth(collect_sayings(question, carried, kept, voices), parties)
        written = [write_tally(question, mouth, sayings, mixed) for mouth, sayings in mouths.items()]
        held = set_aside_additions(written, carried)
        if held:
            current[question.id] = hold_current(held, carried, parties.fighting, voices)
    spreads = compute_spreads(questions, current, house)
    counted = {q.id: sum(id in claims for id in q.claim_ids) for q in questions}
    left = {q.id: counted[q.id] - sum(id in carried for id in q.claim_ids) for q in questions}
    return tuple(
        _say_so(spread, among, left[spread.question_id], counted[spread.question_id])
        for spread in spreads
        if not spread.rule.startswith(_FITTED)
    )


def _say_so(spread: Spread, among: Among, left: int, counted: int) -> Spread:
    letter = among.least.value
    rule = f"{spread.rule}, sources {letter}{'' if letter == 'A' else '+'}"
    told = f"{among.words}: {left} of {counted} claims left out"
    return replace(spread, rule=rule, note=f"{told}; {spread.note}" if spread.note else told)

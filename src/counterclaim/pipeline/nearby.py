"""What one more report can touch: its neighbourhood in a ledger, put together alone instead of everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.view import View
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Story
from counterclaim.resolve.corrections import correct
from counterclaim.resolve.group import group
from counterclaim.resolve.neighbourhood import KEYS, list_keys

AT_ONCE = 200
"""Reports that are keyed in one transaction."""


def key_reports(ledger: Ledger) -> int:
    """Make the keys of all reports that have none, as their claims stand, corrected as people did; give how many."""
    with ledger.view() as view:
        waiting = view.unkeyed(KEYS)
    for start in range(0, len(waiting), AT_ONCE):
        with ledger.view() as view:
            keys = _list_keys(view, waiting[start : start + AT_ONCE])
        ledger.keep_keys(keys, KEYS)
    return len(waiting)


def tell_nearby(view: View, report_ids: Collection[str], as_of: date | None = None) -> Story:
    """Put together what these reports say and all that can speak of the same: a story of the neighbourhood alone.

    Their own incidents and questions are those of the whole; what lies at the edge of the neighbourhood may be cut.
    Reports that wait for their keys are all taken for neighbours, and so is what judgements tie to it.
    """
    near = set(view.near(report_ids)) | set(view.unkeyed(KEYS))
    judgements = view.judgements(as_of)
    near |= _find_tied(view, judgements, near)
    reports = tuple(view.reports(as_of, near))
    claims = correct(view.claims(as_of, near), judgements, reports)
    resolution = group(claims, reports, judgements)
    together = reconcile(resolution, claims, reports, judgements, as_of=as_of)
    return Story(reports, claims, resolution, together, (), judgements)


def _list_keys(view: View, report_ids: Iterable[str]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    ids = set(report_ids)
    reports = {report.id: report for report in view.reports(report_ids=ids)}
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in correct(view.claims(report_ids=ids), view.judgements(), reports.values()):
        if claim.statement.report_id in reports:
            by_report[claim.statement.report_id].append(claim)
    keys = {report_id: list_keys(report, by_report[report_id]) for report_id, report in reports.items()}
    return {report_id: (found.own, found.wider) for report_id, found in keys.items()}


def _find_tied(view: View, judgements: Iterable[Judgement], near: Collection[str]) -> set[str]:
    """Give the reports whose claims a judgement names together with a claim of the neighbourhood, over any number of them."""
    ties: list[set[str]] = []
    for judgement in judgements:
        names = {
            judgement.subject,
            judgement.other or "",
            *judgement.list_claims("from"),
            *judgement.list_claims("claims"),
        }
        homes = view.homes(names - {""})
        if len(homes) > 1:
            ties.append(set(homes))
    found = set(near)
    for _ in ties:
        met = [tie for tie in ties if tie & found and not tie <= found]
        if not met:
            break
        found = found.union(*met)
    beyond = found - set(near)
    return beyond | set(view.near(beyond)) if beyond else set()

"""What of a large ledger one report can touch: keys to keep beside every report, and to look reports up by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from counterclaim.records.claim import Claim
from counterclaim.records.text import Report
from counterclaim.resolve.counted import tell_who
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.facets import Facet, lay_out
from counterclaim.resolve.figures import lay_out_figures
from counterclaim.resolve.keys import find_keys

KEYS = "keys/1"
"""The version of what `list_keys` gives: another one makes the keys that a ledger keeps stale."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Blocking keys of a report: two reports are compared only where an `own` key of one is `own` or `wider` of the other."""

    own: frozenset[str]
    wider: frozenset[str]


def list_keys(report: Report, claims: Iterable[Claim]) -> Keys:
    """Give the keys of what a report tells: places, parties and claimants by day, running counts by what they count.

    They follow from the report and its claims alone, so that a ledger can keep them in an index.
    """
    facets = tell_who([lay_out(claim, report, report.id) for claim in sorted(claims, key=lambda c: c.id)])
    tellings, _ = find_tellings([f for f in facets if f.speaks_of_incident])
    pairs = [find_keys(telling) for telling in tellings]
    own = frozenset(key for mine, _ in pairs for key in mine)
    wider = frozenset(key for _, others in pairs for key in others)
    return Keys(own | {key for facet in facets for key in _list_runs(facet)}, wider - own)


def find_neighbours(keys: Keys, own: Mapping[str, Set[str]], wider: Mapping[str, Set[str]]) -> frozenset[str]:
    """Give the ids of the reports that a report with these keys is compared with; `own` and `wider` index reports by key."""
    found = {report for key in keys.own for index in (own, wider) for report in index.get(key, ())}
    return frozenset(found | {report for key in keys.wider for report in own.get(key, ())})


def _list_runs(facet: Facet) -> list[str]:
    day = facet.day
    if day is None or not (facet.is_total or facet.is_cumulative or not facet.speaks_of_incident):
        return []
    counted = ("/".join(figure.kind_key) for figure in lay_out_figures(facet))
    return [f"count:{kind}@{day.isoformat()[:7]}" for kind in counted]

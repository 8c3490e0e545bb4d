"""What of a large ledger one report can touch: keys to keep beside every report, and to look reports up by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from counterclaim.records.claim import Claim
from counterclaim.records.text import Report
from counterclaim.resolve.amendments import name_replaced
from counterclaim.resolve.counted import find_owners, lacks_owner, name_things, tell_who
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.facets import Facet, lay_out
from counterclaim.resolve.figures import Figure, lay_out_figures
from counterclaim.resolve.keys import find_keys
from counterclaim.resolve.tellings import Telling, list_days

KEYS = "keys/5"
"""The version of what `list_keys` gives: another one makes the keys that a ledger keeps stale."""

MONTHS = 2
"""Months before and after in which a count that no single incident holds can go on."""

FORTNIGHT = 14
LONG = 60


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of a report: two reports can speak of one thing only where an `own` key of one is `own` or `wider` of the other.

    `own_talk` and `wider_talk` likewise lead to what is no incident of a report's own: running counts, figures told in place
    of others, whose things are counted. `days` say what it adds to what all tell together: (key, day, tellings).
    """

    own: frozenset[str]
    wider: frozenset[str]
    own_talk: frozenset[str] = frozenset()
    wider_talk: frozenset[str] = frozenset()
    days: frozenset[tuple[str, int, int]] = frozenset()


def list_keys(report: Report, claims: Iterable[Claim]) -> Keys:
    """Give the keys of what a report tells: places, parties and claimants by day, running counts by what they count.

    They follow from the report and its claims alone, so that a ledger can keep them in an index.
    """
    facets = tell_who([lay_out(claim, report, report.id) for claim in sorted(claims, key=lambda c: c.id)])
    tellings, _ = find_tellings([f for f in facets if f.speaks_of_incident])
    pairs = [find_keys(telling) for telling in tellings]
    own = frozenset(key for mine, _ in pairs for key in mine)
    wider = frozenset(key for _, others in pairs for key in others)
    talk, wider_talk = _list_talk(facets)
    return Keys(own, wider - own, talk, wider_talk - talk, _list_days(tellings))


def find_neighbours(keys: Keys, own: Mapping[str, Set[str]], wider: Mapping[str, Set[str]]) -> frozenset[str]:
    """Give the ids of the reports that a report with these keys is compared with; `own` and `wider` index reports by key."""
    found = {report for key in keys.own for index in (own, wider) for report in index.get(key, ())}
    return frozenset(found | {report for key in keys.wider for report in own.get(key, ())})


def name_days(tellings: Iterable[Telling]) -> tuple[dict[str, str], dict[str, str]]:
    """Give the keys under which `days` are kept: of every place that tellings name, and of every name that two of them share."""
    places = {place_id: f"days:{place_id}" for telling in tellings for place_id, _ in list_days(telling)}
    held = Counter(name for telling in tellings for name in telling.names)
    return places, {name: f"said:{name}" for name, times in held.items() if times > 1}


def _list_days(tellings: Iterable[Telling]) -> frozenset[tuple[str, int, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for telling in tellings:
        for place_id, day in list_days(telling):
            found[f"days:{place_id}", day] = 1
        found.update((f"said:{name}", day.toordinal()) for name in telling.names for day in telling.days)
    return frozenset((key, day, times) for (key, day), times in found.items())


def _list_talk(facets: Sequence[Facet]) -> tuple[frozenset[str], frozenset[str]]:
    own: set[str] = set()
    wider: set[str] = set()
    for (claimant, measure, unit), held in find_owners(facets).items():
        wider.update(f"owner:{claimant}/{measure}/{unit}@{day.toordinal() // FORTNIGHT}" for _, day in held if day)
    for facet in facets:
        if facet.day and lacks_owner(facet):
            bucket, things = facet.day.toordinal() // FORTNIGHT, "/".join(name_things(facet))
            own.update(f"owner:{things}@{n}" for n in (bucket - 1, bucket, bucket + 1))
        for figure in lay_out_figures(facet) if facet.has_figure else ():
            for key, is_own in _list_counts(facet, figure):
                (own if is_own else wider).add(key)
    return frozenset(own), frozenset(wider)


def _list_counts(facet: Facet, figure: Figure) -> Iterator[tuple[str, bool]]:
    """Give the keys of a figure with whether they are its own: of what it counts on, and of the figure it stands in for."""
    kind, day = "/".join(figure.kind_key), figure.as_of
    if day is None:
        return
    bucket = day.toordinal() // LONG
    yield f"was:{kind}/{figure.value}@{bucket}", False
    for number in name_replaced(figure):
        yield from ((f"was:{kind}/{number}@{n}", True) for n in (bucket, bucket - 1))
    if facet.is_total or facet.is_cumulative or not facet.speaks_of_incident:
        yield f"count:{kind}@{_month(day, 0)}", True
        yield from ((f"count:{kind}@{_month(day, n)}", False) for n in range(-MONTHS, MONTHS + 1) if n)


def _month(day: date, shift: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    return f"{year:04}-{month + 1:02}"

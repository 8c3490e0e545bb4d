"""Runs of fighting between the same sides: incidents of one pair of parties with no long pause between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from counterclaim.records.story import Episode, Incident
from counterclaim.records.world import Period
from counterclaim.resolve.identity import digest_parts

PAUSE = timedelta(days=30)


def find_episodes(incidents: Iterable[Incident]) -> tuple[Episode, ...]:
    """Give the runs of incidents between the same sides, sorted by id; thirty days without one end a run.

    Incidents with fewer than two sides or without a time belong to none.
    """
    by_sides: dict[tuple[str, ...], list[Incident]] = defaultdict(list)
    for incident in incidents:
        if len(incident.sides) >= 2 and incident.period:
            by_sides[incident.sides].append(incident)
    runs: list[list[Incident]] = []
    for sides in sorted(by_sides):
        ordered = sorted(by_sides[sides], key=lambda i: (_period(i).start, _period(i).end, i.id))
        run = [ordered[0]]
        until = _period(ordered[0]).end
        for incident in ordered[1:]:
            period = _period(incident)
            if period.start - until > PAUSE:
                runs.append(run)
                run = []
            until = max(until, period.end) if run else period.end
            run.append(incident)
        runs.append(run)
    return tuple(sorted((_tell(run) for run in runs), key=lambda e: e.id))


def _period(incident: Incident) -> Period:
    if incident.period is None:
        raise ValueError(f"incident {incident.id} has no period")
    return incident.period


def _tell(run: Sequence[Incident]) -> Episode:
    periods = [_period(i) for i in run]
    whole = Period(min(p.start for p in periods), max(p.end for p in periods), max(p.date_prec for p in periods))
    return Episode(digest_parts("episode", run[0].id), run[0].sides, whole, tuple(i.id for i in run))

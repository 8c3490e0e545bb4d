"""One more report in a ledger touches its neighbourhood only, and finds there what it would find in the whole."""

from __future__ import annotations

from collections import defaultdict

from bench.worlds.worlds import make_world

from counterclaim.records.claim import Claim
from counterclaim.records.story import Resolution
from counterclaim.resolve.group import group
from counterclaim.resolve.neighbourhood import Keys, find_neighbours, list_keys
from tests.make import make_claim, make_place, make_report

WORLD = make_world(7, 1500)


def index(keys: dict[str, Keys]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    own: dict[str, set[str]] = defaultdict(set)
    wider: dict[str, set[str]] = defaultdict(set)
    for report_id, found in keys.items():
        for key in found.own:
            own[key].add(report_id)
        for key in found.wider:
            wider[key].add(report_id)
    return own, wider


def company(resolution: Resolution, mine: set[str]) -> dict[str, tuple[str, ...]]:
    return {c: i.claim_ids for i in resolution.incidents for c in i.claim_ids if c in mine}


def test_a_report_finds_in_its_neighbourhood_what_it_finds_in_the_whole() -> None:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in WORLD.claims:
        by_report[claim.statement.report_id].append(claim)
    reports = {r.id: r for r in WORLD.reports}
    keys = {r.id: list_keys(r, by_report[r.id]) for r in WORLD.reports}
    own, wider = index(keys)
    whole = group(WORLD.claims, WORLD.reports)
    same = 0
    sample = sorted(reports)[:25]
    for report_id in sample:
        near = find_neighbours(keys[report_id], own, wider)
        assert report_id in near
        assert len(near) < len(reports) / 2
        part = group([c for r in near for c in by_report[r]], [reports[r] for r in near])
        mine = {c.id for c in by_report[report_id]}
        same += company(part, mine) == company(whole, mine)
    assert same >= len(sample) - 1


def test_keys_follow_from_the_report_alone_and_another_week_shares_none() -> None:
    zenda = make_place("Zenda", country="RUR")
    reports = [make_report(day, published=day) for day in ("2026-03-01", "2026-03-02", "2026-05-01")]
    found = [list_keys(r, [make_claim(report=r, low=5, place=zenda)]) for r in reports]
    own, wider = index({r.id: k for r, k in zip(reports, found, strict=True)})
    assert find_neighbours(found[0], own, wider) == {reports[0].id, reports[1].id}
    assert find_neighbours(found[2], own, wider) == {reports[2].id}

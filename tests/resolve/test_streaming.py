"""What passes by in pieces comes out as what is held together, whatever the order of reports and whoever judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import pytest
from bench.worlds.worlds import World, make_world

from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Resolution
from counterclaim.records.text import Report
from counterclaim.resolve.group import group
from counterclaim.resolve.streaming import Told, group_streamed, propose_pairs
from tests.make import make_claim, make_judgement, make_report


class Held:
    """Claims in memory, in an order of their own."""

    def __init__(self, claims: Iterable[Claim], reports: Iterable[Report], seed: int = 0) -> None:
        self.held = list({report.id: report for report in reports}.values())
        Random(seed).shuffle(self.held)
        self.by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in {claim.id: claim for claim in claims}.values():
            self.by_report[claim.statement.report_id].append(claim)

    def reports(self) -> Iterator[Report]:
        return iter(self.held)

    def told(self) -> Iterator[tuple[Report, Sequence[Claim]]]:
        return ((report, self.by_report[report.id]) for report in self.held)


class Shelf(dict[int, Told]):
    def put(self, key: int, told: Told) -> None:
        self[key] = told

    def get(self, key: int) -> Told:  # type: ignore[override]
        return self[key]


def stream(
    claims: Iterable[Claim], reports: Iterable[Report], judgements: Sequence[Judgement] = (), seed: int = 0
) -> Resolution:
    pieces = list(group_streamed(Held(claims, reports, seed), Shelf(), judgements))
    return Resolution(
        pieces[-1].syndications,
        tuple(sorted((i for p in pieces for i in p.incidents), key=lambda i: i.id)),
        pieces[-1].episodes,
        tuple(sorted((q for p in pieces for q in p.questions), key=lambda q: q.id)),
        tuple(sorted((k for p in pieces for k in p.offered), key=lambda k: (k.a, k.b))),
    )


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(7, 1200)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_world_in_pieces_is_the_world_as_a_whole(world: World, seed: int) -> None:
    assert stream(world.claims, world.reports, seed=seed) == group(world.claims, world.reports)


def test_judgements_reach_over_pieces(world: World) -> None:
    whole = group(world.claims, world.reports)
    random = Random(3)
    one, other = random.sample([i for i in whole.incidents if len(i.claim_ids) > 3], 2)
    counted = [q for q in whole.questions if len(q.claim_ids) > 3]
    judgements = [
        make_judgement("merge", one.id, other.id),
        make_judgement("different", one.claim_ids[0], one.claim_ids[-1]),
        make_judgement("same", counted[0].claim_ids[0], counted[-1].claim_ids[0]),
        make_judgement("reject", other.claim_ids[-1]),
    ]
    judged = group(world.claims, world.reports, judgements)
    assert judged != whole
    assert stream(world.claims, world.reports, judgements) == judged


def test_a_figure_told_in_place_of_one_in_another_piece_and_posts_of_one_owner() -> None:
    reports = [make_report(name, published=day) for name, day in (("a", "2026-03-01"), ("b", "2026-03-20"))]
    told = {"claimant": "Army", "claimant_side": "A", "side": "B", "people": "soldiers"}
    claims = [
        make_claim(report=reports[0], low=40, place="Zenda", period="2026-03-01", **told),
        make_claim(report=reports[1], low=44, sentence="Army said 44, not 40 soldiers were killed", start=9, **told),
        make_claim(report=reports[0], kind="DESTROY", unit="posts", low=9, start=90, **told),
        make_claim(report=reports[1], kind="DESTROY", unit="posts", low=11, start=90, **(told | {"side": None})),
    ]
    whole = group(claims, reports)
    assert any(len(q.claim_ids) == 2 for q in whole.questions)
    assert stream(claims, reports) == whole


def test_nothing_told_is_nothing_found() -> None:
    report = make_report("empty")
    assert stream([], [report]) == group([], [report])
    assert not len(propose_pairs([]))

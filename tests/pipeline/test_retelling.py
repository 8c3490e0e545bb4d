"""A story told again after judgements is the one that telling the whole anew gives."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.pipeline import retelling
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.nearby import key_reports
from counterclaim.pipeline.retelling import retell_story
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Story, Verdict
from tests.ledger.world import NOW, judge, put
from tests.pipeline.test_nearby import write

GROUPING = (Verdict.SAME, Verdict.DIFFERENT, Verdict.MERGE)
ALONE = (Verdict.REJECT, Verdict.ACCEPT, Verdict.GRADE, Verdict.EDIT)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("retelling") / "ledger.sqlite"
    with open_ledger(place) as ledger:
        for n in range(60):
            text, day = write(Random(7 * n))
            put(ledger, text, name=f"{n}", published=day, where_prec=1)
        key_reports(ledger)
    return place


@pytest.fixture
def ledger(place: Path, tmp_path: Path) -> Iterator[Ledger]:
    copy = tmp_path / "ledger.sqlite"
    copy.write_bytes(place.read_bytes())
    with open_ledger(copy) as opened:
        yield opened


def tell(ledger: Ledger) -> Story:
    with ledger.view() as view:
        return tell_story(view)


def retell(ledger: Ledger, held: Story) -> Story | None:
    with ledger.view() as view:
        return retell_story(view, held)


def draw(random: Random, story: Story, number: int) -> Judgement:
    claims = sorted(story.claims, key=lambda claim: claim.id)
    one = random.choice(claims)
    near = [c for c in claims if c.measure == one.measure and c.place == one.place and c.id != one.id]
    at = NOW + timedelta(minutes=number)
    if random.random() < 0.5 and near:
        return judge(one, random.choice(GROUPING), at=at, other=random.choice(near).id)
    verdict = random.choice(ALONE)
    made = judge(one, verdict, at=at)
    content = {Verdict.GRADE: {"grade": "fair"}, Verdict.EDIT: {"set": {"side": "Graustark"}, "was": {"side": None}}}
    return dataclasses.replace(made, detail=json.dumps(content.get(verdict, {})))


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_telling_the_whole_gives(seed: int, ledger: Ledger) -> None:
    random, held = Random(seed), tell(ledger)
    made: list[Judgement] = []
    for number in range(6):
        drawn = draw(random, held, number)
        if made and random.random() < 0.25:
            undone = random.choice(made)
            drawn = dataclasses.replace(undone, id=f"undo {number}", revokes=undone.id, at=drawn.at)
        ledger.judge(drawn)
        made.append(drawn)
        key_reports(ledger)
        told = retell(ledger, held)
        assert told == tell(ledger)
        held = told


def first(story: Story) -> Claim:
    together = next(incident for incident in story.resolution.incidents if len(incident.claim_ids) > 2)
    return next(claim for claim in story.claims if claim.id == together.claim_ids[0])


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.GRADE, Verdict.ESTIMATE, Verdict.CODE])
def test_what_changes_nothing_puts_nothing_together(
    verdict: Verdict, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tell(ledger)
    ledger.judge(judge(first(held), verdict))
    monkeypatch.setattr(retelling, "Neighbourhood", None)
    told = retell(ledger, held)
    assert told is not None
    assert [judgement.verdict for judgement in told.judgements] == [verdict]
    assert told.resolution is held.resolution
    assert told.reconciliation is held.reconciliation


def test_what_is_far_stays_as_it_was(ledger: Ledger) -> None:
    held = tell(ledger)
    one = first(held)
    ledger.judge(judge(one))
    told = retell(ledger, held)
    assert told is not None
    assert told.claims is held.claims
    before, now = ({id(i) for i in story.resolution.incidents} for story in (held, told))
    assert len(before & now) >= len(before) - 2
    assert one.id not in {claim_id for i in told.resolution.incidents for claim_id in i.claim_ids}


def test_it_gives_way_to_the_whole_for_what_is_not_there(ledger: Ledger) -> None:
    held = tell(ledger)
    ledger.judge(dataclasses.replace(judge(first(held)), subject="an incident of old", report_id=None, quoted=None))
    assert retell(ledger, held) is None


def test_it_gives_way_to_the_whole_where_everything_is_near(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    held = tell(ledger)
    ledger.judge(judge(first(held), Verdict.EDIT))
    monkeypatch.setattr(retelling, "MOST_WAITING", 0)
    assert retell(ledger, held) is None

"""The journal grows by what arrives and says the same as one made of all at once."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.desk.journal import Journal
from counterclaim.records.story import Judgement, Verdict
from tests.ledger.world import NOW, judge, read
from tests.make import make_report

CLAIMS = read(make_report("Kabul said 9 people were killed in Khost. Islamabad said 7 people were killed in Wana."))


def make(number: int, claim: int, seconds: int, target: int | None, made: list[Judgement]) -> Judgement:
    if target is not None and made:
        row = made[target % len(made)]
        return dataclasses.replace(row, id=f"undo {number}", at=NOW + timedelta(seconds=seconds), revokes=row.id)
    other = CLAIMS[1 - claim].id if seconds % 2 else None
    row = judge(
        CLAIMS[claim], Verdict.DIFFERENT if other else Verdict.ACCEPT, at=NOW + timedelta(seconds=seconds), other=other
    )
    return dataclasses.replace(row, id=f"row {number}")


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=12),
    st.integers(1, 4),
)
def test_it_is_the_same_however_it_arrives(drawn: list[tuple[int, int, int | None]], step: int) -> None:
    made: list[Judgement] = []
    for number, (claim, seconds, target) in enumerate(drawn):
        made.append(make(number, claim, seconds, target, made))
    numbered = list(enumerate(made, start=1))
    grown = Journal()
    for start in range(0, len(numbered), step):
        grown = grown.extend(numbered[start : start + step])
    whole = Journal.of(made)
    assert grown.history == whole.history == tuple(sorted(made, key=lambda j: j.at))
    assert grown.newest == whole.newest
    assert grown.withdrawn == whole.withdrawn
    assert grown.number == whole.number == len(made)
    held = {id: {j.id for j in some} for id, some in grown.standing.items() if some}
    assert held == {id: {j.id for j in some} for id, some in whole.standing.items() if some}
    for id, newest in whole.newest.items():
        assert newest == [j.id for j in made if id in j.subjects][-1]


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.DIFFERENT])
def test_what_stands_is_told_by_claim(verdict: Verdict) -> None:
    other = CLAIMS[1].id if verdict is Verdict.DIFFERENT else None
    row = judge(CLAIMS[0], verdict, other=other)
    journal = Journal.of([row])
    assert journal.is_weighed(CLAIMS[0].id) == (other is None)
    assert journal.is_paired(CLAIMS[0].id, CLAIMS[1].id) == (other is not None)
    undo = dataclasses.replace(row, id="undo", revokes=row.id)
    assert journal.extend([(2, undo)]).standing == {}

"""Two people who judge one claim at once, on both databases: who comes second is told, and nothing of it is kept."""

from __future__ import annotations

import dataclasses
import threading
from datetime import timedelta

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.judged import Overtaken
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.records.story import Verdict
from tests.ledger.world import NOW, judge, put, read

TEXT = "Kabul said 9 people were killed in Khost. Islamabad said 7 people were killed in Wana."


def test_a_judgement_is_kept_only_where_nothing_came_since_it_was_looked_at(ledger: Ledger) -> None:
    one, other = read(put(ledger, TEXT))
    first = judge(one)
    assert ledger.judge(first, seen="")
    late = judge(one, Verdict.ACCEPT)
    with pytest.raises(Overtaken, match=r"a reviewer judged this claim.*\(reject\).*not saved") as told:
        ledger.judge(late, seen="")
    assert told.value.by == first
    assert isinstance(told.value, LedgerError)
    assert ledger.judge(judge(other), seen=""), "another claim is another thing"
    assert ledger.judge(late, seen=first.id)
    assert not ledger.judge(late, seen="whatever"), "what is kept already is no conflict"
    with ledger.view() as view:
        assert {judgement.id for judgement in view.history()} == {first.id, late.id, judge(other).id}


def test_a_pair_counts_for_both_its_claims_and_a_withdrawal_is_newer(ledger: Ledger) -> None:
    one, other = read(put(ledger, TEXT))
    pair = judge(one, Verdict.DIFFERENT, other=other.id)
    ledger.judge(pair, seen="")
    with pytest.raises(Overtaken):
        ledger.judge(judge(other), seen="")
    undo = dataclasses.replace(pair, id="undo", at=NOW + timedelta(1), revokes=pair.id)
    ledger.judge(undo, seen=pair.id)
    with pytest.raises(Overtaken):
        ledger.judge(dataclasses.replace(undo, id="again"), seen=pair.id)
    assert ledger.judge(judge(other), seen="undo")


def test_a_judgement_with_an_earlier_time_is_not_overlooked(ledger: Ledger) -> None:
    """Clocks of two machines differ: what counts is the order of arrival."""
    [claim, _] = read(put(ledger, TEXT))
    first, slow = judge(claim, at=NOW), judge(claim, Verdict.ACCEPT, at=NOW - timedelta(hours=1))
    ledger.judge(first)
    ledger.judge(slow)
    with pytest.raises(Overtaken) as told:
        ledger.judge(judge(claim, Verdict.ACCEPT, at=NOW + timedelta(1)), seen=first.id)
    assert told.value.by == slow


def test_of_many_at_once_one_is_kept_and_all_others_are_told(place: str, ledger: Ledger) -> None:
    claims = read(put(ledger, TEXT))
    kept: list[str] = []
    told: list[str] = []
    ready = threading.Barrier(4)

    def work(number: int) -> None:
        with open_ledger(place) as mine:
            for claim in claims:
                made = judge(claim, at=NOW + timedelta(seconds=number))
                ready.wait(30)
                try:
                    mine.judge(made, seen="")
                    kept.append(claim.id)
                except Overtaken:
                    told.append(claim.id)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(kept) == sorted(claim.id for claim in claims)
    assert len(told) == 3 * len(claims)
    with ledger.view() as view:
        assert len(view.history()) == len(claims)

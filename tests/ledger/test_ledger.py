from __future__ import annotations

import dataclasses
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from counterclaim.errors import LedgerError, ReportError, SetupError, UnknownName
from counterclaim.ledger.arrival import Added
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.refusals import Busy
from counterclaim.ledger.view import open_view
from counterclaim.records.story import Verdict
from counterclaim.records.text import Skipped
from tests.ledger.child import start_child, wait_for
from tests.ledger.world import FIRST, LATER, NOW, SECOND, dump, judge, put, read
from tests.make import make_report

TEXT = "Kabul said 9 people were killed in Khost. The army said 7 people were injured in Khost."


def test_the_same_reading_adds_nothing(ledger: Ledger) -> None:
    report = make_report(TEXT)
    assert not ledger.knows(report.id, FIRST)
    assert ledger.add(report, FIRST, read(report), NOW) is Added.ADDED
    with ledger.view() as view:
        before = dump(view)
    assert ledger.knows(report.id, FIRST)
    assert ledger.add(report, FIRST, read(report), LATER) is Added.KNOWN
    with ledger.view() as view:
        assert dump(view) == before


def test_a_new_reading_is_added_and_the_old_one_stays(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    with ledger.view() as view:
        old = list(view.claims())
    assert ledger.add(report, SECOND, read(report, SECOND)[:1], LATER) is Added.REREAD
    with ledger.view() as view:
        first, second = view.readings(report.id)
        assert (first.versions, first.made_at, second.versions) == (FIRST, NOW, SECOND)
        assert list(view.claims_of(first)) == old
        assert [claim.reading for claim in view.claims()] == [second.id]
        assert view.claim(old[1].id) == old[1]


def test_the_current_reading_is_the_newest_made_whatever_came_last(ledger: Ledger) -> None:
    report = make_report(TEXT)
    ledger.add(report, SECOND, read(report, SECOND), LATER)
    ledger.add(report, FIRST, read(report), NOW)
    with ledger.view() as view:
        assert {claim.reading for claim in view.claims()} == {view.readings(report.id)[-1].id}
        assert view.readings(report.id)[-1].versions == SECOND


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 1, 2, 0, 0)])
def test_the_order_of_reading_does_not_matter(ledger: Ledger, order: tuple[int, ...]) -> None:
    reports = [
        make_report(TEXT, name="a", published=None),
        make_report(TEXT, name="b", published="2026-03-02"),
        make_report("Nothing.", name="c", published="2026-03-01T10:00:00"),
    ]
    for number in order:
        ledger.add(reports[number], FIRST, read(reports[number]), NOW)
    with ledger.view() as view:
        assert [report.id for report in view.reports()] == [reports[n].id for n in (2, 1, 0)]
        assert [(c.statement.report_id, c.quantity and c.quantity.low) for c in view.claims()] == [
            (reports[1].id, 9),
            (reports[1].id, 7),
            (reports[0].id, 9),
            (reports[0].id, 7),
        ]


def test_a_refused_claim_saves_nothing_of_its_report(ledger: Ledger) -> None:
    report = make_report(TEXT)
    wrong = dataclasses.replace(report, id="another")
    with pytest.raises(ReportError):
        ledger.add(wrong, FIRST, read(report), NOW)
    with pytest.raises(ReportError, match="one id"):
        ledger.add(report, FIRST, read(report)[:1] * 2, NOW)
    with ledger.view() as view:
        assert (view.counts().reports, view.counts().readings) == (0, 0)


def test_one_id_never_holds_two_texts(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    with pytest.raises(ReportError, match="another text"):
        ledger.add(dataclasses.replace(report, text="Other words."), SECOND, [], NOW)


def test_a_skip_is_kept_once_and_hidden_when_the_file_was_read_after_all(ledger: Ledger) -> None:
    for path in ("b.txt", "a.txt", "b.txt"):
        ledger.skip(Skipped(path, "it is empty"), NOW)
    ledger.skip(Skipped("half \ud800", "its name is broken"), NOW)
    report = dataclasses.replace(make_report(TEXT), path="a.txt")
    ledger.add(report, FIRST, [], LATER)
    with ledger.view() as view:
        assert view.skipped() == (Skipped("b.txt", "it is empty"), Skipped("half \\ud800", "its name is broken"))


def test_a_judgement_is_kept_once_and_withdrawn_and_brought_back(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    decision = judge(read(report)[0])
    assert ledger.judge(decision)
    assert not ledger.judge(decision)
    undo = dataclasses.replace(decision, id="undo", at=NOW + timedelta(1), revokes=decision.id)
    redo = dataclasses.replace(undo, id="redo", at=NOW + timedelta(2), revokes="undo")
    ledger.judge(undo)
    with ledger.view() as view:
        assert view.judgements() == ()
        assert view.judgements(NOW.date()) == (decision,)
    ledger.judge(redo)
    with ledger.view() as view:
        assert view.judgements() == (decision,)
        assert view.judgements(undo.at) == ()
        assert view.judgements(NOW - timedelta(1)) == ()
        assert view.history() == (decision, undo, redo)


def test_a_judgement_that_cannot_be_kept_is_refused(ledger: Ledger) -> None:
    decision = judge(read(put(ledger, TEXT))[0])
    with pytest.raises(UnknownName, match="to withdraw"):
        ledger.judge(dataclasses.replace(decision, revokes="nobody's"))
    ledger.judge(decision)
    with pytest.raises(LedgerError, match="Another judgement"):
        ledger.judge(dataclasses.replace(decision, verdict=Verdict.ACCEPT))
    with ledger.view() as view:
        assert view.history() == (decision,)


def test_readers_go_on_while_one_writes_and_nothing_is_lost(place: str, ledger: Ledger) -> None:
    decisions = [judge(read(make_report(TEXT))[0], at=NOW + timedelta(seconds=n)) for n in range(20)]
    wrong: list[object] = []

    def write_judgements() -> None:
        with open_ledger(place) as second:
            for decision in decisions:
                second.judge(decision)

    def look() -> None:
        while writer.is_alive():
            with open_view(place) as view:
                before = [report.id for report in view.reports()]
                time.sleep(0.002)
                if [report.id for report in view.reports()] != before or len(list(view.claims())) != 2 * len(before):
                    wrong.append(before)

    writer, reader = threading.Thread(target=write_judgements), threading.Thread(target=look)
    writer.start()
    reader.start()
    for number in range(30):
        put(ledger, TEXT, name=str(number))
    writer.join()
    reader.join()
    assert not wrong
    with open_view(place) as view:
        assert (view.counts().reports, view.counts().claims, len(view.history())) == (30, 60, 20)


def test_a_writer_that_waits_too_long_is_told_so(place: str, ledger: Ledger) -> None:
    report = make_report(TEXT)
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        with open_ledger(place) as other:
            from counterclaim.ledger.address import write

            with write(other._engine).begin():
                taken.set()
                done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    try:
        with (
            open_ledger(place, wait_s=0.2) as late,
            pytest.raises(Busy, match=rf"nothing was saved of report {report.id}"),
        ):
            late.add(report, FIRST, read(report), NOW)
    finally:
        done.set()
        holder.join()
    assert ledger.add(report, FIRST, read(report), NOW) is Added.ADDED


def test_no_write_holds_the_ledger_for_long(ledger: Ledger) -> None:
    spent: list[float] = []
    began: list[float] = []
    # Time of this process, so that a busy machine does not fail the test.
    event.listen(ledger._engine, "begin", lambda _: began.append(time.process_time()))
    event.listen(ledger._engine, "commit", lambda _: spent.append(time.process_time() - began[-1]))
    put(ledger, TEXT * 150)
    assert spent
    assert max(spent) < 0.2


def test_a_ledger_is_made_only_where_it_may_be(place: str) -> None:
    for open_it in (lambda: open_view(place), lambda: open_ledger(place, create=False)):
        with pytest.raises(SetupError, match="There is no ledger at"):
            open_it()
    with open_ledger(place) as ledger:
        put(ledger, TEXT)
    with open_ledger(place, create=False) as ledger, ledger.view() as view:
        assert view.counts().reports == 1


@pytest.mark.parametrize("name", ["led ger.sqlite", "a?b#c%41.sqlite", "ლეჯერი", "file:x"])
def test_a_ledger_may_have_any_name(tmp_path: Path, name: str) -> None:
    with open_ledger(tmp_path / name) as ledger:
        put(ledger, TEXT)
    with open_view(tmp_path / name) as view:
        assert view.counts().reports == 1
    assert (tmp_path / name).exists()


def test_many_may_make_the_ledger_at_once(place: str) -> None:
    def make(number: int) -> None:
        with open_ledger(place) as ledger:
            put(ledger, TEXT, name=str(number))

    makers = [start_child(make, number) for number in range(8)]
    assert [wait_for(maker) for maker in makers] == [0] * 8
    with open_view(place) as view:
        assert view.counts().reports == 8

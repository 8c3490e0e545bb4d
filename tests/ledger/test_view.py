from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from counterclaim.errors import UnknownName
from counterclaim.ledger import queries
from counterclaim.ledger.forget import Person, WholeReport
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.queries import Only
from counterclaim.ledger.view import open_view
from counterclaim.records.claim import Claimant, Measure
from counterclaim.records.statement import Kind
from counterclaim.records.text import Skipped
from counterclaim.records.world import PeriodMention
from tests.ledger.world import FIRST, LATER, NOW, SECOND, judge, put, read
from tests.make import make_period, make_report

TEXT = "Kabul said 9 people were killed in Khost. Islamabad said 7 people were injured in Wana."


def test_as_of_cuts_reports_and_claims_by_publication(ledger: Ledger) -> None:
    early = put(ledger, TEXT, published="2026-03-01T23:00:00")
    late = put(ledger, TEXT, published="2026-03-02T01:00:00")
    undated = put(ledger, TEXT, published=None)
    with ledger.view() as view:
        assert [report.id for report in view.reports()] == [early.id, late.id, undated.id]
        assert [report.id for report in view.reports(date(2026, 3, 1))] == [early.id]
        assert {claim.statement.report_id for claim in view.claims(date(2026, 3, 2))} == {early.id, late.id}
        assert (view.counts(date(2026, 3, 1)).reports, view.counts(date(2026, 3, 1)).undated) == (1, 0)


def test_claims_come_for_the_reports_asked_for(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "TEXTS_AT_ONCE", 3)
    monkeypatch.setattr(queries, "IN_ONE_QUERY", 4)
    reports = [put(ledger, TEXT, name=str(number)) for number in range(15)]
    wanted = {report.id for report in reports[::2]}
    with ledger.view() as view:
        found = [claim.statement.report_id for claim in view.claims(report_ids=wanted | {"unknown"})]
        assert found == [report.id for report in view.reports() if report.id in wanted for _ in (0, 1)]
        assert list(view.claims(report_ids=[])) == []


def test_a_report_waits_for_keys_that_these_rules_make(ledger: Ledger) -> None:
    one, other = (put(ledger, TEXT, name=name) for name in "ab")
    ledger.keep_keys({one.id: [("place:Khost", 0)], other.id: []}, "keys/1")
    with ledger.view() as view:
        assert view.unkeyed("keys/1") == ()
        assert view.unkeyed("keys/2") == (one.id, other.id)
    ledger.add(other, SECOND, (), LATER)
    with ledger.view() as view:
        assert view.unkeyed("keys/1") == (other.id,)
    ledger.forget(WholeReport(other.id), reason="", author="", at=LATER)
    with ledger.view() as view:
        assert view.unkeyed("keys/1") == ()


@pytest.mark.parametrize(
    ("only", "figures"),
    [
        (Only(), [9, 7]),
        (Only(kind=Kind.KILL), [9]),
        (Only(measure=Measure.INJURED), [7]),
        (Only(side="Kabul"), [9]),
        (Only(claimant="voice:" + "x" * 5000), [7]),
        (Only(place_id="place:Wana", kind=Kind.KILL), []),
        (Only(since=date(2026, 2, 27)), [9]),
        (Only(until=date(2026, 2, 27)), []),
        (Only(since=date(2026, 2, 26), until=date(2026, 2, 28)), [9]),
    ],
)
def test_only_the_wanted_claims_come(ledger: Ledger, only: Only, figures: list[int]) -> None:
    report = make_report(TEXT)
    first, second = read(report)
    first = dataclasses.replace(first, time=(PeriodMention(first.statement.trigger, make_period("2026-02-27")),))
    # A key too long for an index is found all the same.
    long_key = Claimant("voice:" + "x" * 5000, "X", second.claimant.basis)
    ledger.add(report, FIRST, [first, dataclasses.replace(second, claimant=long_key)], NOW)
    with ledger.view() as view:
        assert [claim.quantity and claim.quantity.low for claim in view.claims(only=only)] == figures


def test_an_unknown_name_is_told_with_near_ones(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    with ledger.view() as view:
        claim = next(view.claims())
        with pytest.raises(UnknownName, match=f"Near: {claim.id}"):
            view.claim(claim.id[:8])
        with pytest.raises(UnknownName, match=f"Near: {report.id}"):
            view.report(report.id[:-1] + "%")
        for nothing in ("", "%", "no such"):
            with pytest.raises(UnknownName, match=r"no claim '.*'\.$"):
                view.claim(nothing)


def test_texts_at_one_address_are_versions_in_order(ledger: Ledger) -> None:
    texts = ["First.", "Second.", "Third."]
    reports = [
        dataclasses.replace(make_report(text, published=day), url="https://example.org/page")
        for text, day in zip(texts, ("2026-03-02", "2026-03-01", None), strict=True)
    ]
    other = make_report("Alone.")
    for report in (*reports, other):
        ledger.add(report, FIRST, [], NOW)
    with ledger.view() as view:
        assert view.versions(reports[0].id) == (reports[1].id, reports[0].id, reports[2].id)
        assert view.versions(other.id) == (other.id,)
        with pytest.raises(UnknownName):
            view.versions("unknown")


def test_a_view_is_one_snapshot(place: str, ledger: Ledger) -> None:
    put(ledger, TEXT)
    with open_view(place) as view:
        put(ledger, TEXT, name="later")
        assert view.counts().reports == 1
        assert len(list(view.claims())) == 2
    with open_view(place) as view:
        assert view.counts().reports == 2


def test_the_version_changes_with_all_that_is_kept_or_forgotten(ledger: Ledger) -> None:
    def version() -> str:
        with ledger.view() as view:
            return view.version()

    def forgettings(version: str) -> str:
        return version.rpartition("-")[2]

    seen = [version()]
    report = put(ledger, TEXT)
    seen.append(version())
    ledger.add(report, SECOND, read(report, SECOND), LATER)
    seen.append(version())
    ledger.judge(judge(read(report, SECOND)[0]))
    seen.append(version())
    ledger.skip(Skipped("a.txt", "it is empty"), NOW)
    seen.append(version())
    assert len(set(seen)) == 5
    assert len(set(map(forgettings, seen))) == 1
    assert version() == seen[-1]
    ledger.forget(Person("Islamabad"), reason="asked", author="me", at=LATER)
    assert forgettings(version()) != forgettings(seen[-1])


def test_counts_tell_what_a_table_rests_on(ledger: Ledger) -> None:
    first = put(ledger, TEXT)
    put(ledger, TEXT, name="undated", published=None)
    ledger.add(first, SECOND, [], LATER)
    ledger.judge(judge(read(first)[0]))
    ledger.skip(Skipped("a.txt", "it is empty"), NOW)
    with ledger.view() as view:
        counts = view.counts()
    assert dataclasses.astuple(counts) == (2, 1, 1, 0, 3, 2, 0, 1, 1, 0)

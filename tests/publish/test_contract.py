from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from counterclaim.publish.contract import to_contract
from counterclaim.records.claim import Bound, Quantity, Scope, ScopeKind
from counterclaim.records.statement import StandsFor
from counterclaim.records.text import Report, Span
from tests.make import make_actor, make_claim, make_part, make_period, make_place, make_report

SENTENCE = "At least nine soldiers, two of them officers, were killed near Kidal on Friday, the governor said."


def make_reading() -> Any:
    report = make_report(SENTENCE, outlet="Daily Lantern", published="2026-02-28", wire=("AFP",))
    claim = make_claim(
        report=report,
        sentence=SENTENCE,
        people="nine soldiers",
        claimant=make_actor("Governor", side="Government"),
        speaker="the governor",
        side="Government",
        victim_status="combatant",
        low=9,
        bound="at least",
        parts=(make_part(2, "officers"),),
        scope_kind="total",
        as_of="2026-02-27",
        place=make_place("Kidal", country="MLI", at=(18.4, 1.4)),
        period=make_period("2026-02-27"),
        when="Friday",
        verification="unverified",
    )
    statement = dataclasses.replace(claim.statement, place=tuple(m.span for m in claim.place))
    return json.loads(json.dumps(to_contract(report, [dataclasses.replace(claim, statement=statement)])))


CLAIM = """id kind status confidence evidence trigger actor object quantity statement claimant victim_status denies
    violent stands_for context gaps measure scope place time means source verification"""
REPORT = "id path url outlet title published language wire text"


def test_every_field_of_the_contract_is_there() -> None:
    reading = make_reading()
    assert set(REPORT.split()) <= set(reading["report"])
    assert set(CLAIM.split()) <= set(reading["claims"][0])


def test_values_are_plain_and_named_as_promised() -> None:
    reading = make_reading()
    (claim,) = reading["claims"]
    assert (reading["report"]["published"], reading["report"]["outlet"], reading["report"]["wire"]) == (
        "2026-02-28",
        "Daily Lantern",
        ["AFP"],
    )
    assert (claim["kind"], claim["measure"], claim["status"]) == ("KILL", "killed", "asserted")
    assert {k: claim["quantity"][k] for k in ("low", "high", "bound", "unit", "cumulative")} == {
        "low": 9, "high": None, "bound": "at least", "unit": "persons", "cumulative": False,
    }  # fmt: skip
    assert claim["quantity"]["parts"][0] | {"start": 0, "end": 0} == {
        "start": 0, "end": 0, "text": "", "low": 2, "high": 2, "bound": "exactly", "unit": "persons", "of": "officers",
        "relation": "part",
    }  # fmt: skip
    assert claim["claimant"]["actor"]["side"] == "Government"
    assert claim["victim_status"] == {"value": "combatant", "by": "Governor"}
    assert (claim["scope"]["kind"], claim["scope"]["as_of"], claim["scope"]["start"]) == ("total", "2026-02-27", None)
    assert claim["place"][0]["place"]["where_prec"] == 1
    assert claim["time"][0]["period"] == {"start": "2026-02-27", "end": "2026-02-28", "date_prec": 1}
    assert (claim["source"]["voice"], claim["source"]["speaker"]["text"]) == ("speaker", "the governor")
    assert claim["verification"]["text"] == "unverified"


def test_a_claim_in_the_reports_own_voice_has_no_speaker() -> None:
    report = make_report(SENTENCE, outlet="Daily Lantern")
    (claim,) = to_contract(report, [make_claim(report=report, claimant="Daily Lantern", low=9)])["claims"]
    assert (claim["source"]["voice"], claim["source"]["speaker"], claim["source"]["cue"]) == ("report", None, None)
    assert claim["claimant"]["name"] == "Daily Lantern"


def test_a_count_without_a_written_amount_has_its_span_and_no_text() -> None:
    claim = make_claim(low=2)
    counted = Quantity(Span(3, 9, "a nurse"), 2, 2, Bound.EXACT, "persons", written=False)
    (found,) = to_contract(make_report(), [dataclasses.replace(claim, quantity=counted)])["claims"]
    assert (found["quantity"]["start"], found["quantity"]["end"], found["quantity"]["text"]) == (3, 9, None)


def test_nothing_counted_is_null() -> None:
    (found,) = to_contract(make_report(), [make_claim(kind="DENY", trigger="denied")])["claims"]
    assert found["quantity"] is None
    assert found["measure"] is None


@pytest.mark.parametrize(
    ("published", "exact", "offset", "written"),
    [
        (None, False, 0, None),
        (datetime(2026, 2, 28, tzinfo=UTC), False, 0, "2026-02-28"),
        (datetime(2026, 2, 27, 20, 30, tzinfo=UTC), True, 300, "2026-02-28T01:30:00+05:00"),
        (datetime(2026, 2, 27, 20, 30, tzinfo=UTC), True, 0, "2026-02-27T20:30:00+00:00"),
    ],
)
def test_the_publication_time_is_the_outlets_own(
    published: datetime | None, exact: bool, offset: int, written: str | None
) -> None:
    report = Report("r", "t", published=published, published_exact=exact, utc_offset=offset)
    assert to_contract(report, ())["report"]["published"] == written


def test_what_mentions_stand_for_is_told() -> None:
    claim = make_claim()
    link = StandsFor(Span(0, 2, "He"), None, "two men are named before")
    statement = dataclasses.replace(claim.statement, stands_for=(link,))
    scope = Scope(ScopeKind.FLOW, date(2026, 2, 1), None, Span(5, 9, "day"))
    (found,) = to_contract(make_report(), [dataclasses.replace(claim, statement=statement, scope=scope)])["claims"]
    assert found["stands_for"] == [
        {"mention": {"start": 0, "end": 2, "text": "He"}, "antecedent": None, "why": "two men are named before"}
    ]
    assert (found["scope"]["start"], found["scope"]["text"]) == ("2026-02-01", "day")

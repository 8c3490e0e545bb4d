from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import LedgerError, ReportError
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.rows import claim_row, is_within, stamp
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report, Span
from tests.ledger.world import FIRST, NOW, read
from tests.make import digest, make_judgement, make_report

WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
MOMENTS = st.datetimes(timezones=st.just(UTC))


LEAVES: dict[type, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(-(2**60), 2**60),
    float: st.floats(allow_nan=False, allow_infinity=False),
    datetime: MOMENTS,
    date: st.dates(),
}


def any_value(draw: st.DrawFn, kind: Any, text: str) -> Any:
    """Any value of a record's type, whose spans quote the text: a field that a room adds is tested at once."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind is Span:
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        return Span(start, end, text[start:end])
    if origin in (typing.Union, types.UnionType):
        chosen = draw(st.sampled_from(inner))
        return None if chosen is types.NoneType else any_value(draw, chosen, text)
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(any_value(draw, inner[0], text) for _ in range(draw(st.integers(0, 2))))
    if origin is tuple:
        return tuple(any_value(draw, k, text) for k in inner)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return typing.cast("Any", kind)(
            **{field.name: any_value(draw, hints[field.name], text) for field in dataclasses.fields(kind)}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return draw(st.sampled_from(kind))
    return draw(LEAVES[kind])


@st.composite
def readings(draw: st.DrawFn) -> tuple[Report, list[Claim]]:
    text = draw(WORDS)
    report = any_value(draw, Report, text)
    claims = [any_value(draw, Claim, text) for _ in range(draw(st.integers(0, 2)))]
    name = digest(text, report, claims)
    for number, claim in enumerate(claims):
        statement = dataclasses.replace(claim.statement, report_id=name)
        claims[number] = dataclasses.replace(claim, id=f"{name}{number}", statement=statement)
    return dataclasses.replace(report, id=name, text=text), claims


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    judgement = dataclasses.replace(any_value(draw, Judgement, ""), revokes=None)
    return typing.cast("Judgement", dataclasses.replace(judgement, id=digest(judgement)))


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(found=readings())
def test_records_survive_the_ledger(ledger: Ledger, found: tuple[Report, list[Claim]]) -> None:
    report, claims = found
    ledger.add(report, FIRST, claims, NOW)
    with ledger.view() as view:
        assert view.report(report.id) == report
        kept = list(view.claims(report_ids=[report.id]))
        reading = view.readings(report.id)[0].id
    expected = sorted(claims, key=lambda claim: (claim.statement.trigger.start, claim.id))
    assert kept == [dataclasses.replace(claim, reading=reading) for claim in expected]


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(judgement=judgements())
def test_judgements_survive_the_ledger(ledger: Ledger, judgement: Judgement) -> None:
    ledger.judge(judgement)
    with ledger.view() as view:
        assert judgement in view.history()


@pytest.mark.parametrize("moved", [Span(0, 4, "Kabul"), Span(5, 3, ""), Span(34, 99, " Khost."), Span(-3, 0, "")])
def test_a_span_that_quotes_other_words_is_refused(moved: Span) -> None:
    report = make_report("Kabul said 9 people were killed in Khost.")
    claim = read(report)[0]
    wrong = dataclasses.replace(claim, statement=dataclasses.replace(claim.statement, context=(moved,)))
    with pytest.raises(ReportError, match="does not stand"):
        claim_row(wrong, report, "reading")


def test_a_claim_of_another_report_is_refused() -> None:
    report, other = make_report("Kabul said 9 people were killed in Khost."), make_report("Nothing.")
    with pytest.raises(ReportError, match="is about report"):
        claim_row(read(report)[0], other, "reading")


@pytest.mark.parametrize("words", ["a\0b", "half \ud800 a character"])
def test_a_judgement_that_no_database_keeps_is_refused(ledger: Ledger, words: str) -> None:
    judgement = make_judgement("accept", "claim")
    with pytest.raises(LedgerError, match="nothing was saved"):
        ledger.judge(dataclasses.replace(judgement, subject=words))
    with ledger.view() as view:
        assert view.history() == ()


def test_half_a_character_in_a_question_is_told(ledger: Ledger) -> None:
    with ledger.view() as view, pytest.raises(LedgerError, match="half a character"):
        view.claim("\ud800")


@pytest.mark.parametrize("text", ["a\0b", "half \ud800 a character"])
def test_what_no_database_keeps_is_refused(ledger: Ledger, text: str) -> None:
    report = dataclasses.replace(make_report("x"), text=text)
    with pytest.raises(ReportError, match="cannot be kept"):
        ledger.add(report, FIRST, [], NOW)
    with ledger.view() as view:
        assert view.counts().reports == 0


@pytest.mark.parametrize(
    ("moment", "as_of", "within"),
    [
        (NOW, None, True),
        (NOW, NOW.date(), True),
        (NOW, NOW.date() - timedelta(1), False),
        (NOW, NOW, True),
        (NOW, NOW - timedelta(microseconds=1), False),
        (datetime.fromisoformat("2026-03-02T01:00:00+02:00"), date(2026, 3, 1), True),
        (NOW, date.max, True),
        (None, None, True),
        (None, date.max, False),
    ],
)
def test_a_day_counts_whole_and_the_undated_never(moment: datetime | None, as_of: date | None, within: bool) -> None:
    assert is_within(stamp(moment) if moment else None, as_of) is within


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(LedgerError, match="no time zone"):
        stamp(datetime(2026, 3, 1))  # noqa: DTZ001  # That is what is tested.

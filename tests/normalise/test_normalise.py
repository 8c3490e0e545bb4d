from __future__ import annotations

import time

import pytest
from tests.make import make_report
from tests.normalise.marked import make_statement

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.normalise import normalise
from counterclaim.records.claim import Measure
from counterclaim.records.statement import Kind, Statement, Status
from counterclaim.records.text import Span

ATLAS = Atlas()
TEXT = "On Thursday troops destroyed 40 posts near Quetta and captured six others, a day after 12 soldiers were killed."


def test_one_claim_for_each_statement_in_their_order() -> None:
    captured = make_statement(TEXT, "captured", kind="CAPTURE", amounts=("six",), objects=("six others",))
    destroyed = make_statement(
        TEXT,
        "destroyed",
        kind="DESTROY",
        amounts=("40",),
        objects=("40 posts",),
        places=("near Quetta",),
        times=("Thursday",),
    )
    claims = normalise([captured, destroyed], make_report(TEXT, published="2026-02-27"), ATLAS)
    assert [c.statement for c in claims] == [captured, destroyed]
    assert [c.measure for c in claims] == [Measure.SEIZED, Measure.DESTROYED]
    (place,) = claims[1].place
    assert place.place is not None
    assert (place.place.name, place.place.where_prec) == ("Quetta", 2)
    (period,) = claims[1].time
    assert period.period is not None
    assert period.period.start.isoformat() == "2026-02-26"
    assert len({c.id for c in claims}) == 2


def test_time_told_from_the_sentence_s_other_time() -> None:
    text = "On Thursday shells fell, the day before 12 soldiers were killed."
    shelled = make_statement(text, "shells", kind="STRIKE", times=("Thursday",))
    killed = make_statement(text, "killed", amounts=("12",), times=("the day before",))
    claims = normalise([shelled, killed], make_report(text, published="2026-02-27"), ATLAS)
    assert [c.time[0].period.start.isoformat() for c in claims if c.time[0].period] == ["2026-02-26", "2026-02-25"]


def test_what_is_not_told_is_a_gap_and_not_the_publication_day() -> None:
    text = "They killed 12 soldiers."
    (claim,) = normalise([make_statement(text, "killed", amounts=("12",))], make_report(text), ATLAS)
    assert claim.time == ()
    assert {"time", "place", "scope"} <= {gap.field for gap in claim.gaps}


def test_undated_report_leaves_weekdays_open() -> None:
    text = "They killed 12 soldiers on Thursday."
    statement = make_statement(text, "killed", amounts=("12",), times=("Thursday",))
    (claim,) = normalise([statement], make_report(text, published=None), ATLAS)
    assert claim.time[0].period is None
    assert "time" in {gap.field for gap in claim.gaps}


def test_same_input_same_claims_whatever_the_order() -> None:
    statements = [
        make_statement(TEXT, word, kind=kind) for word, kind in (("destroyed", "DESTROY"), ("killed", "KILL"))
    ]
    report = make_report(TEXT)
    assert normalise(statements, report, ATLAS) == normalise(statements[::-1], report, ATLAS)[::-1]


def test_reading_names_the_tables_it_was_made_with() -> None:
    statement = make_statement(TEXT, "killed")
    one, other = (normalise([statement], make_report(TEXT), ATLAS, tables)[0] for tables in ("a", "b"))
    assert one.reading != other.reading
    assert one.id != other.id


def test_endless_sentence_is_read_in_linear_time() -> None:
    clause = "12 men killed near Quetta, "
    text = clause * 1500
    statements = []
    for at in range(0, len(text), len(clause)):
        mark = [
            Span(at + clause.index(w), at + clause.index(w) + len(w), w)
            for w in ("killed", "12", "12 men", "near Quetta")
        ]
        trigger, amount, counted, place = mark
        statements.append(
            Statement(
                id=f"s{at}",
                report_id="report",
                kind=Kind.KILL,
                status=Status.ASSERTED,
                confidence=0.9,
                evidence=Span(0, len(text), text),
                trigger=trigger,
                object=(counted,),
                amounts=(amount,),
                place=(place,),
            )
        )
    begun = time.process_time()
    claims = normalise(statements, make_report(text, outlet=None), ATLAS)
    assert time.process_time() - begun < 12
    assert {(c.quantity.low, c.measure) for c in claims if c.quantity} == {(12, Measure.KILLED)}


@pytest.mark.parametrize(
    ("text", "is_placed"),
    [
        ("Nine were killed in assaults on Lima. Lima's foreign ministry said so.", False),
        ("Nine were killed in assaults on Lima. It rained in Lima.", True),
        ("Nine were killed in Lima. Lima's foreign ministry said so.", True),
    ],
)
def test_a_capital_that_acts_as_a_government_is_no_place_when_it_is_aimed_at(text: str, is_placed: bool) -> None:
    (claim,) = normalise([make_statement(text, "killed", places=("Lima",))], make_report(text), ATLAS)
    assert [mention.place is not None for mention in claim.place] == [is_placed]
    assert any(gap.field == "place" for gap in claim.gaps) is not is_placed


@pytest.mark.parametrize(
    ("items", "places", "name"),
    [
        (("* KABUL - Nine died.", "* KUNDUZ - Two died."), (), "Kunduz"),
        (("* KABUL - Nine died.", "* KUNDUZ - Two died at a mill. Nobody claimed it."), ("a mill",), "Kunduz"),
        (("* KABUL - Nine died.", "* KUNDUZ - Two died in Jalalabad."), ("Jalalabad",), "Jalalabad"),
        (("Nine died.", "* KUNDUZ - Two died."), (), None),
        (("* KABUL - Nine died.", "* KUNDUZ - All is quiet.", "Two died."), (), None),
    ],
)
def test_an_item_of_a_round_up_is_where_its_place_ahead_tells(
    items: tuple[str, ...], places: tuple[str, ...], name: str | None
) -> None:
    text = "\n".join(items)
    sentence = text[text.index("Two") :].partition(".")[0]
    claims = normalise(
        [make_statement(text, "died", places=places, sentence=sentence)], make_report(text, outlet=None), ATLAS
    )
    assert [m.place.name for m in claims[0].place if m.place] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nine were killed in Kabul. A trader from Jalalabad spoke. Six died in the town.", "in the town"),
        ("Nine were killed in Jalalabad. Six died in the village.", "in the village"),
    ],
)
def test_the_town_is_none_of_two_and_a_village_no_city(text: str, words: str) -> None:
    named = text.split(".")[0].split(" in ")[1]
    first = make_statement(text, "killed", places=(named,))
    second = make_statement(text, "died", places=(words,))
    claims = normalise([first, second], make_report(text), ATLAS)
    assert claims[0].place[0].place is not None
    assert claims[1].place[0].place is None


@pytest.mark.parametrize(
    ("places", "open_"),
    [(("Quetta", "a checkpoint"), False), (("a checkpoint",), True), (("Quetta", "Strelsau"), True)],
)
def test_words_without_a_name_leave_nothing_open_beside_a_place(places: tuple[str, ...], open_: bool) -> None:
    text = f"Nine men were killed in {' at '.join(places)}."
    (claim,) = normalise([make_statement(text, "killed", places=places)], make_report(text), ATLAS)
    assert any(gap.field == "place" for gap in claim.gaps) is open_

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import UnknownName
from counterclaim.pipeline.judging import Signed
from counterclaim.pipeline.sourcing import COLUMNS, SourceRow, list_sources, read_table, remove_source, write_source
from counterclaim.publish.spreadsheet import write_csv
from counterclaim.records.sources import Belonging, Reliability, Source, index_sources
from tests.ledger.world import NOW
from tests.make import make_report

ADA = Signed("ada", "house list", NOW)
POST = Source("The Post", Belonging.PARTY, "Red Front", Reliability.C, "owned by it", "e1", "ben", "", NOW)
KNOWN = index_sources([POST])


def test_what_is_not_named_stays() -> None:
    now = Source.of(write_source(KNOWN, {"outlet": "the  POST", "grade": "d"}, ADA))
    assert (now.name, now.grade, now.belonging, now.side, now.notes) == (
        "The Post", Reliability.D, Belonging.PARTY, "Red Front", "owned by it",
    )  # fmt: skip
    assert (now.author, now.reason) == ("ada", "house list")
    assert Source.of(write_source(KNOWN, {"outlet": "The Post", "grade": ""}, ADA)).grade is None


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"outlet": " "}, "has a name"),
        ({"outlet": "X", "grade": "G"}, "no grade"),
        ({"outlet": "X", "belonging": "mine"}, "no belonging; one of independent"),
    ],
)
def test_words_that_are_not_understood_are_refused(given_: dict[str, str], told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        write_source({}, given_, ADA)


def test_the_list_holds_register_and_outlets_that_nobody_entered() -> None:
    reports = [
        make_report("a", outlet="the post"),
        make_report("b", outlet="Amber News"),
        make_report("c", outlet=None),
    ]
    rows = list_sources([POST], reports)
    assert [(r.outlet, r.grade, r.reports, r.registered_by) for r in rows] == [
        ("Amber News", "", 1, ""),
        ("The Post", "C", 1, "ben"),
    ]


def test_a_table_is_read_as_it_was_written_and_tells_only_what_is_new() -> None:
    rows = list_sources([POST], [make_report("b", outlet="Amber News")])
    columns = list(SourceRow.__slots__)
    text = write_csv(columns, [{name: getattr(row, name) for name in columns} for row in rows])
    assert read_table(text, KNOWN, ADA) == ()
    (entry,) = read_table("\ufeffOutlet,Grade\nThe Post,A\nAmber News,\n\n", KNOWN, ADA)
    assert (entry.name, Source.of(entry).grade, Source.of(entry).side) == ("The Post", Reliability.A, "Red Front")


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "no column outlet"), ("name\nX\n", "no column outlet"), ("outlet,grade\nX,A\nY,Z\n", "Line 3.*'Z'")],
)
def test_a_table_that_is_not_understood_is_refused_whole(text: str, told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        read_table(text, {}, ADA)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_survive_the_spreadsheet(side: str, notes: str) -> None:
    entry = write_source({}, {"outlet": "X", "side": side, "notes": notes, "grade": "B"}, ADA)
    source = Source.of(entry)
    text = write_csv(
        COLUMNS, [{"outlet": "X", "belonging": "", "side": source.side, "grade": "B", "notes": source.notes}]
    )
    (back,) = read_table(text, {}, ADA)
    assert (Source.of(back).side, Source.of(back).notes) == (source.side, source.notes)


def test_what_is_taken_out_is_an_entry_of_its_own() -> None:
    entry = remove_source(POST, ADA)
    assert (entry.name, entry.content, entry.author) == ("The Post", "", "ada")

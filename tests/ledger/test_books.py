from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.ledger.forget import Person
from counterclaim.ledger.ledger import Ledger, Rewritten
from counterclaim.ledger.view import open_view
from counterclaim.records.books import Book, Entry
from tests.ledger.world import LATER, NOW, put

FIRST = Entry("e1", Book.SOURCES, "The Post", '{"grade": "C"}', "ada", "a party's paper", NOW)
SECOND = replace(FIRST, id="e2", content='{"grade": "B"}', author="ben", at=LATER)
OTHER = replace(FIRST, id="e3", name="Amber News")


def test_the_newest_entry_of_a_name_holds_and_none_is_lost(ledger: Ledger) -> None:
    assert [ledger.enter(entry) for entry in (FIRST, OTHER, SECOND, FIRST)] == [True, True, True, False]
    with ledger.view() as view:
        assert view.entries(Book.SOURCES) == (OTHER, SECOND)
        assert view.book_history(Book.SOURCES) == (FIRST, OTHER, SECOND)
        assert view.entries(Book.SOURCES, date(2026, 3, 1)) == (OTHER, FIRST)
        assert view.entries(Book.SEARCHES) == ()


def test_what_is_taken_out_can_come_back(ledger: Ledger) -> None:
    for entry in (FIRST, replace(SECOND, content="")):
        ledger.enter(entry)
    with ledger.view() as view:
        assert view.entries(Book.SOURCES) == ()
        assert len(view.book_history(Book.SOURCES)) == 2
    ledger.enter(replace(FIRST, id="e4"))
    with ledger.view() as view:
        assert [entry.id for entry in view.entries(Book.SOURCES)] == ["e4"]


def test_two_writers_of_one_name_are_told_of_each_other(ledger: Ledger) -> None:
    ledger.enter(FIRST, seen="")
    with pytest.raises(Rewritten, match="changed after you opened it: ada did") as told:
        ledger.enter(SECOND, seen="")
    assert told.value.by == FIRST
    ledger.enter(SECOND, seen="e1")
    with ledger.view() as view:
        assert view.entries(Book.SOURCES) == (SECOND,)


def test_a_forgotten_person_goes_from_books_and_stays_out(place: str, ledger: Ledger) -> None:
    put(ledger, "Jan Gul said 3 people were killed in Wana.")
    ledger.enter(Entry("s1", Book.SEARCHES, "Jan Gul", '{"text": "jan gul"}', "ada", "about Jan Gul", NOW))
    ledger.forget(Person("Jan Gul"), reason="asked for", author="ada", at=LATER)
    ledger.enter(Entry("s2", Book.SEARCHES, "again", '{"text": "Jan Gul"}', "ada", "", LATER))
    with open_view(place) as view:
        kept = repr(view.book_history(Book.SEARCHES))
    assert "gul" not in kept.casefold()
    assert "again" in kept


@pytest.mark.parametrize(("content", "fields"), [('{"a": 1}', {"a": 1}), ("", {}), ("[]", {}), ("{", {})])
def test_content_that_cannot_be_understood_is_empty(content: str, fields: dict[str, object]) -> None:
    assert replace(FIRST, content=content).fields == fields

"""Users of the desk in the ledger, on both databases: roles, what lets them in, who is busy with what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterclaim.errors import LedgerError, UnknownName
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.records.people import Role
from tests.ledger.world import LATER, NOW

HOUR = timedelta(hours=1)


def fill(ledger: Ledger) -> None:
    ledger.people.add("Ada Coder", Role.OWNER, "digest", NOW)
    ledger.people.add("Ben", Role.REVIEWER, None, NOW)


def test_users_are_found_whatever_their_case_and_no_name_is_given_twice(ledger: Ledger) -> None:
    assert not ledger.people.exist()
    fill(ledger)
    assert ledger.people.exist()
    found = ledger.people.find("  ada   CODER ")
    assert (found.name, found.role, found.has_password) == ("Ada Coder", Role.OWNER, True)
    assert [user.name for user in ledger.people.list_users()] == ["Ada Coder", "Ben"]
    with pytest.raises(LedgerError, match="a user Ada Coder already"):
        ledger.people.add("ADA coder", Role.READER, None, NOW)
    with pytest.raises(UnknownName, match="There are: Ada Coder, Ben"):
        ledger.people.find("Cleo")


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 61, "a\nb\0", "<b>ada</b>", "ada\u202eneb", "a\ud800", "-ada", "ada; DROP TABLE"]
)
def test_what_cannot_be_a_name_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(LedgerError, match="cannot be a user's name"):
        ledger.people.add(name, Role.OWNER, None, NOW)
    assert ledger.people.list_users() == ()


def test_names_of_many_scripts_are_names(ledger: Ledger) -> None:
    for name in ("Zoë O’Neill", "أحمد", "नीता", "Д. Иванова", "ada@example.org"):
        assert ledger.people.add(name, Role.OWNER, None, NOW).name == name


def test_there_is_always_an_owner_as_long_as_there_is_anybody(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="first user must be an owner"):
        ledger.people.add("Ben", Role.REVIEWER, None, NOW)
    fill(ledger)
    for change in (
        lambda: ledger.people.set_role("ada coder", Role.READER),
        lambda: ledger.people.remove("ada coder", LATER),
    ):
        with pytest.raises(LedgerError, match="last owner"):
            change()
    assert ledger.people.find("ada coder").role is Role.OWNER
    assert ledger.people.set_role("Ben", Role.OWNER).role is Role.OWNER
    ledger.people.remove("Ada Coder", LATER)
    assert [user.name for user in ledger.people.list_users() if not user.ended_at] == ["Ben"]
    ledger.people.remove("Ben", LATER)
    assert not ledger.people.exist()


def test_whoever_is_removed_is_out_at_once_and_the_name_stays_taken(ledger: Ledger) -> None:
    fill(ledger)
    ledger.people.admit("Ben", "d1", "", NOW, NOW + HOUR)
    ledger.people.hold("ben", ["claim"], NOW, NOW + HOUR)
    ledger.people.remove("Ben", LATER)
    assert ledger.people.recognise("d1", NOW, is_token=False) is None
    assert ledger.people.list_busy(NOW) == {}
    assert ledger.people.read_password("Ben") is None
    assert [user.name for user in ledger.people.list_users()] == ["Ada Coder", "Ben"]
    assert ledger.people.add("ben", Role.READER, None, LATER).role is Role.READER
    assert ledger.people.recognise("d1", NOW, is_token=False) is None


def test_a_pass_lets_in_until_it_ends_and_as_what_it_is(ledger: Ledger) -> None:
    fill(ledger)
    people = ledger.people
    people.admit("Ben", "a" * 64, "", NOW, NOW + HOUR)
    people.admit("Ben", "b" * 64, "R script", NOW, NOW + 9 * HOUR)
    assert people.recognise("a" * 64, NOW, is_token=False) == people.find("Ben")
    assert people.recognise("a" * 64, NOW, is_token=True) is None, "a session is no token"
    assert people.recognise("b" * 64, NOW, is_token=True) == people.find("Ben")
    assert people.recognise("b" * 64, NOW, is_token=False) is None
    assert people.recognise("a" * 64, NOW + HOUR, is_token=False) is None
    assert [(one.id, one.label) for one in people.list_passes("ben")] == [("a" * 12, ""), ("b" * 12, "R script")]
    people.set_role("Ben", Role.READER)
    recognised = people.recognise("b" * 64, NOW, is_token=True)
    assert recognised is not None
    assert recognised.role is Role.READER
    people.admit("Ada Coder", "c", "", NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert [one.label for one in people.list_passes("ben")] == ["R script"], "what has ended is dropped"
    with pytest.raises(UnknownName, match="has no session or token"):
        people.revoke("Ada Coder", "b" * 12)
    with pytest.raises(UnknownName):
        people.revoke("Ben", "")
    people.revoke("Ben", "b" * 12)
    assert people.recognise("b" * 64, NOW, is_token=True) is None


def test_a_new_password_ends_what_let_in_before_it(ledger: Ledger) -> None:
    fill(ledger)
    for digest in ("here", "elsewhere"):
        ledger.people.admit("Ada Coder", digest, "", NOW, NOW + HOUR)
    ledger.people.set_password("Ada Coder", "other", keep="here")
    assert ledger.people.read_password("ada coder") == "other"
    assert ledger.people.recognise("here", NOW, is_token=False)
    assert ledger.people.recognise("elsewhere", NOW, is_token=False) is None
    ledger.people.renew_digest("Ada Coder", "stale", "evil")
    assert ledger.people.read_password("ada coder") == "other"


def test_who_is_busy_with_a_claim_is_told_until_they_move_on(place: str, ledger: Ledger) -> None:
    fill(ledger)
    ledger.people.hold("ada coder", ["one", "two"], NOW, NOW + HOUR)
    with open_ledger(place) as other:  # Another desk on the same ledger.
        other.people.hold("ben", ["two", "three"], NOW + HOUR / 2, NOW + 2 * HOUR)
    busy = ledger.people.list_busy(NOW + HOUR / 2)
    assert {id: one.name for id, (one, _) in busy.items()} == {"one": "Ada Coder", "two": "Ada Coder", "three": "Ben"}
    ledger.people.hold("ada coder", ["two"], NOW + HOUR / 2, NOW + 2 * HOUR)
    busy = ledger.people.list_busy(NOW + HOUR / 2)
    assert {id: one.since for id, (one, _) in busy.items()} == {"two": NOW, "three": NOW + HOUR / 2}
    assert ledger.people.list_busy(NOW + 3 * HOUR) == {}

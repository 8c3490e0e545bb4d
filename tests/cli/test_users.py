"""`users`: who may work on a ledger with others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.desk import passwords
from counterclaim.desk.passwords import is_password
from counterclaim.ledger.ledger import open_ledger
from tests.cli.run import call

SECRET = "four unrelated words"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(passwords, "COST", 4)
    monkeypatch.setenv("COUNTERCLAIM_PASSWORD", SECRET)
    return str(tmp_path / "l.sqlite")


def test_people_are_let_in_given_roles_and_let_go(place: str) -> None:
    def users(*arguments: str) -> tuple[int, str]:
        done = call("users", *arguments, "--ledger", place)
        return done.code, done.out + done.err

    assert users("list")[0] == 2, "there is no ledger yet"
    code, told = users("add", "Ben")
    assert code == 2
    assert "first user must be an owner" in told
    assert "let in as owner" in users("add", "Ada Coder", "--role", "owner")[1]
    assert "let in as reviewer" in users("add", "Ben")[1]
    assert "last owner" in users("role", "ada coder", "reader")[1]
    assert "Ben is a reader now." in users("role", "BEN", "reader")[1]
    listed = json.loads(users("list", "--json")[1])
    assert [(row["name"], row["role"], row["removed"]) for row in listed] == [
        ("Ada Coder", "owner", None),
        ("Ben", "reader", None),
    ]
    token = users("token", "ben", "--for", "R script", "--days", "5")[1].strip()
    assert token.startswith("cc_")
    assert users("password", "ben")[0] == 0
    with open_ledger(place) as book:
        kept = book.people.read_password("ben")
        assert book.people.list_passes("ben") == (), "a new password ends the token"
    assert is_password(SECRET, kept)
    assert SECRET not in (kept or "")
    assert users("remove", "ben", "--yes")[0] == 0
    assert "removed" in users("list")[1]
    assert "There is no user 'ben'. There are: Ada Coder." in users("password", "ben")[1]
    assert users("remove", "Ada Coder", "--yes")[0] == 0
    assert users("add", "Ada Coder", "--role", "owner")[0] == 0


@pytest.mark.parametrize("password", ["tiny pw", "", "aaaaaaaaaaaaaaaaa"])
def test_a_weak_password_lets_nobody_in(place: str, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_PASSWORD", password)
    done = call("users", "add", "Ada", "--role", "owner", "--ledger", place)
    assert done.code == 2
    assert "four unrelated words" in done.out + done.err
    assert not password or password not in done.out + done.err
    with open_ledger(place) as book:
        assert not book.people.exist()


def test_a_password_can_come_from_standard_input(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERCLAIM_PASSWORD")
    done = call("users", "add", "Ada", "--role", "owner", "--ledger", place, stdin=f"{SECRET}\n".encode())
    assert done.code == 0
    with open_ledger(place) as book:
        assert is_password(SECRET, book.people.read_password("ada"))


def test_another_address_needs_users(place: str) -> None:
    open_ledger(place).close()
    done = call("desk", "--ledger", place, "--host", "0.0.0.0", "--plain-http", "--no-browser")
    assert done.code == 2
    assert "counterclaim users add NAME --role owner" in done.out + done.err

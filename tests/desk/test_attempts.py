from __future__ import annotations

import threading

import pytest

from counterclaim.desk import attempts
from counterclaim.desk.attempts import PER_ACCOUNT, PER_ADDRESS, WINDOW_S, Attempts, shorten_address


def test_an_account_is_tried_so_often_from_wherever_and_then_later_again() -> None:
    made = Attempts()
    assert [made.begin("ada", f"192.0.2.{n}", float(n)) for n in range(PER_ACCOUNT)] == [0.0] * PER_ACCOUNT
    assert made.begin("ada", "198.51.100.1", 10.0) == WINDOW_S - 10
    assert made.begin("ben", "198.51.100.1", 10.0) == 0.0
    assert made.begin("ada", "198.51.100.1", WINDOW_S + 0.5) == 0.0, "the first attempt is a quarter of an hour ago"
    assert made.begin("ada", "198.51.100.1", WINDOW_S + 0.5) > 0


def test_an_address_tries_so_many_accounts() -> None:
    made = Attempts()
    for n in range(PER_ADDRESS):
        assert made.begin(f"user {n}", "192.0.2.1", 0.0) == 0.0
    assert made.begin("another", "192.0.2.1", 1.0) == WINDOW_S - 1
    assert made.begin("another", "192.0.2.2", 1.0) == 0.0


def test_who_gets_in_begins_anew_and_does_not_clear_the_way_for_others() -> None:
    made = Attempts()
    for _ in range(PER_ACCOUNT - 1):
        made.begin("ada", "192.0.2.1", 0.0)
    made.begin("ada", "192.0.2.1", 0.0)
    made.forgive("ada", "192.0.2.1")
    assert made.begin("ada", "192.0.2.1", 0.0) == 0.0
    for n in range(PER_ADDRESS):
        made.begin(f"user {n}", "192.0.2.1", 0.0)
    assert made.begin("user x", "192.0.2.1", 0.0) > 0


def test_many_at_once_are_no_more_than_many_in_a_row() -> None:
    made = Attempts()
    let: list[float] = []
    ready = threading.Barrier(20)

    def attempt() -> None:
        ready.wait(10)
        let.append(made.begin("ada", "192.0.2.1", 0.0))

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(wait == 0 for wait in let) == PER_ACCOUNT


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST_KEYS", 10)
    made = Attempts()
    for n in range(100):
        made.begin(f"user {n}", f"192.0.2.{n}", 0.0)
    assert len(made._made) <= 10


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:ffff::1", "2001:0db8:0001:0002"),
        ("fe80::1%eth0", "fe80:0000:0000:0000"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_one_person_has_one_address(address: str, short: str) -> None:
    assert shorten_address(address) == short

"""Editions: one for each version and day, never one that shows what was forgotten."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counterclaim.desk import keeper as keeping
from counterclaim.desk.keeper import Keeper, NotYet, Overtaken
from counterclaim.ledger.forget import Person
from counterclaim.pipeline.compose import tell_story
from counterclaim.records.story import Verdict
from counterclaim.resolve.neighbourhood import KEYS
from tests.ledger.world import judge, put, read

TEXT = "Kabul said 9 people were killed in Khost. Islamabad said 7 people were killed in Wana."
NOW = datetime(2026, 3, 3, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.sqlite")


def test_an_edition_is_made_once_and_anew_when_the_ledger_moves_on(place: str) -> None:
    with Keeper(place, patience_s=60) as keeper:
        report = put(keeper.ledger, TEXT)
        first = keeper.edition().edition
        assert keeper.edition().edition is first
        keeper.ledger.judge(judge(read(report)[0]))
        second = keeper.edition()
        assert second.edition is not first
        assert not second.is_behind


def test_an_edition_of_a_day_is_the_story_of_that_day(place: str) -> None:
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT, published="2026-03-01T09:00:00")
        put(keeper.ledger, TEXT, name="later", published="2026-03-05T09:00:00")
        day = date(2026, 3, 2)
        edition = keeper.edition(day).edition
        with keeper.ledger.view() as view:
            assert edition.story == tell_story(view, day)
        assert len(keeper.edition().edition.story.reports) == 2


def test_while_the_next_edition_is_made_the_last_one_is_shown_and_said_to_be_behind(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT)
        first = keeper.edition().edition
        monkeypatch.setattr(keeping, "tell_story", lambda *a: (may_go_on.wait(30), tell_story(*a))[1])
        monkeypatch.setattr(keeper, "_patience_s", 0.01)
        put(keeper.ledger, TEXT, name="second")
        given = keeper.edition()
        assert given.edition is first
        assert given.is_behind
        with pytest.raises(NotYet):
            keeper.edition(date(2026, 3, 9))
        may_go_on.set()
        monkeypatch.setattr(keeper, "_patience_s", 60)
        assert len(keeper.edition().edition.story.reports) == 2


def test_what_was_forgotten_is_shown_by_no_older_edition(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT)
        keeper.edition()
        keeper.ledger.forget(Person("Islamabad"), reason="asked", author="me", at=NOW)
        monkeypatch.setattr(keeper, "_patience_s", 0.0)
        monkeypatch.setattr(keeper, "_make", lambda as_of: threading.Event().wait(0.2))
        with pytest.raises(NotYet):
            keeper.edition()


def test_a_judgement_of_another_program_is_noticed(place: str) -> None:
    with Keeper(place, patience_s=60) as keeper:
        report = put(keeper.ledger, TEXT)
        claim = read(report)[0]
        made = judge(claim)
        assert keeper.journal().newest == {}
        with Keeper(place) as other:
            other.ledger.judge(made)
        assert keeper.journal().newest[claim.id] == made.id
        with pytest.raises(Overtaken, match="Yours was not saved"):
            keeper.judge("", lambda: judge(claim, Verdict.ACCEPT))


def test_few_editions_are_held(place: str) -> None:
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT)
        for day in range(1, 9):
            keeper.edition(date(2026, 3, day))
        assert len(keeper._editions) == keeping.MOST_EDITIONS


def test_a_place_without_a_password_is_named(place: str) -> None:
    with Keeper(place) as keeper:
        assert keeper.name == "ledger.sqlite"


def test_after_a_long_edition_the_desk_rests_before_the_next(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT)
        first = keeper.edition().edition
        assert first.seconds < 60
        monkeypatch.setattr(keeper, "_patience_s", 0.0)
        monkeypatch.setattr(keeping, "PATIENCE_S", 0.0)
        keeper._editions[None] = long = replace(first, seconds=50.0)
        put(keeper.ledger, TEXT, name="second")
        given = keeper.edition()
        assert (given.edition, given.is_behind) == (long, True)
        assert not keeper._making, "nothing was begun"
        keeper._editions[None] = replace(long, made=long.made - 50)
        monkeypatch.setattr(keeper, "_patience_s", 60)
        assert len(keeper.edition().edition.story.reports) == 2


def test_what_is_forgotten_is_shown_by_no_edition_that_rests(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT)
        first = keeper.edition().edition
        keeper._editions[None] = replace(first, seconds=100.0)
        keeper.ledger.forget(Person("Islamabad"), reason="asked", author="me", at=NOW)
        assert "Islamabad" not in "".join(report.text for report in keeper.edition().edition.story.reports)


def test_after_a_judgement_the_whole_is_not_told_anew(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper(place, patience_s=60) as keeper:
        report = put(keeper.ledger, TEXT)
        first = keeper.edition().edition
        monkeypatch.setattr(keeping, "tell_story", None)
        made = judge(read(report)[0], Verdict.ACCEPT)
        keeper.ledger.judge(made)
        given = keeper.edition()
        assert (given.edition.story.judgements, given.is_behind) == ((made,), False)
        assert given.edition.story.resolution is first.story.resolution


def test_no_page_waits_for_an_edition_that_takes_long_and_none_is_begun_twice(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, begun = threading.Event(), []

    def tell_slowly(*given: object) -> object:
        begun.append(given)
        may_go_on.wait(30)
        return tell_story(*given)  # type: ignore[arg-type]

    with Keeper(place, patience_s=20) as keeper:
        put(keeper.ledger, TEXT)
        long = keeper._editions[None] = replace(keeper.edition().edition, seconds=50.0, made=-1000.0)
        monkeypatch.setattr(keeping, "tell_story", tell_slowly)
        asked = time.monotonic()
        for name in ("second", "third", "fourth"):
            put(keeper.ledger, TEXT, name=name)
            given = keeper.edition()
            assert (given.edition, given.is_behind) == (long, True)
        assert keeper.register(patient=False)
        assert time.monotonic() - asked < 15, "it waited"
        while not begun and time.monotonic() - asked < 30:
            time.sleep(0.01)  # What was begun before it ends first.
        may_go_on.set()
    assert len(begun) == 1


def test_what_leads_to_reports_is_noted_beside_the_pages(place: str) -> None:
    with Keeper(place, patience_s=60) as keeper:
        put(keeper.ledger, TEXT)
        keeper.edition()
        for _ in range(2):
            keeper._maker.submit(int).result(60)  # After what was begun before.
        with keeper.ledger.view() as view:
            assert view.unkeyed(KEYS) == ()

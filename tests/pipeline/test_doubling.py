from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from counterclaim.atlas.atlas import Atlas
from counterclaim.errors import UnknownName
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.doubling import (
    Compared,
    choose_coders,
    code,
    draw_sample,
    find_sample,
    keep_sample,
    list_agreement,
    list_differences,
    list_samples,
    look_up,
    settle,
)
from counterclaim.pipeline.judging import Signed, open_register
from counterclaim.publish.doubles import MACHINE
from counterclaim.records.books import Book
from counterclaim.records.story import Verdict
from tests.ledger import world

put = partial(world.put, where_prec=1)
ADA, BEN, CEM = (
    Signed(name, "as the words say", world.NOW + timedelta(minutes=i)) for i, name in enumerate(("ada", "ben", "cem"))
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.sqlite") as opened:
        put(
            opened,
            "The Council said 40 people were killed in Zenda. The Council said 7 people were injured in Hentzau.",
        )
        with opened.view() as view:
            keep_sample(opened, view, draw_sample(tell_story(view), "march", 10, 1, ADA))
        yield opened


def look(book: Ledger) -> Compared:
    with book.view() as view:
        story = tell_story(view)
        return look_up(find_sample(view.entries(Book.SAMPLES), "march"), story, story.judgements)


def enter(book: Ledger, signed: Signed, statement: str, given: dict[str, str] | None) -> None:
    with book.view() as view, Atlas() as atlas:
        judgement = code(open_register(view), (look(book).sample, statement), given, signed, atlas)
    book.judge(judgement)


def find_killed(found: Compared) -> str:
    return next(id for id, claim in found.claims.items() if claim.statement.kind.value == "KILL")


def test_two_coders_differ_and_a_third_settles_it(book: Ledger) -> None:
    killed = find_killed(look(book))
    enter(book, ADA, killed, {"kind": "KILL", "measure": "killed", "figure": "40", "claimant": "The Council"})
    enter(book, BEN, killed, {"kind": "KILL", "measure": "killed", "figure": "at least 40", "claimant": "the council"})
    found = look(book)
    assert choose_coders(found) == ("ada", "ben")
    with book.view() as view:
        register = open_register(view)
        (row,) = list_differences(register, found, "ada", "ben")
        assert (row.field, row.one_value, row.other_value, row.settled_by) == ("figure", "40", "≥ 40", None)
        made = settle(register, found, killed, {"figure": "ben"}, CEM)
    assert made.verdict is Verdict.EDIT
    book.judge(made)
    with book.view() as view:
        assert {c.quantity.bound.value for c in tell_story(view).claims if c.statement.id == killed and c.quantity} == {
            "at least"
        }
        (row,) = list_differences(open_register(view), look(book), "ada", "ben")
    assert (row.settled_by, row.settled_as, row.reason) == ("cem", "edit", "as the words say")
    assert {j.author for j in look(book).settled.values()} == {"cem"}


def test_what_coders_give_decides_nothing(book: Ledger) -> None:
    killed = find_killed(look(book))
    with book.view() as view:
        before = tell_story(view)
    enter(book, ADA, killed, None)
    with book.view() as view:
        after = tell_story(view)
    assert replace(after, judgements=()) == replace(before, judgements=())


def test_the_machine_is_compared_as_it_read_and_not_as_it_was_corrected(book: Ledger) -> None:
    killed = find_killed(look(book))
    enter(book, ADA, killed, {"kind": "KILL", "measure": "killed", "figure": "41"})
    found = look(book)
    with book.view() as view:
        book.judge(settle(open_register(view), found, killed, {"figure": "ada"}, CEM))
    rows = {row.field: row for row in list_agreement(look(book), "ada", MACHINE)}
    assert (rows["figure"].units, rows["figure"].equal) == (1, 0)
    assert (rows["what is counted"].share, rows["what is counted"].kappa) == (1.0, None)


def test_a_difference_is_settled_by_accepting_or_rejecting_too(book: Ledger) -> None:
    killed = find_killed(look(book))
    enter(book, ADA, killed, {"kind": "KILL", "figure": "40"})
    enter(book, BEN, killed, None)
    with book.view() as view:
        register = open_register(view)
        assert settle(register, look(book), killed, {"claim": "ada"}, CEM).verdict is Verdict.ACCEPT
        assert settle(register, look(book), killed, {"claim": "ben"}, CEM).verdict is Verdict.REJECT
        for chosen, signed, told in (
            ({"claim": "dan"}, CEM, "dan has not coded"),
            ({"claim": "ben"}, replace(CEM, reason=" "), "Say why"),
            ({"side": "ada"}, CEM, "cannot be set to nothing"),
        ):
            with pytest.raises(UnknownName, match=told):
                settle(register, look(book), killed, chosen, signed)


def test_a_sample_is_never_drawn_anew(book: Ledger) -> None:
    with book.view() as view:
        story = tell_story(view)
        with pytest.raises(UnknownName, match="never drawn anew"):
            keep_sample(book, view, draw_sample(story, " march ", 1, 2, BEN))
        for name, size in (("", 1), ("a/b", 1), ("x" * 61, 1), ("x", 0), ("x", 2001)):
            with pytest.raises(UnknownName):
                draw_sample(story, name, size, 1, ADA)
        (row,) = list_samples(view)
    assert (row.sample, row.claims, row.coded, row.settled) == ("march", 2, "nobody yet", 0)
    with pytest.raises(UnknownName, match=r"no sample 'april'\. There are march"):
        find_sample([look(book).sample.entry], "april")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Say what the marked words tell of"),
        ({"kind": "SING"}, "SING"),
        ({"kind": "KILL", "figure": "a lot of 3 4"}, "amount"),
    ],
)
def test_words_that_are_not_understood_are_refused(book: Ledger, given: dict[str, str], told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        enter(book, ADA, find_killed(look(book)), given)

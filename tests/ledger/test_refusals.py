from __future__ import annotations

import os
import resource
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from counterclaim.errors import LedgerError, SetupError
from counterclaim.ledger.address import write
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.refusals import Busy
from counterclaim.ledger.view import open_view
from tests.ledger.child import run_in_child
from tests.ledger.world import FIRST, NOW, dump, put, read
from tests.make import make_report

TEXT = "Kabul said 9 people were killed in Khost."
FULL = 3


def fill_until_refused(path: Path, limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with open_ledger(path) as ledger:
        for number in range(1000):
            report = make_report(f"{TEXT} {number} {'-' * 20_000}")
            try:
                ledger.add(report, FIRST, read(report), NOW)
            except LedgerError as error:
                told = f"is full or failing: nothing was saved of report {report.id}" in str(error)
                os._exit(FULL if told else 1)


def test_a_full_disk_loses_nothing_that_was_told_saved(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    assert run_in_child(fill_until_refused, path, 2_000_000) == FULL
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_ledger(path) as ledger:
        with ledger.view() as view:
            counts = view.counts()
        assert counts.reports == counts.claims > 10
        put(ledger, TEXT)
        with ledger.view() as view:
            assert view.counts().reports == counts.reports + 1


def test_a_full_database_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        put(ledger, TEXT)
        with ledger._engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with ledger.view() as view:
            before = dump(view)
        with pytest.raises(LedgerError, match="nothing was saved of report"):
            put(ledger, "y" * 100_000)
        with ledger.view() as view:
            assert dump(view) == before


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("code", "kind", "sentence"),
    [
        ("53100", LedgerError, "is full or failing: nothing was saved of a test"),
        ("55P03", Busy, "Another program is writing"),
        ("42501", SetupError, "cannot be written"),
        ("22012", LedgerError, "refused: .* Nothing was saved of a test"),
    ],
)
def test_what_postgres_refuses_is_told(postgres: str, code: str, kind: type[Exception], sentence: str) -> None:
    refuse = text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$")
    with (
        open_ledger(postgres) as ledger,
        pytest.raises(kind, match=sentence),
        write(ledger._engine, "a test").begin() as connection,
    ):
        connection.execute(refuse)


@pytest.mark.postgres
def test_a_postgres_that_is_not_there_is_told(server: str, tmp_path: Path) -> None:
    for open_it in (open_ledger, open_view):
        with pytest.raises(SetupError, match="does not answer"):
            open_it(f"postgresql://tester@/postgres?host={tmp_path}")
        with pytest.raises(SetupError, match=r"does not (exist|answer)"):
            open_it(server.replace("/postgres?", "/nowhere?"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"This is no database at all, but a letter. " * 100, "is not a ledger"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "is not a ledger|damaged|refused"),
    ],
)
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    for open_it in (open_ledger, open_view):
        with pytest.raises((SetupError, LedgerError), match=why):
            open_it(path)
        assert path.read_bytes() == content
        assert [found.name for found in tmp_path.iterdir()] == ["letter.txt"]


def test_another_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE reports (id TEXT)"))
    engine.dispose()
    before = path.read_bytes()
    for open_it in (open_ledger, open_view):
        with pytest.raises(SetupError, match="it holds other tables"):
            open_it(path)
    assert path.read_bytes() == before


@pytest.mark.postgres
def test_another_postgres_with_our_names_is_refused(postgres: str) -> None:
    with open_ledger(postgres) as ledger, write(ledger._engine).begin() as connection:
        connection.execute(text("DROP TABLE ledger"))
    with pytest.raises(SetupError, match="it holds other tables"):
        open_ledger(postgres)


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be opened"):
        open_ledger(tmp_path / "no" / "ledger.sqlite")


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        for number in range(40):
            put(ledger, f"{TEXT} {number} {'-' * 3000}")
    content = bytearray(path.read_bytes())
    content[40_960:-8192] = b"\xee" * (len(content) - 8192 - 40_960)
    path.write_bytes(content)
    with pytest.raises((SetupError, LedgerError), match=r"damaged|refused"), open_view(path) as view:
        dump(view)


def test_a_view_cannot_write(place: str, ledger: Ledger) -> None:
    put(ledger, TEXT)
    with open_view(place) as view, pytest.raises((SetupError, LedgerError)):
        view._connection.execute(text("DELETE FROM claims"))
    with open_view(place) as view:
        assert view.counts().claims == 1

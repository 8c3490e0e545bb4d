from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from counterclaim.errors import SetupError
from counterclaim.ledger.address import locate, open_engine, write
from counterclaim.ledger.ledger import Ledger, Upgraded, open_ledger, upgrade
from counterclaim.ledger.migrations import MIGRATIONS, SCHEMA, Migration, bring_forward, find_backup
from counterclaim.ledger.view import open_view
from counterclaim.records.books import Book
from tests.ledger.kept import KEPT, fill
from tests.ledger.world import dump, put

TEXT = "Kabul said 9 people were killed in Khost."


def schema_of(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


def numbered(number: int) -> Migration:
    def migrate(connection: Connection) -> None:
        connection.execute(text(f"CREATE TABLE step_{number} (n INTEGER)"))

    return migrate


def read_schema(engine: Engine) -> object:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT value FROM ledger WHERE name = 'schema'"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_kept_ledger_opens_and_equals_a_new_one(kept: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    shutil.copy(kept, old)
    with open_ledger(new) as ledger:
        fill(ledger)
    open_ledger(old).close()
    assert schema_of(old) == schema_of(new)
    with open_view(old) as old_view, open_view(new) as new_view:
        assert dump(old_view) == dump(new_view)
        assert old_view.search("khost") == new_view.search("khost") != ()
        # A book stands in every ledger since schema 2.
        kept_entries = new_view.entries(Book.SOURCES) if kept.stem != "schema-1" else ()
        assert old_view.entries(Book.SOURCES) == kept_entries


def test_every_schema_is_kept() -> None:
    assert [path.name for path in KEPT] == [f"schema-{number}.sqlite" for number in range(1, SCHEMA + 1)]


def test_migrations_run_in_order_and_copy_the_file_first(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        put(ledger, TEXT)
        with ledger.view() as view:
            before = dump(view)
    address = locate(path)
    engine = open_engine(address, read_only=False, wait_s=1)
    steps: list[int] = []
    migrations = tuple((lambda connection, number=number: steps.append(number)) for number in range(1, SCHEMA + 3))
    bring_forward(engine, address, create=False, migrations=migrations)
    assert steps == [SCHEMA, SCHEMA + 1, SCHEMA + 2]
    assert read_schema(engine) == str(SCHEMA + 3)
    bring_forward(engine, address, create=False, migrations=migrations)
    assert steps == [SCHEMA, SCHEMA + 1, SCHEMA + 2]
    engine.dispose()
    with open_view(find_backup(path, SCHEMA)) as view:
        assert dump(view) == before
    with pytest.raises(SetupError, match=rf"newer counterclaim: it has schema {SCHEMA + 3}, this one {SCHEMA}"):
        open_ledger(path)
    with pytest.raises(SetupError, match="newer counterclaim"):
        open_view(path)


def test_a_migration_that_fails_changes_nothing(place: str, ledger: Ledger) -> None:
    put(ledger, TEXT)

    def fail(connection: Connection) -> None:
        raise SetupError("a test")

    address = locate(place)
    engine = open_engine(address, read_only=False, wait_s=1)
    with pytest.raises(SetupError, match="a test"):
        bring_forward(engine, address, create=False, migrations=(*MIGRATIONS, numbered(1), fail))
    assert read_schema(engine) == str(SCHEMA)
    with engine.connect() as connection, pytest.raises(Exception, match="step_1"):
        connection.execute(text("SELECT * FROM step_1"))
    engine.dispose()
    with open_view(place) as view:
        assert view.counts().reports == 1


def test_a_copy_that_cannot_be_made_stops_the_migration(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    (tmp_path / f"ledger.sqlite.schema-{SCHEMA}.bak").mkdir()
    address = locate(path)
    engine = open_engine(address, read_only=False, wait_s=1)
    with pytest.raises(SetupError, match="could not be copied"):
        bring_forward(engine, address, create=False, migrations=(*MIGRATIONS, numbered(1)))
    assert read_schema(engine) == str(SCHEMA)
    engine.dispose()


def test_a_view_does_not_migrate(place: str, ledger: Ledger) -> None:
    with write(ledger._engine).begin() as connection:
        connection.execute(text("UPDATE ledger SET value = '0' WHERE name = 'schema'"))
    with pytest.raises(SetupError, match=rf"schema 0, this one {SCHEMA}.*counterclaim upgrade --ledger"):
        open_view(place)


def test_an_upgrade_brings_forward_once_and_says_where_the_old_file_is(place: str, ledger: Ledger) -> None:
    migrations = (*MIGRATIONS, numbered(1), numbered(2))
    assert upgrade(place) == Upgraded(SCHEMA, SCHEMA, None)
    path = locate(place).path
    done = upgrade(place, migrations=migrations)
    assert done == Upgraded(SCHEMA, SCHEMA + 2, find_backup(path, SCHEMA) if path else None)
    assert read_schema(ledger._engine) == str(SCHEMA + 2)
    assert done.backup is None or done.backup.exists()
    assert upgrade(place, migrations=migrations) == Upgraded(SCHEMA + 2, SCHEMA + 2, None)
    with pytest.raises(SetupError, match="newer counterclaim"):
        upgrade(place)
    with pytest.raises(SetupError, match="There is no ledger"):
        upgrade(Path(place + "-none.sqlite") if path else place.replace("search_path%3Dtest_", "search_path%3Dnone_"))

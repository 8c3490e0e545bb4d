"""From any older schema to this one: ordered functions, one transaction, and a copy of the file made first."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, Text, insert, inspect, select, update

from counterclaim.errors import SetupError
from counterclaim.ledger.address import Address, write
from counterclaim.ledger.rows import judged_rows, judgement_from
from counterclaim.ledger.schema import (
    about,
    blocks,
    fetches,
    judged,
    judgements,
    keyed,
    metadata,
    originals,
    passes,
    presence,
    users,
)
from counterclaim.ledger.search import create_index

Migration = Callable[[Connection], None]


def add_entries(connection: Connection) -> None:
    """1 → 2: the books of a team: its sources, saved searches, samples for double coding."""
    key = Text().with_variant(Text(collation="C"), "postgresql")
    Table(
        "entries",
        MetaData(),
        Column("seq", Integer, primary_key=True, autoincrement=True),
        Column("id", key, nullable=False, unique=True),
        Column("book", key, nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("at", key, nullable=False),
        Column("payload", Text, nullable=False),
    ).create(connection)


def add_people(connection: Connection) -> None:
    """2 → 3: users of the desk, and the claims that each judgement is about."""
    for table in (judged, users, passes, presence):
        table.create(connection)
    rows = connection.execute(select(judgements.c.seq, judgements.c.payload)).all()
    about_claims = [row for seq, payload in rows for row in judged_rows(seq, judgement_from(payload))]
    if about_claims:
        connection.execute(insert(judged), about_claims)


def add_originals(connection: Connection) -> None:
    """3 → 4: the bytes that were fetched; reports read before have none."""
    for table in (originals, fetches):
        table.create(connection)


def add_blocks(connection: Connection) -> None:
    """4 → 5: which reports can speak of one thing; all reports read before wait to be keyed."""
    for table in (blocks, keyed):
        table.create(connection)


# MIGRATIONS[n - 1] brings schema n to n + 1. A released one is never changed.
MIGRATIONS: tuple[Migration, ...] = (add_entries, add_people, add_originals, add_blocks)
SCHEMA = len(MIGRATIONS) + 1


def bring_forward(
    engine: Engine, address: Address, *, create: bool, migrations: tuple[Migration, ...] = MIGRATIONS
) -> None:
    """Make the ledger one of this program's schema: create it, migrate it, or find it as it should be.

    A ledger of a newer program, or a database that is no ledger, is refused and left as it is.
    """
    with engine.connect() as connection:
        found = check_schema(connection, address, migrations=migrations)
    if found == len(migrations) + 1:
        return
    if found is None and not create:
        raise SetupError(f"There is no ledger at {address}. `counterclaim read` makes one.")
    if found is not None and address.path:
        _copy(address.path, find_backup(address.path, found))
    with write(engine).begin() as connection:
        # Another program may have been quicker while this one waited for its turn.
        found = check_schema(connection, address, migrations=migrations)
        if found is None:
            metadata.create_all(connection)
            create_index(connection)
            first = {"schema": str(len(migrations) + 1), "salt": secrets.token_hex(16)}
            connection.execute(insert(about), [{"name": name, "value": value} for name, value in first.items()])
            return
        for migrate in migrations[found - 1 :]:
            migrate(connection)
        connection.execute(update(about).where(about.c.name == "schema").values(value=str(len(migrations) + 1)))


def check_schema(
    connection: Connection, address: Address, *, migrations: tuple[Migration, ...] = MIGRATIONS
) -> int | None:
    """Give the schema's number, None for an empty database. Raises SetupError where it is newer or no ledger at all."""
    tables = set(inspect(connection).get_table_names())
    if about.name not in tables:
        if tables and (address.path or tables & metadata.tables.keys()):
            raise SetupError(f"{address} is not a ledger: it holds other tables. Nothing was changed.")
        return None
    found = int(connection.scalar(select(about.c.value).where(about.c.name == "schema")) or 0)
    if found > len(migrations) + 1:
        raise SetupError(
            f"{address} was written by a newer counterclaim: it has schema {found}, this one {len(migrations) + 1}. "
            "Update counterclaim, or use the ledger that it was copied from."
        )
    return found


def find_backup(path: Path, schema: int) -> Path:
    """Give the name of the copy that is made before schema `schema` is brought forward."""
    return path.with_name(f"{path.name}.schema-{schema}.bak")


def find_backups(path: Path) -> list[Path]:
    """Give the copies that migrations made of this file, and what belongs to them, sorted by name."""
    name = re.compile(re.escape(path.name) + r"\.schema-\d+\.bak.*", re.DOTALL)
    return sorted(found for found in path.parent.iterdir() if name.fullmatch(found.name))


def _copy(path: Path, backup: Path) -> None:
    part = backup.with_name(f"{backup.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as ledger, closing(sqlite3.connect(part)) as copy:
            ledger.backup(copy)
        os.replace(part, backup)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise SetupError(
            f"{path} must be brought to a newer schema, and could not be copied to {backup} first ({error}). "
            "Nothing was changed; make room there and run it again."
        ) from error

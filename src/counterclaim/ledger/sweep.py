"""Makes the bytes of what was forgotten go: index rebuilt, tables rewritten, log emptied, backups removed."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select

from counterclaim.errors import SetupError
from counterclaim.ledger.address import Address, untied, write
from counterclaim.ledger.migrations import find_backups
from counterclaim.ledger.refusals import Busy
from counterclaim.ledger.schema import about, metadata
from counterclaim.ledger.search import compact_index

DUE = "sweep"
_REWRITE_FILE = ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
_REWRITE_TABLES = tuple(f"VACUUM (FULL) {table}" for table in (*sorted(metadata.tables), "words"))


def is_due(connection: Connection) -> bool:
    """Tell whether something was forgotten whose bytes may still stand in the file."""
    return connection.scalar(select(about.c.value).where(about.c.name == DUE)) is not None


def mark_due(connection: Connection) -> None:
    """Note, with the forgetting itself, that its bytes have yet to go: a killed program's successor sees to it."""
    if not is_due(connection):
        connection.execute(insert(about).values(name=DUE, value=""))


def sweep(engine: Engine, address: Address) -> bool:
    """Remove the backups, and rewrite the ledger without the bytes of deleted rows.

    False where another reader still holds them: the ledger stays marked, and the next sweep tries again.
    """
    for backup in find_backups(address.path) if address.path else ():
        try:
            backup.unlink()
        except OSError as error:
            raise SetupError(
                f"{backup} holds what was forgotten and cannot be removed ({error}): remove it."
            ) from error
    try:
        if address.path:
            with write(engine).begin() as connection:
                compact_index(connection)
        with untied(engine).connect() as connection:
            for statement in _REWRITE_FILE if address.path else _REWRITE_TABLES:
                result = connection.exec_driver_sql(statement)
                if result.returns_rows and (result.one()[0] or 0) != 0:
                    return False  # A checkpoint says whether a reader was in its way, and does not fail.
    except Busy:
        return False
    with write(engine).begin() as connection:
        connection.execute(delete(about).where(about.c.name == DUE))
    return True

"""Where a ledger lives: a path or URL to an engine, and how each database begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from counterclaim.errors import SetupError
from counterclaim.ledger.refusals import explain_refusals

# SQLite's write-ahead log lives in shared memory, which these do not share between machines.
NETWORK_FILE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "beegfs", "gpfs", "glusterfs", "davfs")
) | frozenset(f"fuse.{name}" for name in ("sshfs", "glusterfs", "ceph", "rclone", "s3fs", "davfs"))
WRITER_LOCK = 7_163_915_260_384_471_601  # PostgreSQL's advisory lock of the one writer; any fixed number will do.


@dataclass(frozen=True, slots=True)
class Address:
    """A ledger's URL; `path` is its file, None for PostgreSQL."""

    url: URL
    path: Path | None

    def __str__(self) -> str:
        """What a message may show: never a password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


def locate(url_or_path: str | Path) -> Address:
    """Give the address that a person wrote. Refuses other databases and network file systems with a SetupError."""
    text = str(url_or_path)
    if "://" not in text or isinstance(url_or_path, Path):
        return _locate_file(Path(text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise SetupError("This ledger URL cannot be understood; write postgresql://USER@HOST/DATABASE.") from error
    if url.get_backend_name() == "sqlite" and url.database:
        return _locate_file(Path(url.database))
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return Address(url.set(drivername="postgresql+psycopg"), None)
    raise SetupError(f"A ledger is an SQLite file or a PostgreSQL database, not {url.drivername}.")


def open_engine(address: Address, *, read_only: bool, wait_s: float) -> Engine:
    """Give an engine whose transactions each read one snapshot; `write` makes it one that writes.

    A write waits `wait_s` seconds for its turn.
    """
    if address.path is None:
        return _open_postgres(address, wait_s)
    url = address.url
    if read_only:
        url = url.set(database=address.path.as_uri(), query={"mode": "ro", "uri": "true"})
    engine = create_engine(url, connect_args={"timeout": wait_s})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    explain_refusals(engine, str(address))
    return engine


def write(engine: Engine, doing: str = "") -> Engine:
    """Give the engine for transactions that take the one writer's turn; `doing` names what they save, for messages."""
    return engine.execution_options(turn="write", doing=doing)


def untied(engine: Engine) -> Engine:
    """Give the engine for statements that no transaction may hold, such as VACUUM."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(turn="none")
    return engine.execution_options(turn="none", isolation_level="AUTOCOMMIT")


def find_network_mount(path: Path, mounts: str) -> str | None:
    """Name the network file system that holds `path`, going by /proc/mounts; None for a local one."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1]))
        # A later mount on the same point hides the earlier one.
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind if kind in NETWORK_FILE_SYSTEMS else None


def _locate_file(path: Path) -> Address:
    path = path.expanduser().resolve()
    if path.is_dir():
        raise SetupError(f"{path} is a folder; a ledger is a file in it, such as {path / 'counterclaim.sqlite'}.")
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        mounts = ""  # Not Linux: the check is a best effort.
    kind = find_network_mount(path, mounts)
    if kind:
        raise SetupError(
            f"{path} is on a network file system ({kind}), where an SQLite ledger can be damaged. "
            "Keep it on a local disk, or give a PostgreSQL URL to share a ledger between machines."
        )
    return Address(URL.create("sqlite", database=str(path)), path)


def _open_postgres(address: Address, wait_s: float) -> Engine:
    try:
        engine = create_engine(address.url, connect_args={"connect_timeout": max(2, round(wait_s))})
    except ModuleNotFoundError as error:
        raise SetupError("PostgreSQL needs its driver: pip install 'counterclaim[postgres]'.") from error

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(f"SET lock_timeout = {round(wait_s * 1000)}")
        connection.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        turn = connection.get_execution_options().get("turn", "read")
        if turn == "write":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        elif turn == "read":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    explain_refusals(engine, str(address))
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # The driver must not begin on its own: `_begin_sqlite` does.
    cursor = connection.cursor()
    # What is deleted is overwritten, and a commit is on disk before it is reported.
    for pragma in ("secure_delete = ON", "foreign_keys = ON", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    turn = connection.get_execution_options().get("turn", "read")
    if turn != "none":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if turn == "write" else "BEGIN")

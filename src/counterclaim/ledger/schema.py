"""The tables. Rows are only ever added; `forget` alone alters them. Every index here can be rebuilt from the rows.

The tables of the desk are another thing: who may come in and who is busy with what changes, and is no part of the record.

A change here needs a migration: the kept ledgers of released schemas are compared with a new one.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

# Ids and stamps sort by their characters in both databases, whatever the locale of the server.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
LONGEST_KEY = 200

metadata = MetaData()

about = Table("ledger", metadata, Column("name", KEY, primary_key=True), Column("value", Text, nullable=False))

reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", KEY, nullable=False, unique=True),
    Column("published", KEY, index=True),
    Column("address", KEY, index=True),
    Column("outlet", Text),
    Column("language", Text),
    Column("path", Text),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("text_digest", KEY, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

# Bytes as they were fetched, packed (zlib), each once; without `data` they were forgotten and are not kept again.
originals = Table(
    "originals",
    metadata,
    Column("digest", KEY, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary),
)

fetches = Table(
    "fetches",
    metadata,
    Column("report_id", KEY, ForeignKey("reports.id"), primary_key=True),
    Column("original", KEY, ForeignKey("originals.digest"), nullable=False, index=True),
)

readings = Table(
    "readings",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("report_id", KEY, ForeignKey("reports.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("tables", Text, nullable=False),
    Column("made_at", KEY, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("reading_id", KEY, ForeignKey("readings.id"), primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("report_id", KEY, ForeignKey("reports.id"), nullable=False, index=True),
    Column("kind", KEY, nullable=False),
    Column("status", KEY, nullable=False),
    Column("measure", KEY),
    Column("claimant", KEY, nullable=False, index=True),
    Column("side", KEY, index=True),
    Column("place_id", KEY, index=True),
    Column("day", KEY, index=True),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("claims_by_id", "id"),
    Index("claims_by_kind", "kind", "measure"),
)

skipped = Table(
    "skipped",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("path", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", KEY, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", KEY, nullable=False, unique=True),
    Column("subject", KEY, nullable=False),
    Column("report_id", KEY, index=True),
    Column("at", KEY, nullable=False),
    Column("revokes", KEY, ForeignKey("judgements.id"), index=True),
    Column("payload", Text, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", KEY, nullable=False, unique=True),
    Column("book", KEY, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("at", KEY, nullable=False),
    Column("payload", Text, nullable=False),
)

# The claims that each judgement is about, so that a newer one on the same claim is found within a write.
judged = Table(
    "judged",
    metadata,
    Column("claim_id", KEY, primary_key=True),
    Column("seq", Integer, ForeignKey("judgements.seq"), primary_key=True, autoincrement=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("what", KEY, nullable=False),
    Column("hash", KEY, nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", KEY, nullable=False),
)

users = Table(
    "desk_users",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", KEY, nullable=False),
    Column("password", Text),
    Column("made_at", KEY, nullable=False),
    Column("ended_at", KEY),
)

passes = Table(
    "desk_passes",
    metadata,
    Column("digest", KEY, primary_key=True),
    Column("user_key", KEY, ForeignKey("desk_users.key"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("made_at", KEY, nullable=False),
    Column("ends_at", KEY, nullable=False),
)

presence = Table(
    "desk_presence",
    metadata,
    Column("claim_id", KEY, primary_key=True),
    Column("user_key", KEY, ForeignKey("desk_users.key"), primary_key=True),
    Column("since", KEY, nullable=False),
    Column("until", KEY, nullable=False),
)

# Which reports can speak of one thing: hashed keys of what each tells; `wide` says how a key leads (`blocks.Way`), or which
# day of it the report tells how often (`blocks.tell_day`). Both tables follow from the claims of the current
# reading, corrected as people corrected them; a report without a row in `keyed` waits to be keyed anew.
blocks = Table(
    "blocks",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("wide", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

keyed = Table(
    "keyed",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("rules", KEY, nullable=False),
)


def index_key(value: str | None) -> str | None:
    """Give the value as an index keeps it: itself, or a digest where it is longer than PostgreSQL can index."""
    if value is None or len(value) <= LONGEST_KEY:
        return value
    return digest(value)


def digest(*parts: str) -> str:
    """Give 32 hex digits that stand for these strings in this order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

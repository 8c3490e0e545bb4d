"""The index of words over titles and texts: FTS5 in SQLite, GIN in PostgreSQL. It can be rebuilt at any time."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, inspect, select, text

from counterclaim.ledger.schema import reports
from counterclaim.ledger.words import find_words, fold, split_words

# PostgreSQL takes no more than 1 MiB of distinct words from one text: the tail of a huge report is not indexed there.
LONGEST_WORD = 500  # PostgreSQL indexes no longer ones.
_VECTOR = "to_tsvector('simple', left(coalesce(title, '') || ' ' || text, 100000))"


def create_index(connection: Connection) -> None:
    """Create the index where the database can; an SQLite without FTS5 gets none, and `find_reports` reads the texts."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"CREATE INDEX reports_by_words ON reports USING gin (({_VECTOR}))"))
    elif connection.scalar(text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")):
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE words USING fts5(title, text, content='reports', content_rowid='seq', "
                "tokenize='unicode61 remove_diacritics 2')"
            )
        )


def index_report(connection: Connection, seq: int, title: str | None, words: str) -> None:
    """Put a report's row into the index; PostgreSQL does it by itself."""
    if _has_fts(connection):
        query = text("INSERT INTO words(rowid, title, text) VALUES (:seq, :title, :words)")
        connection.execute(query, {"seq": seq, "title": title, "words": words})


def unindex_report(connection: Connection, seq: int, title: str | None, words: str) -> None:
    """Take a report's row out of the index before the row changes: FTS5 must be told the words that it indexed."""
    if _has_fts(connection):
        query = text("INSERT INTO words(words, rowid, title, text) VALUES ('delete', :seq, :title, :words)")
        connection.execute(query, {"seq": seq, "title": title, "words": words})


def rebuild_index(connection: Connection) -> None:
    """Write the index anew from the rows, so that no word of a forgotten text stays in a corner of it."""
    if _has_fts(connection):
        connection.execute(text("INSERT INTO words(words) VALUES ('rebuild')"))


def find_reports(connection: Connection, words: str) -> set[str]:
    """Give the ids of reports whose title and text hold all these words, in any order and case; no words find none."""
    wanted = sorted({words[start:end] for start, end, _ in find_words(words)})
    if not wanted or max(map(len, wanted)) > LONGEST_WORD:
        return set()
    if connection.dialect.name == "postgresql":
        query = text(f"SELECT id FROM reports WHERE {_VECTOR} @@ plainto_tsquery('simple', :words)")
        return set(connection.scalars(query, {"words": " ".join(wanted)}))
    if not _has_fts(connection):
        rows = connection.execute(select(reports.c.id, reports.c.title, reports.c.text))
        folded = {fold(word) for word in wanted}
        return {row.id for row in rows if folded <= set(split_words(f"{row.title or ''} {row.text}"))}
    query = text("SELECT id FROM reports WHERE seq IN (SELECT rowid FROM words WHERE words MATCH :words)")
    return set(connection.scalars(query, {"words": _quote(wanted)}))


def _quote(words: Iterable[str]) -> str:
    # Quoted, a word cannot be an operator of FTS5's own language; `words` holds letters, digits and marks only.
    return " ".join(f'"{word}"' for word in words)


def _has_fts(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite" and inspect(connection).has_table("words")

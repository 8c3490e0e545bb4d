"""The index of words over titles and texts: FTS5 in SQLite, GIN in PostgreSQL, over the words as `words` folds them.

So both find the same, whatever case or accents a report prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, inspect, select, text

from counterclaim.ledger.schema import reports
from counterclaim.ledger.words import split_words

LONGEST_WORD = 500  # In characters; PostgreSQL indexes no word of more than some 2,700 bytes.


def create_index(connection: Connection) -> None:
    """Create the index where the database can; an SQLite without FTS5 gets none, and `find_reports` reads the texts."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("CREATE TABLE words (seq INTEGER PRIMARY KEY, folded TEXT[] NOT NULL)"))
        connection.execute(text("CREATE INDEX reports_by_words ON words USING gin (folded)"))
    elif connection.scalar(text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")):
        # Without content or positions: the texts stand in `reports`, and no phrase is asked for.
        options = "content='', detail='none', tokenize='unicode61 remove_diacritics 0'"
        connection.execute(text(f"CREATE VIRTUAL TABLE words USING fts5(folded, {options})"))


def list_words(title: str | None, words: str) -> list[str]:
    """Give what the index keeps of a report: each word once, sorted."""
    return sorted({word for word in split_words(f"{title or ''} {words}") if len(word) <= LONGEST_WORD})


def index_words(connection: Connection, seq: int, words: Sequence[str]) -> None:
    """Put the words of a report into the index."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("INSERT INTO words VALUES (:seq, :words)"), {"seq": seq, "words": list(words)})
    elif _has_index(connection):
        query = text("INSERT INTO words (rowid, folded) VALUES (:seq, :words)")
        connection.execute(query, {"seq": seq, "words": " ".join(words)})


def unindex_words(connection: Connection, seq: int, words: Sequence[str]) -> None:
    """Take the words of a report out of the index; they must be those that were put in."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM words WHERE seq = :seq"), {"seq": seq})
    elif _has_index(connection):
        query = text("INSERT INTO words (words, rowid, folded) VALUES ('delete', :seq, :words)")
        connection.execute(query, {"seq": seq, "words": " ".join(words)})


def compact_index(connection: Connection) -> None:
    """Write SQLite's index as one piece, in which nothing is left of words that were taken out."""
    if _has_index(connection):
        connection.execute(text("INSERT INTO words (words) VALUES ('optimize')"))


def find_reports(connection: Connection, words: str) -> set[str]:
    """Give the ids of reports whose title and text hold all these words, in any order; no words find none."""
    wanted = sorted(set(split_words(words)))
    if not wanted or max(map(len, wanted)) > LONGEST_WORD:
        return set()
    if not _has_index(connection):
        rows = connection.execute(select(reports.c.id, reports.c.title, reports.c.text))
        return {row.id for row in rows if set(wanted) <= set(split_words(f"{row.title or ''} {row.text}"))}
    if connection.dialect.name == "postgresql":
        found, asked = "SELECT seq FROM words WHERE folded @> :words", list(wanted)
        return set(connection.scalars(text(f"SELECT id FROM reports WHERE seq IN ({found})"), {"words": asked}))
    # Quoted, no word is an operator of FTS5's own language: a folded word is letters and digits only.
    query = text("SELECT id FROM reports WHERE seq IN (SELECT rowid FROM words WHERE words MATCH :words)")
    return set(connection.scalars(query, {"words": " ".join(f'"{word}"' for word in wanted)}))


def _has_index(connection: Connection) -> bool:
    return inspect(connection).has_table("words")

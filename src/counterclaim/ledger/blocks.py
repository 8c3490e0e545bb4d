"""Which reports can speak of one thing, without looking at any claim: they share a key that is the finest of at least one.

Keys are kept as digests of 64 bits. They are an index: each can be made again from the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, func, insert, or_, select

from counterclaim.ledger.queries import IN_ONE_QUERY, are_within, slices
from counterclaim.ledger.schema import blocks, keyed, reports

MOST = 63
"""Tellings of one day in one report that are counted under a key; more count as so many."""


class Way(IntEnum):
    """How a key leads from report to report: OWN to OWN and WIDER, never WIDER to WIDER; so among TALK; NAME to any text."""

    OWN = 0
    WIDER = 1
    OWN_TALK = 2
    WIDER_TALK = 3
    NAME = 4


def tell_day(day: int, times: int) -> int:
    """Give how a key is kept that leads nowhere, but counts tellings of a day (its ordinal)."""
    return day * (MOST + 1) + min(times, MOST)


@dataclass(frozen=True, slots=True)
class Told:
    """Over all reports: how many tellings a key counts, from the first day (an ordinal) to the last."""

    tellings: int
    first: int
    last: int


def keep_keys(connection: Connection, report_id: str, rules: str, keys: Iterable[tuple[str, int]]) -> None:
    """Keep the keys of a report as these rules make them, in place of the ones before; nothing where there is no report."""
    seq = connection.scalar(select(reports.c.seq).where(reports.c.id == report_id))
    if seq is None:
        return
    drop_keys(connection, [seq])
    rows = list_rows(seq, keys)
    if rows:
        connection.execute(insert(blocks), rows)
    connection.execute(insert(keyed).values(report=seq, rules=rules))


def list_rows(seq: int, keys: Iterable[tuple[str, int]]) -> list[dict[str, int]]:
    """Give the rows that keep the keys of a report (by `reports.seq`)."""
    rows = sorted({(hash_key(key), int(way)) for key, way in keys})
    return [{"key": key, "wide": way, "report": seq} for key, way in rows]


def drop_keys(connection: Connection, seqs: Iterable[int]) -> None:
    """Take away the keys of these reports (by `reports.seq`): they wait to be keyed anew, or are gone."""
    for some in slices(sorted(seqs), IN_ONE_QUERY):
        connection.execute(delete(blocks).where(blocks.c.report.in_(some)))
        connection.execute(delete(keyed).where(keyed.c.report.in_(some)))


def list_unkeyed(connection: Connection, rules: str) -> tuple[str, ...]:
    """Give the ids of the reports that have no keys by these rules, in the order of arrival."""
    # A report's keys go with it, so that equal numbers leave none waiting: far quicker told than found.
    done = select(func.count()).select_from(keyed).where(keyed.c.rules == rules).scalar_subquery()
    if connection.scalar(select(done == select(func.count()).select_from(reports).scalar_subquery())):
        return ()
    query = select(reports.c.id).join(keyed, keyed.c.report == reports.c.seq, isouter=True)
    waiting = query.where(or_(keyed.c.rules.is_(None), keyed.c.rules != rules))
    return tuple(connection.scalars(waiting.order_by(reports.c.seq)))


def find_near(connection: Connection, report_ids: Iterable[str], own: Way = Way.OWN) -> frozenset[str]:
    """Give the ids of the reports that share a key with any of these, themselves included; two wider keys never meet.

    `own` is OWN for what tells of one incident, OWN_TALK for what else hangs together.
    """
    mine, other = blocks.alias(), blocks.alias()
    ways = (own, own + 1)
    found = set(report_ids)
    for some in slices(sorted(found), IN_ONE_QUERY):
        met = (
            select(other.c.report)
            .select_from(reports)
            .join(mine, mine.c.report == reports.c.seq)
            .join(other, other.c.key == mine.c.key)
            .where(reports.c.id.in_(some), mine.c.wide.in_(ways), other.c.wide.in_(ways))
            .where(or_(mine.c.wide == own, other.c.wide == own))
        )
        found |= set(connection.scalars(select(reports.c.id).where(reports.c.seq.in_(met))))
    return frozenset(found)


def find_under(connection: Connection, own: Iterable[str], wider: Iterable[str]) -> frozenset[str]:
    """Give the ids of the reports that what has these own and wider keys is compared with."""
    found: set[str] = set()
    for keys, ways in ((own, (Way.OWN, Way.WIDER)), (wider, (Way.OWN,))):
        for some in slices(sorted({hash_key(key) for key in keys}), IN_ONE_QUERY):
            held = select(blocks.c.report).where(blocks.c.key.in_(some), blocks.c.wide.in_(ways))
            found |= set(connection.scalars(select(reports.c.id).where(reports.c.seq.in_(held))))
    return frozenset(found)


def find_named(connection: Connection, keys: Iterable[str]) -> frozenset[str]:
    """Give the ids of the reports that keep any of these keys as a NAME."""
    found: set[str] = set()
    for some in slices(sorted({hash_key(key) for key in keys}), IN_ONE_QUERY):
        held = select(blocks.c.report).where(blocks.c.key.in_(some), blocks.c.wide == int(Way.NAME))
        found |= set(connection.scalars(select(reports.c.id).where(reports.c.seq.in_(held))))
    return frozenset(found)


def count_tellings(connection: Connection, keys: Collection[str], as_of: date | None) -> dict[str, Told]:
    """Give what all reports published by `as_of` count under each of these keys; a key that none counts is left out."""
    day = blocks.c.wide // (MOST + 1)
    columns = (func.sum(blocks.c.wide % (MOST + 1)), func.min(day), func.max(day))
    found = {}
    for some, hashed in _hash(keys):
        query = select(blocks.c.key, *columns).where(blocks.c.key.in_(hashed), blocks.c.wide > MOST)
        rows = connection.execute(_published(query, as_of).group_by(blocks.c.key))
        told = {row[0]: Told(int(row[1]), int(row[2]), int(row[3])) for row in rows}
        found.update({key: told[digest] for key, digest in zip(some, hashed, strict=True) if digest in told})
    return found


def list_days(
    connection: Connection, keys: Collection[str], first: int, last: int, as_of: date | None
) -> dict[str, tuple[int, ...]]:
    """Give the days (ordinals, in order, from first to last) that reports published by `as_of` tell under each key."""
    day = blocks.c.wide // (MOST + 1)
    found = {}
    for some, hashed in _hash(keys):
        within = blocks.c.wide.between(tell_day(first, 0), tell_day(last, MOST))
        query = _published(select(blocks.c.key, day).where(blocks.c.key.in_(hashed), within), as_of)
        told: dict[int, set[int]] = {}
        for digest, ordinal in connection.execute(query.distinct()):
            told.setdefault(digest, set()).add(int(ordinal))
        found.update({key: tuple(sorted(told.get(d, ()))) for key, d in zip(some, hashed, strict=True)})
    return found


def hash_key(key: str) -> int:
    """Give 64 bits that stand for a key, as both databases keep a number."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _hash(keys: Collection[str]) -> Iterator[tuple[list[str], list[int]]]:
    for some in slices(sorted(keys), IN_ONE_QUERY):
        yield list(some), [hash_key(key) for key in some]


def _published(query: Select[Any], as_of: date | None) -> Select[Any]:
    if as_of is None:
        return query
    # Asked of each row that has the key: a join may begin with all reports of those years.
    return query.where(exists().where(reports.c.seq == blocks.c.report, *are_within(reports.c.published, as_of)))

"""Which reports can speak of one thing, without looking at any claim: they share a key that is the finest of at least one.

Keys are kept as digests of 64 bits. They are an index: each can be made again from the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import blake2b

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.orm import aliased

from counterclaim.ledger.queries import IN_ONE_QUERY, slices
from counterclaim.ledger.schema import blocks, keyed, reports


def keep_keys(connection: Connection, report_id: str, rules: str, own: Collection[str], wider: Collection[str]) -> None:
    """Keep the keys of a report as these rules make them, in place of the ones before; nothing where there is no report."""
    seq = connection.scalar(select(reports.c.seq).where(reports.c.id == report_id))
    if seq is None:
        return
    drop_keys(connection, [seq])
    rows = {(hash_key(key), 1) for key in wider} - {(hash_key(key), 1) for key in own}
    rows |= {(hash_key(key), 0) for key in own}
    if rows:
        connection.execute(insert(blocks), [{"key": key, "wide": wide, "report": seq} for key, wide in sorted(rows)])
    connection.execute(insert(keyed).values(report=seq, rules=rules))


def drop_keys(connection: Connection, seqs: Iterable[int]) -> None:
    """Take away the keys of these reports (by `reports.seq`): they wait to be keyed anew, or are gone."""
    for some in slices(sorted(seqs), IN_ONE_QUERY):
        connection.execute(delete(blocks).where(blocks.c.report.in_(some)))
        connection.execute(delete(keyed).where(keyed.c.report.in_(some)))


def list_unkeyed(connection: Connection, rules: str) -> tuple[str, ...]:
    """Give the ids of the reports that have no keys by these rules, in the order of arrival."""
    query = select(reports.c.id).join(keyed, keyed.c.report == reports.c.seq, isouter=True)
    waiting = query.where(or_(keyed.c.rules.is_(None), keyed.c.rules != rules))
    return tuple(connection.scalars(waiting.order_by(reports.c.seq)))


def find_near(connection: Connection, report_ids: Iterable[str]) -> frozenset[str]:
    """Give the ids of the reports that share a key with any of these, themselves included; two wider keys never meet."""
    mine, other = aliased(blocks), aliased(blocks)
    found = set(report_ids)
    for some in slices(sorted(found), IN_ONE_QUERY):
        met = (
            select(other.c.report)
            .select_from(reports)
            .join(mine, mine.c.report == reports.c.seq)
            .join(other, other.c.key == mine.c.key)
            .where(reports.c.id.in_(some), or_(mine.c.wide == 0, other.c.wide == 0))
        )
        found |= set(connection.scalars(select(reports.c.id).where(reports.c.seq.in_(met))))
    return frozenset(found)


def hash_key(key: str) -> int:
    """Give 64 bits that stand for a key, as both databases keep a number."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)

"""The bytes that were fetched: each kept once, packed, for as long as nothing in them was forgotten.

Words cannot be blanked in bytes: what holds forgotten words goes whole, and its digest stays so that it is not kept again.
"""

from __future__ import annotations

import hashlib
import html
import re
import zlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.ledger.queries import IN_ONE_QUERY, slices
from counterclaim.ledger.schema import fetches, originals
from counterclaim.ledger.words import Find

_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def keep_original(connection: Connection, report_id: str, data: bytes) -> bool:
    """Keep the bytes that a report was read from; False where they were forgotten. A report keeps those it came with."""
    digest = hash_original(data)
    held = connection.execute(select(originals.c.data.is_(None)).where(originals.c.digest == digest)).one_or_none()
    if held is not None and held[0]:
        return False
    if held is None:
        row = {"digest": digest, "size": len(data), "data": zlib.compress(data)}
        connection.execute(insert(originals).values(row))
    if connection.scalar(select(fetches.c.original).where(fetches.c.report_id == report_id)) is None:
        connection.execute(insert(fetches).values(report_id=report_id, original=digest))
    return True


def read_original(connection: Connection, report_id: str) -> bytes | None:
    """Give the bytes that a report was read from; None where none were kept, or they were forgotten."""
    query = select(originals.c.data).join(fetches).where(fetches.c.report_id == report_id)
    packed = connection.scalar(query)
    return None if packed is None else zlib.decompress(packed)


def find_originals(connection: Connection, report_ids: Iterable[str]) -> tuple[str, ...]:
    """Give the digests of the bytes that these reports were read from, sorted."""
    found: set[str] = set()
    for some in slices(sorted(report_ids), IN_ONE_QUERY):
        found |= set(connection.scalars(select(fetches.c.original).where(fetches.c.report_id.in_(some))))
    return tuple(sorted(found))


def find_holding(connection: Connection, find: Find) -> tuple[str, ...]:
    """Give the digests of the bytes in whose words `find` points at something, sorted."""
    digests = connection.scalars(select(originals.c.digest).where(originals.c.data.is_not(None))).all()
    return tuple(sorted(digest for digest in digests if holds(_unpack(connection, digest), find)))


def withhold(connection: Connection, digests: Sequence[str]) -> int:
    """Drop these bytes for good and give how many were there; their digests stay, so that they are not kept again."""
    dropped = 0
    for digest in digests:
        connection.execute(delete(fetches).where(fetches.c.original == digest))
        wanted = (originals.c.digest == digest, originals.c.data.is_not(None))
        dropped += connection.execute(update(originals).where(*wanted).values(data=None, size=0)).rowcount
    return dropped


def refuse(connection: Connection, data: bytes) -> int:
    """Have these bytes never kept, and give how many of them were (0 or 1)."""
    digest = hash_original(data)
    if connection.scalar(select(originals.c.digest).where(originals.c.digest == digest)) is None:
        connection.execute(insert(originals).values(digest=digest, size=0, data=None))
        return 0
    return withhold(connection, (digest,))


def holds(data: bytes, find: Find) -> bool:
    """Say whether `find` points at something in the words of a page, mail or text; packed forms show none."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    text = html.unescape(_ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text))
    return any(map(find, (text, _TAG.sub(" ", text), _TAG.sub("", text))))


def hash_original(data: bytes) -> str:
    """Give the digest by which bytes are kept: SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()


def _unpack(connection: Connection, digest: str) -> bytes:
    packed: bytes = connection.execute(select(originals.c.data).where(originals.c.digest == digest)).scalar_one()
    return zlib.decompress(packed)

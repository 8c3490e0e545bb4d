"""A feed's document (RSS, Atom) to its entries: one report each, with what the feed says about it."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from counterclaim.errors import ReportError

MOST_ENTRIES = 10_000
_STARTS = (b"<rss", b"<feed", b"<rdf:rdf")


def looks_like_feed(data: bytes) -> bool:
    """Say whether bytes begin as a feed does."""
    head = data[:2000].lower()
    return any(start in head for start in _STARTS)


def read_feed(data: bytes) -> Iterator[dict[str, object]]:
    """Give the entries of a feed as records with the fields of `facts.NAMES`; raises ReportError where it has none.

    `note` tells where the feed carries only a summary of the report.
    """
    import feedparser

    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        reason = found.get("bozo_exception")
        raise ReportError(f"There is no entry of a feed in it{f' ({reason})' if reason else ''}.")
    for entry in found.entries[:MOST_ENTRIES]:
        content = next((c.get("value") for c in entry.get("content", ()) if c.get("value")), None)
        source = entry.get("source") or {}
        yield {
            "text": content or entry.get("summary") or entry.get("title"),
            "title": entry.get("title"),
            "url": entry.get("link") or entry.get("id"),
            "published": _moment(entry),
            "outlet": source.get("title") or found.feed.get("title"),
            "language": (content and entry["content"][0].get("language")) or found.feed.get("language"),
            "authors": [a.get("name") for a in entry.get("authors", ()) if a.get("name")],
            "note": None if content else "The feed carries a summary only.",
        }


def _moment(entry: Mapping[str, object]) -> str | None:
    for name in ("published", "updated", "created"):
        if f"{name}_parsed" in entry and isinstance(parsed := entry[f"{name}_parsed"], tuple):
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat(timespec="seconds")
    return None

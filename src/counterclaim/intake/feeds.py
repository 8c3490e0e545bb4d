"""A feed's document (RSS, Atom) to its entries: one report each, with what the feed says about it."""

from __future__ import annotations

import calendar
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from counterclaim.errors import ReportError

MOST_ENTRIES = 10_000
_STARTS = (b"<rss", b"<feed", b"<rdf:rdf")


def looks_like_feed(data: bytes) -> bool:
    """Say whether bytes begin as a feed does."""
    head = data[:2000].lower()
    return any(start in head for start in _STARTS)


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed as records with the fields of `facts.NAMES`, in its order.

    `is_whole` is False where the document is broken or cut short, so that entries may be missing. `note` in a record
    tells where the feed carries only a summary of the report. `left_out` counts the entries beyond the limit.
    """

    entries: tuple[dict[str, object], ...]
    is_whole: bool
    reason: str = ""
    left_out: int = 0


def parse_feed(data: bytes) -> Feed:
    """Give what can be read of a feed's document, however little that is."""
    import feedparser

    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    flaw = found.get("bozo_exception")
    # A wrong label of the encoding or the kind costs no entry.
    is_whole = flaw is None or isinstance(
        flaw, (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType, feedparser.UndeclaredNamespace)
    )
    entries = tuple(_read_entry(entry, found.feed) for entry in found.entries[:MOST_ENTRIES])
    left_out = len(found.entries) - len(entries)
    if not found.get("version"):
        return Feed(entries, False, "it is no feed", left_out)
    return Feed(entries, is_whole, "" if is_whole else str(flaw), left_out)


def read_feed(data: bytes) -> Feed:
    """Give what a feed holds; raises ReportError where it has no entry."""
    feed = parse_feed(data)
    if not feed.entries:
        raise ReportError(f"There is no entry of a feed in it{f' ({feed.reason})' if feed.reason else ''}.")
    return feed


def _read_entry(entry: Any, feed: Mapping[str, Any]) -> dict[str, object]:  # feedparser ships no types
    content = next((c.get("value") for c in entry.get("content", ()) if c.get("value")), None)
    source = entry.get("source") or {}
    return {
        "text": content or entry.get("summary") or entry.get("title"),
        "title": entry.get("title"),
        "url": entry.get("link") or entry.get("id"),
        "published": _moment(entry),
        "outlet": source.get("title") or feed.get("title"),
        "language": (content and entry["content"][0].get("language")) or feed.get("language"),
        "authors": [a.get("name") for a in entry.get("authors", ()) if a.get("name")],
        "note": None if content else "The feed carries a summary only.",
    }


def _moment(entry: Mapping[str, object]) -> str | None:
    for name in ("published", "updated", "created"):
        if f"{name}_parsed" in entry and isinstance(parsed := entry[f"{name}_parsed"], tuple):
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat(timespec="seconds")
    return None

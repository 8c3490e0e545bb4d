"""Copies in public archives of the web: which address is the page's own, and which leads to its copy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from counterclaim.records.text import Gathered

# The form in use since the Memento protocol (RFC 7089): …/TIME/ADDRESS, the time in 4 to 14 digits, perhaps with flags.
_COPY = re.compile(r"https?://[^/\s]+/(?:[\w*.-]+/){0,4}?\d{4,14}(?:[a-z]{2}_)?/(?P<own>https?:/{1,2}[^\s]+)$", re.I)
_ORIGINAL = re.compile(r"<(?P<own>https?://[^<>\s]+)>\s*;[^,<]*\brel=\"?(?:[\w-]+ )*original\b", re.I)


def split_copy(url: str | None, headers: Mapping[str, str] | None = None) -> tuple[str | None, str | None]:
    """Give (the page's own address, the address of its archived copy or None) of an address as it was given.

    A copy is told by its address, or by an answer's `Memento-Datetime` and its link to the original (RFC 7089).
    """
    if url and (copy := _COPY.match(url)):
        return re.sub(r"^(https?):/+", r"\1://", copy["own"], flags=re.I), url
    if url and headers and "memento-datetime" in headers:
        own = _ORIGINAL.search(headers.get("link", ""))
        return (own["own"], url) if own else (url, None)
    return url, None


def tell_copy(found: Gathered, headers: Mapping[str, str] | None = None) -> Gathered:
    """Give a text under its own address, with that of its archived copy beside it where it came from an archive."""
    url, archive = split_copy(found.url, headers)
    return found if archive is None else replace(found, url=url, archive=found.archive or archive)

"""A site's map (sitemaps.org) to the addresses of its pages, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.errors import ReportError

# A map may name 50,000 pages; so many are read of one, at a request a second.
MOST_PAGES = 1_000
_STARTS = (b"<urlset", b"<sitemapindex")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Addresses of pages, or of further maps where `is_index`; `left_out` counts those beyond the limit."""

    addresses: tuple[str, ...]
    is_index: bool
    left_out: int = 0


def looks_like_sitemap(data: bytes) -> bool:
    """Say whether bytes begin as a map of a site does."""
    return any(start in data[:2000].lower() for start in _STARTS)


def read_sitemap(data: bytes) -> Sitemap:
    """Give what a map names, by the day of its last change, newest first. Raises ReportError where it names nothing."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ReportError("The map of the site is damaged.")
    found: list[tuple[str, str]] = []
    for entry in root.iterchildren(tag=etree.Element):
        parts = {
            etree.QName(part).localname: (part.text or "").strip() for part in entry.iterchildren(tag=etree.Element)
        }
        if parts.get("loc"):
            found.append((parts.get("lastmod") or parts.get("publication_date") or "", parts["loc"]))
    if not found:
        raise ReportError("The map of the site names no page.")
    ordered = [address for _, address in sorted(found, key=lambda x: x[0], reverse=True)]
    is_index = etree.QName(root).localname.lower() == "sitemapindex"
    return Sitemap(tuple(ordered[:MOST_PAGES]), is_index, max(0, len(ordered) - MOST_PAGES))

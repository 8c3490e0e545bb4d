"""What a page's metadata says: JSON-LD first, then Open Graph and its kin, then the page's own elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ARTICLES = frozenset(
    (
        "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
        "LiveBlogPosting", "BlogPosting", "SocialMediaPosting", "Report", "WebPage",
    )
)  # fmt: skip
_KEYS = {
    "title": "headline",
    "published": "datePublished",
    "modified": "dateModified",
    "url": "url",
    "outlet": "publisher",
    "language": "inLanguage",
    "wire": "creditText",
    "authors": "author",
}
_METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"),
    "published": (
        "article:published_time", "article:published", "og:published_time", "datepublished", "date", "pubdate",
        "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"),
    "url": ("og:url", "twitter:url", "parsely-link"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "cre"),
    "language": ("og:locale", "content-language", "dc.language"),
    "authors": ("author", "article:author_name", "dc.creator", "byl", "parsely-author"),
}  # fmt: skip
_TIMES = (
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
)
# JSON-LD nests; nothing of use lies deeper, and a hostile page cannot make the search long.
DEEPEST = 6
LONGEST_SCRIPT = 500_000


def read_page_facts(tree: Element) -> dict[str, object]:
    """Give what the page says about itself under the names of `facts.NAMES`; what it does not say is left out."""
    found: dict[str, object] = {}
    for article in find_articles(tree):
        for name, key in _KEYS.items():
            found.setdefault(name, article.get(key) or None)
    metas = _read_metas(tree)
    for name, keys in _METAS.items():
        if not found.get(name):
            found[name] = next((metas[key] for key in keys if key in metas), None)
    if not found.get("published"):
        found["published"] = _first(tree, *_TIMES)
    if not _is_address(found.get("url")):
        found["url"] = next(filter(_is_address, (_first(tree, "//link[@rel='canonical']/@href"),)), None)
    found["language"] = _first(tree, "/html/@lang") or found.get("language")
    return {name: value for name, value in found.items() if value}


def find_articles(tree: Element) -> Iterator[Mapping[str, object]]:
    """Give the JSON-LD nodes that describe an article of the page, those of the page itself last."""
    found: list[Mapping[str, object]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > LONGEST_SCRIPT:
            continue
        try:
            found.extend(_walk(json.loads(script.text, strict=False), DEEPEST))
        except (ValueError, RecursionError):
            continue  # Broken JSON-LD is common, and what it would have said stands in other metadata too.
    # A page describes itself as WebPage as well as the article on it; the article's own words go first.
    yield from sorted(found, key=lambda node: "WebPage" in _types(node))


def _walk(node: object, depth: int) -> Iterator[Mapping[str, object]]:
    if isinstance(node, list) and depth:
        for item in node[:200]:
            yield from _walk(item, depth - 1)
    elif isinstance(node, Mapping) and depth:
        if _ARTICLES.intersection(_types(node)):
            yield node
        else:
            yield from _walk(node.get("@graph"), depth - 1)
            yield from _walk(node.get("mainEntity"), depth - 1)


def _types(node: Mapping[str, object]) -> list[str]:
    kind = node.get("@type")
    return [str(k) for k in kind] if isinstance(kind, list) else [str(kind)]


def _read_metas(tree: Element) -> dict[str, str]:
    """The first of several metas with one name counts: later ones describe related pages."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def _first(tree: Element, *paths: str) -> str | None:
    for path in paths:
        values = tree.xpath(path)
        if isinstance(values, list):
            found = next((str(value).strip() for value in values if str(value).strip()), None)
            if found:
                return found
    return None


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))

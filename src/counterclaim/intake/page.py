"""A web page to its running text, one paragraph a line, with a map back to its elements and what its metadata says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import ReportError
from counterclaim.intake.page_facts import read_page_facts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What a page may have: extraction takes up to 150 microseconds an element. Long live pages stay well below both.
MOST_ELEMENTS = 30_000
LONGEST_PAGE = 8_000_000

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "figcaption", "dt", "dd", "pre", "div")
_LINES = frozenset(("p", "head", "item", "row", "quote", "list", "table", "div", "lb", "code"))
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
_OPENING = re.compile(r"<[A-Za-z]")
_XML_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|section|main|meta|h[1-6])\b",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The running text of a page with the title in its first line, and its fields as metadata names them."""

    text: str
    map: tuple[tuple[int, int, str], ...]
    fields: Mapping[str, object]


def looks_like_page(text: str) -> bool:
    """Say whether a text begins as HTML does."""
    return bool(_PAGE.match(text[:5000]))


def find_charset(data: bytes) -> str | None:
    """Give the encoding that a page's own head declares."""
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else None


def read_page(source: str) -> Page:
    """Give a page's running text and metadata. Raises ReportError for a page without running text."""
    from lxml import etree, html
    from trafilatura import bare_extraction

    if len(source) > LONGEST_PAGE:
        raise ReportError(f"The page has {len(source):,} characters; a page may have {LONGEST_PAGE:,}.")
    if sum(1 for _ in _OPENING.finditer(source)) > MOST_ELEMENTS:
        raise ReportError(f"The page has more than {MOST_ELEMENTS:,} elements; it is no report.")
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(_XML_HEAD.sub("", source, count=1), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReportError("There is no text in the page.") from error
    fields = read_page_facts(tree)
    blocks = list(_find_blocks(tree))
    document = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2499-12-31"},
    )
    if document is None or isinstance(document, dict) or document.body is None:
        raise ReportError("There is no running text in the page.")
    lines = list(_read_lines(document.body))
    outlet = fields.get("outlet") or document.sitename
    title = _cut_outlet(fields.get("title") or document.title, outlet)
    if title and not any(_squeeze(title) == _squeeze(line) for line in lines[:3]):
        lines.insert(0, title)
    fields["published"] = fields.get("published") or document.date
    fields["url"] = fields.get("url") or document.url
    return Page("\n".join(lines), _map_back(lines, blocks), {**fields, "title": title, "outlet": outlet})


def _cut_outlet(title: object, outlet: object) -> str | None:
    """Give a title without the site's name behind it ("… | The Daily")."""
    if not isinstance(title, str):
        return None
    words = " ".join(title.split())
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = words.rpartition(mark)
        if found and isinstance(outlet, str) and tail.lower() == outlet.lower():
            return head
    return words or None


def _find_blocks(tree: Element) -> Iterator[tuple[str, str]]:
    """Give (text without spaces, where it stands) of the innermost blocks of a page, in order."""
    outer = set()
    for element in tree.iter(*_BLOCKS):
        above = element.getparent()
        while above is not None and above not in outer:
            outer.add(above)
            above = above.getparent()
    counted: dict[str, int] = {}
    for element in tree.iter(*_BLOCKS):
        tag = str(element.tag)
        counted[tag] = counted.get(tag, 0) + 1
        if element not in outer:
            squeezed = _squeeze("".join(map(str, element.itertext())))
            if squeezed:
                yield squeezed, f"(//{tag})[{counted[tag]}]"


def _read_lines(body: Element) -> Iterator[str]:
    """Give the lines of an extracted body: a paragraph, item, heading or table row each."""
    from lxml import etree

    words: list[str] = []
    in_row = 0

    def flush() -> Iterator[str]:
        line = " ".join("".join(words).split()).strip("| ")
        words.clear()
        if line:
            yield line

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag in _LINES and not in_row:
                yield from flush()
            in_row += element.tag == "row"
            words.append(element.text or "")
        else:
            in_row -= element.tag == "row"
            if element.tag == "cell":
                words.append(" | ")
            elif element.tag in _LINES:
                if in_row:
                    words.append(" ")
                else:
                    yield from flush()
            words.append(element.tail or "")
    yield from flush()


def _map_back(lines: list[str], blocks: list[tuple[str, str]]) -> tuple[tuple[int, int, str], ...]:
    """Give where each line stood: the next block with its words; a line that no block holds is left out."""
    places: dict[str, list[int]] = {}
    for n, (squeezed, _) in enumerate(blocks):
        places.setdefault(squeezed, []).append(n)
    found = []
    at = after = 0
    for line in lines:
        squeezed = _squeeze(line.replace(" | ", ""))
        exact = next((n for n in places.get(squeezed, ()) if n >= after), None)
        near = exact if exact is not None else _find_holder(squeezed, blocks, after)
        if near is not None:
            found.append((at, at + len(line), blocks[near][1]))
            after = near
        at += len(line) + 1
    return tuple(found)


def _find_holder(squeezed: str, blocks: list[tuple[str, str]], after: int) -> int | None:
    """A line broken out of a longer block (by <br>) is looked for in the blocks that follow, not in the whole page."""
    return next((n for n in range(after, min(after + 40, len(blocks))) if squeezed in blocks[n][0]), None)


def _squeeze(text: str) -> str:
    return "".join(text.split())

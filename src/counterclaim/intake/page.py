"""A web page to its running text, one paragraph a line, with a map back to its elements and what its metadata says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import ReportError
from counterclaim.intake.grid import write_rows
from counterclaim.intake.live import LiveEntry, find_entries
from counterclaim.intake.page_facts import read_page_facts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What a page may have: extraction takes up to 150 microseconds an element. Long live pages stay well below both.
MOST_ELEMENTS = 30_000
LONGEST_PAGE = 8_000_000

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "figcaption", "dt", "dd", "pre", "div")
_LINES = frozenset(("p", "head", "item", "row", "quote", "list", "div", "lb", "code"))
_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
_OPENING = re.compile(r"<[A-Za-z]")
# Classes that name a caption or a system's byline, whatever the site; lines of the house that no text needs.
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|photo-?credit|image-?credit|submitted)(?:$|[\s_-])")
_FURNITURE = re.compile(
    r"(?:©|copyright\b|printed from https?:|share this(?: article| story|:)?$|all rights reserved\b|advertisement(?::|$))",
    re.I,
)
_FOOTMARK = re.compile(r"\d{1,2}$|[a-z]$|\*{1,3}$|[†‡§¶]$")
# Over so many columns a head may span.
WIDEST_HEAD = 20
FEWEST_LINKS = 4
ENOUGH = 400
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
    tree = _parse(source)
    fields = read_page_facts(tree)
    return _extract(tree, fields)


def read_pages(source: str) -> tuple[Page, ...]:
    """Give the dated entries of a live page, each as a page of its own; of any other page that one."""
    tree = _parse(source)
    fields = read_page_facts(tree)
    entries = find_entries(tree, fields)
    if not entries:
        return (_extract(tree, fields),)
    blocks = list(_find_blocks(tree))
    fields["title"] = None
    return tuple(_take_entry(entry, fields, blocks) for entry in entries)


def _parse(source: str) -> Element:
    from lxml import etree, html

    if len(source) > LONGEST_PAGE:
        raise ReportError(f"The page has {len(source):,} characters; a page may have {LONGEST_PAGE:,}.")
    if sum(1 for _ in _OPENING.finditer(source)) > MOST_ELEMENTS:
        raise ReportError(f"The page has more than {MOST_ELEMENTS:,} elements; it is no report.")
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(_XML_HEAD.sub("", source, count=1), parser=parser)
        _mark_footnotes(tree)
        _spread_heads(tree)
        return tree
    except (etree.LxmlError, ValueError) as error:
        raise ReportError("There is no text in the page.") from error


def _mark_footnotes(tree: Element) -> None:
    """Put raised marks in brackets: a 14 with the footnote 1 is no 141. Raised ends of ordinals and units stay."""
    for element in list(tree.iter("sup")):
        mark = "".join(map(str, element.itertext())).strip(" []()")
        before = _text_before(element)
        in_table = any(above.tag in ("td", "th") for above in element.iterancestors())
        if _FOOTMARK.match(mark) and (
            in_table or before[-1:].isdigit() or (mark.isdigit() and before[-1:] in '.,;:!?”"’')
        ):
            tail = element.tail
            element.clear()
            element.text, element.tail = f"[{mark}]" if mark.isalnum() else mark, tail


def _spread_heads(tree: Element) -> None:
    """Give heads that span columns or rows empty neighbours, so that each column has its heads above it."""
    for row in list(tree.iter("tr")):
        for cell in list(row.iterchildren("th")):
            for _ in range(_read_span(cell, "colspan") - 1):
                cell.addnext(cell.makeelement("th"))
            cell.attrib.pop("colspan", "")
        below = row.getnext()
        for at, cell in enumerate(list(row)):
            if cell.tag == "th" and _read_span(cell, "rowspan") == 2 and below is not None and below.tag == "tr":
                below.insert(at, cell.makeelement("th"))
                cell.attrib.pop("rowspan")


def _read_span(cell: Element, name: str) -> int:
    span = (cell.get(name) or "1").strip()
    return min(int(span), WIDEST_HEAD) if span.isdigit() and len(span) < 4 else 1


def _text_before(element: Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return (previous.tail or "".join(map(str, previous.itertext()))).strip()
    return ((parent.text if parent is not None else "") or "").strip()


def _take_entry(entry: LiveEntry, fields: Mapping[str, object], blocks: list[tuple[str, str]]) -> Page:
    url = entry.url or ""
    if not url.startswith(("http://", "https://")):
        url = f"{str(fields.get('url') or '').partition('#')[0]}{url}" if fields.get("url") else ""
    lines = [_Line(line, line) for line in entry.lines]
    own = {**fields, "title": entry.title, "published": entry.published or fields.get("published"), "url": url or None}
    return Page("\n".join(entry.lines), _map_back(lines, blocks), own)


def _extract(tree: Element, fields: dict[str, object]) -> Page:
    from trafilatura import bare_extraction

    blocks = list(_find_blocks(tree))
    _prune(tree)
    document = None
    # The second opinion on what is running text costs as much again as the first, and is asked where that found little.
    for fast in (True, False):
        document = bare_extraction(
            tree,
            with_metadata=not all(fields.get(name) for name in ("title", "published", "outlet")),
            include_comments=False,
            fast=fast,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2499-12-31"},
        )
        if document is not None and not isinstance(document, dict) and len(document.text or "") >= ENOUGH:
            break
    if document is None or isinstance(document, dict) or document.body is None:
        raise ReportError("There is no running text in the page.")
    lines = [line for line in _read_lines(document.body) if not _FURNITURE.match(line.text)]
    outlet = fields.get("outlet") or document.sitename
    title = _cut_outlet(fields.get("title") or document.title, outlet)
    if title and not any(_squeeze(title) == _squeeze(line.text) for line in lines[:3]):
        lines.insert(0, _Line(title, title))
    fields["published"] = fields.get("published") or document.date
    fields["url"] = fields.get("url") or document.url
    text = "\n".join(line.text for line in lines)
    return Page(text, _map_back(lines, blocks), {**fields, "title": title, "outlet": outlet})


def _prune(tree: Element) -> None:
    """Take out captions that only a class names, bylines of systems, and table rows that are menus."""
    for element in list(tree.iter("div", "p", "span", "tr", "td")):
        names = (element.get("class") or "").lower()
        if _CAPTION.search(names) or (element.tag == "tr" and _is_menu(element)):
            _drop(element)


def _is_menu(row: Element) -> bool:
    links = list(row.iter("a"))
    text, linked = (sum(len(_squeeze(str(part))) for e in some for part in e.itertext()) for some in ([row], links))
    return len(links) >= FEWEST_LINKS and linked >= 0.9 * text


def _drop(element: Element) -> None:
    """Take an element out; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text and the words that stand for it in the page: those of the whole row for a cell."""

    text: str
    words: str


def _read_lines(body: Element) -> Iterator[_Line]:
    """Give the lines of an extracted body: a paragraph, item, heading or table row each, or a cell with its head."""
    found = list(_read_blocks(body))
    for n, block in enumerate(found):
        if isinstance(block, str):
            yield _Line(block, block)
        else:
            after = (later for later in found[n + 1 :] if isinstance(later, str))
            yield from (_Line(line, "".join(block[row - 1])) for row, line in write_rows(block, after))


def _read_blocks(body: Element) -> Iterator[str | list[list[str]]]:
    """Give the paragraphs, items and headings of an extracted body as texts, its tables as rows of cells, in order."""
    from lxml import etree

    words: list[str] = []
    rows: list[list[str]] = []
    in_table = 0

    def flush() -> Iterator[str]:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            yield line

    for event, element in etree.iterwalk(body, events=("start", "end")):
        starts = event == "start"
        if element.tag == "table":
            yield from flush()
            in_table += 1 if starts else -1
            if not in_table:
                yield rows
                rows = []
        elif in_table and element.tag == "row" and starts:
            rows.append([])
        elif in_table and element.tag == "cell":
            if not starts and rows:
                rows[-1].append("".join(words))
            words.clear()
        elif element.tag in _LINES:
            if in_table:
                words.append(" ")
            else:
                yield from flush()
        words.append((element.text if starts else element.tail) or "")
    yield from flush()


def _map_back(lines: list[_Line], blocks: list[tuple[str, str]]) -> tuple[tuple[int, int, str], ...]:
    """Give where each line stood: the next block with its words; a line that no block holds is left out."""
    places: dict[str, list[int]] = {}
    for n, (squeezed, _) in enumerate(blocks):
        places.setdefault(squeezed, []).append(n)
    found = []
    at = after = 0
    for line in lines:
        squeezed = _squeeze(line.words.replace(" | ", ""))
        exact = next((n for n in places.get(squeezed, ()) if n >= after), None)
        near = exact if exact is not None else _find_holder(squeezed, blocks, after)
        if near is not None:
            found.append((at, at + len(line.text), blocks[near][1]))
            after = near
        at += len(line.text) + 1
    return tuple(found)


def _find_holder(squeezed: str, blocks: list[tuple[str, str]], after: int) -> int | None:
    """A line broken out of a longer block (by <br>) is looked for in the blocks that follow, not in the whole page."""
    return next((n for n in range(after, min(after + 40, len(blocks))) if squeezed in blocks[n][0]), None)


def _squeeze(text: str) -> str:
    return "".join(text.split())

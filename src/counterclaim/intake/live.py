"""Live pages: the dated entries that a page is made of, told by its JSON-LD or by the times that head them.

A time that names no day ("14:05") heads an entry only where the page says of itself that it is live: schedules and
chronicles are headed by such times too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from counterclaim.intake.live_times import LONGEST_LABEL, date_labels, read_label
from counterclaim.intake.page_facts import find_articles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FEWEST = 3
MOST = 2_000
# An entry is more than a teaser; the entries together are most of what the page says.
SHORTEST = 60
SHARE = 0.5

_LINES = ("p", "li", "blockquote", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre")
_OUTSIDE = frozenset(("figure", "figcaption", "aside", "nav", "footer", "form", "script", "style", "button", "time"))
_LABELS = (
    "time",
    "span",
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "b",
    "small",
    "a",
    "td",
    "dt",
    "em",
)
# What an entry goes on with behind a head that is one line.
_FOLLOWS = frozenset(("p", "ul", "ol", "blockquote", "h2", "h3", "h4", "h5", "h6", "table", "dd", "pre", "figure"))
_LIVE = re.compile(
    r"(?<![a-z])live(?![a-z])|live[-_ ]?(?:blog|updates?|coverage|feed|ticker)|blog[-_]?(?:post|entr)|ticker|"
    r"minute[- ]by[- ]minute|as it happened|latest updates|rolling updates|newsfeed",
    re.I,
)
_MARK = re.compile(r"<[A-Za-z/]")
_HAS_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry: its lines with the headline first, its moment as the page gives it, and its address where it has one."""

    lines: tuple[str, ...]
    title: str | None
    published: str | None
    url: str | None


def find_entries(tree: Element, facts: Mapping[str, object]) -> tuple[LiveEntry, ...]:
    """Give the entries of a live page in its order; none where the page is no such page. `facts` are the page's own."""
    return _from_data(tree) or _from_times(tree) or _from_labels(tree, facts)


def _from_data(tree: Element) -> tuple[LiveEntry, ...]:
    for article in find_articles(tree):
        updates = article.get("liveBlogUpdate")
        if isinstance(updates, list):
            found = tuple(filter(None, map(_read_update, updates[:MOST])))
            if len(found) > 1:
                return found
    return ()


def _read_update(node: object) -> LiveEntry | None:
    if not isinstance(node, Mapping):
        return None
    title, at, url = (_words(node.get(name)) for name in ("headline", "datePublished", "url"))
    body = node.get("articleBody")
    lines = _read_body(body) if isinstance(body, str) else ()
    if title and lines[:1] != (title,):
        lines = (title, *lines)
    return LiveEntry(lines, title, at, url) if len(lines) > bool(title) else None


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _read_body(body: str) -> tuple[str, ...]:
    if not _MARK.search(body):
        return tuple(line for part in body.split("\n") if (line := " ".join(part.split())))
    from lxml import etree, html

    try:
        return tuple(_read_lines(html.fragment_fromstring(body, create_parent="div")))
    except (etree.LxmlError, ValueError):
        return ()


def _from_times(tree: Element) -> tuple[LiveEntry, ...]:
    """Entries stand side by side, each with a time that names its day, and are most of the page's running text."""
    whole = sum(len(_text(p)) for p in tree.iter("p"))
    together: dict[Element, list[Element]] = {}
    for time in tree.iter("time"):
        if _HAS_DAY.match((time.get("datetime") or "").strip()):
            # Two steps up at most: the entry itself, or its head.
            for step in _above(time, 3):
                parent = step.getparent()
                if parent is not None:
                    together.setdefault(parent, [])
                    if step not in together[parent]:
                        together[parent].append(step)
    for entries in sorted(together.values(), key=len, reverse=True):
        texts = [sum(len(_text(p)) for p in entry.iter("p")) for entry in entries]
        if len(entries) < FEWEST or min(texts) < SHORTEST or sum(texts) < SHARE * whole:
            continue
        if len({entry.tag for entry in entries}) == 1 and len(entries) <= MOST:
            return tuple(map(_read_entry, entries))
    return ()


def _from_labels(tree: Element, facts: Mapping[str, object]) -> tuple[LiveEntry, ...]:
    """Entries stand side by side, each begins with a bare time, and they are most of the page's running text."""
    whole = sum(len(_text(p)) for p in tree.iter("p"))
    heads: dict[Element, dict[Element, Element]] = {}
    found = [e for e in tree.iter(*_LABELS) if not any(isinstance(c.tag, str) and len(c) for c in e)]
    for label in [e for e in found if len(_text(e)) <= LONGEST_LABEL and read_label(_text(e))]:
        for step in _above(label, 4):
            parent = step.getparent()
            if parent is None or not _text(step).startswith(_text(label)):
                break
            heads.setdefault(parent, {}).setdefault(step, label)
    for parent, entries in sorted(heads.items(), key=lambda item: len(item[1]), reverse=True):
        if not FEWEST <= len(entries) <= MOST or not _is_live(parent, facts):
            continue
        runs = _find_runs(parent, entries)
        labels = [read_label(_text(label)) for label in entries.values()]
        made = [_read_run(run, label) for run, label in zip(runs, entries.values(), strict=True)]
        sizes = [sum(map(len, entry.lines)) for entry in made]
        if min(sizes) < SHORTEST or sum(sizes) < SHARE * whole:
            continue
        days = date_labels([label for label in labels if label], facts)
        return tuple(replace(entry, published=day) for entry, day in zip(made, days, strict=True))
    return ()


def _is_live(parent: Element, facts: Mapping[str, object]) -> bool:
    told = [str(facts.get(name) or "") for name in ("title", "url")]
    for element in _above(parent, 5):
        told += [element.get("class") or "", element.get("id") or ""]
    return any(map(_LIVE.search, told))


def _find_runs(parent: Element, entries: Mapping[Element, Element]) -> list[list[Element]]:
    """Give each entry's elements: its head and, where that is a line of its own, what follows up to the next head."""
    runs: list[list[Element]] = []
    for child in parent:
        if child in entries:
            runs.append([child])
        elif runs and child.tag in _FOLLOWS and not _holds_lines(runs[-1][0]):
            runs[-1].append(child)
    return runs


def _holds_lines(element: Element) -> bool:
    inner = (_text(line) for line in element.iter(*_LINES) if line is not element)
    return any(text and not read_label(text) for text in inner)


def _read_run(run: list[Element], label: Element) -> LiveEntry:
    """Give the entry that some elements are, its time left out: it is no word of anybody's."""
    time = _text(label)
    lines = [line for element in run for line in _read_lines(element)]
    if not lines or (lines == [time] and len(run) == 1):
        lines = [_text(element) for element in run]
    lines = [_cut(line, time) if n == 0 else line for n, line in enumerate(lines)]
    head = next((h for e in run for h in e.iter("h1", "h2", "h3", "h4", "h5") if _cut(_text(h), time)), None)
    title = _cut(_text(head), time) if head is not None else None
    kept = [line for line in lines if line]
    if title and title in kept:
        kept = [title, *(line for line in kept if line != title)]
    mark = next((e.get("id") for e in run if e.get("id")), None)
    return LiveEntry(tuple(kept), title, None, f"#{mark}" if mark else None)


def _cut(line: str, time: str) -> str:
    return line.removeprefix(time).lstrip(" -–—:|•·")


def _above(element: Element, steps: int) -> Iterator[Element]:
    at: Element | None = element
    for _ in range(steps):
        if at is None:
            return
        yield at
        at = at.getparent()


def _read_entry(entry: Element) -> LiveEntry:
    time = next(t for t in entry.iter("time") if t.get("datetime"))
    head = next((h for h in entry.iter("h1", "h2", "h3", "h4", "h5") if _text(h)), None)
    title = _text(head) if head is not None else None
    lines = tuple(_read_lines(entry))
    if title and title in lines:
        lines = (title, *(line for line in lines if line != title))
    mark = entry.get("id") or ""
    return LiveEntry(lines, title, (time.get("datetime") or "").strip(), f"#{mark}" if mark else None)


def _read_lines(element: Element) -> Iterator[str]:
    """Give the paragraphs, items, headings and rows in order; what holds another one of these gives way to it."""
    if element.tag in _OUTSIDE:
        return
    inner = [child for child in element if isinstance(child.tag, str)]
    if element.tag in _LINES and (element.tag == "tr" or not any(True for c in inner for _ in c.iter(*_LINES))):
        cells = [_text(cell) for cell in element.iter("td", "th")] if element.tag == "tr" else [_text(element)]
        line = " | ".join(filter(None, cells))
        if line:
            yield line
        return
    if element.text and element.text.strip() and element.tag in ("div", "section", "article"):
        own = [element.text]
        if not inner or all(child.tag in ("a", "b", "i", "em", "strong", "span", "br") for child in inner):
            yield from filter(None, (" ".join(part.split()) for part in (_text(element),)))
            return
        yield from (" ".join(part.split()) for part in own)
    for child in inner:
        yield from _read_lines(child)


def _text(element: Element) -> str:
    return " ".join("".join(cast("Sequence[str]", list(element.itertext()))).split())

"""PDF documents to text in reading order: paragraphs put together from their lines, tables a row a line."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

from counterclaim.errors import ReportError
from counterclaim.intake.grid import is_note, write_rows
from counterclaim.intake.office import Laid, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page
    from pdfplumber.table import Table

MOST_PAGES = 500
# A new paragraph: more space above the line than this share of its height, or other letters.
GAP = 0.75
# A raised mark is printed at less than this share of the size of the word that it stands behind.
RAISED = 0.85
_FOOTMARK = re.compile(r"\d{1,2}$|[a-z]$|\*{1,3}$|[†‡§¶]$")
_BULLET = re.compile(r"[•●▪◦‣–*-]\s|\(?\d{1,2}[.)]\s")


def read_pdf(data: bytes) -> Laid:
    """Give the text of a PDF. Raises ReportError where it is encrypted, damaged, or pictures of pages."""
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise ReportError("PDF documents need a further package: pip install 'counterclaim[pdf]'.") from error

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise ReportError(f"It has {len(document.pages)} pages; a report may have {MOST_PAGES}.")
            lines: list[tuple[str, str]] = []
            has_pictures = False
            for page in document.pages:
                lines += _read_page(page)
                has_pictures = has_pictures or bool(page.images)
                page.close()
            known = document.metadata or {}
    except ReportError:
        raise
    except Exception as error:  # a damaged document fails anywhere in the library, with any exception
        if (
            isinstance(error, PDFPasswordIncorrect)
            or isinstance(error.__cause__, PDFPasswordIncorrect)
            or (error.args and isinstance(error.args[0], PDFPasswordIncorrect))
        ):
            raise ReportError("It is encrypted; save it without its password first.") from error
        raise ReportError(f"The document is damaged ({type(error).__name__}: {str(error)[:100]}).") from error
    if not any(line.strip() for line, _ in lines) and has_pictures:
        raise ReportError("Its pages are pictures; make their text readable first (OCR).")
    title = known.get("Title")
    return lay_out(lines, {"title": title if isinstance(title, str) and not _is_file_name(title) else None})


def _is_file_name(title: str) -> bool:
    return bool(re.search(r"\.(?:docx?|pdf|indd|pptx?)$|^Microsoft Word", title, re.I))


def _read_page(page: Page) -> Iterator[tuple[str, str]]:
    """Give the paragraphs and table rows of a page; a table stands where its first row does."""
    where = f"page {page.page_number}"
    tables = [t for t in page.find_tables() if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) > 1]
    words = _mark_footnotes(page.extract_words(use_text_flow=True, keep_blank_chars=False, extra_attrs=["size"]))
    outside = [w for w in words if not any(_inside(w, t.bbox) for t in tables)]
    pieces: list[tuple[float, int, str, str]] = []
    for n, (top, paragraph) in enumerate(_join_lines(outside)):
        pieces.append((top, n, paragraph, where))
    at = 0
    for number, table in enumerate(tables, 1):
        # The flow of the text holds; a table goes before the first paragraph that starts below it in the flow.
        at = next((n for n, p in enumerate(pieces) if p[0] >= table.bbox[1]), len(pieces))
        after = [text for top, _, text, _ in pieces if top >= table.bbox[1]]
        notes = sorted(after, key=is_note, reverse=True)
        rows = [
            (table.bbox[1], at, line, f"{where}, table {number}, row {row}")
            for row, line in write_rows(_read_cells(table, words), notes)
        ]
        pieces[at:at] = rows
    yield from ((text, place) for _, _, text, place in pieces)


def _mark_footnotes(words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put raised marks in brackets and to the word before: a 14 with the footnote 1 is no 141, and no 14 and 1."""
    kept: list[dict[str, Any]] = []
    for word in words:
        before = kept[-1] if kept else None
        if (
            before is not None
            and _FOOTMARK.match(word["text"])
            and word["size"] < RAISED * before["size"]
            and word["bottom"] < before["bottom"] - 0.5
            and -1 <= word["x0"] - before["x1"] <= 0.5 * before["size"]
        ):
            mark = f"[{word['text']}]" if word["text"].isalnum() else word["text"]
            kept[-1] = {**before, "text": before["text"] + mark, "x1": word["x1"]}
        else:
            kept.append(word)
    return kept


def _read_cells(table: Table, words: list[dict[str, Any]]) -> list[list[str | None]]:
    """Give the words of each cell of a table in lines; the library's own would take a raised mark for a digit."""
    rows: list[list[str | None]] = []
    for row in table.rows:
        texts: list[str | None] = []
        for box in row.cells:
            own = [word for word in words if box and _inside(word, box)]
            texts.append(" ".join(text for _, text in _join_lines(own)) if box else None)
        rows.append(texts)
    return rows


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _join_lines(words: list[dict[str, Any]]) -> Iterator[tuple[float, str]]:
    """Give (top of the first line, text) of the paragraphs that words in the order of their flow make."""
    lines: list[list[dict[str, Any]]] = []
    for word in words:
        if (
            lines
            and abs(lines[-1][-1]["top"] - word["top"]) < 0.5 * (word["bottom"] - word["top"])
            and (word["x0"] >= lines[-1][-1]["x0"])
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    text, top = "", 0.0
    for n, line in enumerate(lines):
        own = " ".join(w["text"] for w in line)
        before = lines[n - 1] if n else None
        if before is None or _breaks(before, line, own):
            if text:
                yield top, text
            text, top = own, line[0]["top"]
        elif re.search(r"[a-z]-$", text) and own[:1].islower():
            text = text[:-1] + own
        else:
            text += " " + own
    if text:
        yield top, text


def _breaks(before: list[dict[str, Any]], line: list[dict[str, Any]], own: str) -> bool:
    height = line[0]["bottom"] - line[0]["top"]
    space = line[0]["top"] - before[0]["bottom"]
    return (
        not -0.5 * height <= space <= GAP * height
        or abs(line[0]["size"] - before[0]["size"]) > 0.5
        or bool(_BULLET.match(own))
    )

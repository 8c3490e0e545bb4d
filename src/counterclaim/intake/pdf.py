"""PDF documents to text in reading order: paragraphs put together from their lines, tables a row a line."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

from counterclaim.errors import ReportError
from counterclaim.intake.grid import write_rows
from counterclaim.intake.office import Laid, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page

MOST_PAGES = 500
# A new paragraph: more space above the line than this share of its height, or other letters.
GAP = 0.75
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
    words = page.extract_words(use_text_flow=True, keep_blank_chars=False, extra_attrs=["size"])
    outside = [w for w in words if not any(_inside(w, t.bbox) for t in tables)]
    pieces: list[tuple[float, int, str, str]] = []
    for n, (top, paragraph) in enumerate(_join_lines(outside)):
        pieces.append((top, n, paragraph, where))
    at = 0
    for number, table in enumerate(tables, 1):
        # The flow of the text holds; a table goes before the first paragraph that starts below it in the flow.
        at = next((n for n, p in enumerate(pieces) if p[0] >= table.bbox[1]), len(pieces))
        rows = [
            (table.bbox[1], at, line, f"{where}, table {number}, row {row}")
            for row, line in write_rows(table.extract())
        ]
        pieces[at:at] = rows
    yield from ((text, place) for _, _, text, place in pieces)


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

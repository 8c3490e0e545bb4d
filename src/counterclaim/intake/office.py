"""Word documents (.docx) to text: a paragraph or table row a line, with a map back to where it stands."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import ReportError
from counterclaim.intake.files import LARGEST_FILE
from counterclaim.intake.grid import write_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

# Longer raised words are no marks.
MARK = 2
_NOTES = "word/footnotes.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a document laid out on paper, where each line of it stood, and the document's fields."""

    text: str
    map: tuple[tuple[int, int, str], ...]
    fields: dict[str, object]


def lay_out(lines: list[tuple[str, str]], fields: dict[str, object]) -> Laid:
    """Join (line, where it stood) to a text; empty lines are left out."""
    text: list[str] = []
    map_ = []
    at = 0
    for line, where in lines:
        words = " ".join(line.split())
        if words:
            map_.append((at, at + len(words), where))
            text.append(words)
            at += len(words) + 1
    return Laid("\n".join(text), tuple(map_), fields)


def is_docx(data: bytes) -> bool:
    """Say whether bytes are an archive that holds a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_docx(data: bytes) -> Laid:
    """Give the text of a Word document in its order. Raises ReportError where it is damaged or a bomb."""
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            whole = sum(info.file_size for info in archive.infolist())
        if whole > 4 * LARGEST_FILE:
            raise ReportError(f"Unpacked it is larger than {4 * LARGEST_FILE // 2**20} MiB, more than a report can be.")
        document = docx.Document(io.BytesIO(data))
        notes = _read_notes(data)
        blocks = list(document.iter_inner_content())
        told = [_read_text(block) if isinstance(block, Paragraph) else "" for block in blocks]
        lines: list[tuple[str, str]] = []
        paragraphs = tables = 0
        for n, block in enumerate(blocks):
            if isinstance(block, Table):
                tables += 1
                cells = [row.cells for row in block.rows]
                rows = [[_read_cell(row, at) for at in range(len(row))] for row in cells]
                after = (*(f"[{number}] {note}" for number, note in notes), *filter(None, told[n + 1 :]))
                lines += ((line, f"table {tables}, row {row}") for row, line in write_rows(rows, after))
            else:
                paragraphs += 1
                lines.append((told[n], f"paragraph {paragraphs}"))
        lines += ((f"[{number}] {note}", f"footnote {number}") for number, note in notes)
        known = document.core_properties
        fields: dict[str, object] = {"title": known.title, "authors": [known.author], "language": known.language}
    except ReportError:
        raise
    except Exception as error:  # a damaged document fails anywhere in the library, with any exception
        raise ReportError(f"The document is damaged ({type(error).__name__}: {str(error)[:100]}).") from error
    return lay_out(lines, fields)


def _read_cell(cells: Sequence[_Cell], at: int) -> str:
    """Give the words of a cell; one that spans several columns has them in the first, so that heads stay over theirs."""
    if at and cells[at]._tc is cells[at - 1]._tc:
        return ""
    return " ".join(map(_read_text, cells[at].paragraphs))


def _read_text(paragraph: Paragraph) -> str:
    """Give the words of a paragraph, marks of footnotes in brackets: a 14 with the footnote 1 is no 141."""
    parts = []
    for run in paragraph.runs:
        numbers = [reference.get(f"{_WORD}id") for reference in run._element.iter(f"{_WORD}footnoteReference")]
        text = run.text.strip()
        is_mark = run.font.superscript and text.isalnum() and len(text) <= MARK
        parts += [f"[{text}]" if is_mark and not text.isalpha() else run.text, *(f"[{number}]" for number in numbers)]
    return "".join(parts) if any(parts) else paragraph.text


def _read_notes(data: bytes) -> list[tuple[str, str]]:
    """Give the document's footnotes as (number, words); the library does not read them."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _NOTES not in archive.namelist():
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(archive.read(_NOTES), parser)
    notes = []
    for note in root.iter(f"{_WORD}footnote"):
        words = "".join(text.text or "" for text in note.iter(f"{_WORD}t")).strip()
        if words and note.get(f"{_WORD}type") is None:
            notes.append((str(note.get(f"{_WORD}id")), words))
    return notes

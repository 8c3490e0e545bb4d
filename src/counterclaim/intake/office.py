"""Word documents (.docx) to text: a paragraph or table row a line, with a map back to where it stands."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from counterclaim.errors import ReportError
from counterclaim.intake.files import LARGEST_FILE
from counterclaim.intake.grid import write_rows


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

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            whole = sum(info.file_size for info in archive.infolist())
        if whole > 4 * LARGEST_FILE:
            raise ReportError(f"Unpacked it is larger than {4 * LARGEST_FILE // 2**20} MiB, more than a report can be.")
        document = docx.Document(io.BytesIO(data))
        lines: list[tuple[str, str]] = []
        paragraphs = tables = 0
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                tables += 1
                rows = [[cell.text for cell in dict.fromkeys(row.cells)] for row in block.rows]
                lines += ((line, f"table {tables}, row {row}") for row, line in write_rows(rows))
            else:
                paragraphs += 1
                lines.append((block.text, f"paragraph {paragraphs}"))
        known = document.core_properties
        fields: dict[str, object] = {"title": known.title, "authors": [known.author], "language": known.language}
    except ReportError:
        raise
    except Exception as error:  # a damaged document fails anywhere in the library, with any exception
        raise ReportError(f"The document is damaged ({type(error).__name__}: {str(error)[:100]}).") from error
    return lay_out(lines, fields)

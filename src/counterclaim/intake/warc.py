"""WARC archives to their pages, one record at a time: no more than one page is ever held."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from counterclaim.errors import ReportError
from counterclaim.intake.files import LARGEST_FILE
from counterclaim.records.text import Skipped

_PAGES = ("text/html", "application/xhtml", "text/plain", "application/pdf")


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was fetched: where it lies in the archive, its address, its moment, and its bytes."""

    path: str
    url: str
    at: str
    data: bytes
    kind: str
    charset: str | None


def read_warc(file: BinaryIO, path: str) -> Iterator[Capture | Skipped]:
    """Give the pages of an archive (plain or gzip) in order; other records are counted and listed in one line."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = other = 0
    try:
        for record in ArchiveIterator(file):
            if record.rec_type not in ("response", "resource"):
                continue
            number += 1
            headers = record.http_headers
            kind = (headers and headers.get_header("Content-Type")) or record.rec_headers.get_header("Content-Type")
            mime, _, rest = (kind or "").lower().partition(";")
            status = headers.get_statuscode() if headers else "200"
            if status != "200" or not mime.strip().startswith(_PAGES):
                other += 1
                continue
            where = f"{path}#{number}"
            try:
                data = record.content_stream().read(LARGEST_FILE + 1)
            except (zlib.error, OSError, ValueError, EOFError) as error:
                yield Skipped(where, f"The record cannot be unpacked ({type(error).__name__}).")
                continue
            if len(data) > LARGEST_FILE:
                yield Skipped(where, f"The page is larger than {LARGEST_FILE // 2**20} MiB.")
                continue
            head = record.rec_headers
            charset = rest.partition("charset=")[2].strip(" \"'") or None
            yield Capture(
                where, head.get_header("WARC-Target-URI") or "", head.get_header("WARC-Date") or "", data, mime, charset
            )
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise ReportError(f"The archive is damaged after {number} records ({error}).") from error
    if other:
        yield Skipped(path, f"{other} of its {number} records are no pages (pictures, errors, redirects, scripts).")
    elif not number:
        raise ReportError("There is no record of a page in it.")

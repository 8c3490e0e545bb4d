"""WARC archives to their pages, one record at a time: no more than one page is ever held. And an answer to an archive."""

from __future__ import annotations

import hashlib
import io
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from counterclaim.errors import ReportError
from counterclaim.intake.files import LARGEST_FILE
from counterclaim.records.text import Fetch, Skipped

_OF_TRANSFER = frozenset(("content-encoding", "content-length", "transfer-encoding"))
_PAGES = ("text/html", "application/xhtml", "text/plain", "application/pdf")


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was fetched: where it lies in the archive, its address, its moment, its bytes, how they came.

    `fetch` is None where the record does not tell when it was made.
    """

    path: str
    url: str
    at: str
    data: bytes
    kind: str
    charset: str | None
    fetch: Fetch | None


def _tell_fetch(url: str, at: str, data: bytes, headers: tuple[tuple[str, str], ...]) -> Fetch | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Fetch(url, moment.astimezone(UTC), hashlib.sha256(data).hexdigest(), headers)


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
            url, at = (head.get_header(name) or "" for name in ("WARC-Target-URI", "WARC-Date"))
            told = tuple((str(name).lower(), str(value)) for name, value in headers.headers) if headers else ()
            yield Capture(where, url, at, data, mime, charset, _tell_fetch(url, at, data, told))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise ReportError(f"The archive is damaged after {number} records ({error}).") from error
    if other:
        yield Skipped(path, f"{other} of its {number} records are no pages (pictures, errors, redirects, scripts).")
    elif not number:
        raise ReportError("There is no record of a page in it.")


def write_warc(fetch: Fetch, data: bytes, *, is_packed: bool) -> bytes:
    """Give an archive of one record: an answer as it came. The same answer gives the same bytes.

    `data` are without transfer encoding, so that headers which tell of one are kept as X-Archive-Orig-….
    """
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    told = [(f"X-Archive-Orig-{name}" if name in _OF_TRANSFER else name, value) for name, value in fetch.headers]
    answer = StatusAndHeaders("200 OK", [*told, ("content-length", str(len(data)))], protocol="HTTP/1.1")
    head = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{fetch.url} {fetch.at.isoformat()} {fetch.sha256}')}>",
        "WARC-Date": fetch.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_packed)
    record = writer.create_warc_record(
        fetch.url, "response", payload=io.BytesIO(data), length=len(data), http_headers=answer, warc_headers_dict=head
    )
    writer.write_record(record)
    return out.getvalue()

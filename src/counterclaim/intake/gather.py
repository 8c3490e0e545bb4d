"""Paths and addresses to texts: the room's one verb. What cannot be read is Skipped with a sentence."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Protocol

from counterclaim.errors import ReportError, SetupError
from counterclaim.intake.archived import tell_copy
from counterclaim.intake.archives import Entry, read_zip
from counterclaim.intake.decode import check_length, clean_string, decode
from counterclaim.intake.facts import Facts, Hints, read_facts
from counterclaim.intake.feeds import Feed, looks_like_feed, read_feed
from counterclaim.intake.fetch import Fetched, Fetcher, is_address, may_pass
from counterclaim.intake.files import explain, find_beside, is_waiting, list_files, read_bytes
from counterclaim.intake.mail import looks_like_mail, read_mail, read_mbox
from counterclaim.intake.markdown import unmark
from counterclaim.intake.office import Laid, is_docx, read_docx
from counterclaim.intake.page import find_charset, looks_like_page, read_pages
from counterclaim.intake.pdf import read_pdf
from counterclaim.intake.rows import (
    holds_lines,
    read_csv,
    read_json,
    read_json_lines,
    read_parquet,
    read_record,
)
from counterclaim.intake.sitemaps import looks_like_sitemap, read_sitemap
from counterclaim.intake.translation import translate_all
from counterclaim.intake.warc import Capture, read_warc
from counterclaim.records.text import Fetch, Gathered, Skipped

STANDARD_INPUT = "-"
SIDECAR = ".meta.json"
LARGEST_SIDECAR = 2**20
KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "page", ".htm": "page",
    ".xhtml": "page", ".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pdf": "pdf", ".docx": "docx", ".eml": "mail", ".mbox": "mbox", ".rss": "feed",
    ".atom": "feed", ".xml": "feed", ".zip": "zip", ".warc": "warc", ".gz": "warc",
}  # fmt: skip
# Read piece by piece from the file, so that it may be of any length.
STREAMED: dict[str, Callable[[BinaryIO, str, Hints], Iterator[Gathered | Entry | Skipped]]] = {
    "lines": read_json_lines,
    "csv": read_csv,
    "parquet": read_parquet,
    "mbox": read_mbox,
}
# What a server says that it sends; anything else is told by its beginning.
_MIMES = {
    "html": "page", "pdf": "pdf", "json": "json", "csv": "csv", "rss": "feed", "atom": "feed", "rfc822": "mail",
    "wordprocessingml": "docx", "parquet": "parquet", "plain": "text",
}  # fmt: skip
# What a server sends for one visitor alone.
_SECRET = frozenset(("set-cookie", "set-cookie2"))
# What bytes are by their beginning, whatever a server says of them.
_CERTAIN = frozenset(("pdf", "docx", "zip", "warc"))
# What holds several reports, so that nobody can tell beforehand how many.
SEVERAL = frozenset((*STREAMED, "json", "feed", "mail", "zip", "warc"))


def gather(
    paths: Iterable[str | Path], hints: Hints | None = None, fetcher: Fetcher | None = None
) -> Iterator[Gathered | Skipped]:
    """Give the texts at the paths, in order; folders are walked in name order, "-" is standard input.

    Only an address (https://…) reaches the network, by the `fetcher`. Raises SetupError where a translation that the
    hints name cannot be read.
    """
    hints = hints or Hints()
    found = _gather_all(paths, hints, fetcher)
    if hints.translation is None:
        return found
    try:
        text = decode(read_bytes(hints.translation)).text
        check_length(text)
    except ReportError as error:
        raise SetupError(f"The translation {hints.translation} cannot be read: {error}") from error
    return translate_all(found, text, hints.translation.name)


def _gather_all(paths: Iterable[str | Path], hints: Hints, fetcher: Fetcher | None) -> Iterator[Gathered | Skipped]:
    for given in paths:
        if is_address(str(given)):
            fetcher = fetcher or Fetcher()
            yield from gather_address(str(given), hints, fetcher)
            continue
        if str(given) == STANDARD_INPUT:
            yield from _gather_file(None, None, hints)
            continue
        root = Path(given)
        for found in list_files(root):
            kind = None if isinstance(found, Skipped) else KINDS.get(found.suffix.lower())
            if isinstance(found, Skipped):
                yield found
            elif found != root and (kind is None or is_waiting(found)):
                yield Skipped(str(found), f"This kind of file is not read here ({', '.join(KINDS)} are).")
            else:
                yield from _gather_file(found, kind, hints)


def count_texts(paths: Iterable[str | Path]) -> int | None:
    """Count what `gather` will give, for a progress bar; None where that cannot be told beforehand."""
    total = 0
    for given in paths:
        if str(given) == STANDARD_INPUT or is_address(str(given)):
            return None
        for found in list_files(Path(given)):
            kind = None if isinstance(found, Skipped) else KINDS.get(found.suffix.lower())
            if kind in SEVERAL:
                return None
            total += 1
    return total


def _gather_file(path: Path | None, kind: str | None, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give what one file holds; without a `kind`, its first bytes tell it."""
    name = str(path) if path else STANDARD_INPUT
    try:
        if path:
            hints = replace(hints, beside=_read_sidecar(path))
        if path and kind in (*STREAMED, "zip", "warc"):
            with _open(path) as file:
                yield from _gather_stream(file, name, kind, hints)
        else:
            yield from _gather_data(read_bytes(path), name, kind, hints)
    except ReportError as error:
        yield Skipped(name, str(error))


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ReportError(f"It cannot be opened ({explain(error)}).") from error


def _gather_stream(file: BinaryIO, name: str, kind: str, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give what a file of many reports holds. What lies in an archive may hold mails and tables, but no archives."""
    if kind == "warc":
        for capture in read_warc(file, name):
            if isinstance(capture, Skipped):
                yield capture
            else:
                yield from _gather_capture(capture, hints)
        return
    for found in read_zip(file, name) if kind == "zip" else STREAMED[kind](file, name, hints):
        if isinstance(found, Entry):
            yield from _gather_entry(found, hints)
        else:
            yield found


def _gather_entry(entry: Entry, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give what a file inside another holds, by its name."""
    kind = KINDS.get(Path(entry.name).suffix.lower())
    try:
        if kind is None:
            yield Skipped(entry.path, f"This kind of file is not read here ({', '.join(KINDS)} are).")
        elif kind in ("zip", "warc"):
            yield Skipped(entry.path, "An archive inside a file is not opened; unpack it first.")
        else:
            yield from _gather_data(entry.data, entry.path, kind, hints)
    except ReportError as error:
        yield Skipped(entry.path, str(error))


def _gather_capture(capture: Capture, hints: Hints) -> Iterator[Gathered | Skipped]:
    kind = "pdf" if "pdf" in capture.kind else "text" if "plain" in capture.kind else "page"
    try:
        for found in _gather_text(capture.data, capture.path, kind, hints, charset=capture.charset):
            url = found.url or capture.url or None
            yield tell_copy(
                replace(found, url=url, notes=(*found.notes, f"Fetched {capture.at}."), fetch=capture.fetch)
            )
    except ReportError as error:
        yield Skipped(capture.path, str(error))


def gather_address(url: str, hints: Hints, fetcher: Fetcher) -> Iterator[Gathered | Skipped]:
    """Give what an address holds; of a feed its entries, each from its own page where the feed has a summary only."""
    try:
        yield from gather_fetched(fetcher.fetch(url), url, hints, fetcher)
    except ReportError as error:
        yield Skipped(url, str(error))


def gather_fetched(fetched: Fetched, url: str, hints: Hints, fetcher: Fetcher | None) -> Iterator[Gathered | Skipped]:
    """Give what lies in the answer of an address; without a `fetcher` no feed and no map of a site.

    Raises ReportError where it cannot be read.
    """
    if fetcher is not None and looks_like_sitemap(fetched.data):
        yield from _gather_sitemap(fetched.data, url, hints, fetcher)
        return
    mime, _, rest = fetched.headers.get("content-type", "").lower().partition(";")
    kind = _choose_kind(next((kind for part, kind in _MIMES.items() if part in mime), None), fetched.data)
    if kind == "feed":
        if fetcher is None:
            raise ReportError("It is a feed once more.")
        feed = read_feed(fetched.data)
        for record in feed.entries:
            yield from (attach(found, fetched) for found in gather_entry(record, url, hints, fetcher))
        yield from _tell_left_out(feed, url)
        return
    if kind in ("page", "text"):
        charset = rest.partition("charset=")[2].strip(" \"'") or None
        found: Iterable[Gathered | Skipped] = _gather_text(fetched.data, url, kind, hints, charset=charset)
    else:
        found = _gather_data(fetched.data, url, kind, hints)
    note = f"Fetched {fetched.at.isoformat(timespec='seconds')}, sha256 {fetched.sha256}."
    for one in found:
        if isinstance(one, Gathered):
            one = replace(one, url=one.url or fetched.url, notes=(*one.notes, note))
            one = tell_copy(one, fetched.headers)
        yield attach(one, fetched)


def _choose_kind(told: str | None, data: bytes) -> str:
    """Give the kind of what a server sent: as it says, unless the beginning of the bytes tells another one for certain."""
    found = _sniff(data)
    is_certain = found in _CERTAIN or (told == "text" and found == "page") or (told == "json" and found != "json")
    return found if told is None or is_certain else told


def _tell_left_out(feed: Feed, name: str) -> Iterator[Skipped]:
    if feed.left_out:
        yield Skipped(
            name, f"{feed.left_out:,} entries of the feed behind the first {len(feed.entries):,} were not read."
        )


def attach(one: Gathered | Skipped, fetched: Fetched) -> Gathered | Skipped:
    """Give a text with the bytes that it was fetched as; one that has bytes of its own, such as an entry's page, keeps them."""
    if isinstance(one, Skipped) or one.fetch is not None:
        return one
    headers = tuple((name, value) for name, value in fetched.headers.items() if name not in _SECRET)
    return replace(one, fetch=Fetch(fetched.url, fetched.at, fetched.sha256, headers), original=fetched.data)


def _gather_sitemap(data: bytes, url: str, hints: Hints, fetcher: Fetcher) -> Iterator[Gathered | Skipped]:
    """Give the pages that a map of a site names; of an index those of its newest map."""
    sitemap = read_sitemap(data)
    if sitemap.is_index:
        newest = fetcher.fetch(sitemap.addresses[0])
        url, sitemap = newest.url, read_sitemap(newest.data)
        if sitemap.is_index:
            raise ReportError("The map of the site leads to maps of maps.")
    for address in sitemap.addresses:
        try:
            yield from gather_fetched(fetcher.fetch(address), address, hints, None)
        except ReportError as error:
            yield Skipped(address, str(error))
    if sitemap.left_out:
        yield Skipped(url, f"{sitemap.left_out:,} older pages of the map were not read; give a map of fewer.")


def gather_entry(
    record: Mapping[str, object], feed: str, hints: Hints, fetcher: Fetcher, *, patient: bool = False
) -> Iterator[Gathered | Skipped]:
    """Give the report of a feed's entry: its page where the feed has a summary only and the page can be had.

    With `patient`, raises ReportError where the page may be had later; else the summary is taken, with a note.
    """
    note, address = record.get("note"), str(record.get("url") or "")
    if note and is_address(address):
        facts = read_facts({name: value for name, value in record.items() if name != "text"})
        try:
            fetched = fetcher.fetch(address)
        except ReportError as error:
            if patient and may_pass(error):
                raise
            why = str(error)
        else:
            try:
                pages = list(gather_fetched(fetched, address, replace(hints, told=facts.over(hints.told)), None))
            except ReportError as error:
                pages, why = [], str(error)
            else:
                why = next((page.why for page in pages if isinstance(page, Skipped)), "it is empty.")
            if any(isinstance(page, Gathered) for page in pages):
                yield from pages
                return
        note = f"{note} Its page was not read: {why}"
    yield read_record(dict(record), address or feed, hints, notes=(str(note),) if note else ())


def _gather_data(data: bytes, name: str, kind: str | None, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give what some bytes hold; without a `kind`, their beginning tells it."""
    kind = kind or _sniff(data)
    if kind == "json" and holds_lines(data):
        kind = "lines"
    if kind in (*STREAMED, "zip", "warc"):
        yield from _gather_stream(io.BytesIO(data), name, kind, hints)
    elif kind == "json":
        yield from read_json(data, name, hints)
    elif kind == "feed":
        feed = read_feed(data)
        for number, record in enumerate(feed.entries, 1):
            note = record["note"]
            yield read_record(record, f"{name}#{number}", hints, notes=(str(note),) if note else ())
        yield from _tell_left_out(feed, name)
    elif kind == "mail":
        for found in read_mail(data, name, hints):
            if isinstance(found, Entry):
                yield from _gather_entry(found, hints)
            else:
                yield found
    else:
        yield from _gather_text(data, name, kind, hints)


def _gather_text(data: bytes, name: str, kind: str, hints: Hints, *, charset: str | None = None) -> Iterator[Gathered]:
    """Give the one report that a text, page or document is; of a live page its entries, as `NAME#1` and so on."""
    if kind in ("pdf", "docx"):
        laid = read_pdf(data) if kind == "pdf" else read_docx(data)
        yield _describe(laid, name, hints)
        return
    decoded = decode(data, charset or (find_charset(data) if kind == "page" else None))
    notes = (decoded.note,) if decoded.note else ()
    if kind == "page":
        pages = read_pages(decoded.text)
        for number, page in enumerate(pages, 1):
            where = name if len(pages) == 1 else f"{name}#{number}"
            yield _describe(page, where, hints, notes)
    elif kind == "markdown":
        yield _describe(unmark(decoded.text), name, hints, notes)
    else:
        yield _describe(Laid(decoded.text, (), {}), name, hints, notes)


class _Found(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def map(self) -> tuple[tuple[int, int, str], ...]: ...
    @property
    def fields(self) -> Mapping[str, object]: ...


def _describe(found: _Found, name: str, hints: Hints, notes: tuple[str, ...] = ()) -> Gathered:
    text, _ = clean_string(found.text)
    check_length(text)
    facts = hints.beside.over(read_facts(found.fields)).over(hints.told)
    return tell_copy(facts.describe(text, name, map=found.map, notes=notes))


def _sniff(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if is_docx(data) else "zip"
    if data.startswith(b"WARC/") or data.startswith(b"\x1f\x8b"):
        return "warc"
    if looks_like_mail(data):
        return "mbox" if data.startswith(b"From ") else "mail"
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    start = data[:5000].decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[{")):
        return "json"
    if looks_like_feed(data):
        return "feed"
    return "page" if looks_like_page(start) else "text"


def _read_sidecar(path: Path) -> Facts:
    """Give what `NAME.txt.meta.json` or `NAME.meta.json` tells. Without a damaged one, a report would lose its date."""
    sidecar = find_beside(path, SIDECAR)
    if sidecar is None:
        return Facts()
    try:
        fields = json.loads(decode(read_bytes(sidecar, limit=LARGEST_SIDECAR)).text)
    except (ValueError, RecursionError, ReportError) as error:
        raise ReportError(
            f"The file beside it, {sidecar.name}, cannot be read ({error}); mend or remove it."
        ) from error
    if not isinstance(fields, dict):
        raise ReportError(f"The file beside it, {sidecar.name}, is no JSON object; mend or remove it.")
    return read_facts(fields)

"""Bytes to text. What is no text raises ReportError with a sentence; what was guessed is told in a note."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from counterclaim.errors import ReportError

# The longest text that is read as one report: a book of 170,000 words. Reading it takes less than a minute.
LONGEST_TEXT = 1_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BINARIES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as the file holds it, without a byte order mark and with LF line ends; `note` tells a guessed encoding."""

    text: str
    note: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Give the text of a file: by its mark, else as declared, else UTF-8, else Windows-1252 where that makes words.

    Raises ReportError for bytes that are no text in any of these.
    """
    for start, name in _KNOWN_BINARIES:
        if data.startswith(start):
            raise ReportError(f"This is {name}, not a text; convert it to text or HTML first.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finish(_decode_as(data[len(mark) :], encoding))
    if b"\x00" in data:
        raise ReportError("This is a binary file, not a text.")
    if declared:
        try:
            return _finish(data.decode(codecs.lookup(declared).name))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # A wrong label is common; what follows decides by the bytes.
    try:
        return _finish(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guess(data)


def check_length(text: str) -> None:
    """Raise ReportError for a text that holds nothing or more than one report may."""
    if not text or text.isspace():
        raise ReportError("There is no text in it.")
    if len(text) > LONGEST_TEXT:
        raise ReportError(
            f"It has {len(text):,} characters; one report may have {LONGEST_TEXT:,}. Split it into its reports."
        )


def clean_string(value: str) -> tuple[str, bool]:
    """Give a string that can be stored and encoded, with LF line ends, and whether characters had to be replaced (JSON
    can escape what no text may hold)."""
    value = value.replace("\r\n", "\n")
    cleaned = _UNSTORABLE.sub("\ufffd", value)
    return cleaned, cleaned != value


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(f"Its mark says {encoding}, but the bytes do not fit; save it as UTF-8.") from error


def _guess(data: bytes) -> Decoded:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", lenient)))
    if whole > 4 * broken:
        return _finish(lenient, f"{broken} damaged UTF-8 characters were replaced.")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ReportError("Its encoding is neither UTF-8 nor Windows-1252; save it as UTF-8.") from error
    letters = sum(map(len, re.findall(r"[^\W\d_]+", text)))
    foreign = sum(map(len, re.findall(r"(?:(?![\x00-\x7f])[^\W\d_])+", text)))
    if foreign > 0.3 * letters:
        raise ReportError("Its encoding cannot be told (it is not UTF-8); save it as UTF-8.")
    return _finish(text, "Not UTF-8; read as Windows-1252.")


def _finish(text: str, note: str | None = None) -> Decoded:
    if len(_CONTROL.findall(text[:100_000])) > 0.01 * len(text[:100_000]) or "\x00" in text:
        raise ReportError("This is a binary file, not a text.")
    return Decoded(text.replace("\r\n", "\n"), note)

"""E-mail to reports: the message's text with its subject, date and sender; what is attached stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr
from typing import BinaryIO

from counterclaim.errors import ReportError
from counterclaim.intake.archives import Entry
from counterclaim.intake.decode import check_length, clean_string
from counterclaim.intake.facts import Facts, Hints, read_facts
from counterclaim.intake.files import LARGEST_FILE
from counterclaim.intake.page import read_page
from counterclaim.records.text import Gathered, Skipped

MOST_PARTS = 200
# Messages inside a message, inside each other or side by side.
MOST_MESSAGES = 50
_MESSAGE = "message/rfc822"
_FIRST = re.compile(rb"From |[A-Za-z-]{2,40}:[ \t]")


def looks_like_mail(data: bytes) -> bool:
    """Say whether bytes begin with the header of a message."""
    head = data[:4096].replace(b"\r\n", b"\n").split(b"\n\n")[0].lower()
    return bool(_FIRST.match(data)) and b"\nfrom:" in b"\n" + head and b"\ndate:" in b"\n" + head


def read_mail(data: bytes, path: str, hints: Hints) -> Iterator[Gathered | Entry | Skipped]:
    """Give the report that a message is, then its attached files; a message without text of its own is left out.

    The sender's name stands for the outlet, as a press office's messages have it.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = list(message.walk())
    except (ValueError, LookupError, RecursionError, IndexError, AttributeError) as error:
        raise ReportError(f"The message is damaged ({type(error).__name__}).") from error
    if len(parts) > MOST_PARTS:
        raise ReportError(f"The message has {len(parts)} parts; a report may have {MOST_PARTS}.")
    depth = sum(part.get_content_type() == _MESSAGE for part in parts)
    if depth > MOST_MESSAGES:
        raise ReportError(
            f"The message has {depth} messages inside; a report may have {MOST_MESSAGES}. Save them one by one."
        )
    assert isinstance(message, EmailMessage)
    attached = list(_read_attachments(message, path))
    try:
        yield _read_message(message, path, hints)
    except ReportError as error:
        if not attached:
            raise
        yield Skipped(path, f"The message itself: {error}")
    yield from attached


def read_mbox(file: BinaryIO, path: str, hints: Hints) -> Iterator[Gathered | Entry | Skipped]:
    """Give every message of a mailbox file, one after the other, under the file's name and the message's number."""
    number = 0
    for data in _split_mbox(file):
        number += 1
        where = f"{path}#{number}"
        if len(data) > LARGEST_FILE:
            yield Skipped(where, f"The message is larger than {LARGEST_FILE // 2**20} MiB.")
            continue
        try:
            yield from read_mail(data, where, hints)
        except ReportError as error:
            yield Skipped(where, str(error))
    if not number:
        raise ReportError("There is no message in it.")


def _split_mbox(file: BinaryIO) -> Iterator[bytes]:
    """A message begins at a line "From " after an empty one, as the format has it; no more than the limit is held."""
    held: list[bytes] = []
    size = 0
    is_open, is_blank = False, True
    while line := file.readline(2**20):
        if is_blank and line.startswith(b"From "):
            if is_open:
                yield b"".join(held)
            held, size, is_open = [], 0, True
        elif is_open and size <= LARGEST_FILE:
            held.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        is_blank = not line.strip()
    if is_open:
        yield b"".join(held)


def _read_message(message: EmailMessage, path: str, hints: Hints) -> Gathered:
    facts = _read_head(message)
    body = message.get_body(("plain", "html"))
    text = _content(body) if body is not None else ""
    map_: tuple[tuple[int, int, str], ...] = ()
    if body is not None and body.get_content_type() == "text/html":
        page = read_page(text)
        text, map_, facts = page.text, page.map, facts.over(read_facts(page.fields))
    text, is_changed = clean_string(text)
    check_length(text)
    notes = ("Characters that no text may hold were replaced.",) if is_changed else ()
    return hints.beside.over(facts).over(hints.told).describe(text, path, map=map_, notes=notes)


def _read_head(message: EmailMessage) -> Facts:
    name, address = parseaddr(_header(message, "From"))
    date = message.get("Date")
    moment = getattr(date, "datetime", None)
    return read_facts(
        {
            "title": re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", _header(message, "Subject"), flags=re.I),
            "published": moment.isoformat() if moment else None,
            "outlet": name or address.partition("@")[2],
            "url": _header(message, "Archived-At").strip("<>"),
            "language": _header(message, "Content-Language"),
        }
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""  # A header that the parser stumbles over tells nothing.


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, KeyError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _read_attachments(message: EmailMessage, path: str) -> Iterator[Entry]:
    parts = [message] if message.get_content_type() == _MESSAGE else message.iter_attachments()
    for number, part in enumerate(parts, 1):
        name = part.get_filename() or f"part-{number}.{part.get_content_subtype()}"
        data = part.get_payload(decode=True)
        if part.get_content_type() == _MESSAGE:
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            data = first.as_bytes() if isinstance(first, Message) else b""
            name = name if name.endswith(".eml") else f"{name}.eml"
        yield Entry(f"{path}#{name}", name, data if isinstance(data, bytes) else b"")

"""Where a watch tells its changes: the terminal, a file of JSON lines, a webhook, e-mail. Each says whether it got them."""

from __future__ import annotations

import hashlib
import json
import os
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from counterclaim.errors import CounterclaimError, SetupError
from counterclaim.intake.fetch import is_address
from counterclaim.pipeline.watch_rules import Mail
from counterclaim.publish.changes import Change

Json = dict[str, Any]

LONGEST_S = 30.0
TAIL = 4 * 2**20
MOST_AT_ONCE = 100


class Undelivered(CounterclaimError):
    """A target did not take what it was sent; it is kept and sent again."""


class Teller(Protocol):
    """Takes changes in their plain form; `name` is what the state file knows it by. Raises Undelivered."""

    @property
    def name(self) -> str:
        """What the person wrote."""

    def tell(self, changes: Sequence[Json]) -> None:
        """Give all of the changes, or raise Undelivered."""


def to_json(change: Change) -> Json:
    """Give the plain form of a change, as it is written to files and sent."""
    return {
        "id": change.id,
        "kind": change.kind.value,
        "sentence": change.sentence,
        "quotes": [
            {
                "claimant": words.claimant,
                "text": words.text,
                "outlet": words.outlet,
                "title": words.title or None,
                "url": words.url or None,
                "published": words.published,
                "claim": words.claim or None,
            }
            for words in change.words
        ],
        "parties": list(change.parties),
        "places": list(change.places),
        "measure": change.measure,
    }


def write_change(change: Json) -> list[str]:
    """Give a change as lines for people: the sentence, then each quote with who says it and where."""
    lines = [f"{change['kind']}: {change['sentence']}"]
    for words in change["quotes"]:
        where = ", ".join(filter(None, (words["outlet"], words["title"] and f"“{words['title']}”", words["published"])))
        lines.append(f"    {words['claimant']}: “{words['text']}” ({where})")
        lines += [f"      {words['url']}"] if words["url"] else []
    return lines


@dataclass(frozen=True, slots=True)
class Terminal:
    """Says the changes line by line."""

    say: Callable[[str], None]
    name: str = "terminal"

    def tell(self, changes: Sequence[Json]) -> None:
        """Say them."""
        for change in changes:
            for line in write_change(change):
                self.say(line)


@dataclass(frozen=True, slots=True)
class Lines:
    """Appends a JSON line a change to a file; what stands there already is not written twice."""

    path: Path

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self.path)

    def tell(self, changes: Sequence[Json]) -> None:
        """Append them. A line that a crash cut short goes first."""
        try:
            with self.path.open("a+b") as file:
                end = file.seek(0, os.SEEK_END)
                start = max(0, end - TAIL)
                file.seek(start)
                tail = file.read()
                whole = tail.rfind(b"\n") + 1
                if whole < len(tail):
                    file.truncate(start + whole)
                there = {id for line in tail[:whole].splitlines() if (id := _id(line))}
                for change in changes:
                    if change["id"] not in there:
                        file.write(json.dumps(change, ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Undelivered(f"{self.path} cannot be written ({error.strerror}).") from error


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts the changes as JSON to the address that the person gave, and to no other: redirects are not followed."""

    url: str

    @property
    def name(self) -> str:
        """The address."""
        return self.url

    def tell(self, changes: Sequence[Json]) -> None:
        """Post them; the Idempotency-Key is the same for the same changes."""
        import urllib3

        body = json.dumps({"changes": list(changes)}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": _digest(changes)}
        try:
            with urllib3.PoolManager() as pool:
                answer = pool.request(
                    "POST", self.url, body=body, headers=headers, redirect=False, retries=False, timeout=LONGEST_S
                )
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise Undelivered(f"{_bare(self.url)} cannot be reached ({type(error).__name__}).") from error
        if not 200 <= answer.status < 300:
            raise Undelivered(f"{_bare(self.url)} answered {answer.status}.")


@dataclass(frozen=True, slots=True)
class Message:
    """Sends the changes as one plain message."""

    to: str
    mail: Mail

    @property
    def name(self) -> str:
        """The address as it was given."""
        return f"mailto:{self.to}"

    def tell(self, changes: Sequence[Json]) -> None:
        """Send them; the subject tells their number only."""
        message = EmailMessage()
        message["From"], message["To"] = self.mail.sender, self.to
        message["Subject"] = f"Counterclaim: {len(changes)} change{'s' if len(changes) != 1 else ''}"
        message["Message-ID"] = make_msgid(_digest(changes), "counterclaim.invalid")
        message.set_content("\n\n".join("\n".join(write_change(change)) for change in changes))
        context = ssl.create_default_context()
        try:
            with (
                smtplib.SMTP_SSL(self.mail.host, self.mail.port, timeout=LONGEST_S, context=context)
                if self.mail.security == "tls"
                else smtplib.SMTP(self.mail.host, self.mail.port, timeout=LONGEST_S)
            ) as server:
                if self.mail.security == "starttls":
                    server.starttls(context=context)
                if self.mail.user:
                    server.login(self.mail.user, os.environ.get(self.mail.password_env, ""))
                server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            raise Undelivered(f"The mail to {self.to} was not taken by {self.mail.host} ({error}).") from error


def make_teller(written: str, mail: Mail | None) -> Teller:
    """Give the teller for what a person wrote after --to. Raises SetupError where it cannot be."""
    if written.lower().startswith("mailto:"):
        to = unquote(written[7:].partition("?")[0])
        if mail is None:
            raise SetupError("Mail needs a [mail] table with host and from in the rules (--rules FILE).")
        if "@" not in to or any(c.isspace() or c == "," for c in to):
            raise SetupError(f"{written} is no address; write mailto:NAME@HOST.")
        return Message(to, mail)
    if is_address(written):
        return Webhook(written)
    path = Path(written)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise SetupError(f"{path} is no file that can be written.")
    return Lines(path)


def _digest(changes: Sequence[Json]) -> str:
    return hashlib.sha256("\n".join(change["id"] for change in changes).encode()).hexdigest()[:32]


def _id(line: bytes) -> str | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found.get("id") if isinstance(found, dict) else None


def _bare(url: str) -> str:
    """Give an address without what may be secret in it."""
    head = url.partition("?")[0]
    scheme, mark, rest = head.partition("://")
    return scheme + mark + rest.partition("/")[0].rpartition("@")[2]

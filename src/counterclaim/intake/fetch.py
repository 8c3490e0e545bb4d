"""Addresses to bytes: the only place that reaches a network, and only for addresses that a person gave.

No private address is ever reached, redirects included: each host is resolved once, its addresses are checked, and the
connection goes to the checked one. Robots rules (RFC 9309) hold. Size, time and redirects are bounded.
"""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from counterclaim.errors import ReportError
from counterclaim.intake.files import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from urllib3 import HTTPConnectionPool
    from urllib3.response import BaseHTTPResponse

MOST_REDIRECTS = 5
LONGEST_S = 60.0
SILENCE_S = 15.0
LARGEST_ROBOTS = 512 * 1024
ROBOTS_HOLD_S = 86_400.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the address at the end of its redirects, when (UTC), the bytes and their digest.

    `headers` have names in small letters. `data` is empty where nothing has changed since (`is_same`).
    """

    url: str
    at: datetime
    data: bytes
    headers: Mapping[str, str]
    is_same: bool = False

    @property
    def sha256(self) -> str:
        """The digest of the bytes as they were sent."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True)
class Fetcher:
    """Fetches one address after the other, politely: a pause between two requests to a host, robots rules kept.

    `allow_private` lets addresses of this machine and network through; tests need it, nobody else does.
    """

    allow_private: bool = False
    pause_s: float = 1.0
    longest_s: float = LONGEST_S
    silence_s: float = SILENCE_S
    _robots: dict[str, tuple[float, RobotFileParser]] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, since: Mapping[str, str] | None = None) -> Fetched:
        """Give what an address holds. `since` are the headers of an earlier answer: the same is not sent again.

        Raises ReportError where it may not or cannot be fetched.
        """
        ask = {}
        if since and since.get("etag"):
            ask["If-None-Match"] = since["etag"]
        if since and since.get("last-modified"):
            ask["If-Modified-Since"] = since["last-modified"]
        return self._follow(url, LARGEST_FILE, ask)

    def _follow(self, url: str, limit: int, ask: Mapping[str, str], *, heeds: bool = True) -> Fetched:
        deadline = time.monotonic() + self.longest_s
        for _ in range(MOST_REDIRECTS + 1):
            if heeds:
                self._heed_robots(url)
            answer, pool = self._open(url, ask)
            try:
                location = answer.headers.get("Location")
                if answer.status in _REDIRECTS and location:
                    url = urljoin(url, location)
                    continue
                at = datetime.now(UTC)
                headers = {name.lower(): value for name, value in answer.headers.items()}
                if answer.status == 304:
                    return Fetched(url, at, b"", headers, is_same=True)
                if answer.status != 200:
                    raise Refused(
                        answer.status,
                        " ".join(f"The server answered {answer.status} {answer.reason or ''}".split()) + ".",
                        headers.get("retry-after", ""),
                    )
                return Fetched(url, at, _read(answer, limit, deadline), headers)
            finally:
                answer.close()
                pool.close()
        raise ReportError(f"It leads on more than {MOST_REDIRECTS} times.")

    def _open(self, url: str, ask: Mapping[str, str]) -> tuple[BaseHTTPResponse, HTTPConnectionPool]:
        import urllib3

        parts = urlsplit(url)
        host, port = _host(url)
        address = self._resolve(host, port)
        self._wait(host)
        timeout = urllib3.Timeout(connect=self.silence_s, read=self.silence_s)
        if parts.scheme == "https":
            pool: HTTPConnectionPool = urllib3.HTTPSConnectionPool(
                address, port, timeout=timeout, ssl_context=ssl.create_default_context(), server_hostname=host,
                assert_hostname=host,
            )  # fmt: skip
        else:
            pool = urllib3.HTTPConnectionPool(address, port, timeout=timeout)
        headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": _agent(), "Accept-Encoding": "gzip", **ask}
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            answer = pool.urlopen(
                "GET", path, headers=headers, redirect=False, retries=False, preload_content=False, decode_content=True
            )
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            pool.close()
            raise ReportError(f"It cannot be reached ({_plain(error)}).") from error
        return answer, pool

    def _resolve(self, host: str, port: int) -> str:
        """Give the address to connect to. All addresses of a host must be public ones, or none is used."""
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise ReportError(f"Its host {host} is not known.") from error
        if not self.allow_private and not all(ipaddress.ip_address(a.partition("%")[0]).is_global for a in found):
            raise Forbidden(f"Its host {host} is an address of this machine or network; such are never fetched.")
        return min(found, key=lambda a: ":" in a)

    def _wait(self, host: str) -> None:
        since = time.monotonic() - self._last.get(host, -self.pause_s)
        if since < self.pause_s:
            time.sleep(self.pause_s - since)
        self._last[host] = time.monotonic()

    def _heed_robots(self, url: str) -> None:
        """Raise ReportError where the host's rules forbid the address, or where they cannot be had."""
        host, port = _host(url)
        base = f"{urlsplit(url).scheme}://{urlsplit(url).netloc.rpartition('@')[2]}"
        read_at, known = self._robots.get(base, (0.0, None))
        if known is None or time.monotonic() - read_at > ROBOTS_HOLD_S:
            rules = RobotFileParser()
            try:
                found = self._follow(f"{base}/robots.txt", LARGEST_ROBOTS, {}, heeds=False)
                rules.parse(found.data.decode("utf-8", "replace").splitlines())
            except Refused as refused:
                if refused.status >= 500:
                    raise ReportError(
                        f"The rules for robots of {host}:{port} cannot be had; try again later."
                    ) from refused
                rules.parse([])
            self._robots[base] = (time.monotonic(), rules)
        if not self._robots[base][1].can_fetch("counterclaim", url):
            raise Forbidden("The site's rules for robots (robots.txt) forbid it; save the page from a browser instead.")


class Forbidden(ReportError):
    """The address is never fetched: the site's rules for robots forbid it, or it is none of the public web."""


class Refused(ReportError):
    """The server answered, and not with the page. `status` is its HTTP status, `retry_after` when it asks to come again."""

    def __init__(self, status: int, message: str, retry_after: str = "") -> None:
        super().__init__(message)
        self.status, self.retry_after = status, retry_after


def may_pass(error: ReportError) -> bool:
    """Say whether an address that could not be fetched may be had later: not where the site forbids or lacks it."""
    if isinstance(error, Refused):
        return error.status >= 500 or error.status in (408, 425, 429)
    return not isinstance(error, Forbidden)


def is_address(given: str) -> bool:
    """Say whether what was given on the command line is an address of the web rather than a path."""
    return given.lower().startswith(("http://", "https://"))


def _host(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Forbidden(f"It is no address ({error}).") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Forbidden("Only http and https addresses are fetched.")
    return host, port or (443 if parts.scheme == "https" else 80)


def _read(answer: BaseHTTPResponse, limit: int, deadline: float) -> bytes:
    """Read an answer piece by piece, so that neither a trickle nor a flood can hold the reader."""
    import urllib3

    held, size = [], 0
    try:
        while piece := answer.read1(2**16):
            held.append(piece)
            size += len(piece)
            if size > limit:
                raise ReportError(f"It is larger than {limit // 2**20 or 1} MiB, more than one report can be.")
            if time.monotonic() > deadline:
                raise ReportError("The server sends too slowly; it was given up.")
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise ReportError(f"It broke off ({_plain(error)}).") from error
    return b"".join(held)


def _agent() -> str:
    return f"counterclaim/{version('counterclaim')} (reads reports for one person; robots.txt is kept)"


def _plain(error: Exception) -> str:
    """Give a network error in few words, without the addresses of objects that the library prints."""
    from urllib3 import exceptions

    if isinstance(error, (exceptions.TimeoutError, TimeoutError)):
        return "no answer in time"
    if isinstance(error, exceptions.ProtocolError):
        return "the connection was closed too early"
    reason = getattr(error, "reason", None) or error
    words = str(reason).rpartition(">: ")[2] or type(error).__name__
    return words[:150]

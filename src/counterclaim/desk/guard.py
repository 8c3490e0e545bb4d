"""What stands between the desk and other pages: who may ask, what a browser may do with a page, and whose form it is."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request, Response

from counterclaim.errors import CounterclaimError

COOKIE = "counterclaim-desk"
# Nothing but what this desk serves itself: no inline script or style, no frame around it, forms to itself only.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Refused(CounterclaimError):
    """A request that this desk does not answer; nothing was done."""


def is_this_machine(host: str) -> bool:
    """Tell whether a host name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Checks requests of one running desk; the secret behind its forms ends with it.

    `names` are the host names that the desk answers to beside this machine's own and, where it `is_shared`, any numeric
    address: a page elsewhere can make its own name mean this machine, and no number.
    """

    def __init__(self, names: Collection[str] = (), *, is_shared: bool = False) -> None:
        self._secret = secrets.token_bytes(32)
        self._names = frozenset(name.casefold().rstrip(".") for name in names)
        self.is_shared = is_shared

    def check(self, request: Request) -> None:
        """Raise Refused for a host that is not this desk's, and for a change that another site asks for."""
        host = _split_host(request.headers.get("host", ""))
        if not self._is_ours(host):
            way = (
                "name it with --name when starting the desk"
                if self.is_shared
                else "open it as http://127.0.0.1 with its port"
            )
            where = "under another name" if self.is_shared else "on this machine only"
            raise Refused(f"This desk answers {where}: {way}. It was asked for as {host[:80]!r}.")
        forwarded = [name for name in _FORWARDED if name in request.headers]
        if forwarded and not self.is_shared:
            raise Refused(
                f"This request came through a proxy ({forwarded[0]}), and a desk without users is for this machine only. "
                "Add users first: counterclaim users add NAME --role owner. Then start it with --host or --name."
            )
        origin = request.headers.get("origin")
        if (
            request.method not in ("GET", "HEAD")
            and origin
            and not _is_same_site(origin, request.headers.get("host", ""))
        ):
            raise Refused("This form was sent by another site. Nothing was saved.")

    def _is_ours(self, host: str) -> bool:
        if is_this_machine(host):
            return True
        return self.is_shared and (host.casefold().rstrip(".") in self._names or _is_number(host))

    def token(self, session: str) -> str:
        """Give what a form of this session must carry."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def check_form(self, request: Request, token: str) -> None:
        """Raise Refused for a form that was not made for this session by this desk.

        A script with a token of its own needs none: no browser sends that by itself.
        """
        if request.scope.get("state", {}).get("is_token"):
            return
        session = request.cookies.get(COOKIE, "")
        if not session or not hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace")):
            raise Refused(
                "This form is from before the desk was started anew, or cookies are off. Nothing was saved: go back, "
                "load the page again and send it once more."
            )


def open_session(request: Request, response: Response, session: str) -> None:
    """Let the browser keep the session that its forms belong to; no script and no other site can use it."""
    if request.cookies.get(COOKIE) != session:
        is_secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=is_secure, path="/")


def end_session(response: Response) -> None:
    """Let the browser forget the session."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict", path="/")


def find_session(request: Request) -> str:
    """Give the session of a request, a new one where it has none."""
    held = request.cookies.get(COOKIE, "")
    return held if 20 <= len(held) <= 100 and held.isascii() else secrets.token_urlsafe(32)


def _split_host(written: str) -> str:
    try:
        return urlsplit(f"//{written}").hostname or ""
    except ValueError:
        return ""


def _is_same_site(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True

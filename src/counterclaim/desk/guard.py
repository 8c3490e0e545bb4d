"""What stands between the desk and other pages: who may ask, what a browser may do with a page, and whose form it is."""

from __future__ import annotations

import hashlib
import hmac
import secrets
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
    """Checks requests of one running desk; the secret behind its forms ends with it."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def check(self, request: Request) -> None:
        """Raise Refused for a host that is not this machine, and for a change that another site asks for."""
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if not is_this_machine(host):
            raise Refused(
                "This desk answers on this machine only: open it as http://127.0.0.1 with its port. "
                f"It was asked for as {host[:80]!r}."
            )
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin and urlsplit(origin).netloc != request.headers.get("host"):
            raise Refused("This form was sent by another site. Nothing was saved.")

    def token(self, session: str) -> str:
        """Give what a form of this session must carry."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def check_form(self, request: Request, token: str) -> None:
        """Raise Refused for a form that was not made for this session by this desk."""
        session = request.cookies.get(COOKIE, "")
        if not session or not hmac.compare_digest(self.token(session), token):
            raise Refused(
                "This form is from before the desk was started anew, or cookies are off. Nothing was saved: go back, "
                "load the page again and send it once more."
            )


def open_session(request: Request, response: Response, session: str) -> None:
    """Let the browser keep the session that its forms belong to; no script and no other site can use it."""
    if request.cookies.get(COOKIE) != session:
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")


def find_session(request: Request) -> str:
    """Give the session of a request, a new one where it has none."""
    held = request.cookies.get(COOKIE, "")
    return held if 20 <= len(held) <= 100 and held.isascii() else secrets.token_urlsafe(32)

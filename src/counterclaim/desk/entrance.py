"""The entrance of the desk: every request passes here, is known as somebody's, and gets what browsers must keep to."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.desk.answering import fail
from counterclaim.desk.guard import COOKIE, HEADERS, Refused
from counterclaim.desk.people import OPEN, NotSignedIn, Registry, Visitor, needed
from counterclaim.errors import CounterclaimError

BEARER = "bearer "


class Entrance:
    """Lets a request in as its visitor, or answers it: not this desk's, nobody signed in, or not for this role."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        request = Request(scope)
        scope.setdefault("state", {})
        answer = await self._meet(request)
        await (answer or self._app)(scope, receive, send_guarded)

    async def _meet(self, request: Request) -> Response | None:
        """Give the answer to whoever may not come in, None for whoever may; the visitor is noted in the request."""
        path = request.url.path
        request.state.visitor = None
        try:
            request.app.state.guard.check(request)
            if path.startswith("/static/"):
                return None
            visitor = await run_in_threadpool(recognise, request)
        except Refused as refused:
            return fail(request, 403, "Not answered", str(refused))
        except NotSignedIn as error:
            return _ask_to_sign_in(request, str(error))
        except CounterclaimError as error:
            return fail(request, 500, "Not done", str(error))
        request.state.visitor = visitor
        request.state.is_token = bool(visitor and visitor.is_token)
        if path.startswith(OPEN):
            return None
        if visitor is None:
            return _ask_to_sign_in(request, "")
        if not visitor.may(path, request.method):
            return fail(request, 403, "Not for this role", describe_role(request, visitor))
        return None


def recognise(request: Request) -> Visitor | None:
    """Give who asks; raises NotSignedIn for a token that lets nobody in, Refused where a shared desk has no users."""
    registry: Registry = request.app.state.registry
    credentials = request.headers.get("authorization", "")
    bearer = credentials[len(BEARER) :].strip() if credentials.lower().startswith(BEARER) else ""
    visitor = registry.recognise(request.cookies.get(COOKIE, ""), bearer)
    if request.app.state.guard.is_shared and not registry.has_users():
        raise Refused("This desk is open to other machines and has no users any more: it answers nobody until it has.")
    return visitor


def describe_role(request: Request, visitor: Visitor) -> str:
    """Say what a visitor's role may not do, and who could change that."""
    role = needed(request.url.path, request.method)
    article = "an" if role.value[0] in "aeiou" else "a"
    return (
        f"{visitor.name}, you are a {visitor.role.value} of this ledger; this needs {article} {role.value}. Nothing was done. "
        "An owner can give you another role (page People, or counterclaim users role)."
    )


def _ask_to_sign_in(request: Request, told: str) -> Response:
    """Send a browser that reads to the sign-in page; tell everything else."""
    path = request.url.path
    if request.method in ("GET", "HEAD") and not path.endswith(".json") and not told:
        wanted = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(f"/sign-in?{urlencode({'next': wanted[:500]})}" if wanted != "/" else "/sign-in", 303)
    said = told or "Nobody is signed in, or the session has ended. Nothing was done: sign in, then do it again."
    response = fail(request, 401, "Sign in first", said)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response

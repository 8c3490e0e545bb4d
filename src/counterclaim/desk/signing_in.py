"""Signing in and out, and what users do about themselves: password, sessions, tokens for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import RedirectResponse

from counterclaim.desk.answering import Malformed, redirect, show, visitor_of
from counterclaim.desk.forms import Short
from counterclaim.desk.guard import COOKIE, end_session, open_session
from counterclaim.desk.passwords import SHORTEST
from counterclaim.desk.people import Registry, SignInRefused, Visitor
from counterclaim.publish.wording import write_moment
from counterclaim.records.people import Role

Secret = Annotated[str, Form(max_length=1000)]
Address = Annotated[str, Form(max_length=600)]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form that lets a user in; `told` says why the last attempt did not, `next` is the page they asked for."""

    next: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class PassLine:
    """A session or token of a user: `id` names it in a form, `what` says what it is for; times in words and as stamps."""

    id: str
    what: str
    made: str
    made_stamp: str
    ends: str
    ends_stamp: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What a user sees of their own account. `token` is a new one, shown this once."""

    name: str
    role: str
    may: str
    passes: tuple[PassLine, ...]
    token: str
    shortest: int


# What each role is told that it may do.
MAY = {
    Role.READER: "read every page",
    Role.REVIEWER: "read, judge and correct, add reports, export",
    Role.OWNER: "do everything a reviewer does, let people in, and have things forgotten",
}


def add_signing_in(app: FastAPI) -> None:
    """Serve signing in and out, and the account page. None of it is in the API: scripts have tokens."""

    @app.get("/sign-in", include_in_schema=False)
    def give_form(request: Request, next: str = "") -> Response:
        if visitor_of(request) is not None:
            return RedirectResponse(find_way(next), 303)
        request.state.typed = ("", next[:600])
        return show_sign_in(request)

    @app.post("/sign-in", include_in_schema=False)
    def sign_in(
        request: Request, token: Short = "", name: Short = "", password: Secret = "", next: Address = ""
    ) -> Response:
        request.app.state.guard.check_form(request, token)
        request.state.typed = (name, next)
        registry: Registry = request.app.state.registry
        if not registry.has_users():
            return redirect("/", {})
        address = request.client.host if request.client else ""
        session = registry.sign_in(name, password, address)
        _dismiss(request)  # Whatever session the browser came with has nothing to do with this one.
        response = RedirectResponse(find_way(next), 303)
        open_session(request, response, session)
        return response

    @app.post("/sign-out", include_in_schema=False)
    def sign_out(request: Request, token: Short = "") -> Response:
        request.app.state.guard.check_form(request, token)
        _dismiss(request)
        response = redirect("/sign-in", {})
        end_session(response)
        return response

    _add_account(app)


def _add_account(app: FastAPI) -> None:
    @app.get("/account", include_in_schema=False)
    def show_account(request: Request) -> Response:
        return _show_account(request)

    @app.post("/account/password", include_in_schema=False)
    def change_password(request: Request, token: Short = "", old: Secret = "", new: Secret = "") -> Response:
        request.app.state.guard.check_form(request, token)
        visitor, registry = _named(request), request.app.state.registry
        address = request.client.host if request.client else ""
        try:
            registry.dismiss(registry.sign_in(visitor.name, old, address))
        except SignInRefused as refused:
            if refused.wait_s:
                raise
            raise Malformed("That is not your password until now. Nothing was changed.") from refused
        registry.change_password(visitor.name, new, session=request.cookies.get(COOKIE, ""))
        return redirect("/account", {"done": "password"})

    @app.post("/account/tokens", include_in_schema=False)
    def make_token(request: Request, token: Short = "", label: Short = "", days: Short = "90") -> Response:
        request.app.state.guard.check_form(request, token)
        if not days.isdecimal() or len(days) > 4:
            raise Malformed("Say for how many days the token lets in, such as 90.")
        made = request.app.state.registry.make_token(_named(request).name, label, int(days))
        return _show_account(request, made)

    @app.post("/account/passes/{id}/end", include_in_schema=False)
    def end_pass(request: Request, id: str, token: Short = "") -> Response:
        request.app.state.guard.check_form(request, token)
        request.app.state.registry.people.revoke(_named(request).name, id)
        return redirect("/account", {"done": "ended"})


def show_sign_in(request: Request, *, told: str = "", status: int = 200) -> Response:
    """Give the form that lets a user in."""
    name, wanted = getattr(request.state, "typed", ("", ""))
    return show(request, "sign_in.html.j2", SignInPage(find_way(wanted), name, told), status=status)


def find_way(wanted: str) -> str:
    """Give the page of this desk that was asked for before signing in; an address elsewhere is not followed."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\", "/sign-"))
    return quote(wanted[:600], safe="/?&=%+-_.~:,") if is_ours and wanted.isprintable() else "/"


def _show_account(request: Request, token: str = "") -> Response:
    visitor, registry = _named(request), request.app.state.registry
    passes = tuple(
        PassLine(
            id=one.id,
            what=one.label or "signed in with a browser",
            made=write_moment(one.made_at, exact=True),
            made_stamp=one.made_at.isoformat(),
            ends=write_moment(one.ends_at, exact=True),
            ends_stamp=one.ends_at.isoformat(),
        )
        for one in registry.people.list_passes(visitor.name)
    )
    page = AccountPage(visitor.name, visitor.role.value, MAY[visitor.role], passes, token, SHORTEST)
    return show(request, "account.html.j2", page)


def _named(request: Request) -> Visitor:
    """Give the visitor, who must be a named user signed in with a browser."""
    visitor = visitor_of(request)
    if visitor is None or not visitor.key:
        raise Malformed("This desk has no users, so there is no account. The page People says how to begin.")
    if visitor.is_token:
        raise Malformed("A token cannot change an account: sign in with a browser.")
    return visitor


def _dismiss(request: Request) -> None:
    registry: Registry = request.app.state.registry
    registry.dismiss(request.cookies.get(COOKIE, ""))

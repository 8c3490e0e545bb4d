"""What owners do: let people in, give roles, let them go; have reports and persons forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI, Request, Response

from counterclaim.desk.answering import Malformed, redirect, show, visitor_of
from counterclaim.desk.forms import Reason, Short
from counterclaim.desk.guard import open_session
from counterclaim.desk.keeper import Keeper
from counterclaim.desk.passwords import SHORTEST
from counterclaim.desk.people import Registry
from counterclaim.desk.signing_in import MAY, Secret
from counterclaim.ledger.forget import Person, Target, WholeReport
from counterclaim.publish.wording import write_moment
from counterclaim.records.people import Role


@dataclass(frozen=True, slots=True)
class UserLine:
    """One user: since when, and when they were removed (empty for whoever is not)."""

    name: str
    role: str
    since: str
    ended: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The users of the ledger. `is_first` where there are none yet: whoever is added first becomes an owner."""

    is_first: bool
    users: tuple[UserLine, ...]
    roles: tuple[tuple[str, str], ...]
    shortest: int


@dataclass(frozen=True, slots=True)
class ForgetPage:
    """The form that takes a report or a person out of the ledger; `reports` and `mentions` count what was just taken out."""

    done: bool
    reports: int
    mentions: int
    is_swept: bool


def add_people(app: FastAPI) -> None:
    """Serve the owners' pages. A desk of one user has them too, for its first owner."""

    @app.get("/people", include_in_schema=False)
    def show_people(request: Request) -> Response:
        return _show_people(request)

    @app.post("/people", include_in_schema=False)
    def add_user(
        request: Request, token: Short = "", name: Short = "", role: Short = "", password: Secret = ""
    ) -> Response:
        request.app.state.guard.check_form(request, token)
        registry = _registry(request)
        is_first = not registry.has_users()
        made = registry.add(name, Role.OWNER if is_first else _read_role(role), password)
        response = redirect("/people", {"done": "added-user"})
        if is_first:  # Whoever had the desk to themselves goes on as this owner.
            open_session(request, response, registry.admit(made.name))
        return response

    @app.post("/people/role", include_in_schema=False)
    def give_role(request: Request, token: Short = "", name: Short = "", role: Short = "") -> Response:
        request.app.state.guard.check_form(request, token)
        registry = _registry(request)
        assert registry.people is not None
        registry.people.set_role(name, _read_role(role))
        return redirect("/people", {"done": "role"})

    @app.post("/people/password", include_in_schema=False)
    def set_password(request: Request, token: Short = "", name: Short = "", password: Secret = "") -> Response:
        request.app.state.guard.check_form(request, token)
        registry = _registry(request)
        registry.change_password(name, password)
        return redirect("/people", {"done": "password"})

    @app.post("/people/remove", include_in_schema=False)
    def remove(request: Request, token: Short = "", name: Short = "", sure: Short = "") -> Response:
        request.app.state.guard.check_form(request, token)
        if sure != "yes":
            raise Malformed(f"Tick the box to remove {name[:60]}. Nobody was removed.")
        registry = _registry(request)
        assert registry.people is not None
        if len([user for user in registry.people.list_users() if user.ended_at is None]) == 1:
            raise Malformed(
                "You are the only user. To go back to a desk without users: counterclaim users remove NAME."
            )
        registry.people.remove(name, datetime.now(UTC))
        return redirect("/people", {"done": "removed"})

    _add_forgetting(app)


def _add_forgetting(app: FastAPI) -> None:
    @app.get("/forget", include_in_schema=False)
    def show_forget(request: Request) -> Response:
        return show(request, "forget.html.j2", ForgetPage(False, 0, 0, True))

    @app.post("/forget", include_in_schema=False)
    def forget(
        request: Request,
        token: Short = "",
        what: Short = "",
        name: Short = "",
        again: Short = "",
        reason: Reason = "",
    ) -> Response:
        request.app.state.guard.check_form(request, token)
        if not reason.strip():
            raise Malformed("Say why, without the words that are to go. Nothing was forgotten.")
        if not name.strip() or name != again:
            raise Malformed("Write the same twice, so that nothing else goes for good. Nothing was forgotten.")
        targets: dict[str, Target] = {"report": WholeReport(name.strip()), "person": Person(name.strip())}
        if what not in targets:
            raise Malformed("Choose what is to go: a report or a person.")
        keeper: Keeper = request.app.state.keeper
        visitor = visitor_of(request)
        author = visitor.name if visitor else ""
        gone = keeper.ledger.forget(targets[what], reason=reason.strip(), author=author, at=datetime.now(UTC))
        return show(request, "forget.html.j2", ForgetPage(True, gone.reports, gone.mentions, gone.swept))


def _show_people(request: Request) -> Response:
    registry = _registry(request)
    assert registry.people is not None
    visitor = visitor_of(request)
    users = tuple(
        UserLine(
            name=user.name,
            role=user.role.value,
            since=write_moment(user.made_at, exact=True),
            ended=write_moment(user.ended_at, exact=True) if user.ended_at else "",
            is_self=visitor is not None and user.key == visitor.key,
        )
        for user in registry.people.list_users()
    )
    roles = tuple((role.value, f"{role.value}: may {MAY[role]}") for role in Role)
    page = PeoplePage(not registry.has_users(), users, roles, SHORTEST)
    return show(request, "people.html.j2", page)


def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    if registry.people is None:
        raise Malformed("No ledger stands behind this desk, so that it can have no users.")
    return registry


def _read_role(written: str) -> Role:
    if written not in set(Role):
        raise Malformed(f"{written[:40]!r} is no role: choose {', '.join(Role)}.")
    return Role(written)

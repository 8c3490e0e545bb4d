"""How requests become pages: the edition asked for, the frame around a page, the page or its JSON twin, errors."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from counterclaim.desk import rendering
from counterclaim.desk.asked import Asked
from counterclaim.desk.guard import find_session, open_session
from counterclaim.desk.keeper import Keeper
from counterclaim.desk.people import Visitor
from counterclaim.desk.rendering import Failure, Frame, Problem
from counterclaim.errors import CounterclaimError
from counterclaim.pipeline.judging import Signed

Number = Annotated[int, Query(ge=1, le=1_000_000)]
Words = Annotated[str, Query(max_length=300)]
JSON = "application/json"
# A page that waits for something is asked for again after so many seconds.
RELOAD_S = 2
# What the frame holds of a query is not part of the page itself.
_ABOUT_FRAME = frozenset({"as_of", "done", "undo"})


class Malformed(CounterclaimError):
    """A part of the address or of a form cannot be understood; the message says how it is written."""


def ask(request: Request, as_of: Words = "") -> Asked:
    """Give what every page is asked with. Raises Malformed for a day that is none, NotYet where a page must wait."""
    keeper: Keeper = request.app.state.keeper
    given = keeper.edition(parse_day(as_of))
    path = request.url.path.removesuffix(".json")
    return Asked(
        keeper,
        given.edition,
        given.journal,
        given.is_behind,
        "/" if path == "/overview" else path,
        dict(request.query_params),
        visitor_of(request),
    )


Ask = Annotated[Asked, Depends(ask)]


def parse_day(written: str) -> date | None:
    """Give the day written as 2026-02-28, None for nothing; raises Malformed."""
    try:
        return date.fromisoformat(written) if written.strip() else None
    except ValueError as error:
        raise Malformed(f"{written[:40]!r} is no day; write it as 2026-02-28.") from error


def add_page(app: FastAPI, path: str, template: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Serve what a function gives as a page, and as JSON under the same address with .json."""

    def register(build: Callable[..., object]) -> Callable[..., object]:
        context = inspect.get_annotations(build, eval_str=True)["return"]
        request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
        signature = inspect.signature(build, eval_str=True)
        signature = signature.replace(parameters=[*signature.parameters.values(), request])

        @wraps(build)
        def as_html(request: Request, asked: Asked, **given: Any) -> Response:
            return respond(request, template, build(asked=asked, **given), asked)

        @wraps(build)
        def as_json(request: Request, asked: Asked, **given: Any) -> Response:
            return Response(rendering.write_twin(asked, build(asked=asked, **given)), media_type=JSON)

        for served in (as_html, as_json):
            served.__signature__ = signature  # type: ignore[attr-defined] # FastAPI reads the parameters from it
        errors: dict[int | str, dict[str, Any]] = {code: {"model": Failure} for code in (400, 401, 403, 404, 422, 503)}
        twin = f"{'/overview' if path == '/' else path}.json"
        app.get(twin, response_model=rendering.twin_of(context), responses=errors, name=build.__name__)(as_json)
        # After its twin: "{id}" would take "….json" for an id.
        app.get(path, response_class=HTMLResponse, include_in_schema=False)(as_html)
        return build

    return register


def respond(request: Request, template: str, page: object, asked: Asked, *, status: int = 200) -> Response:
    """Give a page of an edition as HTML, and let the browser keep its session."""
    day, words = rendering.describe_day(asked)
    session = find_session(request)
    frame = replace(_frame(request, session), as_of=day, as_of_words=words, is_behind=asked.is_behind)
    response = HTMLResponse(rendering.render_page(template, page, frame), status)
    open_session(request, response, session)
    return response


def _query(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.query_params.items() if name not in _ABOUT_FRAME}


def visitor_of(request: Request) -> Visitor | None:
    """Give who asks; None where nobody is signed in and somebody must be."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    return visitor


def sign(request: Request, reason: str) -> Signed:
    """Give the signature of whoever asks, at this moment. Raises Malformed where nobody does."""
    visitor = visitor_of(request)
    if visitor is None:
        raise Malformed("Nobody is signed in; nothing was saved.")
    return Signed(visitor.name, reason.strip(), datetime.now(UTC))


def show(request: Request, template: str, page: object, *, status: int = 200) -> Response:
    """Give a page that rests on no edition as HTML, and let the browser keep its session."""
    session = find_session(request)
    response = HTMLResponse(rendering.render_page(template, page, _frame(request, session)), status)
    open_session(request, response, session)
    return response


def _frame(request: Request, session: str) -> Frame:
    keeper: Keeper = request.app.state.keeper
    visitor = visitor_of(request)
    return Frame(
        path=request.url.path,
        query=_query(request),
        token=request.app.state.guard.token(session),
        author=visitor.name if visitor else "",
        visitor=visitor,
        place=keeper.name,
        masked=keeper.masked,
        done=request.query_params.get("done", "")[:40],
        undo=request.query_params.get("undo", "")[:80],
    )


def fail(request: Request, status: int, title: str, message: str, *, reload_s: int = 0) -> Response:
    """Give an error in the one shape of all errors; `reload_s` lets a browser ask again by itself.

    What `request.state.way` holds is the link that leads on.
    """
    problem = Problem(status, title, message)
    headers = {"Retry-After": str(reload_s)} if reload_s else {}
    if request.url.path.endswith(".json"):
        return Response(rendering.write_failure(problem), status, headers, JSON)
    frame = replace(_frame(request, find_session(request)), reload_s=reload_s, way=getattr(request.state, "way", ""))
    if reload_s:
        headers["Refresh"] = str(reload_s)
    return HTMLResponse(rendering.render_page("problem.html.j2", problem, frame), status, headers)


def redirect(path: str, query: Mapping[str, str]) -> Response:
    """Send a browser to a page of this desk after a form was dealt with."""
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)

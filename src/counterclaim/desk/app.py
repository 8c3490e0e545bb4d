"""The desk as a web application: its pages, what stands guard before them, and how it tells errors."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import cache

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from counterclaim import __version__
from counterclaim.desk import rendering
from counterclaim.desk.answering import RELOAD_S, Malformed, fail
from counterclaim.desk.correcting import add_corrections
from counterclaim.desk.entrance import Entrance
from counterclaim.desk.forms import add_forms
from counterclaim.desk.guard import HEADERS, Guard, Refused
from counterclaim.desk.joining import add_joining
from counterclaim.desk.keeper import Keeper, NotYet, Overtaken
from counterclaim.desk.managing import add_people
from counterclaim.desk.people import Registry, SignInRefused
from counterclaim.desk.routes import add_pages
from counterclaim.desk.signing_in import add_signing_in, show_sign_in
from counterclaim.desk.teamwork import add_teamwork
from counterclaim.desk.uploads import add_uploads
from counterclaim.errors import CounterclaimError, LedgerError, UnknownName
from counterclaim.ledger.refusals import Busy

log = logging.getLogger(__name__)
# For the description alone: the entrance reads it before anything else is asked.
BEARER = HTTPBearer(auto_error=False, description="A token of a user, where the ledger has users.")


def make_app(keeper: Keeper, *, author: str = "", names: Collection[str] = (), is_shared: bool = False) -> FastAPI:
    """Give the desk over a ledger; `author` signs what is judged on it as long as the ledger has no users.

    A desk that `is_shared` answers other machines too, by number or by one of `names`, and nobody who is not a user.
    """
    app = FastAPI(
        title="Counterclaim desk",
        version=__version__,
        description="Who claims what: pages over a ledger, each with a JSON twin under its address with .json.",
        docs_url=None,
        redoc_url=None,
        routes=list(_list_routes()),
    )
    app.state.keeper, app.state.guard = keeper, Guard(names, is_shared=is_shared)
    app.state.registry = Registry(getattr(keeper, "people", None), author)
    app.add_middleware(Entrance)
    _add_handlers(app)
    return app


@cache
def _list_routes() -> tuple[BaseRoute, ...]:
    """Give what every desk answers: a route knows its desk from the request alone, so that it is described once."""
    app = FastAPI(openapi_url=None, dependencies=[Depends(BEARER)])
    add_pages(app)
    add_forms(app)
    add_corrections(app)
    add_joining(app)
    add_uploads(app)
    add_signing_in(app)
    add_people(app)
    add_teamwork(app)
    _add_assets(app)
    return tuple(app.routes)


def _add_assets(app: FastAPI) -> None:
    @app.get("/static/{name}", include_in_schema=False)
    def give_asset(name: str) -> Response:
        found = rendering.read_assets().get(name)
        if found is None:
            raise UnknownName("There is no such file.")
        body, kind, _ = found
        return Response(body, media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})

    @app.get("/favicon.ico", include_in_schema=False)
    def give_no_icon() -> Response:
        return Response(status_code=204)


def _add_handlers(app: FastAPI) -> None:
    @app.exception_handler(CounterclaimError)
    def tell_error(request: Request, error: CounterclaimError) -> Response:
        if isinstance(error, UnknownName) and request.method == "POST":
            return fail(request, 422, "Not understood", f"{error} Nothing was saved: go back and mend it.")
        status, title = next((status, title) for kind, status, title in _TITLES if isinstance(error, kind))
        if isinstance(error, Overtaken) and error.by:
            request.state.way = f"/claims/{error.by.subject}"
        return fail(request, status, title, str(error))

    @app.exception_handler(SignInRefused)
    def tell_sign_in(request: Request, error: SignInRefused) -> Response:
        response = show_sign_in(request, told=str(error), status=429 if error.wait_s else 401)
        if error.wait_s:
            response.headers["Retry-After"] = str(error.wait_s)
        return response

    @app.exception_handler(NotYet)
    def tell_wait(request: Request, error: NotYet) -> Response:
        message = "The reports are being put together; this page asks again by itself."
        return fail(request, 503, "One moment", message, reload_s=RELOAD_S)

    @app.exception_handler(RequestValidationError)
    def tell_invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{part['loc'][-1]}: {part['msg']}" for part in error.errors())
        return fail(request, 422, "Not understood", f"{wrong}."[:500])

    @app.exception_handler(HTTPException)
    def tell_http(request: Request, error: HTTPException) -> Response:
        message = "There is no such page." if error.status_code == 404 else str(error.detail)
        return fail(request, error.status_code, "Not found" if error.status_code == 404 else "Not done", message)

    @app.exception_handler(Exception)
    def tell_fault(request: Request, error: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        message = f"A fault of this program ({type(error).__name__}); nothing was saved. Please report what you did."
        response = fail(request, 500, "A fault", message)
        response.headers.update(HEADERS)
        return response


_TITLES: tuple[tuple[type[CounterclaimError], int, str], ...] = (
    (UnknownName, 404, "Not found"),
    (Overtaken, 409, "Judged meanwhile"),
    (Malformed, 400, "Not understood"),
    (Refused, 403, "Refused"),
    (Busy, 503, "Not saved"),
    (LedgerError, 409, "Not saved"),
    (CounterclaimError, 500, "Not done"),
)

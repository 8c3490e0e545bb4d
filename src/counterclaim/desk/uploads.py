"""The form that adds reports."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.datastructures import FormData, UploadFile

from counterclaim.desk.adding import Told
from counterclaim.desk.answering import Malformed, redirect
from counterclaim.desk.forms import Short, check
from counterclaim.intake.fetch import is_address
from counterclaim.reading.moments import parse_moment

LARGEST = 200_000_000
LARGEST_TEXT = 12_000_000
MOST_FILES = 5_000
MOST_ADDRESSES = 50


def add_uploads(app: FastAPI) -> None:
    """Serve the form; what is wrong with it is told before anything is kept."""

    @app.post("/add", include_in_schema=False)
    async def add(request: Request) -> Response:
        if int(request.headers.get("content-length") or 0) > LARGEST:
            raise Malformed("That is more than 200 MB at once. Use `counterclaim read FOLDER` for large folders.")
        async with request.form(max_files=MOST_FILES, max_part_size=LARGEST_TEXT) as form:
            request.app.state.guard.check_form(request, _text(form, "token"))
            told = Told(*(_text(form, name).strip() or None for name in ("outlet", "published", "title")))
            if told.published and parse_moment(told.published) is None:
                raise Malformed(f"{told.published[:40]!r} is no date; write it as 2026-02-28 or 2026-02-28T17:00Z.")
            adder = request.app.state.keeper.adder
            text = _text(form, "text")
            files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
            addresses = _text(form, "addresses").split()
            wrong = next((one for one in addresses if not is_address(one)), None)
            if wrong is not None:
                raise Malformed(f"{wrong[:80]!r} is no address of the web; it begins with https:// or http://.")
            if len(addresses) > MOST_ADDRESSES:
                raise Malformed(f"{len(addresses)} addresses at once are too many; give up to {MOST_ADDRESSES}.")
            if not text.strip() and not files and not addresses:
                raise Malformed("Nothing to read: paste a text or choose files, or give an address.")
            if text.strip():
                adder.add_text(text, told)
            if files:
                adder.add_files([(f.filename or "", f.file) for f in files], told)
            if addresses:
                adder.add_addresses(addresses, told)
        return redirect("/add", {"done": "added"})

    @app.post("/add/demo", include_in_schema=False)
    def add_demo(request: Request, token: Short = "") -> Response:
        """Read the reports that ship with the program: a ledger of nothing has something to look at."""
        check(request, token)
        request.app.state.keeper.adder.add_demo()
        return redirect("/add", {"done": "added"})


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""

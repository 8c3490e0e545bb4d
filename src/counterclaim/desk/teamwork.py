"""Forms of a team's books: samples drawn, coded and settled; sources entered, one by one or as a table; searches kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, File, Form, Request, Response, UploadFile

from counterclaim.atlas.atlas import Atlas
from counterclaim.desk.answering import Ask, Malformed, Words, redirect
from counterclaim.desk.correcting import Fields, ask_which
from counterclaim.desk.forms import Reason, Short, check, sign_for
from counterclaim.desk.keeper import Keeper
from counterclaim.desk.pages import doubles, search, sources
from counterclaim.errors import UnknownName
from counterclaim.pipeline.doubling import code, draw_sample, find_sample, keep_sample, settle
from counterclaim.pipeline.edits import Namesakes
from counterclaim.pipeline.sourcing import COLUMNS, open_register, read_table, remove_source, write_source
from counterclaim.publish.doubles import FIELDS
from counterclaim.records.books import Book, Entry
from counterclaim.records.sources import fold_outlet
from counterclaim.resolve.identity import digest_parts

LONGEST_SEARCH = 60
CODED = ("kind", "told", "measure", "figure", "unit", "side", "actor", "claimant", "place", "period")
CSV = "text/csv; charset=utf-8"
# In bytes: a register of twenty thousand outlets with notes.
LARGEST_TABLE = 8_000_000
Number = Annotated[int, Form(ge=1, le=1_000_000_000)]
Flag = Annotated[bool, Form()]


def add_teamwork(app: FastAPI) -> None:
    """Serve the forms and files."""
    _add_doubles(app)
    _add_sources(app)
    _add_searches(app)


def _add_searches(app: FastAPI) -> None:
    @app.post("/search/saved", include_in_schema=False)
    def keep_search(
        request: Request,
        asked: Ask,
        token: Short = "",
        name: Short = "",
        text: Reason = "",
        claimant: Short = "",
        kind: Short = "",
        measure: Short = "",
        status: Short = "",
        gap: Short = "",
        counted: Flag = False,
        seen: Short = "",
        act: Short = "keep",
    ) -> Response:
        """Keep a search under a name for everybody, or take one out."""
        check(request, token)
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_SEARCH:
            raise Malformed(f"A search has a name of up to {LONGEST_SEARCH} characters. Nothing was saved.")
        filters = search.ClaimFilters(text, claimant, kind, measure, status, gap, counted)
        if search.names_private(asked, filters) or asked.lookup.masks.find(name):
            raise Malformed("These words name a private person, and such names are not searched. Nothing was saved.")
        query = {
            field: str(value).lower() if value is True else value for field, value in asdict(filters).items() if value
        }
        if act == "keep" and not query:
            raise Malformed("There is nothing to keep: search for something first.")
        signed = sign_for(request, "")
        content = json.dumps(query, ensure_ascii=False, sort_keys=True) if act == "keep" else ""
        id = digest_parts("search", name, content, signed.author, signed.at.isoformat())
        keeper: Keeper = request.app.state.keeper
        entry = Entry(id, Book.SEARCHES, name, content, signed.author, "", signed.at)
        keeper.ledger.enter(entry, seen=seen if act != "keep" else None)
        return redirect("/search", {**query, "done": "written"} if act == "keep" else {"done": "written"})


def _add_doubles(app: FastAPI) -> None:
    @app.post("/doubles", include_in_schema=False)
    def draw(
        request: Request, token: Short = "", name: Short = "", size: Number = 50, seed: Number = 1, reason: Reason = ""
    ) -> Response:
        """Draw a sample and keep it."""
        check(request, token)
        keeper: Keeper = request.app.state.keeper
        signed = sign_for(request, reason)
        story = keeper.edition().edition.story
        with keeper.ledger.view() as view:
            drawn = keep_sample(keeper.ledger, view, draw_sample(story, name, size, seed, signed))
        return redirect(f"/doubles/{quote(drawn.name, safe='')}", {"done": "drawn"})

    @app.post("/doubles/{name}/items/{item}", include_in_schema=False)
    def keep_coding(request: Request, name: str, item: str, form: Fields) -> Response:
        """Keep what a coder makes of one claim, and go on to the next one."""
        check(request, form.get("token", ""))
        keeper: Keeper = request.app.state.keeper
        with keeper.ledger.view() as view:
            sample = find_sample(view.entries(Book.SAMPLES), name)
        values = None if form.get("is_claim") == "no" else {field: form.get(field, "") for field in CODED}
        signed = sign_for(request, form.get("reason", ""))
        try:
            with Atlas() as atlas:
                made = code(keeper.register(), (sample, item), values, signed, atlas)
        except Namesakes as namesakes:
            return ask_which(request, form, namesakes)
        keeper.ledger.judge(made)
        return redirect(f"/doubles/{quote(name, safe='')}/code", {"done": "coded", "undo": made.id})

    @app.post("/doubles/{name}/items/{item}/settle", include_in_schema=False)
    async def settle_difference(request: Request, asked: Ask, name: str, item: str) -> Response:
        """Keep the judgement that settles a difference; `by-FIELD` names whose value holds."""
        form = {key: str(value)[:2000] for key, value in (await request.form()).items()}
        return _settle(request, asked, (name, item), form)

    @app.get("/doubles/{name}/file", include_in_schema=False)
    def give_table(asked: Ask, name: str, what: Words = "agreement", one: Words = "", other: Words = "") -> Response:
        file, text = doubles.write_file(asked, name, what, (one, other))
        return Response(text, media_type=CSV, headers={"Content-Disposition": f'attachment; filename="{file}"'})


def _settle(request: Request, asked: Ask, where: tuple[str, str], form: dict[str, str]) -> Response:
    check(request, form.get("token", ""))
    name, item = where
    chosen = {field: form[f"by-{field}"] for field in FIELDS if form.get(f"by-{field}")}
    if not chosen:
        raise Malformed("Say for each field whose value holds. Nothing was saved.")
    keeper: Keeper = request.app.state.keeper
    signed = sign_for(request, form.get("reason", ""), is_needed=True)
    found = doubles.open_sample(asked, name)
    made = keeper.judge(form.get("seen", ""), lambda: settle(keeper.register(), found, item, chosen, signed))
    query = {"one": form.get("one", ""), "other": form.get("other", ""), "reveal": "true"}
    return redirect(f"/doubles/{quote(name, safe='')}", {**query, "done": "judged", "undo": made.id})


def _add_sources(app: FastAPI) -> None:
    @app.post("/sources", include_in_schema=False)
    def enter_source(
        request: Request,
        token: Short = "",
        outlet: Short = "",
        belonging: Short = "",
        side: Short = "",
        grade: Short = "",
        notes: Reason = "",
        seen: Short = "",
        reason: Reason = "",
        act: Short = "keep",
    ) -> Response:
        """Enter an outlet, change what is said of it, or take it out."""
        check(request, token)
        keeper: Keeper = request.app.state.keeper
        signed = sign_for(request, reason)
        with keeper.ledger.view() as view:
            known = open_register(view)
        held = known.get(fold_outlet(outlet))
        if act == "remove":
            if held is None:
                raise UnknownName(f"The register has no {outlet[:80]!r}.")
            entry = remove_source(held, signed)
        else:
            given = dict(zip(COLUMNS, (outlet, belonging, side, grade, notes), strict=True))
            entry = write_source(known, given, signed)
        keeper.ledger.enter(entry, seen=seen)
        return redirect("/sources", {"done": "written", "text": entry.name})

    @app.post("/sources/table", include_in_schema=False)
    def read_register(
        request: Request, token: Short = "", reason: Reason = "", table: Annotated[UploadFile | None, File()] = None
    ) -> Response:
        """Read a CSV table into the register."""
        check(request, token)
        keeper: Keeper = request.app.state.keeper
        if table is None or not table.filename:
            raise Malformed("Choose a table: a CSV file with the column outlet, and belonging, side, grade, notes.")
        data = table.file.read(LARGEST_TABLE + 1)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Malformed("The table is not in UTF-8; save it as “CSV UTF-8”. Nothing was saved.") from error
        if len(data) > LARGEST_TABLE:
            raise Malformed("The table is larger than 8 MB. Nothing was saved.")
        with keeper.ledger.view() as view:
            entries = read_table(text, open_register(view), sign_for(request, reason))
        for entry in entries:
            keeper.ledger.enter(entry)
        return redirect("/sources", {"done": "written", "shown": "entered"})

    @app.get("/sources/file", include_in_schema=False)
    def give_register(asked: Ask) -> Response:
        headers = {"Content-Disposition": 'attachment; filename="counterclaim-sources.csv"'}
        return Response(sources.write_register(asked), media_type=CSV, headers=headers)

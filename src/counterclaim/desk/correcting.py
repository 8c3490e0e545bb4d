"""Forms that correct a claim, and that enter one which the reader missed: typed, or pointed at in the report's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request, Response

from counterclaim.atlas.atlas import Atlas
from counterclaim.desk.answering import Malformed, show
from counterclaim.desk.forms import check, keep, sign_for
from counterclaim.desk.leading import lead
from counterclaim.desk.listing import Option
from counterclaim.pipeline.edits import FIELDS, Namesakes, Typed, read_typed
from counterclaim.pipeline.entering import Missed, enter
from counterclaim.pipeline.judging import Signed, edit
from counterclaim.pipeline.naming import Register
from counterclaim.publish.legible import make_name
from counterclaim.records.story import About, Judgement
from counterclaim.resolve.pointing import ROLES

MOST_FIELDS = 80
LONGEST = {"reason": 2_000, "next": 600}
LONGEST_FIELD = 400


async def read_form(request: Request) -> Mapping[str, str]:
    """Give the fields of a form by their names, of each name the last. Raises Malformed for one that is too long."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        form = {name: value for name, value in sent.multi_items() if isinstance(value, str)}
    for name, value in form.items():
        if len(value) > LONGEST.get(name, LONGEST_FIELD):
            raise Malformed(f"That is too long for {name[:40]}. Nothing was saved.")
    return form


Fields = Annotated[Mapping[str, str], Depends(read_form)]


def add_corrections(app: FastAPI) -> None:
    """Serve the forms."""

    @app.post("/claims/{id}/edit", include_in_schema=False)
    def edit_claim(request: Request, id: str, form: Fields) -> Response:
        """Correct what was read; fields that are left empty stay as they are."""
        check(request, form.get("token", ""))
        typed = read_fields(form)

        def make(register: Register, signed: Signed) -> Judgement:
            subject = register.find(id, (About.CLAIM,))
            with Atlas() as atlas:
                fields = read_typed(typed, register.lookup.claims[subject.id], register.lookup.story, atlas)
            return edit(register, subject, fields, signed)

        signed = sign_for(request, form.get("reason", ""), is_needed=True)
        try:
            made = keep(request, form.get("seen", ""), signed, make)
        except Namesakes as namesakes:
            return ask_which(request, form, namesakes)
        return lead(form.get("next", ""), f"/claims/{id}", {"done": "judged", "undo": made.id})

    @app.post("/reports/{id}/enter", include_in_schema=False)
    def enter_claim(request: Request, id: str, form: Fields) -> Response:
        """Enter a claim that the reader missed in a report."""
        check(request, form.get("token", ""))
        event = form.get("at_event") or form.get("words_event", "")
        typed = read_fields({name: value for name, value in form.items() if not name.endswith("_event")})
        missed = Missed(id, form.get("kind", ""), event, form.get("sentence", ""), replace(typed, kind=None))

        def make(register: Register, signed: Signed) -> Judgement:
            with Atlas() as atlas:
                return enter(register, missed, atlas, signed)

        signed = sign_for(request, form.get("reason", ""), is_needed=True)
        try:
            made = keep(request, None, signed, make)
        except Namesakes as namesakes:
            return ask_which(request, form, namesakes)
        page = f"/reports/{id}?claim={made.subject}#claim-{made.subject}"
        return lead(page, page, {"done": "entered", "undo": made.id})


@dataclass(frozen=True, slots=True)
class NamesakesPage:
    """Places of one name to choose from; `fields` are what else the form held, which goes to `action` again."""

    name: str
    action: str
    fields: tuple[tuple[str, str], ...]
    choices: tuple[Option, ...]


def ask_which(request: Request, form: Mapping[str, str], namesakes: Namesakes) -> Response:
    """Give the page that asks which place of a name is meant, with a button for each."""
    held = tuple((name, value) for name, value in form.items() if name not in ("token", "place"))
    choices = tuple(Option(value, make_name(words)) for value, words in namesakes.choices)
    page = NamesakesPage(make_name(namesakes.name), request.url.path, held, choices)
    return show(request, "namesakes.html.j2", page, status=422)


def read_fields(form: Mapping[str, str]) -> Typed:
    """Give what a form says of a claim. Selected words ("at_ROLE") win over typed ones ("words_ROLE")."""
    words = {role: form.get(f"at_{role}", "").strip() or form.get(f"words_{role}", "").strip() for role in ROLES}
    given: dict[str, Any] = {name: form[name] for name in FIELDS if form.get(name, "").strip()}
    return Typed(
        as_typed=form.get("as_typed") == "true", words={role: said for role, said in words.items() if said}, **given
    )

"""Forms that say what is one thing and what is two, that merge, split and grade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import FastAPI, Form, Path, Request, Response

from counterclaim.desk.answering import Malformed
from counterclaim.desk.forms import Next, Reason, Short, check, keep, sign_for
from counterclaim.desk.leading import lead
from counterclaim.pipeline.judging import Signed, grade, relate, split
from counterclaim.pipeline.naming import Register
from counterclaim.records.story import About, Judgement, Verdict

ROOMS = {"claims": About.CLAIM, "incidents": About.INCIDENT, "questions": About.QUESTION}
RELATED = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}
RELIABILITY = ("A", "B", "C", "D", "E", "F")
CREDIBILITY = ("1", "2", "3", "4", "5", "6")
MOST_CLAIMS = 2_000
Whole = Annotated[str, Path(pattern="^(incidents|questions)$")]
Room = Annotated[str, Path(pattern="^(claims|incidents|questions)$")]


def add_joining(app: FastAPI) -> None:
    """Serve the forms."""

    @app.post("/{room}/{id}/relate", include_in_schema=False)
    def relate_two(
        request: Request,
        room: Room,
        id: str,
        token: Short = "",
        verdict: Short = "",
        other: Short = "",
        seen: Short = "",
        reason: Reason = "",
        next: Next = "",
    ) -> Response:
        """Judge two claims, incidents or questions to be one thing, or two."""
        if verdict not in RELATED:
            raise Malformed("Two claims are the same or different.")
        # A claim that no incident holds can be offered beside one.
        wanted = tuple(dict.fromkeys((ROOMS[room], About.CLAIM)))

        check(request, token)
        made = keep(request, seen, sign_for(request, reason), _relating(RELATED[verdict], wanted, id, other))
        return lead(next, f"/claims/{made.subject}", {"done": "judged", "undo": made.id})

    @app.post("/{room}/{id}/merge", include_in_schema=False)
    def merge_wholes(
        request: Request,
        room: Whole,
        id: str,
        token: Short = "",
        other: Short = "",
        seen: Short = "",
        reason: Reason = "",
    ) -> Response:
        """Make one incident, or one question, of two."""
        check(request, token)
        if not other.strip():
            raise Malformed("Choose what to merge it with. Nothing was saved.")

        merge = _relating(Verdict.MERGE, (ROOMS[room],), id, other)
        made = keep(request, seen, sign_for(request, reason, is_needed=True), merge)
        return lead("", f"/{room}/{id}", {"done": "judged", "undo": made.id})

    @app.post("/{room}/{id}/split", include_in_schema=False)
    def split_whole(
        request: Request,
        room: Whole,
        id: str,
        token: Short = "",
        claims: Annotated[Sequence[str], Form(max_length=MOST_CLAIMS)] = (),
        seen: Short = "",
        reason: Reason = "",
    ) -> Response:
        """Take claims out of an incident or question; they stay together as another one."""
        check(request, token)
        if not claims:
            raise Malformed("Tick the claims that do not belong to it. Nothing was saved.")

        def make(register: Register, signed: Signed) -> Judgement:
            taken = [register.find(name, (About.CLAIM,)) for name in claims]
            return split(register, register.find(id, (ROOMS[room],)), taken, signed)

        made = keep(request, seen, sign_for(request, reason, is_needed=True), make)
        return lead("", f"/{room}/{id}", {"done": "judged", "undo": made.id})

    @app.post("/{room}/{id}/grade", include_in_schema=False)
    def grade_one(
        request: Request,
        room: Room,
        id: str,
        token: Short = "",
        source: Short = "",
        information: Short = "",
        word: Short = "",
        seen: Short = "",
        reason: Reason = "",
        next: Next = "",
    ) -> Response:
        """Grade a claim, incident or question: by the Admiralty's letter and number, or with a word of one's own."""
        check(request, token)
        given = write_grade(source, information, word)

        def make(register: Register, signed: Signed) -> Judgement:
            return grade(register, register.find(id, (ROOMS[room],)), given, signed)

        made = keep(request, seen, sign_for(request, reason, is_needed=True), make)
        return lead(next, f"/{room}/{id}", {"done": "judged", "undo": made.id})


def _relating(
    verdict: Verdict, wanted: Sequence[About], one: str, other: str
) -> Callable[[Register, Signed], Judgement]:
    """Give what judges two named things, each to be one of `wanted`."""

    def make(register: Register, signed: Signed) -> Judgement:
        first, second = (register.find(name, tuple(wanted)) for name in (one, other))
        return relate(register, verdict, first, second, signed)

    return make


def write_grade(source: str, information: str, word: str) -> str:
    """Give "B2", or the word. Raises Malformed where half of an Admiralty grade is given, or both or neither."""
    source, information, word = source.strip().upper(), information.strip(), word.strip()
    if bool(source) != bool(information):
        raise Malformed("An Admiralty grade has both: A–F for the source, 1–6 for the information. Nothing was saved.")
    if bool(source) == bool(word):
        raise Malformed("Give an Admiralty grade or a word of your own scale. Nothing was saved.")
    if source and (source not in RELIABILITY or information not in CREDIBILITY):
        raise Malformed("An Admiralty grade is A–F and 1–6, such as B2. Nothing was saved.")
    return f"{source}{information}" or word

"""Forms that judge: each makes one judgement with the same functions as the command line, and leads back to its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Form, Request, Response

from counterclaim.atlas.atlas import Atlas
from counterclaim.desk.answering import Malformed, redirect
from counterclaim.desk.keeper import Keeper, Overtaken
from counterclaim.errors import UnknownName
from counterclaim.pipeline.edits import Typed, read_typed
from counterclaim.pipeline.judging import Signed, edit, estimate, find_judgement, relate, weigh, withdraw
from counterclaim.pipeline.naming import Register
from counterclaim.records.claim import Number
from counterclaim.records.story import About, Judgement, Verdict

Short = Annotated[str, Form(max_length=200)]
Reason = Annotated[str, Form(max_length=2000)]
Make = Callable[[Register, Signed], Judgement]

WEIGHED = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT}
RELATED = {"same": Verdict.SAME, "different": Verdict.DIFFERENT}


def add_forms(app: FastAPI) -> None:
    """Serve the forms that judge. None of them is in the API: a program judges on the command line, under its own name."""
    _add_claim_forms(app)

    @app.post("/questions/{id}/estimate", include_in_schema=False)
    def set_estimate(
        request: Request,
        id: str,
        token: Short = "",
        low: Short = "",
        best: Short = "",
        high: Short = "",
        reason: Reason = "",
    ) -> Response:
        """Set one's own low, best and high beside the rules."""
        numbers = (_read_number(low), _read_number(best), _read_number(high))

        def make(register: Register, signed: Signed) -> Judgement:
            return estimate(register, register.find(id, (About.QUESTION,)), numbers, signed)

        _check(request, token)
        made = _keep(request, None, "", _sign(request, reason, is_needed=True), make)
        return redirect(f"/questions/{id}", {"done": "judged", "undo": made.id})

    @app.post("/judgements/{id}/withdraw", include_in_schema=False)
    def take_back(request: Request, id: str, token: Short = "", reason: Reason = "", next: Short = "") -> Response:
        """Withdraw a judgement, or a withdrawal."""
        _check(request, token)
        keeper: Keeper = request.app.state.keeper
        with keeper.ledger.view() as view:
            made = find_judgement(view, id)
        by = keeper.journal().withdrawn.get(made.id)
        if by is not None:
            raise Overtaken(by)
        keeper.ledger.judge(withdraw(made, _sign(request, reason)))
        return redirect(_find_next(request, next, "/audit"), {"done": "undone"})


def _add_claim_forms(app: FastAPI) -> None:
    @app.post("/claims/{id}/weigh", include_in_schema=False)
    def weigh_claim(
        request: Request,
        id: str,
        token: Short = "",
        verdict: Short = "",
        seen: Short = "",
        reason: Reason = "",
        next: Short = "",
    ) -> Response:
        """Accept a claim as read rightly, or reject it."""
        if verdict not in WEIGHED:
            raise Malformed("A claim is accepted or rejected.")

        def make(register: Register, signed: Signed) -> Judgement:
            return weigh(register, WEIGHED[verdict], register.find(id, (About.CLAIM,)), signed)

        _check(request, token)
        made = _keep(request, id, seen, _sign(request, reason), make)
        return redirect(_find_next(request, next, f"/claims/{id}"), {"done": "judged", "undo": made.id})

    @app.post("/claims/{id}/relate", include_in_schema=False)
    def relate_claims(
        request: Request,
        id: str,
        token: Short = "",
        verdict: Short = "",
        other: Short = "",
        seen: Short = "",
        reason: Reason = "",
        next: Short = "",
    ) -> Response:
        """Judge two claims to be about one thing, or about two."""
        if verdict not in RELATED:
            raise Malformed("Two claims are the same or different.")

        def make(register: Register, signed: Signed) -> Judgement:
            one, two = (register.find(name, (About.CLAIM,)) for name in (id, other))
            return relate(register, RELATED[verdict], one, two, signed)

        _check(request, token)
        made = _keep(request, id, seen, _sign(request, reason), make)
        return redirect(_find_next(request, next, f"/claims/{id}"), {"done": "judged", "undo": made.id})

    @app.post("/claims/{id}/edit", include_in_schema=False)
    def edit_claim(
        request: Request,
        id: str,
        token: Short = "",
        seen: Short = "",
        reason: Reason = "",
        figure: Short = "",
        measure: Short = "",
        kind: Short = "",
        side: Short = "",
        actor: Short = "",
        claimant: Short = "",
        place: Short = "",
        period: Short = "",
        as_typed: bool = Form(False),
    ) -> Response:
        """Correct what was read; fields that are left empty stay as they are."""
        given: dict[str, Any] = {
            "figure": figure,
            "measure": measure,
            "kind": kind,
            "side": side,
            "actor": actor,
            "claimant": claimant,
            "place": place,
            "period": period,
        }
        typed = replace(Typed(as_typed=as_typed), **{name: words for name, words in given.items() if words.strip()})

        def make(register: Register, signed: Signed) -> Judgement:
            subject = register.find(id, (About.CLAIM,))
            with Atlas() as atlas:
                fields = read_typed(typed, register.lookup.claims[subject.id], register.lookup.story, atlas)
            return edit(register, subject, fields, signed)

        _check(request, token)
        made = _keep(request, id, seen, _sign(request, reason, is_needed=True), make)
        return redirect(f"/claims/{id}", {"done": "judged", "undo": made.id})


def _check(request: Request, token: str) -> None:
    request.app.state.guard.check_form(request, token)


def _sign(request: Request, reason: str, *, is_needed: bool = False) -> Signed:
    if is_needed and not reason.strip():
        raise Malformed("Say why, for whoever reads it later. Nothing was saved: go back and add a reason.")
    return Signed(request.app.state.author, reason.strip(), datetime.now(UTC))


def _keep(request: Request, claim_id: str | None, seen: str, signed: Signed, make: Make) -> Judgement:
    """Keep what `make` writes; where it is about a claim, only if nobody has judged the claim since `seen`."""
    keeper: Keeper = request.app.state.keeper
    register = keeper.register()
    if claim_id is None:
        judgement = make(register, signed)
        keeper.ledger.judge(judgement)
        return judgement
    subject = register.find(claim_id, (About.CLAIM,))
    return keeper.judge(subject.id, seen, lambda: make(register, signed))


def _read_number(written: str) -> Number | None:
    try:
        number = float(written.replace(",", "")) if written.strip() else None
    except ValueError as error:
        raise UnknownName(f"{written[:40]!r} is no number.") from error
    if number is not None and not 0 <= number < 1e12:
        raise UnknownName(f"{written[:40]} is no count.")
    return int(number) if number is not None and number.is_integer() else number


def _find_next(request: Request, wanted: str, otherwise: str) -> str:
    """Give the page of this desk to go back to; an address elsewhere is not followed."""
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return parts.path if is_ours else otherwise

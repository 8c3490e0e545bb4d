"""Forms that judge: each makes one judgement with the same functions as the command line, and leads back to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Form, Request, Response

from counterclaim.desk.answering import Malformed, redirect, sign
from counterclaim.desk.keeper import Keeper, Overtaken
from counterclaim.desk.leading import lead
from counterclaim.errors import UnknownName
from counterclaim.pipeline.judging import Signed, estimate, find_judgement, weigh, withdraw
from counterclaim.pipeline.naming import Register
from counterclaim.records.claim import Number
from counterclaim.records.story import About, Judgement, Verdict

Short = Annotated[str, Form(max_length=200)]
Next = Annotated[str, Form(max_length=600)]
Reason = Annotated[str, Form(max_length=2000)]
Make = Callable[[Register, Signed], Judgement]

WEIGHED = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT}


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
        seen: Short = "",
        reason: Reason = "",
    ) -> Response:
        """Set one's own low, best and high beside the rules."""
        numbers = (_read_number(low), _read_number(best), _read_number(high))

        def make(register: Register, signed: Signed) -> Judgement:
            return estimate(register, register.find(id, (About.QUESTION,)), numbers, signed)

        check(request, token)
        made = keep(request, seen, sign_for(request, reason, is_needed=True), make)
        return redirect(f"/questions/{id}", {"done": "judged", "undo": made.id})

    @app.post("/judgements/{id}/withdraw", include_in_schema=False)
    def take_back(request: Request, id: str, token: Short = "", reason: Reason = "", next: Next = "") -> Response:
        """Withdraw a judgement, or a withdrawal."""
        check(request, token)
        keeper: Keeper = request.app.state.keeper
        with keeper.ledger.view() as view:
            made = find_judgement(view, id)
        journal = keeper.journal()
        by = journal.withdrawn.get(made.id)
        if by is not None:
            raise Overtaken(by)
        keeper.judge(journal.newest.get(made.subject, ""), lambda: withdraw(made, sign_for(request, reason)))
        return lead(_leave(made, next), "/audit", {"done": "undone"})


def _add_claim_forms(app: FastAPI) -> None:
    @app.post("/claims/{id}/weigh", include_in_schema=False)
    def weigh_claim(
        request: Request,
        id: str,
        token: Short = "",
        verdict: Short = "",
        seen: Short = "",
        reason: Reason = "",
        next: Next = "",
    ) -> Response:
        """Accept a claim as read rightly, or reject it."""
        if verdict not in WEIGHED:
            raise Malformed("A claim is accepted or rejected.")

        def make(register: Register, signed: Signed) -> Judgement:
            return weigh(register, WEIGHED[verdict], register.find(id, (About.CLAIM,)), signed)

        check(request, token)
        made = keep(request, seen, sign_for(request, reason), make)
        return lead(next, f"/claims/{id}", {"done": "judged", "undo": made.id})


def check(request: Request, token: str) -> None:
    """Raise Refused for a form that is not of this session."""
    request.app.state.guard.check_form(request, token)


def sign_for(request: Request, reason: str, *, is_needed: bool = False) -> Signed:
    """Give the signature of whoever sends the form. Raises Malformed where a reason is needed and none is given."""
    if is_needed and not reason.strip():
        raise Malformed("Say why, for whoever reads it later. Nothing was saved: go back and add a reason.")
    return sign(request, reason)


def keep(request: Request, seen: str | None, signed: Signed, make: Make) -> Judgement:
    """Keep what `make` writes if nobody has judged its subject since `seen` (empty: nobody ever had); None asks for no more.

    Raises Overtaken where somebody has; then nothing is kept.
    """
    keeper: Keeper = request.app.state.keeper

    def write() -> Judgement:
        try:
            return make(keeper.register(patient=False), signed)
        except UnknownName:  # It may have come since the edition at hand was made.
            return make(keeper.register(), signed)

    if seen is None:
        judgement = write()
        keeper.ledger.judge(judgement)
        return judgement
    return keeper.judge(seen, write)


def _leave(made: Judgement, next: str) -> str:
    """Give where to go once a judgement is withdrawn: an entered claim has no page then."""
    if made.verdict is Verdict.ENTER and not made.revokes and next.startswith(f"/claims/{made.subject}"):
        return f"/reports/{made.report_id}"
    return next


def _read_number(written: str) -> Number | None:
    try:
        number = float(written.replace(",", "")) if written.strip() else None
    except ValueError as error:
        raise UnknownName(f"{written[:40]!r} is no number.") from error
    if number is not None and not 0 <= number < 1e12:
        raise UnknownName(f"{written[:40]} is no count.")
    return int(number) if number is not None and number.is_integer() else number

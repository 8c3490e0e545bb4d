"""Judgements in the making: what a person decides, written so that it finds its claims again after any re-reading."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterclaim.errors import UnknownName
from counterclaim.pipeline.naming import Register, Subject
from counterclaim.records.claim import Claim, Number
from counterclaim.records.plain import to_plain
from counterclaim.records.story import About, Judgement, Question, Verdict
from counterclaim.resolve.identity import digest_parts

LONGEST_GRADE = 60


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, why, and when."""

    author: str
    reason: str
    at: datetime


def relate(register: Register, verdict: Verdict, one: Subject, other: Subject, signed: Signed) -> Judgement:
    """Judge two claims, incidents or questions one thing (SAME, MERGE) or two (DIFFERENT).

    Raises UnknownName where the two cannot be judged so: of two sorts, the same one twice, or counting different things.
    """
    if one.about is not other.about:
        told = f"{register.describe(one)}, the other {register.describe(other)}"
        raise UnknownName(f"One is {told}: name two claims, two incidents or two questions.")
    if one.id == other.id:
        raise UnknownName(f"Both ids mean one thing already: {register.describe(one)}.")
    if one.about is About.QUESTION:
        _check_questions(register, one, other, is_same=verdict is not Verdict.DIFFERENT)
    content = {"from": list(one.claim_ids), "claims": list(other.claim_ids)} if one.about is not About.CLAIM else {}
    return _write(register, verdict, (one, other), signed, content)


def split(register: Register, whole: Subject, taken: Sequence[Subject], signed: Signed) -> Judgement:
    """Take claims out of an incident or question; they stay together as another one.

    Raises UnknownName where one of them is not in it, or none would be left.
    """
    out = list(dict.fromkeys(subject.claim_ids[0] for subject in taken))
    strangers = [subject for subject in taken if subject.claim_ids[0] not in whole.claim_ids]
    if strangers:
        raise UnknownName(f"{register.describe(strangers[0])} is not part of {register.describe(whole)}.")
    left = tuple(claim_id for claim_id in whole.claim_ids if claim_id not in out)
    if not left:
        raise UnknownName(f"These are all its claims, and nothing would be left of {register.describe(whole)}.")
    _refuse_part(register, whole)
    rest = replace(whole, claim_ids=left)
    return _write(register, Verdict.SPLIT, (rest,), signed, {"claims": out, "from": list(left)})


def weigh(register: Register, verdict: Verdict, claim: Subject, signed: Signed) -> Judgement:
    """Accept a claim as read rightly, or reject it: a rejected claim counts nowhere and stays in the ledger."""
    return _write(register, verdict, (claim,), signed, {})


def edit(register: Register, claim: Subject, fields: Mapping[str, object], signed: Signed) -> Judgement:
    """Correct what was read; `fields` are the fields that `resolve.corrections` sets. What stood there is kept beside it."""
    was = tell_fields(register.lookup.claims[claim.id])
    kept = {name: was[name] for name in fields}
    if all(kept[name] == value for name, value in fields.items()):
        raise UnknownName(f"That is what stands there already: {register.describe(claim)}.")
    return _write(register, Verdict.EDIT, (claim,), signed, {"set": dict(fields), "was": kept})


def grade(register: Register, subject: Subject, word: str, signed: Signed) -> Judgement:
    """Give a claim, incident or question a grade of a person's own scale."""
    word = " ".join(word.split())
    if not 0 < len(word) <= LONGEST_GRADE:
        raise UnknownName(f"A grade is a word or a few (up to {LONGEST_GRADE} characters), such as fair or contested.")
    return _write(register, Verdict.GRADE, (subject,), signed, {"grade": word, **_list_members(subject)})


def estimate(
    register: Register, question: Subject, numbers: tuple[Number | None, Number | None, Number | None], signed: Signed
) -> Judgement:
    """Set an own (low, best, high) beside the rules. It is shown as out of date once claims come that it did not know."""
    low, best, high = numbers
    ends = [end for end in numbers if end is not None]
    if not ends or ends != sorted(ends) or ends[0] < 0:
        raise UnknownName("An estimate has low ≤ best ≤ high, none below 0, and at least one of them.")
    content = {"low": low, "best": best, "high": high, **_list_members(question)}
    return _write(register, Verdict.ESTIMATE, (question,), signed, content)


def withdraw(made: Judgement, signed: Signed) -> Judgement:
    """Give the judgement that withdraws `made`: a row of its own, which can be withdrawn too."""
    parts = ("undo", made.id, signed.author, signed.reason, signed.at.isoformat())
    return replace(
        made,
        id=digest_parts(*parts),
        author=signed.author,
        reason=signed.reason,
        at=signed.at,
        detail="{}",
        revokes=made.id,
    )


def tell_fields(claim: Claim) -> dict[str, object]:
    """Give what stands in the fields that an edit can set, as JSON values."""
    figure = claim.quantity
    actors = [mention.actor for mention in claim.actor if mention.actor]
    places = [mention.place for mention in claim.place if mention.place]
    periods = [mention.period for mention in claim.time if mention.period]
    return {
        "kind": claim.statement.kind.value,
        "measure": claim.measure.value if claim.measure else None,
        "figure": {"low": figure.low, "high": figure.high, "bound": figure.bound.value} if figure else None,
        "side": claim.victim_side,
        "actor": to_plain(actors[0]) if actors else None,
        "place": to_plain(places[0]) if places else None,
        "period": to_plain(periods[0]) if periods else None,
        "claimant": to_plain(claim.claimant),
    }


def _write(
    register: Register, verdict: Verdict, subjects: Sequence[Subject], signed: Signed, content: Mapping[str, object]
) -> Judgement:
    """Name the claim that stands for the first subject, with report, offsets, quoted words and kind."""
    if not signed.author.strip():
        raise UnknownName("A judgement has an author: give --author NAME.")
    subject, *others = subjects
    other = others[0].claim_ids[0] if others else None
    claim = register.lookup.claims[subject.claim_ids[0]]
    trigger = claim.statement.trigger
    part = {"part": subject.part} if subject.part is not None else {}
    about = {"about": subject.about.value} if subject.about is not About.CLAIM else {}
    detail = json.dumps({**about, **part, **content}, ensure_ascii=False, sort_keys=True)
    parts = (verdict.value, claim.id, other or "", detail, signed.author, signed.reason, signed.at.isoformat())
    return Judgement(
        id=digest_parts(*parts),
        verdict=verdict,
        subject=claim.id,
        other=other,
        report_id=claim.statement.report_id,
        start=trigger.start,
        end=trigger.end,
        quoted=trigger.text,
        kind=claim.statement.kind,
        detail=detail,
        author=signed.author,
        reason=signed.reason,
        at=signed.at,
    )


def _list_members(subject: Subject) -> dict[str, object]:
    return {"from": list(subject.claim_ids)} if subject.about is not About.CLAIM else {}


def _check_questions(register: Register, one: Subject, other: Subject, *, is_same: bool) -> None:
    a, b = register.lookup.questions[one.id], register.lookup.questions[other.id]
    for question in (one, other):
        _refuse_part(register, question)
    if is_same and _count(a) != _count(b):
        told = f"one counts {' '.join(_count(a))}, the other {' '.join(_count(b))}"
        raise UnknownName(f"These cannot be one question: {told}. Correct the claim that was misread with `edit`.")


def _refuse_part(register: Register, subject: Subject) -> None:
    if subject.about is About.QUESTION and subject.part is not None:
        raise UnknownName(f"{register.describe(subject)} counts a part of another figure and goes where that one goes.")


def _count(question: Question) -> tuple[str, str]:
    return question.unit, question.measure.value

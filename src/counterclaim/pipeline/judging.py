"""Judgements in the making: what a person decides, written so that it finds its claims again after any re-reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UnknownName
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.naming import MOST_SHOWN, SHORTEST, Register, Subject
from counterclaim.publish.decided import describe_judgement
from counterclaim.publish.legible import make_name
from counterclaim.publish.subjects import shorten
from counterclaim.records.claim import Claim, Number, Quantity
from counterclaim.records.plain import to_plain
from counterclaim.records.story import About, Judgement, Question, Verdict
from counterclaim.resolve.identity import digest_parts
from counterclaim.resolve.pointing import WORDS, find_words

if TYPE_CHECKING:
    from counterclaim.ledger.ledger import Ledger
    from counterclaim.ledger.view import View

LONGEST_GRADE = 60
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, why, and when."""

    author: str
    reason: str
    at: datetime


def decide(
    register: Register, verdict: Verdict, ids: Sequence[str], signed: Signed, content: Mapping[str, Any] = NOTHING
) -> list[Judgement]:
    """Write the judgements of a verdict on what the typed ids name; `content` is the verdict's own.

    SAME, DIFFERENT and MERGE pair the first id with each of the others; SPLIT takes the claims that follow out of the first;
    ACCEPT and REJECT weigh each; GRADE takes "grade", ESTIMATE "low", "best" and "high", EDIT the fields to set. Raises
    UnknownName where something is not understood; nothing is kept here.
    """
    claim, whole, question = (About.CLAIM,), (About.INCIDENT, About.QUESTION), (About.QUESTION,)
    if verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.MERGE):
        if len(ids) < 2:
            raise UnknownName(f"{verdict.value} takes two ids or more.")
        first, *others = (register.find(typed, whole if verdict is Verdict.MERGE else tuple(About)) for typed in ids)
        return [relate(register, verdict, first, other, signed) for other in others]
    if verdict is Verdict.SPLIT:
        subject = register.find(ids[0], whole)
        return [split(register, subject, [register.find(typed, claim) for typed in ids[1:]], signed)]
    if verdict in (Verdict.ACCEPT, Verdict.REJECT):
        return [weigh(register, verdict, subject, signed) for subject in [register.find(typed, claim) for typed in ids]]
    if verdict is Verdict.EDIT:
        return [edit(register, register.find(ids[0], claim), content, signed)]
    if verdict is Verdict.GRADE:
        return [grade(register, register.find(ids[0]), str(content.get("grade", "")), signed)]
    numbers = (content.get("low"), content.get("best"), content.get("high"))
    return [estimate(register, register.find(ids[0], question), numbers, signed)]


def relate(register: Register, verdict: Verdict, one: Subject, other: Subject, signed: Signed) -> Judgement:
    """Judge two claims, incidents or questions one thing (SAME, MERGE) or two (DIFFERENT); a claim may stand beside either.

    Raises UnknownName where the two cannot be judged so: of two sorts, the same one twice, or counting different things.
    """
    one, other = _lift(register, one, other), _lift(register, other, one)
    if one.about is not other.about:
        told = f"{register.describe(one)}, the other {register.describe(other)}"
        raise UnknownName(f"One is {told}: name two claims, two incidents or two questions.")
    if one.id == other.id:
        raise UnknownName(f"Both ids mean one thing already: {register.describe(one)}.")
    if one.about is About.QUESTION:
        _check_questions(register, one, other, is_same=verdict is not Verdict.DIFFERENT)
    content = {"from": list(one.claim_ids), "claims": list(other.claim_ids)} if one.about is not About.CLAIM else {}
    return _write(register, verdict, (one, other), signed, content)


def _lift(register: Register, subject: Subject, beside: Subject) -> Subject:
    """Give a claim that is judged beside an incident or question as the one that holds it, else as one of its own."""
    if subject.about is not About.CLAIM or beside.about is About.CLAIM:
        return subject
    holder = register.find_holder(subject.id, beside.about)
    if holder is None and beside.about is About.QUESTION:
        raise UnknownName(f"{register.describe(subject)} answers no question.")
    if holder is not None and holder.id == beside.id:
        raise UnknownName(f"{register.describe(subject)} belongs to it already; `split` takes it out.")
    return holder or replace(subject, about=beside.about)


def split(register: Register, whole: Subject, taken: Sequence[Subject], signed: Signed) -> Judgement:
    """Take claims out of an incident or question; they stay together as another one.

    Raises UnknownName where one of them is not in it, or none would be left.
    """
    out = list(dict.fromkeys(subject.claim_ids[0] for subject in taken))
    strangers = [subject for subject in taken if subject.claim_ids[0] not in whole.claim_ids]
    if strangers:
        raise UnknownName(f"{register.describe(strangers[0])} is not part of {register.describe(whole)}.")
    if not out:
        raise UnknownName("Name the claims to take out.")
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
    kept = {name: _cut(was[name], value) for name, value in fields.items()}
    if all(kept[name] == value for name, value in fields.items()):
        raise UnknownName(f"That is what stands there already: {register.describe(claim)}.")
    return _write(register, Verdict.EDIT, (claim,), signed, {"set": dict(fields), "was": kept})


def _cut(was: object, value: object) -> object:
    """Give what stood there, of a figure only the parts that are set: without a unit its unit stays as it is."""
    if isinstance(was, dict) and isinstance(value, Mapping) and "bound" in value:
        return {name: was.get(name) for name in value}
    return was


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
        "figure": _tell_figure(figure) if figure else None,
        "side": claim.victim_side,
        "actor": to_plain(actors[0]) if actors else None,
        "place": to_plain(places[0]) if places else None,
        "period": to_plain(periods[0]) if periods else None,
        "claimant": to_plain(claim.claimant),
        "victims": to_plain(claim.victim_status),
        "told": claim.statement.status.value,
        **_tell_words(claim),
    }


def _tell_figure(figure: Quantity) -> dict[str, object]:
    return {"low": figure.low, "high": figure.high, "bound": figure.bound.value, "unit": figure.unit}


def _tell_words(claim: Claim) -> dict[str, object]:
    words = find_words(claim)
    return {field: [words[role].start, words[role].end] if role in words else None for field, role in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was judged, and in sentences how the ledger reads with it."""

    judgements: tuple[Judgement, ...]
    now: tuple[str, ...]


def record(book: Ledger, make: Callable[[Register], Sequence[Judgement]]) -> Outcome:
    """Keep the judgements that `make` writes about what the ledger tells now. All of them are checked before one is kept."""
    with book.view() as view:
        made = tuple(make(open_register(view)))
    for judgement in made:
        book.judge(judgement)
    with book.view() as view:
        register = open_register(view)
        lines = [line for judgement in made for line in _explain(register, judgement)]
    return Outcome(made, tuple(dict.fromkeys(lines)))


def open_register(view: View) -> Register:
    """Give the register of a ledger's current story; while the view is open it knows claims of old readings by their ids."""

    def find_old(typed: str) -> Iterator[Claim]:
        for claim_id in view.complete(typed):
            yield view.claim(claim_id)

    return Register(tell_story(view), find_old)


def find_judgement(view: View, typed: str) -> Judgement:
    """Give the judgement whose id begins so. Raises UnknownName where none does, or several do."""
    typed = typed.strip().rstrip("…").lower()
    found = [judgement for judgement in view.history() if judgement.id.startswith(typed)]
    exact = [judgement for judgement in found if judgement.id == typed]
    if len(typed) >= SHORTEST and len(exact or found) == 1:
        return (exact or found)[0]
    shown = "\n".join(f"  {j.id}  {describe_judgement(j)}, by {j.author}" for j in found[:MOST_SHOWN])
    if len(typed) < SHORTEST or not found:
        raise UnknownName(
            f"No judgement has an id that begins with {typed!r} (type at least {SHORTEST} characters). "
            "counterclaim judgements lists them."
        )
    raise UnknownName(f"{typed} begins {len(found)} judgements; type more of the one you mean:\n{shown}")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """Two claims, incidents or questions that may be one thing: too uncertain for the rules, and for a person to say."""

    one_id: str
    other_id: str
    score: float
    one: str
    other: str
    why: str


def list_offers(register: Register) -> tuple[OfferRow, ...]:
    """Give the links that wait for a person, the likeliest first."""
    rows = []
    for link in sorted(register.lookup.story.resolution.offered, key=lambda k: (-k.score, k.a, k.b)):
        one, other = register.find(link.a), register.find(link.b)
        why = "; ".join(reason.text for reason in link.reasons)
        told = register.lookup.hide_among(why, (*one.claim_ids, *other.claim_ids))
        rows.append(
            OfferRow(one.id, other.id, round(link.score, 2), register.describe(one), register.describe(other), told)
        )
    return tuple(rows)


def find_to_withdraw(view: View, typed: str) -> Judgement:
    """Give the judgement whose id begins so, if it stands or waits. Raises UnknownName where it is withdrawn already."""
    made = find_judgement(view, typed)
    by = find_withdrawn(view.history()).get(made.id)
    if by is not None:
        raise UnknownName(
            f"{shorten(made.id)} is withdrawn already, by {by.author} on {by.at.date()}. "
            f"To bring it back: counterclaim undo {shorten(by.id)}."
        )
    return made


def find_withdrawn(history: Sequence[Judgement]) -> dict[str, Judgement]:
    """Give the judgements that are withdrawn, by id, each with the one that withdraws it; `history` is in order of time."""
    withdrawn: dict[str, Judgement] = {}
    for judgement in reversed(history):
        if judgement.revokes and judgement.id not in withdrawn:
            withdrawn.setdefault(judgement.revokes, judgement)
    return withdrawn


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One judgement as it was made. `state` is stands, waits (no claim carries its words now), withdrawn or withdraws.

    `sort` is what it is about, a claim, incident or question; the claims are the ones that stand for it now.
    """

    judgement_id: str
    made_at: str
    author: str
    decision: str
    about: str
    reason: str
    state: str
    withdrawn_by: str | None
    sort: str
    claim_id: str
    other_claim_id: str | None
    quoted: str | None


def list_judgements(
    view: View, as_of: date | None = None, *, register: Register | None = None
) -> tuple[JudgementRow, ...]:
    """Give every judgement made by `as_of`, in the order of time, with what has become of it."""
    register = register or open_register(view)
    standing = {judgement.id: judgement for judgement in view.judgements(as_of)}
    waiting = {judgement.id for judgement in view.orphans(as_of)}
    history = view.history(as_of)
    withdrawn = find_withdrawn(history)

    def tell_state(judgement: Judgement) -> str:
        if judgement.id in withdrawn:
            return "withdrawn"
        if judgement.revokes:
            return f"withdraws {shorten(judgement.revokes)}"
        return "waits" if judgement.id in waiting else "stands"

    def lay_out(judgement: Judgement) -> JudgementRow:
        now = standing.get(judgement.id, judgement)
        subject = _find_subject(register, now)
        hide = register.lookup.masks.hide
        return JudgementRow(
            judgement_id=judgement.id,
            made_at=judgement.at.isoformat(timespec="seconds"),
            author=make_name(judgement.author),
            decision=make_name(describe_judgement(judgement)),
            about=register.describe(subject) if subject else "no claim that is there now",
            reason=make_name(hide(judgement.reason[:2000])),
            state=tell_state(judgement),
            withdrawn_by=withdrawn[judgement.id].id if judgement.id in withdrawn else None,
            sort=judgement.about.value,
            claim_id=now.subject,
            other_claim_id=now.other,
            quoted=make_name(hide(judgement.quoted)) if judgement.quoted else None,
        )

    return tuple(lay_out(judgement) for judgement in history)


def _explain(register: Register, judgement: Judgement) -> Iterator[str]:
    subject = _find_subject(register, judgement)
    if subject is None:
        yield "It waits: no claim carries its words now."
        return
    if judgement.verdict in (Verdict.SAME, Verdict.MERGE, Verdict.DIFFERENT, Verdict.SPLIT):
        yield from _explain_pair(register, judgement)
    elif judgement.verdict is Verdict.REJECT and not judgement.revokes:
        yield f"It counts nowhere now and stays in the ledger: {register.describe(subject)}."
    else:
        yield f"It reads now: {register.describe(subject)}."


def _explain_pair(register: Register, judgement: Judgement) -> Iterator[str]:
    others = judgement.list_claims("claims")
    other = judgement.other or (others[0] if others else "")
    wants_one = (judgement.verdict in (Verdict.SAME, Verdict.MERGE)) != bool(judgement.revokes)
    abouts = (About.INCIDENT, About.QUESTION) if judgement.about is About.CLAIM else (judgement.about,)
    told = 0
    for about in abouts:
        a, b = (register.find_holder(claim_id, about) for claim_id in (judgement.subject, other))
        if a is None or b is None:
            continue
        told += 1
        if a == b:
            but = "" if wants_one else "Still"
            yield f"{but or 'Now'} one {about.value}, {shorten(a.id)}: {register.describe(a)}."
        else:
            but = "Still" if wants_one else "Now"
            yield f"{but} two {about.value}s: {shorten(a.id)}, {register.describe(a)}; {shorten(b.id)}, {register.describe(b)}."
    if not told:
        yield "It is kept; now none of these claims tells of an incident or answers a question with a figure."


def _find_subject(register: Register, judgement: Judgement) -> Subject | None:
    part = judgement.content.get("part")
    return register.find_holder(judgement.subject, judgement.about, part if isinstance(part, int) else None)


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

"""How a figure stands to the ones that its claimant gave before: told by the report, else inferred with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from counterclaim.reconcile.intervals import APPROXIMATE, can_both_hold, is_digit_swap
from counterclaim.reconcile.utterances import COPY_DAYS, Step, count_days_apart, speak_as_one
from counterclaim.reconcile.wording import find_relations, is_increment
from counterclaim.records.claim import Bound, Measure, ScopeKind
from counterclaim.records.story import Question, Relation


def relate(step: Step, before: Sequence[Step], question: Question, mixed: Collection[str]) -> None:
    """Find how a figure stands to the ones before it, and which of them it leaves current."""
    totals = [s for s in before if s.relation not in (Relation.ADDS, Relation.WITHDRAWS)]
    if not totals:
        return
    last = next((s for s in reversed(totals) if s.is_current), totals[-1])
    told, told_in, words = _read_told(step)
    if {Relation.WITHDRAWS, Relation.DISOWNS} & told.keys():
        taken = next((s for s in reversed(totals) if s.number == step.number), None)
        if taken:
            relation = Relation.WITHDRAWS if Relation.WITHDRAWS in told else Relation.DISOWNS
            step.settle(relation, taken, _quote(words, relation), is_current=False)
            step.told_in = told_in
            taken.is_current = False
            return
    if _adds(step, question, mixed):
        _add(step, last, before)
        return
    same = next((s for s in reversed(totals) if _is_same_amount(s, step)), None)
    if same is not None:
        _repeat(step, same)
        return
    if _is_variant(last, step):
        reason = "the same occasion, two neighbouring digits changed places: one of the two is a misprint"
        step.settle(Relation.VARIANT, last, reason, is_current=last.is_current)
        return
    if step.number is None or last.number is None:
        _replace_word(step, last)
        return
    if _is_looser(step, last):
        step.settle(Relation.ROUNDS, last, "the words are looser and fit the figure before", is_current=False)
        return
    if step.number > last.number:
        _rise(step, last, before, question)
    else:
        _fall(step, last, question)


Told = tuple[Mapping[Relation, str], "str | None", Mapping[Relation, str]]


def _rise(step: Step, last: Step, before: Sequence[Step], question: Question) -> None:
    told, told_in, words = _read_told(step)
    summed = _check_sum(step, last, before)
    if told_in and Relation.CORRECTS in told and _says_wrong(words[Relation.CORRECTS]):
        _supersede(step, last, Relation.CORRECTS, _quote(words, Relation.CORRECTS), told_in)
        return
    is_revised = words.get(Relation.CORRECTS, "").casefold().startswith("revis")
    if told_in and (Relation.SUPERSEDES in told or is_revised):
        relation = Relation.SUPERSEDES if Relation.SUPERSEDES in told else Relation.CORRECTS
        _supersede(step, last, Relation.SUPERSEDES, _quote(words, relation) + summed, told_in)
        return
    order = _tell_order(last, step)
    other = _name_other_organ(last, step)
    if order is None:
        reason = "a report carries no date: which figure is later is not known"
        step.settle(Relation.HIGHER_UNEXPLAINED, last, reason)
    elif other and last.saying.at == step.saying.at and _is_of_one_place(question):
        reason = f"{other}, of the same side, gives a higher figure the same day"
        step.settle(Relation.HIGHER_UNEXPLAINED, last, reason)
    else:
        organ = f", told by {other} of the same side" if other else ""
        _supersede(step, last, Relation.SUPERSEDES, f"{order}, higher, same scope{organ}{summed}", None)


def _is_of_one_place(question: Question) -> bool:
    """Say whether a question is about one incident: its toll need not grow within a day, a campaign's does."""
    return question.place is not None and question.place.where_prec <= 4 and question.scope.start is None


def _fall(step: Step, last: Step, question: Question) -> None:
    told, told_in, words = _read_told(step, and_after=True)
    if told_in and (Relation.CORRECTS in told or Relation.RECLASSIFIES in told):
        why = Relation.RECLASSIFIES if Relation.RECLASSIFIES in told else Relation.CORRECTS
        _supersede(step, last, Relation.CORRECTS, _quote(words, why), told_in)
        step.also = (why,) if why is Relation.RECLASSIFIES else ()
        return
    order = _tell_order(last, step)
    if order and (question.scope.kind is ScopeKind.STOCK or question.measure is Measure.MISSING):
        _supersede(step, last, Relation.SUPERSEDES, f"{order}; a count of those still missing or held may fall", None)
        return
    reason = "lower than the figure before, and no words say why"
    if order is None:
        reason = "lower, and a report carries no date: which figure is later is not known"
    step.settle(Relation.LOWER_UNEXPLAINED, last, reason)


def _supersede(step: Step, last: Step, relation: Relation, reason: str, told_in: str | None) -> None:
    step.settle(relation, last, reason)
    step.told_in = told_in
    last.is_current = False
    # Variants and looser forms of a replaced figure go with it.
    for other in (last.to,) if last.relation is Relation.VARIANT else ():
        if other is not None:
            other.is_current = False


def _repeat(step: Step, same: Step) -> None:
    if same.is_current:
        looser = step.saying.quantity.bound in APPROXIMATE and same.saying.quantity.bound not in APPROXIMATE
        step.settle(Relation.REPEATS, same, "the same figure again", is_current=not looser)
        same.is_current = looser
    else:
        step.settle(Relation.RESTATES, same, "a figure already replaced is told again", is_current=False)


def _replace_word(step: Step, last: Step) -> None:
    if step.number is None:
        step.settle(Relation.ROUNDS, last, "words without a number after a figure", is_current=False)
        if last.number is None:
            _repeat(step, last)
    else:
        _supersede(step, last, Relation.SUPERSEDES, "a number takes the place of words", None)


def _adds(step: Step, question: Question, mixed: Collection[str]) -> bool:
    claims = [s.claim for s in step.sayings]
    return any(is_increment(c) for c in claims) and not any(c.id in mixed or c.statement.cumulative for c in claims)


def _add(step: Step, last: Step, before: Sequence[Step]) -> None:
    since = [s for s in before if s.relation is Relation.ADDS and s.to is last]
    base = since[-1].derived if since else last.number
    if base is not None and step.number is not None:
        step.derived = base + step.number
        reason = f"told as coming on top; {base} + {step.number} = {step.derived} is our sum"
    else:
        reason = "told as coming on top of a count without a number"
    step.settle(Relation.ADDS, last, reason, is_current=False)
    step.told_in = step.saying.claim.id


def _check_sum(step: Step, last: Step, before: Sequence[Step]) -> str:
    added = [s for s in before if s.relation is Relation.ADDS and s.to is last and s.number is not None]
    if added and added[-1].derived == step.number:
        return "; " + " + ".join(str(s.number) for s in (last, *added)) + f" = {step.number} checks"
    return ""


def _read_told(step: Step, *, and_after: bool = False) -> Told:
    """Give the relations that the utterance's sentences state, and the claim that states the most telling one.

    `and_after` reads the sentences that follow too: they may say why a figure is lower.
    """
    found: dict[Relation, str] = {}
    told_in: str | None = None
    for saying in step.sayings:
        relations = find_relations(saying.claim, saying.report if and_after else None)
        if relations and (told_in is None or Relation.RECLASSIFIES in relations):
            told_in = saying.claim.id
        for relation, words in relations.items():
            found.setdefault(relation, words)
    return found, told_in, found


def _quote(words: Mapping[Relation, str], relation: Relation) -> str:
    return f"the report says “{words[relation]}”"


def _says_wrong(words: str) -> bool:
    return not words.casefold().startswith(("revis", "lower", "not final"))


def _is_same_amount(a: Step, b: Step) -> bool:
    """Say whether two amounts print one number, in whatever words around it; a range must be the same range."""
    x, y = a.saying.quantity, b.saying.quantity
    is_range = Bound.BETWEEN in (x.bound, y.bound)
    return a.number is not None and a.number == b.number and (not is_range or (x.low, x.high) == (y.low, y.high))


def _is_variant(a: Step, b: Step) -> bool:
    return (
        speak_as_one(a.saying, b.saying)
        and count_days_apart(a, b) <= COPY_DAYS
        and a.saying.report.id != b.saying.report.id
        and is_digit_swap(a.saying.quantity, b.saying.quantity)
    )


def _is_looser(step: Step, last: Step) -> bool:
    rough = step.saying.quantity
    return (
        rough.bound in APPROXIMATE
        and (step.number or 0) <= (last.number or 0)
        and can_both_hold(rough, last.saying.quantity)
    )


def _tell_order(a: Step, b: Step) -> str | None:
    """Say in words why the second figure is the later one; None where nothing tells."""
    x, y = a.saying, b.saying
    if x.report.id == y.report.id:
        return "told after it in the same report"
    if x.at is None or y.at is None:
        return None
    if x.at < y.at:
        return f"later ({x.at.isoformat()}, then {y.at.isoformat()})"
    if x.report.published_exact and y.report.published_exact:
        return "published later the same day"
    return f"both of {y.at.isoformat()}, order not told; a running count is taken to grow"


def _name_other_organ(a: Step, b: Step) -> str | None:
    return None if speak_as_one(a.saying, b.saying) else b.saying.claim.claimant.name

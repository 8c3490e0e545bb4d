"""Questions that look alike and are not: losses counted since another day, of other people, in another area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from counterclaim.records.claim import Measure, ScopeKind, VictimValue
from counterclaim.records.story import NotComparable, Question, Tally

NEAR_DAYS = 7
NEIGHBOURS = 12
ALIKE = 4
_BROADER = {Measure.CASUALTIES, Measure.LOSSES, Measure.NEUTRALISED}


def find_not_comparable(questions: Iterable[Question], tallies: Iterable[Tally]) -> tuple[NotComparable, ...]:
    """Give pairs of questions of one party or place and one week that differ in what or whom they count, with why.

    Each question is set beside its nearest neighbours in time only; a part and its whole are not listed.
    """
    by_question: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        by_question[tally.question_id].append(tally)
    blocks: dict[tuple[str, str], list[tuple[date, Question]]] = defaultdict(list)
    for question in questions:
        days = [e.at for t in by_question[question.id] for e in t.entries if e.at]
        whose = question.side or (question.place.id if question.place else "")
        if days and whose:
            blocks[whose, question.unit].append((max(days), question))
    found = []
    for key in sorted(blocks):
        ordered = sorted(blocks[key], key=lambda x: (x[0], x[1].measure.value, x[1].status.value, x[1].id))
        for n, (day, question) in enumerate(ordered):
            for other_day, other in ordered[n + 1 : n + 1 + NEIGHBOURS]:
                why = explain_difference(question, other) if (other_day - day).days <= NEAR_DAYS else None
                if why and _look_alike(question, other, by_question):
                    found.append(_tell(question, other, why + _check_sum(question, other, by_question)))
    return tuple(sorted(found, key=lambda n: n.question_ids))


def _look_alike(a: Question, b: Question, tallies: Mapping[str, Sequence[Tally]]) -> bool:
    """Say whether the figures could be taken for answers to one question: of like size, or a flow beside its total."""
    if ScopeKind.FLOW in (a.scope.kind, b.scope.kind) or a.measure is not b.measure:
        return True
    x, y = ([e.quantity.number for t in tallies[q.id] for e in t.entries if e.current] for q in (a, b))
    return any(m and n and max(m, n) <= ALIKE * min(m, n) for m in x for n in y)


def explain_difference(a: Question, b: Question) -> str | None:
    """Say why figures of two questions must not be set against each other; None where they do not look alike."""
    if b.id in (a.part_of, a.id) or a.id == b.part_of:
        return None
    killed = {a.measure, b.measure}
    same_frame = _place(a) == _place(b) and not _differ(a.perpetrator, b.perpetrator)
    if a.measure is not b.measure:
        if Measure.KILLED in killed and killed & _BROADER and same_frame:
            return f"one counts people {a.measure.value}, the other people {b.measure.value}"
        return None
    if _group(a) != _group(b):
        return None
    scope = _explain_scope(a, b)
    if a.status is b.status:
        return scope
    people = f"one counts {_name(a.status)}, the other {_name(b.status)}"
    if scope and not same_frame:
        return None
    return f"{people}; {scope}" if scope else people


def _explain_scope(a: Question, b: Question) -> str | None:
    if ScopeKind.FLOW in (a.scope.kind, b.scope.kind) and a.scope.kind is not b.scope.kind:
        return "one counts what was new in a period, the other a total"
    if _differ(a.scope.start, b.scope.start):
        return f"one counts since {a.scope.start}, the other since {b.scope.start}"
    if (a.scope.start is None) != (b.scope.start is None):
        return f"only one is told to count since {a.scope.start or b.scope.start}"
    if _differ(a.perpetrator, b.perpetrator):
        return f"one counts losses by {a.perpetrator}, the other by {b.perpetrator}"
    if a.place and b.place and a.place.id != b.place.id and max(a.place.where_prec, b.place.where_prec) >= 4:
        return f"one counts in {a.place.name}, the other in {b.place.name}"
    if (a.place is None) != (b.place is None):
        named = a.place or b.place
        return f"only one is told to count in {named.name}" if named else None
    return None


def _check_sum(a: Question, b: Question, tallies: Mapping[str, Sequence[Tally]]) -> str:
    """Say whether a total and the new ones of a window add up to a total that is told elsewhere."""
    if (a.scope.kind is ScopeKind.FLOW) == (b.scope.kind is ScopeKind.FLOW):
        return ""
    flow, total = (a, b) if a.scope.kind is ScopeKind.FLOW else (b, a)
    new = [e.quantity.number for t in tallies.get(flow.id, ()) for e in t.entries if e.current]
    whole = [e.quantity.number for t in tallies.get(total.id, ()) for e in t.entries]
    for plus in new:
        for base in whole:
            if plus and base and base + plus in whole:
                return f"; {base} + {plus} = {base + plus} checks"
    return ""


def _tell(a: Question, b: Question, why: str) -> NotComparable:
    first, second = sorted((a, b), key=lambda q: q.id)
    return NotComparable(tuple(sorted({*a.claim_ids, *b.claim_ids})), (first.id, second.id), why)


def _differ(a: object, b: object) -> bool:
    return a is not None and b is not None and a != b


def _place(question: Question) -> str | None:
    return question.place.id if question.place else None


def _group(question: Question) -> str:
    """Give the words that name a part of the people (children, medics), "" for all."""
    plain = {question.side or "", question.status.value, question.unit, ""}
    rest = question.population.removeprefix(question.side or "").strip()
    return "" if rest in plain else rest


def _name(status: VictimValue) -> str:
    return {VictimValue.UNKNOWN: "people of any kind"}.get(status, f"{status.value}s").replace("polices", "police")

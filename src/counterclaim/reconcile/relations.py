"""How a figure stands to the ones that its claimant gave before: told by the report, else inferred with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from counterclaim.reconcile.intervals import APPROXIMATE, can_both_hold, is_digit_swap
from counterclaim.reconcile.utterances import Step, count_days_apart, speak_as_one
from counterclaim.reconcile.wording import find_relations, is_increment
from counterclaim.records.claim import Bound, Measure, Number, ScopeKind
from counterclaim.records.story import Question, Relation


class Earlier:
    """The utterances written down so far, so that the last current one and the last of a number are found at once."""

    def __init__(self) -> None:
        self._current: list[Step] = []
        self._last_total: Step | None = None
        self._by_number: dict[Number | None, Step] = {}
        self._added: dict[int, list[Step]] = {}

    def add(self, step: Step) -> None:
        """Write an utterance down; increments and withdrawals are no totals."""
        if step.relation is Relation.ADDS and step.to is not None:
            self._added.setdefault(id(step.to), []).append(step)
        elif step.relation not in (Relation.WITHDRAWS, Relation.DISOWNS, Relation.ROUNDS):
            self._last_total = step
            self._current.append(step)
            told = self._by_number.get(step.number)
            if told is None or not told.is_current:
                self._by_number[step.number] = step

    def find_last(self) -> Step | None:
        """Give the last total that is current, else the last total, None where there is none."""
        while self._current and not self._current[-1].is_current:
            self._current.pop()
        return self._current[-1] if self._current else self._last_total

    def find_number(self, step: Step) -> Step | None:
        """Give the last total that prints the same number, None where there is none or the step prints none."""
        return self._by_number.get(step.number) if step.number is not None else None

    def list_added(self, total: Step) -> Sequence[Step]:
        """Give the increments told on top of a total, in order."""
        return self._added.get(id(total), ())


def relate(step: Step, earlier: Earlier, question: Question, mixed: Collection[str]) -> None:
    """Find how a figure stands to the ones before it, and which of them it leaves current."""
    last = earlier.find_last()
    if last is None:
        return
    told, told_in, words = _read_told(step)
    same = earlier.find_number(step)
    if same is not None and {Relation.WITHDRAWS, Relation.DISOWNS} & told.keys():
        relation = Relation.WITHDRAWS if Relation.WITHDRAWS in told else Relation.DISOWNS
        step.settle(relation, same, _quote(words, relation), is_current=False)
        step.told_in = told_in
        same.is_current = False
    elif _adds(step, mixed):
        _add(step, last, earlier.list_added(last))
    elif same is not None and _is_same_amount(same, step) and not _goes_back(same, last, step, told):
        _repeat(step, same)
    elif _is_variant(last, step):
        reason = "the same occasion, two neighbouring digits changed places: one of the two is a misprint"
        step.settle(Relation.VARIANT, last, reason, is_current=last.is_current)
    elif step.number is None or last.number is None:
        _replace_word(step, last)
    elif _is_looser(step, last):
        step.settle(Relation.ROUNDS, last, "the words are looser and fit the figure before", is_current=False)
    elif step.number > last.number:
        _rise(step, last, earlier.list_added(last), question)
    else:
        _fall(step, last, question)


Told = tuple[Mapping[Relation, str], "str | None", Mapping[Relation, str]]


def _rise(step: Step, last: Step, added: Sequence[Step], question: Question) -> None:
    told, told_in, words = _read_told(step)
    summed = _check_sum(step, last, added)
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


def _adds(step: Step, mixed: Collection[str]) -> bool:
    claims = [s.claim for s in step.sayings]
    return any(is_increment(c) for c in claims) and not any(c.id in mixed or c.statement.cumulative for c in claims)


def _add(step: Step, last: Step, added: Sequence[Step]) -> None:
    base = added[-1].derived if added else last.number
    if base is not None and step.number is not None:
        step.derived = base + step.number
        reason = f"told as coming on top; {base} + {step.number} = {step.derived} is our sum"
    else:
        reason = "told as coming on top of a count without a number"
    step.settle(Relation.ADDS, last, reason, is_current=False)
    step.told_in = step.saying.claim.id


def _check_sum(step: Step, last: Step, added: Sequence[Step]) -> str:
    if added and added[-1].derived is not None and added[-1].derived == step.number:
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


def _goes_back(same: Step, last: Step, step: Step, told: Mapping[Relation, str]) -> bool:
    """Say whether an older number is told anew as what holds now: as a correction, or by the outlet of the last one."""
    if same.is_current:
        return False
    one, other = last.saying.report.outlet, step.saying.report.outlet
    knows = one is not None and other is not None and one.name == other.name and count_days_apart(last, step) > 0
    return Relation.CORRECTS in told or knows


def _is_variant(a: Step, b: Step) -> bool:
    return (
        speak_as_one(a.saying, b.saying)
        and count_days_apart(a, b) == 0
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

"""Utterances: the figures of one claimant, copies of one saying laid together, in the order in which they were said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from counterclaim.reconcile.sayings import Saying
from counterclaim.reconcile.wording import takes_back, tells_of_before
from counterclaim.records.claim import Number
from counterclaim.records.story import Relation

COPY_DAYS = 1
LOOKED_BACK = 12
"""The same figure of the same claimant within this many days is one utterance that others carry."""


@dataclass(slots=True)
class Step:
    """One utterance while a tally is being written: the first saying of it, its copies and how it stands to others."""

    saying: Saying
    copies: list[Saying] = field(default_factory=list)
    relation: Relation = Relation.FIRST
    to: Step | None = None
    also: tuple[Relation, ...] = ()
    told_in: str | None = None
    reason: str = "the first figure read"
    is_current: bool = True
    derived: Number | None = None

    @property
    def number(self) -> Number | None:
        """The number as printed."""
        return self.saying.quantity.number

    def settle(self, relation: Relation, to: Step, reason: str, *, is_current: bool = True) -> None:
        """Write down how the utterance stands to an earlier one, and whether it is what the claimant holds now."""
        self.relation, self.to, self.reason, self.is_current = relation, to, reason, is_current

    @property
    def sayings(self) -> list[Saying]:
        """The utterance in all places that carry it."""
        return [self.saying, *self.copies]


def merge_copies(sayings: Iterable[Saying]) -> list[Step]:
    """Give one step per utterance: the same amount of one institution, in copies of one text or within a day."""
    steps: list[Step] = []
    alike: dict[tuple[object, ...], list[Step]] = defaultdict(list)
    for saying in sorted(sayings, key=lambda s: s.order):
        held = alike[_print_amount(saying)]
        home = next((step for step in reversed(held[-LOOKED_BACK:]) if _is_same_utterance(step.saying, saying)), None)
        if home:
            home.copies += (saying, *saying.echoes)
        else:
            steps.append(Step(saying, list(saying.echoes)))
            held.append(steps[-1])
    return steps


def put_in_order(steps: Iterable[Step]) -> list[Step]:
    """Give utterances by day; inside a day by time of publication where all tell it, else the smaller count first."""
    by_day: dict[date, list[Step]] = {}
    for step in steps:
        by_day.setdefault(step.saying.at or date.max, []).append(step)
    ordered: list[Step] = []
    for day in sorted(by_day):
        held = by_day[day]
        if all(s.saying.report.published_exact for s in held) and day != date.max:
            ordered += sorted(held, key=_order_in_print)
        else:
            ordered += _order_by_report(held)
    return ordered


def _order_in_print(step: Step) -> tuple[str, str, bool, int, str]:
    """Order by publication and text; inside a report what it tells of before comes first ("31, up from 27")."""
    stamp, report, at, claim = step.saying.order
    return (stamp, report, not tells_of_before(step.saying.claim), at, claim)


def _print_amount(saying: Saying) -> tuple[object, ...]:
    amount = saying.quantity
    is_word = amount.low is None and amount.high is None
    return (amount.low, amount.high, amount.bound, amount.span.text if is_word else "", takes_back(saying.claim))


def _is_same_utterance(a: Saying, b: Saying) -> bool:
    """Say whether two sayings of one amount are one: in copies of a text, or at two outlets within a day.

    An outlet that prints the same figure on two days says it twice.
    """
    if not speak_as_one(a, b):
        return False
    if a.voice == b.voice:
        return True
    one, other = a.report.outlet, b.report.outlet
    if a.at != b.at and one is not None and other is not None and one.name == other.name:
        return False
    return a.at is not None and b.at is not None and abs((a.at - b.at).days) <= COPY_DAYS


def speak_as_one(a: Saying, b: Saying) -> bool:
    """Say whether two claimants of one tally are one institution, or one of them is only named as the side."""
    x, y = a.claim.claimant, b.claim.claimant
    if x.side is None:
        return True
    return x.key == y.key or (x.side is not None and x.side == y.side and (_is_whole_side(a) or _is_whole_side(b)))


def _is_whole_side(saying: Saying) -> bool:
    actor = saying.claim.claimant.actor
    return actor is not None and actor.side in (actor.name, actor.id)


def count_days_apart(a: Step, b: Step) -> int:
    x, y = a.saying, b.saying
    if x.report.id == y.report.id or x.voice == y.voice:
        return 0
    return abs((x.at - y.at).days) if x.at and y.at else COPY_DAYS + 1


def _order_by_report(held: Iterable[Step]) -> list[Step]:
    by_report: dict[str, list[Step]] = {}
    for step in held:
        by_report.setdefault(step.saying.report.id, []).append(step)
    inside = [sorted(steps, key=_order_in_print) for steps in by_report.values()]
    inside.sort(key=lambda steps: (max(s.number or 0 for s in steps), steps[0].saying.order))
    return [step for steps in inside for step in steps]

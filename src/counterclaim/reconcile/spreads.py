"""Low, best and high for a question under rules that have a name and a version. None is unknown and never 0.

These are not UCDP's or ACLED's figures: a rule applies to claims what the named project's people apply to reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.reconcile.bias import PRIOR, Bias, Stand, estimate_count, fit_biases
from counterclaim.records.claim import Bound, Claim, ClaimantBasis, Measure, Number, VictimValue
from counterclaim.records.story import Question, Spread, Tally, TallyEntry
from counterclaim.tables.conventions import Convention, load_conventions


@dataclass(frozen=True, slots=True)
class Held:
    """One current figure: its entry, its tally, whether a party to the fighting says it, and whose voice it is.

    An institution is its own voice wherever it is quoted; an outlet in its own words is the voice of the text it carries.
    """

    entry: TallyEntry
    tally: Tally
    is_party: bool
    voice: str

    @property
    def stand(self) -> Stand:
        """How the claimant stands to the dead it counts."""
        if not self.is_party:
            return Stand.OUTSIDE
        return Stand.OWN if self.tally.own_loss else Stand.ENEMY


Rule = Callable[[Question, Sequence[Held]], "Spread | None"]


def hold_current(
    tallies: Iterable[Tally], claims: Mapping[str, Claim], fighting: frozenset[str], voices: Mapping[str, str]
) -> list[Held]:
    """Give the figures that are current; what an adversary passes on is left out."""
    held = []
    for tally in tallies:
        if " via " in tally.claimant_key:
            continue
        for entry in tally.entries:
            claim = claims.get(entry.claim_id)
            if claim and entry.current:
                is_spoken = claim.claimant.basis is ClaimantBasis.SPEAKER
                report = claim.statement.report_id
                voice = tally.claimant_key if is_spoken else voices.get(report, report)
                held.append(Held(entry, tally, tally.side is not None and tally.side in fighting, voice))
    return held


def compute_spreads(
    questions: Sequence[Question], held: Mapping[str, Sequence[Held]], house: Sequence[Convention] = ()
) -> tuple[Spread, ...]:
    """Give the spreads of every question under every rule that applies to it, sorted by question, in the order of RULES.

    `held` are the current figures by question; the research view is fitted to all of them together. Each of a
    desk's own conventions adds a rule, `house/NAME`.
    """
    biases = fit_biases([_stand_by(held[q.id]) for q in questions if q.id in held and _is_about_fighters(q)])
    spreads = []
    for question in sorted(questions, key=lambda q: q.id):
        figures = held.get(question.id, ())
        if figures:
            spreads += [found for rule in RULES.values() if (found := rule(question, figures))]
            spreads += [spread_house(question, figures, convention) for convention in house]
            spreads += [found] if (found := adjust_for_bias(question, figures, biases)) else []
    return tuple(spreads)


def spread_ucdp_like(question: Question, held: Sequence[Held]) -> Spread | None:
    """Deaths: low and high are the lowest and highest current figure, best the lowest of the best-placed claimants.

    Best-placed are, in this order: claimants without a part in the fighting, a party counting its own losses, a party
    counting its adversary's. After the definitions of best, low and high estimate in UCDP GED (Sundberg and Melander
    2013), whose coders also weigh each source by hand; this rule cannot.
    """
    if question.measure is not Measure.KILLED or question.unit != "persons":
        return None
    numbered = [(h, value) for h in held if (value := h.entry.quantity.number) is not None]
    if not numbered:
        return Spread(question.id, "ucdp-like/1", None, None, None, _ids(held), "no claimant gives a number")
    rank = min(_rank(h) for h, _ in numbered)
    placed = [value for h, value in numbered if _rank(h) == rank]
    note = ("best from claimants outside the fighting", "best from own-loss reports", "best from a party's claims")[
        rank
    ]
    low = min(value for h, value in numbered)
    high = max(value for h, value in numbered)
    return Spread(question.id, "ucdp-like/1", low, min(placed), high, _ids([h for h, _ in numbered]), note)


def spread_acled_like(question: Question, held: Sequence[Held]) -> Spread | None:
    """Deaths: the lowest current figure, with vague words as ACLED reads them ("dozens" as 12); there is no range.

    After ACLED's FAQ on fatalities (version of 7 May 2024): where reports differ or are vague, the most conservative
    estimate is coded. The words stand in `tables/conventions.toml`; others, "tens of thousands" too, do not enter.
    """
    if question.measure is not Measure.KILLED or question.unit != "persons":
        return None
    valued = [(value, h) for h in held if (value := _read_as_acled(h.entry)) is not None]
    if not valued:
        return Spread(question.id, "acled-like/1", None, None, None, _ids(held), "no claimant gives a number")
    least = min(value for value, _ in valued)
    rests = [h for value, h in valued if value == least]
    return Spread(question.id, "acled-like/1", None, least, None, _ids(rests), "the most conservative current figure")


def spread_min_max(question: Question, held: Sequence[Held]) -> Spread | None:
    """Any count: the lowest and the highest current figure as printed, and no best one.

    "More than 450" enters as 450 and "up to 20" as 20; words without a number do not enter. After the range that
    Airwars and Iraq Body Count print.
    """
    numbered = [(h, value) for h in held if (value := h.entry.quantity.number) is not None]
    if not numbered:
        return Spread(question.id, "min-max/1", None, None, None, _ids(held), "no claimant gives a number")
    low = min(value for _, value in numbered)
    high = max(h.entry.quantity.high if h.entry.quantity.high is not None else value for h, value in numbered)
    words = len(held) - len(numbered)
    note = f"{words} current figures are words without a number" if words else ""
    return Spread(question.id, "min-max/1", low, None, high, _ids([h for h, _ in numbered]), note)


def spread_house(question: Question, held: Sequence[Held], house: Convention) -> Spread:
    """Any count: lowest and highest current figure, with vague words as the desk's own convention reads them; no best."""
    rule = f"house/{house.name}"
    ends = [(_read_by(house, h.entry), h) for h in held]
    valued = [(end, h) for end, h in ends if end is not None]
    if not valued:
        return Spread(question.id, rule, None, None, None, _ids(held), "no claimant gives a number")
    low, high = min(end[0] for end, _ in valued), max(end[1] for end, _ in valued)
    words = sum(h.entry.quantity.number is None for _, h in valued)
    note = f"{words} current figures are words, counted by {house.source}" if words else ""
    return Spread(question.id, rule, low, None, high, _ids([h for _, h in valued]), note)


def spread_majority(question: Question, held: Sequence[Held]) -> Spread | None:
    """Any count: the number that more than half of the independent claimants outside the fighting give, at least two.

    Copies of one text are one voice, and so is an institution wherever it is quoted. Often there is none, and then the
    rule says so. After the majority rule among the four that casualty recorders use (Every Casualty Standards 2020).
    """
    outside = [h for h in held if not h.is_party]
    voices: dict[Number, set[str]] = {}
    for h in outside:
        number = h.entry.quantity.number
        if number is not None:
            voices.setdefault(number, set()).add(h.voice)
    total = len({h.voice for h in outside})
    best = max(voices, key=lambda n: (len(voices[n]), -n), default=None)
    if best is None or len(voices[best]) < 2 or 2 * len(voices[best]) <= total:
        note = "no voice outside the fighting gives a number"
        if total:
            note = f"no number is given by more than one, and by most, of the voices outside the fighting ({total})"
        return Spread(question.id, "majority/1", None, None, None, _ids(outside), note)
    agreed = [h for h in outside if h.entry.quantity.number == best]
    note = f"{len(voices[best])} of {total} voices outside the fighting"
    return Spread(question.id, "majority/1", None, best, None, _ids(agreed), note)


def adjust_for_bias(question: Question, held: Sequence[Held], biases: Mapping[Stand, Bias]) -> Spread | None:
    """A research view of fighters killed: the count that best explains the claims, with a 90 % interval.

    Off unless claimants of two stands (own losses, the enemy's, outside the fighting) give numbers. See `bias`.
    """
    if not _is_about_fighters(question):
        return None
    estimate = estimate_count(_stand_by(held), biases)
    if estimate is None:
        return None
    note = "research view, 90 % interval; " + (
        "factors as assumed" if biases is PRIOR else "factors fitted to this ledger"
    )
    return Spread(question.id, "bias-adjusted/1", estimate.low, estimate.best, estimate.high, _ids(held), note)


RULES: Mapping[str, Rule] = {
    "ucdp-like/1": spread_ucdp_like,
    "acled-like/1": spread_acled_like,
    "min-max/1": spread_min_max,
    "majority/1": spread_majority,
}


def _rank(held: Held) -> int:
    return (Stand.OUTSIDE, Stand.OWN, Stand.ENEMY).index(held.stand)


def _is_about_fighters(question: Question) -> bool:
    is_killed = question.measure is Measure.KILLED and question.unit == "persons"
    return is_killed and question.status is VictimValue.COMBATANT and question.side is not None


def _stand_by(held: Iterable[Held]) -> list[tuple[Stand, float]]:
    numbered = ((h.stand, h.entry.quantity.number) for h in held)
    return sorted((stand, float(number)) for stand, number in numbered if number)


def _read_as_acled(entry: TallyEntry) -> Number | None:
    ends = _read_by(load_conventions()["acled"], entry)
    return ends[0] if ends else None


def _read_by(convention: Convention, entry: TallyEntry) -> tuple[Number, Number] | None:
    """The ends of a figure: as printed, or by the convention where only words are."""
    quantity = entry.quantity
    value = quantity.number
    if value is not None:
        return value, quantity.high if quantity.high is not None else value
    return convention.read(quantity.span.text) if quantity.bound is Bound.VAGUE else None


def _ids(held: Iterable[Held]) -> tuple[str, ...]:
    return tuple(sorted({h.entry.claim_id for h in held}))

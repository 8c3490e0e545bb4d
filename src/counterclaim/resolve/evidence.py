"""What speaks for and against two tellings being one incident: one function per kind of evidence, each with its words.

A score is between −1 and 1. VETO says that the two cannot be one; None says that there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from counterclaim.records.claim import Number, VictimValue
from counterclaim.records.statement import FORCE
from counterclaim.records.story import Reason
from counterclaim.records.world import Period, Place
from counterclaim.resolve.geography import Nearness, compare_places, is_town, lie_in_one_division
from counterclaim.resolve.lexicon import APART, ATTACK, LINKING, LOCAL, find_words
from counterclaim.resolve.tellings import FigureKey, Telling, Told, name_spots
from counterclaim.resolve.unplaced import sound_alike

VETO = -1.0

LONG_PAST = timedelta(days=7)
"""A day told this long before publication is named because everybody knows what happened on it."""

LARGE_ENOUGH = 4
"""Counts below say little: many incidents have one to three dead."""

SERIES_DAYS = 7
Evidence = Reason | None


def weigh_place(a: Telling, b: Telling) -> Evidence:
    """Tellings that name one town agree, less where something happens every other day; two towns are two incidents."""
    if not a.spots or not b.spots:
        return None
    found = {compare_places(p, q): (p, q) for p in a.spots for q in b.spots}
    towns = [(p, q) for p in _list_towns(a) for q in _list_towns(b)]
    if towns and all(compare_places(p, q) is Nearness.APART for p, q in towns):
        # One province holds both: that it is told too does not make one town of two.
        return Reason(f"{towns[0][0].name} is not {towns[0][1].name}", VETO)
    if Nearness.SAME in found:
        best = min(
            (p for p in a.spots if p in b.spots), key=lambda p: (p.where_prec, p.id), default=found[Nearness.SAME][0]
        )
        score = 0.3 if best.where_prec <= 2 else 0.2 if best.where_prec == 3 else 0.12 if best.where_prec == 4 else 0.04
        if best.id in a.busy | b.busy:
            return Reason(f"both place it in {best.name}, where there is much", round(score * 2 / 3, 2))
        return Reason(f"both place it in {best.name}", score)
    if Nearness.NEAR in found:
        p, q = found[Nearness.NEAR]
        return Reason(f"{p.name} and {q.name} are close to each other", 0.12)
    if Nearness.INSIDE in found:
        p, q = sorted(found[Nearness.INSIDE], key=lambda x: (x.where_prec, x.id))
        is_wide = q.where_prec > 4 or q.id in a.busy | b.busy
        return Reason(f"{p.name} lies in {q.name}", 0.0 if is_wide else 0.1)
    if Nearness.APART in found:
        p, q = found[Nearness.APART]
        vague = next((x for x, y in ((p, q), (q, p)) if x.id in a.vague | b.vague and lie_in_one_division(x, y)), None)
        if vague:
            return Reason(f"{vague.name} may be all of its division", -0.2)
        return Reason(f"{p.name} is not {q.name}", VETO)
    return None


def weigh_unplaced(a: Telling, b: Telling) -> Evidence:
    """A name of a place that no gazetteer resolves agrees with the same name, resolved or not, or with another spelling of
    it; two names say nothing."""
    if not a.unplaced and not b.unplaced:
        return None
    named = a.unplaced & (b.unplaced | name_spots(b)) | b.unplaced & name_spots(a)
    if named:
        return Reason(f"both name {sorted(named)[0].title()}", 0.2)
    pairs = (
        (x, y) for one, other in ((a, b), (b, a)) for x in one.unplaced for y in other.unplaced | name_spots(other)
    )
    alike = min((sorted(pair) for pair in pairs if sound_alike(*pair)), default=None)
    return Reason(f"{' and '.join(name.title() for name in alike)} may be one name", 0.15) if alike else None


def name_two_towns(a: Telling, b: Telling) -> bool:
    """Say whether one names a town and the other a place that no gazetteer holds, and neither the other's: rather two."""
    for one, other in ((a, b), (b, a)):
        if one.unplaced and not _list_towns(one) and _list_towns(other):
            return weigh_unplaced(a, b) is None
    return False


def weigh_period(a: Telling, b: Telling) -> Evidence:
    """One day told by both agrees; days apart are two incidents; where one tells no time, its publication must fit."""
    if a.period and b.period:
        if a.period.start < b.period.end and b.period.start < a.period.end:
            if max((p.end - p.start).days for p in (a.period, b.period)) > 2:
                return Reason("the periods told overlap", 0.1)
            past = [min(x.days) - p.end >= LONG_PAST for x, p in ((a, a.period), (b, b.period)) if x.days]
            is_past = len(past) == 2 and all(past)
            words = "both tell the same day" + (", long past" if is_past else "")
            is_busy = any(p.id in a.busy | b.busy for p in a.spots)
            return Reason(words, (0.3 if is_busy else 0.5) if is_past else 0.25)
        if a.period.end == b.period.start or b.period.end == a.period.start:
            return Reason("the periods told adjoin", -0.1)
        return Reason("the periods told do not overlap", VETO)
    told, silent = (a, b) if a.period else (b, a)
    if told.period is None:
        gap = measure_gap(a.days, b.days)
        if gap is None:
            return None
        if gap > 30:
            return Reason(f"published {gap} days apart", VETO)
        late = 0.0 if a.comes_on_top or b.comes_on_top else -0.3
        return Reason(f"published {gap} days apart", 0.1 if gap <= 1 else 0.05 if gap <= 3 else late)
    if not silent.days:
        return None
    window = imply_period(silent.days)
    if told.period.start < window.end and window.start < told.period.end:
        is_busy = any(p.id in a.busy | b.busy for p in a.spots)
        return Reason("the time told fits the other's publication", 0.0 if is_busy else 0.2)
    early = (window.start - told.period.end).days
    if silent.comes_on_top and 0 <= early <= 30:
        return Reason("the time told lies before a count that comes on top", 0.0)
    return Reason("the time told does not fit the other's publication", VETO if early > 7 or early < 0 else -0.3)


def weigh_kind(a: Telling, b: Telling) -> Evidence:
    """Two tellings of a strike agree; a strike and a gunfight agree less, since "attack" may stand for either.

    Forces "attack with drones" where a drone "hits": with one weapon, or one bus that was attacked, the words say nothing.
    """
    force_a, force_b = a.kinds & FORCE, b.kinds & FORCE
    if force_a and force_b:
        same = force_a & force_b
        if not same and (
            a.means & b.means or (a.targets & b.targets and (_is_only_called_attack(a) or _is_only_called_attack(b)))
        ):
            return None
        return Reason("the same kind of force", 0.05) if same else Reason("another kind of force", -0.15)
    shared = a.kinds & b.kinds
    return Reason("the same harm", 0.05) if shared else None


def _is_only_called_attack(telling: Telling) -> bool:
    """Say whether all force of a telling is told by words that stand for any kind of it: "the attack on the bus"."""
    return all(f.claim.statement.trigger.text.casefold() in ATTACK for f in telling.facets if f.kind in FORCE)


def weigh_perpetrator(a: Telling, b: Telling) -> Evidence:
    """Tellings that name one attacker agree; authorship may be disputed, so two names forbid nothing."""
    if not a.perpetrators or not b.perpetrators:
        return None
    shared = sorted(a.perpetrators & b.perpetrators)
    if shared:
        return Reason(f"both name {shared[0]} as attacker", 0.05)
    return Reason("different attackers are named", -0.2)


def weigh_victims(a: Telling, b: Telling) -> Evidence:
    """Tellings of harm to one party agree; harm to two different parties is rather two incidents."""
    if not a.victims or not b.victims:
        return None
    shared = sorted(a.victims & b.victims)
    if shared:
        return Reason(f"both name {shared[0]} as the party harmed", 0.05)
    return Reason("different parties are harmed", -0.3)


def weigh_people(a: Telling, b: Telling) -> Evidence:
    """Civilians counted in one and fighters in the other are rather two incidents, unless both print one number.

    With one number two claimants may dispute who the dead were; "people" who are not told further seldom are fighters.
    """
    x, y = (frozenset(key[2] for key in t.figures) for t in (a, b))
    fighters = frozenset({VictimValue.COMBATANT.value})
    if not x or not y or (x == fighters) == (y == fighters) or fighters <= x & y:
        return None
    values = ({told.value for held in t.figures.values() for told in held} for t in (a, b))
    if set.intersection(*values):
        return None
    is_civil = VictimValue.CIVILIAN.value in x | y
    wider = b if x == fighters else a
    if (
        not is_civil
        and not wider.kinds & FORCE
        and not any(t.is_exact for held in wider.figures.values() for t in held)
    ):
        # "At least 14 people", told without an attack, may be a total over both.
        return None
    return Reason(
        f"{'civilians' if is_civil else 'people'} are counted in one, fighters in the other", -0.2 if is_civil else -0.1
    )


def weigh_report(a: Telling, b: Telling) -> Evidence:
    """Two attacks that one report tells one after the other, each with place and day, are two, unless a detail ties them.

    An author does not introduce one attack twice.
    """
    is_same = bool(a.perpetrators & b.perpetrators and (a.means & b.means or not a.means | b.means))
    if not a.introduced & b.introduced or is_same or a.targets & b.targets or a.clocks & b.clocks or a.names & b.names:
        return None
    return Reason("one report tells them one after the other", -0.3)


def weigh_means(a: Telling, b: Telling) -> Evidence:
    """One kind of weapon agrees; a drone and artillery shells, or a bomb and a knife, are two incidents."""
    if not a.means or not b.means:
        return None
    shared = sorted(a.means & b.means)
    if shared:
        return Reason(f"the same means ({', '.join(shared)})", 0.15)
    if all(frozenset((x, y)) in APART for x in a.means for y in b.means):
        return Reason(f"different means ({', '.join(sorted(a.means))} and {', '.join(sorted(b.means))})", -0.5)
    return Reason(f"other words for the means ({', '.join(sorted(a.means))} and {', '.join(sorted(b.means))})", -0.15)


def weigh_target(a: Telling, b: Telling) -> Evidence:
    """A market in both tellings agrees; a market and a depot are two incidents."""
    if not a.targets or not b.targets:
        return None
    shared = sorted(a.targets & b.targets)
    if shared:
        return Reason(f"the same kind of target ({', '.join(shared)})", 0.2)
    return Reason(f"different targets ({', '.join(sorted(a.targets))} and {', '.join(sorted(b.targets))})", -0.4)


def weigh_clock(a: Telling, b: Telling) -> Evidence:
    """Told hours within one hour agree; hours more than ninety minutes apart are two incidents."""
    if not a.clocks or not b.clocks:
        return None
    apart = min(min(abs(x - y), 1440 - abs(x - y)) for x in a.clocks for y in b.clocks)
    if apart <= 60:
        return Reason("the same hour", 0.2)
    return Reason("different hours", -0.5) if apart > 90 else None


def weigh_figures(a: Telling, b: Telling) -> Evidence:
    """One figure for one population agrees, the more the larger it is; one claimant's two figures of a day do not.

    Two figures in common, of two claimants or of the dead and the hurt, agree more than one: "9 dead and 21 hurt".
    """
    found = [
        reason
        for key in sorted(a.figures.keys() & b.figures.keys())
        for x in a.figures[key]
        for y in b.figures[key]
        if (reason := _compare_figures(x, y))
    ]
    # One figure in common says more than all that differ: tolls move, and a telling holds the dead of its own aftermath.
    best = max(found, key=lambda r: (r.weight > 0, abs(r.weight), r.text), default=None)
    more = _count_shared(a, b) - 1
    if best is None or best.weight <= 0 or more < 1:
        return best
    return Reason(f"{best.text}, and {more} more", round(min(0.5, best.weight + 0.1 * more), 2))


def weigh_series(a: Telling, b: Telling) -> Evidence:
    """One claimant's count of one thing grows: 8 and then 12 dead agree, 47 and later 5 are two incidents.

    People not told further include all kinds of them, so that five people dead exclude 47 civilians dead before.
    """
    found = [
        reason
        for x_key, y_key in _pair_populations(a, b)
        for x in a.figures[x_key]
        for y in b.figures[y_key]
        if x.claimant == y.claimant
        and not (x.moves or y.moves)
        and (reason := _compare_counts((x_key[2], x), (y_key[2], y)))
    ]
    if any(r.weight == 0 for r in found):
        return None
    return min(found, key=lambda r: (r.weight > 0, -abs(r.weight), r.text), default=None)


def weigh_home(a: Telling, b: Telling) -> Evidence:
    """Who is named after a town ("Zenda hospital", "the mayor of Zenda") speaks of that town, where a report names none; so
    does a report that was sent from there.

    Where "Strelsau hospital" is quoted, the report rather speaks of Strelsau.
    """
    for silent, told in ((a, b), (b, a)):
        towns = {p.name for p in _list_towns(told) if p not in silent.spots}
        if towns and not _list_towns(silent):
            home = next((t for t in sorted(towns) for s in silent.speakers if _is_named_in(t, s)), None)
            if home:
                return Reason(f"who is quoted is named after {home}", 0.15)
            if not silent.spots and any(_is_named_in(t, o) for t in towns for o in silent.origins):
                return Reason("it names no place and comes from that town", 0.15)
            other = next((s for s in sorted(silent.speakers) if _is_of_elsewhere(s, towns)), None)
            if other:
                return Reason(f"{other} is quoted, which is not named after {sorted(towns)[0]}", -0.2)
    return None


def weigh_names(a: Telling, b: Telling) -> Evidence:
    """A street, a building or a person named in both tellings, and in few others, makes them one.

    The names of one report run through all that it tells.
    """
    shared = sorted(a.names & b.names)
    if not shared or a.key[1] == b.key[1]:
        return None
    return Reason(f"both name {', '.join(shared[:3])}", min(0.3, 0.1 + 0.05 * len(shared)))


def weigh_answer(a: Telling, b: Telling) -> Evidence:
    """A raid told as the answer to another, or as days after it, is not that other one."""
    answered = any((sentence, not is_earlier) in b.answers for sentence, is_earlier in a.answers)
    return Reason("one is told as coming after the other", VETO) if answered else None


def weigh_addition(a: Telling, b: Telling) -> Evidence:
    """ "Five more bodies" asks for a count of the same place told before, all the more by the same claimant."""
    earlier, later = sorted((a, b), key=lambda t: t.key)
    if not later.comes_on_top or not set(later.spots) & set(earlier.spots):
        return None
    counted = {key[0] for key in later.figures} & {key[0] for key in earlier.figures}
    if not counted:
        return None
    shared = {t.claimant for held in later.figures.values() for t in held} & {
        t.claimant for held in earlier.figures.values() for t in held
    }
    return Reason("it comes on top of a count told before", 0.3 if shared else 0.2)


RULES: tuple[Callable[[Telling, Telling], Evidence], ...] = (
    weigh_answer,
    weigh_place,
    weigh_unplaced,
    weigh_period,
    weigh_kind,
    weigh_perpetrator,
    weigh_victims,
    weigh_people,
    weigh_means,
    weigh_target,
    weigh_clock,
    weigh_figures,
    weigh_series,
    weigh_home,
    weigh_addition,
    weigh_names,
    weigh_report,
)


def compare(a: Telling, b: Telling) -> tuple[Reason, ...]:
    """Give what the rules say of two tellings, symmetric, in the order of RULES; nothing more after a veto."""
    reasons = []
    for rule in RULES:
        reason = rule(a, b)
        if reason:
            reasons.append(reason)
            if reason.weight == VETO:
                break
    return tuple(reasons)


def sum_up(reasons: Iterable[Reason]) -> float:
    """Give what the reasons weigh together, 0 at least and not bounded above; 0 where any reason is a veto."""
    weights = [r.weight for r in reasons]
    return 0.0 if VETO in weights else round(max(0.0, sum(weights)), 4)


def speaks_against(reasons: Iterable[Reason]) -> bool:
    """Say whether the reasons hold one that makes two tellings two incidents, whatever speaks for them."""
    return any(r.weight <= -0.4 for r in reasons)


def imply_period(days: Iterable[date]) -> Period:
    """Give the days that a report without a time most likely speaks of: that of publication and the three before."""
    ordered = sorted(days)
    first = max(1, ordered[0].toordinal() - 3)
    return Period(date.fromordinal(first), date.fromordinal(min(ordered[-1].toordinal() + 1, date.max.toordinal())), 2)


def measure_gap(a: Iterable[date], b: Iterable[date]) -> int | None:
    """Give the fewest days between two sets of publication days, None where either is unknown."""
    gaps = [abs((x - y).days) for x in a for y in b]
    return min(gaps) if gaps else None


def is_digit_swap(a: Number, b: Number) -> bool:
    """Say whether two numbers differ only by two neighbouring digits that changed places."""
    s, t = str(a), str(b)
    differ = [n for n in range(min(len(s), len(t))) if s[n] != t[n]]
    if len(s) != len(t) or len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    return s[differ[0]] == t[differ[1]] and s[differ[1]] == t[differ[0]]


def _pair_populations(a: Telling, b: Telling) -> list[tuple[FigureKey, FigureKey]]:
    """Give the keys of figures that count the same people, or of which one counts people not told further."""
    open_status = VictimValue.UNKNOWN.value
    return [
        (x, y)
        for x in sorted(a.figures)
        for y in sorted(b.figures)
        if (x[0], x[1], x[3]) == (y[0], y[1], y[3]) and (x[2] == y[2] or open_status in (x[2], y[2]))
    ]


def _compare_counts(x: tuple[str, Told], y: tuple[str, Told]) -> Evidence:
    """Compare two figures of one claimant, each with the status of the people it counts."""
    (_, early), (_, late) = sorted((x, y), key=lambda t: (t[1].day or date.max, t[1].value))
    low, high = sorted((x, y), key=lambda t: t[1].value)
    least, most = low[1].value, high[1].value
    if early.day is None or late.day is None or not most:
        return None
    if least == most:
        return Reason("a claimant's figure again", 0.0) if least >= LARGE_ENOUGH and x[0] == y[0] else None
    exclude = x[0] == y[0] or low[0] == VictimValue.UNKNOWN.value
    # One who died later is no toll.
    if exclude and early.is_exact and late.is_exact and most >= LARGE_ENOUGH and least > 1:
        if late.value < early.value / 2:
            return Reason("a claimant's later count is less than half", -0.4)
        if early.day == late.day and least < most / 3:
            return Reason("a claimant's counts of one day are far apart", -0.4)
    grows = x[0] == y[0] and early.day < late.day and early.value < late.value <= 2 * early.value
    if not grows or (late.day - early.day).days > SERIES_DAYS:
        return None
    return Reason("a claimant's count that grows", 0.2 if least >= 10 else 0.15 if least >= LARGE_ENOUGH else 0.05)


def _list_towns(telling: Telling) -> list[Place]:
    return [p for p in telling.spots if is_town(p) and p.id not in telling.vague]


def _count_shared(a: Telling, b: Telling) -> int:
    """Count the figures of one claimant, each of another claimant or of other harm, that two tellings have in common."""
    return sum(
        any(x.value == y.value and not (x.moves or y.moves) for x in held_a for y in held_b)
        for key in a.figures.keys() & b.figures.keys()
        for claimant in {t.claimant for t in a.figures[key]} & {t.claimant for t in b.figures[key]}
        for held_a, held_b in [[[t for t in told.figures[key] if t.claimant == claimant] for told in (a, b)]]
    )


def _is_of_elsewhere(speaker: str, towns: Iterable[str]) -> bool:
    """Say whether a speaker is a hospital or the like with a name that is none of these towns'."""
    words = set(speaker.split()) - LINKING
    named = words - LOCAL
    return bool(words & LOCAL and named) and not any(named & set(find_words(town)) for town in towns)


def _is_named_in(town: str, speaker: str) -> bool:
    return f" {' '.join(find_words(town))} " in f" {speaker} "


def _compare_figures(x: Told, y: Told) -> Evidence:
    if x.value == y.value:
        is_told = x.claimant == y.claimant and x.value >= 3
        weight = 0.3 if x.value >= 20 else 0.2 if x.value >= 3 else 0.05
        return Reason(f"the same figure{' of one claimant' if is_told else ''}", weight + (0.1 if is_told else 0))
    if x.claimant == y.claimant and x.day == y.day and is_digit_swap(x.value, y.value):
        return Reason("one claimant's figure but for two digits that changed places", 0.3)
    if x.claimant == y.claimant and x.is_exact and y.is_exact and x.day == y.day:
        return Reason("one claimant gives two figures on one day", -0.3)
    ratio = min(x.value, y.value) / max(x.value, y.value)
    if ratio >= 0.5:
        return Reason("figures of one size", 0.05)
    if x.side and y.side and x.side != y.side:
        # Each party counts the other's dead high and its own low.
        return None
    # A single person killed says nothing of a toll: the attacker, a named victim.
    return Reason("figures far apart", -0.2) if ratio < 0.2 and min(x.value, y.value) >= 3 else None

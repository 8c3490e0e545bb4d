"""Figures that no single place holds (a campaign's, a war's, "since October"): which of them count the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.records.claim import Bound
from counterclaim.records.story import Reason
from counterclaim.records.world import Period, Place
from counterclaim.resolve.evidence import VETO, Evidence, imply_period, sum_up
from counterclaim.resolve.figures import Figure, Key
from counterclaim.resolve.geography import Nearness, compare_places
from counterclaim.resolve.lexicon import PLAIN, UPDATE, find_words
from counterclaim.resolve.populations import leave_parts
from counterclaim.resolve.unions import Unions

MADE = 0.65
OFFERED = 0.45
REACH = 40
"""Figures of one kind that each is compared with: the ones published before it."""

ENOUGH = 4
"""Certain links after which a figure is compared no further: a long series holds together through neighbours."""

DAYS = 60
SOFT_DAYS = 7
LONG_AGO_DAYS = 60
"""A time that ended so many days before it is told is no part of a count up to now."""

FRESH_DAYS = 7
LARGE = 50
FEW = 10
DOUBLING_DAYS = 14
"""Days in which a running count of a war may double."""

BESIDE = 0.15
"""What it adds to two figures that others of their sentences are one count."""


@dataclass(frozen=True, slots=True)
class Strand:
    """Figures joined so far, with what they tell together of scope, perpetrator, place and time."""

    figures: tuple[Figure, ...]
    starts: frozenset[date]
    perpetrators: frozenset[str]
    spots: tuple[Place, ...]
    windows: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class RunLink:
    """Two figures (by position) that count the same thing for certain, or perhaps."""

    a: int
    b: int
    score: float
    reasons: tuple[Reason, ...]


def find_runs(figures: Sequence[Figure], incident_of: Mapping[str, str]) -> tuple[list[list[int]], list[RunLink]]:
    """Give the groups of positions that count one thing, and the links that are offered between groups.

    Figures of different measure, unit or population are never compared. What two figures leave unsaid separates nothing
    by itself, but without a scope, a size or a claimant in common they are only offered.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for n, figure in enumerate(figures):
        blocks[figure.kind_key].append(n)
    unions = Unions(len(figures))
    strands = {n: open_strand(figure) for n, figure in enumerate(figures)}
    offered: list[RunLink] = []
    for key in sorted(blocks):
        links = _link_block(sorted(blocks[key], key=lambda n: figures[n].order), figures, incident_of)
        for link in sorted(links, key=lambda k: (-k.score, figures[k.a].order, figures[k.b].order)):
            a, b = unions.find(link.a), unions.find(link.b)
            if a == b:
                continue
            if link.score < MADE or not _can_join(strands[a], strands[b]):
                offered.append(link)
                continue
            strands[unions.join(a, b)] = join_strands(strands[a], strands[b])
    _join_beside(offered, figures, unions, strands)
    still = [k for k in offered if unions.find(k.a) != unions.find(k.b)]
    return unions.groups(), still


def _join_beside(
    offered: Sequence[RunLink], figures: Sequence[Figure], unions: Unions, strands: dict[int, Strand]
) -> None:
    """Join doubtful figures of one claimant that stand, in both reports, in one sentence with figures that are one count.

    "73 posts destroyed and 17 captured" and "89 destroyed and 18 captured": one bulletin goes on, so do all its counts.
    """
    sentences: dict[tuple[str, int], list[int]] = defaultdict(list)
    for n, figure in enumerate(figures):
        sentences[figure.facet.report.id, figure.facet.sentence[0]].append(n)
    for link in sorted(offered, key=lambda k: (-k.score, figures[k.a].order, figures[k.b].order)):
        x, y = figures[link.a], figures[link.b]
        a, b = unions.find(link.a), unions.find(link.b)
        if a == b or link.score + BESIDE < MADE or not _speak_for_one(x, y) or not _can_join(strands[a], strands[b]):
            continue
        mates_x, mates_y = (
            {
                unions.find(n)
                for n in sentences[f.facet.report.id, f.facet.sentence[0]]
                if figures[n].kind_key != f.kind_key
            }
            for f in (x, y)
        )
        if x.facet.report.id != y.facet.report.id and mates_x & mates_y:
            strands[unions.join(a, b)] = join_strands(strands[a], strands[b])


def open_strand(figure: Figure) -> Strand:
    """Give the strand of one figure."""
    facet = figure.facet
    start = facet.claim.scope.start
    return Strand(
        (figure,),
        frozenset({start}) if start else frozenset(),
        facet.perpetrators,
        facet.spots,
        (figure.window,) if figure.window else (),
    )


def join_strands(a: Strand, b: Strand) -> Strand:
    """Give one strand of two; only as many figures and details are kept as comparing needs."""
    return replace(
        a,
        figures=(*a.figures, *b.figures)[:4],
        starts=a.starts | b.starts,
        perpetrators=a.perpetrators | b.perpetrators,
        spots=tuple(sorted({*a.spots, *b.spots}, key=lambda p: (p.where_prec, p.id)))[:12],
        windows=tuple(sorted({*a.windows, *b.windows}, key=lambda p: (p.start, p.end, p.date_prec)))[:12],
    )


def _link_block(order: Sequence[int], figures: Sequence[Figure], incident_of: Mapping[str, str]) -> list[RunLink]:
    links = []
    for at, n in enumerate(order):
        firm = 0
        for m in reversed(order[max(0, at - REACH) : at]):
            if firm >= ENOUGH:
                break
            a, b = figures[m], figures[n]
            if a.facet.id == b.facet.id:
                continue
            reasons = compare_figures(a, b)
            held, other = incident_of.get(a.facet.id), incident_of.get(b.facet.id)
            if held is not None and held == other:
                reasons = (*reasons, Reason("both belong to one incident", 0.3))
            elif held is not None and other is not None:
                reasons = (*reasons, Reason("they belong to two incidents", -0.15))
            score = sum_up(reasons)
            firm += score >= MADE
            if score >= OFFERED:
                links.append(RunLink(m, n, score, reasons))
    return links


def compare_figures(a: Figure, b: Figure) -> tuple[Reason, ...]:
    """Give what all rules say of two figures of one measure and population."""
    return (BASE, *(reason for rule in RULES if (reason := rule(a, b))))


BASE = Reason("the same losses are counted", 0.3)


def weigh_people(a: Figure, b: Figure) -> Evidence:
    """Where no side is known the words must do: "soldiers" and "fighters" of nobody named are two populations."""
    if a.population.side or b.population.side or a.part is not None or b.part is not None:
        return None
    x, y = _name_people(a), _name_people(b)
    if not x or not y:
        return None
    return Reason("the same people are named", 0.1) if x & y else Reason("other people are named", VETO)


def weigh_one(a: Figure, b: Figure) -> Evidence:
    """Somebody who is told of ("he was shot by the police") is no count of people, and no part of one."""
    one, other = (a, b) if a.tells_of_one else (b, a)
    if not one.tells_of_one or other.value == 1:
        return None
    return Reason("one tells of a single person, the other counts several", VETO)


def weigh_start(a: Figure, b: Figure) -> Evidence:
    """Totals since one day count one thing, totals since two days do not; a flow is no total.

    "In the war so far" and "since the fighting began" are one stretch, "since the offensive began" is another.
    Where counting began days ago, a figure of those days that tells no start can hardly count anything else.
    """
    if a.is_flow != b.is_flow:
        return Reason("one counts a window, the other all", VETO)
    if a.is_flow and b.is_flow:
        same = a.as_of is not None and a.as_of == b.as_of
        return Reason("the same window", 0.3) if same else Reason("another window", VETO)
    start_a, start_b = a.facet.claim.scope.start, b.facet.claim.scope.start
    if start_a and start_b:
        return (
            Reason("counted since the same day", 0.4)
            if start_a == start_b
            else Reason("counted since other days", VETO)
        )
    x, y = a.facet.stretch, b.facet.stretch
    if x and y:
        return (
            Reason("both count the whole of the fighting", 0.35)
            if x == y
            else Reason("they count other stretches", VETO)
        )
    start, other = (start_a, b) if start_a else (start_b, a)
    if start is None:
        return None
    if other.window is not None and other.window.end <= start:
        return Reason("one tells a time before the other began to count", VETO)
    if other.facet.stretch:
        return Reason("one says since when it counts, the other counts a stretch of fighting", 0.1)
    if other.as_of is not None and 0 <= (other.as_of - start).days <= FRESH_DAYS:
        return Reason("only one says since when it counts, and that is days ago", 0.0)
    return Reason("only one says since when it counts", -0.1)


def weigh_perpetrator(a: Figure, b: Figure) -> Evidence:
    """Losses inflicted by two parties are two things; a figure that names nobody fits either."""
    x, y = a.facet.perpetrators, b.facet.perpetrators
    if not x or not y:
        return None
    shared = sorted(x & y)
    return Reason(f"both say by {shared[0]}", 0.15) if shared else Reason("said of different parties", VETO)


def weigh_place(a: Figure, b: Figure) -> Evidence:
    """The same area agrees, two areas do not, a province and its country hardly."""
    found = {compare_places(p, q) for p in a.facet.spots for q in b.facet.spots}
    if Nearness.SAME in found:
        return Reason("the same area", 0.2)
    if Nearness.INSIDE in found or Nearness.NEAR in found:
        return Reason("one area lies in the other", -0.1)
    return Reason("different areas", VETO) if Nearness.APART in found else None


def weigh_window(a: Figure, b: Figure) -> Evidence:
    """Told times must overlap; where one tells none, its publication must fit the other's."""
    x, y = a.window, b.window
    if x and y:
        if not _overlap(x, y):
            return Reason("different times are told", VETO)
        return Reason("the same day is told", 0.35) if _tell_one_day(a, b) else Reason("the same time is told", 0.15)
    told, teller, silent = (x, a, b) if x else (y, b, a)
    if told is None or silent.facet.day is None:
        return None
    if silent.facet.is_cumulative or silent.facet.claim.scope.start:
        long_ago = teller.facet.day is not None and (teller.facet.day - told.end).days > LONG_AGO_DAYS
        return Reason("one counts up to now, the other what lies months back", VETO) if long_ago else None
    window = imply_period((silent.facet.day,))
    fits = told.start < window.end and window.start < told.end
    return None if fits else Reason("the time told does not fit the other's publication", VETO)


def weigh_gap(a: Figure, b: Figure) -> Evidence:
    """Figures of one day or the next agree; the further apart, the less, unless both are running totals."""
    if a.as_of is None or b.as_of is None:
        return Reason("one carries no date", -0.1)
    gap = abs((a.as_of - b.as_of).days)
    if _tell_one_day(a, b):
        # What one day cost is counted for weeks.
        return Reason(f"told {gap} days apart", 0.1 if gap <= 1 else 0.0)
    both_run = all(f.facet.is_cumulative or f.facet.claim.scope.start for f in (a, b))
    if gap <= 1:
        return Reason("told within a day", 0.1)
    if gap > DAYS or (gap > SOFT_DAYS and not both_run and a.value != b.value):
        return Reason(f"told {gap} days apart", VETO)
    return Reason(f"told {gap} days apart", 0.0 if both_run or gap <= 3 else -0.15)


def weigh_size(a: Figure, b: Figure) -> Evidence:
    """Two figures of one claimant are of one size if they count one thing: 274 and 297 are, 5 and 80 are not."""
    x, y = a.value, b.value
    if x is None or y is None or not x or not y:
        return None
    ratio = min(x, y) / max(x, y)
    if not _speak_for_one(a, b):
        mixed = bool(a.facet.claim.scope.start) != bool(b.facet.claim.scope.start)
        return Reason("figures of another size", -0.3) if mixed and ratio < 0.5 else None
    if ratio == 1:
        return Reason("the same figure", 0.2)
    if a.facet.report.id == b.facet.report.id and _are_bare(a, b) and not (a.facet.is_running or b.facet.is_running):
        return Reason("one claimant gives two figures in one report", -0.3)
    if ratio >= 0.8:
        return Reason("figures of one size", 0.15)
    if _grows(a, b) and ratio >= 0.5 ** (1 + _count_days(a, b) / DOUBLING_DAYS):
        return Reason("a running count that grows", 0.05)
    return Reason("figures of another size", -0.25) if ratio < 0.5 else Reason("figures of like size", 0.05)


def weigh_company(a: Figure, b: Figure) -> Evidence:
    """Two claimants' figures of one party's losses, side by side in one report or of one day, answer one question."""
    if _speak_for_one(a, b):
        large = min(a.value or 0, b.value or 0) >= LARGE
        return Reason("one side, large figures", 0.1) if large else None
    if not a.population.side or not b.population.side:
        # Two claimants' "450 injured" of nobody named need a place or a start in common, not a date.
        return None
    if a.facet.report.id == b.facet.report.id:
        return Reason("set side by side in one report", 0.25)
    near = a.as_of is not None and b.as_of is not None and abs((a.as_of - b.as_of).days) <= 1
    return Reason("two claimants on one day", 0.2) if near else None


def weigh_own_losses(a: Figure, b: Figure) -> Evidence:
    """A party counts its own dead as one running count; of a few, two days' dead may be meant."""
    own = all(f.population.side and f.facet.claim.claimant.side == f.population.side for f in (a, b))
    small = min(a.value or 0, b.value or 0) < FEW
    return None if not own or small else Reason("a party's count of its own losses", 0.1)


def weigh_copies(a: Figure, b: Figure) -> Evidence:
    """The same sentence in two copies of one text tells one figure, be it only "dozens"."""
    if a.facet.voice != b.facet.voice or a.facet.report.id == b.facet.report.id or a.value != b.value:
        return None
    same = a.facet.claim.statement.evidence.text == b.facet.claim.statement.evidence.text
    return Reason("copies of one sentence", 0.5) if same else None


def weigh_update(a: Figure, b: Figure) -> Evidence:
    """ "Raised its count to 55" asks for a lower count of the same claimant told shortly before."""
    if a.facet.report.id == b.facet.report.id or a.facet.mouth != b.facet.mouth or a.value is None or b.value is None:
        return None
    updates = UPDATE.search(b.facet.claim.statement.evidence.text[:2000])
    ratio = min(a.value, b.value) / max(a.value, b.value, 1)
    return Reason("the later one is told as the next of a count", 0.15) if updates and ratio >= 0.5 else None


def weigh_words(a: Figure, b: Figure) -> Evidence:
    """Words of a running count ("so far", "the toll", "the campaign") beside either figure."""
    both = a.facet.is_cumulative and b.facet.is_cumulative
    if both:
        return Reason("both are running totals", 0.2)
    running = a.facet.is_running or b.facet.is_running or a.facet.is_cumulative or b.facet.is_cumulative
    return Reason("the words tell a running count", 0.1) if running else None


RULES: tuple[Callable[[Figure, Figure], Evidence], ...] = (
    weigh_people,
    weigh_one,
    weigh_start,
    weigh_perpetrator,
    weigh_place,
    weigh_window,
    weigh_gap,
    weigh_size,
    weigh_company,
    weigh_own_losses,
    weigh_copies,
    weigh_update,
    weigh_words,
)


def _name_people(figure: Figure) -> frozenset[str]:
    words = find_words(" ".join(m.span.text for m in leave_parts(figure.facet.claim)))
    return frozenset(words) - PLAIN


def _tell_one_day(a: Figure, b: Figure) -> bool:
    """Say whether both figures are told of one and the same day or night."""
    x, y = a.window, b.window
    return x is not None and y is not None and _overlap(x, y) and max((p.end - p.start).days for p in (x, y)) <= 2


def _speak_for_one(a: Figure, b: Figure) -> bool:
    x, y = a.facet.claim.claimant, b.facet.claim.claimant
    return a.facet.mouth == b.facet.mouth or (x.side is not None and x.side == y.side)


def _grows(a: Figure, b: Figure) -> bool:
    """Say whether both figures are running counts, the later one the higher."""
    if not (a.facet.is_cumulative and b.facet.is_cumulative) or a.as_of is None or b.as_of is None:
        return False
    return (a.as_of < b.as_of) == ((a.value or 0) < (b.value or 0)) and a.as_of != b.as_of


def _count_days(a: Figure, b: Figure) -> int:
    return abs((a.as_of - b.as_of).days) if a.as_of and b.as_of else 0


def _are_bare(a: Figure, b: Figure) -> bool:
    bounds = [f.facet.claim.quantity.bound for f in (a, b) if f.facet.claim.quantity]
    return bounds == [Bound.EXACT, Bound.EXACT]


def _can_join(a: Strand, b: Strand) -> bool:
    """Say whether nothing that the two strands tell excludes the other, also where two figures left it unsaid."""
    return (
        not _differ(a.starts, b.starts)
        and not _differ(a.perpetrators, b.perpetrators)
        and not _all_apart(a.spots, b.spots)
        and not (a.windows and b.windows and not any(_overlap(x, y) for x in a.windows for y in b.windows))
    )


def _differ(a: frozenset[date] | frozenset[str], b: frozenset[date] | frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def _all_apart(a: Iterable[Place], b: Iterable[Place]) -> bool:
    found = {compare_places(p, q) for p in a for q in b}
    return found == {Nearness.APART}


def _overlap(a: Period, b: Period) -> bool:
    return a.start < b.end and b.start < a.end

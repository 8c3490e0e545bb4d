"""A telling: what one report (or several that were joined) tells of one incident, its claims' details laid together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import attrgetter

from counterclaim.records.claim import Bound, ClaimantBasis, Number
from counterclaim.records.statement import FORCE, HARM, Kind, Status
from counterclaim.records.world import Period, Place
from counterclaim.resolve.around import NOTHING, Around, is_rare
from counterclaim.resolve.facets import Facet
from counterclaim.resolve.geography import is_town, lie_in_one_division
from counterclaim.resolve.lexicon import find_words

FigureKey = tuple[str, str, str, str]

BUSY_DAYS = 4
BUSY_REACH = 10

KEPT = 12
"""Figures kept per population in a joined telling: enough to compare, so that a famous incident stays cheap."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as a telling holds it. `moves` where the words call it a running count or an addition; `side` is the
    party that its claimant speaks for, "" for none."""

    value: Number
    claimant: str
    is_exact: bool
    day: date | None
    moves: bool = False
    side: str = ""

    @property
    def key(self) -> tuple[Number, str, bool, date, bool, str]:
        """Give the sort key: an unknown day comes last."""
        return self.value, self.claimant, self.is_exact, self.day or date.max, self.moves, self.side


@dataclass(frozen=True, slots=True)
class Telling:
    """The claims of one incident as told, with all they say together. `key` sorts by publication and place in the text.

    Claims that say nothing of a place or time leave it open; `spots` and `period` come from those that do. `busy` are
    ids of its places where other tellings of those weeks tell of other days; `comes_on_top` says that all it counts is
    told as coming on top of a count before. `introduced` are the reports that tell its force with a place and a
    time, as something not told before. `speakers` are the names of those who are quoted, `origins` the datelines above
    claims without a place, `unplaced` the names of places that were not resolved, all folded; `vague` are ids of towns
    told by the name of their division.
    """

    key: tuple[str, str, int, str]
    facets: tuple[Facet, ...]
    spots: tuple[Place, ...]
    period: Period | None
    days: frozenset[date]
    kinds: frozenset[Kind]
    perpetrators: frozenset[str]
    victims: frozenset[str]
    means: frozenset[str]
    targets: frozenset[str]
    clocks: frozenset[int]
    figures: dict[FigureKey, tuple[Told, ...]]
    busy: frozenset[str] = frozenset()
    comes_on_top: bool = False
    names: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    unplaced: frozenset[str] = frozenset()
    introduced: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    answers: frozenset[tuple[str, bool]] = frozenset()

    @property
    def id(self) -> str:
        """The id of the claim that founds the telling: the earliest published, then the first in its text."""
        return self.key[3]


def open_telling(facet: Facet) -> Telling:
    """Give the telling of a single claim."""
    return Telling(
        key=facet.order,
        facets=(facet,),
        spots=facet.spots,
        period=facet.period,
        days=frozenset({facet.day}) if facet.day else frozenset(),
        kinds=frozenset({facet.kind}),
        perpetrators=facet.perpetrators,
        victims=facet.victims,
        means=facet.means,
        targets=facet.targets,
        clocks=frozenset({facet.clock}) if facet.clock is not None else frozenset(),
        figures=_lay_out_figure(facet),
        comes_on_top=facet.is_increment and facet.has_figure,
        names=facet.names,
        speakers=_name_speaker(facet),
        origins=_name_origin(facet),
        unplaced=facet.unplaced,
        introduced=frozenset({facet.report.id}) if _introduces(facet) else frozenset(),
        vague=facet.vague,
        answers=frozenset({facet.answers} if facet.answers else ()),
    )


def join_tellings(tellings: Iterable[Telling]) -> Telling:
    """Give one telling of all claims of several, the same whatever their order."""
    return reduce(_join, sorted(tellings, key=lambda t: t.key))


def order_facets(facets: Iterable[Facet]) -> Sequence[Facet]:
    """Give claims in the order of publication and text."""
    return sorted(facets, key=attrgetter("order"))


def _join(a: Telling, b: Telling) -> Telling:
    figures: dict[FigureKey, tuple[Told, ...]] = dict(a.figures)
    for key, told in b.figures.items():
        figures[key] = tuple(sorted({*figures.get(key, ()), *told}, key=lambda t: t.key)[:KEPT])
    periods = sorted(
        (p for p in (a.period, b.period) if p), key=lambda p: ((p.end - p.start).days, p.start, p.date_prec)
    )
    return Telling(
        key=min(a.key, b.key),
        facets=tuple(order_facets(a.facets + b.facets)),
        spots=tuple(sorted({*a.spots, *b.spots}, key=lambda p: (p.where_prec, p.id))),
        period=periods[0] if periods else None,
        days=a.days | b.days,
        kinds=a.kinds | b.kinds,
        perpetrators=a.perpetrators | b.perpetrators,
        victims=a.victims | b.victims,
        means=a.means | b.means,
        targets=a.targets | b.targets,
        clocks=a.clocks | b.clocks,
        figures=figures,
        busy=a.busy | b.busy,
        comes_on_top=a.comes_on_top and b.comes_on_top,
        names=a.names | b.names,
        speakers=a.speakers | b.speakers,
        origins=a.origins | b.origins,
        unplaced=a.unplaced | b.unplaced,
        introduced=a.introduced | b.introduced,
        vague=a.vague | b.vague,
        answers=a.answers | b.answers,
    )


def name_spots(telling: Telling) -> frozenset[str]:
    """Give the folded names of the towns and districts that a telling places itself in."""
    return frozenset(" ".join(find_words(place.name)) for place in telling.spots if place.where_prec <= 3)


def settle_spots(telling: Telling) -> tuple[Place, ...]:
    """Give the places of a telling without divisions' names beside a town of theirs: "in Idlib", "in Binnish"."""
    towns = [p for p in telling.spots if p.id not in telling.vague and is_town(p)]
    return tuple(
        p for p in telling.spots if p.id not in telling.vague or not any(lie_in_one_division(p, t) for t in towns)
    )


def keep_rare_names(tellings: Sequence[Telling], around: Around = NOTHING) -> list[Telling]:
    """Give the tellings with only those names that few others of few days carry; `around` knows of tellings not given."""
    days: dict[str, list[int]] = defaultdict(list)
    for telling in tellings:
        for name in telling.names:
            days[name] += [day.toordinal() for day in telling.days]
    rare = {name for name, held in days.items() if held and is_rare(len(held), min(held), max(held))} - around.common
    return [replace(t, names=t.names & rare) if not t.names <= rare else t for t in tellings]


def mark_busy(tellings: Sequence[Telling], around: Around = NOTHING) -> list[Telling]:
    """Give the tellings with their busy places: told of on four or more days out of the ten before and after.

    `around` knows of days that tellings not given tell.
    """
    days: dict[str, list[int]] = defaultdict(list)
    for telling in tellings:
        for place_id, day in list_days(telling):
            days[place_id].append(day)
    ordered = {place: sorted({*held, *around.days.get(place, ())}) for place, held in days.items()}
    marked = []
    for telling in tellings:
        told = _read_days(telling)
        busy = frozenset(
            place.id
            for place in telling.spots
            if place.id in ordered
            for held in [ordered[place.id]]
            if any(bisect_right(held, d + BUSY_REACH) - bisect_left(held, d - BUSY_REACH) >= BUSY_DAYS for d in told)
        )
        marked.append(replace(telling, busy=busy) if busy else telling)
    return marked


def list_days(telling: Telling) -> list[tuple[str, int]]:
    """Give the ids of a telling's places, none wider than a division, with the days told of each (ordinals)."""
    return [(place.id, day) for day in _read_days(telling) for place in telling.spots if place.where_prec <= 4]


def _read_days(telling: Telling) -> list[int]:
    if telling.period:
        return [telling.period.start.toordinal()] if (telling.period.end - telling.period.start).days <= 2 else []
    return [max(telling.days).toordinal()] if telling.days else []


def _introduces(facet: Facet) -> bool:
    return facet.kind in FORCE and bool(facet.spots) and facet.period is not None and not facet.points_back


def _name_speaker(facet: Facet) -> frozenset[str]:
    claimant = facet.claim.claimant
    is_spoken = claimant.basis is ClaimantBasis.SPEAKER
    return frozenset({" ".join(find_words(claimant.name))}) if is_spoken else frozenset()


def _name_origin(facet: Facet) -> frozenset[str]:
    line = facet.report.dateline
    return frozenset({" ".join(find_words(line.text))}) if line and not facet.spots else frozenset()


def _lay_out_figure(facet: Facet) -> dict[FigureKey, tuple[Told, ...]]:
    claim = facet.claim
    low, high = facet.figure
    value = low if low is not None else high
    if (
        claim.measure is None
        or value is None
        or facet.kind not in HARM
        or claim.statement.status is not Status.ASSERTED
    ):
        return {}
    population = facet.population
    unit = claim.quantity.unit or "" if claim.quantity else ""
    by_key: dict[FigureKey, tuple[Told, ...]] = defaultdict(tuple)
    # A running count is meant to move, so that it excludes no other figure of its day.
    is_exact = claim.quantity is not None and claim.quantity.bound is Bound.EXACT and not facet.is_cumulative
    by_key[(claim.measure.value, unit, population.status.value, population.group)] = (
        Told(
            value,
            facet.mouth,
            is_exact,
            facet.day,
            facet.is_cumulative or facet.is_increment,
            claim.claimant.side or "",
        ),
    )
    return dict(by_key)

"""Who accuses, denies, threatens, asks, supports or talks with whom: a matrix of parties, the same in time, and the wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.pages.periods import Stretch, cut_time
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.stances import Answer, StanceGroup, lay_out_answers, lay_out_stances, name_party
from counterclaim.publish.wording import POSITION_VERBS, count_of
from counterclaim.records.statement import Kind
from counterclaim.records.story import Position

MOST_HOLDERS, MOST_TOWARD = 14, 8
MOST_COURSES = 14
NOBODY = "nobody named"
ROWS = 25
MOST_ANSWERS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One party of the matrix: toward each column's party, links such as "accuses 3" to the wordings."""

    holder: str
    href: str
    cells: tuple[tuple[Linked, ...], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How one party stood toward another in time: for each period, links such as "denies 2" to the wordings of it."""

    holder: str
    toward: str
    href: str
    cells: tuple[tuple[Linked, ...], ...]


@dataclass(frozen=True, slots=True)
class PositionFilters:
    """What the positions were filtered by, as asked for; `kind` is a kind's code, "" for all, days are those of publication."""

    holder: str = ""
    toward: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PositionsPage:
    """The matrix of the parties named most often, then the positions as filtered, by day, a page of them.

    `columns` head the cells of `rows`; `beyond` parties are left out of the matrix and found by the filter. `courses` are
    the positions that pass the filters in time, the pairs of parties with most words first: `periods` head their cells,
    `further` pairs are not shown, `undated` positions stand in no period. `answers` are pairs of wordings of the claims shown.
    """

    filters: PositionFilters
    kinds: tuple[Option, ...]
    holders: tuple[Option, ...]
    towards: tuple[Option, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    beyond: int
    periods: tuple[str, ...]
    courses: tuple[Course, ...]
    further: int
    undated: int
    groups: tuple[StanceGroup, ...]
    answers: tuple[Answer, ...]
    paging: Paging
    sample: str


@dataclass(frozen=True, slots=True)
class _Held:
    """A position with the days on which its claims were published, one for each claim."""

    position: Position
    holder: str
    toward: str
    days: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class _InTime:
    periods: tuple[str, ...]
    courses: tuple[Course, ...]
    further: int
    undated: int


def list_positions(asked: Asked, filters: PositionFilters, page: int) -> PositionsPage:
    """Give the matrix of all positions, and in time and as a page of wordings those that pass the filters."""
    lookup, once = asked.lookup, asked.edition.once
    held = once("positions", lambda: _hold(lookup))
    found = [
        one
        for one in held
        if (not filters.kind or one.position.kind.value == filters.kind)
        and (not filters.holder or one.holder == filters.holder)
        and (not filters.toward or one.toward == filters.toward)
    ]
    if filters == PositionFilters():
        in_time = once("positions in time", lambda: _lay_out_time(asked, held))
    else:
        asked_for = ("positions in time", filters.holder, filters.toward, filters.kind)
        in_time = asked.edition.lately(asked_for, lambda: _lay_out_time(asked, found))
    if filters.since or filters.until:
        found = [one for full in found if (one := _cut(full, filters))]
    found.sort(
        key=lambda o: (o.position.at is None, -(o.position.at.toordinal() if o.position.at else 0), o.position.id)
    )
    shown, paging = cut_page(found, page, asked, size=ROWS)
    holders, towards, kinds, rows = once("matrix", lambda: _lay_out_matrix(asked, held))
    about = {id for one in shown for id in one.position.claim_ids}
    return PositionsPage(
        filters=filters,
        kinds=tuple(Option(k.value, verb, kinds[k]) for k, verb in POSITION_VERBS.items() if kinds[k]),
        holders=tuple(Option(name, name, count) for name, count in sorted(_rank(holders)[:80])),
        towards=tuple(Option(name, name, count) for name, count in sorted(_rank(towards)[:80])),
        columns=_choose_columns(towards),
        rows=rows,
        beyond=max(len(holders) - MOST_HOLDERS, 0),
        periods=in_time.periods,
        courses=in_time.courses,
        further=in_time.further,
        undated=in_time.undated,
        groups=asked.addresses.aim(lay_out_stances(lookup, [one.position for one in shown])),
        answers=asked.addresses.aim(lay_out_answers(lookup, about)[:MOST_ANSWERS]) if about else (),
        paging=paging,
        sample=lookup.sample,
    )


def _hold(lookup: Lookup) -> list[_Held]:
    return [
        _Held(
            replace(p, claim_ids=tuple(claim.id for claim in claims)),
            name_party(lookup, p, p.holder),
            name_party(lookup, p, p.toward) if p.toward else NOBODY,
            tuple(lookup.day_of(claim) for claim in claims),
        )
        for p in lookup.story.reconciliation.positions
        if (claims := lookup.find_claims(p.claim_ids))
    ]


def _cut(held: _Held, filters: PositionFilters) -> _Held | None:
    """Give a position as it was told within the days asked for; None where it was not."""
    since, until = filters.since or date.min, filters.until or date.max
    within = [
        (id, day) for id, day in zip(held.position.claim_ids, held.days, strict=True) if day and since <= day <= until
    ]
    if not within:
        return None
    days = tuple(day for _, day in within)
    return replace(
        held, position=replace(held.position, claim_ids=tuple(id for id, _ in within), at=min(days)), days=days
    )


def _rank(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (pair[0] == NOBODY, -pair[1], pair[0]))


def _lay_out_matrix(
    asked: Asked, held: Sequence[_Held]
) -> tuple[Counter[str], Counter[str], Counter[Kind], tuple[Row, ...]]:
    holders = Counter(one.holder for one in held)
    towards = Counter(one.toward for one in held)
    kinds = Counter(one.position.kind for one in held)
    shown = [name for name, _ in _rank(holders)[:MOST_HOLDERS]]
    return holders, towards, kinds, _fill(asked, held, shown, _choose_columns(towards))


def _choose_columns(towards: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in _rank(towards)[:MOST_TOWARD])


def _fill(asked: Asked, held: Sequence[_Held], holders: Sequence[str], columns: Sequence[str]) -> tuple[Row, ...]:
    counted: Counter[tuple[str, str, Kind]] = Counter((one.holder, one.toward, one.position.kind) for one in held)

    def link(holder: str, toward: str, kind: Kind) -> Linked:
        count, verb = counted[holder, toward, kind], POSITION_VERBS.get(kind, kind.value.lower())
        href = asked.addresses.to("/positions", holder=holder, toward=toward, kind=kind.value) + "#wordings"
        words = f"{make_name(holder)} {verb} {toward}: {count_of(count, 'position')}"
        return Linked(f"{verb} {count}" if count > 1 else verb, href, words)

    return tuple(
        Row(
            holder,
            asked.addresses.to("/positions", holder=holder) + "#in-time",
            tuple(
                tuple(link(holder, toward, kind) for kind in POSITION_VERBS if counted[holder, toward, kind])
                for toward in columns
            ),
        )
        for holder in holders
    )


def _lay_out_time(asked: Asked, held: Sequence[_Held]) -> _InTime:
    """Give the positions by pair of parties and period; words that several copies of one text carry count once."""
    lookup = asked.lookup
    pairs = Counter[tuple[str, str]]()
    for one in held:
        pairs[one.holder, one.toward] += len(one.days)
    chosen = sorted(pairs, key=lambda pair: (NOBODY in pair, -pairs[pair], pair))[:MOST_COURSES]
    shown = [one for one in held if (one.holder, one.toward) in set(chosen)]
    periods = cut_time({day for one in shown for day in one.days if day})
    voices: dict[tuple[str, str], list[dict[Kind, set[str]]]] = {pair: [{} for _ in periods] for pair in chosen}
    for one in shown:
        cells = voices[one.holder, one.toward]
        for claim, day in zip(lookup.find_claims(one.position.claim_ids), one.days, strict=True):
            at = next((i for i, period in enumerate(periods) if day and period.first <= day <= period.last), None)
            if at is not None:
                cells[at].setdefault(one.position.kind, set()).add(lookup.voice_of(claim))

    def link(holder: str, toward: str, kind: Kind, count: int, period: Stretch) -> Linked:
        verb = POSITION_VERBS.get(kind, kind.value.lower())
        days = {"since": period.first.isoformat(), "until": period.last.isoformat()}
        href = asked.addresses.to("/positions", holder=holder, toward=toward, kind=kind.value, **days) + "#wordings"
        words = f"{make_name(holder)} {verb} {toward}, {period.words}: {count_of(count, 'voice')}"
        return Linked(f"{verb} {count}" if count > 1 else verb, href, words)

    return _InTime(
        periods=tuple(period.words for period in periods),
        courses=tuple(
            Course(
                holder,
                toward,
                asked.addresses.to("/positions", holder=holder, toward=toward) + "#in-time",
                tuple(
                    tuple(
                        link(holder, toward, kind, len(told[kind]), period) for kind in POSITION_VERBS if kind in told
                    )
                    for told, period in zip(voices[holder, toward], periods, strict=True)
                ),
            )
            for holder, toward in chosen
        ),
        further=len(pairs) - len(chosen),
        undated=sum(not any(one.days) for one in held),
    )

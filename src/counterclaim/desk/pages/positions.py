"""Who accuses, denies, threatens, asks, supports or talks with whom: a matrix of parties, and the wordings behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.stances import Answer, StanceGroup, lay_out_answers, lay_out_stances, name_party
from counterclaim.publish.wording import POSITION_VERBS, count_of
from counterclaim.records.statement import Kind
from counterclaim.records.story import Position

MOST_HOLDERS, MOST_TOWARD = 14, 8
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
class PositionFilters:
    """What the positions were filtered by, as asked for; `kind` is a kind's code, "" for all."""

    holder: str = ""
    toward: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PositionsPage:
    """The matrix of the parties named most often, then the positions as filtered, by day, a page of them.

    `columns` head the cells of `rows`; `beyond` parties are left out of the matrix and found by the filter. `answers`
    are pairs of wordings of the claims shown.
    """

    filters: PositionFilters
    kinds: tuple[Option, ...]
    holders: tuple[Option, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    beyond: int
    groups: tuple[StanceGroup, ...]
    answers: tuple[Answer, ...]
    paging: Paging
    sample: str


@dataclass(frozen=True, slots=True)
class _Held:
    position: Position
    holder: str
    toward: str


@dataclass(frozen=True, slots=True)
class _Matrix:
    """What a page of positions holds whatever it is filtered by."""

    kinds: tuple[Option, ...]
    holders: tuple[Option, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    beyond: int


def list_positions(asked: Asked, filters: PositionFilters, page: int) -> PositionsPage:
    """Give the matrix of all positions and a page of those that pass the filters."""
    lookup = asked.lookup
    held = asked.edition.once("positions", lambda: _hold(lookup))
    found = [
        one
        for one in held
        if (not filters.kind or one.position.kind.value == filters.kind)
        and (not filters.holder or one.holder == filters.holder)
        and (not filters.toward or one.toward == filters.toward)
    ]
    shown, paging = cut_page(found, page, asked, size=ROWS)
    matrix = asked.edition.once("matrix", lambda: _count(asked, held))
    about = {id for one in shown for id in one.position.claim_ids}
    return PositionsPage(
        filters=filters,
        kinds=matrix.kinds,
        holders=matrix.holders,
        columns=matrix.columns,
        rows=matrix.rows,
        beyond=matrix.beyond,
        groups=asked.addresses.aim(lay_out_stances(lookup, [one.position for one in shown])),
        answers=asked.addresses.aim(lay_out_answers(lookup, about)[:MOST_ANSWERS]) if about else (),
        paging=paging,
        sample=lookup.sample,
    )


def _hold(lookup: Lookup) -> list[_Held]:
    """Give all positions with their parties as they are shown, newest first, undated ones last."""
    held = [
        _Held(p, name_party(lookup, p, p.holder), name_party(lookup, p, p.toward) if p.toward else NOBODY)
        for p in lookup.story.reconciliation.positions
        if any(id in lookup.claims for id in p.claim_ids)
    ]
    return sorted(
        held,
        key=lambda o: (o.position.at is None, -(o.position.at.toordinal() if o.position.at else 0), o.position.id),
    )


def _count(asked: Asked, held: Sequence[_Held]) -> _Matrix:
    holders = _rank(Counter(one.holder for one in held))
    columns = tuple(name for name, _ in _rank(Counter(one.toward for one in held))[:MOST_TOWARD])
    kinds = Counter(one.position.kind for one in held)
    return _Matrix(
        kinds=tuple(Option(k.value, verb, kinds[k]) for k, verb in POSITION_VERBS.items() if kinds[k]),
        holders=tuple(Option(name, name, count) for name, count in sorted(holders[:80])),
        columns=columns,
        rows=_fill(asked, held, [name for name, _ in holders[:MOST_HOLDERS]], columns),
        beyond=max(len(holders) - MOST_HOLDERS, 0),
    )


def _rank(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (pair[0] == NOBODY, -pair[1], pair[0]))


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
            asked.addresses.to("/positions", holder=holder) + "#wordings",
            tuple(
                tuple(link(holder, toward, kind) for kind in POSITION_VERBS if counted[holder, toward, kind])
                for toward in columns
            ),
        )
        for holder in holders
    )

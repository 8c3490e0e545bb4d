"""Judgements as they stand: withdrawn ones cut out, each on the claim that now carries its words, or orphaned."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, select

from counterclaim.ledger.attach import Spot, find_quoted, find_successor
from counterclaim.ledger.queries import IN_ONE_QUERY, load_texts, slices
from counterclaim.ledger.rows import is_within, judgement_from
from counterclaim.ledger.schema import claims, judgements, readings
from counterclaim.records.story import About, Judgement, Verdict

# The lists of a judgement's detail that name claims.
LISTS = ("claims", "from")


def find_standing(connection: Connection, as_of: date | None) -> list[Judgement]:
    """Give the decisions that nobody has withdrawn by `as_of`, by time, then id.

    A row with `revokes` withdraws and decides nothing itself; withdrawing it brings the decision back.
    """
    rows = connection.execute(select(judgements).order_by(judgements.c.seq.desc()))
    withdrawn: set[str] = set()
    standing = []
    for row in rows:
        if row.id in withdrawn or not is_within(row.at, as_of):
            continue
        if row.revokes:
            withdrawn.add(row.revokes)
        else:
            standing.append((row.at, row.id, row.payload))
    return [judgement_from(payload) for _, _, payload in sorted(standing)]


def attach(
    connection: Connection, standing: Sequence[Judgement], current: Mapping[str, str]
) -> tuple[list[Judgement], list[Judgement]]:
    """Give the judgements on claims of the current readings, and the orphans: those whose words no claim carries now.

    `current` is the reading of each report. A subject that is no claim's id (an incident's, a question's) passes as it
    is, unless its judgement quotes a report: then it becomes the claim of the quote. The lists "claims" and "from" in a
    detail follow their claims too; one that is gone stays in them as it was. What was judged about a whole incident or
    question holds as long as one claim that it listed is there.
    """
    named = {name for j in standing for name in (j.subject, j.other, *list_claims(j)) if name}
    known = _find_spots(connection, claims.c.id, named, attrgetter("claim_id"))
    moves: dict[str, str | None] = {}
    moved = {}
    for name, spots in known.items():
        if any(spot.reading_id == current.get(spot.report_id) for spot in spots):
            moves[name] = name
        else:
            moved[name] = spots[-1]
    # What a person entered is no claim of any reading, and is there as long as nobody withdraws it.
    entered = {j.subject: j.subject for j in standing if j.verdict is Verdict.ENTER}
    moves.update(entered)
    unknown = [j for j in standing if j.report_id and j.subject not in known and j.subject not in entered]
    touched = {old.report_id for old in moved.values()} | {j.report_id for j in unknown if j.report_id}
    spots_of = _find_spots(connection, claims.c.report_id, touched, attrgetter("report_id"))
    texts = load_texts(connection, touched)

    def in_reading(report_id: str, reading_id: str | None) -> list[Spot]:
        return [spot for spot in spots_of.get(report_id, ()) if spot.reading_id == reading_id]

    for name, old in moved.items():
        before, now = in_reading(old.report_id, old.reading_id), in_reading(old.report_id, current.get(old.report_id))
        moves[name] = find_successor(old, before, now, texts[old.report_id])
    quoted = {
        j.id: find_quoted(j, in_reading(j.report_id, current.get(j.report_id)), texts.get(j.report_id, ""))
        for j in unknown
        if j.report_id
    }
    attached, orphans = [], []
    for judgement in standing:
        subject = quoted.get(judgement.id, moves.get(judgement.subject, judgement.subject))
        subject = subject or _find_stand_in(judgement, "from", moves)
        other = judgement.other and moves.get(judgement.other, judgement.other)
        other = other or (judgement.other and _find_stand_in(judgement, "claims", moves))
        if subject is None or (judgement.other and other is None):
            orphans.append(judgement)
        else:
            detail = _rename_claims(judgement, moves)
            attached.append(dataclasses.replace(judgement, subject=subject, other=other, detail=detail))
    return attached, orphans


def _find_stand_in(judgement: Judgement, side: str, moves: Mapping[str, str | None]) -> str | None:
    """Give the first listed claim that is there for an incident or question whose founding claim is gone.

    A sub-count has no stand-in: only its own claim says which one it is.
    """
    if judgement.about is About.CLAIM or judgement.content.get("part") is not None:
        return None
    return next((found for name in judgement.list_claims(side) if (found := moves.get(name))), None)


def list_claims(judgement: Judgement) -> list[str]:
    """Give the ids in the lists of a judgement that name claims."""
    return [name for side in LISTS for name in judgement.list_claims(side)]


def _rename_claims(judgement: Judgement, moves: Mapping[str, str | None]) -> str:
    names = {name: moves.get(name) or name for name in list_claims(judgement)}
    if all(old == new for old, new in names.items()):
        return judgement.detail
    plain = dict(judgement.content)
    for side in LISTS:
        if isinstance(plain.get(side), list):
            plain[side] = [names.get(item, item) if isinstance(item, str) else item for item in plain[side]]
    return json.dumps(plain, ensure_ascii=False)


def _find_spots(
    connection: Connection, column: ColumnElement[str], values: Iterable[str], key: Callable[[Spot], str]
) -> dict[str, list[Spot]]:
    """Give the spots whose column holds one of these values, under their key, oldest reading first."""
    found: dict[str, list[Spot]] = {}
    for some in slices(sorted(values), IN_ONE_QUERY):
        query = select(claims, readings.c.made_at).join(readings).where(column.in_(some))
        ordered = query.order_by(readings.c.made_at, readings.c.id, claims.c.trigger_start, claims.c.id)
        for row in connection.execute(ordered):
            trigger, evidence = (row.trigger_start, row.trigger_end), (row.evidence_start, row.evidence_end)
            spot = Spot(row.id, row.reading_id, row.report_id, row.kind, trigger, evidence)
            found.setdefault(key(spot), []).append(spot)
    return found

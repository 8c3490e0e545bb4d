"""Which judgement is the newest about a claim: what two people who judge it at once are kept apart by."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from counterclaim.errors import LedgerError
from counterclaim.ledger.rows import judged_rows, judgement_from
from counterclaim.ledger.schema import judged, judgements
from counterclaim.records.story import Judgement


class Overtaken(LedgerError):
    """Somebody has judged this claim since it was looked at; nothing was saved. `by` is the newest judgement about it."""

    def __init__(self, by: Judgement) -> None:
        self.by = by
        super().__init__(
            f"{by.author} judged this claim after you looked at it, at {by.at:%H:%M} UTC ({by.verdict.value}). Yours was "
            "not saved: look at it as it stands now, then decide again."
        )


def note_subjects(connection: Connection, judgement: Judgement) -> None:
    """Note which claims a judgement that was just kept is about."""
    seq = connection.execute(select(judgements.c.seq).where(judgements.c.id == judgement.id)).scalar_one()
    rows = judged_rows(seq, judgement)
    if rows:
        connection.execute(insert(judged), rows)


def check_seen(connection: Connection, judgement: Judgement, seen: str) -> None:
    """Raise Overtaken where another judgement than `seen` is the newest about the subject (empty: none is)."""
    newest = (
        select(judgements.c.id, judgements.c.payload)
        .join(judged)
        .where(judged.c.claim_id == judgement.subject)
        .order_by(judged.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    if row is not None and row.id != seen:
        raise Overtaken(judgement_from(row.payload))

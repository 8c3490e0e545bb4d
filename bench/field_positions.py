"""Judge who accuses, denies, threatens, asks, backs, mediates in whole reports (positions.tsv of the field reports).

A label is found where a statement of its kind has its trigger inside the label's words and is held as a position. `holder`
and `toward` are then judged as the positions name them: right, wrong or left open. A label whose kind is `?` forgives.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.labels import ANYTHING, Label
from counterclaim.reconcile.positions import is_held, name_addressed, name_holders
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind

COUNTED = frozenset((Kind.ACCUSE, Kind.DENY, Kind.THREATEN, Kind.MEDIATE))
"""The kinds of which every position is labelled, so that one without a label is wrong."""


def judge_positions(stances: list[Label], claims: list[Claim]) -> Iterator[tuple[str, str, str, str]]:
    """Give the label's words, the field, the verdict and what was told; nothing where the report has no labels."""
    if not stances:
        return
    held = [c for c in claims if is_held(c)]
    for stance in (s for s in stances if s.row["kind"] != ANYTHING):
        words = stance.row["context"]
        found = max(
            (c for c in held if c.statement.kind.value == stance.row["kind"] and stance.meets(c.statement.trigger)),
            key=lambda c: c.statement.confidence,
            default=None,
        )
        yield words, "position", "right" if found else "gap", stance.row["kind"]
        if found is None:
            continue
        for field, told in (("holder", name_holders(found)), ("toward", name_addressed(found))):
            if stance.row[field] != ANYTHING:
                yield words, field, _judge(stance.row[field], told), f"{' / '.join(told)} for {stance.row[field]}"
    for claim in held:
        if (
            claim.statement.kind in COUNTED
            and name_holders(claim)
            and not any(s.meets(claim.statement.trigger) for s in stances)
        ):
            told = f"{claim.statement.kind} by {' / '.join(name_holders(claim))}"
            yield claim.statement.trigger.text, "unlabelled position", "wrong", told


def _judge(wanted: str, told: tuple[str, ...]) -> str:
    if not told:
        return "gap"
    return "right" if any(wanted in name for name in told) else "wrong"

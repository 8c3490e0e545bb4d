"""The tally behind a row of the questions table: each figure, how it stands to the one before, and its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import quote
from counterclaim.records.claim import Number
from counterclaim.records.story import Story, TallyEntry


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One figure of a tally. `to` is the claim that its relation leads to; `copies` are of the same utterance."""

    claim_id: str
    figure: str
    low: Number | None
    high: Number | None
    bound: str
    as_of: str | None
    relation: str
    also: tuple[str, ...]
    relation_basis: str
    reason: str
    to: str | None
    current: bool
    derived: Number | None
    copies: tuple[str, ...]
    outlet: str
    published: str | None
    sentence: str


def list_histories(story: Story, *, masked: bool = True) -> dict[tuple[str, str], tuple[EntryRow, ...]]:
    """Give each tally's figures in order, under (question id, claim id) of every one of them."""
    lookup = Lookup.of(story, masked=masked)
    found: dict[tuple[str, str], tuple[EntryRow, ...]] = {}
    for tally in story.reconciliation.tallies:
        entries = tuple(_entry(lookup, entry) for entry in tally.entries)
        found.update({(tally.question_id, entry.claim_id): entries for entry in tally.entries})
    return found


def _entry(lookup: Lookup, entry: TallyEntry) -> EntryRow:
    claim = lookup.claims.get(entry.claim_id)
    day = lookup.day_of(claim) if claim else None
    return EntryRow(
        claim_id=entry.claim_id,
        figure=write_figure(entry.quantity).signs,
        low=entry.quantity.low,
        high=entry.quantity.high,
        bound=entry.quantity.bound.value,
        as_of=entry.at.isoformat() if entry.at else None,
        relation=entry.relation.value,
        also=tuple(relation.value for relation in entry.also),
        relation_basis="told" if entry.told else "inferred",
        reason=make_name(lookup.masks.hide(entry.reason[:2000])),
        to=entry.to,
        current=entry.current,
        derived=entry.derived,
        copies=entry.copies,
        outlet=lookup.outlet_of(claim) if claim else "unknown outlet",
        published=day.isoformat() if day else None,
        sentence=quote(lookup, claim).text if claim else "",
    )

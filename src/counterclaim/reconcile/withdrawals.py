"""What an outlet takes back of its own report is taken back wherever its text was carried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.story import Relation, Syndication, Tally, TallyEntry
from counterclaim.records.text import Report


def withdraw_copies(
    tallies: Sequence[Tally],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    syndications: Iterable[Syndication],
) -> list[Tally]:
    """Give a question's tallies with the figures that rest on a text whose outlet withdrew them no longer current.

    An outlet reaches the copies of a text that it published first, and those that credit it; what a copier withdraws is
    withdrawn by itself alone. "Lantern retracts its report of 12 dead" ends the twelve at all who printed Lantern's text.
    """
    taken = list(_list_withdrawn(tallies, claims))
    if not taken:
        return list(tallies)
    voices = {report_id: voice for voice in syndications for report_id in voice.report_ids}
    kept = []
    for tally in tallies:
        entries = tuple(_take_back(entry, taken, claims, reports, voices) for entry in tally.entries)
        kept.append(replace(tally, entries=entries) if entries != tally.entries else tally)
    return kept


def _list_withdrawn(tallies: Iterable[Tally], claims: Mapping[str, Claim]) -> Iterator[tuple[Claim, TallyEntry]]:
    """Give what outlets said in their own voice and took back, with the entry that does."""
    for tally in tallies:
        for entry in tally.entries:
            told = claims.get(entry.to or "")
            is_own = told is not None and told.claimant.basis is ClaimantBasis.OUTLET
            if told is not None and is_own and entry.relation in (Relation.WITHDRAWS, Relation.DISOWNS):
                yield told, entry


def _take_back(
    entry: TallyEntry,
    taken: Iterable[tuple[Claim, TallyEntry]],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    voices: Mapping[str, Syndication],
) -> TallyEntry:
    if not entry.current or claims[entry.claim_id].claimant.basis is not ClaimantBasis.OUTLET:
        return entry
    held = [claims[claim_id] for claim_id in (entry.claim_id, *entry.copies) if claim_id in claims]
    for told, by in taken:
        if all(_carries(reports[c.statement.report_id], reports[told.statement.report_id], voices) for c in held) and (
            entry.quantity.low,
            entry.quantity.high,
        ) == (by.quantity.low, by.quantity.high):
            reason = f"{told.claimant.name}, whose text this is, has withdrawn it"
            return replace(entry, current=False, told_in=by.claim_id, reason=reason)
    return entry


def _carries(copy: Report, told: Report, voices: Mapping[str, Syndication]) -> bool:
    voice = voices.get(told.id)
    if voice is None or voices.get(copy.id) is not voice:
        return False
    outlet = told.outlet.name.casefold() if told.outlet else ""
    return voice.first == told.id or outlet in {name.casefold() for name in copy.wire}

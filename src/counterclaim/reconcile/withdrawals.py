"""What an outlet takes back of its own report is taken back wherever its text was carried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from counterclaim.reconcile.wording import takes_back
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.story import Relation, Syndication, Tally, TallyEntry
from counterclaim.records.text import Report


def withdraw_copies(
    tallies: Sequence[Tally],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    voices: Mapping[str, Syndication],
) -> list[Tally]:
    """Give a question's tallies with the figures that rest on a text whose outlet withdrew them no longer current.

    `voices` are the copies of a text together, by each of their reports.

    An outlet reaches the copies of a text that it published first, and those that credit it; what a copier withdraws is
    withdrawn by itself alone. "Lantern retracts its report of 12 dead" ends the twelve at all who printed Lantern's text.
    So does a correction of what it had told as somebody else's count, as long as nobody but it and its copies tell that.
    """
    tallies = _take_back_attributed(tallies, claims, reports, voices)
    taken = list(_list_withdrawn(tallies, claims))
    if not taken:
        return tallies
    kept = []
    for tally in tallies:
        entries = tuple(_take_back(entry, taken, claims, reports, voices) for entry in tally.entries)
        kept.append(replace(tally, entries=entries) if entries != tally.entries else tally)
    return kept


def _take_back_attributed(
    tallies: Sequence[Tally],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    voices: Mapping[str, Syndication],
) -> list[Tally]:
    """Give the tallies with the figures no longer current that an outlet told of others and says it told wrongly."""
    kept = list(tallies)
    for n, tally in enumerate(tallies):
        for k, entry in enumerate(tally.entries):
            claim = claims[entry.claim_id]
            is_own = claim.claimant.basis in (ClaimantBasis.OUTLET, ClaimantBasis.AGENCY)
            if entry.relation is not Relation.FIRST or not is_own or not takes_back(claim):
                continue
            told = None
            for m, other in enumerate(kept):
                if m == n:
                    continue
                ended = {e.claim_id for e in other.entries if _rests_on(e, entry, claims, reports, voices)}
                told = told or next((e.claim_id for e in other.entries if e.claim_id in ended), None)
                reason = f"{claim.claimant.name}, who told it, says that it was told wrongly"
                entries = (
                    replace(e, current=False, told_in=entry.claim_id, reason=reason)
                    if e.claim_id in ended
                    else _correct(e, ended, claim, claims)
                    for e in other.entries
                )
                kept[m] = replace(other, entries=tuple(entries)) if ended else other
            words = "it takes back what it told as another's count" if told else "it takes a figure back"
            own = replace(
                entry,
                relation=Relation.WITHDRAWS,
                to=told,
                told=True,
                current=False,
                told_in=entry.claim_id,
                reason=words,
            )
            kept[n] = replace(kept[n], entries=(*kept[n].entries[:k], own, *kept[n].entries[k + 1 :]))
    # Who only takes back what it had told of another holds no figure of its own.
    return [t for t in kept if not all(e.relation is Relation.WITHDRAWS and e.to for e in t.entries)]


def _correct(entry: TallyEntry, ended: Set[str], taker: Claim, claims: Mapping[str, Claim]) -> TallyEntry:
    """Give the figure that a correction tells instead as what corrects the one that it ends; any other as it is."""
    is_told_there = claims[entry.claim_id].statement.report_id == taker.statement.report_id
    if entry.to not in ended or not is_told_there or not entry.current:
        return entry
    reason = f"{taker.claimant.name} corrects what it had told"
    return replace(entry, relation=Relation.CORRECTS, told=True, told_in=taker.id, reason=reason)


def _rests_on(
    entry: TallyEntry,
    taker: TallyEntry,
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    voices: Mapping[str, Syndication],
) -> bool:
    """Say whether a figure is the one taken back and stands in earlier reports of that outlet, or copies of these, alone."""
    own = reports[claims[taker.claim_id].statement.report_id]
    held = [reports[claims[c].statement.report_id] for c in (entry.claim_id, *entry.copies) if c in claims]
    same_number = (entry.quantity.low, entry.quantity.high) == (taker.quantity.low, taker.quantity.high)
    told = [r for r in held if r.outlet and own.outlet and r.outlet.name == own.outlet.name and r.id != own.id]
    is_earlier = all(r.published and own.published and r.published <= own.published for r in held)
    return (
        same_number
        and bool(told)
        and is_earlier
        and all(r in told or any(_carries(r, t, voices) for t in told) for r in held)
    )


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

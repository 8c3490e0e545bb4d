"""Links from a page to the sentence behind a claim, and the names that go with them."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.masking import is_told_by_private_person
from counterclaim.publish.wording import write_day
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Status
from counterclaim.records.story import Tally

# A figure that a claimant says is not so, or only fears or plans, must never read as that claimant's figure.
_STANCES = {Status.ASSERTED: "", Status.NEGATED: ", denying it", Status.IRREALIS: ", not as a fact"}


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to a sentence. `words` says them in full for those who listen."""

    text: str
    href: str
    words: str


def link_claim(lookup: Lookup, claim: Claim) -> Linked:
    """Give "Claimant: ≥ 9 (Outlet, 27 Feb 2026)" with its link; a claim without figure is named by its claimant
    alone.
    """
    figure = write_figure(claim.quantity)
    source = f"{lookup.outlet_of(claim)}, {write_day(lookup.day_of(claim))}"
    named = lookup.name_claimant(claim) + _STANCES[claim.statement.status]
    if claim.quantity is None:
        return Linked(f"{named} ({source})", f"#{anchor_of(claim.id)}", f"{named}, {source}")
    return Linked(
        f"{named}: {figure.signs} ({source})", f"#{anchor_of(claim.id)}", f"{named}: {figure.words}, {source}"
    )


def name_holder(lookup: Lookup, tally: Tally) -> str:
    """Give the claimant's name of a tally; a private person is a role."""
    claims = lookup.find_claims(entry.claim_id for entry in tally.entries)
    if claims and is_told_by_private_person(claims[0]):
        return lookup.name_claimant(claims[0])
    return make_name(tally.claimant) or "unknown claimant"

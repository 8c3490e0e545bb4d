"""What can be judged, in one line each: a claim with its claimant, an incident with its tellers, a question without a figure."""

from __future__ import annotations

from counterclaim.publish.figures import write_figure
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.sites import name_kinds, name_tellers
from counterclaim.publish.wording import KIND_NOUNS, count_of, join_words, write_day, write_period, write_place
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Status
from counterclaim.records.story import Incident, Question

SHORT = 8
"""Digits of an id that are shown where a person may type it: enough for a ledger of many thousands."""

_STANCES = {Status.ASSERTED: "", Status.NEGATED: " (denied)", Status.IRREALIS: " (not as a fact)"}


def shorten(id: str) -> str:
    """Give the beginning of an id, as tables show it."""
    return id[:SHORT]


def describe_claim(lookup: Lookup, claim: Claim) -> str:
    """Give "Ministry of Defence: killed, ≥ 12 (The Daily, 27 Feb 2026)"."""
    what = claim.measure.value if claim.measure else KIND_NOUNS[claim.statement.kind]
    figure = f", {write_figure(claim.quantity).signs}" if claim.quantity else ""
    where = f"{lookup.outlet_of(claim)}, {write_day(lookup.day_of(claim))}"
    return f"{lookup.name_claimant(claim)}: {what}{figure}{_STANCES[claim.statement.status]} ({where})"


def describe_incident(lookup: Lookup, incident: Incident) -> str:
    """Give "Strike and killing, Kunduz, 26 Feb 2026: 5 claims, told by the ministry and Reuters"."""
    tellers = join_words(list(name_tellers(lookup, incident)[:4])) or "nobody whose claim is kept"
    where, when = write_place(incident.place), write_period(incident.period)
    return f"{name_kinds(incident)}, {where}, {when}: {count_of(len(incident.claim_ids), 'claim')}, told by {tellers}"


def describe_question(lookup: Lookup, question: Question) -> str:
    """Give "Ruritania's soldiers killed: 4 claims of the ministry and Reuters"."""
    claims = lookup.find_claims(question.claim_ids)
    claimants = join_words(list(dict.fromkeys(lookup.name_claimant(claim) for claim in claims))[:4])
    return f"{lookup.label_of(question.id)}: {count_of(len(claims), 'claim')} of {claimants}"

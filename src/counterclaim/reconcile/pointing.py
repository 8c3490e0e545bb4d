"""Denials that point at what was said just before, by their words: "denied it", "a charge it rejects", "X's claim that …"."""

from __future__ import annotations

import re

from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import FORCE, HARM, DenialTarget, Kind, Status

REACH = 1500
"""Characters between a claim and the denial that answers it, in one report."""

NEXT = 3
"""Characters between two sentences that follow each other."""

_SAID = r"(?:allegations?|accusations?|charges?|claims?|assertions?|reports?|suggestions?)"
_POINTS = re.compile(
    rf"[^,;.!?]{{0,20}}?\b(?:it|this|that|(?:the|these|those|this|that|such|all|both) (?:\w+ )?{_SAID})(?=\s*(?:$|[,;.!?\"”]"
    r"|as\b|and\b|but\b|on\b|saying\b|calling\b))",
    re.I,
)
_POINTED_AT = re.compile(
    rf",\s*(?:an?|the) (?:\w+ )?{_SAID}(?: (?:which|that))?(?: [\w’'-]+){{0,5}} ?$",
    re.I,
)
_OWNED = 70
_WORD = re.compile(r"[^\W\d_]{4,}")
# A capital inside a phrase, or a phrase of one word with a capital.
_NAMED = re.compile(r"(?<=\W)[A-Z]|^[A-Z][^\s]*$")
_HELD = frozenset({Kind.AGREE, Kind.CONSULT, Kind.MEDIATE})
_DENIES = re.compile(r"den[iy]|reject|dismiss|refut|rebut|disput", re.I)


def points_back(denial: Claim) -> int | None:
    """Give how many sentences back a denial reaches that names nothing itself, None where it does not point at what was said.

    "A charge that it rejects" means what its own sentence says, "it", "the accusation" also the one before.
    """
    evidence, trigger = denial.statement.evidence, denial.statement.trigger
    at = trigger.start - evidence.start
    after, before = evidence.text[at + len(trigger.text) :][:80], evidence.text[max(0, at - 80) : max(0, at)]
    if _POINTED_AT.search(before):
        return 0
    return 1 if _POINTS.match(after) else None


def is_owned_claim(claim: Claim, denial: Claim) -> bool:
    """Say whether a claim is what the denial turns down in one sentence as another's: "A rejected B's claim that …"."""
    cue, trigger = claim.statement.source.cue, denial.statement.trigger
    same = (
        claim.statement.report_id == denial.statement.report_id
        and claim.statement.evidence == denial.statement.evidence
    )
    return same and cue is not None and 0 <= cue.start - trigger.end <= _OWNED and is_told(claim)


def is_told(claim: Claim) -> bool:
    """Say whether somebody says that harm was done or force used."""
    statement = claim.statement
    told = statement.kind in HARM | FORCE and statement.status is Status.ASSERTED
    return told and claim.claimant.basis is ClaimantBasis.SPEAKER


def is_negation(claim: Claim) -> bool:
    """Say whether somebody says that harm, force, an agreement or talks did not happen, and denies it by that."""
    statement = claim.statement
    if statement.status is not Status.NEGATED or claim.claimant.basis is not ClaimantBasis.SPEAKER:
        return False
    cue = statement.source.cue.text if statement.source.cue else ""
    return statement.kind in _HELD or (statement.kind in HARM | FORCE and bool(_DENIES.match(cue)))


def is_one_event(told: Claim, denied: Claim) -> bool:
    """Say whether what one says happened is by its words what another says did not: one kind, of one thing, by one party."""
    a, b = told.statement, denied.statement
    if a.kind is not b.kind or a.status is not Status.ASSERTED or told.claimant.basis is not ClaimantBasis.SPEAKER:
        return False
    doers = [{m.actor.side or m.actor.name for m in claim.actor if m.actor} for claim in (told, denied)]
    if b.denies is DenialTarget.AUTHORSHIP and not doers[0] & {*doers[1], denied.claimant.side}:
        return False  # who says that it was not them answers only those who say that it was
    if doers[0] and doers[1] and not doers[0] & doers[1]:
        return False
    return a.kind in _HELD or bool(_name_things(told) & _name_things(denied))


def are_other_things(told: Claim, denied: Claim) -> bool:
    """Say whether two claims tell plainly of two things taken or destroyed: "seized vehicles" against "the base was not taken".

    A name may be that of what the other calls "the town".
    """
    things = [[m.span.text for m in claim.object] for claim in (told, denied)]
    if told.statement.kind not in (Kind.SEIZE, Kind.DESTROY) or not all(things):
        return False
    words = [set(_WORD.findall(" ".join(found)[:400].casefold())) for found in things]
    named = any(_NAMED.search(text[:400]) for found in things for text in found)
    return not words[0] & words[1] and not named


def _name_things(claim: Claim) -> set[str]:
    spans = (*claim.statement.object, *claim.statement.place)
    return {word for span in spans for word in _WORD.findall(span.text.casefold()[:400])}

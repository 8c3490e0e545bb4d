"""What parties accuse, deny, threaten, ask, support, offer and agree, each with the claims that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import WORDS, Kind, Status, Voice
from counterclaim.records.story import Position
from counterclaim.records.text import Report
from counterclaim.records.world import ActorMention

_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "who", "his", "her", "its", "their", "our", "the", "this", "that")
)

# What a speaker does by speaking; the rest somebody does whom the speaker may only speak of.
_SPOKEN = frozenset({Kind.ACCUSE, Kind.DENY, Kind.THREATEN, Kind.REQUEST, Kind.SUPPORT, Kind.PROTEST})
_ACCUSES = ("accus", "blam", "charg", "alleg")
_MUTUAL = re.compile(r"\beach other\b|\bone another\b|\b(?:trad|exchang|swap)(?:e[sd]?|ing|ped|ping)\b", re.I)
_OTHERS = frozenset(("each other", "one another", "the other", "the other side"))


def find_positions(claims: Iterable[Claim], reports: Mapping[str, Report]) -> tuple[Position, ...]:
    """Give one position per kind, holder and party addressed, sorted by its first day; `at` is that day.

    What a speaker says that another might do or should do is not that other's position. A holder is its side where it
    has one, else the body or, where nobody is known, the words that name it; private persons are "a private person".
    """
    held: dict[tuple[Kind, str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.statement.kind in WORDS and is_held(claim):
            for holder in name_holders(claim):
                for toward in name_addressed(claim) or (None,):
                    if toward != holder:
                        held[(claim.statement.kind, holder, toward)].append(claim)
    positions = [_tell(key, found, reports) for key, found in held.items()]
    return tuple(sorted(positions, key=lambda p: (p.at or date.max, p.kind, p.holder, p.toward or "", p.id)))


def is_held(claim: Claim) -> bool:
    """Say whether the claim tells a position as taken, by the report or its holder: not as wished or alleged by another.

    "Urged a halt" makes nobody withdraw; "alleged support", "accused of arming" is what somebody else says of a party.
    """
    statement = claim.statement
    if statement.status is Status.NEGATED:
        return False
    cue = statement.source.cue.text.casefold() if statement.source.cue else ""
    is_alleged = cue.startswith(_ACCUSES)
    if statement.source.speaker is not None and (is_alleged or statement.status is Status.IRREALIS):
        speaker = claim.claimant.side or claim.claimant.name
        named = _name_all(claim.actor)
        return named == (speaker,) if is_alleged else speaker in named
    return not (statement.source.voice is Voice.HEARSAY and is_alleged)


def name_holders(claim: Claim) -> tuple[str, ...]:
    """Give the parties whose position it is: the actors, else the claimant when it is taken by speaking.

    Who tells of a truce or a retreat need not be a party to it.
    """
    named = _name_all(claim.actor)
    if named:
        return named
    if claim.claimant.is_private_person:
        return ("a private person",)
    if claim.statement.kind is Kind.DENY and claim.claimant.side and not claim.actor:
        # A party's own text refutes: "the claims that … are false".
        return (claim.claimant.side,)
    speaks = claim.claimant.basis is ClaimantBasis.SPEAKER and claim.statement.kind in _SPOKEN
    return (claim.claimant.side or claim.claimant.name,) if speaks else ()


def name_addressed(claim: Claim) -> tuple[str, ...]:
    """Give the parties that the position is toward, none where only words are known that name no party.

    Of several holders who accuse "each other" or "trade blame", each is addressed.
    """
    named = tuple(dict.fromkeys(m.actor.side or m.actor.name for m in claim.object if m.actor))
    holders = name_holders(claim)
    return holders if not named and len(holders) > 1 and _is_mutual(claim) else named


def _is_mutual(claim: Claim) -> bool:
    trigger, evidence = claim.statement.trigger, claim.statement.evidence
    around = evidence.text[max(0, trigger.start - evidence.start - 12) : trigger.end - evidence.start + 40]
    return bool(_MUTUAL.search(around)) or any(m.span.text.casefold() in _OTHERS for m in claim.object)


def _name_all(mentions: Sequence[ActorMention]) -> tuple[str, ...]:
    known = [m.actor.side or m.actor.name for m in mentions if m.actor]
    return tuple(dict.fromkeys(known or (m.span.text for m in mentions if _names_someone(m.span.text))))


def _names_someone(words: str) -> bool:
    """Say whether words can stand for a holder: a pronoun whose antecedent is not known cannot."""
    return any(word not in _PRONOUNS for word in words.casefold().split())


def _tell(key: tuple[Kind, str, str | None], claims: Sequence[Claim], reports: Mapping[str, Report]) -> Position:
    kind, holder, toward = key
    days = [day for c in claims if (report := reports.get(c.statement.report_id)) and (day := report.day)]
    name = sha256(
        "\x1f".join(("position", kind.value, holder, toward or "")).encode("utf-8", "surrogatepass")
    ).hexdigest()
    return Position(
        id=name[:20],
        kind=kind,
        holder=holder,
        toward=toward,
        claim_ids=tuple(sorted(c.id for c in claims)),
        at=min(days, default=None),
    )

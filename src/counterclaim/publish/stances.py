"""Positions: who accuses, denies, threatens, asks, supports, offers or agrees, and the words that answer each other."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import Quote, Said, quote, quote_all
from counterclaim.publish.wording import POSITION_VERBS, join_words, write_day
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import WORDS
from counterclaim.records.story import Position

MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """Two wordings side by side: an allegation and its denial, or a demand and its refusal, each with who makes it."""

    left_title: str
    left_party: str
    left: Said
    right_title: str
    right_party: str
    right: Said
    reason: str


@dataclass(frozen=True, slots=True)
class Stance:
    """One party's position toward another, with its words; `further` are wordings beyond those shown."""

    holder: str
    toward: str
    when: str
    said: tuple[Said, ...]
    further: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """All positions of one kind, by day."""

    verb: str
    anchor: str
    stances: tuple[Stance, ...]


def lay_out_answers(lookup: Lookup, about: Container[str] | None = None) -> tuple[Answer, ...]:
    """Give allegation–denial pairs, then demand–refusal pairs, by publication of the answer, each with both wordings.

    Pairs of the same words in copies of one text are told once; a pair with a claim missing is left out, and with
    `about` one that holds none of these claim ids.
    """
    known = lookup.story.reconciliation
    pairs = [
        (p.allegation, p.denial, "Allegation", f"Denial of the {p.target.value}", p.reason) for p in known.pairings
    ]
    pairs += [(r.demand, r.refusal, "Demand", "Refusal", r.reason) for r in known.refusals]
    if about is not None:
        pairs = [pair for pair in pairs if pair[0] in about or pair[1] in about]
    whole = [(claims, pair) for pair in pairs if len(claims := lookup.find_claims(pair[:2])) == 2]
    whole.sort(key=lambda found: (found[1][2], *(lookup.order_of(claim) for claim in reversed(found[0]))))
    found: dict[tuple[str, ...], Answer] = {}
    for claims, (_, _, left_title, right_title, reason) in whole:
        left, right = (quote(lookup, claim) for claim in claims)
        voices = (lookup.voice_of(claim) for claim in claims)
        key = (left_title, right_title, left.text, right.text, *voices)
        same = found.get(key)
        if same:
            found[key] = replace(same, left=_also(same.left, left), right=_also(same.right, right))
            continue
        found[key] = Answer(
            left_title=left_title,
            left_party=name_party_of(lookup, claims[0]),
            left=Said(left),
            right_title=right_title,
            right_party=name_party_of(lookup, claims[1]),
            right=Said(right),
            reason=lookup.hide_among(reason, (claim.id for claim in claims)),
        )
    return tuple(found.values())


def name_party_of(lookup: Lookup, claim: Claim) -> str:
    """Give who accuses, denies, asks …: the doer of a speech act where the text names one, else the claimant."""
    mentions = claim.actor if claim.statement.kind in WORDS else ()
    doers = [mention.actor.name for mention in mentions if mention.actor]
    if not doers and mentions and claim.claimant.basis is not ClaimantBasis.SPEAKER:
        # "The guerrillas deny it": the outlet that tells so does not.
        doers = [lookup.hide_among(mention.span.text, (claim.id,)) for mention in mentions]
    return make_name(join_words(doers)) or lookup.name_claimant(claim)


def _also(said: Said, one: Quote) -> Said:
    known = {said.quote.anchor, *(q.anchor for q in said.also)}
    return said if one.anchor in known else Said(said.quote, (*said.also, one))


def lay_out_stances(lookup: Lookup, positions: Iterable[Position] | None = None) -> tuple[StanceGroup, ...]:
    """Give the story's positions, or the given ones, by kind in the order of `POSITION_VERBS`, each kind by day, holder and the
    party it is turned to.
    """
    groups = []
    positions = tuple(lookup.story.reconciliation.positions if positions is None else positions)
    for kind, verb in POSITION_VERBS.items():
        held = [p for p in positions if p.kind is kind]
        held.sort(key=lambda p: (p.at is None, p.at or date.min, p.holder, p.toward or "", p.id))
        if held:
            groups.append(StanceGroup(verb, f"position-{kind.value.lower()}", tuple(_stance(lookup, p) for p in held)))
    return tuple(groups)


def name_party(lookup: Lookup, position: Position, name: str) -> str:
    """Give a party's name without private names."""
    return lookup.hide_among(name, position.claim_ids)


def _stance(lookup: Lookup, position: Position) -> Stance:
    said = quote_all(lookup, lookup.find_claims(position.claim_ids))
    return Stance(
        holder=name_party(lookup, position, position.holder),
        toward=name_party(lookup, position, position.toward) if position.toward else "",
        when=write_day(position.at),
        said=said[:MOST_QUOTES],
        further=said[MOST_QUOTES:],
    )

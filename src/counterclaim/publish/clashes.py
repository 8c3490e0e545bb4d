"""What cannot all be right, with the words of both, and what only looks as if it were one question."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from counterclaim.publish.figures import write_number
from counterclaim.publish.links import Linked, link_claim
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.quotes import Said, quote_all
from counterclaim.publish.wording import CONTRADICTION_WORDS
from counterclaim.records.story import Contradiction, NotComparable

MOST_APART = 6


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims that cannot all hold, with their words."""

    anchor: str
    what: str
    about: str
    apart: str
    reason: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Claims that look like answers to a question and are not: why, and which; `further` beyond those linked."""

    why: str
    claims: tuple[Linked, ...]
    further: int


def lay_out_clashes(lookup: Lookup) -> tuple[Clash, ...]:
    """Give every contradiction with the words of its claims, by type and id."""
    order = list(CONTRADICTION_WORDS)
    found = sorted(lookup.story.reconciliation.contradictions, key=lambda c: (order.index(c.type), c.id))
    return tuple(lay_out_clash(lookup, c) for c in found)


def index_apart(lookup: Lookup) -> dict[str, list[NotComparable]]:
    """Give for each question id what looks like it and is not."""
    found: dict[str, list[NotComparable]] = {}
    for pair in lookup.story.reconciliation.not_comparable:
        for question_id in dict.fromkeys(pair.question_ids):
            found.setdefault(question_id, []).append(pair)
    return found


def lay_out_apart(lookup: Lookup, apart: Iterable[NotComparable], own: Collection[str]) -> tuple[Apart, ...]:
    """Tell once for each reason which other claims look like answers; the `own` ones are on the card already."""
    found: dict[str, dict[str, Linked]] = {}
    for pair in apart:
        why = lookup.hide_among(pair.why, pair.claim_ids)
        for claim in lookup.find_claims(id for id in pair.claim_ids if id not in own):
            link = link_claim(lookup, claim)
            found.setdefault(why, {}).setdefault(link.text, link)
    return tuple(
        Apart(why, tuple(links.values())[:MOST_APART], max(len(links) - MOST_APART, 0)) for why, links in found.items()
    )


def lay_out_clash(lookup: Lookup, found: Contradiction) -> Clash:
    """Give one contradiction with the words of its claims."""
    return Clash(
        anchor=anchor_of(found.id, "contradiction"),
        what=CONTRADICTION_WORDS[found.type],
        about=lookup.label_of(found.question_id),
        apart=write_number(found.apart) if found.apart is not None else "",
        reason=lookup.hide_among(found.reason, found.claim_ids),
        said=quote_all(lookup, lookup.find_claims(found.claim_ids)),
    )

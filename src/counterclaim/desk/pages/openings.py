"""What could not be determined, counted by what is missing: each count leads to the claims where a person can say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.edition import Edition
from counterclaim.publish.legible import make_name

WORDS = {
    "time": "when",
    "place": "where",
    "scope": "what the figure covers",
    "actor": "by whom",
    "object": "whom or what",
    "speaker": "who says so",
    "via": "through whom",
    "means": "with what",
    "quantity": "how many",
    "unit": "what is counted",
    "victim_side": "whose losses",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """A field that claims leave open: in how many, in how many of those with a figure, and the most frequent reason.

    The addresses lead to these claims.
    """

    field: str
    words: str
    claims: int
    href: str
    figures: int
    figures_href: str
    why: str


def name_field(field: str) -> str:
    """Give what is missing where a field is open, in words."""
    return WORDS.get(field, make_name(field))


def index_gaps(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Give the ids of the claims that leave a field open, by field; found once for an edition."""
    return edition.once("gaps", lambda: _index(edition))


def list_openings(asked: Asked) -> tuple[Opening, ...]:
    """Give the open fields, those with most figures first; a reason that holds a private name is left out."""
    return asked.edition.once("openings", lambda: _count(asked))


def _index(edition: Edition) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for claim in edition.story.claims:
        for gap in claim.gaps:
            found.setdefault(gap.field, set()).add(claim.id)
    return {field: frozenset(ids) for field, ids in found.items()}


def _count(asked: Asked) -> tuple[Opening, ...]:
    lookup = asked.lookup
    whys = Counter((gap.field, gap.why) for claim in lookup.story.claims for gap in set(claim.gaps))
    commonest: dict[str, str] = {}
    for (field, why), _ in sorted(whys.items(), key=lambda pair: (-pair[1], pair[0])):
        if field not in commonest and not lookup.masks.find(why):
            commonest[field] = make_name(why)
    counted = {claim.id for claim in lookup.story.claims if claim.quantity is not None}
    openings = [
        Opening(
            field=field,
            words=name_field(field),
            claims=len(ids),
            href=asked.addresses.to("/search", gap=field),
            figures=len(ids & counted),
            figures_href=asked.addresses.to("/search", gap=field, counted="true"),
            why=commonest.get(field, ""),
        )
        for field, ids in index_gaps(asked.edition).items()
    ]
    return tuple(sorted(openings, key=lambda o: (-o.figures, -o.claims, o.field)))

"""The review queue: what the rules and the reader are least sure of comes first, one key for each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Paging, cut_page
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.records.claim import Claim
from counterclaim.records.story import Link

ROWS = 8
KINDS = ("all", "links", "claims")
# Links are offered between these scores by the rules; halfway is a coin toss.
HALFWAY = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to decide: a claim (`other` is None), or whether two claims are about one thing.

    `doubt` says how sure rules or reader are, in words, `reasons` why the two may be one.
    """

    claim: Evidence
    other: Evidence | None
    doubt: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue, most doubtful first, without what was judged already; `judged` counts judgements that stand."""

    kind: str
    doubts: tuple[Doubt, ...]
    paging: Paging
    links: int
    claims: int
    judged: int
    sample: str


def show_review(asked: Asked, kind: str, page: int) -> ReviewPage:
    """Give a page of the queue; an unknown kind is all."""
    queue = asked.edition.once("queue", lambda: tuple(_rank(asked)))
    weighed = {id for id in asked.journal.standing if asked.journal.is_weighed(id)}
    waiting = [item for item in queue if _waits(asked, item, weighed)]
    links = sum(isinstance(item, Link) for item in waiting)
    kind = kind if kind in KINDS else "all"
    chosen = [item for item in waiting if kind == "all" or isinstance(item, Link) == (kind == "links")]
    shown, paging = cut_page(chosen, page, asked, size=ROWS)
    standing = {j.id for held in asked.journal.standing.values() for j in held}
    return ReviewPage(
        kind=kind,
        doubts=tuple(_lay_out(asked, item) for item in shown),
        paging=paging,
        links=links,
        claims=len(waiting) - links,
        judged=len(standing),
        sample=asked.lookup.sample,
    )


def _rank(asked: Asked) -> Iterator[Link | Claim]:
    lookup = asked.lookup
    links = [link for link in lookup.story.resolution.offered if len(lookup.find_claims((link.a, link.b))) == 2]
    ranked: list[tuple[float, str, Link | Claim]] = [(2 * abs(link.score - HALFWAY), link.a, link) for link in links]
    ranked += [(claim.statement.confidence, claim.id, claim) for claim in lookup.story.claims]
    return (item for _, _, item in sorted(ranked, key=lambda r: (r[0], r[1])))


def _waits(asked: Asked, item: Link | Claim, weighed: Collection[str]) -> bool:
    if isinstance(item, Link):
        return not asked.journal.is_paired(item.a, item.b)
    return item.id not in weighed


def _lay_out(asked: Asked, item: Link | Claim) -> Doubt:
    if isinstance(item, Claim):
        said = f"The reader is sure of this claim to {item.statement.confidence:.2f}, where 1 is certain."
        return Doubt(lay_out_evidence(asked, item), None, said, ())
    a, b = (lay_out_evidence(asked, claim) for claim in asked.lookup.find_claims((item.a, item.b)))
    reasons = tuple(asked.lookup.hide_among(reason.text, (item.a, item.b)) for reason in item.reasons)
    return Doubt(a, b, f"The rules give {item.score:.2f} that these are about one thing, where 1 is certain.", reasons)

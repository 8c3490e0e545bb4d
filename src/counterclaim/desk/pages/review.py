"""The review queue: what the rules and the reader are least sure of comes first, one key for each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Paging, cut_page
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Claim
from counterclaim.records.people import Busy
from counterclaim.records.story import Link

ROWS = 8
KINDS = ("all", "links", "claims")
# Links are offered between these scores by the rules; halfway is a coin toss.
HALFWAY = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to decide: a claim (`other` is None), or whether two claims are about one thing.

    `doubt` says how sure rules or reader are, in words, `reasons` why the two may be one; `busy` says who else has it
    before them, and since when (empty for nobody).
    """

    claim: Evidence
    other: Evidence | None
    doubt: str
    reasons: tuple[str, ...]
    busy: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue, most doubtful first, without what was judged already; `judged` counts judgements that stand.

    What others have before them comes last; `others` are their names.
    """

    kind: str
    doubts: tuple[Doubt, ...]
    paging: Paging
    links: int
    claims: int
    judged: int
    sample: str
    others: tuple[str, ...] = ()


def show_review(asked: Asked, kind: str, page: int) -> ReviewPage:
    """Give a page of the queue; an unknown kind is all."""
    waiting, links = _find_waiting(asked)
    kind = kind if kind in KINDS else "all"
    chosen = waiting if kind == "all" else [item for item in waiting if isinstance(item, Link) == (kind == "links")]
    busy = asked.keeper.list_busy(asked.visitor)
    if busy:  # Two people who open the queue at once begin at two ends of it.
        chosen = sorted(chosen, key=lambda item: _is_busy(item, busy))
    shown, paging = cut_page(chosen, page, asked, size=ROWS)
    asked.keeper.hold(asked.visitor, [id for item in shown for id in _claims_of(item) if id not in busy])
    return ReviewPage(
        kind=kind,
        doubts=tuple(replace(_lay_out(asked, item), busy=tell_busy(busy, _claims_of(item))) for item in shown),
        paging=paging,
        links=links,
        claims=len(waiting) - links,
        judged=asked.journal.count_standing(),
        sample=asked.lookup.sample,
        others=tuple(sorted({make_name(one.name) for one in busy.values()})),
    )


def tell_busy(busy: Mapping[str, Busy], claim_ids: Iterable[str]) -> str:
    """Say who else has one of these claims before them, and since when; empty for nobody."""
    found = next((busy[id] for id in claim_ids if id in busy), None)
    return f"{make_name(found.name)} has had this open since {found.since:%H:%M} UTC." if found else ""


def _claims_of(item: Link | Claim) -> tuple[str, ...]:
    return (item.a, item.b) if isinstance(item, Link) else (item.id,)


def _rank(asked: Asked) -> Iterator[Link | Claim]:
    lookup = asked.lookup
    links = [link for link in lookup.story.resolution.offered if len(lookup.find_claims((link.a, link.b))) == 2]
    ranked: list[tuple[float, str, Link | Claim]] = [(2 * abs(link.score - HALFWAY), link.a, link) for link in links]
    ranked += [(claim.statement.confidence, claim.id, claim) for claim in lookup.story.claims]
    return (item for _, _, item in sorted(ranked, key=lambda r: (r[0], r[1])))


def _find_waiting(asked: Asked) -> tuple[Sequence[Link | Claim], int]:
    """Give what waits, most doubtful first, and how many links are in it; found once for each judgement."""
    edition, journal = asked.edition, asked.journal
    number, waiting, links = edition.memo.get("waiting", (-1, (), 0))
    if number != journal.number:
        queue = edition.once("queue", lambda: tuple(_rank(asked)))
        weighed = {id for id in journal.standing if journal.is_weighed(id)}
        waiting = [item for item in queue if _waits(asked, item, weighed)]
        links = sum(isinstance(item, Link) for item in waiting)
        edition.memo["waiting"] = (journal.number, waiting, links)
    return waiting, links


def _waits(asked: Asked, item: Link | Claim, weighed: Collection[str]) -> bool:
    if isinstance(item, Link):
        return not asked.journal.is_paired(item.a, item.b)
    return item.id not in weighed


def _is_busy(item: Link | Claim, busy: Mapping[str, Busy]) -> bool:
    return item.a in busy or item.b in busy if isinstance(item, Link) else item.id in busy


def _lay_out(asked: Asked, item: Link | Claim) -> Doubt:
    if isinstance(item, Claim):
        said = f"The reader is sure of this claim to {item.statement.confidence:.2f}, where 1 is certain."
        return Doubt(lay_out_evidence(asked, item), None, said, ())
    a, b = (lay_out_evidence(asked, claim) for claim in asked.lookup.find_claims((item.a, item.b)))
    reasons = tuple(asked.lookup.hide_among(reason.text, (item.a, item.b)) for reason in item.reasons)
    return Doubt(a, b, f"The rules give {item.score:.2f} that these are about one thing, where 1 is certain.", reasons)

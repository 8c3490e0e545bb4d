"""The review queue: what the rules and the reader are least sure of comes first, one key for each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Paging, cut_page
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.ties import Offered, Tie, lay_out_offered, list_all_offered
from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Claim
from counterclaim.records.people import Busy

ROWS = 8
KINDS = ("all", "links", "claims")
# Links are offered between these scores by the rules; halfway is a coin toss.
HALFWAY = 0.5


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to decide: a claim (`other` is None), or whether two claims, incidents or questions are one (`tie`).

    `doubt` says how sure rules or reader are, in words, `reasons` why the two may be one; `claim` and `other` stand for
    the two. `busy` says who else has it before them, and since when (empty for nobody).
    """

    claim: Evidence
    other: Evidence | None
    doubt: str
    reasons: tuple[str, ...]
    busy: str = ""
    tie: Tie | None = None


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
    chosen = waiting if kind == "all" else [item for item in waiting if isinstance(item, Offered) == (kind == "links")]
    busy = asked.keeper.list_busy(asked.visitor)
    if busy:  # Two people who open the queue at once begin at two ends of it.
        chosen = sorted(chosen, key=lambda item: any(id in busy for id in _claims_of(item)))
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


def _claims_of(item: Offered | Claim) -> tuple[str, ...]:
    return item.claim_ids if isinstance(item, Offered) else (item.id,)


def _rank(asked: Asked) -> Iterator[Offered | Claim]:
    lookup = asked.lookup
    links = list_all_offered(asked.edition)
    ranked: list[tuple[float, str, Offered | Claim]] = [(2 * abs(o.link.score - HALFWAY), o.link.a, o) for o in links]
    ranked += [(claim.statement.confidence, claim.id, claim) for claim in lookup.story.claims]
    return (item for _, _, item in sorted(ranked, key=lambda r: (r[0], r[1])))


def _find_waiting(asked: Asked) -> tuple[Sequence[Offered | Claim], int]:
    """Give what waits, most doubtful first, and how many links are in it; found once for each judgement."""
    edition, journal = asked.edition, asked.journal
    number, waiting, links = edition.memo.get("waiting", (-1, (), 0))
    if number != journal.number:
        queue = edition.once("queue", lambda: tuple(_rank(asked)))
        weighed = {id for id in journal.standing if journal.is_weighed(id)}
        waiting = [item for item in queue if _waits(asked, item, weighed)]
        links = sum(isinstance(item, Offered) for item in waiting)
        edition.memo["waiting"] = (journal.number, waiting, links)
    return waiting, links


def _waits(asked: Asked, item: Offered | Claim, weighed: Collection[str]) -> bool:
    if isinstance(item, Offered):
        return not asked.journal.is_paired(*item.claim_ids)
    return item.id not in weighed


def _lay_out(asked: Asked, item: Offered | Claim) -> Doubt:
    if isinstance(item, Claim):
        said = f"The reader is sure of this claim to {item.statement.confidence:.2f}, where 1 is certain."
        return Doubt(lay_out_evidence(asked, item), None, said, ())
    a, b = (lay_out_evidence(asked, asked.lookup.claims[id]) for id in item.claim_ids)
    tie = lay_out_offered(asked, item)
    one = {"claim": "about one thing", "incident": "one incident", "question": "one question"}[tie.about]
    return Doubt(a, b, f"The rules give {tie.score} that these are {one}, where 1 is certain.", tie.reasons, tie=tie)

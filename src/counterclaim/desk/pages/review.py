"""The review queue: what the rules and the reader are least sure of comes first, one key for each answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Paging, cut_rows
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.ties import Offered, Tie, lay_out_offered, list_all_offered
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, link_claim
from counterclaim.publish.wording import write_moment
from counterclaim.records.claim import Claim
from counterclaim.records.people import Busy

ROWS = 8
FEW_CLAIMS = 3
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
class Work:
    """What somebody else has before them: since when, the first claims of it, and how many more."""

    name: str
    since: str
    stamp: str
    claims: tuple[Linked, ...]
    further: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The queue, most doubtful first, without what was judged already; `judged` counts judgements that stand.

    What others have before them comes last; `others` are their names, `works` what each has.
    """

    kind: str
    doubts: tuple[Doubt, ...]
    paging: Paging
    links: int
    claims: int
    judged: int
    sample: str
    others: tuple[str, ...] = ()
    works: tuple[Work, ...] = ()


def show_review(asked: Asked, kind: str, page: int) -> ReviewPage:
    """Give a page of the queue; an unknown kind is all."""
    queue = asked.edition.once("queue", lambda: tuple(_rank(asked)))
    settled = _find_settled(asked)
    kind = kind if kind in KINDS else "all"
    totals = {"all": settled.links + settled.claims, "links": settled.links, "claims": settled.claims}
    waiting: Iterator[Offered | Claim] = (
        item for item in queue if _names(item) not in settled.names and _is_of(item, kind)
    )
    busy = asked.keeper.list_busy(asked.visitor)
    if busy:  # Two people who open the queue at once begin at two ends of it.
        waiting = _put_last(waiting, busy)
    shown, paging = cut_rows(waiting, totals[kind], page, asked, size=ROWS)
    asked.keeper.hold(asked.visitor, [id for item in shown for id in _claims_of(item) if id not in busy])
    return ReviewPage(
        kind=kind,
        doubts=tuple(replace(_lay_out(asked, item), busy=tell_busy(busy, _claims_of(item))) for item in shown),
        paging=paging,
        links=settled.links,
        claims=settled.claims,
        judged=asked.journal.count_standing(),
        sample=asked.lookup.sample,
        others=tuple(sorted({make_name(one.name) for one in busy.values()})),
        works=_list_works(asked, busy),
    )


def _list_works(asked: Asked, busy: Mapping[str, Busy]) -> tuple[Work, ...]:
    by_name: dict[str, list[str]] = {}
    for claim_id, one in busy.items():
        by_name.setdefault(one.name, []).append(claim_id)
    works = []
    for name, ids in sorted(by_name.items()):
        since = min(busy[id].since for id in ids)
        claims = asked.lookup.find_claims(sorted(ids)[:FEW_CLAIMS])
        links = tuple(asked.addresses.aim(link_claim(asked.lookup, claim)) for claim in claims)
        told = write_moment(since, exact=True)
        works.append(Work(make_name(name), told, since.isoformat(), links, len(ids) - len(links)))
    return tuple(works)


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
    ranked += [(claim.sure, claim.id, claim) for claim in lookup.story.claims]
    return (item for _, _, item in sorted(ranked, key=lambda r: (r[0], r[1])))


@dataclass(frozen=True, slots=True)
class _Settled:
    """What of the queue was judged, by `_names`, and how many links and claims are left."""

    names: Set[object]
    links: int
    claims: int


def _find_settled(asked: Asked) -> _Settled:
    """Give what was judged by now, found once for each judgement without walking the queue."""
    edition, journal = asked.edition, asked.journal
    number, settled = edition.memo.get("settled", (-1, _Settled(frozenset(), 0, 0)))
    if number != journal.number:
        offers = list_all_offered(edition)
        paired = {_names(one) for one in offers if journal.is_paired(*one.claim_ids)}
        weighed = {id for id in journal.standing if id in edition.lookup.claims and journal.is_weighed(id)}
        left = len({_names(one) for one in offers}) - len(paired), len(edition.lookup.claims) - len(weighed)
        settled = _Settled(paired | weighed, *left)
        edition.memo["settled"] = (journal.number, settled)
    known: _Settled = settled
    return known


def _names(item: Offered | Claim) -> object:
    return item.id if isinstance(item, Claim) else (item.link.a, item.link.b)


def _is_of(item: Offered | Claim, kind: str) -> bool:
    return kind == "all" or isinstance(item, Offered) == (kind == "links")


def _put_last(items: Iterable[Offered | Claim], busy: Mapping[str, Busy]) -> Iterator[Offered | Claim]:
    held: list[Offered | Claim] = []
    for item in items:
        if any(id in busy for id in _claims_of(item)):
            held.append(item)
        else:
            yield item
    yield from held


def _tell_inferred(claim: Claim) -> list[str]:
    """Say whom words were taken to mean that do not name them ("the army"), and how often that is right."""
    said = dict.fromkeys((*claim.actor, *claim.object, *((claim.speaker,) if claim.speaker else ())))
    doubts = {(mention.actor.name, mention.sure) for mention in said if mention.actor is not None and mention.sure < 1}
    return [
        f"Words that leave open who is meant were taken to mean {name}; that is right in {sure:.0%} of such cases."
        for name, sure in sorted(doubts)
    ]


def _lay_out(asked: Asked, item: Offered | Claim) -> Doubt:
    if isinstance(item, Claim):
        said = f"The reader is sure of this claim to {item.statement.confidence:.2f}, where 1 is certain."
        said += "".join(f" {told}" for told in _tell_inferred(item))
        return Doubt(lay_out_evidence(asked, item), None, said, ())
    a, b = (lay_out_evidence(asked, asked.lookup.claims[id]) for id in item.claim_ids)
    tie = lay_out_offered(asked, item)
    one = {"claim": "about one thing", "incident": "one incident", "question": "one question"}[tie.about]
    return Doubt(a, b, f"The rules give {tie.score} that these are {one}, where 1 is certain.", tie.reasons, tie=tie)

"""One question: every claimant's figures over time, the sentence behind each, what contradicts it, what range follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option
from counterclaim.desk.pages.days import Day, list_days
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.joins import Joins, follow, join_question
from counterclaim.desk.pages.sourced import LEASTS, NOT_GRADED, Graded, find_grade, read_sources, spread_by_grade
from counterclaim.desk.pages.ties import Tie, lay_out_offered, list_offered
from counterclaim.errors import UnknownName
from counterclaim.publish.brief import STANDING_NOTE
from counterclaim.publish.disputes import Card, lay_out_card
from counterclaim.publish.links import Linked
from counterclaim.publish.lookup import anchor_of
from counterclaim.records.claim import Claim
from counterclaim.records.story import Question

MOST_EVIDENCE = 40
MOST_STEPS = 12
MOST_CLASHES = 12
MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question.

    `card` is as in the brief, with links that lead to `evidence` on this page or to the claim's own page; `cut` says in
    sentences what of it was left out for length. `days` lead to the question as it stood then; `whole` is the question
    that this one is a sub-count of, `parts` are its own sub-counts; `joins` is what it can be merged with and parted from.
    `grades` are what the register says of the sources that carry the claims, by claim; where `least` is a grade, ranges that
    rest on such sources alone stand with the others. `offered` are links to other questions that wait for a person; `seen` is
    the newest judgement about it, which forms send back.
    """

    id: str
    card: Card
    cut: tuple[str, ...]
    least: str
    leasts: tuple[Option, ...]
    is_graded: bool
    grades: dict[str, Graded]
    evidence: tuple[Evidence, ...]
    days: tuple[Day, ...]
    whole: Linked | None
    parts: tuple[Linked, ...]
    note: str
    sample: str
    joins: Joins
    offered: tuple[Tie, ...]
    seen: str


def show_question(asked: Asked, id: str, least: str = "") -> QuestionPage:
    """Give the page of a question; raises UnknownName where nobody gives a figure on it, or not by that day."""
    edition, lookup = asked.edition, asked.lookup
    id = follow(asked, id, edition.lookup.questions, is_question=True)
    question = edition.question(id)
    known = edition.answers.get(id)
    if known is None:
        raise UnknownName(f"Nobody gives a figure on this question {lookup.sample}.")
    sources = read_sources(asked)
    sourced = spread_by_grade(asked, question, least, sources)
    card, cut = _shorten(lay_out_card(lookup, question, replace(known, spreads=(*known.spreads, *sourced))))
    claims = _find_claims(asked, question)
    shown = claims[:MOST_EVIDENCE]
    if len(claims) > len(shown):
        cut = (*cut, f"the sentences of {len(claims) - len(shown)} further claims: each figure leads to its own")
    here = {anchor_of(claim.id) for claim in shown}
    parts = edition.once("parts", lambda: _group_parts(asked)).get(id, ())
    return QuestionPage(
        id=id,
        card=asked.addresses.aim(card, here),
        cut=cut,
        least=least,
        leasts=LEASTS,
        is_graded=any(source.grade for source in sources.values()),
        grades={c.id: graded for c in shown if (graded := find_grade(asked, c, sources)) != NOT_GRADED},
        evidence=tuple(lay_out_evidence(asked, claim) for claim in shown),
        days=list_days(asked, claims),
        whole=_link(asked, question.part_of) if question.part_of in edition.answers else None,
        parts=tuple(link for part in parts if (link := _link(asked, part.id))),
        note=STANDING_NOTE,
        sample=lookup.sample,
        joins=join_question(asked, question),
        offered=tuple(lay_out_offered(asked, one) for one in list_offered(asked, (id,))[:MOST_OFFERED]),
        seen=asked.journal.newest.get(question.claim_ids[0], ""),
    )


def _shorten(card: Card) -> tuple[Card, tuple[str, ...]]:
    cut: list[str] = []
    rows = []
    for row in card.rows:
        if len(row.steps) > MOST_STEPS:
            cut.append(f"{len(row.steps) - MOST_STEPS} earlier figures of {row.claimant}")
        rows.append(replace(row, steps=row.steps[-MOST_STEPS:], latest=row.latest[-4:]))
    if len(card.clashes) > MOST_CLASHES:
        cut.append(f"{len(card.clashes) - MOST_CLASHES} further contradictions")
    return replace(card, rows=tuple(rows), clashes=card.clashes[:MOST_CLASHES]), tuple(cut)


def _find_claims(asked: Asked, question: Question) -> list[Claim]:
    """Give the claims behind a question's figures and contradictions, by publication; each once."""
    known = asked.edition.answers[question.id]
    ids: Iterable[str] = (id for t in known.tallies for e in t.entries for id in (e.claim_id, *e.copies))
    clashing = (id for clash in known.clashes for id in clash.claim_ids)
    claims = asked.lookup.find_claims(dict.fromkeys((*ids, *clashing)))
    return sorted(claims, key=asked.lookup.order_of)


def _group_parts(asked: Asked) -> dict[str, list[Question]]:
    """Give the sub-counts that somebody gives a figure on, by the question that they are part of."""
    found: dict[str, list[Question]] = {}
    for question in asked.lookup.story.resolution.questions:
        if question.part_of and question.id in asked.edition.answers:
            found.setdefault(question.part_of, []).append(question)
    return found


def _link(asked: Asked, question_id: str | None) -> Linked | None:
    label = asked.lookup.label_of(question_id)
    return Linked(label, asked.addresses.to(f"/questions/{question_id}"), label) if label else None

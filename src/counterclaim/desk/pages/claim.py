"""One claim: its sentence in context, what it answers, what it may be the same as, and everything judged about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.pages.editor import Editor, lay_out_editor
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.incidents import name_incident_of
from counterclaim.desk.pages.review import tell_busy
from counterclaim.publish.links import Linked, link_claim
from counterclaim.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Pair:
    """Another claim that may be about the same thing, too uncertain for the rules: how sure they are, and why."""

    id: str
    other: Linked
    score: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim, with the form that corrects it.

    `busy` says who else has it before them, and since when (empty for nobody).
    """

    evidence: Evidence
    questions: tuple[Linked, ...]
    incident: Linked | None
    pairs: tuple[Pair, ...]
    editor: Editor
    sample: str
    busy: str = ""


def show_claim(asked: Asked, id: str) -> ClaimPage:
    """Give the page of a claim; raises UnknownName with near matches."""
    edition, lookup = asked.edition, asked.lookup
    claim = edition.claim(id)
    asked.keeper.hold(asked.visitor, [id])
    labels = ((q.id, lookup.label_of(q.id)) for q in edition.questions_of.get(id, ()) if q.id in edition.answers)
    return ClaimPage(
        evidence=lay_out_evidence(asked, claim),
        questions=tuple(Linked(label, asked.addresses.to(f"/questions/{q}"), label) for q, label in labels),
        incident=name_incident_of(asked, claim),
        pairs=tuple(_pair(asked, claim)),
        editor=lay_out_editor(asked, claim),
        sample=lookup.sample,
        busy=tell_busy(asked.keeper.list_busy(asked.visitor), (id,)),
    )


def _pair(asked: Asked, claim: Claim) -> Iterator[Pair]:
    for link in asked.edition.offered.get(claim.id, ()):
        other = asked.lookup.claims.get(link.b if link.a == claim.id else link.a)
        if other and not asked.journal.is_paired(claim.id, other.id):
            reasons = tuple(asked.lookup.hide_among(reason.text, (link.a, link.b)) for reason in link.reasons)
            yield Pair(other.id, asked.addresses.aim(link_claim(asked.lookup, other)), f"{link.score:.2f}", reasons)

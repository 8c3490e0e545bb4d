"""One claim: its sentence in context, what it answers, what it may be the same as, and everything judged about it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.pages.editor import Editor, lay_out_editor
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.incidents import name_incident_of
from counterclaim.desk.pages.review import tell_busy
from counterclaim.desk.pages.ties import Tie, lay_out_offered, list_offered
from counterclaim.publish.links import Linked


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim, with the form that corrects it.

    `pairs` are links at the claim that are too uncertain for the rules: to another claim or an incident.
    `busy` says who else has it before them, and since when (empty for nobody).
    """

    evidence: Evidence
    questions: tuple[Linked, ...]
    incident: Linked | None
    pairs: tuple[Tie, ...]
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
        pairs=tuple(lay_out_offered(asked, one) for one in list_offered(asked, (id,))),
        editor=lay_out_editor(asked, claim),
        sample=lookup.sample,
        busy=tell_busy(asked.keeper.list_busy(asked.visitor), (id,)),
    )

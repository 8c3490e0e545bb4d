"""One claim: its sentence in context, what it answers, what it may be the same as, and everything judged about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.incidents import name_incident_of
from counterclaim.publish.figures import write_figure
from counterclaim.publish.links import Linked, link_claim
from counterclaim.publish.wording import write_period, write_place
from counterclaim.records.claim import Claim

# The fields that a person can correct: name, label, how it is written.
FIELDS = (
    ("figure", "Figure", "12, 12-20, at least 12, dozens; none takes it away"),
    ("measure", "What is counted", "killed, injured, captured …"),
    ("side", "Whose losses", ""),
    ("actor", "By whom", ""),
    ("claimant", "Claimant", ""),
    ("place", "Place", "after a comma: country or province"),
    ("period", "When", "2026-02-26, 2026-02-26..2026-02-28, 2026-02"),
    ("kind", "Kind", "KILL, STRIKE, DENY …"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Another claim that may be about the same thing, too uncertain for the rules: how sure they are, and why."""

    id: str
    other: Linked
    score: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim. `fields` are what can be corrected (name, label, how to write it), `values` what stands there now."""

    evidence: Evidence
    questions: tuple[Linked, ...]
    incident: Linked | None
    pairs: tuple[Pair, ...]
    fields: tuple[tuple[str, str, str], ...]
    values: dict[str, str]
    sample: str


def show_claim(asked: Asked, id: str) -> ClaimPage:
    """Give the page of a claim; raises UnknownName with near matches."""
    edition, lookup = asked.edition, asked.lookup
    claim = edition.claim(id)
    labels = ((q.id, lookup.label_of(q.id)) for q in edition.questions_of.get(id, ()) if q.id in edition.answers)
    return ClaimPage(
        evidence=lay_out_evidence(asked, claim),
        questions=tuple(Linked(label, asked.addresses.to(f"/questions/{q}"), label) for q, label in labels),
        incident=name_incident_of(asked, claim),
        pairs=tuple(_pair(asked, claim)),
        fields=FIELDS,
        values=_read_values(asked, claim),
        sample=lookup.sample,
    )


def _pair(asked: Asked, claim: Claim) -> Iterator[Pair]:
    for link in asked.edition.offered.get(claim.id, ()):
        other = asked.lookup.claims.get(link.b if link.a == claim.id else link.a)
        if other and not asked.journal.is_paired(claim.id, other.id):
            reasons = tuple(asked.lookup.hide_among(reason.text, (link.a, link.b)) for reason in link.reasons)
            yield Pair(other.id, asked.addresses.aim(link_claim(asked.lookup, other)), f"{link.score:.2f}", reasons)


def _read_values(asked: Asked, claim: Claim) -> dict[str, str]:
    hide = asked.lookup.hide
    places = [write_place(mention.place) for mention in claim.place if mention.place]
    periods = [write_period(mention.period) for mention in claim.time if mention.period]
    actors = [mention.actor.name for mention in claim.actor if mention.actor]
    return {
        "figure": write_figure(claim.quantity).signs if claim.quantity else "none",
        "measure": claim.measure.value if claim.measure else "nothing",
        "side": hide(claim.victim_side or "not told", claim),
        "actor": hide(actors[0] if actors else "not known", claim),
        "claimant": asked.lookup.name_claimant(claim),
        "place": places[0] if places else "not told",
        "period": periods[0] if periods else "not told",
        "kind": claim.statement.kind.value,
    }

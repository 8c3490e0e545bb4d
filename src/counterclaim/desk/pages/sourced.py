"""A team's grades beside claims, and the ranges of one question that rest on graded sources alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option
from counterclaim.pipeline.sourcing import open_register
from counterclaim.publish.legible import make_name
from counterclaim.reconcile.sayings import find_parties
from counterclaim.reconcile.sourced import spread_among
from counterclaim.records.claim import Claim
from counterclaim.records.sources import Among, Reliability, Source, fold_outlet
from counterclaim.records.story import Question, Spread


@dataclass(frozen=True, slots=True)
class Graded:
    """What the register says of the source that carries a claim: its letter, empty where it has none, and the rest in words."""

    letter: str
    words: str


NOT_GRADED = Graded("", "")
LEASTS = tuple(
    Option(one.value, f"{one.value} or better" if one.value > "A" else "A") for one in Reliability if one.value < "F"
)


def read_sources(asked: Asked) -> Mapping[str, Source]:
    """Give the register as it stands now, by `fold_outlet`; none where no ledger stands behind the page."""
    ledger = getattr(asked.keeper, "ledger", None)
    if ledger is None:
        return {}
    with ledger.view() as view:
        return open_register(view)


def find_grade(asked: Asked, claim: Claim, sources: Mapping[str, Source]) -> Graded:
    """Give what the register says of the outlet that carries a claim."""
    report = asked.lookup.report_of(claim)
    source = sources.get(fold_outlet(report.outlet.name)) if report and report.outlet else None
    if source is None:
        return NOT_GRADED
    belongs = (
        f"{source.belonging.value}{f', {make_name(source.side)}' if source.side else ''}" if source.belonging else ""
    )
    graded = f"graded {source.grade.value}, {source.grade.words}, by {make_name(source.author)}" if source.grade else ""
    return Graded(source.grade.value if source.grade else "", "; ".join(filter(None, (graded, belongs))))


def spread_by_grade(
    asked: Asked, question: Question, written: str, sources: Mapping[str, Source]
) -> tuple[Spread, ...]:
    """Give the ranges of a question from sources of a grade or better; none for a letter that nothing can rest on."""
    if written not in {option.value for option in LEASTS}:
        return ()
    edition, lookup = asked.edition, asked.lookup
    parties = edition.once("parties", lambda: find_parties(edition.story.claims))
    claims = {c.id: c for c in lookup.find_claims(question.claim_ids) if not lookup.decided.is_rejected(c.id)}
    reports = {c.statement.report_id: lookup.reports[c.statement.report_id] for c in claims.values()}
    among = Among.of(Reliability(written), sources.values())
    return spread_among([question], claims, reports, lookup.voices, parties, among)

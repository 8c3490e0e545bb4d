"""A claim with its sentence in the sentences around it: what stands behind every figure on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.publish.annex import Entry, lay_out_entry
from counterclaim.publish.decided import describe_judgement
from counterclaim.publish.legible import make_legible, make_name
from counterclaim.publish.lookup import anchor_of
from counterclaim.publish.quotes import Piece, cut_sentence
from counterclaim.publish.wording import write_day
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Verdict

REACH = 240


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim: its entry, its sentence in pieces with the words before and after it, where it was published, and
    what people decided about it, newest last; `seen` is the newest
    judgement, which a form sends back, `stamp` the time of publication in ISO 8601.
    """

    id: str
    anchor: str
    href: str
    entry: Entry
    before: str
    pieces: tuple[Piece, ...]
    after: str
    report_href: str
    outlet: str
    when: str
    stamp: str
    confidence: str
    standing: tuple[str, ...]
    seen: str


def lay_out_evidence(asked: Asked, claim: Claim) -> Evidence:
    """Give a claim with its sentence in context; private names are withheld there too."""
    lookup, addresses = asked.lookup, asked.addresses
    before, after = find_surroundings(asked, claim)
    return Evidence(
        id=claim.id,
        anchor=anchor_of(claim.id),
        href=addresses.to(f"/claims/{claim.id}"),
        entry=lay_out_entry(lookup, claim),
        before=before,
        pieces=cut_sentence(lookup, (claim,)),
        after=after,
        report_href=addresses.to(f"/reports/{claim.statement.report_id}", claim=claim.id) + f"#{anchor_of(claim.id)}",
        outlet=lookup.outlet_of(claim),
        when=lookup.moment_of(claim),
        stamp=lookup.stamp_of(claim),
        confidence=f"{claim.statement.confidence:.2f}",
        standing=tuple(describe(asked, one) for one in list_standing(asked, claim)),
        seen=asked.journal.newest.get(claim.id, ""),
    )


def describe(asked: Asked, judgement: Judgement) -> str:
    """Give who decided what, and why, in a few words."""
    reason = asked.lookup.masks.hide(judgement.reason[:2000])
    told = f"{describe_judgement(judgement)}, by {make_name(judgement.author)} on {write_day(judgement.at.date())}"
    return f"{told} ({make_name(reason)})" if reason else told


def list_standing(asked: Asked, claim: Claim) -> tuple[Judgement, ...]:
    """Give the standing judgements about a claim, oldest first: those that the edition knows, and newer ones."""
    known = asked.edition.judged.get(claim.id, ())
    made = (*known, *asked.journal.standing.get(claim.id, ()))
    held = {j.id: j for j in made if j.id not in asked.journal.withdrawn and j.verdict is not Verdict.CODE}
    return tuple(sorted(held.values(), key=lambda j: (j.at, j.id)))


def find_surroundings(asked: Asked, claim: Claim) -> tuple[str, str]:
    """Give the words before and after a claim's sentence in its line, without private names."""
    report = asked.lookup.report_of(claim)
    if report is None:
        return "", ""
    text, evidence = report.text, claim.statement.evidence
    start = max(text.rfind("\n", 0, evidence.start) + 1, evidence.start - REACH)
    line = text.find("\n", evidence.end)
    end = min(line if line >= 0 else len(text), evidence.end + REACH)
    hide = asked.lookup.masks.hide
    before = make_legible(hide(text[start : evidence.start], report.id))
    after = make_legible(hide(text[evidence.end : end], report.id))
    is_cut = start > 0 and text[start - 1] != "\n"
    return ("… " if is_cut and before else "") + before, after + (
        " …" if end < len(text) and end != line and after else ""
    )

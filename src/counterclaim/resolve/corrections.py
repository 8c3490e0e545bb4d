"""What people corrected in claims, and the claims that they entered themselves because the reader had missed them.

What an edit sets stands in place of what was read; the last edit of a field holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Verdict
from counterclaim.records.text import Report
from counterclaim.resolve.entered import place_among, rebuild_claim
from counterclaim.resolve.fields import apply_edit, read_edit


def correct(
    claims: Iterable[Claim], judgements: Iterable[Judgement], reports: Iterable[Report] = ()
) -> tuple[Claim, ...]:
    """Give the claims with what standing edits set in them, and among them, in text order, those that people entered.

    Ids stay as read. A value that cannot be understood (one that was forgotten, say) changes nothing, and so does one
    that points into a report that is not among `reports`. An entered claim takes the place of one of its kind that a
    later reading finds in the same words.
    """
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    withdrawn = {j.revokes for j in ordered if j.revokes}
    standing = [j for j in ordered if j.id not in withdrawn and not j.revokes]
    held = list(reports) if any(j.verdict in (Verdict.EDIT, Verdict.ENTER) for j in standing) else []
    texts = {report.id: report.text for report in held}
    entered = {j.subject: claim for j in standing if j.verdict is Verdict.ENTER if (claim := rebuild_claim(j, texts))}
    edits: dict[str, dict[str, object]] = {}
    for judgement in standing:
        if judgement.verdict is Verdict.EDIT:
            edits.setdefault(judgement.subject, {}).update(read_edit(judgement))
    together = place_among(claims, list(entered.values()), held) if entered else claims
    return tuple(apply_edit(c, edits[c.id], texts) if c.id in edits else c for c in together)

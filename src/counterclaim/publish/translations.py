"""The words of an original behind those of its translation: the paragraph that a person put beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.publish.legible import show_unseen
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report, Span

if TYPE_CHECKING:
    from counterclaim.publish.lookup import Lookup

LONGEST_ORIGINAL = 1500
HIDDEN = "withheld: the paragraph names a private person"


def find_original(report: Report, span: Span) -> Span | None:
    """Give the paragraph of the original that the first words of a span translate, with its offsets in the original.

    None where the report is no translation, or nothing of the original stands behind the span.
    """
    behind = report.translated.behind(span.start, span.start + 1) if report.translated else ()
    return behind[0] if behind else None


def quote_original(lookup: Lookup, report: Report, claim: Claim) -> str:
    """Give the original behind a claim's sentence for a page, empty where there is none.

    A name that is withheld cannot be found in the script of another language, so that its whole paragraph is withheld.
    """
    span = claim.statement.evidence
    found = find_original(report, span)
    if found is None:
        return ""
    pairs = report.translated.pairs if report.translated else ()
    start, end = next((start, end) for start, end, _, _ in pairs if start <= span.start < end)
    if lookup.masks.find(report.text[start:end], report.id):
        return HIDDEN
    return " ".join(show_unseen(found.text[:LONGEST_ORIGINAL]).split())

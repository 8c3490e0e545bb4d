"""Short quotes: full texts stay with whoever holds the ledger."""

from __future__ import annotations

from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import quote
from counterclaim.records.claim import Claim

LONGEST_EXCERPT = 300
_CUT = "…"


def cut_excerpt(lookup: Lookup, claim: Claim) -> str:
    """Give the claim's sentence without private names; beyond `LONGEST_EXCERPT` characters the words around its figure."""
    pieces = quote(lookup, claim).pieces
    text = "".join(piece.text for piece in pieces)
    if len(text) <= LONGEST_EXCERPT:
        return text.strip()
    at = 0
    for piece in pieces:
        if piece.role in ("figure", "trigger"):
            break
        at += len(piece.text)
    else:
        at = 0
    first = max(min(at - LONGEST_EXCERPT // 2, len(text) - LONGEST_EXCERPT), 0)
    words = text[first : first + LONGEST_EXCERPT]
    if first:
        words = _CUT + words.partition(" ")[2]
    if first + LONGEST_EXCERPT < len(text):
        words = words.rpartition(" ")[0] + _CUT
    return words.strip()

"""The sentence behind a claim, cut into pieces that a page can mark; private names are withheld inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.publish.legible import show_unseen
from counterclaim.publish.lookup import OWN_VOICE, Lookup, anchor_of
from counterclaim.publish.masking import WITHHELD
from counterclaim.records.claim import Claim
from counterclaim.records.text import Span

LONGEST_QUOTE = 1500
_LEFT_OUT = " […] "


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quoted sentence; `role` is "figure", "trigger", "speaker", "withheld", "cut" or "" for plain
    words.
    """

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's sentence with everything needed to say whose it is.

    `href` leads to the claim's entry, on the same page unless the page says otherwise; `stamp` is the moment of publication
    in ISO 8601, empty where only the day is known.
    """

    anchor: str
    claimant: str
    outlet: str
    when: str
    chain: tuple[str, ...]
    pieces: tuple[Piece, ...]
    href: str
    stamp: str = ""

    @property
    def through(self) -> tuple[str, ...]:
        """The chain without what only says the claimant again."""
        if self.chain == (f"{self.claimant} {OWN_VOICE}",):
            return (OWN_VOICE.strip("()"),)
        return self.chain[:-1] if len(self.chain) > 1 and self.chain[-1] == self.claimant else self.chain

    @property
    def text(self) -> str:
        """The quoted words as one string."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a claimant, with further claims that hold the very same words (copies of one text)."""

    quote: Quote
    also: tuple[Quote, ...] = ()


def quote_all(lookup: Lookup, claims: Iterable[Claim]) -> tuple[Said, ...]:
    """Give the claims' quotes by publication, then id; the same words in one voice are told once."""
    said: dict[tuple[str, str], list[Quote]] = {}
    for claim in sorted(claims, key=lookup.order_of):
        one = quote(lookup, claim)
        said.setdefault((lookup.voice_of(claim), one.text), []).append(one)
    return tuple(Said(first, tuple(rest)) for first, *rest in said.values())


def quote(lookup: Lookup, claim: Claim) -> Quote:
    """Give the claim's sentence as a quote; beyond `LONGEST_QUOTE` it is cut around the trigger and says so."""
    anchor = anchor_of(claim.id)
    return Quote(
        anchor=anchor,
        claimant=lookup.name_claimant(claim),
        outlet=lookup.outlet_of(claim),
        when=lookup.moment_of(claim),
        chain=lookup.chain_of(claim),
        pieces=cut_sentence(lookup, (claim,)),
        href=f"#{anchor}",
        stamp=lookup.stamp_of(claim),
    )


def cut_sentence(lookup: Lookup, claims: Sequence[Claim]) -> tuple[Piece, ...]:
    """Give the sentence of the first claim in pieces, marked for every claim; earlier marks win where two meet."""
    evidence = claims[0].statement.evidence
    first, last = _window(evidence, claims[0].statement.trigger)
    words = evidence.text[first:last]
    marks = [(start, end, "withheld") for start, end in lookup.masks.find(words, claims[0].statement.report_id)]
    for span, role in (found for claim in claims for found in _roles(claim)):
        start, end = span.start - evidence.start - first, span.end - evidence.start - first
        if (
            0 <= start < end <= len(words)
            and words[start:end] == span.text
            and not any(s < end and start < e for s, e, _ in marks)
        ):
            marks.append((start, end, role))
    pieces = [Piece(_LEFT_OUT, "cut")] if first else []
    at = 0
    for start, end, role in sorted(marks):
        pieces.append(Piece(_clean(words[at:start])))
        pieces.append(Piece(WITHHELD if role == "withheld" else _clean(words[start:end]), role))
        at = end
    pieces.append(Piece(_clean(words[at:])))
    if last < len(evidence.text):
        pieces.append(Piece(_LEFT_OUT, "cut"))
    return tuple(piece for piece in pieces if piece.text)


def _roles(claim: Claim) -> list[tuple[Span, str]]:
    """Which spans of the sentence are marked; where two overlap the earlier of this list wins."""
    figures = (
        [claim.quantity.span, *(part.span for part in claim.quantity.parts)]
        if claim.quantity and claim.quantity.written
        else []
    )
    speaker = claim.statement.source.speaker
    return [
        *((span, "figure") for span in figures),
        (claim.statement.trigger, "trigger"),
        *(((speaker, "speaker"),) if speaker else ()),
    ]


def _window(evidence: Span, trigger: Span) -> tuple[int, int]:
    """Give the stretch of a sentence that is quoted, its words kept whole where white space is near."""
    if len(evidence.text) <= LONGEST_QUOTE:
        return 0, len(evidence.text)
    middle = trigger.start - evidence.start
    first = min(max(middle - LONGEST_QUOTE // 2, 0), len(evidence.text) - LONGEST_QUOTE)
    last = first + LONGEST_QUOTE
    if first:
        gap = evidence.text.find(" ", first, first + 40)
        first = gap + 1 if gap >= 0 else first
    if last < len(evidence.text):
        gap = evidence.text.rfind(" ", last - 40, last)
        last = gap if gap >= 0 else last
    return first, last


def _clean(text: str) -> str:
    return show_unseen(text).replace("\n", " ").replace("\r", " ").replace("\t", " ")

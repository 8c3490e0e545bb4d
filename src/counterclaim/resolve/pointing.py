"""Words that a person points at for a role of a claim. They are kept as offsets: their text is that of the report, and
goes with it where something is forgotten."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records.claim import Bound, Claim, Quantity
from counterclaim.records.statement import Attribution, Voice
from counterclaim.records.text import Span
from counterclaim.records.world import ActorMention, PeriodMention, PlaceMention

ROLES = ("event", "figure", "speaker", "actor", "object", "place", "time")
"""The roles of words that a person may point at, by their names on pages and command lines."""

WORDS = {f"words.{role}": role for role in ROLES}
"""The fields of an edit that say where words stand: [start, end] in the report's text, None for nowhere."""


def find_words(claim: Claim) -> dict[str, Span]:
    """Give the words of each role that has any, the first of them where there are several."""
    statement, figure = claim.statement, claim.quantity
    found = {
        "event": (statement.trigger,),
        "figure": (figure.span,) if figure and figure.written else (),
        "speaker": (statement.source.speaker,) if statement.source.speaker else (),
        "actor": statement.actor,
        "object": statement.object,
        "place": statement.place,
        "time": statement.time,
    }
    return {role: found[role][0] for role in ROLES if found[role]}


def point(claim: Claim, role: str, span: Span | None) -> Claim:
    """Give the claim with one of its roles at these words, None for none; what they mean is not looked up here.

    Raises ValueError for a role that needs words, KeyError for one that is none of `ROLES`.
    """
    statement, spans = claim.statement, () if span is None else (span,)
    if role == "event":
        if span is None:
            raise ValueError("a claim has an event")
        return replace(claim, statement=replace(statement, trigger=span))
    if role == "figure":
        return _point_figure(claim, span)
    if role == "speaker":
        source = Attribution()
        if span is not None:
            inside = statement.evidence.start <= span.start < statement.evidence.end
            source = Attribution(Voice.SPEAKER, span, statement.source.cue, statement.source.via, carried=not inside)
        speaker = ActorMention(span) if span else None
        return replace(claim, statement=replace(statement, source=source), speaker=speaker, chain=())
    if role == "actor":
        return replace(claim, statement=replace(statement, actor=spans), actor=tuple(map(ActorMention, spans)))
    if role == "object":
        return replace(claim, statement=replace(statement, object=spans), object=tuple(map(ActorMention, spans)))
    if role == "place":
        return replace(claim, statement=replace(statement, place=spans), place=tuple(map(PlaceMention, spans)))
    if role == "time":
        return replace(claim, statement=replace(statement, time=spans), time=tuple(map(PeriodMention, spans)))
    raise KeyError(role)


def _point_figure(claim: Claim, span: Span | None) -> Claim:
    if span is None:
        return replace(claim, statement=replace(claim.statement, amounts=()), quantity=None)
    old = claim.quantity or Quantity(span, None, None, Bound.VAGUE, "persons")
    parts = tuple(part for part in old.parts if part.span.end <= span.start or span.end <= part.span.start)
    amounts = (span, *(part.span for part in parts))
    quantity = replace(old, span=span, parts=parts, written=True)
    return replace(claim, statement=replace(claim.statement, amounts=amounts, counted=None), quantity=quantity)


def find_span(value: object, text: str) -> Span | None:
    """Give the words at [start, end]; raises ValueError where the text has none there."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(type(at) is int for at in value):
        raise ValueError("words stand at [start, end]")
    start, end = value
    if not 0 <= start < end <= len(text):
        raise ValueError("no words stand there")
    return Span(start, end, text[start:end])

"""Texts with marked mentions: "«The army» said" is a text and the span of its mention."""

from __future__ import annotations

from tests.make import make_report

from counterclaim.normalise.actors import Actors, Role
from counterclaim.records.statement import Attribution, Kind, StandsFor, Statement, Status, Voice
from counterclaim.records.text import Report, Span


def read_marked(marked: str, published: str | None = "2026-03-01") -> tuple[Report, list[Span]]:
    """Give the report of a marked text and its marked spans in order."""
    text, starts, ends = "", [], []
    for char in marked:
        if char == "«":
            starts.append(len(text))
        elif char == "»":
            ends.append(len(text))
        else:
            text += char
    spans = [Span(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return make_report(text, published=published), spans


def resolve_ids(marked: str, role: Role = Role.ACTOR, published: str | None = "2026-03-01") -> list[str | None]:
    """Give the actor ids of the last marked span."""
    report, spans = read_marked(marked, published)
    return [m.actor.id if m.actor else None for m in Actors(report).resolve(spans[-1], role).mentions]


def make_statement(
    kind: Kind = Kind.KILL,
    *,
    evidence: Span | None = None,
    actor: tuple[Span, ...] = (),
    object: tuple[Span, ...] = (),
    speaker: Span | None = None,
    cue: Span | None = None,
    stands_for: tuple[StandsFor, ...] = (),
    voice: Voice | None = None,
) -> Statement:
    """Give a statement of `kind`; its voice is the speaker's where there is one, else the report's."""
    nowhere = Span(0, 0, "")
    told = voice or (Voice.SPEAKER if speaker is not None else Voice.REPORT)
    return Statement(
        "s",
        "r",
        kind,
        Status.ASSERTED,
        1.0,
        evidence or nowhere,
        nowhere,
        actor=actor,
        object=object,
        source=Attribution(told, speaker, cue),
        stands_for=stands_for,
    )

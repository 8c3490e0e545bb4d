"""Words that name a party → actors of the tables, in the context of one report. Doubt is a gap, never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import Gap
from counterclaim.records.statement import Statement
from counterclaim.records.text import Report, Span
from counterclaim.records.world import ActorMention


class Role(StrEnum):
    """What a mention does in its statement: a city that speaks or acts is a government, a city that is bombed is a place."""

    SPEAKER = "speaker"
    ACTOR = "actor"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The parties that one span names, in text order (several where it coordinates them), and what stayed open."""

    mentions: tuple[ActorMention, ...]
    gaps: tuple[Gap, ...] = ()


class Actors:
    """The parties of one report: built once per report, asked per span. Its order of asking changes no answer."""

    def __init__(self, report: Report, statements: Sequence[Statement] = ()) -> None:
        self.report = report

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes of the parties that the report names, most often named first, then by code."""
        return ()

    def resolve(self, span: Span, role: Role = Role.ACTOR, statement: Statement | None = None) -> Resolved:
        """Give the actors that `span` names; a mention without an actor comes with a gap whose field is the role.

        With `statement`, its `stands_for` leads pronouns and short names to their antecedent; the mention keeps its own span.
        A place that is only a place gives a mention without an actor and without a gap.
        """
        return Resolved((ActorMention(span),), (Gap(role.value, f"no party is known by “{span.text}”"),))

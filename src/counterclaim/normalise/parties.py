"""Everything about who, for one statement: the one call that `normalise` makes into the actors' modules."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.normalise.actors import Actors, Role
from counterclaim.records.claim import Claimant, ClaimantBasis, Gap, VictimStatus
from counterclaim.records.statement import Statement
from counterclaim.records.world import ActorMention


@dataclass(frozen=True, slots=True)
class Parties:
    """Who speaks, acts and is acted on in one statement, who answers for it, and whom the counted people belong to."""

    claimant: Claimant
    speaker: ActorMention | None = None
    actor: tuple[ActorMention, ...] = ()
    object: tuple[ActorMention, ...] = ()
    victim_status: VictimStatus | None = None
    victim_side: str | None = None
    gaps: tuple[Gap, ...] = ()


def find_parties(statement: Statement, actors: Actors) -> Parties:
    """Resolve all parties of `statement`; `actors` was built from its report."""
    acting = [actors.resolve(span, Role.ACTOR, statement) for span in statement.actor]
    affected = [actors.resolve(span, Role.OBJECT, statement) for span in statement.object]
    return Parties(
        Claimant("unknown outlet", "unnamed outlet", ClaimantBasis.UNKNOWN_OUTLET),
        None,
        tuple(m for r in acting for m in r.mentions),
        tuple(m for r in affected for m in r.mentions),
        gaps=tuple(g for r in acting + affected for g in r.gaps),
    )

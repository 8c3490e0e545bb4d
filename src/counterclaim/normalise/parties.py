"""Everything about who, for one statement: the one call that `normalise` makes into the actors' modules."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counterclaim.normalise.actors import Actors, Resolved, Role
from counterclaim.normalise.claimants import find_claimant
from counterclaim.normalise.victims import find_side, find_status
from counterclaim.records.claim import Claimant, Gap, VictimStatus
from counterclaim.records.statement import Kind, Statement, Voice
from counterclaim.records.world import ActorMention

_LOSING = re.compile(r"(?:\w+ )?los(?:t|es?|ing)", re.I)


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
    """Resolve all parties of `statement`; `actors` was built from its report. Each gap is told once."""
    source = statement.source
    speaker = None
    if source.voice is Voice.SPEAKER and source.speaker is not None:
        speaker = actors.resolve(source.speaker, Role.SPEAKER, statement)
    acting = [actors.resolve(span, Role.ACTOR, statement) for span in statement.actor]
    affected = [actors.resolve(span, Role.OBJECT, statement) for span in statement.object]
    claimant = find_claimant(statement, speaker, actors)
    side, side_gap = find_side(statement, affected, acting, speaker, actors)
    # Whose soldiers they are may be plain from the sentence though not from the phrase.
    open_objects = () if side is not None else affected
    gaps = [gap for found in (speaker, *acting, *open_objects) if found is not None for gap in found.gaps]
    if side_gap is not None:
        gaps.append(side_gap)
    return Parties(
        claimant,
        _one_mention(speaker, statement),
        tuple(m for r in acting for m in r.mentions if not _only_loses(m, side, statement)),
        tuple(m for r in affected for m in r.mentions),
        find_status(statement, claimant, actors),
        side,
        tuple(dict.fromkeys(gaps)),
    )


def _only_loses(mention: ActorMention, side: str | None, statement: Statement) -> bool:
    """Whether a party is told of as losing its own: "Zenda lost 40 men" says of nobody that he killed them."""
    loses = statement.kind in (Kind.KILL, Kind.DESTROY) and _LOSING.fullmatch(statement.trigger.text)
    return bool(loses and mention.actor and mention.actor.side and mention.actor.side == side)


def _one_mention(speaker: Resolved | None, statement: Statement) -> ActorMention | None:
    """Give the speaker as one mention on the speaker's span; its actor only where the span names one."""
    if speaker is None or statement.source.speaker is None:
        return None
    if len(speaker.mentions) != 1:
        return ActorMention(statement.source.speaker)
    return replace(speaker.mentions[0], span=statement.source.speaker)

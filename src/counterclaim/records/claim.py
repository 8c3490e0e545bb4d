"""Claims: statements made comparable. Every claim has a claimant; what could not be determined is a gap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.records.statement import Statement
from counterclaim.records.text import Span
from counterclaim.records.world import Actor, ActorMention, PeriodMention, PlaceMention

_NAME_WORD = re.compile(r"[^\W_]+")
_LINKING = {"the", "a", "an", "in", "at", "of", "from", "for", "and", "s", "its", "his", "her", "main", "local"}
_STAFF = {"doctor", "doctors", "medic", "medics", "staff", "official", "officials", "source", "sources", "spokesman"}
_STAFF |= {"spokeswoman", "spokesperson", "director", "head", "chief", "worker", "workers"}


class Measure(StrEnum):
    """What a figure counts. Never mixed; only KILLED counts as killed."""

    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DESTROYED = "destroyed"
    SEIZED = "seized"
    RELEASED = "released"
    IN_NEED = "in need"
    CASUALTIES = "casualties"
    LOSSES = "losses"
    NEUTRALISED = "neutralised"
    STRUCK = "struck"


class Bound(StrEnum):
    """How the words bound the number."""

    EXACT = "exactly"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    NEARLY = "nearly"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class PartRelation(StrEnum):
    """How a further amount stands to the first one of its claim."""

    PART = "part"
    PARTITION = "partition"
    OVERLAP = "overlap"
    BESIDE = "beside"


Number = int | float


@dataclass(frozen=True, slots=True)
class Part:
    """A further amount of one claim. `of` tells whom or what it counts, in the report's words."""

    span: Span
    low: Number | None
    high: Number | None
    bound: Bound
    unit: str | None = None
    of: str | None = None
    relation: PartRelation = PartRelation.BESIDE


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as its words bound it: "more than 450" is low 450, "nearly 300" high 300, "12" is 12–12, "dozens" None–None.

    `written` is False where no amount stands in the text and `span` is what is counted.
    """

    span: Span
    low: Number | None
    high: Number | None
    bound: Bound
    unit: str | None = None
    cumulative: bool = False
    parts: tuple[Part, ...] = ()
    written: bool = True

    @property
    def number(self) -> Number | None:
        """The number as printed: the low one of a range, None for words such as "dozens"."""
        return self.low if self.low is not None else self.high


class ScopeKind(StrEnum):
    """Whether a figure is a total, a flow in a window, or a stock at a moment."""

    TOTAL = "total"
    FLOW = "flow"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure covers, as its speaker states it; unstated parts are None (and gaps)."""

    kind: ScopeKind | None = None
    start: date | None = None
    as_of: date | None = None
    span: Span | None = None


class VictimValue(StrEnum):
    """Who the people counted are said to be."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    POLICE = "police"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class VictimStatus:
    """A status of the people counted, and the name of whoever says so."""

    value: VictimValue
    by: str | None = None


class ClaimantBasis(StrEnum):
    """Why this claimant answers for the claim."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    AGENCY = "agency"
    UNKNOWN_OUTLET = "unknown outlet"


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who answers for a claim: the speaker's institution, or the outlet or agency when the report speaks in its own voice.

    `name` is never empty. `key` is equal for two claims exactly when one institution answers for both.
    """

    key: str
    name: str
    basis: ClaimantBasis
    actor: Actor | None = None
    is_private_person: bool = False

    @property
    def side(self) -> str | None:
        """The party that the claimant speaks for, or None."""
        return self.actor.side if self.actor else None

    @property
    def mouth(self) -> str:
        """The institution, else the words for somebody not known further, in any order and whoever of its staff speaks.

        "The hospital in Zenda", "Zenda hospital" and "a doctor at Zenda hospital" are one where reports are told to
        speak of one thing; across all reports they need not be.
        """
        if self.actor is not None or self.basis is not ClaimantBasis.SPEAKER:
            return self.key
        if self.key.startswith(_NAMED):
            return self.key
        words = set(_NAME_WORD.findall(self.name.casefold())) - _LINKING
        place = words - _STAFF
        return "name:" + " ".join(sorted(place if len(place) > 1 else words))


_NAMED = "named:"
"""How the key of somebody known by a full name begins, whatever the title told beside it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be determined, and why."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its actors, places, periods, quantity and scope resolved as far as the text carries.

    `id` digests the statement id and the versions of the tables and rules that made it comparable.
    `victim_side` names the party that the people counted belong to, None where the report does not tell. `chain` resolves
    `statement.source.chain`: whoever stands between the speaker and the report, innermost first.
    """

    id: str
    statement: Statement
    claimant: Claimant
    speaker: ActorMention | None = None
    actor: tuple[ActorMention, ...] = ()
    object: tuple[ActorMention, ...] = ()
    measure: Measure | None = None
    quantity: Quantity | None = None
    scope: Scope = Scope()
    place: tuple[PlaceMention, ...] = ()
    time: tuple[PeriodMention, ...] = ()
    victim_status: VictimStatus | None = None
    gaps: tuple[Gap, ...] = ()
    reading: str = ""
    chain: tuple[ActorMention, ...] = ()
    victim_side: str | None = None

    @property
    def sure(self) -> float:
        """How sure the tool is of this claim (0–1): of its reading, or of whom its words mean, whichever is less."""
        named = (*self.actor, *self.object, *((self.speaker,) if self.speaker else ()))
        least: float = min((mention.sure for mention in named), default=1.0)
        return min(least, self.statement.confidence)

"""Statements: what a report says happened, as read. Words and spans only; nothing is resolved or counted yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.text import Span

BY_PERSON = "entered by a person"
"""The reader of what no reading found and a person entered."""


class Kind(StrEnum):
    """What a statement is about: harm that is counted, force, words and politics."""

    KILL = "KILL"
    INJURE = "INJURE"
    CAPTURE = "CAPTURE"
    MISSING = "MISSING"
    RELEASE = "RELEASE"
    DISPLACE = "DISPLACE"
    NEED = "NEED"
    DESTROY = "DESTROY"
    SEIZE = "SEIZE"
    STRIKE = "STRIKE"
    FIGHT = "FIGHT"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ACCUSE = "ACCUSE"
    DENY = "DENY"
    THREATEN = "THREATEN"
    REQUEST = "REQUEST"
    SUPPORT = "SUPPORT"
    CONSULT = "CONSULT"
    MEDIATE = "MEDIATE"
    AGREE = "AGREE"
    RETREAT = "RETREAT"
    AID = "AID"
    PROTEST = "PROTEST"


HARM = frozenset(
    Kind(k) for k in ["KILL", "INJURE", "CAPTURE", "MISSING", "RELEASE", "DISPLACE", "NEED", "DESTROY", "SEIZE"]
)
FORCE = frozenset(Kind(k) for k in ["STRIKE", "FIGHT", "MOBILIZE", "COERCE"])
WORDS = frozenset(Kind) - HARM - FORCE


class Status(StrEnum):
    """Whether the report tells it as fact, as not having happened, or as planned, feared, demanded, possible."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    IRREALIS = "irrealis"


class Voice(StrEnum):
    """In whose voice a sentence speaks: the report's own, hearsay without a speaker ("reportedly"), or a speaker's."""

    REPORT = "report"
    HEARSAY = "hearsay"
    SPEAKER = "speaker"


class SpeakerClass(StrEnum):
    """What kind of source a speaker is."""

    NAMED_OFFICIAL = "named official"
    ANONYMOUS_OFFICIAL = "anonymous official"
    UNNAMED_SOURCES = "unnamed sources"
    INSTITUTION = "institution"
    HOSPITAL = "hospital"
    MONITOR = "monitor"
    WITNESS = "witness"
    COURT = "court"
    DOCUMENT = "document"
    FOOTAGE = "footage"
    SOCIAL_POST = "social post"


class Basis(StrEnum):
    """How the speaker knows, where the report tells."""

    SAW = "saw"
    COUNTED = "counted"
    WAS_TOLD = "was told"
    INFERS = "infers"


class DenialTarget(StrEnum):
    """What a denial denies."""

    OCCURRENCE = "occurrence"
    AUTHORSHIP = "authorship"
    FIGURE = "figure"
    VICTIM_STATUS = "victim status"
    INTENT = "intent"
    ALLEGATION = "allegation"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited, with which cue, through whom. `chain` runs outward from the speaker to the outlet's own words.

    `carried` is True where the speaker stands in an earlier sentence that the text carries on ("He added …").
    """

    voice: Voice = Voice.REPORT
    speaker: Span | None = None
    cue: Span | None = None
    via: Span | None = None
    chain: tuple[Span, ...] = ()
    speaker_class: SpeakerClass | None = None
    basis: Basis | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class StandsFor:
    """A mention (pronoun, role noun, short name) and the span it stands for; None where that is doubtful, with the reason."""

    mention: Span
    antecedent: Span | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One event as one sentence tells it, with the span of everything that was found.

    `id` digests report id, trigger span and kind. `amounts` are in text order. `counted` is (low, high) where no
    amount is written but the count is plain from `object` ("a nun and her bodyguard" is (2, 2)).
    """

    id: str
    report_id: str
    kind: Kind
    status: Status
    confidence: float
    evidence: Span
    trigger: Span
    actor: tuple[Span, ...] = ()
    object: tuple[Span, ...] = ()
    amounts: tuple[Span, ...] = ()
    place: tuple[Span, ...] = ()
    time: tuple[Span, ...] = ()
    means: tuple[Span, ...] = ()
    source: Attribution = Attribution()
    cumulative: bool = False
    violent: bool = True
    counted: tuple[int, int] | None = None
    denies: DenialTarget | None = None
    scope: Span | None = None
    verification: Span | None = None
    stands_for: tuple[StandsFor, ...] = ()
    context: tuple[Span, ...] = ()
    reader: str = ""

    @property
    def offset(self) -> int:
        """Where the trigger begins in the words of its sentence (`evidence.text`)."""
        return max(0, self.trigger.start - self.evidence.start)

    @property
    def before(self) -> str:
        """The words of its sentence before the trigger."""
        return self.evidence.text[: self.offset]

"""What many claims tell together: voices, incidents, questions, tallies, positions, contradictions, spreads, judgements."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from counterclaim.records.claim import Claim, Measure, Number, Quantity, Scope, VictimValue
from counterclaim.records.statement import DenialTarget, Kind
from counterclaim.records.text import Report
from counterclaim.records.world import Period, Place


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a link or relation, in words a reader can check."""

    text: str
    weight: float = 0.0


class LinkState(StrEnum):
    """MADE by the rules, OFFERED to a person because it is uncertain, or judged by one."""

    MADE = "made"
    OFFERED = "offered"
    JUDGED_SAME = "judged same"
    JUDGED_DIFFERENT = "judged different"


@dataclass(frozen=True, slots=True)
class Link:
    """Two ids said to be one thing, with a score in [0, 1] and the reasons for it."""

    a: str
    b: str
    score: float
    state: LinkState
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Syndication:
    """Reports that carry one text: one voice. `first` is the earliest by publication time, then id."""

    id: str
    report_ids: tuple[str, ...]
    first: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing in the world, as far as claims agree that it is one."""

    id: str
    claim_ids: tuple[str, ...]
    kinds: tuple[Kind, ...]
    sides: tuple[str, ...]
    place: Place | None
    period: Period | None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """A run of fighting between the same sides."""

    id: str
    sides: tuple[str, ...]
    period: Period | None
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What several claims answer: measure × population × perpetrator × place × scope.

    `population` names whose losses are counted (a side, or the words of the report where no side is known).
    `unit` is what is counted (persons, posts, tanks …). `label` never states a figure. `part_of` is the question whose
    total this one is a sub-count of; `parts` are the sub-counts that answer it, as (claim id, index in `Quantity.parts`).
    """

    id: str
    measure: Measure
    population: str
    side: str | None
    status: VictimValue
    unit: str
    perpetrator: str | None
    place: Place | None
    scope: Scope
    label: str
    claim_ids: tuple[str, ...]
    part_of: str | None = None
    parts: tuple[tuple[str, int], ...] = ()


class Relation(StrEnum):
    """How a figure of one claimant stands to an earlier one of the same claimant on the same question."""

    FIRST = "first"
    SUPERSEDES = "supersedes"
    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"
    DISOWNS = "disowns"
    RECLASSIFIES = "reclassifies"
    REPEATS = "repeats"
    ROUNDS = "rounds"
    VARIANT = "variant"
    ADDS = "adds"
    RESTATES = "restates"
    LOWER_UNEXPLAINED = "lower, unexplained"
    HIGHER_UNEXPLAINED = "higher, unexplained"


@dataclass(frozen=True, slots=True)
class TallyEntry:
    """One figure in a tally. `copies` are further claims of the same utterance (other outlets, copies of the text).

    `told` is True where the report itself states the relation; else it is inferred and `reason` says from what.
    `also` are further relations to the same entry, `told_in` the claim whose sentence states them, and `derived` the sum
    of the last total and the increments since: arithmetic of ours, shown as such and never part of a spread.
    """

    claim_id: str
    quantity: Quantity
    at: date | None
    relation: Relation
    to: str | None
    told: bool
    reason: str
    current: bool
    copies: tuple[str, ...] = ()
    also: tuple[Relation, ...] = ()
    told_in: str | None = None
    derived: Number | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """One claimant's figures on one question, in order. `own_loss` where a party reports its own combatants' losses."""

    id: str
    question_id: str
    claimant_key: str
    claimant: str
    side: str | None
    own_loss: bool
    entries: tuple[TallyEntry, ...]


class ContradictionType(StrEnum):
    """In what two claims cannot both hold."""

    NUMBER = "number"
    OCCURRENCE = "occurrence"
    AUTHORSHIP = "authorship"
    STATUS = "status"
    PLACE_OR_TIME = "place or time"
    INTENT = "intent"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims on one question, with overlapping scope and as-of, that cannot all hold."""

    id: str
    type: ContradictionType
    question_id: str | None
    claim_ids: tuple[str, ...]
    apart: Number | None
    reason: str


@dataclass(frozen=True, slots=True)
class NotComparable:
    """Claims that look like one question and are not, and why."""

    claim_ids: tuple[str, ...]
    question_ids: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Low, best and high for a question under a named rule, with the claims it rests on; None is unknown, never 0."""

    question_id: str
    rule: str
    low: Number | None
    best: Number | None
    high: Number | None
    claim_ids: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What a party accuses, denies, threatens, asks, supports, offers or agrees, toward whom, with its claims."""

    id: str
    kind: Kind
    holder: str
    toward: str | None
    claim_ids: tuple[str, ...]
    at: date | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """An allegation and the denial that answers it."""

    allegation: str
    denial: str
    target: DenialTarget
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A demand, request or offer and the claim that refuses it: nothing is denied by refusing."""

    demand: str
    refusal: str
    reason: str


class Verdict(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SAME = "same"
    DIFFERENT = "different"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    ESTIMATE = "estimate"
    ENTER = "enter"
    CODE = "code"


class About(StrEnum):
    """What a judgement is about; an incident or question is named by the claim that founds it."""

    CLAIM = "claim"
    INCIDENT = "incident"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision. It names report, offsets, quoted words and kind, so that it survives a re-reading.

    `subject` and `other` are claim ids: of the claim judged, or of one that stands for its incident or question (ids of
    these are understood too). `detail` is the verdict's own content as a JSON object: "about" (an `About`; a claim where
    it is missing), "part" (which sub-count of the claim's figure founds the question), "from" and "claims" (further claims
    on the subject's and on the other's side), "set" and "was" (the fields of an edit), "grade", "low", "best", "high".
    ENTER makes a claim that no reading found: "sentence" is where it stands, "set" what it says.
    """

    id: str
    verdict: Verdict
    subject: str
    other: str | None
    report_id: str | None
    start: int | None
    end: int | None
    quoted: str | None
    kind: Kind | None
    detail: str
    author: str
    reason: str
    at: datetime
    revokes: str | None = None

    @property
    def content(self) -> Mapping[str, Any]:
        """The verdict's own content, empty where there is none or it cannot be understood."""
        try:
            content = json.loads(self.detail) if self.detail else {}
        except (ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}

    @property
    def about(self) -> About:
        """What the judgement is about: a claim, unless its content says otherwise."""
        named = self.content.get("about")
        return About(named) if named in set(About) else About.CLAIM

    @property
    def subjects(self) -> tuple[str, ...]:
        """The claims that it is about, each once."""
        return tuple(dict.fromkeys(name for name in (self.subject, self.other) if name))

    def list_claims(self, side: str) -> tuple[str, ...]:
        """Give the further claims that the content names on one side: "from" the subject's, "claims" the other's."""
        listed = self.content.get(side)
        return tuple(item for item in listed if isinstance(item, str)) if isinstance(listed, list) else ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which claims speak of the same thing. Order of input does not matter; the same claims give the same bytes."""

    syndications: tuple[Syndication, ...]
    incidents: tuple[Incident, ...]
    episodes: tuple[Episode, ...]
    questions: tuple[Question, ...]
    offered: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What each claimant holds and where they cannot both be right, as of a moment (None: all that was read)."""

    as_of: date | None
    tallies: tuple[Tally, ...]
    spreads: tuple[Spread, ...]
    contradictions: tuple[Contradiction, ...]
    not_comparable: tuple[NotComparable, ...]
    positions: tuple[Position, ...]
    pairings: tuple[Pairing, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Everything a brief, a table or a page is made from; `judgements` are the decisions of people honoured in it."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    resolution: Resolution
    reconciliation: Reconciliation
    skipped: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()

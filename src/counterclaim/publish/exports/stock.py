"""A story indexed for export: which incident and questions a claim belongs to, what a person has reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.publish.lookup import Lookup
from counterclaim.publish.wording import count_of
from counterclaim.records.claim import Claim
from counterclaim.records.story import About, Incident, Question, Spread, Story, Tally, Verdict

REVIEWED = frozenset({Verdict.ACCEPT, Verdict.EDIT, Verdict.ENTER})


@dataclass(frozen=True, slots=True)
class Stock:
    """A story with everything that an export looks up in it; `labels` are of questions. Private names are withheld."""

    lookup: Lookup
    incidents: Mapping[str, Incident]
    questions: Mapping[str, tuple[Question, ...]]
    tallies: Mapping[str, tuple[Tally, ...]]
    spreads: Mapping[tuple[str, str], Spread]
    reviewed: frozenset[str]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, story: Story) -> Stock:
        """Index a story: incident and questions by claim id, tallies by question id, spreads by question id and rule."""
        questions: dict[str, list[Question]] = defaultdict(list)
        for question in story.resolution.questions:
            for claim_id in question.claim_ids:
                questions[claim_id].append(question)
        tallies: dict[str, list[Tally]] = defaultdict(list)
        for tally in story.reconciliation.tallies:
            tallies[tally.question_id].append(tally)
        lookup = Lookup.of(story)
        return cls(
            lookup,
            {claim_id: incident for incident in story.resolution.incidents for claim_id in incident.claim_ids},
            {claim_id: tuple(found) for claim_id, found in questions.items()},
            {question_id: tuple(found) for question_id, found in tallies.items()},
            {(spread.question_id, spread.rule): spread for spread in story.reconciliation.spreads},
            find_reviewed(story),
            {question.id: lookup.label_of(question.id) for question in story.resolution.questions},
        )

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.lookup.story

    def claims_of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the claims of these ids by publication, then id."""
        return tuple(sorted(self.lookup.find_claims(dict.fromkeys(ids)), key=self.lookup.order_of))

    def name_claimants(self, claims: Iterable[Claim]) -> str:
        """Give the claimants' names, each once, parted by semicolons."""
        return "; ".join(dict.fromkeys(self.lookup.name_claimant(claim) for claim in claims))

    def tell_review(self, claims: Iterable[Claim]) -> str:
        """Give "2 of 5 claims reviewed by a person"."""
        ids = {claim.id for claim in claims}
        return f"{len(ids & self.reviewed)} of {count_of(len(ids), 'claim')} reviewed by a person"


def find_reviewed(story: Story) -> frozenset[str]:
    """Give the claims that a person accepted, edited or entered, by the decisions that stand."""
    known = {claim.id for claim in story.claims}
    ordered = sorted((j for j in story.judgements if j.about is About.CLAIM), key=lambda j: (j.at, j.id))
    last = {j.subject: j.verdict for j in ordered if j.verdict in REVIEWED | {Verdict.REJECT}}
    return frozenset(subject for subject, verdict in last.items() if verdict in REVIEWED and subject in known)


def is_relayed(tally: Tally) -> bool:
    """Tell whether a tally is what an adversary passes on of a claimant's words: nobody's own figure."""
    return " via " in tally.claimant_key

"""An edition: the story of a ledger at one version and one day, with what pages ask of it found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from counterclaim.desk.summaries import Summary, summarise_questions
from counterclaim.errors import UnknownName
from counterclaim.publish.clashes import index_apart
from counterclaim.publish.disputes import Answers
from counterclaim.publish.lookup import Lookup
from counterclaim.records.claim import Claim
from counterclaim.records.story import Episode, Incident, Judgement, Link, Question, Story
from counterclaim.records.text import Report
from counterclaim.resolve.identity import name_incident, name_question

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A story with its indexes: nothing in it changes once it is made, so that requests share it.

    `version` is the ledger's, `seconds` is how long it took to put together, `made` when that was
    (by a clock that only runs on). Claims are indexed by report in text order,
    links and judgements by the claims that they are about. `order` ranks reports by publication; `sentences` and
    `claimants` are those of the claims in small letters without private names, for searching.
    """

    version: str
    as_of: date | None
    lookup: Lookup
    answers: Mapping[str, Answers]
    incidents: Mapping[str, Incident]
    episodes: Mapping[str, Episode]
    incident_of: Mapping[str, Incident]
    questions_of: Mapping[str, tuple[Question, ...]]
    claims_of: Mapping[str, tuple[Claim, ...]]
    offered: Mapping[str, tuple[Link, ...]]
    judged: Mapping[str, tuple[Judgement, ...]]
    order: Mapping[str, int]
    summaries: tuple[Summary, ...]
    sentences: Mapping[str, str]
    claimants: Mapping[str, str]
    seconds: float = 0.0
    made: float = 0.0
    memo: dict[object, Any] = field(default_factory=dict)

    def once(self, key: object, make: Callable[[], V]) -> V:
        """Give what `make` gives, made once for this edition under this key."""
        if key not in self.memo:
            self.memo[key] = make()
        found: V = self.memo[key]
        return found

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.lookup.story

    def question(self, id: str) -> Question:
        """Give a question; raises UnknownName with near matches."""
        return _find(self.lookup.questions, "question", id)

    def incident(self, id: str) -> Incident:
        """Give an incident; raises UnknownName with near matches."""
        return _find(self.incidents, "incident", id)

    def report(self, id: str) -> Report:
        """Give a report; raises UnknownName with near matches."""
        return _find(self.lookup.reports, "report", id)

    def claim(self, id: str) -> Claim:
        """Give a claim; raises UnknownName with near matches."""
        return _find(self.lookup.claims, "claim", id)


def make_edition(story: Story, version: str, *, masked: bool = True) -> Edition:
    """Index a story for its pages."""
    lookup = Lookup.of(story, masked=masked)
    known = story.reconciliation
    tallies = _group((t.question_id, t) for t in known.tallies)
    spreads = _group((s.question_id, s) for s in known.spreads)
    clashes = _group((c.question_id or "", c) for c in known.contradictions)
    apart = index_apart(lookup)
    in_order = sorted(story.claims, key=lambda c: (c.statement.evidence.start, c.statement.trigger.start, c.id))
    answered = ((id, q) for q in story.resolution.questions for id in _claims_of_question(q))
    reports = sorted(story.reports, key=lambda r: (r.published is None, str(r.published or ""), r.id))
    answers = {
        q.id: Answers(tallies[q.id], spreads.get(q.id, ()), clashes.get(q.id, ()), apart.get(q.id, ()))
        for q in story.resolution.questions
        if q.id in tallies
    }
    founded = {name(c.statement.id): id for id, c in lookup.claims.items() for name in (name_incident, name_question)}
    return Edition(
        version=version,
        as_of=known.as_of,
        lookup=lookup,
        answers=answers,
        incidents={incident.id: incident for incident in story.resolution.incidents},
        episodes={episode.id: episode for episode in story.resolution.episodes},
        incident_of={id: incident for incident in story.resolution.incidents for id in incident.claim_ids},
        questions_of=_group(answered),
        claims_of=_group((c.statement.report_id, c) for c in in_order),
        offered=_group((id, link) for link in story.resolution.offered for id in {link.a, link.b}),
        judged=_group(
            (founded.get(id, id), j) for j in story.judgements for id in dict.fromkeys((j.subject, j.other)) if id
        ),
        order={report.id: i for i, report in enumerate(reports)},
        summaries=summarise_questions(lookup, story.resolution.questions, answers),
        sentences={
            c.id: lookup.masks.hide(c.statement.evidence.text[:2000], c.statement.report_id).casefold()
            for c in story.claims
        },
        claimants={c.id: lookup.name_claimant(c).casefold() for c in story.claims},
    )


def _claims_of_question(question: Question) -> Iterable[str]:
    return dict.fromkeys((*question.claim_ids, *(claim_id for claim_id, _ in question.parts)))


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _find(known: Mapping[str, V], what: str, id: str) -> V:
    found = known.get(id)
    if found is None:
        near = sorted(key for key in known if id and key.startswith(id[:6]))[:3]
        raise UnknownName(f"The ledger has no {what} {id!r}." + (f" Near: {', '.join(near)}." if near else ""))
    return found

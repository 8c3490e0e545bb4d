"""An edition: the story of a ledger at one version and one day, with what pages ask of it found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from counterclaim.desk.recent import Recent
from counterclaim.desk.summaries import Summary, summarise_questions
from counterclaim.errors import UnknownName
from counterclaim.publish.clashes import index_apart
from counterclaim.publish.decided import Decided
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

    `version` is the ledger's, `seconds` is how long it took to put the whole together, `made` when it was made
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
    recent: Recent = field(default_factory=Recent)

    def once(self, key: object, make: Callable[[], V]) -> V:
        """Give what `make` gives, made once for this edition under this key."""
        if key not in self.memo:
            self.memo[key] = make()
        found: V = self.memo[key]
        return found

    def lately(self, key: object, make: Callable[[], V]) -> V:
        """Give what `make` gives, kept for this edition as long as it is among the `KEPT` that were asked for last."""
        found: V = self.recent.find(key, make)
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


# What pages keep in `memo` that rests on reports and claims alone, and what rests on these and on what they tell together:
# neither changes with what people decide beside them.
OF_CLAIMS = frozenset(
    (
        *("newest claims", "newest sentences", "newest reports", "words of reports", "voices", "published", "latest"),
        *("gaps", "openings", "facts", "actors", "names of actors", "parties", "parties by name", "founded", "sources"),
    )
)
OF_STORY = OF_CLAIMS | frozenset(
    (
        *("questions", "disputed", "measures", "sides", "sides by name", "changes", "news", "alike", "parts"),
        *("incidents", "words of incidents", "longest episodes", "weeks", "episode", "offers", "queue"),
        *("positions", "positions in time", "matrix", "own losses", "register"),
    )
)


def make_edition(story: Story, version: str, *, masked: bool = True, before: Edition | None = None) -> Edition:
    """Index a story for its pages; indexes of what it has in common with the edition `before` are taken from there."""
    if before is not None and _is_same_told(before.story, story):
        lookup = replace(before.lookup, story=story, decided=Decided.of(story))
        judged, memo = _index_judged(story, lookup), _keep(before, OF_STORY)
        return replace(before, version=version, lookup=lookup, judged=judged, memo=memo, recent=Recent())
    held = before if before is not None and _has_same_claims(before.story, story) else None
    lookup = _look_up(held, story) if held else Lookup.of(story, masked=masked)
    known = story.reconciliation
    tallies = _group((t.question_id, t) for t in known.tallies)
    spreads = _group((s.question_id, s) for s in known.spreads)
    clashes = _group((c.question_id or "", c) for c in known.contradictions)
    apart = index_apart(lookup)
    answered = ((id, q) for q in story.resolution.questions for id in _claims_of_question(q))
    answers = {
        q.id: Answers(tallies[q.id], spreads.get(q.id, ()), clashes.get(q.id, ()), apart.get(q.id, ()))
        for q in story.resolution.questions
        if q.id in tallies
    }
    return Edition(
        version=version,
        as_of=known.as_of,
        lookup=lookup,
        answers=answers,
        incidents={incident.id: incident for incident in story.resolution.incidents},
        episodes={episode.id: episode for episode in story.resolution.episodes},
        incident_of={id: incident for incident in story.resolution.incidents for id in incident.claim_ids},
        questions_of=_group(answered),
        claims_of=held.claims_of if held else _index_claims(story),
        offered=_group((id, link) for link in story.resolution.offered for id in {link.a, link.b}),
        judged=_index_judged(story, lookup),
        order=held.order if held else _rank_reports(story),
        summaries=summarise_questions(lookup, story.resolution.questions, answers),
        sentences=held.sentences if held else _fold_sentences(lookup),
        claimants=held.claimants if held else {c.id: lookup.name_claimant(c).casefold() for c in story.claims},
        memo=_keep(held, OF_CLAIMS) if held else {},
    )


def _has_same_claims(one: Story, other: Story) -> bool:
    return one.claims is other.claims and one.reports is other.reports and one.skipped == other.skipped


def _is_same_told(one: Story, other: Story) -> bool:
    same = one.resolution is other.resolution and one.reconciliation is other.reconciliation
    return same and _has_same_claims(one, other)


def _look_up(before: Edition, story: Story) -> Lookup:
    questions = {question.id: question for question in story.resolution.questions}
    return replace(before.lookup, story=story, questions=questions, decided=Decided.of(story))


def _keep(before: Edition, names: Collection[str]) -> dict[object, Any]:
    held = dict(before.memo)  # Pages add to it meanwhile.
    return {key: value for key, value in held.items() if (key[0] if isinstance(key, tuple) else key) in names}


def _index_claims(story: Story) -> dict[str, tuple[Claim, ...]]:
    in_order = sorted(story.claims, key=lambda c: (c.statement.evidence.start, c.statement.trigger.start, c.id))
    return _group((c.statement.report_id, c) for c in in_order)


def _rank_reports(story: Story) -> dict[str, int]:
    reports = sorted(story.reports, key=lambda r: (r.published is None, str(r.published or ""), r.id))
    return {report.id: i for i, report in enumerate(reports)}


def _fold_sentences(lookup: Lookup) -> dict[str, str]:
    hide = lookup.masks.hide
    said = ((c.id, hide(c.statement.evidence.text[:2000], c.statement.report_id)) for c in lookup.story.claims)
    return {id: text.casefold() for id, text in said}


def _index_judged(story: Story, lookup: Lookup) -> dict[str, tuple[Judgement, ...]]:
    """Give judgements by the claims that they are about; an incident or question stands for the claim that founds it."""
    named = {id for j in story.judgements for id in (j.subject, j.other) if id}
    strange = named - lookup.claims.keys()
    founded = {
        name: id
        for id, c in (lookup.claims.items() if strange else ())
        for name in (name_incident(c.statement.id), name_question(c.statement.id))
        if name in strange
    }
    return _group(
        (founded.get(id, id), j) for j in story.judgements for id in dict.fromkeys((j.subject, j.other)) if id
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

"""What is worth telling of a story, each in a sentence that names its claimant: what is new is what was not told before.

A change has several names: digests of the statements that it rests on, of their copies and of other versions of their
text. It is known again by any of them, so that a copy, a reprint or a re-reading tells nothing twice.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import name_holder
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import quote
from counterclaim.publish.stances import name_party_of
from counterclaim.publish.wording import CONTRADICTION_WORDS, RELATION_WORDS, count_of, write_moment
from counterclaim.records.claim import Claim, Number, Quantity
from counterclaim.records.statement import Kind
from counterclaim.records.story import Contradiction, Pairing, Question, Relation, Story, Tally, TallyEntry
from counterclaim.records.text import Report

MOST_LINES = 6
_STANDING_STILL = frozenset((Relation.FIRST, Relation.REPEATS, Relation.ROUNDS, Relation.VARIANT, Relation.RESTATES))
_FETCHED = re.compile(r"Fetched (\d{4}-\d\d-\d\dT[\d:]+(?:Z|[+-]\d\d:\d\d)?)")


class ChangeKind(StrEnum):
    """What sort of change it is, the weightiest first."""

    CONTRADICTION = "contradiction"
    FIGURE = "figure"
    ADMISSION = "admission"
    DENIAL = "denial"
    QUESTION = "question"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Words:
    """A quoted sentence with whoever says it and the report that carries it."""

    claimant: str
    text: str
    outlet: str
    title: str
    url: str
    published: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something worth telling. `most` is the greatest number in it, None where it holds none.

    `names` are digests by which it is known again; `parties` and `places` are all that it concerns, for rules.
    """

    kind: ChangeKind
    sentence: str
    names: frozenset[str]
    words: tuple[Words, ...]
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    measure: str | None = None
    most: Number | None = None

    @property
    def id(self) -> str:
        """One name for all that is told of it: the same as long as the same statements carry it."""
        return min(self.names)


def list_changes(story: Story) -> tuple[Change, ...]:
    """Give everything in a story that is worth telling, by kind, then by its sentence. Private names are withheld."""
    teller = _Teller(Lookup.of(story), _find_twins(story), _index_entries(story))
    known = story.reconciliation
    # An allegation and its denial are told as a denial, and not as a contradiction once more.
    denied = {frozenset((pairing.allegation, pairing.denial)) for pairing in known.pairings}
    answers = {pairing.denial for pairing in known.pairings} | {refusal.refusal for refusal in known.refusals}
    found = [
        *(teller.tell_contradiction(c) for c in known.contradictions if frozenset(c.claim_ids) not in denied),
        *(teller.tell_figure(tally, entry) for tally in known.tallies for entry in tally.entries),
        *(teller.tell_admission(tally) for tally in known.tallies if tally.own_loss),
        *map(teller.tell_denial, known.pairings),
        *(
            teller.tell_open_denial(id)
            for p in known.positions
            if p.kind is Kind.DENY
            for id in p.claim_ids
            if id not in answers
        ),
        *(teller.tell_question(question) for question in story.resolution.questions),
        *teller.tell_texts(),
    ]
    order = list(ChangeKind)
    return _once(sorted(filter(None, found), key=lambda c: (order.index(c.kind), c.sentence, c.id)))


def list_text_changes(story: Story) -> tuple[Change, ...]:
    """Give the texts that changed at their address, oldest first."""
    return tuple(_Teller(Lookup.of(story), {}, {}).tell_texts())


def find_new(changes: Iterable[Change], known: Collection[str]) -> tuple[Change, ...]:
    """Give the changes that have none of the known names, each once."""
    return tuple(change for change in changes if change.names.isdisjoint(known))


def _once(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Leave out what another one before it tells already: one denial may answer an allegation and each of its copies."""
    told: set[str] = set()
    kept = []
    for change in changes:
        if change.names.isdisjoint(told):
            kept.append(change)
        told |= change.names
    return tuple(kept)


def _name(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _find_twins(story: Story) -> Mapping[str, frozenset[str]]:
    """Give for each claim the statements that say the same words: in copies of its text, or other versions of it."""
    voices = {report_id: voice.id for voice in story.resolution.syndications for report_id in voice.report_ids}
    urls = {report.id: report.url for report in story.reports}
    together: dict[tuple[str, ...], set[str]] = defaultdict(set)
    keys: dict[str, list[tuple[str, ...]]] = {}
    for claim in story.claims:
        statement = claim.statement
        words = (statement.kind.value, statement.trigger.text, "".join(statement.evidence.text.split()))
        report_id = statement.report_id
        groups = [group for group in (voices.get(report_id), urls.get(report_id), report_id) if group]
        keys[claim.id] = [(group, *words) for group in groups]
        for key in keys[claim.id]:
            together[key].add(statement.id)
    return {id: frozenset().union(*(together[key] for key in found)) for id, found in keys.items()}


def _index_entries(story: Story) -> Mapping[str, TallyEntry]:
    return {
        id: entry
        for tally in story.reconciliation.tallies
        for entry in tally.entries
        for id in (entry.claim_id, *entry.copies)
    }


@dataclass(frozen=True, slots=True)
class _Teller:
    """Words for what a story holds; `twins` and `entries` say which statements are one saying."""

    lookup: Lookup
    twins: Mapping[str, frozenset[str]]
    entries: Mapping[str, TallyEntry]

    def tell_contradiction(self, found: Contradiction) -> Change | None:
        claims = self.lookup.find_claims(found.claim_ids)
        if len(claims) < 2:
            return None
        # One saying against what the other holds: a further report of the same two sayings is no further contradiction.
        names = {
            _name("contradiction", found.type.value, saying, other.claimant.mouth, _ends(other.quantity))
            for claim in claims
            for other in claims
            if other is not claim
            for saying in self._sayings(claim)
        }
        held = " and ".join(self._holds(claim) for claim in claims)
        what = CONTRADICTION_WORDS[found.type].lower()
        about = self._about(found.question_id)
        reason = self.lookup.hide_among(found.reason, found.claim_ids)
        return self._make(
            ChangeKind.CONTRADICTION,
            f"{held} contradict each other on {what}{about}: {reason}.",
            names,
            claims,
            found.question_id,
        )

    def tell_figure(self, tally: Tally, entry: TallyEntry) -> Change | None:
        claims = self.lookup.find_claims((entry.claim_id, entry.to or ""))
        if entry.relation in _STANDING_STILL or len(claims) < 2:
            return None
        earlier = self.entries.get(claims[1].id)
        now, before = (write_figure(q).signs for q in (entry.quantity, earlier.quantity if earlier else None))
        basis = "as told" if entry.told else "inferred"
        is_bare = entry.relation in (Relation.LOWER_UNEXPLAINED, Relation.HIGHER_UNEXPLAINED)
        reason = self.lookup.hide_among(entry.reason, (claim.id for claim in claims))
        return self._make(
            ChangeKind.FIGURE,
            f"{name_holder(self.lookup, tally)} gives {now}{self._about(tally.question_id)}, which "
            f"{'is ' if is_bare else ''}{RELATION_WORDS[entry.relation]} its {before} ({basis}{': ' if reason else ''}{reason}).",
            {_name("figure", saying) for saying in self._sayings(claims[0])},
            claims,
            tally.question_id,
        )

    def tell_admission(self, tally: Tally) -> Change | None:
        claims = self.lookup.find_claims(entry.claim_id for entry in tally.entries)
        if not claims:
            return None
        return self._make(
            ChangeKind.ADMISSION,
            f"{name_holder(self.lookup, tally)} reports losses among its own, the first that were read: "
            f"{write_figure(tally.entries[0].quantity).signs}{self._about(tally.question_id)}.",
            {_name("admission", saying) for claim in claims for saying in self._sayings(claim)},
            claims[:1],
            tally.question_id,
        )

    def tell_denial(self, pairing: Pairing) -> Change | None:
        claims = self.lookup.find_claims((pairing.denial, pairing.allegation))
        if len(claims) < 2:
            return None
        denier, accuser = (name_party_of(self.lookup, claim) for claim in claims)
        return self._make(
            ChangeKind.DENIAL,
            f"{denier} denies what {accuser} alleges (denied: the {pairing.target.value}).",
            {_name("denial", saying) for saying in self._sayings(claims[0])},
            claims,
        )

    def tell_open_denial(self, claim_id: str) -> Change | None:
        claims = self.lookup.find_claims((claim_id,))
        if not claims:
            return None
        return self._make(
            ChangeKind.DENIAL,
            f"{name_party_of(self.lookup, claims[0])} denies a claim; which one, the reading does not tell.",
            {_name("denial", saying) for saying in self._sayings(claims[0])},
            claims,
        )

    def tell_question(self, question: Question) -> Change | None:
        tallies = [t for t in self.lookup.story.reconciliation.tallies if t.question_id == question.id and t.entries]
        if question.part_of is not None or not tallies:
            return None
        answers = [(tally, claim) for tally in tallies for claim in self._first_of(tally)]
        if not answers:
            return None
        tally, claim = min(answers, key=lambda pair: self.lookup.order_of(pair[1]))
        figure = write_figure(tally.entries[0].quantity).signs
        return self._make(
            ChangeKind.QUESTION,
            f"A new question, first answered by {name_holder(self.lookup, tally)} with {figure}: "
            f"“{self.lookup.label_of(question.id)}”.",
            {
                _name("question", question.measure.value, saying)
                for one in self.lookup.find_claims(question.claim_ids)
                for saying in self._sayings(one)
            },
            (claim,),
            question.id,
        )

    def tell_texts(self) -> Iterator[Change]:
        """A change of text has the new version's digest for its name, whatever was there before."""
        standing: dict[str, list[Report]] = defaultdict(list)
        for report in self.lookup.story.reports:
            if report.url:
                standing[report.url].append(report)
        for url, reports in sorted(standing.items()):
            for before, after in pairwise(sorted(reports, key=_order)):
                gone, come = compare_lines(before.text, after.text)
                if not gone and not come:
                    continue
                outlet = self.lookup.name_outlet(after)
                words = [self._line(before, line, f"{outlet}, before") for line in gone[:MOST_LINES]]
                words += [self._line(after, line, f"{outlet}, now") for line in come[:MOST_LINES]]
                yield Change(
                    ChangeKind.TEXT,
                    f"{outlet} changed its text at {make_name(url)}: {count_of(len(gone), 'line')} of it gone, "
                    f"{len(come)} new.",
                    frozenset((_name("text", after.id),)),
                    tuple(words),
                    (outlet,),
                )

    def _make(
        self,
        kind: ChangeKind,
        sentence: str,
        names: Iterable[str],
        claims: Sequence[Claim],
        question_id: str | None = None,
    ) -> Change:
        question = self.lookup.questions.get(question_id or "")
        numbers = [n for c in claims if c.quantity for n in (c.quantity.low, c.quantity.high) if n is not None]
        return Change(
            kind,
            sentence,
            frozenset(names),
            tuple(self._quote(claim) for claim in claims),
            tuple(sorted({party for claim in claims for party in _parties(claim)} | set(_sides(question)))),
            tuple(sorted(set(_places(claims, question)))),
            question.measure.value if question else next((c.measure.value for c in claims if c.measure), None),
            max(numbers, default=None),
        )

    def _sayings(self, claim: Claim) -> frozenset[str]:
        entry = self.entries.get(claim.id)
        ids = (claim.id, entry.claim_id, *entry.copies) if entry else (claim.id,)
        return frozenset().union(*(self.twins[id] for id in ids if id in self.twins))

    def _first_of(self, tally: Tally) -> tuple[Claim, ...]:
        return self.lookup.find_claims(entry.claim_id for entry in tally.entries[:1])

    def _holds(self, claim: Claim) -> str:
        figure = f" ({write_figure(claim.quantity).signs})" if claim.quantity else ""
        return f"{name_party_of(self.lookup, claim)}{figure}"

    def _about(self, question_id: str | None) -> str:
        label = self.lookup.label_of(question_id)
        return f" on “{label}”" if label else ""

    def _quote(self, claim: Claim) -> Words:
        one, report = quote(self.lookup, claim), self.lookup.report_of(claim)
        return Words(
            one.claimant,
            one.text,
            one.outlet,
            self._title(report),
            (report.url if report else None) or "",
            one.when,
            claim.id,
        )

    def _line(self, report: Report, line: str, who: str) -> Words:
        when = write_moment(report.published, exact=report.published_exact)
        words = make_name(self.lookup.masks.hide(line[:2000], report.id))
        return Words(who, words, self.lookup.name_outlet(report), self._title(report), report.url or "", when)

    def _title(self, report: Report | None) -> str:
        return make_name(self.lookup.masks.hide(report.title[:500], report.id)) if report and report.title else ""


def compare_lines(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the lines that only the one text has and those that only the other has, in order; spaces do not count."""
    old, new = ([" ".join(line.split()) for line in text.split("\n") if line.strip()] for text in (before, after))
    gone: list[str] = []
    come: list[str] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone += old[i:j]
            come += new[k:m]
    return tuple(gone), tuple(come)


def _order(report: Report) -> tuple[datetime | str, ...]:
    """Versions come by publication, then by when they were fetched: a text mended in place keeps its date."""
    fetched = next((found[1] for note in report.notes if (found := _FETCHED.match(note))), "")
    return (report.published.isoformat() if report.published else "", fetched, report.id)


def _ends(quantity: Quantity | None) -> tuple[Number | None, Number | None, str] | None:
    return (quantity.low, quantity.high, quantity.bound.value) if quantity else None


def _parties(claim: Claim) -> Iterator[str]:
    for actor in (claim.claimant.actor, *(m.actor for m in (*claim.actor, *claim.object))):
        if actor:
            yield from filter(None, (actor.name, actor.side))
    if claim.victim_side:
        yield claim.victim_side


def _sides(question: Question | None) -> Iterator[str]:
    if question:
        yield from filter(None, (question.side, question.perpetrator))


def _places(claims: Iterable[Claim], question: Question | None) -> Iterator[str]:
    places = [m.place for claim in claims for m in claim.place] + [question.place if question else None]
    for place in filter(None, places):
        yield from filter(None, (place.name, place.admin1, place.admin2, place.country))

"""What people decided, as pairs of claims: together or apart, or not to be counted. The latest word on a pair holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise, product

from counterclaim.records.claim import Claim
from counterclaim.records.story import About, Judgement, Verdict
from counterclaim.resolve.identity import name_incident, name_question

_SAME = frozenset({Verdict.SAME, Verdict.MERGE})
_DIFFERENT = frozenset({Verdict.DIFFERENT, Verdict.SPLIT})


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claim ids that a person judged to be one thing or two; `foes` are the partners of each claim in `apart`."""

    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    foes: Mapping[str, AbstractSet[str]] = field(default_factory=dict)

    def forbid(self, one: AbstractSet[str], other: AbstractSet[str]) -> bool:
        """Say whether a claim of one group was judged to be another thing than a claim of the other."""
        return bool(self.foes) and any(not self.foes[c].isdisjoint(other) for c in one if c in self.foes)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs that hold for incidents and pairs that hold for questions, and claims that were rejected."""

    incidents: Pairs = Pairs()
    questions: Pairs = Pairs()
    rejected: frozenset[str] = frozenset()


def read_decisions(judgements: Iterable[Judgement], claims: Iterable[Claim]) -> Decisions:
    """Give the decisions that stand about known claims; withdrawn ones and ones about unknown ids are left out.

    An incident or question stands for the claim that founds it, so that a decision holds while reports are added. What a
    judgement decides about two incidents leaves questions alone, and the reverse; about two claims it decides both. The
    detail may name more than the two: "from" goes with the subject, "claims" with the other. A split keeps what it takes
    out together.
    """
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    withdrawn = {j.revokes for j in ordered if j.revokes}
    standing = [j for j in ordered if j.id not in withdrawn and not j.revokes]
    known = _name_all(claims, standing) if standing else {}
    found: dict[About, dict[frozenset[str], bool]] = {About.INCIDENT: {}, About.QUESTION: {}}
    rejected: dict[str, bool] = {}
    for judgement in standing:
        subject = known.get(judgement.subject)
        if subject is None:
            continue
        if judgement.verdict in (Verdict.REJECT, Verdict.ACCEPT):
            rejected[subject] = judgement.verdict is Verdict.REJECT
        if judgement.verdict in _SAME | _DIFFERENT:
            decided = _pair_up(judgement, subject, known)
            for about, pairs in found.items():
                if judgement.about in (About.CLAIM, about):
                    pairs.update(decided)
    return Decisions(
        _close(found[About.INCIDENT]),
        _close(found[About.QUESTION]),
        frozenset(claim for claim, out in rejected.items() if out),
    )


def _pair_up(judgement: Judgement, subject: str, known: Mapping[str, str]) -> dict[frozenset[str], bool]:
    """Give the pairs of claims that one judgement decides, True for one thing."""
    others = dict.fromkeys([judgement.other or "", *judgement.list_claims("claims")])
    theirs = [known[name] for name in others if name in known]
    ours = [subject, *(known[name] for name in judgement.list_claims("from") if name in known)]
    if judgement.verdict in _SAME:
        pairs = {frozenset((subject, claim)): True for claim in (*ours, *theirs)}
    else:
        pairs = {frozenset(pair): False for pair in product(ours, theirs)}
        if judgement.verdict is Verdict.SPLIT:
            pairs.update({frozenset(pair): True for pair in pairwise(theirs)})
    return {pair: same for pair, same in pairs.items() if len(pair) == 2}


def _close(pairs: Mapping[frozenset[str], bool]) -> Pairs:
    apart = frozenset(pair for pair, same in pairs.items() if not same)
    foes: dict[str, set[str]] = {}
    for one, other in map(sorted, apart):
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    return Pairs(frozenset(pair for pair, same in pairs.items() if same), apart, foes)


def _name_all(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """Give the claims that judgements name, by id, and by the names that their statements found where these are used."""
    wanted = {
        name
        for j in judgements
        for name in (j.subject, j.other, *j.list_claims("from"), *j.list_claims("claims"))
        if name
    }
    ids: dict[str, str] = {}
    founded: dict[str, str] = {}
    for claim in claims:
        if claim.id in wanted:
            ids[claim.id] = claim.id
        parts = claim.quantity.parts if claim.quantity else ()
        names = [name_incident(claim.statement.id), claim.statement.id]
        names += [name_question(claim.statement.id, part) for part in (None, *range(len(parts)))]
        founded.update((name, claim.id) for name in names if name in wanted)
    return ids | founded

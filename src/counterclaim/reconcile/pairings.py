"""Allegations and the denials that answer them, demands and their refusals: in one report, else between reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.reconcile.pointing import NEXT, REACH, is_negation, is_one_event, is_owned_claim, is_told, points_back
from counterclaim.reconcile.positions import name_addressed, name_holders
from counterclaim.records.claim import Claim
from counterclaim.records.statement import FORCE, HARM, DenialTarget, Kind, Status
from counterclaim.records.story import Pairing, Refusal
from counterclaim.records.text import Report

DAYS = 14
SHARED_WORDS = 3

_REFUSES = re.compile(
    r"\b(?:refus\w+|declin\w+|spurn\w+|rebuff\w+|turned (?:\w+ ){0,2}down|ruled (?:\w+ )?out"
    r"|(?:reject\w*|dismiss\w*)\s+(?:\w+\s+){0,3}"
    r"(?:calls?|demands?|requests?|appeals?|proposals?|offers?|talks|ceasefire|truce|ultimatum|plan|deadline))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON_WORDS = (
    "that this with from have been were will would their they them what which when where after before over about "
    "against said says told according also than there these those into other more most some between during since "
    "while both "
    "accused accuse accuses accusing blamed blame denied denies deny denying rejected rejects reject allegation "
    "allegations accusation accusations claim claims claimed charge charges"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Placed:
    claim: Claim
    report: Report
    holders: frozenset[str]
    toward: frozenset[str]

    @property
    def start(self) -> int:
        return self.claim.statement.trigger.start


def find_pairings(
    claims: Iterable[Claim], reports: Mapping[str, Report], voices: Mapping[str, str]
) -> tuple[tuple[Pairing, ...], tuple[Refusal, ...]]:
    """Give every denial with the allegation that it answers, and every refusal with the demand, sorted.

    An allegation is an accusation of the denier, or harm and force laid to it by somebody else. In one report the
    nearest fitting one before the denial is answered, else the nearest after it in the next sentence, else what its words
    point at, whoever was accused there by words that name nobody known. A denial with nothing to answer there is set
    beside allegations of other reports, within two weeks, that share its subject.
    """
    placed = sorted(
        (_place(c, reports[c.statement.report_id]) for c in claims if c.statement.report_id in reports),
        key=lambda p: (p.report.id, p.start, p.claim.id),
    )
    allegations = [p for p in placed if _alleges(p.claim)]
    demands = [p for p in placed if p.claim.statement.kind is Kind.REQUEST]
    pairings: set[Pairing] = set()
    refusals: set[Refusal] = set()
    by_report = _by_report(allegations), _by_report(demands), _by_report(placed)
    for denial in (p for p in placed if _denies(p.claim) or is_negation(p.claim)):
        report_id = denial.report.id
        if denial.claim.statement.kind is Kind.DENY and is_refusal(denial.claim):
            demand = _find_near(denial, by_report[1].get(report_id, ()))
            if demand:
                refusals.add(Refusal(demand.claim.id, denial.claim.id, _explain_near(demand, denial)))
            continue
        near = _find_near(denial, by_report[0].get(report_id, ())) if _denies(denial.claim) else None
        allegation = near or _find_pointed(denial, by_report[2][report_id])
        if allegation:
            pairings.add(_pair(allegation, denial, _explain_near(allegation, denial)))
        elif _denies(denial.claim):
            pairings.update(_find_far(denial, allegations, voices))
    return (
        tuple(sorted(pairings, key=lambda p: (p.allegation, p.denial))),
        tuple(sorted(refusals, key=lambda r: (r.demand, r.refusal))),
    )


def name_ends(claim: Claim, report: Report) -> tuple[frozenset[str], frozenset[str]]:
    """Give who denies by a claim, and who is accused by it: a denial can only answer what accuses one of those who deny."""
    placed = _place(claim, report)
    return placed.holders if _denies(claim) else frozenset(), placed.toward if _alleges(claim) else frozenset()


def is_refusal(claim: Claim) -> bool:
    """Say whether a DENY refuses a demand or an offer, by the words around its trigger; what has a target denies."""
    if claim.statement.denies is not None:
        return False
    return bool(_REFUSES.match(claim.statement.evidence.text[claim.statement.offset :][:200]))


def _alleges(claim: Claim) -> bool:
    statement = claim.statement
    if statement.status is not Status.ASSERTED:
        return False
    if statement.kind is Kind.ACCUSE:
        return True
    sides = {m.actor.side or m.actor.name for m in claim.actor if m.actor}
    return statement.kind in HARM | FORCE and bool(sides) and (claim.claimant.side or claim.claimant.name) not in sides


def _denies(claim: Claim) -> bool:
    statement = claim.statement
    if statement.kind is Kind.DENY:
        return statement.status is Status.ASSERTED
    own = claim.claimant.side
    sides = {m.actor.side for m in claim.actor if m.actor}
    return statement.kind in HARM | FORCE and statement.status is Status.NEGATED and own is not None and own in sides


def _place(claim: Claim, report: Report) -> _Placed:
    statement = claim.statement
    holders = frozenset(name_holders(claim))
    if statement.kind in HARM | FORCE:
        if statement.status is Status.NEGATED:
            holders = frozenset({claim.claimant.side or claim.claimant.name})
            return _Placed(claim, report, holders, frozenset())
        accused = frozenset(m.actor.side or m.actor.name for m in claim.actor if m.actor)
        return _Placed(claim, report, frozenset({claim.claimant.side or claim.claimant.name}), accused)
    return _Placed(claim, report, holders, frozenset(name_addressed(claim)))


def _by_report(placed: Iterable[_Placed]) -> dict[str, list[_Placed]]:
    found: dict[str, list[_Placed]] = defaultdict(list)
    for p in placed:
        found[p.report.id].append(p)
    return found


def _answers(denial: _Placed, allegation: _Placed) -> bool:
    """Say whether the denier is the party addressed and does not answer itself; an address not told fits nobody."""
    if denial.holders & allegation.holders or denial.claim.id == allegation.claim.id:
        return False
    if not denial.holders & allegation.toward:
        return False
    return not denial.toward or not allegation.holders or bool(denial.toward & allegation.holders)


def _find_near(denial: _Placed, candidates: Sequence[_Placed]) -> _Placed | None:
    fitting = [a for a in candidates if abs(a.start - denial.start) <= REACH and _answers(denial, a)]
    if _denies_this(denial.claim):
        begin = denial.claim.statement.evidence.start
        return max(
            (
                a
                for a in fitting
                if 0 <= begin - a.claim.statement.evidence.end <= NEXT or a.claim.statement.evidence.start == begin
            ),
            key=lambda a: (_rank(a, denial), a.start, a.claim.id),
            default=None,
        )
    before = [a for a in fitting if a.start <= denial.start]
    if before:
        return max(
            before, key=lambda a: (a.claim.statement.kind is not Kind.DENY, _rank(a, denial), a.start, a.claim.id)
        )
    end = denial.claim.statement.evidence.end
    after = [a for a in fitting if a.claim.statement.evidence.start - end <= 3]
    return min(after, key=lambda a: (a.start, a.claim.id), default=None)


def _find_pointed(denial: _Placed, said: Sequence[_Placed]) -> _Placed | None:
    """Give what a denial answers by its words alone: another's claim that it names, what "it" means, one event that is denied."""
    claim = denial.claim
    others = [a for a in said if a.claim.id != claim.id and abs(a.start - denial.start) <= REACH]
    if claim.statement.kind is not Kind.DENY:
        told = [
            a
            for a in others
            if a.start < denial.start and is_one_event(a.claim, claim) and _speaks(a) != _speaks(denial)
        ]
        return max(told, key=lambda a: (a.start, a.claim.id), default=None)
    others = [a for a in others if a.holders and not a.holders & denial.holders]
    owned = [a for a in others if is_owned_claim(a.claim, claim)]
    reach = points_back(claim)
    if owned or not denial.holders or reach is None:
        return min(owned, key=lambda a: (a.start, a.claim.id), default=None)
    begin = claim.statement.evidence.start
    before = [
        a
        for a in others
        if a.start < denial.start
        and (
            a.claim.statement.evidence.start == begin or (reach and 0 <= begin - a.claim.statement.evidence.end <= NEXT)
        )
        and (is_told(a.claim) or (a.claim.statement.kind is Kind.ACCUSE and _alleges(a.claim)))
        and (not a.toward or a.toward & denial.holders or a.toward <= a.holders)
    ]
    return max(before, key=lambda a: (a.claim.statement.kind is Kind.ACCUSE, a.start, a.claim.id), default=None)


def _speaks(placed: _Placed) -> str:
    return placed.claim.claimant.side or placed.claim.claimant.name


def _denies_this(claim: Claim) -> bool:
    """Say whether a denial points at what was said just before: "Zenda called this a fabrication"."""
    return any(m.span.text.casefold() in ("this", "that") for m in claim.object)


def _rank(allegation: _Placed, denial: _Placed) -> tuple[bool, bool]:
    """Prefer what shares the denial's sentence, and an accusation over harm laid to the denier in passing."""
    same = allegation.claim.statement.evidence.start == denial.claim.statement.evidence.start
    fits = (allegation.claim.statement.kind is Kind.ACCUSE) == (denial.claim.statement.kind is Kind.DENY)
    return same, fits


def _find_far(denial: _Placed, allegations: Sequence[_Placed], voices: Mapping[str, str]) -> list[Pairing]:
    words = _words(denial.claim)
    found = []
    for allegation in allegations:
        if allegation.report.id == denial.report.id or not _answers(denial, allegation):
            continue
        if voices.get(allegation.report.id, "a") == voices.get(denial.report.id, "b"):
            continue
        x, y = allegation.report.day, denial.report.day
        shared = sorted(words & _words(allegation.claim))
        if x and y and 0 <= (y - x).days <= DAYS and len(shared) >= SHARED_WORDS:
            found.append(_pair(allegation, denial, f"another report; shared words: {', '.join(shared[:6])}"))
    return found


def _explain_near(first: _Placed, answer: _Placed) -> str:
    if first.claim.statement.evidence.start == answer.claim.statement.evidence.start:
        return "told in one sentence"
    return "the nearest one before it in the report" if first.start <= answer.start else "told in the next sentence"


def _pair(allegation: _Placed, denial: _Placed, reason: str) -> Pairing:
    target = denial.claim.statement.denies
    if target is None:
        is_word = denial.claim.statement.kind is Kind.DENY
        target = DenialTarget.ALLEGATION if is_word else DenialTarget.OCCURRENCE
    return Pairing(allegation.claim.id, denial.claim.id, target, reason)


def _words(claim: Claim) -> frozenset[str]:
    text = claim.statement.evidence.text[:4000].casefold()
    return frozenset(_WORD.findall(text)) - _COMMON

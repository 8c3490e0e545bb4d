"""Claims that cannot all hold: figures of one question, and who did what in one incident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from counterclaim.reconcile.intervals import can_both_hold, measure_apart
from counterclaim.reconcile.pointing import are_other_things
from counterclaim.reconcile.wording import find_relations, is_increment
from counterclaim.records.claim import Claim, ClaimantBasis, Measure, ScopeKind, VictimValue
from counterclaim.records.statement import FORCE, HARM, DenialTarget, Kind, Status
from counterclaim.records.story import (
    Contradiction,
    ContradictionType,
    Incident,
    Pairing,
    Question,
    Relation,
    Tally,
    TallyEntry,
)
from counterclaim.records.text import Report

TOWNS = 4
"""Precision up to which a place is that of one incident and no country."""

GROWTH = 1.5
"""How many times the lower count the higher one of a later day may be to be the same count, grown by those found since,
where an outlet tells either in its own voice: it may have it from whomever."""

TYPES = {
    DenialTarget.OCCURRENCE: ContradictionType.OCCURRENCE,
    DenialTarget.AUTHORSHIP: ContradictionType.AUTHORSHIP,
    DenialTarget.FIGURE: ContradictionType.NUMBER,
    DenialTarget.VICTIM_STATUS: ContradictionType.STATUS,
    DenialTarget.INTENT: ContradictionType.INTENT,
}
"""A denial of the whole allegation contradicts nothing in particular; it is shown as a pair."""


def find_number_contradictions(
    question: Question, tallies: Sequence[Tally], claims: Mapping[str, Claim]
) -> list[Contradiction]:
    """Give pairs of claimants whose current figures cannot both be right, one contradiction a pair.

    Counts may grow: a higher figure contradicts a lower one only of the same day or the next, or a later lower one. A
    count that has only grown since still stands for its own day: 228 that became 331 excludes the 13 of that day. Two
    organs of one side contradict each other only where one report sets them side by side. What an adversary passes on
    contradicts nobody.
    """
    found = []
    voiced = [t for t in tallies if " via " not in t.claimant_key]
    for n, tally in enumerate(voiced):
        for other in voiced[n + 1 :]:
            if _agree_somewhere(tally, other):
                continue
            pairs = _find_clashes(tally, other, _current) or _find_clashes(tally, other, _grown)
            pairs = [
                p
                for p in pairs
                if not _is_brought_up(p, (tally, other), claims)
                and not _has_risen(question, p, claims)
                and not _has_fallen(question, p)
            ]
            if pairs:
                a, b = min(
                    pairs,
                    key=lambda p: (
                        -(measure_apart(p[0].quantity, p[1].quantity) or 0),
                        [claims[e.claim_id].statement.id for e in p],
                    ),
                )
                pair = (claims[a.claim_id], claims[b.claim_id])
                reason = _explain(question, (tally, a), (other, b)) + _doubt(question, (a, b), claims)
                found.append(_tell(ContradictionType.NUMBER, question.id, pair, reason, (a, b)))
        found += _find_organs(question, tally, claims)
    return found


def find_incident_contradictions(incident: Incident, claims: Mapping[str, Claim]) -> list[Contradiction]:
    """Give what claims of one incident say against each other: who did it, whether it happened, who the people were."""
    held = [claims[c] for c in incident.claim_ids if c in claims]
    found = [*_find_authorship(held), *_find_occurrence(held), *_find_status(held)]
    return [_tell(kind, None, (a, b), reason) for kind, a, b, reason in found]


def type_pairings(
    pairings: Iterable[Pairing], claims: Mapping[str, Claim], reports: Mapping[str, Report], voices: Mapping[str, str]
) -> list[Contradiction]:
    """Give a contradiction for every allegation whose denial has a target of its own; of copies of a text the first."""

    def order(pairing: Pairing) -> tuple[str, str]:
        report = reports[claims[pairing.denial].statement.report_id]
        denial = claims[pairing.denial].statement.id
        return (report.published.isoformat() if report.published else "~", denial)

    def words(claim_id: str) -> tuple[str, str, str]:
        statement = claims[claim_id].statement
        return (voices.get(statement.report_id, statement.report_id), statement.evidence.text, statement.trigger.text)

    found: dict[tuple[object, ...], Contradiction] = {}
    for p in sorted(pairings, key=order):
        if p.target in TYPES and _answers_alike(claims[p.allegation], claims[p.denial]):
            reason = f"one alleges it, the other denies the {p.target.value}"
            told = _tell(TYPES[p.target], None, (claims[p.allegation], claims[p.denial]), reason)
            found.setdefault((p.target, words(p.allegation), words(p.denial)), told)
    return list(found.values())


def _answers_alike(allegation: Claim, denial: Claim) -> bool:
    """Say whether a denial turns down what was alleged: by a word for it, or as an event of the same kind."""
    a, b = allegation.statement, denial.statement
    if allegation.claimant.key == denial.claimant.key and a.evidence == b.evidence and a.report_id == b.report_id:
        return False
    by_word = b.kind is Kind.DENY or a.kind is Kind.ACCUSE
    return by_word or (a.kind is b.kind and _exchange_alike(allegation, denial))


def _exchange_alike(yes: Claim, no: Claim) -> bool:
    """Say whether a denied exchange is set against an exchange: who was let go without one was let go all the same."""
    return not _SWAPPED.search(no.statement.trigger.text) or bool(_SWAPPED.search(yes.statement.evidence.text))


_SWAPPED = re.compile(r"\b(?:swap|exchang|barter|trade[ds]?\b)", re.IGNORECASE)
_SPARED = re.compile(r"(?:[\w ]+ )?(?:un(?:hurt|harmed|injured|scathed)|safe|alive)(?: and well)?", re.IGNORECASE)

_UNDONE = re.compile(
    r"\b(?:without|instead of|rather than|fail(?:s|ed|ing|ure)? to|unable to|no need to|not able to"
    r"|refus\w+ to|declin\w+ to|understands? why)\b[^,;:.]*$",
    re.IGNORECASE,
)
_DEFENCELESS = re.compile(
    r"\b(?:(?:school)?(?:girls?|boys?)|(?:school)?child(?:ren)?|wom[ae]n|pupils?|students?|bab(?:y|ies)|infants?)\b",
    re.IGNORECASE,
)

_THESE = re.compile(r"th(?:is|ese|at|ose)\b", re.IGNORECASE)
_PRONOUNS = frozenset(("them", "him", "her", "it", "us", "me"))

Found = tuple[ContradictionType, Claim, Claim, str]


def _find_authorship(claims: Sequence[Claim]) -> list[Found]:
    """Two claimants of different interest who name different attackers; a clash has two attackers and is left out."""
    if any(c.statement.kind is Kind.FIGHT for c in claims):
        return []
    by_view: dict[tuple[str, ...], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        sides = tuple(sorted({m.actor.side for m in claim.actor if m.actor and m.actor.side}))
        # Who lets people go and who gets them back are two parties of one exchange.
        is_done = claim.statement.kind in HARM | FORCE and claim.statement.kind is not Kind.RELEASE
        if sides and claim.statement.status is Status.ASSERTED and is_done:
            by_view[sides].setdefault(_speaks_for(claim), claim)
    views = sorted(by_view)
    return [
        (
            ContradictionType.AUTHORSHIP,
            a,
            b,
            f"{_join(x)} according to {a.claimant.name}, {_join(y)} to {b.claimant.name}",
        )
        for n, x in enumerate(views)
        for y in views[n + 1 :]
        if not set(x) & set(y)
        for a, b in [_pick_two(by_view[x], by_view[y])]
        if a and b
    ]


def _find_occurrence(claims: Sequence[Claim]) -> list[Found]:
    """One claimant says that something happened which another says did not."""
    found: dict[tuple[str, str, str], Found] = {}
    for no in claims:
        if no.statement.status is not Status.NEGATED or no.statement.kind not in HARM | FORCE:
            continue
        if (_SPARED.fullmatch(no.statement.trigger.text) and no.statement.object) or _leaves_undone(no):
            continue  # "the governor escaped unhurt" denies nobody else's wounds
        if no.statement.kind in FORCE and no.claimant.basis is not ClaimantBasis.SPEAKER:
            continue  # "no attacks were reported there" is no answer to anybody
        for yes in claims:
            same = yes.statement.kind is no.statement.kind and yes.statement.status is Status.ASSERTED
            alike = same and _harms_alike(yes, no) and _exchange_alike(yes, no)
            if alike and _speaks_for(yes) != _speaks_for(no) and _name_one_party(yes, no):
                target = no.statement.denies
                kind = TYPES.get(target, ContradictionType.OCCURRENCE) if target else ContradictionType.OCCURRENCE
                says = f"{yes.claimant.name} says it happened, {no.claimant.name} denies"
                reason = f"{says} having done it" if kind is ContradictionType.AUTHORSHIP else f"{says} it"
                found.setdefault((no.statement.kind, _speaks_for(yes), _speaks_for(no)), (kind, yes, no, reason))
                break
    return list(found.values())


def _leaves_undone(claim: Claim) -> bool:
    """Say whether a claim tells what somebody left undone or did not manage, which denies nothing: "without firing"."""
    return bool(_UNDONE.search(claim.statement.before, max(0, claim.statement.offset - 60)))


def _find_status(claims: Sequence[Claim]) -> list[Found]:
    """The same number of people, civilians according to one claimant and fighters according to another."""
    found: list[Found] = []
    told = [c for c in claims if c.victim_status and c.quantity and c.measure and c.quantity.number]
    for n, a in enumerate(told):
        for b in told[n + 1 :]:
            values = {c.victim_status.value for c in (a, b) if c.victim_status}
            if (
                values == {VictimValue.CIVILIAN, VictimValue.COMBATANT}
                and a.measure is b.measure
                and a.quantity
                and b.quantity
                and a.quantity.number == b.quantity.number
                and _speaks_for(a) != _speaks_for(b)
            ):
                found.append(
                    (ContradictionType.STATUS, a, b, "the same people are civilians to one, fighters to the other")
                )
    return found[:1]


def _find_organs(question: Question, tally: Tally, claims: Mapping[str, Claim]) -> list[Contradiction]:
    by_id = {e.claim_id: e for e in tally.entries}
    return [
        _tell(
            ContradictionType.NUMBER,
            question.id,
            (claims[e.to], claims[e.claim_id]),
            f"organs of {tally.claimant}: {e.reason}",
            (by_id[e.to], e),
        )
        for e in tally.entries
        if e.relation is Relation.HIGHER_UNEXPLAINED
        and e.to in by_id
        and e.current
        and by_id[e.to].current
        and claims[e.claim_id].statement.report_id == claims[e.to].statement.report_id
        and not can_both_hold(e.quantity, by_id[e.to].quantity)
    ]


def _current(tally: Tally) -> list[TallyEntry]:
    return [e for e in tally.entries if e.current]


def _grown(tally: Tally) -> list[TallyEntry]:
    """Give the current figures and those that nothing but a later, higher count has replaced."""
    grown = {e.to for e in tally.entries if e.relation is Relation.SUPERSEDES}
    otherwise = {e.to for e in tally.entries if e.relation in (Relation.CORRECTS, Relation.WITHDRAWS, Relation.DISOWNS)}
    return [e for e in tally.entries if e.current or e.claim_id in grown - otherwise]


def _find_clashes(
    one: Tally, other: Tally, held: Callable[[Tally], list[TallyEntry]]
) -> list[tuple[TallyEntry, TallyEntry]]:
    """Give the pairs of figures that exclude each other. The lower one is always what its claimant says now."""
    return [
        (a, b)
        for a in held(one)
        for b in held(other)
        if _clash((a, one), (b, other)) and min(a, b, key=lambda e: e.quantity.number or 0).current
    ]


def _has_risen(question: Question, pair: tuple[TallyEntry, TallyEntry], claims: Mapping[str, Claim]) -> bool:
    """Say whether the higher figure of one incident is told, later than the lower one, as a toll that has risen to it.

    Rescuers' five and the mayor's "has risen to 20" are one count that grew, and so are one outlet's 73 and, a day
    later, 75 elsewhere; two parties at war dispute what they count.
    """
    if not _may_have_grown(question, pair, claims):
        return False
    low, high = _sort(pair)
    is_outlets = any(claims[e.claim_id].claimant.basis is not ClaimantBasis.SPEAKER for e in pair)
    is_near = is_outlets and low.at != high.at and (high.quantity.number or 0) <= GROWTH * (low.quantity.number or 0)
    return is_near or Relation.SUPERSEDES in find_relations(claims[high.claim_id])


def _has_fallen(question: Question, pair: tuple[TallyEntry, TallyEntry]) -> bool:
    """Say whether fewer are told to be missing or held still, on a later day."""
    low, high = _sort(pair)
    may_fall = question.measure is Measure.MISSING or question.scope.kind is ScopeKind.STOCK
    return may_fall and low.at is not None and high.at is not None and low.at > high.at


def _doubt(question: Question, pair: tuple[TallyEntry, TallyEntry], claims: Mapping[str, Claim]) -> str:
    """Give the words that say why two figures may only seem to exclude each other: a toll of one place that may have grown.

    Two figures of one report stand side by side.
    """
    reports = {claims[e.claim_id].statement.report_id for e in pair}
    if len(reports) == 1 or not _may_have_grown(question, pair, claims):
        return ""
    return "; may be only apparent: the toll may have grown between the two"


def _may_have_grown(question: Question, pair: tuple[TallyEntry, TallyEntry], claims: Mapping[str, Claim]) -> bool:
    """Say whether two figures of one town may be one toll, the higher told no earlier; two sides dispute what they count."""
    low, high = _sort(pair)
    if question.place is None or question.place.where_prec > TOWNS:
        return False
    sides = {claims[e.claim_id].claimant.side for e in pair}
    is_disputed = None not in sides and len(sides) > 1
    return not is_disputed and low.at is not None and high.at is not None and low.at <= high.at


def _sort(pair: tuple[TallyEntry, TallyEntry]) -> tuple[TallyEntry, TallyEntry]:
    """Give the lower figure and the higher one."""
    low, high = sorted(pair, key=lambda e: e.quantity.number or 0)
    return low, high


def _is_brought_up(
    pair: tuple[TallyEntry, TallyEntry], tallies: tuple[Tally, Tally], claims: Mapping[str, Claim]
) -> bool:
    """Say whether the higher figure is the lower one and what came on top: "45; two more have died, bringing it to 47"."""
    low, high = _sort(pair)
    apart = measure_apart(low.quantity, high.quantity)
    report = claims[high.claim_id].statement.report_id
    return any(
        e.quantity.number == apart
        and claims[e.claim_id].statement.report_id == report
        and is_increment(claims[e.claim_id])
        for tally in tallies
        for e in tally.entries
    )


def _agree_somewhere(a: Tally, b: Tally) -> bool:
    return any(can_both_hold(x.quantity, y.quantity) for x in _current(a) for y in _current(b))


def _clash(one: tuple[TallyEntry, Tally], other: tuple[TallyEntry, Tally]) -> bool:
    """Say whether the higher figure was first told at most a day after the lower one was last told."""
    a, b = one[0], other[0]
    if can_both_hold(a.quantity, b.quantity) or a.at is None or b.at is None:
        return False
    low, high = sorted((one, other), key=lambda e: e[0].quantity.number or 0)
    since = _find_first_day(*high)
    return low[0].at is not None and since is not None and (since - low[0].at).days <= 1


def _find_first_day(entry: TallyEntry, tally: Tally) -> date | None:
    """Give the day on which the claimant first gave a number that was repeated since."""
    by_id = {e.claim_id: e for e in tally.entries}
    while entry.relation is Relation.REPEATS and entry.to in by_id:
        entry = by_id[entry.to]
    return entry.at


def _explain(question: Question, one: tuple[Tally, TallyEntry], other: tuple[Tally, TallyEntry]) -> str:
    (t, a), (u, b) = one, other
    own = next((x for x in (t, u) if x.own_loss), None)
    what = f"{t.claimant} and {u.claimant} give figures that exclude each other"
    if own:
        what = f"{own.claimant} counts its own losses, {(u if own is t else t).claimant} counts them otherwise"
    days = {e.at.isoformat() for e in (a, b) if e.at}
    raised = next((x.claimant for x, e in ((t, a), (u, b)) if not e.current), None)
    since = f"; {raised} has given a higher count since" if raised else ""
    return f"{what}; as of {' and '.join(sorted(days))}{since}"


def _name_one_party(yes: Claim, no: Claim) -> bool:
    """Say whether a denial is about the party that the claim names: who denies having done it contradicts only who says so."""
    x, y = ({m.actor.side for m in c.actor if m.actor and m.actor.side} for c in (yes, no))
    is_open = no.statement.denies is not DenialTarget.AUTHORSHIP and (not x or not y)
    return is_open or bool(x & y)


def _harms_alike(yes: Claim, no: Claim) -> bool:
    """Say whether two claims may speak of the same people or things: not two sides' fighters, not fighters and civilians."""
    nobody = bool(no.object) and all(
        m.actor is None and (m.span.text.casefold() in _PRONOUNS or _THESE.match(m.span.text)) for m in no.object
    )
    if nobody or are_other_things(yes, no):
        return False
    sides = {c.victim_side for c in (yes, no) if c.victim_side}
    told = {_tell_status(c) for c in (yes, no)}
    return len(sides) < 2 and not {VictimValue.CIVILIAN, VictimValue.COMBATANT} <= told


def _tell_status(claim: Claim) -> VictimValue | None:
    """Give the status of those harmed; girls and pupils of whom none is told are no fighters."""
    told = claim.victim_status.value if claim.victim_status else None
    if told in (None, VictimValue.UNKNOWN) and any(_DEFENCELESS.search(m.span.text) for m in claim.object):
        return VictimValue.CIVILIAN
    return told


def _pick_two(x: Mapping[str, Claim], y: Mapping[str, Claim]) -> tuple[Claim | None, Claim | None]:
    for one in sorted(x):
        for other in sorted(y):
            if one != other:
                return x[one], y[other]
    return None, None


def _speaks_for(claim: Claim) -> str:
    return claim.claimant.side or claim.claimant.key


def _join(sides: Iterable[str]) -> str:
    return " and ".join(sides)


def _tell(
    kind: ContradictionType,
    question_id: str | None,
    pair: tuple[Claim, Claim],
    reason: str,
    entries: tuple[TallyEntry, TallyEntry] | None = None,
) -> Contradiction:
    """Give the contradiction, named after the two statements: a newer reading of them leaves the name as it is."""
    ids = tuple(sorted(claim.id for claim in pair))
    said = sorted(claim.statement.id for claim in pair)
    name = sha256("\x1f".join(("contradiction", kind.value, question_id or "", *said)).encode()).hexdigest()[:20]
    apart = measure_apart(entries[0].quantity, entries[1].quantity) if entries else None
    return Contradiction(name, kind, question_id, ids, apart, reason)

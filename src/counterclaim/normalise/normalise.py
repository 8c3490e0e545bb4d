"""Statements → claims: the room's one verb. Whatever cannot be told becomes a gap on the claim."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from counterclaim.normalise.actors import Actors
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.measures import find_measure
from counterclaim.normalise.parties import find_parties
from counterclaim.normalise.periods import Frame, find_period
from counterclaim.normalise.places import Places
from counterclaim.normalise.quantities import quantify
from counterclaim.normalise.scopes import find_scope
from counterclaim.records.claim import Claim, Gap, Quantity, Scope
from counterclaim.records.statement import FORCE, HARM, Statement, Status
from counterclaim.records.text import Report, Span
from counterclaim.records.world import Period, PeriodMention, PlaceMention

# Rises when a rule of this room changes what a claim says, so that an old figure stays explainable.
RULES = "normalise/1"


def normalise(
    statements: Sequence[Statement], report: Report, gazetteer: Gazetteer, tables: str = ""
) -> tuple[Claim, ...]:
    """Make a claim of each statement of one report, in their order.

    `tables` is the digest of the actor tables; with the gazetteer's version and the rules it stands on each claim as its
    reading. Nothing is dropped: an unknown party, place, time or scope is a gap.
    """
    actors = Actors(report, statements)
    spans = [span for statement in statements for span in statement.place]
    places = Places(gazetteer, report.text, spans, countries=actors.countries, dateline=report.dateline)
    reading = hashlib.sha256("\n".join((RULES, tables, gazetteer.version)).encode()).hexdigest()[:16]
    sentences: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.trigger.start, s.trigger.end, s.id)):
        sentences[statement.evidence.start, statement.evidence.end].append(statement)
    claims: dict[str, Claim] = {}
    for together in sentences.values():
        times = _tell_times(together, report)
        earlier: list[str] = []
        for statement in together:
            claim = _make_claim(statement, report, actors, places, times[statement.id], earlier, reading)
            if claim.quantity is not None and claim.quantity.written and claim.quantity.unit:
                earlier.append(claim.quantity.unit)
            claims[statement.id] = claim
    return tuple(claims[statement.id] for statement in statements)


_Times = tuple[tuple[PeriodMention, ...], tuple[Gap, ...]]


def _make_claim(
    statement: Statement,
    report: Report,
    actors: Actors,
    places: Places,
    times: _Times,
    earlier: Sequence[str],
    reading: str,
) -> Claim:
    parties = find_parties(statement, actors)
    quantity, quantity_gaps = quantify(statement, report.text, earlier)
    place, place_gaps = _tell_places(statement, places)
    time, time_gaps = times
    scope, scope_gaps = find_scope(statement, _frame(statement, report, None)) if quantity else (Scope(), ())
    measure = find_measure(
        statement.kind, statement.trigger.text, _around(statement), quantity.unit if quantity else None
    )
    digest = hashlib.sha256(f"{statement.id}\n{reading}".encode()).hexdigest()[:32]
    return Claim(
        digest,
        statement,
        parties.claimant,
        parties.speaker,
        parties.actor,
        parties.object,
        measure,
        quantity,
        scope,
        place,
        time,
        parties.victim_status,
        (*parties.gaps, *quantity_gaps, *scope_gaps, *place_gaps, *time_gaps),
        reading,
        victim_side=parties.victim_side,
    )


def _around(statement: Statement) -> str:
    """The words from the trigger and the objects to 24 characters around them, inside the sentence."""
    evidence = statement.evidence
    spans = (statement.trigger, *(span for span in statement.object if evidence.start <= span.start < evidence.end))
    begin = max(0, min(span.start for span in spans) - evidence.start)
    return evidence.text[begin : max(span.end for span in spans) - evidence.start + 24]


def _tell_places(statement: Statement, places: Places) -> tuple[tuple[PlaceMention, ...], tuple[Gap, ...]]:
    """Resolve the place spans; a violent or harmful event without any place span is a gap too."""
    mentions: list[PlaceMention] = []
    gaps: list[Gap] = []
    for span in statement.place:
        found, open_ = places.resolve(span)
        mentions += found
        gaps += open_
    if not statement.place and statement.kind in HARM | FORCE:
        gaps.append(Gap("place", "the sentence names no place"))
    return tuple(mentions), tuple(gaps)


def _tell_times(together: Sequence[Statement], report: Report) -> dict[str, _Times]:
    """Resolve the times of the statements of one sentence: first those that stand alone, then those told from them."""
    frames = {statement.id: _frame(statement, report, None) for statement in together}
    alone: dict[Span, Period] = {}
    for statement in together:
        for span in statement.time:
            period, _ = find_period(span.text, frames[statement.id])
            if period is not None:
                alone[span] = period
    told: dict[str, _Times] = {}
    for statement in together:
        mentions, gaps = [], []
        for span in statement.time:
            anchors = {
                period for other, period in alone.items() if other != span and (period.end - period.start).days <= 31
            }
            anchor = next(iter(anchors)) if len(anchors) == 1 else None
            period, gap = find_period(span.text, _frame(statement, report, anchor))
            mentions.append(PeriodMention(span, period))
            if gap is not None:
                gaps.append(gap)
        if not statement.time:
            gaps.append(Gap("time", "the sentence tells no time"))
        told[statement.id] = (tuple(mentions), tuple(gaps))
    return told


def _frame(statement: Statement, report: Report, anchor: Period | None) -> Frame:
    return Frame(report.day, anchor, statement.status is Status.IRREALIS)

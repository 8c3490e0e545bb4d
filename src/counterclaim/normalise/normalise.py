"""Statements → claims: the room's one verb. Whatever cannot be told becomes a gap on the claim."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.normalise.actors import Actors, Role
from counterclaim.normalise.alike import carry_over
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.grounds import find_ground
from counterclaim.normalise.measures import find_measure
from counterclaim.normalise.moments import Moments, Told
from counterclaim.normalise.onsets import Onsets
from counterclaim.normalise.outlets import find_home
from counterclaim.normalise.parties import find_parties
from counterclaim.normalise.places import Places
from counterclaim.normalise.quantities import quantify
from counterclaim.normalise.roundups import Roundup
from counterclaim.normalise.scopes import find_scope
from counterclaim.normalise.timewords import Frame
from counterclaim.normalise.undated import find_time
from counterclaim.normalise.victims import PEOPLE_KINDS
from counterclaim.records.claim import Claim, Gap, Measure, Quantity, Scope
from counterclaim.records.statement import FORCE, HARM, Kind, Statement, Status
from counterclaim.records.text import Report, Span
from counterclaim.records.world import ActorMention, PeriodMention, PlaceMention

# Rises when a rule of this room changes what a claim says, so that an old figure stays explainable.
RULES = "normalise/1"

_REMEMBERED_UNITS = 8
_LONGEST_CONTEXT = 400
_NAMED = re.compile(r"[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class _Context:
    """What all claims of one report share."""

    report: Report
    actors: Actors
    places: Places
    moments: Moments
    reading: str
    dated: Mapping[str, tuple[Span, ...]]
    roundup: Roundup


def normalise(
    statements: Sequence[Statement], report: Report, gazetteer: Gazetteer, tables: str = ""
) -> tuple[Claim, ...]:
    """Make a claim of each statement of one report, in their order.

    `tables` is the digest of the actor tables; with the gazetteer's version and the rules it makes the `reading`.
    Nothing is dropped: an unknown party, place, time or scope is a gap.
    """
    actors = Actors(report, statements, gazetteer)
    spans = [span for statement in statements for span in statement.place]
    places = Places(
        gazetteer,
        report.text,
        spans,
        countries=actors.countries_beside(spans),
        dateline=report.dateline,
        home=find_home(report),
    )
    reading = hashlib.sha256("\n".join((RULES, tables, gazetteer.version)).encode()).hexdigest()[:16]
    dated = {s.id: found for s in statements if (found := find_time(s))}
    told = (one for statement in statements for one in _list_times(statement, dated))
    moments = Moments(report.day, told, Onsets(report.text, report.day, actors.countries))
    context = _Context(report, actors, places, moments, reading, dated, Roundup(report.text))
    sentences: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.trigger.start, s.trigger.end, s.id)):
        sentences[statement.evidence.start, statement.evidence.end].append(statement)
    claims: dict[str, Claim] = {}
    for together in sentences.values():
        earlier: list[str] = []
        counted: Claim | None = None
        for statement in together:
            claim = carry_over(_make_claim(statement, context, earlier[-_REMEMBERED_UNITS:]), counted)
            counted = claim if claim.statement.kind in PEOPLE_KINDS else counted
            if claim.quantity is not None and claim.quantity.written and claim.quantity.unit:
                earlier.append(claim.quantity.unit)
            claims[statement.id] = claim
    return tuple(claims[statement.id] for statement in statements)


def _make_claim(statement: Statement, context: _Context, earlier: Sequence[str]) -> Claim:
    parties = find_parties(statement, context.actors)
    quantity, quantity_gaps = quantify(statement, context.report.text, earlier)
    scope, scope_gaps = Scope(), tuple[Gap, ...]()
    if quantity is not None:
        frame = Frame(context.report.day, None, _may_lie_ahead(statement))
        scope, scope_gaps = find_scope(statement, frame, is_first=not earlier)
    place, place_gaps = _tell_places(statement, context)
    ground = find_ground(statement, parties.object, place, context.places)
    if ground:
        place, place_gaps = (*(m for m in place if m.place), *ground), ()
    time, time_gaps = _tell_times(statement, context)
    return Claim(
        id=hashlib.sha256(f"{statement.id}\n{context.reading}".encode()).hexdigest()[:32],
        statement=statement,
        claimant=parties.claimant,
        speaker=parties.speaker,
        actor=parties.actor,
        object=parties.object,
        measure=_find_measure(statement, quantity),
        quantity=quantity,
        scope=scope,
        place=place,
        time=time,
        victim_status=parties.victim_status,
        gaps=(*parties.gaps, *quantity_gaps, *scope_gaps, *place_gaps, *time_gaps),
        reading=context.reading,
        chain=_tell_chain(statement, context.actors),
        victim_side=parties.victim_side,
    )


def _find_measure(statement: Statement, quantity: Quantity | None) -> Measure | None:
    """The measure by trigger, object and near words; a strike counts something only with a figure."""
    if statement.kind is Kind.STRIKE and quantity is None:
        return None
    evidence = statement.evidence
    inside = [span for span in statement.object if evidence.start <= span.start < evidence.end]
    begin = max(0, min(span.start for span in (statement.trigger, *inside)) - evidence.start)
    end = max(span.end for span in (statement.trigger, *inside)) - evidence.start + 24
    around = evidence.text[begin : min(end, begin + _LONGEST_CONTEXT)]
    return find_measure(statement.kind, statement.trigger.text, around, quantity.unit if quantity else None)


def _tell_chain(statement: Statement, actors: Actors) -> tuple[ActorMention, ...]:
    """Resolve those who stand between the speaker and the report; one that names several parties stays open."""
    chain = []
    for span in statement.source.chain:
        mentions = actors.resolve(span, Role.SPEAKER, statement).mentions
        chain.append(ActorMention(span, mentions[0].actor if len(mentions) == 1 else None))
    return tuple(chain)


def _tell_places(statement: Statement, context: _Context) -> tuple[tuple[PlaceMention, ...], tuple[Gap, ...]]:
    """Resolve the place spans; a violent or harmful event without any place span is a gap too."""
    mentions: list[PlaceMention] = []
    gaps: list[Gap] = []
    unnamed: list[Gap] = []
    for span in statement.place:
        if context.actors.surroundings.is_seat_aimed_at(*context.actors.text.find_words(span)):
            mentions.append(PlaceMention(span))
            gaps.append(Gap("place", f"“{span.text}” may be the government there and not the town"))
            continue
        found, open_ = context.places.resolve(span)
        mentions += found
        unnamed += () if _NAMED.search(span.text) else open_
        gaps += open_ if _NAMED.search(span.text) else ()
    if not any(mention.place for mention in mentions):
        gaps += unnamed  # "at a checkpoint" leaves nothing open beside "in Zenda"
    if statement.kind in HARM | FORCE and not any(mention.place for mention in mentions):
        item = context.roundup.find(statement.evidence.start)
        found = context.places.resolve(item)[0] if item else ()
        if any(mention.place for mention in found):
            return (*mentions, *found), ()
    if not statement.place and statement.kind in HARM | FORCE:
        gaps.append(Gap("place", "the sentence names no place"))
    return tuple(mentions), tuple(gaps)


def _tell_times(statement: Statement, context: _Context) -> tuple[tuple[PeriodMention, ...], tuple[Gap, ...]]:
    """Resolve the time spans; a statement without any is a gap too."""
    told = [context.moments.resolve(one) for one in _list_times(statement, context.dated)]
    gaps = [gap for _, gap in told if gap is not None]
    if not told:
        gaps.append(Gap("time", "the sentence tells no time"))
    return tuple(mention for mention, _ in told), tuple(gaps)


def _list_times(statement: Statement, dated: Mapping[str, tuple[Span, ...]]) -> tuple[Told, ...]:
    return tuple(_told(statement, span) for span in dated.get(statement.id, statement.time))


def _told(statement: Statement, span: Span) -> Told:
    return Told(span, statement.evidence, _may_lie_ahead(statement))


def _may_lie_ahead(statement: Statement) -> bool:
    """True for what may be attacked or agreed; what may have killed has happened or not."""
    return statement.status is Status.IRREALIS and statement.kind not in HARM

"""Builders of records for tests: the defaults mean nothing, so that a test states only what it is about."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from counterclaim.records.claim import (
    Bound,
    Claim,
    Claimant,
    ClaimantBasis,
    Measure,
    Number,
    Part,
    PartRelation,
    Quantity,
    Scope,
    ScopeKind,
    VictimStatus,
    VictimValue,
)
from counterclaim.records.statement import (
    Attribution,
    DenialTarget,
    Kind,
    SpeakerClass,
    Statement,
    Status,
    Voice,
)
from counterclaim.records.story import Judgement, Verdict
from counterclaim.records.text import Affiliation, Outlet, Report, Span
from counterclaim.records.world import Actor, ActorMention, Period, PeriodMention, Place, PlaceMention

MEASURES = {
    Kind.KILL: Measure.KILLED,
    Kind.INJURE: Measure.INJURED,
    Kind.CAPTURE: Measure.CAPTURED,
    Kind.MISSING: Measure.MISSING,
    Kind.RELEASE: Measure.RELEASED,
    Kind.DISPLACE: Measure.DISPLACED,
    Kind.NEED: Measure.IN_NEED,
    Kind.DESTROY: Measure.DESTROYED,
    Kind.SEIZE: Measure.SEIZED,
}


def digest(*parts: object) -> str:
    """Give the id that content gets: 16 hex digits of a sha256."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def make_report(
    text: str = "",
    *,
    name: str = "",
    outlet: str | None = "Outlet",
    published: str | None = "2026-03-01",
    wire: tuple[str, ...] = (),
    affiliation: Affiliation = Affiliation.UNKNOWN,
    speaks_for: str | None = None,
) -> Report:
    """Give a report; `published` is a day, or a moment with a time; `name` tells two reports with one text apart."""
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return Report(
        id=digest("report", name, outlet, published, text),
        text=text,
        outlet=Outlet(outlet, affiliation, speaks_for) if outlet else None,
        published=moment,
        published_exact=bool(published and "T" in published),
        wire=wire,
    )


def make_actor(name: str, *, side: str | None = None, sector: str | None = None) -> Actor:
    """Give an actor whose id follows from its name; `side` None leaves it without a party."""
    return Actor(id=digest("actor", name), name=name, side=side, sector=sector)


def make_place(
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
    at: tuple[float, float] | None = None,
    where_prec: int = 1,
) -> Place:
    """Give a place whose id follows from its name, country and division."""
    lat, lon = at or (None, None)
    return Place(digest("place", name, country, admin1), name, country, admin1, admin2, lat, lon, where_prec)


def make_period(start: str, end: str | None = None, *, date_prec: int = 1) -> Period:
    """Give the half-open period of one day, or from `start` to before `end`."""
    first = date.fromisoformat(start)
    last = date.fromisoformat(end) if end else date.fromordinal(first.toordinal() + 1)
    return Period(first, last, date_prec)


def make_claim(
    *,
    report: Report | None = None,
    kind: str = "KILL",
    status: str = "asserted",
    sentence: str = "",
    trigger: str = "killed",
    start: int = 0,
    actor: str | Actor | None = None,
    side: str | None = None,
    people: str = "people",
    object: str | Actor | None = None,
    victim_status: str | None = None,
    claimant: str | Actor = "Outlet",
    claimant_side: str | None = None,
    speaker: str | None = None,
    speaker_class: str | None = None,
    is_private_person: bool = False,
    measure: str | None = None,
    low: Number | None = None,
    high: Number | None = None,
    bound: str = "exactly",
    unit: str = "persons",
    cumulative: bool = False,
    parts: tuple[Part, ...] = (),
    written: bool = True,
    scope_kind: str | None = None,
    scope_start: str | None = None,
    as_of: str | None = None,
    place: str | Place | tuple[Place, ...] | None = None,
    period: str | Period | None = None,
    when: str = "",
    means: str = "",
    denies: str | None = None,
    verification: str = "",
    chain: tuple[Actor, ...] = (),
    cue: str = "",
    confidence: float = 0.9,
) -> Claim:
    """Give a claim about `people` of `side`, harmed by `actor`, as `claimant` says.

    A plain string for `actor` or `object` is a party that is its own side. A figure exists where `low`, `high` or a
    bound other than "exactly" is given; an exact `low` alone is low–high of that number. `people` are the words that
    are counted. A place "?Zenda" is words that no gazetteer
    resolved. `sentence` is the evidence; it stands at `start` in the report, which need not hold it.
    """
    report = report or make_report()
    kind_ = Kind(kind)
    words = sentence or f"{people} {trigger}"
    evidence = Span(start, start + len(words), words)
    at = start + max(words.find(trigger), 0)
    spoken = make_actor(claimant, side=claimant_side) if isinstance(claimant, str) else claimant
    by_outlet = isinstance(claimant, str) and report.outlet is not None and claimant == report.outlet.name
    objects = _parties(object, start) or ((ActorMention(Span(start, start + len(people), people)),) if people else ())
    statement = Statement(
        id=digest("statement", report.id, at, kind_, spoken.name, people, low, high),
        report_id=report.id,
        kind=kind_,
        status=Status(status),
        confidence=confidence,
        evidence=evidence,
        trigger=Span(at, at + len(trigger), trigger),
        actor=tuple(m.span for m in _parties(actor, start)),
        object=tuple(m.span for m in objects),
        means=(Span(start, start + len(means), means),) if means else (),
        source=Attribution(
            voice=Voice.REPORT if by_outlet else Voice.SPEAKER,
            speaker=None if by_outlet else Span(start, start + len(speaker or spoken.name), speaker or spoken.name),
            cue=Span(start, start + len(cue), cue) if cue else None,
            chain=tuple(Span(start, start + len(a.name), a.name) for a in chain),
            speaker_class=SpeakerClass(speaker_class) if speaker_class else None,
        ),
        cumulative=cumulative,
        denies=DenialTarget(denies) if denies else None,
        verification=Span(start, start + len(verification), verification) if verification else None,
    )
    has_figure = low is not None or high is not None or bound != "exactly" or bool(parts)
    if bound == "exactly":
        low, high = (low if low is not None else high), (high if high is not None else low)
    figure = Quantity(Span(start, start, ""), low, high, Bound(bound), unit, cumulative, parts, written)
    quantity = figure if has_figure else None
    return Claim(
        id=digest("claim", statement.id),
        statement=statement,
        claimant=Claimant(
            key=spoken.id,
            name=spoken.name,
            basis=ClaimantBasis.OUTLET if by_outlet else ClaimantBasis.SPEAKER,
            actor=spoken,
            is_private_person=is_private_person,
        ),
        speaker=None if by_outlet else ActorMention(Span(start, start, speaker or spoken.name), spoken),
        actor=_parties(actor, start),
        object=objects,
        measure=Measure(measure) if measure else (MEASURES.get(kind_) if has_figure else None),
        quantity=quantity,
        scope=Scope(
            ScopeKind(scope_kind) if scope_kind else None,
            date.fromisoformat(scope_start) if scope_start else None,
            date.fromisoformat(as_of) if as_of else None,
        ),
        place=_places(place, start + max(len(words), len(speaker or spoken.name))),
        time=_times(period, when, start),
        victim_status=VictimStatus(VictimValue(victim_status), spoken.name) if victim_status else None,
        chain=tuple(ActorMention(Span(start, start + len(a.name), a.name), a) for a in chain),
        victim_side=side,
    )


def make_part(
    low: Number, of: str, *, relation: str = "part", high: Number | None = None, bound: str = "exactly", start: int = 0
) -> Part:
    """Give a further amount of `of`."""
    return Part(
        Span(start, start, ""), low, low if high is None else high, Bound(bound), "persons", of, PartRelation(relation)
    )


def make_judgement(
    verdict: str,
    subject: str,
    other: str | None = None,
    *,
    at: str = "2026-03-02T12:00:00",
    detail: str = "",
    revokes: str | None = None,
) -> Judgement:
    """Give a person's decision about `subject` (and `other`)."""
    return Judgement(
        id=digest("judgement", verdict, subject, other, at, detail),
        verdict=Verdict(verdict),
        subject=subject,
        other=other,
        report_id=None,
        start=None,
        end=None,
        quoted=None,
        kind=None,
        detail=detail,
        author="reviewer",
        reason="",
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        revokes=revokes,
    )


def _parties(given: str | Actor | None, start: int) -> tuple[ActorMention, ...]:
    if given is None:
        return ()
    actor = make_actor(given, side=given) if isinstance(given, str) else given
    return (ActorMention(Span(start, start + len(actor.name), actor.name), actor),)


def _places(given: str | Place | tuple[Place, ...] | None, start: int) -> tuple[PlaceMention, ...]:
    places = () if given is None else given if isinstance(given, tuple) else (given,)
    if isinstance(given, str) and given.startswith("?"):
        return (PlaceMention(Span(start, start + len(given) - 1, given[1:])),)
    found = [make_place(p) if isinstance(p, str) else p for p in places]
    return tuple(PlaceMention(Span(start, start + len(p.name), p.name), p) for p in found)


def _times(given: str | Period | None, when: str, start: int) -> tuple[PeriodMention, ...]:
    if given is None and not when:
        return ()
    period = make_period(given) if isinstance(given, str) else given
    return (PeriodMention(Span(start, start + len(when), when), period),)

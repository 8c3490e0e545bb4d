"""How the world is told: outlets write reports about it, and each claim in them is labelled with what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Protocol

from bench.worlds.truth import FORCES, START, Country, Happening, Series
from counterclaim.records.claim import (
    Bound,
    Claim,
    Claimant,
    ClaimantBasis,
    Measure,
    Quantity,
    Scope,
    VictimStatus,
    VictimValue,
)
from counterclaim.records.statement import Attribution, Kind, Statement, Status, Voice
from counterclaim.records.text import Outlet, Report, Span
from counterclaim.records.world import Actor, ActorMention, Period, PeriodMention, Place, PlaceMention

STATUS = {"civilians": VictimValue.CIVILIAN, "fighters": VictimValue.COMBATANT, "people": VictimValue.UNKNOWN}


@dataclass(frozen=True)
class Label:
    """What a claim is truly about. `incident` is None for totals; `question` None where nothing is counted.

    `number` is what the claimant said, whatever the outlet printed (`at_least`, `misprinted`); `corrected` marks a number
    that its claimant gave as a correction. `day` is the day on which the text was first
    published, at whatever outlet.
    """

    claim_id: str
    incident: str | None
    question: str | None
    claimant: str | None = None
    number: int | None = None
    corrected: bool = False
    misprinted: bool = False
    at_least: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Chapter:
    """A report with its claims and their labels."""

    report: Report
    claims: tuple[Claim, ...]
    labels: tuple[Label, ...]


class Writer:
    """Writes one report sentence by sentence; what it leaves out was left out by the outlet."""

    def __init__(self, random: Random, outlet: str, day: date, text_of: str) -> None:
        self.random = random
        self.outlet = outlet
        self.day = day
        self.key = digest("report", outlet, day.isoformat(), text_of)
        self.text = ""
        self.claims: list[Claim] = []
        self.labels: list[Label] = []

    def tell(self, happening: Happening, series: list[Series], *, background: bool = False) -> None:
        """Write two sentences on an incident: that it happened, and what is counted, by whom."""
        random = self.random
        kind, subject = FORCES[happening.means]
        precise = random.random() < 0.9
        dated = background or random.random() < 0.85
        detail = {
            name for name, share in (("target", 0.6), ("clock", 0.3), ("attacker", 0.6)) if random.random() < share
        }
        target = f"a {happening.target}" if "target" in detail else "the town"
        where = happening.town.name if precise else happening.town.province
        words = f"{subject} hit {target} in {where}" + (f" on {happening.day}." if dated else ".")
        start = self.write(words)
        common = {
            "place": place_of(happening, precise=precise),
            "period": day_period(happening.day) if dated else None,
            "clock": f"{happening.minute // 60:02}:{happening.minute % 60:02}" if "clock" in detail else "",
            "means": happening.means,
            "actor": happening.attacker if "attacker" in detail else None,
        }
        self.claim(kind, "hit", start, words, object=target, claimant=self.outlet, **common)
        self.label(happening.id, None)
        for one in series:
            said = one.latest(self.day) if not background else one.numbers[-1]
            if said is not None:
                self.count(happening, one, said)

    def count(self, happening: Happening, one: Series, said: tuple[date, int]) -> None:
        """Write the sentence that gives a claimant's number, without place or time of its own."""
        random = self.random
        number = said[1]
        bound, printed, misprinted = Bound.EXACT, number, False
        if random.random() < 0.02 and number >= 100 and str(number)[-1] != str(number)[-2]:
            digits = str(number)
            printed, misprinted = int(digits[:-2] + digits[-1] + digits[-2]), True
        elif random.random() < 0.15:
            bound = Bound.AT_LEAST
        corrected = said[0] in one.corrected
        verb = "killed" if one.measure == "killed" else "injured"
        noun = happening.people
        words = f"{one.claimant} said {_print(bound, printed)} {noun} were {verb}" + (
            ", a revised count" if corrected else ""
        )
        start = self.write(words)
        self.claim(
            "KILL" if verb == "killed" else "INJURE",
            verb,
            start,
            words,
            object=f"{_print(bound, printed)} {noun}",
            claimant=one.claimant,
            side=one.side,
            victim_side=happening.attacked if noun == "fighters" else None,
            status=STATUS[noun],
            low=printed,
            bound=bound,
        )
        holder = one.side or one.claimant
        self.label(
            happening.id,
            f"{happening.id}/{one.measure}",
            claimant=holder,
            number=number,
            corrected=corrected,
            misprinted=misprinted,
            at_least=bound is Bound.AT_LEAST,
        )

    def total(self, country: Country, one: Series, said: tuple[date, int]) -> None:
        """Write the running total of the war that one side gives."""
        enemy = one.measure.removeprefix("killed of ")
        since = self.random.random() < 0.6
        words = f"{one.claimant} said {said[1]} fighters of {enemy} have been killed so far" + (
            " since 1 September" if since else ""
        )
        start = self.write(words)
        self.claim(
            "KILL",
            "killed",
            start,
            words,
            object=f"{said[1]} fighters of {enemy}",
            claimant=one.claimant,
            side=one.side,
            victim_side=enemy,
            status=VictimValue.COMBATANT,
            low=said[1],
            actor=next(s for s in (country.government, country.rebels) if s != enemy),
            cumulative=True,
            since=START if since else None,
        )
        self.label(None, f"{country.code}/{one.measure}", claimant=one.side, number=said[1])

    def write(self, sentence: str) -> int:
        """Add a sentence and give where it starts."""
        start = len(self.text)
        self.text += sentence + " "
        return start

    def claim(self, kind: str, trigger: str, start: int, words: str, **told: object) -> None:
        """Add the claim of a sentence."""
        self.claims.append(make_claim(self.key, kind, (trigger, words), start, told))

    def label(self, incident: str | None, question: str | None, **more: Any) -> None:
        """Label the claim written last."""
        self.labels.append(Label(self.claims[-1].id, incident, question, day=self.day, **more))

    def finish(self, hour: int | None) -> Chapter:
        """Give the report; without an hour only its day of publication is known."""
        moment = datetime.combine(self.day, time(hour or 0), UTC)
        report = Report(
            self.key, self.text, outlet=Outlet(self.outlet), published=moment, published_exact=hour is not None
        )
        return Chapter(report, tuple(self.claims), tuple(self.labels))


def copy_chapter(chapter: Chapter, outlet: str, delay: int) -> Chapter:
    """Give the same text at another outlet some hours later, with claims and labels of its own."""
    report = chapter.report
    moment = (report.published or datetime.min.replace(tzinfo=UTC)) + timedelta(hours=delay)
    key = digest("report", outlet, report.id)
    copied = Report(key, report.text, outlet=Outlet(outlet), published=moment, published_exact=report.published_exact)
    claims = tuple(_move_claim(claim, key, outlet, report.outlet) for claim in chapter.claims)
    labels = tuple(replace(k, claim_id=c.id) for c, k in zip(claims, chapter.labels, strict=True))
    return Chapter(copied, claims, labels)


class Press(Protocol):
    """What reports are written with: `open` starts one for an outlet and a day, `copy` gives one again at another outlet."""

    def open(self, outlet: str, day: date, key: str) -> Any: ...

    def copy(self, chapter: Any, outlet: str, delay: int) -> Any: ...


class ClaimPress:
    """Reports as claims, given and not read."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def open(self, outlet: str, day: date, key: str) -> Writer:
        return Writer(self.random, outlet, day, key)

    def copy(self, chapter: Chapter, outlet: str, delay: int) -> Chapter:
        return copy_chapter(chapter, outlet, delay)


def write_chapters(
    random: Random, stories: list[tuple[Happening, list[Series]]], totals: dict[str, list[Series]], press: Press
) -> Iterator[Any]:
    """Give reports in no particular order: some days of each incident, merged reports, background, totals, wire copies."""
    by_country: dict[str, list[tuple[Happening, list[Series]]]] = {}
    for story in sorted(stories, key=lambda s: (s[0].day, s[0].id)):
        by_country.setdefault(story[0].country.code, []).append(story)
    for held in by_country.values():
        for n, (happening, series) in enumerate(held):
            for lag in range(4):
                for _ in range(random.choice((2, 1, 1, 0) if lag == 0 else (1, 1, 0, 0))):
                    writer = press.open(
                        f"Outlet {random.randrange(40)}",
                        happening.day + timedelta(days=lag),
                        f"{happening.id}/{random.random()}",
                    )
                    writer.tell(happening, random.sample(series, min(len(series), random.choice((1, 2, 2)))))
                    if random.random() < 0.25 and n and (happening.day - held[n - 1][0].day).days <= 2:
                        writer.tell(held[n - 1][0], held[n - 1][1][:1])
                    old = held[random.randrange(n)] if n > 5 else None
                    if old and random.random() < 0.15 and (happening.day - old[0].day).days > 20:
                        writer.tell(old[0], old[1][:1], background=True)
                    if random.random() < 0.2:
                        one = random.choice(totals[happening.country.code])
                        said = one.latest(writer.day)
                        if said:
                            writer.total(happening.country, one, said)
                    chapter = writer.finish(random.randrange(24) if random.random() < 0.7 else None)
                    yield chapter
                    for _ in range(random.choice((0, 0, 0, 1, 2, 4))):
                        yield press.copy(chapter, f"Outlet {40 + random.randrange(40)}", random.randrange(1, 8))


def make_claim(report_id: str, kind: str, said: tuple[str, str], start: int, told: dict[str, object]) -> Claim:
    """Give a claim whose statement stands at `start`; `said` are its trigger and its sentence."""
    trigger, words = said
    at = start + words.find(trigger)
    statement_id = digest("statement", report_id, str(at), kind)
    evidence = Span(start, start + len(words), words)
    object_text = str(told["object"])
    object_at = start + max(0, words.find(object_text))
    low, bound = told.get("low"), told.get("bound", Bound.EXACT)
    cumulative = bool(told.get("cumulative"))
    period, place, clock = told.get("period"), told.get("place"), str(told.get("clock") or "")
    means = str(told.get("means") or "")
    claimant = str(told["claimant"])
    side = told.get("side")
    actor = told.get("actor")
    own_voice = kind in ("STRIKE", "FIGHT")
    victim_side = told.get("victim_side")
    statement = Statement(
        id=statement_id,
        report_id=report_id,
        kind=Kind(kind),
        status=Status.ASSERTED,
        confidence=0.9,
        evidence=evidence,
        trigger=Span(at, at + len(trigger), trigger),
        object=(Span(object_at, object_at + len(object_text), object_text),),
        means=(Span(start, start + len(means), means),) if means else (),
        source=Attribution(Voice.REPORT if own_voice else Voice.SPEAKER),
        cumulative=cumulative,
    )
    quantity = None
    if isinstance(low, int):
        high = low if bound is Bound.EXACT else None
        quantity = Quantity(Span(object_at, object_at, str(low)), low, high, Bound(str(bound)), "persons", cumulative)
    time_span = Span(start, start, clock)
    return Claim(
        id=digest("claim", statement_id),
        statement=statement,
        claimant=Claimant(
            digest("actor", claimant),
            claimant,
            ClaimantBasis.OUTLET if own_voice else ClaimantBasis.SPEAKER,
            Actor(digest("actor", claimant), claimant, side if isinstance(side, str) else None),
        ),
        actor=(_mention(str(actor), start),) if actor else (),
        object=(ActorMention(statement.object[0], None),),
        measure=(Measure.KILLED if kind == "KILL" else Measure.INJURED) if quantity else None,
        quantity=quantity,
        scope=Scope(start=told["since"]) if isinstance(told.get("since"), date) else Scope(),
        place=(PlaceMention(Span(start, start, ""), place),) if isinstance(place, Place) else (),
        time=(PeriodMention(time_span, period if isinstance(period, Period) else None),) if period or clock else (),
        victim_status=VictimStatus(VictimValue(str(told["status"])), claimant) if told.get("status") else None,
        victim_side=victim_side if isinstance(victim_side, str) else None,
    )


def place_of(happening: Happening, *, precise: bool) -> Place:
    """Give the town, or only its province."""
    town = happening.town
    if precise:
        key = digest("place", town.country, town.name, str(town.lat))
        return Place(key, town.name, town.country, town.province, None, town.lat, town.lon, 1)
    return Place(digest("place", town.country, town.province), town.province, town.country, town.province, where_prec=4)


def day_period(day: date) -> Period:
    """Give the period of one day."""
    return Period(day, day + timedelta(days=1), 1)


def digest(*parts: str) -> str:
    """Give a short id of content."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def _mention(side: str, start: int) -> ActorMention:
    return ActorMention(Span(start, start, side), Actor(digest("actor", side), side, side))


def _move_claim(claim: Claim, report_id: str, outlet: str, old: Outlet | None) -> Claim:
    statement = claim.statement
    key = digest("statement", report_id, str(statement.trigger.start), statement.kind)
    claimant = claim.claimant
    if old and claimant.name == old.name:
        claimant = Claimant(
            digest("actor", outlet), outlet, ClaimantBasis.OUTLET, Actor(digest("actor", outlet), outlet)
        )
    moved = replace(statement, id=key, report_id=report_id)
    return replace(claim, id=digest("claim", key), statement=moved, claimant=claimant)


def _print(bound: Bound, number: int) -> str:
    return f"at least {number}" if bound is Bound.AT_LEAST else str(number)

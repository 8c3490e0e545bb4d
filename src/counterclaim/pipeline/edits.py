"""What a person types to correct a claim, made into the values of its fields: same actors, places and amounts as a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from rapidfuzz import fuzz, process

from counterclaim.errors import UnknownName
from counterclaim.normalise.actors import Actors
from counterclaim.normalise.amounts import read_amounts
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.measures import find_measure
from counterclaim.normalise.outlets import find_outlet
from counterclaim.pipeline.words import read_words
from counterclaim.records.claim import (
    Bound,
    Claim,
    Claimant,
    ClaimantBasis,
    Measure,
    Number,
    Quantity,
    VictimStatus,
    VictimValue,
)
from counterclaim.records.plain import to_plain
from counterclaim.records.statement import Kind, Status
from counterclaim.records.story import Story
from counterclaim.records.text import Report, Span
from counterclaim.records.world import Actor, Candidate, Period, Place

T = TypeVar("T")
NEAR = 82
MOST_SHOWN, MOST_CHOICES = 8, 40
_PRECISION = {"country": 6, "admin1": 4, "admin2": 3, "place": 1, "line": 5, "area": 5, "sea": 7}
_FROM_BELOW = (Bound.AT_LEAST, Bound.MORE_THAN)
_OF_THINGS = frozenset((Kind.DESTROY, Kind.SEIZE, Kind.STRIKE))
_FROM_ABOVE = (Bound.AT_MOST, Bound.LESS_THAN, Bound.NEARLY)


@dataclass(frozen=True, slots=True)
class Typed:
    """What is given for each field, None where it stays as it is. `as_typed` takes names that are known nowhere.

    `words` are the report's own words for a role (see `pipeline.words`): what they mean follows from them, unless the
    field itself is given too.
    """

    figure: str | None = None
    low: str | None = None
    high: str | None = None
    bound: str | None = None
    measure: str | None = None
    kind: str | None = None
    side: str | None = None
    actor: str | None = None
    claimant: str | None = None
    place: str | None = None
    period: str | None = None
    as_typed: bool = False
    unit: str | None = None
    victims: str | None = None
    told: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)


class Namesakes(UnknownName):
    """Several places bear the name that was typed; `choices` are what to type for each, with its words."""

    def __init__(self, message: str, name: str, choices: tuple[tuple[str, str], ...]) -> None:
        self.name, self.choices = name, choices
        super().__init__(message)


FIELDS = tuple(f.name for f in fields(Typed) if f.name not in ("as_typed", "words"))
"""The fields that can be typed, by their names."""


def read_typed(typed: Typed, claim: Claim, story: Story, gazetteer: Gazetteer) -> dict[str, object]:
    """Give the fields of an edit of `claim`; names known from the story win over the tables.

    Raises UnknownName where a word cannot be understood, with what is near to it.
    """
    given = {name for name in FIELDS if getattr(typed, name) is not None}
    if not given and not typed.words:
        raise UnknownName("Nothing to correct was given: say --figure, --side, --place or another field (see --help).")
    found: dict[str, object] = {}
    if typed.words:
        found |= read_words(typed.words, claim, story, gazetteer, needs_amount=typed.figure is None)
    published = next((r.published for r in story.reports if r.id == claim.statement.report_id), None)
    known = _Known.of(story.claims, published)
    if typed.kind is not None:
        kind = _choose(Kind, typed.kind, "kind")
        unit = claim.quantity.unit if claim.quantity else None
        statement = claim.statement
        measure = find_measure(kind, statement.trigger.text, statement.evidence.text, unit)
        found |= {"kind": kind.value, "measure": measure.value if measure else None}
    if typed.measure is not None:
        found["measure"] = _choose(Measure, typed.measure, "measure").value
    if given & {"figure", "low", "high", "bound"}:
        found["figure"] = _read_figure(typed, claim)
    elif typed.unit is not None:
        found["figure"] = _count_in(claim.quantity, typed.unit)
    if typed.side is not None:
        found["side"] = known.find_side(typed.side, as_typed=typed.as_typed)
    if typed.actor is not None:
        found["actor"] = to_plain(known.find_actor(typed.actor, as_typed=typed.as_typed))
    if typed.claimant is not None:
        found["claimant"] = to_plain(known.find_claimant(typed.claimant, as_typed=typed.as_typed))
    if typed.place is not None:
        found["place"] = to_plain(_find_place(typed.place, gazetteer))
    if typed.period is not None:
        found["period"] = to_plain(_read_period(typed.period))
    if typed.victims is not None:
        value = _choose(VictimValue, typed.victims, "status of victims")
        found["victims"] = to_plain(VictimStatus(value, claim.claimant.name))
    if typed.told is not None:
        found["told"] = _choose(Status, typed.told, "way of telling").value
    return found


def _count_in(figure: Quantity | None, unit: str) -> Mapping[str, object]:
    """Give a figure with another unit. Raises UnknownName where there is no figure."""
    if figure is None:
        raise UnknownName("The claim has no figure: give --figure with --unit.")
    return {"low": figure.low, "high": figure.high, "bound": figure.bound.value, "unit": _read_unit(unit)}


def _read_unit(written: str) -> str:
    return " ".join(written.casefold().split())[:60] or "persons"


def _read_figure(typed: Typed, claim: Claim) -> Mapping[str, object] | None:
    figure = _read_ends(typed)
    if figure is None:
        return None
    unit = _read_unit(typed.unit) if typed.unit is not None else None
    if unit is None and claim.quantity is None and claim.statement.kind in _OF_THINGS and "figure" not in typed.words:
        raise UnknownName(
            f"What does the figure count? Point at its words, or say --unit: a {claim.statement.kind.value} may count "
            "posts, tanks, houses …"
        )
    return {**figure, "unit": unit} if unit else figure


def _read_ends(typed: Typed) -> Mapping[str, object] | None:
    """Give low, high and bound as a reading would: "at least 12" is low 12; None takes the figure away."""
    if typed.figure is not None:
        if typed.low or typed.high or typed.bound:
            raise UnknownName("Give --figure, or --low, --high and --bound, not both.")
        if typed.figure.strip().lower() == "none":
            return None
        amounts = read_amounts(typed.figure)
        if len(amounts) != 1:
            raise UnknownName(f"{typed.figure!r} is no single amount; write 12, 12-20, “at least 12”, dozens, or none.")
        (amount,) = amounts
        return {"low": amount.low, "high": amount.high, "bound": amount.bound.value}
    low, high = _read_number(typed.low, "--low"), _read_number(typed.high, "--high")
    if low is None and high is None:
        raise UnknownName("--bound needs a number: give --low or --high too, or --figure “at least 12”.")
    if low is not None and high is not None and low > high:
        raise UnknownName(f"The low end {low} is above the high end {high}.")
    bound = _choose(Bound, typed.bound, "bound") if typed.bound else _guess_bound(low, high)
    if bound is Bound.EXACT:
        low, high = (low if low is not None else high), (high if high is not None else low)
        if low != high:
            raise UnknownName("An exact figure has one number; for a range leave --bound out, or give “between”.")
    if (bound in _FROM_BELOW and low is None) or (bound in _FROM_ABOVE and high is None):
        raise UnknownName(f"“{bound.value}” bounds the {'low' if bound in _FROM_BELOW else 'high'} end: give that one.")
    return {"low": low, "high": high, "bound": bound.value}


def _guess_bound(low: Number | None, high: Number | None) -> Bound:
    if low is None:
        return Bound.AT_MOST
    if high is None:
        return Bound.AT_LEAST
    return Bound.EXACT if low == high else Bound.BETWEEN


def _read_number(written: str | None, name: str) -> Number | None:
    try:
        number = float(written.replace(",", "")) if written else None
    except ValueError as error:
        raise UnknownName(f"{name} {written} is no number.") from error
    if number is not None and not 0 <= number < 1e12:
        raise UnknownName(f"{name} {written} is no count.")
    return int(number) if number is not None and number.is_integer() else number


def _read_period(written: str) -> Period:
    """Give the period of a day, "2026-02-26..2026-02-28" (both included), a month or a year."""
    first, _, last = (part.strip() for part in written.partition(".."))
    try:
        start, end = _read_days(first)
        end = _read_days(last)[1] if last else end
    except ValueError as error:
        raise UnknownName(
            f"{written!r} is no time; write 2026-02-26, 2026-02-26..2026-02-28, 2026-02 or 2026."
        ) from error
    days = (end - start).days
    if days < 1:
        raise UnknownName(f"{written!r} ends before it begins.")
    return Period(start, end, next(prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, days)) if days <= most))


def _read_days(written: str) -> tuple[date, date]:
    """Give the half-open days that a day, month or year stands for."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0] + 1, 1, 1)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    day = date.fromisoformat(written)
    return day, day + timedelta(days=1)


def _find_place(written: str, gazetteer: Gazetteer) -> Place:
    """Give the one place that is meant; what stands after a comma (division, country, id) tells it from its namesakes."""
    name, *hints = (part.strip() for part in written.split(","))
    wanted = {hint.casefold() for hint in hints if hint}
    found = list(gazetteer.find(name))
    fitting = [
        c for c in found if wanted <= {str(part).casefold() for part in (c.id, c.level, c.country, c.admin1, c.admin2)}
    ]
    if len(fitting) == 1 or (len(fitting) > 1 and not wanted and fitting[0].level == "country"):
        c = fitting[0]
        return Place(c.id, c.name, c.country, c.admin1, c.admin2, c.lat, c.lon, _PRECISION[c.level])
    if not found:
        raise UnknownName(f"The gazetteer has no place {name!r}. Try another spelling, or the district or province.")
    shown = "\n".join(f"  {_write_candidate(c)}" for c in (fitting or found)[:MOST_SHOWN])
    many = f"{name} can be {len(fitting)} places" if fitting else f"No {name!r} fits {', '.join(sorted(wanted))}"
    raise Namesakes(
        f"{many}; say which after a comma, for example --place “{name}, {(fitting or found)[0].id}”:\n{shown}",
        name,
        tuple((f"{name}, {c.id}", f"{_name_candidate(c)} ({c.level})") for c in (fitting or found)[:MOST_CHOICES]),
    )


def _write_candidate(c: Candidate) -> str:
    return f"{_name_candidate(c)} ({c.level}, {c.id})"


def _name_candidate(c: Candidate) -> str:
    return ", ".join(filter(None, (c.name, c.admin2, c.admin1, c.country)))


@dataclass(frozen=True, slots=True)
class _Known:
    """Parties, sides and claimants that the ledger's claims name, by name in small letters."""

    actors: Mapping[str, Actor]
    sides: Mapping[str, str]
    claimants: Mapping[str, Claimant]
    published: datetime | None

    @classmethod
    def of(cls, claims: Iterable[Claim], published: datetime | None) -> _Known:
        actors: dict[str, Actor] = {}
        claimants: dict[str, Claimant] = {}
        for claim in claims:
            for mention in (*claim.actor, *claim.object, *claim.chain):
                if mention.actor:
                    actors.setdefault(mention.actor.name.casefold(), mention.actor)
            if claim.claimant.actor:
                actors.setdefault(claim.claimant.actor.name.casefold(), claim.claimant.actor)
            if not claim.claimant.is_private_person:
                claimants.setdefault(claim.claimant.name.casefold(), claim.claimant)
        sides = {actor.side.casefold(): actor.side for actor in actors.values() if actor.side}
        return cls(actors, sides, claimants, published)

    def find_side(self, name: str, *, as_typed: bool) -> str:
        if name.casefold() in self.sides:
            return self.sides[name.casefold()]
        actor = self._resolve(name)
        if actor and (actor.side or actor.name):
            return actor.side or actor.name
        return self._take(name, self.sides, lambda text: text, as_typed=as_typed)

    def find_actor(self, name: str, *, as_typed: bool) -> Actor:
        known = self.actors.get(name.casefold()) or self._resolve(name)
        return known or self._take(name, self.actors, lambda text: Actor(_key(text), text), as_typed=as_typed)

    def find_claimant(self, name: str, *, as_typed: bool) -> Claimant:
        if name.casefold() in self.claimants:
            return self.claimants[name.casefold()]
        actor, outlet = self._resolve(name), find_outlet(name)
        if actor:
            return Claimant(actor.id, actor.name, ClaimantBasis.SPEAKER, actor)
        if outlet:
            return Claimant(f"outlet.{outlet.id}", outlet.name, ClaimantBasis.OUTLET)
        return self._take(
            name, self.claimants, lambda text: Claimant(_key(text), text, ClaimantBasis.SPEAKER), as_typed=as_typed
        )

    def _resolve(self, name: str) -> Actor | None:
        """Give the party that a reading would find in these words alone, on the day of the claim's report."""
        words = " ".join(name.split())
        report = Report(id="typed", text=words, published=self.published)
        mentions = Actors(report).resolve(Span(0, len(words), words)).mentions
        actors = [mention.actor for mention in mentions if mention.actor]
        return actors[0] if len(actors) == 1 == len(mentions) else None

    @staticmethod
    def _take(name: str, known: Mapping[str, object], make: Callable[[str], T], *, as_typed: bool) -> T:
        """Make what no table knows, where that is asked for; else name what is near."""
        if as_typed and name.strip():
            return make(" ".join(name.split()))
        near = process.extract(name.casefold(), list(known), scorer=fuzz.WRatio, limit=4, score_cutoff=NEAR)
        told = "; ".join(str(getattr(known[key], "name", known[key])) for key, _, _ in near)
        raise UnknownName(
            f"No party {name!r} is known."
            + (f" Near: {told}." if told else "")
            + " Add --as-typed to take the name as it is."
        )


def _key(name: str) -> str:
    return "named:" + " ".join(name.casefold().split())


def _choose(kinds: type[Any], written: str, what: str) -> Any:
    wanted = written.strip().casefold()
    found = [kind for kind in kinds if kind.value.casefold() == wanted]
    if not found:
        raise UnknownName(f"{written!r} is no {what}; one of {', '.join(kind.value for kind in kinds)}.")
    return found[0]

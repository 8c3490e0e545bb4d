"""The world itself: countries, towns, what happened where and when, and what each claimant comes to say about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

START = date(2025, 9, 1)

FORCES = {
    "drone": ("STRIKE", "A drone"),
    "shells": ("STRIKE", "Artillery shells"),
    "missile": ("STRIKE", "A missile"),
    "car bomb": ("STRIKE", "A car bomb"),
    "gunfire": ("FIGHT", "Gunmen"),
}
TARGETS = ("market", "school", "depot", "hospital", "mosque", "apartment building", "checkpoint", "bus", "barracks")
SYLLABLES = ("ba", "dar", "el", "gor", "hin", "kar", "lu", "mo", "nez", "or", "pol", "ra", "sta", "tu", "vel", "zhi")


@dataclass(frozen=True)
class Town:
    """A town with its country, province and coordinates. Namesakes exist in two countries."""

    name: str
    country: str
    province: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Country:
    """A war: a government, its enemy, and the towns between them, busiest first."""

    code: str
    government: str
    rebels: str
    towns: tuple[Town, ...]


@dataclass(frozen=True)
class Happening:
    """One incident as it was: the truth that no report knows in full."""

    id: str
    country: Country
    town: Town
    day: date
    minute: int
    means: str
    target: str
    attacker: str
    attacked: str
    people: str
    killed: int
    injured: int


@dataclass
class Series:
    """What one claimant says on one count, day by day; every entry is (day, number). `words` mark a correction."""

    claimant: str
    side: str | None
    measure: str
    numbers: list[tuple[date, int]] = field(default_factory=list)
    corrected: set[date] = field(default_factory=set)

    def latest(self, day: date) -> tuple[date, int] | None:
        """Give the last number said by a day."""
        said = [entry for entry in self.numbers if entry[0] <= day]
        return said[-1] if said else None


def make_countries(random: Random, count: int) -> list[Country]:
    """Give warring countries; every third town name is shared with another country."""
    shared = [_name(random, 3) for _ in range(12)]
    countries = []
    for n in range(count):
        name = _name(random, 3)
        provinces = [_name(random, 3) for _ in range(5)]
        towns = []
        for m in range(30):
            town = random.choice(shared) if m % 3 == 2 else _name(random, random.choice((2, 3, 4)))
            lat, lon = 10 + 40 * random.random(), 10 + n % 20 + 0.9 * random.random()
            towns.append(Town(town, f"C{n:02}", provinces[m % 5], round(lat, 4), round(lon, 4)))
        countries.append(Country(f"C{n:02}", f"Government of {name}", f"{_name(random, 2)} Front", tuple(towns)))
    return countries


def make_happenings(random: Random, countries: list[Country], count: int, days: int) -> list[Happening]:
    """Give incidents over the days of the war: a few towns are hit again and again, also twice in one day."""
    found = []
    for n in range(count):
        country = random.choice(countries)
        rank = min(int(random.expovariate(0.16)), len(country.towns) - 1)
        attacker, attacked = random.sample((country.government, country.rebels), 2)
        means = random.choice(tuple(FORCES))
        people = random.choice(("civilians", "people", "fighters"))
        killed = min(400, max(1, int(random.paretovariate(0.9) * 2)))
        found.append(
            Happening(
                id=f"h{n:06}",
                country=country,
                town=country.towns[rank],
                day=START + timedelta(days=random.randrange(days)),
                minute=random.randrange(1440),
                means=means,
                target=random.choice(TARGETS),
                attacker=attacker,
                attacked=attacked,
                people=people,
                killed=killed,
                injured=int(killed * random.uniform(0.5, 2.5)) + 1,
            )
        )
    return found


def make_series(random: Random, happening: Happening) -> list[Series]:
    """Give what claimants say about an incident: counts that grow over days, each with its own bias, some corrected."""
    claimants: list[tuple[str, str | None, float]] = []
    if happening.people == "fighters":
        claimants.append((f"Army of {happening.attacked}", happening.attacked, random.uniform(0.3, 1.0)))
        claimants.append((f"Army of {happening.attacker}", happening.attacker, random.uniform(1.0, 4.0)))
    else:
        claimants.append((f"{happening.town.name} hospital", None, 1.0))
        claimants.append((f"Health ministry of {happening.attacked}", happening.attacked, random.uniform(0.9, 1.4)))
    series = []
    for measure, true in (("killed", happening.killed), ("injured", happening.injured)):
        for claimant, side, bias in claimants:
            if measure == "injured" and random.random() < 0.5:
                continue
            series.append(_count(random, Series(claimant, side, measure), happening.day, max(1, round(true * bias))))
    return series


def make_totals(random: Random, country: Country, days: int) -> Iterator[Series]:
    """Give running totals of the war since its first day: each side on the enemy's dead and on its own."""
    for side, enemy in ((country.government, country.rebels), (country.rebels, country.government)):
        for claimant, rate in ((side, random.uniform(5, 20)), (enemy, random.uniform(1, 5))):
            series = Series(f"Army of {claimant}", claimant, f"killed of {enemy}")
            total = 0.0
            for n in range(3, days, random.choice((1, 3, 7))):
                total += rate * random.uniform(0.5, 1.5) * 3
                series.numbers.append((START + timedelta(days=n), round(100 + total)))
            yield series


def _count(random: Random, series: Series, day: date, final: int) -> Series:
    first = max(1, round(final * random.uniform(0.55, 1.0)))
    steps = sorted({first, round((first + final) / 2), final})
    when = day
    for number in steps:
        series.numbers.append((when, number))
        when += timedelta(days=random.choice((1, 1, 2)))
    if final > 6 and random.random() < 0.06:
        series.numbers.append((when, round(final * 0.85)))
        series.corrected.add(when)
    return series


def _name(random: Random, length: int) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(length)).capitalize()

"""Blocking keys of a telling: two tellings that share no key are never compared, so that cost grows with neighbours."""

from __future__ import annotations

from datetime import date

from counterclaim.records.world import Place
from counterclaim.resolve.evidence import imply_period
from counterclaim.resolve.lexicon import find_words
from counterclaim.resolve.tellings import Telling, name_spots
from counterclaim.resolve.unplaced import skeleton

HOME_WORDS = 8

TELLING = 10
"""Counts below are those of many incidents of a day."""

GENERAL = frozenset(
    ("the", "and", "of", "in", "at", "for", "hospital", "hospitals", "doctor", "doctors", "health", "ministry", "police", "army",
     "military", "officials", "official", "spokesman", "spokeswoman", "director", "governor", "mayor", "minister", "source",
     "sources", "residents", "witnesses", "local", "national", "general", "department", "office")
)  # fmt: skip
"""Words of speakers that name no town."""

DAYS = 8
"""A told period longer than this is keyed by its months, not by its days."""


def find_keys(telling: Telling) -> tuple[frozenset[str], frozenset[str]]:
    """Give (own keys, wider keys): a pair is compared when a key of one's own is own or wider for the other.

    Own keys name the finest thing told (town, else division, else country, else parties and who counts) with a day or month;
    wider keys name what contains it, so that a telling of a town meets one of its province. "Near Zenda" may be any place
    of Zenda's province, a district and its town have one name, and a name that no gazetteer holds leaves the place open:
    such a telling meets those of its days that count as many.
    """
    stamps, months = _stamp(telling)
    own: set[str] = set()
    wider: set[str] = set()
    for place in telling.spots:
        ladder = _climb(place)
        is_vague = place.where_prec == 2 or place.id in telling.vague
        own.update(f"{step}@{s}" for step in ladder[: 2 if is_vague else 1] for s in stamps)
        wider.update(f"{ladder[0]}@{s}" for s in months)
        wider.update(f"{step}@{s}" for step in ladder[1:] for s in stamps)
    is_placed = bool(own)
    districts = {" ".join(find_words(place.name)) for place in telling.spots if place.where_prec == 3}
    own.update(f"name:{skeleton(name)}@{s}" for name in telling.unplaced | districts for s in stamps)
    wider.update(f"name:{skeleton(name)}@{s}" for name in name_spots(telling) for s in stamps)
    if not any(place.where_prec <= 3 for place in telling.spots):
        own.update(f"name:{skeleton(name)}@{s}" for name in _name_homes(telling) for s in stamps)
    sides = sorted(telling.perpetrators | telling.victims)
    parties = {f"side:{side}@{s}" for side in sides for s in stamps}
    mouths = sorted({told.claimant for held in telling.figures.values() for told in held})
    parties |= {f"mouth:{mouth}@{s}" for mouth in mouths for s in stamps}
    counts = {f"count:{key[0]} {t.value}" for key, held in telling.figures.items() for t in held if t.value >= TELLING}
    parties |= {f"{count}@{s}" for count in counts for s in stamps}
    (wider if is_placed else own).update(parties)
    if not own:
        own.update(f"open@{s}" for s in stamps)
    return frozenset(own), frozenset(wider)


def _name_homes(telling: Telling) -> frozenset[str]:
    """Give the runs of up to three words in datelines and the names of those quoted: one may be the town that is meant."""
    words = (name.split() for name in (*telling.speakers, *telling.origins))
    return frozenset(
        " ".join(told[n : n + size])
        for told in words
        if len(told) <= HOME_WORDS
        for size in (1, 2, 3)
        for n in range(len(told) - size + 1)
        if len(told[n]) > 2 and not GENERAL & set(told[n : n + size])
    )


def _climb(place: Place) -> list[str]:
    steps = []
    if place.where_prec <= 3 or place.where_prec in (5, 7):
        steps.append(f"place:{place.id}")
    if place.admin1 and place.where_prec <= 4:
        steps.append(f"division:{place.country}/{place.admin1.casefold()}")
    elif place.where_prec == 4:
        steps.append(f"division:{place.country}/{place.name.casefold()}")
    if place.country:
        steps.append(f"country:{place.country}")
    return steps or [f"place:{place.id}"]


def _stamp(telling: Telling) -> tuple[list[str], list[str]]:
    """Give the days of a telling, or the months of one that tells a long time, and what wider months the days lie in."""
    period = telling.period or (imply_period(telling.days) if telling.days else None)
    if period is None:
        return ["undated"], []
    days = (period.end - period.start).days
    if days <= DAYS:
        # What comes on top of a count told before looks back as far as evidence lets it.
        back = -30 if telling.comes_on_top else -1
        stamps = [_day(period.start, n) for n in range(back, days + 1)]
        return stamps, sorted({stamp[:7] for stamp in stamps})
    months = {_day(period.start, n)[:7] for n in range(0, min(days, 400), 27)}
    return sorted(months | {_day(period.end, -1)[:7]}), []


def _day(start: date, shift: int) -> str:
    return date.fromordinal(min(max(1, start.toordinal() + shift), date.max.toordinal())).isoformat()

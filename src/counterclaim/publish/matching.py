"""How well a row of a person's table fits an incident of the ledger: days, place, parties and figure, with reasons in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from rapidfuzz import fuzz

from counterclaim.publish.exports.deaths import counts_deaths
from counterclaim.publish.exports.events import Event
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.wording import join_words
from counterclaim.records.claim import Number
from counterclaim.records.coded import CodedEvent
from counterclaim.records.story import TallyEntry
from counterclaim.records.world import Period, Place, measure_km
from counterclaim.tables.load import load_states

REACH = 7
"""Days apart beyond which a row and an incident are never compared."""

LONGEST = 400
"""Days of one row or incident beyond which its end is not looked at."""

NEAR_NAMES = 85
NEAR_SPELLINGS = 83
_BRACKET = re.compile(r"\s*\(.*?\)")
_OF_STATE = re.compile(
    r"^(?:the )?(?:(?:government|state|republic|armed forces|military forces|police forces|military|army|police) of )+(?:the )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """How well a row and an incident fit, between 0 and 1, and why."""

    score: float
    reasons: tuple[str, ...]


def match_all(stock: Stock, coded: Sequence[CodedEvent], events: Sequence[Event]) -> dict[tuple[int, int], Match]:
    """Compare each row with the incidents of its days only."""
    by_day: dict[date | None, set[int]] = defaultdict(set)
    for m, event in enumerate(events):
        days = tell_days(stock, event)
        if days is None:
            by_day[None].add(m)
            continue
        for shift in range(-REACH, min((days.end - days.start).days, LONGEST) + REACH):
            by_day[days.start + timedelta(days=shift)].add(m)
    found = {}
    for n, row in enumerate(coded):
        near = set(by_day[None]) if row.days else set(range(len(events)))
        if row.days:
            for shift in range(min((row.days.end - row.days.start).days, LONGEST)):
                near |= by_day.get(row.days.start + timedelta(days=shift), set())
        for m in sorted(near):
            match = _compare(stock, row, events[m])
            if match is not None:
                found[n, m] = match
    return found


def _compare(stock: Stock, row: CodedEvent, event: Event) -> Match | None:
    """Give the score of a row and an incident with its reasons in words, None where something speaks against them."""
    parts = [_compare_days(row.days, event.incident.period, tell_days(stock, event)), _compare_places(row.place, event)]
    if None in parts:
        return None
    told = [
        *(part for part in parts if part),
        _compare_sides(row.sides, event.sides),
        _compare_deaths(row, stock, event),
    ]
    score = sum(weight for weight, _ in told)
    return Match(round(min(max(score, 0.0), 1.0), 2), tuple(reason for _, reason in told if reason))


def _compare_days(row: Period | None, told: Period | None, days: Period | None) -> tuple[float, str] | None:
    if row is None or days is None:
        return 0.1, "no day to compare"
    gap = max((days.start - row.end).days + 1, (row.start - days.end).days + 1, 0)
    if told is None:
        return (0.2, "undated there, published in those days") if gap <= 2 else None
    is_rough = row.date_prec >= 3 or told.date_prec >= 3
    if gap == 0:
        return (
            (0.3, "days overlap, told only roughly")
            if is_rough
            else (0.4, "the same day" if _is_day(row) else "the same days")
        )
    if gap == 1:
        return 0.25, "a day apart"
    return (0.1, f"{gap} days apart") if gap <= (REACH if is_rough else 2) else None


def _is_day(period: Period) -> bool:
    return (period.end - period.start).days == 1


def tell_days(stock: Stock, event: Event) -> Period | None:
    """Give the incident's days, else those of its reports, which follow what they tell by a few days at most."""
    if event.incident.period:
        return event.incident.period
    published = [day for claim in event.claims if (day := stock.lookup.day_of(claim))]
    return Period(min(published) - timedelta(days=2), min(published) + timedelta(days=1), 2) if published else None


def _compare_places(row: Place | None, event: Event) -> tuple[float, str] | None:
    """Compare by distance where both are exact, else by names of place, division and country."""
    places = {(m.place, m.span.text) for claim in event.claims for m in claim.place if m.place}
    if row is None or not places:
        return 0.0, "no place to compare"
    ordered = sorted(places, key=lambda p: (p[0].where_prec, p[0].id, p[1]))
    found = [result for place, words in ordered if (result := _compare_place(row, place, words))]
    return max(found, key=lambda result: result[0]) if found else None


def _compare_place(row: Place, place: Place, words: str) -> tuple[float, str] | None:
    countries = {find_country(p.country) for p in (row, place) if p.country}
    if len(countries) == 2:
        return None
    distance = measure_km(row, place)
    names = (_fold(row.name), _fold(place.name), _fold(words))
    if any(_is_spelling(names[0], name) for name in names[1:]) and (distance is None or distance < 100):
        return 0.4, f"the same place name, {place.name}"
    if distance is not None and max(row.where_prec, place.where_prec) <= 2:
        if distance <= 10:
            return 0.4, f"{distance:.0f} km apart"
        if distance <= 50:
            return 0.2, f"{distance:.0f} km apart"
        return None
    if row.admin1 and place.admin1 and fuzz.ratio(_fold(row.admin1), _fold(place.admin1)) >= NEAR_NAMES:
        return 0.25, f"both in {place.admin1}"
    if row.country and place.country and max(row.where_prec, place.where_prec) >= 4:
        return 0.1, f"both in {place.country}, no nearer told"
    return None if row.where_prec <= 3 and place.where_prec <= 3 else (0.0, "no nearer place told")


def _compare_sides(row: Sequence[str], told: Sequence[str]) -> tuple[float, str]:
    if not row or not told:
        return 0.0, ""
    shared = share_party(row, told)
    if not shared:
        return -0.2, "other parties are named"
    return (0.2 if len(shared) > 1 else 0.1), f"{join_words(shared)} named in both"


def _compare_deaths(row: CodedEvent, stock: Stock, event: Event) -> tuple[float, str]:
    ends = [end for end in (row.low, row.best, row.high) if end is not None]
    figures = {value_of(entry) for _, entry in list_entries(stock, event)}
    if not ends or not figures - {None}:
        return 0.0, ""
    told = event.deaths.total
    is_same = row.best in figures or (told.best is not None and told.best == row.best)
    return (0.1, "the same figure is claimed") if is_same else (0.0, "")


def list_entries(stock: Stock, event: Event) -> list[tuple[str, TallyEntry]]:
    """Give the figures of the dead of an incident, each with the name of its claimant.

    Where no count is of this incident alone, the figures that its own claims give.
    """
    own = set(event.incident.claim_ids)
    wider = [
        q for claim_id in sorted(own) for q in stock.questions.get(claim_id, ()) if counts_deaths(q) and not q.part_of
    ]
    return [
        (tally.claimant, entry)
        for question in event.deaths.questions or dict.fromkeys(wider)
        for tally in stock.tallies.get(question.id, ())
        for entry in tally.entries
        if event.deaths.questions or own & {entry.claim_id, *entry.copies}
    ]


def share_party(row: Sequence[str], told: Sequence[str]) -> list[str]:
    """Give the parties of a row that are named among others too, whatever either calls a government or its army."""
    return [
        name for name in row if any(fuzz.token_set_ratio(_party(name), _party(side)) >= NEAR_NAMES for side in told)
    ]


def value_of(entry: TallyEntry) -> Number | None:
    """Give the number as printed, None for words such as "dozens"."""
    low, high = entry.quantity.low, entry.quantity.high
    return high if low is None else low


@cache
def _country_codes() -> dict[str, str]:
    states = load_states().items()
    return {
        name.casefold(): code
        for code, state in states
        for name in (code, state.name.removeprefix("the "), *state.names)
    }


def find_country(name: str | None) -> str:
    """Give the code of a country by name or code; a name that is not known stands for itself."""
    plain = _BRACKET.sub("", name or "").casefold()
    return _country_codes().get(plain, plain)


def _is_spelling(a: str, b: str) -> bool:
    """Say whether two names can be spellings of one, as a whole or as a word of it ("Behsud", "Markazi Bihsud")."""
    return bool(a and b) and max(fuzz.ratio(a, word) for word in (b, *b.split())) >= NEAR_SPELLINGS


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", name.casefold()).removesuffix(" town").removesuffix(" city").split())


def _party(name: str) -> str:
    return _OF_STATE.sub("", _BRACKET.sub("", name)).casefold()

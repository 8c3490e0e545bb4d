"""The plain words of the brief: dates, places, kinds, relations. Nothing here states a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Scope, ScopeKind
from counterclaim.records.statement import Kind
from counterclaim.records.story import ContradictionType, Relation
from counterclaim.records.text import Affiliation, Report
from counterclaim.records.world import Period, Place

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
KIND_NOUNS = {
    Kind.KILL: "killing",
    Kind.INJURE: "injury",
    Kind.CAPTURE: "capture",
    Kind.MISSING: "people missing",
    Kind.RELEASE: "release",
    Kind.DISPLACE: "displacement",
    Kind.NEED: "need",
    Kind.DESTROY: "destruction",
    Kind.SEIZE: "seizure",
    Kind.STRIKE: "strike",
    Kind.FIGHT: "fighting",
    Kind.MOBILIZE: "deployment",
    Kind.COERCE: "coercion",
    Kind.ACCUSE: "accusation",
    Kind.DENY: "denial",
    Kind.THREATEN: "threat",
    Kind.REQUEST: "request",
    Kind.SUPPORT: "support",
    Kind.CONSULT: "talks",
    Kind.MEDIATE: "mediation",
    Kind.AGREE: "agreement",
    Kind.RETREAT: "withdrawal",
    Kind.AID: "aid",
    Kind.PROTEST: "protest",
}

# Columns of the positions table, in reading order: who stands against whom first, then who seeks an end.
POSITION_VERBS = {
    Kind.ACCUSE: "accuses or criticises",
    Kind.DENY: "denies",
    Kind.THREATEN: "threatens",
    Kind.COERCE: "puts pressure on",
    Kind.REQUEST: "asks",
    Kind.SUPPORT: "supports",
    Kind.CONSULT: "talks with",
    Kind.MEDIATE: "mediates, or offers to",
    Kind.AGREE: "agrees",
    Kind.RETREAT: "withdraws or yields",
    Kind.AID: "gives aid to",
    Kind.PROTEST: "protests against",
}

RELATION_WORDS = {
    Relation.FIRST: "first figure",
    Relation.SUPERSEDES: "supersedes",
    Relation.CORRECTS: "corrects",
    Relation.WITHDRAWS: "withdraws",
    Relation.DISOWNS: "disowns",
    Relation.RECLASSIFIES: "reclassifies",
    Relation.REPEATS: "repeats",
    Relation.ROUNDS: "rounds",
    Relation.VARIANT: "is another printing of",
    Relation.ADDS: "adds to",
    Relation.RESTATES: "restates the earlier",
    Relation.LOWER_UNEXPLAINED: "lower, unexplained, than",
    Relation.HIGHER_UNEXPLAINED: "higher, unexplained, than",
}

CONTRADICTION_WORDS = {
    ContradictionType.NUMBER: "The number",
    ContradictionType.OCCURRENCE: "Whether it happened",
    ContradictionType.AUTHORSHIP: "Who did it",
    ContradictionType.STATUS: "Who the people were",
    ContradictionType.PLACE_OR_TIME: "Where or when",
    ContradictionType.INTENT: "What was intended",
}

PRECISION_WORDS = {
    1: "exact place",
    2: "near a named place",
    3: "district",
    4: "province",
    5: "linear or fuzzy area",
    6: "country",
    7: "sea or air",
}

AFFILIATION_WORDS = {
    Affiliation.STATE: "state",
    Affiliation.PARTY: "party",
    Affiliation.INDEPENDENT: "independent",
    Affiliation.AGENCY: "agency",
    Affiliation.MONITOR: "monitor",
    Affiliation.UNKNOWN: "affiliation unknown",
}


@lru_cache(1024)
def write_day(day: date | None) -> str:
    """Give "27 Feb 2026", or "no date"."""
    return f"{day.day} {day:%b %Y}" if day else "no date"


def write_days_out(text: str) -> str:
    """Give the text with days like 2026-02-27 as "27 Feb 2026"; what is no day stays."""

    def write(found: re.Match[str]) -> str:
        try:
            return write_day(date.fromisoformat(found.group()))
        except ValueError:
            return found.group()

    return _DAY.sub(write, text)


def write_moment(moment: datetime | None, *, exact: bool) -> str:
    """Give day and time in UTC where the time is known, else the day, else "no date"."""
    if moment is None:
        return "no date"
    return f"{write_day(moment.date())}, {moment:%H:%M} UTC" if exact else write_day(moment.date())


def write_days(first: date | None, last: date | None) -> str:
    """Give the days from `first` to `last`, both included, saying a shared month or year once; no date where both
    fail.
    """
    if first is None or last is None or first == last:
        return write_day(first or last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{write_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {write_day(last)}"
    return f"{write_day(first)} – {write_day(last)}"


def write_period(period: Period | None) -> str:
    """Give the days of a half-open period; months and years that are told only as such are written as such."""
    if period is None:
        return "no date"
    last = period.end - timedelta(days=1)
    if period.date_prec == 4 and (period.start.year, period.start.month) == (last.year, last.month):
        return f"{period.start:%b %Y}"
    if period.date_prec >= 5 and period.start.year == last.year:
        return f"{period.start.year}"
    return write_days(period.start, max(period.start, last))


def write_place(place: Place | None) -> str:
    """Give "Behsud, Nangarhar, AFG", or "no place"; a division or country is not said twice."""
    if place is None:
        return "no place"
    parts: list[str] = []
    for part in (place.name, place.admin1, place.country):
        if part and part not in parts:
            parts.append(part)
    return make_name(", ".join(parts))


def write_scope(scope: Scope) -> str:
    """Give what a figure covers as its speaker states it; empty where nothing is stated."""
    kind = {ScopeKind.FLOW: "within a window", ScopeKind.STOCK: "at a moment", ScopeKind.TOTAL: "total"}
    parts = [kind[scope.kind]] if scope.kind else []
    if scope.start:
        parts.append(f"since {write_day(scope.start)}")
    if scope.as_of:
        parts.append(f"as of {write_day(scope.as_of)}")
    return ", ".join(parts)


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Give "1 report", "9 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def count_basis(reports: Sequence[Report]) -> str:
    """Give "10 reports of 9 named outlets in 1 language"."""
    outlets = count_of(len({report.outlet.name for report in reports if report.outlet}), "named outlet")
    languages = count_of(len({report.language for report in reports if report.language}), "language")
    return f"{count_of(len(reports), 'report')} of {outlets} in {languages}"


def join_words(words: tuple[str, ...] | list[str]) -> str:
    """Give "a", "a and b", "a, b and c", the same words once; empty for nothing."""
    words = list(dict.fromkeys(words))
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]

"""When what a report reckons from began: "since the truce", "since the start of the war", "since then"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from counterclaim.normalise.days import DAY, make_period
from counterclaim.normalise.periods import find_period
from counterclaim.normalise.timewords import MONTHS, Frame, simplify
from counterclaim.records.world import Period
from counterclaim.tables.load import load_onsets

# Words that stand for one kind of event.
_KINDS = {
    "invasion": "invasion",
    "war": "war",
    "conflict": "war",
    "truce": "truce",
    "ceasefire": "truce",
    "cease-fire": "truce",
    "armistice": "truce",
    "coup": "takeover",
    "takeover": "takeover",
    "uprising": "revolt",
    "revolt": "revolt",
    "revolution": "revolt",
    "intifada": "revolt",
    "offensive": "offensive",
    "operation": "offensive",
    "campaign": "offensive",
    "siege": "siege",
    "blockade": "siege",
}
_EVENT = rf"(?P<event>{'|'.join(sorted(_KINDS, key=len, reverse=True))})"
_BEGAN = (
    r"(?:erupted|began|started|broke out|resumed|took effect|took hold|(?:came|went) into (?:force|effect)|"
    r"was (?:launched|agreed|reached|signed|declared|announced|imposed))"
)
_OF_PLACE = r"(?: (?:in|of|on|against|with) (?:the )?[^\W\d]+(?: [^\W\d]+)?)?"
# What is reckoned from: the event itself, its beginning, or that it began; a war or coup of another time has its date beside it.
_FROM = re.compile(
    rf"(?:ever )?since (?:(?:the )?(?:start|beginning|outbreak|onset|outset|launch) of )?(?:the |its |that )?"
    rf"(?:[\w.-]+(?:'s|s')? )?(?:full-scale |civil |current |military |ground )?{_EVENT}{_OF_PLACE}(?: {_BEGAN})?(?: at [\d,]+)?"
)
_MONTH = "|".join((*(m.capitalize() for m in MONTHS), "Jan", "Feb", "Aug", "Sept?", "Oct", "Nov", "Dec"))
_DATE = (
    rf"(?P<date>(?:(?:late|early|mid)[ -])?(?:\d{{1,2}} (?:{_MONTH})\.?(?: \d{{4}})?|(?:{_MONTH})\.? \d{{1,2}}(?:, ?\d{{4}})?"
    rf"|(?:{_MONTH})\.? \d{{4}}|last (?:{_MONTH})|(?:{_MONTH})|\d{{4}}))\b(?!\.?\d|,\d{{3}})"
)
_TOLD = (
    re.compile(
        rf"\b{_EVENT}\b(?: in [A-Z]\w+(?: \w+)?)?,?(?: (?:which|that))? (?P<began>{_BEGAN} (?:on |in )?{_DATE})"
    ),
    re.compile(rf"\b{_EVENT} (?:of|on) {_DATE}"),
    re.compile(rf"\b{_DATE} {_EVENT}\b"),
)
_BEGAN_ON = re.compile(rf"{_BEGAN} (?:on |in )?{_DATE}")
_LONGEST = 120
# A war of so long ago is named to be told apart from the one that is meant without a date.
_LONG_AGO = timedelta(days=4 * 365)
# What has gone on since it began: "The war, which erupted in May 2020, has …".
_GOES_ON = re.compile(r",? (?:has|have)\b")


def find_beginning(sentence: str, before: int) -> tuple[int, int] | None:
    """Give where "erupted in May 2020" stands ahead of character `before`, of a war that has done harm since; else None."""
    for match in _TOLD[0].finditer(sentence, 0, before):
        if _GOES_ON.match(sentence, match.end()):
            return match.span("began")
    return None


class Onsets:
    """The beginnings that one report tells, and those of the tables that its states and day call for."""

    def __init__(self, text: str, day: date | None, countries: Collection[str]) -> None:
        self._day = day
        self._countries = frozenset(countries)
        self._text = text
        self._told: dict[str, Period | None] | None = None

    def find(self, words: str) -> Period | None:
        """Give the days from the beginning that the words reckon from to the publication, None where it is not known.

        What the report tells of such an event goes before the tables; where the two do not fit, or it tells of two,
        it stays open.
        """
        if self._day is None:
            return None
        dated = _BEGAN_ON.fullmatch(words)
        if dated is not None:
            period, _ = find_period(f"since {dated['date']}", Frame(self._day))
            return period
        match = _FROM.fullmatch(simplify(words[:_LONGEST]))
        if match is None:
            return None
        kind = _KINDS[match["event"]]
        told, known = self._read(), self._look_up(kind)
        began = told.get(kind, known)
        if began is None or began.start > self._day or (known is not None and not _fit(began, known)):
            return None
        return make_period(began.start, self._day + DAY)

    def _look_up(self, kind: str) -> Period | None:
        found = {
            row.begins
            for row in load_onsets()
            if row.event == kind
            and row.states <= self._countries
            and self._day is not None
            and row.begins <= self._day
            and (row.until is None or self._day < row.until)
        }
        return make_period(min(found), min(found) + DAY) if len(found) == 1 else None

    def _read(self) -> dict[str, Period | None]:
        """Give what the report tells by kind of event, None where two beginnings do not fit."""
        if self._told is None:
            self._told = {}
            for kind, period in self._find_told():
                before = self._told.get(kind, period)
                nearer = period if before is None or period.end - period.start < before.end - before.start else before
                self._told[kind] = nearer if before is not None and _fit(before, period) else None
        return self._told

    def _find_told(self) -> Iterator[tuple[str, Period]]:
        for pattern in _TOLD:
            for match in pattern.finditer(self._text):
                period, _ = find_period(match["date"], Frame(self._day))
                is_old = period is not None and self._day is not None and self._day - period.end > _LONG_AGO
                if period is not None and not is_old:
                    yield _KINDS[match["event"]], period


def _fit(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end

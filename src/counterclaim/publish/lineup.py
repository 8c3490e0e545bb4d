"""Lines a ledger's incidents up with events that people coded themselves: same, differing, uncertain, on one side only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.publish.exports.deaths import Range, counts_deaths, find_incident
from counterclaim.publish.exports.events import Event, find_events
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.figures import write_figure, write_number
from counterclaim.publish.matching import (
    REACH,
    Match,
    find_country,
    list_entries,
    match_all,
    share_party,
    tell_days,
    value_of,
)
from counterclaim.publish.sites import name_kinds
from counterclaim.publish.wording import join_words, write_day, write_period, write_place
from counterclaim.records.claim import Number
from counterclaim.records.coded import CodedEvent
from counterclaim.records.story import Question, Story, TallyEntry

ENOUGH = 0.6
"""From this score on a row and an incident are lined up: a day and a place that fit, or one of them with the parties."""

MARGIN = 0.05
"""Where the two best of a row or incident lie closer than this, a person must say which."""


class State(StrEnum):
    """How a row of the table and the ledger stand to each other."""

    SAME = "same"
    DIFFERS = "figure differs"
    UNCERTAIN = "uncertain"
    PART = "shares an incident"
    TOTAL = "a total, no incident"
    MISSING = "only in your table"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row of the table with what it lines up with, or an incident that the table has not.

    `score` is between 0 and 1, None where nothing was compared. Figures are deaths; unknown is None.
    """

    state: str
    line: int | None
    your_id: str | None
    your_days: str
    your_place: str
    your_best: int | None
    incident_id: str | None
    incident: str
    told_by: str
    low: Number | None
    best: Number | None
    high: Number | None
    score: float | None
    why: str


def line_up(story: Story, coded: Sequence[CodedEvent], rule: str) -> tuple[LineRow, ...]:
    """Give the table's rows in their order, then the incidents that it has not, by day, place and id.

    Deaths are the ledger's under the named rule. Incidents outside the table's days and countries are left out: what a table
    does not cover is not new to it. Each incident is lined up with one row; further rows of it say so.
    """
    stock = Stock.of(story)
    board = _Board(stock, coded, find_events(stock, rule).events, rule)
    return (*(board.lay_out(n) for n in range(len(coded))), *board.list_new())


class _Board:
    """The rows and incidents with every pair that may fit, and which pairs were chosen, the best first."""

    def __init__(self, stock: Stock, coded: Sequence[CodedEvent], events: Sequence[Event], rule: str) -> None:
        self.stock, self.coded, self.events, self.rule = stock, coded, events, rule
        self.matches = match_all(stock, coded, events)
        self.torn = _find_torn(self.matches)
        self.chosen: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        for (n, m), match in sorted(self.matches.items(), key=lambda item: (-item[1].score, item[0])):
            if match.score >= ENOUGH and n not in self.chosen and m not in self.taken and n not in self.torn:
                self.chosen[n], self.taken[m] = m, n

    def lay_out(self, n: int) -> LineRow:
        """Give the line of row `n`."""
        row = self.coded[n]
        ranked = sorted(
            ((match.score, m) for (k, m), match in self.matches.items() if k == n), key=lambda r: (-r[0], r[1])
        )
        if n in self.chosen:
            event, match = self.events[self.chosen[n]], self.matches[n, self.chosen[n]]
            state, told = _compare_figures(self.stock, row, event, self.rule)
            return self._write(row, event, (state, match.score), "; ".join((told, *match.reasons)))
        if n in self.torn:
            named = "; ".join(self._name(m) for m in self.torn[n])
            return self._write(
                row, None, (State.UNCERTAIN, ranked[0][0]), f"fits more than one incident equally: {named}"
            )
        if ranked and ranked[0][0] >= ENOUGH:
            score, m = ranked[0]
            line = self.coded[self.taken[m]].line
            why = (
                f"this incident is lined up with your line {line}, which fits it no worse; one may be part of the other"
            )
            return self._write(row, self.events[m], (State.PART, score), why)
        total = self._find_total(row)
        if total:
            return self._write(row, None, (State.TOTAL, None), total)
        return self._write(
            row, None, (State.MISSING, ranked[0][0] if ranked else None), self._explain_missing(n, ranked)
        )

    def list_new(self) -> Iterable[LineRow]:
        """Give the incidents that the table covers and has not."""
        offered = {m for (n, m), match in self.matches.items() if n in self.torn and match.score >= ENOUGH}
        covered = _Coverage.of(self.coded)
        for m, event in enumerate(self.events):
            if m not in self.taken and m not in offered and covered.holds(self.stock, event):
                why = "no row of your table has its days, place and parties"
                yield self._write(None, event, (State.NEW, None), f"{why}{_write_notes(event)}")

    def _explain_missing(self, n: int, ranked: Sequence[tuple[float, int]]) -> str:
        sample = self.stock.lookup.sample
        if not ranked:
            return f"no incident of those days and that place {sample}"
        m = ranked[0][1]
        return f"nothing fits well enough {sample}; nearest {self._name(m)}: {'; '.join(self.matches[n, m].reasons)}"

    def _find_total(self, row: CodedEvent) -> str:
        """Say where the row's figure answers a question about its country or party that is about no single incident."""
        for question in self.stock.story.resolution.questions if row.best is not None and row.days else ():
            if not counts_deaths(question) or find_incident(self.stock, question)[0] is not None:
                continue
            for tally in self.stock.tallies.get(question.id, ()):
                held = [e for e in tally.entries if e.at and value_of(e) == row.best]
                held = [e for e in held if row.days and e.at and -1 <= (e.at - row.days.end).days <= REACH]
                if any(self._is_of_one_war(row, question, entry) for entry in held):
                    label = self.stock.lookup.label_of(question.id)
                    return f"{tally.claimant} gave {row.best} on question {question.id[:8]}, {label}"
        return ""

    def _is_of_one_war(self, row: CodedEvent, question: Question, entry: TallyEntry) -> bool:
        claims = self.stock.claims_of((entry.claim_id,))
        places = {find_country(m.place.country) for c in claims for m in c.place if m.place and m.place.country}
        own = {find_country(row.place.country)} if row.place and row.place.country else set()
        sides = [side for side in (question.side, question.perpetrator) if side]
        return bool(places & own) or (not (places and own) and bool(share_party(row.sides, sides)))

    def _name(self, m: int) -> str:
        return f"{self.events[m].incident.id[:8]} ({_describe(self.events[m])})"

    def _write(
        self, row: CodedEvent | None, event: Event | None, found: tuple[State, float | None], why: str
    ) -> LineRow:
        told = event.deaths.total if event else Range()
        state, score = found
        return LineRow(
            state=state.value,
            line=row.line if row else None,
            your_id=row.id if row else None,
            your_days=write_period(row.days) if row and row.days else "",
            your_place=write_place(row.place) if row and row.place else "",
            your_best=row.best if row else None,
            incident_id=event.incident.id if event else None,
            incident=_describe(event) if event else "",
            told_by=self.stock.name_claimants(event.claims) if event else "",
            low=told.low,
            best=told.best,
            high=told.high,
            score=score,
            why=why,
        )


def _find_torn(matches: Mapping[tuple[int, int], Match]) -> dict[int, list[int]]:
    """Give the rows that two incidents fit equally well, unless one of these fits another row better."""
    best_of: dict[int, float] = defaultdict(float)
    by_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (n, m), match in matches.items():
        best_of[m] = max(best_of[m], match.score)
        if match.score >= ENOUGH:
            by_row[n].append((match.score, m))
    torn = {}
    for n, found in by_row.items():
        top = max(score for score, _ in found)
        rivals = sorted(m for score, m in found if top - score < MARGIN and best_of[m] - score < MARGIN)
        if len(rivals) > 1:
            torn[n] = rivals
    return torn


def _compare_figures(stock: Stock, row: CodedEvent, event: Event, rule: str) -> tuple[State, str]:
    """Say whether the deaths agree, else whose figure the table has and what the ledger's rule takes instead."""
    told, mine = event.deaths.total, row.best
    entries = list_entries(stock, event)
    if mine is None:
        return State.SAME, "your row gives no deaths"
    if not entries:
        return (
            (State.SAME, "no claim here counts the dead")
            if mine == 0
            else (State.DIFFERS, "no claim here counts the dead")
        )
    if told.best == mine or (told.best is None and told.low == told.high == mine):
        return State.SAME, f"the same deaths under {rule}"
    if told == Range() and {value_of(entry) for _, entry in entries if entry.current} == {mine}:
        return State.SAME, f"the same deaths are claimed; {rule} gives no total{_write_notes(event)}"
    theirs = f"{rule} gives {_write_range(told)}" if told != Range() else f"{rule} gives no total"
    return (
        State.DIFFERS,
        f"yours is {mine}: {_explain_figure(stock, mine, told, entries)}; {theirs}{_write_notes(event)}",
    )


def _explain_figure(stock: Stock, mine: int, told: Range, entries: Sequence[tuple[str, TallyEntry]]) -> str:
    """Say where the table's figure stands among the claims: current, replaced, a sum, inside the range, or nowhere."""
    same = [(who, entry) for who, entry in entries if value_of(entry) == mine]
    for who, entry in same:
        if not entry.current:
            after = next(((w, e) for w, e in entries if e.to == entry.claim_id), None)
            later = f", later {write_figure(after[1].quantity).signs} ({after[1].relation.value})" if after else ""
            return f"{who} gave it on {write_day(entry.at)}{later}"
    if same:
        return f"it is the figure of {join_words([who for who, _ in same])}, and the rule does not take it alone"
    current = [(who, value) for who, entry in entries if entry.current and (value := value_of(entry)) is not None]
    for k, (who, value) in enumerate(current):
        for other, more in current[k + 1 :]:
            if value + more == mine:
                return f"it is {write_number(value)} of {who} and {write_number(more)} of {other} added"
    if told.low is not None and told.high is not None and told.low <= mine <= told.high:
        return "it lies inside the range"
    return f"no claim here gives it {stock.lookup.sample}"


def _write_range(told: Range) -> str:
    return f"low {write_number(told.low)}, best {write_number(told.best)}, high {write_number(told.high)}"


def _write_notes(event: Event) -> str:
    return f" ({'; '.join(event.deaths.notes)})" if event.deaths.notes else ""


def _describe(event: Event) -> str:
    return f"{name_kinds(event.incident)}, {write_place(event.incident.place)}, {write_period(event.incident.period)}"


@dataclass(frozen=True, slots=True)
class _Coverage:
    """What a table covers: the days from its first to its last row, and the countries it names."""

    start: date | None
    end: date | None
    countries: frozenset[str]

    @classmethod
    def of(cls, coded: Iterable[CodedEvent]) -> _Coverage:
        days = [row.days for row in coded if row.days]
        countries = {find_country(row.place.country) for row in coded if row.place and row.place.country}
        return cls(
            min((d.start for d in days), default=None), max((d.end for d in days), default=None), frozenset(countries)
        )

    def holds(self, stock: Stock, event: Event) -> bool:
        days, place = tell_days(stock, event), event.incident.place
        if self.countries and place and place.country and find_country(place.country) not in self.countries:
            return False
        return not (days and self.start and self.end) or (days.start < self.end and days.end > self.start)

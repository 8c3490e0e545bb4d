"""The table of questions: what is counted, who says how many, how far apart they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.pages.lines import QuestionLine, lay_out_question
from counterclaim.desk.summaries import Summary
from counterclaim.records.claim import Measure

ORDERS: dict[str, tuple[str, Callable[[Summary], Any]]] = {
    "disputed": ("disputed first", lambda s: (not s.is_disputed, s.question.measure is not Measure.KILLED, -s.voices)),
    "apart": ("furthest apart", lambda s: -s.apart),
    "latest": ("newest figure", lambda s: -(s.last.toordinal() if s.last else 0)),
    "figures": ("most figures", lambda s: -s.figures),
    "high": ("highest figure", lambda s: -(s.high or 0)),
    "question": ("by name", lambda s: s.label.casefold()),
}
FEW_SIDES = 40


@dataclass(frozen=True, slots=True)
class QuestionFilters:
    """What the table was filtered and sorted by, as asked for."""

    text: str = ""
    measure: str = ""
    side: str = ""
    disputed: bool = False
    sort: str = "disputed"


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Questions that hold a figure, as filtered and sorted, a page of them.

    `sample` says what an absence is an absence from.
    """

    filters: QuestionFilters
    lines: tuple[QuestionLine, ...]
    paging: Paging
    measures: tuple[Option, ...]
    sides: tuple[Option, ...]
    orders: tuple[Option, ...]
    export_href: str
    sample: str


def list_questions(asked: Asked, filters: QuestionFilters, page: int) -> QuestionsPage:
    """Give a page of the questions; an unknown order is the first one."""
    filters = filters if filters.sort in ORDERS else replace(filters, sort="disputed")
    edition = asked.edition
    found = find_questions(asked, filters)
    shown, paging = cut_page(found, page, asked)
    return QuestionsPage(
        filters=filters,
        lines=tuple(lay_out_question(asked, summary) for summary in shown),
        paging=paging,
        measures=edition.once("measures", lambda: _count_measures(edition.summaries)),
        sides=edition.once("sides", lambda: _count_sides(edition.summaries)),
        orders=tuple(Option(name, words) for name, (words, _) in ORDERS.items()),
        export_href=asked.addresses.turn("/export/view", asked.query, of="questions", page=None),
        sample=asked.lookup.sample,
    )


def find_questions(asked: Asked, filters: QuestionFilters) -> list[Summary]:
    """Give all questions that pass the filters, in their order; an unknown order is the first one."""
    filters = filters if filters.sort in ORDERS else replace(filters, sort="disputed")
    words = filters.text.casefold().split()
    edition = asked.edition
    return [
        s
        for s in edition.once(("questions", filters.sort), lambda: sort_questions(edition.summaries, filters.sort))
        if (not filters.measure or s.question.measure.value == filters.measure)
        and (not filters.side or filters.side in s.parties)
        and (s.is_disputed or not filters.disputed)
        and (not words or all(word in f"{s.label} {s.place}".casefold() for word in words))
    ]


def sort_questions(summaries: Sequence[Summary], order: str) -> list[Summary]:
    """Give the questions in one of `ORDERS`, equal ones by label and id."""
    key = ORDERS[order][1]
    return sorted(summaries, key=lambda s: (key(s), s.label, s.question.id))


def _count_measures(summaries: Sequence[Summary]) -> tuple[Option, ...]:
    counted = {measure: sum(s.question.measure is measure for s in summaries) for measure in Measure}
    return tuple(Option(measure.value, measure.value, count) for measure, count in counted.items() if count)


def _count_sides(summaries: Sequence[Summary]) -> tuple[Option, ...]:
    counted: dict[str, int] = {}
    for summary in summaries:
        for party in summary.parties:
            counted[party] = counted.get(party, 0) + 1
    most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:FEW_SIDES]
    return tuple(Option(party, party, count) for party, count in sorted(most))

"""The register of sources as a table that can be filled in: for whom each outlet speaks, how far the team relies on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.pipeline.sourcing import SourceRow, list_sources
from counterclaim.publish.legible import make_name
from counterclaim.publish.spreadsheet import write_csv
from counterclaim.publish.wording import write_moment
from counterclaim.records.books import Book, Entry
from counterclaim.records.sources import Belonging, Reliability, Source, fold_outlet, index_sources

MOST_HISTORY = 20
SHOWN = ("all", "open", "entered")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One outlet; `seen` is the entry that a form was made from, empty where nobody has entered it."""

    outlet: str
    belonging: str
    side: str
    grade: str
    grade_words: str
    notes: str
    reports: int
    reports_href: str
    taken_for: str
    author: str
    when: str
    reason: str
    seen: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Outlets as filtered, a page of them. `entered` of `outlets` stand in the register; `history` is what was written last."""

    text: str
    shown: str
    grade: str
    lines: tuple[SourceLine, ...]
    paging: Paging
    outlets: int
    entered: int
    belongings: tuple[Option, ...]
    grades: tuple[Option, ...]
    sides: tuple[str, ...]
    history: tuple[tuple[str, str, str, str, str], ...]
    sample: str


def show_sources(asked: Asked, text: str, shown: str, grade: str, page: int) -> SourcesPage:
    """Give a page of the register, with the outlets that nobody has entered."""
    with asked.keeper.ledger.view() as view:
        history = view.book_history(Book.SOURCES)
    held = index_sources(_stand(history))
    written = history[-1].id if history else ""
    rows = asked.edition.once(("sources", written), lambda: _list_rows(asked, held.values()))
    words = text.casefold().split()
    shown = shown if shown in SHOWN else "all"
    found = [
        row
        for row in rows
        if all(word in f"{row.outlet} {row.side} {row.notes}".casefold() for word in words)
        and (shown == "all" or bool(row.registered_by) == (shown == "entered"))
        and (not grade or row.grade == grade)
    ]
    cut, paging = cut_page(found, page, asked, size=25)
    told = [
        (
            make_name(e.author),
            write_moment(e.at, exact=True),
            e.at.isoformat(),
            make_name(e.name),
            _tell(Source.of(e), e.content),
        )
        for e in history[::-1][:MOST_HISTORY]
    ]
    return SourcesPage(
        text=text,
        shown=shown,
        grade=grade,
        lines=tuple(_line(asked, row, held.get(fold_outlet(row.outlet))) for row in cut),
        paging=paging,
        outlets=len(rows),
        entered=len(held),
        belongings=tuple(Option(one.value, one.value) for one in Belonging),
        grades=tuple(Option(one.value, f"{one.value}: {one.words}") for one in Reliability),
        sides=asked.edition.once("sides by name", lambda: _list_sides(asked)),
        history=tuple(told),
        sample=asked.lookup.sample,
    )


def write_register(asked: Asked) -> str:
    """Give the whole register and the outlets that nobody has entered as CSV, as the command line writes it."""
    with asked.keeper.ledger.view() as view:
        rows = list_sources(map(Source.of, view.entries(Book.SOURCES)), asked.edition.story.reports)
    columns = list(SourceRow.__dataclass_fields__)
    return write_csv(columns, ({column: getattr(row, column) for column in columns} for row in rows))


def _stand(history: Iterable[Entry]) -> list[Source]:
    newest = {entry.name: entry for entry in history}
    return [Source.of(entry) for entry in newest.values() if entry.content]


def _list_rows(asked: Asked, sources: Iterable[Source]) -> list[SourceRow]:
    rows = list_sources(sources, asked.edition.story.reports)
    return sorted(rows, key=lambda r: (-r.reports, r.outlet.casefold()))


def _line(asked: Asked, row: SourceRow, source: Source | None) -> SourceLine:
    return SourceLine(
        outlet=row.outlet,
        belonging=row.belonging,
        side=row.side,
        grade=row.grade,
        grade_words=Reliability(row.grade).words if row.grade else "",
        notes=row.notes,
        reports=row.reports,
        reports_href=asked.addresses.to("/reports", outlet=row.outlet),
        taken_for=row.taken_for,
        author=row.registered_by,
        when=write_moment(source.at, exact=True) if source and source.at else "",
        reason=row.reason,
        seen=source.entry if source else "",
    )


def _tell(source: Source, content: str) -> str:
    if not content:
        return "taken out"
    parts = [source.belonging.value if source.belonging else "", f"for {make_name(source.side)}" if source.side else ""]
    return ", ".join(filter(None, [*parts, f"graded {source.grade.value}" if source.grade else "not graded"]))


def _list_sides(asked: Asked) -> tuple[str, ...]:
    return tuple(sorted({party for summary in asked.edition.summaries for party in summary.parties}))[:200]

"""The register of sources on a ledger: what a team says of each outlet, written one by one or as a table."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownName
from counterclaim.pipeline.judging import Signed
from counterclaim.publish.legible import make_name
from counterclaim.records.books import Book, Entry
from counterclaim.records.sources import Belonging, Reliability, Source, fold_outlet, index_sources
from counterclaim.resolve.identity import digest_parts

if TYPE_CHECKING:
    from counterclaim.ledger.view import View
    from counterclaim.records.text import Report

LONGEST_NAME = 200
LONGEST_NOTES = 2000
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An outlet: what the team says of it, and how many reports of it were read. `taken_for` is what the tables say.

    A row without `registered_by` is an outlet of the ledger that nobody has entered.
    """

    outlet: str
    belonging: str
    side: str
    grade: str
    notes: str
    reports: int
    taken_for: str
    registered_by: str
    registered_at: str
    reason: str


# What a person may fill in, as columns of a table that is read in.
COLUMNS = ("outlet", "belonging", "side", "grade", "notes")


def list_sources(sources: Iterable[Source], reports: Iterable[Report]) -> tuple[SourceRow, ...]:
    """Give every source of the register, and every outlet of the reports, by name."""
    held = index_sources(sources)
    named = [(fold_outlet(r.outlet.name), r.outlet) for r in reports if r.outlet]
    counted = Counter(key for key, _ in named)
    outlets = dict(named)
    rows = []
    for key in sorted({*held, *outlets}):
        source, outlet = held.get(key), outlets.get(key)
        name = source.name if source else outlet.name if outlet else ""
        rows.append(
            SourceRow(
                outlet=make_name(name),
                belonging=source.belonging.value if source and source.belonging else "",
                side=make_name(source.side) if source else "",
                grade=source.grade.value if source and source.grade else "",
                notes=make_name(source.notes) if source else "",
                reports=counted[key],
                taken_for=outlet.affiliation.value if outlet else "",
                registered_by=make_name(source.author) if source else "",
                registered_at=source.at.isoformat(timespec="seconds") if source and source.at else "",
                reason=make_name(source.reason) if source else "",
            )
        )
    return tuple(rows)


def write_source(known: Mapping[str, Source], given: Mapping[str, str], signed: Signed) -> Entry:
    """Write an entry that says of an outlet what is `given` by `COLUMNS`; what is not given stays as it was.

    `known` are the sources by `fold_outlet`: another spelling of a name that stands there writes under that one. Raises
    UnknownName for a word that is not understood.
    """
    name = " ".join(given.get("outlet", "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnknownName(f"An outlet has a name of up to {LONGEST_NAME} characters.")
    before = known.get(fold_outlet(name))
    held = _tell(before) if before else {}
    held.update({key: " ".join(value.split()) for key, value in given.items() if key in COLUMNS[1:]})
    content = {
        "belonging": _choose(Belonging, held.get("belonging", ""), "belonging"),
        "grade": _choose(Reliability, held.get("grade", "").upper(), "grade (A to F)"),
        "side": held.get("side", "")[:LONGEST_NAME],
        "notes": held.get("notes", "")[:LONGEST_NOTES],
    }
    return _enter(before.name if before else name, json.dumps(content, ensure_ascii=False, sort_keys=True), signed)


def remove_source(source: Source, signed: Signed) -> Entry:
    """Write the entry that takes a source out of the register; what was said of it stays in the history."""
    return _enter(source.name, "", signed)


def _enter(name: str, content: str, signed: Signed) -> Entry:
    id = digest_parts("source", name, content, signed.author, signed.reason, signed.at.isoformat())
    return Entry(id, Book.SOURCES, name, content, signed.author, signed.reason, signed.at)


def read_table(text: str, known: Mapping[str, Source], signed: Signed) -> tuple[Entry, ...]:
    """Give the entries that a CSV table with the columns of `COLUMNS` writes; rows that say nothing new write none.

    A column that the table has not stays as it was; an empty cell empties it. Raises UnknownName with the line of the
    first row that is not understood; then nothing of the table is kept.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    heads = [head.strip().casefold() for head in reader.fieldnames or ()]
    if "outlet" not in heads:
        raise UnknownName(f"The table has no column outlet; it has {', '.join(heads) or 'no head line'}.")
    entries: dict[str, Entry] = {}
    for row in reader:
        if len(entries) >= MOST_ROWS:
            raise UnknownName(f"The table has more than {MOST_ROWS:,} rows.")
        cells = {head: _clean(value) for head, value in zip(heads, row.values(), strict=False)}
        given = {name: cells[name] for name in COLUMNS if name in cells}
        if not any(given.values()):
            continue
        try:
            entry = write_source(known, given, signed)
        except UnknownName as error:
            raise UnknownName(f"Line {reader.line_num} of the table: {error} Nothing of the table was kept.") from error
        before = known.get(fold_outlet(entry.name))
        now = Source.of(entry)
        says = any((now.belonging, now.grade, now.side, now.notes))
        if (says and before is None) or (before is not None and _tell(now) != _tell(before)):
            entries[fold_outlet(entry.name)] = entry
    return tuple(entries.values())


def open_register(view: View) -> Mapping[str, Source]:
    """Give the register of a ledger by `fold_outlet`."""
    return index_sources(map(Source.of, view.entries(Book.SOURCES)))


def _tell(source: Source) -> dict[str, str]:
    return {
        "belonging": source.belonging.value if source.belonging else "",
        "side": source.side,
        "grade": source.grade.value if source.grade else "",
        "notes": source.notes,
    }


def _clean(value: object) -> str:
    # An apostrophe keeps a spreadsheet from calculating a cell: `write_csv` puts it there.
    words = str(value or "").strip()
    return words[1:] if words[:1] == "'" and words[1:2] in tuple("=+-@|%") else words


def _choose(kinds: type[Belonging] | type[Reliability], written: str, what: str) -> str | None:
    if not written:
        return None
    found = [kind.value for kind in kinds if kind.value.casefold() == written.casefold()]
    if not found:
        raise UnknownName(f"{written[:60]!r} is no {what}; one of {', '.join(kind.value for kind in kinds)}.")
    return found[0]

"""Tell in words what is wrong with the rows of the tables of actors and people: python -m lab.tables.check [FOLDER]

One line for each fault, with the file and the line's number; nothing and exit status 0 where all is well.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterclaim.tables import load

SECTORS = frozenset(
    ["GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "CRM", "IGO", "NGO", "MED", "CVL", "BUS"]
)
_COLUMNS = {"actors.tsv": 10, "people.tsv": 6}
_ALWAYS = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row with where it stands; `days` are its first and last day, None where they are no dates."""

    file: str
    number: int
    cells: tuple[str, ...]
    days: tuple[date, date] | None

    def fault(self, what: str) -> str:
        return f"{self.file}, line {self.number}: {what}"

    def meets(self, other: _Line) -> bool:
        """Whether both rows hold on some day."""
        (since, until), (other_since, other_until) = self.days or _ALWAYS, other.days or _ALWAYS
        return since < other_until and other_since < until


def find_faults(folder: Path) -> Iterator[str]:
    """Give what is wrong with the rows of `folder`, in words, in the order of the files."""
    sources = set(re.findall(r"^\| `(\w+)` \|", (folder / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE))
    lines: dict[str, list[_Line]] = {}
    for file, columns in _COLUMNS.items():
        lines[file] = []
        for number, row in enumerate((folder / file).read_text(encoding="utf-8").splitlines(), 1):
            cells = tuple(row.split("\t"))
            if number == 1 or not row or row.startswith("#"):
                continue
            if len(cells) != columns:
                yield f"{file}, line {number}: {len(cells)} cells, {columns} expected. Part them by one tab each."
                continue
            line = _Line(file, number, cells, _read_days(cells, 5 if file == "actors.tsv" else 2))
            lines[file].append(line)
            yield from _check_common(line, 5 if file == "actors.tsv" else 2, sources)
    ids = {line.cells[0] for line in lines["actors.tsv"]}
    yield from _check_actors(lines["actors.tsv"], ids)
    yield from _check_people(lines["people.tsv"], ids)


def _check_common(line: _Line, at: int, sources: set[str]) -> Iterator[str]:
    since, until = line.cells[at : at + 2]
    if line.days is None:
        yield line.fault(f"“{since}” to “{until}” are no dates. Write them as 2026-01-31, or leave them empty.")
    elif line.days[0] >= line.days[1]:
        yield line.fault(f"it ends on {until} before it begins on {since}.")
    if line.cells[-1] not in sources:
        yield line.fault(f"its source “{line.cells[-1]}” is no key of SOURCES.md ({', '.join(sorted(sources))}).")
    if line.cells[1].strip() != line.cells[1] or not line.cells[1]:
        yield line.fault("its name is empty, or has a space before or after it.")


def _check_actors(lines: list[_Line], ids: set[str]) -> Iterator[str]:
    owners: dict[str, _Line] = {}
    rows: dict[str, _Line] = {}
    for line in lines:
        id, _, side, country, sector, _, _, names = line.cells[:8]
        if side.startswith("gov:") and side[4:] not in load.load_states():
            yield line.fault(f"“{side[4:]}” in its side is no state's code; three capitals are wanted, “gov:MLI”.")
        elif side not in ("=", "-") and not side.startswith("gov:") and side.islower() and side not in ids:
            yield line.fault(f"its side “{side}” is no id of a row. Write “=” for a side of its own, “-” for none.")
        if country and not re.fullmatch("[A-Z]{3}", country):
            yield line.fault(f"its country “{country}” is no code of three capitals, such as MLI.")
        if sector not in SECTORS:
            yield line.fault(f"its sector “{sector}” is none of {', '.join(sorted(SECTORS))}.")
        before = rows.setdefault(id, line)
        if before is not line and before.meets(line) and side == before.cells[2]:
            yield line.fault(f"its id “{id}” is that of line {before.number}, on the same days.")
        for name in filter(None, names.split("|")):
            owner = owners.setdefault(name, line)
            if owner.cells[0] != id and owner.meets(line) and not name.startswith("~"):
                yield line.fault(f"its name “{name}” is that of {owner.cells[0]} (line {owner.number}) too. See “~”.")


def _check_people(lines: list[_Line], ids: set[str]) -> Iterator[str]:
    known = ids | {f"{iso3.lower()}.{organ}" for iso3 in load.load_states() for organ in load.load_institutions()}
    offices: dict[str, list[_Line]] = {}
    for line in lines:
        id, name = line.cells[:2]
        if id not in known:
            yield line.fault(f"“{id}” is no id of a row in actors.tsv, nor a country and an organ such as mli.mod.")
        for other in offices.setdefault(name, []):
            if other.meets(line):
                yield line.fault(f"{name} holds another office on the same days (line {other.number}).")
        offices[name].append(line)


def _read_days(cells: tuple[str, ...], at: int) -> tuple[date, date] | None:
    try:
        return (
            date.fromisoformat(cells[at]) if cells[at] else date.min,
            date.fromisoformat(cells[at + 1]) if cells[at + 1] else date.max,
        )
    except ValueError:
        return None


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(load.__file__).parent
    faults = list(find_faults(folder))
    print(*(faults or ["All rows are well."]), sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

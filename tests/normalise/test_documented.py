"""The examples of docs/places-and-times.md are what the code gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.periods import find_period
from counterclaim.normalise.places import Places
from counterclaim.normalise.timewords import Frame
from counterclaim.records.text import Span

PAGE = Path(__file__).parents[2] / "docs" / "places-and-times.md"
FRIDAY = date(2026, 2, 27)


def rows(head: str) -> list[list[str]]:
    """Give the cells of the table whose first line begins with `head`."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith(head))
    table = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


@pytest.mark.parametrize("row", rows("| code | means | for example | placed"), ids=lambda row: row[2])
def test_documented_places(row: list[str]) -> None:
    code, _, words, name = row
    span = Span(0, len(words), words)
    ((mention,), _) = Places(Atlas(), words, [span]).resolve(span)
    assert mention.place is not None
    assert (str(mention.place.where_prec), mention.place.name) == (code, name)


@pytest.mark.parametrize("row", rows("| code | means | for example | from"), ids=lambda row: row[2])
def test_documented_times(row: list[str]) -> None:
    code, _, words, start, end = row
    period, _ = find_period(words, Frame(FRIDAY))
    assert period is not None
    assert [str(period.date_prec), str(period.start), str(period.end)] == [code, start, end]


@pytest.mark.parametrize("row", rows("| words | why"), ids=lambda row: row[0])
def test_documented_gaps(row: list[str]) -> None:
    words, why = row
    period, gap = find_period(words, Frame(FRIDAY))
    assert period is None
    assert gap is not None
    assert why in gap.why

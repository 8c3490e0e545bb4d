"""Rows of a table to lines: a row a line, or a cell a line with its head where a table counts harm by place.

"District | Killed" over "Osk | 9" becomes "Osk: Killed 9.", which is read as a sentence. Only a column that is headed as
a place is taken for one: a first column of parties could as well name who was harmed as who did it or who says so, and
such a table keeps its rows as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PLACE = re.compile(
    r"(?:name of (?:the )?)?(?:sub-?)?(?:district|province|governorate|region|city|town|village|location|place|area|county|"
    r"oblast|raion|municipality|locality|settlement|camp|neighbou?rhood)s?$",
    re.I,
)
_HARM = re.compile(
    r"\b(?:killed|dead|deaths?|died|fatalit(?:y|ies)|injured|wounded|missing|displaced|captured|detained|abducted|"
    r"released|destroyed|damaged)\b",
    re.I,
)
_NUMBER = re.compile(r"[~≈<>≥≤]?\s?\d[\d,.\s]*\+?$")


def write_rows(rows: Sequence[Sequence[str | None]]) -> Iterator[tuple[int, str]]:
    """Give (number of the row from 1, line) of a table; the first row is its head where it is one."""
    cells = [[" ".join((cell or "").split()) for cell in row] for row in rows]
    heads = cells[0] if cells else []
    joins = (
        len(heads) > 1
        and bool(_PLACE.match(heads[0]))
        and any(map(_HARM.search, heads[1:]))
        and all(head and not _NUMBER.match(head) for head in heads)
    )
    for number, row in enumerate(cells, 1):
        if joins and number == 1:
            continue  # Each head stands with its cells.
        if joins and len(row) == len(heads) and row[0] and not _NUMBER.match(row[0]):
            told = [
                f"{row[0]}: {head} {cell}."
                for head, cell in zip(heads[1:], row[1:], strict=True)
                if _NUMBER.match(cell)
            ]
            if told:
                yield from ((number, line) for line in told)
                continue
        line = " | ".join(filter(None, row))
        if line:
            yield number, line

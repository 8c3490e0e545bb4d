"""Rows of a table to lines: a row a line, or a cell a line with its heads and footnotes where a table counts harm.

"District | Killed" over "Osk | 9" becomes "Osk: Killed 9.", "Category | Killed" over "Civilians | 9" becomes "9 civilians
killed.", which are read as sentences. Only a first column that is headed as a place, or as those who were harmed, is taken
for one: a column headed "Party" or "Source" could as well name who did it or who says so, and such a table keeps its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

LONGEST_NOTE = 300
# So many lines behind a table may be its footnotes.
NOTES_WITHIN = 12

_PLACE = re.compile(
    r"(?:name of (?:the )?)?(?:sub-?)?(?:district|province|governorate|region|city|town|village|location|place|area|county|"
    r"oblast|raion|municipality|locality|settlement|camp|neighbou?rhood)s?$",
    re.I,
)
# Parties that were harmed, and sorts of people: "of Norland" for the one, "civilians" for the other.
_SIDE = re.compile(
    r"(?:(?:losses|casualties|killed|dead|injured|victims)\s+(?:of|on|from)\b.{0,20}|(?:own )?sides?|belligerents?)$",
    re.I,
)
_SORT = re.compile(
    r"(?:category|categories|victims?|population(?: groups?)?|groups? of people|status of (?:the )?victims?|civilian status|"
    r"age(?: groups?)?|sex|gender|affected (?:people|population|groups?)|casualties|type of (?:victims?|persons?|people))$",
    re.I,
)
_HARM = re.compile(
    r"\b(?:killed|dead|deaths?|died|fatalit(?:y|ies)|injured|wounded|missing|displaced|captured|detained|abducted|"
    r"released|destroyed|damaged)\b",
    re.I,
)
_VERB = r"(?P<harm>killed|injured|wounded|missing|displaced|captured|detained|abducted|released|destroyed|damaged)"
_PLAIN = re.compile(
    rf"(?:(?:total |the )?(?:number|no\.?) of )?(?:total )?(?:people |persons )?{_VERB}(?: in total)?$", re.I
)
# Heads that are read as they stand: "Kunar: Deaths 14."
_NOUN = re.compile(r"(?:total |confirmed |reported )?(?:deaths?|dead|fatalit(?:y|ies))$", re.I)
_LATER = re.compile(rf"{_VERB} (?P<rest>(?:since|between|during|by|in|on|after|before|from|over|as of)\b.*)$", re.I)
_WHO_LAST = re.compile(rf"{_VERB}(?: \((?P<who>[^()]+)\)|\s*[-–—:,]\s*(?P<other>[^()\d]+))$", re.I)
_WHO_FIRST = re.compile(rf"(?:(?:total |the )?(?:number|no\.?) of )?(?P<who>[^\d()|]+?) {_VERB}$", re.I)
# Who or what a head may count beside its verb; anything else there could as well say who counts.
_COUNTED = re.compile(
    r"(?:(?:local|other|adult|young|elderly|female|male|armed|foreign|aid|health|medical|humanitarian|government|security|"
    r"police|military|un|residential|public|private|civilian|school|and|&|,)\s*)*"
    r"\b(?:civilians?|people|persons?|women|men|children|boys|girls|minors|infants|elderly|students|teachers|workers|journalists|"
    r"personnel|staff|police|policemen|officers|officials|soldiers|troops|servicem[ae]n|combatants?|non-combatants?|fighters|"
    r"militants|insurgents|rebels|prisoners|detainees|refugees|idps|residents|villagers|families|households|houses|homes|"
    r"buildings|shelters|schools|hospitals|clinics|bridges|vehicles|facilities|mosques|churches|farms|shops)\b"
    r"(?:\s*(?:and|&|,|/)\s*(?:women|men|children|girls|boys|police|staff|homes|houses|schools|officers|civilians))*$",
    re.I,
)
_NUMBER = re.compile(r"[~≈<>≥≤]?\s?\d[\d,.\s]*\+?$")
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?$|all$|overall$", re.I)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKS = re.compile(r"(?P<words>.*?)\s*(?P<marks>(?:\[(?:\d{1,2}|[a-z])\]|\*{1,3}|[†‡§¶]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})+)$")
_MARK = re.compile(r"\[(\w{1,2})\]|(\*{1,3}|[†‡§¶])|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_NOTE = re.compile(
    r"(?:\[(?P<inside>\d{1,2}|[a-z])\]|\(?(?P<plain>\d{1,2}|[a-z])[.):](?=\s)|(?P<bare>\d{1,2})(?=\s+[A-Z])|(?P<sign>\*{1,3}|[†‡§¶])|"
    r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))\s*(?P<words>\S.*)$",
    re.S,
)


class _First(Enum):
    """What the first column of a table names."""

    PLACE = "place"
    SIDE = "side"
    SORT = "sort"


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    marks: tuple[str, ...]


def write_rows(rows: Sequence[Sequence[str | None]], after: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Give (number of the row from 1, line) of a table; the first row is its head, or the first two where they are.

    `after` are the lines behind the table: those that begin with a footnote's mark are told with the cells and heads that
    carry it.
    """
    cells = [[" ".join((cell or "").split()) for cell in row] for row in rows]
    heads, depth = _read_heads(cells)
    first = _find_first(heads)
    if first is None or not any(_HARM.search(head.words) for head in heads[1:]):
        yield from _write_plain(cells, 1)
        return
    notes = _read_notes([row[0] for row in cells if len([c for c in row if c]) == 1 and row[0]], after)
    lines: list[tuple[int, str]] = []
    is_told = False
    for number, row in enumerate(cells[depth:], depth + 1):
        told = _tell_row(first, heads, row, notes)
        is_told = is_told or bool(told)
        lines += ((number, line) for line in told) if told else _write_plain([row], number)
    yield from lines if is_told else _write_plain(cells, 1)


def _tell_row(first: _First, heads: Sequence[_Cell], row: Sequence[str], notes: Mapping[str, str]) -> list[str]:
    """Give the sentences of a row's cells, and what of it is in doubt as one line behind them; nothing without a sentence."""
    name = _split(row[0]) if row else _Cell("", ())
    if len(row) != len(heads) or not name.words or _NUMBER.match(name.words):
        return []
    told, left = [], []
    for head, cell in zip(heads[1:], map(_split, row[1:]), strict=True):
        if not _NUMBER.match(cell.words):
            continue
        line = _write(first, name.words, head.words, cell.words)
        if line:
            told.append(line + "".join(f" – {note}" for note in _find_notes(notes, name, heads[0], head, cell)) + ".")
        else:
            left.append(f"{head.words}: {cell.words}")
    return [*told, " | ".join((name.words, *left))] if told and left else told


def is_note(line: str) -> bool:
    """Say whether a line begins with the mark of a footnote."""
    return bool(_NOTE.match(line))


def _write_plain(rows: Iterable[Sequence[str]], first: int) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(rows, first):
        line = " | ".join(filter(None, row))
        if line:
            yield number, line


def _read_heads(cells: Sequence[Sequence[str]]) -> tuple[list[_Cell], int]:
    """Give the heads of the columns and how many rows they take: two where the first spans columns of the second."""
    if len(cells) < 2:
        return [], 0
    top, under = cells[0], cells[1]
    is_double = (
        len(top) == len(under) and not any(map(_NUMBER.match, under)) and not under[0] and any(c for c in under[1:])
    ) or (len(top) == len(under) and top[0] == under[0] and top != under)
    if not is_double:
        return [_split(head) for head in top], 1
    joined, over = [], ""
    for n, (head, sub) in enumerate(zip(top, under, strict=True)):
        over = head or (over if n else "")
        parts = dict.fromkeys(filter(None, (over, sub)))
        joined.append(_split(over if len(parts) < 2 else f"{over} – {sub}"))
    return joined, 2


def _find_first(heads: Sequence[_Cell]) -> _First | None:
    if len(heads) < 2 or not all(head.words and not _NUMBER.match(head.words) for head in heads):
        return None
    kinds = ((_PLACE, _First.PLACE), (_SIDE, _First.SIDE), (_SORT, _First.SORT))
    return next((kind for pattern, kind in kinds if pattern.match(heads[0].words)), None)


def _write(first: _First, name: str, head: str, number: str) -> str | None:
    """Give the sentence of a cell, all of its words those of the cell, its heads and its row; None where that is in doubt."""
    form = _read_head(head)
    if form is None:
        return None
    who, harm, rest = form
    if first is _First.PLACE:
        told = " ".join(filter(None, (number, who, harm, rest))) if who or rest else f"{head} {number}"
        return f"{name}: {told}"
    if not harm or who:
        return None
    whose = f"{number} of {name}" if first is _First.SIDE else f"{number} {_lower(name)}"
    counted = number if _TOTAL.match(name) else whose
    return " ".join(filter(None, (counted, harm, rest)))


def _read_head(head: str) -> tuple[str, str, str] | None:
    """Give whom a head counts, what befell them, and what else it says; empty where it tells of no harm, None in doubt."""
    if not _HARM.search(head) or _NOUN.match(head):
        return "", "", ""
    if plain := _PLAIN.match(head):
        return "", plain["harm"].lower(), ""
    if later := _LATER.match(head):
        return "", later["harm"].lower(), later["rest"]
    found = _WHO_LAST.match(head) or _WHO_FIRST.match(head)
    told = found.groupdict() if found else {}
    who = (told.get("who") or told.get("other") or "").strip()
    return (_lower(who), told["harm"].lower(), "") if who and _COUNTED.match(who) else None


def _lower(who: str) -> str:
    return who[0].lower() + who[1:] if who[1:2].islower() else who


def _split(text: str) -> _Cell:
    found = _MARKS.match(text)
    if found is None or not found["words"]:
        return _Cell(text, ())
    marks = tuple((a or b or c).translate(_RAISED) for a, b, c in _MARK.findall(found["marks"]))
    return _Cell(found["words"], marks)


def _read_notes(own: Iterable[str], after: Iterable[str]) -> Mapping[str, str]:
    """Give footnotes by their mark: those in the table itself go first, then the first behind it."""
    notes: dict[str, str] = {}
    for line in (*own, *list(after)[:NOTES_WITHIN]):
        note = _NOTE.match(" ".join(line.split()))
        if note:
            mark = note["inside"] or note["plain"] or note["bare"] or note["sign"] or note["raised"].translate(_RAISED)
            notes.setdefault(mark, note["words"].rstrip(". ")[:LONGEST_NOTE])
    return notes


def _find_notes(notes: Mapping[str, str], *cells: _Cell) -> tuple[str, ...]:
    marks = dict.fromkeys(mark for cell in cells for mark in cell.marks)
    return tuple(notes[mark] for mark in marks if mark in notes)

"""Cases from tables: a text in which [[…]] marks what is asked about and {{…}} the answer, where there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from counterclaim.records.text import Span

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A text without its marks, the place asked about, the words expected (None where nothing may be answered)."""

    text: str
    at: Span
    expect: Span | None
    why: str


def load_cases(name: str) -> list[Case]:
    """Give the cases of one table."""
    return [parse(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line]


def parse(line: str) -> Case:
    """Read one line: marked text, a tab, why."""
    marked, why = line.replace("\\n", "\n").split("\t")
    text, spans = "", {}
    for piece in re.split(r"(\[\[.*?\]\]|\{\{.*?\}\})", marked):
        if piece[:2] in ("[[", "{{"):
            spans[piece[0]] = Span(len(text), len(text) + len(piece) - 4, piece[2:-2])
            text += piece[2:-2]
        else:
            text += piece
    return Case(text, spans["["], spans.get("{"), why)

"""Cases from tables: a text in which [[…]] marks what is asked about and {{…}} the answer, where there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from counterclaim.reading.attribution import attribute
from counterclaim.reading.tokens import split_sentences
from counterclaim.records.statement import Attribution, Kind, Statement, Status
from counterclaim.records.text import Report, Span

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A text without its marks, the place asked about, the words expected (None where nothing may be answered), and why.

    `open` marks a case whose answer the rules leave as a gap: it may not be wrong, and needs not be found.
    """

    text: str
    at: Span
    expect: Span | None
    why: str
    open: bool


def load_cases(name: str) -> list[Case]:
    """Give the cases of one table."""
    return [parse(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line]


def parse(line: str) -> Case:
    """Read one line: marked text, a tab, why ("open: …" where a gap is all that the rules give)."""
    marked, why = line.replace("\\n", "\n").split("\t")
    text, spans = "", {}
    for piece in re.split(r"(\[\[.*?\]\]|\{\{.*?\}\})", marked):
        if piece[:2] in ("[[", "{{"):
            spans[piece[0]] = Span(len(text), len(text) + len(piece) - 4, piece[2:-2])
            text += piece[2:-2]
        else:
            text += piece
    return Case(text, spans["["], spans.get("{"), why, why.startswith("open:"))


def complete(marked: str, *, kind: Kind = Kind.KILL, status: Status = Status.ASSERTED, **found: object) -> Statement:
    """Give the statement whose trigger is marked in a text, after the rules; `found` is what the network gave besides.

    Values of `found` are words of the text (or lists of words, or an Attribution): each stands for its first place.
    """
    case = parse(f"{marked}\t")
    sentences = split_sentences(case.text)
    sentence = next(s for s in sentences if s.start <= case.at.start < s.end)
    evidence = Span(sentence.start, sentence.end, case.text[sentence.start : sentence.end])

    def span(words: str) -> Span:
        at = case.text.index(words)
        return Span(at, at + len(words), words)

    given: dict[str, object] = {}
    for name, value in found.items():
        if isinstance(value, (str, list)):
            given[name] = tuple(map(span, [value] if isinstance(value, str) else value))
        else:
            given[name] = value
    if isinstance(given.get("source"), dict):
        roles = {role: span(words) for role, words in given["source"].items()}
        given["source"] = Attribution(voice=_voice(roles), **roles)
    statement = Statement("s", "r", kind, status, 0.9, evidence, case.at, **given)
    done = attribute(Report("r", case.text), sentences, [statement])
    return done[0] if done else None


def _voice(roles: dict[str, Span]) -> str:
    return "speaker" if "speaker" in roles else "hearsay"

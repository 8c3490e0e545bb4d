"""A place that opens a sentence holds for all that the sentence tells, one behind another clause only for that clause."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_words

# What mostly happens where the sentence begins; of talks or fighting it can be told from elsewhere.
_FRAMED = frozenset({Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.SEIZE, Kind.STRIKE})
_NAME = r"[^\W\d_a-z][\w’'-]*"
# Characters between the place and a speaker who stands right behind it.
_NEXT = 12


@cache
def _opening() -> re.Pattern[str]:
    """The place in "In the northern town of Zenda, …", "Elsewhere, in Zenda district on Friday, …"."""
    areas = "|".join(sorted(map(re.escape, load_words("framing", "areas"))))
    days = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    return re.compile(
        r"(?:(?:Also|Meanwhile|Elsewhere|Separately|And|But|Earlier|Later),? )?[Ii]n "
        rf"(?P<place>(?:the )?(?:[\w’'-]+ ){{0,3}}?(?:{areas} of )?{_NAME}"
        rf"(?: (?:al|el|de|del|da|la|le|du)| (?!(?:{days})\b){_NAME}){{0,4}}"
        rf"(?:,? (?:{areas})\b)?)(?:,| (?:on|late|early|overnight|today|this|last|yesterday|{days})\b[^,;:.]{{0,30}},)\s*"
    )


# A row of a table, told as a line: "Zenda: Injured 31."
_ROW = re.compile(rf"(?P<place>{_NAME}(?: {_NAME}){{0,4}}): [^\W\d_a-z][^:.]{{0,60}} \d[\d,]*\.?")


_LIKENED = re.compile(
    r"\b(?:unlike|(?:in (?:\w+ )?)?contrast (?:to|with)|compar(?:ed|able|ing) (?:to|with)|similar to|reminiscent of"
    r"|echo(?:es|ed|ing)|recall(?:s|ed|ing)|remind(?:s|ed|ing) \w+ of|a repeat of)\b",
    re.I,
)
# "… in Zenda | and a woman killed in Strelsau": what stands before has its own place.
_JOINED = re.compile(r",?\s+(?:and|while|but)\s")


def frame(statement: Statement) -> Statement:
    """Give a statement with the places that may be its own: none of another clause, and the one that opens the sentence."""
    return _open(_cut_off(statement))


def _cut_off(statement: Statement) -> Statement:
    """Leave out places behind a semicolon that follows the trigger, and the one of the clause before where another follows."""
    if not statement.place:
        return statement
    likened = tuple(p for p in statement.place if p.start < statement.trigger.end or not _is_likened(p, statement))
    if likened != statement.place:
        return _cut_off(replace(statement, place=likened))
    trigger, start, text = statement.trigger, statement.evidence.start, statement.evidence.text
    kept = [
        p for p in statement.place if p.start < trigger.end or ";" not in text[trigger.end - start : p.start - start]
    ]
    if any(p.start >= trigger.end for p in kept):
        kept = [p for p in kept if not (start + _NEXT < p.end <= trigger.start and _JOINED.match(text, p.end - start))]
    return statement if len(kept) == len(statement.place) else replace(statement, place=tuple(kept))


def _is_likened(place: Span, statement: Statement) -> bool:
    """Whether a place is that of something the sentence only compares with: "one died, unlike in Thursday's raid on Zenda"."""
    start = statement.evidence.start
    return bool(_LIKENED.search(statement.evidence.text, statement.trigger.end - start, place.start - start))


def _open(statement: Statement) -> Statement:
    """Give harm without a place of its own the place that opens its sentence.

    Not where the speaker follows right after the place ("In Zenda, the ministry said"): that is where it was said.
    """
    if statement.kind not in _FRAMED or statement.place:
        return statement
    evidence = statement.evidence
    found = _opening().match(evidence.text) or _ROW.fullmatch(evidence.text)
    if found is None or found["place"].split()[-1].casefold() in load_words("framing", "no_places"):
        return statement
    begin, speaker = evidence.start + found.end(), statement.source.speaker
    if found.re is _ROW:
        begin = evidence.start + found.end("place")
    start, end = evidence.start + found.start("place"), evidence.start + found.end("place")
    said_there = speaker is not None and begin <= speaker.start <= begin + _NEXT
    if said_there or statement.trigger.start < begin or any(t.start < end and start < t.end for t in statement.time):
        return statement
    return replace(statement, place=(Span(start, end, found["place"]),))

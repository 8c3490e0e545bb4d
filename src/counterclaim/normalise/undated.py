"""The time of a harm beside which the reader marked none: "on Friday alone", overnight, since a war began."""

from __future__ import annotations

import re

from counterclaim.normalise.onsets import find_beginning
from counterclaim.records.statement import FORCE, HARM, Statement, Status
from counterclaim.records.text import Span

_ALONE = re.compile(
    r"\b(?:on |in |over |during )?(?P<when>(?:[a-z]+day|(?:the )?(?:last|past|this) [a-z]+(?: [a-z]+)?|[A-Z][a-z]+ \d{4}|"
    r"\d{4}|yesterday|today)) alone\b",
    re.I,
)
# The night as an adverb or of the blow itself, not of a stay or a train.
_OVERNIGHT = re.compile(
    r"\b(?P<when>overnight)(?=$|[.,;:)]| (?:and|after|by|from|in|into|on|over|when|while|as|near|to)\b)"
)

# "The worst since October 2025, when", "the truce of 2021, when": what the clause tells was then.
_WHEN = re.compile(
    r"\b(?:since|of|in|on) (?P<when>(?:(?:\d{1,2} )?[A-Z][a-z]+(?: \d{1,2},?)? )?\d{4}|last [A-Z][a-z]+), when\b(?=[^.;:!?]*$)"
)
_LENGTH = re.compile(
    r"in|over|during|for|(?:(?:in|over|during|for) )?(?:an?|\w+) (?:days?|weeks?|months?|years?)", re.I
)

# So many characters from the harm at most stands what dates it.
_NEAR = 200


def find_time(statement: Statement) -> tuple[Span, ...]:
    """Give the time of an asserted harm beside which the reader marked none, and of harm or force in a clause that "when" dates;
    nothing where no words of its sentence tell it."""
    if statement.kind not in HARM | FORCE or statement.status is not Status.ASSERTED:
        return ()
    trigger, evidence = statement.trigger, statement.evidence
    then = _WHEN.search(statement.before)
    if then is not None and all(_LENGTH.fullmatch(span.text) for span in statement.time):
        return (_cut(evidence, 0, *then.span("when")), *statement.time)
    if statement.time or statement.kind not in HARM:
        return ()
    near = max(0, statement.offset - _NEAR)
    words = evidence.text[near : trigger.end - evidence.start + _NEAR]
    for find in (_ALONE, _OVERNIGHT):
        found = list(find.finditer(words))
        if len(found) == 1:
            return (_cut(evidence, near, *found[0].span("when")),)
    began = find_beginning(words, statement.offset - near)
    return (_cut(evidence, near, *began),) if began is not None else ()


def _cut(sentence: Span, near: int, start: int, end: int) -> Span:
    return Span(sentence.start + near + start, sentence.start + near + end, sentence.text[near + start : near + end])

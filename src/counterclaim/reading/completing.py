"""Spans that the network cut short made whole: a body with its place, a clock with its minutes, no loose word at an end."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from counterclaim.records.statement import HARM, Attribution, Kind, Statement
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_words

_NAME = r"[^\W\d_a-z][\w’'-]*"
_PARTICLE = r"(?:al|el|de|del|di|da|la|le|du|van|von)"
_PLACE = rf"(?:the )?(?:{_NAME})(?:[ -](?:{_PARTICLE}[ -])?{_NAME}){{0,3}}"
_LINKS = "in|of|at"
# What stays of a clock behind "05:" or "9:".
_MINUTES = re.compile(r":?[0-5]\d\b")
_LOOSE_END = re.compile(r"(?:\s+(?:in|on|at|of|the|a|an|and|with|by)|\s*[,;])+\s*$", re.I)
# A bound without its number: "up to | 215", "only | six".
_BOUND = re.compile(
    r"(?:at (?:least|most)|up(?: to)?|(?:more|less|fewer|no (?:fewer|less|more)) than|only|just|about|around|some|nearly|almost"
    r"|over|under|roughly|approximately|an estimated|as many as)\s*",
    re.I,
)
_NUMBER = re.compile(r"(?:\s*to)?\s*(\d[\d,.]*\d|\d|[a-z]+(?:-[a-z]+)?)\b", re.I)
# What goes on with a number: a group of three behind a comma or a point, or digits at once.
_GROUP = re.compile(r"[,.]\d{3}(?!\d)")
_DIGITS = re.compile(r"\d+")
# Behind what is counted where somebody puts a number to it: "put the number of civilians killed | at five".
_PUTS = re.compile(r"\b(?:put|puts|putting|placed|estimated|estimates)\b[^.;:,]{0,60}$", re.I)
_AT = re.compile(
    rf"(?: [a-z]+){{0,2}} at (?P<amount>(?:{_BOUND.pattern})?"
    r"(?:\d[\d,.]*\d|\d|[a-z]+(?:-[a-z]+)?(?: (?:hundred|thousand|million))?))\b",
    re.I,
)
_ARTICLES = frozenset(("a", "an", "the"))
_EMPTY = _ARTICLES | {"another", "more", "other", "over", "up", "off", '"', "“", "”"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATING = re.compile(
    rf"\bdat(?:es?|ed|ing)(?: back)? (?:from|to) "
    rf"(?P<when>(?:(?:early|mid|late)[- ])?(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{1,2}}\b)?(?:,? \d{{4}})?)"
)
_DATES = re.compile(r"\bdat(?:es?|ed|ing)(?: back)? $")
_LEAD = re.compile(r"(?:from|to) (?=\S)")
_LONGEST_SPEAKER = 300
_WORDS = re.compile(r"\S+")
_PLAINLY_SAID = frozenset(("says", "said", "claims", "denies"))
_RELATIVE = frozenset(("who", "that", "which", "he", "she", "it", "they", "we", "i"))


@cache
def _after_name() -> re.Pattern[str]:
    """What makes a body of the name of a place before it: "Zenda | hospital", "Zenda | General Hospital"."""
    bodies = "|".join(sorted(map(re.escape, load_words("completing", "bodies"))))
    kinds = "|".join(sorted(map(re.escape, load_words("completing", "kinds"))))
    return re.compile(rf"(?:['’]s)?(?: (?:{kinds})){{0,2}} (?:{bodies})\b", re.I)


@cache
def _after_body() -> re.Pattern[str]:
    """The place behind a body: "the hospital | in Zenda"."""
    return re.compile(rf" (?:{_LINKS}) {_PLACE}")


@cache
def _ends_in_body() -> re.Pattern[str]:
    bodies = "|".join(sorted(map(re.escape, load_words("completing", "local"))))
    return re.compile(rf"\b(?:{bodies})$", re.I)


def complete_speaker(source: Attribution, text: str) -> Attribution:
    """Give the attribution with the speaker's words made whole, and without the cue where that was read into them.

    "Zenda" before "hospital said" is the hospital; "the hospital" before "in Zenda" is that of Zenda.
    """
    span = source.speaker
    if span is None or span.end - span.start > _LONGEST_SPEAKER:
        return source
    start, end = span.start, span.end
    cue = source.cue
    if cue is not None and start < cue.start and cue.end == end:
        end = cue.start
        while end > start and text[end - 1].isspace():
            end -= 1
    end = _end_before_verb(text, start, end)
    words = text[start:end]
    last = words.rsplit(" ", 1)[-1]
    if last.lower() in _LINKS.split("|"):
        named = re.compile(rf" {_PLACE}").match(text, end)
        end = named.end() if named else start + len(words[: -len(last)].rstrip())
    elif last[:1].isupper() and not _ends_in_body().search(words):
        body = _after_name().match(text, end)
        end = body.end() if body else end
    if _ends_in_body().search(text[start:end]):
        place = _after_body().match(text, end)
        end = (
            place.end() if place and place[0].split()[-1].casefold() not in load_words("phrases", "time_words") else end
        )
    return (
        source if (start, end) == (span.start, span.end) else replace(source, speaker=Span(start, end, text[start:end]))
    )


def _end_before_verb(text: str, start: int, end: int) -> int:
    """Give where a speaker ends that was read on into what is said ("Ruritania | Says Nine Captives Were Freed")."""
    words = list(_WORDS.finditer(text, start, end))
    for before, word in pairwise(words[:-1]):
        if word[0].casefold() in _PLAINLY_SAID and before[0].casefold() not in _RELATIVE:
            return before.end()
    return end


def complete_spans(statement: Statement, text: str) -> Statement:
    """Give the statement with clocks ("05:" before "31") and bounds ("up to" before "215") whole, no preposition or comma at
    the end of a party or place, and no party, place or means that is an article, a particle or a quotation mark and no more."""
    time = tuple(_cut_dating(_complete_clock(span, text), text) for span in statement.time) or _find_dating(
        statement, text
    )
    amounts = tuple(
        dict.fromkeys(_complete_bound(span, text) for span in statement.amounts or _find_put(statement, text))
    )
    actor, objects, place, means = (
        tuple(_cut_loose_end(span) for span in _leave_out_empty(spans))
        for spans in (statement.actor, statement.object, statement.place, statement.means)
    )
    made = (time, amounts, actor, objects, place, means)
    if made == (statement.time, statement.amounts, statement.actor, statement.object, statement.place, statement.means):
        return statement
    return replace(statement, time=time, amounts=amounts, actor=actor, object=objects, place=place, means=means)


def _leave_out_empty(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out articles; and particles, marks and “another” inside a sentence where something else stands beside them."""
    told = tuple(span for span in spans if span.text not in _EMPTY)
    return told or tuple(span for span in spans if span.text.casefold() not in _ARTICLES)


def _find_put(statement: Statement, text: str) -> tuple[Span, ...]:
    """Give the number that somebody puts to what was done: "put the number of civilians | killed | at five"."""
    trigger = statement.trigger
    if statement.kind not in HARM or not _PUTS.search(
        text, max(statement.evidence.start, trigger.start - 120), trigger.start
    ):
        return ()
    found = _AT.match(text, trigger.end, min(statement.evidence.end, trigger.end + 80))
    number = found["amount"].split()[-1].casefold() if found else ""
    if found is None or not (number[0].isdigit() or number.split("-")[0] in load_words("completing", "numbers")):
        return ()
    return (Span(found.start("amount"), found.end("amount"), found["amount"]),)


def _find_dating(statement: Statement, text: str) -> tuple[Span, ...]:
    """Give the time of death that a sentence on bodies tells ("the bodies date from | March"), where the reader marked none."""
    if statement.kind is not Kind.KILL:
        return ()
    found = _DATING.search(text, statement.evidence.start, min(statement.evidence.end, statement.evidence.start + 1000))
    return (Span(found.start("when"), found.end("when"), found["when"]),) if found else ()


def _cut_dating(span: Span, text: str) -> Span:
    """Give "March" for "from March" where something dates from it: no span of time begins there."""
    lead = _LEAD.match(span.text)
    if lead is None or not _DATES.search(text, max(0, span.start - 16), span.start):
        return span
    return Span(span.start + lead.end(), span.end, span.text[lead.end() :])


def _complete_clock(span: Span, text: str) -> Span:
    if not span.text[-2:].rstrip(":").isdigit() and not span.text[-1:].isdigit():
        return span
    if not (span.text.endswith(":") or text[span.end : span.end + 1] == ":"):
        return span
    minutes = _MINUTES.match(text, span.end)
    if minutes is None or (span.text.endswith(":") and minutes[0].startswith(":")):
        return span
    return Span(span.start, minutes.end(), text[span.start : minutes.end()])


def _complete_bound(span: Span, text: str) -> Span:
    """Give "up to 215" for "up to" where the number follows at once, and "380,000" for a part of it."""
    start, end = span.start, span.end
    while start > 0 and text[start].isdigit():
        goes_on = start > 1 and text[start - 2].isdigit() and _GROUP.match(text, start - 1)
        if not text[start - 1].isdigit() and not goes_on:
            break
        start -= 2 if goes_on else 1
    while text[end - 1].isdigit() and (more := _GROUP.match(text, end) or _DIGITS.match(text, end)):
        end = more.end()
    span = span if (start, end) == (span.start, span.end) else Span(start, end, text[start:end])
    number = _NUMBER.match(text, span.end) if _BOUND.fullmatch(span.text) else None
    if number is None:
        return span
    is_number = number[1][0].isdigit() or number[1].casefold().split("-")[0] in load_words("completing", "numbers")
    return Span(span.start, number.end(), text[span.start : number.end()]) if is_number else span


def _cut_loose_end(span: Span) -> Span:
    loose = _LOOSE_END.search(span.text)
    if loose is None or loose.start() == 0:
        return span
    return Span(span.start, span.start + loose.start(), span.text[: loose.start()])

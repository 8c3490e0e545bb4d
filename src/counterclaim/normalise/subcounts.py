"""Sub-counts that a sentence tells behind its figure and the reader did not mark: "including nine children and four medics"."""

from __future__ import annotations

import re

from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.numerals import find_numerals
from counterclaim.records.statement import HARM, Statement
from counterclaim.records.text import Span

_INSIDE = re.compile(r"\s*[,(–—-]?\s*\b(?:including|among (?:them|whom))\b", re.I)
# Where a sub-count ends: another harm, another clause, who says so.
_END = re.compile(
    r"[;.:)\n]|\b(?:wound|injur|hurt|captur|missing|displac|destroy|damag)\w*"
    r"|\b(?:said|says|according|while|but|when|after|as)\b",
    re.I,
)
_FATES = re.compile(
    r"(?:\s+(?:in|at|on|during)\b[^,;.\d]{1,40}?),? and (?P<rest>[^,;.]{1,40}?)\s+(?:in|at|on|during|later)\b", re.I
)
_REACH = 160
# "two guards|, a driver and |a child": one more of a list.
_LISTED = re.compile(
    r"(?:,|,?\s+and)\s+(?P<one>an?)\s+(?P<who>[^\W\d_][\w’'-]*(?:\s+(?!of\b|who\b|from\b|and\b)[\w’'-]+){0,2}?)"
    r"(?=,\s|\s+and\s|\s+who\b|\s*$)"
)
_ONE_MORE = re.compile(r"(?P<one>an?)\s+(?P<who>.+)", re.I)
_KINDS = ("person", "civilian", "soldier", "fighter", "police", "official", "hospital", "private", "media")
_FURTHER = frozenset(
    ("attackers", "attacker", "bombers", "bomber", "assailants", "assailant", "rescuers", "rescuer", "firefighters",
     "journalists", "journalist", "volunteers", "volunteer", "peacekeepers", "hostages", "prisoners", "medics", "medic",
     "students", "student", "teachers", "teacher", "worshippers", "worshipper", "foreigners", "foreigner")
)  # fmt: skip


def find_told_parts(statement: Statement, text: str) -> tuple[Span, ...]:
    """Give the amounts behind a harm's figure that count parts of it, in text order, without those that are marked.

    After "including" or "among them" a part is a number with a word for people; "16 died in hospital and seven at the
    scene" parts them by fate; of "two guards, a driver and a child" the driver is one more.
    """
    if statement.kind not in HARM or not statement.amounts:
        return ()
    evidence = statement.evidence
    marked = (*statement.amounts, *statement.object, statement.trigger)
    last = max((s.end for s in marked if evidence.start <= s.start < evidence.end), default=evidence.end)
    found = []
    cue = _INSIDE.search(text, statement.amounts[0].end, min(last + _REACH, evidence.end))
    if cue is not None and not _END.search(text, max(cue.start(), last), cue.start()):
        stop = _END.search(text, cue.end(), min(cue.end() + _REACH, evidence.end))
        until = stop.start() if stop else min(cue.end() + _REACH, evidence.end)
        words = text[cue.end() : until]
        found = [
            (cue.end() + n.start, cue.end() + n.end) for n in find_numerals(words) if _counts_people(words[n.end :])
        ]
    # One alone ("nine, including four children") stays a word of the phrase, as it is annotated.
    found = found if len(found) + sum(_follows(a, cue) for a in statement.amounts) > 1 else []
    fates = _FATES.match(text, statement.trigger.end, evidence.end)
    if fates is not None:
        numerals = [n for n in find_numerals(fates["rest"]) if n.end == len(fates["rest"]) and n.start == 0]
        found += [(fates.start("rest") + n.start, fates.start("rest") + n.end) for n in numerals]
    found += _find_listed(statement)
    spans = sorted(Span(start, end, text[start:end]) for start, end in found)
    return tuple(s for s in spans if not any(a.start < s.end and s.start < a.end for a in statement.amounts))


def _find_listed(statement: Statement) -> list[tuple[int, int]]:
    """Give the articles of those who are listed with the figure, where it is a number and not an article itself."""
    first = statement.amounts[0]
    whole = next((o for o in statement.object if o.start <= first.start < o.end), None)
    if whole is None or not find_numerals(first.text) or _INSIDE.search(whole.text):
        return []
    listed = [(whole.start, m) for m in _LISTED.finditer(whole.text, first.end - whole.start)]
    listed += [(o.start, m) for o in statement.object if o.start > first.end and (m := _ONE_MORE.match(o.text))]
    return [(start + m.start("one"), start + m.end("one")) for start, m in listed if _counts_people(m["who"])]


def _follows(amount: Span, cue: re.Match[str] | None) -> bool:
    return cue is not None and amount.start >= cue.end()


def _counts_people(after: str) -> bool:
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", after[:60])[:3]]
    return any(word in _FURTHER or any(word in role_words(kind) for kind in _KINDS) for word in words)

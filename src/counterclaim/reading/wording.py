"""What the words around an event say of it: whether it was checked, what a figure covers, what is denied, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.reading.completing import MONTHS
from counterclaim.reading.denying import takes_no_part
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.grammar import Word
from counterclaim.reading.passage import Passage
from counterclaim.records.statement import FORCE, HARM, DenialTarget, Kind, Statement, Status
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_words

_SCOPE = re.compile(
    r"\b(?:since (?:the |last |early |late |mid-?)?[^\s,;:()]+(?: [^\s,;:()]+){0,4}"
    r"|(?:in|over|during|within) the (?:past|last|previous|preceding)"
    r" (?:[\w-]+ ){0,2}(?:hours?|days?|weeks?|months?|years?|night)"
    r"|as (?:of|at) [^\s,;:()]+(?: [^\s,;:()]+){0,3}|so far(?: this \w+)?|to date|up to now|until now|overall|in (?:all|total)"
    r"|this (?:year|month|week)|(?:a|per|each|every) day(?! (?:after|before|ago|earlier|later|of)\b)|in a single day)\b",
    re.I,
)
# A date that the words for a scope cut: "since the siege began on March | 3", "… on 3 | March".
_DATE_GOES_ON = re.compile(rf"(?: \d{{1,2}}| (?:{MONTHS}))(?:,? \d{{4}})?\b")
_DATE_BEGINS = re.compile(rf"\b(?:(?:{MONTHS})|\d{{1,2}})$")
_AND = re.compile(r"\band\s*$", re.I)
_COUNTED = frozenset({Kind.KILL, Kind.INJURE, Kind.CAPTURE, Kind.MISSING, Kind.RELEASE, Kind.DISPLACE, Kind.NEED})
_POINTERS = load_words("wording", "pointers")
_DENIERS = load_words("wording", "deniers")
_OF_EVENTS = load_words("wording", "of_events")
_CHECK = load_words("wording", "check")
_WEAK_CHECK = load_words("wording", "weak_check")
_HELPER = load_words("wording", "helper")
_NEGATION = load_words("wording", "negation")
_NONE = load_words("wording", "none")
_FIGURES = load_words("wording", "figures")
_REFUSED = load_words("wording", "refused")
_AUTHORSHIP = load_words("wording", "authorship")
_INTENT = load_words("wording", "intent")
_FIGURE = load_words("wording", "figure")
_STATUS = load_words("wording", "status")
_ALLEGATION = load_words("wording", "allegation")
# Words between "not" or "independently" and "confirmed" at most.
_HELPERS = 7
_CONTENT = 8
# Characters before and after an event in which its scope is told.
_NEAR = 600


def find_checks(passage: Passage) -> dict[int, tuple[Span, bool]]:
    """Give, by sentence, what is said about checking and whether the remark is about all figures around it."""
    found: dict[int, tuple[Span, bool]] = {}
    for number, line in enumerate(passage.lines):
        words = line.layout.words
        for k, word in enumerate(words):
            if word.low not in _CHECK and word.low not in _WEAK_CHECK:
                continue
            first = k
            while not word.low.startswith("un") and first and k - first < _HELPERS and words[first - 1].low in _HELPER:
                first -= 1
            first = _find_negated_subject(words, first, k)
            told = {w.low for w in words[first:k]}
            if word.low in _WEAK_CHECK and not (
                told & _NEGATION
                and (
                    "be" in told
                    or "been" in told
                    or "independently" in told
                    or "independent" in told
                    or "verify" in told
                )
            ):
                continue
            last = k + 1
            if (
                not told & _NEGATION
                and last < len(words)
                and words[last].low == "by"
                and line.layout.starts_at(last + 1) >= 0
            ):
                last = line.layout.phrases[line.layout.starts_at(last + 1)].last
            about = [w for w in words[max(0, first - 6) : k] if w.part in "NSPE"]
            # "Neither figure", "no claim": what is said of none is said of all.
            of_none = words[first].low in _NONE and any(f"{w.low}s" in _FIGURES for w in about)
            general = of_none or any(w.low in _FIGURES for w in about)
            found[number] = (passage.span(words[first].start, words[last - 1].end), general)
            break
    return found


def _find_negated_subject(words: Sequence[Word], first: int, at: int) -> int:
    """Give where "neither figure", "none of these claims" begins that a remark on checking has for its subject.

    Without it "neither figure could be verified" would be quoted as its own opposite. `first` where there is no such one.
    """
    if words[at].low.startswith("un") or any(w.low in _NEGATION for w in words[first:at]):
        return first
    for k in range(first - 1, max(-1, first - 1 - _CONTENT), -1):
        if words[k].part in ".V" or words[k].low in ("and", "but"):
            break
        if words[k].low in _NONE:
            return k
    return first


def find_verification(passage: Passage, checks: dict[int, tuple[Span, bool]], statement: Statement) -> Span | None:
    """Give what the report says about checking this figure or event.

    A remark holds for its own sentence. One about "figures", "claims", "tolls" holds for the figures of its whole paragraph;
    a sentence that only says that something could not be verified holds for the one before it.
    """
    number = passage.line_at(statement.trigger.start)
    if number < 0:
        return None
    if number in checks:
        return checks[number][0]
    after = checks.get(number + 1)
    if (
        after
        and number + 1 < len(passage.lines)
        and passage.lines[number + 1].paragraph == passage.lines[number].paragraph
        and _looks_back(passage.lines[number + 1].layout.words)
    ):
        return after[0]
    if statement.kind not in HARM or not (statement.amounts or statement.counted):
        return None
    paragraph = passage.lines[number].paragraph
    for at in (*range(number - 1, number - 1 - _CONTENT, -1), *range(number + 1, number + 1 + _CONTENT)):
        is_here = 0 <= at < len(passage.lines) and passage.lines[at].paragraph == paragraph
        if is_here and at in checks and checks[at][1]:
            return checks[at][0]
    return None


def _looks_back(words: Sequence[Word]) -> bool:
    """Whether a sentence speaks of the one before: "The claim could not be verified", "This has not been confirmed"."""
    points = bool(words) and (words[0].low in _POINTERS or words[0].part == "P")
    return points and not any(w.part == "C" for w in words)


def find_scope_words(passage: Passage, statement: Statement) -> Span | None:
    """Give the words that say what a figure covers ("since 7 October", "so far"), the nearest to the event in its sentence."""
    if statement.kind not in HARM:
        return None
    at = statement.trigger.start
    start, end = max(statement.evidence.start, at - _NEAR), min(statement.evidence.end, at + _NEAR)
    found = list(_SCOPE.finditer(passage.text, start, end))
    clauses = [m for m in found if not _is_apart(passage.text, m, statement)]
    best = min(clauses, key=lambda m: (abs(m.start() - statement.trigger.start), m.start()), default=None)
    if best is None:
        return None
    is_cut = _DATE_BEGINS.search(passage.text, max(start, best.end() - 12), best.end())
    rest = _DATE_GOES_ON.match(passage.text, best.end(), statement.evidence.end) if is_cut else None
    return passage.span(best.start(), rest.end() if rest else best.end())


def _is_apart(text: str, match: re.Match[str], statement: Statement) -> bool:
    """Whether a clause mark stands between the words and the event."""
    one, other = sorted((match.start(), statement.trigger.start))
    return any(c in ";:" for c in text[one:other])


def find_denied(passage: Passage, statement: Statement) -> DenialTarget | None:
    """Give what a denial denies; None for other statements, and where a demand or an offer is turned down."""
    if statement.kind is not Kind.DENY and statement.status is not Status.NEGATED:
        return None
    number = passage.line_at(statement.trigger.start)
    words = passage.lines[number].layout.words if number >= 0 else ()
    at = passage.lines[number].layout.word_at(statement.trigger.start) if number >= 0 else 0
    if statement.kind is not Kind.DENY:
        cue = statement.source.cue
        before = passage.text[statement.evidence.start : statement.trigger.start]
        is_share = statement.trigger.text.casefold() in _AUTHORSHIP  # "was not | involved"
        if statement.kind in HARM | FORCE and (is_share or takes_no_part(before)):
            return DenialTarget.AUTHORSHIP
        denier = cue is not None and cue.text.casefold().startswith(("den", "reject", "dismiss"))
        if denier and statement.source.speaker in statement.actor:
            return DenialTarget.AUTHORSHIP
        return DenialTarget.OCCURRENCE
    after = _clause([w.low for w in words[at + 1 : at + 1 + _CONTENT + 4]])
    if after[:1] == ["as"]:
        # "rejected as absurd the claim that …"
        after = after[2:]
    near = after[:_CONTENT]
    if any(w in _REFUSED for w in near[:5]) or _REFUSES.match(statement.trigger.text):
        return None
    if not near and any(w.low in _ALLEGATION for w in words[max(0, at - _CONTENT) : at]):
        return DenialTarget.ALLEGATION
    if any(w in _AUTHORSHIP for w in near):
        return DenialTarget.AUTHORSHIP
    if any(w in _INTENT for w in near):
        return DenialTarget.INTENT
    if any(w in _FIGURE for w in near):
        return DenialTarget.FIGURE
    if (
        near[:1] == ["that"]
        and any(w in _STATUS for w in after)
        and any(w in ("were", "was", "are", "is") for w in after)
    ):
        return DenialTarget.VICTIM_STATUS
    follows = words[at + 1] if at + 1 < len(words) else None
    is_doing = follows is not None and (follows.part == "G" or follows.low == "having")
    if is_doing or (near[:1] == ["that"] and not _DENIERS.isdisjoint(near[1:2])):
        return DenialTarget.AUTHORSHIP
    if near[:1] and near[0] in _OF_EVENTS:
        return DenialTarget.OCCURRENCE
    is_whole = any(w in _ALLEGATION for w in near[:4]) or statement.trigger.text.casefold().startswith("den")
    return DenialTarget.ALLEGATION if is_whole else None


# What is turned down, or ruled out with "that" for the thing asked ("ruled that out"), is a demand or an offer.
_REFUSES = re.compile(r"(?:refus|declin|spurn|turn\w* (?:\w+ ){0,2}down|rul\w+ (?:this|that|it|them) out)", re.I)


def _clause(lows: Sequence[str]) -> list[str]:
    """Give the words up to where another clause begins."""
    end = next((k for k, low in enumerate(lows) if low in (",", ";", ".", "while", "but", "and") and k), len(lows))
    return [] if lows[:1] and lows[0] in (",", ";", ".", "while", "but", "and") else list(lows[:end])


def count_people(mentions: Sequence[Mention], statement: Statement) -> tuple[int, int] | None:
    """Give how many people an object without a number is: "a nun and her bodyguard" 2, one named person 1; None if not plain."""
    if (
        statement.kind not in _COUNTED
        or statement.amounts
        or not statement.object
        or statement.status is Status.NEGATED
    ):
        return None
    people = 0
    for span in statement.object:
        inside = [m for m in mentions if span.start <= m.start and m.end <= span.end and m.phrase >= 0]
        if not inside:
            return None
        for n, mention in enumerate(inside):
            if mention.same_as >= 0 or (
                n
                and (
                    mention.after in ("of", "for", "in", "at", "from", "by", "with", "near", "to", "-", "–", "—", "(")
                    or (mention.after == "," and " and " not in span.text)
                )
            ):
                continue
            if not _is_one_person(mention):
                return None
            if mention.form is Form.PRONOUN and people and not _AND.search(_before(statement, span)):
                # "The man who says that he was held": told of twice, one.
                continue
            people += 1
    return (people, people) if people else None


def _before(statement: Statement, span: Span) -> str:
    at = span.start - statement.evidence.start
    return statement.evidence.text[max(0, at - 8) : max(0, at)]


def _is_one_person(mention: Mention) -> bool:
    if mention.nature == "person" and mention.number == "s":
        return mention.form is not Form.NOUN or mention.article in ("the", "a", "owner")
    return mention.form is Form.NAME and mention.nature == "" and len(mention.names) > 1

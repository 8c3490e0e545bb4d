"""Whose position it is where grammar says it plainly: "whom X accused", "the claims of X that … are false"."""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.phrases import Layout, subject_of
from counterclaim.reading.scene import Scene
from counterclaim.records.statement import WORDS, Kind, Statement, Voice
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_words

_RELATIVE = frozenset(("whom", "whose", "which", "that"))
_ALLEGATIONS = load_words("attribution", "allegations") | load_words("holding", "allegations")
_FALSE = load_words("holding", "false")
_COPULAS = frozenset(("is", "are", "was", "were", "being"))
_WORD = re.compile(r"[^\W_]+")
# What is made "by X" against somebody; of other nouns ("a crime by X") X is whom it is laid to.
_ACCUSING = re.compile(
    r"(?:\w+ )?(?:accus|alleg|charg|claim|blam|condem|criti|denounc|denunc|complain|protest|concern|report|warn|call|assert"
    r"|outrage|anger)",
    re.I,
)
_BY = re.compile(r"\bby (?:the |a |an )?$")
_PASSIVE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
# Words between a relative pronoun and the subject behind it: "whose own security service | the monitor".
_BETWEEN = 6


def settle_holder(scene: Scene, statement: Statement) -> Statement:
    """Give an accusation, denial, threat … with the actor that the grammar of its sentence plainly tells."""
    if statement.kind not in WORDS:
        return statement
    number = scene.passage.line_at(statement.trigger.start)
    if number < 0:
        return statement
    if statement.kind is Kind.DENY:
        refuted = _refuted(scene, number, statement)
        if refuted is not None:
            return refuted
    if statement.kind is Kind.ACCUSE:
        statement = _laid_to(scene, statement)
    return _accusing(scene, number, statement)


def _laid_to(scene: Scene, statement: Statement) -> Statement:
    """Give "a provocation staged by X", which somebody says, as said against X: who did it accuses nobody."""
    speaker, at = statement.source.speaker, statement.trigger
    if speaker is None or not statement.actor or statement.object or _ACCUSING.match(at.text):
        return statement
    text = scene.passage.text
    is_doer = all(
        a.start >= at.end
        and _BY.search(text, at.end, a.start)
        and not (a.start < speaker.end and speaker.start < a.end)
        for a in statement.actor
    )
    return replace(statement, actor=(), object=statement.actor) if is_doer else statement


def _refuted(scene: Scene, number: int, statement: Statement) -> Statement | None:
    """Give "the claims of X that … are false" as said against X; None where the sentence is built otherwise.

    Who says so is its speaker, if it has one: X never.
    """
    layout = scene.passage.lines[number].layout
    if _FALSE.isdisjoint(_WORD.findall(statement.trigger.text.casefold())):
        return None
    at = layout.word_at(statement.trigger.start)
    before = next((k for k in range(at, max(-1, at - 4), -1) if layout.words[k].low in _COPULAS), -1)
    said = next((k for k in range(before) if layout.words[k].low in _ALLEGATIONS), -1) if before > 0 else -1
    if said < 0:
        return None
    start, end = layout.words[said].start, layout.words[before].start
    owner = layout.phrases[layout.phrase_of[said]].first if layout.phrase_of[said] >= 0 else said
    start = min(start, layout.words[owner].start)
    theirs = tuple(a for a in statement.actor if start <= a.start < end)
    if not theirs:
        return None
    speaker = statement.source.speaker if statement.source.voice is Voice.SPEAKER else None
    holder = tuple(a for a in statement.actor if a not in theirs) or ((speaker,) if speaker else ())
    return replace(statement, actor=holder, object=statement.object or theirs)


def _accusing(scene: Scene, number: int, statement: Statement) -> Statement:
    """Give the subject right before an active verb in a relative clause: "the group, whose men the monitor accused of"."""
    layout = scene.passage.lines[number].layout
    at = _verb_at(layout, statement.trigger)
    phrase = subject_of(layout, at) if at > 0 else -1
    alone = _only_pronoun(layout, phrase, at, statement) if phrase >= 0 else None
    if alone is not None:
        return replace(statement, actor=(alone,))
    if phrase < 0 or not _is_beside(layout, phrase, at) or not _is_relative(layout, layout.phrases[phrase].first):
        return statement
    start = layout.words[layout.phrases[phrase].first].start
    end = layout.words[layout.phrases[phrase].last - 1].end
    mention = next((m for m in scene.mentions[number] if m.phrase == phrase), None)
    if mention is None or not _may_hold(mention) or any(a.start < end and start < a.end for a in statement.actor):
        return statement
    return replace(statement, actor=(scene.passage.span(start, end),))


def _only_pronoun(layout: Layout, phrase: int, at: int, statement: Statement) -> Span | None:
    """Give the pronoun right before the verb where others were read beside it: "Zenda, which X accuses, said | it | denies"."""
    found = layout.phrases[phrase]
    if found.last - found.first > 1 or layout.words[found.first].part != "O" or not _is_beside(layout, phrase, at):
        return None
    if found.first and layout.words[found.first - 1].low == "and":
        return None
    start, end = layout.words[found.first].start, layout.words[found.first].end
    own = next((a for a in statement.actor if (a.start, a.end) == (start, end)), None)
    return own if own and len(statement.actor) > 1 else None


def _verb_at(layout: Layout, trigger: Span) -> int:
    """Give the finite verb of a trigger, -1 where it is no active one."""
    first, last = layout.word_at(trigger.start), layout.word_at(trigger.end)
    return next((k for k in range(first, min(last + 1, len(layout.words))) if layout.words[k].part in "VE"), -1)


def _is_beside(layout: Layout, phrase: int, verb: int) -> bool:
    between = layout.words[layout.phrases[phrase].last : verb]
    return all(w.part in "RU" and w.low not in _PASSIVE for w in between)


def _is_relative(layout: Layout, first: int) -> bool:
    """Whether a relative pronoun that is not itself the subject stands a few words before a phrase."""
    for k in range(first - 1, max(-1, first - 1 - _BETWEEN), -1):
        word = layout.words[k]
        if word.low in _RELATIVE:
            return word.low in ("whom", "whose") or k == first - 1
        if word.part in "VUM.":
            return False
    return False


def _may_hold(mention: Mention) -> bool:
    return mention.form is not Form.NOUN or mention.nature in ("person", "people", "body")

"""Whose casualties and losses a figure counts, where grammar says it: "casualties on the army", "the army suffered 40 losses"."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.reading.phrases import Layout, is_time, subject_of
from counterclaim.reading.scene import Scene
from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_words

_COUNTED = load_words("harmed", "counted")
_BEFALL = load_words("harmed", "befall")
_SUFFER = load_words("harmed", "suffer")
# Words between "suffered" and "casualties": their number.
_BETWEEN = 7


def add_harmed(scene: Scene, statement: Statement) -> Statement:
    """Give a statement on casualties or losses with the party that bore them among its objects, and not among its actors."""
    number = scene.passage.line_at(statement.trigger.start)
    if number < 0 or statement.kind not in (Kind.KILL, Kind.INJURE):
        return statement
    layout = scene.passage.lines[number].layout
    at = layout.word_at(statement.trigger.end) - 1
    if at < 0:
        return statement
    if layout.words[at].low not in _COUNTED:
        return statement
    phrase = _befallen(layout, at)
    phrase = phrase if phrase >= 0 else _suffering(layout, at)
    if phrase < 0:
        return statement
    words = layout.words[layout.phrases[phrase].first : layout.phrases[phrase].last]
    span = scene.passage.span(words[0].start, words[-1].end)
    if any(_touch(span, o) for o in statement.object):
        return statement
    actors = tuple(a for a in statement.actor if not _touch(span, a))
    return replace(statement, actor=actors, object=(*statement.object, span))


def _befallen(layout: Layout, at: int) -> int:
    """Give the phrase behind "casualties on", "losses upon", "deaths among", or -1."""
    if at + 1 >= len(layout.words) or layout.words[at + 1].low not in _BEFALL:
        return -1
    phrase = layout.starts_at(at + 2)
    counts = phrase >= 0 and layout.words[layout.phrases[phrase].first].part == "C"
    return phrase if phrase >= 0 and not counts and not is_time(layout, phrase) else -1


def _suffering(layout: Layout, at: int) -> int:
    """Give the subject of "suffered 40 casualties", or -1."""
    for k in range(at - 1, max(-1, at - 1 - _BETWEEN), -1):
        word = layout.words[k]
        if word.low in _SUFFER:
            return subject_of(layout, k) if word.part in "VEB" else -1
        if word.part in "VUM" or word.text in (".", ";"):
            return -1
    return -1


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

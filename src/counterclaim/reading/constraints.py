"""What the network finds and no report says: notices to readers, numbers that count something else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from counterclaim.records.statement import Statement
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_cues, load_words

_NO_COUNT = load_words("constraints", "no_count")
_NEXT_WORD = re.compile(r"[\s-]*([%]|[^\W_][\w.]*)")


@cache
def _notice() -> re.Pattern[str]:
    lines = (re.escape(line).replace(r"\ ", r"\s+") for line in load_cues().notice)
    return re.compile(rf"\W*(?:{'|'.join(lines)})\b", re.I)


# "declared open war", "declares war on": at most so many letters of quotes and adjectives between the two words.
_DECLARED = re.compile(r"declar(?:e|es|ed|ing)\b[^.;:!?\n]{0,24}\bwar\b", re.I)


def declares_war(cue: Span, trigger: Span, text: str) -> bool:
    """Say whether a war is declared here and so threatened: "declared an open war on", not "said that the war goes on"."""
    return cue.start < trigger.end and bool(_DECLARED.fullmatch(text, cue.start, trigger.end))


def breaks_off(span: Span, text: str) -> bool:
    """Say whether a span ends inside a compound ("long-" of "long-standing"): such a piece names nobody and nothing."""
    return span.text.endswith("-") and span.end < len(text) and text[span.end].isalnum()


def keep(statement: Statement, text: str) -> bool:
    """Say whether a statement is about an event: a sentence that calls to follow a channel is none."""
    return not _notice().match(text, statement.evidence.start, statement.evidence.end)


def trim(statement: Statement, text: str) -> Statement:
    """Give the statement without amounts that are a time, a distance, an age or a share."""
    kept = tuple(a for a in statement.amounts if not _measures(a, statement, text))
    return statement if len(kept) == len(statement.amounts) else replace(statement, amounts=kept)


def _measures(amount: Span, statement: Statement, text: str) -> bool:
    if any(t.start <= amount.start and amount.end <= t.end for t in (*statement.time, *statement.place)):
        return True
    if not any(c.isdigit() for c in amount.text):
        return False
    after = _NEXT_WORD.match(text, amount.end, min(len(text), amount.end + 20))
    return after is not None and after.group(1).casefold().rstrip(".") in _NO_COUNT

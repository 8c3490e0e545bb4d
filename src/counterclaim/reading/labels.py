"""What the reading model tells apart, in the order of its outputs. The engine refuses a model with other labels."""

from __future__ import annotations

from counterclaim.records.statement import Kind, Status

KINDS: tuple[str, ...] = tuple(k.value for k in Kind)
# Trigger tags per word: outside, then for each kind the first word of a trigger and a further one.
TRIGGER_TAGS: tuple[str, ...] = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
# Roles of a trigger, each tagged outside / first word / further word; spans of different roles may overlap.
ROLES: tuple[str, ...] = ("actor", "object", "amount", "place", "time", "means", "speaker", "cue", "via")
STATUSES: tuple[str, ...] = tuple(s.value for s in Status)
# Two-valued properties of a trigger: a running total; harm with a violent cause.
FLAGS: tuple[str, ...] = ("cumulative", "violent")
# How a word is written, since the encoder's vocabulary has no capitals.
CASES: tuple[str, ...] = ("lower", "title", "upper", "mixed", "digits", "mark")


def case_of(word: str) -> int:
    """Give the index in CASES of how a word is written."""
    if word.isdigit():
        return 4
    if not word[0].isalnum():
        return 5
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    if (word[0].isupper() and word[1:].islower()) or len(word) == 1:
        return 1
    return 3

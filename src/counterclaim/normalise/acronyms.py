"""Short names that a report gives to its parties itself: "the Joint Chiefs of Staff of Peru (JCSP)", later "the JCSP"."""

from __future__ import annotations

from counterclaim.normalise.heads import Shape
from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.tagging import TaggedText
from counterclaim.records.world import Actor

_LONGEST = 8
_LONGEST_NAME = 9


def find_acronyms(text: TaggedText, phrases: Phrases) -> dict[str, Actor]:
    """Give the party of each acronym in brackets behind a name whose initials it has; none where two names share it."""
    found: dict[str, set[Actor]] = {}
    for at, word in enumerate(text.words):
        if not at or not word.acronym or len(word.key) > _LONGEST or not word.gap.endswith("("):
            continue
        if text.text[word.after : word.after + 1] != ")" or text.tag_at(at):
            continue
        start = _start_of_name(text, at, word.key)
        phrase = phrases.read(start, at) if start is not None else None
        if phrase is not None and phrase.shape is Shape.PARTY and phrase.actor is not None:
            found.setdefault(word.text, set()).add(phrase.actor)
    return {short: next(iter(actors)) for short, actors in found.items() if len(actors) == 1}


def _start_of_name(text: TaggedText, end: int, short: str) -> int | None:
    """Give where the name before word `end` begins: the longest run of words whose initials hold the letters in order."""
    small = role_words("function")
    for start in range(max(0, end - _LONGEST_NAME), end - 1):
        words = text.words[start:end]
        initials = [w.key[0] for w in words if w.key not in small]
        is_name = not any(c in w.gap for w in words[1:] for c in ",.;:()\n")
        if (
            is_name
            and words[0].key not in small
            and "".join(initials).endswith(short)
            and len(initials) <= len(short) + 2
        ):
            return start
    return None

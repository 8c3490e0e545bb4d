"""Who holds an office that a report tells without a name: "The governor said …. Ivo Maran told reporters …"."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.reading.cast import Figure, distinct
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.stage import Stage
from counterclaim.tables.cues import load_nouns

_OFFICES = ("official", "medical")
_PERSONAL = frozenset(("he", "his", "him", "himself", "she", "her", "herself"))
_WHEREABOUTS = frozenset(("in", "at", "near", "from", "to", "outside", "around"))
# Sentences back in which nobody else may be told of where the name is a surname alone.
_VIEW = 3


def find_holder(stage: Stage, mention: Mention, before: Sequence[Mention]) -> Figure | None:
    """Give the figure of an office whom a name not told before means, None where the text does not carry it.

    A report introduces whom it names. Where somebody speaks by a bare name, told of nowhere before, the introduction is the
    office in the sentence before it: the only one there who speaks. `before` holds the mentions ahead in the sentence.
    """
    if mention.line == 0 or not _is_bare(stage, mention) or not _speaks(stage, mention):
        return None
    credits = [c for c in stage.credits[mention.line - 1] if c.quote < 0 and c.has_speaker]
    speakers = [stage.speaker(c) for c in credits]
    holder = speakers[0] if speakers else None
    if holder is None or any(s is not holder for s in speakers) or not _is_office(holder):
        return None
    if mention.gender and holder.gender and mention.gender != holder.gender:
        return None
    if any(m.nature in ("person", "people") and stage.figures.get((m.start, m.end)) is not holder for m in before):
        return None
    return holder if len(mention.names) > 1 or _is_only_person(stage, mention, holder) else None


def _is_bare(stage: Stage, mention: Mention) -> bool:
    """Whether a name stands without title, article or apposition, no table knows it, and it is no body's: "CNN International"."""
    if mention.roles or mention.known or mention.article or mention.nature not in ("", "person"):
        return False
    if any(len(word) > 1 and word.isupper() for word in mention.text.split()):
        return False
    after = stage.after(mention)
    return after is None or after.part != "."


def _speaks(stage: Stage, mention: Mention) -> bool:
    """Whether a name is the one subject of a saying that its sentence credits it with."""
    own = [c for c in stage.credits[mention.line] if c.phrase == mention.phrase >= 0]
    return any(c.quote < 0 and not c.joint for c in own) and not stage.is_coordinated(mention)


def _is_office(figure: Figure) -> bool:
    nouns = load_nouns()
    is_person = figure.nature == "person" and figure.number != "p" and not figure.is_named and not figure.office
    return is_person and any(nouns.person.get(role) in _OFFICES for role in figure.roles)


def _is_only_person(stage: Stage, mention: Mention, holder: Figure) -> bool:
    """Whether a single word surely names a person and only the holder of the office is told of lately.

    It does where "his" or "she" follows in the sentence, nobody else stands between, and it is nowhere a place.
    """
    lately = (
        f
        for m, f in stage.cast.lately(mention.line, within=_VIEW)
        if (f.nature == "person" and (f.is_named or m.subject)) or m.form is Form.PRONOUN
    )
    others = [f for f in distinct(lately) if f is not holder and f.number != "p"]
    if any(f.is_named or _is_office(f) for f in others):
        return False
    words = stage.words(mention.line)
    follows = next((k for k in range(mention.until, len(words)) if words[k].low in _PERSONAL), -1)
    if follows < 0 or any(w.part == "P" for w in words[mention.until : follows]):
        return False
    name = mention.text.split()[-1]
    lines = stage.passage.lines
    return not any(
        word.text == name and at and line.layout.words[at - 1].low in _WHEREABOUTS
        for line in lines
        for at, word in enumerate(line.layout.words)
    )

"""Noun phrases to mentions: who or what a phrase may be, as far as its own sentence tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.appositions import equate
from counterclaim.reading.describing import Form, Mention, Place, describe, name_words
from counterclaim.reading.grammar import Word
from counterclaim.reading.naming import fold, known_names
from counterclaim.reading.passage import Line
from counterclaim.reading.phrases import Layout, Phrase, is_time, subject_of
from counterclaim.tables.cues import load_pronouns, load_words

# Kinds of names that, in front of a noun, only tell of which country it is ("Iraqi troops").
_OF_COUNTRIES = frozenset(("nationals", "country", "seat"))
_WITHIN = load_words("mentions", "within")
_WHEREABOUTS = load_words("mentions", "whereabouts")
_NAME_LINKS = load_words("mentions", "name_links")
_LINKS = load_words("mentions", "links") | _NAME_LINKS


def find_mentions(text: str, line: Line, number: int) -> tuple[Mention, ...]:
    """Give the mentions of one sentence, left to right; what is equated with a name points at it (`same_as`)."""
    layout = line.layout
    subjects = {subject_of(layout, k) for k, word in enumerate(layout.words) if word.part in "VUM"}
    found: list[Mention] = []
    by_phrase: dict[int, int] = {}
    for n, phrase in enumerate(layout.phrases):
        owner = layout.words[phrase.first]
        if owner.part == "H" and owner.low in load_pronouns():
            found.append(_pronoun(owner, number, -1, phrase.first))
        found.extend(_owner_of(text, layout, phrase, number))
        mention = _of_phrase(text, layout, n, number, is_subject=n in subjects)
        if mention:
            found.extend(_modifier_of(text, layout, phrase, mention))
            by_phrase[n] = len(found)
            found.append(mention)
    return equate(layout, found, by_phrase)


def _pronoun(word: Word, line: int, phrase: int, at: int, *, is_subject: bool = False) -> Mention:
    nature, number, gender = load_pronouns()[word.low]
    return Mention(
        line,
        phrase,
        at,
        at + 1,
        word.start,
        word.end,
        word.text,
        Form.PRONOUN,
        nature,
        number,
        gender,
        word.low,
        subject=is_subject,
    )


def _owner_of(text: str, layout: Layout, phrase: Phrase, line: int) -> list[Mention]:
    """Give the owner of a phrase ("Kabul's army") as a mention of its own."""
    words = layout.words[phrase.first : phrase.core - 1] if phrase.core > phrase.first else ()
    if not words or words[0].part == "H":
        return []
    return [describe(text, words, Place(line, -1, phrase.first, _before(layout, phrase)))]


def _modifier_of(text: str, layout: Layout, phrase: Phrase, mention: Mention) -> list[Mention]:
    """Give the body named in front of a noun ("Hezbollah fighters", "the FPU building") as a mention of its own."""
    if mention.form is not Form.NOUN:
        return []
    words = [w for w in layout.words[phrase.core : phrase.last - 1] if w.part != "D"]
    names = [w for w in words if w.part == "P"]
    if not names or names != words[: len(names)]:
        return []
    at = phrase.core + (layout.words[phrase.core].part == "D")
    named = describe(text, names, Place(mention.line, -1, at, _before(layout, phrase)))
    is_body = named.known is not None and named.known.kind not in _OF_COUNTRIES
    return [named] if named.form is Form.NAME and (is_body or (len(names) == 1 and named.text.isupper())) else []


def _before(layout: Layout, phrase: Phrase) -> str:
    return layout.words[phrase.first - 1].low if phrase.first else ""


def _of_phrase(text: str, layout: Layout, n: int, line: int, *, is_subject: bool) -> Mention | None:
    phrase = layout.phrases[n]
    words = layout.words[phrase.core : phrase.last]
    if not words:
        return None
    if len(words) == 1 and words[0].low in load_pronouns() and words[0].part in "ODH":
        return _pronoun(words[0], line, n, phrase.core, is_subject=is_subject)
    if is_time(layout, n) or words[0].part == "O":
        return None
    mention = describe(text, words, Place(line, n, phrase.core, _before(layout, phrase), is_subject))
    if len(words) == 1 and mention.form is Form.NOUN and mention.after in _WITHIN and mention.head in _WHEREABOUTS:
        # "Died in hospital", "appeared in court": where, not who.
        return replace(mention, nature="place")
    takes_tail = mention.form is Form.NOUN and mention.nature in ("person", "people", "body")
    if (
        takes_tail
        or (mention.nature == "body" and not mention.roles)
        or (mention.nature == "" and mention.article == "the")
    ):
        mention = _with_tail(text, layout, mention)
    if phrase.core == phrase.first:
        return mention
    owner = layout.words[phrase.first]
    marks = mention.marks | {w.low for w in layout.words[phrase.first : phrase.core - 1]}
    if mention.form is Form.NAME:
        return replace(mention, marks=marks)
    return replace(mention, start=owner.start, text=text[owner.start : mention.end], article="owner", marks=marks)


def _is_abbreviated(name: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether the letters in brackets after a name are those of its words: "Support Mission in Ruritania (SMIR)"."""
    if len(after) < 3 or after[0].text != "(" or after[2].text != ")":
        return False
    letters = "".join(w.text[0] for w in name if w.text[0].isupper() and w.low != "the")
    return after[1].text.isupper() and after[1].text in (
        letters,
        "".join(w.text[0].upper() for w in name if w.low != "the"),
    )


def _with_tail(text: str, layout: Layout, mention: Mention) -> Mention:
    """Add "of …", "for …", "in …" after a noun to its marks: they tell which minister, which army.

    The full span takes in "of", "for", and all of a name in capitals ("The Committee to Protect Reporters").
    """
    words, at = layout.words, mention.until
    end, marks, names = mention.end, set[str](), list[Word]()
    whole = True
    for _ in range(4):
        if at + 1 >= len(words) or words[at].low not in _LINKS:
            break
        after = at + 2 if words[at + 1].low in ("the", "a", "an") and at + 2 < len(words) else at + 1
        capital = words[after].text[0].isupper()
        tail = layout.phrase_of[after]
        ends = words[at].low in _NAME_LINKS or tail < 0
        if (ends and not capital) or (tail >= 0 and is_time(layout, tail)):
            break
        whole = whole and (capital or words[at].low in ("of", "for")) and words[at].low not in ("in", "at")
        stop = layout.phrases[tail].last if tail >= 0 else after + 1
        while tail < 0 and stop < len(words) and words[stop].text[0].isupper():
            stop += 1
        marks.update(w.low for w in words[at + 1 : stop] if w.part not in "DQ")
        if whole:
            end = words[stop - 1].end
            names += [w for w in words[after:stop] if w.text[0].isupper()]
        at = stop
        if not whole and mention.form is Form.NAME and _is_abbreviated(words[mention.word : at], words[at : at + 3]):
            end, whole = words[at - 1].end, True
    known = mention.known or (known_names().get(fold(text[mention.start : end])) if end > mention.end else None)
    further = name_words(names) if names and mention.form is Form.NAME else ()
    return replace(
        mention, marks=mention.marks | marks, full_end=end, known=known, names=(*mention.names, *further)
    )  # fmt: skip

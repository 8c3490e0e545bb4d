"""Exchange the names of countries, peoples and capitals in a document for others, so that no side is known by heart."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from counterclaim.reading.tokens import split_words

from .data import Document, Sentence, to_words

# country, people, capital: single words, so that spans keep their shape.
TABLE = Path(__file__).resolve().parents[2] / "bench" / "swap.txt"
NAMES = [tuple(row.split()) for row in TABLE.read_text(encoding="utf-8").split("\n") if row]
FORMS = {name: (n, form) for n, row in enumerate(NAMES) for form, name in enumerate(row)}
PATTERN = re.compile(r"\b(" + "|".join(sorted(FORMS, key=len, reverse=True)) + r")(s?)\b")


def swap_names(document: Document, rng: random.Random) -> Document:
    """Give the document with each of the known countries exchanged for another, everywhere alike."""
    order = list(range(len(NAMES)))
    rng.shuffle(order)
    return Document(document.id, [_swap(s, order) for s in document.sentences])


def _swap(sentence: Sentence, order: list[int]) -> Sentence:
    text = ""
    at = 0
    moves: list[tuple[int, int, int, int]] = []
    for m in PATTERN.finditer(sentence.text):
        n, form = FORMS[m[1]]
        new = NAMES[order[n]][form] + m[2]
        text += sentence.text[at : m.start()]
        moves.append((m.start(), m.end(), len(text), len(text) + len(new)))
        text += new
        at = m.end()
    if not moves:
        return sentence
    text += sentence.text[at:]

    def moved(offset: int) -> int:
        shift = 0
        for start, end, _, new_end in moves:
            if offset >= end:
                shift = new_end - end
            elif offset > start:
                return new_end
            else:
                break
        return offset + shift

    words = split_words(text)
    if sentence.chances is not None and len(words) != len(sentence.words):
        return sentence

    def remap(start: int, end: int) -> tuple[int, int] | None:
        return to_words(words, moved(sentence.words[start].start), moved(sentence.words[end - 1].end))

    events = []
    for e in sentence.events:
        trigger = remap(*e.trigger)
        roles = [(r, *spot) for r, s, t in e.roles if (spot := remap(s, t))]
        if trigger:
            events.append(replace(e, trigger=trigger, roles=roles))
    return replace(sentence, text=text, words=words, events=events)

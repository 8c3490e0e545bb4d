"""A report read in a translation that a person gave: the translated paragraphs, each led back to the one it translates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterclaim.errors import ReportError
from counterclaim.records.text import Gathered, Skipped, Translated

Stretch = tuple[int, int]


def translate_all(gathered: Iterable[Gathered | Skipped], translation: str, name: str) -> Iterator[Gathered | Skipped]:
    """Give the one report that a translation goes with in that translation; further ones, and a poor fit, are Skipped."""
    is_used = False
    for one in gathered:
        where = one.path or "-"
        if isinstance(one, Skipped):
            yield one
        elif is_used:
            yield Skipped(where, f"The translation {name} goes with the first report; read this one by itself.")
        else:
            is_used = True
            try:
                yield translate(one, translation, name)
            except ReportError as error:
                yield Skipped(where, str(error))


def translate(original: Gathered, translation: str, name: str) -> Gathered:
    """Give a report with the text of its translation; its map leads from each paragraph to that of the original.

    Raises ReportError where the two have not equally many paragraphs (lines with text).
    """
    here, there = list(_find_paragraphs(original.text)), list(_find_paragraphs(translation))
    if len(here) != len(there):
        raise ReportError(
            f"It has {len(here)} paragraphs and its translation {name} has {len(there)}; they must go one with one."
        )
    map_ = tuple(
        (start, end, _name_place(original, number, at))
        for number, ((start, end), at) in enumerate(zip(there, here, strict=True), 1)
    )
    digest = hashlib.sha256(original.text.encode("utf-8", "surrogatepass")).hexdigest()
    note = f"Read in a translation ({name}); the original has the sha256 {digest}."
    kept = Translated(original.text, name, tuple((*ours, *theirs) for ours, theirs in zip(there, here, strict=True)))
    return replace(original, text=translation, language="en", map=map_, notes=(*original.notes, note), translated=kept)


def _find_paragraphs(text: str) -> Iterator[Stretch]:
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            yield start, start + len(words)
        at += len(line) + 1


def _name_place(original: Gathered, number: int, at: Stretch) -> str:
    """Name the original's paragraph, and where that stood on its page."""
    where = next((place for start, end, place in original.map if start < at[1] and at[0] < end), "")
    return f"original, paragraph {number}, characters {at[0]}–{at[1]}{', ' if where else ''}{where}"

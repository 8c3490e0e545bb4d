"""The words of an original behind those of its translation: the paragraph that a person put beside it."""

from __future__ import annotations

import re

from counterclaim.records.text import Report, Span

# As `--translation` writes where a paragraph of the translation leads to.
_PLACE = re.compile(r"original, paragraph \d+, characters (?P<start>\d+)–(?P<end>\d+)")


def find_original(report: Report, span: Span) -> Span | None:
    """Give the paragraph of the original that the first words of a span translate, with its offsets in the original.

    None where the report is no translation, or nothing of the original stands behind the span.
    """
    if report.translated is None:
        return None
    where = next((place for start, end, place in report.map if start <= span.start < end), "")
    place = _PLACE.match(where)
    if place is None:
        return None
    start, end = int(place["start"]), int(place["end"])
    return Span(start, end, report.translated.text[start:end])

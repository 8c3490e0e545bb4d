"""Where the items of a round-up play: "* ZENDA - Gunmen killed two" tells the place ahead of every item."""

from __future__ import annotations

import re

from counterclaim.records.text import Span

_ITEM = re.compile(
    r"^[ \t]*(?:[*•·▪‣●-][ \t]*)?(?P<place>[^\W\d_a-z]{3,}[^\n:;()—–]{0,40}?)[ \t]+(?:--?|–|—)[ \t]+(?=\S)[^\n]*$",
    re.MULTILINE,
)
_FEWEST = 2


class Roundup:
    """The items of one report that open with a place in capitals and a dash, where there are several such."""

    def __init__(self, text: str) -> None:
        found = [m for m in _ITEM.finditer(text) if m["place"].isupper()]
        is_roundup = len(found) >= _FEWEST
        self._items = [(m.end(), *m.span("place")) for m in found] if is_roundup else []
        self._text = text

    def find(self, start: int) -> Span | None:
        """Give the words of the place ahead of the item in which the character at `start` stands, None outside of items."""
        for end, first, last in self._items:
            if first <= start < end:
                return Span(first, last, self._text[first:last])
        return None

"""Text from outside made safe to look at: what cannot be seen is shown, what would turn a line around is named."""

from __future__ import annotations

import re
from functools import lru_cache

# Embeddings, overrides and isolates reverse digits on screen ("297" reads "792"); line and paragraph separators break a
# title; lone surrogates cannot be encoded. Joiners and direction marks stay: Persian and Urdu need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")

LONGEST_NAME = 160
# Names of parties, outlets and places come again and again.
KEPT_NAMES = 8192


def show_unseen(text: str) -> str:
    """Give the text with control, override and surrogate characters written out, "[U+202E]"; all else stays."""
    return _UNSEEN.sub(lambda m: f"[U+{ord(m.group()):04X}]", text)


def make_legible(text: str) -> str:
    """Give one line: unseen characters written out, runs of white space as one space."""
    return _SPACE.sub(" ", show_unseen(text)).strip()


@lru_cache(KEPT_NAMES)
def make_name(text: str) -> str:
    """Give a name or title fit for a table cell: one line, cut with "…" after `LONGEST_NAME` characters."""
    line = make_legible(text[: LONGEST_NAME * 4])
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"

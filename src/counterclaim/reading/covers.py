"""Which stretch of a sentence a saying covers: what follows it, or what stands before it where it trails its words."""

from __future__ import annotations

from counterclaim.reading.phrases import TIME_NOUNS, TIME_WORDS, Layout

OPENING = frozenset("\"“„«‘'`")
DOUBLE = frozenset('"“”„«»')
CLOSING = frozenset("\"”»’'“")
_TURNS = frozenset(("but", "while", "whereas", "although", "though"))
_JOINS = _TURNS | {"and", "as", ";", "—", "–"}
# What may follow a saying that trails its words: "…, he said on Monday."
_AFTER_TRAILING = frozenset(("on", "in", "at", "late", "by", "after", "during"))
# Words of the time or place of a saying, at most.
_LONGEST_TIME = 6
# Words before "after" in ", just a few hours after", at most.
_LONGEST_GAP = 6


def find_covered(layout: Layout, left: int, right: int, *, follows: bool) -> tuple[tuple[int, int], ...]:
    """Give the stretches of a sentence that a saying at [left, right) covers.

    `follows` says that the speaker stands after the verb ("…, said X"). What comes before a saying that leads is not said.
    """
    start, end = layout.words[0].start, layout.words[-1].end
    at = layout.word_at(left)
    after_at = layout.word_at(right)
    after = layout.words[after_at] if after_at < len(layout.words) else None
    ends = follows or after is None or after.text in (",", ".", ";") or _tells_when(layout, after_at)
    ends = ends or (at > 1 and layout.words[at - 1].text in CLOSING and layout.words[at - 2].text in (",", "!", "?"))
    if not ends or not at or not _may_trail(layout, at):
        until = _relative_end(layout, at, after_at) or _clause_end(layout, after_at, end)
        return _only_full((right, until))
    goes_on = after is not None and (
        after.text == "," or any(w.text in OPENING for w in layout.words[after_at : after_at + 12])
    )
    return _only_full((_clause_start(layout, at, start), left), *([(right, end)] if goes_on else []))


def _tells_when(layout: Layout, at: int) -> bool:
    """Whether only a time, a place or an adverb follows a saying: "…, she said Wednesday." but not "she said Wednesday that"."""
    word = layout.words[at]
    is_day = word.low in TIME_WORDS and word.text[0].isupper()
    if not (is_day or word.low in _AFTER_TRAILING or word.part == "R"):
        return False
    after = layout.words[at + 1 : at + 1 + _LONGEST_TIME]
    until = next((k for k, w in enumerate(after) if w.part in "VUM" or w.text in (",", ".", ";")), len(after))
    return not any(w.low == "that" and w.part == "I" for w in after[:until])


def opens_clause(layout: Layout, offset: int) -> bool:
    """Whether a new main clause begins at an offset, rather than one that is said by who spoke before."""
    at = layout.word_at(offset)
    return at > 0 and layout.words[at - 1].low in _JOINS


def _only_full(*stretches: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(s for s in stretches if s[0] < s[1])


def _may_trail(layout: Layout, at: int) -> bool:
    """Whether a quotation, or a clause and a comma, stand before word `at`."""
    before = layout.words[at - 1].text
    return before in CLOSING or (before == "," and any(w.part in "VUMEG" for w in layout.words[:at]))


def _clause_start(layout: Layout, before: int, start: int) -> int:
    return next((layout.words[k].end for k in range(before - 1, -1, -1) if layout.words[k].text == ";"), start)


def _relative_end(layout: Layout, at: int, after: int) -> int | None:
    """Give where a clause between commas ends whose saying speaks of what stands before: "X, | which Y accuses of … |, has …"."""
    words = layout.words
    if at < 2 or words[at - 1].low not in ("which", "whom") or words[at - 2].text != ",":
        return None
    return next((w.start for w in words[after:] if w.text in (",", ";")), None)


def _clause_end(layout: Layout, after: int, end: int) -> int:
    """Give where a clause ends: at a semicolon, where ", but" or ", while" turns to another, or ", hours after" to what the
    report recalls."""
    words = layout.words
    for k in range(after, len(words)):
        if words[k].text == ";" or (words[k].text == "," and recalls(layout, k + 1)):
            return words[k].start
        if words[k].low in _TURNS and k and words[k - 1].text in (",", "–", "—"):
            return words[k - 1].start
    return end


def recalls(layout: Layout, at: int) -> bool:
    """Whether a clause begins that says what went before or came after: ", a day after soldiers had fired on a crowd"."""
    words = layout.words
    until = next((k for k in range(at, min(at + _LONGEST_GAP, len(words))) if words[k].low in ("after", "before")), -1)
    if until <= at or words[until - 1].low not in TIME_NOUNS | {"shortly", "soon"}:
        return False
    rest = words[until + 1 :]
    end = next((k for k, w in enumerate(rest) if w.text in (",", ";")), len(rest))
    return any(w.part in "VUME" for w in rest[:end])

"""What the rules of reference look at while a report is read: who was mentioned lately, who spoke, what a sentence does."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.reading.cast import Cast, Figure, distinct
from counterclaim.reading.credits import Credit
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.grammar import Word
from counterclaim.reading.passage import Passage

# What a rule of reference finds: a figure, or none with the reason (empty where there is nothing to doubt).
Answer = tuple[Figure | None, str]
NOBODY: Answer = (None, "")
Row = list[tuple[Mention, Figure]]


class Stage:
    """The figures so far with the sentences that they stand in. Rules read it; `Reference` fills it."""

    def __init__(self, passage: Passage, credits: Sequence[Sequence[Credit]]) -> None:
        self.passage = passage
        self.credits = credits
        self.cast = Cast()
        self.figures: dict[tuple[int, int], Figure] = {}
        self._by_phrase: dict[tuple[int, int], Figure] = {}
        self._by_end = {(c.line, c.cue_end): c for line in credits for c in line}

    def keep(self, mention: Mention, figure: Figure) -> None:
        """Note whose mention this is."""
        self.figures[mention.start, mention.end] = figure
        if mention.phrase >= 0:
            self._by_phrase[mention.line, mention.phrase] = figure

    def words(self, line: int) -> tuple[Word, ...]:
        """Give the words of a sentence."""
        return self.passage.lines[line].layout.words

    def after(self, mention: Mention) -> Word | None:
        """Give the word after a mention in its sentence."""
        words = self.words(mention.line)
        return words[mention.until] if mention.until < len(words) else None

    def rows(self, mention: Mention, within: int) -> list[Row]:
        """Give what was mentioned lately, by distance in sentences, latest first.

        Inside a quote only what was quoted too: who speaks there rarely means whom the report spoke of, and the other way round.
        """
        rows: list[Row] = [[] for _ in range(within + 1)]
        quoted = self.passage.quote_at(mention.start) >= 0
        for other, figure in self.cast.lately(mention.line, within=within):
            if other.start < mention.start and (self.passage.quote_at(other.start) >= 0) == quoted:
                rows[mention.line - other.line].append((other, figure))
        return rows

    def speaker(self, credit: Credit) -> Figure | None:
        """Give the figure that a credit names, None where that is not known or two speak."""
        return None if credit.joint else self._by_phrase.get((credit.line, credit.phrase))

    def credit_before(self, line: int, end: int) -> Credit | None:
        """Give the credit of a sentence whose cue ends there."""
        return self._by_end.get((line, end))

    def spoke(self, line: int, among: Sequence[Figure]) -> list[Figure]:
        """Give those of some figures whom the report credits in a sentence."""
        credits = [c for c in self.credits[line] if c.has_speaker and c.quote < 0]
        speakers = [figure for c in credits if (figure := self.speaker(c))]
        return [f for f in distinct(speakers) if any(f is c for c in among)]

    def is_said(self, mention: Mention) -> bool:
        """Whether a mention stands inside what somebody in its sentence says."""
        return any(a <= mention.start < b for c in self.credits[mention.line] for a, b in c.covers)

    def is_coordinated(self, mention: Mention) -> bool:
        """Whether "and" joins a mention to another."""
        after = self.after(mention)
        return mention.after == "and" or (after is not None and after.low == "and")

    def is_elsewhere(self, mention: Mention, figure: Figure, line: Sequence[Mention]) -> bool:
        """Whether the sentence opens somewhere else ("In Caracas, the president …") than the figure was mentioned."""
        words = self.words(mention.line)
        if not words or words[0].low not in ("in", "at", "from", "near", "across"):
            return False
        first = next((m for m in line[:3] if m.word <= 2 and m.form is Form.NAME and m.start < mention.start), None)
        return first is not None and figure.told.isdisjoint(first.names)


def among(mention: Mention, figures: Sequence[Figure]) -> str:
    """Say between whom a mention leaves a doubt."""
    names = sorted({(f.fullest(mention.start) or f.last).text[:60] for f in figures})
    return f"“{mention.text}” may mean {' or '.join(names[:3])}"


def nobody(mention: Mention) -> str:
    """Say that nothing before explains a mention."""
    return f"nobody before whom “{mention.text}” surely means"

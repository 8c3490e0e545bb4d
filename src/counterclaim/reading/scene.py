"""A report read once for all rules: who is mentioned, who is credited, what stands for what, who speaks in each quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.credits import Credit, find_credits
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.mentions import find_mentions
from counterclaim.reading.passage import Passage
from counterclaim.reading.reference import Reference
from counterclaim.reading.speech import Speech, find_speech
from counterclaim.reading.tokens import Stretch
from counterclaim.records.text import Span


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules know of a report. `mentions` and `credits` are by sentence, `speech` by outer quote."""

    passage: Passage
    mentions: tuple[tuple[Mention, ...], ...]
    credits: tuple[tuple[Credit, ...], ...]
    reference: Reference
    speech: tuple[Speech | None, ...]

    def mention_in(self, span: Span) -> Mention | None:
        """Give the mention that a span is about: the first of a phrase of its own that touches it, the name beside it."""
        number = self.passage.line_at(span.start)
        if number < 0:
            return None
        inside = (m for m in self.mentions[number] if m.phrase >= 0 and m.start < span.end and span.start < m.end)
        first = next(inside, None)
        return self.mentions[number][first.same_as] if first and first.same_as >= 0 else first

    def whole(self, span: Span) -> Span:
        """Give the whole phrase that a span is part of; the name where the phrase stands beside one ("a spokesman, X, said")."""
        number = self.passage.line_at(span.start)
        inside = [m for m in self.mentions[number] if m.phrase >= 0] if number >= 0 else []
        first = next((m for m in inside if self._reach(m)[0] < span.end and span.start < self._reach(m)[1]), None)
        if first is None or first.form is Form.PRONOUN:
            return span
        chosen = self.mentions[number][first.same_as] if first.same_as >= 0 else first
        start, end = self._reach(chosen)
        if chosen is first and start <= span.start and end <= span.end:
            return span
        return self.passage.span(start, max(end, chosen.full_end))

    def _reach(self, mention: Mention) -> tuple[int, int]:
        layout = self.passage.lines[mention.line].layout
        phrase = layout.phrases[mention.phrase]
        return layout.words[phrase.first].start, layout.words[phrase.last - 1].end


def set_scene(text: str, sentences: Sequence[Stretch]) -> Scene:
    """Lay a text out and link what is in it."""
    passage = Passage(text, sentences)
    mentions = tuple(find_mentions(text, line, n) for n, line in enumerate(passage.lines))
    credits = tuple(find_credits(passage, n, found) for n, found in enumerate(mentions))
    reference = Reference(passage, mentions, credits)
    return Scene(passage, mentions, credits, reference, find_speech(passage, mentions, credits, reference))

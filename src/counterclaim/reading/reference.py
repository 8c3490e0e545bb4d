"""What pronouns, role nouns and short names stand for inside a report. One answer or none: a doubt is said, never decided."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.cast import Figure, distinct
from counterclaim.reading.credits import Credit
from counterclaim.reading.definites import ROLE_REACH, resolve_definite
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.holders import find_holder
from counterclaim.reading.naming import fold, known_names
from counterclaim.reading.passage import Passage
from counterclaim.reading.pronouns import resolve_pair, resolve_pronoun
from counterclaim.reading.stage import NOBODY, Answer, Stage
from counterclaim.records.statement import StandsFor
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_words

_GOVERNMENTS = load_words("reference", "governments")


class Reference:
    """The mentions of one report linked to what they stand for; built once, sentence by sentence."""

    def __init__(
        self, passage: Passage, mentions: Sequence[Sequence[Mention]], credits: Sequence[Sequence[Credit]]
    ) -> None:
        self._stage = Stage(passage, credits)
        self._links: dict[tuple[int, int], StandsFor] = {}
        for line, found in enumerate(mentions):
            self._read(found, {c.phrase: c for c in credits[line] if c.has_speaker})
        self._places = sorted(self._links)

    def within(self, span: Span) -> tuple[StandsFor, ...]:
        """Give what the mentions inside a span stand for, in text order; first and full mentions stand for themselves."""
        first, last = bisect_left(self._places, (span.start, 0)), bisect_left(self._places, (span.end, 0))
        return tuple(self._links[place] for place in self._places[first:last] if place[1] <= span.end)

    def figure_of(self, mention: Mention) -> Figure | None:
        """Give the figure that a mention belongs to, None where that is not known."""
        return self._stage.figures.get((mention.start, mention.end))

    def speaker(self, credit: Credit) -> Figure | None:
        """Give the figure that a credit names, None where that is not known or two speak."""
        return self._stage.speaker(credit)

    def _read(self, mentions: Sequence[Mention], speaking: dict[int, Credit]) -> None:
        """Read one sentence: names first, since "her lawyer, X" is X, then the rest from left to right."""
        named: dict[int, Figure] = {}
        for at, mention in enumerate(mentions):
            if mention.form is Form.NAME and not self._is_bracketed(mention):
                named[at] = self._read_name(mention, mentions[:at])
        for at, mention in enumerate(mentions):
            if at in named:
                continue
            if mention.form is Form.NAME:
                self._read_short_form(mention, mentions[:at])
            elif mention.same_as in named:
                self._stage.keep(mention, self._stage.cast.add(mention, named[mention.same_as]))
            else:
                credit = speaking.get(mention.phrase) if mention.phrase >= 0 else None
                self._read_other(
                    _as_speaker(mention) if credit and mention.nature == "thing" else mention, credit, mentions[:at]
                )

    def _is_bracketed(self, mention: Mention) -> bool:
        return mention.text.isupper() and self._stage.passage.text[max(0, mention.start - 1) : mention.start] == "("

    def _read_short_form(self, mention: Mention, before: Sequence[Mention]) -> None:
        """Let the letters in "The Free Press Union (FPU)" stand for the body named before the bracket, else for a new one."""
        for other in reversed(before[-3:]):
            words = self._stage.passage.text[other.start : mention.start - 1].replace("-", " ").split()
            figure = self.figure_of(other)
            if figure and "".join(w[0] for w in words if w[0].isupper() and w != "The") == mention.text:
                self._stage.cast.alias(mention.text.casefold(), figure)
                self._stage.keep(mention, figure)
                return
        self._read_name(mention, before)

    def _read_name(self, mention: Mention, before: Sequence[Mention]) -> Figure:
        stage = self._stage
        found = stage.cast.named(mention)
        if not found and (holder := find_holder(stage, mention, before)):
            holder.office = holder.fullest(mention.start)
            found = [holder]
        is_seat = mention.known is not None and mention.known.kind == "seat"
        if is_seat:
            found = (
                [f for f in found if f.nature == "place"]
                if mention.nature == "place"
                else found or self._governments(mention)
            )
        if len(found) > 1:
            narrowed = [f for f in found if mention.roles & f.roles or f.names == mention.names]
            found = narrowed if len(narrowed) == 1 else found
        only = found[0] if len(found) == 1 else None
        if only and mention.article == "the" and only.nature != "person" and stage.is_elsewhere(mention, only, before):
            self._doubt(mention, f"“{mention.text}” of another place may be meant")
            only, found = None, []
        full = self._antecedent(mention, only) if only else None
        figure = stage.cast.add(mention, only)
        stage.keep(mention, figure)
        if len(found) > 1:
            self._doubt(mention, f"more than one “{mention.text}” in this report")
        elif full:
            self._stand(mention, full)
        return figure

    def _antecedent(self, mention: Mention, figure: Figure) -> Mention | None:
        """Give the fuller name that a name stands for; a country needs none, its seat and its people stand for it."""
        kind = mention.known.kind if mention.known else ""
        if kind in ("country", "seat", "nationals"):
            country = figure.as_country(mention.start) if kind != "country" else None
            full = figure.fullest(mention.start)
            return country or (full if kind == "seat" and full and full.form is Form.NOUN else None)
        full = figure.fullest(mention.start)
        if full is None or full.text == mention.text or full.names == mention.names:
            return None
        return full if full.form is Form.NOUN or len(full.names) >= len(mention.names) else None

    def _governments(self, mention: Mention) -> list[Figure]:
        """Give "the Sudanese government" for the name of its seat."""
        key = mention.known.key if mention.known else ""
        lately = (f for _, f in self._stage.cast.lately(mention.line, within=ROLE_REACH) if f.roles & _GOVERNMENTS)
        return distinct(
            f for f in lately if any((k := known_names().get(fold(m))) and k.key == key for m in sorted(f.marks))
        )

    def _read_other(self, mention: Mention, credit: Credit | None, before: Sequence[Mention]) -> None:
        figure, why = self._resolve(mention, credit, before)
        if figure is None:
            if why:
                self._doubt(mention, why)
            if mention.form is not Form.PRONOUN:
                self._stage.keep(mention, self._stage.cast.add(mention))
            return
        full = figure.fullest(mention.start)
        if full and full.start != mention.start:
            self._stand(mention, full)
        self._stage.keep(mention, self._stage.cast.add(mention, figure))

    def _resolve(self, mention: Mention, credit: Credit | None, before: Sequence[Mention]) -> Answer:
        if mention.form is Form.PRONOUN:
            return resolve_pronoun(self._stage, mention, credit)
        if mention.nature == "pair" or (
            mention.article == "the" and "two" in mention.marks and mention.nature == "people"
        ):
            return resolve_pair(self._stage, mention)
        if mention.article not in ("the", "this", ""):
            return NOBODY
        return resolve_definite(self._stage, mention, credit, before)

    def _doubt(self, mention: Mention, why: str) -> None:
        span = self._stage.passage.span(mention.start, mention.end)
        self._links[mention.start, mention.end] = StandsFor(span, None, why)

    def _stand(self, mention: Mention, full: Mention) -> None:
        span = self._stage.passage.span(mention.start, mention.end)
        antecedent = self._stage.passage.span(full.start, max(full.end, full.full_end))
        self._links[mention.start, mention.end] = StandsFor(span, antecedent)


def _as_speaker(mention: Mention) -> Mention:
    """Let a noun that no table knows be people or a body where it speaks ("the organisers said")."""
    return replace(mention, nature="people" if mention.number == "p" else "body")

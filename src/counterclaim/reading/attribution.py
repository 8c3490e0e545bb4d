"""Who speaks: what the sentence says, and what an earlier sentence carries on. A doubtful speaker is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.reading.credits import Credit, find_credits
from counterclaim.reading.mentions import Mention, find_mentions
from counterclaim.reading.passage import Passage
from counterclaim.reading.reference import Reference
from counterclaim.reading.speech import Speech, find_speech, is_whole
from counterclaim.reading.tokens import Stretch
from counterclaim.records.statement import WORDS, Attribution, Statement, Voice
from counterclaim.records.text import Report, Span
from counterclaim.tables.cues import load_cues


@dataclass(frozen=True, slots=True)
class Scene:
    """A report laid out, with who is mentioned, who is credited, what stands for what, and who speaks in each quote."""

    passage: Passage
    mentions: tuple[tuple[Mention, ...], ...]
    credits: tuple[tuple[Credit, ...], ...]
    reference: Reference
    speech: tuple[Speech | None, ...]


def set_scene(text: str, sentences: Sequence[Stretch]) -> Scene:
    """Read a text once for all rules."""
    passage = Passage(text, sentences)
    mentions = tuple(find_mentions(text, line, n) for n, line in enumerate(passage.lines))
    credits = tuple(find_credits(passage, n, found) for n, found in enumerate(mentions))
    reference = Reference(passage, mentions, credits)
    return Scene(passage, mentions, credits, reference, find_speech(passage, mentions, credits, reference))


def attribute(report: Report, sentences: Sequence[Stretch], statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give the statements with their attribution completed from the sentences around them."""
    if not statements:
        return ()
    scene = set_scene(report.text, sentences)
    return tuple(_complete(scene, statement) for statement in statements)


def _complete(scene: Scene, statement: Statement) -> Statement:
    source = _source(scene, statement)
    context = ()
    if source.carried and source.speaker:
        context = (source.speaker,)
    spans = [s for s in (source.speaker, *source.chain, *statement.actor, *statement.object) if s]
    links = {link.mention: link for span in spans for link in scene.reference.within(span)}
    return replace(
        statement, source=source, context=(*statement.context, *context), stands_for=tuple(links[m] for m in sorted(links))
    )  # fmt: skip


def _source(scene: Scene, statement: Statement) -> Attribution:
    own = statement.source
    if own.speaker:
        return own
    passage = scene.passage
    at = statement.trigger.start
    number = passage.line_at(at)
    if number < 0:
        return own
    if statement.kind in WORDS and any(c.cue_start < statement.trigger.end and at < c.cue_end for c in scene.credits[number]):
        return own
    quote = passage.quote_at(at)
    governing = [c for c in scene.credits[number] if c.quote == quote and _governs(c, statement.trigger)]
    if quote >= 0:
        governing += [c for c in scene.credits[number] if c.quote < 0 and _governs(c, statement.trigger)]
    governing.sort(key=_depth)
    if governing:
        return _credited(scene, governing)
    if quote >= 0:
        speech = scene.speech[quote]
        if speech and is_whole(passage, passage.outer_quotes[quote]):
            speaker = passage.span(speech.start, speech.end)
            cue = passage.span(speech.credit.cue_start, speech.credit.cue_end) if speech.credit else None
            return Attribution(Voice.SPEAKER, speaker, cue, carried=speech.line != number)
        return own
    return own


def _governs(credit: Credit, trigger: Span) -> bool:
    return any(a <= trigger.start < b for a, b in credit.covers) and not credit.start <= trigger.start < max(credit.end, credit.cue_end)


def _depth(credit: Credit) -> tuple[int, int]:
    """Order credits from the innermost outward: a source cited, who speaks before, who trails, who is named first."""
    if credit.verb == "cite":
        return 0, credit.cue_start
    if credit.verb == "quote by":
        return 4, credit.cue_start
    leads = bool(credit.covers) and credit.covers[0][0] >= credit.cue_end
    if credit.verb == "according" and leads:
        return 3, credit.cue_start
    return (1, -credit.cue_start) if leads else (2, credit.cue_start)


def _credited(scene: Scene, governing: Sequence[Credit]) -> Attribution:
    passage = scene.passage
    speaking = [c for c in governing if c.has_speaker]
    first = governing[0]
    cue = passage.span(first.cue_start, first.cue_end)
    if not first.has_speaker:
        before = _last_speaker(scene, first.line)
        if before is None:
            return Attribution(Voice.HEARSAY, None, cue)
        return Attribution(Voice.SPEAKER, passage.span(before.start, before.end), cue, carried=True)
    chain = tuple(passage.span(c.start, c.end) for c in speaking[1:])
    return Attribution(Voice.SPEAKER, passage.span(first.start, first.end), cue, chain=chain)


def _last_speaker(scene: Scene, line: int) -> Credit | None:
    """Give the one credit of the sentence before, None where there is none or several speak."""
    if not line:
        return None
    found = [c for c in scene.credits[line - 1] if c.has_speaker and c.quote < 0]
    return found[0] if len(found) == 1 else None


__all__ = ["attribute", "load_cues", "set_scene"]

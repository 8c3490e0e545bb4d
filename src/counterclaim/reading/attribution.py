"""Statements completed by rules: who speaks and how they know, what stands for what, what is checked, covered, denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from counterclaim.reading.completing import complete_spans, complete_speaker
from counterclaim.reading.constraints import keep, leads_on, leave_one_death, settle, trim
from counterclaim.reading.denying import credit_denier, settle_denied
from counterclaim.reading.describing import Form
from counterclaim.reading.harmed import add_harmed
from counterclaim.reading.holding import settle_holder
from counterclaim.reading.scene import Scene, set_scene
from counterclaim.reading.sources import find_source, leave_out_denied
from counterclaim.reading.speakers import classify, find_basis
from counterclaim.reading.tokens import Stretch
from counterclaim.reading.wording import count_people, find_checks, find_denied, find_scope_words, find_verification
from counterclaim.records.statement import (
    FORCE,
    HARM,
    Attribution,
    Kind,
    SpeakerClass,
    StandsFor,
    Statement,
    Status,
    Voice,
)
from counterclaim.records.text import Report, Span
from counterclaim.tables.cues import load_cues, load_words

_ALONE = load_words("attribution", "alone")
_TOGETHER = load_words("attribution", "together")
# Characters of a sentence that are searched for how the speaker knows.
_NEAR = 600
# For whom "we" is the body that they speak for; a witness's "we" are people whom nobody named.
_SPEAKS_FOR_MANY = frozenset({SpeakerClass.NAMED_OFFICIAL, SpeakerClass.INSTITUTION, SpeakerClass.MONITOR})


def attribute(report: Report, sentences: Sequence[Stretch], statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give the statements of a report completed from its whole text, in order; those that are no event are left out.

    A doubtful speaker or antecedent is never filled in: the doubt stands in `stands_for` with its reason.
    """
    if not statements:
        return ()
    scene = set_scene(report.text, sentences)
    checks = find_checks(scene.passage)
    kept = leave_one_death([s for s in statements if keep(s, report.text)])
    kept = [s for s, after in zip_longest(kept, kept[1:]) if after is None or not leads_on(s, after, report.text)]
    settled = (complete_spans(settle(trim(s, report.text)), report.text) for s in kept)
    completed = [_complete(scene, checks, statement) for statement in settled]
    return tuple(_without_who_acts(statement, completed) for statement in completed)


def _without_who_acts(statement: Statement, told: Sequence[Statement]) -> Statement:
    """Leave out of those whom a threat is turned to who would carry it out: "Zenda would strike back, X warned"."""
    if statement.kind is not Kind.THREATEN or not statement.object:
        return statement
    acting = [
        a
        for other in told
        if other.evidence == statement.evidence and other.status is Status.IRREALIS and other.kind in HARM | FORCE
        for a in other.actor
    ]
    kept = tuple(o for o in statement.object if not any(a.start < o.end and o.start < a.end for a in acting))
    return statement if kept == statement.object else replace(statement, object=kept)


def _complete(scene: Scene, checks: dict[int, tuple[Span, bool]], statement: Statement) -> Statement:
    number = scene.passage.line_at(statement.trigger.start)
    statement = settle_denied(scene, add_harmed(scene, settle_holder(scene, statement)))
    statement, found = credit_denier(scene, statement, find_source(scene, statement))
    statement = leave_out_denied(scene, statement)
    source = _described(scene, statement, complete_speaker(found, scene.passage.text))
    spans = [s for s in (source.speaker, *source.chain, *statement.actor, *statement.object) if s]
    links = {link.mention: link for span in spans for link in scene.reference.within(span)}
    stands_for = tuple(_first_person(scene, source, links[m]) for m in sorted(links))
    context = _context(scene, statement, source, stands_for)
    told = replace(
        statement,
        source=replace(source, carried=source.carried or bool(context)),
        stands_for=stands_for,
        context=(*statement.context, *context),
        scope=find_scope_words(scene.passage, statement),
        counted=count_people(scene.mentions[number], statement) if number >= 0 else None,
    )
    return replace(
        told, denies=find_denied(scene.passage, told), verification=find_verification(scene.passage, checks, told)
    )  # fmt: skip


def _described(scene: Scene, statement: Statement, source: Attribution) -> Attribution:
    """Add the class of the speaker and the basis, as the sentence of the speaker and of the event tell them."""
    if source.voice is not Voice.SPEAKER or source.speaker is None:
        return source
    line = scene.passage.lines[max(0, scene.passage.line_at(source.speaker.start))]
    mention = scene.mention_in(source.speaker)
    figure = scene.reference.figure_of(mention) if mention else None
    clause = scene.passage.text[line.start : min(line.end, line.start + _NEAR)]
    told = scene.passage.text[max(statement.evidence.start, statement.trigger.start - _NEAR) : statement.evidence.end][
        : 2 * _NEAR
    ]
    found = classify(mention, figure, clause)
    verb = load_cues().say.get(source.cue.text.casefold().split()[-1], "") if source.cue else ""
    basis = find_basis(found, mention, verb, told)
    return replace(source, speaker_class=found, basis=basis)


def _first_person(scene: Scene, source: Attribution, link: StandsFor) -> StandsFor:
    """Let "I" stand for who speaks, and "we" for who speaks for a body."""
    low = link.mention.text.casefold()
    alone = low in _ALONE
    if (
        source.speaker is None
        or link.antecedent
        or not (alone or (low in _TOGETHER and source.speaker_class in _SPEAKS_FOR_MANY))
    ):
        return link
    if source.speaker == link.mention or scene.passage.quote_at(link.mention.start) < 0:
        return link
    told = [other for other in scene.reference.within(source.speaker) if other.mention.end == source.speaker.end]
    antecedent = told[-1].antecedent if told else source.speaker
    return StandsFor(link.mention, antecedent, "" if antecedent else told[-1].why)


def _context(
    scene: Scene, statement: Statement, source: Attribution, stands_for: Sequence[StandsFor]
) -> tuple[Span, ...]:  # fmt: skip
    """Give the spans outside the sentence that the attribution rests on: the speaker, or what "he" stands for."""
    speaker = source.speaker
    if speaker is None:
        return ()
    found = [] if statement.evidence.start <= speaker.start < statement.evidence.end else [speaker]
    for link in stands_for:
        inside = speaker.start <= link.mention.start and link.mention.end <= speaker.end
        mention = scene.mention_in(link.mention)
        if (
            inside
            and link.antecedent
            and mention
            and mention.form is not Form.NAME
            and link.antecedent.end <= statement.evidence.start
        ):
            found.append(link.antecedent)
    return tuple(sorted(set(found)))

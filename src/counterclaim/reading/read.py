"""Reading: a report becomes statements. The network finds words; rules say who speaks, how far it reaches, what it denies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.reading.attribution import attribute
from counterclaim.reading.constraints import (
    add_plain,
    breaks_off,
    converses,
    declares_war,
    only_owns_attack,
    shoots_down,
    tells_of_life,
    whole_number,
)
from counterclaim.reading.decode import (
    RoleSpan,
    Traits,
    Trigger,
    calibrate,
    find_roles,
    find_traits,
    find_triggers,
    keep_likeliest,
)
from counterclaim.reading.encoder import Encoder
from counterclaim.reading.framing import frame
from counterclaim.reading.front import furniture
from counterclaim.reading.labels import KINDS, ROLES, STATUSES
from counterclaim.reading.neutral import neutralise
from counterclaim.reading.tokens import LONGEST_SENTENCE, Stretch, split_sentences, split_words
from counterclaim.reading.windows import pack
from counterclaim.records.statement import Attribution, Kind, Statement, Status, Voice
from counterclaim.records.text import Report, Span
from counterclaim.tables.nations import nations

# The role layers run once for each trigger. Sentences of news name a dozen events at the very most; a text made of
# trigger words must not take hours.
MOST_TRIGGERS = 16
_WOUNDED = frozenset(("wounded", "wounding", "injured", "injuring", "hurt"))
"""Triggers that never tell a death, whatever the network takes them for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of one that is too long to be read at once, with its words."""

    whole: Stretch
    words: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the network found for one trigger."""

    trigger: Trigger
    roles: Sequence[RoleSpan]
    traits: Traits


def read(report: Report, encoder: Encoder) -> tuple[Statement, ...]:
    """Give the statements of a report in text order; furniture (credits, calls to follow) is not read."""
    sentences = _sentences(report)
    statements: list[Statement] = []
    for window in pack([len(s.words) for s in sentences]):
        group = sentences[window.since : window.until]
        words = [report.text[w.start : w.end] for s in group for w in s.words]
        encoded = encoder.encode(neutralise(words, nations()))
        offset = 0
        for n, sentence in enumerate(group):
            size = len(sentence.words)
            if n >= window.at - window.since:
                scores = encoded.trigger_scores[offset : offset + size]
                found = find_triggers(scores, lean=encoder.lean)
                own = words[offset : offset + size]
                triggers = keep_likeliest(add_plain(found, own), MOST_TRIGGERS)
                if triggers:
                    roles, traits = encoded.roles(offset, offset + size, triggers)
                    for i, trigger in enumerate(triggers):
                        event = Found(trigger, find_roles(roles[i]), find_traits(traits[i]))
                        statements.append(_statement(report, sentence, event, encoder))
            offset += size
    return tuple(frame(_recast(s, report.text)) for s in attribute(report, [s.whole for s in sentences], statements))


def _recast(statement: Statement, text: str) -> Statement:
    """Give a declared war as the threat that it is, made by whoever declares it, one party's call with another as talks,
    "two were shot down" as destruction, "found alive" as no killing, and a toll without whoever only claims its attack."""
    if only_owns_attack(statement, text):
        return replace(statement, actor=(), source=Attribution())
    if tells_of_life(statement):
        return replace(statement, status=Status.NEGATED)
    if shoots_down(statement):
        return _turn_into(Kind.DESTROY, statement)
    if statement.kind is Kind.KILL and statement.trigger.text.casefold() in _WOUNDED:
        return _turn_into(Kind.INJURE, statement)
    if converses(statement):
        return _turn_into(Kind.CONSULT, statement)
    speaker, cue = statement.source.speaker, statement.source.cue
    if not (statement.kind is Kind.FIGHT and speaker and cue and declares_war(cue, statement.trigger, text)):
        return statement
    return replace(_turn_into(Kind.THREATEN, statement), actor=(speaker,), source=Attribution())


def _turn_into(kind: Kind, statement: Statement) -> Statement:
    return replace(statement, id=_name(statement.report_id, statement.trigger, kind), kind=kind)


def _name(report_id: str, trigger: Span, kind: Kind) -> str:
    return hashlib.sha256(f"{report_id}|{trigger.start}|{trigger.end}|{kind}".encode()).hexdigest()[:24]


def _sentences(report: Report) -> list[Sentence]:
    skipped = furniture(report)
    found = []
    for stretch in _stretches(report):
        words = [
            word
            for word in split_words(report.text, stretch.start, stretch.end)
            if not any(f.start < word.end and word.start < f.end for f in skipped)
        ]
        if not words:
            continue
        whole = Stretch(words[0].start, words[-1].end)
        for at in range(0, len(words), LONGEST_SENTENCE):
            found.append(Sentence(whole, tuple(words[at : at + LONGEST_SENTENCE])))
    return found


def _stretches(report: Report) -> Iterator[Stretch]:
    """Give the sentences; a headline is cut behind each semicolon, since one side tells nothing of the other."""
    headline = report.text.find(report.title) + len(report.title) if report.title else 0
    for stretch in split_sentences(report.text):
        inner = report.text[stretch.start : stretch.end] if stretch.end <= headline else ""
        cuts = [stretch.start + at + 1 for at, mark in enumerate(inner) if mark == ";"]
        for since, until in pairwise([stretch.start, *cuts, stretch.end]):
            yield Stretch(since, until)


def _span(report: Report, start: int, end: int) -> Span:
    return Span(start, end, report.text[start:end])


def _statement(report: Report, sentence: Sentence, found: Found, encoder: Encoder) -> Statement:
    trigger, traits = found.trigger, found.traits

    def words(start: int, end: int) -> Span:
        return _span(report, sentence.words[start].start, sentence.words[end - 1].end)

    by_role: dict[str, list[RoleSpan]] = {name: [] for name in ROLES}
    for span in found.roles:
        by_role[ROLES[span.role]].append(span)

    def every(role: str) -> tuple[Span, ...]:
        spans = (words(s.start, s.end) for s in by_role[role])
        return tuple(s for s in spans if not breaks_off(s, report.text))

    def best(role: str) -> Span | None:
        found = max(by_role[role], key=lambda s: (s.probability, -s.start), default=None)
        return words(found.start, found.end) if found else None

    kind = Kind(KINDS[trigger.kind])
    at = words(trigger.start, trigger.end)
    speaker, cue, via = best("speaker"), best("cue"), best("via")
    voice = Voice.SPEAKER if speaker else Voice.HEARSAY if cue else Voice.REPORT
    return Statement(
        id=_name(report.id, at, kind),
        report_id=report.id,
        kind=kind,
        status=Status(STATUSES[traits.status]),
        confidence=calibrate(trigger.probability, encoder.calibration),
        evidence=_span(report, sentence.whole.start, sentence.whole.end),
        trigger=at,
        actor=every("actor"),
        object=every("object"),
        amounts=tuple(dict.fromkeys(whole_number(s, report.text) for s in every("amount"))),
        place=every("place"),
        time=every("time"),
        means=every("means"),
        source=Attribution(voice, speaker, cue, via),
        cumulative=traits.cumulative,
        violent=traits.violent,
        reader=encoder.version,
    )

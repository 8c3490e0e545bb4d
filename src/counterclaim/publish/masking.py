"""Names of private persons, found in claims and withheld from everything that is shown; role and town stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.publish.names import (
    BODIES,
    LONGEST_NAME_WORDS,
    OFFICES,
    PARTICLES,
    ROLES,
    WORD,
    Names,
    Words,
    find_names,
    split_words,
)
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import HARM, Kind, SpeakerClass
from counterclaim.records.world import ActorMention

WITHHELD = "[name withheld]"

# How far beside a speaker's mention the words that introduce the person are looked for.
_REACH = 90
_LONGEST = 2000
_BESIDE_AFTER = re.compile(r", ([^,.;:]{2,80}?)(?:[,.]| who\b| whose\b| said\b| told\b)")
_BESIDE_BEFORE = re.compile(r"(?:^|[,.;:“] ?)([^,.;:“]{2,80}), $")
# Somebody whom a sentence introduces: "Anna Osk, a teacher who lost two sons, …".
_INTRODUCED = re.compile(
    r"((?:[A-Z][\w'’-]* ){0,3}[A-Z][\w'’-]*), (?:\d{1,3}, )?(?:a|an|the|one of the) ([a-z][^,.;:“”\n]{2,60})"
)
_PERSON_KINDS = (HARM - {Kind.DESTROY, Kind.SEIZE, Kind.NEED}) | {Kind.ACCUSE}


@dataclass(frozen=True, slots=True)
class Masks:
    """Which names are withheld: full names in every report, single words of them only in reports that name the person.

    `kept` are names of offices, parties and places; where one of them stands, nothing of it is withheld.
    """

    full: Names = field(default_factory=Names)
    single: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: Names = field(default_factory=Names)

    def find(self, text: str, report_id: str | None = None) -> tuple[tuple[int, int], ...]:
        """Give the half-open stretches of `text` that name a private person, in order, never overlapping."""
        words = [word.casefold() for word in WORD.findall(text)]
        single = self.single.get(report_id or "", frozenset())
        # Most texts name nobody, and every text of every page comes here.
        if self.full.lengths.keys().isdisjoint(words) and single.isdisjoint(words):
            return ()
        stretches = [(m.start(), m.end()) for m in WORD.finditer(text)]
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            start = stretches[at][0]
            hidden = self.full.match(words, at) or int(text[start].isupper() and words[at] in single)
            kept = self.kept.match(words, at)
            if hidden > kept:
                found.append((start, stretches[at + hidden - 1][1]))
            at += max(hidden, kept, 1)
        return tuple(found)

    def hide(self, text: str, report_id: str | None = None) -> str:
        """Give the text with each private name replaced by "[name withheld]"."""
        parts: list[str] = []
        at = 0
        for start, end in self.find(text, report_id):
            parts += [text[at:start], WITHHELD]
            at = end
        return "".join(parts) + text[at:]


NO_MASKS = Masks()


def find_private_names(claims: Iterable[Claim]) -> Masks:
    """Collect the names of witnesses, victims, detainees and accused without office, and of whom a sentence introduces by a
    private role ("Anna Osk, a teacher, …").

    A speaker is private where `claimant.is_private_person` says so or the speaker is a witness; a harmed, held or
    accused person where the mention was resolved to no party and reads as a person's name without an office. In doubt
    a name is withheld, but no party's name, wherever it stands ("of the girls held by the Red Front, Mr Osk said"),
    and no single word of one ("Dr Congo").
    """
    full: set[Words] = set()
    kept: set[Words] = set()
    single: dict[str, set[str]] = {}
    parties: set[Words] = set()
    for claim in claims:
        parties.update(split_words(m.actor.name) for m in (*claim.actor, *claim.object) if m.actor)
        kept |= {split_words(words)[:LONGEST_NAME_WORDS] for words in _public_words(claim)}
        for name in _private_names(claim):
            if len(name) > 1:
                full.add(name)
            single.setdefault(claim.statement.report_id, set()).update(
                w for w in name if len(w) > 2 and w not in PARTICLES
            )
    full -= parties
    public = {word for party in parties for word in party}
    return Masks(
        Names.of(full),
        {report: frozenset(words - public) for report, words in sorted(single.items())},
        Names.of(kept - full),
    )


def is_told_by_private_person(claim: Claim) -> bool:
    """Tell whether the speaker is a person without office.

    The claimant says so, the speaker is a witness, or a speaker whom no table knows is introduced by a private role.
    """
    if claim.claimant.is_private_person or claim.statement.source.speaker_class is SpeakerClass.WITNESS:
        return True
    if claim.claimant.basis is not ClaimantBasis.SPEAKER or claim.claimant.actor:
        return False
    words = {word for part in _introduction(claim) for word in split_words(part)}
    return bool(words & ROLES) and not words & (OFFICES | BODIES)


def find_role(claim: Claim) -> str:
    """Give the private role by which a speaker is introduced ("teacher"), empty where the sentence tells none."""
    words = (word for part in _introduction(claim) for word in split_words(part))
    return next((word for word in words if word in ROLES), "")


def _introduction(claim: Claim) -> tuple[str, ...]:
    """Give the words that name a speaker: the mention with all that stands before "said", or with the capitalised words
    it runs on into, and what stands beside it between commas ("a teacher, Anna Osk, said").
    """
    speaker, evidence = claim.statement.source.speaker, claim.statement.evidence
    if speaker is None:
        return ()
    start, end = speaker.start - evidence.start, speaker.end - evidence.start
    if evidence.text[start:end] != speaker.text or start < 0:
        return (speaker.text,)
    for word in WORD.finditer(evidence.text, end, end + _REACH):
        if evidence.text[end : word.start()] != " " or not word.group()[0].isupper():
            break
        end = word.end()
    cue = claim.statement.source.cue
    until_cue = cue.start - evidence.start if cue else end
    if end < until_cue <= end + _REACH:
        return (evidence.text[start:until_cue], *_find_before(evidence.text, start))
    after = _BESIDE_AFTER.match(evidence.text, end, end + _REACH)
    return (evidence.text[start:end], *((after.group(1),) if after else ()), *_find_before(evidence.text, start))


def _find_before(text: str, start: int) -> tuple[str, ...]:
    found = _BESIDE_BEFORE.search(text[max(start - _REACH, 0) : start])
    return (found.group(1),) if found else ()


def _private_names(claim: Claim) -> Iterable[Words]:
    for name, introduction in _INTRODUCED.findall(claim.statement.evidence.text[:_LONGEST]):
        words = set(split_words(introduction))
        if words & ROLES and not words & (OFFICES | BODIES):
            yield from find_names(name)
    if is_told_by_private_person(claim):
        told = [claim.speaker.span.text] if claim.speaker else []
        told += [claim.claimant.name] if claim.claimant.is_private_person else []
        for text in (*told, *_introduction(claim)):
            yield from find_names(text)
    if claim.statement.kind in _PERSON_KINDS:
        for mention in claim.object:
            yield from (name for name in _find_persons(mention) if len(name) > 1 or _has_role(name, mention))
        for mention in claim.actor:
            # An armed group that the tables do not know has two capitals as well; only a role tells a person from it.
            yield from (name for name in _find_persons(mention) if _has_role(name, mention))


def _find_persons(mention: ActorMention) -> tuple[Words, ...]:
    words = set(split_words(mention.span.text))
    return () if mention.actor or words & (OFFICES | BODIES) else find_names(mention.span.text)


def _has_role(name: Words, mention: ActorMention) -> bool:
    """Tell whether a role in small letters or a title stands before the name: "teacher Rudolf", "Mr Rudolf"."""
    text = mention.span.text
    before = WORD.findall(text[: max(text.casefold().find(name[0]), 0)])
    return bool(before) and (before[-1].islower() or before[-1].casefold() in ROLES)


def _public_words(claim: Claim) -> Iterable[str]:
    speaker = (claim.speaker,) if claim.speaker and not is_told_by_private_person(claim) else ()
    for mention in (*claim.actor, *claim.object, *claim.chain, *speaker):
        if mention.actor:
            yield mention.actor.name
            yield mention.span.text
    for at in claim.place:
        yield at.span.text
        if at.place:
            yield at.place.name

"""Who the people counted are said to be and to which party they belong: told or plain from the sentence, else a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.normalise.actors import Actors, Resolved, Role
from counterclaim.normalise.lexicon import has_role, role_words
from counterclaim.records.claim import Claimant, Gap, VictimStatus, VictimValue
from counterclaim.records.statement import Kind, Statement
from counterclaim.records.text import Span
from counterclaim.records.world import Actor

PEOPLE_KINDS = frozenset({Kind.KILL, Kind.INJURE, Kind.CAPTURE, Kind.MISSING, Kind.RELEASE, Kind.DISPLACE, Kind.NEED})
_OWN = frozenset({"its", "their", "our", "his", "her"})
# Whose losses a number is: "put Moscow's own losses at | 12 soldiers", "raised its death toll to | 12 soldiers".
_LOSSES_OF = re.compile(
    r"(?:\b(?P<own>its|their|our)|(?P<name>\b(?:[A-Z][\w-]*\s+){0,4}[A-Z][\w-]*)(?:['’]s?)?)\s+(?:(?:own|combat|military|army"
    r"|battlefield|total|overall)\s+){0,3}(?:loss(?:es)?|casualties|dead|fatalities|death toll)"
    r"\s+(?:(?:so|far|in|the|fighting|now|stood|stand|were|was|had|reached|risen|rose|amounted|amount|came|added|up)\s+){0,4}(?:at|to|as|were|was|reached|totall?ed)\s+$"
)
# Who lost them, as the subject: "Moscow has lost | 900 soldiers", "the army lost | two men", "said it had lost | two men".
_LOST_BY = re.compile(
    r"\b(?:(?P<own>it|they|we|he|she)|(?P<name>(?:the|its|their|our)\s+[a-z][\w-]*(?:\s+(?:forces|army|troops|fighters))?"
    r"|(?:[Tt]he\s+)?(?:[A-Z][\w-]*(?:['’]s)?\s+){0,3}[A-Z][\w-]*(?:['’]s)?"
    r"(?:\s+(?:army|military|forces|troops|fighters|side|rebels|militia|regime|government))?))"
    r"\s+(?:(?:has|have|had|was|were|is|are|may|might|could|would|also|already|recently|since|now|admittedly|reportedly)\s+){0,4}"
    r"(?:lost|loses?|losing)\s+(?:(?:up|to|at|least|more|than|over|about|some|around|nearly|almost|an|estimated)\s+){0,3}$"
)
_HAVING_LOST = re.compile(r"\b(?:having|to have|the) (?:lost|loss of)\s+$")
_OWN_NATIONALS = re.compile(
    r"\b(?:its|their|our)\s+(?:own\s+)?(?:citizens?|nationals?|countrymen|compatriots|people)\b", re.IGNORECASE
)
_ON_OWN_SIDE = re.compile(r"(?:\s+\w+){0,3}\s+(?:on|from)\s+(?:its|their|our)\s+(?:own\s+)?side\b", re.IGNORECASE)
_ARMED = frozenset({"MIL", "REB", "UAF", "PARA"})
_BEFORE_VICTIMS = 160
# Later classes are looked up only where no earlier one is found in the same part of the phrase.
_CLASSES = (
    ("civilian", VictimValue.CIVILIAN),
    ("police", VictimValue.POLICE),
    ("fighter", VictimValue.COMBATANT),
    ("soldier", VictimValue.COMBATANT),
    ("official", VictimValue.OFFICIAL),
)


def find_status(statement: Statement, claimant: Claimant, actors: Actors) -> VictimStatus | None:
    """Give the status that the victim phrase tells, as `claimant`'s word; UNKNOWN where it tells none or several.

    None where the statement counts no people or has no victim phrase. "Militants" are combatants according to
    whoever says so; women and children are not thereby civilians.
    """
    if statement.kind not in PEOPLE_KINDS or not statement.object:
        return None
    found: list[VictimValue] = []
    for span in _counted_first(statement):
        for value in _values(span, actors):
            if value not in found:
                found.append(value)
    if set(found) == {VictimValue.COMBATANT, VictimValue.OFFICIAL}:
        found = [VictimValue.COMBATANT]
    return VictimStatus(found[0] if len(found) == 1 else VictimValue.UNKNOWN, claimant.name)


def find_side(
    statement: Statement,
    objects: Sequence[Resolved],
    acting: Sequence[Resolved],
    speaker: Resolved | None,
    actors: Actors,
) -> tuple[str | None, Gap | None]:
    """Give the party that the people counted belong to: told by their phrase, else plain from the sentence's parties.

    A side told by one part of the phrase holds for parts that tell none, unless it has a number of its own ("248 people, 98
    government soldiers"). Fighters of no named group belong to the only
    armed group that the sentence names besides speaker and actor; soldiers whom a party admits to have lost, or calls
    "its", are its own; "X's losses at 12 soldiers" and "X had lost 12 soldiers" are X's. Civilians belong to no side and
    leave no gap.
    """
    if statement.kind not in PEOPLE_KINDS | {Kind.DESTROY} or not statement.object:
        return None, None
    lost = _losses_of(statement, actors)
    if statement.kind is Kind.DESTROY and (lost is None or not lost["name"]):
        return None, None
    if lost is not None and lost["name"]:
        named = _one_side(actors.resolve(Span(lost.start("name"), lost.end("name"), lost["name"]), Role.ACTOR))
        return (
            (named, None)
            if named
            else (None, Gap("victim_side", f"no party is known by “{lost['name']}”, whose losses are counted"))
        )
    counted = [m for r in objects for m in r.mentions if m.actor is not None and not _counts_apart(m.span, statement)]
    told = {m.actor.side for m in counted if m.actor is not None and m.actor.side is not None}
    if len(told) == 1:
        return told.pop(), None
    if told:
        return None, Gap("victim_side", "the people counted belong to more than one side")
    values = {v for span in statement.object for v in _values(span, actors)}
    speaking = _one_side(speaker)
    if not values and speaking is not None and _loses_bare(statement, lost, speaker):
        return speaking, None
    if not values & {VictimValue.COMBATANT, VictimValue.POLICE}:
        return (speaking, None) if speaking is not None and _are_own_people(statement, actors) else (None, None)
    doing = {m.actor.side for r in acting for m in r.mentions if m.actor and m.actor.side}
    if lost is not None or _are_own(statement, actors) or _are_admitted(statement, actors):
        if speaking is not None and speaking not in doing:
            return speaking, None
        return None, Gap("victim_side", "the sentence does not make plain whose own people are counted")
    if _has_role(statement.object, "fighter", actors):
        others = _groups_beside(statement, speaking, doing, actors)
        if len(others) == 1:
            return others[0].side, None
    return None, Gap("victim_side", "the report does not tell to which party the people counted belong")


def _counted_first(statement: Statement) -> list[Span]:
    """Give the victim phrases up to a further number: of "seven civilians and five soldiers" the seven are told of."""
    further = sorted(amount.start for amount in statement.amounts)[1:]
    phrases = []
    for span in statement.object:
        if not _counts_apart(span, statement):
            end = next((at for at in further if span.start < at < span.end), span.end)
            phrases.append(Span(span.start, end, span.text[: end - span.start]))
    return phrases


def _counts_apart(span: Span, statement: Statement) -> bool:
    """Whether a phrase belongs to a further amount of the statement ("847 militants, | 163 soldiers | and policemen")."""
    before = [amount for amount in statement.amounts if amount.start < span.end]
    return len(before) > 1 and not span.start <= before[0].start


def _one_side(resolved: Resolved | None) -> str | None:
    sides = {m.actor.side for m in resolved.mentions if m.actor} if resolved else set()
    return sides.pop() if len(sides) == 1 else None


def _groups_beside(statement: Statement, speaking: str | None, doing: set[str], actors: Actors) -> list[Actor]:
    first, last = actors.text.find_words(statement.evidence)
    # "The Front-linked band Zenda said it killed 40 rebels": what its own words name is not whom it killed.
    named = [span for span in (statement.source.speaker, *statement.actor) if span is not None]
    own = {a.side for span in named for a in actors.surroundings.groups_in(*actors.text.find_words(span))}
    return [a for a in actors.surroundings.groups_in(first, last) if a.side not in doing | own | {speaking, None}]


def _losses_of(statement: Statement, actors: Actors) -> re.Match[str] | None:
    """Find whose losses the victim phrase counts, where the words just before it say so."""
    evidence, victims = statement.evidence, statement.object[0]
    start = max(evidence.start, victims.start - _BEFORE_VICTIMS)
    if start >= victims.start:
        return None
    text = actors.report.text
    return _LOSSES_OF.search(text, start, victims.start) or _LOST_BY.search(text, start, victims.start)


def _loses_bare(statement: Statement, lost: re.Match[str] | None, speaker: Resolved | None) -> bool:
    """Whether armed forces speak of a bare number of their own: "the army put its losses at | 12 killed", "having lost | 7"."""
    sectors = {m.actor.sector for m in speaker.mentions if m.actor} if speaker else set()
    if not sectors or not sectors <= _ARMED:
        return False
    if lost is not None:
        return lost["name"] is None
    before = statement.evidence.text[: max(0, statement.object[0].start - statement.evidence.start)]
    return bool(_HAVING_LOST.search(before[-40:]))


def _are_own(statement: Statement, actors: Actors) -> bool:
    return any(key in _OWN for span in statement.object for key in _keys(span, actors))


def _are_own_people(statement: Statement, actors: Actors) -> bool:
    """Whether a party counts people of its own: "46 of its citizens", "35 people on its side"."""
    if any(_OWN_NATIONALS.search(span.text) for span in statement.object):
        return True
    end = statement.trigger.end - statement.evidence.start
    return bool(_ON_OWN_SIDE.match(statement.evidence.text[max(0, end) :][:60]))


def _are_admitted(statement: Statement, actors: Actors) -> bool:
    cue = statement.source.cue
    return cue is not None and not statement.actor and any(key in role_words("admitting") for key in _keys(cue, actors))


def _keys(span: Span, actors: Actors) -> list[str]:
    first, last = actors.text.find_words(span)
    return [w.key for w in actors.text.words[first:last]]


def _values(span: Span, actors: Actors) -> list[VictimValue]:
    """Give the statuses that the parts of a victim phrase tell, each once; words after "including" tell of a part."""
    found: list[VictimValue] = []
    for part in _parts(_keys(span, actors)):
        for kind, value in _CLASSES:
            if has_role(part, kind):
                if value not in found:
                    found.append(value)
                break
        else:
            if has_role(part, "person") and VictimValue.UNKNOWN not in found:
                found.append(VictimValue.UNKNOWN)
    return found


def _parts(keys: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for key in keys:
        if key in ("including", "among"):
            break
        if key in ("and", "or"):
            parts.append([])
        else:
            parts[-1].append(key)
    return parts


def _has_role(spans: Sequence[Span], kind: str, actors: Actors) -> bool:
    return any(has_role(_keys(span, actors), kind) for span in spans)

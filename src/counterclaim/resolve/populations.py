"""Who is counted: a side's combatants, civilians, police, people not further told, or a part such as children."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.records.claim import Claim, Measure, Part, VictimValue
from counterclaim.records.statement import Kind
from counterclaim.records.world import Actor, ActorMention
from counterclaim.resolve.lexicon import (
    ARMED,
    BARE,
    CIVIL,
    GROUPS,
    NOBODY,
    OFFICIALS,
    PEOPLE,
    POLICE,
    REBELS,
    SOLDIERS,
    classify,
    find_words,
)

ARMED_SECTORS = frozenset({"MIL", "REB", "UAF", "SPY", "PARA"})
_STATUS_WORDS = (
    (VictimValue.CIVILIAN, CIVIL),
    (VictimValue.POLICE, POLICE),
    (VictimValue.COMBATANT, ARMED),
    (VictimValue.OFFICIAL, OFFICIALS),
)
SOME = "some of them"
"""The group of a part of which nothing is told but that it is one."""

GRAVELY = "people gravely"
"""The group of those gravely injured: a part of all who were."""

_GRAVELY = re.compile(
    r"\b(?:critical(?:ly)?|serious(?:ly)?|grave(?:ly)?|severe(?:ly)?|life-threatening)\b", re.IGNORECASE
)
_TAKERS = re.compile(r"\bhostage[- ]takers?\b", re.IGNORECASE)
_NEAR_WORDS = 40
_AID_WORKERS = re.compile(r"\baid[ -]workers?\b", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:out )?of (?:them|whom|(?:the|those|these|all)\s+(?:\w+\s+)?"
    r"(?:\d[\d,.]*|dead|killed|victims|wounded|injured|bodies|casualties|fatalities|deaths|slain))\b",
    re.IGNORECASE,
)
_HARMED = r"(?:dead|victims?|casualties|fatalities|deaths?|bodies|killed|slain|wounded|injured|missing)"
_AMONG = re.compile(
    r"\b(?:among|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) of)\s+(?:the|those|these)\s+(?:[^\W\d]+\s+){0,2}$",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|those|these)\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
_INCLUDE = re.compile(r"\s+(?:also\s+)?include[sd]?\b", re.IGNORECASE)
_ARMED_FORCES = re.compile(r"\b(?:armed forces|military personnel)\b", re.IGNORECASE)
_SECURITY_FORCES = re.compile(r"\bsecurity (?:forces?|personnel|officers?)\b", re.IGNORECASE)
SECURITY = "security forces"
"""The group of soldiers and police counted together."""

_OWN = re.compile(
    r"\b(?:(?:its|their|our) own (?:men|people|members|side|ranks|number)|our (?:men|brothers|comrades))\b",
    re.IGNORECASE,
)
_LOST = re.compile(r"(?:has |have |had )?(?:lost|loses?|losing)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?P<name>(?:[A-Z][\w-]*['’]?s?\s+)+)(?:(?:army|forces|troops|military|has|have|had|also|already|since|so|far)\s+)*$"
)
_ENEMY = re.compile(
    r"\b(?:enem(?:y|ies)|adversar(?:y|ies)|opponents?|other side|rebels|militants|terrorists|insurgents)\b(?:['’]s?)?\s+"
    r"(?:(?:army|forces|troops|side|has|have|had|also|already|since|so|far)\s+)*$",
    re.IGNORECASE,
)
_ANEW = re.compile(r"[;:]|\b(?:and|but|while)\s+(?:that|another|\d+)\b", re.IGNORECASE)
"""What is counted anew is no more of the part told before: "ten were women and that nine children had been taken"."""
_AND_MORE = re.compile(
    r",?\s+and\s+(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)", re.IGNORECASE
)
"""What has a number of its own is no more of a part: "20 women | and two children"."""
_ARE = re.compile(r"\b(?:were|was|are|is)\b", re.IGNORECASE)
_INSIDE = re.compile(
    r",\s*\w+ (?:of|among) (?:them|whom)\b|\b(?:including|includes|among (?:them|whom|those)|mostly|mainly|largely)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Population:
    """Whose losses a figure counts. `side` is None where the report does not tell; `group` is "" for all of them."""

    side: str | None
    status: VictimValue
    group: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The population as words that sort."""
        return (self.side or "", self.status.value, self.group)


def tell_population(claim: Claim) -> Population:
    """Give the people or things that a claim's own figure counts, by its resolved side and status, else by its words.

    Words after "including" count a part and are left to the parts. People called civilians by nobody stay unknown.
    """
    sides = {m.actor.side for m in leave_parts(claim) if m.actor}
    side = claim.victim_side or (sides.pop() if len(sides) == 1 else None)
    own = claim.claimant.side
    if side is None and not sides and {m.actor.side for m in claim.actor if m.actor} <= {own}:
        # "The army has lost 161 soldiers", "eight of its own men": its own.
        is_own = _LOST.fullmatch(claim.statement.trigger.text) or _calls_them_own(claim)
        side = own if is_own and not _names_loser(claim) else None
    if (
        side == own
        and claim.victim_side is None
        and _LOST.fullmatch(claim.statement.trigger.text)
        and _names_loser(claim)
    ):
        side = None
    if claim.quantity and claim.quantity.unit not in (None, "persons"):
        return Population(side, VictimValue.UNKNOWN)
    whole = ", ".join(m.span.text for m in leave_parts(claim))
    text = _INSIDE.split(whole)[0]
    some = _SOME.search(text)
    if some:
        return Population(side, *_read_some(claim, text[: some.start()]))
    is_whole = text == ", ".join(m.span.text for m in claim.object)
    told = claim.victim_status.value if claim.victim_status and is_whole else VictimValue.UNKNOWN
    status = (
        told if told in (VictimValue.CIVILIAN, VictimValue.POLICE, VictimValue.COMBATANT) else _read_status(text, told)
    )
    if status is VictimValue.UNKNOWN and side and _calls_them_own(claim) and _is_armed(claim.claimant.actor):
        status = VictimValue.COMBATANT
    words = find_words(text)
    bare = not any(word in PEOPLE or word in GROUPS for word in words)
    body = claim.claimant.actor if claim.victim_side and claim.victim_side == claim.claimant.side else None
    # "The army put its losses at 12 killed": who speaks of a bare number of its own counts its armed people.
    sectors = {m.actor.sector for m in claim.object if m.actor} or (
        {body.sector} if body and names_nobody_else(claim) else set()
    )
    if status is VictimValue.UNKNOWN and side and bare and sectors and sectors <= ARMED_SECTORS:
        status = VictimValue.COMBATANT
    group = _read_group(_cut_to_counted(claim, text))
    if not group and side is None and status in (VictimValue.UNKNOWN, VictimValue.CIVILIAN):
        group = _name_foreigners(claim)
    if not group and _tells_of_grave(claim):
        group = GRAVELY
    if not group and status is VictimValue.UNKNOWN and tells_of_some(claim):
        group = SOME
    return Population(side, status, group)


def _tells_of_grave(claim: Claim) -> bool:
    """Say whether those counted are the gravely among the injured: "critically injured", "have life-threatening injuries"."""
    trigger = claim.statement.trigger
    near = claim.statement.before[-_NEAR_WORDS:].rpartition(",")[2]
    is_bare = trigger.text.casefold() in ("injuries", "wounds", "condition")
    return claim.statement.kind is Kind.INJURE and bool(_GRAVELY.search(f"{near if is_bare else ''} {trigger.text}"))


def _name_foreigners(claim: Claim) -> str:
    """Give the nation of people of one nation who are counted in another's land ("two Britons" in Rome), else "".

    Where no land is told, a foreign ministry counts its own people abroad.
    """
    whole = leave_parts(claim)
    at = claim.quantity.span.start if claim.quantity else -1
    # "Two Britons, X and Y": the names say who the two are.
    counted = {m.actor for m in ([m for m in whole if m.span.start <= at < m.span.end] or whole)}
    nation = next(iter(counted)) if len(counted) == 1 else None
    if nation is None or nation.sector != "CVL":
        return ""
    lands = {m.place.country for m in claim.place if m.place and m.place.country}
    speaks = claim.claimant.actor
    is_ministry = speaks is not None and speaks.id.endswith(".mfa") and speaks.country == nation.country
    return nation.name if (nation.country not in lands if lands else is_ministry) else ""


def tells_of_some(claim: Claim) -> bool:
    """Say whether the counted are named as some of those harmed: "among the dead is a nurse", "the dead include 40 pilgrims"."""
    evidence, trigger, quantity = claim.statement.evidence, claim.statement.trigger, claim.quantity
    if not re.fullmatch(_HARMED, trigger.text, re.IGNORECASE):
        return False
    at = claim.statement.offset
    end = at + len(trigger.text)
    found = _AMONG.search(evidence.text, max(0, at - 60), at)
    if found is None and _INCLUDE.match(evidence.text, end):
        found = _THE.search(evidence.text, max(0, at - 60), at)
    if found is None:
        return False
    # "Nine were among the twelve dead": the twelve are counted.
    counted = quantity.span.start - evidence.start if quantity and quantity.written else -1
    return not re.match(r"(?:among|the|those|these)\b", found[0], re.IGNORECASE) or not found.start() < counted < at


def _names_loser(claim: Claim) -> bool:
    """Say whether somebody other than the claimant is named as the loser: "Ruritania lost 12 tanks, Graustark said"."""
    before = claim.statement.before[-80:]
    if _ENEMY.search(before):
        return True
    subject = _SUBJECT.search(before)
    speaker = claim.statement.source.speaker
    known = find_words(f"{claim.claimant.name} {claim.claimant.side or ''} {speaker.text if speaker else ''}")
    named = set(find_words(subject["name"])) - {"the", "it", "they", "we", "he", "she"} if subject else set()
    return bool(named) and not named & set(known)


def _calls_them_own(claim: Claim) -> bool:
    """Say whether the counted are called somebody's own: "eight of its own men"."""
    return bool(_OWN.search(" ".join(m.span.text for m in claim.object)))


def _is_armed(actor: Actor | None) -> bool:
    return actor is not None and actor.sector in ARMED_SECTORS


def tell_uniform(claim: Claim) -> str:
    """Give "army" or "rebels" where the words or the party of those counted tell that they fight for a state or against
    one, "" where they tell neither or both."""
    counted = leave_parts(claim)
    words = set(find_words(" ".join(m.span.text for m in counted)))
    sectors = {m.actor.sector for m in counted if m.actor}
    is_army, is_rebel = bool(words & SOLDIERS), bool(words & REBELS or sectors & {"REB", "UAF"})
    return "" if is_army == is_rebel else "army" if is_army else "rebels"


def _cut_to_counted(claim: Claim, text: str) -> str:
    """Give the words that say who the whole figure is: of several phrases the one that holds it ("twin boys", "nine | dead").

    Names in a row of which one is a child's ("X, Y and the child Z") are no children.
    """
    quantity = claim.quantity
    if quantity is None or len(claim.object) < 2:
        return text
    if not quantity.written:
        phrases = [m.span.text for m in claim.object]
        return text if all(_read_group(p) == _read_group(phrases[0]) for p in phrases) else ""
    held = [m.span.text for m in claim.object if m.span.start < quantity.span.end and quantity.span.start < m.span.end]
    return ", ".join(held) if held and all(h in text for h in held) else text


def leave_parts(claim: Claim) -> tuple[ActorMention, ...]:
    """Give the phrases of those counted without the ones that only hold a part of the amount ("the 13 dead | six children")."""
    quantity = claim.quantity
    if quantity is None or not quantity.parts:
        return claim.object
    held = [m for m in claim.object if m.span.start <= quantity.span.start < m.span.end]
    parts = [m for m in claim.object if any(m.span.start <= p.span.start < m.span.end for p in quantity.parts)]
    # "163 soldiers | and policemen": what follows a part goes with it.
    after = max((m.span.start for m in held), default=None)
    behind = [
        m for m in claim.object if after is not None and any(after < p.span.start < m.span.end for p in quantity.parts)
    ]
    return tuple(m for m in claim.object if m in held or m not in (*parts, *behind))


def counts_bare(claim: Claim) -> bool:
    """Say whether the counted phrase names nobody ("wounded 27", "more than 450", "18 others"): the sentence tells who."""
    words = find_words(" ".join(m.span.text for m in claim.object))
    return claim.victim_side is None and all(word in NOBODY for word in words)


def names_nobody(claim: Claim) -> bool:
    """Say whether a claim is a bare number of people: neither who they are nor whose, and no part of them."""
    return claim.victim_side is None and names_nobody_else(claim)


def names_nobody_else(claim: Claim) -> bool:
    """Say whether the words of those counted are a bare number of people, with no part of them, whosever they are."""
    quantity = claim.quantity
    is_whole = quantity is not None and not quantity.parts and quantity.unit == "persons"
    words = find_words(" ".join(m.span.text for m in claim.object))
    return is_whole and all(word in BARE for word in words)


def tell_part_population(claim: Claim, part: Part) -> Population | None:
    """Give the people that a further amount counts, None where its words name no population ("16 in hospital")."""
    told = _AND_MORE.split(part.of or "")[0]
    words = find_words(told)
    status = _read_status(told, VictimValue.UNKNOWN)
    group = _read_group(told)
    if not group and status is VictimValue.UNKNOWN and not any(word in PEOPLE for word in words):
        return None
    inside = [m for m in claim.object if m.span.start <= part.span.start < m.span.end and m.actor]
    side = inside[0].actor.side if len(claim.object) > 1 and inside and inside[0].actor else claim.victim_side
    whole = tell_population(claim)
    if status is VictimValue.UNKNOWN and not group:
        status = whole.status
    return Population(side, status, group)


def tell_thing_side(claim: Claim, part: Part) -> str | None:
    """Give the side whose things a further amount counts: that of its own phrase, in one phrase with the whole the whole's."""
    if claim.measure is Measure.LOSSES and claim.victim_side:
        return claim.victim_side
    inside = [m for m in claim.object if m.span.start <= part.span.start < m.span.end]
    if any(claim.quantity and m.span.start <= claim.quantity.span.start < m.span.end for m in inside):
        return tell_population(claim).side
    if not inside or set(find_words(inside[0].span.text)) <= set(find_words(part.unit or "")):
        return None  # "239 aircraft" are nobody's by these words
    return inside[0].actor.side if inside[0].actor else None


def _read_some(claim: Claim, before: str) -> tuple[VictimValue, str]:
    """Give status and group of "ten of the 23 dead were children": from the words before, else after the verb.

    Where neither tells, they are some of the dead and no more: a part that no total may be set against.
    """
    evidence = claim.statement.evidence
    after = _ARE.search(evidence.text, claim.statement.offset)
    told = _ANEW.split(evidence.text[after.end() : after.end() + 60])[0] if after else ""
    text = f"{before} {told}"
    return _read_status(text, VictimValue.UNKNOWN), _read_group(text) or SOME


def _read_status(text: str, told: VictimValue) -> VictimValue:
    words = set(find_words(text))
    found = [value for value, table in _STATUS_WORDS if words & table]
    if VictimValue.COMBATANT not in found and _ARMED_FORCES.search(text):
        found.append(VictimValue.COMBATANT)
    if found in ([VictimValue.COMBATANT], [VictimValue.COMBATANT, VictimValue.OFFICIAL]):
        return VictimValue.COMBATANT
    if len(found) == 1:
        return found[0]
    return VictimValue.UNKNOWN if found else told


def _read_group(text: str) -> str:
    text = _TAKERS.sub("", text)
    found = set(classify(text, GROUPS)) | ({"aid workers"} if _AID_WORKERS.search(text) else set())
    words = set(find_words(text))
    if not found and not words & CIVIL and (_SECURITY_FORCES.search(text) or (words & ARMED and words & POLICE)):
        return SECURITY
    return " and ".join(sorted(found))

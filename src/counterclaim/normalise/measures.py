"""What a statement counts: its measure from kind, trigger and unit. Killed, casualties and losses are never mixed."""

from __future__ import annotations

import re

from counterclaim.normalise.units import is_thing
from counterclaim.records.claim import Measure
from counterclaim.records.statement import Kind

_BY_KIND = {
    Kind.KILL: Measure.KILLED, Kind.INJURE: Measure.INJURED, Kind.CAPTURE: Measure.CAPTURED,
    Kind.MISSING: Measure.MISSING, Kind.RELEASE: Measure.RELEASED, Kind.DISPLACE: Measure.DISPLACED,
    Kind.NEED: Measure.IN_NEED, Kind.DESTROY: Measure.DESTROYED, Kind.SEIZE: Measure.SEIZED,
    Kind.STRIKE: Measure.STRUCK,
}  # fmt: skip
_NEUTRALISED = re.compile(
    r"\bneutrali[sz]|\bincapacitat|\b(?:put|putting|rendered|knocked|taken|taking) out of (?:action|combat|battle)",
    re.I,
)
_CASUALTIES = re.compile(r"\bcasualt", re.I)
_EITHER = re.compile(
    r"\b(?:killed|dead|died|deaths?|slain|martyred|killing|kill|die)\b.{0,12}?\b(?:or|and/or)\b.{0,12}?"
    r"\b(?:wound|injur|hurt|maim)|"
    r"\b(?:wounded|injured|wounding|injuring|hurt)\b.{0,12}?\b(?:or|and/or)\b.{0,12}?\b(?:kill|dead|died)|"
    # One number for both: "the number of killed and wounded together", "40 people were killed and wounded."
    r"\b(?:killed|dead) and (?:wounded|injured) (?:together|combined|taken together|altogether|alike)\b|"
    r"\b(?:was|were|been) (?:either )?killed and (?:wounded|injured)\b(?!\s+(?:\d|an?\b|at least|more|about|some|another|several"
    r"|dozens|scores|hundreds|nearly|over|one|two|three|four|five|six|seven|eight|nine|ten))",
    re.I,
)
_LOSSES = re.compile(r"\bloss(?:es)?\b|\blos(?:t|es?|ing)\b", re.I)
# "Lost 12 killed", "losses at 12 dead and 30 wounded": what was lost is told.
_LOST_DEAD = re.compile(
    r"\b(?:los(?:t|es?|ing)|loss(?:es)?)\b[^.;]{0,24}\d\s+(?:(?:people|soldiers|men|troops|fighters)\s+)?(?:killed|dead)\b",
    re.I,
)
_LIVES = re.compile(r"\b(?:lives?|life)\b", re.I)
_ONE_HARM = re.compile(r"\b(?:kill|dead|death|die|slain|fatalit|body|bodies|corpse|martyr|wound|injur|hurt)", re.I)


def find_measure(kind: Kind, trigger: str, around: str, unit: str | None) -> Measure | None:
    """Name what is counted; None for kinds that count nothing.

    `around` is the trigger's near context with the object, so that "killed or wounded" with one figure is CASUALTIES.
    "casualties" is CASUALTIES unless the trigger says dead or wounded; "lost" counts LOSSES unless lives are lost;
    things that are captured are SEIZED; a STRIKE on counted targets is STRUCK.
    """
    if kind not in _BY_KIND:
        return None
    if kind in (Kind.KILL, Kind.INJURE):
        return _find_harm(kind, trigger, around)
    if kind is Kind.DESTROY and _LOSSES.search(trigger):
        return Measure.LOSSES
    if kind is Kind.CAPTURE and is_thing(unit):
        return Measure.SEIZED
    if kind is Kind.SEIZE and unit == "persons":
        return Measure.CAPTURED
    return _BY_KIND[kind]


def _find_harm(kind: Kind, trigger: str, around: str) -> Measure:
    if _NEUTRALISED.search(trigger):
        return Measure.NEUTRALISED
    is_told_apart = bool(_ONE_HARM.search(trigger)) and not _CASUALTIES.search(trigger)
    if _EITHER.search(around) or (_CASUALTIES.search(around) and not is_told_apart):
        return Measure.CASUALTIES
    if _LOSSES.search(trigger) and not _LIVES.search(around) and not _LOST_DEAD.search(around):
        return Measure.LOSSES
    return _BY_KIND[kind]

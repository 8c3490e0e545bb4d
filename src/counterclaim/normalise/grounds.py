"""Where something was hit that names its place otherwise than as one: as what was hit ("X was shelled"), as who suffered it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.normalise.places import Places
from counterclaim.records.statement import FORCE, Statement
from counterclaim.records.text import Span
from counterclaim.records.world import ActorMention, PlaceMention

_NAME = r"[^\W\d_a-z][\w’'-]*(?:[ -](?:(?:al|el|de|del|di|da|la|le|du|sur|upon)[ -])?[^\W\d_a-z][\w’'-]*){0,3}"
_LAND = rf"(?:,? (?:in (?:the )?)?{_NAME}){{0,2}}"
# "Zenda", "the Zenda region of Ruritania", "a market in Zenda": the whole of what was hit, or its end.
_WHOLE = re.compile(rf"(?:the )?(?P<name>{_NAME}(?: (?:region|province|district|area)(?: of {_NAME})?)?)(?:{_LAND})?")
_INSIDE = re.compile(
    rf"\b(?:in|near|outside|at) (?P<name>(?:the )?{_NAME}(?: (?:region|province|district|area))?{_LAND})$"
)
# "the Zenda hospital", "a Zenda apartment block": what stands in a town and bears its name.
_BUILT = re.compile(
    rf"(?:the |an? )?(?P<name>{_NAME}) (?:[a-z-]+ ){{0,2}}(?:hospitals?|schools?|apartments?|blocks?|buildings?|homes?|houses?"
    r"|camps?|tents?|markets?|bridges?|plants?|stations?|ports?|airports?|airfields?|mosques?|church(?:es)?|depots?"
    r"|refiner(?:y|ies)|prisons?|shelters?|clinics?|universit(?:y|ies)|hotels?|suburbs?|neighbou?rhoods?)"
)
_SUFFERED = re.compile(
    rf"(?:[^\n]{{0,40}}[–—-] |(?:Earlier|Meanwhile|Later|Overnight|On [A-Z]\w+), )?(?P<name>(?:The )?{_NAME}"
    rf"(?: (?:region|province|district|area)(?: of {_NAME})?)?{_LAND}),? (?:"
    r"(?:was|were|is|are|(?:has|have|had) been)(?: \w+){0,2} (?:struck|hit|shelled|bombed|bombarded|attacked|rocked|shaken"
    r"|pounded|targeted|raided|stormed|under (?:fire|attack|bombardment)|the (?:scene|target|site) of)"
    r"|(?:has |had )?(?:came|come|comes) under|saw|sees|suffered|endured|witnessed|(?:a?woke) to)\b"
)
_FINE = 4
_LONGEST = 400


def find_ground(
    statement: Statement, objects: tuple[ActorMention, ...], told: tuple[PlaceMention, ...], places: Places
) -> tuple[PlaceMention, ...]:
    """Give the towns or regions that a force names as what it hit, else the one that is the sentence's subject; () for none.

    Nothing is given where a place finer than a country is told as one, or where the words are those of a known party.
    """
    if statement.kind not in FORCE or any(m.place and m.place.where_prec <= _FINE for m in told):
        return ()
    lands = {m.place.country for m in told if m.place and m.place.country}
    for spans in (_list_objects(statement, objects), _find_subject(statement, objects)):
        resolved = (m for span in spans for m in places.resolve(span)[0])
        found = {m.place.id: m for m in resolved if m.place and m.place.country and m.place.where_prec <= _FINE}
        if found:
            return tuple(m for m in found.values() if m.place and (not lands or m.place.country in lands))
    return ()


def _list_objects(statement: Statement, objects: tuple[ActorMention, ...]) -> Iterator[Span]:
    """Give the names of places that were hit, with the land that stands behind them."""
    evidence = statement.evidence
    for mention in objects:
        if mention.actor is not None or not evidence.start <= mention.span.start < evidence.end:
            continue
        words = mention.span.text[:_LONGEST]
        match = _WHOLE.fullmatch(words) or _INSIDE.search(words) or _BUILT.fullmatch(words)
        if match:
            yield _cut(mention.span, match)


def _find_subject(statement: Statement, objects: tuple[ActorMention, ...]) -> Iterator[Span]:
    evidence = statement.evidence
    subject = _SUFFERED.match(evidence.text[:_LONGEST])
    parties = {m.span.text for m in objects if m.actor is not None} | {s.text for s in statement.actor}
    if subject and subject["name"] not in parties:
        yield _cut(evidence, subject)


def _cut(span: Span, match: re.Match[str]) -> Span:
    start = span.start + match.start("name")
    return Span(start, start + len(match["name"]), match["name"])

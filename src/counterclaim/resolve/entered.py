"""Claims that people entered because the reader had missed them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.records.claim import Claim, Claimant, ClaimantBasis
from counterclaim.records.statement import BY_PERSON, Kind, Statement, Status
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report, Span
from counterclaim.resolve.fields import apply_edit, read_edit
from counterclaim.resolve.pointing import find_span


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as a person enters it: its kind, and where its event and sentence stand."""

    report_id: str
    kind: Kind
    event: Span
    sentence: Span


def begin_claim(entry: Entry) -> Claim:
    """Give an entered claim that says nothing further yet, in a voice of nobody. Same words, report and kind: same ids."""
    key = f"{entry.report_id}|{entry.event.start}|{entry.event.end}|{entry.kind}"
    # As a reading names it, so that what holds a statement keeps its name when a later reading finds it too.
    id = hashlib.sha256(key.encode()).hexdigest()[:24]
    statement = Statement(
        id, entry.report_id, entry.kind, Status.ASSERTED, 1.0, entry.sentence, entry.event, reader=BY_PERSON
    )
    nobody = Claimant(f"outlet?{entry.report_id}", "unnamed outlet", ClaimantBasis.UNKNOWN_OUTLET)
    return Claim(hashlib.sha256(f"{id}\n{BY_PERSON}".encode()).hexdigest()[:32], statement, nobody, reading=BY_PERSON)


def rebuild_claim(judgement: Judgement, texts: Mapping[str, str]) -> Claim | None:
    """Give the claim that a judgement enters, None where its report is not there or its words are forgotten."""
    text = texts.get(judgement.report_id or "")
    if text is None or judgement.kind is None:
        return None
    try:
        content = judgement.content
        event = find_span([judgement.start, judgement.end], text)
        sentence = find_span(content.get("sentence"), text)
        if event is None or sentence is None or event.text != judgement.quoted:
            return None
    except ValueError:
        return None
    entry = Entry(judgement.report_id or "", judgement.kind, event, sentence)
    claim = apply_edit(begin_claim(entry), read_edit(judgement), texts)
    return replace(claim, id=judgement.subject)


def place_among(claims: Iterable[Claim], entered: Sequence[Claim], reports: Iterable[Report]) -> Iterable[Claim]:
    """Put entered claims among those that were read, by report and place in the text."""
    added: dict[str, list[Claim]] = defaultdict(list)
    for claim in entered:
        added[claim.statement.report_id].append(claim)
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        mine = added.get(claim.statement.report_id, ())
        if not any(_is_same(claim, other) for other in mine):
            found[claim.statement.report_id].append(claim)
    for report in reports:
        held = found.pop(report.id, [])
        if report.id in added:
            held = sorted([*held, *added[report.id]], key=lambda c: (c.statement.trigger, c.id))
        yield from held
    for rest in found.values():
        yield from rest


def _is_same(read: Claim, entered: Claim) -> bool:
    a, b = read.statement, entered.statement
    return a.kind is b.kind and a.trigger.start < b.trigger.end and b.trigger.start < a.trigger.end

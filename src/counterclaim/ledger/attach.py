"""Where a judgement stands after a re-reading: on the claim made from the same words, or nowhere. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.story import Judgement


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim stands in its report: kind, trigger and sentence by their offsets. `text` is the report's."""

    claim_id: str
    reading_id: str
    report_id: str
    kind: str
    trigger: tuple[int, int]
    evidence: tuple[int, int]

    @property
    def mark(self) -> tuple[str, int, int]:
        """What makes a statement of a report this one."""
        return self.kind, *self.trigger


def find_successor(old: Spot, before: Sequence[Spot], now: Sequence[Spot], text: str) -> str | None:
    """Give the id of the claim that carries on `old` in the reading `now`, None where that is doubtful.

    The same kind on the same trigger carries it on. Else the same trigger in the same words of a sentence, printed
    elsewhere: the nearest one that the reading `before` did not have as a claim of its own; two as near are none.
    """
    for spot in now:
        if spot.mark == old.mark:
            return spot.claim_id
    known = {spot.mark for spot in before}
    twins = [
        (abs(spot.trigger[0] - old.trigger[0]), spot.claim_id)
        for spot in now
        if spot.kind == old.kind
        and spot.mark not in known
        and text[slice(*spot.trigger)] == text[slice(*old.trigger)]
        and text[slice(*spot.evidence)] == text[slice(*old.evidence)]
    ]
    return _nearest(twins)


def find_quoted(judgement: Judgement, now: Sequence[Spot], text: str) -> str | None:
    """Give the id of the claim that a judgement means by its quoted words alone, None where that is doubtful.

    The words are the trigger, or the whole sentence where one claim of this kind stands in it; a sentence that is
    printed elsewhere counts, the nearest first.
    """
    if judgement.quoted is None or judgement.start is None or judgement.kind is None:
        return None
    same = [spot for spot in now if spot.kind == judgement.kind]
    at = (judgement.start, judgement.end)
    if text[judgement.start : judgement.end] == judgement.quoted:
        for spans in ([(spot.trigger, spot) for spot in same], [(spot.evidence, spot) for spot in same]):
            here = [spot.claim_id for span, spot in spans if span == at]
            if here:
                return here[0] if len(here) == 1 else None
    printed = [
        (abs(spot.evidence[0] - judgement.start), spot.claim_id)
        for spot in same
        if text[slice(*spot.evidence)] == judgement.quoted
    ]
    return _nearest(printed)


def _nearest(found: list[tuple[int, str]]) -> str | None:
    found = sorted(found)
    is_single = found and (len(found) == 1 or found[0][0] < found[1][0])
    return found[0][1] if is_single else None

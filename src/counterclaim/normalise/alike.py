"""People counted by a number alone, "killing 14 marines and wounding 25 others": of the same kind as those just counted."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.victims import PEOPLE_KINDS
from counterclaim.normalise.words import key_words
from counterclaim.records.claim import Claim, VictimStatus, VictimValue

_OTHERS = frozenset({"others", "other", "more"})
# What may stand between the two counts, beside their triggers: another subject or place would be another event.
_BETWEEN = frozenset({"and", "but", "while", "also", "was", "were", "had", "has", "have", "been", "left", "leaving"})
# "A policeman was killed and 40 others wounded": so many others of one are anybody.
_FEW = 9


def carry_over(claim: Claim, before: Claim | None) -> Claim:
    """Give the claim with the side and status of the people counted just before it, where it counts more of them.

    That is where a bare number follows ("wounding 25", "five others wounded") with nothing but the verbs between; not
    where those before were of several kinds, nor where many "others" follow a single person.
    """
    if before is None or claim.victim_side is not None or not _is_bare(claim) or not _follows(claim, before):
        return claim
    status = before.victim_status
    if status is None or status.value is VictimValue.UNKNOWN:
        return claim
    low = claim.quantity.low if claim.quantity is not None else None
    one = before.quantity is None or before.quantity.low in (None, 1)
    says_others = not _OTHERS.isdisjoint(key_words(claim.statement.object[0].text))
    if says_others and (status.value is VictimValue.CIVILIAN or (one and (low is None or low > _FEW))):
        return claim
    by = claim.victim_status.by if claim.victim_status is not None else status.by
    gaps = tuple(gap for gap in claim.gaps if gap.field != "victim_side")
    return replace(claim, victim_side=before.victim_side, victim_status=VictimStatus(status.value, by), gaps=gaps)


def _is_bare(claim: Claim) -> bool:
    """Whether the phrase of the people counted is a number and no noun."""
    spans = claim.statement.object
    if claim.statement.kind not in PEOPLE_KINDS or len(spans) != 1:
        return False
    keys = key_words(spans[0].text)
    known = role_words("amount", "empty") | _OTHERS
    return bool(keys) and all(key in known or key.isdigit() for key in keys)


def _follows(claim: Claim, before: Claim) -> bool:
    one, two = before.statement, claim.statement
    if one.kind not in PEOPLE_KINDS or len(one.object) != 1 or one.evidence != two.evidence:
        return False
    first, second = one.object[0], two.object[0]
    if first.end > second.start:
        return False
    start = one.evidence.start
    between = key_words(one.evidence.text[first.end - start : second.start - start])
    return set(between) <= _BETWEEN | set(key_words(one.trigger.text)) | set(key_words(two.trigger.text))

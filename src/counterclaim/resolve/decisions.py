"""What people decided, as pairs of claims: together or apart, or not to be counted. The latest word on a pair holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.records.story import Judgement, Verdict
from counterclaim.resolve.identity import digest_parts

_SAME = frozenset({Verdict.SAME, Verdict.MERGE})
_DIFFERENT = frozenset({Verdict.DIFFERENT, Verdict.SPLIT})


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of claim ids judged one or two, and claims that were rejected."""

    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    rejected: frozenset[str] = frozenset()


def name_incident(claim_id: str) -> str:
    """Give the id of the incident that a claim founds."""
    return digest_parts("incident", claim_id)


def name_question(claim_id: str, part: int | None = None) -> str:
    """Give the id of the question that a claim's figure, or one of its parts, founds."""
    return digest_parts("question", claim_id, "" if part is None else str(part))


def read_decisions(judgements: Iterable[Judgement], claim_ids: Iterable[str]) -> Decisions:
    """Give the decisions that stand about known claims; withdrawn ones and ones about unknown ids are left out.

    An incident or question stands for the claim that founds it, so that a decision holds while reports are added. A
    split keeps the claims it names (`other`, or the list "claims" in its detail) together and apart from the founder.
    """
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    withdrawn = {j.revokes for j in ordered if j.revokes}
    standing = [j for j in ordered if j.id not in withdrawn]
    known = _name_all(claim_ids) if standing else {}
    pairs: dict[frozenset[str], bool] = {}
    rejected: dict[str, bool] = {}
    for judgement in standing:
        subject = known.get(judgement.subject)
        if subject is None:
            continue
        if judgement.verdict in (Verdict.REJECT, Verdict.ACCEPT):
            rejected[subject] = judgement.verdict is Verdict.REJECT
        others = [known[o] for o in _name_others(judgement) if o in known]
        if judgement.verdict in _SAME | _DIFFERENT:
            for other in others:
                if other != subject:
                    pairs[frozenset((subject, other))] = judgement.verdict in _SAME
        if judgement.verdict is Verdict.SPLIT:
            pairs.update({frozenset(pair): True for pair in pairwise(others) if len(set(pair)) == 2})
    return Decisions(
        together=frozenset(pair for pair, same in pairs.items() if same),
        apart=frozenset(pair for pair, same in pairs.items() if not same),
        rejected=frozenset(claim for claim, out in rejected.items() if out),
    )


def _name_all(claim_ids: Iterable[str]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for claim_id in claim_ids:
        known[name_incident(claim_id)] = claim_id
        known[name_question(claim_id)] = claim_id
        known[claim_id] = claim_id
    return known


def _name_others(judgement: Judgement) -> list[str]:
    listed: list[str] = [judgement.other] if judgement.other else []
    try:
        detail = json.loads(judgement.detail) if judgement.detail else {}
    except ValueError:
        return listed
    claims = detail.get("claims") if isinstance(detail, dict) else None
    return listed + [c for c in claims if isinstance(c, str)] if isinstance(claims, list) else listed

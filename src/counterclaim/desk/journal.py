"""The journal of judgements as it stands this moment: pages show a decision at once, before what follows is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.pipeline.judging import find_withdrawn
from counterclaim.records.story import Judgement, Verdict

_PAIRED = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.MERGE, Verdict.SPLIT})


@dataclass(frozen=True, slots=True)
class Journal:
    """Every judgement in the order of time, withdrawn or not, and the withdrawals.

    `newest` is the id of the last row about each claim: what a form was made from. `withdrawn` are ids, each with the
    row that withdraws it.
    """

    history: tuple[Judgement, ...] = ()
    newest: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, Judgement] = field(default_factory=dict)
    standing: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, history: Iterable[Judgement]) -> Journal:
        """Index a ledger's history."""
        history = tuple(history)
        withdrawn = find_withdrawn(history)
        newest: dict[str, str] = {}
        standing: dict[str, list[Judgement]] = {}
        for judgement in history:
            for claim_id in list_subjects(judgement):
                newest[claim_id] = judgement.id
                if judgement.id not in withdrawn and not judgement.revokes:
                    standing.setdefault(claim_id, []).append(judgement)
        return cls(history, newest, withdrawn, {claim_id: tuple(held) for claim_id, held in standing.items()})

    def is_paired(self, a: str, b: str) -> bool:
        """Tell whether a standing judgement says of these two claims that they are one or two."""
        return any(
            j.verdict in _PAIRED and {a, b} <= {*list_subjects(j), *j.list_claims("claims"), *j.list_claims("from")}
            for j in self.standing.get(a, ())
        )

    def is_weighed(self, claim_id: str) -> bool:
        """Tell whether a standing judgement says of a claim that it is right, wrong or corrected."""
        return any(j.verdict not in _PAIRED for j in self.standing.get(claim_id, ()))


def list_subjects(judgement: Judgement) -> tuple[str, ...]:
    """Give the claims that a judgement is about, each once."""
    return tuple(dict.fromkeys(name for name in (judgement.subject, judgement.other) if name))

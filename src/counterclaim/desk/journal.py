"""The journal of judgements as it stands this moment: pages show a decision at once, before what follows is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.pipeline.judging import find_withdrawn
from counterclaim.records.story import Judgement, Verdict

_PAIRED = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.MERGE, Verdict.SPLIT})


@dataclass(frozen=True, slots=True)
class Journal:
    """Every judgement in the order of time, withdrawn or not, and the withdrawals.

    `newest` is the id of the row about each claim that arrived last: what a form was made from. `withdrawn` are ids, each
    with the row that withdraws it. `number` is the one under which the last row arrived. What is coded
    for a comparison decides nothing, and is not among `standing`.
    """

    history: tuple[Judgement, ...] = ()
    newest: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, Judgement] = field(default_factory=dict)
    standing: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    number: int = 0

    @classmethod
    def of(cls, history: Iterable[Judgement]) -> Journal:
        """Index judgements that arrived in this order."""
        return cls().extend(tuple(enumerate(history, start=1)))

    def extend(self, arrived: Sequence[tuple[int, Judgement]]) -> Journal:
        """Give the journal with judgements that arrived since, each with its number."""
        if not arrived:
            return self
        came = [judgement for _, judgement in arrived]
        # Clocks of several machines differ: what arrives later may be earlier.
        history = tuple(sorted((*self.history, *came), key=lambda j: j.at))
        newest = {**self.newest, **{claim_id: judgement.id for judgement in came for claim_id in judgement.subjects}}
        if not any(judgement.revokes for judgement in came):
            standing = dict(self.standing)
            for judgement in came:
                for claim_id in judgement.subjects if judgement.verdict is not Verdict.CODE else ():
                    standing[claim_id] = (*standing.get(claim_id, ()), judgement)
            return Journal(history, newest, self.withdrawn, standing, arrived[-1][0])
        withdrawn = find_withdrawn(history)
        held: dict[str, list[Judgement]] = {}
        for judgement in history:
            if judgement.id not in withdrawn and not judgement.revokes and judgement.verdict is not Verdict.CODE:
                for claim_id in judgement.subjects:
                    held.setdefault(claim_id, []).append(judgement)
        return Journal(history, newest, withdrawn, {id: tuple(some) for id, some in held.items()}, arrived[-1][0])

    def count_standing(self) -> int:
        """Count the decisions that nobody has withdrawn."""
        return sum(j.id not in self.withdrawn and not j.revokes and j.verdict is not Verdict.CODE for j in self.history)

    def is_paired(self, a: str, b: str) -> bool:
        """Tell whether a standing judgement says of these two claims that they are one or two."""
        return any(
            j.verdict in _PAIRED and {a, b} <= {*j.subjects, *j.list_claims("claims"), *j.list_claims("from")}
            for j in self.standing.get(a, ())
        )

    def is_weighed(self, claim_id: str) -> bool:
        """Tell whether a standing judgement says of a claim that it is right, wrong or corrected."""
        return any(j.verdict not in _PAIRED for j in self.standing.get(claim_id, ()))

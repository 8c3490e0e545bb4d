"""What tables sort and filter by, found once for an edition: one small record for each question, and for each pair of
parties of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.publish.disputes import Answers
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.wording import write_place
from counterclaim.records.claim import Number
from counterclaim.records.story import Question, Spread

WIDEST = "min-max"


@dataclass(frozen=True, slots=True)
class Summary:
    """A question as a line of a table: by what it is found and sorted.

    `low` and `high` are the ends of all current figures, None where unknown; `last` is the newest day of a figure.
    """

    question: Question
    label: str
    place: str
    parties: tuple[str, ...]
    claimants: int
    voices: int
    figures: int
    clashes: int
    low: Number | None
    high: Number | None
    last: date | None

    @property
    def is_disputed(self) -> bool:
        """More than one voice answers it, or claims on it cannot all hold."""
        return self.voices > 1 or self.clashes > 0

    @property
    def apart(self) -> Number:
        """How far the ends of all current figures are apart; 0 where one of them is unknown."""
        return self.high - self.low if self.low is not None and self.high is not None else 0


def summarise_questions(
    lookup: Lookup, questions: Iterable[Question], answers: Mapping[str, Answers]
) -> tuple[Summary, ...]:
    """Give a summary for every question that is answered, in the story's order."""
    return tuple(_summarise(lookup, q, answers[q.id]) for q in questions if q.id in answers)


def _summarise(lookup: Lookup, question: Question, known: Answers) -> Summary:
    claims = [
        found[0] for tally in known.tallies if (found := lookup.find_claims(entry.claim_id for entry in tally.entries))
    ]
    days = [entry.at for tally in known.tallies for entry in tally.entries if entry.at]
    widest = next((spread for spread in known.spreads if _rule(spread) == WIDEST), None)
    sides = (question.side, question.perpetrator, *(tally.side for tally in known.tallies))
    return Summary(
        question=question,
        label=lookup.label_of(question.id),
        place=write_place(question.place) if question.place else "",
        parties=tuple(dict.fromkeys(make_name(side) for side in sides if side)),
        claimants=len({tally.claimant_key for tally in known.tallies}),
        voices=len({lookup.voice_of(claim) for claim in claims}),
        figures=sum(len(tally.entries) for tally in known.tallies),
        clashes=len(known.clashes),
        low=widest.low if widest else None,
        high=widest.high if widest else None,
        last=max(days, default=None),
    )


def _rule(spread: Spread) -> str:
    return spread.rule.partition("/")[0]

"""What people decided, as pages show it: by whom, when, why, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterclaim.publish.figures import write_figure, write_number
from counterclaim.publish.legible import make_name
from counterclaim.publish.wording import count_of, join_words, write_day, write_period, write_place
from counterclaim.records.claim import Bound, Number, Quantity
from counterclaim.records.plain import from_plain
from counterclaim.records.story import About, Judgement, Question, Story, Tally, Verdict
from counterclaim.records.text import Span
from counterclaim.records.world import Period, Place

_SPAN = Span(0, 0, "")
_FIELDS = {
    "side": "whose losses",
    "actor": "by whom",
    "period": "when",
    "place": "where",
    "victims": "who they are",
    "told": "told as",
}
# Where words stand is kept as offsets, which say nothing to a reader.
_WORDS = "words."


@dataclass(frozen=True, slots=True)
class OwnEstimate:
    """A person's low, best and high for a question, and how many figures have come since that it did not know."""

    low: Number | None
    best: Number | None
    high: Number | None
    by: str
    reason: str
    known: int
    newer: int

    @property
    def standing(self) -> str:
        """Whether it is up to date, in words; empty where it is."""
        return f"out of date: {count_of(self.newer, 'newer figure')} since" if self.newer else ""


@dataclass(frozen=True, slots=True)
class Decided:
    """The standing judgements of a story by the claim that each is about, oldest first."""

    by_claim: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, story: Story) -> Decided:
        """Index a story's judgements; withdrawn ones are left out."""
        withdrawn = {judgement.revokes for judgement in story.judgements if judgement.revokes}
        held: dict[str, list[Judgement]] = {}
        for judgement in sorted(story.judgements, key=lambda j: (j.at, j.id)):
            if judgement.id not in withdrawn and not judgement.revokes:
                held.setdefault(judgement.subject, []).append(judgement)
        return cls({claim_id: tuple(found) for claim_id, found in held.items()})

    def tell_correction(self, claim_id: str) -> str:
        """Give "corrected by A. Coder, 3 Mar 2026: figure, read as 9", empty where nobody corrected the claim."""
        edits = [j for j in self._find(claim_id, Verdict.EDIT) if isinstance(j.content.get("set"), dict)]
        return "; ".join(f"corrected by {_sign(edit)}: {_tell_edit(edit)}" for edit in edits)

    def tell_figure_correction(self, claim_id: str) -> str:
        """Give who corrected the figure and as what it was read, or who entered it; empty where nobody did."""
        edits = [j for j in self._find(claim_id, Verdict.EDIT) if "figure" in j.content.get("set", ())]
        entered = self._find(claim_id, Verdict.ENTER)
        if entered and not edits:
            return f"entered by {make_name(entered[-1].author)}"
        if not edits:
            return ""
        return f"corrected by {make_name(edits[-1].author)}, read as {_write('figure', edits[0].content.get('was'))}"

    def list_former_ends(self, claim_id: str) -> list[object]:
        """Give the ends of the figures that stood there before people corrected them."""
        was = [edit.content.get("was") for edit in self._find(claim_id, Verdict.EDIT)]
        figures = [fields.get("figure") for fields in was if isinstance(fields, dict)]
        return [figure.get(end) for figure in figures if isinstance(figure, dict) for end in ("low", "high")]

    def tell_claim(self, claim_id: str) -> str:
        """Give all that people decided about a claim alone: entered, accepted, rejected, corrected, graded."""
        weighed = self._find(claim_id, Verdict.ACCEPT, Verdict.REJECT)[-1:]
        told = [f"entered by {_sign(j)}{_reason(j)}" for j in self._find(claim_id, Verdict.ENTER)[-1:]]
        told += [f"{j.verdict.value}ed by {_sign(j)}{_reason(j)}" for j in weighed]
        told += [words for words in [self.tell_correction(claim_id)] if words]
        return "; ".join(told + self._tell_grades([claim_id], About.CLAIM))

    def tell_grade(self, claim_ids: Iterable[str], about: About) -> str:
        """Give the last grade of the incident or question that holds these claims, with who gave it."""
        return "; ".join(self._tell_grades(claim_ids, about))

    def is_rejected(self, claim_id: str) -> bool:
        """Say whether a claim counts nowhere, by a person's word."""
        return [j.verdict for j in self._find(claim_id, Verdict.ACCEPT, Verdict.REJECT)][-1:] == [Verdict.REJECT]

    def list_estimates(self, question: Question, tallies: Iterable[Tally]) -> list[OwnEstimate]:
        """Give each person's last estimate of a question; `tallies` are the ones that answer it."""
        sub_counts = {claim_id for claim_id, _ in question.parts}
        whole = [(claim_id, None) for claim_id in question.claim_ids if claim_id not in sub_counts]
        last: dict[str, Judgement] = {}
        for claim_id, part in (*whole, *question.parts):
            for judgement in self._find(claim_id, Verdict.ESTIMATE):
                if judgement.content.get("part") == part:
                    before = last.get(judgement.author)
                    last[judgement.author] = max(before or judgement, judgement, key=lambda j: (j.at, j.id))
        held = [{entry.claim_id, *entry.copies} for tally in tallies for entry in tally.entries]
        return [_estimate(last[author], held) for author in sorted(last)]

    def _tell_grades(self, claim_ids: Iterable[str], about: About) -> list[str]:
        grades = [j for claim_id in claim_ids for j in self._find(claim_id, Verdict.GRADE) if j.about is about]
        told = sorted(grades, key=lambda j: (j.at, j.id))[-1:]
        return [f"graded “{make_name(str(j.content.get('grade')))}” by {_sign(j)}{_reason(j)}" for j in told]

    def _find(self, claim_id: str, *verdicts: Verdict) -> list[Judgement]:
        return [judgement for judgement in self.by_claim.get(claim_id, ()) if judgement.verdict in verdicts]


def describe_judgement(judgement: Judgement) -> str:
    """Give what a judgement decides, without its author: "edit: figure 12, read as 9"."""
    if judgement.revokes:
        return "undo"
    content = judgement.content
    word = judgement.verdict.value
    if judgement.verdict is Verdict.EDIT:
        return f"{word}: {_tell_fields(judgement)}"
    if judgement.verdict is Verdict.CODE:  # What was coded stays between coder and comparison.
        return f"coded for {make_name(str(content.get('sample')))}"
    if judgement.verdict is Verdict.GRADE:
        return f"{word}: {make_name(str(content.get('grade')))}"
    if judgement.verdict is Verdict.ESTIMATE:
        numbers = (
            f"{name} {write_number(content[name])}" for name in ("low", "best", "high") if content.get(name) is not None
        )
        return f"{word}: {', '.join(numbers)}"
    return word


def _sign(judgement: Judgement) -> str:
    return f"{make_name(judgement.author)}, {write_day(judgement.at.date())}"


def _reason(judgement: Judgement) -> str:
    return f" ({make_name(judgement.reason)})" if judgement.reason else ""


def _tell_edit(edit: Judgement) -> str:
    return f"{_tell_fields(edit)}{_reason(edit)}"


def _tell_fields(edit: Judgement) -> str:
    fields, was = edit.content.get("set"), edit.content.get("was")
    names = list(fields) if isinstance(fields, dict) else []
    values = [name for name in names if not name.startswith(_WORDS)]
    told = [f"{_FIELDS.get(name, name)} {_write(name, fields)}, read as {_write(name, was)}" for name in values]
    pointed = [name.removeprefix(_WORDS) for name in names if name.startswith(_WORDS)]
    return "; ".join([*told, *([f"words of {join_words(pointed)}"] if pointed else [])])


def _write(name: str, values: object) -> str:
    return write_field(name, values.get(name) if isinstance(values, dict) else None)


def write_field(name: str, value: Any) -> str:  # JSON, as an edit keeps it.
    """Give a field's value, as an edit keeps it, in words; "nothing" where there is none."""
    if value is None:
        return "nothing"
    try:
        if name == "figure":
            return write_figure(Quantity(_SPAN, value["low"], value["high"], Bound(value["bound"]))).signs
        if name == "place":
            return write_place(from_plain(Place, value))
        if name == "period":
            return write_period(from_plain(Period, value))
    except (KeyError, ValueError, TypeError, AttributeError):
        return "what cannot be shown"
    return make_name(str(value.get("name", value.get("value"))) if isinstance(value, dict) else str(value))


def _estimate(judgement: Judgement, held: Iterable[set[str]]) -> OwnEstimate:
    known = set(judgement.list_claims("from"))
    newer = sum(known.isdisjoint(claims) for claims in held)
    low, best, high = (_number(judgement.content.get(name)) for name in ("low", "best", "high"))
    return OwnEstimate(low, best, high, _sign(judgement), make_name(judgement.reason), len(known), newer)


def _number(value: object) -> Number | None:
    return value if isinstance(value, int | float) else None

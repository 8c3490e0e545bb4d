"""Two reports of one week, from text to ledger: who claims what, and nobody is credited with another's figure.

The reports are ours; where the two real ones lie beside the repository, they have to come out alike.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.compose import read_into, tell_story
from counterclaim.pipeline.rows import list_rows, write_json
from counterclaim.records.statement import Kind
from counterclaim.records.story import Story

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", HERE.parents[2] / "shared"))
FOLDERS = [folder for folder in (HERE / "border", SHARED / "seeds") if folder.is_dir()]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    with open_ledger(tmp_path_factory.mktemp("border") / "l.sqlite") as ledger:
        outcomes = list(read_into(ledger, [request.param], at=datetime(2026, 3, 1, tzinfo=UTC)))
        assert len(outcomes) == 2
        with ledger.view() as view:
            return tell_story(view)


@dataclass(frozen=True, slots=True)
class Held:
    """One figure as the ledger holds it: whose, on what, how many, from which side, and how it came."""

    claimant_side: str | None
    population_side: str | None
    measure: str
    unit: str
    low: float | None
    relation: str
    told: bool
    reason: str
    own_loss: bool


def figures(story: Story) -> list[Held]:
    questions = {question.id: question for question in story.resolution.questions}
    return [
        Held(
            tally.side,
            questions[tally.question_id].side,
            questions[tally.question_id].measure.value,
            questions[tally.question_id].unit,
            entry.quantity.low,
            entry.relation.value,
            entry.told,
            entry.reason,
            tally.own_loss,
        )
        for tally in story.reconciliation.tallies
        for entry in tally.entries
    ]


def find(story: Story, low: int) -> Held:
    found = [held for held in figures(story) if held.low == low]
    assert len(found) == 1, f"{low}: {found}"
    return found[0]


PAKISTAN, KABUL = "Pakistan", "Afghanistan"


@pytest.mark.parametrize(
    ("low", "says", "of", "measure"),
    [
        (274, PAKISTAN, KABUL, "killed"),
        (297, PAKISTAN, KABUL, "killed"),
        (55, KABUL, PAKISTAN, "killed"),
        (12, PAKISTAN, PAKISTAN, "killed"),
        (13, KABUL, KABUL, "killed"),
        (450, PAKISTAN, KABUL, "injured"),
    ],
)
def test_each_side_is_credited_with_its_own_figures(story: Story, low: int, says: str, of: str, measure: str) -> None:
    held = find(story, low)
    assert says in str(held.claimant_side)
    assert of in str(held.population_side)
    assert (held.measure, held.own_loss) == (measure, says == of)


def test_the_later_figure_of_one_side_supersedes_and_says_why(story: Story) -> None:
    first, second = find(story, 274), find(story, 297)
    assert (first.relation, second.relation, second.told) == ("first", "supersedes", False)
    assert second.reason


@pytest.mark.parametrize(
    ("low", "measure", "unit"),
    [
        (89, "destroyed", "posts"),
        (18, "seized", "posts"),
        (135, "destroyed", "vehicle"),
        (29, "struck", "location"),
    ],
)
def test_things_are_counted_apart_from_people(story: Story, low: int, measure: str, unit: str) -> None:
    held = find(story, low)
    assert held.measure == measure
    assert unit in held.unit
    assert PAKISTAN in str(held.claimant_side)


@pytest.mark.parametrize("low", [274, 55, 12, 13])
def test_what_the_report_says_of_checking_stands_with_the_figures(story: Story, low: int) -> None:
    (claim,) = [c for c in story.claims if c.quantity and c.quantity.low == low and c.statement.kind is Kind.KILL]
    assert claim.statement.verification is not None


def test_the_allegation_of_sheltering_is_paired_with_its_denial(story: Story) -> None:
    claims = {claim.id: claim for claim in story.claims}
    pairs = [(claims[p.allegation], claims[p.denial]) for p in story.reconciliation.pairings]
    assert any(
        PAKISTAN in str(allegation.actor or allegation.claimant) and KABUL in str((denial.actor, denial.claimant))
        for allegation, denial in pairs
    )


@pytest.mark.parametrize(
    ("kind", "holder", "words"),
    [
        (Kind.MEDIATE, "Qatar", "mediat"),
        (Kind.MEDIATE, "Iran", "mediate"),
        (Kind.CONSULT, "Saudi", "spoke"),
        (Kind.REQUEST, "United Nations", "urged"),
        (Kind.SUPPORT, "United States", "support"),
        (Kind.ACCUSE, "Pakistan", "accuse"),
        (Kind.DENY, "Afghanistan", "reject"),
        (Kind.THREATEN, "Pakistan", ""),
        (Kind.THREATEN, "Pakistan", "war"),
    ],
)
def test_positions_with_their_words(story: Story, kind: Kind, holder: str, words: str) -> None:
    claims = {claim.id: claim for claim in story.claims}
    sentences = [
        claims[claim_id].statement.evidence.text
        for position in story.reconciliation.positions
        if position.kind is kind and holder in position.holder
        for claim_id in position.claim_ids
    ]
    assert any(words in sentence for sentence in sentences), sorted(
        (p.kind.value, p.holder) for p in story.reconciliation.positions
    )


def test_the_narrators_figure_belongs_to_outlet_or_agency(story: Story) -> None:
    dozens = [claim for claim in story.claims if claim.quantity and claim.quantity.span.text == "dozens"]
    assert dozens
    assert {claim.claimant.basis.value for claim in dozens} <= {"outlet", "agency"}


def test_a_call_to_follow_a_channel_is_no_event(story: Story) -> None:
    assert not [claim for claim in story.claims if "Follow" in claim.statement.evidence.text]


def test_captured_posts_are_no_prisoners(story: Story) -> None:
    assert "captured" not in {held.measure for held in figures(story)}


def test_no_label_or_row_states_a_claim_without_its_claimant(story: Story) -> None:
    for question in story.resolution.questions:
        assert not any(character.isdigit() for character in question.label)
    rows = list_rows(story, "questions")
    assert rows
    assert all(row["claimant"] for row in rows)


def test_private_persons_are_named_nowhere(story: Story) -> None:
    shown = write_json(story, "questions", list_rows(story, "questions"))
    shown += write_json(story, "claims", list_rows(story, "claims"))
    assert not [name for name in ("Karim", "Tamim") if name in shown]

"""A claim that a person entered, in a ledger: it outlives readings, is judged like any other, and goes when withdrawn."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counterclaim.atlas.atlas import Atlas
from counterclaim.errors import UnknownName
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.view import View
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.edits import Typed
from counterclaim.pipeline.entering import Missed, enter
from counterclaim.pipeline.judging import Signed, record, weigh, withdraw
from counterclaim.publish.decided import Decided
from counterclaim.records.story import About, Judgement, Story, Verdict
from counterclaim.records.text import Report
from tests.ledger import world

TEXT = "The Council said 40 people were killed in Zenda. Nine soldiers of the Red Front fell, the Border Watch said."
SIGNED = Signed("jo", "passive", datetime(2026, 3, 3, 10, tzinfo=UTC))
LATER = Signed("kim", "", datetime(2026, 3, 4, 10, tzinfo=UTC))
WORDS = {"figure": "Nine soldiers", "speaker": "the Border Watch"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "l.sqlite")


def tell(ledger: Ledger, as_of: date | None = None) -> Story:
    with ledger.view() as view:
        return tell_story(view, as_of)


def add(ledger: Ledger, report: Report, *, author: str = "jo") -> Judgement:
    missed = Missed(report.id, "kill", "fell", "Nine soldiers", Typed(words=WORDS, side="Red Front", as_typed=True))
    with Atlas() as atlas:
        signed = Signed(author, SIGNED.reason, SIGNED.at)
        return record(ledger, lambda register: [enter(register, missed, atlas, signed)]).judgements[0]


def test_it_outlives_a_reading_and_is_judged_like_any_other(ledger: Ledger) -> None:
    report = world.put(ledger, TEXT)
    made = add(ledger, report)
    (one, two) = tell(ledger).claims
    assert two.id == made.subject
    assert (two.claimant.name, two.victim_side) == ("the Border Watch", "Red Front")
    assert two.quantity is not None
    assert (two.quantity.low, two.quantity.unit, two.quantity.span.text) == (9, "persons", "Nine soldiers")
    assert two.statement.evidence.text.startswith("Nine soldiers")
    ledger.add(report, world.SECOND, world.read(report, world.SECOND), world.LATER)
    story = tell(ledger)
    assert [claim.id for claim in story.claims][1] == made.subject
    assert any(made.subject in question.claim_ids for question in story.resolution.questions)
    rejected = record(
        ledger, lambda r: [weigh(r, Verdict.REJECT, r.find(made.subject, (About.CLAIM,)), LATER)]
    ).judgements[0]
    story = tell(ledger)
    assert not any(made.subject in question.claim_ids for question in story.resolution.questions)
    assert [j.subject for j in story.judgements] == [made.subject, made.subject]
    told = Decided.of(story).tell_claim(made.subject)
    assert told.startswith("entered by jo, 3 Mar 2026 (passive)")
    assert "rejected by kim" in told
    ledger.judge(withdraw(made, LATER))
    assert [claim.statement.trigger.text for claim in tell(ledger).claims] == ["killed"]
    with ledger.view() as view:
        assert [j.id for j in view.orphans()] == [rejected.id]
    assert one.id


def test_an_old_brief_does_not_know_it_yet(ledger: Ledger) -> None:
    add(ledger, world.put(ledger, TEXT))
    assert len(tell(ledger, date(2026, 3, 2)).claims) == 1
    assert len(tell(ledger, date(2026, 3, 3)).claims) == 2


def test_it_is_entered_once_and_by_somebody(ledger: Ledger) -> None:
    report = world.put(ledger, TEXT)
    with pytest.raises(UnknownName, match="has an author"):
        add(ledger, report, author=" ")
    add(ledger, report)
    with pytest.raises(UnknownName, match="stands on these words already"):
        add(ledger, report)


def test_what_is_forgotten_of_its_report_is_gone_from_it(ledger: Ledger) -> None:
    from counterclaim.ledger.forget import Stretch, WholeReport

    report = world.put(ledger, TEXT)
    add(ledger, report)
    at = TEXT.index("the Border Watch")
    ledger.forget(Stretch(report.id, at, at + 16), reason="asked", author="jo", at=LATER.at)
    (_, two) = tell(ledger).claims
    assert two.statement.source.speaker is not None
    assert "Border" not in two.statement.source.speaker.text + two.claimant.name + two.statement.evidence.text
    ledger.forget(WholeReport(report.id), reason="asked", author="jo", at=LATER.at)
    assert tell(ledger).claims == ()
    with ledger.view() as view:
        assert "soldiers" not in str(_details(view))


def _details(view: View) -> list[str]:
    return [judgement.detail + str(judgement.quoted) for judgement in view.history()]

"""Judgements made on what a ledger tells hold after re-readings and further reports, on both databases."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.errors import UnknownName
from counterclaim.ledger.forget import Person
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.judging import (
    Signed,
    edit,
    estimate,
    find_judgement,
    find_withdrawn,
    grade,
    list_judgements,
    open_register,
    record,
    relate,
    split,
    weigh,
    withdraw,
)
from counterclaim.pipeline.naming import Register
from counterclaim.publish.brief import compose_brief
from counterclaim.publish.brief_markdown import render_markdown
from counterclaim.publish.tables import list_claims, list_incidents, list_questions, list_spreads
from counterclaim.records.claim import Claim
from counterclaim.records.story import About, Judgement, Story, Verdict
from counterclaim.records.text import Report
from tests.ledger import world
from tests.ledger.world import LATER, SECOND

put = partial(world.put, where_prec=1)
read = partial(world.read, where_prec=1)
JUDGED = datetime(2026, 3, 5, 9, tzinfo=UTC)
SIGNED = Signed("jo", "looked it up", JUDGED)
TEXTS = {
    "one": ("The Council said 40 people were killed in Zenda.", "2026-03-01"),
    "two": ("The Border Watch said 30 people were killed in Zenda.", "2026-03-02"),
    "far": ("The Council said 7 people were killed in Hentzau.", "2026-03-02"),
}
EARLIER = "The Council said 39 people were killed in Zenda."
LATE = "The Border Watch said 33 people were killed in Zenda."


@pytest.fixture
def reports(ledger: Ledger) -> dict[str, Report]:
    return {name: put(ledger, text, name=name, published=day) for name, (text, day) in TEXTS.items()}


def tell(ledger: Ledger, as_of: date | None = None) -> Story:
    with ledger.view() as view:
        return tell_story(view, as_of)


def judge(ledger: Ledger, make: Callable[[Register], Judgement]) -> Judgement:
    return record(ledger, lambda register: [make(register)]).judgements[0]


def claim_of(register: Register, report: Report) -> str:
    return next(c.id for c in register.lookup.story.claims if c.statement.report_id == report.id)


def holder(register: Register, report: Report, about: About) -> str:
    found = register.find_holder(claim_of(register, report), about)
    assert found is not None
    return found.id


def read_again(ledger: Ledger, reports: dict[str, Report], keep: Sequence[str] = tuple(TEXTS)) -> None:
    """Read all reports with newer rules, which find the claims of those in `keep` alone."""
    for name, report in reports.items():
        claims: list[Claim] = read(report, SECOND) if name in keep else []
        ledger.add(report, SECOND, claims, LATER)


def are_one(story: Story, reports: dict[str, Report], one: str, other: str, about: About) -> bool:
    register = Register(story)
    return holder(register, reports[one], about) == holder(register, reports[other], about)


def merge_towns(register: Register, reports: dict[str, Report]) -> Judgement:
    one, far = (register.find(holder(register, reports[name], About.INCIDENT)) for name in ("one", "far"))
    return relate(register, Verdict.MERGE, one, far, SIGNED)


def test_what_was_judged_holds_after_a_re_reading_and_with_further_reports(
    ledger: Ledger, reports: dict[str, Report]
) -> None:
    assert not are_one(tell(ledger), reports, "one", "far", About.INCIDENT)
    made = judge(ledger, lambda register: merge_towns(register, reports))
    assert made.quoted == "killed"
    assert are_one(tell(ledger), reports, "one", "far", About.INCIDENT)
    read_again(ledger, reports)
    assert are_one(tell(ledger), reports, "one", "far", About.INCIDENT)
    put(ledger, EARLIER, name="earlier", published="2026-02-28")
    put(ledger, LATE, name="late", published="2026-03-03")
    story = tell(ledger)
    assert are_one(story, reports, "one", "far", About.INCIDENT)
    assert [judgement.id for judgement in story.judgements] == [made.id]


def test_a_whole_that_was_judged_holds_while_one_of_its_claims_is_there_and_else_waits(
    ledger: Ledger, reports: dict[str, Report]
) -> None:
    with ledger.view() as view:
        register = open_register(view)
    both = register.find(holder(register, reports["one"], About.QUESTION))
    assert len(both.claim_ids) == 2, "one and two answer one question"
    made = judge(ledger, lambda register: estimate(register, both, (30, 35, 40), SIGNED))
    read_again(ledger, reports, keep=["two", "far"])
    (own,) = [row for row in list_spreads(tell(ledger)) if row.rule == "own estimate"]
    assert (own.low, own.best, own.high) == (30, 35, 40)
    third = dataclasses.replace(SECOND, rules="rules-3")
    for report in reports.values():
        ledger.add(report, third, [], LATER.replace(hour=11))
    with ledger.view() as view:
        assert view.judgements() == ()
        assert [judgement.id for judgement in view.orphans()] == [made.id]
        assert [(row.state, row.about) for row in list_judgements(view)] == [("waits", "no claim that is there now")]
    fourth = dataclasses.replace(SECOND, rules="rules-4")
    for report in reports.values():
        ledger.add(report, fourth, read(report, fourth), LATER.replace(hour=12))
    assert [row.best for row in list_spreads(tell(ledger)) if row.rule == "own estimate"] == [35]


def test_ids_of_old_readings_and_older_founders_still_lead_somewhere(
    ledger: Ledger, reports: dict[str, Report]
) -> None:
    with ledger.view() as view:
        register = open_register(view)
    old_claim = claim_of(register, reports["one"])
    old = {about: holder(register, reports["one"], about) for about in (About.INCIDENT, About.QUESTION)}
    read_again(ledger, reports)
    put(ledger, EARLIER, name="earlier", published="2026-02-28")
    with ledger.view() as view:
        register = open_register(view)
        now = claim_of(register, reports["one"])
        assert now != old_claim
        assert register.find(old_claim[:10]).id == now
        for about, id in old.items():
            assert register.find(id).id == holder(register, reports["one"], about)
    assert old[About.QUESTION] != holder(register, reports["one"], About.QUESTION), "an earlier report founds it now"


def test_splits_and_differences_are_honoured_for_what_they_are_about(
    ledger: Ledger, reports: dict[str, Report]
) -> None:
    def take_out(register: Register) -> Judgement:
        whole = register.find(holder(register, reports["one"], About.INCIDENT))
        return split(register, whole, [register.find(claim_of(register, reports["two"]))], SIGNED)

    made = judge(ledger, take_out)
    assert not are_one(tell(ledger), reports, "one", "two", About.INCIDENT)
    outcome = record(ledger, lambda _: [withdraw(made, SIGNED)])
    assert outcome.now[0].startswith("Now one incident")
    assert are_one(tell(ledger), reports, "one", "two", About.INCIDENT)

    def part(register: Register) -> Judgement:
        one, two = (register.find(claim_of(register, reports[name])) for name in ("one", "two"))
        return relate(register, Verdict.DIFFERENT, one, two, SIGNED)

    judge(ledger, part)
    story = tell(ledger)
    assert not are_one(story, reports, "one", "two", About.INCIDENT)
    assert not are_one(story, reports, "one", "two", About.QUESTION)


def test_a_correction_is_told_with_its_author_and_undone_by_a_row_of_its_own(
    ledger: Ledger, reports: dict[str, Report]
) -> None:
    fields = {"figure": {"low": 44, "high": None, "bound": "at least"}}

    def correct(register: Register) -> Judgement:
        return edit(register, register.find(claim_of(register, reports["one"])), fields, SIGNED)

    made = judge(ledger, correct)
    assert json.loads(made.detail)["was"] == {"figure": {"low": 40, "high": 40, "bound": "exactly"}}
    (row,) = [row for row in list_questions(tell(ledger)) if row.figure == "≥ 44"]
    assert row.judged == "corrected by jo, 5 Mar 2026: figure ≥ 44, read as 40 (looked it up)"
    brief = render_markdown(compose_brief(tell(ledger)), version="0")
    assert "corrected by jo, read as 40" in brief
    with pytest.raises(UnknownName, match="stands there already"):
        judge(ledger, correct)
    read_again(ledger, reports)
    assert "≥ 44" in [row.figure for row in list_questions(tell(ledger))]
    undo = judge(
        ledger, lambda _: withdraw(made, dataclasses.replace(SIGNED, author="kim", at=JUDGED.replace(hour=10)))
    )
    assert "40" in [row.figure for row in list_questions(tell(ledger))]
    with ledger.view() as view:
        assert view.history() == (made, undo)
        assert find_withdrawn(view.history()) == {made.id: undo}
        assert [row.state for row in list_judgements(view)] == ["withdrawn", f"withdraws {made.id[:8]}"]
    judge(ledger, lambda _: withdraw(undo, dataclasses.replace(SIGNED, at=JUDGED.replace(hour=11))))
    assert "≥ 44" in [row.figure for row in list_questions(tell(ledger))]


def test_a_rejected_claim_counts_nowhere_and_stays(ledger: Ledger, reports: dict[str, Report]) -> None:
    made = judge(ledger, lambda r: weigh(r, Verdict.REJECT, r.find(claim_of(r, reports["far"])), SIGNED))
    story = tell(ledger)
    assert not [row for row in list_questions(story) if row.figure == "7"]
    (row,) = [row for row in list_claims(story) if row.figure == "7"]
    assert row.judged == "rejected by jo, 5 Mar 2026 (looked it up)"
    later = dataclasses.replace(SIGNED, at=JUDGED.replace(hour=12))
    accepted = judge(ledger, lambda r: weigh(r, Verdict.ACCEPT, r.find(made.subject), later))
    assert [row.figure for row in list_questions(tell(ledger)) if row.figure == "7"]
    assert accepted.id != made.id


def test_grades_and_estimates_stand_beside_and_grow_old(ledger: Ledger, reports: dict[str, Report]) -> None:
    def mark(register: Register) -> Judgement:
        return grade(register, register.find(holder(register, reports["one"], About.INCIDENT)), "fair", SIGNED)

    def guess(register: Register) -> Judgement:
        question = register.find(holder(register, reports["one"], About.QUESTION))
        return estimate(register, question, (30, 35, None), SIGNED)

    judge(ledger, mark)
    judge(ledger, guess)
    story = tell(ledger)
    assert [r.judged for r in list_incidents(story) if r.judged] == ["graded “fair” by jo, 5 Mar 2026 (looked it up)"]
    (own,) = [row for row in list_spreads(story) if row.rule == "own estimate"]
    assert (own.low, own.best, own.high, own.note) == (30, 35, None, "by jo, 5 Mar 2026; looked it up")
    put(ledger, LATE, name="late", published="2026-03-03")
    (own,) = [row for row in list_spreads(tell(ledger)) if row.rule == "own estimate"]
    assert own.note.endswith("out of date: 1 newer figure since")
    assert "out of date: 1 newer figure since" in render_markdown(compose_brief(tell(ledger)), version="0")


def test_an_old_brief_can_be_made_again(ledger: Ledger, reports: dict[str, Report]) -> None:
    def write(as_of: date) -> str:
        return render_markdown(compose_brief(tell(ledger, as_of)), version="0")

    before = write(date(2026, 3, 4))
    made = judge(ledger, lambda register: merge_towns(register, reports))
    assert write(date(2026, 3, 4)) == before
    between = write(date(2026, 3, 5))
    assert between.replace("5 Mar", "4 Mar") != before
    judge(ledger, lambda _: withdraw(made, dataclasses.replace(SIGNED, at=datetime(2026, 3, 7, tzinfo=UTC))))
    put(ledger, LATE, name="late", published="2026-03-08")
    assert write(date(2026, 3, 4)) == before
    assert write(date(2026, 3, 5)) == between
    assert "judgement" not in next(line for line in write(date(2026, 3, 7)).splitlines() if "Reviewed" in line)
    with ledger.view() as view:
        assert [row.state for row in list_judgements(view, date(2026, 3, 6))] == ["stands"]
        assert [row.state for row in list_judgements(view)] == ["withdrawn", f"withdraws {made.id[:8]}"]


def test_ids_that_are_short_unknown_ambiguous_or_of_another_sort_are_refused_with_help(
    ledger: Ledger, reports: dict[str, Report]
) -> None:
    register = Register(tell(ledger))
    claim, incident = claim_of(register, reports["one"]), holder(register, reports["one"], About.INCIDENT)
    assert register.find(f" {claim[:8].upper()}… ").id == claim
    for typed, told in (("abc", "too short"), ("zzzz", "begins with 'zzzz'")):
        with pytest.raises(UnknownName, match=told):
            register.find(typed)
    with pytest.raises(UnknownName, match=r"is not a claim: an incident") as refusal:
        register.find(incident, (About.CLAIM,))
    assert claim[:8] in str(refusal.value), "the claims that may be meant are listed"
    alike = {
        f"{n:04}{id[:12]}": dataclasses.replace(c, id=f"0000{n}{id}")
        for n, (id, c) in enumerate([(claim, c) for c in register.lookup.story.claims])
    }
    crowded = Register(dataclasses.replace(register.lookup.story, claims=tuple(alike.values())))
    with pytest.raises(UnknownName, match="begins 3 ids") as refusal:
        crowded.find("0000")
    assert str(refusal.value).count("people were") == 0
    assert str(refusal.value).count("killed, ") == 3
    made = judge(ledger, lambda r: weigh(r, Verdict.ACCEPT, r.find(claim), SIGNED))
    with ledger.view() as view:
        assert find_judgement(view, made.id[:6]) == made
        with pytest.raises(UnknownName, match="counterclaim judgements"):
            find_judgement(view, "zzzz")


def test_what_cannot_be_judged_says_why_and_keeps_nothing(ledger: Ledger, reports: dict[str, Report]) -> None:
    with ledger.view() as view:
        register = open_register(view)
    claim = register.find(claim_of(register, reports["one"]))
    other = register.find(claim_of(register, reports["two"]))
    incident = register.find(holder(register, reports["one"], About.INCIDENT))
    question = register.find(holder(register, reports["one"], About.QUESTION))
    stranger = register.find(claim_of(register, reports["far"]))
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: relate(register, Verdict.SAME, incident, question, SIGNED), "name two claims"),
        (lambda: relate(register, Verdict.DIFFERENT, claim, incident, SIGNED), "`split` takes it out"),
        (lambda: relate(register, Verdict.SAME, claim, claim, SIGNED), "one thing already"),
        (lambda: split(register, incident, [stranger], SIGNED), "is not part of"),
        (lambda: split(register, incident, [claim, other], SIGNED), "nothing would be left"),
        (lambda: grade(register, claim, " ", SIGNED), "a word"),
        (lambda: estimate(register, question, (5, 4, None), SIGNED), "low ≤ best ≤ high"),
        (lambda: estimate(register, question, (None, None, None), SIGNED), "at least one"),
        (lambda: weigh(register, Verdict.ACCEPT, claim, dataclasses.replace(SIGNED, author=" ")), "--author"),
    ]
    for make, told in refused:
        with pytest.raises(UnknownName, match=told):
            make()
    with ledger.view() as view:
        assert view.history() == ()


def test_a_claim_may_be_judged_beside_an_incident_or_question(ledger: Ledger, reports: dict[str, Report]) -> None:
    unplaced = world.put(
        ledger, "The Council said 41 people were killed in Nowhere.", name="loose", published="2026-03-02"
    )
    with ledger.view() as view:
        register = open_register(view)
    claim = register.find(claim_of(register, unplaced))
    assert register.find_holder(claim.id, About.INCIDENT) is None
    one = register.find(holder(register, reports["one"], About.INCIDENT))
    judge(ledger, lambda r: relate(r, Verdict.SAME, claim, one, SIGNED))
    assert are_one(tell(ledger), {**reports, "loose": unplaced}, "one", "loose", About.INCIDENT)


def test_a_forgotten_name_goes_from_judgements_too(ledger: Ledger) -> None:
    report = put(ledger, "Jan Gul said 3 people were killed in Zenda.", name="baker", private=True)

    def rename(register: Register) -> Judgement:
        claimant = {"key": "named:jan gul", "name": "Jan Gul", "basis": "speaker"}
        signed = dataclasses.replace(SIGNED, reason="Jan Gul told us")
        return edit(register, register.find(claim_of(register, report)), {"claimant": claimant}, signed)

    judge(ledger, rename)
    ledger.forget(Person("Jan Gul"), reason="asked", author="jo", at=JUDGED)
    with ledger.view() as view:
        (made,) = view.history()
    assert "gul" not in (made.detail + made.reason).casefold()
    assert [row.claimant for row in list_claims(tell(ledger))], "what is left can still be shown"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from(sorted(TEXTS))), min_size=1, max_size=5))
def test_whatever_later_readings_find_no_judgement_is_dropped(tmp_path: Path, found: list[set[str]]) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        reports = {name: put(ledger, text, name=name, published=day) for name, (text, day) in TEXTS.items()}
        made = [
            judge(ledger, lambda register: merge_towns(register, reports)).id,
            judge(ledger, lambda r: weigh(r, Verdict.ACCEPT, r.find(claim_of(r, reports["two"])), SIGNED)).id,
        ]
        for n, kept in enumerate(found):
            versions = dataclasses.replace(SECOND, rules=f"rules-{n + 10}")
            for name, report in reports.items():
                claims = read(report, versions) if name in kept else []
                ledger.add(report, versions, claims, LATER.replace(minute=n))
            with ledger.view() as view:
                standing = {judgement.id for judgement in view.judgements()}
                waiting = {judgement.id for judgement in view.orphans()}
            assert standing | waiting == set(made)
            assert not standing & waiting
            assert (made[1] in standing) == ("two" in kept)

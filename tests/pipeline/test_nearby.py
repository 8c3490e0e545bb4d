"""One more report is put together with its neighbourhood alone, and finds there the company it has in the whole ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from bench.desk import ground
from bench.worlds.kept import keep_world

from counterclaim.ledger.forget import Person, WholeReport
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.view import open_view
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.nearby import key_reports, tell_nearby
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.masking import WITHHELD
from counterclaim.records.story import Story, Verdict
from counterclaim.records.text import Report
from counterclaim.resolve.neighbourhood import KEYS
from tests.ledger.conftest import place, postgres, server
from tests.ledger.world import FIRST, LATER, NOW, SECOND, judge, put, read
from tests.make import make_actor, make_claim, make_report

__all__ = ["place", "postgres", "server"]  # Fixtures.
TOWNS = ("Khost", "Wana", "Kunduz", "Zaranj", "Herat", "Ghazni", "Kunar", "Quetta", "Chaman", "Bannu")


def write(random: Random) -> tuple[str, str]:
    day = date(2026, 1, 1) + timedelta(days=random.randrange(90))
    who, town = random.choice(("Kabul", "Islamabad", "The mayor")), random.choice(TOWNS)
    figures = sorted(random.sample(range(3, 60), 2))
    told = (
        f"{who} said {figures[0]} people were killed in {town}. {who} said {figures[1]} people were injured in {town}."
    )
    return told, day.isoformat()


def fill(ledger: Ledger, texts: list[tuple[str, str]]) -> list[Report]:
    made = [put(ledger, text, name=f"{text} {day}", published=day, where_prec=1) for text, day in texts]
    key_reports(ledger)
    return made


def company(story: Story, report_id: str) -> list[object]:
    mine = {c.id for c in story.claims if c.statement.report_id == report_id}
    tallies = {t.question_id: t for t in story.reconciliation.tallies}
    return [
        sorted(i.claim_ids for i in story.resolution.incidents if mine & set(i.claim_ids)),
        sorted((q.id, q.claim_ids, tallies.get(q.id)) for q in story.resolution.questions if mine & set(q.claim_ids)),
    ]


def assert_same(ledger: Ledger, report_id: str) -> int:
    """Compare the neighbourhood with the whole, and give how many reports it has."""
    with ledger.view() as view:
        part, whole = tell_nearby(view, [report_id]), tell_story(view)
    assert company(part, report_id) == company(whole, report_id)
    return len(part.reports)


@pytest.mark.parametrize("seed", [1, 2])
def test_in_any_order_it_finds_the_company_it_has_in_the_whole(seed: int, tmp_path: Path) -> None:
    texts = [write(Random(7 * n)) for n in range(60)]
    Random(seed).shuffle(texts)
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        made = fill(ledger, texts)
        sizes = [assert_same(ledger, report.id) for report in made[-4:]]
    assert min(sizes) < 30


def test_after_judgements_a_new_reading_and_forgetting(tmp_path: Path) -> None:
    texts = [write(Random(7 * n)) for n in range(40)]
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        made = fill(ledger, texts)
        first, far = made[0], next(r for r in made if abs((r.day - made[0].day).days) > 40)  # type: ignore[operator]
        ours, theirs = read(first, where_prec=1)[0], read(far, where_prec=1)[0]
        with ledger.view() as view:
            assert far.id not in view.near([first.id])
        ledger.judge(judge(ours, Verdict.SAME, other=theirs.id))
        assert_same(ledger, first.id)
        with ledger.view() as view:
            assert far.id in {r.id for r in tell_nearby(view, [first.id]).reports}
        ledger.judge(judge(read(made[1], where_prec=1)[0], Verdict.REJECT))
        assert_same(ledger, made[1].id)
        ledger.add(made[2], SECOND, read(made[2], SECOND, where_prec=1)[:1], LATER)
        with ledger.view() as view:
            assert view.unkeyed(KEYS) == (made[2].id,)
        assert_same(ledger, made[2].id)
        assert key_reports(ledger) == 1
        assert_same(ledger, made[2].id)
        ledger.forget(Person("The mayor"), reason="", author="", at=LATER)
        with ledger.view() as view:
            assert view.unkeyed(KEYS)
        key_reports(ledger)
        assert_same(ledger, made[3].id)
        ledger.forget(WholeReport(made[4].id), reason="", author="", at=LATER)
        assert_same(ledger, made[3].id)
        with ledger.view() as view:
            assert made[4].id not in view.near([r.id for r in made if r.id != made[4].id])


def test_a_correction_leads_elsewhere_and_its_withdrawal_back(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        made = fill(ledger, [write(Random(7 * n)) for n in range(6)])
        edit = judge(read(made[0], where_prec=1)[0], Verdict.EDIT)
        ledger.judge(edit)
        with ledger.view() as view:
            assert view.unkeyed(KEYS) == (made[0].id,)
        key_reports(ledger)
        ledger.judge(judge(read(made[0], where_prec=1)[0], Verdict.EDIT, at=NOW, other="another"))
        key_reports(ledger)
        assert_same(ledger, made[0].id)


def list_company(story: Story, mine: set[str]) -> list[object]:
    """Give what the incidents and questions of some claims hold."""
    held = story.resolution
    return [
        sorted((i.id, i.claim_ids, i.place, i.period) for i in held.incidents if not mine.isdisjoint(i.claim_ids)),
        sorted((q.id, q.label, q.claim_ids) for q in held.questions if not mine.isdisjoint(q.claim_ids)),
    ]


def test_a_war_with_busy_towns_copies_and_totals_is_told_in_parts_as_in_the_whole(place: str) -> None:
    keep_world(place, 900, seed=4)
    with open_view(place) as view:
        for as_of in (None, date(2025, 10, 20)):
            whole = tell_story(view, as_of)
            reasons = (r.text for i in whole.resolution.incidents for k in i.links for r in k.reasons)
            assert as_of or any("where there is much" in text for text in reasons)
            for report in Random(2).sample(whole.reports, 6):
                part = tell_nearby(view, [report.id], as_of)
                mine = {c.id for c in whole.claims if c.statement.report_id == report.id}
                assert list_company(part, mine) == list_company(whole, mine)
                assert len(part.reports) < len(whole.reports) / 2


def keep(ledger: Ledger, day: str, sentence: str, **told: Any) -> Report:
    """Keep a report of one sentence that tells one claim."""
    report = make_report(sentence, published=day)
    text, held = ground(sentence, [make_claim(report=report, sentence=sentence, **told)])
    ledger.add(replace(report, text=text), FIRST, held, NOW)
    return report


def test_a_denial_finds_in_another_report_what_it_denies(tmp_path: Path) -> None:
    north, south = (make_actor(name, side=name) for name in ("Norland", "Sudmark"))
    accused = "Norland accused Sudmark of shelling the crowded market in Zenda"
    denied = "Sudmark denied shelling any crowded market in Zenda"
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        one = keep(ledger, "2026-03-01", accused, kind="ACCUSE", trigger="accused", claimant=north, object=south)
        keep(ledger, "2026-01-01", accused, kind="ACCUSE", trigger="accused", claimant=north, object=south)
        two = keep(ledger, "2026-03-12", denied, kind="DENY", trigger="denied", claimant=south, actor=south)
        key_reports(ledger)
        with ledger.view() as view:
            whole = tell_story(view)
            assert len(whole.reconciliation.pairings) == 1
            for report in (one, two):
                part = tell_nearby(view, [report.id])
                assert part.reconciliation.pairings == whole.reconciliation.pairings
                assert len(part.reports) == 2


def test_a_running_count_goes_on_over_the_turn_of_a_month(tmp_path: Path) -> None:
    told = {"claimant": "Army", "claimant_side": "Norland", "side": "Sudmark", "people": "soldiers"}
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        for day, low in (("2026-02-24", 210), ("2026-03-02", 230)):
            sentence = f"Army said {low} soldiers were killed since January"
            last = keep(ledger, day, sentence, low=low, scope_start="2026-01-01", **told)
        key_reports(ledger)
        assert assert_same(ledger, last.id) == 2
        with ledger.view() as view:
            assert [len(q.claim_ids) for q in tell_nearby(view, [last.id]).resolution.questions] == [2]


def test_a_name_that_another_report_tells_to_be_private_is_withheld(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        keep(ledger, "2025-11-01", "Two soldiers killed Rolf Osk", people="Rolf Osk", low=1)
        report = keep(ledger, "2026-03-01", "In Zenda the house of Rolf Osk was hit, 5 killed", low=5, place="Zenda")
        key_reports(ledger)
        with ledger.view() as view:
            part = tell_nearby(view, [report.id])
    assert len(part.reports) == 2
    assert Lookup.of(part).masks.hide("the house of Rolf Osk", report.id) == f"the house of {WITHHELD}"
    assert len(part.resolution.questions) == 1

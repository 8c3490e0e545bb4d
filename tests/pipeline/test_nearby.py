"""One more report is put together with its neighbourhood alone, and finds there the company it has in the whole ledger."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from counterclaim.ledger.forget import Person, WholeReport
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.nearby import key_reports, tell_nearby
from counterclaim.records.story import Story, Verdict
from counterclaim.records.text import Report
from counterclaim.resolve.neighbourhood import KEYS
from tests.ledger.world import LATER, NOW, SECOND, judge, put, read

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

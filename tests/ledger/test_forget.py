from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from counterclaim.errors import SetupError, UnknownName
from counterclaim.ledger.arrival import Added
from counterclaim.ledger.forget import Forgotten, Person, Stretch, Target, Tombstone, WholeReport
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.migrations import find_backup
from counterclaim.ledger.view import open_view
from counterclaim.ledger.words import BLANK
from counterclaim.records.claim import Gap
from counterclaim.records.story import Verdict
from counterclaim.records.text import Skipped
from tests.ledger.world import FIRST, LATER, NOW, SECOND, judge, put, read
from tests.make import make_report

TEXT = "Zarmina Gulbahar said 9 people were killed in Khost. Kabul said 7 people were injured in Khost."
OTHER = "In Wana, ZARMINA GULBAHAR ran. Islamabad said 3 people were killed in Wana."
NAME = "Zarmina Gulbahar"
GONE = BLANK * len(NAME)


def forget(ledger: Ledger, target: Target, reason: str = "she asked for it") -> Forgotten:
    return ledger.forget(target, reason=reason, author="an editor", at=LATER)


def stored(place: str, tmp_path: Path) -> str:
    """Everything that the ledger's tables or files hold, as text in lower case."""
    if "://" not in place:
        return "".join(path.read_bytes().decode("utf-8", "replace").lower() for path in tmp_path.iterdir())
    engine = create_engine(place.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        tables = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")).all()
        rows = [str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}"))]
    engine.dispose()
    return "\n".join(rows).lower()


def fill(ledger: Ledger) -> tuple[str, str]:
    """Two reports that mention her, with two readings, judgements, a note and a search index."""
    first = dataclasses.replace(make_report(TEXT), title=f"Interview: {NAME}", url="https://x.org/zarmina-gulbahar")
    ledger.add(first, FIRST, read(first, private=True), NOW)
    ledger.add(first, SECOND, read(first, SECOND, private=True), LATER)
    second = put(ledger, OTHER)
    put(ledger, "Nothing of the kind.")
    ledger.judge(
        dataclasses.replace(judge(read(first)[0]), reason=f"{NAME} saw it", detail='{"by": "Zarmina Gulbahar"}')
    )
    ledger.skip(Skipped("zarmina_gulbahar.pdf", "it is a picture"), NOW)
    return first.id, second.id


def test_a_person_is_forgotten_everywhere(place: str, ledger: Ledger, tmp_path: Path) -> None:
    first, second = fill(ledger)
    assert "gulbahar" in stored(place, tmp_path)
    assert forget(ledger, Person("zarmina  gulbahar"), f"{NAME} asked") == Forgotten(2, 2)
    with ledger.view() as view:
        report = view.report(first)
        assert report.text == TEXT.replace(NAME, GONE)
        assert (report.title, report.url) == (f"Interview: {GONE}", f"https://x.org/{GONE}")
        assert view.report(second).text == OTHER.replace(NAME.upper(), GONE)
        for reading in view.readings(first):
            claim = view.claims_of(reading)[0]
            assert claim.claimant.name == GONE
            assert claim.speaker is not None
            assert claim.speaker.span.text == GONE
            assert claim.statement.evidence.text == f"{GONE} said 9 people were killed in Khost."
            assert claim.quantity is not None
            assert claim.quantity.low == 9
        assert (view.search("gulbahar"), view.search("interview")) == ((), (first,))
        assert [judgement.reason for judgement in view.judgements()] == [f"{GONE} saw it"]
        assert json.loads(view.history()[0].detail) == {"by": GONE}
        assert view.skipped() == (Skipped(f"{GONE}.pdf", "it is a picture"),)
        assert {tombstone.reason for tombstone in view.tombstones()} == {f"{GONE} asked"}
    ledger.close()
    assert "gulbahar" not in stored(place, tmp_path)
    assert "zarmina" not in stored(place, tmp_path)


def test_a_forgotten_person_does_not_come_back(place: str, ledger: Ledger, tmp_path: Path) -> None:
    first, _ = fill(ledger)
    forget(ledger, Person(NAME))
    report = dataclasses.replace(make_report(TEXT), id=first)
    assert ledger.add(report, FIRST, read(report), LATER) is Added.REFUSED
    assert (
        ledger.add(dataclasses.replace(report, id="copy", text=f" {TEXT.upper()}"), FIRST, [], LATER) is Added.REFUSED
    )
    fresh = dataclasses.replace(make_report(f"Later, {TEXT}"), title="More from Zarmina GULBAHAR")
    assert ledger.add(fresh, FIRST, read(fresh, private=True), LATER) is Added.ADDED
    assert ledger.add(fresh, SECOND, read(fresh, SECOND, private=True), LATER) is Added.REREAD
    ledger.judge(dataclasses.replace(judge(read(fresh)[0]), reason=f"as {NAME} says"))
    with ledger.view() as view:
        assert view.report(fresh.id).text == f"Later, {TEXT.replace(NAME, GONE)}"
        assert view.report(fresh.id).title == f"More from {GONE}"
        claim = next(view.claims(report_ids=[fresh.id]))
        assert (claim.claimant.name, claim.statement.trigger.text) == (GONE, "killed")
        assert view.judgements()[-1].reason == f"as {GONE} says"
    ledger.close()
    assert "gulbahar" not in stored(place, tmp_path)


def test_what_is_left_of_a_report_can_be_read_again(ledger: Ledger) -> None:
    first, _ = fill(ledger)
    forget(ledger, Person(NAME))
    third = dataclasses.replace(FIRST, rules="rules-3")
    with ledger.view() as view:
        kept = view.report(first)
    assert ledger.add(kept, third, read(kept, third), LATER.replace(hour=23)) is Added.REREAD
    with ledger.view() as view:
        assert [claim.claimant.name for claim in view.claims(report_ids=[first])] == ["Kabul"]
        assert len(view.orphans()) == 1


def test_a_stretch_is_forgotten_in_its_report_only(place: str, ledger: Ledger, tmp_path: Path) -> None:
    first, second = fill(ledger)
    assert forget(ledger, Stretch(first, 0, len(NAME) + 5)) == Forgotten(1, 1)
    with ledger.view() as view:
        assert view.report(first).text == TEXT.replace(f"{NAME} said", BLANK * (len(NAME) + 5))
        assert NAME.upper() in view.report(second).text
        claim = next(view.claims(report_ids=[first]))
        assert claim.claimant.name == GONE
        assert (claim.statement.trigger.text, claim.place[0].span.text) == ("killed", "Khost")
    report = dataclasses.replace(make_report(TEXT), id=first)
    assert ledger.add(report, FIRST, read(report), LATER) is Added.REFUSED
    assert ledger.add(make_report(f"Again: {TEXT}"), FIRST, [], LATER) is Added.ADDED


def test_a_quote_goes_with_its_stretch(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    ledger.judge(judge(read(report)[0]))
    start = TEXT.index("killed")
    forget(ledger, Stretch(report.id, start + 2, start + 4))
    with ledger.view() as view:
        assert [judgement.quoted for judgement in view.judgements()] == ["ki██ed"]


def test_what_was_coded_of_a_stretch_goes_with_it(ledger: Ledger) -> None:
    report = put(ledger, TEXT)
    typed = {"key": NAME.casefold(), "name": NAME, "actor": None}
    known = {"id": "x", "name": NAME, "country": "AFG", "sector": "CIV"}
    values = {"claimant": typed, "actor": known, "measure": "killed", "figure": {"low": 9, "unit": "persons"}}
    made = judge(read(report)[0], Verdict.CODE)
    detail = json.dumps({"sample": "march", "item": "s", "values": values})
    ledger.judge(dataclasses.replace(made, detail=detail, reason="as told"))
    # Her name is a part of what is removed, and not the whole.
    forget(ledger, Stretch(report.id, 0, len(NAME) + 5))
    with ledger.view() as view:
        (kept,) = view.history()
    gone = {"key": BLANK * len(NAME), "name": BLANK * len(NAME), "actor": None}
    assert json.loads(kept.detail) == {"sample": "march", "item": "s", "values": {**values, "claimant": gone}}
    assert kept.reason == "as told"


def test_a_report_is_forgotten_with_all_that_hangs_on_it(place: str, ledger: Ledger, tmp_path: Path) -> None:
    first, second = fill(ledger)
    assert forget(ledger, WholeReport(first)) == Forgotten(1, 1)
    with ledger.view() as view:
        assert first not in [report.id for report in view.reports()]
        assert (view.counts().reports, view.counts().readings, view.readings(first)) == (2, 2, ())
        assert {claim.statement.report_id for claim in view.claims()} == {second}
        assert view.search("interview") == ()
        waiting = view.orphans()[0]
        assert (waiting.quoted, waiting.author) == (BLANK * 6, "a reviewer")
        assert view.tombstones() == (Tombstone("text", "she asked for it", "an editor", LATER),)
    report = dataclasses.replace(make_report(TEXT), id=first)
    assert ledger.add(report, FIRST, read(report), LATER) is Added.REFUSED
    ledger.close()
    assert "interview" not in stored(place, tmp_path)
    assert "saw it" not in stored(place, tmp_path)


@pytest.mark.parametrize(
    "target",
    [WholeReport("x"), Stretch("x", 0, 1), Stretch("", 5, 5), Stretch("", 0, 999), Stretch("", -1, 2), Person("Nobody"),
     Person(""), Person("!?")],
    ids=str,
)  # fmt: skip
def test_what_is_not_there_is_told_and_changes_nothing(ledger: Ledger, target: Target) -> None:
    report = put(ledger, TEXT)
    if isinstance(target, Stretch) and not target.report_id:
        target = dataclasses.replace(target, report_id=report.id)
    with pytest.raises(UnknownName, match="nothing was changed"):
        forget(ledger, target)
    with ledger.view() as view:
        assert (view.report(report.id), view.tombstones()) == (report, ())


def test_tombstones_of_two_ledgers_cannot_be_compared(tmp_path: Path) -> None:
    hashes: list[str] = []
    for name in ("a", "b"):
        with open_ledger(tmp_path / name) as ledger:
            fill(ledger)
            forget(ledger, Person(NAME))
            with ledger._engine.connect() as connection:
                hashes += connection.scalars(text("SELECT hash FROM tombstones")).all()
    assert len(hashes) == len(set(hashes)) == 6


def test_a_reader_in_the_way_only_delays_it(place: str, tmp_path: Path) -> None:
    with open_ledger(place, wait_s=0.1) as ledger:
        fill(ledger)
        with open_view(place) as view:
            assert forget(ledger, Person(NAME)) == Forgotten(2, 2, swept=False)
            assert view.search("gulbahar")
        with ledger.view() as view:
            assert not view.search("gulbahar")
    with open_ledger(place):
        pass
    assert "gulbahar" not in stored(place, tmp_path)


def test_backups_that_hold_it_go(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    kept = tmp_path / "ledger.sqlite.mine"
    with open_ledger(path) as ledger:
        fill(ledger)
        backup = find_backup(path, 1)
        backup.write_bytes(b"zarmina gulbahar")
        backup.with_name(backup.name + "-wal").write_bytes(b"zarmina gulbahar")
        kept.write_bytes(b"not made by a migration")
        assert forget(ledger, Person(NAME)).backups == (backup.name, f"{backup.name}-wal")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["ledger.sqlite", "ledger.sqlite.mine"]


def test_a_backup_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        fill(ledger)
        backup = find_backup(tmp_path / "ledger.sqlite", 1)
        backup.mkdir()
        with pytest.raises(SetupError, match="holds what was forgotten and cannot be removed"):
            forget(ledger, Person(NAME))
        with ledger.view() as view:
            assert not view.search("gulbahar")
    with pytest.raises(SetupError, match="cannot be removed"):
        open_ledger(tmp_path / "ledger.sqlite")
    backup.rmdir()
    open_ledger(tmp_path / "ledger.sqlite").close()
    assert "gulbahar" not in stored(str(tmp_path / "ledger.sqlite"), tmp_path)


@pytest.mark.parametrize("between", ["\n", "\t", "\x1f", '" "', "\\"])
def test_a_name_made_by_the_reader_is_found_behind_any_escape(ledger: Ledger, between: str) -> None:
    report = make_report("Kabul said 9 people were killed in Khost.")
    claim = read(report)[0]
    gap = Gap("speaker", f"it may be Zarmina{between}Gulbahar")
    ledger.add(report, FIRST, [dataclasses.replace(claim, gaps=(gap,))], NOW)
    assert forget(ledger, Person(NAME)).reports == 1
    with ledger.view() as view:
        assert next(view.claims()).gaps[0].why == "it may be " + BLANK * (len(NAME) - 1 + len(between))


def test_the_index_keeps_no_word_of_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        first, _ = fill(ledger)
        forget(ledger, Person(NAME))
        forget(ledger, WholeReport(first))
        with ledger._engine.connect() as connection:
            connection.execute(text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row)"))
            terms = set(connection.scalars(text("SELECT term FROM terms")))
    assert "wana" in terms
    assert not {"zarmina", "gulbahar", "interview"} & terms

from __future__ import annotations

import dataclasses
from pathlib import Path

from sqlalchemy import text

from counterclaim.ledger.address import write
from counterclaim.ledger.ledger import Ledger, open_ledger
from tests.ledger.world import FIRST, NOW
from tests.make import make_report

TEXTS = [
    "Two bombs fell on the bazaar in Spin Boldak; 1,400 people fled.",
    "The ministry's spokesman denied it. NOT a word OR a number.",
    "गोलाबारी में मौतें। د کندهار والي",
]
SEARCHES = [
    ("bombs", [0]),
    ("BAZAAR spin", [0]),
    ("spin-boldak", [0]),
    ("1,400", [0]),
    ("bomb", []),
    ("ministry's", [1]),
    ("not OR number", [1]),
    ("NEAR(bombs, fell)", []),
    ('"bombs', [0]),
    ("text:bombs", []),
    ("bombs*", [0]),
    ("title word", [1]),
    ("मौतें", [2]),
    ("کندهار", [2]),
    ("", []),
    ("!?", []),
    ("x" * 100_000, []),
    ("bombs " * 20_000, [0]),
]


def fill(ledger: Ledger) -> list[str]:
    reports = [make_report(words, name=str(number)) for number, words in enumerate(TEXTS)]
    reports[1] = dataclasses.replace(reports[1], title="A title")
    for report in reports:
        ledger.add(report, FIRST, [], NOW)
    return [report.id for report in reports]


def check_searches(ledger: Ledger, ids: list[str]) -> None:
    with ledger.view() as view:
        for words, found in SEARCHES:
            assert sorted(view.search(words)) == sorted(ids[number] for number in found), words[:30]


def test_search_finds_reports_with_all_words(ledger: Ledger) -> None:
    check_searches(ledger, fill(ledger))


def test_a_sqlite_without_the_index_reads_the_texts(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        with write(ledger._engine).begin() as connection:
            connection.execute(text("DROP TABLE words"))
        check_searches(ledger, fill(ledger))


def test_a_report_of_ever_new_words_is_indexed_to_its_end(ledger: Ledger) -> None:
    words = " ".join(f"{n:x}é-{n:x}ß" for n in range(20_000))
    ledger.add(make_report(f"beginning {'x' * 100_000} {words} end"), FIRST, [], NOW)
    with ledger.view() as view:
        assert len(view.search("END beginning 4E1FSS")) == 1

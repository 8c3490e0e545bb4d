"""How long the ledger takes: `python -m bench.ledger REPORTS [URL]` prints a table, on made-up reports of 20 claims."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from tests.ledger.world import FIRST, LATER, NOW, judge, read
from tests.make import make_report

from counterclaim.ledger.forget import Person
from counterclaim.ledger.ledger import open_ledger
from counterclaim.ledger.queries import Only
from counterclaim.ledger.view import open_view


def show(what: str, work: Callable[[], object], times: int = 1) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:<44} {wall / times * 1000:>11.2f} ms {cpu / times * 1000:>11.2f} ms of processor")


def main(reports: int, place: str) -> None:
    texts = [
        " ".join(f"{who} said {n} people were killed in {where}." for who in ("Kabul", "Islamabad") for where in PLACES)
        for n in range(reports)
    ]
    texts.append("Zarmina said 1 people were killed in Wana.")
    made = [make_report(text, published=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}") for n, text in enumerate(texts)]
    arriving = iter([(report, FIRST, read(report), NOW) for report in made])
    known = [claim for report in made[:1000] for claim in read(report)[:1]]
    with open_ledger(place) as ledger:
        show("add a report of 20 claims", lambda: ledger.add(*next(arriving)), reports + 1)
        show("the same again", lambda: ledger.add(made[0], FIRST, read(made[0]), NOW), 100)
        judging = iter(known)
        show("keep a judgement", lambda: ledger.judge(judge(next(judging))), len(known))
    with open_view(place) as view:
        show(f"all {20 * reports} claims", lambda: sum(1 for _ in view.claims()))
        show("the claims of one report", lambda: list(view.claims(report_ids=[made[-1].id])), 20)
        show("one claim", lambda: view.claim(known[-1].id), 20)
        show("the claims of one day on", lambda: list(view.claims(date(2026, 1, 3))))
        show("the claims about one place", lambda: list(view.claims(only=Only(place_id="place:Khost"))))
        show(f"{len(known)} judgements", lambda: view.judgements())
        show("a search", lambda: view.search("islamabad 7 khost"), 20)
        show("the counts", lambda: view.counts())
    with open_ledger(place) as ledger:
        for name, where in (("Zarmina", "one report has"), ("Islamabad", "all reports have")):
            forget = partial(ledger.forget, Person(name), reason="", author="", at=LATER)
            show(f"forget a name that {where}", forget)


PLACES = ("Khost", "Wana", "Kunduz", "Zaranj", "Herat", "Ghazni", "Kunar", "Quetta", "Chaman", "Bannu")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "ledger.sqlite"))

"""Bytes as they were fetched: kept once, gone with what is forgotten in them, and not kept again."""

from __future__ import annotations

import dataclasses
import zlib

import pytest
from sqlalchemy import select

from counterclaim.ledger.forget import Forgotten, Person, Stretch, Target, WholeReport
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.originals import holds
from counterclaim.ledger.schema import originals
from counterclaim.ledger.scrub import find_names
from counterclaim.ledger.words import BLANK, split_words
from counterclaim.records.text import Report, Translated
from tests.ledger.world import FIRST, LATER, NOW, SECOND, read
from tests.make import make_report

NAME = "Zarmina Gulbahar"
TEXT = "Kabul said 9 people were killed in Khost."
PAGE = f"<p>{TEXT}</p><footer>More</footer>".encode()
NAMED = f"<p>{TEXT}</p><i>Photo: Zarmina <b>Gul</b>bahar</i>".encode()


def keep(ledger: Ledger, text: str, original: bytes, name: str = "") -> Report:
    report = make_report(text, name=name)
    ledger.add(report, FIRST, read(report), NOW, original=original)
    return report


def forget(ledger: Ledger, target: Target) -> Forgotten:
    return ledger.forget(target, reason="asked", author="an editor", at=LATER)


def held(ledger: Ledger) -> list[bytes]:
    """What the ledger holds of originals, unpacked."""
    with ledger._engine.connect() as connection:
        rows = connection.scalars(select(originals.c.data).order_by(originals.c.digest)).all()
    return [zlib.decompress(data) for data in rows if data is not None]


def test_one_original_is_kept_once_and_leads_back_from_each_report(ledger: Ledger) -> None:
    first, second = keep(ledger, TEXT, PAGE), keep(ledger, "Another entry of the page.", PAGE)
    bare = make_report("From a file.")
    ledger.add(bare, FIRST, [], NOW)
    assert held(ledger) == [PAGE]
    with ledger.view() as view:
        assert [view.original(r.id) for r in (first, second, bare)] == [PAGE, PAGE, None]


def test_a_new_reading_leaves_the_original_as_it_was(ledger: Ledger) -> None:
    report = keep(ledger, TEXT, PAGE)
    ledger.add(report, SECOND, read(report, SECOND), LATER, original=b"<p>another answer</p>")
    with ledger.view() as view:
        assert view.original(report.id) == PAGE


@pytest.mark.parametrize("what", ["report", "stretch", "person in the text", "person in the bytes"])
def test_what_is_forgotten_takes_its_bytes_along_and_they_stay_away(ledger: Ledger, what: str) -> None:
    text = f"{NAME} ran." if what == "person in the text" else TEXT
    page = NAMED if what == "person in the bytes" else f"<p>{text}</p>".encode()
    report, other = keep(ledger, text, page), keep(ledger, "Another entry.", page)
    kept = keep(ledger, "Nothing of it.", b"<p>Nothing of it.</p>")
    targets: dict[str, Target] = {"report": WholeReport(report.id), "stretch": Stretch(report.id, 0, 5)}
    assert forget(ledger, targets.get(what, Person(NAME))).originals == 1
    assert held(ledger) == [b"<p>Nothing of it.</p>"]
    keep(ledger, "A third entry.", page)
    keep(ledger, text, page)
    assert held(ledger) == [b"<p>Nothing of it.</p>"]
    with ledger.view() as view:
        assert (view.original(other.id), view.original(kept.id)) == (None, b"<p>Nothing of it.</p>")


def test_a_forgotten_name_keeps_new_bytes_out(ledger: Ledger) -> None:
    keep(ledger, f"{NAME} ran.", b"<p>x</p>")
    forget(ledger, Person(NAME))
    keep(ledger, TEXT, NAMED)
    keep(ledger, "It was quiet.", PAGE)
    assert held(ledger) == [PAGE]


@pytest.mark.parametrize(
    "data",
    [
        NAMED,
        b'<script>{"author": "Zarmina Gulb\\u0061har"}</script>',
        b"ZARMINA&nbsp;GULBAH&Aacute;R",
        NAME.encode("utf-16"),
    ],
)
def test_a_name_is_found_behind_markup_and_escapes(data: bytes) -> None:
    assert holds(data, find_names(split_words(NAME)))
    assert not holds(PAGE, find_names(split_words(NAME)))


def test_a_refused_text_lets_the_page_that_it_came_with_be_kept_no_longer(ledger: Ledger) -> None:
    report = keep(ledger, TEXT, b"<p>first</p>")
    forget(ledger, WholeReport(report.id))
    keep(ledger, "An entry before it.", PAGE)
    again = dataclasses.replace(make_report(TEXT, name="again"))
    ledger.add(again, FIRST, read(again), NOW, original=PAGE)
    keep(ledger, "An entry after it.", PAGE)
    assert held(ledger) == []


def test_the_original_of_a_translation_loses_the_paragraphs_that_lose_words(ledger: Ledger) -> None:
    foreign, lines = "Наме бегун.\nТихо.", (f"{NAME} ran.", "It was quiet.")
    text = "\n".join(lines)
    pairs = ((0, len(lines[0]), 0, 11), (len(lines[0]) + 1, len(text), 12, 17))
    report = dataclasses.replace(make_report(text), translated=Translated(foreign, "a.en.txt", pairs))
    ledger.add(report, FIRST, [], NOW)
    with ledger.view() as view:
        assert view.report(report.id).translated == report.translated
    forget(ledger, Person(NAME))
    later = dataclasses.replace(report, id="later", text=f"So {text}", url="https://a.example/2")
    later = dataclasses.replace(later, translated=Translated(foreign, "b", ((0, len(lines[0]) + 3, 0, 11),)))
    ledger.add(later, FIRST, [], LATER)
    with ledger.view() as view:
        assert [r.translated.text for r in view.reports() if r.translated] == [f"{BLANK * 11}\nТихо."] * 2

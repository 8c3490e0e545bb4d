from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.front import furniture, report
from counterclaim.records.text import Affiliation, Gathered

BODY = "The ministry said that nine soldiers were killed. The army did not comment.\n\nA second paragraph follows."


def left_out(text: str) -> list[str]:
    return [text[s.start : s.end] for s in furniture(report(Gathered(text)))]


def test_a_bare_text_leaves_everything_else_open() -> None:
    found = report(Gathered(BODY, path="a.txt"))
    assert (found.title, found.published, found.outlet, found.wire, found.dateline) == (None, None, None, (), None)
    assert (found.text, found.path, found.language, found.body) == (BODY, "a.txt", "en", 0)
    assert furniture(found) == ()


def test_the_edges_of_a_report_are_found() -> None:
    text = (
        " date 2026-02-03 Nine soldiers killed in raid, ministry says\n"
        "By Anna Writer\n\n"
        "GOMA, Feb 3 (Reuters) — The ministry said that nine soldiers were killed.\n"
        "The army did not comment.\n\n"
        "With PTI inputs\n"
        "Follow us on: everything\n"
    )
    found = report(Gathered(text))
    assert found.title == "Nine soldiers killed in raid, ministry says"
    assert (found.published, found.published_exact) == (datetime(2026, 2, 3, tzinfo=UTC), False)
    assert found.wire == ("Reuters", "PTI")
    assert found.dateline is not None
    assert found.dateline.text == "GOMA" == text[found.dateline.start : found.dateline.end]
    assert text[found.body :].startswith("The ministry said")
    assert left_out(text) == [
        "date 2026-02-03 ", "By Anna Writer", "GOMA, Feb 3 (Reuters) — ", "With PTI inputs", "Follow us on: everything",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"date 2026-02-03\n\n{BODY}", "2026-02-03"),
        (f"Nine killed\nPublished: February 3, 2026 10:30 GMT\nUpdated: February 4, 2026\n{BODY}", "2026-02-03"),
        (f"Nine killed\nUpdated: February 4, 2026\n{BODY}", "2026-02-04"),
        (f"Nine killed\n3 February 2026\n{BODY}", "2026-02-03"),
        (f"GOMA, 3 February 2026 — {BODY}", "2026-02-03"),
        (f"GOMA, 3 February — {BODY}", None),
        # A chronicle: its dates are headings.
        (f"How it went\n3 February 2026\n{BODY}\n4 February 2026\n{BODY}", None),
        (f"{BODY}\n" * 9 + "3 February 2026\n", None),
        (BODY, None),
    ],
)
def test_the_day_of_publication(text: str, day: str | None) -> None:
    found = report(Gathered(text)).day
    assert (found.isoformat() if found else None) == day


def test_what_the_container_says_goes_first() -> None:
    found = report(
        Gathered(f"date 2026-02-03\n{BODY}\nReuters", published="2026-02-05T01:30:00+05:00", title="T", wire=("AFP",))
    )
    assert (found.published, found.published_exact) == (datetime(2026, 2, 4, 20, 30, tzinfo=UTC), True)
    assert found.day is not None
    assert found.day.isoformat() == "2026-02-05", "the outlet's own day"
    assert (found.title, found.wire) == ("T", ("AFP",))


def test_a_date_that_cannot_be_understood_is_noted_and_the_text_asked() -> None:
    found = report(Gathered(f"date 2026-02-03\n{BODY}", published="yesterday"))
    assert found.day is not None
    assert found.day.isoformat() == "2026-02-03"
    assert any("yesterday" in note for note in found.notes)


def test_an_agency_among_the_authors_is_the_wire() -> None:
    assert report(Gathered(BODY, authors=("Anna Writer", "AFP"))).wire == ("AFP",)


def test_a_first_line_that_ends_like_a_sentence_is_no_title() -> None:
    assert report(Gathered("Nine soldiers were killed.\nThe army said so.")).title is None
    assert report(Gathered("Who killed the nine?\nThe army said nothing.")).title == "Who killed the nine?"
    assert report(Gathered("Nine killed")).title is None


def test_outlets_come_with_their_affiliation() -> None:
    by_name = report(Gathered(BODY, outlet="Reuters")).outlet
    by_site = report(Gathered(BODY, url="https://www.reuters.com/world/x")).outlet
    assert by_name is not None
    assert by_name == by_site
    assert by_name.affiliation is Affiliation.AGENCY
    unknown = report(Gathered(BODY, url="https://lantern.example/x")).outlet
    assert unknown is not None
    assert (unknown.name, unknown.affiliation) == ("lantern.example", Affiliation.UNKNOWN)
    assert report(Gathered(BODY, url="http://[broken")).outlet is None


def test_ids_tell_reports_apart_and_files_not() -> None:
    one = Gathered(BODY, path="a.txt", outlet="Daily Lantern", published="2026-02-03")
    ids = {
        "same": report(one).id,
        "moved": report(Gathered(BODY, path="b/c.txt", outlet="Daily Lantern", published="2026-02-03")).id,
        "other outlet": report(Gathered(BODY, outlet="Evening Post", published="2026-02-03")).id,
        "other day": report(Gathered(BODY, outlet="Daily Lantern", published="2026-02-04")).id,
        "other text": report(Gathered(BODY + " ", outlet="Daily Lantern", published="2026-02-03")).id,
        "other address": report(
            Gathered(BODY, outlet="Daily Lantern", published="2026-02-03", url="https://x.example/1")
        ).id,
    }
    assert ids["same"] == ids["moved"]
    assert len(set(ids.values())) == 5


@pytest.mark.parametrize(
    ("lines", "out"),
    [
        (("* ZENDA - Gunmen shot a clerk.", "* ST ANN - Two died."), ["* ZENDA - ", "* ST ANN - "]),
        (("ZENDA — Gunmen shot a clerk.", "ST ANN — Two died."), ["ZENDA — ", "ST ANN — "]),
        (("* ZENDA - Gunmen shot a clerk.", "* Two died in St Ann."), []),
        (("- Zenda - Gunmen shot a clerk.", "- St Ann - Two died."), []),
    ],
)
def test_the_places_ahead_of_the_items_of_a_round_up_are_left_out(lines: tuple[str, ...], out: list[str]) -> None:
    assert left_out("\n\n".join(("Four attacks on Friday\n", *lines))) == out


@given(st.text(alphabet=st.sampled_from("aZ9 .—–-:|()\n\u202e\u200b“date 2026-02-03"), max_size=400))
def test_any_text_gives_a_report_whose_spans_quote_it(text: str) -> None:
    found = report(Gathered(text))
    assert found.text == text
    assert 0 <= found.body <= len(text)
    if found.dateline:
        assert text[found.dateline.start : found.dateline.end] == found.dateline.text
    ranges = furniture(found)
    assert all(a.start < a.end for a in ranges)
    assert all(a.end <= b.start for a, b in pairwise(ranges))


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "Follow us " * 100_000, "A — " * 250_000, "\n" * 1_000_000, "date " * 200_000, "(" * 1_000_000,
     "Photo: x\n" * 100_000, "By A\n" * 200_000, " " * 1_000_000 + "."],
)  # fmt: skip
def test_a_megabyte_of_anything_takes_seconds_at_most(text: str) -> None:
    start = time.process_time()
    report(Gathered(text))
    assert time.process_time() - start < 6

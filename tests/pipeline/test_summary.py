from __future__ import annotations

from datetime import date

import pytest

from counterclaim.pipeline.compose import Read
from counterclaim.pipeline.summary import Summary
from counterclaim.records.story import Reconciliation, Resolution, Story, Syndication, Tally
from counterclaim.records.text import Report, Skipped
from tests.make import make_claim, make_report

TODAY = date(2026, 3, 1)


def lines(*outcomes: Read | Skipped, story: Story | None = None) -> str:
    summary = Summary(TODAY)
    for outcome in outcomes:
        summary.count(outcome)
    return "\n".join(summary.write(story))


def test_reports_claims_and_figures_are_counted() -> None:
    report = make_report("x", published="2026-02-28")
    claims = (make_claim(low=9), make_claim(kind="DENY"), make_claim(low=2))
    text = lines(Read(report, claims), Read(make_report("y"), ()))
    assert text.startswith("Read 2 reports: 3 claims, 2 with a figure.")


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Read(make_report(published=None), ()), "Without a publication date: 1 report."),
        (Read(make_report(published="2026-03-02"), ()), "Dated in the future: 1 report."),
        (
            Read(Report("r", "t", language="fr"), ()),
            "In other languages, kept but not read (English is read): 1 report (fr 1).",
        ),
        (Read(Report("r", "t", path="a.txt", notes=("Guessed.",)), ()), "Note on a.txt: Guessed."),
        (Read(make_report(), (make_claim(low=9, claimant="Outlet"),)), "without a speaker: 1."),
        (
            Read(make_report(), (make_claim(low=9, claimant="Ministry", speaker="he"),)),
            "what they cover (a total, a day, a place): 1.",
        ),
        (Read(make_report(), (), "known"), "1 of them known already and not read again: 0 new claims"),
        (Skipped("a.pdf", "No."), "Not read: 1 file or record.\n  a.pdf: No."),
    ],
)
def test_what_was_not_read_or_is_weak_is_named(outcome: Read | Skipped, sentence: str) -> None:
    assert sentence in lines(outcome)


def test_nothing_weak_is_not_spoken_of() -> None:
    claim = make_claim(low=9, claimant="Governor", speaker="the governor", scope_kind="total")
    assert lines(Read(make_report(published="2026-03-01"), (claim,))) == "Read 1 report: 1 claim, 1 with a figure."


def test_the_ledger_together() -> None:
    reports = (make_report("a", name="1"), make_report("a", name="2"), make_report("b"))
    voices = (Syndication("v", (reports[0].id, reports[1].id), reports[0].id), Syndication("w", (reports[2].id,), "x"))
    tallies = tuple(
        Tally(f"t{n}", question, f"key{n}", "who", None, False, ()) for n, question in enumerate(("q", "q", "p"))
    )
    story = Story(
        reports, (), Resolution(voices, (), (), (), ()), Reconciliation(None, tallies, (), (), (), (), ()), (), ()
    )
    text = lines(story=story)
    assert (
        "The ledger now holds 3 reports and 0 claims. 2 questions with figures, 1 of them with more than one claimant."
        in text
    )
    assert "Copies of another report's text, counted as one voice: 1." in text

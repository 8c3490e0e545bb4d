from __future__ import annotations

from dataclasses import replace

from counterclaim.publish.annex import lay_out_gaps, lay_out_reports
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.translations import HIDDEN
from counterclaim.records.claim import Claim, Gap
from counterclaim.records.story import Reconciliation, Resolution, Story, Syndication
from counterclaim.records.text import Report, Translated
from tests.make import make_claim, make_report

EMPTY = Reconciliation(None, (), (), (), (), (), ())
EARLY, LATE, UNDATED = (
    make_report("x", outlet=o, published=p)
    for o, p in (("Early", "2026-03-01"), ("Late", "2026-03-02"), ("Undated", None))
)


def look_up(
    reports: tuple[Report, ...], claims: tuple[Claim, ...] = (), voices: tuple[Syndication, ...] = ()
) -> Lookup:
    return Lookup.of(Story(reports, claims, Resolution(voices, (), (), (), ()), EMPTY))


def test_reports_go_by_publication_and_undated_ones_are_last() -> None:
    read = lay_out_reports(look_up((UNDATED, LATE, EARLY)))
    assert [(r.outlet, r.when) for r in read] == [
        ("Early", "1 Mar 2026"),
        ("Late", "2 Mar 2026"),
        ("Undated", "no date"),
    ]


def test_a_copy_names_the_report_whose_text_it_carries() -> None:
    voice = Syndication("v", (EARLY.id, LATE.id), EARLY.id)
    early, late = lay_out_reports(look_up((EARLY, LATE), voices=(voice,)))
    assert (early.copy_of, late.copy_of) == ("", "Early")
    assert late.copy_href == f"#{early.anchor}"


def test_claims_of_one_sentence_stand_under_it_in_text_order() -> None:
    sentence = "nine killed and thirty wounded"
    claims = (
        make_claim(report=EARLY, sentence=sentence, kind="INJURE", trigger="wounded", low=30),
        make_claim(report=EARLY, sentence=sentence, trigger="killed", low=9),
    )
    (read,) = lay_out_reports(look_up((EARLY,), claims))
    (shown,) = read.sentences
    assert [(e.what, e.figure) for e in shown.entries] == [("killed", "9"), ("injured", "30")]
    assert [p.text for p in shown.pieces if p.role == "trigger"] == ["killed", "wounded"]


def test_gaps_are_counted_by_field_and_reason() -> None:
    claims = tuple(
        replace(make_claim(report=EARLY, low=n, start=n), gaps=(Gap("place", "none named"),)) for n in range(1, 12)
    )
    odd = replace(make_claim(report=EARLY, low=50, start=60), gaps=(Gap("time", "none told"),))
    first, second = lay_out_gaps(look_up((EARLY,), (*claims, odd)))
    assert (first.field, first.count, len(first.links), first.further) == ("place", 11, 8, 3)
    assert (second.field, second.why, second.count) == ("time", "none told", 1)


def test_a_sentence_shows_what_it_translates_unless_a_name_is_withheld_there() -> None:
    claim = make_claim(low=3, sentence="A baker, Jan Gul, said that 3 died.")
    text = claim.statement.evidence.text
    translated = Translated("Ein Bäcker sagte, 3 seien gestorben.", "a.en.txt", ((0, len(text), 0, 36),))
    report = replace(make_report(text), id=claim.statement.report_id, translated=translated)
    shown = lay_out_reports(look_up((report,), (claim,)))[0].sentences[0].original
    assert shown == translated.text
    private = replace(claim, claimant=replace(claim.claimant, name="Jan Gul", is_private_person=True))
    hidden = lay_out_reports(look_up((report,), (private,)))[0].sentences[0].original
    assert hidden == HIDDEN
    assert lay_out_reports(look_up((replace(report, translated=None),), (claim,)))[0].sentences[0].original == ""

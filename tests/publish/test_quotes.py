from __future__ import annotations

from dataclasses import replace

from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import LONGEST_QUOTE, quote, quote_all
from counterclaim.records.claim import Claim
from counterclaim.records.story import Reconciliation, Resolution, Story, Syndication
from counterclaim.records.text import Report, Span
from tests.make import make_claim, make_report


def look_up(*claims: Claim, reports: tuple[Report, ...] = ()) -> Lookup:
    empty = Reconciliation(None, (), (), (), (), (), ())
    return Lookup.of(Story(reports, claims, Resolution((), (), (), (), ()), empty))


def test_pieces_mark_figure_trigger_and_withheld_names_and_rebuild_the_sentence() -> None:
    sentence = "Baker Rolf Osk said nine people were killed."
    report = make_report(f"First. {sentence}")
    claim = make_claim(
        report=report,
        sentence=sentence,
        start=7,
        low=9,
        claimant="Rolf Osk",
        speaker="Baker Rolf Osk",
        speaker_class="witness",
    )
    assert claim.quantity
    at = 7 + sentence.index("nine")
    claim = replace(claim, quantity=replace(claim.quantity, span=Span(at, at + 4, "nine")))
    shown = quote(look_up(claim, reports=(report,)), claim)
    assert [(p.text, p.role) for p in shown.pieces if p.role] == [
        ("[name withheld]", "withheld"),
        ("nine", "figure"),
        ("killed", "trigger"),
    ]
    assert shown.text == "Baker [name withheld] said nine people were killed."
    assert shown.claimant == "baker [name withheld]"


def test_a_span_that_does_not_quote_its_words_is_not_marked() -> None:
    claim = make_claim(sentence="nine killed", low=9)
    assert claim.quantity
    wrong = replace(claim, quantity=replace(claim.quantity, span=Span(0, 4, "five")))
    assert all(piece.role != "figure" for piece in quote(look_up(wrong), wrong).pieces)


def test_a_megabyte_sentence_is_cut_around_its_trigger() -> None:
    claim = make_claim(sentence="word " * 100_000 + "killed here " + "word " * 100_000)
    shown = quote(look_up(claim), claim)
    assert len(shown.text) < LONGEST_QUOTE + 20
    assert "killed here" in shown.text
    assert shown.text.startswith(" […] ")
    assert shown.text.endswith(" […] ")


def test_same_words_of_one_claimant_are_told_once_with_the_other_outlets() -> None:
    one, two = (make_report("x", outlet=o, published=f"2026-03-0{d}") for o, d in (("Late", 2), ("Early", 1)))
    claims = [make_claim(report=r, sentence="nine killed", claimant="Ministry") for r in (one, two)]
    said = quote_all(look_up(*claims, reports=(one, two)), claims)
    assert [(s.quote.outlet, [q.outlet for q in s.also]) for s in said] == [("Early", ["Late"])]


def test_copies_that_speak_in_their_own_voice_are_one_voice() -> None:
    one, two = (make_report("nine killed", outlet=o, published=f"2026-03-0{d}") for o, d in (("Wire", 1), ("Copy", 2)))
    claims = tuple(make_claim(report=r, sentence="nine killed", claimant=o) for r, o in ((one, "Wire"), (two, "Copy")))
    empty = Reconciliation(None, (), (), (), (), (), ())
    voice = Syndication("v", (one.id, two.id), one.id)
    lookup = Lookup.of(Story((one, two), claims, Resolution((voice,), (), (), (), ()), empty))
    (said,) = quote_all(lookup, claims)
    assert (said.quote.claimant, said.quote.through, [q.outlet for q in said.also]) == (
        "Wire",
        ("in its own voice",),
        ["Copy"],
    )

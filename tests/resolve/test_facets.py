"""What a claim lays out for comparison: where people were harmed, and who did it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.records.text import Span
from counterclaim.records.world import PlaceMention
from counterclaim.resolve.facets import Facet, lay_out
from tests.make import make_claim, make_place, make_report

ZENDA = make_place("Zenda", country="RUR")


def lay(sentence: str, **facts: Any) -> Facet:
    """Lay out a claim of this sentence; where it names a hospital in Zenda, or Zenda, that is its place."""
    report = make_report(sentence)
    claim = make_claim(report=report, sentence=sentence, low=4, **facts)
    words = next((w for w in ("a hospital in Zenda", "Zenda") if w in sentence), "")
    at = sentence.index(words)
    mention = PlaceMention(Span(at, at + len(words), words), ZENDA)
    return lay_out(replace(claim, place=(mention,) if words else ()), report, report.id)


@pytest.mark.parametrize(
    ("sentence", "facts", "is_there"),
    [
        ("Four wounded were taken to Zenda.", {"kind": "INJURE", "trigger": "wounded"}, False),
        ("Four wounded are being treated in the town of Zenda.", {"kind": "INJURE", "trigger": "wounded"}, False),
        ("Four were wounded in Zenda.", {"kind": "INJURE", "trigger": "wounded"}, True),
        (
            "Four of the wounded died in a hospital in Zenda.",
            {"trigger": "died", "people": "Four of the wounded"},
            False,
        ),
        ("Four died of their wounds in a hospital in Zenda.", {"trigger": "died"}, False),
        ("Four died in a hospital in Zenda from their injuries.", {"trigger": "died"}, False),
        ("Shells killed four in a hospital in Zenda.", {"trigger": "killed"}, True),
        ("Four bodies were brought to a hospital in Zenda.", {"trigger": "bodies"}, False),
        ("The morgue in Zenda has received four bodies.", {"trigger": "bodies"}, False),
        ("Four bodies were brought to Zenda.", {"trigger": "bodies"}, True),
    ],
)
def test_where_the_wounded_were_taken_is_not_where_they_were_harmed(
    sentence: str, facts: dict[str, Any], is_there: bool
) -> None:
    assert bool(lay(sentence, **facts).spots) is is_there


@pytest.mark.parametrize(
    ("sentence", "is_dated"),
    [
        ("The death toll of the raid rose to 131 on Tuesday.", False),
        ("The number of people killed in the raid was raised to at least 40 late on Tuesday.", False),
        ("The toll of the raid on Tuesday rose to 131.", True),
        ("The number of people killed in the raid on Tuesday is not known.", True),
        ("Four were killed on Tuesday.", True),
    ],
)
def test_the_day_on_which_a_count_moved_is_not_that_of_the_harm(sentence: str, is_dated: bool) -> None:
    report = make_report(sentence)
    claim = make_claim(report=report, sentence=sentence, low=4, period="2026-02-24", when="Tuesday")
    at = sentence.index("Tuesday")
    (told,) = claim.time
    dated = replace(claim, time=(replace(told, span=Span(at, at + 7, "Tuesday")),))
    assert (lay_out(dated, report, report.id).period is not None) is is_dated


@pytest.mark.parametrize(
    ("sentence", "figure", "is_there"),
    [
        ("It counted 212 dead: 83 in Zenda, 57 in Hentzau.", "212", False),
        ("It counted 83 in Zenda, 57 in Hentzau.", "83", True),
        ("It counted 212 dead in Zenda.", "212", True),
        ("On Monday 212 died and 40 tents burned in Zenda.", "212", True),
    ],
)
def test_the_places_of_a_list_of_numbers_are_not_those_of_their_sum(sentence: str, figure: str, is_there: bool) -> None:
    report = make_report(sentence)
    claim = make_claim(report=report, sentence=sentence, trigger="counted", low=int(figure))
    assert claim.quantity is not None
    at, town = sentence.index(figure), sentence.index("Zenda")
    quantity = replace(claim.quantity, span=Span(at, at + len(figure), figure))
    mention = PlaceMention(Span(town, town + 5, "Zenda"), ZENDA)
    facet = lay_out(replace(claim, quantity=quantity, place=(mention,)), report, report.id)
    assert bool(facet.spots) is is_there


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("The raid came 10 days after a bomb on a train at Holm, near Zenda, killed four.", "2026-02-17", "2026-02-21"),
        ("The raid came two weeks after an attack in Zenda killed four.", "2026-02-10", "2026-02-20"),
        ("Gunmen raided Zenda 10 days after an attack on Holm, killing four.", None, None),
        ("Gunmen raided Zenda 10 days after an attack on Holm, and four died.", None, None),
        ("Four died in Zenda 10 days after an attack on Holm.", None, None),
    ],
)
def test_what_lies_days_before_the_news_is_dated_by_them(sentence: str, first: str | None, last: str | None) -> None:
    trigger = next(w for w in ("killing", "killed", "died") if w in sentence)
    facet = lay(sentence, trigger=trigger)
    told = (facet.period.start.isoformat(), facet.period.end.isoformat()) if facet.period else (None, None)
    assert told == (first, last)
    assert bool(facet.answers) is (first is not None)


@pytest.mark.parametrize(
    ("sentence", "facts", "tells_one"),
    [
        ("A leads the rebels, who are fighting for a state.", {"trigger": "fighting"}, False),
        ("A's men were fighting in the streets.", {"trigger": "fighting"}, True),
        ("A's men have been battling rebels in Zenda.", {"trigger": "battling"}, True),
        ("A routinely denies targeting civilians.", {"trigger": "targeting", "status": "negated"}, False),
        ("A says that it does not target civilians.", {"trigger": "target", "status": "negated"}, False),
        ("A denied targeting civilians.", {"trigger": "targeting", "status": "negated"}, True),
    ],
)
def test_a_state_of_things_is_no_incident(sentence: str, facts: dict[str, Any], tells_one: bool) -> None:
    assert lay(sentence, kind="FIGHT", **facts).speaks_of_incident is tells_one


@pytest.mark.parametrize(
    ("trigger", "doers"),
    [("received", set()), ("got back", set()), ("swapped", set()), ("freed", {"A"}), ("released", {"A"})],
)
def test_who_gets_people_back_lets_nobody_go(trigger: str, doers: set[str]) -> None:
    assert lay(f"A {trigger} four men.", kind="RELEASE", trigger=trigger, actor="A").perpetrators == doers


@pytest.mark.parametrize(
    ("sentence", "facts", "is_doer"),
    [
        ("Graustark jets hit Zenda hours after an attack on a bus.", {"kind": "FIGHT", "trigger": "attack"}, False),
        ("Graustark jets hit Zenda hours after an attack on a bus.", {"kind": "STRIKE", "trigger": "hit"}, True),
        ("Graustark jets hit Zenda a day after a raid in which four died.", {"trigger": "died"}, False),
        ("Graustark jets, in reply to the raid, hit Zenda.", {"kind": "STRIKE", "trigger": "hit"}, True),
    ],
)
def test_who_answers_an_attack_did_not_carry_it_out(sentence: str, facts: dict[str, Any], is_doer: bool) -> None:
    report = make_report(sentence)
    claim = make_claim(report=report, sentence=sentence, low=4, actor="Graustark", **facts)
    claim = replace(claim, actor=tuple(replace(m, span=Span(0, 9, "Graustark")) for m in claim.actor))
    assert bool(lay_out(claim, report, report.id).perpetrators) is is_doer


@pytest.mark.parametrize(
    ("sentence", "trigger", "is_there"),
    [
        ("Zenda has lost 12 tanks", "lost", False),
        ("The Zenda regime has shelled 12 tanks", "shelled", False),
        ("In Zenda the army has lost 12 tanks", "lost", True),
        ("The army has lost 12 tanks in Zenda", "lost", True),
    ],
)
def test_who_lost_something_is_not_where_it_was_lost(sentence: str, trigger: str, is_there: bool) -> None:
    report = make_report(sentence)
    claim = make_claim(report=report, sentence=sentence, kind="DESTROY", trigger=trigger, low=12, unit="tanks")
    at = sentence.index("Zenda")
    claim = replace(claim, place=(PlaceMention(Span(at, at + 5, "Zenda"), ZENDA),))
    assert bool(lay_out(claim, report, report.id).spots) is is_there

from __future__ import annotations

from counterclaim.publish.lookup import Lookup
from counterclaim.publish.stances import lay_out_answers, lay_out_stances
from counterclaim.records.claim import Claim
from counterclaim.records.statement import DenialTarget, Kind
from counterclaim.records.story import Pairing, Position, Reconciliation, Refusal, Resolution, Story
from tests.golden.renew import load_story
from tests.make import make_claim, make_report

EARLY, LATE = (make_report("x", outlet=o, published=f"2026-03-0{d}") for o, d in (("Early", 1), ("Late", 2)))


def say(kind: str, words: str, claimant: str, report=EARLY) -> Claim:
    return make_claim(report=report, kind=kind, sentence=words, people=words, claimant=claimant)


def look_up(*claims: Claim, pairings=(), refusals=(), positions=()) -> Lookup:
    known = Reconciliation(None, (), (), (), (), positions, pairings, refusals)
    return Lookup.of(Story((EARLY, LATE), claims, Resolution((), (), (), (), ()), known))


def test_answers_stand_side_by_side_pairs_before_refusals() -> None:
    charge, denial = say("ACCUSE", "they shelter raiders", "A"), say("DENY", "we do not", "B")
    demand, refusal = say("REQUEST", "hand them over", "A"), say("DENY", "we will not", "B")
    answers = lay_out_answers(
        look_up(
            charge,
            denial,
            demand,
            refusal,
            pairings=(Pairing(charge.id, denial.id, DenialTarget.ALLEGATION, "nearest before it"),),
            refusals=(Refusal(demand.id, refusal.id, "names the demand"),),
        )
    )
    assert [(a.left_title, a.left.quote.text, a.right_title, a.right.quote.text) for a in answers] == [
        ("Allegation", "they shelter raiders", "Denial of the allegation", "we do not"),
        ("Demand", "hand them over", "Refusal", "we will not"),
    ]


def test_the_same_pair_in_two_outlets_is_told_once_from_the_earlier() -> None:
    pairs = [(say("ACCUSE", "they did", "A", r), say("DENY", "we did not", "B", r)) for r in (LATE, EARLY)]
    links = tuple(Pairing(a.id, d.id, DenialTarget.OCCURRENCE, "") for a, d in pairs)
    (answer,) = lay_out_answers(look_up(*(c for pair in pairs for c in pair), pairings=links))
    assert (answer.left.quote.outlet, [q.outlet for q in answer.left.also]) == ("Early", ["Late"])


def test_a_pair_with_a_missing_claim_is_left_out() -> None:
    charge = say("ACCUSE", "they did", "A")
    assert lay_out_answers(look_up(charge, pairings=(Pairing(charge.id, "gone", DenialTarget.OCCURRENCE, ""),))) == ()


def test_positions_go_by_kind_then_day() -> None:
    claims = [say("REQUEST", f"stop {n}", "A") for n in range(5)]
    asked = Position("p", Kind.REQUEST, "A", None, tuple(c.id for c in claims), EARLY.day)
    accused = Position("q", Kind.ACCUSE, "B", "A", (), None)
    groups = lay_out_stances(look_up(*claims, positions=(asked, accused)))
    assert [(g.verb, [s.holder for s in g.stances]) for g in groups] == [
        ("accuses or criticises", ["B"]),
        ("asks", ["A"]),
    ]
    (stance,) = groups[1].stances
    assert (len(stance.said), len(stance.further)) == (3, 2)


def test_the_golden_storys_pair_comes_from_the_agency_and_its_copy() -> None:
    (answer,) = [a for a in lay_out_answers(Lookup.of(load_story())) if "shelter" in a.right.quote.text]
    assert (answer.left.quote.outlet, [q.outlet for q in answer.left.also]) == (
        "Meridian News Agency",
        ["Harbour Times"],
    )


def test_a_speech_act_is_headed_by_its_doer_and_captioned_by_its_claimant() -> None:
    charge = make_claim(report=EARLY, kind="ACCUSE", sentence="A accuses B", people="x", actor="A", claimant="Early")
    denial = make_claim(report=EARLY, kind="DENY", sentence="B denies it", people="y", actor="B", claimant="Early")
    pairing = Pairing(charge.id, denial.id, DenialTarget.ALLEGATION, "")
    (answer,) = lay_out_answers(look_up(charge, denial, pairings=(pairing,)))
    assert (answer.left_party, answer.left.quote.claimant) == ("A", "Early")
    assert (answer.right_party, answer.right.quote.claimant) == ("B", "Early")

from __future__ import annotations

from dataclasses import replace

from counterclaim.publish.disputes import Card, lay_out_cards
from counterclaim.publish.lookup import Lookup
from counterclaim.records.claim import Bound, Measure, Quantity, Scope, VictimValue
from counterclaim.records.story import Question, Reconciliation, Relation, Resolution, Spread, Story, Tally, TallyEntry
from counterclaim.records.text import Report, Span
from tests.golden.renew import load_story
from tests.make import digest, make_claim, make_report

REPORT = make_report("", outlet="Post", published="2026-02-27T05:00:00")


def ask(
    label: str, *, measure: Measure = Measure.KILLED, part_of: str | None = None, side: str | None = None
) -> Question:
    return Question(
        digest(label),
        measure,
        "fighters",
        side,
        VictimValue.COMBATANT,
        "persons",
        None,
        None,
        Scope(),
        label,
        (),
        part_of,
    )


def hold(
    question: Question, claimant: str, *figures: int, relation: Relation = Relation.SUPERSEDES
) -> tuple[Tally, list]:
    claims = [make_claim(report=REPORT, low=n, claimant=claimant, start=n) for n in figures]
    entries = tuple(
        TallyEntry(
            c.id,
            Quantity(Span(0, 0, ""), n, n, Bound.EXACT),
            None,
            relation if i else Relation.FIRST,
            claims[i - 1].id if i else None,
            False,
            "later report" if i else "",
            i == len(figures) - 1,
        )
        for i, (c, n) in enumerate(zip(claims, figures, strict=True))
    )
    return Tally(digest(claimant, question.id), question.id, claimant, claimant, claimant, False, entries), claims


def lay_out(
    questions: list[Question], held: list[tuple[Tally, list]], spreads: tuple[Spread, ...] = ()
) -> tuple[Card, ...]:
    reports: tuple[Report, ...] = (REPORT,)
    claims = tuple(c for _, cs in held for c in cs)
    known = Reconciliation(None, tuple(t for t, _ in held), spreads, (), (), (), ())
    return lay_out_cards(Lookup.of(Story(reports, claims, Resolution((), (), (), tuple(questions), ()), known)))


def test_disputed_questions_come_first_then_deaths() -> None:
    single, hurt, dead = ask("A single"), ask("B hurt", measure=Measure.INJURED), ask("C dead")
    cards = lay_out(
        [single, hurt, dead],
        [hold(single, "X", 5), hold(hurt, "X", 1), hold(hurt, "Y", 2), hold(dead, "X", 3), hold(dead, "Y", 4)],
    )
    assert [(c.label, c.is_disputed) for c in cards] == [("C dead", True), ("B hurt", True), ("A single", False)]


def test_sub_counts_follow_their_total() -> None:
    total, part = ask("Killed"), ask("Children among the killed", part_of=digest("Killed"))
    cards = lay_out([part, total], [hold(part, "X", 9), hold(total, "X", 23)])
    assert [(c.label, c.is_part) for c in cards] == [("Killed", False), ("Children among the killed", True)]


def test_a_history_names_relation_reason_and_whether_it_was_told() -> None:
    question = ask("Killed")
    (card,) = lay_out([question], [hold(question, "X", 274, 297)])
    (row,) = card.rows
    first, second = row.steps
    assert (first.relation, first.basis) == ("", "")
    assert (second.relation, second.to and second.to.text, second.basis, second.reason) == (
        "supersedes",
        "274",
        "inferred",
        "later report",
    )
    assert [s.figure.text for s in row.latest] == ["297"]


def test_a_side_without_a_figure_is_listed_without_one() -> None:
    question = ask("Killed", side="Ruritania")
    (card,) = lay_out([question], [hold(question, "Graustark", 40)])
    absent = card.rows[-1]
    assert (absent.claimant, absent.latest) == ("Ruritania", ())
    assert absent.absence == "no figure of its own in the 1 report read since 27 Feb 2026"


def test_a_rules_unknown_is_not_given_and_numbers_link_to_whose_they_are() -> None:
    question = ask("Killed")
    held = [hold(question, "X", 13), hold(question, "Y", 297)]
    claims = [c for _, cs in held for c in cs]
    spread = Spread(question.id, "min-max/1", 13, None, 297, tuple(c.id for c in claims))
    (card,) = lay_out([question], held, (spread,))
    (shown,) = card.ranges
    assert shown.best is None
    assert shown.low
    assert shown.high
    assert (shown.low.href, shown.high.href) == (f"#claim-{claims[0].id}", f"#claim-{claims[1].id}")
    assert (shown.low.words, shown.high.words) == ("13, after X", "297, after Y")


def test_a_claim_that_the_story_does_not_hold_breaks_nothing() -> None:
    story = load_story()
    assert lay_out_cards(Lookup.of(replace(story, claims=())))

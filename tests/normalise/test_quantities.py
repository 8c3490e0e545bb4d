from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.normalise.marked import make_statement

from counterclaim.normalise.quantities import quantify
from counterclaim.records.claim import Bound, PartRelation


def test_first_amount_is_the_figure_and_spans_quote_the_text() -> None:
    text = "The ministry said more than 450 fighters were hurt."
    quantity, gaps = quantify(make_statement(text, "hurt", kind="INJURE", amounts=("more than 450",)), text)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.bound, quantity.unit) == (450, None, Bound.MORE_THAN, "persons")
    assert text[quantity.span.start : quantity.span.end] == quantity.span.text == "more than 450"
    assert quantity.written
    assert gaps == ()


@pytest.mark.parametrize(
    ("text", "amounts", "low", "parts"),
    [
        (
            "Shells killed 23 people, including nine children and four medics.",
            ("23", "nine", "four"),
            23,
            [(9, "part", "children"), (4, "part", "medics")],
        ),
        (
            "The raid killed 23 people: 16 in hospital, seven at the scene.",
            ("23", "16", "seven"),
            23,
            [(16, "partition", "in hospital"), (7, "partition", "at the scene")],
        ),
        (
            "The raid killed 23 people, five of them children.",
            ("23", "five"),
            23,
            [(5, "part", "of them children")],
        ),
        ("Clashes killed two soldiers and three rebels.", ("two", "three"), 2, [(3, "beside", "rebels")]),
        ("Guns killed 90 rebels, up from the 70 that the mayor had given.", ("90", "70"), 90, [(70, "beside", None)]),
        ("Ten of the 23 killed were minors.", ("Ten", "the 23"), 10, [(23, "overlap", None)]),
        ("Five children were among the 23 killed.", ("Five", "the 23"), 23, [(5, "part", "children")]),
    ],
)
def test_further_amounts_are_parts_with_their_relation(
    text: str, amounts: tuple[str, ...], low: int, parts: list[tuple[int, str, str | None]]
) -> None:
    quantity, _ = quantify(make_statement(text, "killed", amounts=amounts), text)
    assert quantity is not None
    assert quantity.low == low
    assert [(p.low, p.relation.value) for p in quantity.parts] == [(n, relation) for n, relation, _ in parts]
    assert [p.of for p in quantity.parts if p.relation is not PartRelation.OVERLAP] == [
        w for _, r, w in parts if r != "overlap"
    ]


def test_captured_others_after_destroyed_posts_are_posts() -> None:
    text = "Troops destroyed 40 posts and captured six others."
    statement = make_statement(text, "captured", kind="CAPTURE", amounts=("six",), objects=("six others",))
    quantity, _ = quantify(statement, text, ["posts"])
    assert quantity is not None
    assert quantity.unit == "posts"


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("He said 60 trenches had been destroyed and 12 captured.", "12", "trenches"),
        ("The RSF said 20 vehicles were burned and nine captured in El Fasher.", "nine", "vehicles"),
        ("Kyiv said 30 soldiers were killed and nine captured.", "nine", "persons"),
    ],
)
def test_captured_after_a_count_counts_the_same(text: str, amount: str, unit: str) -> None:
    statement = make_statement(text, "captured", kind="CAPTURE", amounts=(amount,), objects=(amount,))
    quantity, _ = quantify(statement, text, [unit])
    assert quantity is not None
    assert quantity.unit == unit


def test_captured_others_after_people_and_things_stay_open() -> None:
    text = "Troops killed 12 men, destroyed 40 posts and captured six others."
    statement = make_statement(text, "captured", kind="CAPTURE", amounts=("six",), objects=("six others",))
    quantity, gaps = quantify(statement, text, ["persons", "posts"])
    assert quantity is not None
    assert quantity.unit is None
    assert [gap.field for gap in gaps] == ["unit"]


def test_killed_others_after_destroyed_posts_are_people() -> None:
    text = "Troops destroyed 40 posts and killed six others."
    quantity, _ = quantify(make_statement(text, "killed", amounts=("six",), objects=("six others",)), text, ["posts"])
    assert quantity is not None
    assert quantity.unit == "persons"


def test_count_without_a_written_amount_spans_what_is_counted() -> None:
    text = "A mine killed the mayor and his driver."
    statement = make_statement(text, "killed", objects=("the mayor", "his driver"), counted=(2, 2))
    quantity, _ = quantify(statement, text)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.written) == (2, 2, False)
    assert quantity.span.text == "the mayor and his driver"


@pytest.mark.parametrize(
    ("hit", "amount", "unit"),
    [
        ("around 30 sites", "around 30", "sites"),
        ("two fuel depots", "two", "depots"),
        ("three soldiers", None, None),
        ("the 12th brigade's depot", None, None),
        ("a school", None, None),
    ],
)
def test_things_that_a_strike_hit_are_counted_where_they_begin_with_a_number(
    hit: str, amount: str | None, unit: str | None
) -> None:
    text = f"Jets struck {hit} near the river."
    quantity, _ = quantify(make_statement(text, "struck", kind="STRIKE", objects=(hit,)), text)
    assert (quantity.span.text if quantity else None, quantity.unit if quantity else None) == (amount, unit)


def test_nothing_counted_is_no_quantity() -> None:
    text = "Soldiers were killed."
    assert quantify(make_statement(text, "killed"), text) == (None, ())


def test_amount_beyond_sixty_four_bits_is_a_gap() -> None:
    text = f"They claim {'9' * 30} dead."
    quantity, gaps = quantify(make_statement(text, "dead", amounts=("9" * 30,)), text)
    assert quantity is not None
    assert (quantity.low, quantity.high) == (None, None)
    assert [gap.field for gap in gaps] == ["quantity"]


def test_scale_word_left_outside_the_span_belongs_to_the_amount() -> None:
    text = "Some 2.5 million people fled."
    quantity, _ = quantify(make_statement(text, "fled", kind="DISPLACE", amounts=("2.5",)), text)
    assert quantity is not None
    assert (quantity.low, quantity.bound, quantity.span.text) == (2_500_000, Bound.ABOUT, "2.5 million")


@given(st.text(min_size=1, max_size=80), st.integers(0, 79), st.integers(1, 20))
def test_any_marked_words_give_a_quantity_that_quotes_them(words: str, start: int, length: int) -> None:
    text = f"killed {words}"
    amount = text[7:][start : start + length]
    if not amount:
        return
    quantity, _ = quantify(make_statement(text, "killed", amounts=(amount,)), text)
    assert quantity is not None
    assert text[quantity.span.start : quantity.span.end] == quantity.span.text


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "amount", "low", "unit", "parts"),
    [
        ("A shell killed a family of six.", "KILL", "killed", "six", 6, "persons", []),
        ("A shell killed five women and three children.", "KILL", "killed", "five women and three children", 5, "persons", [3]),
        ("Fire destroyed 40 houses a day.", "DESTROY", "destroyed", "40", 40, "houses per day", []),
        ("The blast injured another three.", "INJURE", "injured", "another three", 3, "persons", []),
        ("They seized $2.5 million in the raid.", "SEIZE", "seized", "$2.5 million", 2_500_000, "money", []),
        ("It killed two soldiers. 10 of its fighters were hurt.", "INJURE", "hurt", "10", 10, "persons", []),
        ("Aid came to Rs. 40 a head.", "AID", "came", "40", 40, "money", []),
        ("They captured two platoons of infantry.", "SEIZE", "captured", "two", 2, "platoons", []),
        ("They destroyed two F-16 aircraft.", "DESTROY", "destroyed", "two", 2, "aircraft", []),
        ("It displaced one and a half million.", "DISPLACE", "displaced", "one and a half million", 1_500_000, "persons", []),
        ("Floods displaced 1,00,000 people.", "DISPLACE", "displaced", "1,00,000", 100_000, "persons", []),
    ],
)  # fmt: skip
def test_amounts_as_the_field_writes_them(
    text: str, kind: str, trigger: str, amount: str, low: float, unit: str, parts: list[int]
) -> None:
    start = text.index(amount)
    noun = text[start:].rstrip(".").split(" in ")[0]
    quantity, _ = quantify(make_statement(text, trigger, kind=kind, amounts=(amount,), objects=(noun,)), text)
    assert quantity is not None
    assert (quantity.low, quantity.unit, [part.low for part in quantity.parts]) == (low, unit, parts)

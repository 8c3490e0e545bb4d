from __future__ import annotations

import pytest
from bench.across import find_antecedent, judge

from counterclaim.reading.scene import set_scene
from counterclaim.reading.tokens import split_sentences
from counterclaim.records.text import Span
from tests.reading.marked import Case, load_cases


@pytest.mark.parametrize("case", load_cases("antecedents.tsv"), ids=lambda case: f"{case.why}: {case.text[:30]}")
def test_reference_finds_the_antecedent_or_leaves_a_gap(case: Case) -> None:
    expect = {"start": case.expect.start, "text": case.expect.text} if case.expect else None
    verdict = judge(find_antecedent(case.text, case.at.start, case.at.text), expect)
    assert verdict in (("right", "gap") if case.open else ("right",))


def links(text: str) -> dict[str, tuple[str | None, str]]:
    scene = set_scene(text, split_sentences(text))
    found = scene.reference.within(Span(0, len(text), text))
    return {link.mention.text: (link.antecedent and link.antecedent.text, link.why) for link in found}


def test_a_doubt_says_between_whom() -> None:
    told = links("Omar Fadel met Sami Odeh in Doha. He was tired.")
    assert told["He"] == (None, "“He” may mean Omar Fadel or Sami Odeh")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the well was dry. Ivo Maran, who lives near it, said it was not.",
        "The mayor said the well was dry. The RTZ News said it was not.",
        "The mayor and the prefect said the well was dry. Ivo Maran said it was not.",
        "The mayor said the well was dry. Airwatch said it was not.",
        "The mayor said the well was dry. A priest and Ivo Maran said it was not.",
        "A villager said the well was dry. Ivo Maran said it was not.",
        "Ivo Maran danced. The mayor, a woman, said the well was dry. Ivo Maran said it was not.",
    ],
)
def test_a_name_with_another_introduction_holds_no_office_told_before(text: str) -> None:
    told = links(text)
    assert not any(antecedent and "mayor" in antecedent for antecedent, _ in told.values())


def test_what_somebody_owns_is_not_the_owner() -> None:
    told = links("Hezbollah stood by its statement. Its gunners hit the plane.")
    assert told["Its"] == ("Hezbollah", "")


def test_he_is_no_plan() -> None:
    told = links("Rolf Osk spoke. The town has set off a so-called White Plan, he added.")
    assert told["he"] == ("Rolf Osk", "")


def test_a_group_with_a_country_in_its_name_is_not_the_country() -> None:
    told = links("Pakistan shelled the hills. The Tehreek-e-Taliban Pakistan (TTP) fled. Pakistan blamed the TTP.")
    assert "Pakistan" not in told


def test_a_seat_stands_for_its_country_and_a_country_for_itself() -> None:
    told = links("Kabul rejected the charge. Afghanistan wants talks. Later Kabul sent an envoy.")
    assert told == {"Kabul": ("Afghanistan", "")}


def test_both_sides_of_a_swap_are_linked_alike() -> None:
    text = "{0} accused {1} of shelling a market. {2} denied the charge. {3} closed the road."
    one = links(text.format("Pakistan", "Afghanistan", "Kabul", "Islamabad"))
    other = links(text.format("Afghanistan", "Pakistan", "Islamabad", "Kabul"))
    assert one["Kabul"] == ("Afghanistan", "")
    assert one["Islamabad"] == ("Pakistan", "")
    assert other == one


@pytest.mark.parametrize("army", ["The Pakistani army", "The Afghan army", "The Indian military"])
def test_an_army_of_one_nation_is_not_the_forces_of_another(army: str) -> None:
    others = {"Pakistani", "Afghan", "Indian"} - {army.split()[1]}
    for other in sorted(others):
        told = links(f"{other} forces attacked barracks with missiles. {army} said eight soldiers were killed.")
        assert told.get(army, (None, ""))[0] is None


def test_what_is_counted_says_nothing() -> None:
    text = "The ministry issued a note. Its guns downed 4 ATGM guided rockets, it added. The note says nine died."
    assert "4 ATGM" not in {antecedent for antecedent, _ in links(text).values()}


def test_an_army_of_a_nation_is_not_the_forces_of_a_body_told_before() -> None:
    text = "Ruritania's command said its forces had hit the port. The Israeli army said it shot down a missile."
    assert links(text).get("The Israeli army", (None, ""))[0] is None


def test_within_gives_links_of_a_span_in_text_order() -> None:
    text = "Colonel Ito led the column. The soldiers trusted him, and he trusted his men."
    scene = set_scene(text, split_sentences(text))
    starts = [link.mention.start for link in scene.reference.within(Span(28, len(text), text[28:]))]
    assert starts == sorted(starts)
    assert scene.reference.within(Span(0, 7, "Colonel")) == ()


@pytest.mark.parametrize(
    ("text", "mention", "stands_for"),
    [
        ("Zenda's Defence Ministry spoke. The interior ministry said nine died.", "The interior ministry", None),
        ("Zenda's Health Ministry spoke. The finance ministry said so.", "The finance ministry", None),
        ("The Interior Ministry spoke. The ministry said nine died.", "The ministry", "The Interior Ministry"),
        ("The Defense Ministry spoke. The defence ministry said so.", "The defence ministry", "The Defense Ministry"),
        ("The IDF struck Zenda. The fire service said nine died.", "The fire service", None),
        ("Zenda's Coast Guard spoke. The national guard said so.", "The national guard", None),
    ],
)
def test_a_ministry_of_one_thing_is_not_that_of_another(text: str, mention: str, stands_for: str | None) -> None:
    assert links(text).get(mention, (None, ""))[0] == stands_for

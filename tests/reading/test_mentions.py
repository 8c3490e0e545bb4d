from __future__ import annotations

import pytest

from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.mentions import find_mentions
from counterclaim.reading.passage import Passage
from counterclaim.reading.tokens import split_sentences


def mentions(text: str) -> list[Mention]:
    passage = Passage(text, split_sentences(text))
    return list(find_mentions(text, passage.lines[0], 0))


def by_text(text: str) -> dict[str, Mention]:
    return {m.text: m for m in mentions(text)}


@pytest.mark.parametrize(
    ("text", "name", "nature", "roles"),
    [
        ("Army spokesman Lt Gen. Karl Ebner spoke.", "Karl Ebner", "person", {"spokesman", "general", "lieutenant"}),
        ("Haji Sher Gul spoke.", "Haji Sher Gul", "person", set()),
        ("The Free Farmers Union met.", "The Free Farmers Union", "body", set()),
        ("They met in Kabul.", "Kabul", "place", set()),
        ("Kabul denied it.", "Kabul", "body", set()),
        ("The frigate Admiral Storm sank.", "The frigate Admiral Storm", "thing", {"frigate"}),
        ("Gorvat spoke.", "Gorvat", "", set()),
        ("Vice-governor Awa Ndour spoke.", "Awa Ndour", "person", {"governor"}),
    ],
)
def test_names(text: str, name: str, nature: str, roles: set[str]) -> None:
    found = by_text(text)[name]
    assert found.form is Form.NAME
    assert (found.nature, set(found.roles)) == (nature, roles)


@pytest.mark.parametrize(
    ("text", "noun", "nature", "number"),
    [
        ("The health minister left.", "The health minister", "person", "s"),
        ("Two witnesses left.", "Two witnesses", "people", "p"),
        ("The police left.", "The police", "body", ""),
        ("The wounded left.", "The wounded", "people", "p"),
        ("The two left.", "The two", "pair", "p"),
        ("The statement was short.", "The statement", "document", "s"),
        ("He shook his head.", "his head", "thing", "s"),
    ],
)
def test_nouns(text: str, noun: str, nature: str, number: str) -> None:
    found = by_text(text)[noun]
    assert (found.nature, found.number) == (nature, number)


@pytest.mark.parametrize(
    "text",
    [
        "Awa Ndour, the governor of Thies, spoke.",
        "The governor of Thies, Awa Ndour, spoke.",
        "Awa Ndour is the governor of Thies.",
    ],
)
def test_appositions_equate_name_and_role(text: str) -> None:
    found = mentions(text)
    name = next(m for m in found if m.text == "Awa Ndour")
    noun = next(m for m in found if m.text.lower() == "the governor")
    assert found[noun.same_as] is name
    assert "governor" in name.roles
    assert "thies" in name.marks


def test_two_in_a_list_are_not_equated() -> None:
    found = mentions("Awa Ndour, two governors and a guard spoke.")
    assert all(m.same_as < 0 for m in found)


def test_ages_and_verbs_of_office_tell_who_somebody_is() -> None:
    assert "teenager" in by_text("Gorvat, 16, spoke.")["Gorvat"].roles
    assert "commander" in by_text("Gorvat commands the brigade.")["Gorvat"].roles


def test_tails_belong_to_the_full_span_and_to_the_marks() -> None:
    text = "The Committee to Protect Bridges in Thies met."
    found = mentions(text)[0]
    assert text[found.start : found.full_end] == "The Committee to Protect Bridges"
    assert {"protect", "bridges", "thies"} <= found.marks


def test_a_body_in_front_of_a_noun_is_mentioned_too() -> None:
    assert by_text("Hezbollah fighters left.")["Hezbollah"].nature == "body"

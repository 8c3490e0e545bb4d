from __future__ import annotations

import pytest

from counterclaim.reading.wires import name_agencies, name_strange_agency, read_closing, read_credit_line


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Reuters", ("Reuters",)),
        ("(AFP)", ("AFP",)),
        ("— AP", ("AP",)),
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("With PTI inputs", ("PTI",)),
        ("(With inputs from ANI and PTI)", ("ANI", "PTI")),
        ("With input from agencies, Reuters", ("Reuters",)),
        ("Source: Xinhua", ("Xinhua",)),
        ("By The Associated Press", ("AP",)),
        ("Agence France-Presse", ("AFP",)),
        ("agencies", ()),
        ("Reuters reported that nine people died", ()),
        ("The army", ()),
        ("AFP and the army", ()),
        ("Reuters " * 100, ()),
        ("", ()),
    ],
)
def test_credit_lines(line: str, agencies: tuple[str, ...]) -> None:
    assert read_credit_line(line) == agencies


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("The talks go on. (AFP)", ("AFP",)),
        ("The talks go on. — Reuters", ("Reuters",)),
        ("“We wait.” –AP", ("AP",)),
        ("The talks were held by the ministry (MFA)", ()),
        ("The talks were held in the capital (Reuters is not there)", ()),
        ("x" * 100_000 + " (AFP)", ("AFP",)),
        ("", ()),
    ],
)
def test_credits_behind_the_last_sentence(line: str, agencies: tuple[str, ...]) -> None:
    assert read_closing(line) == agencies


def test_a_list_with_a_stranger_names_nobody() -> None:
    assert name_agencies("AFP, Daily Lantern") == ()
    assert name_agencies("AFP, Reuters and AFP") == ("AFP", "Reuters")


@pytest.mark.parametrize(
    ("bracket", "agencies"),
    [
        ("Lantern", ("Lantern",)),
        ("Lantern News Agency", ("Lantern News Agency",)),
        ("Our Correspondent", ()),
        ("Staff Reporter", ()),
        ("local time", ()),
        ("updated at 4 p.m.", ()),
    ],
)
def test_an_agency_that_no_list_knows_is_named_in_a_dateline(bracket: str, agencies: tuple[str, ...]) -> None:
    assert name_strange_agency(bracket) == agencies

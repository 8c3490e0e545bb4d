"""The country in which an outlet is at home: from the tables, else from its address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.make import make_report

from counterclaim.normalise.outlets import find_home


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.examplegazette.co.uk/news/1", "GBR"),
        ("https://example.gov.pk/press", "PAK"),
        ("https://paper.example.com/a", None),
        ("https://station.tv/a", None),
        ("https://www.dawn.com/news/1", "PAK"),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_home_of_an_address(url: str | None, home: str | None) -> None:
    assert find_home(replace(make_report("They met."), url=url)) == home

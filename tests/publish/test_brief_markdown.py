from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from counterclaim.publish.brief import compose_brief
from counterclaim.publish.brief_markdown import escape_markdown, render_markdown
from tests.golden.renew import BRIEF, VERSION, load_story
from tests.publish.page import read_page
from tests.publish.stories import make_empty_story, make_hostile_story

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def test_the_golden_brief_stands() -> None:
    """Renew with `python -m tests.golden.renew` and look at the difference."""
    written = render_markdown(compose_brief(load_story()), version=VERSION)
    assert written == Path(BRIEF / "brief.md").read_text("utf-8")


@given(st.text(alphabet=st.sampled_from("ab 1.-+=#*_`[]()<>|~\\&!:{}$^\nhttps/w"), max_size=40))
def test_escaped_text_shows_as_it_stands(text: str) -> None:
    shown = read_page(MARKDOWN.render(f"{escape_markdown(text)}"))
    assert {e.tag for e in shown} <= {"", "p"}
    plain = "".join(shown[0].text.split()).replace("​", "")
    assert plain == "".join(text.split())


def test_hostile_words_become_no_markup() -> None:
    html = MARKDOWN.render(render_markdown(compose_brief(make_hostile_story()), version="0"))
    elements = read_page(html)
    assert not {e.tag for e in elements} & {"script", "img"}
    links = {e.attributes["href"] for e in elements if "href" in e.attributes}
    assert links
    assert all(link.startswith("#") for link in links)


def test_every_link_has_its_anchor() -> None:
    text = render_markdown(compose_brief(load_story()), version="0")
    anchors = set(re.findall(r'<a id="([^"]+)"', text))
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(links) > 60
    assert set(links) <= anchors


def test_tables_keep_their_columns() -> None:
    tables = [
        e
        for e in read_page(MARKDOWN.render(render_markdown(compose_brief(load_story()), version="0")))
        if e.tag == "table"
    ]
    assert len(tables) >= 5
    for table in tables:
        rows = [e for e in table.walk() if e.tag == "tr"]
        assert len({sum(e.tag in {"td", "th"} for e in row.walk()) for row in rows}) == 1


@pytest.mark.parametrize("words", ["No question with more than one claimant", "No report has been read."])
def test_an_empty_story_teaches(words: str) -> None:
    assert words in render_markdown(compose_brief(make_empty_story()), version="0")

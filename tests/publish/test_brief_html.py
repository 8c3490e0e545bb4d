from __future__ import annotations

import base64
import hashlib
import re

import pytest

from counterclaim.publish.brief import compose_brief
from counterclaim.publish.brief_html import render_html
from counterclaim.records.story import Story
from tests.golden.renew import load_story
from tests.publish.page import Element, read_page
from tests.publish.stories import make_empty_story, make_hostile_story, strip_day

STORIES = {"golden": load_story, "empty": make_empty_story, "hostile": make_hostile_story}


def render(story: Story) -> str:
    return render_html(compose_brief(story), version="0")


@pytest.fixture(params=sorted(STORIES), scope="module")
def page(request: pytest.FixtureRequest) -> list[Element]:
    return read_page(render(STORIES[request.param]()))


@pytest.fixture(scope="module")
def golden() -> list[Element]:
    return read_page(render(load_story()))


def test_the_page_loads_nothing_and_runs_nothing(page: list[Element]) -> None:
    assert not {e.tag for e in page} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "form",
        "base",
        "image",
        "foreignobject",
    }
    for element in page:
        assert not any(name.startswith("on") or name == "style" for name in element.attributes)
        for name in ("href", "src", "xlink:href"):
            assert element.attributes.get(name, "#").startswith("#")


def test_the_policy_names_the_digest_of_the_one_style(page: list[Element]) -> None:
    (style,) = [e for e in page if e.tag == "style"]
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = [e.attributes["content"] for e in page if e.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_every_link_has_its_target_and_every_id_is_single(page: list[Element]) -> None:
    ids = [e.attributes["id"] for e in page if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    links = [e.attributes["href"] for e in page if e.tag == "a"]
    assert {link[1:] for link in links} <= set(ids)


def test_every_figure_leads_to_its_claim(golden: list[Element]) -> None:
    figures = [e for e in golden if "fig" in e.classes]
    assert len(figures) > 40
    assert all(e.tag == "a" and e.attributes["href"].startswith("#claim-") for e in figures)
    marks = [e for e in golden if "mark" in e.classes and e.is_within("a")]
    assert marks


def test_no_title_label_or_head_states_a_claim_without_its_claimant(golden: list[Element]) -> None:
    claimants = {e.claimant.name for e in load_story().claims} | {"baker [name withheld]"}
    looked_at = 0
    for element in golden:
        words = [
            element.attributes[name]
            for name in ("aria-label", "title", "alt", "data-label")
            if name in element.attributes
        ]
        if element.tag in {
            "title",
            "desc",
            "h1",
            "h2",
            "h3",
            "h4",
            "th",
            "caption",
            "figcaption",
        } and not element.is_within("figure"):
            words.append(element.text)
        if element.tag in {"title", "desc"}:
            words.append(element.text)
        for text in words:
            looked_at += 1
            for sentence in re.split(r"\. ", strip_day(text)):
                bare = "fig" in element.classes and _row_names(element, claimants)
                assert not re.search(r"\d", sentence) or any(name in sentence for name in claimants) or bare, text
    assert looked_at > 60


def _row_names(element: Element, claimants: set[str]) -> bool:
    """Tell whether the table row or entry around a figure names its claimant."""
    while element.parent and element.tag not in {"tr", "div"}:
        element = element.parent
    return any(name in element.text for name in claimants) or "like/" in element.text or "max/" in element.text


def test_private_names_are_nowhere_and_role_and_town_stay(golden: list[Element]) -> None:
    everything = golden[0].text + " ".join(v for e in golden for v in e.attributes.values())
    assert "Osk" not in everything
    assert "Rupert" not in everything
    assert "Baker [name withheld] from Tarlenheim" in everything


def test_unmasked_pages_say_so() -> None:
    html = render_html(compose_brief(load_story(), masked=False), version="0")
    assert "Osk Rupert" in html
    assert "names shown: keep this page to yourself" in html


def test_hostile_words_show_and_never_act() -> None:
    html = render(make_hostile_story())
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "‮" not in html
    assert "[U+202E]" in html
    assert "{{ 7*7 }}" in html


def test_own_losses_bounds_relations_and_checking_are_written_out(golden: list[Element]) -> None:
    text = re.sub(r"\s+", " ", golden[0].text)
    for words in (
        "own losses",
        "≥ 42",
        "> 450",
        "≈ 135",
        "228 supersedes 133 (inferred",
        "274 supersedes 228 (as the report says",
        "“could not be verified”",
    ):
        assert words in text


def test_absence_is_a_fact_about_the_sample() -> None:
    text = " ".join(read_page(render(make_empty_story()))[0].text.split())
    assert "No question with more than one claimant in the 0 reports read." in text
    assert "silent" not in text


def test_the_same_story_gives_the_same_bytes() -> None:
    assert render(load_story()) == render(load_story())


def test_tables_have_heads_and_drawings_titles(page: list[Element]) -> None:
    for table in (e for e in page if e.tag == "table"):
        assert any(e.tag == "th" for e in table.walk())
    ids = {e.attributes.get("id") for e in page}
    for drawing in (e for e in page if e.tag == "svg"):
        assert set(drawing.attributes["aria-labelledby"].split()) <= ids

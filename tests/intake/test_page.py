from __future__ import annotations

import json

import pytest

from counterclaim.errors import ReportError
from counterclaim.intake.facts import read_facts
from counterclaim.intake.page import find_charset, looks_like_page, read_page

PARAGRAPHS = [
    "The ministry said on Friday that nine soldiers were killed when a drone hit their post near the river.",
    "“We had no warning,” a commander told reporters at the scene, where smoke still rose from two trucks.",
    "It was the third attack on the district in a week, according to the governor’s office.",
]
JSON_LD = {
    "@graph": [
        {"@type": "WebPage", "url": "https://lantern.example/", "datePublished": "2020-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Nine soldiers killed in drone attack",
            "datePublished": "2026-02-03T18:00:00+03:00",
            "author": [{"@type": "Organization", "name": "AFP"}],
            "publisher": {"name": "Daily Lantern"},
            "inLanguage": "en-GB",
        },
    ]
}


def make_page(head: str = "", body: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        "<!doctype html><html><head><title>Nine soldiers killed in drone attack | Daily Lantern</title>"
        f"{head}</head><body>"
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>"
        f"<main><article><h1>Nine soldiers killed in drone attack</h1>{paragraphs}{body}</article></main>"
        "<aside><h3>Related</h3><a href=/x>Another story of the day</a></aside>"
        "<footer>© Daily Lantern. All rights reserved.</footer></body></html>"
    )


def test_a_page_gives_its_running_text_a_paragraph_a_line() -> None:
    page = read_page(make_page())
    assert page.text.split("\n") == ["Nine soldiers killed in drone attack", *PARAGRAPHS]


def test_the_map_leads_each_line_back_to_its_element() -> None:
    page = read_page(make_page())
    where = {page.text[start:end]: place for start, end, place in page.map}
    assert where == {
        "Nine soldiers killed in drone attack": "(//h1)[1]",
        **{paragraph: f"(//p)[{n}]" for n, paragraph in enumerate(PARAGRAPHS, 1)},
    }


def test_json_ld_of_the_article_goes_first() -> None:
    head = (
        f"<script type='application/ld+json'>{json.dumps(JSON_LD)}</script><meta property='og:title' content='Other'>"
    )
    facts = read_facts(read_page(make_page(head)).fields)
    assert facts.title == "Nine soldiers killed in drone attack"
    assert facts.published == "2026-02-03T18:00:00+03:00"
    assert (facts.outlet, facts.authors, facts.language) == ("Daily Lantern", ("AFP",), "en-GB")


def test_open_graph_and_canonical_address() -> None:
    head = (
        "<meta property='article:published_time' content='2099-02-03T18:00:00Z'>"
        "<meta property='og:site_name' content='Daily Lantern'><link rel=canonical href='https://lantern.example/9'>"
    )
    facts = read_facts(read_page(make_page(head)).fields)
    assert (facts.published, facts.outlet, facts.url) == (
        "2099-02-03T18:00:00Z",
        "Daily Lantern",
        "https://lantern.example/9",
    )
    assert facts.title == "Nine soldiers killed in drone attack", "the site's name is no part of the title"


@pytest.mark.parametrize("script", ["{broken", "[" * 50_000, '{"@graph": 7}', '{"@type": {"a": 1}}', "7", ""])
def test_broken_json_ld_costs_nothing_else(script: str) -> None:
    page = read_page(make_page(f"<script type='application/ld+json'>{script}</script>"))
    assert page.text.endswith(PARAGRAPHS[-1])


def test_lists_tables_quotes_and_broken_lines_are_kept() -> None:
    body = (
        "<ul><li>Nine soldiers killed at the river post on Friday</li><li>Two trucks destroyed there</li></ul>"
        "<table><tr><th>District</th><th>Killed</th></tr><tr><td>Kidal</td><td>9</td></tr></table>"
        "<blockquote><p>“We will answer,” the minister said in the evening.</p></blockquote>"
        "<p>First line of a poem that was read.<br>Second line of the poem that was read.</p>"
    )
    page = read_page(make_page(body=body))
    lines = page.text.split("\n")
    for line in (
        "Nine soldiers killed at the river post on Friday",
        "Kidal: Killed 9.",
        "“We will answer,” the minister said in the evening.",
        "Second line of the poem that was read.",
    ):
        assert line in lines
    where = {page.text[start:end]: place for start, end, place in page.map}
    assert where["Kidal: Killed 9."] == "(//tr)[2]"
    assert where["Second line of the poem that was read."] == where["First line of a poem that was read."]


@pytest.mark.parametrize(
    "source",
    ["<html><body><nav></nav><div></div></body></html>", "<p></p>", "<!doctype html>", "<div>" * 50_000,
     "<script>var nine = 9</script>", "<p>" * 31_000],
)  # fmt: skip
def test_a_page_without_text_is_refused(source: str) -> None:
    with pytest.raises(ReportError):
        read_page(source)


def test_a_short_page_is_read() -> None:
    assert read_page("<p>Nine soldiers were killed on Friday, the army said.</p>").text.startswith("Nine soldiers")


def test_hidden_marks_and_scripts_are_no_text() -> None:
    page = read_page(
        make_page(body="<script>alert('9 dead')</script><style>.x{}</style><!-- 9 dead --><p>The end came.</p>")
    )
    assert "alert" not in page.text
    assert "9 dead" not in page.text


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b"<html><meta charset=windows-1251>", "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
        (b'<?xml version="1.0" encoding="utf-8"?><html>', "utf-8"),
        (b"<html>", None),
    ],
)
def test_the_declared_encoding(data: bytes, charset: str | None) -> None:
    assert find_charset(data) == charset


def test_what_begins_like_a_page() -> None:
    assert looks_like_page("  <!-- saved --> <HTML lang=en>")
    assert not looks_like_page("<3 said the army")
    assert not looks_like_page("Nine <b>dead</b>")


def test_a_raised_mark_is_no_digit_and_leads_to_its_footnote() -> None:
    page = read_page(
        "<html lang=en><head><title>Situation</title></head><body><article><h1>Situation</h1>"
        "<p>The army said that 27<sup>2</sup> of its soldiers had been killed on Friday in the 5<sup>th</sup> district, on "
        "12 km<sup>2</sup> of land near the river.<sup>3</sup></p><table><tr><th>District</th><th>Killed<sup>*</sup></th></tr>"
        "<tr><td>Kunar</td><td>14<sup>1</sup></td></tr></table><p>* Until 3 March.</p><p>1. Hospitals only.</p>"
        "<p>The governor asked residents of the district to stay at home until the road had been cleared of mines.</p>"
        "</article></body></html>"
    )
    lines = page.text.split("\n")
    assert lines[1].startswith(
        "The army said that 27[2] of its soldiers had been killed on Friday in the 5th district, on 12 km2"
    )
    assert lines[1].endswith("near the river.[3]")
    assert lines[2] == "Kunar: Killed 14 – Until 3 March – Hospitals only."
    assert [page.text[start:end] for start, end, _ in page.map] == lines


def test_heads_that_span_columns_and_rows_stand_over_theirs() -> None:
    page = read_page(
        "<html lang=en><head><title>Situation</title></head><body><article><h1>Situation</h1>"
        "<p>The army said that 27 of its soldiers had been killed on Friday near the river, and that the road was closed.</p>"
        "<table><tr><th rowspan=2>District</th><th colspan=2>Killed</th><th rowspan=2>Injured</th></tr>"
        "<tr><th>Men</th><th>Women</th></tr><tr><td>Kunar</td><td>1</td><td>2</td><td>3</td></tr></table>"
        "<p>The governor asked residents of the district to stay at home until the road had been cleared of mines.</p>"
        "</article></body></html>"
    )
    assert page.text.split("\n")[2:5] == ["Kunar: 1 men killed.", "Kunar: 2 women killed.", "Kunar: Injured 3."]
    assert [page.text[start:end] for start, end, _ in page.map] == page.text.split("\n")

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.intake.facts import read_facts
from counterclaim.intake.gather import gather
from counterclaim.intake.page import read_page, read_pages
from counterclaim.records.text import Gathered

TEXTS = (
    "The ministry said that nine soldiers had been killed when a drone hit their post near the river.",
    "Rebels said that they had killed twelve soldiers and lost two of their own fighters in the fighting.",
    "The governor asked residents of the district to stay at home until the road was open once more.",
)
TIMES = ("2026-02-27T18:20:00Z", "2026-02-27T17:05:00Z", "2026-02-27T16:40:00Z")


def make_page(inner: str, head: str = "") -> str:
    return (
        "<html lang=en><head><title>Day of fighting | The Lantern</title><meta property='og:site_name' content='The Lantern'>"
        f"<meta property='og:url' content='https://lantern.example/live'>{head}</head><body><main><h1>Day of fighting</h1>"
        f"<div class=posts>{inner}</div></main></body></html>"
    )


def make_posts(*, times: bool = True, text: str = "{}", fewest: int = 3) -> str:
    return "".join(
        f"<article id=p{n}>{f'<header><time datetime={at!r}>{at[11:16]}</time></header>' if times else ''}<h2>Post {n}</h2>"
        f"<figure><img src=a.jpg><figcaption>A picture of the river</figcaption></figure><p>{text.format(words)}</p></article>"
        for n, (at, words) in enumerate(list(zip(TIMES, TEXTS, strict=True))[:fewest])
    )


def make_data(**more: object) -> str:
    updates = [
        {"@type": "BlogPosting", "headline": f"Post {n}", "datePublished": at, "articleBody": words, **more}
        for n, (at, words) in enumerate(zip(TIMES, TEXTS, strict=True))
    ]
    node = {
        "@type": "LiveBlogPosting",
        "headline": "Day of fighting",
        "datePublished": TIMES[2],
        "liveBlogUpdate": updates,
    }
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


@pytest.mark.parametrize("page", [make_page(make_posts()), make_page(make_posts(times=False), make_data())])
def test_each_entry_is_a_text_with_its_own_time(page: str) -> None:
    entries = read_pages(page)
    assert [entry.text for entry in entries] == [f"Post {n}\n{words}" for n, words in enumerate(TEXTS)]
    facts = [read_facts(entry.fields) for entry in entries]
    assert [fact.published for fact in facts] == list(TIMES)
    assert [fact.title for fact in facts] == ["Post 0", "Post 1", "Post 2"]
    assert {fact.outlet for fact in facts} == {"The Lantern"}
    for entry in entries:
        assert [entry.text[start:end] for start, end, _ in entry.map] == entry.text.split("\n")
    assert entries[0].map[1][2] == "(//p)[1]"
    assert entries[2].map[1][2] == "(//p)[3]"


def test_an_entry_has_its_own_address() -> None:
    assert [read_facts(entry.fields).url for entry in read_pages(make_page(make_posts()))] == [
        f"https://lantern.example/live#p{n}" for n in range(3)
    ]
    told = read_pages(make_page(make_posts(), make_data(url="https://lantern.example/live/7")))
    assert {read_facts(entry.fields).url for entry in told} == {"https://lantern.example/live/7"}


def test_the_body_of_an_entry_may_be_markup() -> None:
    data = make_data(articleBody="<p>First said nine.</p><ul><li>Two more</li></ul><figure>no</figure>")
    assert read_pages(make_page("", data))[0].text == "Post 0\nFirst said nine.\nTwo more"


@pytest.mark.parametrize(
    "page",
    [
        make_page(make_posts(times=False)),
        make_page(make_posts(fewest=2)),
        make_page(make_posts(text="See there.")),
        make_page(make_posts(text="A teaser of so many words that it is as long as an entry.") + f"<p>{' '.join(TEXTS * 6)}</p>"),
        make_page(f"<p>{TEXTS[0]}</p>", make_data(articleBody="")),
        make_page(f"<p>{TEXTS[0]}</p>", make_data(articleBody=7)),
    ],
)  # fmt: skip
def test_what_is_no_live_page_stays_one_text(page: str) -> None:
    (one,) = read_pages(page)
    assert one == read_page(page)


def test_entries_of_a_file_have_its_name_and_a_number(tmp_path: Path) -> None:
    (tmp_path / "live.html").write_text(make_page(make_posts()))
    found = list(gather([tmp_path / "live.html"]))
    assert all(isinstance(one, Gathered) for one in found)
    assert [Path(one.path or "").name for one in found] == ["live.html#1", "live.html#2", "live.html#3"]


def test_captions_menus_and_lines_of_the_house_stay_out_and_their_neighbours_stay() -> None:
    words = "".join(f"<p>{text}</p>" for text in TEXTS * 2)
    page = read_page(
        "<html><body><table><tr>"
        + "".join(f"<td><a href=/{n}>Section {n}</a></td>" for n in range(6))
        + "</tr></table>"
        f"<div>{words}<p>Before it.<span class='wp-caption-text'>A bridge</span> After the picture came this line.</p>"
        "<p>© The Lantern. All rights reserved.</p></div></body></html>"
    )
    assert "Section" not in page.text
    assert "A bridge" not in page.text
    assert "rights reserved" not in page.text
    assert "After the picture came this line." in page.text
    assert all(text in page.text for text in TEXTS)

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from counterclaim.intake.facts import read_facts
from counterclaim.intake.gather import gather
from counterclaim.intake.live_times import date_labels, read_label
from counterclaim.intake.page import read_page, read_pages
from counterclaim.intake.page_facts import read_page_facts
from counterclaim.pipeline.api import read_text
from counterclaim.records.plain import to_plain
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


def label(words: str, number: int, style: str) -> str:
    """One entry under a bare time, in the shapes that sites give it."""
    return {
        "article": f"<article class=post><time>{words}</time><h3>Post {number}</h3><p>{TEXTS[number]}</p></article>",
        "span": f"<div class=entry><div><span class=t>{words}</span></div><p>{TEXTS[number]}</p></div>",
        "inline": f"<p><strong>{words}</strong> – {TEXTS[number]}</p><p>It added nothing more at that time.</p>",
        "heads": f"<h4>{words}</h4><p>{TEXTS[number]}</p><ul><li>It added nothing more at that time.</li></ul>",
    }[style]


def make_labelled(times: tuple[str, ...], style: str, head: str = "", kind: str = "liveblog") -> str:
    inner = "".join(label(words, number, style) for number, words in enumerate(times))
    page = make_page(f"<section class={kind}>{inner}</section>", head)
    return page.replace("/live'", "/news'") if kind != "liveblog" else page


OPENED = "<meta property='article:published_time' content='2026-02-27T09:00:00+03:00'>"


@pytest.mark.parametrize("style", ["article", "span", "inline", "heads"])
def test_entries_under_bare_times_come_apart_with_the_day_of_the_page(style: str) -> None:
    entries = read_pages(make_labelled(("18:20", "17:05 GMT", "4.40 p.m. EST"), style, OPENED))
    assert [entry.fields["published"] for entry in entries] == [
        "2026-02-27T18:20+03:00",
        "2026-02-27T17:05+00:00",
        "2026-02-27",
    ]
    for entry, words in zip(entries, TEXTS, strict=True):
        assert words in entry.text.split("\n")
        assert not any(time in entry.text for time in ("18:20", "17:05", "GMT", "4.40", "EST"))
    if style in ("inline", "heads"):
        assert entries[0].text.endswith("It added nothing more at that time.")


@pytest.mark.parametrize(
    ("times", "head", "days"),
    [
        (("00:10", "23:50", "22:00"), OPENED, ["28", "27", "27"]),
        (("22:00", "23:50", "00:10"), OPENED, ["27", "27", "28"]),
        (("00:10", "23:50", "22:00"), "<meta name=date content=2026-02-27>", [None] * 3),
        (
            ("07:10", "23:50", "22:00"),
            f"{OPENED}<meta property='article:modified_time' content='2026-03-02T07:30:00+03:00'>",
            ["02", "01", "01"],
        ),
        (("2 hours ago", "3h ago", "5 hrs ago"), OPENED, [None] * 3),
        (
            ("20 minutes ago", "1h ago", "9 hrs ago"),
            f"{OPENED}<meta property='article:modified_time' content='2026-02-27T09:30:00+03:00'>",
            ["27", "27", None],
        ),
    ],
)
def test_an_entry_has_a_day_only_where_the_page_leaves_one_open(
    times: tuple[str, ...], head: str, days: list[str]
) -> None:
    facts = dict(read_facts_of(make_labelled(times, "article", head)))
    labels = [found for time in times if (found := read_label(time))]
    assert [moment and moment[8:10] for moment in date_labels(labels, facts)] == days


def read_facts_of(page: str) -> dict[str, object]:
    return read_page_facts(html.document_fromstring(page))


@pytest.mark.parametrize("kind", ["chronicle", "programme"])
def test_times_in_a_chronicle_head_no_reports(kind: str) -> None:
    page = make_labelled(("18:20", "17:05", "16:40"), "heads", OPENED, kind)
    assert len(read_pages(page)) == 1


@pytest.mark.parametrize(
    "words", ["", "nine", "25:10", "14:75", "13:05 pm", "14:05 the army said", "2026", "9 ago", "1:2"]
)
def test_what_is_no_bare_time(words: str) -> None:
    assert read_label(words) is None


def test_the_time_of_an_entry_is_in_no_claim() -> None:
    page = make_labelled(("14:05 GMT", "13:50 GMT", "12:10 GMT"), "inline", OPENED)
    for entry in read_pages(page):
        facts = read_facts(entry.fields)
        for claim in read_text(entry.text, published=facts.published, outlet="The Lantern"):
            told = json.dumps(to_plain(claim))
            assert not any(time in told for time in ("14:05", "13:50", "12:10", "GMT"))

"""Twelve shapes of pages, after the markup of content systems in use: the story in it, and what stands around the story."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape as e

from bench.extraction.stories import STORIES, Story

SECTIONS = ("Home", "World", "Politics", "Economy", "Sport", "Culture", "Weather", "Video")
TEASERS = (
    "Bread prices rise for the third month as mills run short of grain",
    "Parliament puts off vote on the budget until after the holidays",
    "Five things to know before you travel by train this week",
    "How a small orchestra keeps playing through the power cuts",
    "Opinion: the river does not know where the border is",
)
COMMENTS = (
    "This is what happens when nobody listens, I have been saying it for ten years now and will say it again.",
    "My brother lives there and he says that it is far worse than what you write in this paper.",
    "First comment was deleted by a moderator. Please keep to the rules of our house when you write.",
)
CAPTION = "Smoke over the hills as seen from the old bridge, in a picture taken last year. Photo: A. Marlin"
ADVERT = "Advertisement: Save up to forty per cent on winter tyres at every branch in the country, this week only!"
LETTER = "Sign up for our morning letter and get the stories of the day in your inbox. You can leave at any time."
RIGHTS = "All rights reserved. Reproduction in whole or in part without permission is prohibited."
# The weight of a real page: what scripts carry along, and a menu of every place and topic.
STATE = json.dumps({"teasers": [{"id": n, "text": TEASERS[n % 5], "at": n * 7919} for n in range(300)]})
MENU = "<div class='mega-menu' aria-hidden='true'>{}</div>".format(
    "".join(
        f"<div class='menu-col'><ul>{''.join(f'<li><a href=/m{m}-{n}>Topic {n}</a></li>' for n in range(12))}</ul></div>"
        for m in range(9)
    )
)


@dataclass(frozen=True)
class Part:
    """What one report of a page has to give: its lines with the title first, and its moment."""

    lines: tuple[str, ...]
    published: str | None


@dataclass(frozen=True)
class Made:
    """A page, what it should give back, and which of its facts it tells at all."""

    name: str
    html: str
    title: str
    published: str | None
    outlet: str | None
    parts: tuple[Part, ...]


def make_pages() -> list[Made]:
    """Give the sixty pages, the same each time."""
    return [style(story, f"{name}-{n}") for name, style in STYLES.items() for n, story in enumerate(STORIES, 1)]


def _made(
    name: str, html: str, story: Story, lines: tuple[str, ...], *, published: str | None = "", outlet: str | None = ""
) -> Made:
    moment = story.published if published == "" else published
    return Made(
        name,
        html,
        story.title,
        moment,
        story.outlet if outlet == "" else outlet,
        (Part((story.title, *lines), moment),),
    )


def _nav() -> str:
    links = "".join(f'<li><a href="/{s.lower()}">{s}</a></li>' for s in SECTIONS)
    return f'<header><a class="logo" href="/">Start</a><nav class="main-nav"><ul>{links}</ul></nav></header>'


def _related(head: str = "Read next") -> str:
    cards = "".join(f'<li class="card"><a href="/a{n}">{t}</a></li>' for n, t in enumerate(TEASERS))
    return f'<aside class="related"><h3>{head}</h3><ul>{cards}</ul></aside>'


def _comments() -> str:
    inner = "".join(f'<li class="comment"><p>{c}</p><a href="#r">Reply</a></li>' for c in COMMENTS)
    return f'<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">{inner}</ol></section>'


def _footer(outlet: str) -> str:
    return f"<footer><p>© {outlet}. {RIGHTS}</p><ul><li><a href=/about>About</a></li><li><a href=/terms>Terms</a></li></ul></footer>"


def _ps(paragraphs: tuple[str, ...], cls: str = "") -> str:
    mark = f' class="{cls}"' if cls else ""
    return "".join(f"<p{mark}>{e(p)}</p>" for p in paragraphs)


def _list(story: Story) -> str:
    return "<ul>" + "".join(f"<li>{e(item)}</li>" for item in story.items) + "</ul>"


def _table(story: Story) -> str:
    head = "".join(f"<th>{e(cell)}</th>" for cell in story.table[0])
    rows = "".join("<tr>" + "".join(f"<td>{e(c)}</td>" for c in row) + "</tr>" for row in story.table[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _rows(story: Story) -> tuple[str, ...]:
    """A table of places gives a line for each cell with its head; any other one a line for each row."""
    heads, *rows = story.table
    if heads[0] in ("District", "Village"):
        return tuple(f"{row[0]}: {head} {cell}." for row in rows for head, cell in zip(heads[1:], row[1:], strict=True))
    return tuple(" | ".join(row) for row in story.table)


def _ld(story: Story, kind: str = "NewsArticle", **more: object) -> str:
    node = {
        "@context": "https://schema.org", "@type": kind, "headline": story.title, "datePublished": story.published,
        "dateModified": story.published, "publisher": {"@type": "Organization", "name": story.outlet},
        "author": [{"@type": "Person", "name": "A. Marlin"}], "image": ["/a.jpg"], **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def _og(story: Story, *, site: bool = True, time: bool = True) -> str:
    metas = [f'<meta property="og:title" content="{e(story.title)}"><meta property="og:type" content="article">']
    if site:
        metas.append(f'<meta property="og:site_name" content="{e(story.outlet)}">')
    if time:
        metas.append(f'<meta property="article:published_time" content="{story.published}">')
    return "".join(metas)


def _page(head: str, body: str, *, title: str, html: str = 'lang="en"') -> str:
    return (
        f'<!DOCTYPE html><html {html}><head><meta charset="utf-8"><title>{e(title)}</title>{head}'
        f"<style>.x{{color:red}}</style><script>window.state={STATE}</script></head>"
        f"<body>{MENU}{body}</body></html>"
    )


def _blocks(story: Story, name: str) -> Made:
    """A large outlet: JSON-LD, blocks with figures, adverts between the paragraphs, a box of related stories inside."""
    a, b = story.paragraphs[:2], story.paragraphs[2:]
    body = (
        f"{_nav()}<main><article class='article'><h1 class='headline'>{e(story.title)}</h1>"
        f"<div class='byline'>By <a href=/m>A. Marlin</a></div><figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>"
        f"<div class='article-body'>{_ps(a)}<div class='ad-slot' aria-label='advertisement'><p>{ADVERT}</p></div>"
        f"<aside class='inline-related'><h4>Related</h4><a href=/x>{TEASERS[1]}</a></aside>"
        f"<blockquote><p>{e(story.quote)}</p></blockquote>{_ps(b)}"
        f"<div class='newsletter-signup'><p>{LETTER}</p><button>Sign up</button></div></div></article></main>"
        f"{_related()}{_footer(story.outlet)}"
    )
    return _made(name, _page(_ld(story), body, title=f"{story.title} | {story.outlet}"), story, (*a, story.quote, *b))


def _wordpress(story: Story, name: str) -> Made:
    """A weblog engine's classic theme, with captions, sharing buttons, related posts and comments."""
    a, b = story.paragraphs[:1], story.paragraphs[1:]
    body = (
        f"<div id='page' class='hfeed site'>{_nav()}<div id='content'><article class='post type-post hentry'>"
        f"<header class='entry-header'><h1 class='entry-title'>{e(story.title)}</h1><div class='entry-meta'>Posted on "
        f"<time class='entry-date published' datetime='{story.published}'>a day</time> by <span class='author'>editor</span></div>"
        f"</header><div class='entry-content'>{_ps(a)}<div class='wp-caption'><img src=a.jpg>"
        f"<p class='wp-caption-text'>{CAPTION}</p></div>{_list(story)}{_ps(b)}"
        "<div class='sharedaddy sd-sharing-enabled'><h3 class='sd-title'>Share this:</h3><ul><li><a href=#>Print</a></li></ul></div>"
        f"<div id='jp-relatedposts' class='jp-relatedposts'><h3>Related</h3><p><a href=/r>{TEASERS[0]}</a></p></div></div>"
        f"<footer class='entry-footer'>Posted in <a href=/w>World</a></footer></article>{_comments()}</div>"
        f"<div id='secondary' class='widget-area'>{_related('Recent posts')}</div>{_footer(story.outlet)}</div>"
    )
    html = _page(_og(story), body, title=f"{story.title} – {story.outlet}")
    return _made(name, html, story, (*a, *story.items, *b))


def _components(story: Story, name: str) -> Made:
    """A broadcaster: every paragraph in a component of its own, hashed class names, links to more at the end."""
    text = "".join(
        f"<div data-component='text-block' class='ssrcss-{n}x1'><div class='ssrcss-7y'><p class='ssrcss-q{n}'>{e(p)}</p></div></div>"
        for n, p in enumerate(story.paragraphs)
    )
    image = f"<div data-component='image-block'><figure><img src=a.jpg><figcaption><span>Image caption, </span>{CAPTION}</figcaption></figure></div>"
    links = "".join(f"<li><a href='/n{n}'>{t}</a></li>" for n, t in enumerate(TEASERS))
    body = (
        f"{_nav()}<main id='main-content'><article><header><h1 id='main-heading'>{e(story.title)}</h1>"
        f"<time datetime='{story.published}'>3 hours ago</time></header>{image}{text}"
        f"<section data-component='links-block'><h2>More on this story</h2><ul>{links}</ul></section></article></main>"
        f"{_footer(story.outlet)}"
    )
    return _made(
        name,
        _page(_ld(story, "ReportageNewsArticle"), body, title=f"{story.title} - {story.outlet}"),
        story,
        story.paragraphs,
    )


def _paywall(story: Story, name: str) -> Made:
    """A stub before a barrier: two paragraphs are there, and the rest is an offer."""
    body = (
        f"{_nav()}<article class='story'><h1>{e(story.title)}</h1><div class='story-body'>{_ps(story.paragraphs[:2])}</div>"
        "<div class='paywall-barrier'><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in to read the whole "
        "story and everything else that we publish, for less than the price of a coffee a week.</p><a href=/s>Subscribe</a></div>"
        f"</article>{_related('Most popular')}{_footer(story.outlet)}"
    )
    head = _ld(story, isAccessibleForFree=False)
    return _made(name, _page(head, body, title=f"{story.title} | {story.outlet}"), story, story.paragraphs[:2])


def _amp(story: Story, name: str) -> Made:
    """The light form for telephones, with its own elements."""
    a, b = story.paragraphs[:3], story.paragraphs[3:]
    body = (
        f"<amp-sidebar id=s><ul>{''.join(f'<li>{s}</li>' for s in SECTIONS)}</ul></amp-sidebar><header>{e(story.outlet)}</header>"
        f"<main><article><h1>{e(story.title)}</h1><amp-img src=a.jpg width=3 height=2></amp-img><div class='caption'>{CAPTION}</div>"
        f"{_ps(a)}<amp-ad type=doubleclick><div placeholder>{ADVERT}</div></amp-ad>{_ps(b)}</article></main>"
        f"<amp-list src=/r><div class='related'><h3>Most read</h3><a href=/1>{TEASERS[2]}</a></div></amp-list>{_footer(story.outlet)}"
    )
    html = _page(_ld(story), body, title=story.title, html="amp lang=en")
    return _made(name, html, story, story.paragraphs)


def _print_view(story: Story, name: str) -> Made:
    """The form for paper: no classes, rules, the facts in the text, an address at the end."""
    day = datetime.fromisoformat(story.published)
    body = (
        f"<p><a href='javascript:print()'>Print this page</a></p><h2>{e(story.outlet)}</h2><hr><h1>{e(story.title)}</h1>"
        f"<p>Published: {day:%B} {day.day}, {day:%Y}</p>{_ps(story.paragraphs)}<hr>"
        f"<p>Printed from https://news.example/{name}</p><p>{RIGHTS}</p>"
    )
    html = _page(_og(story, time=False), body, title=story.title)
    # The page tells its date in this line alone, so that it has to stay in the text.
    lines = (f"Published: {day:%B} {day.day}, {day:%Y}", *story.paragraphs)
    return _made(name, html, story, lines, published=day.date().isoformat())


def _agency(story: Story, name: str) -> Made:
    """An agency's copy: a dateline, credits, a line of rights, topics to follow."""
    first, *rest = story.paragraphs
    first = f"{story.town}, {datetime.fromisoformat(story.published):%b %d} (Meridian) - {first}"
    topics = "".join(f"<li><a href=/t>{s}</a></li>" for s in SECTIONS[:4])
    body = (
        f"{_nav()}<div class='StoryPage'><h1 class='Headline'>{e(story.title)}</h1><div class='TwoColumns'>"
        f"<div class='ArticleBody'>{_ps((first, *rest), 'Paragraph')}<p class='Attribution'>Reporting by A. Marlin in Osk; "
        f"Editing by B. Weller</p></div><div class='TrustPrinciples'><p>Our standards: The Trust Rules.</p></div></div>"
        f"<ul class='tags'>{topics}</ul></div>{_related('Up next')}{_footer(story.outlet)}"
    )
    html = _page(_og(story), body, title=f"{story.title} | {story.outlet}")
    return _made(name, html, story, (first, *rest, "Reporting by A. Marlin in Osk; Editing by B. Weller"))


def _ministry(story: Story, name: str) -> Made:
    """A ministry's site: an old system with rows of menus, the date in the head of the page, a table of counts."""
    menu = "".join(f"<td><a href='/{s}'><font size=1>{s}</font></a></td>" for s in SECTIONS)
    body = (
        f"<table width=100% border=0><tr>{menu}</tr></table><div id='ctl00_Main'><div class='breadcrumb'>Home &gt; Press releases"
        f"</div><h2 class='title'>{e(story.title)}</h2><div class='content-text'>"
        f"{_ps(story.paragraphs)}{_table(story)}</div></div>"
        f"<div class='contact'>Press office, Ministry Square 1, telephone 555 0100</div>{_footer(story.outlet)}"
    )
    head = (
        f'<meta name="dcterms.date" content="{story.published[:10]}"><meta name="dc.publisher" content="{e(story.outlet)}">'
        f'<meta name="dc.title" content="{e(story.title)}">'
    )
    html = _page(head, body, title=f"{story.title} - {story.outlet}")
    return _made(name, html, story, (*story.paragraphs, *_rows(story)), published=story.published[:10])


def _drupal(story: Story, name: str) -> Made:
    """A community system: fields within fields, tags, a block of similar stories, a form for comments."""
    body = (
        f"<div class='layout-container'>{_nav()}<main role=main><div class='node node--type-article'>"
        f"<h1 class='page-title'><span>{e(story.title)}</span></h1><div class='node__submitted'>Submitted by editor</div>"
        f"<div class='field field--name-field-image'><img src=a.jpg><div class='field--name-field-caption'>{CAPTION}</div></div>"
        f"<div class='field field--name-body field__item'>{_ps(story.paragraphs)}<blockquote>{e(story.quote)}</blockquote></div>"
        f"<div class='field field--name-field-tags'><div>Tags</div><div><a href=/t>War</a></div></div></div></main>"
        f"<div class='block block-views-similar'><h2>Similar stories</h2>{_related()}</div>{_comments()}{_footer(story.outlet)}</div>"
    )
    head = _og(story) + f'<link rel="canonical" href="https://news.example/{name}">'
    return _made(
        name, _page(head, body, title=f"{story.title} | {story.outlet}"), story, (*story.paragraphs, story.quote)
    )


def _old_tables(story: Story, name: str) -> Made:
    """A page laid out in tables, its paragraphs parted by line breaks."""
    side = "<br>".join(f"<a href=/{s}>{s}</a>" for s in SECTIONS)
    text = "<br><br>".join(e(p) for p in story.paragraphs)
    body = (
        f"<table width=780><tr><td colspan=2><img src=banner.gif alt='banner'></td></tr><tr><td width=140 valign=top>{side}</td>"
        f"<td valign=top><h1><font size=4>{e(story.title)}</font></h1><div class=text><font face=Arial>{text}</font></div></td></tr>"
        f"<tr><td colspan=2 align=center><font size=1>{e(story.outlet)} {RIGHTS}</font></td></tr></table>"
    )
    html = _page(_og(story), body, title=f"{story.title} - {story.outlet}")
    return _made(name, html, story, story.paragraphs)


def _situation(story: Story, name: str) -> Made:
    """A situation report: headings, highlights as a list, a table, a footnote, files to load down."""
    a, b = story.paragraphs[:3], story.paragraphs[3:]
    note = "Figures are those of the bodies named and have not been checked by this office."
    body = (
        f"{_nav()}<main><article class='report'><h1>{e(story.title)}</h1><p class='meta'>Situation report no. 7</p>"
        f"<section><h2>Highlights</h2>{_list(story)}</section><section><h2>Situation</h2>{_ps(a)}{_table(story)}{_ps(b)}</section>"
        f"<p class='footnote'>{note}</p></article><div class='attachments'><h3>Attachments</h3><a href=/f.pdf>Load down the "
        f"report (PDF, 2 MB)</a></div></main>{_footer(story.outlet)}"
    )
    lines = ("Situation report no. 7", "Highlights", *story.items, "Situation", *a, *_rows(story), *b, note)
    html = _page(_og(story), body, title=f"{story.title} | {story.outlet}")
    return _made(name, html, story, lines)


def _live(story: Story, name: str) -> Made:
    """A live page: dated entries, the latest first; one in two tells them in JSON-LD as well, the others by times alone."""
    start = datetime.fromisoformat(story.published)
    moments = [(start - timedelta(minutes=25 * n)).isoformat() for n in range(len(story.paragraphs))]
    heads = [f"What was told at {n + 1} of the hour" for n in range(len(moments))]
    entries = list(zip(heads, moments, story.paragraphs, strict=True))
    inner = "".join(
        f"<div class='live-post' id='p{n}'><time datetime='{at}'>{at[11:16]}</time><h2>{head}</h2><p>{e(p)}</p>"
        f"<div class='share'><a href=#>Share</a></div></div>"
        for n, (head, at, p) in enumerate(entries)
    )
    body = (
        f"{_nav()}<main><h1>{e(story.title)}</h1><figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>"
        f"<div class='live-posts'>{inner}</div></main>{_related()}{_footer(story.outlet)}"
    )
    updates = [
        {
            "@type": "BlogPosting",
            "headline": head,
            "datePublished": at,
            "articleBody": p,
            "url": f"https://news.example/{name}#p{n}",
        }
        for n, (head, at, p) in enumerate(entries)
    ]
    has_data = int(name[-1]) % 2 == 1
    head = _ld(story, "LiveBlogPosting", liveBlogUpdate=updates) if has_data else _og(story)
    html = _page(head, body, title=f"{story.title} | {story.outlet}")
    parts = tuple(Part((head, p), at) for head, at, p in entries)
    return Made(name, html, story.title, story.published, story.outlet, parts)


STYLES: dict[str, Callable[[Story, str], Made]] = {
    "blocks": _blocks, "wordpress": _wordpress, "components": _components, "paywall": _paywall, "amp": _amp,
    "print": _print_view, "agency": _agency, "ministry": _ministry, "drupal": _drupal, "tables": _old_tables,
    "situation": _situation, "live": _live,
}  # fmt: skip

"""The page in a real browser: nothing refused or fetched, nothing wider than the screen, legible in both schemes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.publish.brief import compose_brief
from counterclaim.publish.brief_html import render_html
from tests.golden.renew import load_story
from tests.publish.stories import make_hostile_story

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

# Contrast after WCAG 2.2, worked out for every element that holds text of its own.
LOWEST_CONTRAST = """() => {
  const light = c => { const v = c.map(x => x / 255).map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
  const read = s => s.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const paper = read(getComputedStyle(document.body).backgroundColor);
  let lowest = 21;
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('title, desc') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(e), ink = read(e.closest('svg') ? style.fill : style.color);
    const [a, b] = [light(ink), light(paper)];
    lowest = Math.min(lowest, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return lowest;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("story", [load_story, make_hostile_story], ids=["golden", "hostile"])
def test_page_shows_whole_and_quietly(browser, tmp_path: Path, story, width: int, scheme: str) -> None:
    path = tmp_path / "brief.html"
    path.write_text(render_html(compose_brief(story()), version="0"), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('td.number')).textAlign") in {"right", "left"}
    assert page.evaluate(LOWEST_CONTRAST) >= 4.5
    context.close()

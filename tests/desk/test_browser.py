"""The desk in a real browser: a reviewer's story from an empty ledger to a corrected figure, on a phone, without scripts.

Pictures are kept where DESK_PICTURES names a folder; docs/desk.md shows them, and they are made anew by
`DESK_PICTURES=docs/pictures python -m pytest tests/desk/test_browser.py`.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import uvicorn

from counterclaim.desk.app import make_app
from counterclaim.desk.keeper import Keeper
from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.doubling import draw_sample, keep_sample
from counterclaim.pipeline.judging import Signed
from counterclaim.pipeline.sourcing import write_source
from counterclaim.records.books import Book, Entry
from tests.desk.conftest import NOW
from tests.desk.desks import LISTS

playwright = pytest.importorskip("playwright.sync_api")
axe_of = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PICTURES = ("add", "questions", "question", "correct", "select", "enter", "export", "review", "positions")
LARGEST_PICTURE = 80_000
LONGEST_WALK_S = 180
PAGES = (
    *LISTS,
    "/export",
    "/add",
    "/search?gap=scope&counted=true",
    "/positions?holder=nobody+here",
    "/actors",
    "/sources",
    "/doubles",
    "/doubles/march",
    "/doubles/march?reveal=true",
    "/doubles/march/code",
    "/review?kind=links",
    "/people",
    "/forget",
)


@contextmanager
def serve(place: Path) -> Iterator[str]:
    """Serve a desk on a free port while the block runs; give its address."""
    with socket.socket() as listening, Keeper(str(place), patience_s=60) as keeper:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(keeper, author="Ada Coder"), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = Path(shutil.copy(demo, tmp_path_factory.mktemp("served") / "ledger.sqlite"))
    with open_ledger(place) as ledger, ledger.view() as view:
        keep_sample(ledger, view, draw_sample(tell_story(view), "march", 5, 1, Signed("Ben Coder", "", NOW)))
        kept = json.dumps({"text": "killed", "measure": "killed"})
        ledger.enter(Entry("kept", Book.SEARCHES, "the dead", kept, "Ben Coder", "", NOW))
        ledger.enter(write_source({}, {"outlet": "Border Star", "grade": "B"}, Signed("Ben Coder", "known", NOW)))
    with serve(place) as url:
        yield url


def list_all(page: Any, address: str) -> list[str]:
    """Give every kind of page, with one question, report, incident, claim, actor and episode."""
    found = []
    page.goto(f"{address}/reports")
    report = page.locator("table.reports a").last.get_attribute("href")
    page.goto(address + report)
    found += [page.locator(f"a[href*='{form}=']").first.get_attribute("href") for form in ("edit", "enter")]
    kinds = {"/review?kind=claims": "claims", "/incidents": "incidents"}
    for path in ("/questions", "/reports", "/actors", *kinds):
        page.goto(address + path)
        kind = kinds.get(path, path[1:])
        found.append(page.locator(f"main a[href^='/{kind}/']").first.get_attribute("href").partition("#")[0])
    found.append("/episodes/" + page.locator("#f-episode option").nth(1).get_attribute("value"))
    return [*PAGES, *found]


def picture(page: Any, name: str) -> None:
    """Keep a picture of what is to be seen, small enough for the documents, where a folder is named for them."""
    folder = os.environ.get("DESK_PICTURES")
    if folder and name in PICTURES:
        from PIL import Image

        path = Path(folder) / f"desk-{name}.png"
        taken = page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 680})
        Image.open(io.BytesIO(taken)).convert("RGB").quantize(64).save(path, optimize=True)
        assert path.stat().st_size <= LARGEST_PICTURE, name


def find_violations(page: Any) -> list[str]:
    """Give what axe finds on a page."""
    results = axe_of.Axe().run(page, options=RULES).response
    return [f"{v['id']}: {node['html'][:200]}" for v in results["violations"] for node in v["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_every_page_is_accessible_quiet_and_fits(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: said.append(r.url) if not r.url.startswith(address) else None)
    for path in list_all(page, address):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        # What axe looks at depends on width and scheme apart from each other: two runs see all of it.
        assert (width == 360) != (scheme == "light") or find_violations(page) == [], path
        assert said == [], path
    context.close()


def test_a_newcomer_goes_from_an_empty_ledger_to_a_corrected_exported_figure(browser: Any, tmp_path: Path) -> None:
    """The whole walk, with no more than is to be seen on the pages, in less than three minutes."""
    with serve(tmp_path / "new.sqlite") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        begun = time.monotonic()
        page.goto(address)
        assert page.locator("h2").first.inner_text() == "This ledger is empty"
        page.get_by_role("button", name="Read the demo’s ten reports").click()
        page.get_by_text("10 reports read").wait_for(timeout=120_000)
        page.get_by_role("link", name="questions", exact=True).wait_for(timeout=60_000)
        picture(page, "add")
        page.get_by_role("link", name="questions", exact=True).click()
        page.get_by_label("Disputed only").check()
        page.get_by_role("button", name="Show").last.click()
        picture(page, "questions")
        page.locator("td.asks a").first.click()
        picture(page, "question")
        question = page.url
        page.locator("td.number a.fig", has_text="331").first.click()
        page.locator("article:target").get_by_role("link", name="Correct").click()
        page.get_by_label("Figure", exact=True).fill("at least 331")
        page.get_by_label("Why, for whoever reads it later").fill("The minister said “at least”.")
        picture(page, "correct")
        page.get_by_role("button", name="Keep the correction").click()
        page.get_by_text("Kept.").wait_for()
        # Back on the question, where the figure stands corrected.
        assert page.url.partition("?")[0] == question.partition("?")[0]
        assert page.locator("td.number a.fig", has_text="≥ 331").count() >= 1
        page.get_by_role("link", name="Audit", exact=True).click()
        assert "Ada Coder" in page.locator("table.audit").inner_text()
        page.get_by_role("link", name="Export", exact=True).click()
        page.get_by_label("Form").select_option("csv")
        picture(page, "export")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download").click()
        assert time.monotonic() - begun < LONGEST_WALK_S
        assert download.value.suggested_filename == "counterclaim-csv.zip"
        with zipfile.ZipFile(download.value.path()) as packed:
            tables = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".csv")]
        assert any("Ada Coder" in table and "The minister said" in table for table in tables)
        assert any("331" in line and "at least" in line for table in tables for line in table.splitlines())
        page.close()


def select(page: Any, words: str) -> None:
    """Select words of the report's text, as a mouse does."""
    page.evaluate(
        """(words) => {
          const nodes = [...document.querySelectorAll(".text [data-at]")].map((piece) => piece.firstChild);
          const start = nodes.map((node) => node.data).join("").indexOf(words);
          const range = document.createRange();
          let at = 0;
          for (const node of start < 0 ? [] : nodes) {
            if (at <= start && start < at + node.length) range.setStart(node, start - at);
            at += node.length;
            if (start + words.length <= at) {
              range.setEnd(node, start + words.length - at + node.length);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              return;
            }
          }
          throw new Error("no such words: " + words);
        }""",
        words,
    )


def add_report(page: Any, address: str, text: str) -> None:
    """Paste a text and open its report."""
    page.goto(f"{address}/add")
    page.get_by_label("The text of the report").fill(text)
    page.get_by_label("Title").fill("At the crossing")
    page.get_by_label("Published on").fill("2026-03-02")
    page.get_by_label("Outlet").fill("The Daily")
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("link", name="At the crossing").wait_for(timeout=60_000)
    page.get_by_role("link", name="At the crossing").first.click()


CROSSING = (
    "The Red Front said on Friday its fighters had killed at least 12 soldiers near 𝒦abul bridge.\n"
    "Nine villagers slipped away in the flooded crossing near Kabul, the district governor said. "
    "<img src=x onerror=alert(1)> \u202e12\u202c <a href='https://evil.example'>more</a>"
)


def test_words_are_selected_to_correct_a_claim_and_to_enter_a_missed_one(browser: Any, tmp_path: Path) -> None:
    with serve(tmp_path / "new.sqlite") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 820})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        add_report(page, address, CROSSING)
        report = page.url
        select(page, "slipped away")
        page.get_by_role("button", name="These words tell a missed event").click()
        page.get_by_label("What it is about").select_option("MISSING")
        assert page.get_by_label("Event").input_value() == "slipped away"
        for words, role in (("Nine", "How many"), ("the district governor", "Who says so")):
            select(page, words)
            page.locator(".picked").get_by_role("button", name=role).click()
        select(page, "flooded")
        picture(page, "enter")
        page.keyboard.press("Escape")
        assert not page.locator(".picked").is_visible()
        page.get_by_label("Why, for whoever reads it later").fill("an unusual verb")
        page.get_by_role("button", name="Enter the claim").click()
        page.get_by_text("says everywhere that a person entered it").wait_for()
        entered = page.locator(".entry:target").inner_text()
        assert "missing, 9" in entered
        assert "entered by Ada Coder" in entered
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.locator("form.editor").wait_for()
        select(page, "fighters")
        page.locator(".picked").get_by_role("button", name="By whom").click()
        picture(page, "select")
        field = page.locator("[data-role=actor]")
        place = page.locator("[name=at_actor]").input_value()
        start = CROSSING.index("fighters")
        assert (field.input_value(), place) == ("fighters", f"@{start}-{start + 8}")
        field.press("End")
        field.type(" x")
        assert page.locator("[name=at_actor]").input_value() == "", "what is typed is looked for anew"
        # A character beyond the first plane is one character of the report.
        select(page, "bridge")
        page.locator(".picked").get_by_role("button", name="Where").click()
        assert (
            page.locator("[name=at_place]").input_value()
            == f"@{CROSSING.index('bridge')}-{CROSSING.index('bridge') + 6}"
        )
        assert said == []
        assert page.locator("main img, main a[href*=evil]").count() == 0
        page.goto(report)
        assert find_violations(page) == []
        page.close()


def test_the_queue_is_judged_with_one_key_each_and_undone(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 820})
    page.goto(f"{address}/review?kind=claims")
    first = page.locator(".doubt .evidence").first.get_attribute("id")
    page.keyboard.press("a")
    page.get_by_text("Kept.").wait_for()
    assert page.locator(f"#{first}").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.querySelector('.evidence').id")
    assert second == page.locator(".doubt .evidence").nth(1).get_attribute("id")
    page.keyboard.press("s")  # No key of this row: nothing happens, least of all to another row.
    page.keyboard.press("r")
    page.get_by_text("Kept.").wait_for()
    assert page.locator(f"#{second}").count() == 0
    page.keyboard.press("u")
    page.get_by_text("Withdrawn. The judgement").wait_for()
    page.goto(f"{address}/audit")
    assert [row.count("withdraw") > 0 for row in page.locator("tbody tr").all_inner_texts()][:2] == [True, True]
    # Links between incidents and questions too.
    page.goto(f"{address}/review?kind=links")
    picture(page, "review")
    for key in ("d", "s"):
        asked = page.locator(".doubt .whole").first.inner_text()
        waiting = page.locator(".doubt").count()
        page.keyboard.press(key)
        page.get_by_text("Kept.").wait_for()
        assert page.locator(".doubt").count() < waiting
        page.keyboard.press("u")
        page.get_by_text("Withdrawn. The judgement").wait_for()
        assert page.locator(".doubt .whole").first.inner_text() == asked
    page.close()


def test_two_reviewers_at_once_are_told_of_each_other(browser: Any, address: str) -> None:
    page, other = (browser.new_context().new_page() for _ in range(2))
    page.goto(f"{address}/review?kind=claims")
    claim = page.locator(".doubt .evidence").nth(3).get_attribute("id").removeprefix("claim-")
    for one in (page, other):
        one.goto(f"{address}/claims/{claim}")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Kept.").wait_for()
    other.get_by_role("button", name="Reject").click()
    assert "judged after you opened it" in other.locator("main").inner_text()
    other.goto(f"{address}/claims/{claim}")
    assert "accept, by Ada Coder" in other.locator("main").inner_text()
    for one in (page, other):
        one.context.close()


def test_without_scripts_everything_is_read_and_judged(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in list_all(page, address):
        page.goto(address + path)
        assert page.locator("h1").count() == 1, path
        assert page.locator(".with-script:visible").count() == 0, path
    page.goto(f"{address}/review?kind=claims")
    page.get_by_role("button", name="Accept").first.click()
    assert "Kept." in page.locator(".strip").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "Withdrawn." in page.locator(".strip").inner_text()
    page.goto(f"{address}/reports")
    page.locator("table.reports a").last.click()
    page.get_by_role("link", name="Correct").nth(2).click()
    page.get_by_label("Where").fill("none")
    page.get_by_label("Why, for whoever reads it later").fill("no place is told")
    page.get_by_role("button", name="Keep the correction").click()
    assert "Kept." in page.locator(".strip").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Enter a missed claim").nth(1).click()
    page.get_by_label("What it is about").select_option("PROTEST")
    page.locator("input[name=sentence]").first.evaluate("field => field.type == 'radio' && field.click()")
    page.get_by_label("Event").fill("attacked")
    page.get_by_label("Why, for whoever reads it later").fill("to see that it works")
    page.get_by_role("button", name="Enter the claim").click()
    assert "Entered." in page.locator(".strip").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "Withdrawn." in page.locator(".strip").inner_text()
    page.goto(f"{address}/questions")
    page.locator("td.asks a").first.click()
    page.get_by_label("As it stood on").select_option(index=0)
    page.locator("form.days").get_by_role("button", name="Show").click()
    assert "as_of=2026-02" in page.url
    page.goto(f"{address}/questions")
    page.get_by_label("As of").fill("2026-02-27")
    page.get_by_role("button", name="Show").first.click()
    assert "27 Feb 2026" in page.locator(".strip").inner_text()
    context.close()


def test_the_keyboard_reaches_everything_in_order(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/questions")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    wanted = page.locator("a[href], button, input:not([type=hidden]), select, summary").count()
    reached = set()
    for _ in range(wanted + 30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(reached) >= wanted - 1
    page.close()


def test_positions_are_seen_in_time(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 820})
    page.goto(f"{address}/positions")
    page.locator("#in-time").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#in-time').scrollIntoView()")
    picture(page, "positions")
    cell = page.locator("table.times td a").first
    told = cell.get_attribute("aria-label")
    cell.click()
    assert page.locator("table.stances tbody tr").count() >= 1
    assert page.locator("#f-since").input_value() in ("2026-02-27", "2026-02-28", "2026-03-01")
    assert told
    page.close()


def test_times_are_those_of_the_reader_with_utc_on_hover(browser: Any, address: str) -> None:
    context = browser.new_context(timezone_id="Asia/Tokyo", locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}/search?text=killed")
    time = page.locator("main time").first
    assert time.get_attribute("title").endswith("UTC")
    assert time.inner_text() != time.get_attribute("title")
    moment = datetime.fromisoformat(time.get_attribute("datetime")).astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"{moment:%H:%M}" in time.inner_text()
    # On paper nothing can be pointed at.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert time.inner_text() == time.get_attribute("title")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert f"{moment:%H:%M}" in time.inner_text()
    context.close()


def test_days_slide(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/questions")
    page.locator("td.asks a").first.click()
    slider = page.get_by_role("slider", name="As it stood on")
    assert slider.get_attribute("aria-valuetext") == "now: all that was read"
    slider.press("Home")
    page.wait_for_url("**as_of=2026-02-2*")
    assert "2026" in page.locator(".strip").inner_text()
    page.close()


def test_printed_pages_show_no_controls(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/questions")
    page.emulate_media(media="print")
    assert not page.locator("nav ul").first.is_visible()
    assert not page.locator("form.filters").first.is_visible()
    assert page.locator("table.questions").is_visible()
    for path in list_all(page, address):
        page.goto(address + path)
        page.emulate_media(media="print")
        assert page.locator("button:visible, select:visible, textarea:visible").count() == 0, path
        assert page.locator("h1").is_visible(), path
    page.close()


def test_a_report_names_the_role_of_each_mark_in_words(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 820})
    page.goto(f"{address}/reports")
    page.locator("table.reports a").last.click()
    assert page.locator(".text mark sub").first.is_visible()  # Roles are told in words, not by colour alone.
    page.close()

"""Two people at one desk in a real browser: from a desk of one user to a reviewer who is told what the other did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desk.test_browser import CHROMIUM, browser, find_violations, picture, serve

__all__ = ["browser"]  # A fixture.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
ADA, BEN = "copper lantern walks twice", "seven quiet harbour bells"


def check(page: Any, width: int = 1280) -> None:
    assert find_violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_one_becomes_two_and_neither_loses_anything(browser: Any, fresh: Path) -> None:
    with serve(fresh) as address:
        ada = browser.new_context(viewport={"width": 1280, "height": 820}).new_page()
        ada.goto(f"{address}/people")
        ada.get_by_label("Name, as it signs judgements").fill("Ada Coder")
        ada.get_by_label("Password, 12 characters or more").fill(ADA)
        ada.get_by_role("button", name="Add me").click()
        ada.get_by_text("(you)").wait_for()
        ada.get_by_label("Name, as it signs judgements").fill("Ben")
        ada.get_by_label("Password, 12 characters or more").fill(BEN)
        ada.get_by_role("button", name="Let in").click()
        ada.get_by_text("Let in: they can sign in now.").wait_for()
        check(ada)
        picture(ada, "people")

        # Ben's browser runs no scripts.
        ben = browser.new_context(viewport={"width": 1280, "height": 820}, java_script_enabled=False).new_page()
        ben.goto(f"{address}/review?kind=claims")
        assert ben.locator("h1").inner_text() == "Sign in"
        ben.get_by_label("Name").fill("Ben")
        ben.get_by_label("Password").fill("not the right one")
        ben.get_by_role("button", name="Sign in").click()
        assert "do not belong together" in ben.get_by_role("alert").inner_text()
        assert ben.get_by_label("Name").input_value() == "Ben"
        ben.get_by_label("Password").fill(BEN)
        ben.get_by_role("button", name="Sign in").click()
        assert ben.url == f"{address}/review?kind=claims"
        assert ben.get_by_role("link", name="People").count() == 0

        ada.goto(f"{address}/review?kind=claims")
        ada.get_by_text("At work now too: Ben").wait_for()
        picture(ada, "two-reviewers")
        hers = set(ada.locator(".doubt .evidence").evaluate_all("all => all.map(one => one.id)"))
        ben.reload()
        his = set(ben.locator(".doubt .evidence").evaluate_all("all => all.map(one => one.id)"))
        assert len(hers) == len(his) == 8
        assert not hers & his

        claim = next(iter(his)).removeprefix("claim-")
        for page in (ben, ada):
            page.goto(f"{address}/claims/{claim}")
        assert "Ben has had this open since" in ada.locator(".busy").inner_text()
        ben.get_by_role("button", name="Reject").click()
        assert "Kept." in ben.locator(".strip").inner_text()
        ada.get_by_role("button", name="Accept").click()
        told = ada.locator("main").inner_text()
        assert "Ben did" in told
        assert "reject" in told
        picture(ada, "judged-meanwhile")
        ada.goto(f"{address}/audit")
        assert ada.locator("table.audit tbody tr").count() == 1
        assert "Ben" in ada.locator("table.audit").inner_text()

        ben.get_by_role("link", name="Ben", exact=True).click()
        ben.get_by_role("button", name="Sign out").click()
        assert ben.locator("h1").inner_text() == "Sign in"
        ben.goto(f"{address}/questions")
        assert ben.locator("h1").inner_text() == "Sign in"
        for page in (ada, ben):
            page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_pages_about_people_are_accessible_and_fit(browser: Any, fresh: Path, width: int, scheme: str) -> None:
    with serve(fresh) as address:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}/people")
        check(page, width)
        page.get_by_label("Name, as it signs judgements").fill("Ada Coder")
        page.get_by_label("Password, 12 characters or more").fill(ADA)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_text("(you)").wait_for()
        for path in ("/people", "/account", "/forget"):
            page.goto(address + path)
            check(page, width)
            if width > 360:
                picture(page, f"{path[1:]}")
        page.goto(f"{address}/account")
        page.get_by_label("What it is for").fill("R script")
        page.get_by_role("button", name="Make a token").click()
        assert page.locator("code.token").inner_text().startswith("cc_")
        check(page, width)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign out").click()
        check(page, width)
        if width > 360:
            picture(page, "sign-in")
        context.close()

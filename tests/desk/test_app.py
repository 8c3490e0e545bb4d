"""Every page and its twin: what they answer, link to and refuse, and what a browser may do with them."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.desk.guard import POLICY
from tests.desk.desks import HOST, show_story
from tests.publish.page import Element, read_page
from tests.publish.stories import make_empty_story, make_hostile_story

PAGES = ("/", "/questions", "/incidents", "/positions", "/reports", "/search", "/review", "/audit", "/add")
LARGEST = 300_000


def twin(path: str) -> str:
    """Give the address of a page's twin."""
    parts = urlsplit(path)
    return ("/overview" if parts.path == "/" else parts.path) + ".json" + (f"?{parts.query}" if parts.query else "")


def find_links(elements: list[Element]) -> set[str]:
    """Give the addresses on this desk that a page leads to."""
    found = {unescape(e.attributes["href"]) for e in elements if e.tag == "a" and "href" in e.attributes}
    return {href.partition("#")[0] for href in found if href.startswith("/")}


def check_page(html: str) -> list[Element]:
    """Give the elements of a page that is whole, without inline scripts or styles, every control named, links in place."""
    elements = read_page(html)
    assert len(html.encode()) < LARGEST
    assert not [e for e in elements if e.tag == "style" or "style" in e.attributes]
    assert not [e for e in elements if any(name.startswith("on") for name in e.attributes)]
    assert all(e.attributes.get("src", "").startswith("/static/") for e in elements if e.tag == "script")
    ids = [e.attributes["id"] for e in elements if "id" in e.attributes]
    assert len(ids) == len(set(ids)), sorted(id for id in ids if ids.count(id) > 1)
    labelled = {e.attributes.get("for") for e in elements if e.tag == "label"}
    for control in (e for e in elements if e.tag in ("input", "select", "textarea")):
        is_named = control.attributes.get("id") in labelled or control.attributes.get("aria-label")
        assert control.attributes.get("type") == "hidden" or is_named, control.attributes
    for link in (e.attributes.get("href", "") for e in elements if e.tag == "a"):
        assert link.startswith("/") or link[1:] in ids, link
    assert [e.tag for e in elements if e.tag == "h1"] == ["h1"]
    return elements


def test_every_page_that_a_page_leads_to_is_there_with_its_twin(client: TestClient) -> None:
    waiting, seen = {"/"}, set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        assert response.headers["Content-Security-Policy"] == POLICY or path.startswith("/static")
        if response.headers["content-type"].startswith("application/json"):
            assert set(response.json()) == {"about", "page"}, path
            continue
        if response.headers["content-type"].startswith("text/csv"):
            assert response.headers["Content-Disposition"].startswith("attachment"), path
            continue
        found = find_links(check_page(response.text))
        # Each kind of page is followed often enough; each question, claim and report once.
        waiting |= {href for href in found if "?" not in href or len(href) % 7 == 0} - seen
    assert {f"/{path.split('/')[1].split('.')[0].split('?')[0]}" for path in seen} >= {*PAGES, "/claims"}
    assert len(seen) > 150


def test_the_api_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert set(map(twin, PAGES)) - {"/add.json"} <= set(described["paths"])
    assert all(one["get"]["description"] for path, one in described["paths"].items() if "get" in one)
    assert client.get("/docs").status_code == 404  # It would load scripts from elsewhere.


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/questions/unknown", 404),
        ("/claims/unknown", 404),
        ("/reports/unknown", 404),
        ("/incidents/unknown", 404),
        ("/questions?page=0", 422),
        ("/questions?page=x", 422),
        ("/?as_of=2026-13-01", 400),
        ("/?since=yesterday", 400),
        ("/search?text=" + "x" * 301, 422),
    ],
)
def test_errors_have_one_shape(client: TestClient, path: str, status: int) -> None:
    page = client.get(path)
    assert page.status_code == status
    check_page(page.text)
    error = client.get(twin(path))
    assert error.status_code == status
    assert set(error.json()) == {"error"}
    assert set(error.json()["error"]) == {"status", "title", "message"}
    assert error.json()["error"]["status"] == status


def test_an_id_that_was_cut_is_met_with_near_ones(client: TestClient) -> None:
    id = client.get("/questions.json").json()["page"]["lines"][0]["href"].rpartition("/")[2]
    assert id in client.get(f"/questions/{id[:8]}.json").json()["error"]["message"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "192.168.0.7:8765", "", "127.0.0.1.evil.example"]
)
def test_the_desk_answers_to_this_machine_only(client: TestClient, host: str) -> None:
    response = client.get("/", headers={"host": host})
    assert response.status_code == 403
    assert "this machine only" in response.text


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost:8765", "[::1]:8765"])
def test_this_machine_has_several_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_page_of_an_earlier_day_shows_and_leads_to_that_day_only(client: TestClient) -> None:
    page = client.get("/?as_of=2026-02-27")
    assert "27 Feb 2026</strong> (UTC)" in page.text
    elements = check_page(page.text)
    inner = [e for e in elements if e.tag == "a" and e.is_within("main")]
    assert inner
    for href in (e.attributes["href"] for e in inner if e.attributes["href"].split("/")[1] not in ("add", "review")):
        assert "as_of=2026-02-27" in href, href
    about = client.get("/overview.json?as_of=2026-02-27").json()["about"]
    assert about["as_of"] == "2026-02-27"
    assert 0 < about["reports"] < client.get("/overview.json").json()["about"]["reports"]


def test_an_empty_ledger_teaches(empty: TestClient) -> None:
    for path in PAGES:
        check_page(empty.get(path).text)
    assert "This ledger is empty" in empty.get("/").text
    assert 'href="/add"' in empty.get("/reports").text


READING = ("/", "/questions", "/incidents", "/positions", "/reports")


def test_hostile_words_stay_words() -> None:
    story = make_hostile_story()
    client = show_story(story)
    paths = [
        *READING,
        *(f"/questions/{t.question_id}" for t in story.reconciliation.tallies),
        *(f"/reports/{r.id}" for r in story.reports),
        *(f"/incidents/{i.id}" for i in story.resolution.incidents),
        *(f"/claims/{c.id}" for c in story.claims),
    ]
    for path in dict.fromkeys(paths):
        response = client.get(path)
        assert response.status_code == 200, path
        elements = check_page(response.text)
        assert not [e for e in elements if e.tag in ("img", "iframe", "object", "embed", "base")]
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", response.text), path
        assert "alert(1)</script>" not in response.text


def test_a_story_of_nothing_has_all_pages() -> None:
    client = show_story(make_empty_story())
    for path in READING:
        check_page(client.get(path).text)


NAMES = (
    "text", "measure", "side", "sort", "disputed", "page", "outlet", "part", "claim", "episode", "holder", "toward", "kind",
    "claimant", "status", "author", "since", "as_of", "done", "undo",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from([*PAGES, "/export", "/questions/x", "/claims/\u202ex", "/reports/x%00", "/incidents/%2F"]),
    query=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40) | st.integers().map(str), max_size=4),
    is_twin=st.booleans(),
)
def test_no_query_makes_a_fault(client: TestClient, path: str, query: dict[str, str], is_twin: bool) -> None:
    response = client.get(twin(path) if is_twin else path, params=query)
    assert response.status_code in (200, 400, 404, 422), (path, query)
    if is_twin and response.status_code != 200:
        assert set(response.json()) == {"error"}


def test_pages_are_kept_by_no_cache_and_scripts_come_from_here(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    cookie = client.get("/", headers={"cookie": ""}).headers.get("set-cookie", "")
    assert not cookie or ("HttpOnly" in cookie and "SameSite=strict" in cookie)
    for name in ("desk.css", "desk.js"):
        path = re.search(rf"/static/{name}\?\w+", page.text)
        assert path
        assert client.get(path.group()).status_code == 200
    assert client.get("/static/secret").status_code == 404
    assert str(HOST) not in page.text

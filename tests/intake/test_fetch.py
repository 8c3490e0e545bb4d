"""Fetching against a server of our own, friendly and hostile."""

from __future__ import annotations

import gzip
import hashlib
import json
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from counterclaim.errors import ReportError
from counterclaim.intake.fetch import Fetcher
from counterclaim.intake.gather import gather
from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.compose import Read, read_gathered
from counterclaim.records.text import Gathered, Skipped
from tests.cli.run import call

PAGE = b"<html><body><p>Nine soldiers were killed, the army said.</p></body></html>"

ARTICLE = (
    "<html lang=en><head><title>Clash at the river</title></head><body><article><h1>Clash at the river</h1>"
    "<p>Nine soldiers were killed near the river on Friday, the army said in a statement – the first for weeks.</p>"
    "<p>Rebels put the number at twelve and said that two of their own fighters had died in the fighting.</p>"
    "</article></body></html>"
)
FEED = """<rss version="2.0"><channel><title>The Lantern</title><item><title>Clash</title><link>HERE/latin</link>
<pubDate>Sat, 28 Feb 2026 10:00:00 GMT</pubDate><description>Nine soldiers killed.</description></item>
<item><title>Talks</title><link>HERE/gone</link><description>Talks end without a result.</description></item>
</channel></rss>"""


class Site(BaseHTTPRequestHandler):
    asked: list[str]
    robots: tuple[int, bytes] = (404, b"")

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, data: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        match self.path:
            case "/robots.txt":
                self.answer(self.robots[0], self.robots[1])
            case "/page?a=1":
                self.answer(200, PAGE, Content_Type="text/html", ETag='"1"', Set_Cookie="visitor=7")
            case "/feed":
                self.answer(
                    200, FEED.replace("HERE", f"http://{self.headers['Host']}").encode(), Content_Type="text/xml"
                )
            case "/index.xml":
                body = "<sitemapindex><sitemap><loc>HERE/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
                body += "<sitemap><loc>HERE/map.xml</loc><lastmod>2026-02-28</lastmod></sitemap></sitemapindex>"
                self.answer(
                    200, body.replace("HERE", f"http://{self.headers['Host']}").encode(), Content_Type="text/xml"
                )
            case "/map.xml":
                space = "http://www.sitemaps.org/schemas/sitemap/0.9"
                body = f"<?xml version='1.0'?><urlset xmlns='{space}'><url><loc>HERE/gone</loc></url>"
                body += "<url><loc>HERE/latin</loc><lastmod>2026-02-28</lastmod></url></urlset>"
                self.answer(
                    200, body.replace("HERE", f"http://{self.headers['Host']}").encode(), Content_Type="text/xml"
                )
            case "/empty.xml":
                self.answer(200, b"<urlset></urlset>", Content_Type="text/xml")
            case "/latin":
                self.answer(200, ARTICLE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")
            case "/same":
                if self.headers.get("If-None-Match") == '"7"':
                    self.answer(304)
                else:
                    self.answer(200, PAGE, ETag='"7"')
            case "/packed":
                self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip")
            case "/bomb":
                self.answer(200, gzip.compress(b"0" * (64 * 2**20)), Content_Encoding="gzip")
            case "/moved":
                self.answer(301, Location="/page?a=1")
            case "/round":
                self.answer(302, Location="/round")
            case "/away":
                self.answer(302, Location="file:///etc/passwd")
            case "/hidden":
                self.answer(302, Location="/closed/page")
            case "/trickle":
                self.send_response(200)
                self.end_headers()
                for _ in range(200):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.05)
            case "/short":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(PAGE)
                self.close_connection = True
            case _:
                self.answer(404)


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    handler = type("Here", (Site,), {"asked": [], "robots": (404, b"")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()
    thread.join()


def open_fetcher() -> Fetcher:
    return Fetcher(allow_private=True, pause_s=0, longest_s=8.0)


@pytest.mark.parametrize(("path", "end"), [("/page?a=1", "/page?a=1"), ("/packed", "/packed"), ("/moved", "/page?a=1")])
def test_a_page_comes_with_its_address_and_digest(site: tuple[str, type[Site]], path: str, end: str) -> None:
    found = open_fetcher().fetch(site[0] + path)
    assert (found.data, found.url) == (PAGE, site[0] + end)
    assert len(found.sha256) == 64
    assert found.at.tzinfo is not None


def test_what_has_not_changed_is_not_sent_again(site: tuple[str, type[Site]]) -> None:
    fetcher = open_fetcher()
    first = fetcher.fetch(site[0] + "/same")
    assert not first.is_same
    assert fetcher.fetch(site[0] + "/same", since=first.headers).is_same


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "404"),
        ("/bomb", "larger than 32 MiB"),
        ("/round", "more than 5 times"),
        ("/away", "Only http"),
        ("/trickle", "too slowly"),
        ("/short", "broke off"),
    ],
)
def test_a_hostile_server_is_given_up(site: tuple[str, type[Site]], path: str, reason: str) -> None:
    start = time.monotonic()
    with pytest.raises(ReportError, match=reason):
        open_fetcher().fetch(site[0] + path)
    assert time.monotonic() - start < 20


def test_rules_for_robots_are_kept_even_behind_a_redirect(site: tuple[str, type[Site]]) -> None:
    site[1].robots = (200, b"User-agent: *\nDisallow: /closed/\n")
    fetcher = open_fetcher()
    assert fetcher.fetch(site[0] + "/page?a=1").data
    for path in ("/closed/page", "/hidden"):
        with pytest.raises(ReportError, match=r"robots\.txt"):
            fetcher.fetch(site[0] + path)
    assert "/closed/page" not in site[1].asked
    assert site[1].asked.count("/robots.txt") == 1


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: tuple[str, type[Site]]) -> None:
    site[1].robots = (503, b"")
    with pytest.raises(ReportError, match="robots"):
        open_fetcher().fetch(site[0] + "/page?a=1")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/x",
        "http://0.0.0.0/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://192.168.1.1/",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_network_are_never_fetched(url: str) -> None:
    with pytest.raises(ReportError, match=r"this machine or network|not known"):
        Fetcher().fetch(url)


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://", "http://[bad/", "http://a.example:99999/", "file:///etc/passwd"]
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ReportError, match="address"):
        Fetcher().fetch(url)


def test_requests_to_one_host_keep_their_distance(site: tuple[str, type[Site]]) -> None:
    fetcher = Fetcher(allow_private=True, pause_s=0.1)
    start = time.monotonic()
    fetcher.fetch(site[0] + "/page?a=1")
    fetcher.fetch(site[0] + "/page?a=1")
    assert time.monotonic() - start >= 0.2


def test_an_address_is_read_as_what_the_server_says_that_it_is(site: tuple[str, type[Site]]) -> None:
    page, gone = gather([site[0] + "/latin", site[0] + "/gone"], fetcher=open_fetcher())
    assert isinstance(page, Gathered)
    assert "statement – the first" in page.text
    assert (page.url, page.title) == (site[0] + "/latin", "Clash at the river")
    assert page.notes[-1].startswith("Fetched 20")
    assert isinstance(gone, Skipped)
    assert "404" in gone.why


def test_a_fetch_is_kept_with_its_report_and_served(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    url, path = site[0] + "/page?a=1", tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        (read,) = read_gathered(ledger, gather([url], fetcher=open_fetcher()), at=datetime(2026, 3, 1, tzinfo=UTC))
        (again,) = read_gathered(ledger, gather([url], fetcher=open_fetcher()), at=datetime(2026, 3, 2, tzinfo=UTC))
    assert isinstance(read, Read)
    assert isinstance(again, Read)
    assert (again.report.id, again.added) == (read.report.id, "known")
    fetch = read.report.fetch
    assert fetch is not None
    assert (fetch.url, fetch.sha256, dict(fetch.headers)["etag"]) == (url, hashlib.sha256(PAGE).hexdigest(), '"1"')
    shown = call("original", read.report.id[:12], "--ledger", path).out
    assert fetch.sha256 in shown
    assert 'etag: "1"' in shown
    assert "visitor" not in shown
    assert call("original", read.report.id, "-o", tmp_path / "page.html", "--ledger", path).code == 0
    assert (tmp_path / "page.html").read_bytes() == PAGE
    assert call("original", read.report.id, "-o", tmp_path / "page.warc.gz", "--ledger", path).code == 0
    (unpacked,) = gather([tmp_path / "page.warc.gz"])
    assert isinstance(unpacked, Gathered)
    assert unpacked.fetch is not None
    assert (unpacked.text, unpacked.url, unpacked.fetch.sha256) == (read.report.text, url, fetch.sha256)
    done = call("forget", "report", read.report.id, "--reason", "asked", "--yes", "--ledger", path)
    assert "Originals dropped: 1" in done.out
    assert call("original", read.report.id, "--ledger", path).code == 2


def test_a_report_that_was_no_fetch_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine soldiers were killed near the bridge, the army said.")
    call("read", tmp_path / "a.txt", "--ledger", tmp_path / "l.sqlite")
    (row,) = json.loads(call("reports", "--json", "--ledger", tmp_path / "l.sqlite").out)
    assert "It was not fetched" in call("original", row["report_id"][:9], "--ledger", tmp_path / "l.sqlite").out
    refused = call("original", row["report_id"], "-o", tmp_path / "x", "--ledger", tmp_path / "l.sqlite")
    assert (refused.code, "It was not fetched" in refused.err) == (2, True)
    assert "begins with" in call("original", "zzzz", "--ledger", tmp_path / "l.sqlite").err


def test_a_feed_gives_the_pages_of_its_entries(site: tuple[str, type[Site]]) -> None:
    clash, talks = gather([site[0] + "/feed"], fetcher=open_fetcher())
    assert isinstance(clash, Gathered)
    assert (clash.outlet, clash.published) == ("The Lantern", "2026-02-28T10:00:00+00:00")
    assert "twelve" in clash.text
    assert isinstance(talks, Gathered)
    assert "Its page was not read: The server answered 404" in talks.notes[0]


@pytest.mark.parametrize("path", ["/map.xml", "/index.xml"])
def test_a_map_of_a_site_gives_its_pages_newest_first(site: tuple[str, type[Site]], path: str) -> None:
    clash, gone = gather([site[0] + path], fetcher=open_fetcher())
    assert isinstance(clash, Gathered)
    assert clash.url == site[0] + "/latin"
    assert isinstance(gone, Skipped)
    assert "404" in gone.why


def test_an_empty_map_says_so(site: tuple[str, type[Site]]) -> None:
    (found,) = gather([site[0] + "/empty.xml"], fetcher=open_fetcher())
    assert isinstance(found, Skipped)
    assert "no page" in found.why


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "data" / "self-signed.pem")  # made for this test, guards nothing
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Site,), {"asked": []}))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        (found,) = gather([f"https://127.0.0.1:{server.server_port}/page?a=1"], fetcher=open_fetcher())
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert isinstance(found, Skipped)
    assert "certificate" in found.why.lower()

"""Reports added on the desk: pasted, uploaded, refused, and what is told about each."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from counterclaim.desk import adding
from counterclaim.desk.adding import Adder, Job, Told
from counterclaim.intake.fetch import Fetcher
from counterclaim.ledger.ledger import open_ledger
from counterclaim.records.text import Skipped
from tests.desk.desks import read_token

TEXT = "KHOST: The Red Front said on Friday its fighters had killed at least 12 soldiers near the bridge.\r\n"


def add(client: TestClient, **fields: Any) -> Any:
    """Send the form and wait until everything is read; give the newest adding as it is told."""
    files = fields.pop("files", None)
    token = read_token(client.get("/add").text)
    response = client.post("/add", data={"token": token, **fields}, files=files)
    if response.status_code != 200:
        return response
    until = time.monotonic() + 60
    while (page := client.get("/add.json").json()["page"])["is_busy"]:
        assert time.monotonic() < until
        time.sleep(0.05)
    # The pages know a report a moment after it is read; until then it has a number for a name.
    while any(link["text"].startswith("report ") for link in page["jobs"][0]["reports"]):
        assert time.monotonic() < until
        time.sleep(0.05)
        page = client.get("/add.json").json()["page"]
    return page["jobs"][0]


def wait_for(job: Job) -> None:
    """Wait until a job is done."""
    until = time.monotonic() + 60
    while not job.is_done:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_pasted_text_becomes_claims_with_what_was_told_about_it(empty: TestClient) -> None:
    job = add(empty, text=TEXT, outlet="The Daily", published="2026-02-28", title="Clash at the bridge")
    assert job["told"].startswith("1 report read; ")
    assert job["errors"] == []
    [line] = empty.get("/reports.json").json()["page"]["lines"]
    assert (line["outlet"], line["title"], line["when"]) == ("The Daily", "Clash at the bridge", "28 Feb 2026")
    assert "≥ 12" in empty.get("/questions").text
    again = add(empty, text=TEXT, outlet="The Daily", published="2026-02-28", title="Clash at the bridge")
    assert "known already" in again["told"]
    assert len(empty.get("/reports.json").json()["page"]["lines"]) == 1


def test_files_keep_their_names_and_errors_are_listed(empty: TestClient) -> None:
    files = [
        ("files", ("../../etc/north.txt", TEXT.encode(), "text/plain")),
        ("files", ("north.meta.json", b'{"outlet": "Northern Post", "published": "2026-02-27"}', "application/json")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "image/png")),
    ]
    job = add(empty, files=files)
    assert {path for path, _ in job["errors"]} == {"empty.txt", "picture.png"}
    assert all(why for _, why in job["errors"])
    [line] = empty.get("/reports.json").json()["page"]["lines"]
    assert line["outlet"] == "Northern Post"
    report = empty.get(f"{line['href']}.json").json()["page"]
    assert report["path"] == "north.txt"


def test_what_is_wrong_is_told_before_anything_is_read(empty: TestClient) -> None:
    assert "paste a text or choose files" in add(empty).text
    assert "is no date" in add(empty, text=TEXT, published="Friday").text
    assert empty.post("/add", data={"text": TEXT, "token": "x"}).status_code == 403
    assert empty.get("/add.json").json()["page"]["jobs"] == []


def test_what_was_read_is_a_link_away_and_counted(empty: TestClient) -> None:
    job = add(empty, text=TEXT, outlet="The Daily", published="2026-02-28", title="Clash at the bridge")
    assert (job["done"], job["total"]) == (1, 1)
    [link] = job["reports"]
    assert link["text"] == "Clash at the bridge"
    assert empty.get(link["href"]).status_code == 200


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        ("ftp://example.org/x", "is no address"),
        ("example.org", "is no address"),
        ("https://a.example " * 51, "too many"),
    ],
)
def test_what_is_no_address_is_told(empty: TestClient, addresses: str, told: str) -> None:
    assert told in add(empty, addresses=addresses).text
    assert empty.get("/add.json").json()["page"]["jobs"] == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://localhost/x", "http://[::1]/", "http://169.254.169.254/"]
)
def test_an_address_of_this_machine_or_network_is_never_fetched(empty: TestClient, address: str) -> None:
    job = add(empty, addresses=address)
    assert job["told"].startswith("0 reports read")
    [[path, why]] = job["errors"]
    assert path == address
    assert "never fetched" in why


def test_an_address_is_fetched_and_read(tmp_path: Path) -> None:
    page = f"<html><head><title>Clash</title></head><body><article><p>{TEXT}</p><p>{'Quiet. ' * 60}</p></article></body></html>"
    with (
        serve({"/robots.txt": b"", "/story.html": page.encode()}) as site,
        open_ledger(tmp_path / "l.sqlite") as ledger,
    ):
        adder = Adder(ledger, Fetcher(allow_private=True, pause_s=0))
        job = adder.add_addresses([f"{site}/story.html", f"{site}/missing"], Told(outlet="The Daily"))
        wait_for(job)
        adder.close()
        assert (job.reports, len(job.skipped)) == (1, 1)
        assert "404" in job.skipped[0].why
        with ledger.view() as view:
            [report] = view.reports()
        assert report.url == f"{site}/story.html"


@contextmanager
def serve(pages: dict[str, bytes]) -> Iterator[str]:
    """Serve pages on this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_an_export_is_an_archive_that_says_what_it_rests_on(client: TestClient) -> None:
    import io
    import zipfile

    response = client.get("/export/file?form=csv")
    assert response.headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert "README.md" in names
    assert client.get("/export/file?form=csv").content == response.content
    assert client.get("/export/file?form=nothing").status_code == 404
    assert client.get("/export/file?form=ged-like&rule=nothing").status_code == 404


def test_a_desk_that_is_closed_ends_with_the_report_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def read_slowly(*_: object, **__: object) -> Iterator[Skipped]:
        for number in range(1000):
            begun.set()
            time.sleep(0.01)
            yield Skipped(f"{number}.txt", "for a test")

    monkeypatch.setattr(adding, "read_gathered", read_slowly)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        adder = Adder(ledger)
        job = adder.add_text("Nothing.", Told())
        assert begun.wait(30)
        adder.close()
    assert job.is_done
    assert "closed" in job.failure
    assert len(job.skipped) < 1000


def test_a_ledger_of_nothing_offers_the_demo(empty: TestClient) -> None:
    assert 'action="/add/demo"' in empty.get("/").text
    assert empty.post("/add/demo", data={"token": "x"}).status_code == 403
    assert empty.post("/add/demo", data={"token": read_token(empty.get("/").text)}).status_code == 200
    until = time.monotonic() + 120
    while (page := empty.get("/add.json").json()["page"])["is_busy"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert page["jobs"][0]["told"].startswith("10 reports read")
    assert 'action="/add/demo"' not in empty.get("/").text

"""Reports added on the desk: pasted, uploaded, refused, and what is told about each."""

from __future__ import annotations

import time
from typing import Any

from fastapi.testclient import TestClient

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
    return page["jobs"][0]


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

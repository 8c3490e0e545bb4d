"""What a report was read from: shown in words, given only as bytes that no browser renders, and only to an owner."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.ledger.forget import Stretch
from counterclaim.ledger.ledger import open_ledger
from counterclaim.publish.translations import HIDDEN
from counterclaim.records.text import Fetch, Report, Translated
from tests.desk.desks import let_in, open_desk, sign_in
from tests.ledger.world import FIRST, NOW, read
from tests.make import make_report

BYTES = b"<script>alert(1)</script><p>Kabul said 9 people were killed in Khost.</p>"
TEXT = "Kabul said 9 people were killed in Khost.\nA baker saw smoke."
HERE = "کابل گفت \u202e9 نفر کشته شدند.\nنانوا دود دید."
AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


def make_fetched() -> Report:
    headers = (("Content-Type", "text/html"), ("X-<b>", "</dd><img src=x>"))
    fetch = Fetch("https://news.example/a?<script>", AT, sha256(BYTES).hexdigest(), headers)
    lines = TEXT.index("\n"), HERE.index("\n")
    pairs = ((0, lines[0], 0, lines[1]), (lines[0] + 1, len(TEXT), lines[1] + 1, len(HERE)))
    report = make_report(TEXT, name="fetched")
    return dataclasses.replace(report, fetch=fetch, translated=Translated(HERE, "a.en.txt", pairs))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "fetched.sqlite") as ledger:
        ledger.add(make_fetched(), FIRST, read(make_fetched()), NOW, original=BYTES)
        ledger.add(make_report("Nothing of note.", name="file"), FIRST, [], NOW)
    return tmp_path / "fetched.sqlite"


@pytest.fixture
def desk(place: Path) -> Iterator[TestClient]:
    with open_desk(str(place)) as opened:
        yield opened


def test_a_page_tells_where_its_report_came_from_and_shows_the_words_behind_a_translation(desk: TestClient) -> None:
    id = make_fetched().id
    page = desk.get(f"/reports/{id}.json").json()["page"]
    origin = page["origin"]
    assert (origin["size"], origin["sha256"]) == (len(BYTES), sha256(BYTES).hexdigest())
    assert (origin["stamp"], origin["translation"]) == (AT.isoformat(), "a.en.txt")
    assert [bool(paragraph["original"]) for paragraph in page["paragraphs"]] == [True, True]
    html = desk.get(f"/reports/{id}").text
    assert "نفر کشته شدند" in html
    assert "\u202e" not in html
    assert "<script>" not in html.partition("<main")[2]
    assert "<img" not in html
    other = desk.get(f"/reports/{make_report('Nothing of note.', name='file').id}.json").json()["page"]
    assert other["origin"] is None


def test_a_paragraph_that_names_a_private_person_is_withheld_in_the_original_too(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "private.sqlite") as ledger:
        ledger.add(make_fetched(), FIRST, read(make_fetched(), private=True), NOW)
    with open_desk(str(tmp_path / "private.sqlite")) as desk:
        page = desk.get(f"/reports/{make_fetched().id}.json").json()["page"]
    assert page["paragraphs"][0]["original"] == HIDDEN


@pytest.mark.parametrize(("form", "kind"), [("", "application/octet-stream"), ("warc", "application/gzip")])
def test_bytes_are_saved_and_never_rendered(desk: TestClient, form: str, kind: str) -> None:
    answer = desk.get(f"/reports/{make_fetched().id}/original", params={"form": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith('attachment; filename="report-')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox"
    held = gzip.decompress(answer.content) if form else answer.content
    assert BYTES in held
    assert (held == BYTES) == (form == "")


def test_what_is_not_kept_is_told_in_words(place: Path, desk: TestClient) -> None:
    id = make_fetched().id
    bare = make_report("Nothing of note.", name="file").id
    assert desk.get(f"/reports/{bare}/original").status_code == 404
    assert desk.get(f"/reports/{id}/original?form=exe").status_code == 400
    assert desk.get("/reports/none/original").status_code == 404
    with open_ledger(place) as ledger:
        ledger.forget(Stretch(id, 0, 5), reason="asked", author="ada", at=NOW)
    assert desk.get(f"/reports/{id}/original").status_code == 404
    assert desk.get(f"/reports/{id}.json").json()["page"]["origin"]["size"] is None


def test_only_an_owner_is_given_bytes_in_which_names_stand(place: Path, cheap: None) -> None:
    let_in(str(place))
    path = f"/reports/{make_fetched().id}"
    with open_desk(str(place)) as desk:
        for name, status in (("Ben Coder", 403), ("Cleo Reader", 403), ("Ada Owner", 200)):
            desk.cookies.clear()
            sign_in(desk, name)
            assert desk.get(f"{path}/original").status_code == status, name
            assert bool(desk.get(f"{path}.json").json()["page"]["origin"]["file_href"]) == (status == 200)

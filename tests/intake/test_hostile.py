"""What is sent to harm, or by mistake: each a clear line, nothing hung, what stands beside it read."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from counterclaim.intake.facts import Hints
from counterclaim.intake.feeds import MOST_ENTRIES
from counterclaim.intake.fetch import Fetched
from counterclaim.intake.gather import gather, gather_fetched
from counterclaim.intake.sitemaps import read_sitemap
from counterclaim.pipeline.compose import Read
from counterclaim.pipeline.summary import Summary
from counterclaim.reading import front
from counterclaim.records.text import Gathered, Skipped
from tests.intake.test_containers import PAGE, TEXT, make_docx, make_mail, make_pdf, make_zip
from tests.ledger.world import NOW

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(9))
LIMIT_S = 20


def found_in(folder: Path, name: str, data: bytes) -> list[Gathered | Skipped]:
    (folder / name).write_bytes(data)
    start = time.process_time()
    found = list(gather([folder / name]))
    assert time.process_time() - start < LIMIT_S
    return found


def refill(archive: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give an archive with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == name else data)
    return out.getvalue()


def put_entities(document: bytes) -> bytes:
    head, mark, rest = document.partition(b"<w:document")
    return head + f"<!DOCTYPE w:document [{ENTITIES}]>".encode() + mark + rest.replace(b"<w:t>", b"<w:t>&e8;", 1)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda: refill(make_docx(), "word/document.xml", put_entities)),
        (
            "a.xhtml",
            lambda: PAGE.replace("<html", f"<!DOCTYPE html [{ENTITIES}]><html").replace("twelve", "&e8;").encode(),
        ),
        ("a.atom", lambda: f"<!DOCTYPE feed [{ENTITIES}]><feed><entry><title>&e8;</title></entry></feed>".encode()),
    ],
)
def test_a_bomb_of_entities_is_never_unfolded(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    for found in found_in(tmp_path, name, make()):
        assert isinstance(found, Skipped) or len(found.text) < 10_000


def test_a_map_of_a_site_unfolds_no_entity_and_opens_no_file() -> None:
    inner = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    data = f"<!DOCTYPE urlset [{ENTITIES}{inner}]><urlset><url><loc>https://a.example/&e8;&x;</loc></url></urlset>"
    assert all(len(address) < 1_000 and "root:" not in address for address in read_sitemap(data.encode()).addresses)


def test_a_page_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.html").open("wb") as file:
        file.write(PAGE.encode())
        file.truncate(100 * 2**20)
    (found,) = gather([tmp_path / "a.html"])
    assert isinstance(found, Skipped)
    assert "larger than 32 MiB" in found.why


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (f"<html><body>{'<p>x' * 40_000}", "more than 30,000 elements"),
        (f"<html><body><p>{'nine ' * 2_000_000}", "a page may have 8,000,000"),
        (f"<html><body>{'<div>' * 20_000}<p>Nine soldiers were killed.", None),
    ],
)
def test_pages_of_no_size_for_a_report_are_refused(tmp_path: Path, page: str, why: str | None) -> None:
    (found,) = found_in(tmp_path, "a.html", page.encode())
    assert why is None or (isinstance(found, Skipped) and why in found.why)


def test_a_feed_without_end_is_cut_and_says_so(tmp_path: Path) -> None:
    item = f"<item><title>Clash</title><link>https://a.example/1</link><description>{TEXT}</description></item>"
    data = f"<rss version='2.0'><channel><title>The Lantern</title>{item * (MOST_ENTRIES + 5)}</channel></rss>"
    *found, rest = gather_one(tmp_path, "a.xml", data.encode())
    assert len(found) == MOST_ENTRIES
    assert isinstance(rest, Skipped)
    assert "5 entries" in rest.why


def gather_one(folder: Path, name: str, data: bytes) -> list[Gathered | Skipped]:
    (folder / name).write_bytes(data)
    return list(gather([folder / name]))


def test_a_feed_from_the_future_is_read_and_pointed_out(tmp_path: Path) -> None:
    item = f"<item><title>Clash</title><pubDate>Sat, 28 Feb 2099 10:00:00 GMT</pubDate><description>{TEXT}</description></item>"
    (found,) = found_in(tmp_path, "a.rss", f"<rss version='2.0'><channel>{item}</channel></rss>".encode())
    assert isinstance(found, Gathered)
    summary = Summary(NOW.date())
    summary.count(Read(front.report(found), ()))
    assert any("Dated in the future: 1 report" in line for line in summary.write())


@pytest.mark.parametrize(
    ("told", "data"),
    [
        ("text/html", make_pdf()),
        ("text/plain", make_pdf()),
        ("text/html; charset=utf-8", make_docx()),
        ("text/plain", PAGE.encode()),
        ("application/octet-stream", PAGE.encode()),
        ("image/png", PAGE.encode()),
        ("text/html; charset=nonsense", PAGE.encode()),
        ("text/html; charset=ascii", PAGE.replace("twelve", "twelve – at least").encode()),
        ("", PAGE.encode("utf-16")),
        ("application/json", PAGE.encode()),
    ],
)
def test_a_wrong_kind_or_charset_is_seen_through(told: str, data: bytes) -> None:
    fetched = Fetched("https://a.example/1", NOW, data, {"content-type": told})
    (found,) = gather_fetched(fetched, fetched.url, Hints(), None)
    assert isinstance(found, Gathered)
    assert "killed" in found.text.lower()
    assert "<p>" not in found.text


def test_attachments_of_every_kind_are_each_read_or_listed(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = "a@b.example", "Sat, 28 Feb 2026 12:30:00 +0200", "Everything"
    mail.set_content(TEXT)
    inner = EmailMessage()
    inner["From"], inner["Date"] = "c@b.example", "Sat, 28 Feb 2026 11:30:00 +0200"
    inner.set_content("Two more soldiers died.")
    files = {
        "a.pdf": make_pdf(), "b.docx": make_docx(), "c.zip": make_zip({"x.txt": TEXT}), "d.exe": b"MZ\x00", "e.txt": b"",
        "f.html": PAGE.encode(), "g.pdf": make_pdf(password="x"), "../h.txt": TEXT.encode(), "i": b"\x00\x01", "j.ics": b"BEGIN",
    }  # fmt: skip
    for name, data in files.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    mail.add_attachment(inner)
    found = found_in(tmp_path, "a.eml", mail.as_bytes())
    names = {str(one.path).rpartition("#")[2]: one for one in found}
    read = {name for name, one in names.items() if isinstance(one, Gathered)}
    assert {"a.pdf", "b.docx", "f.html", "../h.txt"} < read
    assert any(isinstance(one, Gathered) and "Two more" in one.text for one in found)
    why = {name: one.why for name, one in names.items() if isinstance(one, Skipped)}
    assert set(why) == {"c.zip", "d.exe", "e.txt", "g.pdf", "i", "j.ics"}
    assert all(line.endswith(".") for line in why.values())
    assert ("archive" in why["c.zip"], "encrypted" in why["g.pdf"], "no text" in why["e.txt"]) == (True, True, True)


@pytest.mark.parametrize("depth", [3, 400])
def test_mails_inside_mails_end(tmp_path: Path, depth: int) -> None:
    data = make_mail()
    for _ in range(depth):
        head = b"From: a@b.example\nDate: Sat, 28 Feb 2026 12:30:00 +0200\nContent-Type: message/rfc822\n\n"
        data = head + data
    found = found_in(tmp_path, "a.eml", data)
    assert found
    assert depth > 10 or any(isinstance(one, Gathered) and "Nine" in one.text for one in found)

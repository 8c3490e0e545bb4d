"""Files that hold several reports, and documents laid out on paper: each on a real file of its form."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from counterclaim.intake.facts import Facts, Hints
from counterclaim.intake.gather import gather
from counterclaim.records.text import Gathered, Skipped

TEXT = "Nine soldiers were killed near the river, the army said.\n"
PAGE = (
    "<html lang=en><head><title>River clash | The Lantern</title><meta property='og:site_name' content='The Lantern'>"
    "<meta property='article:published_time' content='2026-02-28T10:00:00Z'></head><body><article><h1>River clash</h1>"
    "<p>Nine soldiers were killed near the river on Friday, the army said in a statement to reporters.</p>"
    "<p>Rebels put the number at twelve and said that two of their own fighters had died in the fighting.</p>"
    "</article></body></html>"
)
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Lantern</title><language>en</language>
<item><title>River clash</title><link>https://lantern.example/1</link><pubDate>Sat, 28 Feb 2026 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>Nine soldiers were killed near the river, the army said.</p>
<p>Rebels said twelve.</p>]]></content:encoded>
</item><item><title>Talks</title><link>https://lantern.example/2</link><description>{TEXT}</description></item>
</channel></rss>"""


def make_mail(*, html: bool = False, attach: bool = False) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Press Office of the Army <press@army.example>"
    mail["Subject"] = "Fwd: Clash at the river"
    mail["Date"] = "Sat, 28 Feb 2026 12:30:00 +0200"
    if html:
        mail.set_content(PAGE, subtype="html")
    else:
        mail.set_content(TEXT)
    if attach:
        mail.add_attachment(
            b"Two more soldiers died on Sunday.\n", maintype="text", subtype="plain", filename="more.txt"
        )
        mail.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="map.png")
    return mail.as_bytes()


def make_zip(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_docx() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "Situation report 7"
    document.add_paragraph("Nine soldiers were killed near the river, the army said.")
    table = document.add_table(rows=2, cols=2)
    for n, words in enumerate(("Province", "Killed", "Kunar", "14")):
        table.cell(n // 2, n % 2).text = words
    document.add_paragraph("Rebels put the number at twelve.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_pdf(*, password: str | None = None) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    out = io.BytesIO()
    style = getSampleStyleSheet()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    table = Table([["Province", "Killed"], ["Kunar", "14"]])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    long = "Nine soldiers were killed near the river on Friday, the army said. " * 4
    SimpleDocTemplate(out, pagesize=A4, title="Situation report 7", encrypt=encrypt).build(
        [
            Paragraph("Situation report 7", style["Heading1"]),
            Paragraph(long, style["BodyText"]),
            table,
            Spacer(1, 12),
            Paragraph("Rebels put the number at twelve.", style["BodyText"]),
        ]
    )
    return out.getvalue()


def make_picture_pdf() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (200, 200), "grey").save(out, "PDF")
    return out.getvalue()


def make_warc(*, packed: bool) -> bytes:
    out = b""
    for url, kind, status, data in (
        ("https://lantern.example/1", "text/html; charset=utf-8", "200 OK", PAGE),
        ("https://lantern.example/logo.png", "image/png", "200 OK", "x"),
        ("https://lantern.example/gone", "text/html", "404 Not Found", PAGE),
    ):
        body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{data}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T08:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def make_parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"body": [TEXT, TEXT * 2], "source": ["The Lantern", "Post"]}), out)
    return out.getvalue()


def found_in(tmp_path: Path, name: str, data: bytes, hints: Hints | None = None) -> list[Gathered | Skipped]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(gather([path], hints))


@pytest.mark.parametrize(
    ("name", "make", "expected"),
    [
        ("a.eml", make_mail, [("Clash at the river", "Press Office of the Army", "2026-02-28T12:30:00+02:00")]),
        (
            "a.eml",
            lambda: make_mail(html=True),
            [("Clash at the river", "Press Office of the Army", "2026-02-28T12:30:00+02:00")],
        ),
        (
            "a.mbox",
            lambda: b"".join(b"From x Sat Feb 28 12:30:00 2026\n" + make_mail() + b"\n\n" for _ in range(3)),
            [("Clash at the river", "Press Office of the Army", "2026-02-28T12:30:00+02:00")] * 3,
        ),
        (
            "feed.xml",
            FEED.encode,
            [("River clash", "The Lantern", "2026-02-28T10:00:00+00:00"), ("Talks", "The Lantern", None)],
        ),
        ("a.docx", make_docx, [("Situation report 7", None, None)]),
        ("a.pdf", make_pdf, [("Situation report 7", None, None)]),
        ("a.parquet", make_parquet, [(None, "The Lantern", None), (None, "Post", None)]),
        (
            "a.csv",
            lambda: f'headline,body,source,date\n"A, b","{TEXT}",Post,2026-02-28\n\nC,"{TEXT}",Post,\n'.encode(),
            [("A, b", "Post", "2026-02-28"), ("C", "Post", None)],
        ),
        ("a.tsv", lambda: f"headline\ttext\nA\t{TEXT}".encode(), [("A", None, None)]),
        (
            "a.zip",
            lambda: make_zip({"b/one.txt": TEXT, "a.html": PAGE, "__MACOSX/x.txt": TEXT, "b/": ""}),
            [("River clash", "The Lantern", "2026-02-28T10:00:00Z"), (None, None, None)],
        ),
    ],
)
def test_reports_come_out_with_what_their_container_says(
    tmp_path: Path, name: str, make: Callable[[], bytes], expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    found = found_in(tmp_path, name, make())
    assert [(f.title, f.outlet, f.published) for f in found if isinstance(f, Gathered)] == expected
    assert len(found) == len(expected)
    for report in found:
        assert isinstance(report, Gathered)
        assert "killed" in report.text
        for start, end, _ in report.map:
            assert report.text[start:end].strip()


@pytest.mark.parametrize("suffix", ["eml", "docx", "pdf", "zip", "warc", "xml", "html"])
def test_standard_forms_are_told_by_their_beginning(tmp_path: Path, suffix: str) -> None:
    data = {
        "eml": make_mail, "docx": make_docx, "pdf": make_pdf, "zip": lambda: make_zip({"a.txt": TEXT}),
        "warc": lambda: make_warc(packed=True), "xml": FEED.encode, "html": PAGE.encode,
    }[suffix]()  # fmt: skip
    outright, unnamed = found_in(tmp_path, f"a.{suffix}", data), found_in(tmp_path, "unnamed", data)
    texts = [f.text for f in unnamed if isinstance(f, Gathered)]
    assert texts
    assert texts == [f.text for f in outright if isinstance(f, Gathered)]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_of_pages_gives_them_with_their_address(tmp_path: Path, packed: bool) -> None:
    page, rest = found_in(tmp_path, "crawl.warc.gz" if packed else "crawl.warc", make_warc(packed=packed))
    assert isinstance(page, Gathered)
    assert (page.url, page.title) == ("https://lantern.example/1", "River clash")
    assert page.notes == ("Fetched 2026-03-01T08:00:00Z.",)
    assert isinstance(rest, Skipped)
    assert "2 of its 3 records" in rest.why


def test_a_feed_with_summaries_says_so(tmp_path: Path) -> None:
    full, short = found_in(tmp_path, "feed.rss", FEED.encode())
    assert isinstance(full, Gathered)
    assert isinstance(short, Gathered)
    assert full.text.split("\n")[-1] == "Rebels said twelve."
    assert full.notes == ()
    assert short.notes == ("The feed carries a summary only.",)


def test_attachments_are_reports_of_their_own(tmp_path: Path) -> None:
    message, more, picture = found_in(tmp_path, "a.eml", make_mail(attach=True))
    assert isinstance(message, Gathered)
    assert isinstance(more, Gathered)
    assert more.path == f"{tmp_path}/a.eml#more.txt"
    assert isinstance(picture, Skipped)
    assert "not read here" in picture.why


def test_documents_keep_paragraphs_tables_and_their_place(tmp_path: Path) -> None:
    (docx,) = found_in(tmp_path, "a.docx", make_docx())
    assert isinstance(docx, Gathered)
    assert docx.text.split("\n")[1:] == ["Kunar: Killed 14.", "Rebels put the number at twelve."]
    assert [where for _, _, where in docx.map][1:] == ["table 1, row 2", "paragraph 2"]
    (pdf,) = found_in(tmp_path, "a.pdf", make_pdf())
    assert isinstance(pdf, Gathered)
    assert pdf.text.split("\n") == [
        "Situation report 7",
        ("Nine soldiers were killed near the river on Friday, the army said. " * 4).strip(),
        "Kunar: Killed 14.",
        "Rebels put the number at twelve.",
    ]
    assert {where for _, _, where in pdf.map} == {"page 1", "page 1, table 1, row 2"}


def test_columns_may_be_named(tmp_path: Path) -> None:
    data = f"words;paper\n{TEXT.strip()};Post\n".encode()
    (found,) = found_in(
        tmp_path, "a.csv", data, Hints(told=Facts(published="2026-01-01"), columns={"text": "words", "outlet": "paper"})
    )
    assert isinstance(found, Gathered)
    assert (found.text, found.outlet, found.published) == (TEXT.strip(), "Post", "2026-01-01")


def bomb() -> bytes:
    return make_zip({"bomb.txt": b"0" * (64 * 2**20), "z.txt": TEXT})


def lying_zip() -> bytes:
    return make_zip({"a.txt": TEXT * 99}).replace(b"PK\x01\x02", b"PK\x01\x03")


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("bomb.zip", bomb, "larger than 32 MiB"),
        ("nested.zip", lambda: make_zip({"in.zip": make_zip({"a.txt": TEXT})}), "archive inside"),
        ("broken.zip", lambda: b"PK\x03\x04 nothing", "damaged"),
        ("lying.zip", lying_zip, "damaged"),
        ("other.zip", lambda: make_zip({"a.exe": b"MZ"}), "not read here"),
        ("broken.docx", lambda: b"PK\x03\x04 nothing", "damaged"),
        ("bomb.docx", lambda: make_zip({"word/document.xml": b" " * (200 * 2**20)}), "larger than"),
        ("broken.pdf", lambda: b"%PDF-1.7 nothing", "damaged"),
        ("secret.pdf", lambda: make_pdf(password="x"), "encrypted"),
        ("picture.pdf", make_picture_pdf, "pictures"),
        ("broken.parquet", lambda: b"PAR1", "cannot be read"),
        ("empty.mbox", lambda: b"hello", "no message"),
        ("empty.xml", lambda: b"<?xml version='1.0'?><a/>", "no entry"),
        ("broken.warc", lambda: b"WARC/1.0\r\nnothing", "no record|damaged"),
        ("broken.warc.gz", lambda: gzip.compress(b"hello")[:-4], "no record|damaged"),
        ("empty.eml", lambda: b"From: a@b.example\nDate: x\nSubject: y\n\n", "no text"),
        ("no-text.csv", lambda: b"a,b\n1,2\n", "No field"),
    ],
)
def test_hostile_and_broken_files_are_skipped_with_the_reason(
    tmp_path: Path, name: str, make: Callable[[], bytes], reason: str
) -> None:
    found = found_in(tmp_path, name, make())
    skipped = [f for f in found if isinstance(f, Skipped)]
    assert skipped
    assert any(word in f.why for f in skipped for word in reason.split("|")), skipped
    if name == "bomb.zip":
        assert isinstance(found[-1], Gathered), "the next one is read"


def test_names_that_climb_are_only_names(tmp_path: Path) -> None:
    found = found_in(tmp_path, "a.zip", make_zip({"../../up.txt": TEXT, "/root.txt": TEXT, "x\x1b[2J.txt": TEXT}))
    assert all(isinstance(f, Gathered) for f in found)
    assert not (tmp_path.parent.parent / "up.txt").exists()
    assert all(str(f.path).isprintable() for f in found)


def test_an_entity_bomb_in_a_feed_stays_small(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(9))
    data = (
        f"<?xml version='1.0'?><!DOCTYPE rss [{lines}]><rss><channel><item><title>&e8;</title></item></channel></rss>"
    )
    found = found_in(tmp_path, "bomb.xml", data.encode())
    assert sum(len(f.text) for f in found if isinstance(f, Gathered)) < 10_000


@pytest.mark.parametrize(
    "make", [make_mail, make_docx, make_pdf, FEED.encode, lambda: make_zip({"a.txt": TEXT}), make_parquet]
)
def test_damaged_bytes_never_stop_the_reading(tmp_path: Path, make: Callable[[], bytes]) -> None:
    whole = make()
    chance = random.Random(1)
    for n in range(25):
        data = bytearray(whole)
        for _ in range(8):
            data[chance.randrange(len(data))] = chance.randrange(256)
        for suffix in ("eml", "docx", "pdf", "xml", "zip", "parquet", "mbox", "warc", "csv"):
            (tmp_path / f"{n}.{suffix}").write_bytes(data[: chance.randrange(len(data))])
            assert all(isinstance(f, Gathered | Skipped) for f in gather([tmp_path / f"{n}.{suffix}"]))


def test_a_sidecar_tells_about_what_lies_in_a_container(tmp_path: Path) -> None:
    (tmp_path / "a.zip.meta.json").write_text(json.dumps({"outlet": "Post", "published": "2026-02-28"}))
    (found,) = found_in(tmp_path, "a.zip", make_zip({"a.txt": TEXT}))
    assert (found.path, isinstance(found, Gathered) and found.outlet) == (f"{tmp_path}/a.zip#a.txt", "Post")


NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Hospitals only.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_a_word_document_keeps_its_footnotes_with_their_cells(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document(io.BytesIO(make_docx()))
    table = document.tables[0]
    run = table.cell(1, 1).paragraphs[0].add_run()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run._element.append(parse_xml(f'<w:footnoteReference {space} w:id="1"/>'))
    raised = table.cell(0, 1).paragraphs[0].add_run("2")
    raised.font.superscript = True
    document.add_paragraph("2 Until 3 March.")
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/footnotes.xml", NOTES)
    (found,) = found_in(tmp_path, "a.docx", out.getvalue())
    assert isinstance(found, Gathered)
    assert found.text.split("\n")[1:] == [
        "Kunar: Killed 14 – Until 3 March – Hospitals only.",
        "Rebels put the number at twelve.",
        "2 Until 3 March.",
        "[1] Hospitals only.",
    ]
    assert found.map[-1][2] == "footnote 1"


def test_heads_of_a_word_table_stand_over_their_columns_where_cells_are_joined(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "District"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Killed"
    table.cell(0, 3).merge(table.cell(1, 3)).text = "Displaced"
    told = {(1, 1): "Women", (1, 2): "Men", (2, 0): "Kunar", (2, 1): "2", (2, 2): "3", (2, 3): "40"}
    for place, words in told.items():
        table.cell(*place).text = words
    out = io.BytesIO()
    document.save(out)
    (found,) = found_in(tmp_path, "a.docx", out.getvalue())
    assert isinstance(found, Gathered)
    assert found.text.split("\n") == ["Kunar: 2 women killed.", "Kunar: 3 men killed.", "Kunar: Displaced 40."]

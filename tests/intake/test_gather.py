from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.intake.facts import Facts, Hints
from counterclaim.intake.gather import count_texts, gather
from counterclaim.records.text import Gathered, Skipped

TEXT = "Nine soldiers were killed, the army said.\n"


def texts(folder: Path, hints: Hints | None = None) -> dict[str, Gathered | Skipped]:
    found = list(gather([folder], hints))
    assert [f.path for f in found] == sorted(str(f.path) for f in found)
    return {str(Path(str(f.path)).relative_to(folder)): f for f in found}


def test_a_folder_is_walked_in_name_order_without_what_is_ours(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", ".hidden/x.txt", "c.meta.json", "x.sqlite", "x.sqlite-wal", "d.exe"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = texts(tmp_path)
    assert list(found) == ["a/b/c.md", "a/z.txt", "b.txt", "d.exe"]
    assert isinstance(found["d.exe"], Skipped)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "no text"),
        ("blank.txt", b"  \n\n", "no text"),
        ("binary.txt", b"nine\x00dead", "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n", "picture"),
        ("markup.html", b"<html><body><div class=x></div></body></html>", "no running text"),
        ("long.txt", b"nine dead " * 1_000_001, "1,000,000"),
        ("long.html", b"<p>" + b"nine dead " * 1_000_001, "8,000,000"),
        ("huge.txt", b"x" * (33 * 2**20), "MiB"),
        ("foreign.txt", "Девять погибших".encode("koi8-r") * 9, "UTF-8"),
        ("broken.json", b"{", "JSON"),
        ("a.doc", b"PK\x03\x04", "not read here"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(TEXT)
    found = texts(tmp_path)
    skipped = found[name]
    assert isinstance(skipped, Skipped)
    assert reason in skipped.why
    assert isinstance(found["z.txt"], Gathered), "the next one is read"


def test_ten_megabytes_on_one_line_of_records_are_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 10_000_000}) + "\n" + json.dumps({"text": TEXT}))
    found = list(gather([tmp_path]))
    assert [type(f) for f in found] == [Skipped, Gathered]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may read everything; a test about what may not be read runs as nobody."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield
    if is_root:
        os.seteuid(0)


def test_an_unreadable_file_and_folder_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").mkdir(mode=0)
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)  # The folders above belong to root alone.
    request.getfixturevalue("nobody")
    found = list(gather(["."]))
    assert [(type(f), f.path) for f in found] == [(Skipped, "a.txt"), (Skipped, "b")]
    assert all("permission denied" in f.why for f in found if isinstance(f, Skipped))


def test_paths_that_lead_nowhere_are_listed(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing")
    found = list(gather([tmp_path, tmp_path / "missing.txt", tmp_path / ("x" * 300)]))
    assert [type(f) for f in found] == [Skipped] * 3
    assert all("cannot be opened" in f.why for f in found if isinstance(f, Skipped))


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [type(f) for f in gather([tmp_path])] == [Skipped]


def test_a_sidecar_goes_before_the_page_and_the_page_before_what_is_told(tmp_path: Path) -> None:
    page = "<html><head><meta property='og:site_name' content='Page Post'><meta name=date content='2026-02-01'></head>"
    (tmp_path / "a.html").write_text(page + "<body><p>Nine soldiers were killed, the army said on Friday.</p>")
    (tmp_path / "a.meta.json").write_text('{"outlet": "Sidecar Times"}')
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "b.txt.meta.json").write_text('{"published": "2026-02-05"}')
    found = texts(tmp_path, Hints(told=Facts(outlet="Told Telegraph", published="2026-02-09")))
    a, b = found["a.html"], found["b.txt"]
    assert isinstance(a, Gathered)
    assert isinstance(b, Gathered)
    assert (a.outlet, a.published) == ("Sidecar Times", "2026-02-01")
    assert (b.outlet, b.published) == ("Told Telegraph", "2026-02-05")


@pytest.mark.parametrize("sidecar", ["{", "[1]", "nine"])
def test_a_damaged_sidecar_stops_its_report(tmp_path: Path, sidecar: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.meta.json").write_text(sidecar)
    (found,) = gather([tmp_path])
    assert isinstance(found, Skipped)
    assert "a.meta.json" in found.why


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), [TEXT]),
        (b"<!doctype html><p>Nine soldiers were killed, the army said on Friday.</p>",
         ["Nine soldiers were killed, the army said on Friday."]),
        (b'{"text": "Nine."}\n{"text": "Ten."}\n', ["Nine.", "Ten."]),
        (b'[{"text": "Nine."}]', ["Nine."]),
    ],
)  # fmt: skip
def test_standard_input_is_told_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [f.text for f in gather(["-"]) if isinstance(f, Gathered)] == expected


def test_a_file_named_outright_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "report.dispatch"
    path.write_text(TEXT)
    (found,) = gather([path])
    assert isinstance(found, Gathered)


def test_texts_are_counted_where_that_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(TEXT)
    assert count_texts([tmp_path]) == 2
    assert count_texts(["-"]) is None
    (tmp_path / "c.jsonl").write_text("{}\n")
    assert count_texts([tmp_path]) is None

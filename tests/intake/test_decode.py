from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import ReportError
from counterclaim.intake.decode import LONGEST_TEXT, check_length, clean_string, decode

TEXT = "Neuf morts à Kidal – “au moins”, dit l’armée.\n"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), None),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), None),
        (TEXT.replace("\n", "\r\n").encode(), None),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode(), "no-such-charset"),
    ],
)
def test_texts_arrive_whole(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    assert (decoded.text, decoded.note) == (TEXT, None)


def test_nothing_but_the_mark_and_line_ends_changes() -> None:
    odd = "\ta  b\u200b\u00a0\x0b c\rd \n\n\n e "
    assert decode(odd.encode()).text == odd


def test_windows_1252_is_a_guess_that_is_told() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert decoded.text == TEXT
    assert decoded.note is not None
    assert "Windows-1252" in decoded.note


def test_a_few_damaged_characters_are_replaced_and_told() -> None:
    decoded = decode((TEXT * 5).encode() + b"\xe2\x80")
    assert decoded.text == TEXT * 5 + "\ufffd"
    assert decoded.note is not None


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (b"SQLite format 3\x00", "database"),
        (b"nine\x00dead", "binary"),
        ("Девять погибших".encode("cp1251") * 9, "UTF-8"),
        ("九人死亡九人死亡".encode("gb18030"), "UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "utf-16"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, word: str) -> None:
    with pytest.raises(ReportError, match=word):
        decode(data)


@pytest.mark.parametrize("text", ["", " \n\t ", "x" * (LONGEST_TEXT + 1)])
def test_texts_of_no_length_for_a_report_are_refused(text: str) -> None:
    with pytest.raises(ReportError):
        check_length(text)


def test_the_longest_text_is_taken() -> None:
    check_length("x" * LONGEST_TEXT)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    with suppress(ReportError):
        decode(data).text.encode()


def test_what_json_can_escape_and_no_text_may_hold_is_replaced() -> None:
    assert clean_string("a\x00b\ud800c\r\n") == ("a\ufffdb\ufffdc\n", True)
    assert clean_string("a\r\nb") == ("a\nb", False)

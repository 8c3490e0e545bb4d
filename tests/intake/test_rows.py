from __future__ import annotations

import io
import json

import pytest

from counterclaim.errors import ReportError
from counterclaim.intake.facts import Facts, Hints
from counterclaim.intake.rows import LONGEST_LINE, holds_lines, read_json, read_json_lines
from counterclaim.records.text import Gathered, Skipped

RECORD = {"text": "Nine soldiers died.", "title": "Nine dead", "date": "2026-02-03", "link": "https://x.example/1"}


def gathered(data: object, hints: Hints | None = None) -> list[Gathered | Skipped]:
    return list(read_json(json.dumps(data).encode(), "a.json", hints or Hints()))


@pytest.mark.parametrize("shape", [RECORD, [RECORD], {"articles": [RECORD]}, {"status": "ok", "results": [RECORD]}])
def test_records_are_found_in_every_common_shape(shape: object) -> None:
    (found,) = gathered(shape)
    assert isinstance(found, Gathered)
    assert (found.text, found.title, found.published) == ("Nine soldiers died.", "Nine dead", "2026-02-03")
    assert found.url == "https://x.example/1"


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"body": "t", "source": {"id": None, "name": "Daily Lantern"}}, "outlet", "Daily Lantern"),
        ({"content": "t", "timestamp": 1770076800}, "published", "2026-02-03T00:00:00+00:00"),
        ({"content": "t", "timestamp": 1770076800000}, "published", "2026-02-03T00:00:00+00:00"),
        ({"text": "t", "date": 2026}, "published", None),
        ({"text": "t", "authors": ["Anna", {"name": "AFP"}, 7]}, "authors", ("Anna", "AFP")),
        ({"text": "t", "author": "AFP"}, "authors", ("AFP",)),
        ({"text": ["one", "two"]}, "text", "one\ntwo"),
        ({"text": "<p>Nine soldiers died in the raid on the post, the army said.</p>"}, "text",
         "Nine soldiers died in the raid on the post, the army said."),
        ({"text": "t", "title": "  a \n b "}, "title", "a b"),
        ({"text": "t", "wire": "Reuters"}, "wire", ("Reuters",)),
    ],
)  # fmt: skip
def test_fields_under_the_names_in_use(record: object, field: str, value: object) -> None:
    (found,) = gathered(record)
    assert isinstance(found, Gathered)
    assert getattr(found, field) == value


def test_columns_name_other_fields_and_told_facts_fill_in() -> None:
    hints = Hints(told=Facts(outlet="Daily Lantern", published="2026-02-04"), columns={"text": "words"})
    (found,) = gathered({"words": "Nine died.", "text": "other", "date": "2026-02-03"}, hints)
    assert isinstance(found, Gathered)
    assert (found.text, found.outlet, found.published) == ("Nine died.", "Daily Lantern", "2026-02-03")


@pytest.mark.parametrize(
    "record", [7, None, "text", {}, {"text": None}, {"text": ""}, {"text": 7}, {"text": [1]}, {"text": " "}, {"t": "x"}]
)
def test_records_without_text_are_skipped_with_a_reason(record: object) -> None:
    (found,) = gathered([record])
    assert isinstance(found, Skipped)
    assert found.path == "a.json#1"
    assert found.why.endswith(".")


@pytest.mark.parametrize("data", [b"{", b"nope", b"[" * 100_000, b'{"a": ' + b"9" * 10_000 + b"}", b"\xff\xfe\x00"])
def test_broken_json_is_refused(data: bytes) -> None:
    with pytest.raises(ReportError):
        list(read_json(data, "a.json", Hints()))


def test_lines_are_read_one_by_one_and_a_bad_one_stops_nothing() -> None:
    good = json.dumps(RECORD).encode()
    data = good + b"\n\n{broken\n" + b"x" * (LONGEST_LINE + 5) + b"\n" + good
    found = list(read_json_lines(io.BytesIO(data), "a.jsonl", Hints()))
    assert [type(f) for f in found] == [Gathered, Skipped, Skipped, Gathered]
    assert [f.path for f in found] == ["a.jsonl#1", "a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]


def test_unstorable_characters_are_replaced_and_noted() -> None:
    (found,) = list(read_json(b'{"text": "nine \\u0000 dead \\ud800"}', "a.json", Hints()))
    assert isinstance(found, Gathered)
    assert found.text == "nine \ufffd dead \ufffd"
    assert found.notes


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a": 1}\n{"a": 2}\n', True),
        (b'{"a": 1}', False),
        (b'{\n"a": 1}\n', False),
        (b"[1,\n2]", False),
        (b"", False),
    ],
)
def test_lines_are_told_from_one_value(data: bytes, expected: bool) -> None:
    assert holds_lines(data) is expected

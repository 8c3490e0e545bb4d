from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline import compose
from counterclaim.pipeline.compose import (
    Read,
    Workshop,
    name_versions,
    open_workshop,
    read_into,
    read_report,
    read_reports,
    tell_story,
)
from counterclaim.publish.contract import to_contract
from counterclaim.reading import front
from counterclaim.records.text import Gathered, Skipped

AT = datetime(2026, 3, 1, tzinfo=UTC)
SENTENCES = (
    "The ministry of Norland said its forces killed {n} fighters near the river on Friday.",
    "A rebel spokesman denied the claim and said {n} soldiers had died.",
    "At least {n} houses were destroyed, residents said.",
    "The two governments agreed to talks, mediated by a neighbour.",
)


def write_reports(folder: Path, count: int) -> list[Path]:
    draw = random.Random(7)
    paths = []
    for n in range(count):
        text = "\n".join(draw.choice(SENTENCES).format(n=draw.randint(2, 90)) for _ in range(draw.randint(1, 4)))
        path = folder / f"{n:03}.txt"
        path.write_text(f"date 2026-02-{n % 28 + 1:02}\n{text}\n", encoding="utf-8")
        paths.append(path)
    return paths


def readings(paths: list[Path], processes: int = 1) -> dict[str, str]:
    found = {}
    for outcome in read_reports(paths, processes=processes):
        assert isinstance(outcome, Read)
        found[str(outcome.report.path)] = json.dumps(to_contract(outcome.report, outcome.claims))
    return found


def test_company_order_and_processes_change_no_byte(tmp_path: Path) -> None:
    paths = write_reports(tmp_path, 21)
    together = readings(paths)
    assert list(together) == list(map(str, paths))
    shuffled = paths.copy()
    random.Random(3).shuffle(shuffled)
    assert readings(shuffled) == together
    assert {path: text for one in paths[:5] for path, text in readings([one]).items()} == dict(
        list(together.items())[:5]
    )
    in_two = readings(paths, processes=2)
    assert in_two == together
    assert list(in_two) == list(together), "given in the order of the files"
    assert sum(text.count('"trigger"') for text in together.values()) > 21, "claims are found at all"


def test_every_span_quotes_the_text(tmp_path: Path) -> None:
    def walk(value: object, text: str) -> int:
        if isinstance(value, dict):
            inner = sum(walk(item, text) for item in value.values())
            if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
                assert text[value["start"] : value["end"]] == value["text"]
                return inner + 1
            return inner
        return sum(walk(item, text) for item in value) if isinstance(value, list) else 0

    (tmp_path / "a.txt").write_text(
        "\ufeff😀 Nine soldiers were killed near Kidal on Friday, the governor said.\r\n“We lost two,” he added.\r\n"
    )
    for line in readings([tmp_path / "a.txt"]).values():
        reading = json.loads(line)
        assert reading["report"]["text"].startswith("😀 Nine")
        assert "\r" not in reading["report"]["text"]
        assert walk(reading["claims"], reading["report"]["text"]) > 5


def test_other_languages_are_kept_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Le ministère a déclaré que neuf soldats ont été tués dans une attaque près de la frontière vendredi."
    )
    (outcome,) = read_reports([path])
    assert isinstance(outcome, Read)
    assert (outcome.report.language, outcome.claims) == ("fr", ())


def test_a_report_that_breaks_the_reading_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write_reports(tmp_path, 3)
    whole = compose.read

    def break_on_second(report: object, encoder: object) -> object:
        if getattr(report, "path", "") == str(paths[1]):
            raise ZeroDivisionError("nine")
        return whole(report, encoder)  # type: ignore[arg-type] # handed through

    monkeypatch.setattr(compose, "read", break_on_second)
    outcomes = list(read_reports(paths))
    assert [type(outcome) for outcome in outcomes] == [Read, Skipped, Read]
    assert isinstance(outcomes[1], Skipped)
    assert "ZeroDivisionError" in outcomes[1].why


def test_reading_twice_adds_nothing_and_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write_reports(tmp_path, 3)
    (tmp_path / "empty.txt").touch()
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        first = list(read_into(ledger, [tmp_path], at=AT))
        assert [outcome.added if isinstance(outcome, Read) else "skipped" for outcome in first] == ["added"] * 3 + [
            "skipped"
        ]
        with ledger.view() as view:
            before = tell_story(view)

        def refuse(*_: object) -> None:
            raise AssertionError("what is known is not read again")

        monkeypatch.setattr(compose, "read_report", refuse)
        again = list(read_into(ledger, [tmp_path, paths[0]], at=AT))
        assert [outcome.added for outcome in again if isinstance(outcome, Read)] == ["known"] * 4
        with ledger.view() as view:
            assert tell_story(view) == before
    assert before.skipped == (f"{tmp_path / 'empty.txt'}: There is no text in it.",)


def test_a_forgotten_report_is_not_taken_in_again(tmp_path: Path) -> None:
    from counterclaim.ledger.forget import WholeReport

    (path,) = write_reports(tmp_path, 1)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        (read,) = read_into(ledger, [path], at=AT)
        assert isinstance(read, Read)
        ledger.forget(WholeReport(read.report.id), reason="asked", author="keeper", at=AT)
        (again,) = read_into(ledger, [path], at=AT)
    assert isinstance(again, Skipped)
    assert "forgotten" in again.why


def test_as_of_leaves_later_reports_out(tmp_path: Path) -> None:
    write_reports(tmp_path, 6)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        list(read_into(ledger, [tmp_path], at=AT))
        with ledger.view() as view:
            story = tell_story(view, datetime(2026, 2, 3, tzinfo=UTC).date())
    assert [report.day.day for report in story.reports if report.day] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "killed " * 200,
        "Nine killed" * 200,
        "NINE SOLDIERS WERE KILLED " * 40,
        "\u202eNine\u200b soldiers were killed\u2066 on Friday\u2069. 😀" * 20,
        "“" * 300 + "Nine soldiers were killed" + "”" * 300 + " the army said.",
        "| Kidal | 9 killed |\n" * 50,
        "9" * 5_000 + " soldiers were killed.",
        "Nine soldiers were killed on 31 February 1066 in " + "x" * 500 + ".",
        "\x0b\x0c\x1f\x85\u2028Nine killed\u2029",
    ],
)
def test_odd_texts_are_read_with_exact_spans(text: str) -> None:
    report = front.report(Gathered(text, language="en"))
    for claim in read_report(report, open_workshop()):
        statement = claim.statement
        for span in (statement.trigger, statement.evidence, *statement.object, *statement.actor, *statement.amounts):
            assert text[span.start : span.end] == span.text


def test_versions_name_model_rules_and_tables() -> None:
    workshop = open_workshop()
    versions = workshop.versions
    assert versions.reader == workshop.encoder.version
    assert workshop.gazetteer.version in versions.tables
    assert Workshop(workshop.encoder, workshop.gazetteer, "other").versions != versions
    assert name_versions() == versions

from __future__ import annotations

import dataclasses

import pytest

from counterclaim.ledger.scrub import (
    find_all,
    find_names,
    scrub_judgement,
    scrub_overlapping,
    scrub_record,
)
from counterclaim.ledger.words import BLANK, split_words
from counterclaim.records.claim import Claim, Gap, VictimStatus, VictimValue
from counterclaim.records.text import Outlet, Report
from tests.ledger.world import judge, read
from tests.make import make_judgement, make_report

SALT = b"0123456789abcdef"
TEXT = "Jan Gul said 9 people were killed in Khost. Kabul said 7 people were injured in Khost."
FIND = find_names(split_words("Jan Gul"))


def claims(*, private: bool = True) -> list[Claim]:
    return read(make_report(TEXT), private=private)


def test_names_are_blanked_and_keys_hashed() -> None:
    first, second = (scrub_record(claim, FIND, SALT) for claim in claims())
    assert first.claimant.name == BLANK * 7
    assert first.claimant.key.startswith("forgotten:")
    assert "gul" not in first.claimant.key.lower()
    assert second == claims()[1]


def test_one_claimant_stays_one_and_two_stay_two() -> None:
    both, again = claims(private=False), claims(private=False)
    find = find_names(("jan", "gul"), ("kabul",))
    keys = [scrub_record(claim, find, SALT).claimant.key for claim in both]
    assert keys == [scrub_record(claim, find, SALT).claimant.key for claim in again]
    assert keys[0] != keys[1]
    assert keys[0] != scrub_record(both[0], find, b"another salt").claimant.key


def test_ids_kinds_spans_and_parties_stay() -> None:
    claim = claims(private=False)[0]
    scrubbed = scrub_record(claim, find_all, SALT)
    assert (scrubbed.id, scrubbed.statement.id, scrubbed.statement.report_id) == (
        claim.id,
        claim.statement.id,
        claim.statement.report_id,
    )
    assert (scrubbed.measure, scrubbed.statement.kind, scrubbed.claimant.side) == (
        claim.measure,
        claim.statement.kind,
        "Jan Gul",
    )
    assert scrubbed.statement.evidence == claim.statement.evidence


def test_a_report_loses_the_name_everywhere_but_in_its_text() -> None:
    report = Report(
        id="jan gul",
        text="Jan Gul ran.",
        title="Baker Jan Gul ran",
        url="https://example.org/jan-gul-ran",
        path="jan_gul.txt",
        outlet=Outlet("The Jan Gul Post"),
        wire=("Jan Gul", "Agency"),
        map=((0, 12, "p: Jan Gul"),),
    )
    gap = BLANK * 7
    assert scrub_record(report, FIND, SALT) == dataclasses.replace(
        report,
        title=f"Baker {gap} ran",
        url=f"https://example.org/{gap}-ran",
        path=f"{gap}.txt",
        outlet=Outlet(f"The {gap} Post"),
        wire=(gap, "Agency"),
        map=((0, 12, f"p: {gap}"),),
    )


@pytest.mark.parametrize(
    ("removed", "private", "name"),
    [((0, 12), True, BLANK * 7), ((0, 12), False, "Jan Gul"), ((0, 3), True, "Jan Gul"), ((44, 60), True, "Jan Gul")],
    ids=["the name and more", "an actor of the tables", "half the name", "another sentence"],
)
def test_a_removed_stretch_takes_the_private_name_in_it(removed: tuple[int, int], private: bool, name: str) -> None:
    claim = dataclasses.replace(
        claims(private=private)[0],
        victim_status=VictimStatus(VictimValue.CIVILIAN, "Jan Gul"),
        gaps=(Gap("speaker", "Jan Gul"),),
    )
    scrubbed = scrub_overlapping(claim, removed, split_words(TEXT[slice(*removed)]), SALT)
    assert scrubbed.claimant.name == name
    if private:
        assert scrubbed.victim_status == VictimStatus(VictimValue.CIVILIAN, name)
        assert scrubbed.gaps == (Gap("speaker", name),)
        assert (scrubbed.claimant.key == claim.claimant.key) is (name == "Jan Gul")


@pytest.mark.parametrize(
    ("detail", "scrubbed"),
    [
        ('{"name": "Jan Gul", "low": 9}', '{"name": "███████", "low": 9}'),
        ('["Jan", "Gul"]', '["Jan", "Gul"]'),
        ('{"note": "Jan\\nGul \\"x\\""}', '{"note": "███████ \\"x\\""}'),
        ('{"Jan Gul": 1}', '{"███████": 1}'),
        ("no JSON: Jan Gul", "no JSON: ███████"),
        ("", ""),
        ("[" * 100_000 + "Jan Gul", "[" * 100_000 + "███████"),
    ],
)
def test_a_judgement_keeps_its_form(detail: str, scrubbed: str) -> None:
    judgement = dataclasses.replace(make_judgement("edit", "c", detail=detail), reason="Jan Gul told me")
    found = scrub_judgement(judgement, FIND)
    assert (found.detail, found.reason) == (scrubbed, f"{BLANK * 7} told me")
    assert dataclasses.replace(found, detail=detail, reason="Jan Gul told me") == judgement


def test_a_judgement_about_a_forgotten_report_keeps_author_and_verdict() -> None:
    judgement = dataclasses.replace(judge(claims()[0]), detail='{"low": "nine"}')
    assert scrub_judgement(judgement, find_all) == dataclasses.replace(
        judgement, quoted=BLANK * 6, reason=BLANK * len("told twice"), detail='{"low": "████"}'
    )


@pytest.mark.parametrize(("removed", "quoted"), [((25, 29), "██lled"), ((0, 90), BLANK * 6), ((33, 40), "killed")])
def test_a_quote_loses_what_was_removed(removed: tuple[int, int], quoted: str) -> None:
    judgement = judge(claims()[0])
    assert judgement.start == 27
    assert scrub_judgement(judgement, find_names(), removed).quoted == quoted

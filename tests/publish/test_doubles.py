from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.doubles import MACHINE, Sample, collect, compare, count_coded, draw, find_settled
from counterclaim.records.books import Book, Entry
from counterclaim.records.story import Judgement, Verdict

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SAMPLE = Sample("s", 1, ("one", "two", "three"), Entry("e", Book.SAMPLES, "s", "{}", "ada", "", NOW))
READ = {"kind": "KILL", "told": "asserted", "figure": {"low": 9, "high": 9, "bound": "exact"}, "side": "Red"}
MACHINES = dict.fromkeys(SAMPLE.statements, READ)
IDS = {"claim-one": "one", "claim-two": "two", "claim-three": "three"}
NINE = {**READ, "figure": {"low": 9, "high": None, "bound": "at least"}}


def judge(n: int, verdict: Verdict, author: str, subject: str, **content: object) -> Judgement:
    at = NOW + timedelta(minutes=n)
    return Judgement(
        f"j{n}", verdict, subject, None, None, None, None, None, None, json.dumps(content), author, "why", at
    )


def code(n: int, author: str, item: str, values: object) -> Judgement:
    return judge(n, Verdict.CODE, author, f"claim-{item}", sample="s", item=item, values=values)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=4), st.sampled_from("KLMN"), max_size=40),
    st.integers(1, 50),
    st.integers(0, 5),
)
def test_a_sample_is_drawn_by_seed_and_holds_every_kind(strata: dict[str, str], size: int, seed: int) -> None:
    drawn = draw(strata, size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(strata))
    assert drawn == draw(dict(reversed(strata.items())), size, seed)
    if size >= len(set(strata.values())):
        assert {strata[id] for id in drawn} == set(strata.values())


def test_strata_are_drawn_by_their_share() -> None:
    strata = {f"{kind}{i}": kind for kind, count in (("KILL", 70), ("DENY", 20), ("TALK", 10)) for i in range(count)}
    assert Counter(strata[id] for id in draw(strata, 20, 3)) == {"KILL": 14, "DENY": 4, "TALK": 2}
    assert draw(strata, 20, 3) != draw(strata, 20, 4)


def test_review_is_a_coding_unless_the_same_person_coded_blind() -> None:
    standing = [
        judge(1, Verdict.EDIT, "ada", "claim-one", set={"side": "Blue"}),
        judge(2, Verdict.ACCEPT, "ada", "claim-two"),
        judge(3, Verdict.REJECT, "ada", "claim-three"),
        code(4, "ben", "one", NINE),
        code(5, "ada", "two", NINE),
        judge(6, Verdict.ACCEPT, "ada", "claim-two"),
        judge(7, Verdict.EDIT, "cem", "claim-one", set={"side": "Blue"}, settles="s", item="one"),
    ]
    found = collect(SAMPLE, standing, MACHINES, IDS)
    assert found["one"]["ada"].values == {**READ, "side": "Blue"}
    assert found["two"]["ada"].values == NINE
    assert found["two"]["ada"].is_blind
    assert found["three"]["ada"].values is None
    assert set(found["one"]) == {"ada", "ben", MACHINE}
    assert count_coded(found) == {("ada", False): 2, ("ada", True): 1, ("ben", True): 1, (MACHINE, False): 3}
    assert find_settled(SAMPLE, standing)["one"].author == "cem"


def test_differences_name_the_fields_and_who_settled_them() -> None:
    third = judge(9, Verdict.REJECT, "cem", "claim-two", settles="s", item="two")
    standing = [
        code(1, "ada", "one", READ),
        code(2, "ben", "one", {**READ, "side": "blue", "told": "negated"}),
        code(3, "ada", "two", READ),
        code(4, "ben", "two", None),
        code(5, "ada", "three", {**READ, "side": "Red"}),
        code(6, "ben", "three", {**READ, "side": "red"}),
        third,
    ]
    found = collect(SAMPLE, standing, {}, IDS)
    rows, differences = compare(found, "ada", "ben", find_settled(SAMPLE, standing))
    assert [(d.statement, d.fields, d.settled) for d in differences] == [
        ("one", ("told", "side"), None),
        ("two", ("claim",), third),
    ]
    told = {row.field: row.found for row in rows}
    assert (told["claim"].units, told["claim"].equal) == (3, 2)
    assert (told["side"].units, told["side"].equal) == (2, 1)
    assert told["kind"].kappa is None
    assert told["kind"].share == 1
    assert differences[0].one.write("side") == "Red"
    assert differences[1].other.write("claim") == "no claim"


def test_figures_are_compared_as_counts_too() -> None:
    near = {**READ, "figure": {"low": 10, "high": 10, "bound": "exact"}}
    standing = [
        code(1, "ada", "one", READ),
        code(2, "ben", "one", near),
        code(3, "ada", "two", READ),
        code(4, "ben", "two", READ),
    ]
    rows, _ = compare(collect(SAMPLE, standing, {}, IDS), "ada", "ben", {})
    figure = next(row for row in rows if row.field == "figure")
    assert (figure.found.units, figure.found.equal) == (2, 1)
    assert figure.ratio is not None


@pytest.mark.parametrize("content", ["", "{}", '{"statements": 3}', "{"])
def test_an_entry_that_cannot_be_understood_is_an_empty_sample(content: str) -> None:
    assert Sample.of(replace(SAMPLE.entry, content=content)).statements == ()

from __future__ import annotations

import json

import pytest

from tests.make import make_claim
from tests.publish.exports.world import ARMY, DAY, FRONT, NORTH, SOUTH, cue, give, kill, read, strike, tell

# Table "PLOVER JSON" of the manual, version 0.8, and the extension fields that it allows.
FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size", "dead", "injured",
}  # fmt: skip
CATEGORIES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def records_of(*claims, is_one=False):
    files = give(tell(claims, is_one=is_one), "plover")
    return (
        [json.loads(line) for line in files["plover.jsonl"].data.splitlines()],
        read(files["plover.left-out.csv"]),
        read(files["plover.claims.csv"]),
    )


def test_a_record_has_the_fields_of_the_manual() -> None:
    ((record,), _, claims) = records_of(
        strike(object=FRONT),
        kill(9, people="people", actor=ARMY),
        kill(40, kind="INJURE", bound="at least", actor=ARMY),
    )
    assert {name for name in record if not name.startswith("x_")} <= FIELDS
    assert (record["event"], record["mode"], record["quad_code"]) == (["ASSAULT"], ["heavy-weapons"], 4)
    assert (record["date"], record["x_date_basis"], record["event_text"]) == (DAY, "told", ["air strike"])
    assert record["source"][0] | {"sector": "MIL", "identifier_text": "Army of Northland"} == record["source"][0]
    assert record["recipient"][0]["identifier_text"] == "Southern Front"
    assert record["event_loc"] == {
        "name": "Arvena", "latitude": -1.25, "longitude": 36.5, "cc3": "KEN", "admin1": "Lakes", "x_where_prec": 1,
    }  # fmt: skip
    assert (record["dead"], record["injured"]) == (9, "at least 40")
    assert record["comment"] == "According to Outlet; not checked."
    assert {row["row_id"] for row in claims} == {record["id"]}
    assert len(claims) == 3


@pytest.mark.parametrize("word", ["accused", "denied", "threatened", "demanded"])
def test_what_stands_inside_a_speech_act_is_no_assault(word) -> None:
    words = f"The Southern Front {word} an air strike on Arvena."
    records, left_out, _ = records_of(cue(strike(sentence=words, claimant=FRONT), word))
    assert records == []
    assert "inside a speech act" in left_out[0]["why"]


def test_the_accusation_itself_is_a_record() -> None:
    words = "The Southern Front accused the army of an air strike on Arvena."
    accusation = make_claim(
        kind="ACCUSE", trigger="accused", sentence=words, people="", actor=FRONT, object=ARMY, claimant=FRONT
    )
    ((record,), _, _) = records_of(accusation, cue(strike(sentence=words, claimant=FRONT), "accused"))
    assert (record["event"], record["mode"], record["x_date_basis"]) == (["ACCUSE"], ["allege"], "publication")


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (strike(status="negated"), "not having happened"),
        (strike(status="irrealis"), "no code for it as told"),
        (strike(actor=None), "who acted is not told"),
        (kill(4000, scope_start="2025-01-01", actor=ARMY), "running total"),
        (kill(400, kind="DISPLACE", actor=ARMY), "a count of people, not an act"),
    ],
)
def test_what_is_no_record_is_left_out_with_why(claim, why) -> None:
    records, left_out, _ = records_of(claim)
    assert records == []
    assert why in left_out[0]["why"]


@pytest.mark.parametrize(
    ("told", "event", "mode"),
    [
        ({"kind": "DENY", "trigger": "denied", "denies": "occurrence"}, "REJECT", []),
        ({"kind": "REQUEST", "trigger": "called for a ceasefire"}, "REQUEST", ["yield"]),
        ({"kind": "MEDIATE", "trigger": "mediated"}, "CONSULT", []),
        ({"kind": "MEDIATE", "trigger": "mediate", "sentence": "The army offered to mediate."}, "AGREE", []),
        ({"kind": "CONSULT", "trigger": "phone call"}, "CONSULT", ["phone"]),
        ({"kind": "CAPTURE", "trigger": "detained"}, "COERCE", ["arrest"]),
        ({"kind": "CAPTURE", "trigger": "kidnapped", "actor": FRONT}, "ASSAULT", ["abduct"]),
        ({"kind": "RETREAT", "trigger": "withdrew"}, "RETREAT", ["withdraw"]),
    ],
)
def test_an_act_has_the_code_of_the_mapping(told, event, mode) -> None:
    ((record,), _, _) = records_of(make_claim(**{"people": "", "actor": ARMY, **told}))
    assert (record["event"], record["mode"]) == ([event], mode)
    assert event in CATEGORIES


def test_two_figures_of_one_claimant_are_not_one_size() -> None:
    ((record,), _, _) = records_of(
        strike(),
        kill(9, people="civilians", victim_status="civilian"),
        kill(2, people="police", victim_status="police"),
    )
    assert "dead" not in record
    assert "size" not in record


def test_copies_of_one_telling_are_one_record() -> None:
    records, _, claims = records_of(strike(), strike(start=200))
    assert len(records) == 1
    assert len(claims) == 2


def test_the_dead_are_those_of_whoever_is_told_to_have_killed_them() -> None:
    ours = {"side": NORTH, "people": "soldiers", "victim_status": "combatant"}
    theirs = {"side": SOUTH, "people": "fighters", "victim_status": "combatant"}
    records, left_out, _ = records_of(
        strike(), kill(9, actor=ARMY, **theirs), kill(5, actor=FRONT, **ours), kill(2, **ours), is_one=True
    )
    dead = {record["source"][0]["identifier_text"]: record.get("dead") for record in records}
    assert dead == {"Army of Northland": 9, "Southern Front": 5}
    assert [row["why"] for row in left_out] == ["who acted is not told, or could not be resolved"]


def test_a_count_between_two_attackers_belongs_to_neither() -> None:
    records, left_out, _ = records_of(strike(), strike(actor=FRONT, trigger="were killed"), kill(9), is_one=True)
    assert len(records) == 2
    assert not any("dead" in record for record in records)
    assert len(left_out) == 1


def test_a_count_is_the_property_of_one_record_only() -> None:
    records, _, _ = records_of(strike(), strike(trigger="After an air strike", means="shells"), kill(9, actor=ARMY))
    assert [record.get("dead") for record in records].count(9) == 1

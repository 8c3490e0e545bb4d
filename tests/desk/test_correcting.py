"""Correcting a claim and entering a missed one on the report's page: by words that are typed, and by places that are selected."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.desk.desks import read_token
from tests.desk.test_adding import add
from tests.publish.page import read_page

TEXT = (
    "KABUL: The Red Front said on Friday its fighters had killed at least 12 soldiers near the bridge.\n"
    "Nine villagers drowned in the flooded crossing, the district governor said. Two <b>boats</b> \u202esank\u202c."
)


@pytest.fixture
def desk(empty: TestClient) -> TestClient:
    add(empty, text=TEXT, outlet="The Daily", published="2026-02-28", title="At the bridge")
    return empty


def find_report(desk: TestClient) -> str:
    href: str = desk.get("/reports.json").json()["page"]["lines"][0]["href"]
    return href


def read(desk: TestClient, **query: str) -> dict[str, Any]:
    page: dict[str, Any] = desk.get(f"{find_report(desk)}.json", params=query).json()["page"]
    return page


def list_claims(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for paragraph in page["paragraphs"] for claim in paragraph["claims"]]


def send(desk: TestClient, path: str, **fields: str) -> Any:
    return desk.post(path, data={"token": read_token(desk.get("/add").text), "reason": "misread", **fields})


def at(words: str) -> str:
    return f"@{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


def enter(desk: TestClient, **fields: str) -> Any:
    given = {"sentence": "Nine villagers drowned", "kind": "MISSING", "words_event": "drowned", "words_figure": "Nine"}
    return send(desk, f"{find_report(desk)}/enter", **{**given, "words_speaker": "the district governor", **fields})


def test_pieces_say_where_they_stand(desk: TestClient) -> None:
    pieces = [piece for paragraph in read(desk)["paragraphs"] for piece in paragraph["pieces"]]
    for piece in pieces:
        held = TEXT[piece["start"] : piece["end"]]
        assert piece["text"] == held.replace("\n", " ") or piece["text"].startswith("[U+202")
    assert "".join(TEXT[p["start"] : p["end"]] for p in pieces) == TEXT


def test_a_claim_is_corrected_by_words_of_the_text(desk: TestClient) -> None:
    claim = next(c for c in list_claims(read(desk)) if "12" in c["entry"]["figure"])
    page = read(desk, edit=claim["id"])
    shown = {field["name"]: field["value"] for field in page["editor"]["words"]}
    assert (shown["event"], shown["figure"]) == ("killed", "at least 12")
    assert "Correct this claim" in desk.get(find_report(desk), params={"edit": claim["id"]}).text
    next_page = f"{find_report(desk)}?part=1&claim={claim['id']}#{claim['anchor']}"
    fields = {"seen": claim["seen"], "figure": "11", "words_speaker": "none", "next": next_page}
    response = send(desk, f"/claims/{claim['id']}/edit", **fields)
    assert (response.status_code, response.url.path) == (200, find_report(desk))
    [corrected] = [c for c in list_claims(read(desk)) if c["id"] == claim["id"]]
    assert (corrected["entry"]["figure"], corrected["entry"]["claimant"]) == ("11", "The Daily")
    assert any("corrected" not in line and "edit" in line for line in corrected["standing"])


def test_selected_places_win_over_typed_words(desk: TestClient) -> None:
    claim = next(c for c in list_claims(read(desk)) if "12" in c["entry"]["figure"])
    fields = {"seen": "", "at_speaker": at("the district governor"), "words_speaker": "Red Front"}
    assert send(desk, f"/claims/{claim['id']}/edit", **fields).status_code == 200
    [corrected] = [c for c in list_claims(read(desk)) if c["id"] == claim["id"]]
    assert corrected["entry"]["claimant"] not in ("The Daily", claim["entry"]["claimant"])


def test_a_missed_claim_is_entered_counts_and_is_taken_back(desk: TestClient) -> None:
    before = len(list_claims(read(desk)))
    response = enter(desk)
    assert response.status_code == 200, response.text
    [claim] = [c for c in list_claims(read(desk)) if any("enter, by ada" in line for line in c["standing"])]
    assert claim["entry"]["figure"] == "9"
    assert claim["entry"]["claimant"] not in ("The Daily", "Red Front")
    facts = {fact["name"]: fact["value"] for fact in claim["entry"]["facts"]}
    assert facts["A person’s judgement"].startswith("entered by ada")
    assert "Confidence of the reading" not in facts
    questions = desk.get("/questions.json").json()["page"]["lines"]
    assert "9" in [f["text"] for line in questions for one in line["latest"] for f in one["figures"]]
    assert "enter" in desk.get("/audit").text
    [line, *_] = desk.get("/audit.json").json()["page"]["lines"]
    undone = send(desk, f"/judgements/{line['id']}/withdraw", next=f"/claims/{claim['id']}")
    assert undone.url.path == find_report(desk)
    assert len(list_claims(read(desk))) == before


def test_the_form_of_a_missed_claim_offers_the_sentences_of_its_paragraph(desk: TestClient) -> None:
    page = read(desk, enter=str(TEXT.index("Nine")))
    [form] = [p["enterer"] for p in page["paragraphs"] if p["enterer"]]
    assert [s["words"][:4] for s in form["sentences"]] == ["Nine", "Two "]
    page = read(desk, enter=at("drowned"))
    [form] = [p["enterer"] for p in page["paragraphs"] if p["enterer"]]
    assert [s["words"][:4] for s in form["sentences"]] == ["Nine"]
    assert (form["words"][0]["value"], form["words"][0]["at"]) == ("drowned", at("drowned"))


@pytest.mark.parametrize("wanted", ["x", "@", "-4", "@9-4x", "999999", "@5-999999", "9" * 60, "²"])
def test_a_place_that_is_none_opens_no_form(desk: TestClient, wanted: str) -> None:
    response = desk.get(f"{find_report(desk)}.json", params={"enter": wanted})
    assert response.status_code == 200
    assert not any(p["enterer"] for p in response.json()["page"]["paragraphs"])


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"reason": " "}, 400, "Say why"),
        ({"kind": ""}, 422, "is no kind"),
        ({"words_event": ""}, 422, "given as the event"),
        ({"words_event": "swam"}, 422, "does not stand in the sentence"),
        ({"words_figure": "villagers"}, 422, "holds no amount"),
        ({"sentence": ""}, 422, "In which sentence"),
        ({"at_event": "@0-5", "sentence": at("Nine")}, 422, "stands outside"),
        ({"place": "Nowhereville"}, 422, "no place"),
        ({"words_place": "x" * 500}, 400, "too long"),
        ({"token": "stale"}, 403, "from before the desk"),
    ],
)
def test_what_cannot_be_entered_is_told_and_not_kept(
    desk: TestClient, fields: dict[str, str], status: int, told: str
) -> None:
    response = enter(desk, **fields)
    assert response.status_code == status
    assert told in response.text.partition("<main")[2]
    assert desk.get("/audit.json").json()["page"]["lines"] == []


def test_a_hostile_text_stays_text_in_the_forms(desk: TestClient) -> None:
    for query in ({"enter": str(TEXT.index("Nine"))}, {"enter": at("Two")}, {"enter": at("sank")}):
        page = desk.get(find_report(desk), params=query).text
        assert "<b>boats" not in page
        assert "\u202e" not in page
        assert "[U+202E]" in page


def test_namesakes_of_a_place_are_offered_and_the_rest_of_the_form_is_kept(desk: TestClient) -> None:
    claim = next(c for c in list_claims(read(desk)) if "12" in c["entry"]["figure"])
    fields = {"seen": claim["seen"], "figure": "11", "place": "San José"}
    asked = send(desk, f"/claims/{claim['id']}/edit", **fields)
    assert asked.status_code == 422
    assert desk.get("/audit.json").json()["page"]["lines"] == []
    elements = read_page(asked.text)
    choices = [e.attributes["value"] for e in elements if e.tag == "button" and e.attributes.get("name") == "place"]
    assert len(choices) > 1
    held = {e.attributes["name"]: e.attributes["value"] for e in elements if e.attributes.get("type") == "hidden"}
    assert {"figure", "reason", "seen"} <= held.keys()
    kept = desk.post(f"/claims/{claim['id']}/edit", data={**held, "place": choices[1]})
    assert kept.status_code == 200
    [corrected] = [c for c in list_claims(read(desk)) if c["id"] == claim["id"]]
    assert "11" in corrected["entry"]["figure"]
    assert any(fact["name"] == "Where" and "San José" in fact["value"] for fact in corrected["entry"]["facts"])
    assert enter(desk, place="San José").status_code == 422


@pytest.mark.parametrize(
    ("back", "kept"),
    [("/questions/abc", True), ("/incidents/abc", True), ("//evil.example", False), ("https://evil.example", False)],
)
def test_who_came_from_a_question_goes_back_to_it(desk: TestClient, back: str, kept: bool) -> None:
    claim = next(c for c in list_claims(read(desk)) if "12" in c["entry"]["figure"])
    html = desk.get(find_report(desk), params={"edit": claim["id"], "back": back}).text
    elements = read_page(html)
    nexts = {e.attributes["value"] for e in elements if e.attributes.get("name") == "next"}
    assert (back in nexts) == kept
    leave = [e.attributes["href"] for e in elements if e.tag == "a" and e.attributes.get("href") == back]
    assert bool(leave) == kept

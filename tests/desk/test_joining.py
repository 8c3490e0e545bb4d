"""Merging, splitting and grading on pages; where an id leads that was merged away."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from counterclaim.desk.answering import Malformed
from counterclaim.desk.joining import write_grade
from tests.desk.desks import read_token


def send(client: TestClient, path: str, **fields: Any) -> Any:
    """Send a form of the page that holds it, as that page stands now."""
    page = client.get(path.rpartition("/")[0] + ".json").json().get("page", {})
    seen = page.get("seen", page.get("evidence", {}).get("seen", "") if "editor" in page else "")
    token = read_token(client.get("/add").text)
    return client.post(path, data={"token": token, "seen": seen, "reason": "one thing", **fields})


def page_of(client: TestClient, address: str) -> dict[str, Any]:
    page: dict[str, Any] = client.get(f"{address}.json").json()["page"]
    return page


def list_incidents(client: TestClient) -> list[str]:
    sites = page_of(client, "/incidents")["sites"]["sites"]
    return [f"/incidents/{site['anchor'].removeprefix('incident-')}" for site in sites]


def test_incidents_are_merged_split_and_both_undone(judging: TestClient) -> None:
    first, other = next(
        (one, page["joins"]["others"][0]["value"])
        for one in list_incidents(judging)
        if (page := page_of(judging, one))["joins"]["others"]
    )
    claims = [{c["id"] for c in page_of(judging, path)["evidence"]} for path in (first, f"/incidents/{other}")]
    merged = send(judging, f"{first}/merge", other=other)
    assert merged.status_code == 200
    for path in (first, f"/incidents/{other}"):
        page = page_of(judging, path)
        assert {c["id"] for c in page["evidence"]} == claims[0] | claims[1], "an old id leads to what holds it now"
    assert {option["value"] for option in page["joins"]["claims"]} == claims[0] | claims[1]
    taken = send(judging, f"/incidents/{page['id']}/split", claims=sorted(claims[1]))
    assert taken.status_code == 200
    holding = [page_of(judging, path) for path in list_incidents(judging)]
    assert claims[1] in [{c["id"] for c in page["evidence"]} for page in holding]
    for line in page_of(judging, "/audit")["lines"]:
        assert send(judging, f"/judgements/{line['id']}/withdraw").status_code == 200
    assert {c["id"] for c in page_of(judging, first)["evidence"]} == claims[0]


def test_questions_are_merged_where_they_count_the_same(judging: TestClient) -> None:
    lines = page_of(judging, "/questions")["lines"]
    path, other = next(
        (line["href"], page["joins"]["others"][0]["value"])
        for line in lines
        if (page := page_of(judging, line["href"]))["joins"]["others"]
    )
    merged = send(judging, f"{path}/merge", other=other)
    assert merged.status_code == 200
    assert page_of(judging, path)["id"] == page_of(judging, f"/questions/{other}")["id"]


def test_grades_stand_under_a_name(judging: TestClient) -> None:
    incident = list_incidents(judging)[0]
    assert send(judging, f"{incident}/grade", source="b", information="2").status_code == 200
    assert "graded “B2” by ada" in page_of(judging, incident)["graded"]
    question = page_of(judging, "/questions")["lines"][0]["href"]
    assert "contested" in send(judging, f"{question}/grade", word="contested").text
    claim = page_of(judging, incident)["evidence"][0]
    assert "grade: F6" in send(judging, f"{claim['href']}/grade", source="F", information="6").text


def test_what_the_rules_only_offer_waits_in_the_queue_and_on_the_pages_of_both(offering: TestClient) -> None:
    overview, queue = page_of(offering, "/overview"), offering.get("/review.json?kind=links").json()["page"]
    ties = [doubt["tie"] for doubt in queue["doubts"]]
    assert len(ties) == queue["links"] == overview["offered"] > 0
    assert {"incident", "question"} <= {tie["about"] for tie in ties}
    for about in ("incident", "question"):
        tie = next(tie for tie in ties if tie["about"] == about and tie["a"]["href"].startswith(f"/{about}s/"))
        page = page_of(offering, tie["a"]["href"])
        assert tie["b_id"] in {end for one in page["offered"] for end in (one["a_id"], one["b_id"])}
        if tie["b"]["href"].startswith("/incidents/"):
            assert tie["b_id"] in [option["value"] for option in page["joins"]["others"]]
    # A claim that no incident holds is offered beside one, on its own page too.
    lone, end = next((tie, end) for tie in ties for end in "ab" if tie[end]["href"].startswith("/claims/"))
    pairs = page_of(offering, lone[end]["href"])["pairs"]
    assert lone["about"] == "incident"
    assert (lone["a_id"], lone["b_id"]) in [(pair["a_id"], pair["b_id"]) for pair in pairs]


@pytest.mark.parametrize(("verdict", "about"), [("same", "incident"), ("different", "incident"), ("same", "question")])
def test_an_offered_link_is_decided_in_the_queue_and_undone(offering: TestClient, verdict: str, about: str) -> None:
    def list_links() -> list[dict[str, Any]]:
        doubts = offering.get("/review.json?kind=links").json()["page"]["doubts"]
        return [doubt["tie"] for doubt in doubts]

    before = list_links()
    # Of two wholes: a claim beside one has no page of its own there.
    tie = next(one for one in before if one["about"] == about and len(one["a_id"]) == len(one["b_id"]))
    fields = {"token": read_token(offering.get("/add").text), "other": tie["b_id"], "verdict": verdict}
    path = f"/{tie['room']}/{tie['a_id']}/relate"
    assert offering.post(path, data={**fields, "seen": tie["seen"]}).status_code == 200
    late = offering.post(path, data={**fields, "seen": tie["seen"]})
    assert (late.status_code, "judged after you opened it" in late.text) in [(409, True), (422, False)]
    after = list_links()
    assert (tie["a_id"], tie["b_id"]) not in [(one["a_id"], one["b_id"]) for one in after]
    held = [page_of(offering, f"/{about}s/{id}") for id in (tie["a_id"], tie["b_id"])]
    assert (len({page["id"] for page in held}) == 1) == (verdict == "same")
    line = page_of(offering, "/audit")["lines"][0]
    assert send(offering, f"/judgements/{line['id']}/withdraw").status_code == 200
    assert [(one["a_id"], one["b_id"]) for one in list_links()] == [(one["a_id"], one["b_id"]) for one in before]


@pytest.mark.parametrize("form", ["merge", "split", "grade", "estimate"])
def test_of_two_who_judge_a_whole_at_once_the_second_is_told(judging: TestClient, form: str) -> None:
    path = next(
        line["href"]
        for line in page_of(judging, "/questions")["lines"]
        if (joins := page_of(judging, line["href"])["joins"])["others"] and len(joins["claims"]) > 2
    )
    page = page_of(judging, path)
    fields: dict[str, Any] = {
        "merge": {"other": page["joins"]["others"][0]["value"]},
        "split": {"claims": [page["joins"]["claims"][-1]["value"]]},
        "grade": {"word": "fair"},
        "estimate": {"best": "12"},
    }[form]
    assert send(judging, f"{path}/grade", word="contested").status_code == 200
    late = send(judging, f"{path}/{form}", **fields, seen=page["seen"])
    assert (late.status_code, "judged after you opened it" in late.text) == (409, True)
    assert len(page_of(judging, "/audit")["lines"]) == 1
    assert send(judging, f"{path}/{form}", **fields).status_code == 200


@pytest.mark.parametrize(
    ("given", "grade"),
    [
        (("a", "1", ""), "A1"),
        (("", "", " fair "), "fair"),
        (("B", "", ""), None),
        (("B", "2", "fair"), None),
        (("", "", ""), None),
        (("G", "2", ""), None),
        (("B", "7", ""), None),
    ],
)
def test_a_grade_is_whole_or_none(given: tuple[str, str, str], grade: str | None) -> None:
    if grade is None:
        with pytest.raises(Malformed, match="saved"):
            write_grade(*given)
    else:
        assert write_grade(*given) == grade


@pytest.mark.parametrize(
    ("form", "fields", "status"),
    [
        ("merge", {}, 400),
        ("merge", {"other": "zzzz"}, 422),
        ("split", {}, 400),
        ("split", {"claims": ["zzzz"]}, 422),
        ("grade", {}, 400),
        ("grade", {"word": "x" * 70}, 422),
        ("merge", {"other": "zzzz", "reason": ""}, 400),
        ("grade", {"word": "fair", "token": "x"}, 403),
    ],
)
def test_what_cannot_be_done_keeps_nothing(judging: TestClient, form: str, fields: dict[str, Any], status: int) -> None:
    assert send(judging, f"{list_incidents(judging)[0]}/{form}", **fields).status_code == status
    assert page_of(judging, "/audit")["lines"] == []


def test_days_lead_to_the_page_as_it_stood(client: TestClient) -> None:
    line = page_of(client, "/questions")["lines"][0]
    days = page_of(client, line["href"])["days"]
    assert len(days) > 1
    shown = client.get(days[0]["href"])
    assert shown.status_code == 200
    assert f'value="{days[0]["value"]}" selected' in shown.text

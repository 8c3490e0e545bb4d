from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.ledger.view import open_view
from tests.desk.desks import open_desk, read_token


def post(client: TestClient, path: str, page: str, **fields: str) -> str:
    """Send a form as the page that holds it would; give the page that follows."""
    token = read_token(client.get(page).text)
    answer = client.post(path, data={"token": token, **fields})
    assert answer.status_code == 200, answer.text[:2000]
    return answer.text


def draw(client: TestClient, size: int = 3) -> None:
    post(client, "/doubles", "/doubles", name="march", size=str(size), seed="2")


def code_next(client: TestClient, **fields: str) -> str:
    item = client.get("/doubles/march/code.json").json()["page"]["item"]
    return post(client, f"/doubles/march/items/{item}", "/doubles/march/code", **fields)


def test_empty_pages_teach(empty: TestClient) -> None:
    assert "nothing to draw from yet" in empty.get("/doubles").text
    assert "Outlets come with the reports" in empty.get("/sources").text


def test_a_sample_is_coded_blind_compared_and_settled(fresh: Path) -> None:
    with open_desk(str(fresh), author="ada") as ada:
        assert "No sample yet" in ada.get("/doubles").text
        draw(ada)
        assert "Nobody has coded" not in ada.get("/doubles").text
        for _ in range(3):
            code_next(ada, kind="KILL", told="asserted", measure="killed", figure="at least 3", side="Red Front")
        assert "You have coded all of it" in ada.get("/doubles/march/code").text
    with open_desk(str(fresh), author="ben") as ben:
        page = ben.get("/doubles/march.json").json()["page"]
        assert (page["mine"], page["is_hidden"], page["differences"]) == (0, True, [])
        code_next(ben, is_claim="no")
        code_next(ben, kind="KILL", told="asserted", measure="killed", figure="3", side="red front")
        shown = ben.get("/doubles/march?reveal=true&one=ada&other=ben").text
        assert "at least 3" not in shown
        page = ben.get("/doubles/march.json?reveal=true&one=ada&other=ben").json()["page"]
        told = {line["field"]: line for line in page["fields"]}
        assert (told["is a claim"]["equal"], told["figure"]["equal"], told["whose losses"]["share"]) == (
            "1 of 2",
            "0 of 1",
            "100 %",
        )
        fields = [[choice["field"] for choice in line["choices"]] for line in page["differences"]]
        assert sorted(fields) == [["claim"], ["figure"]]
    with open_desk(str(fresh), author="cem") as cem:
        line = next(d for d in page["differences"] if d["choices"][0]["field"] == "figure")
        path = f"/doubles/march/items/{line['item']}/settle"
        about = {"one": "ada", "other": "ben", "by-figure": "ben"}
        where = "/doubles/march?reveal=true"
        settled = post(cem, path, where, **about, seen=line["seen"], reason="the words give a bare number")
        assert "edit, by cem" in settled
        late = cem.post(
            path, data={"token": read_token(cem.get(where).text), **about, "seen": line["seen"], "reason": "again"}
        )
        assert late.status_code == 409
        csv = cem.get("/doubles/march/file?what=differences&one=ada&other=ben").text
        assert "cem,edit,the words give a bare number" in csv
        assert cem.get("/doubles/march/file?what=agreement").text.startswith("sample,one,other,field,units")
        waiting = cem.get("/review.json?kind=claims").json()["page"]
        facts = {fact["name"]: fact["value"] for fact in cem.get("/overview.json").json()["page"]["facts"]}
    # What is coded for a comparison is no review: only what settled the difference is.
    assert facts["Reviewed by a person"].startswith("1 of ")
    assert waiting["judged"] == 1
    with open_view(fresh) as view:
        verdicts = [j.verdict.value for j in view.history()]
    assert sorted(verdicts) == ["code"] * 5 + ["edit"]


def test_namesakes_in_a_coding_are_buttons_that_keep_the_rest(fresh: Path) -> None:
    with open_desk(str(fresh), author="ada") as ada:
        draw(ada)
        item = ada.get("/doubles/march/code.json").json()["page"]["item"]
        path = f"/doubles/march/items/{item}"
        token = read_token(ada.get("/doubles/march/code").text)
        asked = ada.post(path, data={"token": token, "kind": "STRIKE", "place": "San José"})
        assert asked.status_code == 422
        choices = re.findall(r'name="place" value="([^"]+)"', asked.text)
        held = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
        assert len(choices) > 1
        assert held["kind"] == "STRIKE"
        assert ada.post(path, data={**held, "place": choices[0]}).status_code == 200
        assert ada.get("/doubles/march/code.json").json()["page"]["mine"] == 1


def test_who_codes_sees_neither_the_machines_values_nor_anybody_elses(fresh: Path) -> None:
    with open_desk(str(fresh), author="ada") as ada:
        draw(ada, 200)
        total = ada.get("/doubles/march.json").json()["page"]["claims"]
        for n in range(1, total + 1):
            page = ada.get(f"/doubles/march/code.json?item={n}").json()["page"]
            roles = {piece["role"] for piece in page["pieces"]}
            assert roles <= {"", "trigger", "withheld", "cut"}
            assert not {"values", "figure", "confidence", "statement"} & page.keys()
        html = ada.get("/doubles/march/code").text
        form = html.partition('<form class="edit"')[2]
        assert not re.search(r"<option[^>]* selected", form)
        code_next(ada, kind="KILL", figure="12345")
    with open_desk(str(fresh), author="ben") as ben:
        for path in (
            "/doubles",
            "/doubles/march",
            "/doubles/march/code?item=1",
            "/audit",
            "/doubles/march.json",
            "/audit.json",
        ):
            assert "12345" not in ben.get(path).text.replace(",", ""), path


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/doubles", {"name": ""}, 422),
        ("/doubles", {"name": "x", "size": "0"}, 422),
        ("/doubles/none/items/abc", {"kind": "KILL"}, 422),
        ("/doubles/none/items/abc/settle", {"by-kind": "ada", "reason": "x"}, 422),
        ("/sources", {"outlet": "X", "grade": "Z"}, 422),
        ("/sources", {"outlet": "X", "act": "remove"}, 422),
        ("/sources/table", {}, 400),
    ],
)
def test_what_is_not_understood_is_refused_in_words(
    judging: TestClient, path: str, fields: dict[str, str], status: int
) -> None:
    token = read_token(judging.get("/doubles").text)
    assert judging.post(path, data={"token": token, **fields}).status_code == status
    assert judging.post(path, data={"token": "no", **fields}).status_code in (403, 422)


def test_sources_are_entered_changed_told_apart_and_taken_along(judging: TestClient) -> None:
    page = judging.get("/sources.json").json()["page"]
    outlet = page["lines"][0]["outlet"]
    assert page["entered"] == 0
    shown = post(
        judging, "/sources", "/sources", outlet=outlet, grade="B", belonging="agency", notes="<b>x</b>", reason="known"
    )
    assert "usually reliable" in shown
    assert "&lt;b&gt;x" in shown
    line = next(one for one in judging.get("/sources.json").json()["page"]["lines"] if one["outlet"] == outlet)
    assert (line["grade"], line["belonging"], line["author"]) == ("B", "agency", "ada")
    token = read_token(judging.get("/sources").text)
    late = judging.post("/sources", data={"token": token, "outlet": outlet, "grade": "A", "seen": ""})
    assert (late.status_code, "changed after you opened it" in late.text) == (409, True)
    table = judging.get("/sources/file").text.replace(f"{outlet},agency,,B", f"{outlet},agency,,D")
    answer = judging.post(
        "/sources/table", data={"token": token}, files={"table": ("r.csv", table.encode(), "text/csv")}
    )
    assert answer.status_code == 200
    assert judging.get("/sources.json?grade=D").json()["page"]["lines"][0]["outlet"] == outlet
    seen = judging.get("/sources.json?grade=D").json()["page"]["lines"][0]["seen"]
    post(judging, "/sources", "/sources", outlet=outlet, act="remove", seen=seen)
    assert judging.get("/sources.json").json()["page"]["entered"] == 0
    assert json.loads(judging.get("/sources.json").text)["page"]["history"][0][4] == "taken out"


def test_a_question_shows_grades_beside_claims_and_ranges_that_rest_on_them(judging: TestClient) -> None:
    path = judging.get("/questions.json?sort=figures").json()["page"]["lines"][0]["href"]
    before = judging.get(f"{path}.json?sources=C").json()["page"]
    assert not before["is_graded"]
    outlet = before["evidence"][0]["outlet"]
    post(judging, "/sources", "/sources", outlet=outlet, grade="C")
    plain = judging.get(f"{path}.json").json()["page"]
    page = judging.get(f"{path}.json?sources=C").json()["page"]
    ranges = page["card"]["ranges"]
    assert plain["card"]["ranges"] == before["card"]["ranges"] == ranges[: len(before["card"]["ranges"])]
    added = ranges[len(before["card"]["ranges"]) :]
    assert added
    assert all(
        line["rule"].endswith(", sources C+") and "only sources graded C or better" in line["note"] for line in added
    )
    assert page["grades"][page["evidence"][0]["id"]]["letter"] == "C"
    assert judging.get(f"{path}.json?sources=A").json()["page"]["card"]["ranges"] == plain["card"]["ranges"]
    html = judging.get(f"{path}?sources=C").text
    assert 'title="graded C, fairly reliable, by ada"' in html
    assert judging.get(f"{path}?sources=%3Cx%3E").status_code == 200

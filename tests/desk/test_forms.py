"""Judging on pages: what a form keeps, what it refuses, what is seen at once, and that nothing of two people is lost."""

from __future__ import annotations

import csv
import io
import threading
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.desk.desks import open_desk, read_token
from tests.desk.test_adding import add


def find_claims(client: TestClient, **filters: str) -> list[str]:
    """Give the ids of claims that the search finds, newest first."""
    lines = client.get("/search.json", params=filters).json()["page"]["lines"]
    return [line["quote"]["href"].rpartition("/")[2] for line in lines]


def send(client: TestClient, path: str, **fields: str) -> Any:
    """Send a form with what its page carries: the token, and for a claim what was newest when it was shown."""
    id = path.split("/")[2]
    page = client.get(f"/claims/{id}" if path.startswith("/claims") else "/audit")
    seen = page.text.partition('name="seen" value="')[2].partition('"')[0]
    return client.post(path, data={"token": read_token(page.text) or token_of(client), "seen": seen, **fields})


def token_of(client: TestClient) -> str:
    """Give what forms of this session carry."""
    return read_token(client.get("/add").text)


def audit(client: TestClient) -> list[dict[str, Any]]:
    """Give the lines of the audit, newest first."""
    lines: list[dict[str, Any]] = client.get("/audit.json").json()["page"]["lines"]
    return lines


def test_a_figure_is_corrected_and_taken_back(judging: TestClient) -> None:
    question = next(
        line
        for line in judging.get("/questions.json").json()["page"]["lines"]
        if any(f["text"] == "331" for one in line["latest"] for f in one["figures"])
    )
    claim = next(f["href"] for one in question["latest"] for f in one["figures"] if f["text"] == "331")
    response = send(judging, f"{claim}/edit", figure="at least 313", reason="digits swapped")
    assert response.status_code == 200
    assert response.url.path == claim
    assert "Kept." in response.text
    assert "≥ 313" in judging.get(question["href"]).text
    [line] = audit(judging)
    assert (line["author"], line["reason"], line["state"]) == ("ada", "digits swapped", "stands")
    undone = judging.post(f"/judgements/{line['id']}/withdraw", data={"token": token_of(judging)})
    assert "Withdrawn." in undone.text
    assert "≥ 313" not in judging.get(question["href"]).text
    assert [line["state"] for line in audit(judging)] == [f"withdraws {line['id'][:8]}", "withdrawn by ada"]


def test_a_rejected_claim_counts_nowhere_and_stays(judging: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(judging.get("/export/view?of=questions").text)))
    claim = next(r["claim_id"] for r in rows if r["claimants"] == r["figures_given"] == r["reports"] == "1")
    before = judging.get("/questions.json").json()["page"]["paging"]["total"]
    figures = judging.get("/overview.json").json()["about"]["claims"]
    assert send(judging, f"/claims/{claim}/weigh", verdict="reject").status_code == 200
    assert "reject, by ada" in judging.get(f"/claims/{claim}").text
    assert judging.get("/questions.json").json()["page"]["paging"]["total"] < before
    assert judging.get("/overview.json").json()["about"]["claims"] == figures


def test_an_own_estimate_stands_beside_the_rules(judging: TestClient) -> None:
    line = judging.get("/questions.json").json()["page"]["lines"][0]
    token = token_of(judging)
    response = judging.post(
        f"{line['href']}/estimate", data={"token": token, "low": "100", "best": "150", "high": "331", "reason": "lists"}
    )
    assert response.status_code == 200
    assert "own estimate" in response.text
    ranges = judging.get(f"{line['href']}.json").json()["page"]["card"]
    assert [e["best"] for e in ranges["estimates"]] == ["150"]
    assert (
        judging.post(
            f"{line['href']}/estimate", data={"token": token, "low": "9", "high": "3", "reason": "x"}
        ).status_code
        == 422
    )


def test_an_own_estimate_says_so_when_newer_figures_have_come(judging: TestClient) -> None:
    line = judging.get("/questions.json").json()["page"]["lines"][0]
    fields = {"token": token_of(judging), "best": "150", "reason": "lists"}
    assert judging.post(f"{line['href']}/estimate", data=fields).status_code == 200
    (own,) = judging.get(f"{line['href']}.json").json()["page"]["card"]["estimates"]
    assert not own["is_stale"]
    told = "said on Monday that 350 Afghan Taliban fighters had been killed by Pakistan's forces since 26 February."
    add(judging, text=f"Pakistan's information minister {told}", outlet="Evening Post", published="2026-03-02")
    (own,) = judging.get(f"{line['href']}.json").json()["page"]["card"]["estimates"]
    assert own["is_stale"]
    assert '<span class="tag">out of date</span>' in judging.get(line["href"]).text


def test_two_claims_are_told_the_same_and_leave_the_queue(judging: TestClient) -> None:
    one, other = find_claims(judging, kind="KILL")[:2]
    assert send(judging, f"/claims/{one}/relate", other=other[:12], verdict="different").status_code == 200
    assert "different" in audit(judging)[0]["decision"]


def test_the_queue_gives_what_is_least_sure_and_never_what_was_judged(judging: TestClient) -> None:
    page = judging.get("/review.json?kind=claims").json()["page"]
    doubts = [float(d["claim"]["confidence"]) for d in page["doubts"]]
    assert doubts == sorted(doubts)
    first = page["doubts"][0]["claim"]["id"]
    response = send(judging, f"/claims/{first}/weigh", verdict="accept", next="/review")
    assert response.url.path == "/review"
    after = judging.get("/review.json?kind=claims").json()["page"]
    assert first not in [d["claim"]["id"] for d in after["doubts"]]
    assert after["claims"] == page["claims"] - 1
    assert after["judged"] == 1


def test_a_form_from_elsewhere_is_refused(judging: TestClient) -> None:
    [claim, *_] = find_claims(judging)
    path = f"/claims/{claim}/weigh"
    token = token_of(judging)
    assert judging.post(path, data={"verdict": "accept"}).status_code == 403
    assert judging.post(path, data={"verdict": "accept", "token": token[:-1] + "x"}).status_code == 403
    stranger = {"origin": "https://evil.example"}
    assert judging.post(path, data={"verdict": "accept", "token": token}, headers=stranger).status_code == 403
    judging.cookies.clear()
    assert judging.post(path, data={"verdict": "accept", "token": token}).status_code == 403
    assert audit(judging) == []


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_leads_back_to_the_desk_only(judging: TestClient, next: str) -> None:
    [claim, *_] = find_claims(judging)
    response = send(judging, f"/claims/{claim}/weigh", verdict="accept", next=next)
    assert response.url.host == "127.0.0.1"
    assert response.url.path == f"/claims/{claim}"


@pytest.mark.parametrize(
    ("path", "fields", "status", "told"),
    [
        ("edit", {"figure": "12"}, 400, "Say why"),
        ("edit", {"figure": "12 and 15", "reason": "x"}, 422, "no single amount"),
        ("edit", {"reason": "x"}, 422, "Nothing to correct"),
        ("edit", {"place": "Nowhereville", "reason": "x"}, 422, "no place"),
        ("weigh", {"verdict": "believe"}, 400, "accepted or rejected"),
        ("relate", {"verdict": "same", "other": "zzzzzz"}, 422, "Nothing here has an id"),
        ("relate", {"verdict": "likely", "other": "zzzzzz"}, 400, "same or different"),
    ],
)
def test_what_cannot_be_understood_is_told_and_not_kept(
    judging: TestClient, path: str, fields: dict[str, str], status: int, told: str
) -> None:
    [claim, *_] = find_claims(judging, kind="KILL")
    response = send(judging, f"/claims/{claim}/{path}", **fields)
    assert response.status_code == status
    assert told in response.text
    assert audit(judging) == []


def test_who_comes_second_is_told_and_nothing_is_lost(judging: TestClient) -> None:
    [claim, *_] = find_claims(judging)
    shown = judging.get(f"/claims/{claim}")
    form = {"token": read_token(shown.text), "seen": ""}
    path = f"/claims/{claim}/weigh"
    assert judging.post(path, data={**form, "verdict": "accept"}).status_code == 200
    second = judging.post(path, data={**form, "verdict": "reject"})
    assert second.status_code == 409
    assert "ada did" in second.text
    assert "accept" in second.text
    assert [line["decision"] for line in audit(judging)] == ["accept"]
    assert send(judging, path, verdict="reject").status_code == 200
    assert [line["decision"] for line in audit(judging)] == ["reject", "accept"]


def test_many_at_once_lose_nothing(judging: TestClient) -> None:
    claims = find_claims(judging)[:24]
    token = token_of(judging)
    done: list[int] = []

    def judge(some: list[str]) -> None:
        for claim in some:
            fields = {"token": token, "seen": "", "verdict": "accept"}
            done.append(judging.post(f"/claims/{claim}/weigh", data=fields, follow_redirects=False).status_code)

    threads = [threading.Thread(target=judge, args=(claims[i::4],)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [303] * len(claims)
    assert len(audit(judging)) == len(claims)


def test_a_judgement_is_seen_while_what_follows_is_worked_out(fresh: Any) -> None:
    with open_desk(str(fresh)) as client:
        keeper = client.app.state.keeper  # type: ignore[attr-defined] # Starlette's state
        [claim, *_] = find_claims(client)
        keeper._patience_s = 0.0
        response = send(client, f"/claims/{claim}/weigh", verdict="accept")
        assert response.status_code == 200
        assert "accept, by ada" in response.text
        keeper._patience_s = 60
        assert "moved on" not in client.get("/").text

"""Two desks, as on two machines, over one ledger in PostgreSQL."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from counterclaim.ledger.ledger import open_ledger
from tests.desk.desks import LISTS, let_in, open_desk, read_token, sign_in
from tests.ledger.conftest import postgres, server
from tests.ledger.world import put

__all__ = ["postgres", "server"]  # Fixtures.
pytestmark = pytest.mark.postgres


@pytest.fixture
def desks(postgres: str, cheap: None) -> Iterator[list[TestClient]]:
    """An owner at one desk, a reviewer at another."""
    with open_ledger(postgres) as ledger:
        for number in range(12):
            put(ledger, f"The Council said {40 + number} people were killed in Zenda.", name=f"report {number}")
    let_in(postgres)
    with open_desk(postgres) as one, open_desk(postgres) as other:
        for client, name in ((one, "Ada Owner"), (other, "Ben Coder")):
            assert sign_in(client, name).status_code == 200
        yield [one, other]
        for client in (one, other):
            client.app.state.keeper.close()  # type: ignore[attr-defined] # Starlette's state


def test_every_page_is_there(desks: list[TestClient]) -> None:
    for path in (*LISTS, "/people", "/account"):
        response = desks[0].get(path)
        assert response.status_code == 200, path
        assert "secret" not in response.text
    assert len(desks[0].get("/search.json?text=killed").json()["page"]["lines"]) == 12


def test_of_two_who_judge_one_claim_at_two_desks_one_is_kept_and_the_other_told(desks: list[TestClient]) -> None:
    lines = desks[0].get("/search.json").json()["page"]["lines"]
    claims = [line["quote"]["href"].rpartition("/")[2] for line in lines]
    tokens = [read_token(client.get("/account").text) for client in desks]
    ready = threading.Barrier(2)
    codes: dict[str, list[int]] = {claim: [] for claim in claims}

    def judge(client: TestClient, token: str) -> None:
        for claim in claims:
            ready.wait(60)
            fields = {"token": token, "seen": "", "verdict": "accept"}
            codes[claim].append(client.post(f"/claims/{claim}/weigh", data=fields, follow_redirects=False).status_code)

    threads = [threading.Thread(target=judge, args=pair) for pair in zip(desks, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {tuple(sorted(both)) for both in codes.values()} == {(303, 409)}
    for client in desks:
        kept = client.get("/audit.json").json()["page"]["lines"]
        assert len(kept) == len(claims)
        assert {line["author"] for line in kept} <= {"Ada Owner", "Ben Coder"}


def test_of_two_who_judge_one_question_at_two_desks_one_is_kept_and_the_other_told(desks: list[TestClient]) -> None:
    tokens = [read_token(client.get("/account").text) for client in desks]
    path = desks[0].get("/questions.json").json()["page"]["lines"][0]["href"]
    page = desks[0].get(f"{path}.json").json()["page"]
    out = page["joins"]["claims"][-1]["value"]
    ready, codes = threading.Barrier(2), []

    def judge(client: TestClient, token: str, form: str, fields: dict[str, str]) -> None:
        ready.wait(60)
        given = {"token": token, "seen": page["seen"], "reason": "as told", **fields}
        codes.append(client.post(f"{path}/{form}", data=given, follow_redirects=False).status_code)

    forms: list[tuple[str, dict[str, str]]] = [("estimate", {"best": "12"}), ("split", {"claims": out})]
    threads = [
        threading.Thread(target=judge, args=(client, token, *form))
        for client, token, form in zip(desks, tokens, forms, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [303, 409]
    assert len(desks[0].get("/audit.json").json()["page"]["lines"]) == 1


def test_who_is_busy_at_one_desk_is_told_at_the_other(desks: list[TestClient]) -> None:
    one, other = desks
    hers = [d["claim"]["id"] for d in one.get("/review.json?kind=claims").json()["page"]["doubts"]]
    page = other.get("/review.json?kind=claims").json()["page"]
    assert page["others"] == ["Ada Owner"]
    assert not {d["claim"]["id"] for d in page["doubts"] if not d["busy"]} & set(hers)
    assert re.search(r"Ada Owner has had this open since \d\d:\d\d UTC", other.get(f"/claims/{hers[0]}").text)


def test_who_is_removed_at_one_desk_is_out_at_the_other(desks: list[TestClient]) -> None:
    one, other = desks
    fields = {"token": read_token(one.get("/people").text), "name": "Ben Coder", "sure": "yes"}
    assert one.post("/people/remove", data=fields).status_code == 200
    assert other.get("/").url.path == "/sign-in"

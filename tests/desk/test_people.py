"""Named users at the desk: who gets in, what each role may do and sees, who signs, and who works on what."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from counterclaim.desk import people
from counterclaim.desk.attempts import PER_ACCOUNT
from counterclaim.desk.guard import COOKIE
from counterclaim.desk.people import needed
from counterclaim.records.people import Role
from tests.desk.desks import HOST, PASSWORDS, let_in, open_desk, read_token, sign_in
from tests.desk.test_app import PAGES, check_page, find_links

WRONG = "Name and password do not belong together"


FILLED = {"verdict": "same", "sure": "yes", "reason": "x", "name": "x", "again": "x", "what": "person", "days": "9"}


def guest(client: TestClient) -> TestClient:
    """Give another browser on the same desk."""
    return TestClient(client.app, base_url=HOST, follow_redirects=True)


def enter(client: TestClient, name: str) -> TestClient:
    """Give a browser in which somebody is signed in."""
    opened = guest(client)
    assert sign_in(opened, name).status_code == 200
    return opened


def first_claim(client: TestClient) -> str:
    line = client.get("/search.json?kind=KILL").json()["page"]["lines"][0]
    return str(line["quote"]["href"].rpartition("/")[2])


def weigh(client: TestClient, claim: str, verdict: str = "accept", seen: str | None = None) -> Any:
    page = client.get(f"/claims/{claim}").text
    held = page.partition('name="seen" value="')[2].partition('"')[0]
    fields = {"token": read_token(page), "seen": held if seen is None else seen, "verdict": verdict}
    return client.post(f"/claims/{claim}/weigh", data=fields)


def test_nothing_is_shown_to_whoever_is_not_signed_in(shared: TestClient) -> None:
    claim = "0" * 16
    for path in (*PAGES, "/people", "/account", "/export", "/export/file?form=csv", f"/claims/{claim}", "/nothing"):
        response = shared.get(path, follow_redirects=False)
        assert response.status_code == 303, path
        assert response.headers["location"].startswith("/sign-in"), path
    for path in ("/overview.json", "/questions.json", "/openapi.json", f"/reports/{claim}.json"):
        error = shared.get(path)
        assert error.status_code == 401, path
        assert error.headers["WWW-Authenticate"] == "Bearer"
        assert set(error.json()) == {"error"}
    for path in (f"/claims/{claim}/weigh", "/add", "/people", "/forget", "/judgements/x/withdraw", "/account/tokens"):
        assert shared.post(path, data={"token": "x"}).status_code == 401, path
    page = shared.get("/sign-in")
    check_page(page.text)
    assert "ledger.sqlite" not in page.text
    assert find_links(check_page(page.text)) <= {"/"}


def test_whoever_signs_in_gets_to_the_page_that_was_asked_for(shared: TestClient) -> None:
    asked = shared.get("/questions?measure=killed")
    assert asked.url.path == "/sign-in"
    wanted = re.search(r'name="next" value="([^"]*)"', asked.text)
    assert wanted
    assert wanted[1] == "/questions?measure=killed"
    response = sign_in(shared, "ben CODER", PASSWORDS["Ben Coder"], next=wanted[1])
    assert (response.status_code, response.url.path, response.url.query) == (200, "/questions", b"measure=killed")
    assert "Ben Coder" in response.text
    assert shared.get("/sign-in").url.path == "/"


@pytest.mark.parametrize(
    "next",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "/sign-out",
    ],
)
def test_signing_in_leads_to_no_other_site(shared: TestClient, next: str) -> None:
    response = sign_in(shared, "Ben Coder", next=next)
    assert response.status_code == 200
    assert (response.url.host, response.url.path) == ("127.0.0.1", "/")
    assert "a" not in shared.cookies


def test_a_session_is_another_one_after_signing_in_and_ends_with_signing_out(shared: TestClient) -> None:
    shared.get("/sign-in")
    before = shared.cookies[COOKIE]
    response = sign_in(shared, "Ben Coder")
    after = shared.cookies[COOKIE]
    assert before != after, "a session that somebody planted would be theirs too"
    cookie = response.history[0].headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    token = read_token(shared.get("/account").text)
    out = shared.post("/sign-out", data={"token": token})
    assert out.url.path == "/sign-in"
    shared.cookies.set(COOKIE, after)
    assert shared.get("/").url.path == "/sign-in", "the session itself has ended, not only the cookie"


def test_a_planted_session_lets_nobody_in(shared: TestClient) -> None:
    planted = "cc_" + "x" * 43
    shared.cookies.set(COOKIE, planted)
    assert shared.get("/").url.path == "/sign-in"
    assert sign_in(shared, "Ben Coder").status_code == 200
    thief = guest(shared)
    thief.cookies.set(COOKIE, planted)
    assert thief.get("/").url.path == "/sign-in"


def test_over_tls_the_cookie_is_for_tls_only(shared: TestClient) -> None:
    client = TestClient(shared.app, base_url=HOST.replace("http:", "https:"))
    assert "; Secure" in client.get("/sign-in").headers["set-cookie"]


def test_a_session_ends_after_half_a_day(shared: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(shared, "Ben Coder")

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(UTC) + people.SESSION

    monkeypatch.setattr(people, "datetime", Later)
    assert shared.get("/").url.path == "/sign-in"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ben Coder", "wrong but long enough"),
        ("nobody", PASSWORDS["Ben Coder"]),
        ("' OR '1'='1", "' OR '1'='1"),
        ("Ben Coder'; DROP TABLE desk_users; --", "x"),
        ("Ben Coder\0", PASSWORDS["Ben Coder"]),
        ("Ben\r\nSet-Cookie: a=b", "x\r\nX-Evil: 1"),
        ("b" * 200, "p" * 1000),
        ("<script>alert(1)</script>", "x"),
        ("\u202enimda", "x"),
        ("", ""),
        ("%00", "%s%n"),
        ("{{7*7}}", "${7*7}"),
    ],
)
def test_whatever_is_wrong_is_told_in_the_same_words(shared: TestClient, name: str, password: str) -> None:
    token = read_token(shared.get("/sign-in").text)
    response = shared.post("/sign-in", data={"token": token, "name": name, "password": password})
    assert response.status_code == 401
    assert WRONG in response.text
    assert COOKIE not in response.headers.get("set-cookie", "") or "cc_" not in response.headers["set-cookie"]
    assert "x-evil" not in response.headers
    assert "<script>alert" not in response.text
    assert "49" not in response.text.partition("<form")[2].partition("</form>")[0].replace(token, "")
    check_page(response.text)
    assert sign_in(shared, "Ben Coder").status_code == 200


def test_what_is_far_too_long_is_refused_before_it_costs_anything(shared: TestClient) -> None:
    token = read_token(shared.get("/sign-in").text)
    response = shared.post("/sign-in", data={"token": token, "name": "x" * 5_000_000, "password": "y" * 5_000_000})
    assert response.status_code in (400, 413, 422)
    assert "y" * 100 not in response.text


def test_too_many_attempts_are_told_how_long_to_wait_and_tell_nothing_else(shared: TestClient) -> None:
    for name in ("Ben Coder", "nobody at all"):
        answers = [sign_in(shared, name, f"wrong password {n}") for n in range(PER_ACCOUNT + 1)]
        assert [a.status_code for a in answers] == [401] * PER_ACCOUNT + [429]
        assert 800 < int(answers[-1].headers["Retry-After"]) <= 901
        assert "Too many attempts. Wait 15 minutes" in answers[-1].text
    assert sign_in(shared, "Ben Coder").status_code == 429, (
        "the right password waits too, and does not show that it is right"
    )
    assert sign_in(shared, "Cleo Reader").status_code == 200


def test_a_form_that_signs_in_is_this_browsers_own(shared: TestClient) -> None:
    fields = {"name": "Ben Coder", "password": PASSWORDS["Ben Coder"]}
    token = read_token(guest(shared).get("/sign-in").text)
    for given in ({}, {"token": ""}, {"token": token}, {"token": "ü"}):
        assert shared.post("/sign-in", data={**fields, **given}).status_code == 403
    own = read_token(shared.get("/sign-in").text)
    other = {"origin": "https://evil.example"}
    assert shared.post("/sign-in", data={**fields, "token": own}, headers=other).status_code == 403
    assert shared.post("/sign-in", data={**fields, "token": own}, headers={"origin": "null"}).status_code == 403
    assert shared.get("/").url.path == "/sign-in"


def test_every_form_of_a_session_is_refused_to_other_sites(shared: TestClient) -> None:
    client = enter(shared, "Ada Owner")
    stale = read_token(shared.get("/sign-in").text)
    routes = shared.app.routes  # type: ignore[attr-defined] # Starlette's application
    paths = {route.path for route in routes if "POST" in (getattr(route, "methods", None) or ())} - {"/sign-in"}
    assert {"/claims/{id}/weigh", "/add", "/people", "/forget", "/account/password", "/sign-out"} <= paths
    for path in sorted(paths):
        for token in ("", stale, "0" * 64):
            response = client.post(re.sub(r"\{\w+\}", "x", path), data={**FILLED, "token": token})
            assert response.status_code in (400, 403, 422), path  # Some say first what is wrong with the rest.
    assert client.get("/audit.json").json()["page"]["lines"] == []


def test_no_page_can_be_put_into_a_frame(shared: TestClient) -> None:
    for client in (shared, enter(shared, "Ben Coder")):
        for path in ("/sign-in", "/", "/account", "/nothing"):
            headers = client.get(path).headers
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "method", "role"),
    [
        ("/", "GET", Role.READER),
        ("/claims/x", "GET", Role.READER),
        ("/claims/x/weigh", "POST", Role.REVIEWER),
        ("/whatever/comes/later", "POST", Role.REVIEWER),
        ("/whatever", "DELETE", Role.REVIEWER),
        ("/export", "GET", Role.REVIEWER),
        ("/export.json", "GET", Role.REVIEWER),
        ("/export/file", "GET", Role.REVIEWER),
        ("/exported", "GET", Role.READER),
        ("/people/role", "POST", Role.OWNER),
        ("/forget", "POST", Role.OWNER),
        ("/sources", "GET", Role.READER),
        ("/sources/x", "POST", Role.OWNER),
        ("/account/tokens", "POST", Role.READER),
        ("/account/passes/0123456789ab/end", "POST", Role.READER),
        ("/account/tokens/merge", "POST", Role.REVIEWER),
        ("/account/passes/x/end/merge", "POST", Role.REVIEWER),
        ("/doubles/one/file", "GET", Role.REVIEWER),
    ],
)
def test_what_a_request_needs(path: str, method: str, role: Role) -> None:
    assert needed(path, method) is role


def test_a_reader_reads_and_is_shown_nothing_that_only_others_may(shared: TestClient) -> None:
    client = enter(shared, "Cleo Reader")
    waiting, seen = {"/"}, set()
    while waiting and len(seen) < 60:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if not response.headers["content-type"].startswith("text/html"):
            continue
        elements = check_page(response.text)
        forms = {
            e.attributes.get("action") for e in elements if e.tag == "form" and e.attributes.get("method") == "post"
        }
        assert forms <= {"/sign-out"} or path == "/account", (path, forms)
        links = find_links(elements)
        assert not [href for href in links if not Role.READER.may(needed(href.partition("?")[0], "GET"))], path
        waiting |= {href for href in links if href.count("/") == 1 or len(href) % 5 == 0} - seen
    assert any(path.startswith("/claims/") for path in seen)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("Cleo Reader", ("/add", "/review", "/export", "/export/file?form=csv", "/people", "/forget")),
        ("Ben Coder", ("/people", "/forget")),
    ],
)
def test_what_a_role_may_not_do_is_said_in_a_sentence(shared: TestClient, name: str, refused: tuple[str, ...]) -> None:
    client = enter(shared, name)
    for path in refused:
        response = client.get(path)
        assert response.status_code == 403, path
        assert f"{name}, you are a" in response.text
        check_page(response.text)
    assert client.get("/").status_code == 200
    claim = first_claim(client)
    fields = {"token": read_token(client.get("/account").text), "verdict": "accept", "seen": ""}
    judged = client.post(f"/claims/{claim}/weigh", data=fields)
    assert judged.status_code == (403 if name == "Cleo Reader" else 200)
    assert len(client.get("/audit.json").json()["page"]["lines"]) == (0 if name == "Cleo Reader" else 1)
    assert (
        client.post("/people", data={**fields, "name": "Dan", "role": "owner", "password": "x" * 20}).status_code == 403
    )


def test_judgements_are_signed_by_whoever_made_them_and_the_second_is_told_what_the_first_did(
    shared: TestClient,
) -> None:
    ada, ben = enter(shared, "Ada Owner"), enter(shared, "Ben Coder")
    claim = first_claim(ada)
    assert weigh(ben, claim, "reject").status_code == 200
    late = weigh(ada, claim, "accept", seen="")
    assert late.status_code == 409
    assert "Ben Coder did" in late.text
    assert "reject" in late.text
    assert f'href="/claims/{claim}"' in late.text
    assert weigh(ada, claim, "accept").status_code == 200
    lines = ada.get("/audit.json").json()["page"]["lines"]
    assert [(line["author"], line["decision"]) for line in lines] == [("Ada Owner", "accept"), ("Ben Coder", "reject")]
    undo = f"/judgements/{lines[1]['id']}/withdraw"
    answers = [one.post(undo, data={"token": read_token(one.get("/account").text)}).status_code for one in (ada, ben)]
    assert answers == [200, 409]


def test_two_who_open_the_queue_are_given_different_things(shared: TestClient) -> None:
    ada, ben = enter(shared, "Ada Owner"), enter(shared, "Ben Coder")

    def queue(client: TestClient) -> tuple[list[str], dict[str, Any]]:
        page = client.get("/review.json?kind=claims").json()["page"]
        return [d["claim"]["id"] for d in page["doubts"]], page

    hers, page = queue(ada)
    assert page["others"] == []
    his, page = queue(ben)
    assert not set(hers) & set(his)
    assert page["others"] == ["Ada Owner"]
    assert queue(ada)[0] == hers, "her own things stay hers"
    told = re.search(r"Ada Owner has had this open since \d\d:\d\d UTC", ben.get(f"/claims/{hers[0]}").text)
    assert told
    assert "has had this open" not in ada.get(f"/claims/{hers[0]}").text
    assert weigh(ben, hers[1]).status_code == 200, "it is a courtesy, not a lock"
    assert "has had this open" not in enter(shared, "Cleo Reader").get(f"/claims/{his[5]}").text.partition("<main")[0]


def test_a_removed_user_and_one_with_another_role_notice_at_once(shared: TestClient) -> None:
    ada, ben, cleo = enter(shared, "Ada Owner"), enter(shared, "Ben Coder"), enter(shared, "Cleo Reader")
    token = read_token(ada.get("/people").text)
    check_page(ada.get("/people").text)
    assert ada.post("/people/role", data={"token": token, "name": "Cleo Reader", "role": "reviewer"}).status_code == 200
    assert cleo.get("/review").status_code == 200
    assert ada.post("/people/remove", data={"token": token, "name": "Ben Coder"}).status_code == 400
    assert ada.post("/people/remove", data={"token": token, "name": "Ben Coder", "sure": "yes"}).status_code == 200
    assert ben.get("/").url.path == "/sign-in"
    assert sign_in(guest(shared), "Ben Coder").status_code == 401
    taken = {"token": token, "name": "ben coder", "role": "owner", "password": "a long enough one"}
    assert ada.post("/people/role", data={"token": token, "name": "Ada Owner", "role": "reader"}).status_code == 409
    assert "last owner" in ada.post("/people/role", data={"token": token, "name": "Ada Owner", "role": "reader"}).text
    assert ada.post("/people", data={**taken, "password": "short"}).status_code == 422
    assert ada.post("/people", data=taken).status_code == 200, "the same person may come back"


def test_a_password_is_changed_by_whoever_knows_the_old_one(shared: TestClient) -> None:
    ben, elsewhere = enter(shared, "Ben Coder"), enter(shared, "Ben Coder")
    fields = {"token": read_token(ben.get("/account").text), "new": "another set of words"}
    assert ben.post("/account/password", data={**fields, "old": "wrong wrong wrong"}).status_code == 400
    assert (
        ben.post("/account/password", data={**fields, "old": PASSWORDS["Ben Coder"], "new": "short"}).status_code == 422
    )
    done = ben.post("/account/password", data={**fields, "old": PASSWORDS["Ben Coder"]})
    assert done.url.path == "/account"
    assert elsewhere.get("/").url.path == "/sign-in"
    assert sign_in(guest(shared), "Ben Coder").status_code == 401
    assert sign_in(guest(shared), "Ben Coder", "another set of words").status_code == 200


def test_a_script_with_a_token_does_what_its_user_may(shared: TestClient) -> None:
    ben = enter(shared, "Ben Coder")
    fields = {"token": read_token(ben.get("/account").text), "label": "R script", "days": "30"}
    page = ben.post("/account/tokens", data=fields).text
    check_page(page)
    found = re.search(r'class="token">(cc_[\w-]+)<', page)
    assert found
    assert found[1] not in ben.get("/account").text, "it is shown once"
    script, bearer = guest(shared), {"authorization": f"Bearer {found[1]}"}
    assert script.get("/overview.json", headers=bearer).status_code == 200
    assert script.get("/export/file?form=csv", headers=bearer).status_code == 200
    claim = first_claim(ben)
    judged = script.post(f"/claims/{claim}/weigh", data={"verdict": "accept", "seen": ""}, headers=bearer)
    assert judged.status_code == 200
    assert script.get("/audit.json", headers=bearer).json()["page"]["lines"][0]["author"] == "Ben Coder"
    assert script.get("/people", headers=bearer).status_code == 403
    assert script.post("/account/tokens", data={"label": "more"}, headers=bearer).status_code == 400
    assert script.get("/overview.json", headers={"authorization": "Bearer cc_wrong"}).status_code == 401
    session = ben.cookies[COOKIE]
    assert script.get("/overview.json", headers={"authorization": f"Bearer {session}"}).status_code == 401
    script.cookies.set(COOKIE, found[1])
    assert script.get("/overview.json").status_code == 401, "a token is no session"
    id = re.search(r"/account/passes/(\w+)/end", ben.get("/account").text)
    assert id
    assert ben.post(f"/account/passes/{id[1]}/end", data=fields).status_code == 200
    assert script.get("/overview.json", headers=bearer).status_code == 401


def test_one_user_goes_over_to_many_without_a_restart(fresh: Any, cheap: None) -> None:
    with open_desk(str(fresh), author="ada") as client:
        page = client.get("/people")
        assert "You have this desk to yourself" in page.text
        check_page(page.text)
        fields = {"token": read_token(page.text), "name": "Ada", "password": "four unrelated words", "role": "reader"}
        done = client.post("/people", data=fields)
        assert done.status_code == 200
        assert "(you)" in done.text
        assert "owner" in client.get("/account").text
        assert guest(client).get("/").url.path == "/sign-in"


def test_users_made_on_the_command_line_are_noticed(fresh: Any, cheap: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_desk(str(fresh)) as client:
        assert client.get("/").status_code == 200
        let_in(str(fresh))
        monkeypatch.setattr(people, "LOOK_AGAIN_S", 0.0)
        assert client.get("/").url.path == "/sign-in"


def test_a_desk_without_users_answers_no_proxy(client: TestClient) -> None:
    for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        response = client.get("/", headers={name: "203.0.113.9"})
        assert response.status_code == 403
        assert "users add" in response.text


def test_a_shared_desk_answers_to_its_names_and_to_numbers(fresh: Any, cheap: None) -> None:
    from counterclaim.desk.app import make_app
    from counterclaim.desk.keeper import Keeper

    let_in(str(fresh))
    with Keeper(str(fresh), patience_s=60) as keeper:
        app = make_app(keeper, names=["desk.example.org"], is_shared=True)
        client = TestClient(app, base_url="http://desk.example.org")
        for host in ("desk.example.org", "DESK.example.org:443", "192.0.2.7:8765", "[2001:db8::1]", "127.0.0.1"):
            assert client.get("/sign-in", headers={"host": host}).status_code == 200, host
        for host in ("evil.example", "desk.example.org.evil.example", "[", ""):
            assert client.get("/sign-in", headers={"host": host}).status_code == 403, host
        for user in ("Cleo Reader", "Ben Coder", "Ada Owner"):
            keeper.people.remove(user, datetime.now(UTC))
        assert client.get("/sign-in").status_code == 403, "without users it answers nobody"


def test_an_owner_has_a_person_forgotten(shared: TestClient) -> None:
    ada = enter(shared, "Ada Owner")
    page = ada.get("/forget")
    check_page(page.text)
    token = read_token(page.text)
    word = ada.get("/reports.json").json()["page"]["lines"][0]["outlet"]
    fields = {"token": token, "what": "person", "name": "Kabul", "again": "Kabul", "reason": "asked on Tuesday"}
    assert ada.post("/forget", data={**fields, "again": "Kandahar"}).status_code == 400
    assert ada.post("/forget", data={**fields, "reason": " "}).status_code == 400
    done = ada.post("/forget", data=fields)
    assert done.status_code == 200
    assert "Forgotten in" in done.text
    assert ada.get("/search.json?text=Kabul").json()["page"]["paging"]["total"] == 0
    assert word

"""Actors, episodes, kept searches, and what a filtered view gives to take along."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.ledger.view import open_view
from counterclaim.pipeline.compose import tell_story
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.statement import Kind
from counterclaim.records.story import Episode, Story
from counterclaim.records.world import Period
from counterclaim.resolve.group import group
from tests.desk.desks import read_token, show_story
from tests.desk.test_teamwork import post
from tests.make import make_actor, make_claim, make_report


def test_actors_tell_what_they_claim_and_what_is_claimed_of_them(client: TestClient) -> None:
    listed = client.get("/actors.json?sort=claims").json()["page"]
    assert listed["paging"]["total"] > 10
    assert not any("[name withheld]" in line["name"] for line in listed["lines"])
    first = listed["lines"][0]
    page = client.get(first["href"] + ".json").json()["page"]
    assert page["totals"]["makes"] == first["makes"]
    assert page["totals"]["denies"] == first["denies"]
    assert client.get(first["href"]).status_code == 200
    losses = [
        loss for line in listed["lines"][:12] for loss in client.get(line["href"] + ".json").json()["page"]["losses"]
    ]
    assert losses
    assert client.get("/actors/none").status_code == 404
    assert "No such actor" in client.get("/actors?text=zzzz").text
    by_name = [line["name"].casefold() for line in client.get("/actors.json?sort=name").json()["page"]["lines"]]
    assert by_name == sorted(by_name)


def test_a_denial_is_of_whoever_denies_and_not_of_the_outlet_that_tells_of_it() -> None:
    red = make_actor("Red Front", side="Red Front")
    report = make_report("x", outlet="Morning Post")
    told = make_claim(report=report, kind=Kind.DENY, start=0, claimant="Morning Post", actor=red)
    own = make_claim(report=report, kind=Kind.DENY, start=20, claimant=red)
    nobody = make_claim(report=report, kind=Kind.DENY, start=40, claimant="Morning Post")
    story = Story(
        (report,),
        (told, own, nobody),
        group([told, own, nobody], [report]),
        reconcile(group([told, own, nobody], [report]), [told, own, nobody], [report]),
    )
    lines = {line["name"]: line for line in show_story(story).get("/actors.json").json()["page"]["lines"]}
    assert (lines["Red Front"]["denies"], lines["Red Front"]["makes"]) == (2, 0)
    assert (lines["Morning Post"]["denies"], lines["Morning Post"]["makes"]) == (0, 2)


def test_an_episode_has_map_timeline_questions_and_days(demo: Path) -> None:
    with open_view(demo) as view:
        story = tell_story(view)
    incidents = [one for one in story.resolution.incidents if one.period and one.place]
    sides = tuple(dict.fromkeys(side for one in incidents for side in one.sides))[:2]
    days = Period(date(2026, 2, 1), date(2026, 4, 1), 4)
    made = Episode("run", sides, days, tuple(one.id for one in incidents))
    client = show_story(replace(story, resolution=replace(story.resolution, episodes=(made,))))
    assert "/episodes/run" in client.get("/incidents?episode=run").text
    page = client.get("/episodes/run.json").json()["page"]
    assert page["paging"]["total"] == len(incidents)
    assert page["sites"]["timeline"]
    assert page["questions"]
    assert page["positions"]
    assert page["days"][0]["href"].startswith("/episodes/run?as_of=")
    html = client.get("/episodes/run").text
    assert len(html.encode()) < 300_000
    assert 'name="as_of"' in html
    assert client.get("/episodes/none").status_code == 404


@pytest.mark.parametrize(
    ("view", "of", "key"),
    [
        ("questions", "questions", "question_id"),
        ("incidents", "incidents", "incident_id"),
        ("search", "claims", "claim_id"),
    ],
)
def test_a_filtered_view_is_exported_as_it_is_shown(client: TestClient, view: str, of: str, key: str) -> None:
    page = client.get(f"/{view}.json?text=killed" if view != "incidents" else f"/{view}.json?text=Kandahar").json()[
        "page"
    ]
    answer = client.get(page["export_href"])
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len({row[key] for row in rows}) == page["paging"]["total"] > 0
    assert client.get(f"/export/view?of={of}&text=zzzzzz").text.count("\n") == 1
    assert client.get("/export/view?of=people").status_code == 400


def test_a_search_is_kept_for_everybody_and_taken_out_again(judging: TestClient) -> None:
    shown = post(
        judging, "/search/saved", "/search?text=killed", name=" Dead  of the week ", text="killed", measure="killed"
    )
    assert "Dead of the week" in shown
    (saved,) = judging.get("/search.json").json()["page"]["saved"]
    opened = post(judging, "/search/saved", "/search", name="Open", gap="scope", counted="true")
    assert "Left open" in opened
    kept = next(one for one in judging.get("/search.json").json()["page"]["saved"] if one["name"] == "Open")
    assert judging.get(kept["href"].replace("/search", "/search.json")).json()["page"]["filters"]["counted"] is True
    post(judging, "/search/saved", "/search", name="Open", act="remove", seen=kept["seen"])
    assert (saved["name"], saved["author"]) == ("Dead of the week", "ada")
    filters = judging.get(saved["href"].replace("/search", "/search.json")).json()["page"]["filters"]
    assert (filters["text"], filters["measure"]) == ("killed", "killed")
    token = read_token(judging.get("/search").text)
    for fields in ({"name": "x"}, {"name": "", "text": "a"}):
        assert judging.post("/search/saved", data={"token": token, **fields}).status_code == 400
    stale = judging.post(
        "/search/saved", data={"token": token, "name": saved["name"], "act": "remove", "seen": "other"}
    )
    assert stale.status_code == 409
    post(judging, "/search/saved", "/search", name=saved["name"], act="remove", seen=saved["seen"])
    assert judging.get("/search.json").json()["page"]["saved"] == []


def test_the_overview_tells_what_came_since_a_day(client: TestClient) -> None:
    news = client.get("/overview.json?since=2026-02-26").json()["page"]["news"]
    found = {title: count for title, _, count in news}
    assert found["Denials"] > 0
    assert found["First figures of a side’s own losses"] > 0
    assert all(len(links) <= 6 and len(links) <= count for _, links, count in news)
    assert all(link["text"].count("denies") == 1 for title, links, _ in news if title == "Denials" for link in links)
    later = client.get("/overview.json?since=2027-01-01").json()["page"]["news"]
    assert all(count == 0 for _, _, count in later)


def test_positions_are_told_in_time_and_each_cell_leads_to_its_wordings(client: TestClient) -> None:
    page = client.get("/positions.json").json()["page"]
    assert page["periods"] == ["27 Feb 2026", "28 Feb 2026", "1 Mar 2026"]
    assert all(len(course["cells"]) == len(page["periods"]) for course in page["courses"])
    links = [(i, link) for course in page["courses"] for i, cell in enumerate(course["cells"]) for link in cell]
    assert {i for i, _ in links} == {0, 1, 2}
    for i, link in links[:8]:
        shown = client.get(link["href"].replace("/positions?", "/positions.json?").partition("#")[0]).json()["page"]
        assert page["periods"][i] in link["words"]
        told = [said["quote"]["when"] for g in shown["groups"] for s in g["stances"] for said in s["said"]]
        assert told
        assert all(when.startswith(page["periods"][i]) for when in told)
    of_one = client.get(f"/positions.json?holder={page['courses'][0]['holder']}").json()["page"]
    assert {course["holder"] for course in of_one["courses"]} == {page["courses"][0]["holder"]}
    assert client.get("/positions?since=yesterday").status_code == 400
    assert "No such position" in client.get("/positions?until=2001-01-01").text


def test_what_is_open_is_counted_and_each_count_leads_to_its_claims(client: TestClient) -> None:
    openings = client.get("/overview.json").json()["page"]["openings"]
    assert openings[0]["figures"] == max(one["figures"] for one in openings) > 0
    assert all(one["claims"] >= one["figures"] and one["why"] for one in openings)
    for one in openings:
        for href, count in ((one["href"], one["claims"]), (one["figures_href"], one["figures"])):
            page = client.get(href.replace("/search?", "/search.json?")).json()["page"]
            assert page["paging"]["total"] == count, href
            assert page["filters"]["gap"] == one["field"]
            rows = client.get(page["export_href"]).text.count("\n") - 1 if count else 0
            assert rows >= count
    shown = client.get(openings[0]["figures_href"].replace("/search?", "/search.json?")).json()["page"]["lines"]
    assert all(line["figure"] for line in shown)
    assert client.get("/search.json?gap=nothing").json()["page"]["paging"]["total"] == 0


def test_an_incident_is_found_by_every_place_that_its_claims_name(client: TestClient) -> None:
    sites = client.get("/incidents.json?text=kabul").json()["page"]["sites"]
    assert sites["sites"]
    for site in sites["sites"]:
        assert "Kabul" in f"{site['where']} {site['also']} {site['parties']}"
    assert "Kabul" in client.get("/incidents?text=kabul").text.partition("<table")[2]

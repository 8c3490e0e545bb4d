"""The worlds are the same for a seed, say what their labels say, and the scorer counts as it is told to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bench.worlds.__main__ import measure
from bench.worlds.score import find_clashes, score_clusters
from bench.worlds.telling import Label
from bench.worlds.worlds import make_pages, make_world

from counterclaim.records.statement import FORCE


def test_clusters_of_the_textbook() -> None:
    truth = dict(zip("abcdefghijkl", "111112233333", strict=True))
    found = dict(zip("abcdefghijkl", "AAAAABBBBBBB", strict=True))
    scores = score_clusters(truth, found)
    assert scores["precision"] == pytest.approx(16 / 21 + 0.0, abs=0.001)
    assert scores["recall"] == 1
    assert scores["ceaf"] == pytest.approx(
        2 * ((1 + 10 / 12) / 2) * ((1 + 10 / 12) / 3) / ((1 + 10 / 12) * (1 / 2 + 1 / 3))
    )
    assert scores["false merges"] == 0.5


def test_a_claim_in_no_cluster_stands_alone() -> None:
    scores = score_clusters({"a": "1", "b": "1"}, {})
    assert (scores["precision"], scores["recall"], scores["false merges"]) == (1, 0.5, 0)


def say(claimant: str, number: int, day: int, *, at_least: bool = False, corrected: bool = False) -> Label:
    name = f"{claimant}/{number}/{day}"
    return Label(name, "h", "h/killed", claimant, number, corrected, False, at_least, date(2025, 9, day))


@pytest.mark.parametrize(
    ("why", "labels", "clashes"),
    [
        ("one day", [say("A", 5, 1), say("B", 9, 1)], True),
        ("the same", [say("A", 5, 1), say("B", 5, 1)], False),
        ("a later higher count", [say("A", 5, 1), say("B", 9, 4)], False),
        ("a later lower count", [say("A", 9, 1), say("B", 5, 4)], True),
        ("the lower one told again", [say("A", 5, 1), say("A", 5, 4), say("B", 9, 4)], True),
        ("at least", [say("A", 5, 1, at_least=True), say("B", 9, 1)], False),
        ("at least more", [say("A", 5, 1), say("B", 9, 1, at_least=True)], True),
        ("only the last numbers count", [say("A", 5, 1), say("A", 9, 2), say("B", 9, 2)], False),
        ("a correction is the last", [say("A", 9, 1), say("A", 5, 1, corrected=True), say("B", 5, 1)], False),
    ],
)
def test_who_truly_contradicts_whom(why: str, labels: list[Label], clashes: bool) -> None:
    assert bool(find_clashes(labels)) is clashes
    assert find_clashes(labels[::-1]) == find_clashes(labels)


def test_one_seed_is_one_world() -> None:
    assert make_world(3, 400) == make_world(3, 400)
    assert make_world(3, 400).claims != make_world(4, 400).claims


@pytest.mark.parametrize("style", ["A", "B", "C"])
def test_pages_say_what_their_labels_say(style: str) -> None:
    pages, _ = make_pages(5, 60, style)
    assert pages == make_pages(5, 60, style)[0]
    for page in pages:
        for gold in page.golds:
            sentence = page.report.text[gold.start : gold.end]
            assert sentence.endswith(".")
            assert (
                gold.printed is None
                or gold.printed < 10
                or f"{gold.printed:,}" in sentence
                or str(gold.printed) in sentence
            )
            assert gold.label.incident or gold.label.question


def test_truth_given_as_clusters_scores_full() -> None:
    world = make_world(3, 400)
    truth = {k.claim_id: k.incident or k.claim_id for k in world.labels}
    assert score_clusters(truth, truth)["f1"] == 1
    scores, _, found = measure(world)
    assert scores["incidents f1"] > 0.9
    assert 0 <= scores["contradictions recall"] <= 1
    spoiled = [replace(k, number=(k.number or 0) + 1000 * n) for n, k in enumerate(world.labels)]
    assert measure(replace(world, labels=spoiled))[0]["relations found"] < scores["relations found"]
    assert found.tallies
    assert {c.statement.kind for c in world.claims if not c.quantity} <= FORCE

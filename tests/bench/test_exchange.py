"""A stranger who has the files alone can answer them, and is scored as the product is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.worlds.__main__ import measure
from bench.worlds.exchange import read_truth, score_answers, write_pages, write_world
from bench.worlds.score import list_entries
from bench.worlds.worlds import make_pages, make_world


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_product_scored_through_files_is_the_product_scored(tmp_path: Path) -> None:
    world = make_world(5, 500)
    write_world(world, tmp_path)
    own, resolution, found = measure(world)
    answers: list[dict[str, object]] = [
        {"claim": c, "incident": i.id} for i in resolution.incidents for c in i.claim_ids
    ]
    answers += [{"claim": c, "question": q.id} for q in resolution.questions for c in q.claim_ids]
    answers += [
        {"claim": c, "relation": entry.relation.value, "to": entry.to} for c, entry in list_entries(found).items()
    ]
    answers += [{"contradiction": list(c.claim_ids)} for c in found.contradictions if c.type == "number"]
    scores = score_answers(read_truth(tmp_path), answers)
    flat = {f"{part} {name}": value for part, held in scores.items() for name, value in held.items()}
    names = ("incidents f1", "incidents ceaf", "questions f1", "relations found", "contradictions recall")
    assert [flat[n] for n in names] == pytest.approx([own[n] for n in names], abs=0.02)
    assert len(read(tmp_path / "claims.jsonl")) == len(read(tmp_path / "truth.jsonl"))


def test_a_world_of_text_gives_sentences_and_truth(tmp_path: Path) -> None:
    write_pages(make_pages(5, 20, "A")[0], tmp_path)
    reports = {row["report"]: str(row["text"]) for row in read(tmp_path / "reports.jsonl")}
    claims = read(tmp_path / "claims.jsonl")
    assert claims
    for row in claims:
        assert reports[row["report"]][int(str(row["start"])) : int(str(row["end"]))].strip()
    truth = read_truth(tmp_path)
    scores = score_answers(truth, [{"claim": k.claim_id, "incident": k.incident} for k in truth if k.incident])
    assert scores["incidents"]["f1"] == 1
    assert scores["questions"]["f1"] < 1


def test_an_answer_about_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Line 1"):
        score_answers([], [{"claim": "x", "incident": "1"}])

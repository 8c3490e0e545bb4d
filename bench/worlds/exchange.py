"""Worlds as files for any system, and the score of what it answers; nothing of this package is needed to read them.

python -m bench.worlds.exchange write FOLDER [--seed 11] [--claims 10000 | --text A|B|C --reports 150]
python -m bench.worlds.exchange score FOLDER ANSWERS

`write` makes reports.jsonl, claims.jsonl (what a system is given) and truth.jsonl (what it is not). ANSWERS is a file of
JSON lines: {"claim": id, "incident": name, "question": name, "relation": "supersedes", "to": id}, each field but the
first optional, and {"contradiction": [id, id]}. The fields are described in docs/worlds.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.worlds.pages import Page
from bench.worlds.score import Scores, find_changes, score_clashes, score_clusters
from bench.worlds.telling import Label
from bench.worlds.worlds import World, make_pages, make_world
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report

Row = dict[str, Any]


def write_world(world: World, folder: Path) -> None:
    """Write the files of a world whose claims are given."""
    claims = {c.id: c for c in world.claims}
    labels = {k.claim_id: k for k in world.labels}
    _write(folder / "reports.jsonl", (_lay_out_report(r) for r in {r.id: r for r in world.reports}.values()))
    _write(folder / "claims.jsonl", map(_lay_out_claim, claims.values()))
    _write(folder / "truth.jsonl", (_lay_out_label(labels[name]) for name in claims))


def write_pages(pages: Iterable[Page], folder: Path) -> None:
    """Write the files of a world told as text: a claim is a sentence of a report, with the number printed in it."""
    held = list({page.report.id: page for page in pages}.values())
    rows = [(_name(page, n), page.report.id, gold) for page in held for n, gold in enumerate(page.golds)]
    _write(folder / "reports.jsonl", (_lay_out_report(page.report) for page in held))
    _write(
        folder / "claims.jsonl",
        (
            {"claim": name, "report": report, "start": g.start, "end": g.end, "kind": g.kind, "number": g.printed}
            for name, report, g in rows
        ),
    )
    _write(folder / "truth.jsonl", (_lay_out_label(gold.label) | {"claim": name} for name, _, gold in rows))


def read_truth(folder: Path) -> list[Label]:
    """Give the labels of a folder."""
    return [
        Label(
            row["claim"],
            row["incident"],
            row["question"],
            row["claimant"],
            row["number"],
            row["corrected"],
            row["misprinted"],
            row["at_least"],
            date.fromisoformat(row["day"]) if row["day"] else None,
        )
        for row in _read(folder / "truth.jsonl")
    ]


def score_answers(labels: list[Label], answers: Iterable[Mapping[str, Any]]) -> dict[str, Scores]:
    """Give the scores of what a system answered, by part; a claim without an answer stands alone.

    Raises ValueError for an answer about a claim that is not in the world, or a line that holds neither.
    """
    known = {k.claim_id for k in labels}
    told: dict[str, Mapping[str, Any]] = {}
    pairs: list[tuple[str, str]] = []
    for n, answer in enumerate(answers, 1):
        named = answer.get("contradiction") or [answer.get("claim")]
        unknown = [name for name in named if name not in known]
        if unknown or len(named) > 2:
            raise ValueError(f"Line {n} of the answers names {unknown or named}, which this world does not hold.")
        if "contradiction" in answer:
            pairs.append((named[0], named[1]))
        else:
            told[named[0]] = {**told.get(named[0], {}), **answer}
    return {
        "incidents": score_clusters(
            {k.claim_id: k.incident or f"none/{k.claim_id}" for k in labels},
            {name: row["incident"] for name, row in told.items() if row.get("incident")},
        ),
        "questions": score_clusters(
            {k.claim_id: k.question for k in labels if k.question},
            {name: row["question"] for name, row in told.items() if row.get("question")},
        ),
        "relations": _score_relations(labels, told),
        "contradictions": score_clashes(labels, pairs),
    }


def _score_relations(labels: list[Label], told: Mapping[str, Mapping[str, Any]]) -> Scores:
    steps = find_changes(labels)
    right = sum(
        any(
            row.get("relation") == relation.value and row.get("to") in {k.claim_id for k in before}
            for k in after
            for row in [told.get(k.claim_id, {})]
        )
        for before, after, relation in steps
    )
    return {"found": right / len(steps) if steps else 1.0, "changes": float(len(steps))}


def _lay_out_report(report: Report) -> Row:
    published = report.published
    shown = (published.isoformat() if report.published_exact else published.date().isoformat()) if published else None
    return {
        "report": report.id,
        "outlet": report.outlet.name if report.outlet else None,
        "published": shown,
        "text": report.text,
    }


def _lay_out_claim(claim: Claim) -> Row:
    statement, quantity = claim.statement, claim.quantity
    place = next((m.place for m in claim.place if m.place), None)
    period = next((m.period for m in claim.time if m.period), None)
    return {
        "claim": claim.id,
        "report": statement.report_id,
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "kind": statement.kind.value,
        "claimant": claim.claimant.name,
        "claimant_side": claim.claimant.side,
        "attacker": next((m.span.text for m in claim.actor), None),
        "object": next((m.span.text for m in claim.object), None),
        "victim_side": claim.victim_side,
        "victim_status": claim.victim_status.value.value if claim.victim_status else None,
        "number": quantity.low if quantity else None,
        "bound": quantity.bound.value if quantity else None,
        "cumulative": statement.cumulative,
        "since": claim.scope.start.isoformat() if claim.scope.start else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "where_prec": place.where_prec if place else None,
        "from": period.start.isoformat() if period else None,
        "until": period.end.isoformat() if period else None,
        "hour": next((m.span.text for m in claim.time if m.span.text), None),
        "means": next((s.text for s in statement.means), None),
    }


def _lay_out_label(label: Label) -> Row:
    return {
        "claim": label.claim_id,
        "incident": label.incident,
        "question": label.question,
        "claimant": label.claimant,
        "number": label.number,
        "corrected": label.corrected,
        "misprinted": label.misprinted,
        "at_least": label.at_least,
        "day": label.day.isoformat() if label.day else None,
    }


def _name(page: Page, n: int) -> str:
    return f"{page.report.id}/{n}"


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("write", "score"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("answers", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--text", choices=("A", "B", "C"))
    parser.add_argument("--reports", type=int, default=150)
    options = parser.parse_args()
    if options.what == "write":
        options.folder.mkdir(parents=True, exist_ok=True)
        if options.text:
            write_pages(make_pages(options.seed, options.reports, options.text)[0], options.folder)
        else:
            write_world(make_world(options.seed, options.claims), options.folder)
        return 0
    if options.answers is None:
        parser.error("score needs the file of answers")
    try:
        found = score_answers(read_truth(options.folder), _read(options.answers))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for part, scores in found.items():
        print(f"{part:16}" + "  ".join(f"{name} {value:.4f}" for name, value in scores.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

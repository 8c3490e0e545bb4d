"""Do two reports tell of the same event? The product's own reading and linking against TF-IDF cosine, on any file of labels.

python -m bench.same_event FILE [--pairs OUT]

FILE holds JSON lines (gzip or not) with "text" and "event", and where known "outlet", "url", "title", "published". Every
pair of reports is judged. Printed are, for each way of judging: precision, recall and F1 at the threshold that is best on
this very file (which flatters every ranked way alike), average precision, and recall before the first wrong pair:

  tf-idf     cosine of the texts' words (logarithmic counts, smoothed idf)
  linked     the reports share an incident that the rules made, or are copies of one text; nothing is ranked
  offered    linked first, then by the score of the best link that is offered to a person
  claims     linked and offered first, then cosine of what the claims name: actors, places, days, figures, names
  evidence   words, title, lead, names, what claims name and tell of, links and days apart, weighed together and laid into groups
             (bench/evidence.py): learnt on four fifths of the events and judged on the rest, mean of three partings; what
             TF-IDF reaches when its threshold is chosen in the same way stands beside it

A pair that is linked although its events differ is a false merge; --pairs writes them. --without leaves out reports of an
event whose label cannot be told from another's by what happened. --contradictions FILE writes what the ledger holds to
contradict each other, with the sentences, for a person to judge: real reports on one day of one event seldom do.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from bench.evidence import LEAD_WORDS, judge_folds, lay_out_features
from counterclaim.pipeline.compose import open_workshop, read_report
from counterclaim.reading.front import report as lay_out_report
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Resolution
from counterclaim.records.text import Gathered, Report
from counterclaim.resolve.group import group

WORD = re.compile(r"[a-z]{2,}")
NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w'’-]+")
Table = np.ndarray
SEEDS = (1, 2, 3)


def load(path: Path) -> list[dict[str, object]]:
    """Give the rows of a file, gzipped or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def lay_out(row: dict[str, object]) -> Report:
    """Give the report of a row."""
    told = {k: str(row[k]) for k in ("url", "outlet", "title", "published") if row.get(k)}
    return lay_out_report(Gathered(str(row["text"]), language="en", **told))  # type: ignore[arg-type]


def compare_bags(bags: Sequence[Counter[str]]) -> Table:
    """Give the cosines of bags of words under tf-idf, one row and column a bag."""
    held = Counter(word for bag in bags for word in bag)
    place = {word: n for n, word in enumerate(sorted(held))}
    table = np.zeros((len(bags), len(place)), dtype=np.float32)
    for n, bag in enumerate(bags):
        for word, count in bag.items():
            table[n, place[word]] = (1 + math.log(count)) * (math.log((1 + len(bags)) / (1 + held[word])) + 1)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1)
    return table @ table.T


def name_claims(claims: Sequence[Claim]) -> Counter[str]:
    """Give what the claims of a report name, as a bag."""
    bag: Counter[str] = Counter()
    for claim in claims:
        actors = [m.actor for m in (*claim.actor, *claim.object, *claim.chain)] + [claim.claimant.actor]
        bag.update(f"actor {a.id}" for a in actors if a)
        bag.update(f"place {m.place.id}" for m in claim.place if m.place)
        bag.update(
            f"day {m.period.start}" for m in claim.time if m.period and (m.period.end - m.period.start).days <= 3
        )
        bag.update([f"{claim.measure} {claim.quantity.low}"] if claim.quantity and claim.quantity.low else [])
        bag.update(NAME.findall(claim.statement.evidence.text))
    return bag


def name_deeds(claims: Sequence[Claim]) -> Counter[str]:
    """Give the words for what the claims of a report tell of: what was done, to whom and with what, as a bag."""
    spans = (s for c in claims for s in (c.statement.trigger, *c.statement.object, *c.statement.means))
    return Counter(word for span in spans for word in WORD.findall(span.text.lower()))


def link(resolution: Resolution, report_of: dict[str, str], place: dict[str, int]) -> tuple[Table, Table]:
    """Give which reports are linked, and the best score of what links or is offered to link them."""
    made = np.zeros((len(place), len(place)), dtype=np.float32)
    offered = np.zeros_like(made)
    held = {i.id: {report_of[c] for c in i.claim_ids} for i in resolution.incidents}
    for reports in (*held.values(), *(set(v.report_ids) for v in resolution.syndications)):
        for a, b in combinations(sorted(place[r] for r in reports), 2):
            made[a, b] = made[b, a] = 1
    for offer in resolution.offered:
        sides = [held.get(x) or ({report_of[x]} if x in report_of else set()) for x in (offer.a, offer.b)]
        for r in sides[0]:
            for s in sides[1]:
                a, b = place[r], place[s]
                offered[a, b] = offered[b, a] = max(offered[a, b], offer.score)
    return made, offered


def judge(name: str, scores: Table, same: Table) -> str:
    """Give a line of figures for scores of pairs: a pair with score 0 is never taken for the same event."""
    order = np.argsort(-scores, kind="stable")
    # Equal scores stand and fall together.
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    ends = ends[scores[order][ends] > 0]
    right = np.cumsum(same[order])[ends]
    precision, recall = right / (ends + 1), right / same.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1.argmax()) if len(f1) else 0
    average = float((precision * np.diff(recall, prepend=0)).sum())
    clean = float(recall[precision >= 1].max(initial=0))
    found = f"{precision[best]:9.3f}{recall[best]:9.3f}{f1[best]:9.3f}" if len(f1) else f"{'':27}"
    return f"{name:10}{found}{average:9.3f}{clean:9.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pairs", type=Path, help="write the pairs that are linked although their events differ")
    parser.add_argument(
        "--without", nargs="*", default=[], metavar="EVENT", help="leave out the reports of these events"
    )
    parser.add_argument("--contradictions", type=Path, help="write the contradictions found, with their sentences")
    options = parser.parse_args()
    rows = [row for row in load(options.file) if str(row["event"]) not in options.without]
    reports = [lay_out(row) for row in rows]
    workshop = open_workshop()
    claims = [read_report(report, workshop) for report in reports]
    resolution = group([c for held in claims for c in held], reports)
    found = reconcile(resolution, [c for held in claims for c in held], reports).contradictions
    place = {report.id: n for n, report in enumerate(reports)}
    report_of = {c.id: report.id for report, held in zip(reports, claims, strict=True) for c in held}
    made, offered = link(resolution, report_of, place)
    upper = np.triu_indices(len(rows), 1)
    same = np.array([rows[a]["event"] == rows[b]["event"] for a, b in zip(*upper, strict=True)])
    words = compare_bags([Counter(WORD.findall(f"{row.get('title', '')} {row['text']}".lower())) for row in rows])
    named = compare_bags([name_claims(held) for held in claims])
    print(f"{len(rows)} reports, {len({r['event'] for r in rows})} events, {same.sum()} of {len(same)} pairs the same; "
          f"{sum(not held for held in claims)} reports without a claim")  # fmt: skip
    print(f"{'':10}{'precision':>9}{'recall':>9}{'F1':>9}{'average':>9}{'clean':>9}")
    print(judge("tf-idf", words[upper], same))
    print(judge("linked", made[upper], same))
    print(judge("offered", (made * 2 + offered)[upper], same))
    print(judge("claims", (made * 4 + offered * 2 + named)[upper], same))
    leads = compare_bags(
        [
            Counter(WORD.findall(" ".join(f"{r.get('title', '')} {r['text']}".split()[:LEAD_WORDS]).lower()))
            for r in rows
        ]
    )
    proper = compare_bags([Counter(NAME.findall(str(row["text"]))) for row in rows])
    titles = compare_bags([Counter(WORD.findall(str(row.get("title", "")).lower())) for row in rows])
    deeds = compare_bags([name_deeds(held) for held in claims])
    days = [report.day.toordinal() if report.day else None for report in reports]
    events = [row["event"] for row in rows]
    for name, tables in (
        ("tf-idf, cv", [words]),
        ("evidence", [words, titles, leads, proper, named, deeds, made, offered]),
    ):
        told = np.mean([judge_folds(lay_out_features(tables, days), events, seed) for seed in SEEDS], axis=0)
        print(f"{name:10}" + "".join(f"{value:9.3f}" for value in told))
    wrong = [(a, b) for a, b, s in zip(*upper, same, strict=True) if made[a, b] and not s]
    print(f"false merges: {len(wrong)} pairs")
    print(f"contradictions: {len(found)}")
    if options.contradictions:
        by_id = {c.id: c.statement.evidence.text for held in claims for c in held}
        sides = ({"why": c.reason, "sentences": [by_id[i] for i in c.claim_ids]} for c in found)
        options.contradictions.write_text(
            "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in sides), encoding="utf-8"
        )
    if options.pairs:
        told = (
            {"a": reports[a].id, "b": reports[b].id, "events": [rows[a]["event"], rows[b]["event"]]} for a, b in wrong
        )
        options.pairs.write_text("".join(json.dumps(pair) + "\n" for pair in told))


if __name__ == "__main__":
    main()

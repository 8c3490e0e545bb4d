"""Make worlds, put them together with the product, and print how near that comes to the truth, over several seeds.

python -m bench.worlds [--claims N] [--text A|B|C|D|E --reports N] [--seeds 11 12 13] [--json] [--cases FILE]
                       [--floors check|raise]

Without --text, claims are given; with it, reports are rendered to text in a style and read by the product. Printed
are mean, lowest and highest over the seeds. --cases writes what went wrong, a JSON line a case. --floors compares the
means with bench/worlds/floors.json (exit 1 where one fell), or raises the floors to them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from statistics import fmean

from bench.worlds import score
from bench.worlds.telling import Label
from bench.worlds.worlds import World, make_pages, make_world, read_world
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.story import Reconciliation, Resolution, TallyEntry
from counterclaim.resolve.group import group

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SEEDS = (11, 12, 13)
SLACK = {"claims": 0.002, "text": 0.03}
"""What a mean may lie below its floor: texts are read, and a reading that betters one thing may cost one figure of a few."""

FALLING = ("false merges",)
"""Scores that are better when lower."""

FLOORED = (
    "incidents f1",
    "incidents ceaf",
    "incidents false merges",
    "questions f1",
    "questions ceaf",
    "questions false merges",
    "relations found",
    "contradictions precision",
    "contradictions recall",
)


def measure(world: World) -> tuple[dict[str, float], Resolution, Reconciliation]:
    """Give every score of a world by name, with what it was found on."""
    begun = time.perf_counter()
    resolution = group(world.claims, world.reports)
    resolved = time.perf_counter()
    found = reconcile(resolution, world.claims, world.reports)
    done = time.perf_counter()
    parts = {
        "incidents": score.score_incidents(world.labels, resolution),
        "questions": score.score_questions(world.labels, resolution),
        "relations": score.score_relations(world.labels, found),
        "contradictions": score.score_contradictions(world.labels, found),
        "spreads": score.score_spreads(world.labels, world.truths, found),
        "size": {"reports": len(world.reports), "claims": len(world.claims), "offered": len(resolution.offered)},
        "seconds": {"resolve": resolved - begun, "reconcile": done - resolved},
    }
    return (
        {f"{part} {name}": value for part, scores in parts.items() for name, value in scores.items()},
        resolution,
        found,
    )


def list_cases(world: World, resolution: Resolution, found: Reconciliation) -> Iterator[dict[str, object]]:
    """Give what went wrong: claims not read, incidents that mix or are split, changes and contradictions not found."""
    text = {c.id: c.statement.evidence.text for c in world.claims}
    label = {k.claim_id: k for k in world.labels}
    for k in world.labels:
        if k.claim_id not in text:
            yield {"case": "not read", "incident": k.incident, "question": k.question, "number": k.number}
    homes: dict[str, set[str]] = {}
    for incident in resolution.incidents:
        truths = {label[c].incident or "none" for c in incident.claim_ids if c in label}
        for truth in truths - {"none"}:
            homes.setdefault(truth, set()).add(incident.id)
        if len(truths) > 1:
            told = [[label[c].incident, text[c]] for c in incident.claim_ids if c in label]
            links = [[k.score, [r.text for r in k.reasons]] for k in incident.links]
            yield {"case": "false merge", "incident": sorted(truths), "claims": told, "links": links}
    for truth, ids in sorted(homes.items()):
        if len(ids) > 1:
            yield {"case": "split", "incident": truth, "found": len(ids)}
    entries = score.list_entries(found)
    for step in score.find_changes(world.labels):
        if not score.is_found(step, entries):
            before, after, relation = step
            cause = find_cause((before, after), resolution, entries)
            told = [[str(entries[k.claim_id].relation) if k.claim_id in entries else None, k.number] for k in after]
            yield {"case": "relation", "cause": cause, "question": after[0].question, "claimant": after[0].claimant,
                   "expected": relation.value, "before": before[0].number, "found": told}  # fmt: skip
    true = score.find_clashes(world.labels)
    left = set(true)
    for contradiction in found.contradictions:
        held = [label.get(c) for c in contradiction.claim_ids]
        if contradiction.type == "number":
            pair = (held[0].question or "" if held[0] else "", frozenset(k.claimant or "" for k in held if k))
            left.discard(pair)
            if pair not in true:
                yield {"case": "false contradiction", "claims": [text[c] for c in contradiction.claim_ids],
                       "questions": [k.question if k else None for k in held], "why": contradiction.reason}  # fmt: skip
    for question, pair in sorted(left, key=str):
        yield {"case": "contradiction not found", "question": question, "claimants": sorted(pair)}


def find_cause(
    step: tuple[Sequence[Label], Sequence[Label]], resolution: Resolution, entries: Mapping[str, TallyEntry]
) -> str:
    """Say what a change was missed by: its claims not read, in no incident, in two, in two questions, or the tally itself."""
    before, after = ({k.claim_id for k in held if not k.claim_id.startswith("unread/")} for held in step)
    if not before or not after:
        return "not read"
    questions = [
        [set(q.claim_ids) for q in resolution.questions if held & set(q.claim_ids)] for held in (before, after)
    ]
    if any(q & before and q & after for q in questions[0]):
        return "tally" if (before | after) & entries.keys() else "no tally"
    if step[0][0].incident is None:
        return "two questions of a running total"
    homes = [{i.id for i in resolution.incidents if held & set(i.claim_ids)} for held in (before, after)]
    if not all(homes):
        return "no incident"
    return "one incident, two questions" if homes[0] & homes[1] else "two incidents"


def summarise(results: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, float, float]]:
    """Give mean, lowest and highest of every score."""
    return {
        name: (fmean(values), min(values), max(values))
        for name in results[0]
        for values in [[r[name] for r in results]]
    }


def digest() -> str:
    """Give a digest of generator and scorer: floors hold for this very benchmark."""
    parts = [
        p.read_bytes()
        for p in sorted(HERE.rglob("*.py"))
        if p.name not in ("__main__.py", "scale.py", "linkage.py", "exchange.py")
    ]
    return sha256(b"".join(parts)).hexdigest()[:16]


def hold_floors(key: str, means: Mapping[str, float], *, slack: float, raising: bool) -> list[str]:
    """Compare means with the floors of this run, or write them; give what fell, in words."""
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    held = floors.get(key, {})
    if not raising and held.get("digest") != digest():
        return [f"The floors of “{key}” were measured with another generator or scorer; measure again and raise them."]
    fallen = []
    new = {}
    for name in (n for n in FLOORED if n in means):
        value, floor = means[name], held.get("scores", {}).get(name)
        is_falling = name.endswith(FALLING)
        if floor is not None and (value > floor + slack if is_falling else value < floor - slack):
            fallen.append(f"{name} is {value:.4f}, the floor is {floor:.4f}")
        keep = floor is not None and held.get("digest") == digest()
        new[name] = round((min if is_falling else max)(value, floor) if keep else value, 4)
    if raising and not fallen:
        floors[key] = {"digest": digest(), "scores": new}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return fallen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--text", choices=("A", "B", "C", "D", "E"))
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--floors", choices=("check", "raise"))
    parser.add_argument(
        "--scale", action="store_true", help="how full resolution grows: python -m bench.worlds.scale --help"
    )
    options, further = parser.parse_known_args()
    if options.scale:
        return subprocess.run(
            [sys.executable, "-m", "bench.worlds.scale", *(a for a in sys.argv[1:] if a != "--scale")]
        ).returncode
    if further:
        parser.error(f"unrecognized arguments: {' '.join(further)}")
    results = []
    cases = []
    for seed in options.seeds:
        begun = time.perf_counter()
        style = options.text
        world = read_world(*make_pages(seed, options.reports, style)) if style else make_world(seed, options.claims)
        made = time.perf_counter() - begun
        found = measure(world)
        unread = sum(k.claim_id.startswith("unread/") for k in world.labels) / len(world.labels)
        results.append(found[0] | {"size not read": unread, "seconds read or made": made})
        cases += [{"seed": seed, **case} for case in list_cases(world, *found[1:])] if options.cases else []
    if options.cases:
        options.cases.write_text("".join(json.dumps(case) + "\n" for case in cases))
    summary = summarise(results)
    if options.json:
        print(json.dumps(summary, sort_keys=True))
    else:
        print(f"{'':26}{'mean':>9}{'lowest':>9}{'highest':>9}   ({len(results)} seeds)")
        for name, values in summary.items():
            print(f"{name:26}" + "".join(f"{v:9.1f}" if v > 2 else f"{v:9.4f}" for v in values))
        print(f"{'peak MiB':26}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f}")
    if options.floors:
        what = f"text {options.text}, {options.reports} reports" if options.text else f"{options.claims} claims"
        key = f"{what}, seeds {' '.join(map(str, options.seeds))}"
        # Two dozen contradictions in a text world are too few for a floor.
        means = {
            n: mean for n, (mean, _, _) in summary.items() if not (options.text and n.startswith("contradictions"))
        }
        slack = SLACK["text" if options.text else "claims"]
        fallen = hold_floors(key, means, slack=slack, raising=options.floors == "raise")
        print("\n".join(fallen) or f"Floors of “{key}”: held.")
        return 1 if fallen else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

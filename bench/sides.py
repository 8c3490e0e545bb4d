"""Measure whose side figures are credited to: labelled counted harms of real documents, read from their text.

bench/sides.py [--show] [--update]

Every row of bench/own/sides.jsonl is a counted harm with the side of whoever says it and the side of its victims
(bench/own/README.md says how they were labelled). The documents are read as `read --json` reads them, then compared:

right   the same side, or none on both
wrong   another side than the label's, or one where there is none: a figure miscredited
gap     the label has a side, the reading leaves it open
unread  the reading has no event of that kind at that trigger

Victims of no one side (label null) and speakers whose side nobody is told are left out. The floors are ceilings on
`wrong`, in bench/floors.json, and hold for the digests of texts and labels beside them; --update lowers them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.floors import Strictness, hold
from bench.reading import SHARED, SLACK
from counterclaim.normalise.composing import actor_by_id
from counterclaim.pipeline.compose import open_workshop, read_report
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.text import Report
from counterclaim.tables.load import load_states

LABELS = Path(__file__).parent / "own" / "sides.jsonl"
CLAIMS = SHARED / "data" / "claims"
VERDICTS = ("right", "wrong", "gap", "unread")


def sides_of(label: str) -> set[str | None]:
    """Give the sides, as the tables name them, that a label allows."""
    if label == "none":
        return {None}
    state = actor_by_id(f"{label.lower()}.gov", None) if label in load_states() else None
    return {state.side if state else label}


def judge(found: str | None, label: str) -> str:
    """Give right, wrong or gap. A side of an armed group is compared by the words its names share with the label."""
    if label.startswith("unnamed:"):  # armed, but of no group that is named: only a state is wrong
        return "wrong" if found is not None and found.startswith(("gov:", "Government of ")) else "right"
    if found in sides_of(label) or (
        found is not None and _folded(label) <= _folded(found, whole=True) | _initials(found)
    ):
        return "right"
    return "gap" if found is None else "wrong"


def _folded(name: str, *, whole: bool = False) -> set[str]:
    """Give the words of a name, plurals as singulars; what stands in brackets counts where the `whole` is asked for."""
    bare = name.replace("(", "").replace(")", "") if whole else re.sub(r"\(.*?\)", "", name)
    words = bare.casefold().replace("al-qaida", "al-qaeda").replace("-led", "").split()
    plain = {"us" if w in ("u.s.", "states") else w.removesuffix("s") for w in words}
    return plain - {"of", "the", "in", "united", "movement", "rebel"}


def _initials(name: str) -> set[str]:
    return {"".join(w[0] for w in re.findall(r"\w+", name) if w[0].isupper()).casefold()}


def read_documents(labels: list[dict[str, Any]]) -> Iterator[tuple[str, list[str], list[Claim]]]:
    """Read every labelled document as its sentences one a line; give its id, sentences and claims."""
    years: dict[str, Counter[int]] = defaultdict(Counter)
    for row in labels:
        years[row["d"]][row["year"]] += row["year"] is not None
    workshop = open_workshop()
    for name in ("dev", "train"):
        for line in filter(str.strip, (CLAIMS / f"{name}.texts.jsonl").read_text(encoding="utf-8").split("\n")):
            document = json.loads(line)
            if document["id"] in years:
                year = years[document["id"]].most_common(1)[0][0]
                published = datetime(year, 6, 30, tzinfo=UTC) if year else None
                report = Report(document["id"], "\n".join(document["sentences"]), published=published)
                yield document["id"], document["sentences"], list(read_report(report, workshop))


def find_claim(row: dict[str, Any], sentences: list[str], claims: list[Claim]) -> Claim | None:
    """Give the claim of the row's kind at its trigger; where two are, the one that counts the row's amount."""
    start = sum(len(s) + 1 for s in sentences[: row["s"]])
    near = [
        c
        for c in claims
        if str(c.statement.kind) == row["k"]
        and start <= c.statement.trigger.start <= start + len(sentences[row["s"]])
        and (row["t"] in c.statement.trigger.text or c.statement.trigger.text in row["t"])
    ]
    amounts = [row["n"]] if isinstance(row["n"], str) else row["n"]
    return max(near, key=lambda c: sum(n in a.text for n in amounts for a in c.statement.amounts), default=None)


def measure(labels: Path, *, show: bool) -> dict[str, float]:
    """Judge every label, print the table and give the share of wrong ones, in percent of those labelled."""
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    by_document = defaultdict(list)
    for row in rows:
        by_document[row["d"]].append(row)
    counts: Counter[tuple[str, str]] = Counter()
    for id, sentences, claims in read_documents(rows):
        for row in by_document[id]:
            claim = find_claim(row, sentences, claims)
            speaks = claim is not None and claim.claimant.basis is ClaimantBasis.SPEAKER
            found = {
                "speaker": claim.claimant.side if claim and speaks else None,
                "victims": claim.victim_side if claim else None,
            }
            for who, label in (("speaker", row["speaker_side"]), ("victims", row["victim_side"])):
                if label is None:
                    continue
                verdict = "unread" if claim is None else judge(found[who], label)
                counts[who, verdict] += 1
                if show and verdict in ("wrong", "gap"):
                    print(f"{verdict:5} {who:8} {id} {row['s']} {row['k']} {row['n']!r}: {found[who]} for {label}")
    shares = {}
    for who in ("speaker", "victims"):
        total = sum(counts[who, v] for v in VERDICTS)
        shares[who] = round(100 * counts[who, "wrong"] / total, 1)
        cells = ", ".join(f"{v} {counts[who, v]} ({counts[who, v] / total:.1%})" for v in VERDICTS)
        print(f"{who:8} {total:4} labelled: {cells}")
    return shares


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list what is wrong or left open")
    parser.add_argument("--update", action="store_true", help="lower the ceilings")
    arguments = parser.parse_args()
    texts = [CLAIMS / "dev.texts.jsonl", CLAIMS / "train.texts.jsonl"]
    if not all(t.exists() for t in texts):
        print("sides not measured: the annotated documents are not here.")
        return 0
    shares = measure(LABELS, show=arguments.show)
    files = {"dev": texts[0], "train": texts[1], "labels": LABELS}
    return 0 if hold("sides", shares, files, update=arguments.update, strictness=Strictness(SLACK, shares)) else 1


if __name__ == "__main__":
    raise SystemExit(main())

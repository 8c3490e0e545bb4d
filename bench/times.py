"""Measure how times are read: labelled expressions against the periods that `normalise` gives for the same words.

bench/times.py FILE [--show N]   any labels of the form of bench/own/times.jsonl
bench/times.py [--update]        our labels against their floors in bench/floors.json

Told are the words, the sentence's other labelled times, the day of publication and whether the sentence speaks of what
lies ahead. Printed are:

exact    both ends right, or a gap where the words tell no days
unseen   the same of labels set apart: made after the code was mended on the others
told     the same where the words tell days
day      the day right where a single one is told
wrong    days given that are not the right ones
clock    the hour right where one is told

The texts are those of TR-News, LGL, same_event and the claims; where one is missing, nothing is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from counterclaim.normalise.moments import Moments, Told
from counterclaim.reading.tokens import split_sentences
from counterclaim.records.text import Span
from counterclaim.records.world import PeriodMention

sys.path.append(str(Path(__file__).resolve().parent.parent))  # so that it runs as a file too
from bench.floors import hold
from bench.reading import SHARED

OURS = Path(__file__).resolve().parent / "own" / "times.jsonl"
DATA = SHARED / "data"
CORPORA = {
    "TR-News": DATA / "places" / "TR-News.xml.gz",
    "LGL": DATA / "places" / "lgl.xml.gz",
    "same_event": DATA / "same_event" / "reports.jsonl.gz",
    "dev": DATA / "claims" / "dev.texts.jsonl",
}
MEASURED = ("exact", "unseen", "told", "day", "clock")


@dataclass(frozen=True)
class Label:
    """One labelled time: where it stands, its half-open days (None for none), the hour where one is told."""

    id: str
    corpus: str
    doc: str
    start: int
    end: int
    published: date
    period: tuple[date, date] | None
    ahead: bool
    clock: str | None
    is_unseen: bool


def read_labels(path: Path) -> list[Label]:
    labels = []
    for row in map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").split("\n"))):
        days = row["period"] and (date.fromisoformat(row["period"][0]), date.fromisoformat(row["period"][1]))
        labels.append(
            Label(
                row["id"], row["corpus"], row["doc"], row["start"], row["end"], date.fromisoformat(row["published"]),
                days, row.get("ahead", False), row.get("clock"),
                row.get("unseen", False),
            )
        )  # fmt: skip
    return labels


def read_texts(corpus: str, path: Path) -> dict[str, str]:
    """Give the texts of a corpus by document id, as the labels count their characters."""
    if path.name.endswith(".xml.gz"):
        parser = etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True)
        tree = etree.fromstring(gzip.decompress(path.read_bytes()), parser)
        return {article.get("docid", ""): article.findtext("text") or "" for article in tree.iter("article")}
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]
    if corpus == "dev":
        return {row["id"]: "\n".join(row["sentences"]) + "\n" for row in rows}
    return {row["id"]: row["text"] for row in rows}


def resolve(text: str, labels: list[Label]) -> Iterator[tuple[Label, Span, PeriodMention]]:
    """Give each label of one text with its words and what they are resolved to."""
    stretches = split_sentences(text)
    told = {}
    for label in labels:
        stretch = next(s for s in stretches if s.start <= label.start < s.end)
        sentence = Span(stretch.start, stretch.end, text[stretch.start : stretch.end])
        told[label] = Told(Span(label.start, label.end, text[label.start : label.end]), sentence, label.ahead)
    moments = Moments(labels[0].published, told.values())
    for label, one in told.items():
        yield label, one.span, moments.resolve(one)[0]


def measure(path: Path, show: int = 0) -> dict[str, float] | None:
    """Give the figures in per cent; None, and a line that says so, where a text is missing."""
    labels = read_labels(path)
    missing = sorted({label.corpus for label in labels if not CORPORA[label.corpus].exists()})
    if missing:
        print(f"times not measured: the texts of {', '.join(missing)} are not here.")
        return None
    texts = {corpus: read_texts(corpus, CORPORA[corpus]) for corpus in sorted({label.corpus for label in labels})}
    documents: dict[tuple[str, str, date], list[Label]] = defaultdict(list)
    for label in labels:
        documents[label.corpus, label.doc, label.published].append(label)
    right: dict[str, list[bool]] = defaultdict(list)
    for (corpus, doc, _), together in documents.items():
        for label, span, mention in resolve(texts[corpus][doc], together):
            found = mention.period and (mention.period.start, mention.period.end)
            is_right = found == label.period
            right["unseen" if label.is_unseen else "exact"].append(is_right)
            right["wrong"].append(found is not None and not is_right)
            if label.period is not None:
                right["told"].append(is_right)
                if (label.period[1] - label.period[0]).days == 1:
                    right["day"].append(is_right)
            if label.clock is not None:
                right["clock"].append(mention.clock is not None and mention.clock.hour == label.clock)
            if not is_right and show > 0:
                show -= 1
                days = [" to ".join(map(str, ends)) if ends else "none" for ends in (label.period, found)]
                print(f"{label.id} {span.text!r} ({label.published:%a %d %b %Y}) tells {days[0]}, read {days[1]}")
    print(f"{len(labels)} times: " + ", ".join(f"{what} {sum(r)} of {len(r)}" for what, r in right.items()))
    return {what: round(100 * sum(r) / len(r), 1) for what, r in right.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=0, help="print so many that are read otherwise")
    parser.add_argument("--update", action="store_true", help="raise the floors of our labels")
    arguments = parser.parse_args()
    figures = measure(arguments.file or OURS, arguments.show)
    if figures is None or arguments.file is not None:
        return
    floors = {what: figures[what] for what in MEASURED}
    held = hold("times", floors, {"labels": OURS} | CORPORA, update=arguments.update)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()

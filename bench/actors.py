"""Measure how parties are resolved: labelled mentions of the dev documents, given as spans, against the tables.

bench/actors.py [TEXTS] [--labels bench/actors.tsv] [--show] [--update]

side      of the parties that a reader can tell: the side is right, or both have none
identity  of those whose body a reader can tell: the same actor
wrong     of all mentions: another actor than the label's, or one where there is none (a gap is not wrong)

bench/actors.md says how mentions are labelled. Without TEXTS the dev documents are measured against the floors in
bench/floors.json, which hold for the digests of texts and labels beside them; --update raises them. The documents are
undated, so that each source is given one day within its years.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench.floors import Strictness, hold
from bench.reading import SHARED
from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.actors import Actors, Role
from counterclaim.normalise.composing import actor_by_id
from counterclaim.records.statement import Attribution, Kind, Statement, Status, Voice
from counterclaim.records.text import Report, Span
from counterclaim.records.world import Actor

# Sets of train documents beside the dev documents; of the first and the last nobody who mends rules reads the misses.
UNSEEN = Path(__file__).with_name("actors_unseen.tsv")
OPEN = Path(__file__).with_name("actors_open.tsv")
CLOSED = Path(__file__).with_name("actors_closed.tsv")
SETS = (("unseen", UNSEEN), ("open", OPEN), ("closed", CLOSED))
DAYS = {"gmb": "2007-06-01", "re3d": "2016-06-01", "insight": "2016-06-01", "event": "2017-06-01"}
# Of single documents, the month that their events tell: a leader is only known by his office on its day.
DAYS_TOLD = {
    "gmb-00174": "2005-06-24",
    "gmb-03075": "2009-07-01",
    "gmb-03846": "2005-11-25",
    "gmb-05188": "2005-05-27",
    "gmb-05374": "2004-12-10",
    "gmb-07927": "2005-08-10",
    "re3d-6874F49C56": "2016-12-01",
    "re3d-C35F45FE7C": "2016-12-22",
    "re3d-E967805EB6": "2016-12-01",
    "event-093c655f7b04": "2017-09-15",
    "event-0c3309b31d6a": "2016-10-13",
    "event-223122915844": "2017-07-29",
    "event-2989428ad573": "2017-08-29",
    "event-3e45808466b7": "2016-10-14",
    "event-40d513a79bad": "2017-12-30",
    "event-4468c60dd028": "2018-01-01",
    "event-4a6824d75432": "2017-09-15",
    "event-544db91c72dc": "2016-07-15",
    "event-5969c18fce03": "2017-10-02",
    "event-69ad8dc45611": "2018-01-01",
    "event-73434a97d102": "2016-07-15",
    "event-856d5e49e63d": "2017-10-02",
    "event-88167f71dba9": "2017-08-29",
    "event-f647e6bff66f": "2016-10-13",
    "gmb-00299": "2010-09-28",
    "gmb-01097": "2008-03-01",
    "gmb-02119": "2005-10-19",
    "gmb-03383": "2005-04-17",
    "gmb-03616": "2005-11-30",
    "gmb-04229": "2004-11-25",
    "gmb-05275": "2010-08-22",
    "gmb-06235": "2006-03-04",
    "gmb-06796": "2004-12-07",
    "gmb-06886": "2004-12-05",
    "insight-0160": "2012-08-01",
    "insight-0248": "2011-05-05",
    "insight-0364": "2011-06-01",
    "re3d-189862CF0A": "2016-10-22",
    "re3d-7148F3D092": "2014-12-03",
    "re3d-821F5BBD9F": "2016-11-24",
    "re3d-C66A9E77E1": "2015-11-13",
    "re3d-D52939C747": "2017-02-06",
}
LABELS = Path(__file__).with_name("actors.tsv")
# Points that a newer gazetteer may cost: a handful of mentions hang on where one place lies.
SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """One party of a mention: the ids that are right (none where only the side is told) and its side.

    `is_told` is False where a reader can tell no party.
    """

    ids: frozenset[str]
    side: str | None
    is_told: bool


def read_label(cell: str, day: date | None) -> Label:
    """Read one part of a label cell as bench/actors.md describes it."""
    if cell in ("-", "?"):
        return Label(frozenset(), None, is_told=False)
    ids, has_side, side = cell.lstrip("~").partition("=")
    sides = [actor.side for id in ids.split("/") if (actor := _find_actor(id, day)) is not None]
    own = side if has_side else next(iter(sides), None)
    return Label(frozenset() if cell.startswith("~") else frozenset(ids.split("/")), own, is_told=True)


def _find_actor(id: str, day: date | None) -> Actor | None:
    try:
        return actor_by_id(id, day)
    except KeyError:  # the tables lack it
        return None


def make_report(id: str, sentences: list[str]) -> Report:
    """Give a document as a report, its sentences one a line."""
    day = DAYS_TOLD.get(id) or DAYS.get(id.partition("-")[0])
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Report(id, "\n".join(sentences), published=published)


def cut(sentence: Span, start: int, end: int) -> Span:
    """Give the span of a sentence's characters [start, end)."""
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])


def make_statement(kind: str, sentence: Span, speaker: Span | None) -> Statement:
    """Give what the annotation tells of a mention's statement: its kind and who is credited."""
    source = Attribution(Voice.SPEAKER, speaker) if speaker else Attribution()
    return Statement("", "", Kind(kind), Status.ASSERTED, 1.0, sentence, sentence, source=source)


def count_mention(found: Sequence[Actor | None], labels: Sequence[Label], counts: Counter[str]) -> str:
    """Count one mention against its labels; give what is not right about it, "" where nothing is.

    Parts are compared in order; where the words were parted otherwise, each label looks for its own among them.
    """
    left = list(found)
    missed = wrong = 0
    for at, label in enumerate(labels):
        if len(found) == len(labels):
            own = found[at]
        else:
            own = next((actor for actor in left if actor is not None and actor.id in label.ids), None)
        if own is not None and own in left:
            left.remove(own)
        counts["side told"] += label.is_told
        counts["identity told"] += bool(label.ids)
        if own is None:
            missed += label.is_told
            continue
        has_side = label.is_told and (own.id in label.ids or own.side == label.side)
        is_same = has_side if label.is_told and not label.ids else own.id in label.ids
        counts["side"] += has_side
        counts["identity"] += own.id in label.ids
        wrong += not is_same
    if len(found) != len(labels):
        wrong += sum(actor is not None for actor in left)
    counts["mentions"] += max(len(labels), 1)
    counts["wrong"] += wrong
    return "wrong" if wrong else "gap" if missed else ""


def measure(texts: Path, labels: Path, *, show: bool = False) -> dict[str, float]:
    """Resolve every labelled mention, print the table and give the percentages."""
    documents = {d["id"]: d["sentences"] for d in map(json.loads, texts.open(encoding="utf-8"))}
    rows = [line.split("\t") for line in labels.read_text(encoding="utf-8").splitlines()[1:]]
    atlas, actors, counts = Atlas(), dict[str, Actors](), Counter[str]()
    surely: dict[float, list[int]] = {}
    started = time.perf_counter()
    for document, number, start, end, role, wanted, kind, speaker in rows:
        sentences = documents[document]
        if document not in actors:
            actors[document] = Actors(make_report(document, sentences), (), atlas)
        offset = sum(len(s) + 1 for s in sentences[: int(number)])
        sentence = Span(offset, offset + len(sentences[int(number)]), sentences[int(number)])
        span = cut(sentence, int(start), int(end))
        source = cut(sentence, *map(int, speaker.split("-"))) if speaker else None
        found = actors[document].resolve(span, Role(role), make_statement(kind, sentence, source)).mentions
        own = [m.actor for m in found]
        day = actors[document].report.day
        fault = count_mention(own, [read_label(cell, day) for cell in wanted.split("|")], counts)
        told = [m.sure for m in found if m.actor is not None]
        if told:
            surely.setdefault(min(told), []).append(fault != "wrong")
        if show and fault:
            print(fault, document, number, role, repr(span.text), "|".join(a.id if a else "-" for a in own), wanted)
    seconds = time.perf_counter() - started
    print(f"{len(rows)} mentions in {len(actors)} documents; {counts['side told']} parties that a reader can tell")
    of = {"side": counts["side told"], "identity": counts["identity told"], "wrong": counts["mentions"]}
    for what, total in of.items():
        print(f"{what:8} {counts[what]:4} of {total:4}  {counts[what] / total:6.1%}")
    for sure, right in sorted(surely.items()):
        print(f"sure to {sure:.2f}: {sum(right)} of {len(right)} mentions without a wrong actor")
    print(f"{1000 * seconds / len(actors):.1f} ms a document")
    return {what: round(100 * counts[what] / total, 1) for what, total in of.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument(
        "--show", action="store_true", help="print what is not right, but of sets that nobody looks into"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors")
    arguments = parser.parse_args()
    texts = arguments.texts or SHARED / "data" / "claims" / "dev.texts.jsonl"
    if not texts.exists():
        print("actors not measured: the dev documents are not here.")
        return 0
    percent = measure(texts, arguments.labels, show=arguments.show)
    if arguments.texts is not None or arguments.labels != LABELS:
        return 0
    files = {"texts": texts, "labels": LABELS}
    train = SHARED / "data" / "claims" / "train.texts.jsonl"
    for name, own in SETS if train.exists() else ():
        print(f"{name}:")
        found = measure(train, own, show=arguments.show and own is OPEN)
        percent |= {f"{name} {what}": value for what, value in found.items()}
        files |= {"train": train, name: own}
    strictness = Strictness(SLACK, ("wrong", *(f"{name} wrong" for name, _ in SETS)))
    return 0 if hold("actors", percent, files, update=arguments.update, strictness=strictness) else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Measure how parties are resolved: labelled mentions of the dev documents, given as spans, against the tables.

bench/actors.py TEXTS [--labels bench/actors.tsv] [--show]

side      of the mentions whose party a reader can tell: the side is right, or both have none
identity  the same actor
wrong     another actor than the label's, or one where there is none (a gap is not wrong)

Labels hold actor ids by document, sentence and offsets, no text: "-" no party (things, places, unnamed people),
"?" the document does not tell. One reader made them, after a first version of the rules; nobody has read them blind.
The documents are undated, so that each source is given one day within its years.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.actors import Actors, Role
from counterclaim.normalise.composing import actor_by_id
from counterclaim.records.statement import Attribution, Kind, Statement, Status, Voice
from counterclaim.records.text import Report, Span

DAYS = {"gmb": "2007-06-01", "re3d": "2016-06-01", "insight": "2016-06-01", "event": "2017-06-01"}


def make_report(id: str, sentences: list[str]) -> Report:
    """Give a document as a report, its sentences one a line."""
    day = DAYS.get(id.partition("-")[0])
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Report(id, "\n".join(sentences), published=published)


def cut(sentence: Span, start: int, end: int) -> Span:
    """Give the span of a sentence's characters [start, end)."""
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])


def make_statement(kind: str, sentence: Span, speaker: Span | None) -> Statement:
    """Give what the annotation tells of a mention's statement: its kind and who is credited."""
    source = Attribution(Voice.SPEAKER, speaker) if speaker else Attribution()
    return Statement("", "", Kind(kind), Status.ASSERTED, 1.0, sentence, sentence, source=source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--labels", type=Path, default=Path(__file__).with_name("actors.tsv"))
    parser.add_argument("--show", action="store_true", help="print every mention that is not right")
    arguments = parser.parse_args()
    documents = {d["id"]: d["sentences"] for d in map(json.loads, arguments.texts.open(encoding="utf-8"))}
    labels = [line.split("\t") for line in arguments.labels.read_text(encoding="utf-8").splitlines()[1:]]
    atlas, actors, counts = Atlas(), dict[str, Actors](), defaultdict[str, int](int)
    started = time.perf_counter()
    for document, number, start, end, role, wanted, kind, speaker in labels:
        sentences = documents[document]
        if document not in actors:
            actors[document] = Actors(make_report(document, sentences), (), atlas)
        offset = sum(len(s) + 1 for s in sentences[: int(number)])
        sentence = Span(offset, offset + len(sentences[int(number)]), sentences[int(number)])
        span = cut(sentence, int(start), int(end))
        source = cut(sentence, *map(int, speaker.split("-"))) if speaker else None
        found = actors[document].resolve(span, Role(role), make_statement(kind, sentence, source)).mentions
        day = actors[document].report.day
        pairs = list(zip(found, wanted.split("|"), strict=False)) if len(found) == wanted.count("|") + 1 else []
        counts["mentions split otherwise"] += not pairs
        for mention, label in pairs:
            is_wrong = count_mention(
                (mention.actor.id, mention.actor.side) if mention.actor else None, label, day, counts
            )
            if arguments.show and is_wrong:
                print(document, number, role, repr(span.text), mention.actor and mention.actor.id, label, is_wrong)
    print_counts(counts, time.perf_counter() - started, len(actors))


def count_mention(found: tuple[str, str | None] | None, label: str, day: date | None, counts: dict[str, int]) -> str:
    """Count one mention against its label; give what is not right about it, "" where nothing is."""
    if label == "?":
        counts["cannot be told"] += 1
        counts["wrong"] += found is not None
        return "wrong" if found else ""
    if label == "-":
        counts["no party"] += 1
        counts["wrong"] += found is not None
        return "wrong" if found else ""
    actor = actor_by_id(label, day)
    counts["party told"] += 1
    if found is None:
        return "gap"
    counts["identity right"] += found[0] == label
    counts["side right"] += actor is not None and found[1] == actor.side
    counts["wrong"] += found[0] != label
    return "" if found[0] == label else "wrong"


def print_counts(counts: dict[str, int], seconds: float, documents: int) -> None:
    """Print the table."""
    told, every = counts["party told"], counts["party told"] + counts["no party"] + counts["cannot be told"]
    print(f"{every} mentions in {documents} documents, of which {told} name a party that a reader can tell")
    print(f"side right      {counts['side right']:4} of {told}  {counts['side right'] / told:6.1%}")
    print(f"identity right  {counts['identity right']:4} of {told}  {counts['identity right'] / told:6.1%}")
    print(f"wrong           {counts['wrong']:4} of {every}  {counts['wrong'] / every:6.1%}")
    print(f"split otherwise {counts['mentions split otherwise']:4}")
    print(f"{1000 * seconds / documents:.1f} ms a document")


if __name__ == "__main__":
    main()

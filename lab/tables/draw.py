"""Draw mentions of parties to label: spans that the annotation gives as actor, object or speaker, by seed.

python -m lab.tables.draw TEXTS ANNOTATION --count 480 --seed 7 [--known bench/actors.tsv] [-o DRAWN.tsv] > sheet.txt

The sheet shows each document with its numbered mentions, for a person to label; DRAWN.tsv takes the form of
bench/actors.tsv with an empty cell for the label. What --known holds is not drawn again. No label is shown.
--among lab/set_aside.txt draws from those documents alone, --documents 60 from that many of them, --each 6 at most so
many of one document; bare pronouns are left out.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.words import key_words

_ROLES = (("a", "actor"), ("o", "object"), ("s", "speaker"))
Mention = tuple[str, int, int, int, str, str, str]


def _texts(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def find_mentions(annotation: Path, sentences: dict[str, list[str]]) -> Iterator[Mention]:
    """Give each annotated mention once: document, sentence, start, end, role, kind, the speaker's offsets."""
    seen = set()
    for line in filter(None, annotation.read_text(encoding="utf-8").split("\n")):
        entry = json.loads(line)
        sentence = sentences[entry["d"]][entry["s"]]
        for event in entry["e"]:
            speaker = _texts(event.get("s"))
            at = sentence.find(speaker[0]) if speaker else -1
            for key, role in _ROLES:
                for text in _texts(event.get(key)):
                    start = sentence.find(text)
                    place = (entry["d"], entry["s"], start, start + len(text), role)
                    if start >= 0 and place not in seen:
                        seen.add(place)
                        credited = f"{at}-{at + len(speaker[0])}" if at >= 0 and role != "speaker" else ""
                        yield *place, event["k"], credited


def choose(mentions: list[Mention], *, documents: int, each: int, count: int, seed: int) -> list[Mention]:
    """Give `count` of the mentions at most, of `documents` documents and `each` of one; 0 sets no limit."""
    draw = random.Random(seed)
    by_document = defaultdict[str, list[Mention]](list)
    for mention in mentions:
        by_document[mention[0]].append(mention)
    names = sorted(by_document)
    chosen = draw.sample(names, min(documents or len(names), len(names)))
    found = [m for d in sorted(chosen) for m in draw.sample(by_document[d], min(each or 10**6, len(by_document[d])))]
    return sorted(draw.sample(found, min(count, len(found))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("annotation", type=Path)
    parser.add_argument("--count", type=int, default=480)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--known", type=Path, help="labels that there are already")
    parser.add_argument("--among", type=Path, help="names of the documents to draw from")
    parser.add_argument("--documents", type=int, default=0, help="how many documents")
    parser.add_argument("--each", type=int, default=0, help="at most so many mentions of one document")
    parser.add_argument("-o", "--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = arguments.texts.read_text(encoding="utf-8").split("\n")
    sentences = {d["id"]: d["sentences"] for d in map(json.loads, filter(None, lines))}
    known = set()
    if arguments.known:
        rows = [line.split("\t") for line in arguments.known.read_text(encoding="utf-8").splitlines()[1:]]
        known = {(r[0], int(r[1]), int(r[2]), int(r[3]), r[4]) for r in rows}
    mentions = [m for m in find_mentions(arguments.annotation, sentences) if m[:5] not in known]
    if arguments.among:
        among = set(arguments.among.read_text(encoding="utf-8").split())
        pronouns = role_words("pronoun")
        mentions = [m for m in mentions if m[0] in among]
        mentions = [m for m in mentions if not set(key_words(sentences[m[0]][m[1]][m[2] : m[3]])) <= pronouns]
        drawn = choose(
            mentions,
            documents=arguments.documents,
            each=arguments.each,
            count=arguments.count,
            seed=arguments.seed,
        )
    else:
        drawn = sorted(random.Random(arguments.seed).sample(mentions, min(arguments.count, len(mentions))))
    with arguments.out.open("w", encoding="utf-8") as out:
        out.write("document\tsentence\tstart\tend\trole\tactors\tkind\tspeaker\n")
        for document, number, start, end, role, kind, credited in drawn:
            out.write(f"{document}\t{number}\t{start}\t{end}\t{role}\t\t{kind}\t{credited}\n")
    by_document = defaultdict[str, list[tuple[int, Mention]]](list)
    for row, mention in enumerate(drawn, 1):
        by_document[mention[0]].append((row, mention))
    for document, own in by_document.items():
        print(f"== {document}")
        for number, sentence in enumerate(sentences[document]):
            print(f"  [{number}] {sentence}")
            for row, mention in own:
                if mention[1] == number:
                    print(f"    {row} {mention[4]} {mention[5]}: {sentence[mention[2] : mention[3]]}")


if __name__ == "__main__":
    main()

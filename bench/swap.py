"""Symmetry of the reader: exchange the names of two sides in a sentence, and the reading must exchange them and nothing else.

python bench/swap.py [--pairs 500] [--show N]

Sentences are our own (bench/own and lab/annotations): those that name two countries. Each is read as it stands and with
the two countries' names, peoples and capitals exchanged; the pair is right when both readings hold the same events with
the same roles, word for word after exchanging back. Where sentences run out they are used again with other countries.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from counterclaim.pipeline.compose import open_workshop
from counterclaim.reading.read import read
from counterclaim.records.statement import Statement
from counterclaim.records.text import Report

HERE = Path(__file__).resolve().parent
FLOOR = 97.0
# country, people, capital: single words, so that both sentences have the same shape.
NAMES = [row.split() for row in (HERE / "swap.txt").read_text(encoding="utf-8").split("\n") if row]
FORMS = {name: (n, form) for n, row in enumerate(NAMES) for form, name in enumerate(row)}
PATTERN = re.compile(r"\b(?:([Aa]n?) )?(" + "|".join(sorted(FORMS, key=len, reverse=True)) + r")(s?)\b")


def exchange(text: str, mapping: dict[int, int]) -> str:
    """Give the text with the names of some countries replaced form by form, articles following the new name's sound."""

    def put(match: re.Match[str]) -> str:
        country, form = FORMS[match[2]]
        name = NAMES[mapping.get(country, country)][form] + match[3]
        if not match[1]:
            return name
        article = match[1][0] + ("n" if name[0] in "AEIO" else "")
        return f"{article} {name}"

    return PATTERN.sub(put, text)


def countries(text: str) -> list[int]:
    """Give the countries that a sentence names, in order of appearance."""
    return list(dict.fromkeys(FORMS[m[2]][0] for m in PATTERN.finditer(text)))


def our_sentences() -> list[str]:
    """Give all sentences of our own, without repeats, in file order."""
    files = [HERE / "own" / "texts.jsonl", *sorted((HERE.parent / "lab" / "annotations").glob("own-*.texts.jsonl"))]
    lines = (line for file in files for line in file.read_text(encoding="utf-8").split("\n") if line)
    return list(dict.fromkeys(s for line in lines for s in json.loads(line)["sentences"]))


def make_pairs(wanted: int) -> Iterator[tuple[str, str, dict[int, int]]]:
    """Give (sentence, exchanged sentence, the exchange) until there are enough; the draw has a fixed seed."""
    rng = random.Random(1)
    suited = [(s, c[:2]) for s in our_sentences() if len(c := countries(s)) >= 2]
    made = 0
    for again in range(20):
        for sentence, (a, b) in suited:
            if again:
                others = rng.sample(sorted(set(range(len(NAMES))) - set(countries(sentence))), 2)
                sentence = exchange(sentence, {a: others[0], b: others[1]})
                a, b = others
            if made == wanted:
                return
            made += 1
            yield sentence, exchange(sentence, {a: b, b: a}), {a: b, b: a}


def shape(statement: Statement, mapping: dict[int, int]) -> tuple[object, ...]:
    """Give what a statement says, with the names exchanged back and articles levelled."""

    def words(text: str) -> str:
        return re.sub(r"\b([Aa])n\b", r"\1", exchange(text, mapping))

    source = statement.source
    roles = tuple(
        tuple(words(s.text) for s in spans)
        for spans in (
            statement.actor,
            statement.object,
            statement.amounts,
            statement.place,
            statement.time,
            statement.means,
        )
    )
    said = tuple(words(s.text) if s else None for s in (source.speaker, source.cue, source.via))
    return statement.kind, statement.status, words(statement.trigger.text), roles, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--show", type=int, default=0, help="print so many pairs that differ")
    arguments = parser.parse_args()
    encoder = open_workshop().encoder
    right = whole = same_events = 0
    for one, other, mapping in make_pairs(arguments.pairs):
        first = [shape(s, {}) for s in read(Report("one", one), encoder)]
        second = [shape(s, mapping) for s in read(Report("other", other), encoder)]
        whole += 1
        right += first == second
        same_events += [s[:3] for s in first] == [s[:3] for s in second]
        if first != second and arguments.show:
            arguments.show -= 1
            print(
                one,
                *(f"  - {a}" for a in first if a not in second),
                *(f"  + {b}" for b in second if b not in first),
                sep="\n",
            )
    share = 100 * right / whole
    print(
        f"side swap: {right} of {whole} pairs read alike in every role ({share:.1f} %), "
        f"events alike in {100 * same_events / whole:.1f} %; floor {FLOOR} %"
    )
    return int(share < FLOOR)


if __name__ == "__main__":
    raise SystemExit(main())

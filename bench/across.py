"""Measures speakers and antecedents carried over sentences: python bench/across.py [CASES.jsonl] [--errors] [--reader]

Each case gives a text and a place in it. "speaker": who is credited with the event named there. "antecedent": what the
mention there stands for. The rules work on the text alone: a statement with nothing but its trigger is attributed.
With --reader the shipped network reads the text first, and the statement whose trigger stands at the place is judged;
where it finds none the case is "unread".
Right: the expected words, or words around them that add no more than a title or a place; where nothing is expected,
nothing. Wrong: any other answer. The rest are gaps.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from counterclaim.reading.attribution import attribute
from counterclaim.reading.scene import set_scene
from counterclaim.reading.tokens import split_sentences
from counterclaim.records.statement import Kind, Statement, Status
from counterclaim.records.text import Report, Span

CASES = Path(__file__).parent / "own" / "across.jsonl"


def find_speaker(text: str, at: int, word: str) -> Span | None:
    """Give whom the rules credit with the event at `at`, by what the speaker's words stand for; None for a gap or own voice."""
    report = Report("bench", text)
    sentences = split_sentences(text)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    evidence = Span(sentence.start, sentence.end, text[sentence.start : sentence.end])
    trigger = Span(at, at + len(word), word)
    statement = Statement("s", "bench", Kind.KILL, Status.ASSERTED, 1.0, evidence, trigger)
    (found,) = attribute(report, sentences, [statement])
    return find_bearer(found)


def find_bearer(found: Statement) -> Span | None:
    """Give whom a statement credits: what its speaker's words stand for, else the speaker; None for a gap or own voice."""
    speaker = found.source.speaker
    if speaker is None:
        return None
    inside = [
        link for link in found.stands_for if speaker.start <= link.mention.start and link.mention.end <= speaker.end
    ]
    heads = [link for link in inside if link.mention.end == speaker.end or link.mention.start == speaker.start]
    return heads[-1].antecedent if heads else speaker


def read_speaker(text: str, at: int, word: str) -> Span | None:
    """Give whom the whole reader credits with the event at `at`. Raises LookupError where it finds no event there."""
    from counterclaim.pipeline.compose import open_workshop
    from counterclaim.reading.read import read

    statements = read(Report("bench", text), open_workshop().encoder)
    near = [s for s in statements if s.trigger.start < at + len(word) and at < s.trigger.end]
    if not near:
        raise LookupError(at)
    return find_bearer(near[0])


def find_antecedent(text: str, at: int, word: str) -> Span | None:
    """Give what the mention at `at` stands for, None for a gap."""
    links = set_scene(text, split_sentences(text)).reference.within(Span(at, at + len(word), word))
    return links[-1].antecedent if links else None


def judge(found: Span | None, expected: dict[str, int | str] | None) -> str:
    """Give right, wrong or gap."""
    if expected is None:
        return "right" if found is None else "wrong"
    if found is None:
        return "gap"
    start, words = int(expected["start"]), str(expected["text"])
    end = start + len(words)
    overlap = min(found.end, end) - max(found.start, start)
    shorter = min(found.end - found.start, end - start)
    inside = overlap == shorter and (found.start <= start or 2 * overlap >= end - start)
    return "right" if inside and len(found.text.split()) <= len(words.split()) + 5 else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="?", default=CASES, type=Path)
    parser.add_argument("--errors", action="store_true", help="list the cases that are not right, without their text")
    parser.add_argument("--reader", action="store_true", help="let the shipped network read first; speakers only")
    parser.add_argument("--only", default="", help="first-last case, as 61-157")
    options = parser.parse_args()
    cases = [json.loads(line) for line in options.cases.read_text(encoding="utf-8").splitlines()]
    if options.only:
        first, last = map(int, options.only.split("-"))
        cases = cases[first - 1 : last]
    totals: Counter[tuple[str, str]] = Counter()
    for case in cases:
        speaks = case["type"] == "speaker"
        if options.reader and not speaks:
            continue
        find = find_antecedent if not speaks else read_speaker if options.reader else find_speaker
        try:
            verdict = judge(find(case["text"], case["at"], case["word"]), case["expect"])
        except LookupError:
            verdict = "unread"
        group = f"{case['type']}{' trap' if case['trap'] else ''}"
        totals[group, verdict] += 1
        totals["all", verdict] += 1
        if options.errors and verdict != "right":
            print(f"{case['id']}  {verdict:5}  {group:16}  {case['why']}")
    verdicts = ("right", "wrong", "gap", *(("unread",) if options.reader else ()))
    print(f"{'':18}{'cases':>6}" + "".join(f"{v:>9}" for v in verdicts))
    for group in sorted({g for g, _ in totals}, key=lambda g: (g == "all", g)):
        n = sum(totals[group, v] for v in verdicts)
        shares = "".join(f"{100 * totals[group, v] / n:8.1f}%" for v in verdicts)
        print(f"{group:18}{n:6}{shares}")


if __name__ == "__main__":
    main()

"""Measure what a reader of the ledger would see: figures of whole reports, with speaker, side, victims, place and day.

bench/field.py [--show] [--update] [--only first|second]

The reports and their labels are our own (bench/field/README.md): a first dozen, and a second set in other styles.
Every report is read alone, as `read --json` reads it.
A label is found where a claim counts its measure inside its words; then each field that the label asks for is

right   as the label says
wrong   something else, or something where the text tells nothing
gap     left open where the text tells it

`question` is the place that the ledger shows over the figure, where the label says which. `spurious` are figures on harm
that no label has; a label whose measure is `?` asks for nothing and forgives what is found. Shares are in percent of
the labels that ask for the field. Where positions are labelled too (positions.tsv), they are judged the same way.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.field_positions import judge_positions
from bench.floors import Strictness, hold
from bench.labels import ANYTHING, Label, read_labels
from counterclaim.pipeline.compose import open_workshop, read_report
from counterclaim.reading.front import report
from counterclaim.records.claim import Claim, Part, Quantity
from counterclaim.records.statement import HARM
from counterclaim.records.story import Question
from counterclaim.records.text import Gathered, Report
from counterclaim.resolve.group import group
from counterclaim.resolve.populations import tell_part_population

# Two labels of a hundred: so many change sides with the last digits of the network.
SLACK = 2.2
FIRST = Path(__file__).parent / "field"
SETS = {"first": ("field", FIRST), "second": ("field second", FIRST / "second")}
FIELDS = ("found", "low and high", "speaker", "side", "victims", "population", "place", "question", "day")
NOTHING = "-"


def find_claim(label: Label, claims: list[Claim]) -> Claim | None:
    """Give the claim that counts the label's measure inside its words; of several the surest."""
    inside = [
        c
        for c in claims
        if c.quantity and c.measure and c.measure.value == label.row["measure"] and find_amount(label, c)
    ]
    return max(inside, key=lambda c: c.statement.confidence, default=None)


def find_amount(label: Label, claim: Claim) -> Quantity | Part | None:
    """Give the figure of a claim that stands in the label's words: its own, else one told beside it."""
    figures = (claim.quantity, *(claim.quantity.parts if claim.quantity else ()))
    return next((f for f in figures if f and label.meets(f.span)), None)


def answer(field: str, claim: Claim, question: Question | None, quantity: Quantity | Part | None) -> list[str | None]:
    """Give what a claim says of a field, as the labels write it; nothing where it is left open."""
    match field:
        case "low and high":
            return [f"{_plain(quantity.low)}–{_plain(quantity.high)}" if quantity else None]
        case "speaker":
            return [claim.speaker.span.text if claim.speaker else None]
        case "side":
            return [claim.claimant.side]
        case "victims":
            sides = [m.actor.side for m in claim.object if m.actor and m.actor.side]
            return [claim.victim_side or next(iter(sides), None)]
        case "population":
            beside = tell_part_population(claim, quantity) if isinstance(quantity, Part) else None
            if beside:  # "… and five soldiers" has a population of its own
                return [beside.status.value]
            return [claim.victim_status.value.value if claim.victim_status else None]
        case "place":
            return [m.place.name for m in claim.place if m.place] or [None]
        case "question":
            return [question.place.name if question and question.place else None]
        case "day":
            return [m.period.start.isoformat() for m in claim.time if m.period] or [None]
    raise ValueError(field)


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value < 1e6 else str(int(value))


def judge(field: str, wanted: str, told: list[str | None]) -> str | None:
    """Give right, wrong or gap; None where the label does not ask."""
    if wanted == ANYTHING:
        return None
    if wanted == NOTHING:
        return "right" if told == [None] or (field == "population" and told == ["unknown"]) else "wrong"
    if told == [None] or (field == "population" and told == ["unknown"] and wanted != "unknown"):
        return "gap"
    if field == "speaker":
        return "right" if wanted in (told[0] or "") else "wrong"
    return "right" if wanted in told else "wrong"


def judge_report(
    labels: list[Label], claims: list[Claim], questions: list[Question]
) -> Iterator[tuple[Label, str, str, str]]:
    """Give label, field, verdict and what was told for each field that is asked for."""
    by_claim = {claim_id: q for q in questions for claim_id in q.claim_ids}
    for label in labels:
        if label.row["measure"] == ANYTHING:
            continue
        claim = find_claim(label, claims)
        yield label, "found", "right" if claim else "gap", ""
        if claim is None:
            continue
        wanted = dict(
            label.row, question=label.row["place"], **{"low and high": f"{label.row['low']}–{label.row['high']}"}
        )
        for field in FIELDS[1:]:
            told = answer(field, claim, by_claim.get(claim.id), find_amount(label, claim))
            if verdict := judge(field, wanted[field], told):
                yield label, field, verdict, f"{' / '.join(map(str, told))} for {wanted[field]}"


def read_alone(path: Path) -> tuple[Report, list[Claim], list[Question]]:
    """Give a report with its claims and the questions of a ledger that holds nothing else."""
    one = report(Gathered(text=path.read_text(encoding="utf-8"), path=path.name))
    claims = list(read_report(one, open_workshop()))
    return one, claims, list(group(claims, [one]).questions)


def measure(folder: Path, *, show: bool) -> dict[str, float]:
    """Judge every label, print the table and give shares in percent: found and right, and as ceilings wrong and spurious."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    labels, positions = (read_labels(folder / name, texts) for name in ("gold.tsv", "positions.tsv"))
    counts: Counter[tuple[str, str]] = Counter()
    figures: dict[str, float] = {}
    for name in texts:
        _, claims, questions = read_alone(folder / f"{name}.txt")
        for label, field, verdict, told in judge_report(labels[name], claims, questions):
            counts[field, verdict] += 1
            if show and verdict != "right":
                print(f"{verdict:5} {field:12} {name:12} “{label.row['context']}”: {told}")
        for told in find_spurious(labels[name], claims):
            counts["spurious", "wrong"] += 1
            if show:
                print(f"spurious           {name:12} {told}")
        for position, field, verdict, told in judge_positions(positions[name], claims):
            counts[field, verdict] += 1
            if show and verdict != "right":
                print(f"{verdict:5} {field:12} {name:12} “{position}”: {told}")
    for field in (*FIELDS, "position", "holder", "toward"):
        right, wrong, gap = (counts[field, v] for v in ("right", "wrong", "gap"))
        if not (asked := right + wrong + gap):
            continue
        print(f"{field:13} {asked:4} asked: right {right} ({right / asked:.0%}), wrong {wrong}, gap {gap}")
        figures[f"{field} right"] = round(100 * right / asked, 1)
        if field not in ("found", "position"):
            figures[f"{field} wrong"] = round(100 * wrong / asked, 1)
    for field in ("spurious", "unlabelled position"):
        if field == "spurious" or any(positions.values()):
            print(f"{field:19} {counts[field, 'wrong']:4}")
            figures[field] = counts[field, "wrong"]
    return figures


def find_spurious(labels: list[Label], claims: list[Claim]) -> Iterator[str]:
    """Give in words the figures on harm that no label covers."""
    for claim in claims:
        counted = claim.quantity and claim.measure and claim.statement.kind in HARM
        if counted and claim.quantity and not any(label.meets(claim.quantity.span) for label in labels):
            yield f"“{claim.quantity.span.text}” {claim.measure}: {claim.statement.evidence.text[:90]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list what is wrong or left open")
    parser.add_argument("--update", action="store_true", help="raise the floors and lower the ceilings")
    parser.add_argument("--only", choices=SETS, help="one set of the two")
    arguments = parser.parse_args()
    held = []
    for name, folder in SETS.values() if arguments.only is None else [SETS[arguments.only]]:
        figures = measure(folder, show=arguments.show)
        files = {path.name: path for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".tsv")}
        ceilings = [f for f in figures if f.endswith("wrong") or f in ("spurious", "unlabelled position")]
        held.append(hold(name, figures, files, update=arguments.update, strictness=Strictness(SLACK, ceilings)))
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())

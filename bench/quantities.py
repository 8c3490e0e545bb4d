"""Measure how amounts are read: every amount annotated in GOLD against the scorer's own reading of the same words.

bench/quantities.py TEXTS GOLD --score PATH/score.py [--show N]

value   the scorer's line: a plain figure whose low or high is a number written in the amount
ends    stricter: the ends of all amounts are exactly the numbers written
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from counterclaim.normalise.amounts import read_amounts


def load_numbers(path: Path) -> Callable[[str], set[str]]:
    """Take `numbers` from the scorer's file."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    numbers: Callable[[str], set[str]] = module.numbers
    return numbers


def find_amounts(texts: Path, gold: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each sentence with the amounts of each event in it."""
    sentences = {d["id"]: d["sentences"] for d in map(json.loads, texts.open(encoding="utf-8"))}
    for line in map(json.loads, filter(str.strip, gold.open(encoding="utf-8"))):
        for event in line["e"]:
            amount = event.get("n") or []
            if amount:
                yield sentences[line["d"]][line["s"]], [amount] if isinstance(amount, str) else amount


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument(
        "--score", type=Path, required=True, help="the scorer whose reading of amounts is the reference"
    )
    parser.add_argument("--show", type=int, default=0, help="print so many amounts that are read otherwise")
    arguments = parser.parse_args()
    numbers = load_numbers(arguments.score)
    events = plain = value = ends = 0
    for _, amounts in find_amounts(arguments.texts, arguments.gold):
        written = set().union(*(numbers(amount) for amount in amounts))
        read = [r for amount in amounts for r in read_amounts(amount)]
        found = {str(end) for r in read for end in (r.low, r.high) if end is not None}
        events += 1
        if written and all(w.isdigit() for w in written):
            plain += 1
            value += bool(found & written)
        is_right = found == {w for w in written if w.replace(".", "").isdigit()}
        ends += is_right
        if not is_right and arguments.show > 0:
            arguments.show -= 1
            print(amounts, "written", sorted(written), "read", [(r.low, r.high, r.bound.value) for r in read])
    print(f"amounts of {events} events; value {100 * value / max(1, plain):.2f} % of {plain} plain ones")
    print(f"ends {100 * ends / max(1, events):.2f} %")


if __name__ == "__main__":
    main()

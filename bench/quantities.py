"""Measure how amounts are read: every amount annotated in GOLD against the scorer's own reading of the same words.

bench/quantities.py TEXTS GOLD [--score PATH/score.py] [--show N]   any annotated set
bench/quantities.py [--update]                                      the claims against their floors

value   the scorer's line: a plain figure whose low or high is a number written in the amount
ends    stricter: the ends of all amounts are exactly the numbers written
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from counterclaim.normalise.amounts import read_amounts

sys.path.append(str(Path(__file__).resolve().parent.parent))  # so that it runs as a file too
from bench.floors import hold
from bench.reading import SHARED

CLAIMS = SHARED / "data" / "claims"


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


def measure(texts: Path, gold: Path, score: Path, show: int = 0) -> dict[str, float]:
    """Read every amount of a set, print the figures and give them in per cent."""
    numbers = load_numbers(score)
    events = plain = value = ends = 0
    for _, amounts in find_amounts(texts, gold):
        written = set().union(*(numbers(amount) for amount in amounts))
        read = [r for amount in amounts for r in read_amounts(amount)]
        found = {str(end) for r in read for end in (r.low, r.high) if end is not None}
        events += 1
        if written and all(w.isdigit() for w in written):
            plain += 1
            value += bool(found & written)
        is_right = found == {w for w in written if w.replace(".", "").isdigit()}
        ends += is_right
        if not is_right and show > 0:
            show -= 1
            print(amounts, "written", sorted(written), "read", [(r.low, r.high, r.bound.value) for r in read])
    print(f"amounts of {events} events; value {100 * value / max(1, plain):.2f} % of {plain} plain ones")
    print(f"ends {100 * ends / max(1, events):.2f} %")
    return {"value": round(100 * value / max(1, plain), 2), "ends": round(100 * ends / max(1, events), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--score", type=Path, default=SHARED / "eval" / "score.py", help="the scorer: the reference")
    parser.add_argument("--show", type=int, default=0, help="print so many amounts that are read otherwise")
    parser.add_argument("--update", action="store_true", help="raise the floors of the claims")
    arguments = parser.parse_args()
    if arguments.texts is not None:
        if arguments.gold is None:
            parser.error("TEXTS needs its GOLD")
        measure(arguments.texts, arguments.gold, arguments.score, arguments.show)
        return
    is_held = True
    for name in ("dev", "train"):
        files = {
            "texts": CLAIMS / f"{name}.texts.jsonl", "gold": CLAIMS / f"{name}.jsonl", "scorer": arguments.score
        }  # fmt: skip
        if not all(path.exists() for path in files.values()):
            print(f"amounts {name} not measured: its texts, annotations or the scorer are not here.")
            continue
        figures = measure(files["texts"], files["gold"], files["scorer"], arguments.show)
        is_held &= hold(f"amounts {name}", figures, files, update=arguments.update)
    sys.exit(0 if is_held else 1)


if __name__ == "__main__":
    main()

"""Measure reading end to end: `counterclaim read --json` over one text file a document, scored against annotations.

bench/reading.py TEXTS GOLD [--json] [--docs REGEX]   any annotated set: the scorer's figures
bench/reading.py [--update]                           our sets against the floors in bench/floors.json

TEXTS and GOLD are JSON lines as the annotations have them. Floors hold for the digests of texts, gold and scorer that
stand beside them; --update raises them, and never lowers one. A set whose files are missing is "not measured".
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
# Data and scorer that are not ours to ship lie beside the repository.
SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", HERE.parent.parent / "shared"))
_DEV = (SHARED / "data" / "claims" / "dev.texts.jsonl", SHARED / "data" / "claims" / "dev.jsonl")
SETS = {
    "dev newswire": (*_DEV, "^gmb-"),
    "dev modern": (*_DEV, "^(?!gmb-)"),
    "own": (HERE / "own" / "texts.jsonl", HERE / "own" / "gold.jsonl", ""),
}
MEASURED = ("event", "role", "source", "figure", "claim", "irrealis")
# Within this many points two runs are one: int8 kernels differ a little between processors.
SLACK = 0.3


def read_documents(texts: Path, folder: Path) -> Path:
    """Write one text file a document, its sentences one a line, read them all, and give the file of readings."""
    documents = folder / "documents"
    documents.mkdir()
    for id, sentences in load_texts(texts).items():
        if not re.fullmatch(r"[\w.-]+", id):
            raise SystemExit(f"The id {id!r} cannot be a file name.")
        (documents / f"{id}.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")
    readings = folder / "readings.jsonl"
    command = [sys.executable, "-m", "counterclaim", "read", "--json", str(documents)]
    with readings.open("wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise SystemExit(f"Reading ended with exit code {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    return readings


def score(scorer: Path, texts: Path, gold: Path, readings: Path, docs: str) -> dict[str, dict[str, float]]:
    """Run the scorer and give its figures by name."""
    command = [sys.executable, str(scorer), str(texts), str(gold), str(readings), "--json", "--docs", docs]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    sys.stderr.write(done.stderr)
    figures: dict[str, dict[str, float]] = json.loads(done.stdout)
    return figures


def load_scorer(path: Path = SHARED / "eval" / "score.py") -> ModuleType:
    """Import the scorer from its file; stops where it is not here."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"There is no scorer at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_texts(path: Path) -> dict[str, list[str]]:
    """Give the sentences of each document of a TEXTS file by its id."""
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").split("\n")))
    return {row["id"]: row["sentences"] for row in rows}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def hold(name: str, f1: dict[str, float], digests: dict[str, str], *, update: bool) -> bool:
    """Hold the figures of a set against its floors; True where none is missed. With `update`, raise them."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    known = floors.get(name, {"digests": digests, "f1": {}})
    if known["digests"] != digests and not update:
        print(f"{name}: its floors were set on other texts, annotations or scorer; set them anew with --update.")
        return False
    held = known["f1"] if known["digests"] == digests else {}
    missed = [what for what in MEASURED if f1[what] < held.get(what, 0.0) - SLACK]
    print(f"{name}: " + ", ".join(f"{what} {f1[what]} (floor {held.get(what, '–')})" for what in MEASURED))
    for what in missed:
        print(f"{name}: {what} is below its floor.")
    if update:
        floors[name] = {"digests": digests, "f1": {what: max(f1[what], held.get(what, 0.0)) for what in MEASURED}}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return not missed


def measure_ours(scorer: Path, *, update: bool) -> bool:
    """Measure every set whose files are here; True where no floor is missed."""
    is_held = True
    measured: dict[Path, Path] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (texts, gold, docs) in SETS.items():
            if not (texts.exists() and gold.exists() and scorer.exists()):
                print(f"{name} not measured: its texts, annotations or the scorer are not here.")
                continue
            if texts not in measured:
                inner = Path(folder) / str(len(measured))
                inner.mkdir()
                measured[texts] = read_documents(texts, inner)
            figures = score(scorer, texts, gold, measured[texts], docs)
            digests = {"texts": digest(texts), "gold": digest(gold), "scorer": digest(scorer)}
            is_held &= hold(name, {what: figures[what]["f1"] for what in MEASURED}, digests, update=update)
    return is_held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--score", type=Path, default=SHARED / "eval" / "score.py", help="the scorer")
    parser.add_argument("--json", action="store_true", help="print the scorer's figures as JSON")
    parser.add_argument("--docs", default="", help="only documents whose id matches: 'gmb-' or '^(?!gmb-)'")
    parser.add_argument("--update", action="store_true", help="raise the floors of our sets")
    arguments = parser.parse_args()
    if arguments.texts is None:
        sys.exit(0 if measure_ours(arguments.score, update=arguments.update) else 1)
    if arguments.gold is None:
        parser.error("TEXTS needs its GOLD")
    with tempfile.TemporaryDirectory() as folder:
        readings = read_documents(arguments.texts, Path(folder))
        figures = score(arguments.score, arguments.texts, arguments.gold, readings, arguments.docs)
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, values in figures.items():
        if name != "kinds":
            print(f"{name:12s} " + "  ".join(f"{key} {value}" for key, value in values.items()))


if __name__ == "__main__":
    main()

"""Print the figures of the model card as Markdown tables: by set with 90 % intervals, by kind, and by length of sentence.

python -m bench.card

Everything is read end to end by `counterclaim read --json`. Intervals draw the documents of a set again 200 times.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from bench.reading import MEASURED, SETS, load_scorer, load_texts, read_documents

PARTS = {
    "dev newswire": "^gmb-", "dev government pages": "^re3d-", "dev agency sentences": "^cameo-",
    "dev web newspapers": "^event-", "dev analyses": "^insight-", "dev modern together": "^(?!gmb-)", "own": "",
}  # fmt: skip
LENGTHS = {"up to 20 words": range(21), "21 to 35 words": range(21, 36), "over 35 words": range(36, 10_000)}
Events = dict[tuple[str, int], list[dict[str, Any]]]


def load(name: str, folder: Path) -> tuple[dict[str, list[str]], Events, Events]:
    """Give texts, annotated and read events of a set."""
    scorer = load_scorer()
    texts, gold, _ = SETS[name]
    inner = folder / name.replace(" ", "-")
    inner.mkdir()
    documents = load_texts(texts)
    return (
        documents,
        scorer.from_annotation(gold, documents),
        scorer.from_reading(read_documents(texts, inner), documents),
    )


def keep(events: Events, wanted: set[tuple[str, int]]) -> Events:
    return {key: found for key, found in events.items() if key in wanted}


def main() -> None:
    scorer = load_scorer()
    names = [*MEASURED, "negated"]
    with tempfile.TemporaryDirectory() as folder:
        sets = {"dev": load("dev newswire", Path(folder)), "own": load("own", Path(folder))}
    print("| F1 (90 % interval) | " + " | ".join(names) + " |\n|" + "---|" * (len(names) + 1))
    for part, pattern in PARTS.items():
        texts, gold, read = sets["own" if part == "own" else "dev"]
        chosen = {id: s for id, s in texts.items() if re.search(pattern, id)}
        result = scorer.score(chosen, gold, read)[0]
        spread = scorer.intervals(chosen, gold, read, names)
        cells = [f"{result[n]['f1']} ({spread[n][0]}–{spread[n][1]})" if result[n]["gold"] else "–" for n in names]
        print(f"| {part} ({len(chosen)}) | " + " | ".join(cells) + " |")
    print("\n| kind | dev F1 (events) | own F1 (events) |\n|---|---|---|")
    by_kind = {name: scorer.score(*three)[0]["kinds"] for name, three in sets.items()}
    for kind in sorted({*by_kind["dev"], *by_kind["own"]}):
        cells = [f"{k['f1']} ({k['gold']})" if (k := by_kind[s].get(kind)) else "–" for s in sets]
        print(f"| {kind} | " + " | ".join(cells) + " |")
    print("\n| dev, sentences of | " + " | ".join(MEASURED) + " |\n|" + "---|" * (len(MEASURED) + 1))
    texts, gold, read = sets["dev"]
    for name, lengths in LENGTHS.items():
        wanted = {
            (id, n) for id, lines in texts.items() for n, line in enumerate(lines) if len(line.split()) in lengths
        }
        result = scorer.score(texts, keep(gold, wanted), keep(read, wanted))[0]
        print(f"| {name} | " + " | ".join(str(result[n]["f1"]) for n in MEASURED) + " |")


if __name__ == "__main__":
    main()

"""Is a confidence of 0.8 right eight times in ten? Expected calibration error of events, with a reliability plot.

python -m bench.calibration [TEXTS GOLD] [--fit] [--plot FILE]

Without arguments: our own set. An event counts as right when the scorer matches its kind and trigger. --fit prints the
slope and intercept of Platt scaling on these texts: choose them on dev, never on the set that is reported.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from pathlib import Path

from bench.reading import HERE, SHARED, load_scorer, load_texts, read_documents

BINS = 10
CEILING = 0.05


def outcomes(texts: Path, gold: Path) -> list[tuple[float, bool]]:
    """Give (confidence, right) for each event read."""
    scorer, documents = load_scorer(), load_texts(texts)
    with tempfile.TemporaryDirectory() as folder:
        path = read_documents(texts, Path(folder))
        predicted = scorer.from_reading(path, documents)
        confidence = [
            c["confidence"]
            for line in path.read_text(encoding="utf-8").split("\n")
            if line
            for c in json.loads(line)["claims"]
        ]
    annotated = scorer.from_annotation(gold, documents)
    right = {id(p) for key in predicted for _, p in scorer.pair(annotated.get(key, []), predicted[key], True)}
    events = [event for together in predicted.values() for event in together]
    return [(c, id(event) in right) for c, event in zip(confidence, events, strict=True)]


def expected_error(pairs: list[tuple[float, bool]]) -> tuple[float, list[tuple[float, float, int]]]:
    """Give the expected calibration error over ten equal bins, and (mean confidence, share right, count) of each bin."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, is_right in pairs:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, is_right))
    rows = [(sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins if b]
    return sum(n * abs(c - r) for c, r, n in rows) / len(pairs), rows


def fit(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """Give slope and intercept of Platt scaling by Newton's method on the log odds."""
    slope, intercept = 1.0, 0.0
    odds = [(math.log(p / (1 - p)), float(r)) for c, r in pairs for p in [min(max(c, 0.005), 0.995)]]
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, y in odds:
            p = 1 / (1 + math.exp(-(slope * x + intercept)))
            w = p * (1 - p)
            g0, g1 = g0 + (y - p) * x, g1 + (y - p)
            h00, h01, h11 = h00 + w * x * x, h01 + w * x, h11 + w
        det = h00 * h11 - h01 * h01
        slope, intercept = slope + (h11 * g0 - h01 * g1) / det, intercept + (h00 * g1 - h01 * g0) / det
    return slope, intercept


def plot(rows: list[tuple[float, float, int]], error: float) -> str:
    """Give the reliability plot as SVG: share right over mean confidence, areas by count."""
    most = max(n for _, _, n in rows)
    dots = "".join(
        f'<circle cx="{40 + 300 * c:.1f}" cy="{340 - 300 * r:.1f}" r="{3 + 9 * math.sqrt(n / most):.1f}">'
        f"<title>{n} events, confidence {c:.2f}, right {r:.2f}</title></circle>"
        for c, r, n in rows
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 390" font-family="sans-serif" font-size="12" role="img">'
        f"<title>Reliability of event confidence, expected calibration error {error:.3f}</title>"
        '<rect width="380" height="390" fill="#fff"/><path d="M40 340H340V40H40Z" fill="none" stroke="#999"/>'
        '<path d="M40 340L340 40" stroke="#999" stroke-dasharray="4 4"/>'
        f'<g fill="#1f4e79" fill-opacity=".75">{dots}</g>'
        '<text x="190" y="375" text-anchor="middle">confidence</text>'
        '<text x="14" y="190" text-anchor="middle" transform="rotate(-90 14 190)">share right</text>'
        "</svg>\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", default=HERE / "own" / "texts.jsonl")
    parser.add_argument("gold", type=Path, nargs="?", default=HERE / "own" / "gold.jsonl")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    if not (SHARED / "eval" / "score.py").exists():
        print("calibration not measured: the scorer is not here.")
        return 0
    pairs = outcomes(arguments.texts, arguments.gold)
    error, rows = expected_error(pairs)
    for confidence, share, count in rows:
        print(f"confidence {confidence:.2f}  right {share:.2f}  events {count}")
    print(f"expected calibration error {error:.3f} over {len(pairs)} events (ceiling {CEILING})")
    if arguments.fit:
        slope, intercept = fit(pairs)
        print(f"slope {slope:.3f} intercept {intercept:.3f}")
    if arguments.plot:
        arguments.plot.write_text(plot(rows, error), encoding="utf-8")
    return int(error > CEILING)


if __name__ == "__main__":
    raise SystemExit(main())

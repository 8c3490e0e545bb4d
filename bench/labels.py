"""Labels of whole reports: rows of a table, each about words that stand in its report exactly once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from counterclaim.records.text import Span

ANYTHING = "?"
"""A cell that asks for nothing."""


@dataclass(frozen=True, slots=True)
class Label:
    """One row of a table of labels, with the half-open offsets of its words in the report."""

    row: dict[str, str]
    start: int
    end: int

    def meets(self, span: Span) -> bool:
        """Say whether a span of the report lies at least in part in the label's words."""
        return self.start < span.end and span.start < self.end


def read_labels(path: Path, texts: dict[str, str]) -> dict[str, list[Label]]:
    """Give the labels of each report; none where there is no such table.

    Raises ValueError where the words of one do not stand in their report exactly once.
    """
    labels: dict[str, list[Label]] = {name: [] for name in texts}
    if not path.exists():
        return labels
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, words = texts[row["report"]], row["context"]
            if text.count(words) != 1:
                raise ValueError(f"{row['report']}: “{words}” stands there {text.count(words)} times, not once.")
            labels[row["report"]].append(Label(row, text.index(words), text.index(words) + len(words)))
    return labels

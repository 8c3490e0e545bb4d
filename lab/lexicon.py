"""Builds tables/parts.tsv, the lexicon of the part-of-speech tagger, from a tagged corpus in CoNLL form.

python -m lab.lexicon CORPUS.conll.gz      (word TAB Penn tag a line, an empty line between sentences)
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from pathlib import Path

from counterclaim.tables.cues import load_words

TABLE = Path(__file__).parents[1] / "src/counterclaim/tables/parts.tsv"
AUXILIARIES = load_words("grammar", "auxiliaries")
PARTS = {
    "D": "DT PDT", "X": "EX", "J": "JJ JJR JJS", "N": "NN", "S": "NNS", "P": "NNP NNPS", "C": "CD", "V": "VBD VBZ VBP", "M": "MD",
    "G": "VBG", "E": "VBN", "B": "VB", "I": "IN RP", "T": "TO", "O": "PRP", "H": "PRP$", "W": "WDT WP WRB WP$", "R": "RB RBR RBS",
    "A": "CC", "Q": "POS",
}  # fmt: skip
PART_OF = {penn: part for part, names in PARTS.items() for penn in names.split()}
# Past forms of irregular verbs, which no ending gives away; those that the corpus lacks are added.
IRREGULAR = sorted(load_words("grammar", "irregular"))
LEAST_SEEN = 3
LEAST_SHARE = 0.03


def read_sentences(path: str) -> list[list[tuple[str, str]]]:
    """Give the sentences as (word, part) pairs; "U" marks forms of be, have and do, "." every mark."""
    sentences: list[list[tuple[str, str]]] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                sentences.append([])
                continue
            word, penn = line.rstrip("\n").split("\t")[:2]
            part = PART_OF.get(penn, ".")
            sentences[-1].append((word, "U" if word.lower() in AUXILIARIES and part in "VEBG" else part))
    return [s for s in sentences if s]


def count(sentences: list[list[tuple[str, str]]]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Count parts by word (lower case where a word only opens a sentence) and parts by the part before."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        before = "^"
        for at, (word, part) in enumerate(sentence):
            words[word if at or part == "P" else word.lower()][part] += 1
            after[before][part] += 1
            before = part
    return words, after


def shares(counts: Counter[str]) -> str:
    """Write parts with their share in percent, most frequent first, rare ones left out."""
    whole = sum(counts.values())
    kept = sorted(((n, part) for part, n in counts.items() if n / whole >= LEAST_SHARE), key=lambda x: (-x[0], x[1]))
    return " ".join(f"{part}{max(1, round(100 * n / whole))}" for n, part in kept)


def main(path: str) -> None:
    """Write the table: rows word, suffix (of rare words), part (share of all words) and after (per mille)."""
    words, after = count(read_sentences(path))
    for word in IRREGULAR:
        if sum(words[word].values()) < LEAST_SEEN:
            words[word] = Counter({"V": LEAST_SEEN})
    suffixes: dict[str, Counter[str]] = defaultdict(Counter)
    every: Counter[str] = Counter()
    for word, counts in words.items():
        every.update(counts)
        if word.islower() and sum(counts.values()) <= LEAST_SEEN:
            for size in (2, 3):
                suffixes[word[-size:]].update(counts)
    whole = sum(every.values())
    rows = [
        f"word\t{w}\t{shares(c)}"
        for w, c in sorted(words.items())
        if sum(c.values()) >= LEAST_SEEN and w.isascii() and any(map(str.isalpha, w)) and set(c) != {"P"}
    ]
    rows += [f"suffix\t{s}\t{shares(c)}" for s, c in sorted(suffixes.items()) if sum(c.values()) >= 5 and s.isalpha()]
    rows += [f"part\t{p}\t{round(1e6 * n / whole)}" for p, n in sorted(every.items())]
    for before, counts in sorted(after.items()):
        n = sum(counts.values())
        rows.append(
            f"after\t{before}\t"
            + " ".join(f"{p}{round(1e5 * (counts[p] + 1) / (n + len(every)))}" for p in sorted(every))
        )
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

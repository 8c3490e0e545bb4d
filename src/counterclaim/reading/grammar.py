"""Sentences to words with their part of speech: a first-order Markov tagger over a lexicon. Linear in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf, log

from counterclaim.tables.cues import Nouns, Parts, load_nouns, load_parts

# Abbreviated titles keep their dot, so that it does not look like the end of a clause.
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?:[-‑][^\W_]+)*|(?:[A-Za-z]\.){2,}|[A-Z]\.(?=\s[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Brig|Capt|Cmdr|Cpl|Sgt|Adm|Gov|Sen|Rep|Insp|Supt|Ct|Const|Hav|Cdr)\.(?=\s)"
    r"|['’][sS](?![^\W_])|['’](?:re|ve|ll|d|m)(?![^\W_])|[^\W_]+n['’]t(?![^\W_])"
    r"|[^\W_]+(?:['’](?!(?:[sS]|re|ve|ll|d|m)(?![^\W_]))[^\W_]+)*(?:[-‑/][^\W_]+)*|\.{3}|\S"
)
_LONGEST = 64
_LEAST_NOUN = 0.4
# The score of a step from part to part that was never seen.
_RARE = -12.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; `part` is its part of speech in one letter (see `lab/lexicon.py`), `low` its lower case."""

    start: int
    end: int
    text: str
    low: str
    part: str


def tag_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Give the words of text[start:end] with their most probable parts of speech (Viterbi)."""
    parts = _model()
    steps = parts.steps
    spans = [m.span() for m in _WORD.finditer(text, start, end)]
    if not spans:
        return ()
    words = [text[a:b] for a, b in spans]
    shouting = end - start > 20 and text[start:end].isupper()
    reached: dict[str, float] = {"^": 0.0}
    trail: list[dict[str, str]] = []
    opens = True
    for at, word in enumerate(words):
        offered = _offer(word.capitalize() if shouting else word, opens)
        if opens and word[0].isupper() and at + 1 < len(words) and words[at + 1][0].isupper():
            # Two capitals in a row: the first may be a name even if it is a word too ("Said Mansour").
            offered = {**parts.rare_name, **offered}
        opens = not word[0].isalnum() and (opens or word in "“\"'‘:•–—")
        following: dict[str, float] = {}
        back: dict[str, str] = {}
        for part, emission in offered.items():
            best, before = -inf, ""
            for p, value in reached.items():
                score = value + steps[p].get(part, _RARE)
                if score > best or (score == best and p > before):
                    best, before = score, p
            following[part] = best + emission
            back[part] = before
        trail.append(back)
        reached = following
    part = max(reached, key=lambda p: (reached[p], p))
    chosen = []
    for back in reversed(trail):
        chosen.append(part)
        part = back[part]
    return tuple(Word(a, b, w, w.lower(), p) for (a, b), w, p in zip(spans, words, reversed(chosen), strict=True))


class _Model:
    """The lexicon as log scores: emissions relative to how common a part is, steps from part to part."""

    def __init__(self, parts: Parts, nouns: Nouns) -> None:
        self.common = {p: log(share) for p, share in parts.common.items()}
        self.steps = {before: {p: log(n) for p, n in row.items()} for before, row in parts.after.items()}
        self._words = dict(parts.words)
        for noun, part in [*((n, "N") for n in (*nouns.person, *nouns.body)), *((n, "S") for n in nouns.single)]:
            # What a report calls people and bodies is a noun first, whatever it was in the corpus.
            if noun.isalpha() and parts.words.get(noun, {}).get(part, 0.0) < _LEAST_NOUN:
                self._words[noun] = {**parts.words.get(noun, {}), part: _LEAST_NOUN}
        self._suffixes = parts.suffixes
        self.name = self._relative({"P": 0.94, "J": 0.03, "N": 0.03})
        self.rare_verb = self._relative({"V": 0.2})
        self.rare_name = self._relative({"P": 0.05})
        self.opening_name = self._relative({"P": 0.8, "N": 0.1, "J": 0.05, "S": 0.05})
        self.number = self._relative({"C": 1.0})
        self.mark = self._relative({".": 1.0})
        self.unknown = self._relative({"N": 0.55, "J": 0.25, "V": 0.1, "P": 0.1})

    def _relative(self, shares: Mapping[str, float]) -> dict[str, float]:
        return {p: log(share) - self.common[p] for p, share in shares.items()}

    def _find(self, word: str) -> dict[str, float] | None:
        shares = self._words.get(word)
        return self._relative(shares) if shares else None

    def offer(self, word: str, opens: bool) -> dict[str, float]:
        """Give the parts that a word can be with their scores; a capital inside a sentence is a name unless known."""
        first = word[0]
        if first.isdigit():
            return (self._find(word) if len(word) < 3 else None) or self.number
        if not first.isalpha():
            return self._find(word.replace("’", "'")) or self.mark
        low = word.lower()
        if first.isupper():
            known = self._find(word)
            plain = self._find(low) if opens else None
            if plain and word.isupper() and len(word) > 1:
                # "MEND denied it": letters that happen to be a word.
                return {**plain, **self.name}
            if plain:
                # A common word at the start of a sentence may still be a name; a number is none.
                return plain if known is None or plain.keys() == {"C"} else {**known, **plain}
            return known or (self.opening_name if opens else self.name)
        found = self._find(low)
        if found:
            return found
        if low != word:
            return self.name
        if low.endswith(("n't", "n’t")):
            return self._find(low[:-3]) or self._relative(self._words["did"])
        shares = self._suffixes.get(low[-3:]) or self._suffixes.get(low[-2:])
        if not shares or len(low) > _LONGEST:
            return self.unknown
        ending = self._relative(shares)
        return {**self.rare_verb, **ending} if low.endswith("s") else ending


@cache
def _model() -> _Model:
    return _Model(load_parts(), load_nouns())


@lru_cache(maxsize=50_000)
def _offer(word: str, opens: bool) -> Mapping[str, float]:
    return _model().offer(word, opens)
